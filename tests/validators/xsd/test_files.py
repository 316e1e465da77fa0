"""All files of a schema are at hand or it is said which is not; nothing else is ever read."""

from itertools import pairwise
from pathlib import Path

import pytest

from tei_pipeline.errors import SchemaError
from tei_pipeline.opening import local_file
from tei_pipeline.validators.xsd import XsdValidator
from tei_pipeline.validators.xsd.files import parse, read_files
from tests.validators.xsd.schemas import XS, codes, of, written, xsd

INTEGER = xsd('<xs:simpleType name="t"><xs:restriction base="xs:int"/></xs:simpleType>')
ELEMENT = '<xs:element name="a" type="t"/>'


def test_files_that_include_each_other_are_read_once(tmp_path: Path) -> None:
    first = written(
        tmp_path,
        own=xsd('<xs:include schemaLocation="part.xsd"/>' + ELEMENT),
        part=INTEGER.replace("\n", '<xs:include schemaLocation="part.xsd"/>'
                             '<xs:include schemaLocation="./own.xsd"/>', 1),
    )  # fmt: skip
    assert [path.name for path in read_files([first], local_file)] == ["own.xsd", "part.xsd"]
    assert codes(XsdValidator(first), tmp_path, "<a>1</a>") == []
    assert codes(XsdValidator(first), tmp_path, "<a>x</a>") == ["TPS106"]


def test_a_file_without_a_namespace_takes_that_of_whoever_includes_it(tmp_path: Path) -> None:
    include = '<xs:include schemaLocation="part.xsd"/>'
    first = written(tmp_path, own=of("urn:a", include + ELEMENT), part=INTEGER)
    assert codes(XsdValidator(first), tmp_path, '<a xmlns="urn:a">1</a>') == []
    assert codes(XsdValidator(first), tmp_path, '<a xmlns="urn:a">x</a>') == ["TPS106"]


@pytest.mark.parametrize("kind", ["redefine", "override"])
def test_parts_of_another_file_are_changed(tmp_path: Path, kind: str) -> None:
    base = "t" if kind == "redefine" else "xs:int"
    changed = f"""<xs:{kind} schemaLocation="part.xsd"><xs:simpleType name="t">
<xs:restriction base="{base}"><xs:maxInclusive value="5"/></xs:restriction></xs:simpleType>
</xs:{kind}>"""
    first = written(tmp_path, own=of("urn:a", changed + ELEMENT), part=INTEGER)
    assert codes(XsdValidator(first), tmp_path, '<a xmlns="urn:a">5</a>') == []
    assert codes(XsdValidator(first), tmp_path, '<a xmlns="urn:a">6</a>') == ["TPS106"]


@pytest.mark.parametrize("kind", ["include", "redefine", "import", "override"])
@pytest.mark.parametrize("address", ["gone.xsd", "http://localhost:9/a.xsd"])
def test_a_file_that_is_not_at_hand_is_an_error(tmp_path: Path, kind: str, address: str) -> None:
    link = f'\n<xs:{kind} schemaLocation="{address}"/>'
    first = written(tmp_path, own=of("urn:a", link + '<xs:element name="a"/>'))
    with pytest.raises(SchemaError) as raised:
        codes(XsdValidator(first), tmp_path, "<a/>")
    assert address in raised.value.message
    assert (raised.value.path, raised.value.line) == (first, 3)
    assert f"tei-pipeline schema add {address}" in (raised.value.mend or "")


def test_an_include_that_names_nothing_is_an_error(tmp_path: Path) -> None:
    first = written(tmp_path, own=xsd("<xs:include/>"))
    with pytest.raises(SchemaError, match="lacks schemaLocation"):
        read_files([first], local_file)


def test_addresses_are_opened_by_whoever_knows_them(tmp_path: Path) -> None:
    address = "http://example.org/part.xsd"
    first = written(tmp_path, own=xsd(f'<xs:include schemaLocation="{address}"/>' + ELEMENT))
    asked: list[tuple[str, Path]] = []

    def open_schema(address: str, base: Path) -> tuple[Path, bytes]:
        asked.append((address, base))
        return tmp_path / "kept.xsd", INTEGER.encode()

    validator = XsdValidator(first, open_schema)
    assert codes(validator, tmp_path, "<a>x</a>") == ["TPS106"]
    assert asked == [(address, first)]


# Imports without an address, or from one that is not at hand


def importing(namespace: str, use: str, address: str = "") -> str:
    at = f' schemaLocation="{address}"' if address else ""
    return xsd(f'<xs:import namespace="{namespace}"{at}/>{use}', f'xmlns:x="{namespace}"')


def test_what_is_imported_and_not_used_need_not_be_there(tmp_path: Path) -> None:
    first = written(tmp_path, own=importing("urn:x", '<xs:element name="a" type="xs:int"/>'))
    assert codes(XsdValidator(first), tmp_path, "<a>1</a>") == []


def test_what_is_imported_and_used_must_be_there(tmp_path: Path) -> None:
    first = written(tmp_path, own=importing("urn:x", '<xs:element name="a" type="x:t"/>'))
    with pytest.raises(SchemaError) as raised:
        codes(XsdValidator(first), tmp_path, "<a>1</a>")
    assert raised.value.message.startswith("the import of the namespace urn:x names no file")
    assert raised.value.line == 2


def test_an_import_finds_what_another_link_leads_to(tmp_path: Path) -> None:
    first = written(
        tmp_path,
        own=xsd('<xs:include schemaLocation="part.xsd"/><xs:import namespace="urn:x"/>'
                '<xs:element name="a" type="x:t"/>', 'xmlns:x="urn:x"'),
        part=xsd('<xs:import namespace="urn:x" schemaLocation="x.xsd"/>'),
        x=INTEGER.replace("<xs:schema", '<xs:schema targetNamespace="urn:x"'),
    )  # fmt: skip
    assert codes(XsdValidator(first), tmp_path, "<a>x</a>") == ["TPS106"]


@pytest.mark.parametrize("address", ["", "http://www.w3.org/2001/xml.xsd"])
def test_the_attributes_of_xml_are_always_at_hand(tmp_path: Path, address: str) -> None:
    xml = "http://www.w3.org/XML/1998/namespace"
    at = f' schemaLocation="{address}"' if address else ""
    element = """<xs:element name="a"><xs:complexType><xs:attributeGroup ref="xml:specialAttrs"/>
</xs:complexType></xs:element>"""
    first = written(tmp_path, own=xsd(f'<xs:import namespace="{xml}"{at}/>{element}'))
    good = '<a xml:lang="" xml:space="preserve" xml:base="x" xml:id="i"/>'
    assert codes(XsdValidator(first), tmp_path, good) == []
    assert codes(XsdValidator(first), tmp_path, '<a xml:space="no"/>') == ["TPS106"]
    assert codes(XsdValidator(first), tmp_path, '<a xml:lang="two words"/>') == ["TPS106"]


def test_a_file_of_another_namespace_than_the_import_says(tmp_path: Path) -> None:
    first = written(tmp_path, own=importing("urn:x", "", "part.xsd"), part=of("urn:y", ""))
    with pytest.raises(SchemaError) as raised:
        read_files([first], local_file)
    assert raised.value.message == "part.xsd is imported for urn:x, but has the namespace urn:y"


# What a file may be


@pytest.mark.parametrize(
    ("content", "said", "line"),
    [
        (xsd("<a>\n</b>"), "not well-formed", 3),
        (xsd("&e;"), "entity &e; is not defined", 2),
        (f"<a {XS}/>", "its root is a", 1),
        (xsd("<a>" * 300 + "</a>" * 300), "nested too deep", 2),
    ],
)
def test_a_file_that_is_no_schema(tmp_path: Path, content: str, said: str, line: int) -> None:
    first = written(tmp_path, own=xsd('<xs:include schemaLocation="part.xsd"/>'), part=content)
    with pytest.raises(SchemaError, match=said) as raised:
        read_files([first], local_file)
    assert (raised.value.path, raised.value.line) == (tmp_path / "part.xsd", line)
    assert raised.value.mend


@pytest.mark.parametrize(
    "content",
    [
        "root:x:0:0",
        "",
        "<a/>",
        "<secret",
        '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>',
    ],
)
@pytest.mark.parametrize("kind", ["include", "import"])
def test_what_is_no_schema_is_refused_where_it_is_named(
    tmp_path: Path, kind: str, content: str
) -> None:
    link = f'<xs:{kind} schemaLocation="part.xsd"/>'
    first = written(tmp_path, own=of("urn:x", link), part=content)
    with pytest.raises(SchemaError, match="is no schema document of XSD") as raised:
        read_files([first], local_file)
    assert (raised.value.path, raised.value.line) == (first, 2)


def test_a_doctype_is_tolerated_and_its_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "own.dtd").write_text('<!ENTITY t "xs:gone">', encoding="utf-8")
    doctype = '<!DOCTYPE xs:schema SYSTEM "own.dtd" [<!ENTITY t "xs:int">]>\n'
    first = written(tmp_path, own=doctype + xsd('<xs:element name="a" type="&t;"/>'))
    assert codes(XsdValidator(first), tmp_path, "<a>x</a>") == ["TPS106"]


def test_entities_do_not_multiply_without_end(tmp_path: Path) -> None:
    names = "abcdefgh"
    more = "".join(f'<!ENTITY {name} "{f"&{before};" * 20}">' for before, name in pairwise(names))
    text = f'<!DOCTYPE a [<!ENTITY a "xxxxxxxxxx">{more}]><a>&h;</a>'
    with pytest.raises(SchemaError, match="expand beyond what is safe"):
        parse(tmp_path / "own.xsd", text.encode())


def test_a_first_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="cannot be read"):
        read_files([tmp_path / "gone.xsd"], local_file)


def test_a_file_with_a_blank_in_its_name_and_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "a part.xsd").write_bytes(
        INTEGER.replace("<xs", '<?xml version="1.0" encoding="utf-16"?><xs', 1).encode("utf-16")
    )
    include = '<xs:include schemaLocation="a%20part.xsd"/>'
    for sign in ("", "<xs:defaultOpenContent><xs:any/></xs:defaultOpenContent>"):
        first = written(tmp_path, own=xsd(include + sign + ELEMENT))
        assert codes(XsdValidator(first), tmp_path, "<a>1</a>") == []
        assert codes(XsdValidator(first), tmp_path, "<a>x</a>") == ["TPS106"]
