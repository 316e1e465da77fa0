"""Documents of other vocabularies than TEI, written for these tests, and a schema with one of each.

``ORDER_SCHEMA`` has what the public schemas seldom have: keys and references, substitution groups,
abstract and derived types, nil, fixed values, wildcards, lists, unions and every facet.
"""

MODS = """<mods xmlns="http://www.loc.gov/mods/v3" xmlns:xlink="http://www.w3.org/1999/xlink"
  version="3.8">
  <titleInfo lang="eng"><nonSort>A </nonSort><title>letter</title></titleInfo>
  <name type="personal" usage="primary">
    <namePart type="family">Doe</namePart><namePart type="given">Jane</namePart>
    <role><roleTerm type="code" authority="marcrelator">aut</roleTerm></role>
  </name>
  <typeOfResource manuscript="yes">text</typeOfResource>
  <genre authority="local">letter</genre>
  <originInfo eventType="production">
    <place><placeTerm type="text">Havana</placeTerm></place>
    <dateCreated encoding="w3cdtf" keyDate="yes" point="start">1962-10-30</dateCreated>
    <dateIssued encoding="w3cdtf">2026</dateIssued>
    <issuance>monographic</issuance>
  </originInfo>
  <language><languageTerm type="code" authority="iso639-2b">eng</languageTerm></language>
  <physicalDescription><form authority="marcform">print</form><extent unit="pages">2</extent>
    <digitalOrigin>born digital</digitalOrigin></physicalDescription>
  <abstract>They met.</abstract>
  <note type="source">Made up.</note>
  <subject authority="local"><topic>meetings</topic><geographic>Havana</geographic>
    <temporal encoding="w3cdtf">1962</temporal></subject>
  <relatedItem type="host" xlink:href="https://example.org/"><titleInfo><title>Letters</title>
    </titleInfo><part><detail type="volume"><number>1</number></detail>
    <extent unit="page"><start>1</start><end>2</end></extent></part></relatedItem>
  <identifier type="uri">https://example.org/letter</identifier>
  <location><url access="object in context" usage="primary">https://example.org/letter</url>
  </location>
  <accessCondition type="use and reproduction">CC BY 4.0</accessCondition>
  <extension><any xmlns="urn:other" thing="1">at all</any></extension>
  <recordInfo><recordContentSource>tests</recordContentSource>
    <recordCreationDate encoding="iso8601">20260101</recordCreationDate></recordInfo>
</mods>"""

DC = """<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title xml:lang="en">A letter</dc:title><dc:creator>Doe, Jane</dc:creator>
  <dc:date>1962-10-30</dc:date><dc:type>Text</dc:type>
  <dc:identifier>https://example.org/letter</dc:identifier>
</oai_dc:dc>"""

OAI = f"""<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
  <responseDate>2026-01-01T12:00:00Z</responseDate>
  <request verb="ListRecords" metadataPrefix="oai_dc">https://example.org/oai</request>
  <ListRecords>
    <record>
      <header><identifier>oai:example.org:letter</identifier>
        <datestamp>2026-01-01</datestamp><setSpec>letters:1962</setSpec></header>
      <metadata>{DC}</metadata>
    </record>
    <record>
      <header status="deleted"><identifier>oai:example.org:old</identifier>
        <datestamp>2026-01-01T12:00:00Z</datestamp></header>
    </record>
    <resumptionToken completeListSize="2" cursor="0">next</resumptionToken>
  </ListRecords>
</OAI-PMH>"""

DATACITE = """<resource xmlns="http://datacite.org/schema/kernel-4">
  <identifier identifierType="DOI">10.5072/letter</identifier>
  <creators><creator><creatorName nameType="Personal">Doe, Jane</creatorName>
    <givenName>Jane</givenName><familyName>Doe</familyName>
    <nameIdentifier schemeURI="https://orcid.org/" nameIdentifierScheme="ORCID">0</nameIdentifier>
  </creator></creators>
  <titles><title xml:lang="en">A letter</title><title titleType="Subtitle">Havana</title></titles>
  <publisher>Tests</publisher>
  <publicationYear>2026</publicationYear>
  <resourceType resourceTypeGeneral="Text">letter</resourceType>
  <subjects><subject xml:lang="en" subjectScheme="local">meetings</subject></subjects>
  <dates><date dateType="Created">1962-10-30</date></dates>
  <language>en</language>
  <relatedIdentifiers><relatedIdentifier relatedIdentifierType="URL"
    relationType="IsPartOf">https://example.org/</relatedIdentifier></relatedIdentifiers>
  <sizes><size>2 pages</size></sizes>
  <version>1.0</version>
  <rightsList><rights rightsURI="https://creativecommons.org/licenses/by/4.0/">CC BY</rights>
  </rightsList>
  <descriptions><description descriptionType="Abstract">They <br/> met.</description>
  </descriptions>
  <geoLocations><geoLocation><geoLocationPlace>Havana</geoLocationPlace><geoLocationPoint>
    <pointLongitude>-82.4</pointLongitude><pointLatitude>23.1</pointLatitude></geoLocationPoint>
  </geoLocation></geoLocations>
</resource>"""

ORDER_SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:order"
  xmlns:o="urn:order" targetNamespace="urn:order" elementFormDefault="qualified">
<xs:element name="order"><xs:complexType><xs:sequence>
    <xs:element name="when" type="xs:dateTime"/>
    <xs:element name="day" type="xs:date" minOccurs="0"/>
    <xs:element name="year" type="xs:gYear" nillable="true"/>
    <xs:element name="person" type="person" maxOccurs="unbounded"/>
    <xs:element ref="thing" minOccurs="0" maxOccurs="5"/>
    <xs:element name="buyer"><xs:complexType>
      <xs:attribute name="who" type="xs:IDREF" use="required"/>
      <xs:attribute name="with" type="xs:IDREFS"/></xs:complexType></xs:element>
    <xs:element name="total" type="amount"/>
    <xs:element name="currency" type="xs:string" fixed="EUR"/>
    <xs:element name="marks" type="marks"/>
    <xs:element name="size" type="size"/>
    <xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="2"/>
  </xs:sequence>
  <xs:attribute name="number" type="code" use="required"/>
  <xs:attribute name="version" type="xs:string" fixed="1"/>
  <xs:anyAttribute namespace="##other" processContents="lax"/></xs:complexType>
  <xs:key name="persons"><xs:selector xpath="o:person"/><xs:field xpath="@code"/></xs:key>
  <xs:keyref name="owners" refer="persons">
    <xs:selector xpath="o:book|o:gift"/><xs:field xpath="@owner"/></xs:keyref>
  <xs:unique name="titles"><xs:selector xpath="*"/><xs:field xpath="o:title"/></xs:unique>
</xs:element>
<xs:complexType name="person"><xs:sequence><xs:element name="name" type="xs:token"/></xs:sequence>
  <xs:attribute name="id" type="xs:ID"/><xs:attribute name="code" type="xs:NCName"/>
</xs:complexType>
<xs:complexType name="vip"><xs:complexContent><xs:extension base="person"><xs:sequence>
  <xs:element name="honour" type="xs:token"/></xs:sequence></xs:extension></xs:complexContent>
</xs:complexType>
<xs:element name="thing" type="thing" abstract="true"/>
<xs:complexType name="thing" abstract="true"><xs:sequence>
  <xs:element name="title" type="xs:token"/></xs:sequence>
  <xs:attribute name="owner" type="xs:NCName"/></xs:complexType>
<xs:complexType name="article"><xs:complexContent><xs:extension base="thing">
  <xs:attribute name="weight" type="xs:double"/></xs:extension></xs:complexContent></xs:complexType>
<xs:element name="book" type="article" substitutionGroup="thing"/>
<xs:element name="gift" type="thing" substitutionGroup="thing"/>
<xs:simpleType name="amount"><xs:restriction base="xs:decimal"><xs:minExclusive value="0"/>
  <xs:maxInclusive value="1000"/><xs:fractionDigits value="2"/><xs:totalDigits value="6"/>
  </xs:restriction></xs:simpleType>
<xs:simpleType name="code"><xs:restriction base="xs:token"><xs:pattern value="[A-Z]{2}-\\d+"/>
  <xs:maxLength value="8"/></xs:restriction></xs:simpleType>
<xs:simpleType name="marks"><xs:restriction><xs:simpleType><xs:list itemType="xs:unsignedByte"/>
  </xs:simpleType><xs:maxLength value="3"/></xs:restriction></xs:simpleType>
<xs:simpleType name="size"><xs:union memberTypes="xs:positiveInteger"><xs:simpleType>
  <xs:restriction base="xs:string"><xs:enumeration value="small"/><xs:enumeration value="large"/>
  </xs:restriction></xs:simpleType></xs:union></xs:simpleType>
</xs:schema>"""

ORDER = """<order xmlns="urn:order" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:o="urn:other" number="AB-12" version="1" o:any="x">
  <when>2026-01-01T12:00:00Z</when>
  <day>2026-01-01</day>
  <year xsi:nil="true"/>
  <person id="p1" code="jane"><name>Jane</name></person>
  <person id="p2" code="max" xsi:type="vip"><name>Max</name><honour>Sir</honour></person>
  <book owner="jane" weight="0.5"><title>Letters</title></book>
  <gift owner="max" xsi:type="article" weight="1"><title>A pen</title></gift>
  <buyer who="p1" with="p1 p2"/>
  <total>12.50</total>
  <currency>EUR</currency>
  <marks>1 2 255</marks>
  <size>large</size>
  <o:any>thing <o:at/> all</o:any>
</order>"""
