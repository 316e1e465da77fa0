"""Grammars as they are written: what each defines, with its includes and overrides.

Sections 4.6 (``externalRef``), 4.7 (``include``), 4.11 (``div``), 4.17 (``combine``) and 4.18
(``grammar``): a ``Scope`` holds the parts of every name that one ``grammar`` defines.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from tei_pipeline.errors import SchemaError
from tei_pipeline.opening import OpenSchema
from tei_pipeline.relaxng.compact import read_compact
from tei_pipeline.relaxng.source import Raw, broken, meant
from tei_pipeline.relaxng.steps import Steps, run
from tei_pipeline.relaxng.xml_syntax import NoXmlError, read_xml

_MOST_INCLUDED = 500_000  # TEI's largest schema has some thousands

START = ""  # the name under which a scope holds its start: no name is empty


@dataclass(frozen=True, slots=True)
class Part:
    """One ``start`` or ``define``, with the ``ns`` that it takes from where it is included."""

    raw: Raw
    ns: str

    @property
    def name(self) -> str:
        """Return the name that it defines."""
        return START if self.raw.kind == "start" else self.raw.text


@dataclass(slots=True, eq=False)
class Scope:
    """The definitions of one grammar."""

    parent: "Scope | None"
    parts: dict[str, list[Part]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a node is read: its grammar and the ``ns`` that it inherits.

    There is one object for each place, so that places are compared by identity.
    """

    scope: Scope | None
    ns: str


class Files:
    """The files of a schema, each read once, with all that they refer to."""

    def __init__(self, open_schema: OpenSchema) -> None:
        self.digests: dict[Path, str] = {}
        self._open = open_schema
        self._read: dict[Path, Raw] = {}
        self._targets: dict[Raw, Raw] = {}
        self.included = 0  # files and definitions, each as often as it is included

    def first(self, path: Path) -> Raw:
        """Return the pattern of the file that is the schema."""
        try:
            source = path.read_bytes()
        except OSError as error:
            raise SchemaError(f"the schema cannot be read: {error.strerror}", path=path) from error
        root = self._parsed(path, source, "3", _is_compact(path, source))
        self._follow(path, root)
        return root

    def other(self, raw: Raw) -> Raw:
        """Return the pattern of the file that an ``include`` or ``externalRef`` leads to."""
        return self._targets[raw]

    def _follow(self, path: Path, root: Raw) -> None:
        """Read all files that a file leads to, in depth, so that a loop is seen."""
        stack = [(path, _references(root))]
        under_way = {path}
        while stack:
            raw = next(stack[-1][1], None)
            if raw is None:
                under_way.discard(stack.pop()[0])
                continue
            found, source = self._opened(raw)
            if found in under_way:
                message = f"“{raw.text}” leads back to a file that is being read: a loop"
                raise broken(raw, message, _section(raw))
            if found not in self._read:
                stack.append((found, _references(self._referred(raw, found, source))))
                under_way.add(found)
            self._targets[raw] = self._read[found]

    def _opened(self, raw: Raw) -> tuple[Path, bytes]:
        try:
            return self._open(raw.text, raw.path)
        except SchemaError as error:
            raise SchemaError(
                error.message, path=raw.path, line=raw.line, mend=error.mend
            ) from error

    def _referred(self, raw: Raw, path: Path, source: bytes) -> Raw:
        """Return the pattern of a file that another names.

        Of a file that is no schema nothing is shown: who names it may not be allowed to read it.
        """
        try:
            return self._parsed(path, source, _section(raw), has_compact_name(path))
        except NoXmlError as error:
            message = f"“{raw.text}” is no schema in XML syntax"
            mend = "a schema in compact syntax has a name that ends with .rnc"
            raise broken(raw, message, _section(raw), mend) from error

    def _parsed(self, path: Path, source: bytes, section: str, compact: bool) -> Raw:
        self.digests[path] = sha256(source).hexdigest()
        raw = read_compact(path, source) if compact else read_xml(path, source, section)
        self._read[path] = raw
        return raw


def _section(raw: Raw) -> str:
    return "4.6" if raw.kind == "externalRef" else "4.7"


def _references(root: Raw) -> Iterator[Raw]:
    """Yield the nodes that lead to other files, in the order of the file."""
    waiting = [root]
    while waiting:
        raw = waiting.pop()
        if raw.kind in ("externalRef", "include"):
            yield raw
        waiting.extend(reversed(raw.children))


def has_compact_name(path: Path) -> bool:
    """Tell whether a file is in compact syntax by its name."""
    return path.suffix.lower() == ".rnc"


def _is_compact(path: Path, source: bytes) -> bool:
    """Tell the syntax of a file by its name, or by its first character where that says nothing."""
    if has_compact_name(path) or path.suffix.lower() in (".rng", ".xml"):
        return has_compact_name(path)
    return not source.lstrip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n").startswith(b"<")


def scope_of(files: Files, grammar: Raw, ns: str, parent: Scope | None) -> Scope:
    """Return the definitions of a ``grammar`` that inherits ``ns``."""
    scope = Scope(parent)
    for part in run(_parts(files, grammar, ns)):
        scope.parts.setdefault(part.name, []).append(part)
    if START not in scope.parts:
        mend = "add a “start” that holds the element which a document begins with"
        raise broken(grammar, "the grammar has no “start”", "4.18", mend)
    for parts in scope.parts.values():
        _check_combine(parts)
    return scope


def combined_by(parts: list[Part]) -> str:
    """Return how the parts of one name are combined: ``choice`` or ``interleave``."""
    return next((part.raw.type for part in parts if part.raw.type), "choice")


_Walk = Steps[Part]


def _parts(files: Files, raw: Raw, ns: str) -> _Walk:
    found: list[Part] = []
    for child in raw.children:
        if child.kind in ("start", "define"):
            found.append(Part(child, ns))
        elif child.kind == "div":
            found += yield _parts(files, child, ns)
        else:
            found += yield _included(files, child, ns)
    return found


def _included(files: Files, raw: Raw, ns: str) -> _Walk:
    grammar = files.other(raw)
    files.included += 1 + len(grammar.children)
    if files.included > _MOST_INCLUDED:
        message = f"the schema includes more than {_MOST_INCLUDED:,} definitions, one by one"
        raise broken(raw, message, "4.7", "include each file once")
    if grammar.kind != "grammar":
        raise broken(raw, f"“{raw.text}” holds no “grammar”: only a grammar can be included", "4.7")
    inner = yield _parts(files, grammar, ns if raw.ns is None else raw.ns)
    overrides = yield _parts(files, raw, ns)
    names = {part.name for part in inner}
    for part in overrides:
        if part.name not in names:
            what = f"“{part.name}”" if part.name else "“start”"
            message = f"{what} overrides nothing: “{raw.text}” does not define it"
            mend = meant(part.name, names) or "move it out of the “include”"
            raise broken(part.raw, message, "4.7", mend)
    replaced = {part.name for part in overrides}
    return [part for part in inner if part.name not in replaced] + overrides


def _check_combine(parts: list[Part]) -> None:
    """Raise where parts of one name do not say how they are combined (section 4.17)."""
    name = f"“{parts[0].name}”" if parts[0].name else "“start”"
    plain = [part for part in parts if not part.raw.type]
    if len(plain) > 1:
        raise broken(
            plain[1].raw,
            f"{name} is defined twice, and one at least must say how to “combine”",
            "4.17",
            'add combine="choice" or combine="interleave" to it',
        )
    kinds = {part.raw.type for part in parts} - {""}
    if len(kinds) > 1:
        odd = next(part for part in parts if part.raw.type not in ("", combined_by(parts)))
        message = f"{name} is combined both by choice and by interleave"
        raise broken(odd.raw, message, "4.17", "let all its parts be combined in one way")
