"""Pointers and ids, on small projects of two files."""

from pathlib import Path

import pytest

from tei_pipeline.diagnostics import Diagnostic, Severity
from tei_pipeline.document import load
from tei_pipeline.validators import Context
from tei_pipeline.validators.pointers import PointerValidator
from tei_pipeline.validators.pointing import pointers
from tests.oracles import shared

TEI = "http://www.tei-c.org/ns/1.0"
PERSONS = """<person xml:id="rusk"><persName>Rusk</persName><idno type="GND">1</idno></person>
<person xml:id="zorin"><persName>Zorin</persName></person>"""


def write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'<TEI xmlns="{TEI}">\n{content}\n</TEI>', encoding="utf-8")
    return path


def findings(
    folder: Path, text: str, authority: str = "", *, complete: bool = False
) -> list[Diagnostic]:
    """Return what is wrong in a project of one document and ``a/persons.xml``."""
    document = load(write(folder / "document.xml", text))
    persons = load(write(folder / "a/persons.xml", f"<listPerson>{authority}</listPerson>"))
    others = {one.path: one for one in (document, persons)}
    context = Context(folder, others, frozenset({persons.path}), complete)
    validator = PointerValidator()
    found = list(validator.check(document, context))
    return found + list(validator.check_all([document, persons], context))


def codes(found: list[Diagnostic]) -> list[str]:
    return [diagnostic.code for diagnostic in found]


@pytest.mark.parametrize(
    "text",
    [
        '<p xml:id="p"/><ref target="#p"/>',
        '<persName ref="a/persons.xml#rusk"/>',
        '<persName ref="a/persons.xml#rusk a/persons.xml#zorin"/>',
        '<ref target="a/persons.xml"/>',
        '<ref target="document.xml"/>',
        '<ref target="https://example.org/#nothing mailto:a@example.org doi:10.1/2 urn:x:y"/>',
        '<ref target="//example.org/x"/>',
        '<p><anchor xml:base="a/" copyOf="persons.xml#rusk"/></p>',
        '<div xml:base="a/x.xml"><ref target="persons.xml#zorin"/></div>',
        '<ref target="document.xml#xpath(//p)"/>',
        '<biblScope from="1" to="2"/><move where="up"/><date from="1962"/>',
        '<p key="nothing"/>',
    ],
)
def test_what_leads_somewhere_is_no_finding(tmp_path: Path, text: str) -> None:
    assert findings(tmp_path, text, PERSONS) == []


@pytest.mark.parametrize(
    ("text", "code", "says", "suggestion"),
    [
        ('<p xml:id="abc"/><ref target="#abd"/>', "TPR101", "xml:id abd", "#abc?"),
        ('<persName ref="a/persons.xml#rask"/>', "TPR101", "persons.xml", "a/persons.xml#rusk?"),
        ('<p ref="x.xml#p a/persons.xml#rusk"/>', "TPR104", "x.xml", None),
        ('<p ref="a/person.xml#rusk"/>', "TPR104", "person.xml", "a/persons.xml?"),
        ('<p ref="persons.xml#rusk"/>', "TPR104", "persons.xml", "a/persons.xml?"),
        ('<p ref="../out.xml#x"/>', "TPR105", "outside the project", "copy"),
        ('<p ref="/etc/passwd"/>', "TPR105", "outside the project", "copy"),
        ('<p ref="file:///etc/passwd"/>', "TPR109", "scheme file", "path"),
        ('<p ref="javascript:alert(1)"/>', "TPR109", "never a pointer of an edition", "take"),
        ('<p ref="DATA:text/html,x"/>', "TPR109", "scheme DATA", "take"),
        ('<p ref="vbscript:x"/>', "TPR109", "scheme vbscript", "take"),
        ('<p ref="a"/>', "TPR104", "leads to a folder", "a file in it"),
        ('<p ref="./a/#rusk"/>', "TPR104", "leads to a folder", "a/persons.xml#rusk?"),
        ('<p ref="a/%00.xml#rusk"/>', "TPR104", "no file can have", "path"),
        (f'<p ref="a/{"a" * 300}.xml#rusk"/>', "TPR104", "no file can have", "path"),
        ('<p ref="pers:rusk"/>', "TPR109", "prefix pers", "declare"),
        ('<p ref="htpp://example.org"/>', "TPR109", "prefix htpp", "http?"),
        ('<persName ref="a/persons.xml">Rusk</persName>', "TPR101", "names no entry", "#rusk?"),
        ('<persName ref="a/persons.xml#">X</persName>', "TPR101", "names no entry", "add"),
        ('<rs type="person" ref="x.txt#rusk"/>', "TPR101", "no entry", "a/persons.xml#rusk?"),
        ('<rs type="event" ref="a/persons.xml#rusk"/>', "TPR108", 'rs of type "event"', "event"),
        ('<rs type="work" ref="a/persons.xml#rusk"/>', "TPR108", 'rs of type "work"', "bibl"),
        ('<rs type="object" ref="a/persons.xml#rusk"/>', "TPR108", "is a person", "object"),
        ('<placeName ref="a/persons.xml#rusk"/>', "TPR108", "a placeName points to", "place"),
        ('<rs type="org" ref="a/persons.xml#rusk"/>', "TPR108", 'rs of type "org"', "org"),
        ('<p xml:id="a"/><p xml:id="a"/>', "TPR102", "first in line 2", "of its own"),
        ('<p xml:id="1 a"/>', "TPR103", "'1 a'", 'xml:id="x-1-a"'),
    ],
)
def test_what_leads_nowhere_is_a_finding(
    tmp_path: Path, text: str, code: str, says: str, suggestion: str | None
) -> None:
    (tmp_path / "x.txt").write_text("rusk", encoding="utf-8")
    (found,) = findings(tmp_path, text, PERSONS)
    assert found.code == code
    assert says in found.message
    assert (suggestion is None) == (found.suggestion is None)
    assert (suggestion or "") in (found.suggestion or "")
    assert found.expected
    assert found.location.line == 2


def test_each_pointer_of_an_attribute_is_judged(tmp_path: Path) -> None:
    found = findings(tmp_path, '<p\n corresp="#x #y"/>')
    assert codes(found) == ["TPR101", "TPR101"]
    assert {(d.location.line, d.location.column) for d in found} == {(3, 2)}


def test_an_id_of_another_file_is_suggested(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, '<persName ref="#zorin"/>', PERSONS)
    assert found.suggestion == "did you mean a/persons.xml#zorin?"


@pytest.mark.parametrize("pointer", ['<ref target="#zorin"/>', '<placeName ref="#zorin"/>'])
def test_an_id_of_another_file_is_not_suggested_but_for_its_kind(
    tmp_path: Path, pointer: str
) -> None:
    (found,) = findings(tmp_path, pointer, PERSONS)
    assert (found.code, found.suggestion) == ("TPR101", None)


PREFIX = '<prefixDef ident="pers" matchPattern="([a-z]+)" replacementPattern="a/persons.xml#$1"/>'


def test_a_declared_prefix_is_followed(tmp_path: Path) -> None:
    text = f'{PREFIX}<p ref="pers:rusk"/><p ref="pers:none"/><p ref="pers:1"/>'
    assert codes(findings(tmp_path, text, PERSONS)) == ["TPR101", "TPR109"]


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("(a+)+$", "repeats a group"),
        ("(a|a)*", "repeats a group"),
        ("(a|a){40}", "repeats a group"),
        (r"[)](a+)\)(a)+", "repeats a group"),
        ("(?x)(a+) +$", "has a group that begins with (?"),
        (".*.*.*.*.*x", "has too many choices"),
        ("a?" * 30 + "a" * 30, "has too many choices"),
        ("(a", "is malformed"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_said_once_and_never_run(
    tmp_path: Path, pattern: str, says: str
) -> None:
    prefix = f'<prefixDef ident="x" matchPattern="{pattern}" replacementPattern="document.xml"/>'
    text = f'{prefix}<p ref="x:{"a" * 90}!"/><p ref="x:b"/>'
    (found,) = findings(tmp_path, text)
    assert (found.code, found.location.line) == ("TPR109", 2)
    assert says in found.message
    assert "does not match" not in found.message
    assert (found.location.path or "").endswith("/@matchPattern")


@pytest.mark.parametrize("pattern", [r"[)]+\)*(a-z)", "(?:p|q)-([a-z]+)", "(.*)"])
def test_a_pattern_that_repeats_no_group_is_used(tmp_path: Path, pattern: str) -> None:
    prefix = f'<prefixDef ident="x" matchPattern="{pattern}" replacementPattern="document.xml"/>'
    found = findings(tmp_path, f'{prefix}<p ref="x:-"/>')
    assert all("does not match" in one.message for one in found)


def test_a_long_value_is_not_matched(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, f'{PREFIX}<p ref="pers:{"a" * 300}"/>')
    assert (found.code, found.suggestion) == ("TPR109", "shorten it to 100 characters or fewer")


def test_a_base_on_the_web_is_left_alone(tmp_path: Path) -> None:
    text = '<div xml:base="https://example.org/"><ref target="nothing.xml#x"/></div>'
    assert findings(tmp_path, text) == []


@pytest.mark.parametrize("base", ["/etc/", "file:///etc/", "../../x/", "a%00/", "//example.org/"])
def test_a_base_out_of_the_project_is_said_once(tmp_path: Path, base: str) -> None:
    text = f'<div\n xml:base="{base}"><ref target="nothing.xml#x"/><p ref="none.xml"/></div>'
    (found,) = findings(tmp_path, text)
    assert (found.code, found.location.line) == ("TPR105", 3)
    assert "xml:base" in found.message
    assert (found.location.path or "").endswith("/@xml:base")


def test_a_file_that_nobody_loaded_is_read_once_and_only_inside(tmp_path: Path) -> None:
    write(tmp_path / "extra.xml", '<p xml:id="here"/>')
    (tmp_path / "bad.xml").write_text("<p", encoding="utf-8")
    (tmp_path / "scan.jpg").write_bytes(b"")
    text = (
        '<ref target="extra.xml#here extra.xml#there"/><graphic url="scan.jpg#xywh=1"/>'
        '<ref target="bad.xml#x"/>'
    )
    found = findings(tmp_path, text)
    assert codes(found) == ["TPR101", "TPR104"]
    assert "cannot be read" in found[1].message


def test_an_unreadable_file_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<p", encoding="utf-8")
    text = '<ref target="bad.xml#x"/><ref target="bad.xml#y"/><ref target="none.xml#x none.xml#y"/>'
    assert codes(findings(tmp_path, text)) == ["TPR104", "TPR104", "TPR104"]


def test_an_authority_file_that_did_not_load_is_not_said_again(tmp_path: Path) -> None:
    document = load(write(tmp_path / "document.xml", '<persName ref="a/persons.xml#rusk"/>'))
    persons = tmp_path / "a/persons.xml"
    persons.parent.mkdir()
    persons.write_text("<TEI", encoding="utf-8")
    context = Context(tmp_path, {document.path: document}, frozenset({persons}), complete=False)
    assert list(PointerValidator().check(document, context)) == []


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "outside.xml", '<p xml:id="x"/>')
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "link.xml").symlink_to(tmp_path / "outside.xml")
    assert codes(findings(folder, '<ref target="link.xml#x"/>')) == ["TPR105"]


def test_an_unused_entry_is_said_of_a_whole_project(tmp_path: Path) -> None:
    text = '<persName ref="a/persons.xml#rusk"/>'
    assert findings(tmp_path, text, PERSONS) == []
    (found,) = findings(tmp_path, text, PERSONS, complete=True)
    assert (found.code, found.severity) == ("TPR106", Severity.WARNING)
    assert "person zorin" in found.message
    assert (found.location.file.name, found.location.line) == ("persons.xml", 3)


def test_an_entry_does_not_use_itself(tmp_path: Path) -> None:
    entry = '<person xml:id="x"><note><ref target="#x"/></note></person>'
    assert codes(findings(tmp_path, "<p/>", entry, complete=True)) == ["TPR106"]


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('<person xml:id="b"><persName>B</persName><idno type="GND">1</idno></person>', "GND"),
        ('<person xml:id="b"><persName> Rusk </persName></person>', "name Rusk"),
    ],
)
def test_an_entry_made_twice_is_a_warning(tmp_path: Path, entry: str, says: str) -> None:
    (found,) = findings(tmp_path, "<p/>", f"{PERSONS}\n{entry}")
    assert (found.code, found.severity) == ("TPR107", Severity.WARNING)
    assert says in found.message
    assert "persons.xml, line 2" in found.message
    assert found.location.line == 4


def test_numbers_of_different_kinds_do_not_clash(tmp_path: Path) -> None:
    entry = '<person xml:id="b"><persName>B</persName><idno type="VIAF">1</idno></person>'
    assert findings(tmp_path, "<p/>", PERSONS + entry) == []


# xml:base and citeData/@property are addresses; location (att.lexicographic) is a place in an entry
# and class (att.msClass) one of few elements; equiv points into other standards; value is often
# a number.
LEFT_OUT = {"xml:base", "property", "location", "class", "filter", "uri", "value"}


@pytest.mark.parametrize("kind", ["elementSpec", "classSpec"])
def test_the_table_holds_the_pointers_of_the_tei(tmp_path: Path, kind: str) -> None:
    """Every attribute that the TEI declares as pointers, and no other, is read as such."""
    source = load(shared("tei/p5subset.xml")).root
    judged = 0
    for owner in source.iter(f"{{{TEI}}}{kind}"):
        element = owner.get("ident", "") if kind == "elementSpec" else "p"
        for definition in owner.iter(f"{{{TEI}}}attDef"):
            types = {d.get("key") for d in definition.iter(f"{{{TEI}}}dataRef")}
            name = definition.get("ident", "")
            points = "teidata.pointer" in types
            if name in LEFT_OUT or not types or not (points or kind == "elementSpec"):
                continue
            judged += 1
            document = load(write(tmp_path / "one.xml", f'<{element} {name}="#x"/>'))
            read = any(pointer.attribute == name for pointer in pointers(document.root))
            assert read == points, f"{owner.get('ident')}/@{name}"
    assert judged > 40
