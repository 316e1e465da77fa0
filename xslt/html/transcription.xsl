<?xml version="1.0" encoding="UTF-8"?>
<!-- Genetic transcriptions: the pages of a sourceDoc, each with its zones and lines; what a writer
     did to them, and where a passage goes on elsewhere. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:sourceDoc" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., 'sourceDoc')"/>
      <xsl:if test="not($phrasing)">
        <xsl:sequence select="html:hands(.), html:surface-list(.)"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- The pages of a transcription. -->
  <xsl:function name="html:surface-list" as="element(nav)?">
    <xsl:param name="source" as="element()"/>
    <xsl:sequence select="html:pages($source//tei:surface[html:is-page(.)], html:page-name#1)"/>
  </xsl:function>
  <!-- Pages in a row, each a link; many are folded away. -->
  <xsl:function name="html:pages" as="element(nav)?">
    <xsl:param name="pages" as="element()*"/>
    <xsl:param name="named" as="function(element()) as xs:string"/>
    <xsl:if test="count($pages) gt 1">
      <nav class="page-list" aria-label="{f:label('pages')}">
        <xsl:sequence select="html:interface-lang()"/>
        <details>
          <xsl:if test="count($pages) le 40">
            <xsl:attribute name="open" select="'open'"/>
          </xsl:if>
          <summary><xsl:value-of select="f:label('pages'), count($pages)"/></summary>
          <ol>
            <xsl:for-each select="$pages">
              <li><a><xsl:sequence select="html:href(html:local(.)), $named(.)"/></a></li>
            </xsl:for-each>
          </ol>
        </details>
      </nav>
    </xsl:if>
  </xsl:function>
  <!-- Whether a surface is a page and not a piece of paper on one. -->
  <xsl:function name="html:is-page" as="xs:boolean">
    <xsl:param name="surface" as="element()"/>
    <xsl:sequence select="empty($surface/ancestor::tei:surface)"/>
  </xsl:function>
  <!-- What a page is called: its number, its folio in the words of a project, its label, or its place. -->
  <xsl:function name="html:page-name" as="xs:string">
    <xsl:param name="surface" as="element()"/>
    <xsl:sequence select="string(($surface/@n, $surface/@*[local-name() = 'folio'],
      $surface/tei:label[normalize-space()] ! f:plain(.),
      count($surface/preceding::tei:surface[html:is-page(.)]) + 1)[1])"/>
  </xsl:function>

  <xsl:template match="tei:surfaceGrp" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., ('surfaceGrp', html:type(.)))"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- A page: its name as a permalink, its picture, and what is written on it. -->
  <xsl:template match="tei:surface" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$phrasing or not(html:is-page(.))">
        <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
          <xsl:sequence select="html:attributes(., ('patch', html:type(.), 'box'))"/>
          <xsl:apply-templates mode="#current"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <section id="{f:id(.)}" aria-label="{f:label('page', html:page-name(.))}">
          <xsl:sequence select="html:attributes(., ('surface', html:type(.)))"/>
          <p class="page-name">
            <xsl:sequence select="html:interface-lang()"/>
            <a href="#{f:id(.)}"><xsl:value-of select="f:label('page', html:page-name(.))"/></a>
          </p>
          <xsl:where-populated>
            <div class="picture-of-page">
              <xsl:apply-templates select="tei:graphic[html:is-shown(.)]" mode="#current"/>
              <xsl:sequence select="html:own-picture(.)"/>
            </div>
          </xsl:where-populated>
          <xsl:apply-templates select="tei:media | tei:graphic[not(html:is-shown(.))]" mode="#current"/>
          <div class="{html:frame-class(.)}">
            <xsl:apply-templates select="node() except (tei:graphic, tei:media)" mode="#current"/>
          </div>
        </section>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A zone, where it is on the page. -->
  <xsl:template match="tei:zone" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., ('zone', html:type(.), html:zone-place(.), 'box',
        html:frame-class(.)[contains(., 'placed')]))"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="tei:line" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., ('line', 'box',
        $html:spanned-lines(generate-id(.)), html:hand-class(.)))"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- The box of a surface or zone as four numbers: left, top, right, bottom; nothing where it has
       none. -->
  <xsl:function name="html:box" as="xs:double*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="said" as="xs:double*" select="
      $element[@lrx and @lry]/(number((@ulx, 0)[1]), number((@uly, 0)[1]), number(@lrx), number(@lry))"/>
    <xsl:sequence select="
      $said[count($said[. = .]) eq 4 and $said[3] gt $said[1] and $said[4] gt $said[2]]"/>
  </xsl:function>
  <!-- How the zones of a surface, or of a zone, are laid out: by their boxes, or by what they are. -->
  <xsl:function name="html:frame-class" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="'leaf' || ' placed'[exists(html:box($element))
      and exists($element/tei:zone) and (every $zone in $element/tei:zone
      satisfies exists(html:box($zone)))]"/>
  </xsl:function>
  <!-- A zone's place as classes: column, width, row and height in a grid of 24 by 48; else the side
       that its type names. -->
  <xsl:function name="html:zone-place" as="xs:string*">
    <xsl:param name="zone" as="element(tei:zone)"/>
    <xsl:variable name="frame" as="xs:double*" select="html:box($zone/..)"/>
    <xsl:variable name="box" as="xs:double*" select="html:box($zone)"/>
    <xsl:choose>
      <xsl:when test="contains(html:frame-class($zone/..), 'placed')">
        <xsl:sequence select="
          html:track('c', 24, $frame[1], $frame[3], $box[1]),
          html:track('d', 24, $frame[1], $frame[3], $box[3]),
          html:track('r', 48, $frame[2], $frame[4], $box[2]),
          html:track('s', 48, $frame[2], $frame[4], $box[4])"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="'at-' || html:side(lower-case(string-join($zone/(@type, @subtype, @place))))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
  <!-- A line of the grid; c and r begin a zone, d and s end one, at least one track further on. -->
  <xsl:function name="html:track" as="xs:string">
    <xsl:param name="letter" as="xs:string"/>
    <xsl:param name="tracks" as="xs:integer"/>
    <xsl:param name="from" as="xs:double"/>
    <xsl:param name="to" as="xs:double"/>
    <xsl:param name="at" as="xs:double"/>
    <xsl:variable name="line" as="xs:integer" select="
      xs:integer(round(max((0, min((1, ($at - $from) div ($to - $from))))) * $tracks)) + 1"/>
    <xsl:sequence select="$letter || (if ($letter = ('c', 'r')) then min(($line, $tracks))
      else max(($line, 2)))"/>
  </xsl:function>
  <!-- The side of the page that a zone's type names. -->
  <xsl:function name="html:side" as="xs:string">
    <xsl:param name="type" as="xs:string"/>
    <xsl:sequence select="if (matches($type, 'left')) then 'left'
      else if (matches($type, 'right|margin')) then 'right'
      else if (matches($type, 'pagination|page.?num|library|folio|header|running|top')) then 'top'
      else if (matches($type, 'bottom|foot|catch|signature')) then 'bottom' else 'main'"/>
  </xsl:function>

  <!-- Passages that begin with an empty element and end at an anchor: the lines between them. -->
  <xsl:variable name="html:spanned-lines" as="map(xs:string, xs:string*)">
    <xsl:map>
      <xsl:for-each-group group-by="generate-id(.)" select="
        $html:document//(tei:delSpan | tei:addSpan)/html:between(.)">
        <xsl:map-entry key="current-grouping-key()" select="
          'within-span', distinct-values(current-group()/preceding::*[self::tei:delSpan
            | self::tei:addSpan][1]/local-name())"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>
  <!-- The lines of the page between such an element and its anchor. -->
  <xsl:function name="html:between" as="element(tei:line)*">
    <xsl:param name="start" as="element()"/>
    <xsl:variable name="end" as="element()?" select="html:span-end($start)"/>
    <xsl:sequence select="$end[. >> $start] !
      $start/ancestor::tei:surface[last()]//tei:line[. >> $start][. &lt;&lt; $end]
        [not(descendant::node() intersect $end)]"/>
  </xsl:function>
  <!-- Where a passage ends. -->
  <xsl:function name="html:span-end" as="element()?">
    <xsl:param name="start" as="element()"/>
    <xsl:sequence select="
      $start[starts-with(@spanTo, '#')]/key('f:id', substring(@spanTo, 2), root($start))[1]"/>
  </xsl:function>
</xsl:stylesheet>
