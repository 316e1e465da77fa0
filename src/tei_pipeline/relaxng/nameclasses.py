"""Name classes: whether a name belongs to one, whether two have a name in common.

A name class is a tuple: ``("name", uri, local)``, ``("any", except)``, ``("ns", uri, except)`` or
``("choice", class, class, …)``.
"""

import itertools
from collections.abc import Iterator, Sequence

from tei_pipeline.relaxng.patterns import NameClass

# No name can hold a line feed: these stand for all the names that no class gives by name.
OTHER_URI = "\n"
OTHER_LOCAL = "\n"

Name = tuple[str, str]


def choice_of(classes: list[NameClass]) -> NameClass:
    """Return the choice of name classes, without choices in choices."""
    flat: dict[NameClass, None] = {}
    for one in classes:
        flat.update(dict.fromkeys(one[1:] if one[0] == "choice" else (one,)))  # type: ignore[arg-type]
    return next(iter(flat)) if len(flat) == 1 else ("choice", *flat)


class Names:
    """A name class that answers quickly, however many names it gives."""

    __slots__ = ("but", "names", "spaces")

    def __init__(self, names: NameClass) -> None:
        self.names: set[Name] = set()
        self.spaces: dict[str, list[Names | None]] = {}  # what each nsName excepts, by its uri
        self.but: list[Names | None] = []  # what each anyName excepts
        for one in names[1:] if names[0] == "choice" else (names,):
            self._add(one)  # type: ignore[arg-type]

    def _add(self, one: NameClass) -> None:
        if one[0] == "name":
            self.names.add(one[1:])  # type: ignore[arg-type]
            return
        but = None if one[-1] is None else Names(one[-1])  # type: ignore[arg-type]
        if one[0] == "any":
            self.but.append(but)
        else:
            self.spaces.setdefault(one[1], []).append(but)  # type: ignore[arg-type]

    @property
    def infinite(self) -> bool:
        """Tell whether the class has more names than it gives."""
        return bool(self.but or self.spaces)

    def __contains__(self, name: Name) -> bool:
        if name in self.names:
            return True
        open_ones = (*self.spaces.get(name[0], ()), *self.but)
        return any(but is None or name not in but for but in open_ones)

    def samples(self) -> Iterator[Name]:
        """Yield one other name for each class that is open, and the names that are given."""
        for uri in self.spaces:
            yield uri, OTHER_LOCAL
        if self.but:
            yield OTHER_URI, OTHER_LOCAL
        yield from self.names
        for but in (*self.but, *(one for several in self.spaces.values() for one in several)):
            yield from but.samples() if but is not None else ()


def overlap(first: Names, second: Names) -> Name | None:
    """Return a name that belongs to both classes, or None.

    Only the names that one of them gives, one other name of each namespace that one of them gives
    and one name of no such namespace have to be tried.
    """
    if not first.infinite and not second.infinite:
        return min(first.names & second.names, default=None)
    both = itertools.chain(first.samples(), second.samples())
    return next((name for name in both if name in first and name in second), None)


def conflicts(classes: Sequence[Names]) -> list[int]:
    """Return for each class, itself included, those that it overlaps: bits by their index.

    Classes that only give names are never compared one with another.
    """
    by_name: dict[Name, int] = {}
    for number, one in enumerate(classes):
        for name in one.names:
            by_name[name] = by_name.get(name, 0) | 1 << number
    found = [1 << number for number in range(len(classes))]
    for number, one in enumerate(classes):
        for name in one.names:
            found[number] |= by_name[name]
    for number, one in enumerate(classes):
        if one.infinite:
            for other, second in enumerate(classes):
                if second.infinite and other >= number:
                    continue
                if overlap(one, second) is not None:
                    found[number] |= 1 << other
                    found[other] |= 1 << number
    return found


def described(name: Name) -> str:
    """Return a name from ``overlap`` in words."""
    uri, local = name
    if uri == OTHER_URI:
        return "any name"
    if local == OTHER_LOCAL:
        return f"any name in the namespace “{uri}”"
    return f"“{local}”" + (f" in the namespace “{uri}”" if uri else "")
