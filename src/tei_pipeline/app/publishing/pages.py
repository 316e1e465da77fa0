"""The pages of documents: what they cannot know themselves is put into their slots."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from tei_pipeline.app.packing import unpacked
from tei_pipeline.app.publishing.fragments import Fragments
from tei_pipeline.app.publishing.grounds import Grounds
from tei_pipeline.app.publishing.manifests import Manifests
from tei_pipeline.cache import digest
from tei_pipeline.catalogue import Indexes
from tei_pipeline.outputs.site import FOLDER, MANIFEST, File, Filling
from tei_pipeline.outputs.site.filling import Slot
from tei_pipeline.outputs.site.machine_redirects import anchored


class PagePublishing:
    """The steps of documents: one each."""

    def __init__(self, grounds: Grounds, indexes: Indexes) -> None:
        self._at = grounds
        self._indexes = indexes
        self.fragments = Fragments(grounds, indexes)
        self._manifests = Manifests(grounds)
        self._anchors = grounds.own.moved.anchors

    def run(self) -> Iterator[None]:
        """Write the pages of documents, yielding after each document."""
        known = self._indexes.digest()
        texts = self.fragments.texts
        around = digest(texts["masthead"], texts["footer"])
        slots = self._at.catalogue.slots()
        for identifier, file in self._at.catalogue.ids():
            asked = unpacked(slots[file])
            others = self.filling.answers(slot for slot in asked if slot[0] == "document")
            sequence = self.fragments.sequence(identifier)
            moved = self._moved(identifier)
            inputs = {
                file: self._at.sources.key(file),
                "links": digest(known, *others),
                "frame": digest(around, sequence),
                **self._manifests.inputs(file),
                **({"moved": digest(repr(moved))} if moved else {}),
            }
            if not self._at.ledger.is_fresh(f"page {file}", inputs):
                own = self.fragments_of(identifier, file, shows=MANIFEST in asked)
                self._page(identifier, file, inputs, asked, self.filling._replace(fragments=own))
            yield

    def _moved(self, document: str) -> Mapping[str, str]:
        """Return the places that have moved within a document: new ids by old ones."""
        return self._anchors.get(f"{document}.html", {})

    def _page(
        self,
        identifier: str,
        file: str,
        inputs: Mapping[str, str],
        asked: Iterable[Slot],
        filling: Filling,
    ) -> None:
        """Write the pages of a document, unless what is put into them is as it was."""
        answers = filling.answers(asked)
        told = (value for name, value in inputs.items() if name not in ("links", "pictures"))
        said = (digest(*told, *answers),)
        if self._at.ledger.is_same(f"page {file}", inputs, said):
            return
        moved = self._moved(identifier)
        pages = [File(*page) for page in unpacked(self._at.catalogue.pages(file))]
        written = [
            self._at.writer.write(
                f"{FOLDER}/{page.path}", f"{anchored(filling.fill(page.content), moved)}\n".encode()
            )
            for page in pages
        ]
        source = self._at.sources.path(file).read_bytes()
        copied = self._at.writer.write(f"{FOLDER}/{identifier}.xml", source)
        self._at.ledger.note(f"page {file}", inputs, [*written, copied], said)

    # What is put into slots.

    def fragments_of(self, identifier: str, file: str, *, shows: bool = True) -> dict[str, str]:
        """Return what stands in the slots of a document's pages; one that ``shows`` images asks."""
        texts = self.fragments.texts
        manifest = self._manifests.links(file, identifier, texts) if shows else {}
        return {**texts, "sequence": self.fragments.sequence(identifier), **manifest}

    @cached_property
    def filling(self) -> Filling:
        """What fills the pages of documents."""
        catalogue = self._at.catalogue
        ids = {file: identifier for identifier, file in catalogue.ids()}

        def document(pointer: str) -> str | None:
            file, _, anchor = pointer.partition("#")
            if file not in ids:
                return None
            return f"{ids[file]}.html" + (f"#{anchor}" if has(file, anchor) else "")

        def has(file: str, anchor: str) -> bool:
            return bool(anchor) and f' id="{anchor}"' in str(unpacked(catalogue.record(file)))

        def mentions(key: str) -> int:
            entity = catalogue.meant(key)
            return self._indexes.mentions(entity) if entity else 0

        texts = self.fragments.texts
        return Filling(catalogue.address, document, mentions, texts, texts["in-all"])
