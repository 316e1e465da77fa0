"""Build: records of all documents first, then what needs all records; only what has changed.

Map steps know one document, reduce steps know only records (``app.workshop``, ``app.publishing``).
"""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tei_pipeline import __version__
from tei_pipeline.app.built import BuildOptions, Built
from tei_pipeline.app.carriers import Carriers
from tei_pipeline.app.clashes import clashes
from tei_pipeline.app.custom.own import read_own
from tei_pipeline.app.custom.stylesheets import own_stylesheets
from tei_pipeline.app.plan import Plan, plan
from tei_pipeline.app.publishing import (
    BookPublishing,
    Grounds,
    HarvestPublishing,
    ImagePublishing,
    LostAddressError,
    SitePublishing,
    lost_addresses,
    publish_sitemap,
)
from tei_pipeline.app.reproducible import edition_date
from tei_pipeline.app.sources import Read, Sources
from tei_pipeline.app.targets import kinds
from tei_pipeline.app.tasks import Excerpts, Pages
from tei_pipeline.app.validate import Progress, silent, validate
from tei_pipeline.app.writing import Writer
from tei_pipeline.cache import digest
from tei_pipeline.catalogue import Catalogue
from tei_pipeline.diagnostics import Diagnostic, Severity
from tei_pipeline.graph import Ledger, jobs_for
from tei_pipeline.records import edition_attributes
from tei_pipeline.reporters import Report
from tei_pipeline.resources import stylesheets
from tei_pipeline.saxon import Saxon

_WORTH_WORKERS = 100
"""So many documents to be read are worth the start of workers (0.6 s each)."""
_LARGE = 500
"""So many documents have lists that a process of its own is to make, for the sake of memory."""


def build(
    paths: Sequence[Path],
    options: BuildOptions | None = None,
    *,
    folder: Path | None = None,
    progress: Progress = silent,
    saxon: Saxon | None = None,
) -> Built:
    """Publish the files named (or all of the project around ``folder``).

    ``saxon`` is the processor of this process where there is one that lives longer than a build.
    A document that cannot be rendered is left out and reported; the rest is built. Raises
    ``ConfigError``, ``InputError`` and ``OutputError`` where the run cannot go on.
    """
    options = options or BuildOptions()
    start = folder or Path.cwd()
    made = plan(paths, options.output, options.targets, start)
    with Catalogue(made.catalogue) as catalogue:
        work = Run(made, catalogue, options.jobs, progress, saxon)
        try:
            if options.strict:
                report = validate(paths, folder=start, saxon=work.saxon)
                if report.number_of(Severity.ERROR):
                    return Built(made.output, (), report)
            return work.run(strict=options.strict)
        finally:
            work.stop()


class Run:
    """One run: what was read, and what is to be said."""

    def __init__(
        self,
        made: Plan,
        catalogue: Catalogue,
        jobs: int | None = None,
        progress: Progress = silent,
        saxon: Saxon | None = None,
    ) -> None:
        self._started = time.perf_counter()
        group = made.group
        self._project = group.project
        self._files = group.files
        self._catalogue = catalogue
        self._ledger = Ledger(made.output, made.key)
        self._writer = Writer(made.output)
        self._progress = progress
        self._settings = made.settings
        self._published = made.published
        self._complete = group.complete
        self._beyond: list[BookPublishing | HarvestPublishing] = []  # the targets beside the site
        own = own_stylesheets(group.project)
        self._program = digest(__version__, *stylesheets(), *own, *own.values())
        self._own = read_own(group.project)
        self._authority, self._documents = kinds(group)
        self._sources = Sources(catalogue, group.project.folder)
        self._sources.forget_all_but([*self._authority, *self._documents])
        self._registers = self._sources.stale(self._authority, self._common)
        self._crew = self._carriers(jobs, saxon)
        self._read = 0
        self._removed = 0
        self._strict = False

    def _carriers(self, jobs: int | None, saxon: Saxon | None) -> Carriers:
        waiting = len(self._sources.stale(self._documents, self._common))
        return Carriers(
            self._project,
            self._catalogue,
            self._attributes,
            waiting,
            jobs_for(jobs, waiting, _WORTH_WORKERS),
            saxon,
            apart=saxon is None and len(self._documents) >= _LARGE,
            registers=bool(self._registers),
        )

    @property
    def saxon(self) -> Saxon:
        """Return the processor of this process, with all that it is to compile."""
        return self._crew.saxon

    def stop(self) -> None:
        """End the workers."""
        self._crew.stop()

    @property
    def _harvested(self) -> bool:
        # A build of some files must not withdraw the others.
        return "metadata" in self._settings.build.targets and self._complete

    @property
    def _attributes(self) -> dict[str, str]:
        told = edition_attributes(self._settings, __version__)
        return {**told, "styles": " ".join(self._own.styles)}

    @property
    def _common(self) -> dict[str, str]:
        """What the record and the pages of every document depend on beside it."""
        return {"settings": digest(repr(self._attributes)), "program": self._program}

    def run(self, *, strict: bool = False) -> Built:
        """Read what has changed, and publish; where ``strict``, not if an address would be lost."""
        self._strict = strict
        self._take(self._registers, self._crew.register)
        self._take(self._sources.stale(self._documents, self._common), self._crew.carry_out)
        shared = list(clashes(self._catalogue, self._sources))
        blocked = self._blocked(shared)
        if not blocked:
            try:
                self._publish()
                self._catalogue.commit()
            except LostAddressError as lost:
                shared, blocked = lost.findings, "addresses would be lost"
        return self._built(shared, blocked)

    # Reading.

    def _take(self, tasks: Sequence[Pages], read: Read) -> None:
        if not tasks:
            return  # who is who need not be asked
        for done in self._sources.take(tasks, read, self._common):
            self._progress(done, len(tasks))
        self._read += len(tasks)

    def _blocked(self, shared: Sequence[Diagnostic]) -> str:
        """Return why nothing may be written; empty where the rest can be built."""
        if shared:
            return "two documents share an id or a page"
        if not all(map(self._sources.published, self._authority)):
            return "an authority file cannot be read"
        if not any(map(self._sources.published, self._documents)):
            return "no document is left"
        return ""

    # Publishing.

    def grounds(self, date: str) -> Grounds:
        """Return what publishing starts from; ``date`` is that of the edition."""
        return Grounds(
            self._catalogue,
            self._sources,
            self._ledger,
            self._writer,
            self._crew.carry_out,
            {**self._attributes, **self._own.attributes, "date": date},
            self._program,
            self._sources.beside(self._authority, self._documents),
            self._own,
            self._strict,
        )

    def _publish(self) -> None:
        date = edition_date(self._catalogue.changed())
        self._grounds = grounds = self.grounds(date)
        self._images = ImagePublishing(grounds)
        self._beyond = list(self._targets_beside_the_site(grounds, date))
        whole = {
            **self._common,
            "own": self._own.digest(),
            "date": date,
            "sources": self._sources.all_keys(),
            "pictures": self._images.digest(),
            "harvest": digest(repr(self._settings.harvest)),
        }
        lost = self._harvested and not self._published.is_file()
        if not lost and self._ledger.is_whole(whole):
            return
        with self._writer.at_work():
            self._make()
        self._ledger.note_whole(whole)
        self._ledger.save()

    def _make(self) -> None:
        """Carry out what is not fresh, and remove what no step leaves any more."""
        if "site" in self._settings.build.targets:
            SitePublishing(self._grounds).run()
        for target in self._beyond:
            target.run()
        if "site" in self._settings.build.targets:
            publish_sitemap(self._grounds, self._published if self._harvested else None)
        self._removed = len(self._writer.remove(self._ledger.abandoned()))

    def _targets_beside_the_site(
        self, grounds: Grounds, date: str
    ) -> Iterator[BookPublishing | HarvestPublishing]:
        if "pdf" in self._settings.build.targets:
            yield BookPublishing(grounds, date)
        if self._harvested:
            yield HarvestPublishing(grounds, self._project, self._settings, self._published)

    # What is said of it.

    def _built(self, shared: Sequence[Diagnostic], blocked: str) -> Built:
        found, excerpts = self._said(blocked)
        diagnostics = sorted({*found, *shared}, key=Diagnostic.sort_key)
        report = Report(
            files=self._files,
            diagnostics=tuple(diagnostics),
            judges=self._settings.build.targets,
            excerpts=excerpts,
            notes=tuple(self._notes(blocked)),
            seconds=time.perf_counter() - self._started,
        )
        if blocked:
            return Built(self._writer.folder, (), report, read=self._read)
        return Built(
            self._writer.folder,
            tuple(sorted(self._ledger.files)),
            report,
            len(self._writer.written),
            self._removed,
            self._read,
            {**self._sources.reasons, **self._ledger.reasons},
        )

    def _notes(self, blocked: str) -> Iterator[str]:
        if blocked:
            yield f"nothing was written, for {blocked}"
        elif "metadata" in self._settings.build.targets and not self._complete:
            yield "what libraries harvest was left as it is, for only some files were built"

    def _said(self, blocked: str) -> tuple[list[Diagnostic], Excerpts]:
        found, excerpts = self._sources.findings()
        if blocked:
            return found, excerpts
        if "site" in self._settings.build.targets:
            found += self._images.findings()
            severity = Severity.ERROR if self._strict else Severity.WARNING
            found += lost_addresses(self._grounds, severity)
        for target in self._beyond:
            more, lines = target.findings()
            found, excerpts = [*found, *more], {**excerpts, **lines}
        return found, excerpts
