"""What typed links say of a document beside where its files are: who wrote it, and what it is."""

from collections.abc import Iterator
from typing import NamedTuple

from tei_pipeline.outputs.metadata.uris import sure
from tei_pipeline.outputs.metadata.values import Description


class Signposts(NamedTuple):
    """``authors`` are addresses that tell who wrote it, one a person, with blanks between them.

    ``kind`` is ``letter`` or empty; ``cited`` is the address of its DOI; empty where it has none.
    """

    authors: str
    kind: str
    cited: str


def signposts(d: Description) -> Signposts:
    """Return what links say of a document, as its page does (``xslt/html/metadata.xsl``)."""
    authors = " ".join(dict.fromkeys(_authors(d)))
    cited = f"https://doi.org/{d.doi}" if d.doi else ""
    return Signposts(authors, "letter" if d.is_letter else "", cited)


def _authors(d: Description) -> Iterator[str]:
    for agent in d.writers:
        if not agent.uncertain:
            yield from sure(agent.same)[:1]
