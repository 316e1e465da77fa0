"""Citation trees: as declared, as patterns of references have it, and where nothing is declared."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tei_pipeline.catalogue.published import Unit
from tei_pipeline.document import Document, load
from tei_pipeline.names import RECORD, TEI, TEI_ROOTS
from tei_pipeline.outputs import citation
from tei_pipeline.outputs.citation import CitationMaker, Cited
from tei_pipeline.outputs.citation_plan import Structure, simple
from tei_pipeline.outputs.protocol import Source
from tei_pipeline.records import RecordExtractor
from tei_pipeline.saxon import Node, Saxon
from tests.oracles import ROOT, shared


@pytest.fixture(scope="module")
def maker() -> CitationMaker:
    return CitationMaker(Saxon())


class Making:
    """Makes trees of documents that are written for a test."""

    def __init__(self, maker: CitationMaker, folder: Path) -> None:
        self.maker = maker
        self.folder = folder

    def of(self, path: Path) -> tuple[Document, Cited]:
        document = load(path.resolve())
        node = self.maker.saxon.parse(document.text, document.path.as_uri())
        return document, self.maker.make(Source(document, node, path.name))

    def __call__(self, text: str, refs: str = "", root: str = "TEI") -> Cited:
        path = self.folder / "text.xml"
        header = f"<teiHeader><encodingDesc>{refs}</encodingDesc></teiHeader>"
        path.write_text(f'<{root} xmlns="{TEI}">{header}\n{text}</{root}>', encoding="utf-8")
        return self.of(path)[1]


@pytest.fixture
def making(maker: CitationMaker, tmp_path: Path) -> Making:
    return Making(maker, tmp_path)


def refs(cited: Cited, tree: str = "") -> list[str]:
    return [unit.ref for unit in cited.units if unit.tree == tree]


def said(cited: Cited) -> list[str]:
    return [finding.message for finding in cited.findings]


def at(document: Document, unit: Unit) -> etree._Element:
    element = document.root
    for number in unit.path.split("/") if unit.path else ():
        element = list(element.iterchildren("*"))[int(number)]
    return element


GOSPELS = """<text><body><div n="Luke"><div><p>a</p><p>b</p><l>c</l></div><div><p>d</p></div></div>
<div n="Mark"><div><p>e</p></div></div></body></text>"""


def test_references_are_built_from_the_outside_in(making: Making) -> None:
    cited = making(
        GOSPELS,
        """<refsDecl><citeStructure unit="book" match="//body/div" use="@n">
        <citeStructure unit="chapter" match="div" use="position()" delim=" ">
        <citeStructure unit="verse" match="p" use="position()" delim=":"/>
        <citeStructure unit="line" match="l" use="position()" delim="#"/>
        </citeStructure></citeStructure></refsDecl>""",
    )
    assert refs(cited) == [
        *("Luke", "Luke 1", "Luke 1:1", "Luke 1:2", "Luke 1#1", "Luke 2", "Luke 2:1"),
        *("Mark", "Mark 1", "Mark 1:1"),
    ]  # fmt: skip
    assert [(unit.level, unit.kind, unit.parent) for unit in cited.units[:4]] == [
        (1, "book", ""),
        (2, "chapter", "Luke"),
        (3, "verse", "Luke 1"),
        (3, "verse", "Luke 1"),
    ]
    assert json.loads(cited.trees[0].structure) == [
        {
            "citeType": "book",
            "citeStructure": [
                {
                    "citeType": "chapter",
                    "citeStructure": [{"citeType": "verse"}, {"citeType": "line"}],
                }
            ],
        }
    ]
    assert not cited.findings


def test_structures_side_by_side_are_one_tree_in_the_order_of_the_document(making: Making) -> None:
    cited = making(
        '<text><front><p n="pr">x</p></front><body><div n="1"><p>y</p></div></body>'
        '<back><div n="app"><p>z</p></div></back></text>',
        """<refsDecl><citeStructure unit="chapter" match="/TEI/text/body/div" use="@n"/>
        <citeStructure unit="matter" match="/TEI/text/(front|back)/*" use="@n"/></refsDecl>""",
    )
    assert refs(cited) == ["pr", "1", "app"]


def test_several_declarations_are_several_trees_and_the_default_has_no_name(
    making: Making,
) -> None:
    cited = making(
        GOSPELS,
        """<refsDecl xml:id="lines"><citeStructure unit="line" match="//l" use="position()"/>
        </refsDecl><refsDecl n="books" default="true"><citeStructure unit="book"
        match="//body/div" use="@n"><desc>By  book.</desc></citeStructure></refsDecl>
        <refsDecl><citeStructure unit="chapter" match="//div/div" use="position()"/></refsDecl>""",
    )
    assert [tree.name for tree in cited.trees] == ["", "lines", "tree-3"]
    assert cited.trees[0].description == "By book."
    assert refs(cited) == ["Luke", "Mark"]
    assert refs(cited, "lines") == ["1"]
    assert refs(cited, "tree-3") == ["1", "2", "3"]


def test_data_are_sorted_into_dublin_core_and_the_rest(making: Making) -> None:
    cited = making(
        '<text xml:lang="fr"><body><div n="1" resp="x"><head>Un <hi>début</hi></head><p>a</p></div>'
        "</body></text>",
        """<refsDecl><citeStructure unit="part" match="/TEI/text/body/div" use="@n">
        <citeData property="http://purl.org/dc/terms/title" use="head"/>
        <citeData property="dc:creator" use="'A. B.'"/>
        <citeData property="http://purl.org/dc/elements/1.1/identifier" use="count(p)"/>
        <citeData property="https://example.org/resp" use="@resp"/>
        </citeStructure></refsDecl>""",
    )
    assert json.loads(cited.units[0].facts) == {
        "dublinCore": {
            "title": [{"lang": "fr", "value": "Un début"}],
            "creator": ["A. B."],
            "identifier": ["1"],
        },
        "extensions": {"https://example.org/resp": ["x"]},
    }


def test_milestones_hold_what_stands_between_them(making: Making) -> None:
    cited = making(
        '<text><body><pb n="1"/><p><lb n="1"/>a<lb n="2"/>b</p><p><pb n="2"/><lb n="1"/>c</p>'
        '<pb n="3"/><p>d</p></body></text>',
        """<refsDecl><citeStructure unit="page" match="//pb" use="@n">
        <citeStructure unit="line" match=".//lb" use="@n" delim="."/></citeStructure></refsDecl>""",
    )
    assert refs(cited) == ["1", "1.1", "1.2", "2", "2.1", "3"]


def test_milestones_in_milestones_end_with_those_around_them(making: Making) -> None:
    cited = making(
        '<text><body><p><pb n="1"/><cb n="a"/><lb n="1"/>a<cb n="b"/><lb n="1"/>b<pb n="2"/>'
        '<lb n="2"/>c<cb n="a"/><lb n="1"/>d</p></body></text>',
        """<refsDecl><citeStructure unit="page" match="//pb" use="@n">
        <citeStructure unit="column" match="cb" use="@n">
        <citeStructure unit="line" match="lb" use="@n" delim=","/>
        </citeStructure></citeStructure></refsDecl>""",
    )
    assert refs(cited) == ["1", "1a", "1a,1", "1b", "1b,1", "2", "2a", "2a,1"]


def test_nodes_that_are_no_elements_are_cited_by_the_element_they_belong_to(
    making: Making,
) -> None:
    cited = making(
        GOSPELS,
        '<refsDecl><citeStructure unit="book" match="//div/@n" use="."/></refsDecl>',
    )
    assert [(unit.ref, unit.path) for unit in cited.units] == [("Luke", "1/0/0"), ("Mark", "1/0/1")]


# What is wrong in declarations.


def broken(making: Making, match: str, use: str = "@n", inner: str = "") -> tuple[Cited, str]:
    cited = making(
        GOSPELS,
        f'<refsDecl>\n<citeStructure unit="u" match="{match}" use="{use}">{inner}</citeStructure>'
        "</refsDecl>",
    )
    assert cited.findings
    finding = cited.findings[0]
    assert (finding.code, finding.location.line) == ("TPB205", 2)
    return cited, finding.message


@pytest.mark.parametrize(
    ("match", "use"),
    [
        ("//body/div[", "@n"),
        ("//body/div", "@n +"),
        ("//body/div", "nothing(.)"),
        ("//body/div) ! (1", "@n"),
        ("", "@n"),
        ("//body/div", ""),
        ("x:y", "@n"),
        ("//body/p", "@n"),
        ("1 to 3", "."),
        ("//body/div", "error()"),
        ("//body/div", "function($x) { $x }"),
    ],
)
def test_an_expression_with_a_mistake_is_a_finding_and_the_text_can_be_cited(
    making: Making, match: str, use: str
) -> None:
    cited, _ = broken(making, match, use)
    assert refs(cited)[0] == "at:2.1.1"


@pytest.mark.parametrize(
    "use",
    [
        "unparsed-text('{file}')",
        "doc('{file}')/*",
        "environment-variable('TEI_SECRET')",
        "collection('{folder}')",
        "json-doc('{file}')",
        "transform(map {{ 'stylesheet-location': '{file}' }})?output",
        "string(function-lookup(xs:QName('fn:environment-variable'), 1)('TEI_SECRET'))",
    ],
)
def test_expressions_read_nothing_but_the_document(
    making: Making, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use: str
) -> None:
    monkeypatch.setenv("TEI_SECRET", "secret")
    (tmp_path / "secret.xml").write_text("<secret>secret</secret>", encoding="utf-8")
    uri = (tmp_path / "secret.xml").as_uri()
    cited, _ = broken(making, "//body/div", use.format(file=uri, folder=tmp_path.as_uri()))
    assert "secret" not in " ".join(refs(cited))


@pytest.mark.parametrize(
    "use",
    [
        "for $a in 1 to 1000000, $b in 1 to 1000000 return (1)[$a * $b = 0]",
        "let $f := function($f) { $f($f) } return $f($f)",
    ],
)
def test_an_expression_that_does_not_end_is_stopped(
    maker: CitationMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use: str
) -> None:
    monkeypatch.setattr(citation, "LIMIT", 1.0)
    cited, message = broken(Making(CitationMaker(maker.saxon), tmp_path), "//body/div", use)
    assert "it cannot be evaluated" in message
    assert refs(cited)[0] == "at:2.1.1"


@pytest.mark.parametrize(
    ("expression", "plain"),
    [
        ("/TEI/text/body/div", True),
        ("//body/div[@type='x' and not(head)]/tei:p[1]", True),
        (".//l[parent::div or parent::lem]", True),
        ("//pb | //milestone[@unit = 'page']", True),
        ("position()", True),
        ("//a/b//c", True),
        ("//a//b//c//d", False),
        ("//*[//*[//*]]", False),
        ("descendant::a/descendant::b/descendant::c", False),
        ("count(preceding-sibling::p)", False),
        ("doc('x')", False),
        ("environment-variable('x')", False),
        ("a[" * 130, False),
        ("a[b and c]" * 39 + "!", False),
        ("a/" * 300 + "a", False),
    ],
)
def test_only_plain_paths_are_evaluated_here(expression: str, plain: bool) -> None:
    source = etree.Element("x")
    assert simple([Structure("u", expression, "@n", "", source)]) is plain
    assert simple([Structure("u", "p", expression, "", source)]) is plain


def test_an_expression_that_cannot_be_evaluated_quickly_is_not_taken_for_plain(
    making: Making,
) -> None:
    cited = making(
        GOSPELS,
        '<refsDecl><citeStructure unit="book" match="//body/div" '
        'use="count(preceding-sibling::div) + 1"/></refsDecl>',
    )
    assert refs(cited) == ["1", "2"]


def test_units_without_a_reference_or_with_one_that_is_taken_are_counted(making: Making) -> None:
    cited = making(
        '<text><body><div n="1"/><div n="1"/><div n="1"/><div/><div n="2"/></body></text>',
        '<refsDecl><citeStructure unit="part" match="/TEI/text/body/div" use="@n"/></refsDecl>',
    )
    assert refs(cited) == ["1", "2"]
    assert said(cited) == [
        "@use of citeStructure “@n”: 2 of the units found give the reference of another",
        "@use of citeStructure “@n”: 1 of the units found give no reference",
    ]


def test_an_absolute_path_inside_is_read_as_relative_and_said(making: Making) -> None:
    cited, message = broken(
        making,
        "//body/div",
        inner='<citeStructure unit="line" match="//l" use="position()" delim="."/>',
    )
    assert refs(cited) == ["Luke", "Luke.1", "Mark"]
    assert "must not begin with /" in message


def test_a_document_may_not_have_units_without_end(
    making: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(citation, "MOST", 3)
    assert len(making(GOSPELS).units) == 3


def test_structures_may_stand_in_each_other_without_end(making: Making) -> None:
    deep = 200
    cited = making(
        GOSPELS,
        '<refsDecl><citeStructure unit="u" match="/TEI/text/body/div" use="@n">'
        + '<citeStructure unit="u" match="div" use="position()" delim=".">' * deep
        + "</citeStructure>" * deep
        + "</citeStructure></refsDecl>",
    )
    assert refs(cited) == ["Luke", "Luke.1", "Luke.2", "Mark", "Mark.1"]


# Patterns of references.


def test_patterns_for_canonical_text_services_are_structures(making: Making) -> None:
    path = "/tei:TEI/tei:text/tei:body/tei:div[@n='$1']"
    cited = making(
        '<text><body><div n="1"><div n="a"><p n="i">x</p></div></div><div n="2"/></body></text>',
        f"""<refsDecl n="CTS">
        <cRefPattern n="verse" matchPattern="(\\w+)\\.(\\w+)\\.(\\w+)"
          replacementPattern="#xpath({path}/tei:div[@n='$2']/tei:p[@n='$3'])"/>
        <cRefPattern n="chapter" matchPattern="(.+).(.+)"
          replacementPattern="#xpath({path}/tei:div[@n='$2'])"/>
        <cRefPattern n="book" matchPattern="(.+)" replacementPattern="#xpath({path})"/>
        </refsDecl><refsDecl><cRefPattern matchPattern="(.+)"
        replacementPattern="https://example.org/$1"/></refsDecl>""",
    )
    assert [(unit.ref, unit.kind) for unit in cited.units] == [
        ("1", "book"),
        ("1.a", "chapter"),
        ("1.a.i", "verse"),
        ("2", "book"),
    ]
    assert not cited.findings


def test_patterns_that_count_are_structures_too(making: Making) -> None:
    cited = making(
        GOSPELS,
        """<refsDecl><cRefPattern matchPattern="([A-Za-z0-9]+) ([0-9]+):([0-9]+)"
        replacementPattern="#xpath(//body/div[@n='$1']/div[$2]/p[$3])"/></refsDecl>""",
    )
    assert refs(cited)[:4] == ["Luke", "Luke 1", "Luke 1:1", "Luke 1:2"]
    assert cited.units[0].kind == "level 1"


@pytest.mark.parametrize(
    "pattern", ["https://example.org/$1", "#xpath(//div[@n='$2'])", "#xpath(//p)", "#$1", ""]
)
def test_patterns_that_lead_elsewhere_declare_no_units(making: Making, pattern: str) -> None:
    cited = making(
        GOSPELS,
        f'<refsDecl><cRefPattern matchPattern="(.+)" replacementPattern="{pattern}"/></refsDecl>',
    )
    assert refs(cited)[0] == "at:2.1.1"
    assert not cited.findings


# Where nothing is declared.


def test_without_a_declaration_divisions_paragraphs_and_lines_are_cited(making: Making) -> None:
    cited = making(
        """<text xml:lang="en"><front><titlePage><docTitle>T</docTitle></titlePage></front><body>
        <div type="act" xml:id="a1"><head>Act <note>x</note>one</head><pb/>
        <sp xml:id="s1"><speaker>A</speaker><lg type="song"><l>x</l><l>y</l></lg></sp>
        <p xml:id="p1">z</p></div></body></text>""",
        "<refsDecl><p>By act.</p></refsDecl>",
    )
    assert [(unit.ref, unit.kind, unit.level, unit.parent) for unit in cited.units] == [
        ("at:2.1.1", "titlePage", 1, ""),
        ("a1", "act", 1, ""),
        ("a1:1", "head", 2, "a1"),
        ("s1", "speech", 2, "a1"),
        ("s1:1", "speaker", 3, "s1"),
        ("s1:2", "song", 3, "s1"),
        ("s1:2.1", "line", 4, "s1:2"),
        ("s1:2.2", "line", 4, "s1:2"),
        ("p1", "paragraph", 2, "a1"),
    ]
    assert json.loads(cited.units[1].facts) == {
        "dublinCore": {"title": [{"lang": "en", "value": "Act one"}]}
    }
    assert json.loads(cited.trees[0].structure)[1]["citeStructure"][1] == {
        "citeType": "speech",
        "citeStructure": [
            {"citeType": "speaker"},
            {"citeType": "song", "citeStructure": [{"citeType": "line"}]},
        ],
    }


def test_a_document_without_text_has_no_tree(making: Making) -> None:
    assert making("<text><body/></text>") == ((), (), ())


CORPUS = """<TEI xml:id="one"><teiHeader><fileDesc><titleStmt><title>One</title></titleStmt>
</fileDesc><encodingDesc><refsDecl><citeStructure unit="part" match="/TEI/text/body/div" use="@n"/>
</refsDecl></encodingDesc></teiHeader><text><body><div n="1">a</div><div n="2">b</div></body></text>
</TEI><TEI xml:id="two"><teiHeader/><text><body><p>c</p></body></text></TEI>"""


def test_texts_of_a_corpus_are_cited_each_in_its_own_way(making: Making) -> None:
    cited = making(CORPUS, root="teiCorpus")
    assert [(unit.ref, unit.kind) for unit in cited.units] == [
        ("one", "text"),
        ("one.1", "part"),
        ("one.2", "part"),
        ("two", "text"),
        ("two:2.1.1", "paragraph"),
    ]
    assert [unit.path for unit in cited.units] == ["1", "1/1/0/0", "1/1/0/1", "2", "2/1/0/0"]


def test_a_corpus_may_declare_how_all_of_it_is_cited(making: Making) -> None:
    cited = making(
        CORPUS,
        '<refsDecl><citeStructure unit="text" match="/teiCorpus/TEI" use="@xml:id"/></refsDecl>',
        root="teiCorpus",
    )
    assert refs(cited) == ["one", "two"]


# Whole editions.


def corpora() -> Iterator[Path]:
    yield ROOT / "tei" / "telegram.xml"
    for name in ("letters", "plays", "novels", "critical", "tei-tests"):
        yield from sorted(shared(f"corpora/{name}").rglob("*.xml"))[:6]


def words(element: etree._Element) -> list[str]:
    return " ".join(map(str, element.itertext("*"))).split()


def test_no_word_of_a_text_is_outside_its_lowest_units(making: Making) -> None:
    for path in corpora():
        document, cited = making.of(path)
        if document.root.tag not in TEI_ROOTS:
            continue
        declared = any(True for _ in document.root.iter(f"{{{TEI}}}citeStructure"))
        declared |= any(True for _ in document.root.iter(f"{{{TEI}}}cRefPattern"))
        if declared or not cited.units:
            continue
        parents = {unit.parent for unit in cited.units}
        leaves = [at(document, unit) for unit in cited.units if unit.ref not in parents]
        found = [word for leaf in leaves for word in words(leaf)]
        texts = document.root.iter(f"{{{TEI}}}text", f"{{{TEI}}}sourceDoc")
        whole = [
            word
            for text in texts
            if not any(True for _ in text.iterancestors(f"{{{TEI}}}text"))
            for word in words(text)
        ]
        assert found == whole, path


def test_units_of_whole_editions_are_in_order_and_lead_to_what_pages_have(
    maker: CitationMaker, tmp_path: Path
) -> None:
    saxon = Saxon()
    extractor = RecordExtractor(saxon)
    making = Making(CitationMaker(Saxon()), tmp_path)
    for path in corpora():
        document, cited = making.of(path)
        if document.root.tag not in TEI_ROOTS:
            continue
        for tree in cited.trees:
            units = [unit for unit in cited.units if unit.tree == tree.name]
            assert len({unit.ref for unit in units}) == len(units) > 0
            assert all(unit.kind for unit in units)
            places = [tuple(map(int, unit.path.split("/"))) for unit in units]
            assert places == sorted(places)
        record = etree.fromstring(extractor.extract(document, node(saxon, document), path.name))
        known = {unit.get("id") for unit in record.iter(f"{{{RECORD}}}unit")}
        same = {"p", "head", "div", "lg", "sp"}
        made = {
            unit.anchor for unit in cited.units if etree.QName(at(document, unit)).localname in same
        }
        assert made <= known, path


def node(saxon: Saxon, document: Document) -> Node:
    return saxon.parse(document.text, document.path.as_uri())
