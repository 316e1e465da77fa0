<?xml version="1.0" encoding="UTF-8"?>
<!-- Registers that stand in the back of the text: each of their entries has a page of its own, so here
     they are folded away, an entry a line. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="(tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent)[ancestor::tei:back]
    [not(ancestor::tei:p)][.//@xml:id]" mode="html:text" priority="2" as="element()">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$phrasing">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <details class="folded">
          <summary>
            <xsl:value-of select="(f:plain(tei:head)[.], f:label('list-' || local-name()))[1]"/>
          </summary>
          <ul>
            <xsl:sequence select="html:attributes(., (local-name(), html:type(.)))"/>
            <xsl:apply-templates select="* except tei:head[1]" mode="html:folded"/>
          </ul>
        </details>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- A list of works may be the text's own bibliography: it keeps its form. -->
  <xsl:template match="tei:listBibl[ancestor::tei:back][not(ancestor::tei:p)][not(ancestor::tei:listBibl)]
    [.//@xml:id]" mode="html:text" priority="2" as="element()">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$phrasing">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <details class="folded">
          <summary>
            <xsl:value-of select="(f:plain(tei:head)[.], f:label('list-listBibl'))[1]"/>
          </summary>
          <xsl:next-match/>
        </details>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An entry: what is said in it, in a row. Most hold neither entries nor places to point to. -->
  <xsl:template match="*" mode="html:folded" as="element(li)*">
    <li>
      <xsl:sequence select="html:attributes(., local-name())"/>
      <xsl:choose>
        <xsl:when test="empty(.//@xml:id)">
          <xsl:value-of select="string-join(node() ! f:plain(.)[.], ' · ')"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="lists" as="element()*" select="html:lists(.)"/>
          <xsl:value-of select="string-join((node() except $lists) ! f:plain(.)[.], ' · ')"/>
          <xsl:for-each select="(.//*[@xml:id])[not(ancestor-or-self::* intersect $lists)]">
            <span id="{f:id(.)}"/>
          </xsl:for-each>
          <xsl:where-populated>
            <ul>
              <xsl:apply-templates select="$lists" mode="#current"/>
            </ul>
          </xsl:where-populated>
        </xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>
  <!-- Entries and lists inside an entry or a list are lines of their own. -->
  <xsl:function name="html:lists" as="element()*">
    <xsl:param name="around" as="element()"/>
    <xsl:sequence select="$around/(tei:person | tei:personGrp | tei:place | tei:org | tei:event
      | tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent)"/>
  </xsl:function>
</xsl:stylesheet>
