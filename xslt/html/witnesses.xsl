<?xml version="1.0" encoding="UTF-8"?>
<!-- The witnesses of a text: what their sigla stand for, and the choice of one whose text a script
     shows. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The keys of all witnesses: those described, then those that are only named. -->
  <xsl:variable name="html:witnesses" as="xs:string*" select="distinct-values((
    $html:document//tei:witness[@xml:id][not(.//tei:witness)]/string(@xml:id),
    $html:entries ! f:readings(.) ! f:witnesses(.)))"/>

  <!-- Where the text of a witness begins or ends. -->
  <xsl:variable name="html:edges" as="map(*)*">
    <xsl:for-each select="$html:document//tei:app[.//(tei:witStart | tei:witEnd | tei:lacunaStart
      | tei:lacunaEnd)]">
      <xsl:variable name="entry" as="element()" select="."/>
      <xsl:sequence select="html:starting(.) ! map { 'who': ., 'at': $entry, 'starts': true() },
        html:ending(.) ! map { 'who': ., 'at': $entry, 'starts': false() }"/>
    </xsl:for-each>
  </xsl:variable>
  <!-- The witnesses that have no text where a page begins. -->
  <xsl:function name="html:lacking-at" as="xs:string*">
    <xsl:param name="start" as="node()"/>
    <xsl:for-each-group select="$html:edges" group-by="?who">
      <xsl:variable name="before" as="map(*)*" select="
        current-group()[?at[. &lt;&lt; $start]]"/>
      <xsl:sequence select="current-grouping-key()
        [if (exists($before)) then not($before[last()]?starts) else current-group()[1]?starts]"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The list of witnesses, and the choice among them, for a page that begins with some node. -->
  <xsl:function name="html:witness-panel" as="element(section)?">
    <xsl:param name="start" as="node()"/>
    <xsl:variable name="lists" as="element(tei:listWit)*" select="
      $html:document//tei:listWit[not(ancestor::tei:text or ancestor::tei:listWit)]"/>
    <xsl:if test="exists($html:entries)">
      <section class="witnesses" aria-labelledby="page:witnesses" data-entry="{f:label('apparatus')}"
        data-close="{f:label('close')}">
        <xsl:if test="empty($html:witnesses) and empty($lists)">
          <xsl:attribute name="hidden" select="'hidden'"/>
        </xsl:if>
        <h2 id="page:witnesses"><xsl:value-of select="f:label('witnesses')"/></h2>
        <xsl:sequence select="html:witness-choice($start)"/>
        <xsl:if test="$lists//tei:witness ! f:described(.) != ''">
          <details>
            <summary><xsl:value-of select="f:label('sigla')"/></summary>
            <xsl:apply-templates select="$lists" mode="html:witnesses"/>
          </details>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- The choice is shown by the script that answers it. What it is to say goes with it. -->
  <xsl:function name="html:witness-choice" as="element(p)?">
    <xsl:param name="start" as="node()"/>
    <xsl:variable name="lacking" as="xs:string*" select="html:lacking-at($start)"/>
    <xsl:if test="exists($html:witnesses)">
      <p class="witness-choice" hidden="hidden">
        <label for="page:witness"><xsl:value-of select="f:label('witness-choose')"/></label>
        <xsl:text> </xsl:text>
        <select id="page:witness" autocomplete="off"
          data-told="{f:label('witness-told', ('{1}', '{2}'))}"
          data-silent="{f:label('witness-silent', '{1}')}"
          data-unclear="{f:label('witness-unclear', '{1}')}"
          data-back="{f:label('witness-back')}"
          data-lacks="{f:label('witness-lacks', '{1}')}" data-omits="{f:label('witness-omits')}"
          data-resumes="{f:label('witness-resumes', '{1}')}">
          <option value=""><xsl:value-of select="f:label('witness-none')"/></option>
          <xsl:for-each select="$html:witnesses">
            <xsl:variable name="said" as="xs:string" select="
              f:described(f:target(., $html:document)[self::tei:witness])"/>
            <option value="{.}" data-siglum="{f:siglum(., $html:document)}">
              <xsl:if test=". = $lacking">
                <xsl:attribute name="data-lacking" select="''"/>
              </xsl:if>
              <xsl:value-of select="f:siglum(., $html:document),
                replace($said, '^(.{40}\S*).*$', '$1 …', 's')[.]" separator=" – "/>
            </option>
          </xsl:for-each>
        </select>
      </p>
    </xsl:if>
  </xsl:function>

  <xsl:template match="tei:listWit" mode="html:witnesses" as="element()*">
    <xsl:if test="tei:head">
      <p class="witness-head"><xsl:sequence select="html:other-lang(f:language(tei:head[1]))"/>
        <xsl:value-of select="f:plain(tei:head)"/></p>
    </xsl:if>
    <xsl:where-populated>
      <dl class="facts">
        <xsl:apply-templates select="tei:witness" mode="#current"/>
      </dl>
    </xsl:where-populated>
    <xsl:apply-templates select="tei:listWit" mode="#current"/>
  </xsl:template>
  <!-- One witness: its transcription, if that is a document of the edition, stands behind its name. -->
  <xsl:template match="tei:witness" mode="html:witnesses" as="element(div)">
    <xsl:variable name="file" as="xs:string?" select="tokenize(@corresp)[1]
      [f:followable(.)][not(matches(., '^(#|[a-z]+:)', 'i'))]"/>
    <div>
      <dt>
        <xsl:sequence select="html:attributes(., ())[name() = 'id']"/>
        <xsl:value-of select="f:siglum(string(@xml:id), .)"/>
      </dt>
      <dd>
        <xsl:sequence select="html:other-lang(f:language(.))"/>
        <xsl:choose>
          <xsl:when test="$file">
            <a>
              <xsl:sequence select="html:to-document(
                f:key(if (contains($file, '#')) then $file else $file || '#', $html:record/@file))"/>
              <xsl:value-of select="f:described(.)"/>
            </a>
          </xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="f:described(.)"/>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:apply-templates select="tei:listWit" mode="#current"/>
      </dd>
    </div>
  </xsl:template>
</xsl:stylesheet>
