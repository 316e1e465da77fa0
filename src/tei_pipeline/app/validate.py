"""Validate: load, let every validator judge, and gather what they found into a report."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tei_pipeline.app.loading import load_files
from tei_pipeline.app.targets import Targets, find_targets
from tei_pipeline.diagnostics import Diagnostic, Location, Severity
from tei_pipeline.document import Document
from tei_pipeline.document.places import split_lines
from tei_pipeline.errors import SchemaError
from tei_pipeline.project import Project
from tei_pipeline.reporters import Report
from tei_pipeline.resources import resource
from tei_pipeline.rules import RULES
from tei_pipeline.saxon import Saxon
from tei_pipeline.validators import (
    Context,
    Schemas,
    Validator,
    WellformedValidator,
    make_validators,
    schemas_named,
)

Progress = Callable[[int, int], None]
"""Called with the number of files done and the number of all."""


def silent(done: int, total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class ValidateOptions:
    """What a run was asked for: ``schemas`` stand in place of the project's own.

    ``select`` and ``ignore`` are beginnings of rule codes (``TPE``, ``TPS102``).
    """

    schemas: tuple[Path, ...] = ()
    phase: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def validate(
    paths: Sequence[Path],
    options: ValidateOptions | None = None,
    *,
    folder: Path | None = None,
    progress: Progress = silent,
    saxon: Saxon | None = None,
) -> Report:
    """Judge the files named (or all of the project around ``folder``) and report.

    ``saxon`` is the processor of this process where there is one; it is to have parsed nothing yet.
    Raises ``ConfigError`` and ``InputError`` where the run cannot begin. A file or a schema that
    cannot be used is a finding (``TPW100``, ``TPS901``), and the rest is still judged.
    """
    started = time.perf_counter()
    options = options or ValidateOptions()
    groups = find_targets(paths, folder or Path.cwd())
    # One processor, and only if a validator asks for it.
    processor = cache(lambda: saxon or Saxon())
    runs = [_Run(group, options, processor, progress) for group in groups]
    diagnostics = [d for run in runs for d in run.diagnostics() if _wanted(d, options)]
    diagnostics.sort(key=Diagnostic.sort_key)
    return Report(
        files=tuple(path for group in groups for path in group.files),
        diagnostics=tuple(diagnostics),
        judges=tuple(dict.fromkeys(name for run in runs for name in run.judges)),
        excerpts=excerpts(diagnostics, {p: d for run in runs for p, d in run.documents.items()}),
        notes=tuple(note for run in runs for note in run.notes),
        seconds=time.perf_counter() - started,
    )


class _Run:
    """One project's share of the run."""

    def __init__(
        self,
        targets: Targets,
        options: ValidateOptions,
        saxon: Callable[[], Saxon],
        progress: Progress,
    ) -> None:
        self._targets = targets
        self._progress = progress
        self._broken: set[str] = set()
        self._erroneous = False
        self._schemas = _schemas(targets.project, options)
        self._validators = make_validators(self._schemas, saxon)
        self.documents: dict[Path, Document] = {}

    @property
    def judges(self) -> list[str]:
        return [validator.name for validator in self._validators]

    @property
    def notes(self) -> list[str]:
        if self._schemas.xsd or self._schemas.schematron:
            return []
        return [
            f"no schema judged the files of {self._targets.project.folder.name}/: name one with "
            "--schema, or begin an edition with tei-pipeline init"
        ]

    def diagnostics(self) -> Iterator[Diagnostic]:
        self.documents, failures = load_files(self._targets)
        yield from failures
        judged = [self.documents[path] for path in self._targets.files if path in self.documents]
        project = self._targets.project
        context = Context(
            folder=project.folder,
            others=self.documents,
            authority=frozenset(project.authority if project.configured else ()),
            complete=self._targets.complete and not failures,
        )
        for done, document in enumerate(judged):
            self._progress(done, len(judged))
            yield from self._check(document, context)
        if self._erroneous:  # what looks unused may be what a wrong pointer means
            context = replace(context, complete=False)
        for validator in self._validators:
            yield from self._guarded(validator, lambda v: v.check_all(judged, context))
        self._progress(len(judged), len(judged))

    def _check(self, document: Document, context: Context) -> Iterator[Diagnostic]:
        refused: set[str] = set()
        for validator in self._validators:
            found = list(self._guarded(validator, lambda v: v.check(document, context)))
            found = [d for d in found if not _follows(d, refused)]
            yield from found
            self._erroneous = self._erroneous or any(d.severity is Severity.ERROR for d in found)
            if found and isinstance(validator, WellformedValidator):
                return  # what is not TEI breaks every other rule too
            refused |= {_element(d) for d in found if d.code.startswith("TPS1")}

    def _guarded(
        self,
        validator: Validator,
        check: Callable[[Validator], Iterable[Diagnostic]],
    ) -> Iterator[Diagnostic]:
        """Run a check; a schema that cannot be used is said once, and others go on."""
        if validator.name in self._broken:
            return
        try:
            yield from check(validator)
        except SchemaError as error:
            self._broken.add(validator.name)
            place = Location(error.path or Path(validator.name), error.line)
            yield Diagnostic("TPS901", error.message, place, suggestion=error.mend)


def _follows(diagnostic: Diagnostic, refused: set[str]) -> bool:
    """Return whether an editorial rule judges an element that the schema refuses already."""
    return diagnostic.code.startswith("TPE") and _element(diagnostic) in refused


def _element(diagnostic: Diagnostic) -> str:
    return (diagnostic.location.path or "").partition("/@")[0]


def _schemas(project: Project, options: ValidateOptions) -> Schemas:
    """Return the schemas that judge: those named by hand, else the project's, else the bundled."""
    if options.schemas:
        return replace(schemas_named(options.schemas), phase=options.phase)
    if not project.configured:
        return Schemas(phase=options.phase)
    settings = project.settings.validation
    if settings.schemas is None:
        paths = [resource("schema", "edition.xsd"), resource("schema", "edition.sch")]
    else:
        paths = [project.inside(name, "schemas") for name in settings.schemas]
    return Schemas(
        xsd=tuple(path for path in paths if path.suffix == ".xsd"),
        schematron=tuple(path for path in paths if path.suffix == ".sch"),
        phase=options.phase or settings.phase or None,
    )


def _wanted(diagnostic: Diagnostic, options: ValidateOptions) -> bool:
    code = diagnostic.code
    selected = not options.select or code.startswith(options.select)
    return selected and not (options.ignore and code.startswith(options.ignore))


def excerpts(
    diagnostics: Iterable[Diagnostic], documents: Mapping[Path, Document]
) -> dict[tuple[Path, int], str]:
    """Return the source lines that findings point at."""
    found: dict[tuple[Path, int], str] = {}
    for diagnostic in diagnostics:
        place = diagnostic.location
        if place.line is None:
            continue
        lines = documents[place.file].lines if place.file in documents else _raw_lines(place.file)
        if place.line <= len(lines):
            found[place.file, place.line] = lines[place.line - 1]
    return found


def _raw_lines(path: Path) -> list[str]:
    """Return the lines of a file that could not be loaded, with what cannot be shown replaced."""
    try:
        text = path.read_bytes().decode("utf-8", "backslashreplace")
    except OSError:
        return []
    return split_lines(text.replace("\0", ""))


def exit_code(diagnostics: Iterable[Diagnostic]) -> int:
    """Return 2 where something could not be read or used, 1 where there are errors, else 0."""
    codes = [d for d in diagnostics if d.severity is Severity.ERROR]
    if any(RULES[d.code].unusable for d in codes):
        return 2
    return 1 if codes else 0
