"""What an edition brings of its own: pages in Markdown, colours, a style sheet; their mistakes."""

import re
from pathlib import Path

import pytest
from lxml import html

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions
from tei_pipeline.app.custom.colours import contrast
from tei_pipeline.errors import ConfigError, InputError, PipelineError
from tei_pipeline.resources import resource
from tei_pipeline.settings import ColourSettings
from tests.outputs.editions import Site, publish, write

PICTURE = b"\x89PNG\r\n\x1a\n"
IMPRINT = """---
title: Imprint
navigation: bottom
language: de
---

Von *hier* zu [Babbage](../tei/letter.xml#p), zur [Karte](map.html), zu den
[Personen](registers/persons.html), [hinab](#was-noch), zu [mehr](more.md) und ins
[Netz](https://example.org/?a=1&b=2).

## Was noch?

<script>alert(1)</script> <b onclick="x">b</b> {slot} <slot name="own"></slot>

| a | b |
|---|--:|
| 1 | 2 |

![Ein Bild](bilder/ein%20bild.png)
"""
BODY = '<p xml:id="p"><persName ref="authority/persons.xml#babbage">Babbage</persName>.</p>'


def edition(folder: Path, settings: str, files: dict[str, str | bytes]) -> Path:
    write(folder, BODY, settings=settings)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def with_pages(folder: Path, **pages: str) -> Path:
    files: dict[str, str | bytes] = {f"pages/{name}.md": text for name, text in pages.items()}
    return edition(
        folder,
        '[site]\npages = ["pages/*.md"]\n',
        {**files, "pages/bilder/ein bild.png": PICTURE},
    )


def hrefs(page: html.HtmlElement, name: str) -> list[str | None]:
    return [link.get("href") for link in page.find_class(name)[0].iter("a")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return publish(
        with_pages(
            tmp_path_factory.mktemp("own"),
            imprint=IMPRINT,
            more="# More of it\n\n# One\n\n## Two\n",
        )
    )


def test_a_page_is_in_the_frame_with_links_that_lead_somewhere(site: Site) -> None:
    page = site.page("imprint.html")
    (own,) = page.xpath("//article[@class='own']")
    assert own.get("lang") == "de"
    assert own.findtext(".//h1") == "Imprint"
    links = {link.text: link.get("href") for link in own.iter("a")}
    assert links == {
        "Babbage": "letter.html#p",
        "Karte": None,
        "Personen": "registers/persons.html",
        "hinab": "#was-noch",
        "mehr": "more.html",
        "Netz": "https://example.org/?a=1&b=2",
    }
    assert own.find(".//h2").get("id") == "was-noch"
    (image,) = own.iter("img")
    assert (image.get("alt"), image.get("src")) == (
        "Ein Bild",
        "assets/own/pages/bilder/ein%20bild.png",
    )
    assert site.files["assets/own/pages/bilder/ein bild.png"] == PICTURE


def test_html_in_it_is_words_and_no_style_is_written(site: Site) -> None:
    (own,) = site.page("imprint.html").xpath("//article[@class='own']")
    assert "<script>alert(1)</script> <b onclick=" in own.text_content()
    assert not own.xpath(".//script | .//slot | .//b | .//@style")
    assert [cell.get("class") for cell in own.iter("td")] == [None, "rend-right"]


def test_links_to_pages_stand_at_the_head_or_the_foot_of_all(site: Site) -> None:
    for name, page in site.pages.items():
        up = "../" * name.count("/")
        assert f"{up}more.html" in hrefs(page, "masthead"), name
        assert hrefs(page, "colophon")[-2:] == [
            f"{up}imprint.html",
            f"{up}accessibility.html",
        ], name
    (here,) = site.page("more.html").xpath("//*[@aria-current='page']")
    assert here.text == "More of it"
    assert site.page("letter.html").xpath("//footer//a[@lang='de']")


def test_headings_go_below_the_title(site: Site) -> None:
    (own,) = site.page("more.html").xpath("//article[@class='own']")
    assert [(h.tag, h.text) for h in own.iter("h1", "h2", "h3")] == [
        ("h1", "More of it"),
        ("h2", "One"),
        ("h3", "Two"),
    ]


def test_the_introduction_opens_the_start_page_and_follows_changes(tmp_path: Path) -> None:
    settings = '[site]\nintroduction = "intro.md"\n'
    folder = edition(tmp_path, settings, {"intro.md": "See [it](tei/letter.xml)."})
    (said,) = publish(folder).page("index.html").find_class("introduction")
    assert said.find(".//a").get("href") == "letter.html"
    (folder / "intro.md").write_text("Otherwise.", encoding="utf-8")
    (said,) = publish(folder).page("index.html").find_class("introduction")
    assert said.text_content().strip() == "Otherwise."
    (folder / "tei-pipeline.toml").write_text("", encoding="utf-8")
    assert not publish(folder).page("index.html").xpath("//slot | //*[@class='own introduction']")


def test_a_page_that_is_gone_leaves_no_file(tmp_path: Path) -> None:
    folder = with_pages(tmp_path, imprint="# Imprint", more="# More")
    assert "more.html" in publish(folder).files
    (folder / "pages/more.md").unlink()
    site = publish(folder)
    assert "more.html" not in site.files
    assert "more.html" not in hrefs(site.page("letter.html"), "masthead")


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("a", "# A\n\nsee\n[b](b.md)", 4, "b.md leads to nothing"),
        ("a", "---\ntitle: A\n---\n\n[b](javascript:alert)", 5, "javascript:alert leads to"),
        ("a", "# A\n[b](//example.org/)", 2, "leads to nothing"),
        ("a", "# A\n[b](#c)\n\n## B", 2, "no heading is named #c"),
        ("a", "# A\n\n![b](../../b.png)", 3, "leads to nothing"),
        ("a", "# A\n\n![b](https://example.org/b.png)", 3, "leads to nothing"),
        ("a", "# A\n\n[b](../tei-pipeline.toml)", 3, "leads to nothing"),
        ("a", "words", 1, "has no title"),
        ("a", "---\ntitel: A\n---\n", 2, "unknown key: titel"),
        ("a", "---\ntitle: A\n", 1, "a beginning without an end"),
        ("a", "---\ntitle: A\nnavigation: left\n---\n", 3, "navigation: left"),
        ("a", "---\ntitle: A\nposition: first\n---\n", 3, "position: first"),
        ("a", '---\ntitle: A\nlanguage: "x>"\n---\n', 3, "language: x>"),
        ("a b", "# A", None, "cannot name a page"),
        ("search", "# A", None, "cannot name a page"),
    ],
)
def test_what_a_page_cannot_be_is_refused_with_file_and_line(
    tmp_path: Path, name: str, text: str, line: int | None, said: str
) -> None:
    folder = with_pages(tmp_path, **{name: text})
    with pytest.raises(InputError) as failure:
        publish(folder)
    assert said in failure.value.message
    assert (failure.value.path, failure.value.line) == (folder / f"pages/{name}.md", line)
    assert failure.value.mend
    assert not (folder / "out").exists()


def test_a_page_with_the_name_of_a_document_is_refused(tmp_path: Path) -> None:
    folder = with_pages(tmp_path, letter="# A")
    with pytest.raises(InputError, match="the name of a document"):
        publish(folder)


# Colours and styles.


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#123456", "#123456") == 1


def test_the_shipped_colours_can_be_read_in_both_themes(tmp_path: Path) -> None:
    css = resource("xslt", "html/assets/theme.css").read_text(encoding="utf-8")
    _, *themes = re.split(r"color-scheme: (?:light|dark);", css)
    assert len(themes) == 3
    for theme in themes:
        colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", theme))
        assert set(colours) == set(ColourSettings._fields)
        for ground in ("paper", "tint"):
            assert contrast(colours["ink"], colours[ground]) >= 7
        for name in set(colours) - {"paper", "tint", "line"}:
            assert contrast(colours[name], colours["paper"]) >= 4.5, name
            assert contrast(colours[name], colours["tint"]) >= 4.5, name


def test_colours_and_design_become_custom_properties_and_nothing_else(tmp_path: Path) -> None:
    settings = (
        '[design]\ntext-size = 24\nfont = "Junicode Two"\nparagraph-numbers = false\n'
        '[colours]\naccent = "#1E4480"\n[colours-dark]\naccent = "#a6c5f7"\n'
    )
    folder = edition(tmp_path, settings, {})
    site = publish(folder)
    css = site.files["assets/custom.css"].decode()
    light, *dark = css.split(":root")[1:]
    assert "--accent: #1e4480;" in light
    assert "--text-size: 1.5rem;" in light
    assert '--serif: "Junicode Two", "EB Garamond",' in light
    assert "--paragraph-numbers: none;" in light
    assert all("--accent: #a6c5f7;" in theme for theme in dark)
    for name, page in site.pages.items():
        styles = page.xpath("//link[@rel='stylesheet']/@href")
        assert styles[-1] == "../" * name.count("/") + "assets/custom.css"


def test_an_edition_without_wishes_has_no_such_file(tmp_path: Path) -> None:
    assert "assets/custom.css" not in publish(edition(tmp_path, "", {})).files


def test_new_colours_make_no_page_again(tmp_path: Path) -> None:
    folder = edition(tmp_path, '[colours]\naccent = "#1e4480"\n', {})
    publish(folder)
    settings = folder / "tei-pipeline.toml"
    settings.write_text(settings.read_text().replace("#1e4480", "#8a1c4a"), encoding="utf-8")
    built = build([], BuildOptions(output=folder / "out", targets=("site",)), folder=folder)
    assert (built.read, built.written) == (0, 1)


@pytest.mark.parametrize(
    ("settings", "line", "said"),
    [
        ('[colours]\nink = "red"', 6, "colours.ink: is no colour: red"),
        ('[colours]\nink = "#000;}"', 6, "is no colour"),
        ('[colours]\npaper = "#fff"\naccent = "#ff8800"', 7, "has a contrast of 2.39 : 1"),
        ('[colours]\nink = "#767676"', 6, "reading needs 7 : 1"),
        ('[colours-dark]\npaper = "#fff"', 6, "ink #ebe4d7 on paper #fff"),
        ("[design]\nfont = 'x\"; } body { color: red'", 6, "no name of a font"),
    ],
)
def test_colours_that_cannot_be_read_are_refused_with_the_figure(
    tmp_path: Path, settings: str, line: int, said: str
) -> None:
    folder = edition(tmp_path, f"{settings}\n", {})
    with pytest.raises(ConfigError) as failure:
        publish(folder)
    assert said in failure.value.message
    assert failure.value.line == line


def test_a_style_sheet_is_linked_last_and_brings_its_files(tmp_path: Path) -> None:
    css = '/* url(no.png) @import */\n.pn { background: url("../pictures/a.png?x#y"); }'
    files: dict[str, str | bytes] = {"css/my.css": css, "pictures/a.png": PICTURE}
    settings = '[site]\nstylesheet = "css/my.css"\n[design]\ntext-size = 22\n'
    site = publish(edition(tmp_path, settings, files))
    assert site.files["assets/own/css/my.css"].decode() == css
    assert site.files["assets/own/pictures/a.png"] == PICTURE
    assert site.page().xpath("//link[@rel='stylesheet']/@href")[-2:] == [
        "assets/custom.css",
        "assets/own/css/my.css",
    ]


@pytest.mark.parametrize(
    ("css", "line"),
    [
        ('p {}\n@import "other.css";', 2),
        ("/* a\n b */ p { background: url(https://example.org/a.png) }", 2),
        ("p { background: url( '//example.org/a.png' ) }", 1),
        ('p { background: image-set("http://example.org/a.png" 1x) }', 1),
        (r"p { background: \75 rl(\68 ttps://example.org/a.png) }", 1),
        (r'p { } @\69mport "x.css";', 1),
        ("\n\np { background: url(missing.png) }", 3),
        ("p { background: url(../../a.png) }", 1),
        ("p { background: url(data:image/png;base64,xx) }", 1),
        ("p { background: url(tei-pipeline.toml) }", 1),
    ],
)
def test_a_style_sheet_that_asks_for_what_is_elsewhere_is_refused(
    tmp_path: Path, css: str, line: int
) -> None:
    folder = edition(tmp_path, '[site]\nstylesheet = "my.css"\n', {"my.css": css})
    with pytest.raises(PipelineError) as failure:
        publish(folder)
    assert (failure.value.path, failure.value.line) == (folder / "my.css", line)


def test_sections_and_the_first_view_are_chosen(tmp_path: Path) -> None:
    settings = '[site]\nsections = ["about", "documents"]\nview = "source"\n'
    folder = edition(tmp_path, settings, {})
    text = (folder / "tei/letter.xml").read_text(encoding="utf-8")
    choice = "<choice><abbr>Mr</abbr><expan>Mister</expan></choice> Babbage"
    (folder / "tei/letter.xml").write_text(text.replace(">Babbage", f">{choice}"))
    site = publish(folder)
    assert hrefs(site.page(), "sections") == ["about.html", "documents.html"]
    assert site.page().get("data-view") == "source"
    assert "search.html" not in site.files
    assert not any(name.startswith("pagefind") for name in site.files)
