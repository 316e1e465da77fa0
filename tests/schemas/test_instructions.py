"""Pseudo-attributes, and what the instructions and attributes of a document mean."""

from contextlib import suppress
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_pipeline.schemas.instructions import Statement, pseudo_attributes, statements
from tei_pipeline.schemas.prolog import read_prolog
from tests.schemas.material import TYPES, model

NAMES = st.text("abcdefghijklmnopqrstuvwxyzäö_-.", min_size=1).filter(lambda t: t[0].isalpha())
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"))
SPACES = st.text(" \t\n", max_size=3)


def statements_of(text: str) -> list[Statement]:
    return list(statements(read_prolog(f"{text}<a/>".encode())))


@given(st.dictionaries(NAMES, TEXTS, max_size=5), st.data())
def test_pseudo_attributes_are_read_as_they_were_written(
    pairs: dict[str, str], data: st.DataObject
) -> None:
    parts = [data.draw(SPACES)]
    for name, value in pairs.items():
        quote = data.draw(st.sampled_from("\"'"))
        entities = {'"': data.draw(st.sampled_from(["&quot;", "&#34;", "&#x22;"])), "'": "&apos;"}
        text = escape(value, entities)
        equals = f"{data.draw(SPACES)}={data.draw(SPACES)}"
        parts += [name, equals, quote, text, quote, " ", data.draw(SPACES)]
    assert pseudo_attributes("".join(parts)) == pairs


def test_references_to_characters_are_resolved() -> None:
    data = "href='&#97;&#x62;&amp;&lt;&gt;&quot;&apos;&#x1F600;'"
    assert pseudo_attributes(data) == {"href": "ab&<>\"'😀"}


@given(st.text(st.sampled_from(" \t\na=b\"'&<>;#x1lt")))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert all(pseudo_attributes(text))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("href=a.rng", "is not written as"),
        ("href", "is not written as"),
        ('href="a<b"', "is not written as"),
        ('href="a', "is not written as"),
        ('href="a" href="b"', "href stands there twice"),
        ('href="a"type="b"', "no space after the value of href"),
        ('href="a&b"', "begins no reference"),
        ('href="a&other;b"', "begins no reference"),
        ('href="&#0;"', "is no character"),
        ('href="&#xD800;"', "is no character"),
        ('href="&#27;"', "is no character"),
        ('href="&#99999999999999999999;"', "is no character"),
    ],
)
def test_what_is_wrong_with_an_instruction_is_said(data: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        pseudo_attributes(data)
    (said,) = statements_of(f"<?xml-model {data}?>")
    assert words in str(said.problem)


@pytest.mark.parametrize(
    ("more", "kind", "compact"),
    [
        (f'schematypens="{TYPES["rng"]}"', "relaxng", False),
        (f'schematypens="{TYPES["xsd"]}"', "xsd", False),
        (f'schematypens=" {TYPES["sch"]} "', "schematron", False),
        ('type="application/relax-ng-compact-syntax"', "relaxng", True),
        ('type="application/relax-ng-compact-syntax; charset=utf-8"', "relaxng", True),
        ('type="application/xml" charset="utf-8" title="x" group="y"', None, False),
        ("", None, False),
    ],
)
def test_xml_model_says_what_a_schema_is(more: str, kind: str | None, compact: bool) -> None:
    (said,) = statements_of(f'<?xml-model href="a" {more}?>')
    assert (said.address, said.by, said.kind, said.compact) == ("a", "xml-model", kind, compact)
    assert said.problem is None
    assert said.unread is None


def test_a_phase_is_read_and_an_empty_one_is_none() -> None:
    first, second = statements_of(
        model("a.sch", "sch", ' phase="final"') + model("a.sch", "sch", ' phase=""')
    )
    assert (first.phase, second.phase) == ("final", None)


@pytest.mark.parametrize(
    ("more", "label"),
    [
        ('schematypens="http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0"', "NVDL"),
        ('schematypens="http://www.ascc.net/xml/schematron"', "Schematron 1.5 (before ISO)"),
        ('schematypens="http://www.tei-c.org/ns/1.0"', "TEI ODD (compile it to RELAX NG first)"),
        ('type="application/xml-dtd"', "DTD"),
    ],
)
def test_kinds_that_are_not_read_are_named(more: str, label: str) -> None:
    (said,) = statements_of(f'<?xml-model href="a" {more}?>')
    assert said.unread == label


@pytest.mark.parametrize("data", ["", 'type="application/xml"', 'href=" "'])
def test_an_instruction_without_address_is_a_problem(data: str) -> None:
    (said,) = statements_of(f"<?xml-model {data}?>")
    assert said.problem == "it has no href"


def test_a_language_that_is_not_known_is_a_problem() -> None:
    (said,) = statements_of('<?xml-model href="a.rng" schematypens="http://relaxng.org/"?>')
    assert "no schema language is known" in str(said.problem)


def test_the_older_instruction_of_an_editor_is_read() -> None:
    found = statements_of(
        '<?oxygen RNGSchema="a.rnc" type="compact"?><?oxygen RNGSchema="b.rng" type="xml"?>'
        '<?oxygen SCHSchema="c.sch"?><?oxygen NVDLSchema="d.nvdl"?><?oxygen other="e"?>'
    )
    assert [(s.address, s.kind, s.compact, s.unread) for s in found] == [
        ("a.rnc", "relaxng", True, None),
        ("b.rng", "relaxng", False, None),
        ("c.sch", "schematron", False, None),
        ("d.nvdl", None, False, "NVDL"),
    ]


def located(attributes: str) -> list[Statement]:
    source = f'<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" {attributes}/>'
    return list(statements(read_prolog(source.encode())))


def test_schema_location_names_pairs() -> None:
    found = located('xsi:schemaLocation="urn:a\n a.xsd  urn:b b.xsd"')
    assert [(s.namespace, s.address) for s in found] == [("urn:a", "a.xsd"), ("urn:b", "b.xsd")]
    assert {s.by for s in found} == {"xsi:schemaLocation"}


def test_a_namespace_without_address_is_a_problem() -> None:
    *_, last = located('xsi:schemaLocation="urn:a a.xsd urn:b"')
    assert "“urn:b” has no address" in str(last.problem)


def test_no_namespace_schema_location_names_one() -> None:
    (said,) = located('xsi:noNamespaceSchemaLocation=" a.xsd "')
    assert (said.address, said.kind, said.by) == ("a.xsd", "xsd", "xsi:noNamespaceSchemaLocation")
    assert located('xsi:noNamespaceSchemaLocation=" "') == []
