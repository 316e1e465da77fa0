"""An edition's own XSLT: it overrides ours, reads and writes nothing, its mistakes are placed."""

from pathlib import Path

import pytest

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions, Built
from tei_pipeline.errors import ConfigError, StylesheetError
from tests.outputs.editions import publish, write

HEAD = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:html="urn:tei-pipeline:html"
  xmlns:rec="urn:tei-pipeline:record" xmlns:print="urn:tei-pipeline:print"
  exclude-result-prefixes="#all">
<xsl:import href="{}"/>
"""
MAIN, SITE, PRINT = (f"tei-pipeline:{name}/main.xsl" for name in ("html", "site", "print"))
SITE = "tei-pipeline:html/site.xsl"
ASIDE = """<xsl:template match="tei:p[@rend = 'aside']" mode="html:text">
<aside><xsl:next-match/></aside>
</xsl:template>
"""


def edition(folder: Path, body: str, key: str = "document-stylesheet", shipped: str = MAIN) -> Path:
    write(folder, '<p rend="aside">Beside.</p>', settings=f'[site]\n{key} = "xslt/my.xsl"\n')
    (folder / "xslt").mkdir()
    return sheet(folder, body, shipped)


def sheet(folder: Path, body: str, shipped: str = MAIN) -> Path:
    text = f"{HEAD.format(shipped)}{body}</xsl:stylesheet>\n"
    (folder / "xslt/my.xsl").write_text(text, encoding="utf-8")
    return folder


def built(folder: Path, jobs: int = 1) -> Built:
    options = BuildOptions(output=folder / "out", targets=("site",), jobs=jobs)
    return build([], options, folder=folder)


def test_a_template_is_overridden_and_what_it_leaves_alone_stays(tmp_path: Path) -> None:
    page = publish(edition(tmp_path, ASIDE)).page()
    (aside,) = page.xpath("//aside")
    assert aside.text_content().strip() == "Beside."
    assert page.find_class("form")


def test_the_pages_of_the_whole_have_a_stylesheet_of_their_own(tmp_path: Path) -> None:
    folder = edition(
        tmp_path,
        """<xsl:template match="rec:edition" mode="html:footer" as="element()">
        <footer class="colophon"><p>Set by hand.</p></footer></xsl:template>""",
        "site-stylesheet",
        SITE,
    )
    for name, page in publish(folder).pages.items():
        assert page.find_class("colophon")[0].text_content().strip() == "Set by hand.", name


def test_a_change_in_it_or_in_what_it_imports_makes_pages_again(tmp_path: Path) -> None:
    folder = edition(tmp_path, f'<xsl:include href="parts.xsl"/>{ASIDE}')
    parts = folder / "xslt/parts.xsl"
    parts.write_text(f"{HEAD.partition('<xsl:import')[0]}</xsl:stylesheet>", encoding="utf-8")
    assert built(folder).written
    assert built(folder).read == 0
    sheet(folder, f'<xsl:include href="parts.xsl"/>{ASIDE.replace("aside>", "section>")}')
    assert built(folder).read > 0
    assert b"<section><p" in (folder / "out/html/letter.html").read_bytes()
    text = parts.read_text(encoding="utf-8")
    parts.write_text(f"{text}<!-- changed -->", encoding="utf-8")
    assert built(folder).read > 0


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_names_its_file_and_line(tmp_path: Path, jobs: int) -> None:
    folder = edition(
        tmp_path, '<xsl:template match="tei:p" mode="html:text"><xsl:nonsense/></xsl:template>'
    )
    with pytest.raises(StylesheetError) as failure:
        built(folder, jobs)
    assert failure.value.path == folder / "xslt/my.xsl"
    assert failure.value.line == 6
    assert "xsl:nonsense" in failure.value.message
    assert not (folder / "out").exists()


def test_a_mistake_in_an_imported_file_names_that(tmp_path: Path) -> None:
    folder = edition(tmp_path, '<xsl:include href="parts.xsl"/>')
    head = HEAD.partition("<xsl:import")[0]
    parts = folder / "xslt/parts.xsl"
    parts.write_text(f"{head}\n<xsl:nonsense/></xsl:stylesheet>", encoding="utf-8")
    with pytest.raises(StylesheetError) as failure:
        built(folder)
    assert (failure.value.path, failure.value.line) == (parts, 6)


def test_a_mistake_while_it_runs_is_a_finding_with_its_line(tmp_path: Path) -> None:
    site = publish(
        edition(
            tmp_path,
            ASIDE.replace(
                "<xsl:next-match/>",
                '<xsl:value-of select="xs:integer(.)" xmlns:xs="http://www.w3.org/2001/XMLSchema"/>',
            ),
        )
    )
    assert [finding.code for finding in site.findings] == ["TPB202"]
    assert "on line 7 column 90 of my.xsl" in site.findings[0].message


@pytest.mark.parametrize(
    ("shipped", "body", "line", "said"),
    [
        ("../../up.xsl", "", 5, "no file of the project"),
        ("https://example.org/x.xsl", "", 5, "no file of the project"),
        ("tei-pipeline:html/mian.xsl", "", 5, "there is no stylesheet"),
        ("tei-pipeline:../src/x.xsl", "", 5, "there is no stylesheet"),
        ("missing.xsl", "", 5, "cannot be read"),
        (SITE, "", None, "does not import tei-pipeline:html/main.xsl"),
        (MAIN, "<xsl:template>", 6, "not well-formed"),
        (
            MAIN,
            '<xsl:variable name="x" static="yes" select="unparsed-text(\'/etc/hostname\')"/>',
            6,
            "reads something while it is compiled",
        ),
    ],
)
def test_what_it_may_not_ask_for_is_refused(
    tmp_path: Path, shipped: str, body: str, line: int | None, said: str
) -> None:
    folder = edition(tmp_path, body, shipped=shipped)
    with pytest.raises((StylesheetError, ConfigError)) as failure:
        built(folder)
    assert said in failure.value.message
    assert (failure.value.path, failure.value.line) == (folder / "xslt/my.xsl", line)


@pytest.mark.parametrize(
    "instruction",
    [
        "<xsl:value-of select=\"unparsed-text('{}')\"/>",
        "<xsl:value-of select=\"doc('{}')\"/>",
        "<xsl:value-of select=\"doc('tei-pipeline:locale/en.xml')\"/>",
        '<xsl:result-document href="written.txt">x</xsl:result-document>',
    ],
)
def test_it_reads_and_writes_nothing_while_it_runs(tmp_path: Path, instruction: str) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<a>secret</a>", encoding="utf-8")
    body = ASIDE.replace("<xsl:next-match/>", instruction.format(secret.as_uri()))
    site = publish(edition(tmp_path / "edition", body))
    assert "letter.html" not in site.files
    assert [finding.code for finding in site.findings] == ["TPB202"]
    assert not list(tmp_path.rglob("written.txt"))


def test_a_book_has_a_stylesheet_of_its_own(tmp_path: Path) -> None:
    folder = edition(tmp_path, "<xsl:nonsense/>", "view = 'reading'\n[pdf]\nstylesheet", PRINT)
    with pytest.raises(StylesheetError) as failure:
        build([], BuildOptions(output=folder / "out", targets=("pdf",)), folder=folder)
    assert failure.value.path == folder / "xslt/my.xsl"
