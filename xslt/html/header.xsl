<?xml version="1.0" encoding="UTF-8"?>
<!-- A document's head: title, the form (From, To, Sent …), summary, contents, legend. All but the
     title's own names and notes is read from the record. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template name="html:document-head">
    <header class="head">
      <xsl:choose>
        <xsl:when test="exists($html:opening)">
          <xsl:apply-templates select="$html:opening" mode="html:text">
            <xsl:with-param name="opening" as="xs:boolean" select="true()"/>
          </xsl:apply-templates>
        </xsl:when>
        <xsl:otherwise>
          <h1><xsl:value-of select="html:title($html:record)"/></h1>
        </xsl:otherwise>
      </xsl:choose>
      <dl class="form">
        <xsl:apply-templates select="$html:record" mode="html:head"/>
      </dl>
      <xsl:if test="$html:record/rec:summary">
        <section class="summary" aria-labelledby="page:summary">
          <h2 id="page:summary"><xsl:value-of select="html:say('summary')"/></h2>
          <p><xsl:value-of select="$html:record/rec:summary"/></p>
        </section>
      </xsl:if>
      <xsl:call-template name="html:contents"/>
      <xsl:call-template name="html:legend"/>
    </header>
  </xsl:template>

  <!-- What stands in the head of the page does not stand in the text again. -->
  <xsl:template match="tei:head[. intersect $html:opening]" mode="html:text" priority="10">
    <xsl:param name="opening" as="xs:boolean" select="false()"/>
    <xsl:if test="$opening">
      <div class="headed">
        <h1>
          <xsl:sequence select="html:attributes(., ()), html:lang($html:record/@lang)"/>
          <xsl:apply-templates mode="#current">
            <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
            <xsl:with-param name="in-heading" as="xs:boolean" tunnel="yes" select="true()"/>
          </xsl:apply-templates>
        </h1>
        <xsl:call-template name="html:heading-notes"/>
      </div>
    </xsl:if>
  </xsl:template>
  <xsl:template match="*[. intersect $html:opening][not(self::tei:head)]" mode="html:text" priority="10">
    <xsl:param name="opening" as="xs:boolean" select="false()"/>
    <xsl:if test="$opening">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <!-- The form -->
  <xsl:template match="rec:record" mode="html:head">
    <xsl:variable name="senders" as="element()*" select="rec:agent[@role = 'sender']"/>
    <xsl:sequence select="
      html:field(if ($senders) then 'from' else 'author',
        html:in-a-row(if ($senders) then $senders else rec:agent[@role = 'author'])),
      html:field('to', html:in-a-row(rec:agent[@role = 'recipient']))"/>
    <xsl:sequence select="html:action(., 'sent'), html:action(., 'received')"/>
    <xsl:if test="not(rec:date[@role = 'sent'])">
      <xsl:sequence select="html:action(., 'created')"/>
    </xsl:if>
    <xsl:sequence select="html:field('language', html:languages(.)),
      html:field('translator', html:in-a-row(rec:agent[@role = 'translator'])),
      html:field('archive', rec:archive ! html:named(.)),
      html:field('state', html:state(.))"/>
  </xsl:template>

  <xsl:function name="html:field" as="element(div)?">
    <xsl:param name="term" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:if test="exists($content[normalize-space()])">
      <div>
        <dt><xsl:value-of select="html:say('field-' || $term)"/></dt>
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
        <span class="remark"><xsl:value-of select="."/></span>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="html:field($role, $content)"/>
  </xsl:function>
  <xsl:function name="html:dated" as="element()">
    <xsl:param name="date" as="element(rec:date)"/>
    <xsl:variable name="words" as="xs:string" select="(f:time($date, html:interface())[.], string($date))[1]"/>
    <a href="{html:register('date')}#{html:date-anchor($date)}">
      <xsl:choose>
        <xsl:when test="$date/@when[matches(., '^\d{4}(-\d\d(-\d\d)?)?$')]">
          <time datetime="{$date/@when}"><xsl:value-of select="$words"/></time>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="$words"/>
        </xsl:otherwise>
      </xsl:choose>
    </a>
  </xsl:function>

  <xsl:function name="html:languages" as="text()?">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:variable name="text" as="xs:string?" select="
      $record/rec:language[@role = 'text'][1]/@code ! html:language(.)"/>
    <xsl:variable name="original" as="xs:string?" select="
      $record/rec:language[@role = 'original'][1]/@code ! html:language(.)"/>
    <xsl:value-of select="
      if ($original and $record/rec:agent[@role = 'translator'])
      then html:say('translated-from', ($text, $original))
      else string-join(($text, $original), ', ')"/>
  </xsl:function>
  <!-- A language by its code, whatever the region. -->
  <xsl:function name="html:language" as="xs:string">
    <xsl:param name="code" as="xs:string"/>
    <xsl:variable name="tag" as="xs:string" select="(string(html:lang($code))[.], $code)[1]"/>
    <xsl:sequence select="f:term('language', tokenize($tag, '-')[1], html:interface())"/>
  </xsl:function>
  <!-- What kind of edition this is. -->
  <xsl:function name="html:state" as="text()?">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:value-of select="$record/rec:subtitle, $record/rec:edition,
      $record/rec:status ! f:term('status', ., html:interface()), $record/rec:change[1]/@when
      ! html:say('last-changed', f:date(., html:interface()))" separator=" · "/>
  </xsl:function>

  <!-- Contents: the divisions of the first level, in one line. -->
  <xsl:template name="html:contents">
    <xsl:variable name="divisions" as="element()*" select="
      //tei:text[not(ancestor::tei:text)]/(tei:front | tei:body | tei:back)/(tei:div | tei:div1)"/>
    <xsl:if test="count($divisions) gt 1">
      <nav class="contents" aria-label="{html:say('contents')}">
        <ol>
          <xsl:for-each select="$divisions">
            <li>
              <a href="#{f:id(.)}">
                <xsl:value-of select="html:division-name(., html:interface())"/>
              </a>
            </li>
          </xsl:for-each>
          <li><a href="#page:about"><xsl:value-of select="html:say('about')"/></a></li>
        </ol>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- The legend: how many of each kind, and a box to show them in the text; the signs that the text
       uses. -->
  <xsl:template name="html:legend">
    <xsl:variable name="shown" as="element(rec:mention)*" select="
      $html:record/rec:mention[not(@note)][@kind = 'date' or html:entry(@entry)]"/>
    <fieldset class="legend">
      <legend><xsl:value-of select="html:say('legend')"/></legend>
      <xsl:for-each select="$html:kinds">
        <xsl:variable name="kind" as="xs:string" select="."/>
        <xsl:variable name="count" as="xs:integer" select="
          count(distinct-values($shown[html:kind(.) eq $kind]/@id))"/>
        <xsl:if test="$count gt 0">
          <label class="{$kind}">
            <input type="checkbox" id="show:{$kind}" class="show-{$kind}"/>
            <span>
              <xsl:value-of select="html:say('kind-' || $kind)"/>
              <xsl:text> </xsl:text>
              <span class="count"><xsl:value-of select="$count"/></span>
            </span>
          </label>
        </xsl:if>
      </xsl:for-each>
    </fieldset>
    <xsl:call-template name="html:signs"/>
  </xsl:template>

  <xsl:template name="html:signs">
    <xsl:variable name="used" as="xs:string*" select="('supplied', 'unclear', 'add', 'del', 'gap', 'sic',
      'abbr', 'milestone', 'app')[some $name in . satisfies $html:document//tei:text//tei:*[local-name() eq $name]]"/>
    <xsl:if test="exists($used)">
      <details class="signs">
        <summary><xsl:value-of select="html:say('signs')"/></summary>
        <ul>
          <xsl:for-each select="$used">
            <li><xsl:value-of select="html:say('sign-' || .)"/></li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
