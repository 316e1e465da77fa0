"""Names and values that were meant by a wrong one: first by case, then by one slip of the hand."""

import difflib
from collections.abc import Iterable, Iterator

_ALIKE = 0.7
_MOST = 3


def near(wrong: str, names: Iterable[str]) -> list[str]:
    """Return the names that are written like a wrong one, the likeliest first."""
    others = [name for name in dict.fromkeys(names) if name != wrong]
    lower = wrong.lower()
    found = [name for name in others if name.lower() == lower]
    found += [name for name in others if _one_slip(wrong, name)]
    found += difflib.get_close_matches(wrong, others, n=_MOST, cutoff=_ALIKE)
    return list(dict.fromkeys(found))


def _one_slip(wrong: str, right: str) -> bool:
    """Return whether letters were swapped, or one was left out, put in or mistaken."""
    if len(right) == 1 and wrong == 2 * right:
        return True
    if min(len(wrong), len(right)) < 2 or abs(len(wrong) - len(right)) > 1:
        return False
    start = next(_differing(wrong, right), min(len(wrong), len(right)))
    after = len(wrong) - len(right)
    if after > 0:
        return wrong[start + 1 :] == right[start:]
    if after < 0:
        return wrong[start:] == right[start + 1 :]
    swapped = wrong[start : start + 2] == right[start : start + 2][::-1]
    if swapped and wrong[start + 2 :] == right[start + 2 :]:
        return True
    return len(wrong) > 2 and wrong[start + 1 :] == right[start + 1 :]


def _differing(wrong: str, right: str) -> Iterator[int]:
    pairs = enumerate(zip(wrong, right, strict=False))
    return (place for place, (one, other) in pairs if one != other)
