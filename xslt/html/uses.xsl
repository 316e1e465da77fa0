<?xml version="1.0" encoding="UTF-8"?>
<!-- A document as a page of a register has it: when and what it is, what the entity is in it, and each
     mention in its sentence. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- All of it. -->
  <xsl:function name="html:use" as="element()+">
    <xsl:param name="document" as="element(rec:document)"/>
    <xsl:param name="roles" as="element()*"/>
    <xsl:param name="mentions" as="element(rec:mention)*"/>
    <xsl:param name="said" as="element(rec:basis)?"/>
    <p class="document">
      <span class="when">
        <xsl:value-of select="if ($roles/self::rec:date/@when = $document/rec:dated/@when) then ''
          else ($document/rec:dated ! f:when(.), f:label('undated'))[1]"/>
      </span>
      <xsl:text> </xsl:text>
      <span class="what">
        <a href="{$root}{$document/@address}">
          <xsl:sequence select="html:other-lang($document/@header-lang), string($document/@title)"/>
        </a>
        <xsl:sequence select="html:remark('roles', string-join(distinct-values(
          $roles ! f:label('as-' || @role)), ', '))"/>
      </span>
    </p>
    <xsl:where-populated>
      <ul class="mentions">
        <xsl:apply-templates select="$mentions" mode="html:mention">
          <xsl:with-param name="said" as="element(rec:basis)?" select="$said"/>
        </xsl:apply-templates>
      </ul>
    </xsl:where-populated>
  </xsl:function>

  <xsl:template match="rec:mention" mode="html:mention" as="element(li)">
    <xsl:param name="said" as="element(rec:basis)?" select="()"/>
    <li>
      <a class="where" href="{$root}{../@address}#{@id}"><xsl:value-of select="html:where(.)"/></a>
      <xsl:text> </xsl:text>
      <span class="context">
        <xsl:sequence select="html:lang(../@lang)"/>
        <xsl:value-of select="rec:before"/>
        <mark><xsl:value-of select="rec:text"/></mark>
        <xsl:value-of select="rec:after"/>
      </span>
      <xsl:text> </xsl:text>
      <xsl:where-populated>
        <span class="doubt">
          <xsl:value-of select="@cert ! f:term('cert', ., $f:interface)"/>
          <xsl:value-of select="'. '[current()/@cert][current()/rec:basis[not(. = $said)]]"/>
          <xsl:sequence select="rec:basis[not(. = $said)] ! html:said(.)"/>
        </span>
      </xsl:where-populated>
    </li>
  </xsl:template>

  <!-- What is said of every mention alike is said once. -->
  <xsl:function name="html:common-basis" as="element(rec:basis)?">
    <xsl:param name="mentions" as="element(rec:mention)*"/>
    <xsl:sequence select="$mentions[1]/rec:basis[count($mentions) gt 1]
      [every $mention in $mentions satisfies $mention/rec:basis = .]"/>
  </xsl:function>
  <!-- That, above the mentions. -->
  <xsl:function name="html:basis-of-all" as="element(p)?">
    <xsl:param name="basis" as="element(rec:basis)?"/>
    <xsl:for-each select="$basis">
      <p class="doubt">
        <xsl:value-of select="f:label('of-all') || ' '"/>
        <xsl:sequence select="html:said(.)"/>
      </p>
    </xsl:for-each>
  </xsl:function>

  <!-- "§ 2", "heading", "§ 2, in a note". -->
  <xsl:function name="html:where" as="xs:string">
    <xsl:param name="mention" as="element(rec:mention)"/>
    <xsl:sequence select="string-join((
      if ($mention/@n) then f:label('paragraph-short', $mention/@n)
      else html:place-kind(string(($mention/@above, $mention/@unit-type, 'paragraph')[1])),
      $mention[@note] ! f:label('in-note')), ', ')"/>
  </xsl:function>
  <!-- The name of a kind of unit or division. -->
  <xsl:function name="html:place-kind" as="xs:string" cache="yes">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="
      f:term(if (f:is-message('unit-' || $kind)) then 'unit' else 'division', $kind, $f:interface)"/>
  </xsl:function>
</xsl:stylesheet>
