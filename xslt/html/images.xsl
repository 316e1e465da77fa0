<?xml version="1.0" encoding="UTF-8"?>
<!-- Where pictures are: files of the project, which are copied beside the pages; images and IIIF
     image services on hosts that the edition's settings name; all others are linked to, and never
     asked for by the page. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The hosts that pages may show images of. -->
  <xsl:variable name="html:image-hosts" as="xs:string*" select="
    tokenize($f:edition/@image-hosts)[matches(., '^https?://[\w.-]+(:\d+)?$')]"/>

  <!-- The files of the project that the document's pages show. -->
  <xsl:function name="html:files" as="xs:string*">
    <xsl:sequence select="distinct-values($html:texts//(tei:graphic | tei:media | tei:pb)
      ! html:source-of(.)[html:is-image(.)][not(html:is-remote(.))]
      ! html:project-path(.))"/>
  </xsl:function>

  <!-- What an element says of where its picture is; a surface without one may be the same as what an
       image service has. -->
  <xsl:function name="html:source-of" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/(@url, self::tei:pb/@facs[not(starts-with(., '#'))],
      self::tei:surface[not(tei:graphic)]/@sameAs[matches(., '^https?://.*(/info\.json$|/iiif/)')]
        [not(matches(., 'canvas|manifest'))])[1]"/>
  </xsl:function>
  <!-- An address without white space around it. -->
  <xsl:function name="html:plain-address" as="xs:string">
    <xsl:param name="url" as="attribute()?"/>
    <xsl:sequence select="string(tokenize($url)[1] ! f:unprefixed(., root($url)))"/>
  </xsl:function>
  <!-- Whether an address is one of the web. -->
  <xsl:function name="html:is-remote" as="xs:boolean">
    <xsl:param name="url" as="attribute()?"/>
    <xsl:sequence select="matches(html:plain-address($url), '^https?://[^/\\]+', 'i;j')"/>
  </xsl:function>
  <!-- Whether an address may be that of an image at all: one of the web, or a relative one of a file
       of images. -->
  <xsl:function name="html:is-image" as="xs:boolean">
    <xsl:param name="url" as="attribute()?"/>
    <xsl:variable name="address" as="xs:string" select="html:plain-address($url)"/>
    <xsl:sequence select="f:followable($address) and matches($address,
      '^(https?://[^/\\]+|[^/\\:?#][^\\:?#]*\.(jpe?g|png|gif|webp|avif|svg)$)', 'i;j')"/>
  </xsl:function>
  <!-- The host of an address of the web. -->
  <xsl:function name="html:host" as="xs:string">
    <xsl:param name="url" as="attribute()"/>
    <xsl:sequence select="replace(html:plain-address($url), '^https?://([^/?#]+).*$', '$1', 'i')"/>
  </xsl:function>

  <!-- Whether a picture is shown: a file of the project, or an image of a host that may be asked. -->
  <xsl:function name="html:is-shown" as="xs:boolean">
    <xsl:param name="picture" as="element()"/>
    <xsl:variable name="url" as="attribute()?" select="html:source-of($picture)"/>
    <xsl:sequence select="html:is-image($url) and not($picture/self::tei:binaryObject)
      and not(matches($picture/@mimeType, '^(audio|video|text|application)/'))
      and (if (html:is-remote($url)) then html:origin($url) = $html:image-hosts
        else not(starts-with(html:project-path($url), '..')))"/>
  </xsl:function>
  <!-- Scheme, host and port of an address. -->
  <xsl:function name="html:origin" as="xs:string">
    <xsl:param name="url" as="attribute()"/>
    <xsl:sequence select="
      lower-case(replace(html:plain-address($url), '^(https?://[^/?#]+).*$', '$1', 'i'))"/>
  </xsl:function>

  <!-- A relative address as a path from the project's folder; one that leaves it keeps its "..". -->
  <xsl:function name="html:project-path" as="xs:string">
    <xsl:param name="url" as="attribute()"/>
    <xsl:variable name="folder" as="xs:string*" select="
      tokenize($html:record/@file, '/')[position() lt last()]"/>
    <xsl:sequence select="string-join(fold-left(($folder, tokenize(html:plain-address($url), '/')), (),
      function($done as xs:string*, $step as xs:string) as xs:string* {
        if ($step = ('.', '')) then $done
        else if ($step = '..' and $done[last()][. ne '..']) then $done[position() lt last()]
        else ($done, $step) }), '/')"/>
  </xsl:function>

  <!-- Whether an address is that of a IIIF image service, and not of one image of it. -->
  <xsl:function name="html:is-service" as="xs:boolean">
    <xsl:param name="picture" as="element()"/>
    <xsl:variable name="address" as="xs:string" select="html:plain-address(html:source-of($picture))"/>
    <xsl:sequence select="html:is-remote(html:source-of($picture)) and ($picture/@type = 'iiif'
      or matches($address, '/info\.json$') or (matches($address, '/iiif/')
        and not(matches($address, '\.(jpe?g|png|gif|webp|tiff?|jp2|json|xml|html?)$', 'i'))))"/>
  </xsl:function>
  <!-- The address of a service itself. -->
  <xsl:function name="html:service" as="xs:string">
    <xsl:param name="picture" as="element()"/>
    <xsl:sequence select="
      iri-to-uri(replace(html:plain-address(html:source-of($picture)), '(/info\.json|/)$', ''))"/>
  </xsl:function>

  <!-- A picture that is shown, with what it shows in words. -->
  <xsl:function name="html:picture" as="element(img)">
    <xsl:param name="picture" as="element()"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="url" as="attribute()" select="html:source-of($picture)"/>
    <img alt="{$words}" loading="lazy">
      <xsl:attribute name="src" select="if (html:is-service($picture))
        then html:service($picture) || '/full/!1200,1600/0/default.jpg'
        else if (html:is-remote($url)) then iri-to-uri(html:plain-address($url))
        else $root || 'files/' || iri-to-uri(html:project-path($url))"/>
      <xsl:if test="html:is-service($picture)">
        <xsl:attribute name="data-iiif" select="html:service($picture)"/>
        <xsl:attribute name="data-zoom-in" select="f:label('zoom-in')"/>
        <xsl:attribute name="data-zoom-out" select="f:label('zoom-out')"/>
      </xsl:if>
      <xsl:for-each select="$picture/(@width | @height)[matches(., '^[1-9]\d{0,4}(px)?$')]">
        <xsl:attribute name="{local-name()}" select="replace(., 'px', '')"/>
      </xsl:for-each>
      <xsl:if test="not($picture/(self::tei:pb | self::tei:surface))">
        <xsl:sequence select="html:attributes($picture, html:type($picture))"/>
      </xsl:if>
    </img>
  </xsl:function>
</xsl:stylesheet>
