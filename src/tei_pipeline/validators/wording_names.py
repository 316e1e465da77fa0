"""The names of a RELAX NG schema as a person reads them: short, in groups, with what they mean.

Names are ``uri}local`` or ``local``, as the engine has them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tei_pipeline.names import XML, XSI, local
from tei_pipeline.relaxng.attributes import simple_names
from tei_pipeline.relaxng.grammar import Words
from tei_pipeline.validators.expectations import listed

_PREFIXES = {XML: "xml", XSI: "xsi", "http://www.w3.org/1999/xlink": "xlink"}
_LISTED = 8
_IN_GROUP = 3
_GROUPS = 4
_SENTENCE = 110

_CLASSES = {
    "model.pLike": "paragraphs",
    "model.divLike": "divisions",
    "model.lLike": "verse",
    "model.nameLike": "names",
    "model.dateLike": "dates",
    "model.highlighted": "highlighting",
    "model.hiLike": "highlighting",
    "model.listLike": "lists",
    "model.quoteLike": "quotations",
    "model.noteLike": "notes",
    "model.ptrLike": "references",
    "model.pPart.edit": "editorial changes",
    "model.pPart.editorial": "editorial changes",
    "model.milestoneLike": "breaks",
    "model.graphicLike": "pictures",
    "model.stageLike": "stage directions",
    "model.biblLike": "bibliography",
    "model.divTop": "openings",
    "model.divBottom": "closings",
    "model.personLike": "persons and groups",
    "model.persNamePart": "parts of a name",
    "model.placeNamePart": "parts of a place's name",
    "model.personPart": "facts of a life",
    "model.respLike": "responsibility",
    "model.addressLike": "addresses",
    "model.measureLike": "measures",
    "model.segLike": "segments",
    "model.titlepagePart": "parts of a title page",
    "model.publicationStmtPart.detail": "details of publication",
    "model.profileDescPart": "parts of the profile",
    "model.encodingDescPart": "parts of the encoding description",
    "model.global.edit": "gaps and spans",
    "model.global.meta": "interpretation",
}
"""TEI's model classes as headings, those first that an editor is likeliest to look for."""

_COMMON = (
    "p", "ab", "lg", "l", "sp", "speaker", "stage", "div", "head", "list", "item", "table",
    "persName", "placeName", "orgName", "rs", "name", "date", "time", "hi", "emph", "foreign",
    "term", "title", "note", "ref", "ptr", "quote", "q", "cit", "said", "lb", "pb", "cb", "gap",
    "milestone", "choice", "sic", "corr", "abbr", "expan", "orig", "reg", "add", "del", "subst",
    "supplied", "unclear", "app", "lem", "rdg", "seg", "w", "figure", "graphic", "bibl", "person",
    "place", "org", "event", "idno", "author", "editor", "publisher", "dateline", "salute",
    "signed",
)  # fmt: skip
"""Names of TEI that are said before others of their group."""

Groups = Sequence[tuple[str, tuple[int, ...]]]


class Names:
    """The names of one schema; ``definitions`` are its elements (name class, content)."""

    def __init__(self, definitions: Sequence[Any], words: Words) -> None:
        self._definitions = definitions
        self._words = words
        self._numbers: dict[str, list[int]] = {}
        for number, (names, _) in enumerate(definitions):
            for name in simple_names(names):
                self._numbers.setdefault(name, []).append(number)
        self.known = frozenset(self._numbers)
        spaces = Counter(name.rpartition("}")[0] for name in self.known)
        self.namespace = spaces.most_common(1)[0][0] if spaces else ""
        self._times = Counter(map(local, self.known))
        self._groups = [(_heading(name), self._members(of)) for name, of in self._by_weight()]

    def shown(self, name: str) -> str:
        """Return a name as it is written, with its namespace where that is not clear."""
        space, _, plain = name.rpartition("}")
        if space == self.namespace or (name in self.known and self._times[plain] == 1):
            return plain
        return f"{plain} (in {f'the namespace {space}' if space else 'no namespace'})"

    def listed(self, names: Iterable[str], *, last: str = "or") -> str:
        """Return ``a, b or c``."""
        several = [self.shown(name) for name in names]
        if len(several) < 2:
            return "".join(several)
        return f"{', '.join(several[:-1])} {last} {several[-1]}"

    def meaning(self, name: str) -> str:
        """Return a name with the first sentence of what the schema says of it."""
        texts = {self._words.elements.get(number, "") for number in self._numbers.get(name, ())}
        return with_words(self.shown(name), texts.pop() if len(texts) == 1 else "")

    def grouped(self, names: Sequence[str]) -> str:
        """Return many names under the headings of their groups, few of them one by one."""
        ordered = sorted(dict.fromkeys(names), key=_rank)
        if len(ordered) == 1:
            return self.meaning(ordered[0])
        if len(ordered) <= _LISTED:
            return ", ".join(map(self.shown, ordered))
        parts: list[str] = []
        left = dict.fromkeys(ordered)
        for heading, members in self._groups:
            if len(parts) < _GROUPS and 2 <= len(members) < len(ordered) and left.keys() >= members:
                inside = [name for name in left if name in members]
                more = ", …" if len(inside) > _IN_GROUP else ""
                parts.append(f"{heading} ({', '.join(map(self.shown, inside[:_IN_GROUP]))}{more})")
                for name in inside:
                    del left[name]
        if not parts:
            return listed([self.shown(name) for name in ordered])
        rest = list(map(self.shown, left))
        return " · ".join([*parts, *(rest if len(rest) <= _IN_GROUP else [f"{len(rest)} more"])])

    def _members(self, definitions: Iterable[int]) -> frozenset[str]:
        return frozenset(n for d in definitions for n in simple_names(self._definitions[d][0]))

    def _by_weight(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield groups: TEI's in the order of the table, of another vocabulary the large first."""
        named = dict(self._words.groups)
        yield from ((name, named[name]) for name in _CLASSES if name in named)
        if not any(name in named for name in _CLASSES):
            yield from reversed(self._words.groups)


def with_words(name: str, documentation: str) -> str:
    """Return a name and what is said of it: TEI begins with the name in full, in brackets."""
    said = sentence(documentation)
    if not said:
        return name
    return f"{name} {said}" if said.startswith("(") else f"{name}: {said}"


def sentence(documentation: str) -> str:
    """Return the first sentence of a documentation, without TEI's references to its chapters."""
    text = re.sub(r"\s*\[[^\]]*\]\s*$", "", " ".join(documentation.split()))
    text = re.split(r"(?<=[\w)])[.;] (?=[A-Z])", text)[0].rstrip(".")
    if len(text) <= _SENTENCE:
        return text
    return f"{text[:_SENTENCE].rsplit(' ', 1)[0].rstrip(',;:')} …"


def written(attribute: str) -> str:
    """Return an attribute's name as it is written, with a prefix that everybody uses."""
    space, _, plain = attribute.rpartition("}")
    return f"{_PREFIXES[space]}:{plain}" if space in _PREFIXES else plain


def spelled(attribute: str) -> str:
    """Return an attribute's name with its namespace, where no prefix says which that is."""
    space, _, plain = attribute.rpartition("}")
    if not space or space in _PREFIXES:
        return written(attribute)
    return f"{plain} (in the namespace {space})"


def writable(attribute: str) -> bool:
    """Return whether an attribute's name can be written anywhere: no prefix is to be declared."""
    return attribute.rpartition("}")[0] in ("", XML)


def _heading(name: str) -> str:
    return _CLASSES.get(name) or name.rpartition(".")[2]


def _rank(name: str) -> int:
    plain = local(name)
    return _COMMON.index(plain) if plain in _COMMON else len(_COMMON)
