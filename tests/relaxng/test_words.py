"""What a schema says of its elements, attributes and values is found where it holds, only there."""

from pathlib import Path

import pytest

from tei_pipeline.relaxng.grammar import Grammar, Words
from tei_pipeline.relaxng.patterns import ATTRIBUTE, VALUE
from tei_pipeline.relaxng.read import read_grammar
from tests.oracles import shared

TEI = "http://www.tei-c.org/ns/1.0"
SCHEMA = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0"
  xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0">
  <start><ref name="text"/></start>
  <define name="text"><element name="text">
    <a:documentation>a whole
      text</a:documentation>
    <zeroOrMore><ref name="model.phrase"/></zeroOrMore>
    <ref name="att.typed"/></element></define>
  <define name="name"><element name="name"><a:documentation>a name</a:documentation>
    <text/><attribute name="type"><a:documentation>the kind of name</a:documentation></attribute>
  </element></define>
  <define name="date"><element name="date"><text/><ref name="att.typed"/><optional>
    <attribute name="calendar"><choice>
      <value>julian</value><a:documentation>of Caesar</a:documentation>
      <value>other</value><a:documentation>of anyone</a:documentation></choice></attribute>
    </optional></element></define>
  <define name="att.typed"><attribute name="type">
    <a:documentation>the kind of thing</a:documentation></attribute></define>
  <define name="model.phrase"><choice><ref name="name"/><ref name="date"/></choice></define>
</grammar>"""


@pytest.fixture(scope="module")
def grammar(tmp_path_factory: pytest.TempPathFactory) -> Grammar:
    path = tmp_path_factory.mktemp("words") / "schema.rng"
    path.write_text(SCHEMA.lstrip(), encoding="utf-8")
    return read_grammar(path)


@pytest.fixture(scope="module")
def tei_all() -> Grammar:
    return read_grammar(shared("tei/oracle/tei_all.rng"))


def _definitions(grammar: Grammar) -> dict[str, int]:
    return {
        str(names[2]): n for n, (names, _) in enumerate(grammar.definitions) if names[0] == "name"
    }


def _patterns(grammar: Grammar, kind: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, node in enumerate(grammar.patterns.nodes):
        if node[0] == kind:
            name = node[1][-1] if kind == ATTRIBUTE else node[3]  # type: ignore[index]
            found.setdefault(str(name), []).append(number)
    return found


def test_elements_have_their_documentation_and_their_place(grammar: Grammar) -> None:
    numbers, words = _definitions(grammar), grammar.words
    assert words.elements == {numbers["text"]: "a whole text", numbers["name"]: "a name"}
    assert {words.places[numbers[name]][1] for name in ("text", "name", "date")} == {4, 9, 12}


def test_an_attribute_is_documented_in_the_words_of_its_element(grammar: Grammar) -> None:
    numbers, words = _definitions(grammar), grammar.words
    (kind,) = _patterns(grammar, ATTRIBUTE)["type"]
    assert kind not in words.attributes
    assert words.own_attributes == {
        (numbers["name"], kind): "the kind of name",
        (numbers["date"], kind): "the kind of thing",
        (numbers["text"], kind): "the kind of thing",
    }


def test_values_have_the_documentation_behind_them(grammar: Grammar) -> None:
    values = _patterns(grammar, VALUE)
    (julian,), (other,) = values["julian"], values["other"]
    assert grammar.words.values == {julian: "of Caesar", other: "of anyone"}


def test_a_name_for_a_choice_of_elements_is_a_group(grammar: Grammar) -> None:
    numbers = _definitions(grammar)
    assert grammar.words.groups == [
        ("model.phrase", tuple(sorted((numbers["name"], numbers["date"]))))
    ]


def test_words_of_tei_are_complete(tei_all: Grammar) -> None:
    words, numbers = tei_all.words, _definitions(tei_all)
    named = [n for n, (names, _) in enumerate(tei_all.definitions) if names[1:2] == (TEI,)]
    assert not [n for n in named if n not in words.elements]
    assert words.elements[numbers["div"]].startswith("(text division)")
    groups = dict(words.groups)
    assert numbers["persName"] in groups["model.nameLike"]
    assert len(groups["model.phrase"]) > 100
    documented = {pattern for _, pattern in words.own_attributes} | set(words.attributes)
    assert len(documented) > 350


def test_the_type_of_a_reading_is_not_that_of_a_division(tei_all: Grammar) -> None:
    assert "readings" not in _type_of(tei_all, "div", tei_all.words)
    assert "reading" in _type_of(tei_all, "rdg", tei_all.words)


def _type_of(grammar: Grammar, element: str, words: Words) -> str:
    number = _definitions(grammar)[element]
    patterns = _patterns(grammar, ATTRIBUTE)["type"]
    return next(
        words.own_attributes[number, p] for p in patterns if (number, p) in words.own_attributes
    )


def test_a_schema_with_no_words_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "schema.rng"
    path.write_text(
        '<element xmlns="http://relaxng.org/ns/structure/1.0" name="a"><empty/></element>', "utf-8"
    )
    words = read_grammar(path).words
    assert words == Words(places={0: (str(path), 1)})
