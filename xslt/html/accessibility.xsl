<?xml version="1.0" encoding="UTF-8"?>
<!-- The accessibility statement: what was tested of the pages (accessibility.xml), what is known to
     fall short, whom to write to. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- What was tested; read when the stylesheet is compiled. -->
  <xsl:variable name="html:tested" static="yes" as="element(tested)" select="
    doc('accessibility.xml')/tested"/>

  <!-- The page. -->
  <xsl:template match="rec:edition[$page eq 'accessibility']" mode="html:pages" as="element(page)">
    <xsl:variable name="title" as="xs:string" select="f:label('accessibility')"/>
    <xsl:sequence select="html:made(., 'accessibility.html', $title, 'accessibility',
      $title || ': ' || @title, ())"/>
  </xsl:template>

  <xsl:template match="rec:edition[$page eq 'accessibility']" mode="html:main" as="element()+">
    <header class="head">
      <h1><xsl:value-of select="f:label('accessibility')"/></h1>
    </header>
    <p><xsl:value-of select="html:conformance()"/></p>
    <p><xsl:value-of select="f:label('accessibility-made')"/></p>
    <xsl:sequence select="html:about-section('limits', html:limits()),
      html:about-section('contact', html:contact()),
      html:about-section('how-tested', html:methods()),
      html:about-section('criteria', html:criteria())"/>
  </xsl:template>

  <!-- How far the pages conform, in figures. -->
  <xsl:function name="html:conformance" as="xs:string">
    <xsl:variable name="all" as="element(criterion)+" select="$html:tested/criterion"/>
    <xsl:sequence select="f:label('accessibility-status', (string($html:tested/@wcag), count($all),
      for $one in ('met', 'partly', 'none') return count($all[@result eq $one])))"/>
  </xsl:function>

  <!-- What is met in part, and why. -->
  <xsl:function name="html:limits" as="element(ul)">
    <ul class="criteria">
      <xsl:for-each select="$html:tested/criterion[@result eq 'partly']">
        <li>
          <xsl:sequence select="html:criterion(.)"/>
          <xsl:value-of select="': ' || f:label('limit-' || @n)"/>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:function>
  <!-- A criterion's number and name. -->
  <xsl:function name="html:criterion" as="node()+">
    <xsl:param name="criterion" as="element(criterion)"/>
    <span class="n"><xsl:value-of select="$criterion/@n"/></span>
    <xsl:value-of select="' ' || $criterion/name[lang($f:interface)]"/>
  </xsl:function>

  <!-- Whom to write to: a mail or web address becomes a link. -->
  <xsl:function name="html:contact" as="element(p)">
    <xsl:variable name="contact" as="xs:string" select="string($f:edition/@contact)"/>
    <p>
      <xsl:choose>
        <xsl:when test="$contact eq ''"><xsl:value-of select="f:label('contact-none')"/></xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="f:label('contact-words') || ' '"/>
          <xsl:choose>
            <xsl:when test="matches($contact, '^https?://')">
              <xsl:sequence select="html:outward($contact, $contact)"/>
            </xsl:when>
            <xsl:when test="matches($contact, '^[^@\s:/?&amp;]+@[^@\s:/?&amp;]+$')">
              <a href="mailto:{$contact}"><xsl:value-of select="$contact"/></a>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="$contact"/></xsl:otherwise>
          </xsl:choose>
        </xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:function>

  <!-- How it was tested. -->
  <xsl:function name="html:methods" as="element(ul)">
    <ul class="methods">
      <xsl:for-each select="distinct-values($html:tested/criterion/tokenize(@by))">
        <li><xsl:value-of select="f:label('tested-' || ., string($html:tested/@axe))"/></li>
      </xsl:for-each>
    </ul>
  </xsl:function>

  <!-- Every criterion with its level, its result, and what it was tested by. -->
  <xsl:function name="html:criteria" as="element(ul)">
    <ul class="criteria">
      <xsl:for-each select="$html:tested/criterion">
        <li>
          <xsl:sequence select="html:criterion(.)"/>
          <xsl:value-of select="' (' || @level || ')'"/>
          <span class="quiet">
            <xsl:value-of select="': ' || string-join((f:label('result-' || @result),
              tokenize(@by) ! f:label('method-' || .)), ', ')"/>
          </span>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:function>
</xsl:stylesheet>
