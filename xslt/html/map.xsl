<?xml version="1.0" encoding="UTF-8"?>
<!-- The map of places, with the list of them beside it. What is drawn where is worked out before (see
     on_map in outputs/geography.py): rec:map, and x, y, r, names of each place, the most mentioned
     place first. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The page. -->
  <xsl:template match="rec:edition[$page eq 'map']" mode="html:pages" as="element(page)">
    <xsl:sequence select="html:made(., 'map.html', f:label('map'), 'map', $html:map-lead, ())"/>
  </xsl:template>
  <xsl:variable name="html:places" as="element(rec:entity)*" select="$f:edition/rec:entity[@x]"/>
  <xsl:variable name="html:map-lead" as="xs:string" select="f:label('map-lead', count($html:places))"/>

  <xsl:template match="rec:edition[$page eq 'map']" mode="html:main" as="element()+">
    <xsl:variable name="elsewhere" as="xs:integer" select="count(rec:entity[not(@x)])"/>
    <header class="head">
      <h1><xsl:value-of select="f:label('map')"/></h1>
      <p class="lead"><xsl:value-of select="$html:map-lead"/></p>
    </header>
    <div class="atlas">
      <xsl:sequence select="html:map-figure($html:places)"/>
      <section class="located" aria-labelledby="map:places">
        <h2 id="map:places"><xsl:value-of select="f:label('map-places')"/></h2>
        <ol tabindex="0">
          <xsl:sequence select="$html:places ! html:located(.)"/>
        </ol>
        <xsl:if test="$elsewhere">
          <p class="quiet">
            <a href="{html:register('place')}">
              <xsl:value-of select="f:label('map-elsewhere', $elsewhere)"/>
            </a>
          </p>
        </xsl:if>
      </section>
    </div>
  </xsl:template>

  <!-- The map. Those who do not see it have the list: its links are the same. -->
  <xsl:function name="html:map-figure" as="element(figure)">
    <xsl:param name="places" as="element(rec:entity)*"/>
    <xsl:variable name="map" as="element(rec:map)?" select="$f:edition/rec:map"/>
    <figure class="chart" aria-label="{f:label('map-label')}">
      <div class="canvas">
        <svg viewBox="0 0 {$map/@width} {$map/@height}" data-whole="{$map/@whole}" aria-hidden="true"
          focusable="false">
          <g transform="scale(0.1)">
            <path class="land" d="{$map/@land}"/>
            <path class="borders" d="{$map/@borders}"/>
          </g>
          <!-- The last drawn lies on top: the small circles. -->
          <xsl:sequence select="$places ! html:circle(.), $places[not(matches(@names, '^\.+$'))]
            ! html:place-name(.)"/>
        </svg>
      </div>
      <div class="scales" hidden="hidden">
        <xsl:for-each select="'map-in', 'map-out', 'map-whole'">
          <button type="button" class="{.}"><xsl:value-of select="f:label(.)"/></button>
        </xsl:for-each>
        <span class="quiet" id="map:keys"><xsl:value-of select="f:label('map-keys')"/></span>
      </div>
      <figcaption><xsl:value-of select="f:label('map-source')"/></figcaption>
    </figure>
  </xsl:function>

  <!-- A place's circle. -->
  <xsl:function name="html:circle" as="element(a)">
    <xsl:param name="place" as="element(rec:entity)"/>
    <a class="spot" href="{$root}{$place/@address}" tabindex="-1"
      transform="translate({$place/@x} {$place/@y})">
      <title><xsl:value-of select="html:place-title($place),
        f:label('mentions', xs:integer($place/@mentions))" separator=", "/></title>
      <circle r="{$place/@r}"/>
    </a>
  </xsl:function>
  <!-- Its name beside it. The fifth of its scales is that of the page as it is made. -->
  <xsl:function name="html:place-name" as="element(g)">
    <xsl:param name="place" as="element(rec:entity)"/>
    <xsl:variable name="side" as="xs:string" select="substring($place/@names, 5, 1)"/>
    <xsl:variable name="r" as="xs:double" select="number($place/@r)"/>
    <g class="name" transform="translate({$place/@x} {$place/@y})" data-sides="{$place/@names}"
      data-r="{$place/@r}">
      <text>
        <xsl:sequence select="if ($side eq '.') then html:attribute('display', 'none')
          else html:beside(xs:integer($side), $r)"/>
        <xsl:value-of select="html:place-title($place)"/>
      </text>
    </g>
  </xsl:function>
  <!-- Where a name stands: right, left, above, below, or in one of the corners of its circle. -->
  <xsl:function name="html:beside" as="attribute()+">
    <xsl:param name="side" as="xs:integer"/>
    <xsl:param name="r" as="xs:double"/>
    <xsl:variable name="far" as="xs:double" select="$r + 3"/>
    <xsl:variable name="near" as="xs:double" select="0.7 * $r + 1"/>
    <xsl:sequence select="
      html:attribute('x', string(($far, -$far, 0, 0, $near, $near, -$near, -$near)[$side + 1])),
      html:attribute('y', string((4.5, 4.5, -$far - 2, $far + 11, -$near - 2, $near + 11, -$near - 2,
        $near + 11)[$side + 1])),
      html:attribute('text-anchor', ('start', 'end', 'middle', 'middle', 'start', 'start', 'end', 'end')
        [$side + 1])"/>
  </xsl:function>
  <!-- An attribute by its name. -->
  <xsl:function name="html:attribute" as="attribute()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:attribute name="{$name}" select="$value"/>
  </xsl:function>
  <!-- What a place is called. -->
  <xsl:function name="html:place-title" as="xs:string">
    <xsl:param name="place" as="element(rec:entity)"/>
    <xsl:sequence select="string(($place/rec:entry/rec:name, $place/@id)[1])"/>
  </xsl:function>

  <!-- A place in the list: its name, what it is, how often it is mentioned. "map.html#ID" shows it. -->
  <xsl:function name="html:located" as="element(li)">
    <xsl:param name="place" as="element(rec:entity)"/>
    <xsl:variable name="entry" as="element(rec:entry)?" select="$place/rec:entry[1]"/>
    <xsl:variable name="what" as="element()?" select="$entry/rec:role[matches(., '\p{Ll}')][1]"/>
    <li id="{$place/@id}">
      <a href="{$root}{$place/@address}">
        <xsl:sequence select="($entry/rec:name ! html:said(.), html:place-title($place))[1]"/>
      </a>
      <xsl:text> </xsl:text>
      <xsl:if test="$what">
        <span class="quiet"><xsl:sequence select="html:said($what)"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <span class="count"><xsl:value-of select="html:number(xs:integer($place/@mentions))"/></span>
    </li>
  </xsl:function>
</xsl:stylesheet>
