"""Name classes: whether a name belongs to one, whether two have a name in common.

A name class is a tuple: ``("name", uri, local)``, ``("any", except)``, ``("ns", uri, except)`` or
``("choice", class, class, …)``.
"""

from collections.abc import Iterator

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


def simple_names(names: NameClass) -> list[Name] | None:
    """Return the names of a class, or None where it is open (``anyName``, ``nsName``)."""
    if names[0] == "name":
        return [names[1:]]  # type: ignore[list-item]
    if names[0] != "choice":
        return None
    found: list[Name] = []
    for one in names[1:]:
        if one[0] != "name":  # type: ignore[index]
            return None
        found.append(one[1:])  # type: ignore[index]
    return found


def contains(names: NameClass, name: Name) -> bool:
    """Tell whether a name belongs to a class."""
    kind = names[0]
    if kind == "name":
        return names[1:] == name
    if kind == "choice":
        return any(contains(one, name) for one in names[1:])  # type: ignore[arg-type]
    if kind == "ns" and names[1] != name[0]:
        return False
    but = names[-1]
    return but is None or not contains(but, name)  # type: ignore[arg-type]


def overlap(first: NameClass, second: NameClass) -> Name | None:
    """Return a name that belongs to both classes, or None.

    Only the names that one of them gives, one other name of each namespace that one of them gives
    and one name of no such namespace have to be tried.
    """
    for name in (*_samples(first), *_samples(second)):
        if contains(first, name) and contains(second, name):
            return name
    return None


def described(name: Name) -> str:
    """Return a name from ``overlap`` in words."""
    uri, local = name
    if uri == OTHER_URI:
        return "any name"
    if local == OTHER_LOCAL:
        return f"any name in the namespace “{uri}”"
    return f"“{local}”" + (f" in the namespace “{uri}”" if uri else "")


def _samples(names: NameClass) -> Iterator[Name]:
    kind = names[0]
    if kind == "name":
        yield names[1:]  # type: ignore[misc]
    elif kind == "choice":
        for one in names[1:]:
            yield from _samples(one)  # type: ignore[arg-type]
    else:
        yield (OTHER_URI if kind == "any" else names[1], OTHER_LOCAL)  # type: ignore[misc]
        if names[-1] is not None:
            yield from _samples(names[-1])  # type: ignore[arg-type]
