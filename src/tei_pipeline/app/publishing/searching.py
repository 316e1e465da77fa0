"""The search index of the site: a shard is made again only where one of its documents changed."""

from collections.abc import Iterator, Mapping
from functools import partial

from tei_pipeline.app.packing import unpacked
from tei_pipeline.app.publishing.grounds import Grounds, Step
from tei_pipeline.app.tasks import ShardTask
from tei_pipeline.cache import digest
from tei_pipeline.catalogue import Row
from tei_pipeline.outputs.search import FOLDER, Shard, manifest, shards
from tei_pipeline.outputs.searching import SearchPage
from tei_pipeline.outputs.site import FOLDER as SITE

_MANIFEST = f"{FOLDER}/shards.js"
_Facets = Mapping[str, Mapping[str, list[str]]]
"""The names of what documents mention, by their files and by kind."""


class SearchPublishing:
    """The steps of the index: one a shard."""

    def __init__(self, grounds: Grounds) -> None:
        self._at = grounds
        self._rows = {row.id: row for row in grounds.catalogue.rows()}
        self._digests = grounds.catalogue.digests("said")
        self._shards = shards([(row.id, row.language) for row in self._rows.values()])

    def list_shards(self) -> None:
        """Write what shards there are."""
        self._at.write("search shards", {f"{SITE}/{_MANIFEST}": manifest(self._shards)})

    def steps(self) -> Iterator[Step]:
        """Yield the shards that are not fresh.

        Which names a document is found by may depend on an entry in another one; where one tells
        something else than before, all shards are looked at.
        """
        common = {"names": self._at.catalogue.named(), "program": self._at.program}
        for shard, ids in self._shards.items():
            rows = [self._rows[one] for one in ids]
            inputs = {"pages": digest(*(part for row in rows for part in self._own(row))), **common}
            if not self._at.ledger.is_fresh(_step(shard), inputs):
                facets = self._at.catalogue.facets([row.file for row in rows])
                known = (part for row in rows for part in self._known(row, facets))
                said = (digest(self._at.program, *known),)
                if not self._at.ledger.is_same(_step(shard), inputs, said):
                    pages = tuple(found for row in rows for found in self._found(row, facets))
                    yield ShardTask(shard, pages), partial(self._indexed, shard, inputs, said)

    def _indexed(
        self,
        shard: Shard,
        inputs: Mapping[str, str],
        said: tuple[str, ...],
        files: Mapping[str, bytes],
    ) -> None:
        written = [self._at.writer.write(f"{SITE}/{n}", content) for n, content in files.items()]
        self._at.ledger.note(_step(shard), inputs, written, said)

    def _own(self, row: Row) -> tuple[str, ...]:
        return (row.id, row.title, row.date, self._digests[row.file])

    def _known(self, row: Row, facets: _Facets) -> Iterator[str]:
        """Yield what the pages of a document are indexed from; of its texts a digest."""
        yield from self._own(row)
        for kind, names in facets.get(row.file, {}).items():
            yield from (kind, *names)

    def _found(self, row: Row, facets: _Facets) -> Iterator[SearchPage]:
        """Yield the pages of a document, with what they are found by."""
        own = facets.get(row.file, {})
        for address, text in unpacked(self._at.catalogue.texts(row.file)):
            yield SearchPage(address, row.title, "", row.date, own, text)


def _step(shard: Shard) -> str:
    return f"search {shard.folder}"
