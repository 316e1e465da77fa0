"""BEACON: which identifiers of an authority file the edition has a page about.

As the draft of the format has it (gbv.github.io/beaconspec), in the form that its older versions
read alike: each line has an identifier, how often it is mentioned, and the page's whole address.
"""

from collections.abc import Iterable

from tei_pipeline.outputs.metadata.registers import Registers
from tei_pipeline.outputs.metadata.things import cleaned
from tei_pipeline.outputs.metadata.uris import recognised
from tei_pipeline.outputs.metadata.values import Edition

PREFIXES = {"gnd": "https://d-nb.info/gnd/", "wikidata": "http://www.wikidata.org/entity/"}
"""The authority files that there is a BEACON file for, and what goes before an identifier."""


def beacon(authority: str, edition: Edition, registers: Registers) -> str:
    """Return the BEACON file of an authority; empty without links or without a base address."""
    links = sorted(_links(authority, edition, registers)) if edition.base else []
    if not links:
        return ""
    fields = [f"#{name}: {value}" for name, value in _meta(authority, edition) if value]
    return "\n".join([*fields, "", *links, ""])


def _meta(authority: str, edition: Edition) -> Iterable[tuple[str, str]]:
    contact = edition.contact.removeprefix("mailto:")
    return (
        ("FORMAT", "BEACON"),
        ("PREFIX", PREFIXES[authority]),
        ("RELATION", "http://xmlns.com/foaf/0.1/isPrimaryTopicOf"),
        ("NAME", edition.title),
        ("INSTITUTION", edition.publisher),
        ("CONTACT", contact if "@" in contact else ""),
        ("HOMEPAGE", edition.base),
        ("FEED", f"{edition.beside}{file_name(authority)}"),
        ("TIMESTAMP", edition.date if len(edition.date) == 10 else ""),
    )


def file_name(authority: str) -> str:
    """Return the name of the BEACON file of an authority."""
    return f"{authority}.beacon.txt"


def _links(authority: str, edition: Edition, registers: Registers) -> set[str]:
    found: set[str] = set()
    for entity in registers.entities:
        for same in registers.thing(entity).same:
            known = None if same.uncertain else recognised(same.uri)
            if known and known[0].name == authority:
                page = cleaned(edition.base + entity.page).replace("|", "%7C")
                found.add(f"{known[1]}|{entity.mentions}|{page}")
    return found
