<?xml version="1.0" encoding="UTF-8"?>
<!-- What makes a schema unusable, or a part of it, each thing with its place, and the elements that are to be
     left out: <problem path="…" bad="…">text</problem>. Without text it was said already. -->
<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:tei-pipeline="urn:tei-pipeline:schematron" xmlns:xi="http://www.w3.org/2001/XInclude"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" exclude-result-prefixes="#all"
  expand-text="yes">

  <xsl:variable name="tei-pipeline:bindings" as="xs:string+"
    select="$tei-pipeline:first, 'xslt2', 'xslt3', 'xpath2', 'xpath3', 'xpath31'"/>

  <!-- Those of XPath 1.0. -->
  <xsl:variable name="tei-pipeline:first" as="xs:string+"
    select="'xslt', 'xslt1.1', 'exslt', 'xpath'"/>

  <xsl:variable name="tei-pipeline:elements" as="xs:string+" select="
    'active', 'assert', 'diagnostic', 'diagnostics', 'dir', 'emph', 'extends', 'group', 'include',
    'let', 'name', 'ns', 'p', 'param', 'pattern', 'phase', 'properties', 'property', 'report',
    'rule', 'rules', 'schema', 'span', 'title', 'value-of'"/>

  <!-- Where elements may stand that would be passed over anywhere else. -->
  <xsl:variable name="tei-pipeline:parents" as="map(xs:string, xs:string+)" select="map{
    'active': 'phase',
    'assert': 'rule',
    'diagnostic': 'diagnostics',
    'diagnostics': 'schema',
    'extends': ('rule', 'schema'),
    'group': 'schema',
    'let': ('group', 'pattern', 'phase', 'rule', 'schema'),
    'ns': 'schema',
    'param': ('group', 'pattern', 'schema'),
    'pattern': 'schema',
    'phase': 'schema',
    'properties': 'schema',
    'property': 'properties',
    'report': 'rule',
    'rule': ('group', 'pattern', 'rules'),
    'rules': 'schema'}"/>

  <!-- What of XSLT may stand in a schema, beside its patterns. -->
  <xsl:variable name="tei-pipeline:declarations" as="xs:string+" select="
    'accumulator', 'decimal-format', 'function', 'key', 'mode', 'param', 'template', 'variable'"/>

  <xsl:template match="/*[not(self::sch:schema)]" mode="check" as="element()*" priority="2">
    <xsl:sequence select="tei-pipeline:problem(., true(), 'the root element is ' || name()
      || ', not schema in the namespace http://purl.oclc.org/dsdl/schematron')"/>
  </xsl:template>

  <xsl:template match="sch:schema" mode="check" as="element()*">
    <xsl:variable name="phase" as="xs:string" select="tei-pipeline:phase(.)"/>
    <xsl:sequence select="
      tei-pipeline:problem(.,
        not(lower-case(normalize-space((@queryBinding, 'xslt')[1])) = $tei-pipeline:bindings),
        'the query language ' || @queryBinding || ' is not one of '
        || string-join($tei-pipeline:bindings, ', ')),
      tei-pipeline:problem(., not($phase = ('#ALL', '#ANY', sch:phase/@id)),
        'the schema has no phase ' || $phase || '; it has: '
        || string-join((sch:phase/@id, '#ALL', '#ANY'[current()/sch:phase/@when]), ', '))"/>
    <xsl:apply-templates select="*" mode="check"/>
  </xsl:template>

  <xsl:template match="sch:include | sch:extends[@href]" mode="check" as="element()*">
    <xsl:sequence select="tei-pipeline:problem(., true(), 'the file ' || @href || ' was not read')"/>
  </xsl:template>

  <xsl:template match="xi:include" mode="check" as="element()*">
    <xsl:sequence select="tei-pipeline:problem(., true(),
      'XInclude puts nothing into a schema; include href=… does')"/>
  </xsl:template>

  <!-- Why a file could not be read was said when it was to be. -->
  <xsl:template match="*[@tei-pipeline:unread]" mode="check" as="element()*" priority="4">
    <xsl:sequence select="tei-pipeline:problem(., true(), '')"/>
  </xsl:template>

  <xsl:template match="sch:ns" mode="check" as="element()*">
    <xsl:sequence select="
      tei-pipeline:problem(., not(@prefix and normalize-space(@uri)),
        'a namespace needs both prefix and uri'),
      tei-pipeline:problem(., @uri != preceding-sibling::sch:ns[@prefix = current()/@prefix]/@uri,
        'the prefix ' || @prefix || ' stands for two namespaces',
        ../sch:ns[@prefix = current()/@prefix]),
      tei-pipeline:problem(.,
        not(@prefix = '' or @prefix castable as xs:NCName) or @prefix = 'xmlns'
        or (@prefix = 'xml') != (@uri = 'http://www.w3.org/XML/1998/namespace')
        or (@prefix = 'xsl' and @uri != 'http://www.w3.org/1999/XSL/Transform')
        or (@prefix = 'tei-pipeline' and @uri != 'urn:tei-pipeline:schematron'),
        @prefix || ' cannot be the prefix of ' || @uri)"/>
  </xsl:template>

  <xsl:template match="sch:schema/sch:param" mode="check" as="element()*">
    <xsl:sequence select="
      tei-pipeline:problem(., not(@name and @value), 'a parameter needs both name and value'),
      tei-pipeline:problem(., @name = (../sch:let | preceding-sibling::sch:param)/@name,
        'the parameter ' || @name || ' is defined twice',
        ../(sch:let | sch:param)[@name = current()/@name])"/>
  </xsl:template>

  <xsl:template match="sch:schema//sch:schema" mode="check" as="element()*">
    <xsl:sequence select="tei-pipeline:problem(., true(),
      'a schema cannot stand within a schema; extends href=… takes over what another schema has')"/>
  </xsl:template>

  <xsl:template match="sch:active" mode="check" as="element()*">
    <xsl:sequence select="tei-pipeline:problem(.,
      not(@pattern = /sch:schema/(sch:pattern | sch:group)/@id),
      'the phase names a pattern that is not there: ' || @pattern)"/>
  </xsl:template>

  <xsl:template match="sch:let" mode="check" as="element()*">
    <xsl:variable name="shadowed" as="element()*"
      select="(parent::sch:pattern | parent::sch:group)/../
        (sch:let, sch:param, sch:phase[@id = tei-pipeline:phase(..)]/sch:let)"/>
    <xsl:sequence select="
      tei-pipeline:problem(., not(normalize-space(@name)), 'a variable needs a name'),
      tei-pipeline:problem(., @name = (preceding-sibling::sch:let, $shadowed)/@name,
        'the variable ' || @name || ' is defined twice',
        (../sch:let, $shadowed)[@name = current()/@name])"/>
  </xsl:template>

  <xsl:template match="sch:pattern | sch:group" mode="check" as="element()*">
    <xsl:variable name="model" as="element()?" select="tei-pipeline:model(.)"/>
    <xsl:variable name="values" as="attribute()*" select="(., $model)/sch:param[@value]/@name"/>
    <xsl:sequence select="
      tei-pipeline:problem(., exists(@is-a) and empty($model),
        'there is no abstract ' || local-name() || ' ' || @is-a),
      for $name in $model/sch:param/@name[not(. = $values)]
        return tei-pipeline:problem(., true(),
          'the abstract ' || local-name() || ' ' || @is-a || ' needs a value of $' || $name),
      for $param in sch:param[$model][not(tei-pipeline:is-asked-for(., $model))]
        return tei-pipeline:problem($param, true(),
          'the abstract ' || local-name() || ' ' || @is-a || ' has no parameter ' || $param/@name),
      tei-pipeline:problem(., @abstract = 'true' and not(@id),
        'an abstract ' || local-name() || ' needs an id'),
      tei-pipeline:problem(., @abstract = 'true' and exists(@is-a),
        'an abstract ' || local-name() || ' cannot be made from another',
        (., ../(sch:pattern | sch:group)[@is-a = current()/@id]))"/>
    <xsl:apply-templates select="*" mode="check"/>
  </xsl:template>

  <xsl:template match="sch:rule" mode="check" as="element()*">
    <xsl:variable name="abstract" as="xs:boolean" select="@abstract = 'true'"/>
    <xsl:sequence select="
      tei-pipeline:problem(., not($abstract or normalize-space(@context)), 'a rule needs a context'),
      tei-pipeline:problem(., $abstract and not(@id), 'an abstract rule needs an id'),
      tei-pipeline:problem(., not($abstract) and exists(parent::sch:rules),
        'rules holds abstract rules only')"/>
    <xsl:apply-templates select="*" mode="check"/>
  </xsl:template>

  <xsl:template match="sch:extends[not(@href)]" mode="check" as="element()*">
    <xsl:variable name="extended" as="element(sch:rule)?" select="tei-pipeline:extended(.)"/>
    <xsl:sequence select="
      tei-pipeline:problem(., empty($extended),
        'there is no abstract rule ' || @rule || ' in this pattern'),
      tei-pipeline:problem(., $extended is .. or tei-pipeline:reaches($extended, .., ()),
        'the rule ' || @rule || ' extends itself')"/>
  </xsl:template>

  <xsl:template match="sch:assert | sch:report" mode="check" as="element()*">
    <xsl:variable name="schema" as="element(sch:schema)" select="/sch:schema"/>
    <xsl:variable name="diagnostics" as="xs:string*" select="tokenize(@diagnostics)"/>
    <xsl:variable name="properties" as="xs:string*" select="tokenize(@properties)"/>
    <xsl:sequence select="
      tei-pipeline:problem(., not(normalize-space(@test)), local-name() || ' needs a test'),
      for $id in $diagnostics[not(. = $schema/sch:diagnostics/sch:diagnostic/@id)]
        return tei-pipeline:problem(., true(), 'there is no diagnostic ' || $id, ()),
      for $id in $properties[not(. = $schema/sch:properties/sch:property/@id)]
        return tei-pipeline:problem(., true(), 'there is no property ' || $id, ())"/>
    <xsl:apply-templates select="*" mode="check"/>
  </xsl:template>

  <xsl:template match="sch:value-of" mode="check" as="element()*">
    <xsl:sequence select="tei-pipeline:problem(., not(normalize-space(@select)), 'value-of needs a select')"/>
  </xsl:template>

  <xsl:template match="sch:schema/xsl:*" mode="check" as="element()*">
    <xsl:sequence select="
      tei-pipeline:problem(., not(local-name() = $tei-pipeline:declarations),
        name() || ' is not allowed in a schema; of XSLT may be used: '
        || string-join($tei-pipeline:declarations, ', ') || ', and include of a file with these')"/>
  </xsl:template>

  <xsl:template match="sch:*[not(local-name() = $tei-pipeline:elements)]" mode="check"
    as="element()*" priority="1">
    <xsl:sequence
      select="tei-pipeline:problem(., true(), 'Schematron has no element ' || local-name())"/>
  </xsl:template>

  <xsl:template match="sch:*[parent::sch:*][not(parent::sch:let)]
      [map:contains($tei-pipeline:parents, local-name())]
      [not(local-name(..) = $tei-pipeline:parents(local-name()))]" mode="check" as="element()*"
    priority="3">
    <xsl:sequence select="tei-pipeline:problem(., true(),
      local-name() || ' cannot stand in ' || local-name(..) || ', only in '
      || string-join($tei-pipeline:parents(local-name()), ', '))"/>
  </xsl:template>

  <!-- A problem with its place, if it is one. -->
  <xsl:function name="tei-pipeline:problem" as="element(tei-pipeline:problem)?">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="wrong" as="xs:boolean"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="tei-pipeline:problem($node, $wrong, $text, $node)"/>
  </xsl:function>

  <!-- The same where not the node itself is to be left out. -->
  <xsl:function name="tei-pipeline:problem" as="element(tei-pipeline:problem)?">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="wrong" as="xs:boolean"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="bad" as="element()*"/>
    <xsl:if test="$wrong">
      <tei-pipeline:problem path="{path($node)}" bad="{$bad ! generate-id()}"
        rule="{tei-pipeline:is-rule($node)}">{$text}</tei-pipeline:problem>
    </xsl:if>
  </xsl:function>

  <!-- Whether an abstract pattern declares a parameter; where it declares none, whether it uses it. -->
  <xsl:function name="tei-pipeline:is-asked-for" as="xs:boolean">
    <xsl:param name="param" as="element(sch:param)"/>
    <xsl:param name="model" as="element()"/>
    <xsl:variable name="notes" as="xs:string*"
      select="$model//(@diagnostics | @properties) ! tokenize(.)"/>
    <xsl:variable name="asking" as="element()*"
      select="$model, $model/../(sch:diagnostics, sch:properties)/*[@id = $notes]"/>
    <xsl:sequence select="
      if ($model/sch:param) then $param/@name = $model/sch:param/@name
      else exists($asking//(@* | text())[contains(., '$' || $param/@name)])"/>
  </xsl:function>

  <!-- Whether a rule extends, through any number of others, the rule that is looked for. -->
  <xsl:function name="tei-pipeline:reaches" as="xs:boolean">
    <xsl:param name="rule" as="element(sch:rule)?"/>
    <xsl:param name="sought" as="element(sch:rule)"/>
    <xsl:param name="seen" as="element(sch:rule)*"/>
    <xsl:variable name="next" as="element(sch:rule)*"
      select="($rule/sch:extends[@rule] ! tei-pipeline:extended(.)) except $seen"/>
    <xsl:sequence select="
      some $one in $next satisfies
        ($one is $sought or tei-pipeline:reaches($one, $sought, ($seen, $next)))"/>
  </xsl:function>
</xsl:transform>
