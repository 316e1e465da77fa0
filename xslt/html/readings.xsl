<?xml version="1.0" encoding="UTF-8"?>
<!-- Two views of a text: as it is to be read (corrected, regularised, expanded, what was added and not
     what was deleted, in running lines) and as the source has it, line by line. Both are in the page;
     a script offers the choice, styles show one. Without a script both readings of a place are seen,
     and lines run on. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- Whether the two views of the document differ. A transcription of the source itself has one. -->
  <xsl:variable name="html:has-views" as="xs:boolean" select="
    let $text := $html:document//tei:text return exists((
    $text//tei:choice/(tei:sic | tei:orig | tei:abbr | tei:am),
    $text//tei:del, $text//tei:subst, $text//tei:ex, $text//tei:lb[not(html:is-line(.))]))"/>

  <!-- Which of them is shown first, where it is not the text to be read. -->
  <xsl:function name="html:first-view" as="attribute(data-view)?">
    <xsl:if test="$html:has-views and $f:edition/@view = 'source'">
      <xsl:attribute name="data-view" select="'source'"/>
    </xsl:if>
  </xsl:function>

  <!-- The choice between them, shown by the script that answers it. -->
  <xsl:function name="html:view-panel" as="element(fieldset)?">
    <xsl:if test="$html:has-views">
      <fieldset class="views" hidden="hidden">
        <legend><xsl:value-of select="f:label('views')"/></legend>
        <xsl:for-each select="'reading', 'source'">
          <label>
            <input type="radio" name="view" value="{.}"
              data-told="{f:label('view-told-' || .)}">
              <xsl:if test="position() eq 1">
                <xsl:attribute name="checked" select="'checked'"/>
              </xsl:if>
            </input>
            <span><xsl:value-of select="f:label('view-' || .)"/></span>
          </label>
        </xsl:for-each>
        <p class="view-told" role="status"/>
      </fieldset>
    </xsl:if>
  </xsl:function>

  <!-- A line of the source begins: in headings, addresses and the like it is a line of the page too;
       in running text only the view of the source shows it. -->
  <xsl:template match="tei:lb" mode="html:text" as="element()">
    <xsl:choose>
      <xsl:when test="html:is-line(.)">
        <br class="line">
          <xsl:sequence select="html:attributes(., ())[name() = ('id', 'data-facs')]"/>
        </br>
      </xsl:when>
      <xsl:otherwise>
        <span class="lb">
          <xsl:sequence select="html:attributes(., ())[name() = ('id', 'data-facs')]"/>
          <xsl:if test="@n">
            <xsl:attribute name="data-n" select="@n"/>
          </xsl:if>
          <xsl:if test="not(@break = 'no')">
            <xsl:text> </xsl:text>
          </xsl:if>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- Whether a break begins a line on the page in any view. -->
  <xsl:function name="html:is-line" as="xs:boolean">
    <xsl:param name="break" as="element(tei:lb)"/>
    <xsl:variable name="around" as="element()?" select="$break/ancestor::*[self::tei:p | self::tei:ab
      | self::tei:l | self::tei:note | self::tei:item | self::tei:seg | self::tei:head
      | self::tei:titlePart | self::tei:signed | self::tei:cell | self::tei:dateline
      | self::tei:opener | self::tei:closer | self::tei:address | self::tei:byline
      | self::tei:docImprint | self::tei:salute | self::tei:epigraph | self::tei:trailer][1]"/>
    <xsl:sequence select="exists($around) and empty($around[self::tei:p | self::tei:ab | self::tei:l
      | self::tei:note | self::tei:item | self::tei:seg])"/>
  </xsl:function>

  <!-- A word that runs over a break is one word: no space of the encoding stands in it, and the hyphen
       at the end of the line is seen with the line only. -->
  <xsl:variable name="html:has-broken-words" as="xs:boolean" select="
    $html:document//tei:lb/@break = 'no' or $html:document//tei:pb/@break = 'no'
    or $html:document//tei:cb/@break = 'no'"/>
  <xsl:template match="text()[$html:has-broken-words and (html:runs-over(preceding-sibling::node()[1])
    or html:runs-over(following-sibling::node()[1]))]" mode="html:own-words" priority="3">
    <xsl:param name="own" as="text()*" tunnel="yes" select="()"/>
    <xsl:variable name="start" as="xs:string" select="
      if (html:runs-over(preceding-sibling::node()[1])) then replace(., '^\s+', '') else string()"/>
    <xsl:choose>
      <xsl:when test="exists($own intersect .)">
        <xsl:next-match/>
      </xsl:when>
      <xsl:when test="html:runs-over(following-sibling::node()[1])">
        <xsl:variable name="words" as="xs:string" select="replace($start, '\s+$', '')"/>
        <xsl:variable name="hyphen" as="xs:string" select="
          if (matches($words, '\w[-‐¬⸗=]$')) then substring($words, string-length($words)) else ''"/>
        <xsl:value-of select="substring($words, 1, string-length($words) - string-length($hyphen))"/>
        <xsl:if test="$hyphen">
          <span class="line-end"><xsl:value-of select="$hyphen"/></span>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$start"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- Between the parts of a substitution or of a choice there are no words, and no spaces either. -->
  <xsl:template match="tei:subst/text()[not(normalize-space())]
    | tei:choice/text()[not(normalize-space())]" mode="html:text" priority="4"/>
  <!-- Whether a word runs over a break. -->
  <xsl:function name="html:runs-over" as="xs:boolean">
    <xsl:param name="break" as="node()?"/>
    <xsl:sequence select="exists($break[self::tei:lb | self::tei:pb | self::tei:cb][@break = 'no'])"/>
  </xsl:function>
</xsl:stylesheet>
