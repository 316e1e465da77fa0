"""The prefixes that a header declares (``prefixDef``), and whether their patterns may be run.

A pattern comes from the document, and an unlucky or unkind one takes longer than anybody waits:
what is not bounded beforehand is refused, and said where it is declared.
"""

import re
import warnings
from collections.abc import Iterator

from lxml import etree

from tei_pipeline.names import TEI

LONGEST = 100
"""How many characters of a pointer, after its prefix, are matched at most."""

_CHOICES = 4  # measured: the worst pattern with four takes a tenth of a second at this length
_LITERAL = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)


class Prefixes:
    """The declarations of one document, by prefix."""

    def __init__(self, root: etree._Element) -> None:
        self._definitions: dict[str, list[etree._Element]] = {}
        self._unusable: dict[etree._Element, str] = {}
        for definition in root.iter(f"{{{TEI}}}prefixDef"):
            self._definitions.setdefault(definition.get("ident", ""), []).append(definition)
            why = unusable(definition.get("matchPattern", ""))
            if why is not None:
                self._unusable[definition] = why

    def __contains__(self, prefix: str) -> bool:
        return prefix in self._definitions

    def __iter__(self) -> Iterator[str]:
        return iter(self._definitions)

    def patterns(self, prefix: str) -> str:
        """Return the patterns of a prefix, for people to read."""
        return ", ".join(d.get("matchPattern", "") for d in self._definitions[prefix])

    def unusable(self) -> Iterator[tuple[etree._Element, str]]:
        """Yield the declarations whose pattern is not run, with what is wrong with it."""
        yield from self._unusable.items()

    def usable(self, prefix: str) -> bool:
        """Return whether every pattern of a prefix can be run."""
        return not any(d in self._unusable for d in self._definitions[prefix])

    def expand(self, prefix: str, rest: str) -> str | None:
        """Return the address that a pointer stands for; None where no pattern matches.

        ``rest`` is what follows the prefix, ``LONGEST`` characters at most.
        """
        for definition in self._definitions[prefix]:
            if definition in self._unusable:
                continue
            found = re.fullmatch(definition.get("matchPattern", ""), rest)
            if found:
                return _filled(definition.get("replacementPattern", ""), found)
        return None


def unusable(pattern: str) -> str | None:
    """Return why a pattern is not run, as a predicate; None where it may be."""
    bare = _LITERAL.sub("x", pattern)
    if re.search(r"\)[*+{]", bare):
        return "repeats a group, which can take longer than anybody waits"
    if re.search(r"\(\?(?!:)", bare):
        return "has a group that begins with (?, which patterns of TEI have not"
    if len(re.findall(r"[*+{?|]", re.sub(r"\(\?:", "(", bare))) > _CHOICES:
        return "has too many choices, which can take longer than anybody waits"
    try:
        with warnings.catch_warnings(action="ignore"):
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        escape = str(error).startswith("bad escape")
        what = "uses an escape that is not read here" if escape else "is malformed"
        return f"{what}: {error}"
    return None


def _filled(replacement: str, found: re.Match[str]) -> str:
    """Return a ``replacementPattern`` with what was matched in place of ``$1`` and its like."""
    groups = (found[0], *found.groups(default=""))

    def group(reference: re.Match[str]) -> str:
        number = int(reference[1])
        return groups[number] if number < len(groups) else ""

    return re.sub(r"\$(\d)", group, replacement)
