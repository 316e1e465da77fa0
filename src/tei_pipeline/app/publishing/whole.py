"""The pages of the whole: lists, registers, and a page for each entity and year."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, partial
from typing import NamedTuple

from tei_pipeline.app.publishing.grounds import Grounds, Step
from tei_pipeline.app.publishing.own import introduced
from tei_pipeline.app.tasks import Lists
from tei_pipeline.cache import digest
from tei_pipeline.catalogue import Documents, Indexes, Part
from tei_pipeline.outputs.site import FOLDER, File

_BATCH = 40  # pages of entities that are made in one call at most
_LARGE = 250_000  # characters of XML from which on a batch takes no more
_ALWAYS = ("documents", "about", "start", "accessibility")
_SOMETIMES = ("chronology", "network", "search")


class WholePublishing:
    """The steps of the pages of the whole."""

    def __init__(self, grounds: Grounds, indexes: Indexes) -> None:
        self._at = grounds
        self._indexes = indexes

    def steps(self, introduction: str) -> Iterator[Step]:
        """Yield what is to be made; ``introduction`` is what the start page opens with."""
        yield from self._lists(introduction)
        yield from self._registers()
        yield from self._entities()

    def _write(self, files: Iterable[File]) -> list[str]:
        return [
            self._at.writer.write(f"{FOLDER}/{file.path}", f"{file.content}\n".encode())
            for file in files
        ]

    # Lists and registers.

    def _lists(self, introduction: str) -> Iterator[Step]:
        """Yield the lists that are to be made.

        What they are made from is put together only where a document tells something else than
        before; even then lists that show ``less`` than all of it may say the same. Where the
        edition makes its lists itself, all documents come with all that their headers say.
        """
        indexes = self._indexes
        more = {
            "about": (indexes.holdings, repr(indexes.listing.words)),
            "start": (indexes.holdings, introduction),
        }
        less = {
            "accessibility": indexes.alone,
            "network": indexes.correspondence,
            "search": indexes.alone,
        }
        if not self._at.own.lists:
            less |= {"documents": indexes.rows, "chronology": indexes.dated}
        documents = cache(partial(indexes.documents, whole=self._at.own.lists))
        pages = (*_ALWAYS, *filter(indexes.has, _SOMETIMES))
        for page in sorted(pages, key=less.__contains__):  # those of one tree one after another
            opening = introduction if page == "start" else ""
            inputs = {**self._common, "introduction": digest(opening)}
            xml = cache(less.get(page, lambda: documents().xml))
            told = partial(_told, documents, more.get(page, ()))
            shown = xml if page in less else told
            task = partial(_made_from, page, xml, "")
            yield from self._stale_list(f"list {page}", inputs, shown, task, opening)

    def _registers(self) -> Iterator[Step]:
        """Yield the registers that are to be made, and the map."""
        inputs = {"names": self._indexes.named, "program": self._at.program}
        for kind in self._indexes.registers:
            xml = cache(partial(self._indexes.register, kind))
            task = partial(_made_from, "register", xml, "../")
            yield from self._stale_list(f"register {kind}", inputs, xml, task)
        if self._indexes.has("map"):
            xml = cache(partial(self._indexes.register, "place"))
            task = partial(_made_from, "map", xml, "")
            yield from self._stale_list("list map", inputs, xml, task)

    @cached_property
    def _common(self) -> dict[str, str]:
        """Digests of what may change any list."""
        return {
            "documents": self._indexes.told(),
            "words": digest(repr(self._indexes.listing.words)),
            "program": self._at.program,
        }

    def _stale_list(
        self,
        step: str,
        inputs: Mapping[str, str],
        shown: Callable[[], str],
        task: Callable[[], Lists],
        opening: str = "",
    ) -> Iterator[Step]:
        """Yield a list if it is to be made: if what is ``shown`` is not as it was."""
        if not self._at.ledger.is_fresh(step, inputs):
            said = (digest(shown(), self._at.program),)
            if not self._at.ledger.is_same(step, inputs, said):
                yield task(), partial(self._listed, step, inputs, said, opening)

    def _listed(
        self,
        step: str,
        inputs: Mapping[str, str],
        said: tuple[str, ...],
        introduction: str,
        files: Iterable[File],
    ) -> None:
        made = (File(file.path, introduced(file.content, introduction)) for file in files)
        self._at.ledger.note(step, inputs, self._write(made), said)

    # Entities.

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
            for portion in self._indexes.portions(subject):
                step = f"entity {portion.address}"
                inputs = {"records": self._indexes.told_of(portion), **common}
                if not self._at.ledger.is_fresh(step, inputs):
                    part = self._indexes.part(portion)
                    said = digest(part.xml, *common.values())
                    if not self._at.ledger.is_same(step, inputs, (said,)):
                        yield _Stale(part, inputs, said)


def _told(documents: Callable[[], Documents], more: Iterable[str]) -> str:
    """Return a digest of what a list shows of documents, and of what it shows beside them."""
    return digest(documents().digest, *more)


def _made_from(page: str, xml: Callable[[], str], root: str) -> Lists:
    return Lists(page, xml(), root)


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
