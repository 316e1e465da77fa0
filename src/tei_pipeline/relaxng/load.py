"""A grammar from a schema's file or from the cache, where it stands in its simple form.

A schema is read and checked in full once; what is kept is found by the digest of its first file,
and holds for as long as the other files that it was made of are the same. The automaton that grows
from it is not kept: it is grown anew in less time than it takes to load.
"""

import gc
import hashlib
import marshal
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tei_pipeline.cache import Cache, digest
from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.automaton import Automaton
from tei_pipeline.relaxng.derivatives import parts
from tei_pipeline.relaxng.patterns import ATTRIBUTE, GROUP, LIST, Patterns
from tei_pipeline.relaxng.validate import Engine

OpenSchema = Callable[[str, Path], tuple[Path, bytes]]
_FORMAT = "5"
"""To be changed with the form of what is kept: older contents are then not found."""
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

    def __init__(self, engine: Engine, words: Callable[[], Any], files: tuple[str, ...]) -> None:
        self.engine = engine
        self.words = words
        self.files = files


def load_grammar(
    path: Path, open_schema: OpenSchema, cache: Cache, *, draft: bool = False
) -> LoadedGrammar:
    """Return the grammar of a schema; raises ``SchemaError`` where it is missing or not correct.

    With ``draft`` its engine passes over what is missing.
    """
    key = _key(path)
    kept, said = _kept(cache, key), None
    if kept is None:
        kept, said = _read(path, open_schema, cache, key)
    files, nodes, definitions, start, id_types, with_context, depth = kept
    if depth > _PLAIN_DEPTH:
        sys.setrecursionlimit(max(sys.getrecursionlimit(), _CALLS))

    def words() -> Any:
        found = said or _loads(cache.get("relaxng-words", key))
        return found or _read(path, open_schema, cache, key)[1]

    automaton = Automaton(Patterns(nodes), definitions, start, id_types, draft=draft)
    engine = Engine(automaton, with_context=with_context)
    return LoadedGrammar(engine, words, tuple(name for name, _ in files))


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
        return hashlib.sha256(Path(name).read_bytes()).hexdigest()
    except OSError:
        return None


def _loads(content: bytes | None) -> Any:
    """Return what was put down; None where there is nothing or it is damaged."""
    if content is None or content[:4] != zlib.crc32(content[4:]).to_bytes(4, "big"):
        return None
    collects = gc.isenabled()
    gc.disable()  # thousands of tuples are no garbage: looking for it takes as long as reading them
    try:
        return marshal.loads(content[4:])
    except (ValueError, EOFError, TypeError):
        return None
    finally:
        if collects:
            gc.enable()


def _dumps(value: Any) -> bytes:
    content = marshal.dumps(value)
    return zlib.crc32(content).to_bytes(4, "big") + content


def _read(path: Path, open_schema: OpenSchema, cache: Cache, key: str) -> tuple[Any, Any]:
    """Read a schema in full; return what is kept of it, and what it says to people."""
    from dataclasses import fields  # these and the reader: only for a new schema

    from tei_pipeline.relaxng.read import read_grammar
    from tei_pipeline.relaxng.texts import needs_context

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
    cache.put("relaxng-words", key, _dumps(said))
    cache.put("relaxng-files", key, _dumps(grammar.files))
    cache.put("relaxng", key, _dumps(kept))
    return kept, said


def _depth(nodes: list[Any]) -> int:
    """Return how deep patterns are nested; a pattern stands behind those that it is made of."""
    found = [0] * len(nodes)
    for number, node in enumerate(nodes):
        kind = node[0]
        if kind == GROUP:
            found[number] = max(found[node[1]] + 1, found[node[2]])
        elif kind in (LIST, ATTRIBUTE):
            found[number] = found[node[-1]] + 1
        else:
            found[number] = max((found[part] + 1 for part in parts(node)), default=0)
    return max(found)
