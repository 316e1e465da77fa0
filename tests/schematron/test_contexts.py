"""What rules and tests inside other schemas are about, where they do not say it."""

from pathlib import Path

import pytest

from tei_pipeline.errors import SchemaError
from tests.schematron.making import SCH, judged, messages

TEI = "http://www.tei-c.org/ns/1.0"
TEIX = "http://www.tei-c.org/ns/Examples"
RELAXNG = "http://relaxng.org/ns/structure/1.0"
SAY = '<s:report test="true()">is <s:name/></s:report>'
RULE = f'<s:rule context="tei:p">{SAY}</s:rule>'
TEXT = f'<TEI xmlns="{TEI}"><p n="1"/></TEI>'
RNG = f'<grammar xmlns="{RELAXNG}" xmlns:s="{SCH}"><start>{{}}</start></grammar>'
XSD = (
    f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:s="{SCH}"'
    ' targetNamespace="urn:t" xmlns:t="urn:t" {}>{}</xs:schema>'
)
SAID = f"<xs:annotation><xs:appinfo>{SAY}</xs:appinfo></xs:annotation>"


def odd(body: str, before: str = "") -> str:
    return (
        f'<TEI xmlns="{TEI}" xmlns:s="{SCH}" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        f'{before}<schemaSpec ident="x">{body}</schemaSpec></TEI>'
    )


def spec(body: str, beside: str = "") -> str:
    constraint = f"<constraint>{body}</constraint>"
    return f'<constraintSpec scheme="schematron">{beside}{constraint}</constraintSpec>'


def said(folder: Path, name: str, schema: str, document: str, **others: str) -> list[str]:
    files = {name: schema, "a.xml": document} | {f"b.{end}": text for end, text in others.items()}
    return messages(judged(folder, files, schema=name))


@pytest.mark.parametrize(
    ("body", "before"),
    [
        (spec(RULE), ""),
        (spec(f'<s:ns prefix="tei" uri="{TEI}"/>{RULE}'), ""),
        (spec(RULE.replace("tei:", "q:"), f'<s:ns prefix="q" uri="{TEI}"/>'), ""),
        (spec(RULE.replace("tei:", "q:")), f'<s:ns prefix="q" uri="{TEI}"/>'),
        (
            spec(RULE.replace("tei:", "q:"), f'<s:ns prefix="q" uri="{TEI}"/>'),
            f'<egXML xmlns="{TEIX}"><s:ns prefix="q" uri="urn:q"/></egXML>',
        ),
        (spec(RULE.replace("tei:p", "tei:p[key('k', 1)]"),
              '<xsl:key name="k" match="tei:p" use="number(@n)"/>'), ""),
        (f'<elementSpec ident="p">{spec(f"<s:rule>{SAY}</s:rule>")}</elementSpec>', ""),
        (f'<elementSpec ident="p">{spec(SAY)}</elementSpec>', ""),
    ],
)  # fmt: skip
def test_prefixes_and_contexts_of_an_odd(tmp_path: Path, body: str, before: str) -> None:
    """Prefixes may be declared anywhere; those of the TEI's own extraction need not be."""
    assert said(tmp_path, "a.odd", odd(body, before), TEXT) == ["is p"]


def test_a_test_for_a_whole_odd_is_about_the_document(tmp_path: Path) -> None:
    test = '<s:report test="tei:TEI/tei:p">has p</s:report>'
    assert said(tmp_path, "a.odd", odd(spec(test)), TEXT) == ["has p"]


def test_what_is_about_nothing_costs_the_other_rules_nothing(tmp_path: Path) -> None:
    body = f'<classSpec ident="att.x">{spec(SAY)}</classSpec>\n{spec(RULE)}'
    files = {"a.odd": odd(f"{body}{spec('<s:value-of/>')}"), "a.xml": TEXT}
    found = judged(tmp_path, files, schema="a.odd")
    assert [one.code for one in found] == ["TPS901", "TPS901", "TPS201"]
    assert "a test stands outside of a rule" in found[0].message
    assert "the other rules were run" in found[0].message
    assert "value-of stands outside of a pattern" in found[1].message


def test_a_prefix_that_stands_for_two_namespaces_keeps_the_first(tmp_path: Path) -> None:
    both = f'<s:ns prefix="q" uri="{TEI}"/>\n<s:ns prefix="q" uri="urn:q"/>'
    files = {"a.odd": odd(spec(RULE.replace("tei:", "q:"), both)), "a.xml": TEXT}
    found = judged(tmp_path, files, schema="a.odd")
    assert [(one.code, one.location.line) for one in found] == [("TPS901", 2), ("TPS201", 1)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("<name>a</name>", ["a"]),
        ("<choice><name>a</name><choice><name ns='urn:x'>d</name><name>b</name></choice></choice>",
         ["a", "b", "x:d"]),
        ("<anyName/>", ["a", "b", "x:d", "x:e"]),
        ("<nsName ns='urn:x'/>", ["x:d", "x:e"]),
        ("<nsName ns='urn:x'><except><name ns='urn:x'>d</name></except></nsName>", ["x:e"]),
        ("<anyName><except><name>b</name><nsName ns='urn:x'/></except></anyName>", ["a"]),
        ("<choice><name>b</name><nsName ns='urn:x'/></choice>", ["b", "x:d", "x:e"]),
    ],
)  # fmt: skip
def test_name_classes_of_relaxng(tmp_path: Path, names: str, expected: list[str]) -> None:
    schema = RNG.format(f"<element>{names}{SAY}<text/></element>")
    document = '<a><b/><x:d xmlns:x="urn:x"/><x:e xmlns:x="urn:x"/></a>'
    assert said(tmp_path, "a.rng", schema, document) == [f"is {name}" for name in expected]


def test_attributes_of_an_element_of_several_names(tmp_path: Path) -> None:
    names = "<choice><name>a</name><name>b</name></choice>"
    attribute = f"<attribute><anyName/>{SAY}</attribute>"
    schema = RNG.format(f"<element>{names}{attribute}</element>")
    document = '<a n="1"><c n="1"/><b m="1"/></a>'
    assert said(tmp_path, "a.rng", schema, document) == ["is n", "is m"]


def test_what_is_referred_to_elsewhere_gets_the_namespace_that_is_given(tmp_path: Path) -> None:
    schema = RNG.format('<externalRef href="b.rng" ns="urn:t"/>')
    other = f'<element name="a" xmlns="{RELAXNG}" xmlns:s="{SCH}">{SAY}</element>'
    assert said(tmp_path, "a.rng", schema, '<a xmlns="urn:t"/>', rng=other) == ["is a"]


@pytest.mark.parametrize(
    ("attributes", "inside", "document", "expected"),
    [
        ("", '<xs:element name="b">{}</xs:element>', "<b/>", ["is b"]),
        ('elementFormDefault="qualified"', '<xs:element name="b">{}</xs:element>', "<t:b/>",
         ["is t:b"]),
        ("", '<xs:element name="b" form="qualified">{}</xs:element>', "<t:b/><b/>", ["is t:b"]),
        ("", '<xs:element ref="t:a">{}</xs:element>', "", ["is t:a"]),
    ],
)  # fmt: skip
def test_local_elements_of_xsd(
    tmp_path: Path, attributes: str, inside: str, document: str, expected: list[str]
) -> None:
    content = f"<xs:complexType><xs:sequence>{inside.format(SAID)}</xs:sequence></xs:complexType>"
    schema = XSD.format(attributes, f'<xs:element name="a">{content}</xs:element>')
    text = f'<t:a xmlns:t="urn:t">{document}</t:a>'
    assert said(tmp_path, "a.xsd", schema, text) == expected


def test_attributes_of_xsd(tmp_path: Path) -> None:
    local = f'<xs:complexType><xs:attribute name="n">{SAID}</xs:attribute></xs:complexType>'
    schema = XSD.format(
        "",
        f'<xs:attribute name="m">{SAID}</xs:attribute><xs:element name="a">{local}</xs:element>',
    )
    document = '<t:a xmlns:t="urn:t" n="1" m="1" t:n="1" t:m="1"/>'
    assert said(tmp_path, "a.xsd", schema, document) == ["is t:m", "is n"]


def test_an_included_xsd_without_a_namespace_gets_that_of_the_first(tmp_path: Path) -> None:
    schema = XSD.format("", '<xs:include schemaLocation="b.xsd"/>')
    other = XSD.format("", f'<xs:element name="a">{SAID}</xs:element>')
    other = other.replace('targetNamespace="urn:t"', "")
    assert said(tmp_path, "a.xsd", schema, '<a xmlns="urn:t"/>', xsd=other) == ["is a"]


def test_a_schema_with_nothing_but_what_is_about_nothing_is_an_error(tmp_path: Path) -> None:
    schema = RNG.format("<ref name='d'/>").replace(
        "</grammar>", f'<define name="d">{SAY}</define></grammar>'
    )
    with pytest.raises(SchemaError, match="outside of a rule"):
        said(tmp_path, "a.rng", schema, "<a/>")
