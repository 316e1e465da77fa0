"""Build: the records of all documents, then each output, then the files, each put in place whole.

Map steps know one document, reduce steps know only records: see ``outputs.protocol``.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tei_pipeline import __version__
from tei_pipeline.app.excerpts import excerpts
from tei_pipeline.app.publishable import Publishable, load_publishable
from tei_pipeline.app.reproducible import edition_date
from tei_pipeline.app.targets import Targets, find_targets
from tei_pipeline.app.validate import Progress, exit_code, silent, validate
from tei_pipeline.config import Settings
from tei_pipeline.diagnostics import Diagnostic, Location, Severity
from tei_pipeline.document import Document
from tei_pipeline.errors import InputError, OutputError, PipelineError, StylesheetError
from tei_pipeline.files import write_atomically
from tei_pipeline.outputs import Artifact, Edition, Output, Source, make_outputs
from tei_pipeline.records import RecordExtractor, gather
from tei_pipeline.reporters import Report, shown
from tei_pipeline.saxon import Saxon


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build was asked for; what is None is as the project's settings say.

    With ``strict`` nothing is built unless validation finds no error.
    """

    output: Path | None = None
    targets: tuple[str, ...] | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the files below ``folder``, and what is to be said of it."""

    folder: Path
    files: tuple[Path, ...]
    report: Report

    @property
    def exit_code(self) -> int:
        """Return 0, 1 where something was left out, 2 where something could not be read."""
        return exit_code(self.report.diagnostics) or (0 if self.files else 1)


def build(
    paths: Sequence[Path],
    options: BuildOptions | None = None,
    *,
    folder: Path | None = None,
    progress: Progress = silent,
) -> Built:
    """Publish the files named (or all of the project around ``folder``).

    A document that cannot be rendered is left out and reported; the rest is built. Raises
    ``ConfigError``, ``InputError`` and ``OutputError`` where the run cannot go on.
    """
    options = options or BuildOptions()
    start = folder or Path.cwd()
    group = _one_edition(find_targets(paths, start))
    output = _output_folder(group, options, start)
    saxon = Saxon()
    work = _Build(group, output, options, saxon, progress)
    if options.strict:
        report = validate(paths, folder=start, saxon=saxon)
        if report.number_of(Severity.ERROR):
            return Built(output, (), report)
    return work.run()


def _one_edition(groups: Sequence[Targets]) -> Targets:
    if len(groups) > 1:
        folders = ", ".join(str(group.project.folder) for group in groups)
        raise InputError(
            f"the files belong to {len(groups)} editions: {folders}", mend="build one at a time"
        )
    return groups[0]


def _output_folder(group: Targets, options: BuildOptions, start: Path) -> Path:
    if options.output is not None:
        return options.output.resolve()
    return group.project.output if group.project.configured else start.resolve() / "build"


def _settings(group: Targets, options: BuildOptions) -> Settings:
    """Return the project's settings with the targets of this run: pages link to what is built."""
    settings = group.project.settings
    targets = options.targets or settings.build.targets
    return settings._replace(build=settings.build._replace(targets=targets))


class _Build:
    """One run: what was loaded, and what is to be said."""

    def __init__(
        self,
        group: Targets,
        output: Path,
        options: BuildOptions,
        saxon: Saxon,
        progress: Progress,
    ) -> None:
        """Compile all stylesheets: ``saxon`` is to have parsed nothing yet."""
        self._started = time.perf_counter()
        self._group = group
        self._folder = output
        self._progress = progress
        self._diagnostics: list[Diagnostic] = []
        self._saxon = saxon
        self._extractor = RecordExtractor(saxon)
        self._settings = _settings(group, options)
        self._outputs = make_outputs(self._settings.build.targets, saxon)

    def run(self) -> Built:
        publishable = load_publishable(self._group)
        self._diagnostics += publishable.failures
        written: list[Path] = []
        if not publishable.blocked:
            sources, edition = self._read(publishable.documents)
            if sources:
                written = [self._write(artifact) for artifact in self._made(sources, edition)]
        report = self._report(publishable)
        return Built(self._folder, tuple(dict.fromkeys(written)), report)

    def _read(self, documents: Iterable[Document]) -> tuple[list[Source], Edition]:
        """Return what is to be published, and what all pages may know of the whole."""
        read, found = [], []
        for document in documents:
            file = PurePosixPath(self._name(document.path))
            try:
                node = self._saxon.parse(document.text, document.path.as_uri())
                source = Source(document, node, file)
                found.append(self._extractor.extract(document, source.node, str(file)))
            except StylesheetError as error:
                self._leave_out(document, error)
                continue
            read.append(source)
        date = edition_date(found)
        tree = self._saxon.parse(gather(found, self._settings, date, __version__))
        project, named = self._group.project, set(self._group.files)
        entries = frozenset(project.authority if project.configured else ())
        authority = tuple(source for source in read if source.document.path in entries)
        sources = [s for s in read if s.document.path in named - entries]
        return sources, Edition(self._settings, tree, authority, date)

    def _made(self, sources: Sequence[Source], edition: Edition) -> Iterator[Artifact]:
        for done, source in enumerate(sources):
            self._progress(done, len(sources))
            for output in self._outputs:
                yield from self._mapped(output, source, edition)
        self._progress(len(sources), len(sources))
        for output in self._outputs:
            yield from self._sorted_out(output.reduce(sources, edition))

    def _mapped(self, output: Output, source: Source, edition: Edition) -> Iterator[Artifact]:
        try:
            yield from self._sorted_out(output.map(source, edition))
        except (StylesheetError, OutputError) as error:
            self._leave_out(source.document, error, f" as {output.target}")

    def _sorted_out(self, made: Iterable[Artifact | Diagnostic]) -> Iterator[Artifact]:
        for thing in made:
            if isinstance(thing, Artifact):
                yield thing
            else:
                self._diagnostics.append(thing)

    def _leave_out(self, document: Document, error: PipelineError, what: str = "") -> None:
        self._diagnostics.append(
            Diagnostic(
                "TPB202",
                f"the document cannot be rendered{what}: {error.message}",
                Location(document.path),
                suggestion=error.mend or "tei-pipeline validate says what is wrong in it",
            )
        )

    def _name(self, path: Path) -> str:
        folder = self._group.project.folder
        return shown(path, folder) if path.is_relative_to(folder) else path.name

    def _write(self, artifact: Artifact) -> Path:
        path = (self._folder / artifact.path).resolve()
        if not path.is_relative_to(self._folder):
            raise OutputError("lies outside the output folder", path=path)
        write_atomically(path, artifact.content)
        return path

    def _report(self, publishable: Publishable) -> Report:
        # Two outputs may say the same of one element.
        diagnostics = sorted(dict.fromkeys(self._diagnostics), key=Diagnostic.sort_key)
        blocked = publishable.blocked
        return Report(
            files=self._group.files,
            diagnostics=tuple(diagnostics),
            judges=tuple(output.target for output in self._outputs),
            excerpts=excerpts(diagnostics, publishable.documents),
            notes=(f"nothing was written, for {blocked}",) if blocked else (),
            seconds=time.perf_counter() - self._started,
        )
