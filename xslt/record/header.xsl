<?xml version="1.0" encoding="UTF-8"?>
<!-- The header's part of a record: who, when, where, from what source, under what terms. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:f="urn:tei-pipeline:functions"
  xmlns="urn:tei-pipeline:record"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:teiHeader" mode="rec:header">
    <xsl:variable name="titles" as="element()*" select="tei:fileDesc/tei:titleStmt/tei:title"/>
    <!-- A series is no title of a document in it, nor is its date. -->
    <xsl:variable name="own" as="element()*" select="$titles[not(@level = 's' or matches(@type, 'date'))]"/>
    <xsl:variable name="main" as="element()?" select="
      ($own[@type = 'main'], $own[@level = 'a'], $own, $titles)[1]"/>
    <xsl:sequence select="rec:element('title', $main ! rec:language(.), f:plain($main))"/>
    <xsl:for-each select="$own except $main">
      <xsl:sequence select="rec:element('subtitle', (rec:attribute('type', @type), rec:language(.)),
        f:plain(.))"/>
    </xsl:for-each>
    <xsl:sequence select="rec:element('summary', tei:profileDesc/tei:abstract[1] ! rec:language(.),
      rec:summary(.))"/>
    <xsl:variable name="stated" as="element()*">
      <xsl:apply-templates select="tei:fileDesc/tei:titleStmt/*" mode="rec:header"/>
    </xsl:variable>
    <xsl:sequence select="rec:languages(., $stated/@role = 'translator'), $stated"/>
    <xsl:apply-templates select="tei:profileDesc/tei:correspDesc/tei:correspAction" mode="rec:header"/>
    <xsl:apply-templates select="tei:profileDesc/tei:creation/(tei:date, tei:placeName)"
      mode="rec:header"/>
    <xsl:apply-templates select="tei:fileDesc/(* except tei:titleStmt)" mode="rec:header"/>
    <xsl:apply-templates select="tei:profileDesc/tei:textClass" mode="rec:header"/>
    <xsl:apply-templates select="tei:revisionDesc" mode="rec:header"/>
  </xsl:template>

  <!-- The abstract as one paragraph. -->
  <xsl:function name="rec:summary" as="xs:string">
    <xsl:param name="header" as="element()"/>
    <xsl:sequence select="string-join($header/tei:profileDesc/tei:abstract[1]/*/f:plain(.), ' ')"/>
  </xsl:function>

  <!-- What language the text is in: as its elements say, else the one that the header names, if it
       names one only. -->
  <xsl:function name="rec:text-language" as="xs:string">
    <xsl:param name="root" as="element()"/>
    <xsl:variable name="named" as="attribute()*" select="
      $root/tei:teiHeader/tei:profileDesc/tei:langUsage/tei:language/@ident"/>
    <xsl:sequence select="(f:language($root/(tei:text, .)[1])[.],
      string($named[count($named) eq 1]))[1]"/>
  </xsl:function>

  <!-- The text's language, or all that the header names where nothing says which one of them it is;
       and the original's: that of the manuscript, or of what a translator had before them. -->
  <xsl:function name="rec:languages" as="element()*">
    <xsl:param name="header" as="element()"/>
    <xsl:param name="translated" as="xs:boolean"/>
    <xsl:variable name="named" as="attribute()*" select="
      $header/tei:profileDesc/tei:langUsage/tei:language[not(@usage = '0')]/@ident"/>
    <xsl:variable name="text" as="xs:string" select="rec:text-language($header/..)"/>
    <xsl:variable name="own" as="xs:string*" select="
      if ($text) then $text else if ($translated) then () else distinct-values($named)"/>
    <xsl:variable name="original" as="xs:string?" select="
      ($header//tei:msContents//tei:textLang/@mainLang,
        $header//tei:langUsage[$translated and $text]/tei:language/@ident)
        [not(rec:tongue(.) = $own ! rec:tongue(.))][1]"/>
    <xsl:for-each select="$own, $original">
      <xsl:variable name="code" as="xs:string" select="."/>
      <language role="{if ($code = $own) then 'text' else 'original'}" code="{$code}">
        <xsl:value-of select="f:plain(($header//tei:language[@ident eq $code])[1])"/>
      </language>
    </xsl:for-each>
  </xsl:function>

  <!-- A language without its region, whichever way its code is written. -->
  <xsl:function name="rec:tongue" as="xs:string">
    <xsl:param name="code" as="xs:string"/>
    <xsl:sequence select="tokenize((f:language-tag($code)[.], $code)[1], '-')[1]"/>
  </xsl:function>

  <xsl:template match="tei:titleStmt/tei:author" mode="rec:header">
    <xsl:sequence select="rec:agents(., 'author')"/>
  </xsl:template>
  <xsl:template match="tei:titleStmt/(tei:editor | tei:principal)" mode="rec:header">
    <xsl:sequence select="rec:agents(., if (matches(@role, 'transl')) then 'translator' else 'editor')"/>
  </xsl:template>
  <!-- Persons of a statement are responsible, and what else it names is their affiliation. -->
  <xsl:template match="tei:titleStmt/tei:respStmt" mode="rec:header">
    <xsl:variable name="who" as="element()*" select="
      if (tei:persName) then tei:persName else (tei:name, tei:orgName)"/>
    <xsl:variable name="affiliation" as="element()?" select="
      tei:orgName[../tei:persName][1]"/>
    <xsl:variable name="resp" as="xs:string" select="f:plain(tei:resp)"/>
    <xsl:variable name="role" as="xs:string" select="
      if (matches($resp, 'translat|Übersetz|tradu', 'i')) then 'translator' else 'editor'"/>
    <xsl:for-each select="$who">
      <xsl:sequence select="rec:agent(., $role, (rec:attribute('resp', $resp),
        rec:attribute('affiliation', f:plain($affiliation))))"/>
    </xsl:for-each>
  </xsl:template>

  <!-- Those whom a statement names: an element for each name, or one for all its words. -->
  <xsl:function name="rec:agents" as="element()*">
    <xsl:param name="statement" as="element()"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:variable name="names" as="element()*" select="
      $statement/(tei:persName | tei:orgName | tei:name)"/>
    <xsl:sequence select="
      if ($names) then $names ! rec:agent(., $role, ()) else rec:agent($statement, $role, ())"/>
  </xsl:function>

  <!-- One who did something, with what is said of it beside the name. -->
  <xsl:function name="rec:agent" as="element()?">
    <xsl:param name="name" as="element()"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:param name="said" as="attribute()*"/>
    <xsl:sequence select="rec:element('agent', (rec:attribute('role', $role), $said,
      rec:attribute('kind', if ($name/self::tei:orgName) then 'organisation'
        else if ($name/self::tei:persName) then 'person' else ''),
      rec:attribute('inverted', rec:inverted($name)),
      rec:attribute('entry', f:keys($name/@ref, $file)[1]), rec:attribute('uri', rec:uri($name)),
      rec:attribute('cert', $name/@cert)),
      f:plain($name))"/>
  </xsl:function>

  <!-- A personal name as a register or BibTeX has it, where the encoding tells its parts. -->
  <xsl:function name="rec:inverted" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="surname" as="xs:string" select="f:plain($name/tei:surname)"/>
    <xsl:variable name="forename" as="xs:string" select="
      string-join($name/(tei:forename | tei:nameLink)/f:plain(.), ' ')"/>
    <xsl:sequence select="if ($surname) then string-join(($surname, $forename[.]), ', ') else ''"/>
  </xsl:function>

  <xsl:template match="tei:correspAction" mode="rec:header">
    <xsl:variable name="role" as="xs:string" select="if (@type = 'received') then 'received' else 'sent'"/>
    <xsl:variable name="who" as="xs:string" select="
      if ($role = 'received') then 'recipient' else 'sender'"/>
    <xsl:if test="@type = ('sent', 'received')">
      <xsl:sequence select="(tei:persName | tei:orgName | tei:name | tei:rs) ! rec:agent(., $who, ())"/>
      <xsl:sequence select="(tei:placeName | tei:settlement | tei:country) ! rec:place(., $role)"/>
      <xsl:sequence select="tei:date ! rec:date(., $role)"/>
      <xsl:sequence select="tei:note ! rec:element('remark', rec:attribute('role', $role), f:plain(.))"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:creation/tei:date" mode="rec:header">
    <xsl:sequence select="rec:date(., 'created')"/>
  </xsl:template>
  <xsl:template match="tei:creation/tei:placeName" mode="rec:header">
    <xsl:sequence select="rec:place(., 'created')"/>
  </xsl:template>

  <!-- Where something was done. -->
  <xsl:function name="rec:place" as="element()?">
    <xsl:param name="place" as="element()"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:sequence select="rec:element('place', (rec:attribute('role', $role),
      rec:attribute('entry', f:keys($place/@ref, $file)[1]), rec:attribute('uri', rec:uri($place)),
      rec:attribute('cert', $place/@cert)), f:plain($place))"/>
  </xsl:function>
  <!-- When something was done. -->
  <xsl:function name="rec:date" as="element()">
    <xsl:param name="date" as="element()"/>
    <xsl:param name="role" as="xs:string"/>
    <date role="{$role}">
      <xsl:variable name="times" as="attribute()*" select="rec:dates($date)"/>
      <xsl:sequence select="$times, rec:attribute('sort', $times[1]),
        rec:attribute('cert', $date/@cert), f:plain($date)"/>
    </date>
  </xsl:function>

  <xsl:template match="tei:editionStmt" mode="rec:header">
    <xsl:sequence select="rec:element('edition', (), f:plain((tei:edition, tei:p)[1]))"/>
  </xsl:template>
  <xsl:template match="tei:publicationStmt/(tei:publisher | tei:authority)" mode="rec:header">
    <xsl:sequence select="rec:element('publisher', (), f:plain(.))"/>
  </xsl:template>
  <xsl:template match="tei:publicationStmt/tei:date" mode="rec:header">
    <xsl:variable name="times" as="attribute()*" select="rec:dates(.)"/>
    <xsl:sequence select="rec:element('published', $times, (f:plain(.)[.], $times[1], '')[1])"/>
  </xsl:template>
  <xsl:template match="tei:availability//(tei:licence | tei:p)" mode="rec:header">
    <!-- A licence that is only named by its address is called by it. -->
    <xsl:variable name="target" as="attribute()?" select="
      (@target, tei:ref/@target)[1][f:followable(.)]"/>
    <xsl:sequence select="rec:element('licence', (rec:attribute('target', $target),
      rec:language(.)), (f:plain(.)[.], $target, '')[1])"/>
  </xsl:template>

  <!-- A citation in the editors' own words is taken before one put together from its parts. -->
  <xsl:template match="tei:sourceDesc" mode="rec:header">
    <xsl:variable name="citation" as="element()?" select="(tei:bibl[@type = 'citation'], tei:bibl,
      tei:biblStruct, tei:biblFull, tei:p)[1]"/>
    <xsl:sequence select="rec:element('source', (), rec:citation($citation))"/>
    <xsl:for-each select="distinct-values($citation//(@target | tei:ptr/@target)[matches(., '^https?://')])">
      <url><xsl:value-of select="."/></url>
    </xsl:for-each>
    <xsl:apply-templates select=".//tei:msDesc[1]" mode="rec:header"/>
  </xsl:template>

  <xsl:template match="tei:msDesc" mode="rec:header">
    <xsl:variable name="at" as="element()?" select="tei:msIdentifier[1]"/>
    <xsl:sequence select="rec:element('archive',
      rec:attribute('entry', f:keys($at/tei:repository/@ref, $file)[1]),
      string-join((($at/tei:repository, $at/tei:institution)[1], $at/tei:settlement,
        $at/tei:collection, $at/tei:idno) ! f:plain(.)[.], ', '))"/>
    <xsl:sequence select="rec:element('contents', (), f:plain(tei:msContents/tei:summary))"/>
    <xsl:sequence select="tei:history/tei:origin ! rec:element('origin', (), f:plain(.))"/>
    <xsl:sequence select="tei:history/tei:provenance ! rec:element('provenance', (), f:plain(.))"/>
  </xsl:template>

  <xsl:template match="tei:keywords/tei:term | tei:keywords//tei:item" mode="rec:header">
    <xsl:sequence select="rec:element('term', (rec:attribute('uri', rec:uri(.)), rec:attribute('scheme',
      ancestor::tei:keywords[1]/@scheme), rec:language(.)), f:plain(.))"/>
  </xsl:template>
  <xsl:template match="tei:revisionDesc" mode="rec:header">
    <xsl:sequence select="rec:element('status', (), string(@status))"/>
    <xsl:for-each select="tei:change | tei:listChange//tei:change">
      <xsl:sequence select="rec:element('change', rec:dates(.), f:plain(.))"/>
    </xsl:for-each>
  </xsl:template>

  <!-- A citation: the words as they are where the element has words of its own, else its parts
       with commas between. -->
  <xsl:function name="rec:citation" as="xs:string">
    <xsl:param name="description" as="element()?"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:apply-templates select="$description" mode="rec:citation"/>
    </xsl:variable>
    <xsl:sequence select="string-join($parts[.], ', ')"/>
  </xsl:function>
  <xsl:template match="*" mode="rec:citation" as="xs:string*">
    <xsl:sequence select="f:plain(.)"/>
  </xsl:template>
  <xsl:template match="tei:note" mode="rec:citation" priority="1"/>
  <xsl:template match="*[self::tei:bibl | self::tei:biblStruct | self::tei:biblFull |
    self::tei:analytic | self::tei:monogr | self::tei:imprint | self::tei:titleStmt |
    self::tei:publicationStmt | self::tei:sourceDesc][not(text()[normalize-space()])]"
    mode="rec:citation" priority="1" as="xs:string*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>
</xsl:stylesheet>
