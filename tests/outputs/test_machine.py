"""Sitemap, feed, build-info, archive, redirects: what a site as a whole says, and that it stays."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree, html

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions, Built
from tei_pipeline.diagnostics import Severity
from tei_pipeline.errors import ConfigError
from tei_pipeline.outputs.site.machine import Change, changes, feed, robots, sitemap
from tei_pipeline.outputs.site.machine_archive import Older, TooLargeError, archive
from tei_pipeline.outputs.site.machine_redirects import anchored, read_redirects
from tests.outputs.editions import Site, publish, write
from tests.projects import sample

BASE = 'base-url = "https://example.org/e/"'
BODY = '<p xml:id="p" n="1">One.</p><p xml:id="q" n="2">Two.</p>'
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
EDITION = {
    "title": "Letters & Notes",
    "language": "en",
    "publisher": "The Press",
    "base-url": "https://example.org/e",
    "date": "2024-05-01",
}


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def moved(folder: Path, lines: str) -> None:
    (folder / "redirects.toml").write_text(lines, encoding="utf-8")
    settings = folder / "tei-pipeline.toml"
    if "redirects" not in settings.read_text(encoding="utf-8"):
        with settings.open("a", encoding="utf-8") as file:
            file.write('[site]\nredirects = "redirects.toml"\n')


# Sitemap and robots


def test_the_sitemap_lists_all_pages_and_no_other(tmp_path: Path) -> None:
    site = publish(write(tmp_path, BODY, settings=BASE))
    root = etree.fromstring(site.files["sitemap.xml"])
    told = {loc.text for loc in root.iter(f"{MAP}loc")}
    pages = {"" if name == "index.html" else name for name in site.pages}
    assert told == {f"https://example.org/e/{name}" for name in pages}
    assert site.files["robots.txt"].endswith(b"Sitemap: https://example.org/e/sitemap.xml\n")


def test_robots_are_led_to_what_is_harvested_too(tmp_path: Path) -> None:
    site = publish(write(tmp_path, BODY, settings=BASE), "metadata")
    listed = "https://example.org/e/resourcesync/resourcelist.xml"
    assert site.files["robots.txt"].endswith(f"Sitemap: {listed}\n".encode())
    assert "resourcesync/resourcelist.xml" in site.files


def test_without_an_address_there_is_no_sitemap(tmp_path: Path) -> None:
    site = publish(write(tmp_path, BODY))
    assert "sitemap.xml" not in site.files
    assert site.files["robots.txt"].decode() == robots("") == "User-agent: *\nAllow: /\n"


def test_a_large_sitemap_is_several() -> None:
    files = sitemap("https://a.org", ((f"l{n}.html", "") for n in range(50_001)))
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    assert etree.fromstring(files["sitemap.xml"].encode()).tag == f"{MAP}sitemapindex"
    assert files["sitemap-1.xml"].count("<url>") == 50_000


def test_a_page_has_the_day_of_its_newest_change(tmp_path: Path) -> None:
    folder = sample(tmp_path)
    changed(folder / "tei-pipeline.toml", "[edition]", f"[edition]\n{BASE}")
    site = publish(folder)
    days = re.findall(rb"<lastmod>(.*?)</lastmod>", site.files["sitemap.xml"])
    assert days
    assert all(re.fullmatch(rb"\d{4}-\d\d-\d\d", day) for day in days)
    newest = etree.fromstring(site.files["feed.xml"]).findtext(f"{ATOM}updated")
    assert newest == f"{max(days).decode()}T00:00:00Z"


# The feed


def test_changes_are_read_from_a_record() -> None:
    record = '<title>x</title><change when="2024-02-30">no day</change><change>none</change>' + (
        '<change when="2024-01-02">Checked &amp; corrected</change>'
    )
    assert list(changes("a", "A", record)) == [
        Change("2024-01-02", "a", "A", "Checked & corrected")
    ]


def test_the_feed_has_what_atom_asks_for() -> None:
    told = [Change(f"2024-01-{n % 28 + 1:02}", f"l{n}", "A <b>", "Checked") for n in range(60)]
    root = etree.fromstring(feed(EDITION, [*told, told[0]]).encode())
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 50
    days = [str(one.findtext(f"{ATOM}updated")) for one in entries]
    assert days == sorted(days, reverse=True)
    assert root.findtext(f"{ATOM}updated") == days[0]
    ids = [str(one.findtext(f"{ATOM}id")) for one in (root, *entries)]
    assert len(set(ids)) == 51
    assert all(re.fullmatch(r"tag:example\.org,\d{4}:e:[\w:-]+", one) for one in ids)
    for entry in entries:
        assert entry.findtext(f"{ATOM}title") == "A <b>"
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert str(link.get("href")).startswith("https://example.org/e/l")
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "The Press"


def test_ids_of_a_feed_do_not_depend_on_what_is_beside() -> None:
    one, other = Change("2024-01-02", "a", "A", "Checked"), Change("2024-01-02", "b", "B", "Made")
    alone, both = (feed(EDITION, told) for told in ([one], [other, one]))
    (line,) = [line for line in alone.splitlines() if line.startswith("<entry>")]
    assert line in both.splitlines()


def test_a_feed_without_an_address_has_names_for_ids() -> None:
    root = etree.fromstring(feed({**EDITION, "base-url": ""}, []).encode())
    assert str(root.findtext(f"{ATOM}id")).startswith("urn:uuid:")
    assert root.findtext(f"{ATOM}updated") == "2024-05-01T00:00:00Z"


# Build-info and archive


def test_build_info_says_what_pages_were_made_from(tmp_path: Path) -> None:
    folder = write(tmp_path, BODY)
    before = json.loads(publish(folder).files["build-info.json"])
    assert sorted(before) == ["date", "documents", "sources", "version"]
    changed(folder / "tei/letter.xml", "Two.", "Three.")
    after = json.loads(publish(folder).files["build-info.json"])
    assert before["documents"] == after["documents"] == 1
    assert before["sources"] != after["sources"]


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        assert not any(one.extra for one in packed.infolist())
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_archive_holds_the_sources_and_says_what_they_are(tmp_path: Path) -> None:
    folder = write(tmp_path, BODY, settings=BASE)
    files = unpacked(publish(folder).files["edition.zip"])
    assert list(files) == ["README.txt", "tei/authority/persons.xml", "tei/letter.xml"]
    for name in list(files)[1:]:
        assert files[name] == (folder / name).read_bytes()
    assert "Letters, The Press. https://example.org/e/" in files["README.txt"].decode()


def test_an_archive_made_from_an_older_one_is_the_same_as_a_new_one() -> None:
    old = {"a.xml": b"one" * 99, "b.xml": b"two", "d.xml": b"four"}
    new = {"a.xml": b"one" * 99, "b.xml": b"TWO" * 50, "ü.xml": b""}
    read: list[str] = []

    def reading(files: dict[str, bytes], name: str) -> bytes:
        read.append(name)
        return files[name]

    first, again, clean = io.BytesIO(), io.BytesIO(), io.BytesIO()
    packed = archive({n: c.hex() for n, c in old.items()}, lambda n: reading(old, n), first)
    read.clear()
    digests = {n: c.hex() for n, c in new.items()}
    made = archive(digests, lambda n: reading(new, n), again, Older(first, packed))
    assert sorted(read) == ["b.xml", "ü.xml"]
    assert made == archive(digests, lambda n: new[n], clean)
    assert again.getvalue() == clean.getvalue()
    assert unpacked(again.getvalue()) == new


def test_more_files_than_an_archive_can_hold_are_refused() -> None:
    with pytest.raises(TooLargeError):
        archive({str(n): "" for n in range(65_536)}, lambda _: b"", io.BytesIO())


# Addresses


def built(folder: Path, *, strict: bool = False) -> Built:
    return build([], BuildOptions(folder / "out", ("site",), strict), folder=folder)


def lost(folder: Path) -> list[str]:
    return [one.message for one in publish(folder).findings if one.code == "TPB304"]


def test_an_address_that_is_gone_is_told_until_it_leads_on(tmp_path: Path) -> None:
    folder = write(tmp_path, BODY)
    publish(folder)
    changed(folder / "tei/letter.xml", 'xml:id="q"', 'xml:id="r"')
    assert lost(folder) == ["gone from letter.html: #q"]
    assert lost(folder) == ["gone from letter.html: #q"], "nothing has changed"
    changed(folder / "tei/letter.xml", "Two.", "Three.")
    assert lost(folder) == ["gone from letter.html: #q"]
    moved(folder, '"letter.html#q" = "letter.html#r"')
    site = publish(folder)
    assert not site.findings
    place = site.page().get_element_by_id("q")
    assert (place.tag, place.getparent().get("id")) == ("span", "r")


def test_an_address_that_comes_back_is_not_lost(tmp_path: Path) -> None:
    folder = write(tmp_path, BODY)
    publish(folder)
    changed(folder / "tei/letter.xml", 'xml:id="letter"', 'xml:id="brief"')
    assert lost(folder) == ["the page letter.html of an earlier build is gone"]
    changed(folder / "tei/letter.xml", 'xml:id="brief"', 'xml:id="letter"')
    assert lost(folder) == ["the page brief.html of an earlier build is gone"]


def test_ids_that_were_only_counted_are_no_addresses(tmp_path: Path) -> None:
    folder = write(tmp_path, "<p>One.</p><p>Two.</p>")
    publish(folder)
    changed(folder / "tei/letter.xml", "<p>Two.</p>", "")
    assert lost(folder) == []


def test_a_document_that_cannot_be_read_for_once_loses_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path, BODY)
    other = (folder / "tei/letter.xml").read_text(encoding="utf-8")
    other = other.replace('xml:id="letter"', 'xml:id="other"')
    (folder / "tei/other.xml").write_text(other, encoding="utf-8")
    publish(folder)
    (folder / "tei/other.xml").write_text("<TEI", encoding="utf-8")
    assert lost(folder) == []
    (folder / "tei/other.xml").unlink()
    assert lost(folder) == ["the page other.html of an earlier build is gone"]


def test_a_strict_build_loses_no_address(tmp_path: Path) -> None:
    folder = sample(tmp_path)
    assert built(folder, strict=True).exit_code == 0
    document = min((folder / "tei").glob("*.xml"))
    found = re.search(r'<TEI[^>]*xml:id="([^"]+)"', document.read_text(encoding="utf-8"))
    assert found
    changed(document, f'xml:id="{found[1]}"', 'xml:id="renamed"')
    made = built(folder, strict=True)
    findings = {one.code: one.severity for one in made.report.diagnostics}
    assert findings["TPB304"] is Severity.ERROR
    assert (made.exit_code, made.files) == (1, ())
    assert (folder / f"out/html/{found[1]}.html").exists()
    assert not (folder / "out/html/renamed.html").exists()
    moved(folder, f'"{found[1]}.html" = "renamed.html"')
    assert built(folder, strict=True).exit_code == 0


def test_an_address_that_has_moved_leads_on_without_a_script(tmp_path: Path) -> None:
    folder = write(tmp_path, BODY, settings=BASE)
    moved(folder, '# old ones\n"a/old.html" = "older.html"\n"older.html" = "letter.html#p"\n')
    site: Site = publish(folder)
    page = html.document_fromstring(site.files["a/old.html"].decode())
    refresh = page.xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh == ["0; url=../letter.html#p"]
    assert page.xpath("//a/@href") == ["../letter.html#p"]
    assert page.xpath("//link/@href") == ["https://example.org/e/letter.html"]
    assert site.files["_redirects"].decode().splitlines()[0] == "/a/old.html /letter.html#p 301"
    assert b"old.html" not in site.files["sitemap.xml"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('\n"letter.html" = "index.html"', "letter.html still exists"),
        ('\n"a.html" = "b.html"', "b.html is no address of the edition"),
        ('\n"a.html" = "letter.html#nowhere"', "letter.html#nowhere is no address of the edition"),
        ('"b.html" = "index.html"\n"a.html" = "a.html"', "a.html leads back to itself"),
        ('"b.html" = "index.html"\n"b.html" = "about.html"', "b.html moves twice"),
        ("\nold.html new.html", "is no redirect"),
        ('\n"../a.html" = "index.html"', "is no redirect"),
        ('\n"a.html" = "javascript:alert(1)"', "is no redirect"),
        ('\n"letter.html#z" = "about.html"', "letter.html#z is a place in a page that is still"),
    ],
)
def test_a_redirect_that_leads_nowhere_ends_the_build(
    tmp_path: Path, lines: str, message: str
) -> None:
    folder = write(tmp_path, BODY)
    moved(folder, lines)
    with pytest.raises(ConfigError, match=f"^{re.escape(message)}") as raised:
        built(folder)
    assert (raised.value.path, raised.value.line) == (folder / "redirects.toml", 2)
    assert raised.value.mend
    assert not (folder / "out/html").exists()


def test_redirects_that_are_not_there_are_an_error(tmp_path: Path) -> None:
    folder = write(tmp_path, BODY, settings='[site]\nredirects = "none.toml"')
    with pytest.raises(ConfigError, match="redirects cannot be read"):
        built(folder)


def test_redirects_lead_to_the_end_of_a_chain() -> None:
    found = read_redirects(Path("x"), "a.html = b.html\nb.html = https://c.org/\n")
    assert found.pages == {"a.html": "https://c.org/", "b.html": "https://c.org/"}


def test_a_place_that_moved_stands_in_or_before_the_new_one() -> None:
    assert anchored('<p id="n">x</p>', {"o": "n"}) == '<p id="n"><span id="o"></span>x</p>'
    assert anchored('<table id="n">', {"o": "n"}) == '<span id="o"></span><table id="n">'
    assert anchored("<p>x</p>", {"o": "n"}) == "<p>x</p>"
