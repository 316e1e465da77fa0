"""The model of a complex type: an automaton, or a group whose members come in any order."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from tei_pipeline.validators.xsd.content import (
    ContentModel,
    Fault,
    Missing,
    NotAllowed,
    names_of,
    takes,
)


class Content(Protocol):
    """A content model; names are Clark names."""

    def names(self) -> tuple[str, ...]:
        """Return every name in the model."""
        ...

    def faults(self, names: Sequence[str]) -> Iterator[Fault]:
        """Yield what is wrong with a sequence of children, one fault for one mistake."""
        ...

    def fits(self, names: Sequence[str], index: int, name: str) -> bool:
        """Return whether ``name`` in place of the child at ``index`` would be allowed there."""
        ...


def content_model(kind: Any) -> Content:
    """Return the model of a complex type as xmlschema reads it."""
    group = kind.content
    while len(group) == 1 and hasattr(group[0], "model") and group[0].max_occurs == 1:
        if group.min_occurs == 1 and group[0].min_occurs == 1:
            group = group[0].ref or group[0]
        else:
            break
    everywhere = getattr(getattr(kind, "open_content", None), "any_element", None)
    if group.model == "all" and group.max_occurs == 1:
        return AllModel(group, everywhere)
    return ContentModel(group, everywhere)


class AllModel:
    """A group in which every member comes in any order, each as often as it may."""

    def __init__(self, group: Any, everywhere: Any = None) -> None:
        self._members = sorted(_members(group), key=lambda member: member.name is None)
        self._everywhere = everywhere
        self._optional = group.min_occurs == 0

    def names(self) -> tuple[str, ...]:
        """Return every name in the model."""
        return names_of(self._members)

    def faults(self, names: Sequence[str]) -> Iterator[Fault]:
        """Yield what is wrong with a sequence of children, one fault for one mistake."""
        counts = [0] * len(self._members)
        for index, name in enumerate(names):
            place = self._place(name, counts)
            if place is not None:
                counts[place] += 1
            elif not takes(self._everywhere, name):
                yield NotAllowed(index, self._open(counts))
        if self._optional and not any(counts):
            return
        for member, count_ in zip(self._members, counts, strict=True):
            lacking = names_of([member])[:1]
            if count_ < member.min_occurs and lacking:
                others = names_of([member])
                yield Missing(len(names), lacking, others if len(others) > 1 else ())

    def fits(self, names: Sequence[str], index: int, name: str) -> bool:
        """Return whether ``name`` in place of the child at ``index`` would be allowed there."""
        tried = [*names[:index], name]
        return all(not isinstance(f, NotAllowed) or f.index != index for f in self.faults(tried))

    def _place(self, name: str, counts: Sequence[int]) -> int | None:
        return next((p for p in self._free(counts) if self._members[p].is_matching(name)), None)

    def _free(self, counts: Sequence[int]) -> Iterator[int]:
        for place, (member, count_) in enumerate(zip(self._members, counts, strict=True)):
            if member.max_occurs is None or count_ < member.max_occurs:
                yield place

    def _open(self, counts: Sequence[int]) -> tuple[str, ...]:
        return names_of([self._members[place] for place in self._free(counts)])


def _members(group: Any) -> list[Any]:
    """Return the members of a group in any order, those of groups inside it too (XSD 1.1)."""
    found: list[Any] = []
    waiting = list(group)
    while waiting:
        part = waiting.pop(0)
        if hasattr(part, "model"):
            waiting[:0] = list(part.ref or part)
        else:
            found.append(part)
    return found
