<?xml version="1.0" encoding="UTF-8"?>
<!-- Where the identifiers of other collections lead to. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- Keys are idno/@type in lower case; "*" is where the identifier goes. -->
  <xsl:variable name="f:authorities" as="map(xs:string, xs:string)" select="map {
    'wikidata': 'https://www.wikidata.org/wiki/*',
    'gnd': 'https://d-nb.info/gnd/*',
    'geonames': 'https://www.geonames.org/*',
    'viaf': 'https://viaf.org/viaf/*',
    'lccn': 'https://id.loc.gov/authorities/names/*',
    'isni': 'https://isni.org/isni/*',
    'orcid': 'https://orcid.org/*',
    'ror': 'https://ror.org/*',
    'bnf': 'https://data.bnf.fr/ark:/12148/cb*',
    'tgn': 'https://vocab.getty.edu/tgn/*',
    'pleiades': 'https://pleiades.stoa.org/places/*',
    'doi': 'https://doi.org/*',
    'zbw': 'http://purl.org/pressemappe20/folder/*'
  }"/>

  <!-- The address of an identifier; empty where its collection is not known to us. -->
  <xsl:function name="f:authority" as="xs:string">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="identifier" as="xs:string"/>
    <xsl:variable name="pattern" as="xs:string?" select="$f:authorities(lower-case($type))"/>
    <xsl:choose>
      <xsl:when test="starts-with($identifier, 'http') and matches($identifier, '^https?://\S+$', ';j')">
        <xsl:sequence select="$identifier"/>
      </xsl:when>
      <xsl:when test="$pattern and matches($identifier, '^[\w./:-]+$', ';j')">
        <xsl:sequence select="substring-before($pattern, '*') || $identifier
          || substring-after($pattern, '*')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="''"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
