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

  <!-- All of it. -->
  <xsl:function name="html:about" as="element(div)">
    <div class="about" id="page:about">
      <xsl:sequence select="html:source(), html:cite(), html:downloads(), html:licence(),
        html:principles(), html:versions-of(), html:document-colophon()"/>
    </div>
  </xsl:function>

  <!-- The heading that a section is named by. Sections are written as they are made, with no copy of
       their content in between. -->
  <xsl:function name="html:section-heading" as="element(h2)">
    <xsl:param name="name" as="xs:string"/>
    <h2 id="page:{$name}"><xsl:value-of select="f:label($name)"/></h2>
  </xsl:function>

  <!-- Where the text comes from. -->
  <xsl:function name="html:source" as="element(section)?">
    <xsl:where-populated>
      <section aria-labelledby="page:source">
        <xsl:on-non-empty>
          <xsl:sequence select="html:section-heading('source')"/>
        </xsl:on-non-empty>
        <xsl:for-each select="$html:record/rec:source[1]">
          <p class="citation">
            <xsl:sequence select="html:other-lang(../@header-lang), html:with-addresses(.)"/>
          </p>
        </xsl:for-each>
        <xsl:where-populated>
          <dl class="facts">
            <xsl:sequence select="for $part in ('contents', 'origin', 'provenance')
              return html:row($part, $html:record/*[local-name() eq $part] ! html:said(.))"/>
          </dl>
        </xsl:where-populated>
        <xsl:sequence select="html:manuscripts()"/>
      </section>
    </xsl:where-populated>
  </xsl:function>
  <!-- Text in which addresses of the web are links. -->
  <xsl:function name="html:with-addresses" as="node()*">
    <xsl:param name="text" as="xs:string"/>
    <xsl:analyze-string select="$text" flags=";j"
      regex="https?://[^\s&lt;&gt;&quot;]*[^\s&lt;&gt;&quot;.,;:)]">
      <xsl:matching-substring>
        <xsl:sequence select="html:outward(., .)"/>
      </xsl:matching-substring>
      <xsl:non-matching-substring>
        <xsl:value-of select="."/>
      </xsl:non-matching-substring>
    </xsl:analyze-string>
  </xsl:function>

  <!-- How to cite the page, and its paragraphs. -->
  <xsl:function name="html:cite" as="element(section)">
    <section aria-labelledby="page:cite">
      <xsl:sequence select="html:section-heading('cite')"/>
      <p class="citation" id="page:citation"><xsl:sequence select="html:citation()"/></p>
      <button type="button" class="copy" hidden="hidden" data-copy="page:citation"
        data-done="{f:label('copied')}">
        <xsl:value-of select="f:label('copy-citation')"/>
      </button>
      <xsl:sequence select="html:entries-shown($html:own-citations, $id)"/>
      <xsl:if test="$html:document//tei:p[@xml:id and @n]">
        <p class="quiet"><xsl:value-of select="f:label('cite-paragraph')"/></p>
      </xsl:if>
    </section>
  </xsl:function>
  <!-- The citation, with the edition's title as a title and its address as a link. -->
  <xsl:function name="html:citation" as="node()*">
    <xsl:variable name="citation" as="map(xs:string, xs:string)" select="f:citation($html:record)"/>
    <xsl:variable name="address" as="xs:string" select="f:address($html:record)"/>
    <xsl:value-of select="$citation?before"/>
    <xsl:where-populated>
      <cite><xsl:value-of select="$citation?collection"/></cite>
    </xsl:where-populated>
    <xsl:value-of select="$citation?after"/>
    <xsl:if test="$address">
      <xsl:text> </xsl:text>
      <xsl:sequence select="html:outward($address, $address)"/>
    </xsl:if>
  </xsl:function>

  <!-- What can be taken away. -->
  <xsl:function name="html:downloads" as="element(section)">
    <section aria-labelledby="page:downloads">
      <xsl:sequence select="html:section-heading('downloads')"/>
      <ul class="downloads">
        <li>
          <a href="{$id}.xml" type="application/tei+xml">
            <xsl:value-of select="f:label('download-tei')"/>
          </a>
        </li>
        <xsl:if test="$pdf">
          <li>
            <a href="../pdf/{$id}.pdf" type="application/pdf">
              <xsl:value-of select="f:label('download-pdf')"/>
            </a>
          </li>
        </xsl:if>
        <xsl:sequence select="html:slot('manifest')['facsimile' = html:features()]"/>
      </ul>
    </section>
  </xsl:function>

  <!-- What may be done with the text. -->
  <xsl:function name="html:licence" as="element(section)?">
    <xsl:if test="$html:record/rec:licence">
      <section aria-labelledby="page:licence">
        <xsl:sequence select="html:section-heading('licence')"/>
        <xsl:for-each select="$html:record/rec:licence">
          <p>
            <xsl:sequence select="html:said(.)"/>
            <xsl:if test="matches(@target, '^https?://')">
              <xsl:text> </xsl:text>
              <xsl:sequence select="html:outward(@target, f:label('licence-text'))"/>
            </xsl:if>
          </p>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- What is said of the edition of the text, where that is no line of the head but a paragraph. -->
  <xsl:variable name="html:long-statement" as="element(rec:edition)?" select="
    $html:record/rec:edition[string-length(.) gt 160]"/>
  <!-- How the text was edited, in the header's own words, folded away. -->
  <xsl:function name="html:principles" as="element(section)?">
    <xsl:variable name="declarations" as="element()*" select="$html:document/*/tei:teiHeader
      /tei:encodingDesc/(tei:projectDesc | tei:samplingDecl | tei:editorialDecl/*)"/>
    <xsl:if test="$declarations or $html:long-statement">
      <section aria-labelledby="page:principles">
        <xsl:sequence select="html:section-heading('principles')"/>
        <details class="principles">
          <summary><xsl:value-of select="f:label('principles-show')"/></summary>
          <xsl:for-each select="$html:long-statement">
            <p><xsl:sequence select="html:said(.)"/></p>
          </xsl:for-each>
          <xsl:apply-templates select="$declarations" mode="html:principles"/>
        </details>
      </section>
    </xsl:if>
  </xsl:function>
  <xsl:template match="tei:encodingDesc/* | tei:editorialDecl/*" mode="html:principles">
    <h3><xsl:value-of select="f:term('principle', local-name(), $f:interface)"/></h3>
    <div>
      <xsl:sequence select="html:other-lang($html:record/@header-lang)"/>
      <xsl:apply-templates mode="html:text"/>
    </div>
  </xsl:template>
  <xsl:template match="tei:editorialDecl/tei:p" mode="html:principles" priority="1">
    <xsl:apply-templates select="." mode="html:text"/>
  </xsl:template>

  <!-- What was changed and when, the newest first. -->
  <xsl:function name="html:versions-of" as="element(section)?">
    <xsl:if test="$html:record/rec:change">
      <section aria-labelledby="page:versions">
        <xsl:sequence select="html:section-heading('versions')"/>
        <dl class="facts versions">
          <xsl:for-each-group select="$html:record/rec:change" group-by="string(@when)">
            <xsl:sort select="current-grouping-key()" order="descending"/>
            <div>
              <dt>
                <xsl:if test="@when">
                  <time datetime="{@when}"><xsl:value-of select="f:time(., $f:interface)"/></time>
                </xsl:if>
              </dt>
              <xsl:for-each select="current-group()">
                <dd><xsl:sequence select="html:said(.)"/></dd>
              </xsl:for-each>
            </div>
          </xsl:for-each-group>
        </dl>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- Who made the edition of this text, when, and from which file. -->
  <xsl:function name="html:document-colophon" as="element(section)">
    <section aria-labelledby="page:colophon">
      <xsl:sequence select="html:section-heading('colophon')"/>
      <dl class="facts">
        <xsl:for-each-group select="$html:record/rec:agent[@role = 'editor']"
          group-by="(string(@resp)[.], f:label('field-editor'))[1]">
          <div>
            <dt><xsl:value-of select="current-grouping-key()"/></dt>
            <dd>
              <xsl:for-each select="current-group()">
                <span class="line"><xsl:sequence select="html:named(.)"/></span>
              </xsl:for-each>
            </dd>
          </div>
        </xsl:for-each-group>
        <div>
          <dt><xsl:value-of select="f:label('digest')"/></dt>
          <dd><code><xsl:value-of select="$html:record/@digest"/></code></dd>
        </div>
      </dl>
    </section>
  </xsl:function>
</xsl:stylesheet>
