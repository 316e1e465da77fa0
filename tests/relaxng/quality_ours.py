"""Our findings on mutants, and whether the mends that they offer are true.

A mend is applied to the text as a person would apply it, and the whole document is judged again:
the finding must be gone, and no other may have come.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tei_pipeline.cache import Cache
from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document
from tei_pipeline.opening import local_file
from tei_pipeline.validators.protocol import Context
from tei_pipeline.validators.relaxng import RelaxngValidator
from tei_pipeline.validators.xsd import XsdValidator
from tests.relaxng.mutants import Mutant
from tests.relaxng.quality import Finding, start_of
from tests.relaxng.tags import Tag, Tags

TRIED = "(tried: this finding goes, none comes)"
SAMPLES = (
    "…",
    "",
    "1",
    "x",
    "a",
    "1962-10-30",
    "en",
    "#x",
    "true",
    "https://example.org/",
    "unique-x",
)
_WORD = r"[\w.:-]+"


@dataclass(frozen=True)
class Told:
    """A finding of ours with the document it is on."""

    diagnostic: Diagnostic
    tags: Tags

    @property
    def offset(self) -> int:
        place = self.diagnostic.location
        return self.tags.offset(place.line or 1, place.column or 1)

    @property
    def tag(self) -> Tag | None:
        return self.tags.around(self.offset)


def measured(diagnostics: Iterable[Diagnostic], tags: Tags) -> tuple[Finding, ...]:
    """Return findings as they are measured: what they propose is what they suggest."""
    return tuple(
        Finding(one.location.line or 0, start_of(Told(one, tags).tag), one.suggestion or "")
        for one in diagnostics
    )


def by_our_xsd(mutants: Sequence[Mutant], cache: Path) -> list[tuple[Finding, ...]]:
    """Return our findings on mutants of documents that one XSD is for."""
    validator = XsdValidator(mutants[0].source.schema, cache=Cache(cache))
    context = Context(Path(), {}, frozenset(), complete=False)
    return [
        measured(validator.check(_document(mutant.text), context), mutant.tags)
        for mutant in mutants
    ]


def _document(text: str) -> Document:
    return Document(Path("mutant.xml"), text.encode())


class Ours:
    """Our validators, one for each schema."""

    def __init__(self, cache: Path) -> None:
        self._cache = Cache(cache)
        self._validators: dict[Path, RelaxngValidator] = {}

    def diagnostics(self, schema: Path, text: str) -> list[Diagnostic]:
        if schema not in self._validators:
            self._validators[schema] = RelaxngValidator(schema, local_file, self._cache)
        context = Context(Path(), {}, frozenset(), complete=False, paths=False)
        return list(self._validators[schema].check(_document(text), context))

    def findings(self, mutants: Sequence[Mutant]) -> list[tuple[Finding, ...]]:
        return [
            measured(self.diagnostics(mutant.source.schema, mutant.text), mutant.tags)
            for mutant in mutants
        ]

    def mends(self, schema: Path, text: str) -> Iterator[tuple[Diagnostic, bool]]:
        """Yield the findings that offer a mend, with whether it is true."""
        before = self.diagnostics(schema, text)
        tags = Tags(text)
        for diagnostic in before:
            if diagnostic.suggestion and TRIED in diagnostic.suggestion:
                told = Told(diagnostic, tags)
                yield diagnostic, self._true(schema, told, before)

    def _true(self, schema: Path, told: Told, before: Sequence[Diagnostic]) -> bool:
        left = Counter(d.code for d in before)
        left[told.diagnostic.code] -= 1
        for group in applied(told):
            after = [self.diagnostics(schema, text) for text in group]
            good = [not Counter(d.code for d in found) - left for found in after]
            if not any(good):
                return False
        return True


def applied(told: Told) -> Iterator[list[str]]:
    """Yield texts with a mend applied: of each group one must be good.

    An empty group is a mend that nobody knows how to apply.
    """
    suggestion = (told.diagnostic.suggestion or "").removesuffix(TRIED).strip()
    for pattern, apply in _MENDS:
        found = re.fullmatch(pattern, suggestion)
        if found:
            yield from apply(told, found)
            return
    yield []


def _renamed(told: Told, found: re.Match[str]) -> Iterator[list[str]]:
    name, text, tag = found[1], told.tags.text, told.tag
    if told.diagnostic.code == "TPS104":
        end = re.compile(r"[^\s=]+").match(text, told.offset)
        yield [text[: told.offset] + name + text[end.end() :] if end else text]
    elif tag is not None:
        old = tag.name
        name = f"{old.rpartition(':')[0]}:{name}" if ":" in old else name
        edits = [(tag.start + 1, tag.start + 1 + len(old), name)]
        edits += [] if tag.empty else [(tag.end + 2, tag.end + 2 + len(old), name)]
        yield [_edited(text, edits)]


def _revalued(told: Told, found: re.Match[str]) -> Iterator[list[str]]:
    text, tag = told.tags.text, told.tag
    seen = re.compile(r"""([^\s=<]+\s*=\s*)("[^"]*"|'[^']*')""").match(text, told.offset)
    value = found[1].replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    if seen:
        yield [f'{text[: seen.start(2)]}"{value}"{text[seen.end() :]}']
    elif tag is not None:
        yield [text[: tag.start_end] + value + text[tag.end :]]


def _referred(told: Told, found: re.Match[str]) -> Iterator[list[str]]:
    text = told.tags.text
    wrong = re.search(r"has the id (\S+), which", told.diagnostic.message)
    assert wrong
    end = text.index(">", told.offset)
    place = re.compile(rf"(?<=[\s\"']){re.escape(wrong[1])}(?=[\s\"'])").search(
        text, told.offset, end
    )
    yield [text[: place.start()] + found[1] + text[place.end() :]] if place else []


def _added(told: Told, found: re.Match[str]) -> Iterator[list[str]]:
    text, tag = told.tags.text, told.tag
    for shell in re.split(r", (?=<)| or (?=<)", found[1]):
        if tag is None:
            yield []
        elif found[2] or tag.end != told.offset or not tag.empty:
            yield [text[: told.offset] + shell + text[told.offset :]]
        else:
            inner = text[tag.start : tag.end_end].removesuffix("/>").rstrip()
            whole = f"{inner}>{shell}</{tag.name}>"
            yield [text[: tag.start] + whole + text[tag.end_end :]]


def _attribute_added(told: Told, found: re.Match[str]) -> Iterator[list[str]]:
    text, tag = told.tags.text, told.tag
    if tag is not None:
        at = tag.start + 1 + len(tag.name)
        values: tuple[str, ...] = SAMPLES if found[2] == "…" else (found[2],)
        listed = re.split(r", | or |: ", told.diagnostic.expected or "")
        values += tuple(word.partition(" (")[0] for word in listed)
        yield [
            f'{text[:at]} {found[1]}="{value}"{text[at:]}' for value in values if '"' not in value
        ]


def _wrapped(told: Told, found: re.Match[str]) -> Iterator[list[str]]:
    text, tag = told.tags.text, told.tag
    for holder in re.split(r", | or ", found[1]):
        if tag is not None:
            name = f"{tag.name.rpartition(':')[0]}:{holder}" if ":" in tag.name else holder
            edits = [(tag.start, tag.start, f"<{name}>"), (tag.end_end, tag.end_end, f"</{name}>")]
            yield [_edited(text, edits)]


def _text_wrapped(told: Told, found: re.Match[str]) -> Iterator[list[str]]:
    text = told.tags.text
    end = text.index("<", told.offset)
    yield [f"{text[: told.offset]}<{found[1]}>{text[told.offset : end]}</{found[1]}>{text[end:]}"]


def _in_namespace(told: Told, found: re.Match[str]) -> Iterator[list[str]]:
    text, tag = told.tags.text, told.tag
    if tag is not None:
        start = re.sub(r"\sxmlns=(\"[^\"]*\"|'[^']*')", "", text[tag.start : tag.start_end])
        at = 1 + len(tag.name)
        whole = f'{start[:at]} xmlns="{found[1]}"{start[at:]}'
        yield [text[: tag.start] + whole + text[tag.start_end :]]


def _edited(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


_MENDS = (
    (r'did you mean "(.*)"\?', _revalued),
    (rf"did you mean ({_WORD})\?", lambda told, found: _named(told, found)),
    (rf"({_WORD}) would be allowed here", _renamed),
    (r"add (<.*>)( before .+)?", _added),
    (rf'write ({_WORD})="([^"]*)" on this .+', _attribute_added),
    (rf"put it into an? ((?:{_WORD}(?:, | or )?)+)", _wrapped),
    (rf"put the text into an? ({_WORD})", _text_wrapped),
    (r'the element is in .*: write xmlns="([^"]*)"', _in_namespace),
)


def _named(told: Told, found: re.Match[str]) -> Iterator[list[str]]:
    yield from (_referred if told.diagnostic.code == "TPR101" else _renamed)(told, found)
