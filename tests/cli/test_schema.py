"""``tei-pipeline schema`` as its users call it, against a server on this machine."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.projects import Ran, run, sample
from tests.schemas.material import (
    RNG,
    RNG_WITH_RULES,
    SCH,
    TEI,
    Answer,
    Site,
    model,
    serving,
    write,
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return sample(tmp_path / "edition")


def schema(folder: Path, *arguments: str) -> Ran:
    environment = {
        **os.environ,
        "XDG_DATA_HOME": str(folder.parent / "home"),
        "NO_PROXY": "127.0.0.1",
    }
    ran = run(folder, "schema", *arguments, environment=environment)
    assert "Traceback" not in ran.said
    return ran


def test_add_prints_what_was_stored_and_what_comes_next(site: Site, edition: Path) -> None:
    end = site.has("/b.rng", RNG)
    ran = schema(edition, "add", site.leads("/a.rng", end), "--alias", "https://e.org/a.rng")
    assert ran.code == 0, ran.said
    assert f"added: {site.address}/a.rng" in ran.out
    assert f"also {end}" in ran.out
    assert "also https://e.org/a.rng" in ran.out
    assert "in   schema/store/127.0.0.1_" in ran.out
    assert "relaxng, 80 B, sha256 " in ran.out
    assert "next: tei-pipeline schema which" in ran.out


def test_add_says_what_has_changed(site: Site, edition: Path) -> None:
    address = site.has("/a.rng", RNG)
    ran = schema(edition, "add", address, "--check")
    assert (ran.code, "not in the store yet" in ran.out) == (1, True)
    assert schema(edition, "add", address).code == 0
    assert schema(edition, "add", address, "--check").code == 0
    assert "unchanged: " in schema(edition, "add", address).out
    site.has("/a.rng", RNG_WITH_RULES)
    ran = schema(edition, "add", address, "--check")
    assert (ran.code, "has changed: " in ran.out, "before: sha256 " in ran.out) == (1, True, True)
    ran = schema(edition, "add", address)
    assert (ran.code, "replaced: " in ran.out, "before: sha256 " in ran.out) == (0, True, True)


def test_add_refuses_in_words(site: Site, edition: Path) -> None:
    site.answers["/cut"] = Answer(RNG.encode(), length=500)
    site.has("/page", "<!DOCTYPE html><html/>")
    for path, words in (("/none", "404"), ("/cut", "cut off"), ("/page", "a web page")):
        ran = schema(edition, "add", site.address + path)
        assert (ran.code, words in ran.err, "  = " in ran.err) == (2, True, True), ran.said
    assert schema(edition, "add").code == 2
    assert not (edition / "schema").exists()


def test_add_names_what_was_not_taken(edition: Path) -> None:
    write(edition, a_xsd='<schema xmlns="http://www.w3.org/2001/XMLSchema"><import namespace="n" '
                         'schemaLocation="https://e.org/n.xsd"/></schema>')  # fmt: skip
    ran = schema(edition, "add", "a.xsd", "--as", "https://e.org/a.xsd")
    assert ran.code == 0
    assert "not taken: https://e.org/n.xsd" in ran.out


def test_list_in_text_and_json(site: Site, edition: Path) -> None:
    assert "no copies of schemas yet" in schema(edition, "list").out
    address = site.has("/a.rng", RNG)
    schema(edition, "add", address, "--alias", "https://e.org/a.rng")
    lines = schema(edition, "list").out.splitlines()
    assert lines[0].split() == ["address", "kind", "size", "sha256", "added"]
    assert lines[1] == "schema/store:"
    assert lines[2].split()[:4] == [address, "relaxng", "80", "B"]
    assert lines[3] == "  also https://e.org/a.rng"
    (entry,) = json.loads(schema(edition, "list", "--format", "json").out)
    assert entry["address"] == address
    assert entry["aliases"] == ["https://e.org/a.rng"]
    assert (edition / entry["path"]).read_text() == RNG
    assert schema(edition.parent, "list").out.startswith("no copies")


def test_check_and_a_damaged_index(site: Site, edition: Path) -> None:
    schema(edition, "add", site.has("/a.rng", RNG))
    ran = schema(edition, "check")
    assert (ran.code, ran.out) == (0, "1 of 1 copies are as they were added\n")
    (copy,) = (edition / "schema/store").rglob("*.rng")
    copy.write_text("changed")
    ran = schema(edition, "check")
    assert (ran.code, "it was changed since" in ran.out) == (1, True)
    assert "= tei-pipeline schema add http" in ran.out
    (edition / "schema/store/index.toml").write_text("\nnonsense")
    for arguments in (["check"], ["list"], ["add", site.address + "/a.rng"]):
        ran = schema(edition, *arguments)
        assert (ran.code, "index.toml:2: error: the index of the store" in ran.err) == (2, True)


def test_which_names_schemas_and_what_is_not_at_hand(site: Site, tmp_path: Path) -> None:
    address = site.has("/a.rng", RNG_WITH_RULES)
    for number in range(5):
        named = model(address, "rng") + model(address, "sch") + model("b.sch", "sch")
        (tmp_path / f"{number}.xml").write_text(f"{named}<a/>", encoding="utf-8")
    write(tmp_path, b_sch=SCH)
    ran = schema(tmp_path, "which", ".")
    assert ran.code == 2
    assert "0.xml\n1.xml\nand 3 more like these\n" in ran.out
    assert f"error TPS902 “{address}” is not at hand" in ran.out
    assert f"= tei-pipeline schema add {address}" in ran.out
    assert schema(tmp_path, "add", address).code == 0
    ran = schema(tmp_path, "which", "0.xml")
    assert ran.code == 0
    words = [line.split()[:2] for line in ran.out.splitlines()]
    assert words[1:] == [
        ["RELAX", "NG"],
        ["Schematron", "inside"],
        ["Schematron", "b.sch"],
    ]
    assert f"(xml-model: {address})" in ran.out


def test_which_in_json(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(f"{model('b.sch', 'sch')}{model('n.rng')}<a/>")
    write(tmp_path, b_sch=SCH)
    ran = schema(tmp_path, "which", "a.xml", "none.xml", "--format", "json")
    assert ran.code == 2
    first, second = json.loads(ran.out)
    assert first["schemas"] == [
        {
            "kind": "schematron",
            "path": "b.sch",
            "address": "b.sch",
            "by": "xml-model",
            "phase": None,
            "embedded": False,
        }
    ]
    (unreached,) = first["unreached"]
    assert (unreached["code"], unreached["line"]) == ("TPS902", 1)
    assert "no such file" in second["failure"]


def test_which_without_paths_is_about_the_edition(edition: Path) -> None:
    ran = schema(edition, "which")
    assert ran.code == 0
    assert "tei/first-telegram.xml" in ran.out
    assert "(bundled: edition.xsd)" in ran.out


def test_which_of_files_that_name_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<a/>")
    ran = schema(tmp_path, "which", "a.xml")
    assert (ran.code, "no schema: name one" in ran.out) == (0, True)


def test_a_broken_catalog_is_named_with_its_line(edition: Path) -> None:
    (edition / "tei/x.xml").write_text(f"{model('urn:x')}<a/>")
    (edition / "catalog.xml").write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">\n<uri/></catalog>'
    )
    ran = schema(edition, "which", "tei/x.xml")
    assert (ran.code, "TPS901 the catalog is broken: uri lacks name" in ran.out) == (2, True)


def test_help_begins_with_examples(tmp_path: Path) -> None:
    for command in ([], ["add"], ["list"], ["which"], ["check"]):
        shown = schema(tmp_path, *command, "--help").out
        assert shown.index("Example") < shown.index("Options:")


RNG_PARTS = (
    f'<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{TEI}"><include href="{{}}"/>'
    '<start><element name="TEI"><ref name="b"/></element></start></grammar>',
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0">'
    '<define name="b"><attribute name="n" ns=""/></define></grammar>',
)
XSD_PARTS = (
    f'<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:b="urn:b" targetNamespace="{TEI}">'
    '<import namespace="urn:b" schemaLocation="{}"/><element name="TEI" type="b:b"/></schema>',
    '<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:b">'
    '<complexType name="b"><attribute name="n" use="required"/></complexType></schema>',
)
SCH_PARTS = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><include href="{}"/></schema>',
    '<pattern xmlns="http://purl.oclc.org/dsdl/schematron">'
    '<rule context="*"><assert test="@n">an n is needed</assert></rule></pattern>',
)


@pytest.mark.parametrize("where", ["/parts/b.xml", "parts/b.xml", "http"])
@pytest.mark.parametrize(
    ("ending", "parts", "code"),
    [("rng", RNG_PARTS, "TPS105"), ("xsd", XSD_PARTS, "TPS105"), ("sch", SCH_PARTS, "TPS201")],
)
def test_documents_are_judged_by_stored_schemas_and_all_that_they_include(
    site: Site, tmp_path: Path, ending: str, parts: tuple[str, str], code: str, where: str
) -> None:
    part = site.has("/x/parts/b.xml" if where[0] == "p" else "/parts/b.xml", parts[1])
    address = site.has(f"/x/main.{ending}", parts[0].format(part if where == "http" else where))
    assert schema(tmp_path, "add", address).code == 0
    named = model(address, ending)
    (tmp_path / "bad.xml").write_text(f'{named}<TEI xmlns="{TEI}"/>', encoding="utf-8")
    (tmp_path / "good.xml").write_text(f'{named}<TEI xmlns="{TEI}" n="1"/>', encoding="utf-8")
    site.answers.clear()
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path.parent / "home")}
    ran = run(tmp_path, "validate", "bad.xml", "--select", "TPS", environment=environment)
    assert (ran.code, f"error {code}" in ran.out) == (1, True), ran.said
    ran = run(tmp_path, "validate", "good.xml", "--select", "TPS", environment=environment)
    assert ran.code == 0, ran.said
