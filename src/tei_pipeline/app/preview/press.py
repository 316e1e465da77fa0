"""The pages of one document, made and filled by what the last build knew of the whole.

So a page can be looked at before lists and registers are made again; the build that follows writes
it once more, with what the whole knows by then.
"""

from pathlib import Path

from tei_pipeline.app.build import Run
from tei_pipeline.app.packing import unpacked
from tei_pipeline.app.plan import Plan
from tei_pipeline.app.publishing import SitePublishing
from tei_pipeline.app.reproducible import edition_date
from tei_pipeline.app.tasks import Pages, Reading
from tei_pipeline.app.writing import Writer
from tei_pipeline.catalogue import Catalogue
from tei_pipeline.outputs.site import FOLDER
from tei_pipeline.saxon import Saxon


class Press:
    """Holds the catalogue of the last build open for reading; to be made anew after each build."""

    def __init__(self, made: Plan, saxon: Saxon) -> None:
        self._made = made
        self._catalogue = Catalogue(made.catalogue, reading=True)
        run = Run(made, self._catalogue, 1, saxon=saxon)
        self._stop = run.stop
        self._grounds = run.grounds(edition_date(self._catalogue.changed()))
        self._pages = SitePublishing(self._grounds).pages
        self._filling = self._pages.filling
        self._files = {file: identifier for identifier, file in self._catalogue.ids()}
        self._warm()

    def _warm(self) -> None:
        """Ask once for what takes long the first time: what documents know, who is who."""
        for file in list(self._files)[:1]:
            self.read(self._grounds.sources.path(file))
        self._catalogue.entities  # noqa: B018

    def close(self) -> None:
        """Let the catalogue go, and what documents were read with."""
        self._stop()
        self._catalogue.__exit__()

    def knows(self, path: Path) -> bool:
        """Return whether the last build has made pages of a file."""
        return self._grounds.sources.name(path) in self._files

    def document(self, page: str) -> Path | None:
        """Return the document that a page (its path from the site's folder) was made of."""
        stem = page.removesuffix(".html")
        for file, identifier in self._files.items():
            if stem == identifier or stem.startswith(f"{identifier}."):
                return self._grounds.sources.path(file)
        return None

    def read(self, path: Path) -> Reading:
        """Return what comes of a document now."""
        (reading,) = self._grounds.work([Pages(path, self._grounds.sources.name(path))])
        made: Reading = reading
        return made

    def pages(self, path: Path) -> dict[str, str]:
        """Return the pages of a document as they are published, by their paths."""
        identifier = self._files[self._grounds.sources.name(path)]
        folder = self._made.output / FOLDER
        found = [*folder.glob(f"{identifier}.html"), *folder.glob(f"{identifier}.*.html")]
        return {page.name: page.read_text(encoding="utf-8") for page in found}

    def write(self, path: Path, reading: Reading) -> bool:
        """Fill and write the pages of a document that has kept its id; return whether it has."""
        file = self._grounds.sources.name(path)
        if self._files.get(file) != reading.id:
            return False
        own = self._pages.fragments_of(reading.id, file)
        filling = self._filling._replace(fragments=own)
        writer = Writer(self._made.output)
        for address, content, *_ in unpacked(reading.whole.pages):
            writer.write(f"{FOLDER}/{address}", f"{filling.fill(content)}\n".encode())
        return True
