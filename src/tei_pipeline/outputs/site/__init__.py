"""The HTML reading edition. All that is on a page is decided in ``xslt/html``.

``pages`` makes what one document tells of itself, ``filling`` puts in what only the whole knows,
``lists`` makes the pages of the whole.
"""

from tei_pipeline.outputs.site.filling import MANIFEST, Filling, slots
from tei_pipeline.outputs.site.lists import ListMaker
from tei_pipeline.outputs.site.pages import DocumentPages, File, PageMaker

FOLDER = "html"
"""Where the site stands below the output folder."""

__all__ = [
    "FOLDER",
    "MANIFEST",
    "DocumentPages",
    "File",
    "Filling",
    "ListMaker",
    "PageMaker",
    "slots",
]
