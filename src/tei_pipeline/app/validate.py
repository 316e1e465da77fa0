"""Validate: judge each file by its schemas, then the files of a project together, and report."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tei_pipeline.app.excerpts import excerpts
from tei_pipeline.app.findings import Finding, findings, in_order, new, parted
from tei_pipeline.app.judging import Judge, Judged, Orders, entries
from tei_pipeline.app.targets import Targets, find_targets
from tei_pipeline.diagnostics import Diagnostic, Severity
from tei_pipeline.reporters.report import Report, Timed, shown
from tei_pipeline.rules import RULES
from tei_pipeline.schemas.choice import RULES_INSIDE, rules_left_out

if TYPE_CHECKING:
    from tei_pipeline.app.linked import Linked
    from tei_pipeline.saxon import Saxon

Progress = Callable[[int, int], None]
"""Called with the number of files done and the number of all."""

_WORTH_WORKERS = 24_000_000
"""From so many bytes on the start of workers (0.2 s each) is won back."""


_ROOT = "TPW105"
_UNRUN = frozenset({"TPS202", "TPS203"})


def silent(done: int, total: int) -> None:
    """Show no progress."""


class ValidateOptions(NamedTuple):
    """What a run was asked for: ``orders`` for each file, the rest for the run as a whole.

    ``select`` and ``ignore`` are beginnings of rule codes (``TPE``, ``TPS102``). ``jobs`` is the
    number of processes; None: as many as there are cores where there is work for them.
    """

    orders: Orders = Orders()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    jobs: int | None = None


def validate(
    paths: Sequence[Path],
    options: ValidateOptions | None = None,
    *,
    folder: Path | None = None,
    progress: Progress = silent,
    saxon: "Saxon | None" = None,
) -> Report:
    """Judge the files named (or all of the project around ``folder``) and report.

    ``saxon`` is the processor of this process where there is one; it is to have parsed nothing yet.
    Raises ``ConfigError``, ``InputError`` and ``SchemaError`` where the run cannot begin. A file
    or a schema that cannot be used is a finding (``TPW100``, ``TPS901``, ``TPS902``), and the rest
    is still judged.
    """
    started = time.perf_counter()
    options = options or ValidateOptions()
    groups = find_targets(paths, folder or Path.cwd())
    # One processor, and only if a validator asks for it.
    processor = cache(lambda: saxon or _new_saxon())
    runs = [_Run(group, options, processor, progress) for group in groups]
    found = in_order(
        one for run in runs for one in run.findings() if _wanted(one.diagnostic, options)
    )
    return Report(
        files=tuple(path for group in groups for path in group.files),
        diagnostics=tuple(one.diagnostic for one in found),
        judges=tuple(dict.fromkeys(name for run in runs for name in run.judges)),
        schemas={one.path: one.judges for run in runs for one in run.done},
        included=frozenset(path for run in runs for path in run.included),
        excerpts={place: line for run in runs for place, line in run.excerpts.items()},
        notes=tuple(note for run in runs for note in run.notes),
        bugs={one.path: one.bug for run in runs for one in run.done if one.bug},
        times=tuple(sorted((t for run in runs for t in run.times), key=lambda t: -t.seconds)),
        entries=tuple(one.entry for one in found if one.entry),
        seconds=time.perf_counter() - started,
    )


class _Run:
    """One project's share of the run."""

    def __init__(
        self,
        targets: Targets,
        options: ValidateOptions,
        saxon: "Callable[[], Saxon]",
        progress: Progress,
    ) -> None:
        self._targets = targets
        self._orders = options.orders
        self._jobs = options.jobs
        self._progress = progress
        self._judge = Judge(targets.project, options.orders, saxon)
        self._linked = None if options.orders.schemas else _new_linked(targets)
        self._unrun = 0
        self.done: list[Judged] = []
        self.excerpts: dict[tuple[Path, int], str] = {}

    @property
    def included(self) -> set[Path]:
        """Return the files that XInclude has put into others."""
        return {path for judged in self.done for path in judged.included}

    @property
    def times(self) -> Iterator[Timed]:
        """Yield what each Schematron rule took on all files."""
        found: dict[tuple[str, Path, int | None], tuple[float, int]] = {}
        for one in (one for judged in self.done for one in judged.times):
            key = (" ".join((one.pattern, *one.context.split())), one.file, one.line)
            seconds, nodes = found.get(key, (0.0, 0))
            found[key] = (seconds + one.seconds, nodes + one.nodes)
        for (rule, file, line), (seconds, nodes) in found.items():
            yield Timed(rule, file, line, seconds, nodes)

    @property
    def judges(self) -> list[str]:
        """Return the names of what judged."""
        named = dict.fromkeys(one.name for judged in self.done for one in judged.judges)
        return [*named, *([self._linked.name] if self._linked else [])]

    @property
    def notes(self) -> Iterator[str]:
        """Yield what the reader must know beside the findings."""
        included = self.included
        unjudged = [
            judged.path
            for judged in self.done
            if not (judged.judges or judged.halted or judged.path in included)
        ]
        if unjudged:
            one = shown(unjudged[0], self._targets.project.folder)
            which = f"{one} and {len(unjudged) - 1} more" if len(unjudged) > 1 else one
            yield (
                f"no schema judged {which}: name one with --schema; tei-pipeline schema which "
                "says where one was looked for"
            )
        if self._unrun:
            yield (
                f"{self._unrun} Schematron rules could not be run on a file: what they ask for was "
                "not judged there"
                if self._unrun > 1
                else "a Schematron rule could not be run on a file: what it asks for was not judged"
            )
        for schema in rules_left_out({one for judged in self.done for one in judged.judges}):
            yield (
                f"{schema.path.name} holds Schematron rules too: they judge if {schema.address}"
                f"{RULES_INSIDE} is named"
            )

    def findings(self) -> Iterator[Finding]:
        """Yield what is found in each file, then what is found in all of them together."""
        files = self._targets.files
        said: list[Finding] = []
        elsewhere: list[list[Finding]] = []
        parts: list[tuple[Path, list[Finding]]] = []
        clean = True
        self._progress(0, len(files))
        for judged in self._judged():
            self.done.append(judged._replace(diagnostics=(), excerpts={}, entries=()))
            self.excerpts.update(judged.excerpts)
            self._progress(len(self.done), len(files))
            self._unrun += sum(one.code in _UNRUN for one in judged.diagnostics)
            clean = clean and all(d.severity is not Severity.ERROR for d in judged.diagnostics)
            own, others = parted(judged)
            if any(one.diagnostic.code == _ROOT for one in own):
                parts.append((judged.path, own))  # perhaps a file that another one includes
                continue
            said += own
            elsewhere.append(others)
            yield from own
        self._judge.keep()
        included = self.included
        for path, own in parts:
            if path not in included:
                yield from own
        # What stands in an included file was perhaps found in itself, or in another whole.
        elsewhere.append(list(self._between(clean=clean)))
        yield from new(filter(None, elsewhere), said)

    def _between(self, *, clean: bool) -> Iterator[Finding]:
        """Yield what is found between documents."""
        if self._linked:
            found = list(self._linked.diagnostics(self.done, clean=clean))
            lines = excerpts(found, self._linked.documents.values())
            form = self._orders.form
            if form is None:
                self.excerpts |= lines
            yield from findings(found, entries(form, found, lines) if form else ())

    def _judged(self) -> Iterator[Judged]:
        files = self._targets.files
        jobs = _workers(files, self._jobs)
        if jobs > 1:
            # multiprocessing takes 20 ms to import, which one file need not pay.
            from tei_pipeline.app.pool import judged_by_processes

            project, judge_file = self._targets.project, self._judge.judge_file
            return judged_by_processes(jobs, project, self._orders, files, judge_file)
        if self._linked:
            return (self._linked.judged(path, self._judge) for path in files)
        return map(self._judge.judge_file, files)


# Imported where they are needed: lxml and the validator of pointers take 20 ms, a third of
# the time in which a small document is judged by --schema.
def _new_linked(targets: Targets) -> "Linked":
    from tei_pipeline.app.linked import Linked

    return Linked(targets)


def _new_saxon() -> "Saxon":
    from tei_pipeline.saxon import Saxon

    return Saxon()


def _workers(files: Sequence[Path], jobs: int | None) -> int:
    """Return how many processes judge files."""
    if jobs is not None or len(files) == 1:
        return min(jobs or 1, len(files))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    size = sum(path.stat().st_size for path in files if path.is_file())
    return min(cores or 1, len(files)) if size >= _WORTH_WORKERS else 1


def _wanted(diagnostic: Diagnostic, options: ValidateOptions) -> bool:
    code = diagnostic.code
    selected = not options.select or code.startswith(options.select)
    return selected and not (options.ignore and code.startswith(options.ignore))


def exit_code(diagnostics: Iterable[Diagnostic]) -> int:
    """Return 2 where something could not be read or used, 1 where there are errors, else 0."""
    codes = [d for d in diagnostics if d.severity is Severity.ERROR]
    if any(RULES[d.code].unusable for d in codes):
        return 2
    return 1 if codes else 0
