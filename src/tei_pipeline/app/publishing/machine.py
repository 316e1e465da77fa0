"""What the site as a whole says to machines, and what is taken away from it as a whole.

Feed of changes, robots.txt, build-info, the archive of the sources, and pages that lead
on from addresses that have moved.
"""

import hashlib
from collections.abc import Mapping
from contextlib import ExitStack

from tei_pipeline.app.publishing.addresses import Addresses
from tei_pipeline.app.publishing.grounds import Grounds
from tei_pipeline.cache import digest
from tei_pipeline.catalogue import Indexes
from tei_pipeline.files import BUFFER
from tei_pipeline.harvest.resourcesync import RESOURCES
from tei_pipeline.outputs.site import FOLDER
from tei_pipeline.outputs.site.machine import build_info, changes, feed, robots
from tei_pipeline.outputs.site.machine_archive import Older, Packed, TooLargeError, archive
from tei_pipeline.outputs.site.machine_redirects import redirect_pages

_ARCHIVE = "edition.zip"
_FEED = "feed"
_README = "README.txt"


class MachinePublishing:
    """The steps; ``indexes`` know the pages of the whole."""

    def __init__(self, grounds: Grounds, indexes: Indexes) -> None:
        self._at = grounds
        self._indexes = indexes
        self._base = grounds.attributes["base-url"]
        entities = (s.address for s in indexes.subjects() if s.entity)
        self.addresses = Addresses(grounds, [*indexes.addresses(), *entities])

    def run(self, fragments: Mapping[str, str]) -> None:
        """Write what is not fresh."""
        self._feed()
        self._write("robots", {"robots.txt": robots(self._base, self._sitemaps)})
        digests = self._digests()
        documents = len(self._at.catalogue.rows())
        self._write("build-info", {"build-info.json": self._info(digests, documents)})
        self._archive(digests, f"{fragments['readme']}\n".encode())
        self._redirects(fragments["moved"])

    def _feed(self) -> None:
        """Write the newest changes, where a document tells something else than before."""
        rows = self._at.catalogue.rows()
        inputs = {
            "documents": self._indexes.told(),
            "history": digest(*(row.history for row in rows)),
            "program": self._at.program,
        }
        if self._at.ledger.is_fresh(_FEED, inputs):
            return
        every = (one for row in rows for one in changes(row.id, row.title, row.history))
        text = feed(self._at.attributes, every)
        said = (digest(text),)
        if not self._at.ledger.is_same(_FEED, inputs, said):
            written = self._at.writer.write(f"{FOLDER}/feed.xml", text.encode())
            self._at.ledger.note(_FEED, inputs, [written], said)

    @property
    def _sitemaps(self) -> list[str]:
        return ["sitemap.xml", *([RESOURCES] if self._at.makes("metadata") else [])]

    def _write(self, step: str, files: Mapping[str, str]) -> None:
        self._at.write(step, {f"{FOLDER}/{name}": text.encode() for name, text in files.items()})

    def _digests(self) -> dict[str, str]:
        """Return the digests of all sources that the edition is made from, by their names."""
        documents = [file for _, file in self._at.catalogue.ids()]
        files = sorted([*documents, *self._at.beside])
        return {file: self._at.sources.digest(file) for file in files}

    def _info(self, digests: Mapping[str, str], documents: int) -> str:
        whole = hashlib.sha256()
        for file, own in digests.items():
            whole.update(f"{own}  {file}\n".encode())
        said = self._at.attributes
        sources = f"sha256:{whole.hexdigest()}"
        return build_info(said["version"], said["date"], sources, documents)

    # The archive.

    def _archive(self, digests: Mapping[str, str], readme: bytes) -> None:
        """Pack the sources; what the archive before holds of them is taken over."""
        step = "archive"
        files = {**digests, _README: digest(readme)}
        told = digest(*(part for item in files.items() for part in item))
        inputs = {"files": told, "program": self._at.program}
        if self._at.ledger.is_fresh(step, inputs):
            return

        def read(name: str) -> bytes:
            return readme if name == _README else self._at.sources.path(name).read_bytes()

        path = f"{FOLDER}/{_ARCHIVE}"
        try:
            with ExitStack() as opened:
                into = opened.enter_context(self._at.writer.piecemeal(path))
                made = archive(files, read, into, self._older(path, opened))
        except TooLargeError:
            return
        said = tuple((name, tuple(one)) for name, one in made.items())
        self._at.ledger.note(step, inputs, [path], said)

    def _older(self, path: str, opened: ExitStack) -> Older | None:
        """Return the archive of the build before; none if it is not as it was left."""
        said = self._at.ledger.as_left("archive")
        if said is None:
            return None
        try:
            content = opened.enter_context((self._at.writer.folder / path).open("rb", BUFFER))
        except OSError:
            return None
        return Older(content, {name: Packed(*one) for name, one in said})

    # Addresses that have moved.

    def _redirects(self, sentence: str) -> None:
        moved = self._at.own.moved
        language = self._at.attributes["language"]
        pages = dict(redirect_pages(moved, self._base, language, sentence))
        if pages:
            self._write("redirects", pages)
