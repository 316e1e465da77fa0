<?xml version="1.0" encoding="UTF-8"?>
<!-- Page images: each beside the text that it shows, its zones and the words in them leading to
     each other. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- What is shown by a surface or a zone, by the id of that. -->
  <xsl:key name="html:shown-by" match="tei:*[@facs]" use="tokenize(@facs)[starts-with(., '#')]
    ! substring(., 2)"/>

  <!-- The zone or surface that shows an element, and the id that it is led to by from there. -->
  <xsl:function name="html:shown-by" as="attribute()*">
    <xsl:param name="facs" as="attribute(facs)"/>
    <xsl:variable name="zone" as="element()?" select="
      tokenize($facs)[starts-with(., '#')][1] ! key('f:id', substring(., 2), root($facs))[1]
      [self::tei:zone | self::tei:surface]"/>
    <xsl:if test="$zone and not($facs/parent::tei:pb)">
      <xsl:attribute name="id" select="f:id($facs/..)"/>
      <xsl:attribute name="data-facs" select="f:id($zone)"/>
    </xsl:if>
  </xsl:function>

  <!-- The images of a document: all its surfaces in a row, folded beside or below the text. -->
  <xsl:template match="tei:facsimile" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$phrasing">
        <xsl:apply-templates select="." mode="html:wrap"/>
      </xsl:when>
      <xsl:when test="empty(.//(tei:surface | tei:graphic))">
        <xsl:apply-templates select="node()" mode="#current"/>
      </xsl:when>
      <xsl:otherwise>
        <aside aria-label="{f:label('page-images')}">
          <xsl:sequence select="html:attributes(., 'facsimiles')"/>
          <xsl:apply-templates mode="#current"/>
        </aside>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- The same for images that page breaks name themselves. -->
  <xsl:function name="html:page-images" as="element(aside)?">
    <xsl:param name="text" as="element()"/>
    <xsl:variable name="pages" as="element(tei:pb)*" select="
      $text[not(ancestor::tei:text)]//tei:pb[html:is-shown(.)]"/>
    <xsl:if test="$pages">
      <aside class="facsimiles" aria-label="{f:label('page-images')}">
        <xsl:for-each select="$pages">
          <figure class="leaf-image" id="facs:{f:id(.)}">
            <xsl:sequence select="html:picture(., f:label('image-of', html:break-name(.)))"/>
            <figcaption>
              <a href="#{f:id(.)}"><xsl:value-of select="html:break-name(.)"/></a>
            </figcaption>
          </figure>
        </xsl:for-each>
      </aside>
    </xsl:if>
  </xsl:function>

  <!-- One surface: its picture with the zones upon it; in its caption the page of the text, and all
       words that the source has about it. -->
  <xsl:template match="tei:facsimile//tei:surface" mode="html:text" priority="1">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="picture" as="element()?" select="(tei:graphic, .)[html:is-shown(.)][1]"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'figure'}">
      <xsl:attribute name="id" select="f:id(.)"/>
      <xsl:sequence select="html:attributes(., ('leaf-image', html:type(.)))"/>
      <xsl:if test="$picture">
        <span class="picture">
          <xsl:sequence select="html:picture($picture, f:label('image-of', html:surface-name(.))),
            html:drawn-zones(.)"/>
        </span>
      </xsl:if>
      <xsl:element name="{if ($phrasing) then 'span' else 'figcaption'}">
        <xsl:sequence select="html:shown-link(.), .[not($picture)] ! html:own-picture(.)"/>
        <xsl:apply-templates select="node() except $picture" mode="#current">
          <xsl:with-param name="drawn" as="xs:boolean" tunnel="yes" select="exists($picture)"/>
        </xsl:apply-templates>
      </xsl:element>
    </xsl:element>
  </xsl:template>
  <!-- The name of a surface: that of the page that it shows, else its own. -->
  <xsl:function name="html:surface-name" as="xs:string">
    <xsl:param name="surface" as="element(tei:surface)"/>
    <xsl:variable name="break" as="element()?" select="
      $surface/@xml:id/key('html:shown-by', ., root(.))[self::tei:pb][1]"/>
    <xsl:sequence select="($break ! html:break-name(.), f:label('page', html:page-name($surface)))[1]"/>
  </xsl:function>
  <!-- From the image to the text. -->
  <xsl:function name="html:shown-link" as="element()">
    <xsl:param name="surface" as="element(tei:surface)"/>
    <xsl:variable name="text" as="element()?" select="
      $surface/@xml:id/key('html:shown-by', ., root(.))[html:local(.)][1]"/>
    <xsl:element name="{if ($text) then 'a' else 'span'}">
      <xsl:sequence select="$text ! html:href(html:local(.)), html:interface-lang()"/>
      <xsl:value-of select="html:surface-name($surface)"/>
    </xsl:element>
  </xsl:function>
  <!-- The zones of a surface, drawn over its picture. -->
  <xsl:function name="html:drawn-zones" as="element()?">
    <xsl:param name="surface" as="element(tei:surface)"/>
    <xsl:variable name="frame" as="xs:double*" select="html:frame($surface)"/>
    <xsl:variable name="zones" as="element()*" select="$surface//tei:zone[html:shape(.)]"/>
    <xsl:if test="exists($frame) and $zones">
      <svg xmlns="http://www.w3.org/2000/svg" class="zones" preserveAspectRatio="none" role="group"
        aria-label="{f:label('zones')}"
        viewBox="{$frame[1]} {$frame[2]} {$frame[3] - $frame[1]} {$frame[4] - $frame[2]}">
        <xsl:apply-templates select="$zones" mode="html:zone"/>
      </svg>
    </xsl:if>
  </xsl:function>
  <!-- The frame of a surface: its own box, or that of its picture, or the one around its zones. -->
  <xsl:function name="html:frame" as="xs:double*">
    <xsl:param name="surface" as="element(tei:surface)"/>
    <xsl:variable name="picture" as="element()?" select="$surface/tei:graphic
      [matches(@width, '^[1-9]\d*(px)?$') and matches(@height, '^[1-9]\d*(px)?$')][1]"/>
    <xsl:variable name="boxes" as="xs:double*" select="$surface//tei:zone ! html:box(.)[position() gt 2]"/>
    <xsl:sequence select="if (exists(html:box($surface))) then html:box($surface)
      else if ($picture) then (0, 0, $picture/(@width, @height) ! number(replace(., 'px', '')))
      else if (exists($boxes)) then (0, 0, max($boxes[position() mod 2 eq 1]),
        max($boxes[position() mod 2 eq 0])) else ()"/>
  </xsl:function>
  <!-- The points of a zone's outline; empty where it has none. -->
  <xsl:function name="html:shape" as="xs:string">
    <xsl:param name="zone" as="element()"/>
    <xsl:variable name="box" as="xs:double*" select="html:box($zone)"/>
    <xsl:sequence select="
      if (matches($zone/@points, '^\s*(-?\d+(\.\d+)?,-?\d+(\.\d+)?\s*){3,}$'))
      then normalize-space($zone/@points)
      else if (exists($box)) then string-join(($box[1] || ',' || $box[2], $box[3] || ',' || $box[2],
        $box[3] || ',' || $box[4], $box[1] || ',' || $box[4]), ' ') else ''"/>
  </xsl:function>
  <xsl:template match="tei:zone" mode="html:zone" as="element()">
    <xsl:variable name="text" as="element()?" select="
      @xml:id/key('html:shown-by', ., root(.))[html:local(.)][1]"/>
    <xsl:variable name="outline" as="element()">
      <polygon xmlns="http://www.w3.org/2000/svg" points="{html:shape(.)}"
        vector-effect="non-scaling-stroke"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$text">
        <a xmlns="http://www.w3.org/2000/svg" id="{f:id(.)}" class="zone" href="{html:local($text)}"
          aria-label="{substring(f:plain($text), 1, 80)[.], f:label('zone')}"
          data-shows="{f:id($text)}">
          <xsl:sequence select="$outline"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <g xmlns="http://www.w3.org/2000/svg" id="{f:id(.)}" class="zone">
          <xsl:sequence select="$outline"/>
        </g>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- In the caption only what the source says in a zone, and pictures of it. -->
  <xsl:template match="tei:facsimile//tei:zone" mode="html:text" priority="1">
    <xsl:param name="drawn" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="outlined" as="xs:boolean" select="
      $drawn and html:shape(.) and exists(html:frame(ancestor::tei:surface[1]))"/>
    <xsl:if test="* or normalize-space() or not($outlined)">
      <span>
        <xsl:sequence select="html:attributes(., 'zone-words')[not($outlined and name() eq 'id')]"/>
        <xsl:apply-templates mode="#current">
          <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
        </xsl:apply-templates>
      </span>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
