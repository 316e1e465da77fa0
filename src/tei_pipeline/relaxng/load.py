"""A grammar from a schema's file or from the cache, where it stands in its simple form.

A schema is read and checked in full once; what is kept is found by the digest of its first file,
and holds for as long as the other files that it was made of are the same. The automaton that grew
from it in earlier runs is kept too: where that is enough, the grammar itself is not loaded.
"""

import gc
import marshal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tei_pipeline.cache import Cache, digest
from tei_pipeline.errors import SchemaError
from tei_pipeline.opening import OpenSchema
from tei_pipeline.relaxng.tables import Kept, Tables
from tei_pipeline.relaxng.validate import Engine

if TYPE_CHECKING:
    from tei_pipeline.relaxng.automaton import Automaton

_FORMAT = "9"
"""To be changed with the form of what is kept: older contents are then not found."""
_GROWN = "relaxng-grown"
_LARGE = 500_000
"""Nothing is added to so many bytes of what has grown."""
_DEEPEST = 400
"""Patterns nested deeper than this within one element are refused: they are followed by calls."""
_PLAIN_DEPTH = 50
_CALLS = 6_000

_Files = tuple[tuple[str, str], ...]


class LoadedGrammar:
    """A grammar ready to judge.

    ``words`` gives what it says to people (the fields of ``grammar.Words``), read only when it is
    asked for; ``files`` are the paths of the files that it was made of.
    """

    def __init__(self, engine: Engine, source: "_Source", files: _Files) -> None:
        self.engine = engine
        self.words = source.words
        self.files = tuple(name for name, _ in files)
        self._digests = files
        self._source = source

    def keep(self) -> None:
        """Keep what has grown, for later runs; do nothing where nothing has."""
        tables = self.engine.tables
        if not self._source.has_room or not tables.has_news():
            return
        # what packs it is imported only where something has grown
        from tei_pipeline.relaxng.keeping import packed

        content = packed(self.engine, self._digests)
        self._source.cache.put(_GROWN, self._source.grown_key, content)
        tables.grown = False


class _Source:
    """Where a grammar comes from: the cache or, where it is not there, the schema's files."""

    def __init__(self, path: Path, open_schema: OpenSchema, cache: Cache, *, draft: bool) -> None:
        self.path = path
        self.cache = cache
        self.draft = draft
        self._open = open_schema
        self._key = _key(path)
        self.grown_key = digest(self._key, str(draft))
        self._said: Any = None
        self.has_room = True

    def grown(self) -> Any:
        """Return what has grown in earlier runs, if the schema is still the same."""
        content = self.cache.get(_GROWN, self.grown_key)
        found = _loads(content)
        if content is None or found is None or not found[2][1] or not _are_same(found[0]):
            return None
        self.has_room = len(content) < _LARGE
        return found

    def grammar(self) -> Any:
        """Return the grammar itself; raises ``SchemaError`` where it is not correct."""
        kept = _kept(self.cache, self._key)
        if kept is None:
            kept, self._said = _read(self.path, self._open, self.cache, self._key)
        return kept

    def automaton(self, grammar: Any, tables: Tables) -> "Automaton":
        """Return the automaton of a grammar; what has grown before must be of the same one."""
        from tei_pipeline.relaxng.automaton import Automaton  # not needed where tables are enough

        _, nodes, definitions, start, id_types, _, depth = grammar
        if depth > _PLAIN_DEPTH:
            sys.setrecursionlimit(max(sys.getrecursionlimit(), _CALLS))
        if tables.kept.given not in (0, len(nodes)):
            raise SchemaError("the schema was changed while it judged", path=self.path)
        return Automaton(tables, nodes, definitions, start, id_types, draft=self.draft)

    def words(self) -> Any:
        """Return what a schema says to people."""
        found = self._said or _loads(self.cache.get("relaxng-words", self._key))
        return found or _read(self.path, self._open, self.cache, self._key)[1]


def load_grammar(
    path: Path, open_schema: OpenSchema, cache: Cache, *, draft: bool = False
) -> LoadedGrammar:
    """Return the grammar of a schema; raises ``SchemaError`` where it is missing or not correct.

    With ``draft`` its engine passes over what is missing.
    """
    source = _Source(path, open_schema, cache, draft=draft)
    grown = source.grown()
    if grown is None:
        grammar = source.grammar()
        tables = Tables()
        files, with_context = grammar[0], grammar[5]
        automaton = source.automaton(grammar, tables)
        engine = Engine(tables, lambda: automaton, with_context=with_context, draft=draft)
    else:
        files, with_context, flat = grown
        tables = Tables(Kept(*flat))
        engine = Engine(
            tables,
            lambda: source.automaton(source.grammar(), tables),
            with_context=with_context,
            draft=draft,
        )
    return LoadedGrammar(engine, source, files)


def grammar_key(path: Path, open_schema: OpenSchema, cache: Cache) -> str:
    """Return a digest of all files of a schema, which is read only if it has not been before.

    Raises ``SchemaError`` where it is missing or not correct.
    """
    key = _key(path)
    files = _loads(cache.get("relaxng-files", key))
    if not files or not _are_same(files):
        files = _read(path, open_schema, cache, key)[0][0]
    return digest(_FORMAT, *(text for file in files for text in file))


def _key(path: Path) -> str:
    """Return the key under which a schema is kept: it tells of the first file alone."""
    try:
        return digest(_FORMAT, str(path.resolve()), path.read_bytes())
    except OSError as error:
        raise SchemaError("the schema cannot be read", path=path, mend="check its name") from error


def _kept(cache: Cache, key: str) -> Any:
    """Return what was kept of a schema, if its other files are still the same."""
    kept = _loads(cache.get("relaxng", key))
    return kept if kept is not None and _are_same(kept[0]) else None


def _are_same(files: _Files) -> bool:
    return all(_digest_of(name) == before for name, before in files[1:])


def _digest_of(name: str) -> str | None:
    try:
        from hashlib import sha256  # OpenSSL takes 3 ms: most schemas are one file

        return sha256(Path(name).read_bytes()).hexdigest()
    except OSError:
        return None


def _loads(content: bytes | None) -> Any:
    """Return what was put down; None where there is nothing or it cannot be read."""
    if content is None:
        return None
    collects = gc.isenabled()
    gc.disable()  # thousands of tuples are no garbage: looking for it takes as long as reading them
    try:
        return marshal.loads(content)
    except (ValueError, EOFError, TypeError):
        return None
    finally:
        if collects:
            gc.enable()


def _read(path: Path, open_schema: OpenSchema, cache: Cache, key: str) -> tuple[Any, Any]:
    """Read a schema in full; return what is kept of it, and what it says to people."""
    from dataclasses import fields  # these and the reader: only for a new schema

    from tei_pipeline.relaxng.read import read_grammar
    from tei_pipeline.relaxng.verdicts import needs_context

    grammar = read_grammar(path, open_schema)
    nodes = grammar.patterns.nodes
    deep = _depth(nodes)
    if deep > _DEEPEST:
        raise SchemaError(
            f"patterns are nested {deep} levels deep within one element: {_DEEPEST} is the limit",
            path=path,
        )
    kept = (
        grammar.files,
        nodes,
        grammar.definitions,
        grammar.start,
        grammar.id_types,
        needs_context(nodes),
        deep,
    )
    said = tuple(getattr(grammar.words, one.name) for one in fields(grammar.words))
    cache.put("relaxng-words", key, marshal.dumps(said))
    cache.put("relaxng-files", key, marshal.dumps(grammar.files))
    cache.put("relaxng", key, marshal.dumps(kept))
    return kept, said


def _depth(nodes: list[Any]) -> int:
    """Return how deep patterns are nested; a pattern stands behind those that it is made of."""
    from tei_pipeline.relaxng.patterns import ATTRIBUTE, DATA, GROUP, LIST, parts

    found = [0] * len(nodes)
    for number, node in enumerate(nodes):
        kind = node[0]
        if kind == GROUP:
            found[number] = max(found[node[1]] + 1, found[node[2]])
        elif kind in (LIST, ATTRIBUTE, DATA):
            found[number] = found[node[-1]] + 1
        else:
            found[number] = max((found[part] + 1 for part in parts(node)), default=0)
    return max(found)
