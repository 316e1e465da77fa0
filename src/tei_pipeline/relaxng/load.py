"""A grammar from a schema's file or from the cache, where it stands in its simple form.

A schema is read and checked in full once; what is kept is found by the digest of its first file,
and holds for as long as the other files that it was made of are the same.
"""

import marshal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tei_pipeline.cache import Cache, digest
from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.automaton import Automaton
from tei_pipeline.relaxng.patterns import Patterns
from tei_pipeline.relaxng.texts import needs_context
from tei_pipeline.relaxng.validate import Engine

OpenSchema = Callable[[str, Path], tuple[Path, bytes]]
_FORMAT = "1"
"""To be changed with the form of what is kept: older contents are then not found."""


class LoadedGrammar:
    """A grammar ready to judge; what it says to people is read only when it is asked for.

    ``files`` are the files that it was made of.
    """

    def __init__(
        self, engine: Engine, words: Callable[[], Any], files: tuple[str, ...] = ()
    ) -> None:
        self.engine = engine
        self.words = words
        self.files = files


def load_grammar(
    path: Path, open_schema: OpenSchema, cache: Cache, *, draft: bool = False
) -> LoadedGrammar:
    """Return the grammar of a schema; raises ``SchemaError`` where it is missing or not correct."""
    try:
        source = path.read_bytes()
    except OSError as error:
        raise SchemaError("the schema cannot be read", path=path, mend="check its name") from error
    key = digest(_FORMAT, str(path), source)
    kept = _kept(cache, key)
    if kept is None:
        kept, words = _read(path, open_schema)
        cache.put("relaxng", key, marshal.dumps(kept))
        cache.put("relaxng-words", key, marshal.dumps(words))
    files, nodes, definitions, start, id_types = kept

    def read_words() -> Any:
        content = cache.get("relaxng-words", key)
        return marshal.loads(content) if content else _read(path, open_schema)[1]

    with_context = needs_context(nodes)
    automaton = Automaton(Patterns(nodes), definitions, start, id_types, draft=draft)
    engine = Engine(automaton, with_context=with_context)
    return LoadedGrammar(engine, read_words, tuple(name for name, _ in files))


def _kept(cache: Cache, key: str) -> Any:
    """Return what was kept of a schema, if all its other files are still the same."""
    content = cache.get("relaxng", key)
    if content is None:
        return None
    try:
        kept = marshal.loads(content)
        files = kept[0]
    except (ValueError, EOFError, TypeError, IndexError):
        return None  # damaged: it is made anew
    return kept if all(_digest_of(name) == before for name, before in files) else None


def _digest_of(name: str) -> str | None:
    try:
        return digest(Path(name).read_bytes())
    except OSError:
        return None


def _read(path: Path, open_schema: OpenSchema) -> tuple[Any, Any]:
    from tei_pipeline.relaxng.read import read_grammar  # lxml and the checks: only for a new schema

    grammar = read_grammar(path, open_schema)
    words = grammar.words
    kept = (
        grammar.files,
        grammar.patterns.nodes,
        grammar.definitions,
        grammar.start,
        grammar.id_types,
    )
    return kept, (words.elements, words.attributes, words.values, words.groups, words.places)
