<?xml version="1.0" encoding="UTF-8"?>
<!--
  What a document's own declarations of how it is cited find in it (TEI P5, refsDecl/citeStructure).
  The declarations come as a plan, made by outputs/citation_plan.py: elements tei:structure with the
  attributes id, match and use, nested as their units are, each with tei:data (id, use) of its own.

  The result, in no namespace, is flat; "at" is the number of an element in document order, from 0:

  unit        structure, parent (the place of the unit above among those of its structure), at, ref
    data      id, lang (where the value is text of the document); the value
  fault       structure or data, attribute: which expression is wrong; what Saxon says of it
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:err="http://www.w3.org/2005/xqt-errors"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:cite="urn:tei-pipeline:citation"
  exclude-result-prefixes="#all">

  <xsl:output method="xml" encoding="UTF-8" omit-xml-declaration="yes" indent="no"/>

  <!-- The plan, under the key "plan". -->
  <xsl:param name="given" as="map(xs:string, item())" required="yes"/>
  <!-- How many units a structure may find at most. -->
  <xsl:param name="most" as="xs:integer" select="100000"/>

  <xsl:variable name="cite:document" as="document-node()" select="/"/>
  <xsl:variable name="cite:numbers" as="map(xs:string, xs:integer)" select="
    map:merge(//* ! map:entry(generate-id(.), position() - 1))"/>

  <xsl:template match="/" as="element(found)">
    <found>
      <xsl:for-each select="$given?plan/*/tei:structure">
        <xsl:sequence select="cite:units(., cite:outermost(.))"/>
      </xsl:for-each>
    </found>
  </xsl:template>

  <!-- A unit that is found: its node, the place of its parent, and the node before which it ends, if
       it is a milestone that is closed by another. -->
  <xsl:function name="cite:unit" as="map(xs:string, item()*)">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="parent" as="xs:integer"/>
    <xsl:param name="limit" as="node()?"/>
    <xsl:sequence select="map { 'node': $node, 'parent': $parent, 'limit': $limit }"/>
  </xsl:function>

  <!-- The units of a structure that stands in no other. -->
  <xsl:function name="cite:outermost" as="map(*)*">
    <xsl:param name="structure" as="element(tei:structure)"/>
    <xsl:variable name="nodes" as="item()*" select="cite:evaluated('array { (' || $structure/@match || ') }',
      $structure, 'match', map {})"/>
    <xsl:sequence select="cite:faults($nodes),
      cite:nodes($nodes[. instance of array(*)]) ! cite:unit(., 0, ())"/>
  </xsl:function>

  <!-- The units of a structure, those of the structures in it, and what is wrong with any of them.
       "found" are units, and faults where there were some. -->
  <xsl:function name="cite:units" as="element()*">
    <xsl:param name="structure" as="element(tei:structure)"/>
    <xsl:param name="found" as="map(*)*"/>
    <xsl:variable name="units" as="map(*)*" select="
      cite:closed($found[map:contains(., 'node')][position() le $most])"/>
    <xsl:variable name="nodes" as="node()*" select="$units ! ?node"/>
    <xsl:variable name="groups" as="array(*)*">
      <xsl:for-each-group select="$units" group-adjacent="?parent">
        <xsl:sequence select="array { current-group() ! ?node }"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="refs" as="item()*" select="cite:evaluated('$groups ! array { ?* ! '
      || 'normalize-space(string(head((' || $structure/@use || ')))) }', $structure, 'use',
      map { xs:QName('groups'): $groups })"/>
    <xsl:variable name="data" as="map(*)" select="
      map:merge($structure/tei:data ! map:entry(string(@id), cite:data(., $nodes)))"/>
    <xsl:variable name="texts" as="xs:string*" select="$refs[. instance of array(*)] ! ?*"/>
    <xsl:sequence select="$found[map:contains(., 'fault')] ! ?fault, cite:faults($refs) ! ?fault,
      map:for-each($data, function($id, $values) { cite:faults($values) ! ?fault })"/>
    <xsl:for-each select="1 to count($texts)">
      <xsl:variable name="n" as="xs:integer" select="."/>
      <unit structure="{$structure/@id}" parent="{$units[$n]?parent}" at="{cite:number($nodes[$n])}"
        ref="{$texts[$n]}">
        <xsl:sequence select="map:for-each($data, cite:values(?, ?, $n))"/>
      </unit>
    </xsl:for-each>
    <xsl:for-each select="$structure/tei:structure">
      <xsl:sequence select="cite:units(., cite:inner(., $units))"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Units that end where the next one begins, or where the one above ends, if they are milestones. -->
  <xsl:function name="cite:closed" as="map(*)*">
    <xsl:param name="units" as="map(*)*"/>
    <xsl:for-each select="$units">
      <xsl:variable name="n" as="xs:integer" select="position()"/>
      <xsl:variable name="limits" as="node()*" select="?limit, $units[$n + 1]?node"/>
      <xsl:sequence select="map:put(., 'limit', if (cite:is-milestone(?node)) then ($limits/.)[1] else ())"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Whether a node stands for what follows it. -->
  <xsl:function name="cite:is-milestone" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[self::*][not(node())])"/>
  </xsl:function>

  <!-- The units of a structure inside those of the structure around it; for milestones what stands
       between them and where they end. -->
  <xsl:function name="cite:inner" as="map(*)*">
    <xsl:param name="structure" as="element(tei:structure)"/>
    <xsl:param name="parents" as="map(*)*"/>
    <xsl:variable name="milestones" as="xs:boolean" select="$parents[1] ! cite:is-milestone(?node) = true()"/>
    <xsl:variable name="match" as="xs:string" select="if ($milestones)
      then 'array { $document//(' || $structure/@match || ') }'
      else '$parents ! array { (' || $structure/@match || ') }'"/>
    <xsl:variable name="found" as="item()*" select="cite:evaluated($match, $structure, 'match', map {
      xs:QName('parents'): $parents ! ?node, xs:QName('document'): $cite:document })"/>
    <xsl:variable name="arrays" as="array(*)*" select="$found[. instance of array(*)]"/>
    <xsl:sequence select="cite:faults($found)"/>
    <xsl:for-each select="1 to count($parents)[exists($arrays)]">
      <xsl:variable name="n" as="xs:integer" select="."/>
      <xsl:variable name="above" as="map(*)" select="$parents[$n]"/>
      <xsl:variable name="own" as="node()*" select="if ($milestones)
        then cite:nodes($arrays)[. >> $above?node][empty($above?limit) or . &lt;&lt; $above?limit]
        else cite:nodes($arrays[$n])"/>
      <xsl:sequence select="$own ! cite:unit(., $n, $above?limit)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The nodes of an array, in document order. -->
  <xsl:function name="cite:nodes" as="node()*">
    <xsl:param name="array" as="array(*)?"/>
    <xsl:sequence select="$array?*[. instance of node()]/."/>
  </xsl:function>

  <!-- The values of a datum, an array for each unit. -->
  <xsl:function name="cite:data" as="item()*">
    <xsl:param name="data" as="element(tei:data)"/>
    <xsl:param name="nodes" as="node()*"/>
    <xsl:sequence select="cite:evaluated('$nodes ! array { (' || $data/@use
      || ') ! (if (. instance of node()) then . else string(.)) }', $data, 'use',
      map { xs:QName('nodes'): $nodes })"/>
  </xsl:function>
  <!-- The values of a datum for one unit. -->
  <xsl:function name="cite:values" as="element(data)*">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="values" as="item()*"/>
    <xsl:param name="n" as="xs:integer"/>
    <xsl:for-each select="$values[$n][. instance of array(*)]?*[normalize-space(string(.))]">
      <data id="{$id}">
        <xsl:if test=". instance of node()">
          <xsl:sequence select="(ancestor-or-self::*/@xml:lang)[last()] ! cite:language(.)"/>
        </xsl:if>
        <xsl:value-of select="normalize-space(string(.))"/>
      </data>
    </xsl:for-each>
  </xsl:function>
  <!-- A language as an attribute of the result. -->
  <xsl:function name="cite:language" as="attribute(lang)">
    <xsl:param name="written" as="attribute()"/>
    <xsl:attribute name="lang" select="$written"/>
  </xsl:function>

  <!-- The number of the element that a node is, or belongs to. -->
  <xsl:function name="cite:number" as="xs:integer?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor-or-self::*[1] ! $cite:numbers(generate-id(.))"/>
  </xsl:function>

  <!-- What an expression of a document gives, or one map with what is wrong with it. -->
  <xsl:function name="cite:evaluated" as="item()*">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <xsl:param name="attribute" as="xs:string"/>
    <xsl:param name="variables" as="map(xs:QName, item()*)"/>
    <xsl:try>
      <xsl:evaluate xpath="$expression" context-item="$cite:document" namespace-context="$from"
        with-params="$variables"/>
      <xsl:catch>
        <xsl:variable name="fault" as="element(fault)">
          <fault attribute="{$attribute}">
            <xsl:attribute name="{local-name($from)}" select="$from/@id"/>
            <xsl:value-of select="$err:description"/>
          </fault>
        </xsl:variable>
        <xsl:sequence select="map { 'fault': $fault }"/>
      </xsl:catch>
    </xsl:try>
  </xsl:function>
  <!-- What is wrong, in what an expression gave. -->
  <xsl:function name="cite:faults" as="map(*)*">
    <xsl:param name="given" as="item()*"/>
    <xsl:sequence select="$given[. instance of map(*)]"/>
  </xsl:function>
</xsl:stylesheet>
