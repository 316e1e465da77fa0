"""Faults of a document as findings: words, place and mend together.

Some faults are not told, because the mend of another mends them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Any

from tei_pipeline.diagnostics import Diagnostic, Location
from tei_pipeline.document import Document
from tei_pipeline.document.stream import Spot, locate
from tei_pipeline.relaxng.faults import (
    AttributeFault,
    Fault,
    Lacking,
    LackingAttribute,
    Misplaced,
    RepeatedId,
    StrayText,
    TextFault,
    UnknownId,
    WrongAttribute,
    WrongText,
)
from tei_pipeline.relaxng.load import LoadedGrammar
from tei_pipeline.validators.wording import Wording
from tei_pipeline.validators.wording_fixes import fix
from tei_pipeline.validators.wording_ids import repeated_id, unknown_id
from tei_pipeline.validators.wording_said import Said
from tei_pipeline.validators.wording_spaces import mended_by_namespace


class Findings:
    """Makes findings by one schema, whose name is ``schema``."""

    def __init__(self, grammar: LoadedGrammar, schema: str) -> None:
        self._engine = grammar.engine
        self._wording = Wording(grammar, schema)

    def in_stream(
        self, document: Document, data: bytes, faults: Sequence[Fault], *, paths: bool
    ) -> Iterator[Diagnostic]:
        """Yield the findings on a document that was judged as a stream."""
        places = locate(document.path, data, [_spot(fault) for fault in faults], paths=paths)
        repeated = [fault for fault in faults if isinstance(fault, RepeatedId)]
        firsts = locate(document.path, data, [Spot(one.first, one.attribute) for one in repeated])
        lines = {one.first: first.line for one, first in zip(repeated, firsts, strict=True)}
        return self._findings(document, faults, places, lines)

    def in_tree(self, document: Document, faults: Sequence[Fault]) -> Iterator[Diagnostic]:
        """Yield the findings on a document that was judged as a tree."""
        places = [_place(document, fault) for fault in faults]
        repeated = [fault for fault in faults if isinstance(fault, RepeatedId)]
        lines = {
            one.first: document.location(one.first[0], _clark(one.attribute)).line
            for one in repeated
        }
        return self._findings(document, faults, places, lines)

    def _findings(
        self,
        document: Document,
        faults: Sequence[Fault],
        places: Sequence[Location],
        first_lines: Mapping[Any, int | None],
    ) -> Iterator[Diagnostic]:
        values = _Values(document)
        told = [self._said(fault, values) for fault in faults]
        self._try_namespace(document, faults, told)
        stray = _places_of(faults, places, Misplaced)
        incomplete = _places_of(faults, places, Lacking, LackingAttribute) & stray
        renamed = {
            (fault.where, said.attribute)
            for fault, said in zip(faults, told, strict=True)
            if isinstance(fault, WrongAttribute) and said is not None
        }
        for fault, said, place in zip(faults, told, places, strict=True):
            if said is None:
                yield _on_ids(fault, place, first_lines)
            elif (
                isinstance(fault, Lacking | LackingAttribute)
                and place in incomplete
                and not _has_end(fault)
            ):
                continue  # what may not stand here at all need not be made complete
            elif isinstance(fault, LackingAttribute) and _supplied(fault, renamed):
                continue  # the mend of another finding is the mend of this one
            elif place in incomplete and isinstance(fault, Misplaced) and fault.meant is None:
                # What it lacks is said once it stands where it may: a new finding.
                yield _diagnostic(said._replace(suggestion=None), fault, place, document)
            else:
                yield _diagnostic(said, fault, place, document)

    def _said(self, fault: Fault, values: "_Values") -> Said | None:
        """Return what is said of a fault, None of one of ids."""
        if isinstance(fault, RepeatedId | UnknownId):
            return None
        said = self._wording.said(fault)
        if isinstance(fault, WrongAttribute) and said.suggestion is None:
            meant = self._wording.attributes.identifying(fault, said)
            return meant if meant is not said and values.once(fault.value) else said
        return said

    def _try_namespace(
        self, document: Document, faults: Sequence[Fault], told: list[Said | None]
    ) -> None:
        """Try another namespace for the first element that can have one."""
        data, wording = document.stream, self._wording
        for number, (fault, said) in enumerate(zip(faults, told, strict=True)):
            if data is None or said is None or not isinstance(fault, Misplaced) or fault.known:
                continue
            space = wording.other_namespace(fault)
            if space and said.suggestion is None:
                judge = self._engine.judge_bytes
                if mended_by_namespace(judge, data, fault.where, space, faults):
                    told[number] = wording.in_namespace(fault, space)
                return


class _Values:
    """The values of a document's attributes that may be ids, with how often each stands there."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _times(self) -> Counter[bytes]:
        return Counter(re.findall(rb"""["']([\w.-]+)["']""", self._document.source))

    def once(self, value: str) -> bool:
        """Return whether a value is surely that of one attribute alone."""
        return value.isascii() and self._times[value.encode()] == 1


def _on_ids(fault: Fault, place: Location, first_lines: Mapping[Any, int | None]) -> Diagnostic:
    if isinstance(fault, RepeatedId):
        return repeated_id(fault, place, first_lines[fault.first])
    assert isinstance(fault, UnknownId)
    return unknown_id(fault, place)


def _diagnostic(said: Said, fault: Fault, place: Location, document: Document) -> Diagnostic:
    return Diagnostic(
        said.code,
        said.message,
        place,
        expected=said.expected,
        suggestion=said.suggestion,
        fix=fix(said, fault, place, document),
    )


def _supplied(fault: LackingAttribute, renamed: Set[tuple[Any, str | None]]) -> bool:
    """Return whether another attribute of the element is to be what it lacks."""
    return bool(fault.needed) and all(
        any((fault.where, name) in renamed for name in one) for one in fault.needed
    )


def _places_of(
    faults: Sequence[Fault], places: Sequence[Location], *kinds: type[Fault]
) -> set[Location]:
    pairs = zip(faults, places, strict=True)
    return {place for fault, place in pairs if isinstance(fault, kinds) and not _has_end(fault)}


def _has_end(fault: Fault) -> bool:
    """Return whether a fault at an end tag of a tree has the place of a start tag instead."""
    if isinstance(fault.where, int) or not fault.where[1]:
        return False
    element = fault.where[0]
    return len(element) > 0 or bool(element.text)


def _spot(fault: Fault) -> Spot:
    """Return what is to be shown of a fault in a stream."""
    if isinstance(fault, AttributeFault):
        return Spot(fault.where, fault.attribute)
    if isinstance(fault, StrayText) or (isinstance(fault, WrongText) and fault.text.strip()):
        return Spot(fault.where, text=True)
    ends = isinstance(fault, WrongText) or (isinstance(fault, Lacking) and fault.before is None)
    return Spot(fault.where, ended=fault.element) if ends else Spot(fault.where)


def _place(document: Document, fault: Fault) -> Location:
    """Return where a fault stands in a tree."""
    element = fault.where[0]
    if isinstance(fault, AttributeFault):
        return document.location(element, _clark(fault.attribute))
    place = document.location(element)
    if not isinstance(fault, TextFault) or not fault.text.strip():
        return place
    words = fault.text.strip().partition("\n")[0].strip()
    if element.text == fault.text or isinstance(fault, WrongText):
        return document.words_after(place, words)
    # The text follows the element: it is the parent's, and is looked for behind all in between.
    last, around = element, element.getparent()
    while inner := [child for child in last if isinstance(child.tag, str)]:
        last = inner[-1]
    found = document.words_after(document.location(last), words)
    return found._replace(path=None if around is None else document.location(around).path)


def _clark(name: str) -> str:
    return f"{{{name}" if "}" in name else name
