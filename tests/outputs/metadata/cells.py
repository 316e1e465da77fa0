"""What stands in a format at the place that a cell of the crosswalk names."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import elementpath
from lxml import etree

from tei_pipeline.outputs.metadata import Description, formats
from tei_pipeline.outputs.metadata.row import Row
from tei_pipeline.outputs.metadata.schema_org import schema_org
from tests.outputs.editions import Site

NAMESPACES = {
    "m": "http://www.loc.gov/mods/v3",
    "d": "http://datacite.org/schema/kernel-4",
    "t": "http://www.tei-c.org/ns/1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}


def selected(xml: str | bytes, path: str, default: str = "") -> list[str]:
    """Return the texts of what an XPath selects from a root element."""
    root = etree.fromstring(xml if isinstance(xml, bytes) else xml.encode())
    found = elementpath.select(root, path, {**NAMESPACES, "": default})
    assert isinstance(found, list)
    return [_line(node) for node in found]


def _line(node: Any) -> str:
    words = "".join(map(str, node.itertext())) if isinstance(node, etree._Element) else str(node)
    return " ".join(words.split())


def in_xml(prefix: str) -> Callable[[Description, str], list[str]]:
    """Return what reads a cell of an XML format."""

    def read(d: Description, cell: str) -> list[str]:
        written = formats(d)
        return selected(written[prefix], cell) if prefix in written else []

    return read


def in_schema_org(d: Description, cell: str) -> list[str]:
    """Return what stands at a path of properties."""
    return list(_reached(json.loads(schema_org(d)), cell.split(".")))


def _reached(value: Any, steps: list[str]) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _reached(one, steps)
    elif not steps:
        yield value
    elif isinstance(value, dict) and steps[0] in value:
        yield from _reached(value[steps[0]], steps[1:])


def in_bibtex(site: Site, field: str) -> list[str]:
    """Return the values of a field of BibTeX; names apart, TeX's signs and marks of doubt away."""
    entry = site.files["letter.bib"].decode()
    found = re.findall(rf"^  {field} *= \{{(.*)\}},?$", entry, re.MULTILINE)
    parts = [part for value in found for part in value.split(" and ")]
    parts = [re.sub(r"\\textbrace(left|right)\{\}", _brace, part) for part in parts]
    plain = [re.sub(r"\\([{}&%$#_])|[{}]", r"\1", part) for part in parts]
    return [day.removesuffix("?") for day in plain] if field == "date" else plain


def _brace(found: re.Match[str]) -> str:
    return r"\{" if found[1] == "left" else r"\}"


def in_ris(site: Site, tag: str) -> list[str]:
    """Return the values of a tag of RIS; days as ISO has them."""
    lines = site.files["letter.ris"].decode().splitlines()
    found = [line.partition("  - ")[2] for line in lines if line.startswith(f"{tag}  - ")]
    return [value.replace("/", "-") if tag == "DA" else value for value in found]


def in_csl(site: Site, name: str) -> list[str]:
    """Return the values of a variable of CSL-JSON; names with the surname first."""
    (item,) = json.loads(site.files["letter.csl.json"])
    value = item.get(name, [])
    if name == "issued":
        return ["-".join(f"{n:02}" for n in value["date-parts"][0])]
    if isinstance(value, list):
        return [_csl_name(one) for one in value]
    return [value]


def _csl_name(name: dict[str, str]) -> str:
    return name.get("literal") or f"{name['family']}, {name['given']}"


READERS = {
    "dc": in_xml("oai_dc"),
    "mods": in_xml("mods"),
    "datacite": in_xml("datacite"),
    "cmif": in_xml("cmif"),
    "schema": in_schema_org,
}
SITE_READERS = {"bibtex": in_bibtex, "ris": in_ris, "csl": in_csl}


def cells(rows: tuple[Row, ...], name: str) -> dict[str, list[Row]]:
    """Return the rows of each cell that a format has."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if getattr(row, name):
            found.setdefault(getattr(row, name), []).append(row)
    return found
