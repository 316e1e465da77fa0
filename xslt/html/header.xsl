<?xml version="1.0" encoding="UTF-8"?>
<!-- A document's head: title, the form (From, To, Sent …), summary, contents, legend. All but the
     title's own names and notes is read from the record. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- All of it. -->
  <xsl:function name="html:document-head" as="element(header)">
    <header class="head">
      <xsl:apply-templates select="$html:opening" mode="html:text">
        <xsl:with-param name="opening" as="xs:boolean" select="true()"/>
      </xsl:apply-templates>
      <xsl:if test="empty($html:opening)">
        <h1>
          <xsl:sequence select="($html:record/rec:title ! html:said(.), f:title($html:record))[1]"/>
        </h1>
      </xsl:if>
      <dl class="form">
        <xsl:apply-templates select="$html:record" mode="html:head"/>
      </dl>
      <xsl:if test="$html:record/rec:summary">
        <section class="summary" aria-labelledby="page:summary">
          <h2 id="page:summary"><xsl:value-of select="f:label('summary')"/></h2>
          <p><xsl:sequence select="html:said($html:record/rec:summary)"/></p>
        </section>
      </xsl:if>
      <xsl:sequence select="html:contents(), html:legend(), html:beside(),
        html:view-panel(), html:witness-panel($html:document), html:signs()"/>
    </header>
  </xsl:function>

  <!-- What stands in the head of the page does not stand in the text again. -->
  <xsl:template match="tei:body/tei:head[. intersect $html:opening]" mode="html:text" priority="10"
    as="element(div)?">
    <xsl:param name="opening" as="xs:boolean" select="false()"/>
    <xsl:if test="$opening">
      <div class="headed">
        <h1>
          <xsl:sequence select="html:attributes(., ()), html:lang((@xml:lang, $html:record/@lang)[1])"/>
          <xsl:apply-templates mode="#current">
            <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
            <xsl:with-param name="in-heading" as="xs:boolean" tunnel="yes" select="true()"/>
          </xsl:apply-templates>
        </h1>
        <xsl:sequence select="html:heading-notes(.)"/>
        <xsl:apply-templates select=".//tei:listApp[not(ancestor::tei:listApp)]" mode="#current">
          <xsl:with-param name="after" as="xs:boolean" select="true()"/>
        </xsl:apply-templates>
      </div>
    </xsl:if>
  </xsl:template>
  <xsl:template match="tei:body/*[. intersect $html:opening][not(self::tei:head)]" mode="html:text"
    priority="10">
    <xsl:param name="opening" as="xs:boolean" select="false()"/>
    <xsl:if test="$opening">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <!-- The form -->
  <xsl:template match="rec:record" mode="html:head" as="element(div)*">
    <xsl:variable name="writers" as="element(rec:agent)*" select="f:writers(.)"/>
    <xsl:sequence select="
      html:field(if ($writers/@role = 'sender') then 'from' else 'author', html:in-a-row($writers)),
      html:field('to', html:in-a-row(rec:agent[@role = 'recipient'])),
      html:action(., 'sent'), html:action(., 'received'),
      .[not(rec:date[@role = 'sent'])] ! html:action(., 'created'),
      html:field('language', html:text(f:languages(.))),
      html:field('translator', html:in-a-row(rec:agent[@role = 'translator'])),
      html:field('archive', rec:archive ! html:named(.)),
      html:field('state', html:state(.))"/>
  </xsl:template>
  <!-- Words as a node that can stand in a row. -->
  <xsl:function name="html:text" as="text()">
    <xsl:param name="words" as="xs:string"/>
    <xsl:value-of select="$words"/>
  </xsl:function>

  <!-- One row of the form; none where there is nothing to say. -->
  <xsl:function name="html:field" as="element(div)?">
    <xsl:param name="term" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:if test="exists($content[normalize-space()])">
      <div>
        <dt><xsl:value-of select="f:label('field-' || $term)"/></dt>
        <dd><xsl:sequence select="$content"/></dd>
      </div>
    </xsl:if>
  </xsl:function>

  <!-- When and where something was done, and what the editors say of it. -->
  <xsl:function name="html:action" as="element(div)?">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:variable name="place" as="element()?" select="$record/rec:place[@role = $role][1]"/>
    <xsl:variable name="date" as="element()?" select="$record/rec:date[@role = $role][1]"/>
    <xsl:variable name="content" as="node()*">
      <xsl:sequence select="$date ! html:dated(.)"/>
      <xsl:if test="$place">
        <xsl:value-of select="', '[$date]"/>
        <xsl:sequence select="html:named($place)"/>
      </xsl:if>
      <xsl:for-each select="$record/rec:remark[@role = $role]">
        <span class="remark"><xsl:sequence select="html:said(.)"/></span>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="html:field($role, $content)"/>
  </xsl:function>
  <!-- A date that leads to the register of dates. -->
  <xsl:function name="html:dated" as="element(a)">
    <xsl:param name="date" as="element(rec:date)"/>
    <a href="{html:time-address($date)}">
      <xsl:choose>
        <xsl:when test="$date/@when[matches(., '^\d{4}(-\d\d(-\d\d)?)?$')]">
          <time datetime="{$date/@when}"><xsl:value-of select="f:when($date)"/></time>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="f:when($date)"/>
        </xsl:otherwise>
      </xsl:choose>
    </a>
  </xsl:function>

  <!-- What kind of edition this is. -->
  <xsl:function name="html:state" as="node()*">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:variable name="parts" as="node()*" select="
      $record/(rec:subtitle, rec:edition except $html:long-statement) ! html:said(.),
      $record/rec:status ! html:text(f:term('status', ., $f:interface)),
      sort($record/rec:change/@when ! string())[last()]
        ! html:text(f:label('last-changed', f:date(., $f:interface)))"/>
    <xsl:for-each select="$parts">
      <xsl:value-of select="if (position() gt 1) then ' · ' else ''"/>
      <xsl:sequence select="."/>
    </xsl:for-each>
  </xsl:function>

  <!-- Contents: the divisions of the first level, in one line. -->
  <xsl:function name="html:contents" as="element(nav)?">
    <xsl:variable name="divisions" as="element()*" select="$html:document//tei:text
      [not(ancestor::tei:text)]/(tei:front | tei:body | tei:back)/*[f:is-division(.)]"/>
    <xsl:if test="count($divisions) gt 1">
      <nav class="contents" aria-label="{f:label('contents')}">
        <ol>
          <xsl:for-each select="$divisions">
            <li>
              <a href="{(html:part-page(.), '#' || f:id(.))[1]}">
                <xsl:value-of select="html:division-name(.)"/>
              </a>
            </li>
          </xsl:for-each>
          <li><a href="#page:about"><xsl:value-of select="f:label('about')"/></a></li>
        </ol>
      </nav>
    </xsl:if>
  </xsl:function>

  <!-- The legend: how many of each kind, and a box to show them in the text. -->
  <xsl:function name="html:legend" as="element(fieldset)?">
    <xsl:variable name="shown" as="element(rec:mention)*" select="
      $html:record/rec:mention[not(@note)][@kind = 'date' or f:entry(@entry)]"/>
    <xsl:if test="$shown">
      <fieldset class="legend">
        <legend><xsl:value-of select="f:label('legend')"/></legend>
        <xsl:variable name="counts" as="map(xs:string, xs:integer)">
          <xsl:map>
            <xsl:for-each-group select="$shown" group-by="html:kind(.)">
              <xsl:map-entry key="current-grouping-key()"
                select="count(distinct-values(current-group()/@id))"/>
            </xsl:for-each-group>
          </xsl:map>
        </xsl:variable>
        <xsl:for-each select="$html:kinds[map:contains($counts, .)]">
          <label class="{.}">
            <input type="checkbox" id="show:{.}" class="show-{.}"/>
            <span>
              <xsl:value-of select="f:label('kind-' || .) || ' '"/>
              <span class="count">
                <xsl:value-of select="$counts(.)"/>
              </span>
            </span>
          </label>
        </xsl:for-each>
      </fieldset>
    </xsl:if>
  </xsl:function>

  <!-- The signs that the text uses, explained. -->
  <xsl:function name="html:signs" as="element(details)?">
    <xsl:variable name="used" as="xs:string*" select="f:signs($html:document//tei:text,
      ('supplied', 'unclear', 'add', 'del', 'gap', 'sic', 'abbr', 'milestone', 'app'))"/>
    <xsl:if test="exists($used)">
      <details class="signs">
        <summary><xsl:value-of select="f:label('signs')"/></summary>
        <ul>
          <xsl:for-each select="$used">
            <li><xsl:value-of select="f:label('sign-' || .)"/></li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
