"""Adding to the store: a schema with all that it names, from the web and from files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tei_pipeline.app.schema import Addition, add, check, listed
from tei_pipeline.errors import InputError
from tei_pipeline.project import find_project
from tei_pipeline.schemas.find import finder_for
from tei_pipeline.schemas.store import Entry, Store
from tests.schemas.material import RNC, RNG, SCH, XSD, Answer, Site, serving, write

GRAMMAR = '<grammar xmlns="http://relaxng.org/ns/structure/1.0">{}</grammar>'


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return write(tmp_path / "edition", **{"tei-pipeline_toml": ""})


def states(addition: Addition) -> list[str]:
    return [f"{one.state} {one.entry.address.rpartition('/')[2]}" for one in addition.kept]


def entries(folder: Path) -> tuple[Entry, ...]:
    return Store(folder / "schema/store").entries


def test_a_schema_of_the_web_is_kept_in_the_edition(site: Site, edition: Path) -> None:
    address = site.has("/x/a.rng", RNG, ETag='"1"')
    addition = add(address, edition, aliases=["https://e.org/a.rng"])
    assert states(addition) == ["added a.rng"]
    (entry,) = entries(edition)
    host = site.address.removeprefix("http://").replace(":", "_")
    assert entry.file == f"{host}/x/a.rng"
    assert entry.origin == address
    assert entry.etag == '"1"'
    finder = finder_for(find_project(edition))
    for asked in (address, "https://e.org/a.rng"):
        assert finder.open(asked, edition / "x.xml")[1] == RNG.encode()


def test_outside_an_edition_it_is_kept_in_the_users_store(
    site: Site, tmp_path: Path, at_home: Path
) -> None:
    addition = add(site.has("/a.rng", RNG), tmp_path)
    assert addition.folder == at_home / "tei-pipeline/schemas"


def test_redirects_become_aliases(site: Site, edition: Path) -> None:
    end = site.has("/deep/b.rng", GRAMMAR.format('<include href="c.rng"/>'))
    part = site.has("/deep/c.rng", GRAMMAR.format(""))
    asked = site.leads("/a.rng", end)
    add(asked, edition)
    first, second = sorted(entries(edition), key=lambda entry: len(entry.address))
    assert (first.address, first.aliases, first.origin) == (asked, (end,), end)
    assert second.address == part
    finder = finder_for(find_project(edition))
    main, _ = finder.open(asked, edition / "x.xml")
    assert finder.open("c.rng", main)[0] == main.parent / "c.rng"


def test_all_that_a_schema_names_is_taken_and_loops_end(site: Site, edition: Path) -> None:
    a = site.has("/a.rng", GRAMMAR.format('<include href="sub/b.rng"/>'))
    site.has("/sub/b.rng", GRAMMAR.format('<include href="../a.rng"/><include href="c.rng"/>'))
    site.has("/sub/c.rng", GRAMMAR.format('<include href="b.rng"/>'))
    assert states(add(a, edition)) == ["added a.rng", "added b.rng", "added c.rng"]
    assert sorted(site.asked) == ["/a.rng", "/sub/b.rng", "/sub/c.rng"]


def test_compact_schemas_and_their_parts(site: Site, edition: Path) -> None:
    address = site.has("/a.rnc", 'include "b.rnc"')
    site.has("/b.rnc", RNC)
    assert states(add(address, edition)) == ["added a.rnc", "added b.rnc"]
    typed = site.has("/compact", RNC, Content_Type="application/relax-ng-compact-syntax")
    (kept,) = add(typed, edition).kept
    assert kept.entry.file.endswith("/compact.rnc")


def test_what_a_schematron_schema_includes_may_be_a_part(site: Site, edition: Path) -> None:
    sch = '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><include href="p.xml"/></schema>'
    address = site.has("/a.sch", sch)
    site.has("/p.xml", '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"/>')
    first, second = add(address, edition).kept
    assert (first.entry.kind, second.entry.kind) == ("schematron", "schematron")
    assert second.entry.file.endswith("/p.xml")


IMPORTING = (
    '<schema xmlns="http://www.w3.org/2001/XMLSchema"><import namespace="n" schemaLocation="{}"/>'
    "</schema>"
)


@pytest.mark.parametrize("location", ["none.xsd", "page.html"])
def test_an_import_that_cannot_be_had_is_said(site: Site, edition: Path, location: str) -> None:
    address = site.has("/a.xsd", IMPORTING.format(location))
    site.has("/page.html", "<!DOCTYPE html><html/>")
    addition = add(address, edition)
    assert states(addition) == ["added a.xsd"]
    (missing,) = addition.missing
    assert missing.address == f"{site.address}/{location}"
    assert missing.reason


def test_an_import_that_is_at_hand_is_not_missing(site: Site, edition: Path) -> None:
    write(edition, b_xsd=XSD)
    add(str(edition / "b.xsd"), edition, address=f"{site.address}/none.xsd")
    assert add(site.has("/a.xsd", IMPORTING.format("none.xsd")), edition).missing == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!DOCTYPE html><html/>", "it is a web page"),
        ("<a/>", "its root is a"),
        ("plain words", "it is not XML"),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "TEI ODD"),
        (RNG[:-5], "is not well-formed: line 1"),
        (GRAMMAR.format('\n<include href="none.rng"/>'), "404"),
        (GRAMMAR.format('\n<include href="none.rng"/>'), "names it in line 2"),
        (GRAMMAR.format('<include href="page.rng"/>'), "page.rng” is no schema"),
    ],
)
def test_what_is_no_schema_is_refused_and_nothing_is_stored(
    site: Site, edition: Path, text: str, words: str
) -> None:
    site.has("/page.rng", "<!DOCTYPE html><html>")
    with pytest.raises(InputError) as caught:
        add(site.has("/a.rng", text), edition)
    assert words in caught.value.message
    assert caught.value.mend
    assert not (edition / "schema").exists()


def test_a_schema_without_end_is_refused(edition: Path) -> None:
    with serving() as site:
        for number in range(501):
            site.has(f"/{number}.rng", GRAMMAR.format(f'<include href="{number + 1}.rng"/>'))
        with pytest.raises(InputError, match="names more than 500 files"):
            add(f"{site.address}/0.rng", edition)


def test_what_has_not_changed_is_left_as_it_is(site: Site, edition: Path) -> None:
    address = site.has("/a.rng", RNG, ETag='"1"')
    add(address, edition)
    before = (edition / "schema/store/index.toml").read_bytes()
    site.has("/a.rng", RNG, ETag='"2"')
    assert states(add(address, edition)) == ["unchanged a.rng"]
    assert (edition / "schema/store/index.toml").read_bytes() == before


def test_a_change_is_seen_before_it_is_taken(site: Site, edition: Path) -> None:
    address = site.has("/a.rng", RNG)
    assert add(address, edition, dry=True).differs
    assert not (edition / "schema").exists()
    (first,) = add(address, edition).kept
    assert not add(address, edition, dry=True).differs
    site.has("/a.rng", RNG.replace("empty", "text"))
    addition = add(address, edition, dry=True)
    assert addition.differs
    assert entries(edition) == (first.entry,)
    (second,) = add(address, edition).kept
    assert (second.state, second.before) == ("replaced", first.entry.sha256)
    assert entries(edition) == (second.entry,)
    assert second.entry.file == first.entry.file


def test_a_schema_asked_for_by_its_alias_stays_one_copy(site: Site, edition: Path) -> None:
    end = site.has("/b.rng", RNG)
    asked = site.leads("/a.rng", end)
    add(asked, edition)
    assert states(add(end, edition, aliases=["https://e.org/x"])) == ["unchanged a.rng"]
    (entry,) = entries(edition)
    assert entry.aliases == (end, "https://e.org/x")


def test_a_url_may_stand_for_another_address(site: Site, edition: Path) -> None:
    mirror = site.has("/mirror.rng", RNG)
    add(mirror, edition, address="https://e.org/a.rng")
    (entry,) = entries(edition)
    assert (entry.address, entry.aliases) == ("https://e.org/a.rng", (mirror,))


def test_a_file_stands_for_an_address_with_what_lies_beside_it(edition: Path) -> None:
    remote = '<include href="https://e.org/far.rng"/>'
    write(
        edition,
        odd__a_rng=GRAMMAR.format(f'<include href="parts/b.rng"/>{remote}'),
        odd__parts__b_rng=GRAMMAR.format(""),
    )
    addition = add(str(edition / "odd/a.rng"), edition, address="https://e.org/x/a.rng")
    first, second = addition.kept
    assert first.entry.origin == "odd/a.rng"
    assert first.entry.file == "e.org/x/a.rng"
    assert second.entry.address == "https://e.org/x/parts/b.rng"
    assert [one.address for one in addition.missing] == ["https://e.org/far.rng"]
    finder = finder_for(find_project(edition))
    main, _ = finder.open("http://e.org/x/a.rng", edition / "x.xml")
    assert finder.open("parts/b.rng", main)[1] == GRAMMAR.format("").encode()


@pytest.mark.parametrize(
    ("source", "address", "words"),
    [
        ("none.rng", None, "there is no such file"),
        (".", "https://e.org/a", "there is no such file"),
        ("a.rng", None, "for an address that documents name it by"),
        ("ftp://e.org/a.rng", None, "neither a file nor an address that can be fetched"),
        ("b.rng", "https://e.org/b", "cannot be read"),
        ("a.rng", "e.org/a.rng", "“e.org/a.rng” is not the address of a schema"),
    ],
)
def test_a_file_that_cannot_be_added_is_said(
    edition: Path,
    monkeypatch: pytest.MonkeyPatch,
    source: str,
    address: str | None,
    words: str,
) -> None:
    write(edition, a_rng=RNG, b_rng=GRAMMAR.format('<include href="none.rng"/>'))
    monkeypatch.chdir(edition)
    with pytest.raises(InputError) as caught:
        add(source, edition, address=address)
    assert words in caught.value.message
    assert caught.value.mend


def test_check_compares_copies_with_digests_and_files(site: Site, edition: Path) -> None:
    write(edition, odd__a_sch=SCH, odd__b_sch=SCH)
    address = site.has("/a.rng", RNG)
    add(address, edition)
    add(str(edition / "odd/a.sch"), edition, address="https://e.org/a.sch")
    add(str(edition / "odd/b.sch"), edition, address="https://e.org/b.sch")
    asked = len(site.asked)
    assert [one.fault for one in check(edition)] == [None] * 3
    for one in listed(edition):
        if one.entry.address == address:
            one.path.write_text("changed")
        if one.entry.address == "https://e.org/a.sch":
            one.path.unlink()
    (edition / "odd/b.sch").write_text(f"{SCH}\n")
    found = {one.listed.entry.address.rpartition("/")[2]: one for one in check(edition)}
    assert "was changed since" in str(found["a.rng"].fault)
    assert found["a.rng"].mend == f"tei-pipeline schema add {address}"
    assert "is missing" in str(found["a.sch"].fault)
    assert "odd/b.sch" in str(found["b.sch"].fault)
    assert found["b.sch"].mend == "tei-pipeline schema add odd/b.sch --as https://e.org/b.sch"
    assert len(site.asked) == asked


def test_a_damaged_copy_is_replaced_when_it_is_added_again(site: Site, edition: Path) -> None:
    address = site.has("/a.rng", RNG)
    (kept,) = add(address, edition).kept
    path = edition / "schema/store" / kept.entry.file
    path.write_text("damaged")
    assert states(add(address, edition)) == ["replaced a.rng"]
    assert path.read_text() == RNG


def test_an_empty_answer_is_no_schema(site: Site, edition: Path) -> None:
    site.answers["/a.rng"] = Answer(b"")
    with pytest.raises(InputError, match="it is empty"):
        add(f"{site.address}/a.rng", edition)
