"""Texts as dapytains serves them and as we do: the same trees and passages, or the difference.

``docs/dts.md`` says of each difference what the specification has.
"""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tei_pipeline.catalogue.published import Publication, Published
from tei_pipeline.harvest.dts import service
from tei_pipeline.names import TEI
from tei_pipeline.outputs.citation import CitationMaker
from tei_pipeline.saxon import Saxon
from tests.harvest.dts.library import SITE, Client, cited, deposit
from tests.oracles import ROOT, missing, shared

PEER = ROOT / ".venv" / "dts-peer" / "bin" / "python"
DTS = "{https://w3id.org/api/dts#}wrapper"
FRAME = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="en"><teiHeader>
<encodingDesc>{refs}</encodingDesc></teiHeader><text><body>{body}</body></text></TEI>"""
GOSPELS = """<div n="Luke"><head>Luke</head><div><p>a one</p><p>b two</p><l>c</l></div>
<div><p>d</p></div></div><div n="Mark"><head>Mark</head><div><p>e</p></div></div>"""
BOOKS = '<citeStructure unit="book" match="//body/div" use="@n"/>'

SAME = {
    "gospels": (
        GOSPELS,
        """<refsDecl><citeStructure unit="book" match="//body/div" use="@n">
        <citeData property="http://purl.org/dc/terms/title" use="head"/>
        <citeStructure unit="chapter" match="div" use="position()" delim=" ">
        <citeStructure unit="verse" match="p" use="position()" delim=":"/>
        <citeStructure unit="line" match="l" use="position()" delim="#"/>
        </citeStructure></citeStructure></refsDecl>""",
    ),
    "two": (
        f'{GOSPELS}<pb n="2"/>',
        f"""<refsDecl n="divs"><citeStructure unit="chapter" match="//div/div" use="p[1]"/>
        </refsDecl><refsDecl n="books" default="true">{BOOKS}</refsDecl>""",
    ),
    "paths": (
        '<div type="edition"><div n="1"><lg><l n="1">x</l><l n="2">y</l></lg></div><div n="2"><lg>'
        '<l n="1">z</l></lg></div></div>',
        """<refsDecl><citeStructure unit="poem" use="@n"
        match="/TEI/text/body/div[@type='edition']/div">
        <citeStructure unit="line" match=".//l" use="@n" delim="."/></citeStructure></refsDecl>""",
    ),
    "pages": (
        '<pb n="1"/><div><head>H</head><p>a <pb n="2"/>b</p></div><p>c</p><pb n="3"/><p>d</p>',
        '<refsDecl><citeStructure unit="page" match="//pb" use="@n"/></refsDecl>',
    ),
    "data": (
        '<div n="1"><p>a <hi>b</hi> c</p><p>d</p></div>',
        """<refsDecl><citeStructure unit="part" match="//body/div" use="@n">
        <citeStructure unit="p" match="p" use="position()" delim=".">
        <citeData property="http://purl.org/dc/terms/title" use="hi"/>
        <citeData property="https://example.org/x" use="'v'"/></citeStructure></citeStructure>
        </refsDecl>""",
    ),
    "unnumbered": ('<div n="1"><p>a</p></div><div><p>b</p></div>', f"<refsDecl>{BOOKS}</refsDecl>"),
}
OTHERWISE = {
    "branches": (
        GOSPELS,
        f"""<refsDecl>{BOOKS}<citeStructure unit="line" match="//l" use="'x'"/></refsDecl>""",
    ),
    "twice": (
        '<div n="1"><p>a</p></div><div n="1"><p>b</p></div>',
        f"<refsDecl>{BOOKS}</refsDecl>",
    ),
    "prefix": (
        GOSPELS,
        '<refsDecl><citeStructure unit="book" match="//tei:body/tei:div" use="@n"/></refsDecl>',
    ),
    "quote": ("""<div n="it's"><p>a</p></div>""", f"<refsDecl>{BOOKS}</refsDecl>"),
    "spaces": (
        GOSPELS,
        '<refsDecl><citeStructure unit="a book" match="//body/div" use="@n"/></refsDecl>',
    ),
    "counted": (
        GOSPELS,
        '<refsDecl><citeStructure unit="verse" match="//p" use="position()"/></refsDecl>',
    ),
    "lines": (
        '<p><cb n="1"/><lb n="1"/>a b<lb n="2"/>c<cb n="2"/><lb n="1"/>d<lb n="2"/>e</p>',
        """<refsDecl><citeStructure unit="column" match="//cb" use="@n">
        <citeStructure unit="line" match="//lb" use="@n" delim="."/></citeStructure></refsDecl>""",
    ),
}


class Both:
    """What both find in the same files."""

    def __init__(self, ask: Client, ids: dict[str, str], peer: dict[str, Any]) -> None:
        self.ask = ask
        self.ids = ids
        self.peer = peer

    def units(self, name: str, tree: str = "") -> list[tuple[str, str, int, str]]:
        """Return our units: reference, kind, level, parent."""
        return [
            (one["identifier"], one["citeType"], one["level"], one["parent"] or "")
            for one in self.members(name, tree)
        ]

    def members(self, name: str, tree: str) -> list[dict[str, Any]]:
        trees = {"tree": tree} if tree else {}
        found = self.ask.json("navigation", resource=self.ids[name], down=-1, **trees)
        return list(found["member"])

    def words(self, name: str, ref: str, tree: str = "") -> list[str]:
        """Return the words of a passage of ours."""
        trees = {"tree": tree} if tree else {}
        answer = self.ask("document", "GET", resource=self.ids[name], ref=ref, **trees)
        [wrapper] = etree.fromstring(answer.content).iter(DTS)
        return " ".join(str(one) for one in wrapper.itertext("*")).split()


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    if not PEER.exists():
        missing("dapytains is not installed: scripts/install-test-tools.sh")
    folder = tmp_path_factory.mktemp("peers")
    files = dict(written(folder))
    command = [str(PEER), str(ROOT / "scripts" / "dts_peer.py"), *map(str, files.values())]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    peer = {Path(path).stem: found for path, found in json.loads(run.stdout).items()}
    saxon, ids = Saxon(), {}
    maker = CitationMaker(saxon)
    with Publication(folder / "catalogue.sqlite") as publication:
        for name, file in files.items():
            document, trees = cited(file, saxon, maker)
            publication.put(deposit(document, trees))
            ids[name] = document.id
        publication.finish()
    published = Published(folder / "catalogue.sqlite")
    yield Both(Client(service(published, SITE)), ids, peer)
    published.close()


def written(folder: Path) -> Iterator[tuple[str, Path]]:
    yield "telegram", ROOT / "tei" / "telegram.xml"
    for name, (body, refs) in {**SAME, **OTHERWISE}.items():
        path = folder / f"{name}.xml"
        path.write_text(FRAME.format(id=name, refs=refs, body=body), encoding="utf-8")
        yield name, path
    for source in sorted(shared("corpora/critical").glob("*.xml")):
        path = folder / f"{source.stem}.xml"
        path.write_bytes(declared(source))
        yield source.stem, path


def declared(source: Path) -> bytes:
    """Return a critical text whose references are declared by ``citeStructure``."""
    tree = etree.parse(str(source), etree.XMLParser(load_dtd=False, resolve_entities=False))
    old = list(tree.iter(f"{{{TEI}}}refsDecl"))
    match = "/TEI/text/body/div[@type='edition' or @type='translation']/div"
    new = etree.fromstring(
        f'<refsDecl xmlns="{TEI}"><citeStructure unit="section" match="{match}" use="@n">'
        '<citeStructure unit="part" match="div" use="@n" delim="."/></citeStructure></refsDecl>'
    )
    old[0].addprevious(new)
    for one in old:
        around = one.getparent()
        assert around is not None
        around.remove(one)
    return etree.tostring(tree, encoding="utf-8")


def same(both: Both, name: str) -> int:
    """Hold that both find the same; return how many passages were compared."""
    count = 0
    for tree, theirs in both.peer[name].items():
        expected = [(u["ref"], u["kind"], u["level"], u["parent"]) for u in theirs["units"]]
        assert both.units(name, tree) == expected
        for unit, member in zip(theirs["units"], both.members(name, tree), strict=True):
            assert both.words(name, unit["ref"], tree) == unit["words"]
            assert metadata(member) == {**unit["dublinCore"], **unit["extensions"]}
            count += 1
    return count


def metadata(member: dict[str, Any]) -> dict[str, list[str]]:
    terms = member.get("dublinCore", {})
    found = {f"http://purl.org/dc/terms/{name}": values for name, values in terms.items()}
    found |= member.get("extensions", {})
    found.pop("@context", None)
    return {
        name: [one["value"] if isinstance(one, dict) else one for one in values]
        for name, values in found.items()
    }


def test_the_telegram_is_the_same(both: Both) -> None:
    assert same(both, "telegram") == 29


@pytest.mark.parametrize("name", SAME)
def test_trees_and_passages_are_the_same(both: Both, name: str) -> None:
    assert same(both, name) > 0


def test_critical_texts_are_the_same(both: Both) -> None:
    names = [file.stem for file in sorted(shared("corpora/critical").glob("*.xml"))]
    assert sum(same(both, name) for name in names) > 80


def test_structures_of_a_declaration_beside_each_other_are_all_read(both: Both) -> None:
    assert [unit[0] for unit in both.units("branches")] == ["Luke", "x", "Mark"]
    assert [unit["ref"] for unit in both.peer["branches"][""]["units"]] == ["Luke", "Mark"]


def test_a_reference_is_in_a_tree_once(both: Both) -> None:
    assert [unit[0] for unit in both.units("twice")] == ["1"]
    assert [unit["ref"] for unit in both.peer["twice"][""]["units"]] == ["1", "1"]


@pytest.mark.parametrize(
    ("name", "ref", "words"),
    [
        ("prefix", "Luke", ["Luke", "a", "one", "b", "two", "c", "d"]),
        ("quote", "it's", ["a"]),
        ("spaces", "Mark", ["Mark", "e"]),
        ("counted", "3", ["d"]),
    ],
)
def test_declarations_that_the_peer_stumbles_over_are_read(
    both: Both, name: str, ref: str, words: list[str]
) -> None:
    assert "error" in both.peer[name]
    assert both.words(name, ref) == words


def test_the_last_line_of_the_last_column_has_its_words(both: Both) -> None:
    theirs = both.peer["lines"][""]["units"]
    assert both.units("lines") == [
        (unit["ref"], unit["kind"], unit["level"], unit["parent"]) for unit in theirs
    ]
    differ = [unit for unit in theirs if both.words("lines", unit["ref"]) != unit["words"]]
    assert [(unit["ref"], unit["words"]) for unit in differ] == [("2.2", [])]
    assert both.words("lines", "2.2") == ["e"]
