"""The table of engines that judge one document at a time, by the kind of their schema."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tei_pipeline.cache import Cache
from tei_pipeline.document import Document
from tei_pipeline.opening import OpenSchema
from tei_pipeline.resources import resource
from tei_pipeline.schemas.choice import BUNDLED, COMMAND_LINE, PROJECT_FILE, Chosen
from tei_pipeline.validators.protocol import Context, Validator

if TYPE_CHECKING:
    from tei_pipeline.saxon import Saxon
    from tei_pipeline.saxon_apart import SaxonApart
    from tei_pipeline.validators.relaxng import RelaxngValidator
    from tei_pipeline.validators.schematron import RuleTime

_OF_ALL = frozenset({COMMAND_LINE, PROJECT_FILE, BUNDLED})
"""Who names schemas for whole documents; what a file names itself may be for a part of TEI."""


class Engines:
    """The validators of a process, each made when the first document asks for it.

    An engine's module is imported when a schema of its kind is met: lxml, xmlschema and Saxon take
    longer to import than RELAX NG takes to judge a document.
    """

    def __init__(
        self,
        saxon: "Callable[[], Saxon]",
        open_schema: OpenSchema,
        *,
        draft: bool,
        limit: Callable[[], float],
    ) -> None:
        """Take what validators are made with; ``saxon`` is called only where one needs it.

        ``limit`` gives the seconds that rules of others may take on a document.
        """
        self._limit = limit
        self._saxon = saxon
        self._open_schema = open_schema
        self._draft = draft
        self._cache = Cache()
        self._made: dict[Chosen, Validator] = {}
        self._sets: dict[object, Sequence[Chosen]] = {}
        self._growing: list[RelaxngValidator] = []

    def validators(self, chosen: Sequence[Chosen], *, any_vocabulary: bool) -> list[Validator]:
        """Return what judges a document, in order; with ``any_vocabulary`` any root may."""
        found: list[Validator] = []
        if not any_vocabulary:
            from tei_pipeline.validators.wellformed import WellformedValidator

            found.append(WellformedValidator(parts=any(one.by not in _OF_ALL for one in chosen)))
        for one in self._together(chosen):
            made = self._made.get(one)
            if made is None:
                made = self._made[one] = self._make(one)
            found.append(made)
        return found

    def keep(self) -> None:
        """Keep for later runs what engines have found out about their schemas."""
        for validator in self._growing:
            validator.keep()

    def _together(self, chosen: Sequence[Chosen]) -> Sequence[Chosen]:
        """Return schemas with those made one that judge as one set."""
        if sum(one.kind == "xsd" for one in chosen) < 2:
            return chosen
        key = tuple((one, one.by) for one in chosen)
        found = self._sets.get(key)
        if found is None:
            from tei_pipeline.validators.xsd.together import together

            found = self._sets[key] = together(chosen)
        return found

    def _make(self, chosen: Chosen) -> Validator:
        path, opened = chosen.path, self._open_schema
        if chosen.kind == "relaxng":
            from tei_pipeline.validators.relaxng import RelaxngValidator

            made = RelaxngValidator(path, opened, self._cache, draft=self._draft)
            self._growing.append(made)
            return made
        if chosen.kind == "xsd":
            from tei_pipeline.validators.xsd import XsdValidator

            others = tuple(beside for _, beside in chosen.beside)
            return XsdValidator(
                path, opened, self._cache, others=others, draft=self._draft, limit=self._limit
            )
        from tei_pipeline.validators.schematron import SchematronValidator

        ours = path == resource("schema", "edition.sch").resolve()
        processor = self._saxon() if ours else self._apart
        return SchematronValidator(
            processor, path, chosen.phase, opened, embedded=chosen.embedded, cache=self._cache
        )

    @cached_property
    def _apart(self) -> "SaxonApart":
        """The processor for rules of others, which may not end or break it."""
        from tei_pipeline.saxon_apart import SaxonApart

        return SaxonApart(self._limit())

    def times(
        self, document: Document, chosen: Sequence[Chosen], context: Context
    ) -> "Iterator[RuleTime]":
        """Yield what each Schematron rule takes on a document that was judged."""
        from tei_pipeline.validators.schematron import SchematronValidator

        for one in chosen:
            made = self._made.get(one)
            if isinstance(made, SchematronValidator):
                yield from made.profile(document, context)
