<?xml version="1.0" encoding="UTF-8"?>
<!-- From what @ref and @target say to what is meant: project-relative "file#id" keys. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The keys that an attribute's pointers lead to; those to other places on the web are left out. -->
  <xsl:function name="f:keys" as="xs:string*">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:param name="file" as="xs:string"/>
    <xsl:for-each select="tokenize($pointers)">
      <xsl:choose>
        <xsl:when test="starts-with(., '#')">
          <xsl:sequence select="$file || ."/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="written" as="xs:string" select="f:unprefixed(., root($pointers))"/>
          <xsl:if test="contains($written, '#')
            and not(matches($written, '^[A-Za-z][A-Za-z0-9+.-]*:', ';j'))">
            <xsl:sequence select="f:key($written, $file)"/>
          </xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- One relative pointer, resolved against the file that it stands in. -->
  <xsl:function name="f:key" as="xs:string" cache="yes">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="file" as="xs:string"/>
    <xsl:variable name="target" as="xs:string" select="substring-before($pointer, '#')"/>
    <xsl:variable name="folder" as="xs:string*" select="tokenize($file, '/')[position() lt last()]"/>
    <xsl:variable name="path" as="xs:string" select="
      if ($target) then f:without-dots(($folder, tokenize($target, '/'))) else $file"/>
    <xsl:sequence select="$path || '#' || substring-after($pointer, '#')"/>
  </xsl:function>

  <!-- A path without "." and "..", as a URL's is resolved. -->
  <xsl:function name="f:without-dots" as="xs:string">
    <xsl:param name="steps" as="xs:string*"/>
    <xsl:sequence select="string-join(fold-left($steps, (), function($done as xs:string*,
      $step as xs:string) as xs:string* {
        if ($step = ('.', '')) then $done
        else if ($step = '..') then $done[position() lt last()]
        else ($done, $step)
      }), '/')"/>
  </xsl:function>

  <!-- A pointer with a prefix of the document's own (prefixDef), written out. Most have none. -->
  <xsl:function name="f:unprefixed" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="document" as="node()"/>
    <xsl:sequence select="
      if (contains($pointer, ':')) then f:written-out($pointer, $document) else $pointer"/>
  </xsl:function>
  <!-- The same of one that may have a prefix. -->
  <xsl:function name="f:written-out" as="xs:string" cache="yes">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="document" as="node()"/>
    <xsl:variable name="prefix" as="xs:string" select="substring-before($pointer, ':')"/>
    <xsl:variable name="rest" as="xs:string" select="substring-after($pointer, ':')"/>
    <xsl:variable name="definition" as="element(tei:prefixDef)*" select="
      $document[$prefix]//tei:prefixDef[@ident = $prefix]"/>
    <!-- The patterns are the document's own and may be no regular expressions at all. -->
    <xsl:try>
      <xsl:variable name="fitting" as="element(tei:prefixDef)?" select="
        $definition[matches($rest, '^(' || @matchPattern || ')$')][1]"/>
      <xsl:sequence select="if ($fitting) then replace($rest, '^' || $fitting/@matchPattern || '$',
        $fitting/@replacementPattern) else $pointer"/>
      <xsl:catch select="$pointer"/>
    </xsl:try>
  </xsl:function>

  <!-- What a canonical reference (@cRef) without words of its own says, in brackets. -->
  <xsl:function name="f:canonical" as="xs:string?">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="$reference[empty(node())][not(@target)]/@cRef
      ! (' (' || normalize-space(.) || ')')"/>
  </xsl:function>

  <!-- Whether a reader's program may follow an address: nothing that runs. -->
  <xsl:function name="f:followable" as="xs:boolean">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="replace($address, '[\s\p{Cc}\p{Cf}]', '')"/>
    <xsl:sequence select="$plain ne '' and not(starts-with($plain, '//'))
      and (not(matches($plain, '^[^/?#]*:', ';j'))
        or matches($plain, '^(https?://|mailto:)', 'i;j'))"/>
  </xsl:function>
</xsl:stylesheet>
