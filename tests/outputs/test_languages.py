"""The interface in German and French: none of its words is English; dates and numbers are right."""

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree, html

from tei_pipeline.config import Settings
from tei_pipeline.resources import resource
from tei_pipeline.settings import EditionSettings
from tests.outputs.editions import DOCUMENT, PERSONS, Site, publish, write
from tests.outputs.rendering import stylesheets, written

ROOT = Path(__file__).resolve().parents[2]
SPOKEN = (
    "alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext",
    "placeholder", "title",
)  # fmt: skip
#: Data that scripts say; other data attributes hold names and numbers.
SAID = re.compile(r"data-(?!to|of|here|card|copy|digest|key|id|n|page|src|href|tei|year|sort)")
PROFILE = """<profileDesc><correspDesc>
<correspAction type="sent"><persName ref="authority/persons.xml#p{n}">Person {n}</persName>
<placeName ref="authority/persons.xml#rome">Rome</placeName><date when="{date}"/></correspAction>
<correspAction type="received"><persName ref="authority/persons.xml#p{m}">Person {m}</persName>
</correspAction></correspDesc><abstract><p>Summary.</p></abstract></profileDesc>"""
BODY = """<body><pb n="1" facs="a.png"/><div type="chapter"><head>H</head><p n="1" xml:id="p1">One
<persName ref="authority/persons.xml#p1" cert="low">two</persName>
<placeName ref="authority/persons.xml#rome">Rome</placeName><note>three</note>
<choice><abbr>Mr</abbr><expan>Mister</expan></choice> <choice><sic>a</sic><corr>b</corr></choice>
<app><lem wit="#A">x</lem><rdg wit="#B">y</rdg></app> <del>z</del> <add>q</add> <gap/>
<unclear>u</unclear> <supplied>s</supplied> <date when="1801-05-01">May Day</date><lb/>l</p>
<lg><l n="5">verse</l></lg><sp who="#a"><speaker>S</speaker><p>p</p></sp><stage>st</stage>
<table><row><cell>c</cell></row></table><figure><graphic url="b.png"/></figure></div></body>"""
WITNESSES = '<listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>'
ENTRIES = "".join(
    f'<person xml:id="p{n}"><persName>Person {n}</persName><birth when="1770-02-0{n}"/></person>'
    for n in (1, 2, 3)
)
PLACES = (
    "</listPerson><listPlace><place xml:id='rome'><placeName>Rome</placeName><location>"
    "<geo>41.9 12.5</geo></location></place></listPlace><listPerson><person xml:id='x'>"
    "<persName>X</persName></person>"
)


def edition(folder: Path, language: str) -> Site:
    """Publish an edition that has a page of every kind."""
    write(folder, "<p/>", language=language, persons="")
    settings = folder / "tei-pipeline.toml"
    settings.write_text(settings.read_text().replace('"Letters"', '"Quire"'), encoding="utf-8")
    (folder / "tei/letter.xml").unlink()
    (folder / "tei/authority/persons.xml").write_text(PERSONS.format(ENTRIES + PLACES))
    for number, date in enumerate(("1801-05-01", "1801-05-02", "1803", "1804-03"), 1):
        profile = PROFILE.format(n=number % 3 + 1, m=(number + 1) % 3 + 1, date=date)
        text = DOCUMENT.format(
            id=f"letter-{number}", title=f"Letter {number}", encoding="", profile=profile, text=BODY
        ).replace("<sourceDesc>", f"<sourceDesc>{WITNESSES}")
        (folder / f"tei/letter-{number}.xml").write_text(text)
    return publish(folder)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Site, Site]]:
    """Publish the small edition and the telegram, in German and in French."""
    made = {}
    for language in ("de", "fr"):
        folder = tmp_path_factory.mktemp(language)
        shutil.copytree(ROOT / "tei", folder / "telegram/tei")
        settings = (ROOT / "tei-pipeline.toml").read_text(encoding="utf-8")
        (folder / "telegram/tei-pipeline.toml").write_text(
            settings.replace('language = "en"', f'language = "{language}"'), encoding="utf-8"
        )
        made[language] = (edition(folder / "small", language), publish(folder / "telegram"))
    return made


@cache
def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """Return the forms of each message."""
    root = etree.parse(resource("xslt", f"locale/{language}.xml")).getroot()
    return {
        str(message.get("id")): tuple(
            " ".join("".join(map(str, form.itertext())).split()) for form in (*message, message)
            if len(form) == 0
        )
        for message in root.iter("message")
    }  # fmt: skip


@cache
def english_only(language: str) -> re.Pattern[str]:
    """Return what matches a message as English says it and no other language does."""
    other = {form.casefold() for forms in catalogue(language).values() for form in forms}
    found = {
        re.sub(r"\\\{\d\\\}", ".{1,40}?", re.escape(form))
        for forms in catalogue("en").values()
        for form in forms
        if form.casefold() not in other
        and len(re.findall(r"[A-Za-z]", re.sub(r"\{\d\}", "", form))) > 2
    }
    return re.compile("|".join(sorted(found, key=len, reverse=True)))


@cache
def own(language: str) -> re.Pattern[str]:
    """Return what matches a message as a language says it."""
    return re.compile(
        "|".join(
            re.sub(r"\\\{\d\\\}", ".{1,40}?", re.escape(form))
            for forms in catalogue(language).values()
            for form in forms
            if re.sub(r"\{\d\}", "", form).strip(" ,.:–()")
        )
    )


def words(page: html.HtmlElement, language: str) -> Iterator[str]:
    """Yield what is seen or said of a page in its own language."""
    for element in page.iter("*"):
        if element.tag in ("script", "style", "code", "pre", "meta", "link"):
            continue
        named = next(
            (one.get("lang") for one in (element, *element.iterancestors()) if one.get("lang")), ""
        )
        if named != language:
            continue
        yield from (str(text) for text in element.xpath("text()"))
        yield from (
            value for name, value in element.attrib.items() if name in SPOKEN or SAID.match(name)
        )


@pytest.mark.parametrize("language", ["de", "fr"])
def test_no_word_of_the_interface_is_left_in_english(
    sites: dict[str, tuple[Site, Site]], language: str
) -> None:
    left = set()
    for site in sites[language]:
        for name, page in site.pages.items():
            assert page.get("lang") == language, name
            for text in words(page, language):
                plain = " ".join(text.split())
                if english_only(language).fullmatch(plain) and not own(language).fullmatch(plain):
                    left.add((name, plain))
    assert not left


def test_the_small_edition_has_a_page_of_every_kind(sites: dict[str, tuple[Site, Site]]) -> None:
    site, _ = sites["de"]
    for name in ("chronology", "map", "network", "search", "about", "accessibility", "documents"):
        assert f"{name}.html" in site.files, name


@pytest.mark.parametrize(
    ("language", "day", "month", "born"),
    [
        ("de", "1. Mai 1801", "März 1804", "3. Februar 1770"),
        ("fr", "1er mai 1801", "mars 1804", "3 février 1770"),
    ],
)
def test_dates_are_said_as_the_language_says_them(
    sites: dict[str, tuple[Site, Site]], language: str, day: str, month: str, born: str
) -> None:
    site, _ = sites[language]
    assert day in site.page("letter-1.html").find_class("form")[0].text_content()
    assert month in site.page("letter-4.html").find_class("form")[0].text_content()
    assert born in site.page("registers/persons/p3.html").text_content()


@pytest.mark.parametrize(
    ("language", "written"), [("en", "12,345"), ("de", "12.345"), ("fr", "12\u202f345")]
)
def test_numbers_are_written_as_the_language_writes_them(
    tmp_path: Path, language: str, written: str
) -> None:
    folder = write(tmp_path, f"<p>{'w ' * 12_345}</p>", language=language)
    facts = publish(folder).page("about.html").text_content()
    assert written in facts


AMOUNTS = [
    ('<space unit="chars" quantity="1"/>', "Leerraum, 1 Zeichen", "espace, 1 caractère"),
    ('<space unit="char" quantity="3"/>', "Leerraum, 3 Zeichen", "espace, 3 caractères"),
    ('<gap unit="line" quantity="1"/>', "Lücke, 1 Zeile", "lacune, 1 ligne"),
    ('<gap unit="Leaves" quantity="2"/>', "Lücke, 2 Blätter", "lacune, 2 feuillets"),
    ('<gap unit="pieds" quantity="2"/>', "Lücke, 2 pieds", "lacune, 2 pieds"),
    ('<gap extent="2 chars" unit="line" quantity="9"/>', "Lücke, 2 chars", "lacune, 2 chars"),
    ('<gap reason="illegible fire"/>', "Lücke, unleserlich fire", "lacune, illisible fire"),
    ('<gap unit="chars" reason="lost"/>', "Lücke, chars, verloren", "lacune, chars, perdu"),
    ("<gap/>", "Lücke", "lacune"),
]


@pytest.mark.parametrize(("source", "german", "french"), AMOUNTS)
def test_what_is_missing_is_said_in_words(
    tmp_path: Path, source: str, german: str, french: str
) -> None:
    for language, words in (("de", german), ("fr", french)):
        settings = Settings(edition=EditionSettings(language=language))
        rendered = stylesheets().render(written(tmp_path, f"<p>a{source}</p>"), settings)
        assert rendered.text.xpath(".//p/span/@title") == [words]
