"""The books of an edition: one a document, set again only where what it is made from changed."""

from collections.abc import Mapping

from tei_pipeline.app.packing import unpacked
from tei_pipeline.app.publishing.grounds import Grounds
from tei_pipeline.app.publishing.said import said_of, to_be_said
from tei_pipeline.app.tasks import Book, Bound, Excerpts
from tei_pipeline.cache import digest
from tei_pipeline.catalogue import keyed
from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.records import gather


class BookPublishing:
    """The steps of the books: one a document."""

    def __init__(self, grounds: Grounds, date: str) -> None:
        self._at = grounds
        self._date = date

    def run(self) -> None:
        """Set the books that are not fresh."""
        bodies = self._at.catalogue.authority_bodies()
        stale: dict[str, tuple[Book, dict[str, str]]] = {}
        for _, file in self._at.catalogue.ids():
            records = self._records(file, bodies)
            inputs = {
                file: self._at.sources.key(file),
                "records": digest(records),
                "date": self._date,
                "program": self._at.program,
            }
            if not self._at.ledger.is_fresh(f"book {file}", inputs):
                path = self._at.sources.path(file)
                stale[file] = (Book(path, file, records, self._date), inputs)
        bound = self._at.work([task for task, _ in stale.values()])
        for (file, (_, inputs)), book in zip(stale.items(), bound, strict=True):
            self._note(f"book {file}", inputs, book)

    def _records(self, file: str, bodies: Mapping[str, str]) -> str:
        record = str(unpacked(self._at.catalogue.record(file)))
        entries = (
            keyed(key, body) for key in self._at.catalogue.uses(file) if (body := bodies.get(key))
        )
        known = f'<record id="" file="" kind="authority">{"".join(entries)}</record>'
        return gather([record, known], self._at.attributes)

    def _note(self, step: str, inputs: Mapping[str, str], book: Bound) -> None:
        written = [self._at.writer.write(str(one.path), one.content) for one in book.artifacts]
        said = to_be_said(book.findings, book.excerpts)
        self._at.ledger.note(step, inputs, written, said)

    def findings(self) -> tuple[list[Diagnostic], Excerpts]:
        """Return what is to be said of all books, and the lines that it is about."""
        steps = (f"book {file}" for _, file in self._at.catalogue.ids())
        return said_of(self._at.ledger, steps)
