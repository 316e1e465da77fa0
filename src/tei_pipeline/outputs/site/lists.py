"""The pages of the whole: start page, lists, registers, map …, each from a small XML document."""

from collections.abc import Mapping
from pathlib import Path

from tei_pipeline.outputs.made import read_made
from tei_pipeline.outputs.site.pages import File
from tei_pipeline.resources import resource
from tei_pipeline.saxon import Node, Parameter, Saxon


class ListMaker:
    """Makes pages of the whole; to be constructed before the first document is parsed.

    ``stylesheet`` is an edition's own, which imports ours.
    """

    def __init__(self, saxon: Saxon, stylesheet: Path | None = None) -> None:
        self._saxon = saxon
        self._stylesheet = saxon.compile_file(stylesheet or resource("xslt", "html/site.xsl"))
        self._latest: tuple[str, Node] | None = None

    def make(self, page: str, xml: str, root: str = "") -> list[File]:
        """Return the pages that ``page`` names in ``xslt/html/site.xsl``, made from ``xml``.

        ``root`` leads from them to the site's folder. Raises ``StylesheetError``.
        """
        parameters: Mapping[str, Parameter] = {"page": page, "root": root}
        made = self._stylesheet.transform(self._parsed(xml), parameters)
        return [File(page.path, page.content) for page in read_made(made.text).pages]

    def _parsed(self, xml: str) -> Node:
        """Return the tree of ``xml``: several lists are made from the same one after another."""
        if self._latest is None or self._latest[0] != xml:
            self._latest = None  # two large trees at a time are one too many
            self._latest = (xml, self._saxon.parse(xml))
        return self._latest[1]
