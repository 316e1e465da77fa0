"""Which version of XSD a schema is in."""

from pathlib import Path

import pytest
from lxml import etree

from tei_pipeline.errors import SchemaError
from tei_pipeline.validators.xsd import XsdValidator
from tei_pipeline.validators.xsd.versions import sign_of_11
from tests.validators.xsd.schemas import codes, written, xsd

VC = 'xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning"'


def inside(content: str) -> str:
    return f'<xs:element name="a"><xs:complexType>{content}</xs:complexType></xs:element>'


@pytest.mark.parametrize(
    ("content", "sign"),
    [
        (inside('<xs:assert test="true()"/>'), "xs:assert"),
        ('<xs:element name="a"><xs:alternative type="xs:int"/></xs:element>', "xs:alternative"),
        (inside("<xs:openContent><xs:any/></xs:openContent>"), "xs:openContent"),
        ("<xs:defaultOpenContent><xs:any/></xs:defaultOpenContent>", "xs:defaultOpenContent"),
        ('<xs:override schemaLocation="a.xsd"/>', "xs:override"),
        (inside('<xs:sequence><xs:any notNamespace="urn:x"/></xs:sequence>'), "notNamespace"),
        (inside('<xs:anyAttribute notQName="x"/>'), "notQName"),
        (inside('<xs:attribute name="b" inheritable="true"/>'), "inheritable"),
        (inside('<xs:attribute name="b" targetNamespace="urn:x"/>'), "targetNamespace"),
        (inside('<xs:attribute name="b" type="xs:dateTimeStamp"/>'), "xs:dateTimeStamp"),
        (inside('<xs:all><xs:element name="b" maxOccurs="2"/></xs:all>'), "xs:all with a"),
        (inside("<xs:all><xs:any/></xs:all>"), "xs:all with a"),
        ('<xs:element name="a" substitutionGroup="b c"/>', "substitutionGroup"),
        ('<xs:element name="a"><xs:key ref="k"/></xs:element>', "ref"),
        (f'<xs:element name="a" {VC} vc:minVersion="1.1"/>', "vc:minVersion"),
    ],
)
def test_signs_of_version_1_1(content: str, sign: str) -> None:
    found = sign_of_11(etree.fromstring(xsd("\n" + content)))
    assert found is not None
    assert found[0].startswith(sign)
    assert found[1] == 3


@pytest.mark.parametrize(
    "content",
    [
        inside('<xs:all><xs:element name="b" minOccurs="0"/></xs:all>'),
        inside('<xs:attribute name="b" type="xs:duration"/>'),
        '<xs:element name="a" type="x:dateTimeStamp" xmlns:x="urn:x"/>',
        '<xs:element name="a"><xs:key name="k"/></xs:element>',
        '<xs:annotation><xs:appinfo><assert test="1"/></xs:appinfo></xs:annotation>',
    ],
)
def test_what_both_versions_have(content: str) -> None:
    assert sign_of_11(etree.fromstring(xsd(content))) is None


@pytest.mark.parametrize(("version", "is_11"), [("1.1", True), ("1.0", False), ("new", False)])
def test_the_version_that_a_schema_asks_for(version: str, is_11: bool) -> None:
    root = etree.fromstring(xsd("", f'{VC} vc:minVersion="{version}"'))
    assert (sign_of_11(root) is not None) is is_11


def test_a_model_that_is_ambiguous_in_1_0_alone_is_read_as_1_1(tmp_path: Path) -> None:
    model = """<xs:sequence><xs:element name="b" minOccurs="0"/>
<xs:any processContents="skip" minOccurs="0"/></xs:sequence>"""
    validator = XsdValidator(written(tmp_path, own=xsd(inside(model))))
    assert codes(validator, tmp_path, "<a><b/><c/></a>") == []
    assert codes(validator, tmp_path, "<a><c/><b/></a>") == ["TPS102"]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (inside('\n<xs:assert test="1 +"/>'), 3, "XPST0003"),
        (inside('\n<xs:attribute name="b" inheritable="true" type="gone"/>'), 3, "gone"),
        (inside('<xs:assert test="1"/>') + "\n<xs:elemnt/>", 3, "elemnt"),
        ('<xs:element name="a" type="gone"/>', 2, "gone"),
    ],
)
def test_a_schema_that_no_engine_reads(tmp_path: Path, content: str, line: int, said: str) -> None:
    first = written(tmp_path, own=xsd(content))
    with pytest.raises(SchemaError) as raised:
        codes(XsdValidator(first), tmp_path, "<a/>")
    assert said in raised.value.message
    assert (raised.value.path, raised.value.line) == (first, line)
    assert raised.value.mend
