"""Names and values of RELAX NG schemas in words."""

from pathlib import Path
from typing import Any

import pytest

from tei_pipeline.cache import Cache
from tei_pipeline.opening import local_file
from tei_pipeline.relaxng.grammar import Words
from tei_pipeline.relaxng.load import load_grammar
from tei_pipeline.relaxng.patterns import TEXT
from tei_pipeline.validators.wording_names import Names, sentence, spelled, with_words, written
from tei_pipeline.validators.wording_near import near
from tei_pipeline.validators.wording_values import Values

XSD = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
TEI = "http://www.tei-c.org/ns/1.0}"


def values(tmp_path: Path, inner: str) -> tuple[Values, int]:
    """Return the values of a schema of one attribute, and the pattern of its value."""
    path = tmp_path / "a.rng"
    path.write_text(
        f'<element name="a" xmlns="http://relaxng.org/ns/structure/1.0" {XSD}'
        ' xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0">'
        f'<attribute name="b">{inner}</attribute></element>',
        encoding="utf-8",
    )
    grammar = load_grammar(path, local_file, Cache(tmp_path / "cache"))
    automaton = grammar.engine.automaton
    content = automaton.definitions[0][1]
    (attribute,) = automaton.attributes.held(content)
    return Values(automaton, Words(*grammar.words()).values), automaton.attributes.value(attribute)


def named(*names: str, groups: list[tuple[str, tuple[int, ...]]] | None = None) -> Names:
    definitions: list[Any] = []
    for name in names:
        space, _, plain = name.rpartition("}")
        definitions.append((("name", space, plain), TEXT))
    return Names(definitions, Words(groups=groups or []))


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ('<data type="date"/>', "a date as 1962-10-30"),
        ('<data type="nonNegativeInteger"/>', "a whole number that is not negative"),
        ('<data type="boolean"/>', "true or false"),
        ("<text/>", "any text"),
        ('<data type="token"><param name="pattern">[^\\p{C}\\p{Z}]+</param></data>',
         "a word without spaces"),
        ('<data type="string"><param name="pattern">a+</param></data>', "text of the form a+"),
        ('<data type="decimal"><param name="minInclusive">0</param>'
         '<param name="maxInclusive">1</param></data>', "a number as 1.5 from 0 to 1"),
        ("<choice><value>high</value><value>low</value></choice>", "high or low"),
        ('<choice><value>cm</value><a:documentation>(centimetres)</a:documentation>'
         "<value>mm</value></choice>", "cm (centimetres) or mm"),
        ('<choice><value>x</value><data type="integer"/></choice>', "x or a whole number"),
        ('<choice><data type="date"/><data type="gYear"/><data type="gMonth"/><data type="gDay"/>'
         '<data type="gYearMonth"/><data type="time"/><data type="dateTime"/></choice>',
         "a date as 1962-10-30, 1962-10 or 1962 or a moment as 1962-10-30T14:00:00"),
        ('<list><oneOrMore><data type="anyURI"/></oneOrMore></list>',
         "one or more, separated by spaces: an address without spaces"),
        ('<list><data type="int"/><data type="int"/></list>',
         "2 values, separated by spaces: a whole number"),
        ("<value/>", '""'),
        ('<data type="ENTITY"/>', "the name of an unparsed entity that the DOCTYPE declares"),
        ('<data type="hexBinary"/>', "a value of the type hexBinary"),
    ],
)  # fmt: skip
def test_what_is_allowed_is_said_in_plain_words(inner: str, words: str, tmp_path: Path) -> None:
    known, pattern = values(tmp_path, inner)
    assert known.in_words(pattern) == words


def test_of_many_values_some_are_listed(tmp_path: Path) -> None:
    inner = "".join(f"<value>v{number}</value>" for number in range(12))
    known, pattern = values(tmp_path, f"<choice>{inner}</choice>")
    assert known.in_words(pattern) == "v0, v1, v2, v3, v4, v5, v6, v7 · 4 more"


def test_a_list_may_have_thousands_of_values(tmp_path: Path) -> None:
    inner = "".join(f"<value>v{number}</value>" for number in range(3000))
    known, pattern = values(tmp_path, f"<list>{inner}</list>")
    said = "3000 values, separated by spaces: v0, v1, v2, v3, v4, v5, v6, v7 · 2992 more"
    assert known.in_words(pattern) == said
    assert known.enumerated(pattern)[::2999] == ["v0", "v2999"]
    assert known.meant(pattern, "v0 v1 w2") is None


@pytest.mark.parametrize(
    ("inner", "wrong", "right"),
    [
        ("<choice><value>high</value><value>low</value></choice>", "hihg", "high"),
        ("<choice><value>high</value><value>low</value></choice>", "LOW", "low"),
        ("<choice><value>high</value><value>low</value></choice>", "medium", None),
        ('<data type="date"/>', "30.10.1962", "1962-10-30"),
        ('<data type="date"/>', "1962-5-3", "1962-05-03"),
        ('<data type="date"/>', "1962/10/30", "1962-10-30"),
        ('<data type="date"/>', "31.02.1962", None),
        ('<data type="dateTime"/>', "1962-10-30 14:00:00", "1962-10-30T14:00:00"),
        ('<data type="decimal"/>', "3,5", "3.5"),
        ('<data type="boolean"/>', "yes", "true"),
        ('<data type="language"/>', "en_US", "en-US"),
        ('<data type="integer"/>', "12.", "12"),
        ('<data type="anyURI"><param name="pattern">\\S+</param></data>', "a/b c", "a/b%20c"),
        ('<data type="token"><param name="pattern">\\S+</param></data>', "two words", None),
        ("<list><oneOrMore><choice><value>red</value><value>blue</value></choice></oneOrMore></list>",
         "red bleu", "red blue"),
    ],
)  # fmt: skip
def test_a_value_is_proposed_only_if_it_is_allowed(
    inner: str, wrong: str, right: str | None, tmp_path: Path
) -> None:
    known, pattern = values(tmp_path, inner)
    assert known.meant(pattern, wrong) == right


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("persname", "persName"), ("hwo", "who"), ("itle", "title"), ("titlle", "title"),
     ("tatle", "title"), ("pp", "p"), ("lpace", "place")],
)  # fmt: skip
def test_one_slip_of_the_hand_is_seen_through(wrong: str, right: str) -> None:
    assert near(wrong, ["space", "who", "title", "persName", "p", "place"])[0] == right


def test_what_is_not_alike_is_not_near() -> None:
    assert near("xyzzy", ["p", "persName"]) == []
    assert near("p", ["p"]) == []


def test_a_name_is_shown_with_its_namespace_where_that_is_not_clear() -> None:
    names = named(f"{TEI}p", f"{TEI}hi", f"{TEI}ab", "urn:svg}svg", "urn:svg}p")
    shown = [names.shown(one) for one in (f"{TEI}p", "urn:svg}svg", "urn:svg}p", "p")]
    assert shown == ["p", "svg", "p (in the namespace urn:svg)", "p (in no namespace)"]


def test_groups_are_headings_and_the_rest_is_counted() -> None:
    plain = ["a1", "a2", "a3", "a4", "persName", "rs", "orgName", "date", "time", "zz"]
    names = named(
        *(f"{TEI}{one}" for one in plain),
        groups=[("model.dateLike", (7, 8)), ("model.nameLike", (4, 5, 6)), ("model.x", (0, 1))],
    )
    said = names.grouped([f"{TEI}{one}" for one in plain])
    assert said == "names (persName, orgName, rs) · dates (date, time) · 5 more"


def test_groups_of_another_vocabulary_have_their_own_names() -> None:
    plain = [f"a{number}" for number in range(10)]
    names = named(*plain, groups=[("small", (0, 1)), ("large", (2, 3, 4, 5))])
    said = names.grouped(plain)
    assert said == "large (a2, a3, a4, …) · small (a0, a1) · 4 more"


def test_names_without_groups_are_listed() -> None:
    plain = [f"a{number}" for number in range(12)]
    assert named(*plain).grouped(plain) == "a0, a1, a2, a3, a4, a5, a6, a7 · 4 more"
    assert named("a").grouped([]) == ""


def test_documentation_is_cut_to_a_sentence() -> None:
    assert (
        sentence("(person) names  a\nperson. Or two. [1.2. Names 3.4.]")
        == "(person) names a person"
    )
    assert sentence("word " * 40).endswith("word …")
    assert with_words("p", "(paragraph) marks prose.") == "p (paragraph) marks prose"
    assert with_words("p", "marks prose") == "p: marks prose"
    assert with_words("p", "") == "p"


def test_attributes_are_written_with_the_prefixes_that_everybody_uses() -> None:
    assert written("http://www.w3.org/XML/1998/namespace}id") == "xml:id"
    assert written("urn:x}id") == "id"
    assert spelled("urn:x}id") == "id (in the namespace urn:x)"
    assert spelled("id") == "id"
