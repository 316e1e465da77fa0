<?xml version="1.0" encoding="UTF-8"?>
<!-- About the edition as a whole: figures, who made it, terms, how to cite it. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The page, and the files beside it. -->
  <xsl:template match="rec:edition[$page eq 'about']" mode="html:pages" as="element(page)+">
    <xsl:variable name="title" as="xs:string" select="f:label('about-edition')"/>
    <xsl:sequence select="html:made(., 'about.html', $title, 'about-edition', $title || ': ' || @title,
      ()), html:edition-files()"/>
  </xsl:template>

  <xsl:template match="rec:edition[$page eq 'about']" mode="html:main" as="element()+">
    <header class="head">
      <h1><xsl:value-of select="f:label('about-edition')"/></h1>
    </header>
    <p><xsl:value-of select="f:label('start-reading')"/></p>
    <p><xsl:value-of select="f:label('start-files')"/></p>
    <xsl:sequence select="html:about-section('figures', html:figures()),
      html:about-section('responsible', html:makers-list()),
      html:about-section('licence', html:licences()),
      html:about-section('cite',
        (html:cite-edition(), html:entries-shown($html:edition-entries, $root || 'edition'))),
      html:about-section('downloads', html:edition-downloads()),
      html:about-section('colophon', html:edition-colophon())"/>
  </xsl:template>

  <!-- A section with a heading; none where it would be empty. -->
  <xsl:function name="html:about-section" as="element(section)?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="content" as="element()*"/>
    <xsl:if test="$content">
      <section aria-labelledby="page:{$name}">
        <h2 id="page:{$name}"><xsl:value-of select="f:label($name)"/></h2>
        <xsl:sequence select="$content"/>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- How much the edition holds, and of what. -->
  <xsl:function name="html:figures" as="element(dl)">
    <dl class="facts">
      <xsl:sequence select="
        html:figure(f:label('section-documents'), html:number(count($html:documents))),
        html:figure(f:label('fact-period'), html:period()),
        html:figure(f:label('fact-words'), html:word-count()),
        html:figure(f:label('field-language'), html:frequent($html:documents/rec:language[@role = 'text'],
          html:facet-name#1)),
        html:figure(f:label('field-state'), html:frequent($html:documents/rec:status,
          function($s as element()) as xs:string { f:term('status', string($s), $f:interface) })),
        $html:registers ! html:figure(f:label('register-' || .), html:holding(.))"/>
    </dl>
  </xsl:function>
  <!-- How many words: the number, or where there are many a round one. -->
  <xsl:function name="html:word-count" as="xs:string">
    <xsl:sequence select="if ($f:edition/@words-nearly)
      then f:label('nearly', html:number(xs:integer($f:edition/@words-nearly)))
      else html:number(xs:integer(($f:edition/@words, 0)[1]))"/>
  </xsl:function>
  <!-- One of the figures. -->
  <xsl:function name="html:figure" as="element(div)?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:if test="$words">
      <div>
        <dt><xsl:value-of select="$name"/></dt>
        <dd><xsl:value-of select="$words"/></dd>
      </div>
    </xsl:if>
  </xsl:function>
  <!-- Values with how many documents have each, the most frequent first: "English 140, German 10". -->
  <xsl:function name="html:frequent" as="xs:string">
    <xsl:param name="values" as="element()*"/>
    <xsl:param name="name" as="function(element()) as xs:string"/>
    <xsl:variable name="said" as="xs:string*">
      <xsl:for-each-group select="$values" group-by="$name(.)">
        <xsl:sort select="count(current-group())" order="descending"/>
        <xsl:sort select="current-grouping-key()"/>
        <xsl:sequence select="current-grouping-key() || ' (' || html:number(count(current-group())) || ')'"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:sequence select="if (count($said) eq 1) then replace($said, ' \([^(]*\)$', '')
      else string-join($said, ', ')"/>
  </xsl:function>

  <!-- Who edited and translated, as the headers say it. -->
  <xsl:function name="html:makers-list" as="element(dl)?">
    <xsl:where-populated>
      <dl class="facts">
        <xsl:for-each-group select="$html:documents/rec:agent[@role = ('editor', 'translator')]"
          group-by="(string(@resp)[.], f:label('field-' || @role))[1]">
          <div>
            <dt><xsl:value-of select="current-grouping-key()"/></dt>
            <dd>
              <xsl:for-each-group select="current-group()" group-by="f:credit(.)">
                <span class="line">
                  <xsl:sequence select="html:named(.)"/>
                  <xsl:value-of select="@affiliation ! (', ' || .)"/>
                </span>
              </xsl:for-each-group>
            </dd>
          </div>
        </xsl:for-each-group>
        <xsl:sequence select="html:figure(f:label('fact-publisher'), string-join(distinct-values(
          (string($f:edition/@publisher)[.], $html:documents/rec:publisher ! string(.))), '; '))"/>
      </dl>
    </xsl:where-populated>
  </xsl:function>
  <!-- The terms under which the texts stand. -->
  <xsl:function name="html:licences" as="element(p)*">
    <xsl:for-each-group select="$html:documents/rec:licence[not(@said-in)]"
      group-by="string-join((@target, .), ' ')">
      <p>
        <xsl:sequence select="html:said(.)"/>
        <xsl:if test="matches(@target, '^https?://')">
          <xsl:text> </xsl:text>
          <xsl:sequence select="html:outward(@target, f:label('licence-text'))"/>
        </xsl:if>
      </p>
    </xsl:for-each-group>
  </xsl:function>

  <!-- How to cite the whole. -->
  <xsl:function name="html:cite-edition" as="element(p)">
    <p class="citation">
      <cite><xsl:value-of select="$f:edition/@title"/></cite>
      <xsl:value-of select="string-join(('', $f:edition/@publisher[. ne ''],
        html:known-date() ! f:date(., $f:interface)), ', ') || '.'"/>
      <xsl:for-each select="$f:edition/@base-url[. ne '']">
        <xsl:text> </xsl:text>
        <xsl:sequence select="html:outward(., .)"/>
      </xsl:for-each>
    </p>
  </xsl:function>
  <!-- With what the pages were made, and of which day they are. -->
  <xsl:function name="html:edition-colophon" as="element(p)">
    <p>
      <xsl:value-of select="f:label('made-by', (string($f:edition/@version),
        f:date($f:edition/@date, $f:interface)))"/>
    </p>
  </xsl:function>
</xsl:stylesheet>
