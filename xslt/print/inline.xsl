<?xml version="1.0" encoding="UTF-8"?>
<!-- Text inside paragraphs: emphasis, quotations, breaks, links; and what no template knows. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:print="urn:tei-pipeline:print"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template mode="print:text" match="text()">
    <xsl:value-of select="replace(., '\s+', ' ')"/>
  </xsl:template>

  <!-- Known, and printed as the words that they hold. -->
  <xsl:template mode="print:text" match="persName | placeName | orgName | rs | roleName | forename
    | surname | nameLink | addName | genName
    | country | settlement | region | district | geogName | geogFeat | bloc | name | num | measure
    | measureGrp | unit | time | date | term | idno | seg | s | w | pc | c | m | cl | phr | expan | ex
    | am | abbr | lem | choice/* | orig | reg | sic | corr | resp | respStmt | author | editor
    | publisher | pubPlace | biblScope | bibl | biblStruct | monogr | analytic | imprint | series
    | msIdentifier | location | repository | email | subst | restore | hi[not(@rend | @rendition | @style)]
    | role | actor | ident | code | formula | g | metamark/* | listBibl/bibl/* | supplied | quote | q
    | soCalled | mentioned | said | desc | gloss | state | trait | birth | death | figDesc | damage
    | secl | surplus | handNote | att | val | gi | tag | locus | dim | depth | height | width | extent
    | material | origDate | origPlace | watermark | stamp | heraldry | catchwords | secFol | signatures
    | rdg | del | add | unclear | distinct | lang | age | floruit | citedRange | edition | eventName
    | objectName | refState | textLang | rubric | incipit | explicit | finalRubric | licence | residence
    | occupation | affiliation | education | faith | nationality | sex | gender | langKnowledge | event">
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <xsl:template mode="print:text" priority="1" match="quote[print:apart(.)] | q[print:apart(.)]
    | said[print:apart(.)]">
    <quotation>
      <xsl:apply-templates mode="print:text" select="@xml:lang"/>
      <xsl:apply-templates mode="print:text"/>
    </quotation>
  </xsl:template>

  <!-- Marks are added only where the source has none: it then says marks="none", or is our own prose. -->
  <xsl:template mode="print:text" priority="2" match="q[print:unmarked(.)] | quote[print:unmarked(.)]
    | soCalled[print:unmarked(.)] | mentioned[print:unmarked(.)] | said[print:unmarked(.)]">
    <xsl:variable name="inner" as="xs:boolean" select="exists(ancestor::q | ancestor::quote)"/>
    <xsl:value-of select="if ($inner) then '‘' else '“'"/>
    <xsl:apply-templates mode="print:text"/>
    <xsl:value-of select="if ($inner) then '’' else '”'"/>
  </xsl:template>

  <xsl:function name="print:unmarked" as="xs:boolean">
    <xsl:param name="quotation" as="element()"/>
    <xsl:variable name="ours" as="xs:boolean" select="exists($quotation/ancestor::teiHeader)
      or $print:tei/teiHeader/encodingDesc/editorialDecl/quotation/@marks = 'none'"/>
    <xsl:sequence select="$ours and not(print:apart($quotation))
      and not(matches(normalize-space($quotation), '^[&quot;“„«‘‚‹]'))"/>
  </xsl:function>

  <xsl:template mode="print:text" match="emph | title | foreign[not(@xml:lang)] | stage/hi[not(@rend)]"
    priority="1">
    <emph kind="italic"><xsl:apply-templates mode="print:text"/></emph>
  </xsl:template>

  <xsl:template mode="print:text" match="title[@level = 'a'] | title[@type = 'supplied']" priority="2">
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <xsl:template mode="print:text" match="foreign[@xml:lang]">
    <foreign>
      <xsl:apply-templates mode="print:text" select="@xml:lang"/>
      <xsl:apply-templates mode="print:text"/>
    </foreign>
  </xsl:template>

  <xsl:template mode="print:text" match="hi[@rend | @rendition | @style]">
    <emph kind="{print:hand(string-join((@rend, @rendition, @style), ' '))}">
      <xsl:apply-templates mode="print:text"/>
    </emph>
  </xsl:template>

  <!-- The kind of emphasis that a project's own word for a rendering means; italic if none is known. -->
  <xsl:function name="print:hand" as="xs:string">
    <xsl:param name="rendering" as="xs:string"/>
    <xsl:variable name="known" as="xs:string*" select="for $pair in
      ('sup=superscript', 'sub=subscript', 'strike|through=strike', 'underline|unterstr=underline',
       'small.?cap|smcp|^sc$|kapit=small-caps', 'bold|fett=bold', 'spaced|gesperrt|letter=spaced',
       'roman|upright|antiqua|normal=roman')
      return if (matches($rendering, substring-before($pair, '='), 'i')) then
        substring-after($pair, '=') else ()"/>
    <xsl:sequence select="($known, 'italic')[1]"/>
  </xsl:function>

  <xsl:template mode="print:text" match="lb | space"><xsl:text> </xsl:text></xsl:template>
  <xsl:template mode="print:text" match="lb[@break = 'no']" priority="1"/>
  <xsl:template mode="print:text" match="head/lb | titlePart/lb | signed/lb | cell/lb | dateline/lb
    | opener//lb[not(ancestor::p)] | closer//lb[not(ancestor::p)] | address/lb"
    priority="2">
    <break/>
  </xsl:template>

  <!-- Pieces of text that touch in the encoding stood apart on the page. -->
  <xsl:template mode="print:text" match="seg[preceding-sibling::node()[1][self::seg]]" priority="1">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <xsl:template mode="print:text" match="pb[@n]"><page n="{@n}"/></xsl:template>
  <xsl:template mode="print:text" match="pb[not(@n)]"/>

  <xsl:template mode="print:text" match="ref | ptr[@target]">
    <xsl:apply-templates mode="print:text"/>
    <xsl:if test="self::ptr"><xsl:value-of select="@target"/></xsl:if>
  </xsl:template>

  <xsl:template mode="print:text" match="ref[matches(@target, '^https?://')]" priority="2">
    <link href="{tokenize(@target)[1]}"><xsl:apply-templates mode="print:text"/></link>
  </xsl:template>

  <!-- What is said of an element that no template knows. -->
  <xsl:function name="print:unknown" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join(('TPB201', path($element), 'the print edition has no form for '
      || name($element) || ': its words are printed plain'), '|')"/>
  </xsl:function>

  <!-- What no template knows: no word is lost, and the build says so. -->
  <xsl:template mode="print:text" match="*" priority="-1">
    <xsl:message select="print:unknown(.)"/>
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <xsl:template mode="print:text" match="*[print:apart(.)][text()[normalize-space()]]" priority="-0.9">
    <xsl:message select="print:unknown(.)"/>
    <para><xsl:apply-templates mode="print:text"/></para>
  </xsl:template>

</xsl:stylesheet>
