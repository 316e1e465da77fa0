"""A draft: what is still to be written is no finding; what can never become valid is one."""

from pathlib import Path

import pytest

from tei_pipeline.validators.xsd import XsdValidator
from tests.validators.xsd.schemas import judged, written, xsd

SCHEMA = xsd(
    """<xs:element name="a"><xs:complexType><xs:sequence>
<xs:element name="n" type="xs:integer" minOccurs="0" maxOccurs="unbounded"/>
<xs:element name="r" minOccurs="0" maxOccurs="9"><xs:complexType>
<xs:attribute name="id" type="xs:ID"/><xs:attribute name="to" type="xs:IDREF"/>
<xs:attribute name="k"/><xs:attribute name="of"/><xs:attribute name="d" type="xs:date"/>
</xs:complexType></xs:element>
<xs:element name="z"/></xs:sequence></xs:complexType>
<xs:key name="key"><xs:selector xpath="r"/><xs:field xpath="@k"/></xs:key>
<xs:keyref name="ref" refer="key"><xs:selector xpath="r"/><xs:field xpath="@of"/></xs:keyref>
</xs:element>"""
)
RULES = xsd(
    """<xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" minOccurs="0"/>
</xs:sequence><xs:attribute name="kind"/><xs:assert test="b"/></xs:complexType></xs:element>
<xs:element name="t" type="xs:anyType"><xs:alternative test="@kind = 'x'" type="x"/>
<xs:alternative type="y"/></xs:element>
<xs:complexType name="x"><xs:sequence><xs:element name="b"/></xs:sequence>
<xs:attribute name="kind"/></xs:complexType>
<xs:complexType name="y"><xs:attribute name="kind"/></xs:complexType>"""
)


def codes_of(folder: Path, schema: str, text: str) -> list[str]:
    validator = XsdValidator(written(folder, own=schema), draft=True)
    return [found.code for found in judged(validator, folder, text)]


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        (SCHEMA, "<a/>"),
        (SCHEMA, "<a><n/><n> </n></a>"),
        (SCHEMA, '<a><r k="1" d=""/></a>'),
        (SCHEMA, '<a><r k="1" to="later"/></a>'),
        (SCHEMA, "<a><r/><r/></a>"),
        (SCHEMA, '<a><r k="1" of="2"/></a>'),
        (RULES, "<a/>"),
        (RULES, "<t><b/></t>"),
    ],
)
def test_what_is_still_to_be_written_is_no_finding(tmp_path: Path, schema: str, text: str) -> None:
    assert codes_of(tmp_path, schema, text) == []


@pytest.mark.parametrize(
    ("schema", "text", "code"),
    [
        (SCHEMA, "<a><q/></a>", "TPS102"),
        (SCHEMA, "<a><z/><n>1</n></a>", "TPS102"),
        (SCHEMA, "<a><n>x</n></a>", "TPS106"),
        (SCHEMA, '<a><r k="1" d="x"/></a>', "TPS106"),
        (SCHEMA, '<a><r k="1" x=""/></a>', "TPS104"),
        (SCHEMA, '<a><r k="1"/><r k="1"/></a>', "TPS108"),
        (RULES, "<a><c/></a>", "TPS102"),
        (RULES, '<t kind="y"><b/></t>', "TPS102"),
    ],
)
def test_what_can_never_become_valid_is_a_finding(
    tmp_path: Path, schema: str, text: str, code: str
) -> None:
    assert codes_of(tmp_path, schema, text) == [code]
