"""Settings: what is read, and what a mistake is answered with."""

from pathlib import Path

import pytest

from tei_pipeline.config import (
    LANGUAGES,
    DesignSettings,
    FilesSettings,
    Settings,
    ValidationSettings,
    read_settings,
)
from tei_pipeline.errors import ConfigError
from tei_pipeline.resources import resource

ONE_LIST = 'name both kinds in one list: schemas = ["schema/mine.xsd", "schema/mine.sch"]'
FOR = "\n\n[[validation.for]]\n"


def settings_of(folder: Path, text: str) -> Settings:
    path = folder / "tei-pipeline.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def test_an_empty_file_gives_the_defaults(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "") == Settings()


def test_every_section_is_read(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path,
        """
        [edition]
        title = "Letters"
        base-url = "https://letters.example/"
        [sources]
        documents = ["letters/*.xml", "more/*.xml"]
        [validation]
        schemas = ["my.xsd", "my.sch"]
        phase = "final"
        catalogs = ["catalog.xml"]
        [[validation.for]]
        files = ["letters/*.xml"]
        schemas = ["letters.rng"]
        [[validation.for]]
        files = ["notes/**/*.xml"]
        schemas = []
        phase = "draft"
        [build]
        targets = ["pdf"]
        """,
    )
    assert settings.edition.title == "Letters"
    assert settings.edition.base_url == "https://letters.example/"
    assert settings.sources.documents == ("letters/*.xml", "more/*.xml")
    assert settings.validation == ValidationSettings(
        schemas=("my.xsd", "my.sch"),
        phase="final",
        catalogs=("catalog.xml",),
        for_=(
            FilesSettings(("letters/*.xml",), ("letters.rng",)),
            FilesSettings(("notes/**/*.xml",), (), "draft"),
        ),
    )
    assert settings.build.targets == ("pdf",)
    assert settings.build.output == "build"


@pytest.mark.parametrize(
    ("text", "line", "message", "mend"),
    [
        ("[edition]\ntitel = 'x'", 2, "unknown key in [edition]: titel", "did you mean title?"),
        ("\n[editions]\ntitle = 'x'", 2, "unknown section: editions", "did you mean edition?"),
        ("[build]\nzzzzzz = 1", 2, "unknown key in [build]: zzzzzz", "known: output, targets"),
        ("[edition]\n\ntitle = 3", 3, "edition.title is to be a text in quotes", None),
        ("[sources]\ndocuments = 'x'", 2, "sources.documents is to be a list of texts", None),
        ("[sources]\ndocuments = [1]", 2, "sources.documents is to be a list of texts", None),
        ("edition = 1", 1, "[edition] is to be a table of keys", None),
        ("[build]\ntargets = ['docx']", 2, "unknown target: docx", "known: site, pdf, metadata"),
        ("[edition]\nbase-url = 'x'", 2, "base-url is to begin with https://", None),
        ("[build]\ntargets = []", 2, "targets is empty", "known: site, pdf, metadata"),
        ("[build]\noutput = ''", 2, "output is empty", None),
        ("[edition]\nlanguage = 'tlh'", 2, "not there in 'tlh'", "known: en, de, fr"),
        ("title = 'x'", 1, "unknown section: title", "put it under [edition]"),
        ("[edition\n", 1, "is not TOML", None),
        ("\n[edition", 2, "is not TOML", None),
        ("[validation]\nxsd = 'a.xsd'", 2, "unknown key in [validation]: xsd", ONE_LIST),
        ("[validation]\nschematron = ['a.sch']", 2, "unknown key in [validation]", ONE_LIST),
        ("[validation]\nschema = 1", 2, "[validation]: schema", "did you mean schemas?"),
        ("[validation]\nfor = 1", 2, "tables, each under [[validation.for]]", None),
        (f"{FOR}files = ['a']", 3, "lacks schemas", 'write schemas = ["…"] in it'),
        (f"{FOR}schemas = ['a']", 3, "lacks files", 'write files = ["…"] in it'),
        (f"{FOR}files = ['a']\nschemas = 'b'", 5, "schemas is to be a list of texts", None),
        (f"{FOR}files = ['a']\nschemas = []\n{FOR}file = 1", 9, "file", "did you mean files?"),
        ("[build]\noutput = 'b'\n[edition]\noutput = 'x'", 4, "in [edition]: output", None),
        ("for = 1", 1, "unknown section: for", "put it under [validation]"),
    ],
)
def test_a_mistake_names_line_and_mend(
    tmp_path: Path, text: str, line: int, message: str, mend: str | None
) -> None:
    with pytest.raises(ConfigError) as caught:
        settings_of(tmp_path, text)
    error = caught.value
    assert message in error.message
    assert error.line == line
    assert error.path == tmp_path / "tei-pipeline.toml"
    if mend:
        assert error.mend == mend


def test_a_file_that_is_not_utf8_is_a_config_error(tmp_path: Path) -> None:
    path = tmp_path / "tei-pipeline.toml"
    path.write_bytes(b"[edition]\ntitle = '\xe9'")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_settings(path)


def test_every_language_has_a_catalogue() -> None:
    assert {path.stem for path in resource("xslt", "locale").glob("*.xml")} == set(LANGUAGES)


def test_what_pages_show_and_how_they_look_is_read(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path,
        '[design]\nparagraph-numbers = false\ntext-size = 22\n[colours-dark]\naccent = "#abc"\n'
        '[site]\nview = "source"\nsections = ["about", "documents"]\n[pdf]\nstylesheet = "b.xsl"',
    )
    assert settings.design == DesignSettings(text_size=22, paragraph_numbers=False)
    assert settings.colours_dark.accent == "#abc"
    assert settings.colours.accent == ""
    assert settings.site.sections == ("about", "documents")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[design]\ntext-size = 8", 2, "design.text-size is to be from 16 to 28, not 8"),
        ("[design]\ntext-width = 100", 2, "from 40 to 90"),
        ('[design]\nparagraph-numbers = "no"', 2, "true or false"),
        ("[design]\ntext-size = true", 2, "a whole number"),
        ('[site]\nsections = ["maps"]', 2, "unknown section of the site: maps"),
        ('[site]\nview = "diplomatic"', 2, "unknown view"),
        ('[colours-light]\nink = "#000"', 1, "unknown section: colours-light"),
    ],
)
def test_what_pages_cannot_be_is_refused(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(ConfigError) as failure:
        settings_of(tmp_path, text)
    assert said in failure.value.message
    assert failure.value.line == line
