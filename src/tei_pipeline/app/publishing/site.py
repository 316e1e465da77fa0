"""The site: pages of documents filled, lists and registers made, files copied."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, partial
from itertools import islice
from typing import NamedTuple

from tei_pipeline.app.publishing.grounds import Grounds, Step
from tei_pipeline.app.publishing.images import ImagePublishing
from tei_pipeline.app.publishing.machine import MachinePublishing
from tei_pipeline.app.publishing.manifests import Manifests
from tei_pipeline.app.publishing.own import OwnPublishing, introduced
from tei_pipeline.app.publishing.searching import SearchPublishing
from tei_pipeline.app.tasks import Lists
from tei_pipeline.app.workshop import packed, unpacked
from tei_pipeline.cache import Cache, digest
from tei_pipeline.catalogue import Indexes, Part
from tei_pipeline.outputs.correspondence import is_network
from tei_pipeline.outputs.site import FOLDER, MANIFEST, File, Filling
from tei_pipeline.outputs.site.machine_redirects import anchored
from tei_pipeline.resources import resource

_BATCH = 40  # pages of entities that are made in one call at most
_LARGE = 250_000  # characters of XML from which on a batch takes no more
_FILLED = 20  # pages of documents that are filled for each step that workers have carried out
_ALWAYS = ("documents", "about", "accessibility")
_SOMETIMES = ("chronology", "network", "search")


class SitePublishing:
    """The steps of the site."""

    def __init__(self, grounds: Grounds) -> None:
        self._at = grounds
        self._indexes = Indexes(grounds.catalogue, grounds.attributes)
        self._key = cache(grounds.sources.key)
        self._images = ImagePublishing(grounds)
        self._manifests = Manifests(grounds)
        self._machine = MachinePublishing(grounds, self._indexes)
        if not is_network(self._indexes.records()):
            self._indexes.leave_out("network")

    @cached_property
    def _documents(self) -> str:
        return self._indexes.documents()

    @cached_property
    def _documents_digest(self) -> str:
        return digest(self._documents)

    def run(self) -> None:
        """Carry out all that is not fresh."""
        self._machine.addresses.check(strict=self._at.strict)
        fragments = self.fragments()
        introduction = self._own_pages(fragments)
        self._images.run()
        pages = self._pages(fragments)
        for _ in self._at.carry_out(self._steps(introduction, pages)):
            for _ in islice(pages, _FILLED):
                pass
        self._copies()
        self._machine.run(fragments)

    def _steps(self, introduction: str, pages: Iterator[None]) -> Iterator[Step]:
        """Yield what workers are to make for the whole, what takes longest first.

        While they are at the last of it, the rest of the ``pages`` is written.
        """
        if self._indexes.has("search"):
            yield from SearchPublishing(self._at).steps()
        yield from self._lists(introduction)
        yield from self._entities()
        for _ in pages:
            pass

    def _own_pages(self, fragments: dict[str, str]) -> str:
        """Write what the edition brings of its own; return what the start page opens with."""
        attributes = self._indexes.attributes
        filling = self.filling(fragments)
        own = OwnPublishing(self._at, attributes, filling, self._indexes.addresses())
        own.run()
        return own.introduction()

    # Lists and registers.

    def _lists(self, introduction: str) -> Iterator[Step]:
        pages = [*_ALWAYS, *(page for page in _SOMETIMES if self._indexes.has(page))]
        steps = {f"list {page}": Lists(page, self._documents) for page in pages}
        steps["list about"] = Lists("about", self._indexes.documents(holdings=True, words=True))
        steps["list start"] = Lists("start", self._indexes.documents(holdings=True))
        for kind in self._indexes.registers:
            steps[f"register {kind}"] = Lists("register", self._indexes.register(kind), "../")
        if self._indexes.has("map"):
            steps["list map"] = Lists("map", self._indexes.register("place"))
        for step, task in steps.items():
            opening = introduction if step == "list start" else ""
            inputs = {**self._of(task.xml), "introduction": digest(opening)}
            if not self._at.ledger.is_fresh(step, inputs):
                yield task, partial(self._listed, step, inputs, opening)

    def _listed(
        self, step: str, inputs: Mapping[str, str], introduction: str, files: Iterable[File]
    ) -> None:
        made = (File(file.path, introduced(file.content, introduction)) for file in files)
        self._at.ledger.note(step, inputs, self._write(made))

    def _of(self, xml: str) -> dict[str, str]:
        records = self._documents_digest if xml is self._documents else digest(xml)
        return {"records": records, "program": self._at.program}

    def _write(self, files: Iterable[File]) -> list[str]:
        return [
            self._at.writer.write(f"{FOLDER}/{file.path}", f"{file.content}\n".encode())
            for file in files
        ]

    def _entities(self) -> Iterator[Step]:
        for batch in _batches(self._stale_parts()):
            xml = self._indexes.batch(stale.part for stale in batch)
            told = [(one.part.address, one.inputs, one.said) for one in batch]
            yield Lists("entities", xml, "../../"), partial(self._entered, told)

    def _entered(
        self, batch: Iterable[tuple[str, Mapping[str, str], str]], files: Iterable[File]
    ) -> None:
        made = {file.path: file for file in files}
        for address, inputs, said in batch:
            written = self._write([made[address]])
            self._at.ledger.note(f"entity {address}", inputs, written, (said,))

    def _stale_parts(self) -> Iterator["_Stale"]:
        """Yield the pages of entities and years that are to be made.

        What is said of them may be the same in a document that has changed.
        """
        common = {"edition": digest(repr(self._indexes.attributes)), "program": self._at.program}
        for subject in self._indexes.subjects():
            keys = map(self._key, sorted(subject.spoken.files))
            inputs = {"records": digest(*keys), **common}
            fresh = {
                address: self._at.ledger.is_fresh(f"entity {address}", inputs)
                for address in subject.addresses
            }
            if not all(fresh.values()):
                for part in self._indexes.parts(subject):
                    said = digest(part.xml, *common.values())
                    step = f"entity {part.address}"
                    if not (fresh[part.address] or self._at.ledger.is_same(step, inputs, (said,))):
                        yield _Stale(part, inputs, said)

    # Pages of documents.

    def _pages(self, fragments: dict[str, str]) -> Iterator[None]:
        """Write the pages of documents, yielding after each document."""
        filling, known = self.filling(fragments), self._indexes.digest()
        around = digest(fragments["masthead"], fragments["footer"])
        for identifier, file in self._at.catalogue.ids():
            asked = unpacked(self._at.catalogue.slots(file))
            others = filling.answers(slot for slot in asked if slot[0] == "document")
            sequence = fragments.get(f"sequence/{identifier}", "")
            moved = self._machine.anchors(identifier)
            inputs = {
                file: self._key(file),
                "links": digest(known, *others),
                "frame": digest(around, sequence),
                **self._manifests.inputs(file),
                **({"moved": digest(repr(moved))} if moved else {}),
            }
            if not self._at.ledger.is_fresh(f"page {file}", inputs):
                shows = MANIFEST in asked
                own = self.fragments_of(identifier, file, fragments, shows=shows)
                self._page(identifier, file, inputs, filling._replace(fragments=own))
            yield

    def _page(
        self, identifier: str, file: str, inputs: Mapping[str, str], filling: Filling
    ) -> None:
        """Write the pages of a document, unless what is put into them is as it was."""
        answers = filling.answers(unpacked(self._at.catalogue.slots(file)))
        told = (value for name, value in inputs.items() if name not in ("links", "pictures"))
        said = (digest(*told, *answers),)
        if self._at.ledger.is_same(f"page {file}", inputs, said):
            return
        moved = self._machine.anchors(identifier)
        pages = [File(*page) for page in unpacked(self._at.catalogue.pages(file))]
        made = [File(page.path, anchored(filling.fill(page.content), moved)) for page in pages]
        source = self._at.sources.path(file).read_bytes()
        copied = self._at.writer.write(f"{FOLDER}/{identifier}.xml", source)
        self._at.ledger.note(f"page {file}", inputs, [*self._write(made), copied], said)

    def fragments(self) -> dict[str, str]:
        """Return what stands in the slots that have names, by name."""
        cache, key = Cache(), digest(self._documents_digest, self._at.program)
        content = cache.get("fragments", key)
        if content is not None:
            return dict(unpacked(content))
        made = {
            file.path: file.content
            for files in self._at.work([Lists("fragments", self._documents)])
            for file in files
        }
        cache.put("fragments", key, packed(made))
        return made

    def fragments_of(
        self, identifier: str, file: str, fragments: Mapping[str, str], *, shows: bool = True
    ) -> dict[str, str]:
        """Return what stands in the slots of a document's pages; one that ``shows`` images asks."""
        sequence = fragments.get(f"sequence/{identifier}", "")
        manifest = self._manifests.links(file, identifier, fragments) if shows else {}
        return {**fragments, "sequence": sequence, **manifest}

    def filling(self, fragments: dict[str, str]) -> Filling:
        """Return what fills the pages of documents."""
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

        return Filling(
            cache(catalogue.address), document, cache(mentions), fragments, fragments["in-all"]
        )

    # Files that are copied.

    def _copies(self) -> None:
        for file, name in self._at.beside.items():
            inputs = {file: self._at.sources.digest(file)}
            if not self._at.ledger.is_fresh(f"copy {file}", inputs):
                content = self._at.sources.path(file).read_bytes()
                written = self._at.writer.write(f"{FOLDER}/{name}", content)
                self._at.ledger.note(f"copy {file}", inputs, [written])
        self._assets()

    def _assets(self) -> None:
        folder = resource("xslt", "html/assets")
        inputs = {"program": self._at.program}
        if not self._at.ledger.is_fresh("assets", inputs):
            written = [
                self._at.writer.write(
                    f"{FOLDER}/assets/{path.relative_to(folder).as_posix()}", path.read_bytes()
                )
                for path in sorted(path for path in folder.rglob("*") if path.is_file())
            ]
            self._at.ledger.note("assets", inputs, written)


class _Stale(NamedTuple):
    """A page to be made, digests of what it reads, and one of what is said on it."""

    part: Part
    inputs: dict[str, str]
    said: str


def _batches(parts: Iterable[_Stale]) -> Iterator[list[_Stale]]:
    """Yield parts in batches, none of them large."""
    batch: list[_Stale] = []
    size = 0
    for one in parts:
        batch.append(one)
        size += len(one.part.xml)
        if len(batch) == _BATCH or size > _LARGE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
