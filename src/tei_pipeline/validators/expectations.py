"""What a schema allows, in words: names in groups, cut to what a reader takes in, nearest names.

Knows nothing of schemas; the validators hand it names.
"""

import difflib
from collections.abc import Iterable, Sequence

_SHOWN = 8
"""So many names are listed before the rest is counted."""
_SHOWN_IN_GROUP = 3
_SHOWN_GROUPS = 4
_LENGTH = 40
_ALIKE = 0.7
"""From this ratio of ``difflib`` on a name counts as meant."""


def nearest(wrong: str, names: Iterable[str]) -> str | None:
    """Return the name that was meant, if any is near: first one that differs in case only."""
    candidates = list(names)
    for name in candidates:
        if name.lower() == wrong.lower() and name != wrong:
            return name
    found = difflib.get_close_matches(wrong, candidates, n=1, cutoff=_ALIKE)
    return found[0] if found and found[0] != wrong else None


def listed(names: Sequence[str], joint: str = ", ") -> str:
    """Return names in a row, the first of them where there are many."""
    if len(names) <= _SHOWN + 1:
        return joint.join(names)
    return f"{joint.join(names[:_SHOWN])} · {len(names) - _SHOWN} more"


def alternatives(names: Sequence[str]) -> str:
    """Return ``a, b or c``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} or {names[-1]}"


def grouped(names: Sequence[str], groups: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return many names under the headings of their groups, few names one by one.

    ``groups`` are headings with their members. A group counts where all its members are among the
    names; names of no group come first if all groups can be shown.
    """
    if len(names) <= _SHOWN:
        return ", ".join(names)
    whole = [(heading, members) for heading, members in groups if set(members) <= set(names)]
    if not whole:
        return listed(names)
    inside = {member for _, members in whole for member in members}
    single = [name for name in names if name not in inside]
    few = 0 < len(single) <= _SHOWN and len(whole) <= _SHOWN_GROUPS
    parts, shown = ([", ".join(single)], set(single)) if few else ([], set())
    for heading, members in whole[:_SHOWN_GROUPS]:
        more = ", …" if len(members) > _SHOWN_IN_GROUP else ""
        parts.append(f"{heading} ({', '.join(members[:_SHOWN_IN_GROUP])}{more})")
        shown.update(members)
    rest = len(set(names) - shown)
    return " · ".join([*parts, f"{rest} more"] if rest else parts)


def cut(text: str) -> str:
    """Return a text on one line, its beginning where it is long."""
    # A text may have millions of words; what is shown stands at its beginning.
    words = " ".join(text.strip()[: _LENGTH * 10].split())
    return words if len(words) <= _LENGTH else f"{words[:_LENGTH].rsplit(' ', 1)[0]} …"
