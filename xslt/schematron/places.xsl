<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the generated stylesheet needs of its own: places of nodes and documents that were asked for.

  A place is the number of the node's element in document order (0 for the document node), and for
  other nodes what they are: "12@Q{}n", "12#text:7" (the 7th text of the document), "12#comment:1",
  "12#pi:1". In another document than the one that is judged, its URI follows after a space. An
  element is sought by halves among all elements, which takes less than an accumulator where few
  fail; the other numbers come from accumulators: paths take a time that grows with the square of
  the siblings.
-->
<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:tei-pipeline:schematron:output" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei-pipeline="urn:tei-pipeline:schematron" exclude-result-prefixes="#all">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <xsl:variable name="tei-pipeline:kinds" as="map(xs:string, xs:string)"
    select="map{'element': '*', 'text': 'text()', 'comment': 'comment()',
      'pi': 'processing-instruction()'}"/>

  <!-- The declarations that every generated stylesheet has. -->
  <xsl:function name="tei-pipeline:declarations" as="element()+">
    <xsl:variable name="modes" as="element()+">
      <out:mode name="tei-pipeline:report" use-accumulators="#all"/>
      <out:output method="xml" indent="no"/>
      <out:param name="tei-pipeline:run" as="xs:string" select="''"/>
      <out:param name="tei-pipeline:count" as="xs:boolean" select="false()"/>
      <out:param name="tei-pipeline:documents" as="map(*)" select="map{{}}"/>
      <out:variable name="tei-pipeline:main" as="document-node()" select="/"/>
      <out:variable name="tei-pipeline:rules" as="xs:integer*"
        select="tokenize($tei-pipeline:run) ! xs:integer(.)"/>
      <out:variable name="tei-pipeline:all" as="xs:boolean" select="empty($tei-pipeline:rules)"/>
      <out:variable name="tei-pipeline:elements" as="element()*" select="/descendant::*"/>
    </xsl:variable>
    <xsl:variable name="accumulators" as="element()+">
      <xsl:for-each select="map:keys($tei-pipeline:kinds)">
        <out:accumulator name="tei-pipeline:{.}" as="xs:integer" initial-value="0">
          <out:accumulator-rule match="{$tei-pipeline:kinds(.)}" select="$value + 1"/>
        </out:accumulator>
      </xsl:for-each>
    </xsl:variable>
    <!-- Their prefixes are their own: the schema may use the same for something else. -->
    <xsl:for-each select="
      $modes, $accumulators, tei-pipeline:place-functions(), tei-pipeline:running-functions(),
      tei-pipeline:reading-functions()">
      <xsl:copy>
        <xsl:for-each select="map:keys($tei-pipeline:prefixes)">
          <xsl:namespace name="{.}" select="$tei-pipeline:prefixes(.)"/>
        </xsl:for-each>
        <xsl:copy-of select="@*, node()"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <!-- The functions that number nodes. -->
  <xsl:function name="tei-pipeline:place-functions" as="element()+">
    <out:function name="tei-pipeline:place" as="xs:string">
      <out:param name="node" as="node()?"/>
      <out:variable name="element" as="element()?" select="$node/ancestor-or-self::*[1]"/>
      <out:variable name="number" as="xs:integer" select="
        if (empty($element)) then 0
        else if ($element/root() is $tei-pipeline:main)
        then tei-pipeline:index($element, 1, count($tei-pipeline:elements))
        else $element/accumulator-before('tei-pipeline:element')"/>
      <out:variable name="within" as="xs:string?" select="
        $node ! (
          if (self::attribute()) then '@Q{{' || namespace-uri() || '}}' || local-name()
          else if (self::text()) then '#text:' || accumulator-before('tei-pipeline:text')
          else if (self::comment()) then '#comment:' || accumulator-before('tei-pipeline:comment')
          else if (self::processing-instruction())
          then '#pi:' || accumulator-before('tei-pipeline:pi') else ())"/>
      <out:variable name="elsewhere" as="xs:string?" select="
        if (root($node) is $tei-pipeline:main) then () else ' ' || base-uri(root($node))"/>
      <out:sequence select="string-join(($number, $within, $elsewhere))"/>
    </out:function>
    <out:function name="tei-pipeline:index" as="xs:integer">
      <out:param name="element" as="element()"/>
      <out:param name="first" as="xs:integer"/>
      <out:param name="last" as="xs:integer"/>
      <out:variable name="middle" as="xs:integer" select="($first + $last) idiv 2"/>
      <out:sequence select="
        if ($first = $last) then $first
        else if ($tei-pipeline:elements[$middle] &lt;&lt; $element)
        then tei-pipeline:index($element, $middle + 1, $last)
        else tei-pipeline:index($element, $first, $middle)"/>
    </out:function>
  </xsl:function>

  <!-- The function that reports what could not be run. -->
  <xsl:function name="tei-pipeline:running-functions" as="element()+">
    <out:function name="tei-pipeline:broken" as="element()">
      <out:param name="node" as="node()"/>
      <out:param name="assert" as="xs:string"/>
      <out:param name="at" as="xs:string"/>
      <out:param name="pattern" as="xs:string"/>
      <out:param name="code" as="xs:QName"/>
      <out:param name="description" as="xs:string?"/>
      <tei-pipeline:broken place="{{tei-pipeline:place($node)}}" assert="{{$assert}}" at="{{$at}}"
        pattern="{{$pattern}}" code="{{local-name-from-QName($code)}}">
        <out:value-of select="$description"/>
      </tei-pipeline:broken>
    </out:function>
  </xsl:function>

  <!-- The functions that stand for doc() and its like. The first argument is the URI of the
       schema's file. -->
  <xsl:function name="tei-pipeline:reading-functions" as="element()+">
    <out:function name="tei-pipeline:doc" as="document-node()?">
      <out:param name="base" as="xs:string"/>
      <out:param name="href" as="xs:string?"/>
      <out:variable name="uri" as="xs:string?"
        select="$href ! string(if ($base) then resolve-uri(., $base) else .)"/>
      <out:if test="exists($uri) and not(map:contains($tei-pipeline:documents, $uri))">
        <out:message select="'wanted|' || $uri"/>
      </out:if>
      <out:sequence select="
        $uri ! ($tei-pipeline:documents(.),
          error(xs:QName('tei-pipeline:unread'), 'the file ' || . || ' could not be read'))[1]"/>
    </out:function>
    <out:function name="tei-pipeline:doc-available" as="xs:boolean">
      <out:param name="base" as="xs:string"/>
      <out:param name="href" as="xs:string?"/>
      <out:try select="exists(tei-pipeline:doc($base, $href))">
        <out:catch select="false()"/>
      </out:try>
    </out:function>
    <out:function name="tei-pipeline:document" as="node()*">
      <out:param name="base" as="xs:string"/>
      <out:param name="hrefs" as="item()*"/>
      <out:sequence select="
        $hrefs ! tei-pipeline:doc(
          if (. instance of node()) then string((base-uri(.)[string()], $base)[1]) else $base,
          string(.))"/>
    </out:function>
    <out:function name="tei-pipeline:document" as="node()*">
      <out:param name="base" as="xs:string"/>
      <out:param name="hrefs" as="item()*"/>
      <out:param name="node" as="node()"/>
      <out:sequence
        select="$hrefs ! tei-pipeline:doc(string((base-uri($node)[string()], $base)[1]), string(.))"/>
    </out:function>
  </xsl:function>
</xsl:transform>
