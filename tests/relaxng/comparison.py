"""Our faults beside jing's messages: verdicts, and the elements that each of the two reports.

``python -m tests.relaxng.comparison`` prints the table for all corpora and schemas.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tei_pipeline.cache import Cache
from tei_pipeline.opening import local_file
from tei_pipeline.relaxng.faults import Fault, Lacking, StrayText, WrongText
from tei_pipeline.relaxng.load import load_grammar
from tests.oracles import shared
from tests.relaxng import jing
from tests.relaxng.tags import Tag, Tags

CORPORA = {
    "letters": "corpora/letters/editions",
    "registers of letters": "corpora/letters/indices",
    "plays": "corpora/plays",
    "novels": "corpora/novels",
    "TEI's tests": "corpora/tei-tests",
    "critical editions": "corpora/critical",
    "manuscripts": "corpora/manuscripts/tei",
}
SCHEMAS = ("tei/oracle", "schemas/cmif", "corpora/manuscripts/schemata")
_DOCTYPE = re.compile(rb"<!DOCTYPE\s+[\w:.-]+\s+(?:SYSTEM|PUBLIC)[^\[>]*(?:\[[^\]]*\]\s*)?>")
_NAMED = re.compile(r'(?:element|character content of element|empty content for element) "([^"]+)"')
_ATTRIBUTE = re.compile(r'(?:attribute|value of attribute) "([^"]+)"')


@dataclass
class Comparison:
    """What was found in the same documents by jing and by us, ``elements`` by jing's messages."""

    documents: int = 0
    verdicts: int = 0
    elements: int = 0
    shared: int = 0
    jings: int = 0
    ours: int = 0
    causes: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Comparison") -> None:
        self.documents += other.documents
        self.verdicts += other.verdicts
        self.elements += other.elements
        self.shared += other.shared
        self.jings += other.jings
        self.ours += other.ours
        self.causes += other.causes

    @property
    def share(self) -> float:
        """Return the share of jing's elements that have one of our faults too."""
        return self.shared / self.elements if self.elements else 1.0


def schemas() -> list[Path]:
    return [path for folder in SCHEMAS for path in sorted(shared(folder).glob("*.rng"))]


def documents() -> dict[str, list[Path]]:
    return {name: sorted(shared(folder).rglob("*.xml")) for name, folder in CORPORA.items()}


def compared(schema: Path, files: Sequence[Path], cache: Cache) -> dict[Path, Comparison]:
    """Return the comparison for each document."""
    engine = load_grammar(schema, local_file, cache).engine
    messages = jing.judge(schema, files)
    found: dict[Path, Comparison] = {}
    for path in files:
        data = _DOCTYPE.sub(_blank, path.read_bytes(), count=1)
        faults = engine.judge_bytes(data)
        found[path] = _compared(data, faults, messages[path])
    return found


def _blank(found: re.Match[bytes]) -> bytes:
    return re.sub(rb"[^\n]", b" ", found[0])


def _compared(data: bytes, faults: Sequence[Fault], messages: Sequence[jing.Message]) -> Comparison:
    one = Comparison(documents=1, jings=len(messages), ours=len(faults))
    one.verdicts = int(bool(faults) == bool(messages))
    if messages:
        tags = Tags(data.decode("utf-8-sig"))
        theirs = _by_element(messages, tags)
        ours = {tag.number for tag in _ours(data, faults, tags)}
        one.elements, one.shared = len(theirs), len(theirs.keys() & ours)
        one.causes.update(theirs[number][0] for number in theirs.keys() - ours)
    return one


def _by_element(messages: Sequence[jing.Message], tags: Tags) -> dict[int, list[str]]:
    """Return jing's kinds of message by element, without those that only repeat another."""
    found: dict[int, list[str]] = defaultdict(list)
    before = ""
    for message in messages:
        tag = jing.element(message, tags)
        echo = message.text == before and is_echo(message, tags)
        if message.kind != "first-id":
            before = message.text
            if tag is not None and not echo:
                found[tag.number].append(message.kind)
    return found


def is_echo(message: jing.Message, tags: Tags) -> bool:
    """Tell whether a message is about nothing at its place.

    Inside an element that it does not know, jing says its last message again at each tag of an
    element that it does know.
    """
    offset = tags.offset_of_units(message.line, message.column)
    opened, closed = tags.by_start_end.get(offset), tags.by_end.get(offset)
    if message.kind in {"attribute", "value"}:
        named = _ATTRIBUTE.match(message.text)
        return opened is None or named is None or named[1] not in opened.attributes
    if message.kind == "text":
        tag = opened or closed
        if tag is None:
            return False
        end = tag.start if opened else tag.end
        return not tags.text[tags.text.rfind(">", 0, end) + 1 : end].strip()
    tag = closed if message.kind in {"incomplete", "content"} else opened
    named = _NAMED.match(message.text)
    return tag is None or (named is not None and jing.local(named[1]) != jing.local(tag.name))


def _ours(data: bytes, faults: Sequence[Fault], tags: Tags) -> Iterator[Tag]:
    """Yield the elements that faults are about."""
    places = _Places(data, tags)
    for fault in faults:
        tag = places.element(fault)
        assert tag is not None, fault
        yield tag


class _Places:
    """The elements of a document by offsets in bytes."""

    def __init__(self, data: bytes, tags: Tags) -> None:
        self._tags = tags
        self._data = data
        byte = 3 if data.startswith(b"\xef\xbb\xbf") else 0
        self._bom = byte
        places = sorted({at for tag in tags.all for at in (tag.start, tag.end, tag.end_end)})
        offsets: dict[int, int] = {}
        done = 0
        for place in places:
            byte += len(tags.text[done:place].encode())
            offsets[place], done = byte, place
        self._starts = {offsets[tag.start]: tag for tag in tags.all}
        self._ends = {offsets[tag.end]: tag for tag in tags.all if not tag.empty}
        self._behind = {offsets[tag.end_end]: tag for tag in tags.all if tag.empty}

    def element(self, fault: Fault) -> Tag | None:
        """Return the element that a fault is about."""
        where = fault.where
        if isinstance(fault, StrayText):
            following = self._starts.get(where)
            if following is not None:
                return self._tags.parent(following)
            place = len(self._data[self._bom : where].decode("utf-8", "ignore"))
            return self._ends.get(where) or self._tags.around(place)
        if isinstance(fault, WrongText) or (isinstance(fault, Lacking) and fault.before is None):
            tag = self._ends.get(where)
            if tag is None or jing.local(tag.name) != fault.element.rpartition("}")[2]:
                tag = self._behind.get(where) or self._starts.get(where)
            return tag
        return self._starts.get(where)


def rows(cache: Cache) -> Iterator[tuple[str, str, Comparison]]:
    """Yield schema, corpus and comparison, for everything."""
    corpora = documents()
    for schema in schemas():
        found = compared(schema, [path for paths in corpora.values() for path in paths], cache)
        for corpus, paths in corpora.items():
            total = Comparison()
            for path in paths:
                total.add(found[path])
            yield schema.stem, corpus, total


def main() -> None:
    """Print the comparison as a table."""
    write = sys.stdout.write
    write("| schema | corpus | documents | same verdict | jing's elements | ours too | share |")
    write(" jing's messages | our faults |\n|---|---|---:|---:|---:|---:|---:|---:|---:|\n")
    every = Comparison()
    for schema, corpus, one in rows(Cache()):
        every.add(one)
        write(_line(schema, corpus, one))
    write(_line("all", "all", every))
    for cause, count in every.causes.most_common():
        write(f"{count} of the others: {cause}\n")


def _line(schema: str, corpus: str, one: Comparison) -> str:
    figures = (one.documents, one.verdicts, one.elements, one.shared)
    cells = " | ".join(f"{figure:,}" for figure in figures)
    share = f"{one.share:.2%}"
    return f"| {schema} | {corpus} | {cells} | {share} | {one.jings:,} | {one.ours:,} |\n"


if __name__ == "__main__":
    main()
