"""RELAX NG: what a finding says and where, on documents of our own with one mistake each."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tei_pipeline.cache import Cache
from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document, LoadError, load
from tei_pipeline.errors import SchemaError
from tei_pipeline.opening import local_file
from tei_pipeline.validators.protocol import Context
from tei_pipeline.validators.relaxng import RelaxngValidator
from tests.oracles import shared
from tests.relaxng.mutants_small import INVENTORY, LETTER, small_sources
from tests.relaxng.quality_ours import TRIED, Told, applied
from tests.relaxng.tags import Tags
from tests.test_rule_pages import examples, framed

TEXTS = {"letter": LETTER, "inventory": INVENTORY}


@dataclass(frozen=True)
class Case:
    """A mistake and what is said of it."""

    name: str
    edits: list[list[str]]
    code: str
    line: int
    at: str
    path: str
    message: str
    expected: str | None = None
    suggestion: str | None = None
    tried: bool = False
    fix: str | None = None
    document: str = field(default="letter")

    @property
    def text(self) -> str:
        text = TEXTS[self.document]
        for old, new in self.edits:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return text


def cases() -> list[Case]:
    text = Path(__file__).with_name("relaxng.toml").read_text(encoding="utf-8")
    tables: dict[str, dict[str, Any]] = tomllib.loads(text)
    return [Case(name, **table) for name, table in tables.items()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the schemas."""
    made = tmp_path_factory.mktemp("schemas")
    small_sources(made)
    return made


def validator(folder: Path, name: str = "letter", *, draft: bool = False) -> RelaxngValidator:
    cache = Cache(folder / "cache")
    return RelaxngValidator(folder / f"{name}.rng", local_file, cache, draft=draft)


def found(judge: RelaxngValidator, text: str | bytes, *, paths: bool = True) -> list[Diagnostic]:
    source = text.encode() if isinstance(text, str) else text
    context = Context(Path(), {}, frozenset(), complete=False, paths=paths)
    return list(judge.check(Document(Path("letter.xml"), source), context))


@pytest.mark.parametrize("name", TEXTS)
def test_a_valid_document_has_no_finding(name: str, folder: Path) -> None:
    assert found(validator(folder, name), TEXTS[name]) == []


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_mistake_is_said_once_with_its_place_and_its_mend(case: Case, folder: Path) -> None:
    (said,) = found(validator(folder, case.document), case.text)
    place = said.location
    assert place.line
    assert place.column
    line = case.text.split("\n")[place.line - 1]
    marked = line[place.column - 1 : (place.end_column or 0) - 1]
    assert (said.code, place.line, marked, place.path) == (
        case.code, case.line, case.at, case.path
    )  # fmt: skip
    suggestion = f"{case.suggestion} {TRIED}" if case.tried else case.suggestion
    assert (said.message, said.expected, said.suggestion) == (
        case.message, case.expected, suggestion
    )  # fmt: skip
    assert (said.fix.replacement if said.fix else None) == case.fix


@pytest.mark.parametrize(
    "case", [case for case in cases() if case.tried], ids=lambda case: case.name
)
def test_a_mend_that_was_tried_makes_the_document_valid(case: Case, folder: Path) -> None:
    judge = validator(folder, case.document)
    (said,) = found(judge, case.text)
    groups = list(applied(Told(said, Tags(case.text))))
    assert groups
    assert all(any(found(judge, text) == [] for text in group) for group in groups)


@pytest.mark.parametrize("case", [c for c in cases() if c.fix], ids=lambda case: case.name)
def test_a_fix_takes_the_place_of_what_is_marked(case: Case, folder: Path) -> None:
    judge = validator(folder, case.document)
    (said,) = found(judge, case.text)
    place, lines = said.location, case.text.split("\n")
    assert place.line
    assert place.column
    assert place.end_column
    assert said.fix
    line = lines[place.line - 1]
    mended = line[: place.column - 1] + said.fix.replacement + line[place.end_column - 1 :]
    lines[place.line - 1] = mended
    assert found(judge, "\n".join(lines)) == []


def with_doctype(text: str) -> str:
    """Return a text that cannot be judged as a stream; no line moves."""
    root = "<TEI" if "<TEI" in text else "<tei" if "<tei" in text else "<inventory"
    return text.replace(root, f"<!DOCTYPE a>{root}", 1)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_tree_is_judged_as_a_stream_is(case: Case, folder: Path) -> None:
    judge = validator(folder, case.document)
    (stream,) = found(judge, case.text)
    (tree,) = found(judge, with_doctype(case.text))
    assert (tree.code, tree.message, tree.expected) == (
        stream.code, stream.message, stream.expected
    )  # fmt: skip
    if case.code != "TPS103":  # what lacks at the end is shown at the start tag of a tree
        assert tree.location.line == stream.location.line
        assert tree.location.path == stream.location.path


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_places_hold_in_any_encoding(encoding: str, folder: Path) -> None:
    case = next(case for case in cases() if case.name == "value-mistyped")
    text = case.text.replace("нет", "né")
    declared = "UTF-8" if encoding == "utf-8-sig" else encoding
    source = text.replace('encoding="UTF-8"', f'encoding="{declared}"').encode(encoding)
    (said,) = found(validator(folder), source)
    (plain,) = found(validator(folder), text)
    assert said == plain


def test_no_path_is_made_where_none_is_wanted(folder: Path) -> None:
    (said,) = found(validator(folder), cases()[0].text, paths=False)
    assert said.location.path is None


def test_a_draft_may_lack_what_is_still_to_come(folder: Path) -> None:
    named = {case.name: case for case in cases()}
    judge = validator(folder, draft=True)
    for name in ("element-missing-before", "element-missing-at-end", "attribute-missing"):
        assert found(judge, named[name].text) == []
    for name in ("element-mistyped", "attribute-mistyped", "value-mistyped"):
        assert [said.code for said in found(judge, named[name].text)] == [named[name].code]


def test_what_may_not_stand_here_need_not_be_complete(folder: Path) -> None:
    (said,) = found(validator(folder), LETTER.replace("<lb/>", "<lb/><choice/><div/>", 1))[1:]
    assert said.message == "div is not allowed in p"
    assert said.suggestion is None


def test_the_mend_of_one_finding_may_be_that_of_another(folder: Path) -> None:
    (said,) = found(validator(folder), LETTER.replace('type="letter"', 'tpye="letter"'))
    assert said.code == "TPS104"


def test_a_mistake_does_not_hide_others(folder: Path) -> None:
    every = [case for case in cases() if case.document == "letter" and case.name in APART]
    text = LETTER
    for case in every:
        for old, new in case.edits:
            text = text.replace(old, new)
    said = found(validator(folder), text)
    assert sorted(one.code for one in said) == sorted(case.code for case in every)


APART = {
    "element-mistyped", "element-missing-before", "attribute-mistyped", "attribute-by-habit",
    "value-mistyped", "date-rewritten", "text-beside-paragraphs", "element-missing-at-end",
}  # fmt: skip


def test_a_file_that_is_not_well_formed_is_said_to_be_so(folder: Path) -> None:
    with pytest.raises(LoadError):
        found(validator(folder), LETTER.replace("</TEI>", ""))


def test_a_finding_in_an_included_file_names_that_file(folder: Path, tmp_path: Path) -> None:
    part = tmp_path / "part.xml"
    part.write_text('<p xmlns="http://www.tei-c.org/ns/1.0">\n<persname/></p>', encoding="utf-8")
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    whole = tmp_path / "whole.xml"
    whole.write_text(LETTER.replace("<head>A letter</head>", include), encoding="utf-8")
    context = Context(tmp_path, {}, frozenset(), complete=False)
    said = list(validator(folder).check(load(whole), context))
    places = [(one.location.file, one.location.line) for one in said if "persname" in one.message]
    assert places == [(part, 2)]


def test_a_schema_that_cannot_be_used_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "letter.rng").write_text("<grammar/>", encoding="utf-8")
    with pytest.raises(SchemaError):
        found(validator(tmp_path), LETTER)
    with pytest.raises(SchemaError):
        found(validator(tmp_path, "absent"), LETTER)


def test_the_key_changes_with_the_schema_and_with_drafts(tmp_path: Path) -> None:
    small_sources(tmp_path)
    first = validator(tmp_path).key()
    assert first == validator(tmp_path).key()
    assert first != validator(tmp_path, draft=True).key()
    schema = tmp_path / "letter.rng"
    schema.write_text(schema.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert first != validator(tmp_path).key()


DECIDED = """<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <choice>
    <group>
      <attribute name="k"><value>number</value></attribute>
      <attribute name="z"><data type="int"/></attribute>
    </group>
    <group>
      <attribute name="k"><value>day</value></attribute>
      <attribute name="z"><data type="date"/></attribute>
    </group>
  </choice>
</element>"""


@pytest.mark.parametrize("text", ["<a/>", '<a k="number"/>', '<a k="day" z="1"/>', '<a z="x"/>'])
def test_where_values_decide_no_mend_is_guessed(text: str, tmp_path: Path) -> None:
    (tmp_path / "letter.rng").write_text(DECIDED, encoding="utf-8")
    said = found(validator(tmp_path), text)
    assert said
    assert {one.suggestion for one in said} == {None}


def test_an_element_with_very_many_wrong_attributes_takes_no_time(folder: Path) -> None:
    many = " ".join(f'a{number}="1"' for number in range(1_000))
    said = found(validator(folder), LETTER.replace("<lb/>", f"<lb {many}/>"))
    assert len(said) == 1_000
    assert {one.suggestion for one in said} == {None}


def test_a_repeated_id_is_said_as_the_pointers_validator_says_it(folder: Path) -> None:
    from tei_pipeline.validators.pointers import PointerValidator

    case = next(case for case in cases() if case.name == "id-repeated")
    context = Context(Path(), {}, frozenset(), complete=False)
    document = Document(Path("letter.xml"), case.text.encode())
    pointers = [d for d in PointerValidator().check(document, context) if d.code == "TPR102"]
    assert found(validator(folder), case.text) == pointers


@pytest.mark.parametrize("code", ["TPS101", "TPS102", "TPS103", "TPS104", "TPS106", "TPS107"])
def test_the_examples_of_the_rule_pages_hold_for_tei_s_own_schema(
    code: str, tmp_path: Path
) -> None:
    judge = RelaxngValidator(shared("tei/oracle/tei_all.rng"), local_file, Cache())
    context = Context(tmp_path, {}, frozenset(), complete=False)
    said = {}
    for example in examples(code):
        framed(tmp_path, example)
        said[example.kind] = list(judge.check(load(tmp_path / "tei/letter.xml"), context))
    assert [one.code for one in said["bad"]] == [code]
    assert said["good"] == []
