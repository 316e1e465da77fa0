"""The stylesheets as trees, for tests that read them."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei_pipeline.resources import resource

XSL = "{http://www.w3.org/1999/XSL/Transform}"
#: What the program compiles; all other stylesheets are parts of these.
ENTRIES = (
    "record/main",
    "html/main",
    "html/site",
    "print/main",
    "citation/main",
    "schematron/transpile",
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stylesheet: its name below ``xslt/``, its text and its tree."""

    name: str
    text: str
    root: etree._Element

    @property
    def folder(self) -> str:
        """Return the room that the stylesheet stands in."""
        return self.name.partition("/")[0]

    def find(self, *names: str) -> Iterator[etree._Element]:
        """Yield the XSLT elements with these names, in order."""
        return self.root.iter(*(f"{XSL}{name}" for name in names))

    def place(self, element: etree._Element) -> str:
        """Return where an element stands, for messages."""
        return f"{self.name}:{element.sourceline}"


@functools.cache
def sheets() -> tuple[Sheet, ...]:
    """Return all stylesheets of the project."""
    folder = resource("xslt")
    return tuple(
        _sheet(path, path.relative_to(folder).as_posix()) for path in sorted(folder.rglob("*.xsl"))
    )


def _sheet(path: Path, name: str) -> Sheet:
    return Sheet(name, path.read_text(encoding="utf-8"), etree.parse(path).getroot())


def height(element: etree._Element) -> int:
    """Return how many lines an element takes."""
    return etree.tostring(element, with_tail=False).count(b"\n") + 1


def comment_before(element: etree._Element) -> bool:
    """Return whether a comment stands right before an element."""
    return isinstance(element.getprevious(), etree._Comment)
