"""``docs/customise.md``: each of its examples, built as it stands on the page."""

import re
from pathlib import Path

import pytest

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions
from tests.outputs.editions import Site, publish, write

PAGE = Path(__file__).resolve().parents[1] / "docs/customise.md"
BODY = (
    '<p xml:id="p" n="1">A <emph>b</emph> <choice><abbr>c</abbr><expan>d</expan></choice></p>'
    '<p rend="margin">Beside.</p>'
)


def examples() -> dict[str, dict[str, str]]:
    """Return the files of each section, by their names."""
    found: dict[str, dict[str, str]] = {}
    part = r"^```\w+ (\S+)\n(.*?)^```|^## (.*?)\n"
    for name, content, title in re.findall(part, PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        if title:
            found[title] = {}
        else:
            found[list(found)[-1]][name] = content
    return found


def edition(folder: Path, title: str) -> Path:
    files = examples()[title]
    write(folder, BODY, settings=files.pop("tei-pipeline.toml"))
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def made(folder: Path, title: str) -> Site:
    site = publish(edition(folder, title))
    assert not site.findings
    return site


def test_every_example_is_tested() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    for title, files in examples().items():
        assert f'"{title}")' in text, title
        assert "tei-pipeline.toml" in files, title


def test_colours_and_letters(tmp_path: Path) -> None:
    css = made(tmp_path, "Colours and letters").files["assets/custom.css"].decode()
    for said in ("--accent: #1e4480;", "--accent: #a6c5f7;", "--text-size: 1.375rem;", "Junicode"):
        assert said in css


def test_sections_and_views(tmp_path: Path) -> None:
    site = made(tmp_path, "Sections and views")
    links = [a.get("href") for a in site.page().find_class("sections")[0].iter("a")]
    assert (links[0], links[-1]) == ("documents.html", "about.html")
    assert site.page().get("data-view") == "source"
    assert "search.html" not in site.files


def test_a_style_sheet(tmp_path: Path) -> None:
    site = made(tmp_path, "A style sheet")
    for name, page in site.pages.items():
        last = page.xpath("//link[@rel='stylesheet']/@href")[-1]
        assert last == "../" * name.count("/") + "assets/own/style/edition.css"


def test_pages(tmp_path: Path) -> None:
    site = made(tmp_path, "Pages")
    assert site.page("index.html").find_class("introduction")[0].find(".//a").get("href") == (
        "letter.html"
    )
    links = [a.get("href") for a in site.page("imprint.html").xpath("//article//a")]
    assert links == ["documents.html", "method.html#choosing"]
    assert site.page("method.html").findtext(".//h1") == "How we worked"
    assert "introduction.html" not in site.files


def test_a_template_of_the_documents(tmp_path: Path) -> None:
    page = made(tmp_path, "A template of the documents' pages").page()
    assert page.find_class("in-margin")[0].text_content().strip() == "Beside."


def test_a_template_of_the_other_pages(tmp_path: Path) -> None:
    site = made(tmp_path, "A template of the other pages")
    for page in site.pages.values():
        last = page.find_class("colophon")[-1].findall("p")[-1]
        assert last.text == "Printed on no paper at all."


def test_a_row_of_a_list(tmp_path: Path) -> None:
    folder = edition(tmp_path, "A row of a list")
    letter = folder / "tei/letter.xml"
    kept = "<msDesc><msIdentifier><repository>The Vault</repository></msIdentifier></msDesc>"
    text = letter.read_text(encoding="utf-8").replace("<p>Made for a test.</p>", kept)
    letter.write_text(text, encoding="utf-8")
    (row,) = publish(folder).page("documents.html").find_class("rows")[0]
    assert row.find_class("kept")[0].text == "The Vault"
    assert row.find_class("when")


def test_a_template_of_the_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tei_pipeline.outputs.pdf import BookMaker

    trees: list[str] = []
    print_tree = BookMaker.print_tree

    def kept(maker: BookMaker, *arguments: object) -> object:
        tree = print_tree(maker, *arguments)  # type: ignore[arg-type]
        trees.append(tree.text)
        return tree

    monkeypatch.setattr(BookMaker, "print_tree", kept)
    folder = edition(tmp_path, "A template of the book")
    built = build([], BuildOptions(output=folder / "out", targets=("pdf",)), folder=folder)
    assert [path.name for path in built.files] == ["letter.pdf"]
    assert '<emph kind="spaced">b</emph>' in trees[0]


def test_addresses_that_have_moved(tmp_path: Path) -> None:
    site = made(tmp_path, "Addresses that have moved")
    assert b'content="0; url=letter.html"' in site.files["letter-7.html"]
    assert site.page().get_element_by_id("p-1").getparent().get("id") == "p"
