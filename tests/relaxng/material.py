"""The documents that are mutated: real ones, cut to a moderate size and valid for their schema.

A document is cut by leaving out all but the first few of the siblings of one name; what jing
objects to after that is left out too, until it is valid, so that a schema for few of TEI's elements
has real documents as well.
"""

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from lxml import etree

from tests.oracles import ROOT, shared
from tests.relaxng import jing
from tests.relaxng.tags import Tag, Tags

SIBLINGS = 3
CHARACTERS = 24_000
ROUNDS = 8
_RNG = "{http://relaxng.org/ns/structure/1.0}"
_ATTRIBUTE = re.compile(r'attribute "([^"]+)"')
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>\s*")

PAGES = "corpora/manuscripts/tei/ox/ox-ms_abinger_c56"
WELL_SUPPLIED = (
    ("tei/oracle/tei_all.rng", "corpora/plays/*.xml"),
    ("tei/oracle/tei_all.rng", "corpora/critical/*.xml"),
    ("tei/oracle/tei_all.rng", "corpora/letters/indices/*.xml"),
    ("tei/oracle/tei_all.rng", "corpora/tei-tests/*.xml"),
    ("tei/oracle/tei_all.rng", "corpora/letters/editions/L000*.xml"),
    ("corpora/manuscripts/schemata/shelley-godwin-page.rng", f"{PAGES}/*-00?8.xml"),
    ("schemas/cmif/cmi-customization.rng", "schemas/cmif/example*.xml"),
)  # fmt: skip
CUSTOMISED = ("tei_lite", "tei_simplePrint", "tei_drama", "tei_bare", "tei_minimal")
PIECES = (
    "corpora/plays/hamlet.xml",
    "corpora/novels/ENG18400_Trollope.xml",
    "corpora/tei-tests/tei_lite.xml",
    "corpora/critical/pta0039.pta001.pta-eng1.xml",
)
SHORT_PIECES = {
    "tei_bare": ("corpora/tei-tests/testbare.xml", "corpora/tei-tests/testbasic.xml"),
}
"""What is left of a document by a schema for little of TEI."""


@dataclass(frozen=True)
class Source:
    """A valid document and the schema that it is valid for."""

    name: str
    schema: Path
    text: str

    @cached_property
    def tags(self) -> Tags:
        return Tags(self.text)


@dataclass(frozen=True)
class Vocabulary:
    """The names and enumerated values that a schema writes out."""

    elements: tuple[str, ...]
    attributes: tuple[str, ...]
    values: frozenset[str]


def pairs() -> Iterator[tuple[Path, Path]]:
    """Yield schemas with the documents that may be made valid for them."""
    yield shared("tei/oracle/tei_all.rng"), ROOT / "tei/telegram.xml"
    for schema, pattern in WELL_SUPPLIED:
        folder, _, name = pattern.rpartition("/")
        for path in sorted(shared(folder).glob(name)):
            yield shared(schema), path
    for name in CUSTOMISED:
        for piece in (*PIECES, *SHORT_PIECES.get(name, ())):
            yield shared(f"tei/oracle/{name}.rng"), shared(piece)


def sources(wanted: Sequence[tuple[Path, Path]]) -> list[Source]:
    """Return the documents, cut until jing finds them valid; those that never are, are left out."""
    found: list[Source] = []
    for schema in dict.fromkeys(schema for schema, _ in wanted):
        texts = {path: cut(read(path)) for of, path in wanted if of == schema}
        for path, text in _fitted(schema, texts).items():
            if len(Tags(text).all) > 12:
                found.append(Source(f"{path.name} ({schema.stem})", schema, text))
    return found


def read(path: Path) -> str:
    """Return a document's text without its document type."""
    return _DOCTYPE.sub("", path.read_bytes().decode("utf-8-sig"), count=1)


def cut(text: str) -> str:
    """Return a document with few siblings of one name anywhere, and of a moderate size."""
    for most in range(SIBLINGS, 0, -1):
        text = _without(text, [(t.start, t.end_end) for t in _surplus(Tags(text), most)])
        if len(text) <= CHARACTERS:
            break
    return text


@cache
def vocabulary(schema: Path) -> Vocabulary:
    """Return what a schema of one file names."""
    root = etree.parse(schema).getroot()
    return Vocabulary(
        elements=_names(root, "element"),
        attributes=_names(root, "attribute"),
        values=frozenset((v.text or "").strip() for v in root.iter(f"{_RNG}value")),
    )


def _names(root: etree._Element, kind: str) -> tuple[str, ...]:
    parts = root.iter(f"{_RNG}{kind}")
    found = {part.get("name") or part.findtext(f"{_RNG}name") or "" for part in parts}
    return tuple(sorted(name for name in found if re.fullmatch(r"[\w.-]+", name)))


def _surplus(tags: Tags, most: int) -> Iterator[Tag]:
    for parent in tags.all:
        seen: Counter[str] = Counter()
        for tag in (tags.all[number] for number in parent.children):
            seen[tag.name] += 1
            if seen[tag.name] > most:
                yield tag


def _without(text: str, unwanted: Iterable[tuple[int, int]]) -> str:
    """Return a text without some of its ranges; white space before them goes with them."""
    kept: list[str] = []
    done = 0
    for start, end in sorted(unwanted):
        if start >= done:
            kept.append(text[done:start].rstrip())
            done = end
    return "".join([*kept, text[done:]])


def _fitted(schema: Path, texts: dict[Path, str]) -> dict[Path, str]:
    """Return the texts that are valid once what jing objects to is left out."""
    valid: dict[Path, str] = {}
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            files = {Path(folder) / f"{n}.xml": path for n, path in enumerate(texts)}
            for file, path in files.items():
                file.write_text(texts[path], encoding="utf-8", newline="")
            judged = jing.judge(schema, list(files))
        found = {files[file]: messages for file, messages in judged.items()}
        valid |= {path: texts[path] for path, messages in found.items() if not messages}
        texts = {path: _mended(texts[path], m) for path, m in found.items() if m}
        texts = {path: text for path, text in texts.items() if text}
        if not texts:
            break
    return valid


def _mended(text: str, messages: Sequence[jing.Message]) -> str:
    """Return a text without what jing objects to; empty where that would be all of it."""
    tags = Tags(text)
    unwanted: list[tuple[int, int]] = []
    for message in messages:
        tag = jing.element(message, tags)
        named = _ATTRIBUTE.search(message.text)
        if tag is not None and message.kind in {"attribute", "value"} and named:
            pattern = rf"""\s+{re.escape(named[1])}\s*=\s*(?:"[^"]*"|'[^']*')"""
            spot = re.search(pattern, text[tag.start : tag.start_end])
            unwanted += [(tag.start + spot.start(), tag.start + spot.end())] if spot else []
        elif tag is None or tag.parent is None:
            return ""
        else:
            unwanted.append((tag.start, tag.end_end))
    return _without(text, unwanted)
