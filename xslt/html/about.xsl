<?xml version="1.0" encoding="UTF-8"?>
<!-- After the text: where it comes from, how it was edited, how to cite it, what may be done with
     it, and files to take away. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template name="html:about">
    <div class="about" id="page:about">
      <xsl:call-template name="html:source"/>
      <xsl:call-template name="html:cite"/>
      <xsl:call-template name="html:downloads"/>
      <xsl:call-template name="html:licence"/>
      <xsl:call-template name="html:principles"/>
      <xsl:call-template name="html:document-colophon"/>
    </div>
  </xsl:template>

  <xsl:template name="html:source">
    <xsl:if test="$html:record/(rec:source | rec:provenance | rec:contents)">
      <section aria-labelledby="page:source">
        <h2 id="page:source"><xsl:value-of select="html:say('source')"/></h2>
        <xsl:if test="$html:record/rec:source">
          <p class="citation"><xsl:sequence select="html:with-addresses($html:record/rec:source)"/></p>
        </xsl:if>
        <dl class="facts">
          <xsl:for-each select="'contents', 'origin', 'provenance'">
            <xsl:variable name="part" as="xs:string" select="."/>
            <xsl:sequence select="html:row($part, $html:record/*[local-name() eq $part]/text())"/>
          </xsl:for-each>
        </dl>
      </section>
    </xsl:if>
  </xsl:template>
  <!-- Text in which addresses of the web are links. -->
  <xsl:function name="html:with-addresses" as="node()*">
    <xsl:param name="text" as="xs:string"/>
    <xsl:analyze-string select="$text" regex="https?://[^\s&lt;&gt;&quot;]*[^\s&lt;&gt;&quot;.,;:)]">
      <xsl:matching-substring>
        <xsl:sequence select="html:outward(., .)"/>
      </xsl:matching-substring>
      <xsl:non-matching-substring>
        <xsl:value-of select="."/>
      </xsl:non-matching-substring>
    </xsl:analyze-string>
  </xsl:function>

  <!-- Citation -->
  <xsl:template name="html:cite">
    <section class="cite" aria-labelledby="page:cite">
      <h2 id="page:cite"><xsl:value-of select="html:say('cite')"/></h2>
      <p class="citation" id="page:citation"><xsl:sequence select="html:citation()"/></p>
      <button type="button" class="copy" hidden="hidden" data-copy="page:citation" data-done="{html:say('copied')}">
        <xsl:value-of select="html:say('copy-citation')"/>
      </button>
      <details>
        <summary>BibTeX</summary>
        <pre id="page:bibtex" tabindex="0" role="region" aria-label="BibTeX"><xsl:value-of select="html:bibtex()"/></pre>
        <button type="button" class="copy" hidden="hidden" data-copy="page:bibtex" data-done="{html:say('copied')}">
          <xsl:value-of select="html:say('copy-bibtex')"/>
        </button>
      </details>
      <xsl:if test="//tei:p[@xml:id and @n]">
        <p class="quiet"><xsl:value-of select="html:say('cite-paragraph')"/></p>
      </xsl:if>
    </section>
  </xsl:template>

  <xsl:function name="html:url" as="xs:string">
    <xsl:sequence select="if ($html:edition/@base-url ne '')
      then replace($html:edition/@base-url, '/$', '') || '/' || $html:record/@id || '.html' else ''"/>
  </xsl:function>
  <xsl:function name="html:names" as="xs:string">
    <xsl:param name="role" as="xs:string"/>
    <xsl:sequence select="f:listed($html:record/rec:agent[@role = $role] ! string(.), html:interface())"/>
  </xsl:function>
  <xsl:function name="html:citation" as="node()*">
    <xsl:variable name="date" as="xs:string?" select="
      html:date-of($html:record) ! f:time(., html:interface())"/>
    <xsl:variable name="before" as="xs:string" select="string-join((html:names('author')[.],
      '“' || html:title($html:record) || '”',
      $date[.][not(contains(html:title($html:record), .))],
      html:names('translator')[.] ! html:say('translated-by', .)), ', ')"/>
    <xsl:variable name="after" as="xs:string" select="string-join((
      ($html:record/rec:edition, '')[1][normalize-space()],
      (string($html:edition/@publisher)[.], string($html:record/rec:publisher[1])[.])[1],
      $html:record/rec:published[1]/@when ! f:date(., html:interface())), ', ')"/>
    <xsl:value-of select="$before || ', ' || html:say('in') || ' '"/>
    <cite><xsl:value-of select="$html:edition/@title"/></cite>
    <xsl:value-of select="', '[$after] || $after || '.'"/>
    <xsl:if test="html:url()">
      <xsl:text> </xsl:text>
      <xsl:sequence select="html:outward(html:url(), html:url())"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:bibtex" as="xs:string">
    <xsl:variable name="field" as="function(*)" select="function($name as xs:string, $value as xs:string?)
      as xs:string? { if (normalize-space($value)) then '  ' || substring($name || '            ', 1, 12)
        || ' = {' || $value || '}' else () }"/>
    <xsl:variable name="authors" as="xs:string*" select="$html:record/rec:agent[@role = 'author'] ! (
      (string(@inverted)[.], string(html:entry(@entry)/@sort)[.], '{' || html:tex(.) || '}')[1]
      ! (if (starts-with(., '{')) then . else html:tex(.)))"/>
    <xsl:variable name="date" as="xs:string" select="string((html:date-of($html:record)/@when)[1])"/>
    <xsl:sequence select="'@misc{' || $html:record/@id || ',' || codepoints-to-string(10)
      || string-join((
        $field('author', string-join($authors, ' and ')),
        $field('title', '{' || html:tex(html:title($html:record)) || '}'),
        $field('date', $date),
        $field('year', substring($date, 1, 4)[. castable as xs:integer]),
        $field('translator', string-join($html:record/rec:agent[@role = 'translator']
          ! html:tex(string((html:entry(@entry)/@sort, .)[1])), ' and ')),
        $field('howpublished', html:tex($html:edition/@title)),
        $field('publisher', html:tex(string(($html:edition/@publisher[. ne ''], $html:record/rec:publisher)[1]))),
        $field('url', html:url()),
        $field('langid', string($html:record/@lang))), ',' || codepoints-to-string(10))
      || codepoints-to-string(10) || '}'"/>
  </xsl:function>
  <!-- Characters that mean something to TeX. -->
  <xsl:function name="html:tex" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="marked" as="xs:string" select="replace($text, '([{}#$%&amp;_])', '\\$1')"/>
    <xsl:sequence select="replace(replace($marked, '~', '\\textasciitilde{}'), '\^', '\\textasciicircum{}')"/>
  </xsl:function>

  <xsl:template name="html:downloads">
    <section aria-labelledby="page:downloads">
      <h2 id="page:downloads"><xsl:value-of select="html:say('downloads')"/></h2>
      <ul class="downloads">
        <li>
          <a href="{$html:record/@id}.xml" type="application/tei+xml"><xsl:value-of select="html:say('download-tei')"/></a>
        </li>
        <xsl:if test="$pdf">
          <li>
            <a href="../pdf/{$html:record/@id}.pdf" type="application/pdf"><xsl:value-of select="html:say('download-pdf')"/></a>
          </li>
        </xsl:if>
      </ul>
    </section>
  </xsl:template>

  <xsl:template name="html:licence">
    <xsl:if test="$html:record/rec:licence">
      <section aria-labelledby="page:licence">
        <h2 id="page:licence"><xsl:value-of select="html:say('licence')"/></h2>
        <xsl:for-each select="$html:record/rec:licence">
          <p>
            <xsl:value-of select="."/>
            <xsl:if test="matches(@target, '^https?://')">
              <xsl:text> </xsl:text>
              <xsl:sequence select="html:outward(@target, html:say('licence-text'))"/>
            </xsl:if>
          </p>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- How the text was edited, in the header's own words, folded away. -->
  <xsl:template name="html:principles">
    <xsl:variable name="declarations" as="element()*" select="
      /*/tei:teiHeader/tei:encodingDesc/(tei:projectDesc | tei:samplingDecl | tei:editorialDecl/*)"/>
    <xsl:if test="$declarations">
      <section aria-labelledby="page:principles">
        <h2 id="page:principles"><xsl:value-of select="html:say('principles')"/></h2>
        <details class="principles">
          <summary><xsl:value-of select="html:say('principles-show')"/></summary>
          <xsl:apply-templates select="$declarations" mode="html:principles"/>
        </details>
      </section>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:encodingDesc/* | tei:editorialDecl/*" mode="html:principles">
    <h3><xsl:value-of select="f:term('principle', local-name(), html:interface())"/></h3>
    <xsl:apply-templates mode="html:text"/>
  </xsl:template>
  <xsl:template match="tei:editorialDecl/tei:p" mode="html:principles" priority="1">
    <xsl:apply-templates select="." mode="html:text"/>
  </xsl:template>

  <xsl:template name="html:document-colophon">
    <section class="colophon" aria-labelledby="page:colophon">
      <h2 id="page:colophon"><xsl:value-of select="html:say('colophon')"/></h2>
      <dl class="facts">
        <xsl:for-each select="$html:record/rec:agent[@role = 'editor']">
          <div>
            <dt><xsl:value-of select="(string(@resp)[.], html:say('field-editor'))[1]"/></dt>
            <dd><xsl:sequence select="html:named(.)"/></dd>
          </div>
        </xsl:for-each>
        <xsl:for-each select="$html:record/rec:change">
          <div>
            <dt><xsl:value-of select="f:time(., html:interface())"/></dt>
            <dd><xsl:value-of select="."/></dd>
          </div>
        </xsl:for-each>
        <div>
          <dt><xsl:value-of select="html:say('digest')"/></dt>
          <dd><code><xsl:value-of select="$html:record/@digest"/></code></dd>
        </div>
      </dl>
    </section>
  </xsl:template>

  <!-- Whether the edition has PDFs beside its pages. -->
  <xsl:param name="pdf" as="xs:boolean" select="true()"/>
</xsl:stylesheet>
