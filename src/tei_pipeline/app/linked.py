"""What only the files of a project together show: where pointers lead, what is never used."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tei_pipeline.app.judging import Judge, Judged
from tei_pipeline.app.loading import open_inside, with_context
from tei_pipeline.app.targets import Targets
from tei_pipeline.diagnostics import Diagnostic, Severity
from tei_pipeline.document import Document, LoadError
from tei_pipeline.validators.pointers import PointerValidator
from tei_pipeline.validators.protocol import Context


class Linked:
    """The documents of a project; those judged in this process are loaded once."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        self._pointers = PointerValidator()
        self.documents: dict[Path, Document] = {}

    @property
    def name(self) -> str:
        """Return what the report calls the judge of pointers."""
        return self._pointers.name

    def judged(self, path: Path, judge: Judge) -> Judged:
        """Open and keep a file, and judge it by its schemas."""
        try:
            document = open_inside(path, self._targets.project)
        except LoadError as failure:
            return judge.unloaded(path, failure)
        self.documents[path] = document
        return judge.judge(document)

    def diagnostics(self, done: Sequence[Judged], *, clean: bool) -> Iterator[Diagnostic]:
        """Yield what is wrong between documents, once each was judged by its schemas.

        What was included is judged where it was included. ``clean`` says that no error was found
        yet: what looks unused may else be what a wrong pointer means.
        """
        halted = {judged.path for judged in done if judged.halted}
        included = {path for judged in done for path in judged.included}
        failures = list(self._load(halted))
        yield from failures
        project = self._targets.project
        whole = self._targets.complete and clean and not failures
        context = Context(
            folder=project.folder,
            others={
                path: self.documents[path]
                for path in with_context(self._targets)
                if path in self.documents
            },
            authority=frozenset(project.authority if project.configured else ()),
            complete=whole,
        )
        judged = [
            self.documents[path]
            for path in self._targets.files
            if path in self.documents and path not in included
        ]
        found = [one for document in judged for one in self._pointers.check(document, context)]
        yield from found
        if any(one.severity is Severity.ERROR for one in found):
            context = context._replace(complete=False)
        yield from self._pointers.check_all(judged, context)

    def _load(self, halted: set[Path]) -> Iterator[Diagnostic]:
        """Make all trees; yield what has none, unless that was said before."""
        named = set(self._targets.files)
        for path in with_context(self._targets):
            try:
                document = self.documents.get(path) or open_inside(path, self._targets.project)
                document.tree  # noqa: B018  # raises what is wrong with the file
            except LoadError as failure:
                self.documents.pop(path, None)
                if path not in named or path not in halted:
                    yield failure.diagnostic
            else:
                self.documents[path] = document
        for path in halted:
            self.documents.pop(path, None)
