"""The published catalogue: what libraries harvest, with datestamps, tombstones and citable units.

A build deposits documents in it (``Publication``); servers read it (``Published``) meanwhile. It is
part of what is published, and the one part that remembers: when each record last changed, and
what was withdrawn.
"""

from tei_pipeline.catalogue.published.depositing import Publication
from tei_pipeline.catalogue.published.reading import Published, View
from tei_pipeline.catalogue.published.values import (
    Deposit,
    Document,
    Entity,
    Event,
    Facts,
    Format,
    Header,
    HeldFile,
    Resource,
    Selection,
    Set,
    Tree,
    Unit,
    Version,
    offered,
)

__all__ = [
    "Deposit",
    "Document",
    "Entity",
    "Event",
    "Facts",
    "Format",
    "Header",
    "HeldFile",
    "Publication",
    "Published",
    "Resource",
    "Selection",
    "Set",
    "Tree",
    "Unit",
    "Version",
    "View",
    "offered",
]
