"""Seeded mutants of valid documents: one mistake each, whose cause is known.

A mutant is made by a change of the text, so that nothing else about the document changes. Some stay
valid (jing says which): those are no faults.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from xml.parsers import expat

from tests.relaxng.material import Source, Vocabulary
from tests.relaxng.tags import Tag, Tags

SEED = 12
EACH = 3
_ATTRIBUTE = re.compile(r"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_JUNK = ("two words", "!!", "30.X.62", "-1", "1962-02-30", "", "%zz", "http://a b", "maybe")
_UNKNOWN = ("xyzzy", "frobnicate", "Qux")


@dataclass(frozen=True)
class Mutant:
    """One mistake in a document.

    ``causes`` are the offsets of the start tags of the elements that a finding may rightly be
    about, ``places`` ranges of offsets that it may rightly point to. ``right`` is the name or value
    that was there before, where it can be known from what is left.
    """

    source: Source
    kind: str
    text: str
    causes: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    right: str | None = None

    @cached_property
    def tags(self) -> Tags:
        return Tags(self.text)


@dataclass(frozen=True)
class _Change:
    """A change of a text: edits (from, to, instead), and where the cause stands.

    ``at`` are start tags before the change, one that is moved with a minus; ``place`` is a range
    after it.
    """

    edits: tuple[tuple[int, int, str], ...]
    at: tuple[int, ...]
    place: tuple[int, int] | None = None
    right: str | None = None


class _Maker:
    """Makes changes of one document."""

    def __init__(self, source: Source, vocabulary: Vocabulary, chance: random.Random) -> None:
        self.tags = source.tags
        self.text = source.text
        self.vocabulary = vocabulary
        self.chance = chance

    def any(self, *, root: bool = False) -> Tag:
        return self.chance.choice(self.tags.all if root else self.tags.all[1:])

    def attributes(self) -> list[tuple[Tag, re.Match[str]]]:
        """Return the attributes that are written, declarations of namespaces aside."""
        found = []
        for tag in self.tags.all:
            end = tag.start + 1 + len(tag.name)
            while seen := _ATTRIBUTE.match(self.text, end, tag.start_end):
                end = seen.end()
                if not seen[1].startswith("xmlns"):
                    found.append((tag, seen))
        return found

    def typo(self, word: str, known: Sequence[str]) -> str:
        """Return a word as a hand slips: letters swapped, left out, doubled, in the other case."""
        for _ in range(20):
            at = self.chance.randrange(len(word))
            swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
            doubled = word[: at + 1] + word[at:]
            shorter = word[:at] + word[at + 1 :]
            made = self.chance.choice((swapped, doubled, shorter, word.lower(), word.capitalize()))
            if made != word and made not in known and re.match(r"[^\W\d]", made):
                return made
        return f"{word}x"


def _prefixed(like: str, name: str) -> str:
    return f"{like.rpartition(':')[0]}:{name}" if ":" in like else name


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _renamed(tag: Tag, name: str, right: str | None) -> _Change:
    first, last = tag.start + 1, tag.start + 1 + len(tag.name)
    edits = [(first, last, name)]
    if not tag.empty:
        edits.append((tag.end + 2, tag.end + 2 + len(tag.name), name))
    return _Change(tuple(edits), (tag.start,), right=right)


def rename_typo(maker: _Maker) -> _Change:
    tag = maker.any()
    name = maker.typo(_local(tag.name), maker.vocabulary.elements)
    return _renamed(tag, _prefixed(tag.name, name), _local(tag.name))


def rename_unknown(maker: _Maker) -> _Change:
    tag = maker.any(root=True)
    return _renamed(tag, _prefixed(tag.name, maker.chance.choice(_UNKNOWN)), None)


def rename_wrong(maker: _Maker) -> _Change:
    tag = maker.any()
    name = maker.chance.choice(maker.vocabulary.elements)
    return _renamed(tag, _prefixed(tag.name, name), None)


def delete(maker: _Maker) -> _Change:
    tag = maker.any()
    parent = maker.tags.parent(tag)
    assert parent is not None
    after = [n for n in parent.children if maker.tags.all[n].start > tag.start]
    following = [maker.tags.all[after[0]].start] if after else []
    gap = (following[0] if following else parent.end) - (tag.end_end - tag.start)
    causes = (parent.start, *following)
    return _Change(((tag.start, tag.end_end, ""),), causes, (gap, gap + 1), _local(tag.name))


def insert(maker: _Maker) -> _Change:
    tag = maker.any()
    name = _prefixed(tag.name, maker.chance.choice(maker.vocabulary.elements))
    at = tag.start if maker.chance.random() < 0.5 or tag.empty else tag.start_end
    return _Change(((at, at, f"<{name}/>"),), (at,))


def move(maker: _Maker) -> _Change:
    tag, target = maker.any(), maker.any()
    while tag.start <= target.start < tag.end_end:
        tag, target = maker.any(), maker.any()
    parent = maker.tags.parent(tag)
    assert parent is not None
    after = [maker.tags.all[n].start for n in parent.children if n > tag.number]
    whole = maker.text[tag.start : tag.end_end]
    edits = ((tag.start, tag.end_end, ""), (target.start, target.start, whole))
    gap = after[0] if after else parent.end
    gap -= 0 if target.start <= gap else len(whole)
    return _Change(edits, (-target.start, parent.start, *after[:1]), (gap, gap + 1))


def _attribute(maker: _Maker, wanted: Callable[[str, str], bool]) -> tuple[Tag, re.Match[str]]:
    found = [(t, a) for t, a in maker.attributes() if wanted(a[1], a[2][1:-1])]
    return maker.chance.choice(found)  # IndexError where there is none: no such mutant


def attribute_typo(maker: _Maker) -> _Change:
    tag, seen = _attribute(maker, lambda name, _: len(name) > 2 and ":" not in name)
    name = maker.typo(seen[1], maker.vocabulary.attributes)
    start, end = seen.span(1)
    shift = len(name) - len(seen[1])
    edit = ((start, end, name),)
    return _Change(edit, (tag.start,), (start, seen.end() + shift), seen[1])


def attribute_removed(maker: _Maker) -> _Change:
    tag, seen = _attribute(maker, lambda *_: True)
    return _Change(((seen.start(), seen.end(), ""),), (tag.start,), right=_local(seen[1]))


def _added(maker: _Maker, name: str, value: str) -> _Change:
    tag = maker.any(root=True)
    while name in tag.attributes:
        tag = maker.any(root=True)
    at = tag.start + 1 + len(tag.name)
    words = f' {name}="{value}"'
    return _Change(((at, at, words),), (tag.start,), (at + 1, at + len(words)))


def attribute_unknown(maker: _Maker) -> _Change:
    return _added(maker, maker.chance.choice(_UNKNOWN), "1")


def attribute_wrong(maker: _Maker) -> _Change:
    return _added(maker, maker.chance.choice(maker.vocabulary.attributes), "1")


def _valued(tag: Tag, seen: re.Match[str], value: str, right: str | None) -> _Change:
    start, end = seen.span(2)
    place = (seen.start(1), start + len(value) + 2)
    return _Change(((start, end, f'"{value}"'),), (tag.start,), place, right)


def value_typo(maker: _Maker) -> _Change:
    known = maker.vocabulary.values
    tag, seen = _attribute(maker, lambda _, value: len(value) > 2 and value in known)
    value = seen[2][1:-1]
    return _valued(tag, seen, maker.typo(value, sorted(known)), value)


def value_junk(maker: _Maker) -> _Change:
    tag, seen = _attribute(maker, lambda name, _: name != "xml:id")
    return _valued(tag, seen, maker.chance.choice(_JUNK), None)


def text(maker: _Maker) -> _Change:
    def bare(tag: Tag) -> bool:
        inside = maker.text[tag.start_end : tag.end]
        return not tag.empty and bool(tag.children) and inside.lstrip().startswith("<")

    tag = maker.chance.choice([tag for tag in maker.tags.all if bare(tag)])
    words = "stray words"
    child = maker.tags.all[maker.chance.choice(tag.children)]
    at = child.end_end if maker.chance.random() < 0.5 else child.start
    return _Change(((at, at, words),), (tag.start,), (at, at + len(words)))


def id_repeated(maker: _Maker) -> _Change:
    ids = [(t, a) for t, a in maker.attributes() if a[1] in ("xml:id", "id")]
    (_, first), (tag, second) = sorted(maker.chance.sample(ids, 2), key=lambda it: it[1].start())
    return _valued(tag, second, first[2][1:-1], None)


def id_dangling(maker: _Maker) -> _Change:
    tag, seen = _attribute(maker, lambda name, _: name in ("idref", "ref"))
    value = maker.typo(seen[2][1:-1], ())
    return _valued(tag, seen, value, seen[2][1:-1] if seen[1] == "idref" else None)


KINDS: dict[str, Callable[[_Maker], _Change]] = {
    "rename: typo": rename_typo,
    "rename: unknown name": rename_unknown,
    "rename: another name": rename_wrong,
    "delete": delete,
    "insert": insert,
    "move": move,
    "attribute: typo": attribute_typo,
    "attribute: removed": attribute_removed,
    "attribute: unknown": attribute_unknown,
    "attribute: another's": attribute_wrong,
    "value: typo": value_typo,
    "value: junk": value_junk,
    "text": text,
    "id: repeated": id_repeated,
    "id: dangling": id_dangling,
}


def mutants(source: Source, vocabulary: Vocabulary, each: int = EACH) -> Iterator[Mutant]:
    """Yield some mutants of every kind that a document can have; the same in every run."""
    chance = random.Random(f"{SEED} {source.name}")
    maker = _Maker(source, vocabulary, chance)
    made: set[str] = {source.text}
    for kind, change in KINDS.items():
        for _ in range(each):
            try:
                mutant = _applied(source, kind, change(maker))
            except (IndexError, ValueError, expat.ExpatError):
                continue  # the document has nothing of the kind, or is not well-formed any more
            if mutant.text not in made:
                made.add(mutant.text)
                yield mutant


def _applied(source: Source, kind: str, change: _Change) -> Mutant:
    edits = sorted(change.edits)

    def moved(offset: int, *, behind: bool = False) -> int:
        """Return where an offset comes to; ``behind`` what is put there, or before it."""
        shift = sum(
            len(new) - (end - start)
            for start, end, new in edits
            if end < offset or (end == offset and (behind or start < end))
        )
        return offset + shift

    text = source.text
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    inserted = {start for start, end, _ in edits if start == end}
    causes = tuple(
        moved(-at) if at < 0 else moved(at, behind=at in inserted and kind != "insert")
        for at in change.at
    )
    ends = {tag.start: tag.start_end for tag in Tags(text).all}
    places = [(at, ends[at]) for at in causes]
    places += [] if change.place is None else [change.place]
    return Mutant(source, kind, text, causes, tuple(places), change.right)
