"""The crosswalk from the TEI header to what libraries take: ``docs/metadata.md``.

Made from the table that the formats are written from, ``tei_pipeline.outputs.metadata.table``.
"""

from collections.abc import Iterator

from tei_pipeline.outputs.metadata.row import Row
from tei_pipeline.outputs.metadata.table import TABLE

_INTRODUCTION = """\
# From the TEI header to the formats of libraries

Made by `make docs` from the table that the program itself uses. `tei-pipeline build` writes each
document in these formats into `metadata/` in the output folder, and OAI-PMH offers them
([harvest.md](harvest.md)).

What a header does not say is left out: nothing is made up. Paths in the column TEI begin at
`teiHeader`, in the order in which they are looked for; several values become several elements.
Prefixes: `m` is MODS, `d` DataCite, `t` TEI (in CMIF).
"""
_FORMATS = (
    ("Dublin Core", ("dc", "terms"), "Simple Dublin Core (`oai_dc`), and the DCMI terms of DTS."),
    ("MODS 3.8", ("mods",), "Of the Library of Congress; prefix `mods`."),
    (
        "DataCite 4.6",
        ("datacite",),
        "Only of documents with someone who made them, a publisher, a year of publication, and"
        " a DOI or an address.",
    ),
    (
        "CMIF",
        ("cmif",),
        "Correspondence metadata for correspSearch: only of letters with a publisher and a date.",
    ),
    ("schema.org", ("schema",), "JSON-LD beside each document; paths of properties."),
    ("Bibliographies", ("bibtex", "ris", "csl"), "BibTeX, RIS and CSL-JSON beside each page."),
)
_NAMES = {
    "dc": "oai_dc", "terms": "DCMI term", "mods": "MODS", "datacite": "DataCite", "cmif": "CMIF",
    "schema": "schema.org", "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON",
}  # fmt: skip


def metadata_page() -> str:
    """Return the page."""
    return "\n".join([_INTRODUCTION, *_properties(), *_formats()])


def _properties() -> Iterator[str]:
    yield "## The properties\n"
    yield "| property | TEI | what is to be known |\n|---|---|---|"
    for row in TABLE:
        yield f"| {row.name} | {_codes(row.tei)} | {_cell(row.note)} |"
    yield ""


def _formats() -> Iterator[str]:
    for title, fields, what in _FORMATS:
        yield f"## {title}\n\n{what}\n"
        yield f"| property | {' | '.join(_NAMES[field] for field in fields)} |"
        yield "|---" * (len(fields) + 1) + "|"
        for row in TABLE:
            cells = [_codes(_parts(row, field)) for field in fields]
            if any(cells):
                yield f"| {row.name} | {' | '.join(cells)} |"
        yield ""


def _parts(row: Row, field: str) -> tuple[str, ...]:
    said = getattr(row, field)
    return (said,) if said else ()


def _codes(said: tuple[str, ...]) -> str:
    return ", ".join(f"`{_cell(one)}`" for one in said)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
