"""Lists are given what they show of documents: they are what they would be, were all given."""

import random
import shutil
from pathlib import Path

import pytest

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions
from tests.app.test_build import contents
from tests.app.test_incremental import edition, letter
from tests.oracles import ROOT, shared

OWN = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:import href="tei-pipeline:html/site.xsl"/></xsl:stylesheet>"""
MORE = """</title><author>Author {0}</author><editor>Editor {0}</editor>
<editor role="translator">Translator {0}</editor>"""
PUBLISHED = """<publicationStmt><publisher>Publisher {0}</publisher><availability>
<licence target="https://example.org/{0}">Licence {0}</licence></availability></publicationStmt>"""
PROFILE = """<profileDesc><langUsage><language ident="x-{0}">Language {0}</language></langUsage>
<textClass><keywords><term>Kind {0}</term></keywords></textClass>"""
REVISED = '<revisionDesc status="state {0}"><change when="2020"/></revisionDesc></teiHeader>'


def published(folder: Path, output: Path) -> dict[str, bytes]:
    build([], BuildOptions(output, ("site",)), folder=folder)
    # Sources have another digest there, for settings are among them.
    return {name: text for name, text in contents(output).items() if not name.endswith(".json")}


def copied(corpus: Path, folder: Path) -> None:
    files = sorted(corpus.glob("*.xml"))[:60]
    assert files
    for path in files:
        shutil.copy(path, folder / "tei")


def same_with_all_that_headers_say(folder: Path) -> None:
    ours = published(folder, folder / "ours")
    with (folder / "tei-pipeline.toml").open("a", encoding="utf-8") as settings:
        settings.write('[site]\nsite-stylesheet = "my.xsl"\n')
    (folder / "my.xsl").write_text(OWN, encoding="utf-8")
    theirs = published(folder, folder / "theirs")
    assert "html/chronology.html" in ours
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert ours.keys() == theirs.keys()


@pytest.mark.parametrize("number", [1, 20])
def test_of_letters_whose_headers_differ(tmp_path: Path, number: int) -> None:
    chosen = random.Random(number)
    folder = edition(tmp_path / "e", chosen)
    for place in range(number):
        letter(folder, chosen, f"l{place:02}")
        file = folder / f"tei/l{place:02}.xml"
        text = file.read_text(encoding="utf-8")
        for old, new in (
            ("</title>", MORE),
            ("<publicationStmt><p/></publicationStmt>", PUBLISHED),
            ("<profileDesc>", PROFILE),
            ("</teiHeader>", REVISED),
        ):
            assert old in text
            text = text.replace(old, new.format(place), 1)
        file.write_text(text, encoding="utf-8")
    same_with_all_that_headers_say(folder)


def test_of_documents_of_all_kinds(tmp_path: Path) -> None:
    folder = edition(tmp_path / "e", random.Random(3))
    copied(ROOT / "tests/outputs/kinds", folder)
    same_with_all_that_headers_say(folder)


@pytest.mark.parametrize("corpus", ["letters/editions", "critical", "tei-tests"])
def test_of_a_corpus(tmp_path: Path, corpus: str) -> None:
    folder = edition(tmp_path / "e", random.Random(4))
    copied(shared(f"corpora/{corpus}"), folder)
    same_with_all_that_headers_say(folder)
