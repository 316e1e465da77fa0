"""The edition's Schematron beyond the examples of the rule pages."""

import re
from functools import cache
from pathlib import Path

import pytest

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import load
from tei_pipeline.resources import resource
from tei_pipeline.rules import RULES
from tei_pipeline.saxon import Saxon
from tei_pipeline.validators import Context
from tei_pipeline.validators.schematron import SchematronValidator

ROOT = Path(__file__).resolve().parents[2]
LETTER = (ROOT / "tests/frame/tei/letter.xml").read_text(encoding="utf-8")
SCHEMA = resource("schema", "edition.sch")


@cache
def edition() -> SchematronValidator:
    return SchematronValidator(Saxon(), SCHEMA)


def findings(path: Path) -> list[Diagnostic]:
    return list(edition().check(load(path), Context(path.parent, {}, frozenset(), complete=False)))


def changed(folder: Path, old: str, new: str) -> list[Diagnostic]:
    """Return the findings on the letter with one text in place of another."""
    assert LETTER.count(old) == 1, f"{old} is not there once"
    path = folder / "letter.xml"
    path.write_text(LETTER.replace(old, new), encoding="utf-8")
    return findings(path)


def in_paragraph(folder: Path, xml: str) -> list[Diagnostic]:
    return changed(folder, "We spoke on", f"We spoke {xml} on")


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tei").rglob("*.xml")), ids=lambda path: str(path.name)
)
def test_the_edition_keeps_its_rules(path: Path) -> None:
    assert findings(path) == []


def test_every_assertion_is_a_rule_with_expectation_and_mend() -> None:
    text = SCHEMA.read_text(encoding="utf-8")
    codes = re.findall(r'<sch:(?:assert|report) id="(\w+)"', text)
    assert sorted(codes) == [code for code in RULES if code.startswith("TPE")]
    for code in codes:
        assert f'<sch:diagnostic id="{code}-expected">' in text
        assert f'<sch:diagnostic id="{code}-mend">' in text
        assert f"{code}-expected {code}-mend" in text


def test_every_phase_runs_and_every_pattern_has_a_phase() -> None:
    text = SCHEMA.read_text(encoding="utf-8")
    patterns = re.findall(r'<sch:pattern id="([\w-]+)"', text)
    assert sorted(re.findall(r'<sch:active pattern="([\w-]+)"', text)) == sorted(patterns)
    for phase in re.findall(r'<sch:phase id="(\w+)"', text):
        validator = SchematronValidator(Saxon(), SCHEMA, phase)
        letter = ROOT / "tests/frame/tei/letter.xml"
        context = Context(letter.parent, {}, frozenset(), complete=False)
        assert list(validator.check(load(letter), context)) == []


@pytest.mark.parametrize(
    ("words", "attributes"),
    [
        ("30.X.62", 'when="1962-10-30"'),
        ("30. X. 1962", 'when="1962-10-30"'),
        ("30.10.1962", 'when="1962-10-30"'),
        ("1962-10-30", 'when="1962-10-30"'),
        ("October 30, 1962", 'when="1962-10-30"'),
        ("Oct. 5, 1962", 'when="1962-10-05"'),
        ("the 3rd of May 1955", 'when="1955-05-03"'),
        ("Sept. 1962", 'when="1962-09"'),
        ("October ’62", 'when="1962-10"'),
        ("27", 'when="1962-10-27"'),
        ("27 and 28 October", 'from="1962-10-27" to="1962-10-28"'),
        ("27–28 October 1962", 'from="1962-10-27" to="1962-10-28"'),
        ("after 1 November", 'notBefore="1962-11-01"'),
        ("15 April 1894 (3 April Old Style)", 'when="1894-04-15"'),
        ("29 October, 8 p.m.", 'when="1962-10-29T20:00:00"'),
        ("October 29, 10:15", 'when="1962-10-29"'),
        ("Monday, 29 October", 'when="1962-10-29"'),
        ("29\n      October 1962", 'when="1962-10-29"'),
        ("summer of 1962", 'notBefore="1962-06" notAfter="1962-08"'),
        ("30. Oktober 1962", 'when="1962-10-30"'),
        ("44 BC", 'when="-0043"'),
        ("29 October", 'when="--10-29"'),
        ("one year", 'dur="P1Y"'),
        ("29 October<note>not the 30th of May</note> 1962", 'when="1962-10-29"'),
    ],
)
def test_words_that_say_what_the_attribute_says(
    tmp_path: Path, words: str, attributes: str
) -> None:
    xml = f'<date xml:id="m-1" ana="#year-inferred" {attributes}>{words}</date>'
    assert in_paragraph(tmp_path, xml) == []


@pytest.mark.parametrize(
    ("words", "attributes", "says"),
    [
        ("27 October 1962", 'when="1962-10-28"', "(day 27)"),
        ("27 October 1962", 'when="1962-11-27"', "(month 10)"),
        ("27 October 1962", 'when="1963-10-27"', "(year 1962)"),
        ("27 October 1962", 'when="1963-11-28"', "(year 1962, month 10, day 27)"),
        ("October 31, 1962", 'when="1962-10-30"', "(day 31)"),
        ("30.XI.62", 'when="1962-10-30"', "(month 11)"),
        ("30.X.61", 'when="1962-10-30"', "(year 61)"),
        ("31.10.1962", 'when="1962-10-30"', "(day 31)"),
        ("26", 'when="1962-10-27"', "(day 26)"),
        ("after 1 November", 'notBefore="1962-11-02"', "(day 1)"),
        ("26 and 28 October", 'from="1962-10-27" to="1962-10-28"', "(day 26)"),
        ("29 October", 'when="--10-28"', "(day 29)"),
    ],
)
def test_words_that_say_something_else(
    tmp_path: Path, words: str, attributes: str, says: str
) -> None:
    xml = f'<date xml:id="m-1" ana="#year-inferred" {attributes}>{words}</date>'
    (found,) = in_paragraph(tmp_path, xml)
    assert found.code == "TPE101"
    assert says in found.message
    assert words in found.message
    line = LETTER[: LETTER.index("We spoke on")].count("\n") + 1
    assert found.location.line == line
    assert (found.location.path or "").rpartition("/@")[2] in attributes


@pytest.mark.parametrize(
    ("value", "is_date"),
    [
        ("1962", True),
        ("1962-10", True),
        ("1962-10-30", True),
        ("1964-02-29", True),
        ("--10-30", True),
        ("1962-10-30T10:00:00Z", True),
        ("-0043", True),
        ("1962-02-30", False),
        ("1962-13", False),
        ("1963-02-29", False),
        ("30.10.1962", False),
        ("62", False),
    ],
)
def test_dates_of_the_calendar(tmp_path: Path, value: str, is_date: bool) -> None:
    xml = f'<date xml:id="m-1" ana="#year-inferred" when="{value}">then</date>'
    codes = [found.code for found in in_paragraph(tmp_path, xml)]
    assert codes == ([] if is_date else ["TPE102"])


@pytest.mark.parametrize(
    ("start", "end", "in_order"),
    [
        ("1962", "1962", True),
        ("1962-10", "1962", True),
        ("1962-10-27", "1962-10", True),
        ("1962-11", "1962-10-31", False),
        ("1963", "1962-12-31", False),
        ("1962-10-28T00:00:00", "1962-10-27", False),
    ],
)
def test_spans_end_after_they_begin(tmp_path: Path, start: str, end: str, in_order: bool) -> None:
    xml = f'<date xml:id="m-1" ana="#year-inferred" from="{start}" to="{end}">then</date>'
    codes = [found.code for found in in_paragraph(tmp_path, xml)]
    assert codes == ([] if in_order else ["TPE103"])


def test_pages_are_no_dates(tmp_path: Path) -> None:
    old = "<bibl>Made up for the tests of this project.</bibl>"
    new = '<bibl>Made up. <biblScope from="12r" to="3v">ff. 12–3</biblScope></bibl>'
    assert changed(tmp_path, old, new) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\u200bb", "TPE141"),
        ("a\ufeffb", "TPE141"),
        ("a\ufffdb", "TPE141"),
        ("a\u0085b", "TPE141"),
        ("a\u202ab", "TPE141"),
        ("a\u202eb", "TPE141"),
        ("a\u2066b", "TPE141"),
        ("a\u2069b", "TPE141"),
        ("a\u00a0b", "TPE142"),
        ("**a**", "TPE143"),
        ("__a b__", "TPE143"),
        ("_a_.", "TPE143"),
        ("`a`", "TPE143"),
        ("[a](https://example.org)", "TPE143"),
        ("itâ€™s", "TPE144"),
        ("cafÃ©", "TPE144"),
        ("Â§ 5", "TPE144"),
        ("ÐŸÐ¾", "TPE144"),
        ("StraÃŸe", "TPE144"),
    ],
)
def test_stray_characters_are_pointed_at(tmp_path: Path, text: str, code: str) -> None:
    (found,) = in_paragraph(tmp_path, f"<hi>x</hi> and\n {text}")
    assert found.code == code
    line = LETTER[: LETTER.index("We spoke on")].count("\n") + 2
    assert found.location.line == line
    assert found.location.column is not None
    assert found.location.column > 1


@pytest.mark.parametrize(
    "text",
    [
        "a_b_c",
        "#1255",
        "2 * 3",
        "a -- b",
        "[and]",
        "Ñandú Ångström",
        "<code>`a` **b**</code>",
        "a\u200cb",
        "a\u200eb\u200f",
    ],
)
def test_characters_that_are_meant(tmp_path: Path, text: str) -> None:
    assert in_paragraph(tmp_path, text) == []


def test_attributes_hold_no_stray_characters(tmp_path: Path) -> None:
    (found,) = in_paragraph(tmp_path, '<hi rend="a\u200bb">x</hi>')
    assert found.code == "TPE141"
    assert "attribute" in found.message or "a·b" in found.message


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ('<p xml:id="p-7k3q" n="1">', '<p xml:id="p-7k3q">', []),
        ('<p xml:id="p-7k3q" n="1">', '<p xml:id="p-7k3q" n="1a">', []),
        ('<p xml:id="p-7k3q" n="1">', '<p xml:id="p-7k3q" n="2">', ["TPE163"]),
        ('<p xml:id="p-7k3q" n="1">', '<p xml:id="p-7k3q" n="twenty-two">', ["TPE163"]),
        ('<p xml:id="p-7k3q" n="1">', '<p xml:id="p-7k3q" n="">', ["TPE163"]),
        ('<p xml:id="p-7k3q" n="1">', '<p xml:id="p-x" n="">A.</p><p xml:id="p-7k3q" n="2">',
         ["TPE163"]),
        ('<div xml:id="opening" type="opening">', "<div>", ["TPE121", "TPE161"]),
        ("<head>A letter about inspections</head>", "<head> </head>", ["TPE131"]),
        ('<signed><persName xml:id="m-kyn8"', '<signed><persName xml:id="m-kyn8" n="x"', []),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter" xml:lang="en">',
         '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter" xml:lang="de">', ["TPE120"]),
        ("<publisher>The editors</publisher>", "", ["TPE113"]),
    ],
)  # fmt: skip
def test_single_changes(tmp_path: Path, old: str, new: str, codes: list[str]) -> None:
    assert sorted(found.code for found in changed(tmp_path, old, new)) == codes


def test_an_authority_file_is_not_asked_for_what_a_document_has() -> None:
    assert findings(ROOT / "tests/frame/tei/authority/persons.xml") == []


def entry(folder: Path, xml: str) -> list[Diagnostic]:
    """Return the findings on the list of persons with more in the entry of Rusk."""
    text = (ROOT / "tests/frame/tei/authority/persons.xml").read_text(encoding="utf-8")
    old = '<idno type="Wikidata">Q313258</idno>'
    assert text.count(old) == 1
    path = folder / "persons.xml"
    path.write_text(text.replace(old, xml), encoding="utf-8")
    return findings(path)


@pytest.mark.parametrize(
    ("idno", "well_formed"),
    [
        ('<idno type="Wikidata">Q1</idno>', True),
        ('<idno type="wikidata"> Q96 </idno>', True),
        ('<idno type="GND">118638378</idno>', True),
        ('<idno type="GND">11863837X</idno>', True),
        ('<idno type="GND">4074987-3</idno>', True),
        ('<idno type="GeoNames">4140963</idno>', True),
        ('<idno type="VIAF">102325430</idno>', True),
        ('<idno type="ZBW">pe/010746</idno>', True),
        ("<idno>Q1</idno>", False),
        ('<idno type="">Q1</idno>', False),
        ('<idno type="Wikidata">Q01</idno>', False),
        ('<idno type="Wikidata">313258</idno>', False),
        ('<idno type="Wikidata">https://www.wikidata.org/wiki/Q313258</idno>', False),
        ('<idno type="GND">gnd/118638378</idno>', False),
        ('<idno type="GND">X</idno>', False),
        ('<idno type="GeoNames">Q1</idno>', False),
        ('<idno type="VIAF">102 325</idno>', False),
    ],
)
def test_identifiers_of_authorities(tmp_path: Path, idno: str, well_formed: bool) -> None:
    found = [one for one in entry(tmp_path, idno) if one.code != "TPE145"]
    assert [one.code for one in found] == ([] if well_formed else ["TPE125"])


@pytest.mark.parametrize(
    ("birth", "death", "reversed_"),
    [
        ("1909-02-09", "1994-12-20", False),
        ("1909", "1909", False),
        ("1909-02", "1909", False),
        ("1909-02-09", "1909-02-08", True),
        ("1909", "1908-12-31", True),
        ("1909-02", "1909-01", True),
    ],
)
def test_lives_end_after_they_begin(
    tmp_path: Path, birth: str, death: str, reversed_: bool
) -> None:
    found = entry(tmp_path, f'<birth when="{birth}"/>\n<death\n when="{death}"/>')
    assert [one.code for one in found] == (["TPE106"] if reversed_ else [])
    assert all((one.location.path or "").endswith("death[1]/@when") for one in found)


@pytest.mark.parametrize(
    ("kind", "suggestion"),
    [
        ("person", None),
        ("place", None),
        ("org", None),
        ("event", None),
        ("work", None),
        ("object", None),
        ("persons", 'did you mean type="person"?'),
        ("Organisation", 'did you mean type="org"?'),
        ("evnt", 'did you mean type="event"?'),
        ("demonym", "choose one of these kinds; what is narrower goes into subtype"),
        ("", "choose one of these kinds; what is narrower goes into subtype"),
    ],
)
def test_the_kinds_of_references(tmp_path: Path, kind: str, suggestion: str | None) -> None:
    found = in_paragraph(tmp_path, f'<rs xml:id="m-1" type="{kind}" ref="#x">he</rs>')
    assert [one.code for one in found] == ([] if suggestion is None else ["TPE172"])
    for one in found:
        assert one.suggestion == suggestion
        assert "person, place, org, event, work, object" in one.message
