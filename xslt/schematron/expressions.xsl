<?xml version="1.0" encoding="UTF-8"?>
<!-- XPath as the schema has it, to XPath as it stands in the stylesheet. -->
<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:tei-pipeline="urn:tei-pipeline:schematron" exclude-result-prefixes="#all">

  <!-- Literals and comments, in which nothing is replaced. -->
  <xsl:variable name="tei-pipeline:quoted" as="xs:string"
    select="'&quot;[^&quot;]*&quot;|''[^'']*''|\(:.*?:\)'"/>

  <!-- An expression in braces, that may hold braces itself. -->
  <xsl:variable name="tei-pipeline:braced" as="xs:string" select="
    '\{\{|\}\}|\{((?:[^{}&quot;'']|&quot;[^&quot;]*&quot;|''[^'']*''|\{[^{}]*\})+)\}'"/>

  <!-- Calls of functions that read a document; not those of other namespaces or of longer names. -->
  <xsl:variable name="tei-pipeline:reading" as="xs:string"
    select="'(^|[^\w.:$\-])(fn:)?(doc|document|doc-available)\s*\('"/>

  <!-- The same functions after an arrow, and by their names. -->
  <xsl:variable name="tei-pipeline:piped" as="xs:string"
    select="'(=&gt;\s*)(fn:)?(doc|document|doc-available)\s*\(\s*\)'"/>
  <xsl:variable name="tei-pipeline:named" as="xs:string"
    select="'(^|[^\w.:$\-])(fn:)?(doc|document|doc-available)\s*#\s*1'"/>

  <!-- An expression whose pattern variables have the names that are unique in the stylesheet, and
       that reads documents through us, relative to the schema's file. -->
  <xsl:function name="tei-pipeline:scoped" as="xs:string">
    <xsl:param name="expression" as="attribute()"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="tei-pipeline:scoped(string($expression), $expression/.., $names)"/>
  </xsl:function>

  <!-- The same of an expression that stands somewhere in an element. -->
  <xsl:function name="tei-pipeline:scoped" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="base" as="xs:string"
      select="'''' || replace(tei-pipeline:base($element), '([\\$])', '\\$1') || ''''"/>
    <xsl:variable name="passed" as="xs:string"
      select="'function(\$href) {tei-pipeline:$3(' || $base || ', \$href)}'"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$expression" flags="s" regex="{$tei-pipeline:quoted}">
        <xsl:matching-substring>
          <xsl:sequence select="."/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="
            tei-pipeline:replace-names(replace(., '\$\s+', '\$'), $names)
              => replace($tei-pipeline:piped, '$1(' || $passed || ')()')
              => replace($tei-pipeline:named, '$1' || $passed)
              => replace($tei-pipeline:reading, '$1tei-pipeline:$3(' || $base || ', ')"/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

  <!-- An expression with some of its $names replaced. Parameters of abstract patterns are replaced
       wherever they stand, as the standard has it, inside literals too. -->
  <xsl:function name="tei-pipeline:replace-names" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="values" as="map(xs:string, xs:string)"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$expression" regex="\$([\i-[:]][\c-[:]]*)">
        <xsl:matching-substring>
          <xsl:sequence select="($values(regex-group(1)), .)[1]"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

  <!-- The URI of the file that an element of the schema stands in, as it is in a literal. -->
  <xsl:function name="tei-pipeline:base" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="file" as="xs:string"
      select="substring-before($element/ancestor-or-self::*[@tei-pipeline:at][1]/@tei-pipeline:at, ':')"/>
    <xsl:sequence select="
      if ($file castable as xs:integer)
      then replace(string(tokenize($bases, '\n')[xs:integer($file) + 1]), '''', '%27') else ''"/>
  </xsl:function>

  <!-- A value of role, flag or severity as an attribute value template: $variables are computed, and
       what stands in braces. -->
  <xsl:function name="tei-pipeline:dynamic" as="xs:string">
    <xsl:param name="value" as="attribute()"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="
      if (starts-with(normalize-space($value), '$'))
      then '{' || tei-pipeline:scoped($value, $names) || '}'
      else string-join(tei-pipeline:computed($value) ! (
        if (fn:group)
        then '{' || tei-pipeline:scoped(string(fn:group), $value/.., $names) || '}'
        else tei-pipeline:literal(.)))"/>
  </xsl:function>

  <!-- The parts of a value template: matches with a group are expressions. -->
  <xsl:function name="tei-pipeline:computed" as="element()*">
    <xsl:param name="template" as="xs:string"/>
    <xsl:sequence select="analyze-string($template, $tei-pipeline:braced, 's')/*"/>
  </xsl:function>

  <!-- Text as it stands in an attribute value template. -->
  <xsl:function name="tei-pipeline:literal" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace($text, '([{}])', '$1$1')"/>
  </xsl:function>
</xsl:transform>
