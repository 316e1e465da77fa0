"""Names and values that were meant by a wrong one: first by case, then by one slip of the hand."""

import difflib
from collections.abc import Iterable, Iterator, Sequence

from tei_pipeline.names import XML, local

_ALIKE = 0.7
_MOST = 3
_COMPARED = 200
_LONGEST = 64
"""Longer words, or among more names, only slips of one letter are seen."""

_HABITS = {
    "id": f"{XML}}}id",
    "lang": f"{XML}}}lang",
    "space": f"{XML}}}space",
    "base": f"{XML}}}base",
    "href": "target",
    "src": "url",
    "url": "target",
    "target": "ref",
    "ref": "target",
    "key": "ref",
    "class": "type",
    "type": "unit",
    "style": "rend",
    "date": "when",
    "value": "when",
    "num": "n",
    "responsibility": "resp",
    "facsimile": "facs",
    "from": "notBefore",
    "to": "notAfter",
}
"""Attributes that people write in TEI for others, from HTML or from other elements."""


def near(wrong: str, names: Iterable[str]) -> list[str]:
    """Return the names that are written like a wrong one, the likeliest first."""
    others = [name for name in dict.fromkeys(names) if name != wrong]
    lower = wrong.lower()
    found = [name for name in others if name.lower() == lower]
    slips = {name: _slip(wrong, name) for name in others}
    found += sorted((name for name in others if slips[name]), key=lambda name: slips[name])
    if len(others) <= _COMPARED and len(wrong) <= _LONGEST:
        found += difflib.get_close_matches(wrong, others, n=_MOST, cutoff=_ALIKE)
    return list(dict.fromkeys(found))


def _slip(wrong: str, right: str) -> int:
    """Return 1 where letters were swapped, 2 where one lacks or is too many, 3 where one differs.

    0 stands for anything else.
    """
    if len(right) == 1 and wrong == 2 * right:
        return 2
    if min(len(wrong), len(right)) < 2 or abs(len(wrong) - len(right)) > 1:
        return 0
    start = next(_differing(wrong, right), min(len(wrong), len(right)))
    if len(wrong) > len(right):
        return 2 if wrong[start + 1 :] == right[start:] else 0
    if len(wrong) < len(right):
        return 2 if wrong[start:] == right[start + 1 :] else 0
    swapped = wrong[start : start + 2] == right[start : start + 2][::-1]
    if swapped and wrong[start + 2 :] == right[start + 2 :]:
        return 1
    return 3 if len(wrong) > 2 and wrong[start + 1 :] == right[start + 1 :] else 0


def _differing(wrong: str, right: str) -> Iterator[int]:
    pairs = enumerate(zip(wrong, right, strict=False))
    return (place for place, (one, other) in pairs if one != other)


def attributes_meant(wrong: str, allowed: Sequence[str]) -> Iterator[str]:
    """Yield the allowed attributes that a wrong one may have been meant for."""
    plain = local(wrong)
    for name in allowed:
        if local(name) == plain and name != wrong:
            yield name
    for one in near(plain, map(local, allowed)):
        yield from (name for name in allowed if local(name) == one)
    if _HABITS.get(plain) in allowed:
        yield _HABITS[plain]
