"""The pages of the whole: start page, lists, registers, map …, each from a small XML document."""

import json
from collections.abc import Mapping
from pathlib import Path

from tei_pipeline.outputs.site.pages import File
from tei_pipeline.resources import resource
from tei_pipeline.saxon import Parameter, Saxon


class ListMaker:
    """Makes pages of the whole; to be constructed before the first document is parsed.

    ``stylesheet`` is an edition's own, which imports ours.
    """

    def __init__(self, saxon: Saxon, stylesheet: Path | None = None) -> None:
        self._saxon = saxon
        self._stylesheet = saxon.compile_file(stylesheet or resource("xslt", "html/site.xsl"))

    def make(self, page: str, xml: str, root: str = "") -> list[File]:
        """Return the pages that ``page`` names in ``xslt/html/site.xsl``, made from ``xml``.

        ``root`` leads from them to the site's folder. Raises ``StylesheetError``.
        """
        parameters: Mapping[str, Parameter] = {"page": page, "root": root}
        made = self._stylesheet.transform(self._saxon.parse(xml), parameters)
        return [File(one["path"], one["content"]) for one in json.loads(made.text)["pages"]]
