<?xml version="1.0" encoding="UTF-8"?>
<!-- The text's structure: texts, divisions, headings, paragraphs, openers and closers, and what no
     template knows.

     $phrasing says that the output stands inside an element that may hold phrasing content only (p,
     span, h2 …). A paragraph with a list or table in it becomes a div, so that nothing that needs
     flow content is ever asked for where it may not stand. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:include href="looks.xsl"/>
  <xsl:include href="divisions.xsl"/>
  <xsl:include href="corpus.xsl"/>
  <xsl:include href="drama.xsl"/>
  <xsl:include href="verse.xsl"/>
  <xsl:include href="transcription.xsl"/>
  <xsl:include href="hands.xsl"/>
  <xsl:include href="facsimile.xsl"/>
  <xsl:include href="images.xsl"/>
  <xsl:include href="tables.xsl"/>
  <xsl:include href="formula.xsl"/>
  <xsl:include href="figures.xsl"/>
  <xsl:include href="breaks.xsl"/>
  <xsl:include href="data.xsl"/>
  <xsl:include href="pointed.xsl"/>
  <xsl:include href="assets.xsl"/>

  <!-- Elements whose rendering needs flow content wherever they stand: paragraphs but those of notes,
       figures but those in the line. -->
  <xsl:variable name="html:block-names" as="map(xs:string, xs:boolean)" select="map:merge(
    ('list', 'table', 'lg', 'l', 'sp', 'spGrp', 'figure', 'floatingText', 'castList', 'listBibl',
    'listApp', 'div', 'msDesc', 'listPerson', 'listPlace', 'listOrg', 'listEvent', 'listObject', 'entry',
    'u', 'p')
    ! map:entry(., true()))"/>
  <!-- Whether an element is one of them. -->
  <xsl:function name="html:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map:contains($html:block-names, local-name($element))
      and exists($element/self::tei:*[not(self::tei:p[ancestor::tei:note]
        or self::tei:figure[html:is-inset(.)] or self::tei:listApp[ancestor::tei:head]
        or self::tei:list[f:is-run-in(.)])])"/>
  </xsl:function>
  <!-- Whether there is such an element anywhere inside: all that have one are found at once. -->
  <xsl:function name="html:holds-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map:contains($html:around-blocks, generate-id($element))"/>
  </xsl:function>
  <xsl:variable name="html:around-blocks" as="map(xs:string, xs:boolean)" select="
    map:merge($html:document//tei:*[map:contains($html:block-names, local-name())][html:is-block(.)]
      /ancestor::* ! map:entry(generate-id(), true()))"/>

  <!-- Attributes that every rendering has: id where it can be pointed to, class, language and, where
       that changes, direction, and what zone of a page image shows it. The class names come from
       element names and from what the source says of the looks. -->
  <xsl:function name="html:attributes" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="classes" as="xs:string*"/>
    <xsl:variable name="all" as="xs:string*" select="$classes[.],
      $element[@rend | @rendition | @style] ! html:looks(.)"/>
    <xsl:if test="$element/@xml:id">
      <xsl:attribute name="id" select="f:id($element)"/>
    </xsl:if>
    <xsl:if test="exists($all)">
      <xsl:attribute name="class" select="if (count($all) gt 1) then distinct-values($all) else $all"/>
    </xsl:if>
    <xsl:if test="$element/@xml:lang">
      <xsl:sequence select="html:lang($element/@xml:lang), html:direction($element)"/>
    </xsl:if>
    <xsl:sequence select="$element/@facs ! html:shown-by(.)"/>
  </xsl:function>
  <!-- @type as a class of its own. -->
  <xsl:function name="html:type" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (not($element/@type)) then ()
      else tokenize($element/@type)[matches(., '^[A-Za-z][\w-]*$', ';j')] ! ('type-' || .)"/>
  </xsl:function>

  <!-- The header is shown from the record. -->
  <xsl:template match="tei:teiHeader" mode="html:text"/>

  <xsl:template match="tei:front | tei:body | tei:back" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., local-name())"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="not($phrasing)">
        <xsl:apply-templates select="." mode="html:apparatus"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- Divisions; prologue and epilogue are some, with names of their own. -->
  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6
    | tei:div7 | tei:prologue | tei:epilogue | tei:performance | tei:set" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'section'}">
      <xsl:sequence select="html:attributes(., ('div', local-name()[not(starts-with(., 'div'))],
        html:type(.), 'box'[$phrasing]))"/>
      <xsl:attribute name="id" select="f:id(.)"/>
      <xsl:if test="not(tei:head or $phrasing)">
        <xsl:attribute name="aria-label" select="html:region-name(.)"/>
        <xsl:sequence select="html:division-label(.)"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="not($phrasing)">
        <xsl:apply-templates select="." mode="html:apparatus"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- Headings: the page has the only h1; below it each level counts the divisions around that have a
       heading, so that none is skipped. -->
  <xsl:template match="tei:head" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="level" as="xs:integer" select="
      min((6, 2 + count(../ancestor::*[f:is-division(.)][tei:head])))"/>
    <xsl:variable name="name" as="xs:string" select="if ($phrasing) then 'span'
      else if (html:holds-blocks(.)) then 'div'
      else if (html:in-division(.) and empty(ancestor::tei:cell)) then 'h' || $level else 'p'"/>
    <xsl:element name="{$name}">
      <xsl:sequence select="html:attributes(., 'head')"/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="$name ne 'div'"/>
        <xsl:with-param name="in-heading" as="xs:boolean" tunnel="yes" select="starts-with($name, 'h')"/>
      </xsl:apply-templates>
    </xsl:element>
    <xsl:if test="starts-with($name, 'h')">
      <xsl:sequence select="html:heading-notes(.)"/>
    </xsl:if>
    <xsl:apply-templates select=".//tei:listApp[not(ancestor::tei:listApp)]" mode="#current">
      <xsl:with-param name="after" as="xs:boolean" select="true()"/>
    </xsl:apply-templates>
  </xsl:template>
  <!-- Whether an element is a part of the text's structure and not of a list, a figure, a note … -->
  <xsl:function name="html:in-division" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/parent::*[self::tei:body | self::tei:front
      | self::tei:back | self::tei:prologue | self::tei:epilogue | self::tei:performance
      or f:is-division(.)])"/>
  </xsl:function>

  <!-- Paragraphs: the number (or the sign for it) stands outside, in the margin, as a permalink. -->
  <xsl:template match="tei:p | tei:ab" mode="html:text" as="element()">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="not($phrasing) and html:is-citable(.)">
        <div class="par">
          <a class="pn" href="#{f:id(.)}" aria-label="{f:label('paragraph', (@n, '')[1])}">
            <xsl:sequence select="html:interface-lang()"/>
            <xsl:value-of select="(@n, '¶')[1]"/>
          </a>
          <xsl:apply-templates select="." mode="html:paragraph"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="html:paragraph"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- Whether a paragraph can be cited by its id: one of the text itself. A speech is cited by its
       lines where they have numbers. -->
  <xsl:function name="html:is-citable" as="xs:boolean">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:sequence select="exists($paragraph/@xml:id) and (html:in-division($paragraph)
      or exists($paragraph/parent::*[self::tei:opener | self::tei:postscript
        or self::tei:sp[$paragraph/@n or empty($paragraph/tei:lb[@n])]]))"/>
  </xsl:function>
  <xsl:template match="*" mode="html:paragraph" as="element()">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="divided" as="xs:boolean" select="html:holds-blocks(.)"/>
    <xsl:element name="{if ($phrasing) then 'span' else if ($divided) then 'div' else 'p'}">
      <xsl:sequence select="html:attributes(., 'p'[$phrasing or $divided])"/>
      <!-- What is found in it is found at it, whether or not its id is written. -->
      <xsl:if test="not(@xml:id or $phrasing) and html:in-division(.)">
        <xsl:attribute name="id" select="f:id(.)"/>
      </xsl:if>
      <xsl:if test="$divided and not($phrasing)">
        <xsl:attribute name="role" select="'paragraph'"/>
      </xsl:if>
      <xsl:apply-templates mode="html:text">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="$phrasing or not($divided)"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>

  <!-- Boxes: elements that begin a line of their own, the parts of a letterhead too; div where they
       may, else a span that a style sets apart. -->
  <xsl:template match="tei:opener | tei:closer | tei:dateline | tei:salute | tei:signed
    | tei:postscript | tei:trailer | tei:argument | tei:epigraph | tei:byline | tei:docTitle
    | tei:titlePart | tei:docAuthor | tei:docDate | tei:docImprint | tei:docEdition | tei:titlePage
    | tei:imprimatur | tei:address | tei:addrLine | tei:speaker | tei:sp | tei:spGrp | tei:lg
    | tei:floatingText | tei:noteGrp | tei:divGen | tei:annotationBlock
    | tei:opener[not(text()[normalize-space()])]/tei:seg
    | tei:opener/tei:seg[not(text()[normalize-space()])]/tei:seg" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., (local-name(), html:type(.), 'box'))"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- A greeting that is part of a sentence stays in it. -->
  <xsl:template match="(tei:closer | tei:opener)/tei:salute[../text()[normalize-space()]]" mode="html:text"
    priority="1">
    <xsl:apply-templates select="." mode="html:wrap">
      <xsl:with-param name="classes" as="xs:string*" select="'salute', html:type(.)"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- A wrapper: a span, or, where it holds blocks and stands among them, a div. -->
  <xsl:template match="*" mode="html:wrap" as="element()">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="classes" as="xs:string*" select="()"/>
    <xsl:param name="content" as="node()*" select="node()"/>
    <xsl:param name="attributes" as="attribute()*" select="()"/>
    <xsl:param name="after" as="node()*" select="()"/>
    <xsl:choose>
      <xsl:when test="not($phrasing) and html:holds-blocks(.)">
        <div>
          <xsl:sequence select="html:attributes(., $classes), $attributes"/>
          <xsl:apply-templates select="$content" mode="html:text"/>
          <xsl:sequence select="$after"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:sequence select="html:attributes(., $classes), $attributes"/>
          <xsl:apply-templates select="$content" mode="html:text">
            <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
          </xsl:apply-templates>
          <xsl:sequence select="$after"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Words where none may stand are kept, plain; what no other template knows is also reported. -->
  <xsl:template match="(tei:lb | tei:pb | tei:cb | tei:gb | tei:milestone | tei:caesura | tei:addSpan
    | tei:delSpan | tei:handShift)[f:is-filled(.)]" mode="html:text" priority="40">
    <xsl:next-match/>
    <xsl:apply-templates select="." mode="html:unrendered">
      <xsl:with-param name="attributes" as="attribute()*">
        <xsl:attribute name="class" select="'unrendered'"/>
      </xsl:with-param>
    </xsl:apply-templates>
  </xsl:template>
  <xsl:template match="*" mode="html:text" priority="-2">
    <xsl:message select="f:unknown(.)"/>
    <xsl:apply-templates select="." mode="html:unrendered"/>
  </xsl:template>
  <xsl:template match="*" mode="html:unrendered" as="element()">
    <xsl:param name="attributes" as="attribute()*" select="html:attributes(., 'unrendered')"/>
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="apart" as="xs:boolean" select="
      not($phrasing) and (html:holds-blocks(.) or not(html:in-line(.)))"/>
    <xsl:element name="{if ($apart) then 'div' else 'span'}">
      <xsl:sequence select="$attributes"/>
      <xsl:attribute name="data-tei" select="local-name()"/>
      <xsl:apply-templates mode="html:text">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="not($apart)"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>
  <xsl:template match="comment() | processing-instruction()" mode="html:text"/>
</xsl:stylesheet>
