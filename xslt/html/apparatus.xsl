<?xml version="1.0" encoding="UTF-8"?>
<!-- The critical apparatus. The text holds the lemma and a small letter; the entry with all readings
     stands at the foot of the division (of an apparatus encoded as a list, in that list). A script
     shows an entry beside its place, and the text of one witness: entry.xsl and witnesses.xsl say
     what it needs for that. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The entries of the text and those beside it (standOff) that are listed; what stands inside a
       note, or a reading that is not in the text, stays in its line. -->
  <xsl:variable name="html:entries" as="element(tei:app)*" select="
    $html:document//tei:app[html:is-listed(.)]"/>
  <!-- Whether an entry is listed. One that only says where a witness begins or ends is not. -->
  <xsl:function name="html:is-listed" as="xs:boolean">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:sequence select="($entry/ancestor::tei:standOff or f:is-annotation($entry))
      and not($entry/ancestor::tei:app[f:is-apart(.)])
      and (every $reading in $entry/ancestor::tei:rdg satisfies
        empty($reading/ancestor::tei:app[1][not(f:base(.) is $reading)]))
      and not(f:is-boundary($entry))"/>
  </xsl:function>
  <!-- Where an entry is listed: its list, or the innermost division around its place. -->
  <xsl:function name="html:lister" as="element()?">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:variable name="place" as="element()?" select="if ($entry/ancestor::tei:text) then $entry
      else (f:ends($entry)[last()], ($html:document//tei:body)[1])[1]"/>
    <xsl:sequence select="$place/ancestor-or-self::*[self::tei:listApp or f:is-division(.)
      or self::tei:front or self::tei:body or self::tei:back][1]"/>
  </xsl:function>
  <!-- The entries by what lists them. -->
  <xsl:variable name="html:lists" as="map(xs:string, element(tei:app)+)">
    <xsl:map>
      <xsl:for-each-group select="$html:entries" group-by="html:lister(.) ! generate-id(.)">
        <xsl:map-entry key="current-grouping-key()" select="html:inner-first(current-group())"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>
  <!-- Entries in the order of their letters, which stand where their words end. -->
  <xsl:function name="html:inner-first" as="element(tei:app)*">
    <xsl:param name="entries" as="element(tei:app)*"/>
    <xsl:for-each select="$entries[not(ancestor::tei:app[. intersect $entries])]">
      <xsl:sequence select="
        .[.//tei:app] ! html:inner-first(.//tei:app intersect $entries), ."/>
    </xsl:for-each>
  </xsl:function>
  <!-- The letters of the entries: a, b … in each list, so that they are not taken for the numbers of
       notes. -->
  <xsl:variable name="html:letters" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:for-each select="map:keys($html:lists)">
        <xsl:for-each select="$html:lists(.)">
          <xsl:map-entry key="generate-id(.)" select="format-integer(position(), 'a')"/>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <!-- Places: the lemma and the letter. Inside a note all readings stand in a row. -->
  <xsl:template match="tei:app" mode="html:text" as="element()">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="apart" as="xs:boolean" select="not($phrasing) and html:holds-blocks(.)"/>
    <xsl:variable name="listed" as="xs:boolean" select="map:contains($html:letters, generate-id(.))"/>
    <xsl:element name="{if ($apart) then 'div' else 'span'}">
      <xsl:sequence select="html:attributes(., ('app', 'inner'[not($listed)])), html:bounds(.)"/>
      <xsl:if test="$listed">
        <xsl:attribute name="id" select="f:id(.)"/>
      </xsl:if>
      <xsl:apply-templates select="if ($listed) then f:base(.) else node()" mode="html:text">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="not($apart)"/>
      </xsl:apply-templates>
      <xsl:apply-templates select=".[$listed]" mode="html:letter"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="tei:app[f:is-apart(.)][map:contains($html:letters, generate-id())]"
    mode="html:text" priority="2" as="element()?">
    <xsl:if test="not(f:placed(.))">
      <xsl:apply-templates select="." mode="html:place"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:app[f:is-boundary(.)]" mode="html:text" priority="3" as="element(span)">
    <span class="bound" id="{f:id(.)}">
      <xsl:sequence select="html:bounds(.)"/>
    </span>
  </xsl:template>
  <!-- The place of an entry that stands apart: its words begin at an element (data-from), or are found
       once between another one and the place (data-in). -->
  <xsl:template match="tei:app" mode="html:place" as="element(span)">
    <xsl:variable name="ends" as="element()*" select="f:ends(.)"/>
    <span class="place" id="{f:id(.)}" data-words="{f:lemma-words(.)}">
      <xsl:if test="@from and $ends[1]/@xml:id">
        <xsl:attribute name="data-from" select="f:id($ends[1])"/>
      </xsl:if>
      <xsl:if test="f:begun(.)">
        <xsl:attribute name="data-in" select="'in:' || f:id(.)"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="html:letter"/>
    </span>
  </xsl:template>

  <!-- The letter that leads to an entry; inside a link it is no link. -->
  <xsl:template match="tei:app" mode="html:letter" as="element()">
    <xsl:param name="linking" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="letter" as="xs:string?" select="$html:letters(generate-id(.))"/>
    <xsl:element name="{if ($linking) then 'span' else 'a'}">
      <xsl:attribute name="class" select="'app-ref'"/>
      <xsl:if test="not($linking)">
        <xsl:attribute name="href" select="'#app:' || f:id(.)"/>
        <xsl:attribute name="aria-label" select="f:label('app-ref', $letter)"/>
        <xsl:sequence select="html:interface-lang()"/>
      </xsl:if>
      <xsl:value-of select="$letter"/>
    </xsl:element>
  </xsl:template>

  <!-- Where the line, paragraph or division of an entry begins. -->
  <xsl:key name="html:begun" match="tei:app" use="f:begun(.) ! generate-id(.)"/>
  <xsl:template match="tei:app" mode="html:beginning" as="element(span)">
    <span id="in:{f:id(.)}"/>
  </xsl:template>

  <!-- What an entry that stands apart is about ends at a word of the text, or at an empty element:
       its letter follows that. -->
  <xsl:variable name="html:has-apart" as="xs:boolean" select="
    exists($html:entries[f:is-apart(.)][f:placed(.)])"/>
  <xsl:key name="html:apart" match="tei:app" use="f:placed(.) ! generate-id(.)"/>
  <xsl:template match="tei:*[$html:has-apart and not(node()) and key('html:apart', generate-id())]"
    mode="html:text" priority="15">
    <xsl:next-match/>
    <xsl:apply-templates select="key('html:apart', generate-id()) intersect $html:entries"
      mode="html:place"/>
  </xsl:template>

  <!-- The entries of a division or list. -->
  <xsl:template match="*" mode="html:apparatus" as="element(div)?">
    <xsl:variable name="entries" as="element(tei:app)*" select="$html:lists(generate-id(.))"/>
    <xsl:if test="$entries">
      <div class="apparatus" role="group" aria-label="{f:label('apparatus')}">
        <ul>
          <xsl:apply-templates select="$entries" mode="html:entry-of"/>
        </ul>
      </div>
    </xsl:if>
  </xsl:template>
  <!-- An apparatus encoded as a list keeps its place and its heading. -->
  <xsl:template match="tei:listApp" mode="html:text" priority="2" as="element()">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., 'listApp')"/>
      <xsl:apply-templates mode="#current" select="
        (* | text()[normalize-space()]) except (tei:app, tei:listApp)"/>
      <xsl:choose>
        <xsl:when test="$phrasing">
          <xsl:apply-templates select="$html:lists(generate-id(.))" mode="html:entry-of"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="." mode="html:apparatus"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates mode="#current" select="
        tei:app[not(map:contains($html:letters, generate-id()))] | tei:listApp"/>
    </xsl:element>
  </xsl:template>
  <!-- One in a heading follows it. -->
  <xsl:template match="tei:head//tei:listApp[not(ancestor::tei:listApp)]" mode="html:text" priority="3"
    as="element()?">
    <xsl:param name="after" as="xs:boolean" select="false()"/>
    <xsl:if test="$after">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <!-- Where the text of a witness begins and ends. -->
  <xsl:function name="html:bounds" as="attribute()*">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:if test="exists(html:starting($entry))">
      <xsl:attribute name="data-starts" select="html:starting($entry)"/>
    </xsl:if>
    <xsl:if test="exists(html:ending($entry))">
      <xsl:attribute name="data-ends" select="html:ending($entry)"/>
    </xsl:if>
  </xsl:function>
  <!-- The witnesses whose text begins at an entry. -->
  <xsl:function name="html:starting" as="xs:string*">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:sequence select="distinct-values(
      f:readings($entry)[.//(tei:witStart | tei:lacunaEnd)] ! f:witnesses(.))"/>
  </xsl:function>
  <!-- Those whose text ends there. -->
  <xsl:function name="html:ending" as="xs:string*">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:sequence select="distinct-values(
      f:readings($entry)[.//(tei:witEnd | tei:lacunaStart)] ! f:witnesses(.))"/>
  </xsl:function>
</xsl:stylesheet>
