"""The crosswalk is true: every cell of every row has what its row says, and nothing beside it."""

from pathlib import Path

import pytest

from tei_pipeline.outputs.metadata import terms
from tei_pipeline.outputs.metadata.properties import said
from tei_pipeline.outputs.metadata.row import Row
from tei_pipeline.outputs.metadata.table import TABLE
from tests.outputs.editions import Site, publish
from tests.outputs.metadata.cells import READERS, SITE_READERS, cells, selected
from tests.outputs.metadata.samples import ABOUT, REGISTERS, bare, described, document, full

SURNAME_FIRST = {"Charles Babbage": "Babbage, Charles"}
SETTINGS = f"""[edition]
title = "{ABOUT["title"]}"
publisher = "{ABOUT["publisher"]}"
base-url = "{ABOUT["base-url"]}"
[sources]
documents = ["tei/letter.xml"]
authority = ["tei/persons.xml"]
"""
IN_XML = [(name, cell) for name in READERS for cell in cells(TABLE, name)]
ON_SITE = [(name, cell) for name in SITE_READERS for cell in cells(TABLE, name)]


def values(rows: list[Row], *, surname_first: bool) -> list[set[str]]:
    """Return the values that some rows have, each in the forms that it may be written in."""
    found = [value.words for row in rows for value in said(row.values(full()))]
    return [{value, *_other_form(value, surname_first)} for value in found]


def _other_form(value: str, surname_first: bool) -> list[str]:
    if value.startswith("10."):
        return [f"https://doi.org/{value}"]
    return [SURNAME_FIRST[value]] if surname_first and value in SURNAME_FIRST else []


def agree(written: list[str], wanted: list[set[str]]) -> None:
    """Hold that all that is wanted is written and nothing else."""
    assert wanted
    assert all(set(written) & forms for forms in wanted), (written, wanted)
    assert set(written) <= set().union(*wanted), (written, wanted)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("edition")
    (folder / "tei").mkdir()
    for name, content in (
        ("tei-pipeline.toml", SETTINGS),
        ("tei/letter.xml", document()),
        ("tei/persons.xml", REGISTERS),
    ):
        Path(folder / name).write_text(content, encoding="utf-8")
    return publish(folder)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_a_row_has_values_and_a_place_in_the_header(row: Row) -> None:
    assert said(row.values(full()))
    assert row.dc or row.terms or row.mods or row.datacite or row.schema
    found = [
        node
        for path in row.tei
        for node in selected(document(), f"teiHeader/{path}", "http://www.tei-c.org/ns/1.0")
    ]
    assert found or not row.tei


@pytest.mark.parametrize(("name", "cell"), IN_XML)
def test_a_format_has_what_its_cell_says(name: str, cell: str) -> None:
    rows = cells(TABLE, name)[cell]
    written = READERS[name](full(), cell)
    agree(written, values(rows, surname_first=name in ("datacite", "cmif")))


@pytest.mark.parametrize(("name", "cell"), ON_SITE)
def test_the_files_for_bibliographies_have_what_their_cell_says(
    site: Site, name: str, cell: str
) -> None:
    rows = cells(TABLE, name)[cell]
    agree(SITE_READERS[name](site, cell), values(rows, surname_first=True))


def test_the_dcmi_terms_are_those_of_the_table() -> None:
    told = terms(full())
    for name, rows in cells(TABLE, "terms").items():
        agree(told[name], values(rows, surname_first=False))
    assert set(told) == set(cells(TABLE, "terms"))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_what_a_header_does_not_say_no_format_says(row: Row) -> None:
    d = described(bare(), title="Untitled edition", publisher="", base_url="")
    if not said(row.values(d)):
        for name, read in READERS.items():
            cell = getattr(row, name)
            others = [o for o in TABLE if getattr(o, name) == cell and said(o.values(d))]
            assert others or not cell or read(d, cell) == [], name


def test_a_bare_header_gives_no_more_than_title_identifier_type_and_format() -> None:
    d = described(bare(), title="Untitled edition", publisher="", base_url="")
    rows = {row.name for row in TABLE if said(row.values(d))}
    assert rows == {"Title", "Identifier", "Local identifier", "Type", "Format"}
