<?xml version="1.0" encoding="UTF-8"?>
<!-- The search page. What is found is put into it by assets/search.js, which reads all its words from
     here. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The page. -->
  <xsl:template match="rec:edition[$page eq 'search']" mode="html:pages" as="element(page)">
    <xsl:sequence select="html:made(., 'search.html', f:label('search'), 'search',
      f:label('search-lead'), ())"/>
  </xsl:template>

  <xsl:template match="rec:edition[$page eq 'search']" mode="html:main" as="element()+">
    <header class="head">
      <h1><xsl:value-of select="f:label('search')"/></h1>
      <p class="lead"><xsl:value-of select="f:label('search-lead')"/></p>
    </header>
    <noscript>
      <p class="notice"><xsl:value-of select="f:label('search-script')"/></p>
    </noscript>
    <p class="notice limits" hidden="hidden"><xsl:value-of select="f:label('search-file')"/></p>
    <xsl:sequence select="html:search-form()"/>
  </xsl:template>

  <!-- Query, results, facets: one form. -->
  <xsl:function name="html:search-form" as="element(form)">
    <form class="search" role="search">
      <xsl:sequence select="html:search-words()"/>
      <div class="query">
        <label for="search:words"><xsl:value-of select="f:label('search-field')"/></label>
        <input type="search" id="search:words" name="q" autocomplete="off" spellcheck="false"/>
        <button type="submit"><xsl:value-of select="f:label('search')"/></button>
      </div>
      <xsl:sequence select="html:search-facets()"/>
      <section class="outcome" aria-labelledby="search:results">
        <h2 id="search:results" class="unseen"><xsl:value-of select="f:label('search-results')"/></h2>
        <div class="outcome-head">
          <p class="found" role="status"/>
          <label class="order">
            <xsl:value-of select="f:label('search-order') || ' '"/>
            <select name="sort">
              <option value=""><xsl:value-of select="f:label('search-best')"/></option>
              <option value="date"><xsl:value-of select="f:label('search-date')"/></option>
            </select>
          </label>
        </div>
        <ol class="results"/>
        <button type="button" class="more-results" hidden="hidden">
          <xsl:value-of select="f:label('search-more')"/>
        </button>
      </section>
    </form>
  </xsl:function>

  <!-- What the script says, as data of the form. -->
  <xsl:function name="html:search-words" as="attribute()+">
    <xsl:for-each select="'search-loading', 'search-none', 'search-failed'">
      <xsl:attribute name="data-{substring-after(., '-')}" select="f:label(.)"/>
    </xsl:for-each>
    <xsl:attribute name="data-all" select="f:label('search-all', '{1}')"/>
    <xsl:sequence select="html:counted-words('results', 'documents'),
      html:counted-words('places', 'search-places')"/>
  </xsl:function>
  <!-- A message with a number: the form for one, and that for any other. -->
  <xsl:function name="html:counted-words" as="attribute()+">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="message" as="xs:string"/>
    <xsl:attribute name="data-{$name}" select="f:label($message, '{1}')"/>
    <xsl:attribute name="data-{$name}-one" select="f:label($message, 1)"/>
  </xsl:function>

  <!-- By what results are narrowed down; the script fills in values and numbers. -->
  <xsl:function name="html:search-facets" as="element(details)">
    <details class="facets" open="open" hidden="hidden">
      <summary><xsl:value-of select="f:label('search-narrow')"/></summary>
      <button type="button" name="clear" hidden="hidden">
        <xsl:value-of select="f:label('search-clear')"/>
      </button>
      <fieldset data-kind="year" hidden="hidden">
        <legend><xsl:value-of select="f:label('search-years')"/></legend>
        <div class="bars" aria-hidden="true"/>
        <p class="span">
          <xsl:for-each select="'search-from', 'search-to'">
            <label>
              <xsl:value-of select="f:label(.) || ' '"/>
              <select name="{substring-after(., '-')}"/>
            </label>
          </xsl:for-each>
        </p>
      </fieldset>
      <xsl:sequence select="html:search-facet('person', f:label('register-person')),
        html:search-facet('place', f:label('register-place')),
        html:search-facet('organisation', f:label('register-organisation')),
        html:search-facet('type', f:label('search-type'))"/>
    </details>
  </xsl:function>
  <!-- One kind of them. -->
  <xsl:function name="html:search-facet" as="element(fieldset)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <fieldset data-kind="{$kind}" hidden="hidden">
      <legend><xsl:value-of select="$name"/></legend>
      <ul/>
      <button type="button" hidden="hidden"/>
    </fieldset>
  </xsl:function>
</xsl:stylesheet>
