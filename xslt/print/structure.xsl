<?xml version="1.0" encoding="UTF-8"?>
<!-- Divisions, headings, paragraphs, lists, tables, and what opens and closes a letter. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:print="urn:tei-pipeline:print"
  xmlns:f="urn:tei-pipeline:functions"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template mode="print:text" match="text | front | body | back | group | floatingText | cit
    | performance">
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <xsl:template mode="print:text" match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7">
    <section level="{print:level(.)}" kind="{@type}">
      <xsl:apply-templates mode="print:text" select="@xml:lang"/>
      <xsl:apply-templates mode="print:text"/>
    </section>
  </xsl:template>

  <!-- A heading's level counts the divisions around it that have a heading, so that none is skipped. -->
  <xsl:function name="print:level" as="xs:integer">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="min((6, 2 + count($element/ancestor::*[print:headed(.)])))"/>
  </xsl:function>

  <xsl:function name="print:headed" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="matches(local-name($element), '^div[1-7]?$')
      and exists($element/(head | p[1]/node()[normalize-space()][1][self::label]))"/>
  </xsl:function>

  <xsl:template mode="print:text" match="head">
    <head level="{print:level(..)}" plain="{f:plain(.)}">
      <xsl:apply-templates mode="print:text"/>
    </head>
  </xsl:template>

  <xsl:template mode="print:text" match="list/head | listBibl/head | lg/head | table/head | figure/head">
    <caption><xsl:apply-templates mode="print:text"/></caption>
  </xsl:template>

  <xsl:template mode="print:text" match="p | ab | u">
    <para>
      <xsl:sequence select="@n"/>
      <xsl:if test="preceding-sibling::*[1][self::p | self::ab]">
        <xsl:attribute name="indent">yes</xsl:attribute>
      </xsl:if>
      <xsl:apply-templates mode="print:text"/>
    </para>
  </xsl:template>

  <!-- A label that opens the first paragraph of a division is its heading, and stays in its place. -->
  <xsl:template mode="print:text" priority="2" match="label[parent::p[parent::div][not(
    preceding-sibling::*)]][not(preceding-sibling::node()[normalize-space()])]">
    <label level="{print:level(../..)}" plain="{print:beginning(f:plain(..), 48)}">
      <xsl:apply-templates mode="print:text"/>
    </label>
  </xsl:template>

  <xsl:template mode="print:text" match="label">
    <emph kind="italic"><xsl:apply-templates mode="print:text"/></emph>
  </xsl:template>

  <xsl:template mode="print:text" match="@xml:lang">
    <xsl:if test="matches(., '^[a-zA-Z]{2,3}(-|$)')">
      <xsl:attribute name="lang" select="lower-case(replace(., '-.*', ''))"/>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="print:text" match="closer | trailer">
    <closer><xsl:apply-templates mode="print:text"/></closer>
  </xsl:template>

  <xsl:template mode="print:text" match="opener | postscript | titlePage | docTitle | imprimatur">
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <xsl:template mode="print:text" match="dateline | salute | signed | byline | argument | epigraph
    | docDate | docAuthor | docEdition | docImprint | titlePart | address | addrLine">
    <display kind="{local-name()}"><xsl:apply-templates mode="print:text"/></display>
  </xsl:template>

  <!-- Inside a line of its own, what would open a line is part of it. -->
  <xsl:template mode="print:text" priority="2" match="closer//dateline/address | address/addrLine
    | p//docDate | p//docAuthor | byline/docAuthor | docImprint/docDate | p//address | p//salute
    | dateline//address">
    <xsl:apply-templates mode="print:text"/>
    <xsl:if test="self::addrLine[following-sibling::addrLine]"><break/></xsl:if>
  </xsl:template>

  <!-- The parts of a letterhead stand on lines of their own. -->
  <xsl:template mode="print:text" priority="2" match="opener[not(text()[normalize-space()])]/seg">
    <display kind="letterhead"><xsl:apply-templates mode="print:text"/></display>
  </xsl:template>

  <!-- Registers inside a document are data: what the text mentions of them is in the indexes. -->
  <xsl:template mode="print:text" match="listPerson | listPlace | listOrg | listEvent | listObject"/>

  <xsl:template mode="print:text" match="list | listBibl">
    <list ordered="{if (@rend = 'numbered' or @type = 'ordered') then 'yes' else 'no'}">
      <xsl:apply-templates mode="print:text" select="head"/>
      <xsl:apply-templates mode="print:text" select="* except (head, label)"/>
    </list>
  </xsl:template>

  <xsl:template mode="print:text" match="item | biblStruct[parent::listBibl]
    | bibl[parent::listBibl]">
    <item>
      <xsl:if test="preceding-sibling::*[1][self::label]">
        <item-label>
          <xsl:apply-templates mode="print:text" select="preceding-sibling::*[1]/node()"/>
        </item-label>
      </xsl:if>
      <xsl:apply-templates mode="print:text"/>
    </item>
  </xsl:template>

  <xsl:template mode="print:text" match="table">
    <table columns="{max((1, row ! sum(cell/xs:integer((@cols, 1)[1]))))}">
      <xsl:apply-templates mode="print:text" select="head, row"/>
      <xsl:apply-templates mode="print:text" select="* except (head, row)"/>
    </table>
  </xsl:template>

  <xsl:template mode="print:text" match="row">
    <row header="{if (@role = 'label') then 'yes' else 'no'}">
      <xsl:apply-templates mode="print:text" select="cell"/>
    </row>
  </xsl:template>

  <xsl:template mode="print:text" match="cell">
    <cell columns="{(@cols, 1)[1]}" rows="{(@rows, 1)[1]}">
      <xsl:apply-templates mode="print:text"/>
    </cell>
  </xsl:template>

  <!-- The pictures are not in the book: their place is marked, with what is said of them. -->
  <xsl:template mode="print:text" match="figure">
    <figure label="{print:label('figure')}"><xsl:apply-templates mode="print:text"/></figure>
  </xsl:template>

  <xsl:template mode="print:text" match="graphic | media | anchor | milestone | metamark | handShift
    | index | fw | cb | gb | ptr[not(@target)] | certainty | precision | alt | link | fs
    | interp | interpGrp | span | spanGrp | delSpan | addSpan | damageSpan | substJoin | linkGrp | divGen
    | pause | shift | listRelation | lacunaStart | lacunaEnd | witStart | witEnd"/>

</xsl:stylesheet>
