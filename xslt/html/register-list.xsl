<?xml version="1.0" encoding="UTF-8"?>
<!-- A register: its entities, a row each. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The page; that of dates is in dates.xsl. -->
  <xsl:template match="rec:edition[$page eq 'register']" mode="html:pages" as="element(page)">
    <xsl:sequence select="html:made(., 'registers/' || $html:files($kind) || '.html',
      f:label('register-' || $kind), 'register ' || $kind, $html:register-lead, ())"/>
  </xsl:template>
  <xsl:variable name="html:register-lead" as="xs:string" select="
    f:label((if ($f:edition/rec:entity) then 'about-' else 'empty-') || $kind)"/>

  <xsl:template match="rec:edition[$page eq 'register']" mode="html:main" as="element()+">
    <header class="head">
      <h1><xsl:value-of select="f:label('register-' || $kind)"/></h1>
      <p class="lead"><xsl:value-of select="$html:register-lead"/></p>
    </header>
    <xsl:if test="rec:entity">
      <xsl:sequence select="if ($kind eq 'date') then html:year-rows(html:years-in-order())
        else html:entity-rows($html:entities)"/>
    </xsl:if>
  </xsl:template>

  <!-- Entities in the order of their names. -->
  <xsl:variable name="html:entities" as="element(rec:entity)*" select="
    f:in-order($f:edition/rec:entity/rec:entry[1]) ! .."/>
  <!-- The letter under which an entity stands; "#" for names that do not begin with one. -->
  <xsl:function name="html:letter" as="xs:string">
    <xsl:param name="entity" as="element(rec:entity)"/>
    <xsl:variable name="first" as="xs:string" select="
      upper-case(substring(normalize-unicode($entity/rec:entry[1]/@order, 'NFD'), 1, 1))"/>
    <xsl:sequence select="if (matches($first, '\p{L}')) then $first else '#'"/>
  </xsl:function>

  <!-- The letters, the tools, the rows. -->
  <xsl:function name="html:entity-rows" as="element()+">
    <xsl:param name="entities" as="element(rec:entity)+"/>
    <xsl:sequence select="html:letters($entities)"/>
    <div class="choosing">
      <xsl:sequence select="html:tools(('name', 'mentions'))[count($entities) gt 12],
        html:list('rows names', $entities)"/>
    </div>
  </xsl:function>
  <!-- Long registers open with their letters. -->
  <xsl:function name="html:letters" as="element(nav)?">
    <xsl:param name="entities" as="element(rec:entity)*"/>
    <xsl:if test="count($entities) gt 12 and count(distinct-values($entities ! html:letter(.))) gt 1">
      <nav class="letters" aria-label="{f:label('letters')}">
        <ul>
          <xsl:for-each-group select="$entities" group-by="html:letter(.)">
            <li>
              <a href="#{encode-for-uri(@id)}">
                <xsl:value-of select="current-grouping-key()"/>
              </a>
            </li>
          </xsl:for-each-group>
        </ul>
      </nav>
    </xsl:if>
  </xsl:function>
  <!-- The letters, by the ids of the first entities that stand under them. -->
  <xsl:variable name="html:letter-begun" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:for-each-group select="$html:entities" group-adjacent="html:letter(.)">
        <xsl:map-entry key="generate-id()" select="current-grouping-key()"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>
  <!-- A row: name, dates, what it is, how often it occurs. -->
  <xsl:template match="rec:entity" mode="html:row" as="element(li)">
    <xsl:variable name="entry" as="element(rec:entry)" select="rec:entry[1]"/>
    <li id="{@id}" data-m="{@mentions}">
      <xsl:for-each select="$html:letter-begun(generate-id())[. ne '#']">
        <xsl:attribute name="data-l" select="."/>
      </xsl:for-each>
      <span class="what">
        <a href="{$root}{@address}">
          <xsl:sequence select="html:other-lang($entry/@lang), string(($entry/@sort, $entry/rec:name)[1])"/>
        </a>
        <xsl:sequence select="html:aside(f:lifetime($entry))"/>
        <xsl:for-each select="$entry/(rec:role, rec:note)[1]">
          <xsl:text> </xsl:text>
          <span class="short">
            <xsl:sequence select="html:other-lang($entry/@lang), html:shortened(.)"/>
          </span>
        </xsl:for-each>
      </span>
      <xsl:text> </xsl:text>
      <span class="count"><xsl:value-of select="html:counts(.)"/></span>
    </li>
  </xsl:template>
  <!-- "12 documents, 40 mentions". -->
  <xsl:function name="html:counts" as="xs:string">
    <xsl:param name="entity" as="element(rec:entity)"/>
    <xsl:sequence select="string-join((
      $entity/@documents[. ne '0'] ! f:label('documents', html:number(xs:integer(.))),
      $entity/@mentions[. ne '0'] ! f:label('mentions', html:number(xs:integer(.)))), ', ')"/>
  </xsl:function>
  <!-- The first words of what is said. -->
  <xsl:function name="html:shortened" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="if (string-length($words) le 90) then $words
      else replace(substring($words, 1, 88), '[\s,;:.–-]+\S*$', '') || ' …'"/>
  </xsl:function>
</xsl:stylesheet>
