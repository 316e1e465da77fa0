<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands in the line: highlighting, editorial interventions, breaks, links, parts of names. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- Elements whose rendering is a style: the class is the element's name. -->
  <xsl:template match="tei:hi | tei:emph | tei:foreign | tei:term | tei:gloss | tei:mentioned
    | tei:soCalled | tei:distinct | tei:title | tei:abbr | tei:expan | tei:ex | tei:am | tei:corr
    | tei:sic | tei:orig | tei:reg | tei:choice | tei:supplied | tei:unclear | tei:damage
    | tei:surplus | tei:secl | tei:seg | tei:s | tei:cl | tei:phr | tei:w | tei:pc
    | tei:c | tei:m | tei:g | tei:num | tei:measure | tei:measureGrp | tei:unit | tei:label
    | tei:actor | tei:role | tei:roleDesc | tei:email | tei:fw | tei:stamp | tei:seal | tei:watermark
    | tei:rt | tei:ruby | tei:rb | tei:date | tei:time | tei:persName | tei:placeName | tei:orgName
    | tei:geogName | tei:name | tei:rs | tei:objectName | tei:eventName"
    mode="html:text">
    <xsl:apply-templates select="." mode="html:wrap">
      <xsl:with-param name="classes" as="xs:string*" select="local-name(), html:type(.)"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- Elements that have a meaning and no look. -->
  <xsl:template match="tei:forename | tei:surname | tei:roleName | tei:addName | tei:genName
    | tei:nameLink | tei:settlement | tei:region | tei:country | tei:bloc | tei:district
    | tei:geogFeat | tei:offset | tei:geo | tei:street | tei:postCode | tei:postBox
    | tei:biblScope | tei:citedRange | tei:author | tei:editor | tei:publisher | tei:pubPlace
    | tei:edition | tei:resp | tei:idno | tei:sex | tei:nationality
    | tei:faith | tei:floruit | tei:age | tei:desc | tei:locus
    | tei:height | tei:width | tei:depth | tei:dim | tei:dimensions | tei:day | tei:month | tei:year
    | tei:hour | tei:minute
    | tei:gender | tei:lang
    | tei:langKnown | tei:licence | tei:refState | tei:textLang | tei:origDate | tei:origPlace
    | tei:material | tei:objectType | tei:source | tei:availability | tei:persona | tei:persPronouns
    | tei:listRef | tei:correspDesc | tei:correspAction | tei:meeting | tei:sponsor | tei:funder
    | tei:principal | tei:authority | tei:distributor | tei:edition | tei:extent | tei:classCode
    | tei:listNym/tei:nym/tei:form | tei:headItem | tei:headLabel | tei:citedRange
    | tei:specDesc | tei:moduleRef | tei:summary" mode="html:text">
    <xsl:apply-templates select="." mode="html:wrap"/>
  </xsl:template>
  <xsl:template match="tei:code | tei:gi | tei:att | tei:val | tei:tag | tei:ident | tei:eg"
    mode="html:text">
    <code>
      <xsl:sequence select="html:attributes(., local-name())"/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
      </xsl:apply-templates>
    </code>
  </xsl:template>
  <!-- An example of encoding is shown as it is written. -->
  <xsl:template match="*:egXML" mode="html:text">
    <code class="{if (html:in-line(.)) then 'eg' else 'eg box'}">
      <xsl:value-of select="replace(serialize(node()), ' xmlns(:\w+)?=&quot;[^&quot;]*&quot;', '')"/>
    </code>
  </xsl:template>

  <!-- What is supplied stands in brackets: the source's own, or ours. -->
  <xsl:template match="tei:supplied[not(f:is-bracketed(.))]" mode="html:text" priority="4">
    <xsl:text>[</xsl:text>
    <xsl:next-match/>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <!-- Gaps and spaces are said in words for those who do not see the brackets. -->
  <xsl:template match="tei:gap | tei:space | tei:ellipsis" mode="html:text">
    <span class="{local-name()}">
      <xsl:attribute name="title" select="string-join((
        f:label(if (self::tei:space) then 'space' else 'gap'),
        (@extent, html:amount(@quantity, @unit))[normalize-space()][1], html:reason(@reason)), ', ')"/>
      <xsl:sequence select="html:interface-lang(), html:attributes(., ())"/>
      <xsl:value-of select="
        if (self::tei:space) then '&#160;' else if (normalize-space()) then '[… ' else '[…]'"/>
      <xsl:apply-templates select="* | text()[normalize-space()]" mode="#current">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
      </xsl:apply-templates>
      <xsl:value-of select=".[not(self::tei:space)][normalize-space()] ! ']'"/>
    </span>
  </xsl:template>

  <!-- So much of a unit: in the edition's language where it has a word for the unit ("chars", as TEI has
       it, or another name), else as it is written. -->
  <xsl:function name="html:amount" as="xs:string">
    <xsl:param name="quantity" as="attribute()?"/>
    <xsl:param name="unit" as="attribute()?"/>
    <xsl:variable name="one" as="xs:string" select="replace(lower-case($unit), 's$', '', ';j')"/>
    <xsl:variable name="id" as="xs:string" select="'amount-' ||
      (if ($one eq 'char') then 'character' else if ($one eq 'leave') then 'leaf' else $one)"/>
    <xsl:sequence select="if ($quantity and f:is-message($id)) then f:label($id, string($quantity))
      else string-join(($quantity, $unit), ' ')"/>
  </xsl:function>

  <!-- Why something is missing: words that TEI suggests in the edition's language, others as they are. -->
  <xsl:function name="html:reason" as="xs:string?">
    <xsl:param name="reason" as="attribute()?"/>
    <xsl:sequence select="$reason/string-join(tokenize(.) !
      (if (f:is-message('reason-' || .)) then f:label('reason-' || .) else .), ' ')"/>
  </xsl:function>
</xsl:stylesheet>
