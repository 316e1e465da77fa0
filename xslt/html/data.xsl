<?xml version="1.0" encoding="UTF-8"?>
<!-- Speech that was recorded, dictionaries, and data in and beside texts: what linguists, lexicographers
     and annotators write, plain and readable. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- What was said: by whom, and, where a timeline says so, when. -->
  <xsl:template match="tei:u" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., ('u', 'box', html:type(.)))"/>
      <xsl:sequence select="html:speaker(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>
  <!-- Who speaks: the name of the person, or the id; after it the time. -->
  <xsl:function name="html:speaker" as="element(span)?">
    <xsl:param name="speech" as="element()"/>
    <xsl:variable name="names" as="xs:string*" select="f:speakers($speech)"/>
    <xsl:variable name="time" as="xs:string?" select="$speech/(@start, ../@start)[1]
      /key('f:id', substring-after(., '#'), root(.))[1]/@absolute"/>
    <xsl:variable name="words" as="xs:string" select="string-join(($names, $time), ', ')"/>
    <xsl:if test="$words">
      <span class="who"><xsl:value-of select="$words"/></span>
      </xsl:if>
  </xsl:function>

  <!-- A contribution to a conversation in writing. -->
  <xsl:template match="tei:post" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., ('post', 'box', html:type(.))), html:speaker(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Pauses, noises, gestures: in double brackets, as transcribers write them. -->
  <xsl:template match="tei:pause | tei:vocal | tei:kinesic | tei:incident | tei:shift | tei:writing"
    mode="html:text">
    <xsl:apply-templates select="." mode="html:wrap">
      <xsl:with-param name="classes" as="xs:string*" select="local-name(), html:type(.), 'heard'"/>
      <xsl:with-param name="after" as="node()*" select="html:unsaid(.)"/>
    </xsl:apply-templates>
  </xsl:template>
  <!-- The word for an event that the source has no words for. -->
  <xsl:function name="html:unsaid" as="node()*">
    <xsl:param name="event" as="element()"/>
    <xsl:if test="not(normalize-space($event)) and empty($event/*)">
      <span>
        <xsl:sequence select="html:interface-lang()"/>
        <xsl:value-of select="f:term('heard', local-name($event), $f:interface)"/>
      </span>
    </xsl:if>
  </xsl:function>

  <!-- Dictionaries: each entry a paragraph, senses below it. -->
  <xsl:template match="tei:entry | tei:entryFree | tei:superEntry | tei:hom | tei:sense | tei:dictScrap"
    mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., ('dict-' || local-name(), html:type(.), 'box'))"/>
      <xsl:if test="@n and (if (self::tei:entry) then f:is-homograph(.) else true())">
        <span class="{if (self::tei:entry) then 'homograph' else 'sense-n'}">
          <xsl:value-of select="@n"/>
        </span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates select="." mode="html:spaced"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="tei:form | tei:gramGrp | tei:etym | tei:xr | tei:re | tei:entry//tei:cit"
    mode="html:text" priority="1">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="apart" as="xs:boolean" select="not($phrasing) and html:holds-blocks(.)"/>
    <xsl:element name="{if ($apart) then 'div' else 'span'}">
      <xsl:sequence select="html:attributes(., ('dict-' || local-name(), html:type(.)))"/>
      <xsl:apply-templates select="." mode="html:spaced">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="not($apart)"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>
  <xsl:template match="tei:orth | tei:pron | tei:hyph | tei:syll | tei:stress | tei:gram | tei:pos
    | tei:gen | tei:number | tei:case | tei:per | tei:tns | tei:mood | tei:iType | tei:subc
    | tei:colloc | tei:def | tei:usg | tei:lbl | tei:oRef | tei:pRef | tei:oVar | tei:pVar" mode="html:text">
    <xsl:apply-templates select="." mode="html:wrap">
      <xsl:with-param name="classes" as="xs:string*" select="local-name(), html:type(.),
        'bare'[current()/self::tei:pron[not(matches(., '^\s*[/\[]'))]]"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- The content of an element; parts that touch in the encoding stand apart on the page. -->
  <xsl:template match="*" mode="html:spaced" as="node()*">
    <xsl:for-each select="node()">
      <xsl:apply-templates select="." mode="html:text"/>
      <xsl:if test="self::* and following-sibling::node()[1][self::*]">
        <xsl:text> </xsl:text>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- Trees and graphs: their nodes in a row, in the order of the encoding. -->
  <xsl:template match="tei:tree | tei:graph | tei:forest | tei:listForest" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., (local-name(), 'box'))"/>
      <xsl:apply-templates select="." mode="html:spaced"/>
    </xsl:element>
  </xsl:template>

  <!-- Feature structures: the name of each feature, and its value. -->
  <xsl:template match="tei:fs | tei:fLib | tei:fvLib | tei:vColl | tei:vAlt | tei:vNot | tei:vMerge
    | tei:vLabel | tei:string | tei:numeric | tei:symbol | tei:binary | tei:default" mode="html:text">
    <span>
      <xsl:sequence select="html:attributes(., local-name())"/>
      <xsl:value-of select="@value"/>
      <xsl:apply-templates select="." mode="html:spaced">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
      </xsl:apply-templates>
    </span>
  </xsl:template>
  <xsl:template match="tei:f" mode="html:text">
    <span>
      <xsl:sequence select="html:attributes(., 'f')"/>
      <xsl:value-of select="(@name, '')[1] || ' '"/>
      <xsl:apply-templates select="." mode="html:spaced">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
      </xsl:apply-templates>
    </span>
  </xsl:template>

  <!-- Pointing and grouping without a look; what words are in them stay, but for those of an index, which
       are no part of the text. -->
  <xsl:template match="tei:index" mode="html:text">
    <xsl:sequence select="@xml:id ! html:mark(..)"/>
  </xsl:template>
  <xsl:template match="tei:alt | tei:link | tei:linkGrp | tei:altGrp | tei:join | tei:joinGrp
    | tei:certainty | tei:precision | tei:respons | tei:witStart | tei:witEnd | tei:lacunaStart
    | tei:lacunaEnd | tei:timeline | tei:when | tei:damageSpan | tei:interp | tei:interpGrp | tei:span
    | tei:spanGrp | tei:listRelation/tei:desc | tei:listChange | tei:path" mode="html:text">
    <xsl:if test="@xml:id or normalize-space()">
      <xsl:apply-templates select="." mode="html:apart">
        <xsl:with-param name="classes" as="xs:string*" select="'annotation'"/>
      </xsl:apply-templates>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:annotation | tei:listAnnotation" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., (local-name(), html:type(.), 'box'))"/>
      <xsl:apply-templates select="." mode="html:spaced"/>
    </xsl:element>
  </xsl:template>
  <!-- A place that can be pointed to. -->
  <xsl:function name="html:mark" as="element(span)">
    <xsl:param name="element" as="element()"/>
    <span id="{f:id($element)}"/>
  </xsl:function>
</xsl:stylesheet>
