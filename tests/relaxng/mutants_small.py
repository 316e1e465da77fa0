"""Small schemas and documents of our own: for mutants where the shared material is absent."""

from pathlib import Path

from tests.relaxng.material import Source

LETTER_SCHEMA = """<?xml version="1.0" encoding="UTF-8"?>
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"
    xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><ref name="TEI"/></start>
  <define name="att.global">
    <optional><attribute name="xml:id"><data type="ID"/></attribute></optional>
    <optional><attribute name="xml:lang"><data type="language"/></attribute></optional>
    <optional><attribute name="n"/></optional>
    <optional>
      <attribute name="rend">
        <a:documentation>says what the words look like.</a:documentation>
        <choice><value>italic</value><value>bold</value><value>spaced</value></choice>
      </attribute>
    </optional>
  </define>
  <define name="model.nameLike">
    <choice>
      <ref name="rs"/><ref name="orgName"/><ref name="placeName"/><ref name="persName"/>
    </choice>
  </define>
  <define name="model.dateLike"><choice><ref name="date"/><ref name="time"/></choice></define>
  <define name="model.hiLike">
    <choice><ref name="hi"/><ref name="emph"/><ref name="foreign"/></choice>
  </define>
  <define name="model.ptrLike"><choice><ref name="ref"/><ref name="ptr"/></choice></define>
  <define name="model.pLike"><choice><ref name="p"/><ref name="ab"/></choice></define>
  <define name="words">
    <zeroOrMore>
      <choice>
        <text/>
        <ref name="model.nameLike"/><ref name="model.dateLike"/><ref name="model.hiLike"/>
        <ref name="model.ptrLike"/><ref name="choice"/><ref name="lb"/><ref name="list"/>
      </choice>
    </zeroOrMore>
  </define>
  <define name="TEI">
    <element name="TEI"><ref name="att.global"/><ref name="teiHeader"/><ref name="text"/></element>
  </define>
  <define name="teiHeader">
    <element name="teiHeader"><ref name="att.global"/><ref name="fileDesc"/></element>
  </define>
  <define name="fileDesc">
    <element name="fileDesc">
      <ref name="titleStmt"/><ref name="publicationStmt"/><ref name="sourceDesc"/>
    </element>
  </define>
  <define name="titleStmt">
    <element name="titleStmt">
      <oneOrMore><ref name="title"/></oneOrMore><zeroOrMore><ref name="respStmt"/></zeroOrMore>
    </element>
  </define>
  <define name="title"><element name="title"><ref name="words"/></element></define>
  <define name="respStmt">
    <element name="respStmt"><ref name="resp"/><oneOrMore><ref name="name"/></oneOrMore></element>
  </define>
  <define name="resp">
    <element name="resp">
      <a:documentation>(responsibility) says what somebody did. It is short.</a:documentation>
      <text/>
    </element>
  </define>
  <define name="name"><element name="name"><text/></element></define>
  <define name="publicationStmt">
    <element name="publicationStmt">
      <a:documentation>(publication) says who publishes a text and when. [2.2.]</a:documentation>
      <choice>
        <oneOrMore><ref name="model.pLike"/></oneOrMore>
        <group><element name="publisher"><text/></element><ref name="date"/></group>
      </choice>
    </element>
  </define>
  <define name="sourceDesc">
    <element name="sourceDesc"><oneOrMore><ref name="model.pLike"/></oneOrMore></element>
  </define>
  <define name="text"><element name="text"><ref name="att.global"/><ref name="body"/></element>
    </define>
  <define name="body">
    <element name="body">
      <optional><ref name="head"/></optional>
      <zeroOrMore><choice><ref name="model.pLike"/><ref name="list"/></choice></zeroOrMore>
      <zeroOrMore><ref name="div"/></zeroOrMore>
    </element>
  </define>
  <define name="div">
    <element name="div">
      <ref name="att.global"/>
      <attribute name="type">
        <choice>
          <value>letter</value>
          <a:documentation>(a letter)</a:documentation>
          <value>point</value>
          <value>note</value>
        </choice>
      </attribute>
      <optional><ref name="head"/></optional>
      <oneOrMore><choice><ref name="model.pLike"/><ref name="list"/></choice></oneOrMore>
      <optional><ref name="closer"/></optional>
    </element>
  </define>
  <define name="head"><element name="head"><ref name="words"/></element></define>
  <define name="closer"><element name="closer"><ref name="words"/></element></define>
  <define name="p">
    <element name="p"><ref name="att.global"/><ref name="words"/></element>
  </define>
  <define name="ab"><element name="ab"><ref name="att.global"/><ref name="words"/></element>
    </define>
  <define name="list">
    <element name="list">
      <optional><ref name="head"/></optional><oneOrMore><ref name="item"/></oneOrMore>
    </element>
  </define>
  <define name="item"><element name="item"><ref name="att.global"/><ref name="words"/></element>
    </define>
  <define name="persName"><element name="persName"><ref name="named"/></element></define>
  <define name="placeName"><element name="placeName"><ref name="named"/></element></define>
  <define name="orgName"><element name="orgName"><ref name="named"/></element></define>
  <define name="rs"><element name="rs"><ref name="named"/></element></define>
  <define name="named">
    <ref name="att.global"/>
    <optional>
      <attribute name="ref">
        <data type="anyURI"><param name="pattern">\\S+</param></data>
      </attribute>
    </optional>
    <optional>
      <attribute name="cert"><choice><value>high</value><value>medium</value><value>low</value>
        </choice></attribute>
    </optional>
    <ref name="words"/>
  </define>
  <define name="date"><element name="date"><ref name="att.dated"/><ref name="words"/></element>
    </define>
  <define name="time"><element name="time"><ref name="att.dated"/><ref name="words"/></element>
    </define>
  <define name="att.dated">
    <ref name="att.global"/>
    <optional>
      <attribute name="when">
        <choice>
          <data type="date"/><data type="gYear"/><data type="gYearMonth"/><data type="time"/>
        </choice>
      </attribute>
    </optional>
  </define>
  <define name="hi"><element name="hi"><ref name="att.global"/><ref name="words"/></element>
    </define>
  <define name="emph"><element name="emph"><ref name="att.global"/><ref name="words"/></element>
    </define>
  <define name="foreign">
    <element name="foreign"><ref name="att.global"/><ref name="words"/></element>
  </define>
  <define name="ref">
    <element name="ref">
      <ref name="att.global"/>
      <attribute name="target"><data type="anyURI"><param name="pattern">\\S+</param></data>
        </attribute>
      <ref name="words"/>
    </element>
  </define>
  <define name="ptr">
    <element name="ptr">
      <attribute name="target"><data type="anyURI"><param name="pattern">\\S+</param></data>
        </attribute>
    </element>
  </define>
  <define name="lb"><element name="lb"><ref name="att.global"/></element></define>
  <define name="choice">
    <element name="choice">
      <choice>
        <group>
          <element name="sic"><ref name="words"/></element>
          <element name="corr"><ref name="words"/></element>
        </group>
        <group>
          <element name="abbr"><ref name="words"/></element>
          <element name="expan"><ref name="words"/></element>
        </group>
      </choice>
    </element>
  </define>
</grammar>
"""

LETTER = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt>
        <title>Vasily Kuznetsov to <persName ref="p.xml#rusk">Dean Rusk</persName></title>
        <respStmt><resp>encoding</resp><name>Anna</name></respStmt>
        <respStmt>
          <resp>translation</resp>
          <name>Boris</name>
          <name>Clara</name>
        </respStmt>
      </titleStmt>
      <publicationStmt>
        <publisher>The editors</publisher>
        <date when="2026-11-24">24 November 2026</date>
      </publicationStmt>
      <sourceDesc><p>A carbon copy.</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <text>
    <body>
      <head>A letter</head>
      <p xml:id="p1" rend="italic">On <date when="1962-10-29">29 October</date>
        <persName xml:id="m1" ref="p.xml#rusk" cert="high">Rusk</persName> said
        <foreign xml:lang="ru">нет</foreign>; the rest is <choice><sic>unknwon</sic>
        <corr>unknown</corr></choice>.<lb/></p>
      <div type="letter" xml:id="d1">
        <head>The <emph>first</emph> point</head>
        <p n="1">From <placeName ref="l.xml#ny" cert="medium">New York</placeName> to
          <orgName cert="low">the <choice><abbr>MFA</abbr><expan>Ministry</expan></choice>
            </orgName>,
          as <ref target="#p1">above</ref> and <ptr target="https://example.org/"/>.</p>
        <list>
          <item>one</item>
          <item xml:id="i2">two at <time when="14:00:00">two</time></item>
        </list>
        <closer>Yours</closer>
      </div>
      <div type="point">
        <ab>Then <hi rend="bold">silence</hi> from <rs ref="p.xml#zorin">him</rs>.</ab>
        <p>1963: <date when="1963">1963</date></p>
      </div>
    </body>
  </text>
</TEI>
"""

INVENTORY_SCHEMA = """<element name="inventory" xmlns="http://relaxng.org/ns/structure/1.0"
    xmlns:t="urn:example:tags"
    xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <attribute name="version"><data type="decimal"/></attribute>
  <optional><attribute name="checked"><data type="boolean"/></attribute></optional>
  <interleave>
    <oneOrMore>
      <element name="box">
        <attribute name="id"><data type="ID"/></attribute>
        <optional><attribute name="idref"><data type="IDREF"/></attribute></optional>
        <attribute name="state">
          <choice><value>open</value><value>closed</value><value>lost</value></choice>
        </attribute>
        <element name="label"><text/></element>
        <interleave>
          <element name="weight">
            <data type="decimal"><param name="minInclusive">0</param></data>
          </element>
          <optional>
            <element name="size">
              <list>
                <data type="positiveInteger"/><data type="positiveInteger"/>
                <data type="positiveInteger"/>
              </list>
            </element>
          </optional>
        </interleave>
        <zeroOrMore>
          <element name="t:mark">
            <attribute name="t:kind"><choice><value>fragile</value><value>heavy</value></choice>
              </attribute>
            <empty/>
          </element>
        </zeroOrMore>
        <zeroOrMore>
          <element name="thing"><attribute name="count">
              <a:documentation>how many there are. Not how much.</a:documentation>
              <data type="int"/>
            </attribute><text/>
            </element>
        </zeroOrMore>
      </element>
    </oneOrMore>
    <optional><element name="remark"><text/></element></optional>
  </interleave>
</element>
"""

INVENTORY = """<inventory version="1.2" checked="true" xmlns:t="urn:example:tags">
  <box id="b1" state="open">
    <label>Letters</label>
    <weight>3.5</weight>
    <size>10 20 30</size>
    <t:mark t:kind="fragile"/>
    <thing count="12">letters</thing>
    <thing count="1">envelope</thing>
  </box>
  <remark>Counted twice.</remark>
  <box id="b2" idref="b1" state="closed">
    <label>Photographs</label>
    <size>1 2 3</size>
    <weight>0.5</weight>
  </box>
  <box id="b3" idref="b2" state="lost"><label>Maps</label><weight>0</weight></box>
</inventory>
"""

MINIMAL = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title xml:id="main">A letter</title><title>by hand</title></titleStmt>
      <publicationStmt>
        <p>Not published.</p>
        <p n="2">Nor kept.</p>
      </publicationStmt>
      <sourceDesc>
        <p>A carbon copy.</p>
      </sourceDesc>
    </fileDesc>
  </teiHeader>
  <text xml:lang="en" n="1">
    <body>
      <p xml:id="p1" rend="italic">On 29 October <title>Pravda</title> said no.</p>
      <p xml:id="p2" xml:lang="ru" xml:space="preserve">нет</p>
      <p>
        And no more.</p>
    </body>
  </text>
</TEI>
"""
"""Valid for TEI's smallest customisation, for which real documents are too rich."""


def small_sources(folder: Path) -> list[Source]:
    """Return the documents, with their schemas written into a folder."""
    found = []
    for name, schema, text in (
        ("letter", LETTER_SCHEMA, LETTER),
        ("inventory", INVENTORY_SCHEMA, INVENTORY),
    ):
        path = folder / f"{name}.rng"
        path.write_text(schema, encoding="utf-8")
        found.append(Source(f"{name}.xml ({name})", path, text))
    return found
