"""The map step of a validation: one file in, what its schemas find in it out.

Knows no other file of the run, so that it can be done in any process and be kept between runs.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tei_pipeline.app.excerpts import excerpts
from tei_pipeline.app.kept import Findings, KeptFindings
from tei_pipeline.app.loading import open_inside
from tei_pipeline.diagnostics import Diagnostic, Location
from tei_pipeline.document import Document, LoadError
from tei_pipeline.errors import PipelineError, SchemaError
from tei_pipeline.project import Project
from tei_pipeline.reporters import Form
from tei_pipeline.rules import RULES
from tei_pipeline.schemas.choice import Chosen, named
from tei_pipeline.schemas.find import finder_for
from tei_pipeline.schemas.order import Choices
from tei_pipeline.validators import Context, Engines, Validator

if TYPE_CHECKING:
    from tei_pipeline.saxon import Saxon
    from tei_pipeline.validators.schematron import RuleTime

_HALTING = frozenset({"TPW105", "TPW106"})
Spot = tuple[str, Path, int | None, int | None]
_NONE: Mapping[tuple[Path, int], str] = {}


class Orders(NamedTuple):
    """What a run was asked for, as far as one file is concerned.

    ``schemas`` stand in place of every other way of finding one. ``paths`` tells whether XPaths
    are wanted; ``cached`` whether findings of an earlier run may be used; ``profiled`` whether each
    Schematron rule is timed. ``form`` is what findings are put into where they are made.
    """

    schemas: tuple[Path, ...] = ()
    phase: str | None = None
    draft: bool = False
    paths: bool = True
    cached: bool = True
    profiled: bool = False
    form: Form | None = None


class Judged(NamedTuple):
    """What was found in one file.

    ``judges`` are the schemas that judged it; ``excerpts`` the source lines that findings point
    at; ``included`` the files that XInclude put into it; ``times`` what rules took. ``halted`` says
    that it has no tree, or is not what schemas can be found for, so that nothing else can be said
    of it. ``bug`` says in what way this program has failed on it. ``entries`` are the findings in
    the form that was asked for, which holds the excerpts.
    """

    path: Path
    diagnostics: tuple[Diagnostic, ...] = ()
    judges: tuple[Chosen, ...] = ()
    excerpts: Mapping[tuple[Path, int], str] = _NONE
    included: tuple[Path, ...] = ()
    halted: bool = False
    times: "tuple[RuleTime, ...]" = ()
    bug: str = ""
    entries: tuple[bytes, ...] = ()


class Judge:
    """Judges the files of one project, in one process."""

    def __init__(self, project: Project, orders: Orders, saxon: "Callable[[], Saxon]") -> None:
        """Find the schemas named by hand; raises ``SchemaError`` where one cannot be used."""
        self._orders = orders
        self._project = project
        finder = finder_for(project)
        self._choices = Choices(project, finder, named(orders.schemas), orders.phase)
        self._engines = Engines(
            saxon,
            finder.open,
            draft=orders.draft,
            limit=lambda: project.settings.validation.time_limit,
        )
        cached = orders.cached and not orders.profiled
        self._kept = KeptFindings(repr(orders._replace(form=None))) if cached else None
        self._broken: set[Validator] = set()

    def judge_file(self, path: Path) -> Judged:
        """Open a file, judge it and let it go."""
        try:
            document = open_inside(path, self._project)
        except LoadError as failure:
            return self.unloaded(path, failure)
        return self.judge(document)

    def keep(self) -> None:
        """Keep for later runs what the engines have found out about their schemas."""
        self._engines.keep()

    def judge(self, document: Document) -> Judged:
        """Return what the schemas of a document find in it.

        A fault of ours in one document hides nothing of the others: it is ``bug``.
        """
        try:
            return self._formed(self._judged(document))
        except LoadError as failure:
            return self.unloaded(document.path, failure)
        except PipelineError:
            raise
        except Exception as error:
            if os.environ.get("TEI_PIPELINE_TRACEBACK"):
                raise
            return Judged(document.path, halted=True, bug=f"{type(error).__name__}: {error}")

    def _judged(self, document: Document) -> Judged:
        chosen, unreached = self._choices.of(document.source, document.path)
        validators = self._engines.validators(chosen, any_vocabulary=bool(self._orders.schemas))
        key = self._kept.key(document, validators) if self._kept and not unreached else None
        findings = self._kept.get(key) if self._kept and key else None
        context = self._context(several=len(validators) > 1)
        if findings is None:
            found = [one.diagnostic() for one in unreached]
            found += self._found(document, validators, context)
            lines = excerpts(found, [document])
            findings = Findings(tuple(found), lines, document.included, document.sought)
            # Without a schema that cannot be used these are not all that is to be said.
            if self._kept and key and self._broken.isdisjoint(validators):
                self._kept.put(key, findings)
        made = self._made(document, chosen, findings)
        if self._orders.profiled and not made.halted:
            times = self._engines.times(document, chosen, context)
            made = made._replace(times=tuple(times))
        return made

    def _context(self, *, several: bool) -> Context:
        """Return what validators may know; findings of ``several`` are compared by path."""
        paths = self._orders.paths or several
        return Context(self._project.folder, {}, frozenset(), complete=False, paths=paths)

    def _made(self, document: Document, chosen: Sequence[Chosen], findings: Findings) -> Judged:
        halted = any(one.code in _HALTING for one in findings.diagnostics)
        return Judged(
            document.path,
            findings.diagnostics,
            () if halted else tuple(chosen),
            findings.excerpts,
            findings.included,
            halted,
        )

    def _found(
        self, document: Document, validators: Sequence[Validator], context: Context
    ) -> Iterator[Diagnostic]:
        """Yield what validators find, without what follows from what was found before."""
        refused: set[str] = set()
        said: set[Spot] = set()
        for validator in validators:
            found = [
                one
                for one in self._guarded(validator, document, context)
                if not _follows(one, refused) and spot(one) not in said
            ]
            yield from found
            if any(one.code in _HALTING for one in found):
                return  # what is not TEI breaks every other rule too
            refused |= {_element(one) for one in found if one.code.startswith("TPS1")}
            said.update(map(spot, found))

    def _guarded(
        self, validator: Validator, document: Document, context: Context
    ) -> Iterable[Diagnostic]:
        """Run a check; a schema that cannot be used is said once, and others go on."""
        if validator in self._broken:
            return
        try:
            for found in validator.check(document, context):
                if not (self._orders.draft and RULES[found.code].lack):
                    yield found
        except SchemaError as error:
            self._broken.add(validator)
            place = Location(error.path or Path(validator.name), error.line)
            yield Diagnostic("TPS901", error.message, place, suggestion=error.mend)

    def unloaded(self, path: Path, failure: LoadError) -> Judged:
        """Return what is to be said of a file that has no tree."""
        found = [failure.diagnostic]
        judged = Judged(path, tuple(found), excerpts=excerpts(found, []), halted=True)
        return self._formed(judged)

    def _formed(self, judged: Judged) -> Judged:
        if self._orders.form is None:
            return judged
        made = entries(self._orders.form, judged.diagnostics, judged.excerpts)
        return judged._replace(entries=made, excerpts=_NONE)


def entries(
    form: Form, diagnostics: Iterable[Diagnostic], lines: Mapping[tuple[Path, int], str]
) -> tuple[bytes, ...]:
    """Return findings in the form of a report."""
    places = ((one, one.location) for one in diagnostics)
    return tuple(form.entry(one, lines.get((p.file, p.line or 0))) for one, p in places)


def _follows(diagnostic: Diagnostic, refused: set[str]) -> bool:
    """Return whether an editorial rule judges an element that the schema refuses already."""
    return diagnostic.code.startswith("TPE") and _element(diagnostic) in refused


def _element(diagnostic: Diagnostic) -> str:
    return (diagnostic.location.path or "").partition("/@")[0]


def spot(diagnostic: Diagnostic) -> Spot:
    """Return what a finding is about: of two that are about the same, one is enough."""
    code, _, place = diagnostic[:3]
    return (code, place.file, place.line, place.column)
