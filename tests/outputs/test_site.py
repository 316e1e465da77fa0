"""The reading edition: nothing lost, nothing that runs, every link leads somewhere."""

import json
import re
import shutil
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest
from lxml import etree, html

from tei_pipeline.names import TEI, XML_ID
from tei_pipeline.resources import resource
from tests.outputs.editions import BABBAGE, Site, publish, write

ROOT = Path(__file__).resolve().parents[2]
REF = "authority/persons.xml#babbage"
TELEGRAM = "telegram-1962-10-30"


@pytest.fixture(scope="module")
def telegram(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("edition")
    shutil.copytree(ROOT / "tei", folder / "tei")
    shutil.copy(ROOT / "tei-pipeline.toml", folder)
    return publish(folder)


def squeezed(text: str) -> str:
    return "".join(text.split())


def lost(pieces: Iterable[str], page: str) -> str | None:
    """Return the first stretch of text that does not stand on the page after those before it."""
    shown, at = squeezed(page), 0
    for piece in map(squeezed, pieces):
        found = shown.find(piece, at)
        if found < 0:
            return piece
        at = found + len(piece)
    return None


def without(tree: html.HtmlElement, *classes: str) -> str:
    for name in classes:
        for element in tree.find_class(name):
            element.drop_tree()
    return str(tree.text_content())


def source_text(path: Path) -> tuple[list[str], list[list[str]]]:
    """Return the stretches of a text without its notes, and those of each note."""
    root = etree.parse(path).getroot()
    text = root.find(f"{{{TEI}}}text")
    assert text is not None
    notes = [list(note.itertext()) for note in text.iter(f"{{{TEI}}}note")]
    for note in list(text.iter(f"{{{TEI}}}note")):
        note[:] = []
        note.text = None
    return list(text.itertext()), notes


# Nothing is lost.


def test_every_word_of_the_telegram_is_on_its_page_in_order(telegram: Site) -> None:
    text, notes = source_text(ROOT / "tei/telegram.xml")
    page = telegram.page(f"{TELEGRAM}.html")
    shown = [note.text_content() for note in page.find_class("note")]
    for wanted, given in zip(notes, shown, strict=True):
        assert lost(wanted, given) is None
    head, body = page.find_class("head")[0], page.find_class("text")[0]
    around = without(head, "note", "note-ref", "form", "summary", "contents", "legend", "signs")
    shown_text = around + without(body, "note", "note-ref", "pn", "milestone")
    assert squeezed(shown_text) == squeezed("".join(text)), "lost, doubled or added"


MANY = """<head>A head</head><p xml:id="p-1">One <hi rend="italic">two</hi>
<list><label>three</label><item>four <p>five</p></item></list> six
<table><head>seven</head><row><cell role="label">eight</cell><cell cols="2">nine</cell></row>
</table>
<choice><sic>tehn</sic><corr>ten</corr></choice> <app><lem wit="#A">eleven</lem></app></p>
<lg><l n="5">twelve <note>thirteen <list><item>fourteen</item></list></note></l><l>fifteen</l></lg>
<sp><speaker>sixteen</speaker><p>seventeen <stage>eighteen</stage></p></sp>
<q><p>nineteen</p></q><figure><head>twenty</head><graphic url="a/b.png"/></figure>
<p>A <quote>b <lg><l>c</l></lg></quote> d <ref target="#p-1">e <name>f</name></ref><lb/>g</p>
<closer>h <signed>i</signed></closer>"""


def test_no_word_is_lost_whatever_stands_in_what(tmp_path: Path) -> None:
    site = publish(write(tmp_path, MANY))
    assert {finding.code for finding in site.findings} == {"TPB303"}
    tree = etree.fromstring(f"<body>{MANY}</body>")
    main = site.page().get_element_by_id("page:main")
    assert lost(map(str, tree.itertext()), main.text_content()) is None
    assert lost(["words that are not there"], main.text_content())


def test_an_unknown_element_is_kept_marked_and_reported(tmp_path: Path) -> None:
    site = publish(write(tmp_path, '<p xml:id="p">A <blazon>lion</blazon>.</p>\n<odd>x</odd>'))
    first, second = site.findings
    assert (first.code, first.severity) == ("TPB201", "warning")
    assert "blazon" in first.message
    assert first.location.file == tmp_path / "tei/letter.xml"
    assert (first.location.line, second.location.line) == (6, 7)
    marked = site.page().find_class("unrendered")
    assert [(m.tag, m.get("data-tei"), m.text) for m in marked] == [
        ("span", "blazon", "lion"),
        ("div", "odd", "x"),
    ]


@pytest.mark.parametrize("kind", ["bad", "good"])
def test_the_examples_of_the_rules_page(tmp_path: Path, kind: str) -> None:
    page = resource("rules", "TPB201.md").read_text(encoding="utf-8")
    example = re.search(rf"```xml {kind} in=body\n(.*?)```", page, re.DOTALL)
    assert example
    codes = {finding.code for finding in publish(write(tmp_path, example[1])).findings}
    assert codes == ({"TPB201"} if kind == "bad" else set())


def test_what_the_source_leaves_to_signs_is_signed_and_what_it_signs_is_not(tmp_path: Path) -> None:
    none = '<encodingDesc><editorialDecl><quotation marks="none"/></editorialDecl></encodingDesc>'
    body = (
        "<p>A <supplied>b</supplied> <supplied>[c]</supplied> <q>d <q>e</q></q> "
        "<soCalled>“f”</soCalled></p>"
    )
    page = publish(write(tmp_path, body, encoding=none)).page()
    assert page.find_class("text")[0].text_content().strip() == "A [b] [c] “d ‘e’” “f”"


def test_headings_go_down_one_level_at_a_time(tmp_path: Path) -> None:
    body = "<div><div><head>A</head><div><div><head>B</head><p>x</p></div></div></div></div>"
    text = publish(write(tmp_path, body)).page().find_class("text")[0]
    assert [(h.tag, h.text) for h in text.iter("h1", "h2", "h3", "h4")] == [
        ("h2", "A"),
        ("h3", "B"),
    ]
    names = [s.get("aria-label") for s in text.iter("section")]
    assert names == ["Part", None, "Part, A, Part", None]


def test_divisions_beside_each_other_have_names_of_their_own(tmp_path: Path) -> None:
    text = publish(write(tmp_path, "<div><p>x</p></div>" * 2)).page().find_class("text")[0]
    assert [s.get("aria-label") for s in text.iter("section")] == ["Part (1)", "Part (2)"]


# Nothing runs.

EVIL = """<p xml:id="p" onclick="alert(1)">
<ref target="javascript:alert(1)">one</ref> <ref target=" java&#9;script:alert(1)">two</ref>
<ref target="data:text/html,x">three</ref> <ref target="//example.org/">four</ref>
<ref target="https://example.org/?a=1&amp;b=&quot;">five</ref> <ref target="#p">six</ref>
<ref target="#nowhere">seven</ref> <hi rend="x&quot; onload=&quot;y">eight</hi>
<foreign xml:lang="x-&quot;>">nine</foreign> &lt;script&gt;alert(1)&lt;/script&gt;</p>
<script>alert(2)</script><img src="x" onerror="alert(3)"/>
<figure><graphic url="javascript:x"/></figure>
"""


def test_what_could_run_comes_out_inert(tmp_path: Path) -> None:
    site = publish(write(tmp_path, EVIL, title="&lt;/script>&lt;b>&amp;"))
    for name, page in site.pages.items():
        scripts = page.findall(".//script")
        for script in scripts:
            own = re.fullmatch(r"(\.\./)*assets/[a-z/]+\.js", script.get("src") or "")
            assert own or script.get("type") == "application/ld+json", name
        for element in page.iter():
            assert element.tag not in ("img", "iframe", "object", "style")
            for attribute, value in element.items():
                assert not attribute.startswith("on")
                assert attribute != "style"
                assert not re.match(r"\s*(java\s*script|data|//)", value) or attribute == "content"
    links = {a.text: a.get("href") for a in site.page().find_class("ref") if a.get("href")}
    assert links == {"five": "https://example.org/?a=1&b=%22", "six": "#p"}


def test_the_policy_permits_the_editions_own_files_only(telegram: Site) -> None:
    for name, page in telegram.pages.items():
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
        assert ("unsafe" in policy) == (name == "search.html")
        assert "unsafe-inline" not in policy
        for address in page.xpath("//link[@rel='stylesheet']/@href | //script/@src | //img/@src"):
            assert not re.match(r"[a-z]+:|//", address)


# Every link leads somewhere.


def test_ids_are_unique_and_links_resolve(telegram: Site) -> None:
    ids = {}
    for name, page in telegram.pages.items():
        found = page.xpath("//@id")
        assert len(found) == len(set(found)), name
        ids[name] = set(found)
    for name, page in telegram.pages.items():
        for address in page.xpath("//a/@href | //link/@href | //script/@src"):
            if re.match(r"https?:", address) or address.startswith("../pdf/"):
                continue
            path, _, fragment = address.partition("#")
            target = resolved(name, path)
            assert target in telegram.files, (name, address)
            assert not fragment or fragment in ids[target], (name, address)


def resolved(page: str, address: str) -> str:
    steps: list[str] = list(PurePosixPath(page).parent.parts) if address else [page]
    for step in PurePosixPath(address).parts:
        if step == "..":
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps)


def test_a_repeated_id_of_the_source_stays_with_the_first(tmp_path: Path) -> None:
    site = publish(write(tmp_path, '<p xml:id="p">a</p><p xml:id="p">b</p>'))
    found = site.page().xpath("//main//@id")
    assert len(found) == len(set(found))
    assert site.page().get_element_by_id("p").text == "a"


def test_each_mention_of_the_telegram_leads_to_its_entry_and_back(telegram: Site) -> None:
    page = telegram.page(f"{TELEGRAM}.html")
    mention = page.get_element_by_id("m-8zeq")
    link = mention.find_class("to")[0]
    assert link.get("href") == "registers/references/upi-1962-10-29.html"
    card = page.get_element_by_id(link.get("data-card"))
    assert card.get("popover") == "auto"
    assert "Press bulletin" in card.text_content()
    entry = telegram.page("registers/references/upi-1962-10-29.html")
    back = [a.get("href") for a in entry.iter("a")]
    assert f"../../{TELEGRAM}.html#m-8zeq" in back
    assert "UPI press bulletin" in [m.text for m in entry.iter("mark")]


def test_links_do_not_stand_in_links(telegram: Site) -> None:
    text = telegram.files[f"{TELEGRAM}.html"].decode()
    depth = 0
    for tag in re.findall(r"<a[ >]|</a>", text):
        depth += 1 if tag != "</a>" else -1
        assert depth in (0, 1)


def test_a_mention_of_two_entries_has_a_card_with_both(telegram: Site) -> None:
    page = telegram.page(f"{TELEGRAM}.html")
    card = page.get_element_by_id(
        page.get_element_by_id("m-6tj5").find_class("to")[0].get("data-card")
    )
    assert [name.text.strip() for name in card.find_class("card-name")] == [
        "Soviet government",
        "United States government",
    ]


def test_how_sure_a_mention_is_stands_on_its_link(telegram: Site) -> None:
    link = telegram.page(f"{TELEGRAM}.html").get_element_by_id("m-qjp4")
    assert link.get("data-doubt") == "probable, not certain"


def test_notes_are_numbered_in_order_and_lead_back(telegram: Site) -> None:
    page = telegram.page(f"{TELEGRAM}.html")
    references = page.find_class("note-ref")
    assert [r.text for r in references] == [str(n) for n in range(1, len(references) + 1)]
    for reference in references:
        note = page.get_element_by_id(reference.get("href")[1:])
        assert note.find_class("note-n")[0].get("href") == f"#{reference.get('id')}"


def test_paragraph_numbers_are_permalinks(telegram: Site) -> None:
    page = telegram.page(f"{TELEGRAM}.html")
    numbers = {a.text: a.get("href") for a in page.find_class("pn")}
    assert numbers["2"] == "#p-t4n4"
    assert [int(n) for n in numbers if n.isdigit()] == list(range(1, 23))


def test_paragraphs_without_a_written_id_can_be_led_to_all_the_same(tmp_path: Path) -> None:
    page = publish(write(tmp_path, '<div xml:id="d"><p>a</p><p xml:id="p">b</p></div>')).page()
    assert [p.get("id") for p in page.find_class("text")[0].iter("p")] == ["d:1", "p"]
    assert [a.get("href") for a in page.find_class("pn")] == ["#p"]


def test_what_was_changed_stands_below_the_text_the_newest_first(tmp_path: Path) -> None:
    history = """</fileDesc><revisionDesc><change when="2025-01-02">First.</change>
    <change when="2026-03-04">Second.</change><change when="2026-03-04">Third.</change>
    </revisionDesc>"""
    folder = write(tmp_path, "<p>x</p>")
    letter = folder / "tei/letter.xml"
    text = letter.read_text(encoding="utf-8")
    letter.write_text(text.replace("</fileDesc>", history), encoding="utf-8")
    page = publish(folder).page()
    (versions,) = page.find_class("versions")
    assert [(row[0][0].get("datetime"), [said.text for said in row[1:]]) for row in versions] == [
        ("2026-03-04", ["Second.", "Third."]),
        ("2025-01-02", ["First."]),
    ]
    form = " ".join(page.find_class("form")[0].text_content().split())
    assert "last changed 4 March 2026" in form


def test_people_who_did_the_same_share_a_line_of_the_colophon(tmp_path: Path) -> None:
    folder = write(
        tmp_path, "<p>x</p>", title="A</title><editor>B</editor><editor>C</editor><title>D"
    )
    page = publish(folder).page()
    (facts,) = page.xpath("//section[@aria-labelledby='page:colophon']/dl")
    assert [line.text_content() for line in facts[0][1]] == ["B", "C"]
    names = [name.text for name in facts.iter("dt")]
    assert len(names) == len(set(names))


def test_only_the_text_is_searched(telegram: Site) -> None:
    page = telegram.page(f"{TELEGRAM}.html")
    (body,) = page.xpath("//*[@data-pagefind-body]")
    assert body.get("class") == "text"


def test_a_register_in_the_back_is_folded_away_with_all_its_words(tmp_path: Path) -> None:
    listed = """<body><p>x</p></body><back><listPerson><head>Persons</head><person xml:id="ada">
    <persName>Ada</persName><birth>1815 <placeName>London</placeName></birth><note>N.</note>
    <person xml:id="son"><persName>Byron</persName></person></person></listPerson></back>"""
    page = publish(write(tmp_path, listed)).page()
    (folded,) = page.find_class("folded")
    assert folded[0].text == "Persons"
    entry = page.get_element_by_id("ada")
    assert entry.text == "Ada · 1815 London · N."
    assert page.get_element_by_id("son").text == "Byron"


def test_dates_are_in_the_order_of_the_calendar(telegram: Site) -> None:
    page = telegram.page("registers/dates/1962.html")
    found = [str(one) for one in page.xpath("//main//@id") if one.startswith("date:")]
    assert found[:2] == ["date:1962-10-27", "date:1962-10-28"]
    assert all(a < b for a, b in pairwise(found))


# What a page says of itself.


def test_json_ld_is_json_whatever_the_title_holds(tmp_path: Path) -> None:
    site = publish(write(tmp_path, "<p>x</p>", title="&lt;/script>&lt;b>&amp; “q” \\ &quot;"))
    (script,) = site.page().xpath("//script[@type='application/ld+json']")
    data = json.loads(script.text)
    assert data["name"] == '</script><b>& “q” \\ "'
    assert data["@context"] == "https://schema.org"
    assert data["author"] == [{"@type": "Person", "name": "Ada Lovelace"}]


def test_the_telegram_describes_itself(telegram: Site) -> None:
    page = telegram.page(f"{TELEGRAM}.html")
    (script,) = page.xpath("//script[@type='application/ld+json']")
    data = json.loads(script.text)
    assert (data["@type"], data["dateSent"]) == ("Message", "1962-10-30")
    assert [agent["name"] for agent in data["sender"]] == ["Vasily Kuznetsov", "Valerian Zorin"]
    meta = {m.get("name"): m.get("content") for m in page.iter("meta")}
    assert meta["DC.title"] == data["name"] == page.xpath("//title")[0].text.split(" · ")[0]
    assert page.get("lang") == "en"


def test_schema_org_is_told_things_and_not_words(telegram: Site) -> None:
    (script,) = telegram.page(f"{TELEGRAM}.html").xpath("//script[@type='application/ld+json']")
    data = json.loads(script.text)
    for key, kind in (("publisher", "Organization"), ("isPartOf", "Collection")):
        assert data[key]["@type"] == kind
    assert data["isBasedOn"]["url"].startswith("https://")
    assert data["license"].startswith("https://creativecommons.org/")
    cuba = next(thing for thing in data["mentions"] if thing["name"] == "Cuba")
    assert cuba["@type"] == "Place"
    assert "https://www.wikidata.org/wiki/Q241" in cuba["sameAs"]
    assert [agent["name"] for agent in data["translator"]] == ["John Henriksen"]


def test_the_translator_is_named_with_the_university(telegram: Site) -> None:
    page = telegram.page(f"{TELEGRAM}.html")
    form = {row[0].text: row[1].text_content() for row in page.find_class("form")[0]}
    assert form["Translated by"] == "John Henriksen, Harvard University"
    assert form["Language"] == "English, translated from Russian"


@pytest.mark.parametrize(
    ("language", "author", "number"),
    [("de", "Verfasser", "Absatz 1"), ("fr", "Auteur", "Paragraphe 1")],
)
def test_an_edition_in_one_language_of_a_letter_in_another_says_which_is_which(
    tmp_path: Path, language: str, author: str, number: str
) -> None:
    body = f'<p xml:id="p" n="1"><persName ref="{REF}">Babbage</persName> came.</p>'
    site = publish(write(tmp_path, body, language=language))
    page = site.page()
    assert page.get("lang") == language
    assert page.find_class("form")[0][0][0].text == author
    assert page.find(".//h1/span").get("lang") == "en"
    assert page.find_class("text")[0].get("lang") == "en"
    (link,) = page.find_class("pn")
    assert (link.get("lang"), link.get("aria-label")) == (language, number)
    entry = site.page("registers/persons/babbage.html")
    assert [span.get("lang") for span in entry.xpath(".//p[@class='entry-note']/span")] == ["en"]
    assert [span.get("lang") for span in entry.find_class("context")] == ["en"]


def test_the_address_of_the_edition_is_used_where_it_is_known(tmp_path: Path) -> None:
    site = publish(write(tmp_path, "<p>x</p>", settings='base-url = "https://example.org/e/"'))
    page = site.page()
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.org/e/letter.html"]
    assert (
        "https://example.org/e/letter.html"
        in page.get_element_by_id("page:citation").text_content()
    )


def test_bibtex_holds_no_character_that_tex_would_take_for_its_own(tmp_path: Path) -> None:
    site = publish(write(tmp_path, "<p>x</p>", title="100 % &amp; {#_$} \\ ~^"))
    entry = site.page().get_element_by_id("page:bibtex").text
    signs = r"\textbackslash{} \textasciitilde{}\textasciicircum{}"
    title = r"100 \% \& \textbraceleft{}\#\_\$\textbraceright{} "
    assert "{{" + title + signs + "}}" in entry
    assert entry.startswith("@misc{letter,\n  author ")
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")


def test_what_can_be_taken_away_is_the_source_with_what_it_points_to(telegram: Site) -> None:
    copy = telegram.files[f"{TELEGRAM}.xml"]
    assert copy == (ROOT / "tei/telegram.xml").read_bytes()
    for pointer in re.findall(rb'(?:ref|target)="(authority/[^"#]+)#', copy):
        assert pointer.decode() in telegram.files


def test_there_are_no_empty_registers(tmp_path: Path) -> None:
    site = publish(write(tmp_path, "<p>x</p>", persons=""))
    assert not [name for name in site.files if name.startswith("registers/")]
    for page in site.pages.values():
        assert not page.xpath("//a[contains(@href, 'registers/')]")


def test_two_builds_are_equal_byte_for_byte(tmp_path: Path) -> None:
    body = f'<p xml:id="p"><persName ref="{REF}">Babbage</persName></p>'
    one = publish(write(tmp_path / "one", body))
    two = publish(write(tmp_path / "two", body))
    assert one.files == two.files


def test_entries_with_one_id_in_two_files_keep_apart(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        f'<p><persName ref="{REF}">A</persName>'
        '<persName ref="authority/others.xml#babbage">B</persName></p>',
    )
    source = (folder / "tei/authority/persons.xml").read_text(encoding="utf-8")
    other = (
        source.replace('"persons"', '"others"').replace("Charles", "Henry").replace("Q46633", "Q1")
    )
    (folder / "tei/authority/others.xml").write_text(other, encoding="utf-8")
    site = publish(folder)
    links = [a.get("href") for a in site.page().find_class("mention")]
    assert len(set(links)) == 2
    for link in links:
        assert link in site.files


def test_an_entry_shows_its_facts(tmp_path: Path) -> None:
    body = f'<p xml:id="p" n="1"><persName ref="{REF}">Babbage</persName> came. He sat.</p>'
    site = publish(write(tmp_path, body, persons=BABBAGE))
    entry = site.page("registers/persons/babbage.html").get_element_by_id("page:main")
    said = " ".join(entry.text_content().split())
    for fact in ("Babbage, Charles 1791–1871", "Lucasian Professor", "Q46633", "Built engines."):
        assert fact in said
    assert "Babbage came." in said
    assert "He sat" not in said
    assert entry.xpath(".//a[@class='outward']/@href") == ["https://www.wikidata.org/wiki/Q46633"]


# The styles themselves.


def colours(css: str) -> dict[str, tuple[int, ...]]:
    return {
        name: tuple(int(value[at : at + 2], 16) for at in (0, 2, 4))
        for name, value in re.findall(r"--(\w+): #(\w{6});", css)
    }


@pytest.mark.parametrize("length", [100, 200])
def test_a_statement_of_the_edition_stands_in_the_head_only_if_it_is_short(
    tmp_path: Path, length: int
) -> None:
    folder = write(tmp_path, "<p>One.</p>")
    said = ("All of it was read again. " * 20)[:length].strip()
    file = folder / "tei/letter.xml"
    statement = f"<editionStmt><p>{said}</p></editionStmt><publicationStmt>"
    text = file.read_text(encoding="utf-8").replace("<publicationStmt>", statement)
    file.write_text(text, encoding="utf-8")
    page = publish(folder).page()
    (head,) = page.xpath('//dl[@class="form"]')
    folded = page.xpath('//details[@class="principles"]')
    assert (said in head.text_content()) is (length == 100)
    assert bool(folded) is (length == 200)
    assert said in page.text_content()


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it."""

    def luminance(colour: tuple[int, ...]) -> float:
        parts = [v / 3294.6 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_all_words_stand_seven_to_one_from_the_paper_in_both_themes() -> None:
    css = resource("xslt", "html/assets/theme.css").read_text(encoding="utf-8")
    rules = [rule for rule in css.split("{") if "--paper:" in rule]
    assert len(rules) == 3
    light, system, chosen = map(colours, rules)
    assert system == chosen
    for theme in (light, chosen):
        for name, colour in theme.items():
            if name not in ("paper", "line", "tint"):
                assert contrast(colour, theme["paper"]) >= 7, name
                assert contrast(colour, theme["tint"]) >= 4.5, name


def test_source_ids_are_kept(telegram: Site) -> None:
    root = etree.parse(ROOT / "tei/telegram.xml").getroot()
    text = root.find(f"{{{TEI}}}text")
    assert text is not None
    wanted = {e.get(XML_ID) for e in text.iter() if e.get(XML_ID)}
    assert wanted <= set(telegram.page(f"{TELEGRAM}.html").xpath("//@id"))
