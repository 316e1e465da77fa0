<?xml version="1.0" encoding="UTF-8"?>
<!-- Text inside paragraphs: emphasis, quotations, breaks, links; and what no template knows. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:print="urn:tei-pipeline:print"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="text()" mode="print:text">
    <xsl:value-of select="replace(., '\s+', ' ')"/>
  </xsl:template>

  <!-- Known, and printed as the words that they hold. -->
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:rs | tei:roleName
    | tei:forename | tei:surname | tei:nameLink | tei:addName | tei:genName | tei:country
    | tei:settlement | tei:region | tei:district | tei:geogName | tei:geogFeat | tei:bloc | tei:name
    | tei:num | tei:measure | tei:measureGrp | tei:unit | tei:time | tei:date | tei:term | tei:idno
    | tei:seg | tei:s | tei:w | tei:pc | tei:c | tei:m | tei:cl | tei:phr | tei:expan | tei:ex
    | tei:am | tei:abbr | tei:app//tei:lem | tei:orig | tei:reg | tei:sic | tei:corr
    | tei:resp | tei:author | tei:editor | tei:publisher | tei:pubPlace
    | tei:biblScope | tei:repository | tei:email | tei:subst
    | tei:restore | tei:hi[not(@rend | @rendition | @style)] | tei:role | tei:actor | tei:ident
    | tei:code | tei:formula | tei:g | tei:supplied
    | tei:quote | tei:q | tei:soCalled | tei:mentioned | tei:said | tei:desc | tei:gloss | tei:figDesc
    | tei:damage | tei:secl | tei:surplus
    | tei:handNote | tei:att | tei:val | tei:gi | tei:tag | tei:locus | tei:dim | tei:depth
    | tei:height | tei:width | tei:extent | tei:material | tei:origDate | tei:origPlace
    | tei:watermark | tei:stamp | tei:heraldry | tei:catchwords | tei:secFol | tei:signatures
    | tei:app//tei:rdg | tei:del | tei:add | tei:unclear | tei:distinct | tei:lang | tei:age | tei:floruit
    | tei:citedRange | tei:edition | tei:eventName | tei:objectName | tei:refState | tei:textLang
    | tei:rubric | tei:incipit | tei:explicit | tei:finalRubric | tei:licence | tei:faith
    | tei:nationality | tei:sex
    | tei:gender
    | tei:geo | tei:offset | tei:year | tei:month | tei:day | tei:hour | tei:minute | tei:street
    | tei:postCode | tei:postBox | tei:eg | tei:mod | tei:redo | tei:undo
    | tei:foreign[@xml:lang] | tei:retrace | tei:ruby | tei:rb | tei:rt | tei:seal | tei:person
    | tei:personGrp | tei:place | tei:org | tei:object | tei:relation
    | tei:rdgGrp | tei:wit | tei:witDetail | tei:authority | tei:classCode
    | tei:correspAction | tei:correspDesc | tei:distributor | tei:funder | tei:headItem | tei:headLabel
    | tei:langKnown | tei:listChange | tei:meeting | tei:moduleRef | tei:change
    | tei:objectType | tei:persPronouns | tei:persona | tei:principal
    | tei:specDesc | tei:sponsor | tei:rhyme | tei:nym | tei:row" mode="print:text">
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <!-- So are the readings of a place and the parts of a work that no other template knows. -->
  <xsl:template match="tei:choice/* | tei:listBibl/tei:bibl/*" mode="print:text" priority="-0.5">
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <xsl:template match="tei:quote[print:apart(.)] | tei:q[print:apart(.)] | tei:said[print:apart(.)]"
    mode="print:text" priority="1">
    <quotation><xsl:apply-templates mode="print:text"/></quotation>
  </xsl:template>

  <!-- Marks are added where the source's are left out; a block needs none. -->
  <xsl:template match="(tei:quote | tei:q | tei:said | tei:soCalled | tei:mentioned)
    [f:is-unmarked(.)][not(print:apart(.))]" mode="print:text" priority="2">
    <xsl:variable name="marks" as="xs:string+" select="f:quotation-marks(.)"/>
    <xsl:value-of select="$marks[1]"/>
    <xsl:next-match/>
    <xsl:value-of select="$marks[2]"/>
  </xsl:template>

  <xsl:template match="tei:emph | tei:title | tei:foreign[not(@xml:lang)]
    | tei:stage/tei:hi[not(@rend)]" mode="print:text" priority="1">
    <emph kind="italic"><xsl:apply-templates mode="print:text"/></emph>
  </xsl:template>

  <xsl:template match="tei:title[@level = 'a'] | tei:title[@type = 'supplied']"
    mode="print:text" priority="2">
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <!-- Words in another language than those around them, but for parts that lists and tables must hold
       directly; the language of the text is that of the book. -->
  <xsl:template match="*[@xml:lang ne f:language(..)][print:lang(@xml:lang)][not(self::tei:item
    or self::tei:row or self::tei:cell or self::tei:head or self::tei:label or parent::tei:TEI)]"
    mode="print:text" priority="20">
    <foreign><xsl:sequence select="print:lang(@xml:lang)"/><xsl:next-match/></foreign>
  </xsl:template>

  <xsl:template match="tei:hi[@rend | @rendition | @style]" mode="print:text">
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

  <xsl:template match="tei:lb | tei:space" mode="print:text"><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="tei:lb[@break = 'no']" mode="print:text" priority="1"/>
  <xsl:template match="tei:head/tei:lb | tei:titlePart/tei:lb | tei:signed/tei:lb | tei:cell/tei:lb
    | tei:dateline/tei:lb | tei:opener//tei:lb[not(ancestor::tei:p)]
    | tei:closer//tei:lb[not(ancestor::tei:p)] | tei:address/tei:lb" mode="print:text" priority="2">
    <break/>
  </xsl:template>

  <!-- Pieces of text that touch in the encoding stood apart on the page. -->
  <xsl:template match="tei:seg[preceding-sibling::node()[1][self::tei:seg]]"
    mode="print:text" priority="1">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <xsl:template match="tei:pb[@n]" mode="print:text"><page n="{@n}"/></xsl:template>
  <xsl:template match="tei:pb[not(@n)]" mode="print:text"/>

  <xsl:template match="tei:ref | tei:ptr[@target]" mode="print:text">
    <xsl:apply-templates mode="print:text"/>
    <xsl:value-of select="self::tei:ptr/@target, f:canonical(.)"/>
  </xsl:template>

  <xsl:template match="tei:ref[matches(@target, '^https?://')]" mode="print:text" priority="2">
    <link href="{tokenize(@target)[1]}"><xsl:apply-templates mode="print:text"/></link>
  </xsl:template>

  <!-- Words where none may stand are kept. -->
  <xsl:template match="(tei:lb | tei:pb | tei:space | tei:gap | tei:ellipsis | tei:caesura)[f:is-filled(.)]"
    mode="print:text" priority="40">
    <xsl:next-match/>
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>
  <!-- An example of encoding is printed as it is written. -->
  <xsl:template match="*:egXML" mode="print:text">
    <xsl:value-of select="replace(serialize(node()), ' xmlns(:\w+)?=&quot;[^&quot;]*&quot;', '')"/>
  </xsl:template>
  <!-- What no template knows: no word is lost, and the build says so. -->
  <xsl:template match="*" mode="print:text" priority="-1">
    <xsl:message select="f:unknown(.)"/>
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <xsl:template match="*[print:apart(.)][text()[normalize-space()]]"
    mode="print:text" priority="-0.9">
    <xsl:message select="f:unknown(.)"/>
    <para><xsl:apply-templates mode="print:text"/></para>
  </xsl:template>
</xsl:stylesheet>
