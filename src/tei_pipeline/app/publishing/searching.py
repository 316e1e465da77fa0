"""The search index of the site: a shard is made again only where one of its documents changed."""

from collections.abc import Iterator, Mapping
from functools import partial

from tei_pipeline.app.publishing.grounds import Grounds, Step
from tei_pipeline.app.tasks import ShardTask
from tei_pipeline.app.workshop import unpacked
from tei_pipeline.cache import digest
from tei_pipeline.outputs.search import FOLDER, Shard, manifest, shards
from tei_pipeline.outputs.searching import SearchPage
from tei_pipeline.outputs.site import FOLDER as SITE

_MANIFEST = f"{FOLDER}/shards.js"


class SearchPublishing:
    """The steps of the index: one a shard."""

    def __init__(self, grounds: Grounds) -> None:
        self._at = grounds
        self._rows = {row.id: row for row in grounds.catalogue.rows()}
        self._facets = grounds.catalogue.facets()
        self._digests = grounds.catalogue.text_digests()

    def steps(self) -> Iterator[Step]:
        """Write what shards there are, and yield those that are not fresh."""
        spread = shards([(row.id, row.language) for row in self._rows.values()])
        self._manifest(list(spread))
        for shard, ids in spread.items():
            known = (part for identifier in ids for part in self._known(identifier))
            inputs = {"pages": digest(*known), "program": self._at.program}
            if not self._at.ledger.is_fresh(_step(shard), inputs):
                pages = tuple(found for identifier in ids for found in self._found(identifier))
                yield ShardTask(shard, pages), partial(self._indexed, shard, inputs)

    def _indexed(self, shard: Shard, inputs: Mapping[str, str], files: Mapping[str, bytes]) -> None:
        written = [self._at.writer.write(f"{SITE}/{n}", content) for n, content in files.items()]
        self._at.ledger.note(_step(shard), inputs, written)

    def _manifest(self, made: list[Shard]) -> None:
        self._at.write("search shards", {f"{SITE}/{_MANIFEST}": manifest(made)})

    def _known(self, identifier: str) -> Iterator[str]:
        """Yield what the pages of a document are indexed from; of its texts a digest."""
        row = self._rows[identifier]
        yield from (identifier, row.title, row.date, self._digests[row.file])
        for kind, names in self._facets.get(row.file, {}).items():
            yield from (kind, *names)

    def _found(self, identifier: str) -> Iterator[SearchPage]:
        """Yield the pages of a document, with what they are found by."""
        row = self._rows[identifier]
        facets = self._facets.get(row.file, {})
        for address, text in unpacked(self._at.catalogue.texts(row.file)):
            yield SearchPage(address, row.title, "", row.date, facets, text)


def _step(shard: Shard) -> str:
    return f"search {shard.folder}"
