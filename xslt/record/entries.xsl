<?xml version="1.0" encoding="UTF-8"?>
<!-- Authority entries: of an authority file, or of the registers inside a document. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:f="urn:tei-pipeline:functions"
  xmlns="urn:tei-pipeline:record"
  exclude-result-prefixes="#all">

  <xsl:template match="*" mode="rec:entry" as="element()">
    <xsl:variable name="name" as="xs:string" select="rec:entry-name(.)"/>
    <xsl:variable name="sort" as="xs:string" select="
      (rec:inverted((tei:persName, .)[1])[.], $name)[1]"/>
    <entry key="{$file}#{@xml:id}" id="{@xml:id}" kind="{rec:entry-kind(.)}">
      <xsl:sequence select="rec:attribute('type', @type), rec:attribute('sort', $sort),
        rec:attribute('order', (@sortKey, lower-case($sort))[1])"/>
      <name><xsl:value-of select="$name"/></name>
      <xsl:apply-templates select="* except rec:first-name(.)" mode="rec:fact"/>
    </entry>
  </xsl:template>

  <!-- What kind of entry an element is; bibliographic items only where they stand in a list. -->
  <xsl:function name="rec:entry-kind" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element[self::tei:person | self::tei:personGrp]) then 'person'
      else if ($element/self::tei:place) then 'place'
      else if ($element/self::tei:org) then 'organisation'
      else if ($element[self::tei:event[parent::tei:listEvent]]) then 'event'
      else if ($element[self::tei:bibl | self::tei:biblStruct][parent::tei:listBibl]) then 'work'
      else ()"/>
  </xsl:function>

  <!-- The first of an entry's names is the one that a register prints. -->
  <xsl:function name="rec:first-name" as="element()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/(tei:persName | tei:placeName | tei:orgName | tei:name | tei:geogName
      | tei:settlement | tei:country | tei:head | tei:eventName)[1]"/>
  </xsl:function>

  <!-- What an entry is called: its first name, its label, or its id. -->
  <xsl:function name="rec:entry-name" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="name" as="element()?" select="rec:first-name($entry)"/>
    <xsl:sequence select="if (rec:entry-kind($entry) = 'work') then rec:work($entry)
      else (f:plain($name)[.], f:plain($entry/(tei:label, tei:desc)[1])[.], string($entry/@xml:id))[1]"/>
  </xsl:function>

  <!-- A work by its author, title, part and date; one without a title by all its words. -->
  <xsl:function name="rec:work" as="xs:string">
    <xsl:param name="work" as="element()"/>
    <xsl:variable name="parts" as="xs:string*" select="(
      f:listed($work//tei:author ! f:plain(.), f:language($work)),
      $work//(tei:title[rec:is-title(.)] | tei:biblScope) ! rec:work-part(., f:language($work)),
      f:plain(($work//tei:date)[1]))[.]"/>
    <xsl:sequence select="if ($work//tei:title) then string-join($parts, ', ') else rec:citation($work)"/>
  </xsl:function>
  <!-- Whether a title is one that a work goes by: no address, and, where there is a main title, no
       other of another kind beside it (a citation in full, say) but a subtitle. -->
  <xsl:function name="rec:is-title" as="xs:boolean">
    <xsl:param name="title" as="element(tei:title)"/>
    <xsl:sequence select="not(matches($title, '^\s*https?://'))
      and ($title[not(@type) or @type = ('main', 'sub')]
        or empty($title/../tei:title[not(@type) or @type = 'main']))"/>
  </xsl:function>
  <!-- A title or a part of a work, as a list of works prints it. -->
  <xsl:function name="rec:work-part" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="if ($part/@unit = 'volume') then f:say('volume', $language, f:plain($part))
      else if ($part/@level = 'a') then f:say('quoted', $language, f:plain($part))
      else f:plain($part)"/>
  </xsl:function>

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:name | tei:geogName"
    mode="rec:fact">
    <variant><xsl:value-of select="f:plain(.)"/></variant>
  </xsl:template>
  <xsl:template match="tei:birth | tei:death" mode="rec:fact">
    <xsl:element name="{if (self::tei:birth) then 'born' else 'died'}">
      <xsl:sequence select="rec:dates((.[@when or @notBefore or @notAfter], tei:date, .)[1]),
        f:plain(.//text()[not(ancestor::tei:geo or ancestor::tei:idno)])"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="tei:state[@type = 'existence']" mode="rec:fact">
    <existence>
      <xsl:sequence select="rec:dates(.), f:plain(.)"/>
    </existence>
  </xsl:template>
  <xsl:template match="tei:state[not(@type = 'existence')] | tei:occupation | tei:socecStatus | tei:trait"
    mode="rec:fact">
    <xsl:sequence select="rec:element('role', (rec:dates(.),
      rec:attribute('source', f:keys(@source, $file)[1])), f:plain(.))"/>
  </xsl:template>
  <xsl:template match="tei:idno" mode="rec:fact">
    <xsl:variable name="words" as="xs:string" select="normalize-space()"/>
    <!-- Some call all of them addresses, and say in the subtype whose. -->
    <xsl:variable name="type" as="attribute()?" select="
      if (upper-case(@type) = ('URL', 'URI')) then (@subtype, @type)[1] else @type"/>
    <xsl:variable name="uri" as="xs:string" select="f:authority(string($type), $words)"/>
    <xsl:if test="$words">
      <idno>
        <xsl:sequence select="$type ! rec:attribute('type', .), @cert"/>
        <xsl:if test="$uri">
          <xsl:attribute name="uri" select="$uri"/>
        </xsl:if>
        <xsl:value-of select="$words"/>
      </idno>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:author | tei:editor" mode="rec:fact">
    <xsl:sequence select="rec:agents(., local-name())"/>
  </xsl:template>
  <xsl:template match="tei:title" mode="rec:fact">
    <xsl:sequence select="rec:element('title', (rec:attribute('level', @level),
      rec:attribute('type', @type)), f:plain(.))"/>
  </xsl:template>
  <xsl:template match="tei:biblScope" mode="rec:fact">
    <xsl:sequence select="rec:element('extent', rec:attribute('unit', @unit), f:plain(.))"/>
  </xsl:template>
  <xsl:template match="tei:date" mode="rec:fact">
    <xsl:sequence select="rec:element('date', rec:dates(.), f:plain(.))"/>
  </xsl:template>
  <xsl:template match="tei:note | tei:desc | tei:p" mode="rec:fact">
    <xsl:sequence select="rec:element('note', (), f:plain(.))"/>
  </xsl:template>
  <xsl:template match="tei:ref | tei:ptr" mode="rec:fact">
    <source>
      <xsl:sequence select="rec:attribute('entry', f:keys(@target, $file)[1]),
        rec:attribute('uri', @target[matches(., '^https?://')]), f:plain(.)"/>
    </source>
  </xsl:template>
  <!-- Of a location its coordinates, if they are the place's own: some say by a location in what
       other place it is. -->
  <xsl:template match="tei:location" mode="rec:fact">
    <xsl:if test="not(contains(@type, 'located'))">
      <xsl:for-each select="tei:geo">
        <geo><xsl:value-of select="normalize-space(.)"/></geo>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>
  <!-- What is said of others: their names and identifiers are not the entry's own. -->
  <xsl:template match="tei:affiliation | tei:residence | tei:education | tei:nationality | tei:faith
    | tei:relation | tei:listRelation | tei:listEvent | tei:event | tei:person | tei:place | tei:org
    | tei:listPerson | tei:listPlace | tei:listOrg | tei:listBibl" mode="rec:fact"/>
</xsl:stylesheet>
