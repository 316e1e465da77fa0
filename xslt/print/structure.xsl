<?xml version="1.0" encoding="UTF-8"?>
<!-- Divisions, headings, paragraphs, lists, tables, and what opens and closes a letter. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:print="urn:tei-pipeline:print"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:text | tei:front | tei:body | tei:back | tei:group | tei:floatingText
    | tei:cit | tei:performance | tei:sourceDoc | tei:surfaceGrp | tei:surface
    | tei:zone | tei:annotation | tei:annotationBlock | tei:listAnnotation" mode="print:text">
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6
    | tei:div7" mode="print:text">
    <section level="{print:level(.)}" kind="{@type}">
      <xsl:apply-templates mode="print:text"/>
    </section>
  </xsl:template>

  <!-- A heading's level counts the divisions around it that have a heading, so that none is skipped. -->
  <xsl:function name="print:level" as="xs:integer">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="min((6, 2 + 
      count($element/ancestor::*[f:is-division(.)][f:heading(.)])))"/>
  </xsl:function>

  <xsl:template match="tei:head" mode="print:text">
    <head level="{print:level(..)}" plain="{f:plain(.)}">
      <xsl:apply-templates mode="print:text"/>
    </head>
    <xsl:sequence select="print:listed-apart(.)"/>
  </xsl:template>
  <!-- The apparatus that stands in a heading. -->
  <xsl:function name="print:listed-apart" as="node()*">
    <xsl:param name="head" as="element(tei:head)"/>
    <xsl:apply-templates select="$head//tei:listApp[not(ancestor::tei:listApp)]" mode="print:text">
      <xsl:with-param name="after" as="xs:boolean" select="true()"/>
    </xsl:apply-templates>
  </xsl:function>

  <!-- A heading without words is none: nothing could stand for it in the bookmarks. -->
  <xsl:template match="tei:head[not(f:plain(.))]" mode="print:text" priority="1">
    <xsl:apply-templates mode="print:text"/>
    <xsl:sequence select="print:listed-apart(.)"/>
  </xsl:template>

  <xsl:template match="tei:event/tei:head | tei:person/tei:head | tei:place/tei:head | tei:org/tei:head
    | tei:object/tei:head" mode="print:text">
    <emph kind="italic"><xsl:apply-templates mode="print:text"/></emph>
  </xsl:template>

  <xsl:template match="tei:list/tei:head | tei:listBibl/tei:head | tei:lg/tei:head
    | tei:table/tei:head | tei:figure/tei:head | tei:listPerson/tei:head | tei:listPlace/tei:head
    | tei:listOrg/tei:head | tei:listEvent/tei:head | tei:listObject/tei:head | tei:listNym/tei:head
    | tei:listWit/tei:head | tei:listApp/tei:head" mode="print:text">
    <caption><xsl:apply-templates mode="print:text"/></caption>
    <xsl:sequence select="print:listed-apart(.)"/>
  </xsl:template>

  <xsl:template match="tei:p | tei:ab" mode="print:text">
    <para>
      <xsl:sequence select="@n"/>
      <xsl:if test="preceding-sibling::*[1][self::tei:p | self::tei:ab]">
        <xsl:attribute name="indent">yes</xsl:attribute>
      </xsl:if>
      <xsl:apply-templates mode="print:text"/>
    </para>
  </xsl:template>

  <!-- A label that heads a division stays in its paragraph. -->
  <xsl:template match="tei:p/tei:label[. is ../..[f:is-division(.)]/f:heading(.)]"
    mode="print:text" priority="2">
    <label level="{print:level(../..)}" plain="{print:beginning(f:plain(..), 48)}">
      <xsl:apply-templates mode="print:text"/>
    </label>
  </xsl:template>

  <xsl:template match="tei:label" mode="print:text">
    <emph kind="italic"><xsl:apply-templates mode="print:text"/></emph>
  </xsl:template>

  <xsl:template match="tei:closer | tei:trailer" mode="print:text">
    <closer><xsl:apply-templates mode="print:text"/></closer>
  </xsl:template>

  <xsl:template match="tei:opener | tei:postscript | tei:titlePage | tei:docTitle | tei:imprimatur"
    mode="print:text">
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <xsl:template match="tei:dateline | tei:salute | tei:signed | tei:byline | tei:argument
    | tei:epigraph | tei:docDate | tei:docAuthor | tei:docEdition | tei:docImprint | tei:titlePart
    | tei:address | tei:addrLine | tei:line" mode="print:text">
    <display kind="{local-name()}"><xsl:apply-templates mode="print:text"/></display>
  </xsl:template>

  <!-- Inside a line of its own, what would open a line is part of it. -->
  <xsl:template match="tei:closer//tei:dateline/tei:address | tei:address/tei:addrLine
    | tei:p//tei:docDate | tei:p//tei:docAuthor | tei:byline/tei:docAuthor
    | (tei:closer | tei:opener)/tei:salute[../text()[normalize-space()]]
    | tei:docImprint/tei:docDate | tei:p//tei:address | tei:p//tei:salute
    | tei:dateline//tei:address" mode="print:text" priority="2">
    <xsl:apply-templates mode="print:text"/>
    <xsl:if test="self::tei:addrLine[following-sibling::tei:addrLine]"><break/></xsl:if>
  </xsl:template>

  <!-- The parts of a letterhead stand on lines of their own. -->
  <xsl:template match="tei:opener[not(text()[normalize-space()])]/tei:seg"
    mode="print:text" priority="2">
    <display kind="letterhead"><xsl:apply-templates mode="print:text"/></display>
  </xsl:template>

  <!-- What stands off follows the text, but for the registers in it and entries of an apparatus that
       stand at their places. -->
  <xsl:template match="tei:standOff" mode="print:text">
    <xsl:for-each select="* except (tei:listPerson, tei:listPlace, tei:listOrg, tei:listEvent,
      tei:listObject, tei:listBibl, tei:listRelation, tei:listApp[not(.//tei:app[not(f:placed(.))])])">
      <xsl:apply-templates select="." mode="print:text"/>
      <xsl:text> </xsl:text>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="tei:standOff//tei:app[f:placed(.)]" mode="print:text" priority="2"/>
  <!-- Registers at the back of a text are data: what it mentions of them is in the indexes. -->
  <xsl:template match="(tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent
    | tei:listObject | tei:listRelation)[ancestor::tei:back]" mode="print:text" priority="2"/>

  <xsl:template match="tei:listPerson/tei:person | tei:listPerson/tei:personGrp
    | tei:listPlace/tei:place | tei:listOrg/tei:org | tei:listEvent/tei:event
    | tei:listObject/tei:object | tei:listNym/tei:nym" mode="print:text" priority="1">
    <item><xsl:apply-templates select="." mode="print:joined"/></item>
  </xsl:template>

  <xsl:template match="tei:list | tei:listBibl | tei:listWit | tei:listApp | tei:listPerson
    | tei:listPlace | tei:listOrg | tei:listEvent | tei:listObject | tei:listNym" mode="print:text">
    <list ordered="{if (@rend = 'numbered' or @type = 'ordered') then 'yes' else 'no'}">
      <xsl:apply-templates select="tei:head" mode="print:text"/>
      <xsl:for-each select="(* | text()[normalize-space()]) except (tei:head, *[print:labels(.)])">
        <xsl:choose>
          <xsl:when test="self::text() or self::tei:label">
            <item><xsl:apply-templates select="." mode="print:text"/></item>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="." mode="print:text"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </list>
  </xsl:template>
  <!-- Whether an element of a list is the label of the item after it. -->
  <xsl:function name="print:labels" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/self::tei:label/following-sibling::*[1][self::tei:item
      or self::tei:witness or self::tei:bibl[parent::tei:listBibl]
      or self::tei:biblStruct[parent::tei:listBibl]])"/>
  </xsl:function>

  <xsl:template match="tei:item | tei:witness | tei:biblStruct[parent::tei:listBibl]
    | tei:bibl[parent::tei:listBibl]" mode="print:text">
    <item>
      <xsl:if test="preceding-sibling::*[1][print:labels(.)]">
        <item-label>
          <xsl:apply-templates select="preceding-sibling::*[1]/node()" mode="print:text"/>
        </item-label>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="self::tei:biblStruct or self::tei:bibl">
          <xsl:apply-templates select="." mode="print:joined"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="print:text"/>
        </xsl:otherwise>
      </xsl:choose>
    </item>
  </xsl:template>

  <!-- What is in no cell follows the table. -->
  <xsl:template match="tei:table" mode="print:text">
    <table columns="{max((1, tei:row ! sum(tei:cell ! print:columns(.))))}">
      <xsl:apply-templates select="tei:head, tei:row" mode="print:text"/>
    </table>
    <xsl:for-each select="((* | text()[normalize-space()]) except (tei:head, tei:row))
      | tei:row/((* | text()[normalize-space()]) except tei:cell)">
      <para><xsl:apply-templates select="." mode="print:text"/></para>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:table/tei:row" mode="print:text">
    <row header="{if (@role = 'label') then 'yes' else 'no'}">
      <xsl:apply-templates select="tei:cell" mode="print:text"/>
    </row>
  </xsl:template>

  <xsl:template match="tei:cell" mode="print:text">
    <cell columns="{print:columns(.)}" rows="{print:span(@rows, 1 + count(../following-sibling::tei:row))}">
      <xsl:if test="f:is-number(.)">
        <xsl:attribute name="number" select="'yes'"/>
      </xsl:if>
      <xsl:apply-templates mode="print:text"/>
    </cell>
  </xsl:template>

  <!-- How many columns a cell spans: no more than the widest row has cells. -->
  <xsl:function name="print:columns" as="xs:integer">
    <xsl:param name="cell" as="element(tei:cell)"/>
    <xsl:sequence select="print:span($cell/@cols, max((1, $cell/../../tei:row ! count(tei:cell))))"/>
  </xsl:function>

  <!-- A span as a number within bounds: a typesetter would make room for every column that is said. -->
  <xsl:function name="print:span" as="xs:integer">
    <xsl:param name="said" as="attribute()?"/>
    <xsl:param name="most" as="xs:integer"/>
    <xsl:sequence select="if ($said castable as xs:integer)
      then min((max((1, xs:integer($said))), $most)) else 1"/>
  </xsl:function>

  <!-- The pictures are not in the book: their place is marked, with what is said of them. -->
  <xsl:template match="tei:figure" mode="print:text">
    <figure label="{f:label('figure')}"><xsl:apply-templates mode="print:text"/></figure>
  </xsl:template>

  <!-- Running heads and index words of the source are not those of the book. -->
  <xsl:template match="tei:index | tei:fw | tei:binaryObject" mode="print:text"/>

  <!-- What is empty as a rule is not there; where it has words, these are. -->
  <xsl:template match="tei:graphic | tei:media | tei:anchor | tei:milestone | tei:metamark
    | tei:handShift | tei:cb | tei:gb | tei:ptr[not(@target)] | tei:certainty
    | tei:precision | tei:alt | tei:link | tei:interp | tei:span
    | tei:delSpan | tei:addSpan | tei:damageSpan | tei:substJoin
    | tei:divGen | tei:pause | tei:shift | tei:listRelation | tei:lacunaStart | tei:lacunaEnd
    | tei:witStart | tei:witEnd | tei:altGrp | tei:facsimile | tei:path | tei:when | tei:listRef
    | tei:listTranspose | tei:transpose | tei:respons | tei:timeline"
    mode="print:text">
    <xsl:if test="normalize-space()">
      <xsl:apply-templates mode="print:text"/>
    </xsl:if>
  </xsl:template>
  <!-- A pause within a line of verse. -->
  <xsl:template match="tei:caesura" mode="print:text"><xsl:text>   </xsl:text></xsl:template>
</xsl:stylesheet>
