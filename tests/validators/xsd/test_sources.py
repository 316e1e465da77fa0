"""One schema of many files: also where libxml2 by itself would read but some of them."""

from pathlib import Path

import pytest
from lxml import etree

from tei_pipeline.errors import SchemaError
from tei_pipeline.opening import local_file
from tei_pipeline.validators.xsd import XsdValidator
from tei_pipeline.validators.xsd.files import read_files
from tei_pipeline.validators.xsd.libxml2 import compile_schema
from tei_pipeline.validators.xsd.sources import Sources
from tests.validators.xsd.schemas import codes, judged, of, written, xsd

ENVELOPE = of(
    "urn:e",
    """<xs:element name="letter"><xs:complexType><xs:sequence>
<xs:any namespace="##other" processContents="strict"/></xs:sequence></xs:complexType>
</xs:element>""",
)
INSIDE = of("urn:i", '<xs:element name="date" type="xs:date"/>')
PLAIN = xsd('<xs:element name="year" type="xs:gYear"/>')


def test_one_namespace_from_two_imports(tmp_path: Path) -> None:
    imports = "".join(f'<xs:import namespace="urn:i" schemaLocation="{n}.xsd"/>' for n in "pq")
    use = '<xs:element name="a" type="i:p"/><xs:element name="b" type="i:q"/>'
    simple = '<xs:simpleType name="{}"><xs:restriction base="xs:int"/></xs:simpleType>'
    first = written(
        tmp_path,
        own=xsd(imports + use, 'xmlns:i="urn:i"'),
        p=of("urn:i", simple.format("p")),
        q=of("urn:i", simple.format("q")),
    )
    with pytest.raises(etree.XMLSchemaParseError, match="q"):
        etree.XMLSchema(etree.parse(first))  # it reads the first of the two alone
    validator = XsdValidator(first)
    assert codes(validator, tmp_path, "<b>1</b>") == []
    assert codes(validator, tmp_path, "<b>x</b>") == ["TPS106"]


def test_what_stands_in_a_wildcard_is_judged_by_another_schema(tmp_path: Path) -> None:
    first = written(tmp_path, envelope=ENVELOPE, inside=INSIDE)
    good = '<letter xmlns="urn:e"><date xmlns="urn:i">1962-10-30</date></letter>'
    bad = good.replace("30", "32")
    together = XsdValidator(first, others=(tmp_path / "inside.xsd",))
    assert together.name == "envelope.xsd + inside.xsd"
    assert codes(together, tmp_path, good) == []
    (found,) = judged(together, tmp_path, bad)
    assert (found.code, found.expected) == ("TPS106", "a date as YYYY-MM-DD")
    (found,) = judged(XsdValidator(first), tmp_path, good)
    assert found.code == "TPS102"
    assert found.message == (
        "date is declared in no schema, and stands where only declared elements may"
    )
    assert found.expected == "an element that the schema of urn:i declares"


def test_schemas_with_and_without_a_namespace(tmp_path: Path) -> None:
    first = written(tmp_path, envelope=ENVELOPE, plain=PLAIN)
    others = (tmp_path / "plain.xsd",)
    for path, more in ((first, others), (*others, (first,))):
        validator = XsdValidator(path, others=more)
        assert codes(validator, tmp_path, "<year>1962</year>") == []
        assert codes(validator, tmp_path, "<year>then</year>") == ["TPS106"]


def test_schemas_of_one_namespace_are_one(tmp_path: Path) -> None:
    first = written(tmp_path, envelope=ENVELOPE, more=of("urn:e", '<xs:element name="b"/>'))
    validator = XsdValidator(first, others=(tmp_path / "more.xsd",))
    assert codes(validator, tmp_path, '<b xmlns="urn:e"/>') == []
    (found,) = judged(validator, tmp_path, '<c xmlns="urn:e"/>')
    assert found.expected == "a root of the schema: b, letter"


def test_a_fault_is_told_of_the_file_and_line_as_written(tmp_path: Path) -> None:
    content = '\n<xs:element\n  name="x"\n  type="xs:int"/>\n<xs:element name="y" type="gone"/>'
    first = written(tmp_path, envelope=ENVELOPE, inside=of("urn:i", content))
    paths = [first, tmp_path / "inside.xsd"]
    sources = Sources(read_files(paths, local_file), paths)
    with pytest.raises(SchemaError) as raised:
        compile_schema(sources)
    assert (raised.value.path, raised.value.line) == (tmp_path / "inside.xsd", 6)
