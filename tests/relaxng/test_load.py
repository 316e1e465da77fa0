"""Grammars from the cache: the same as from the file, made anew when anything changed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tei_pipeline.cache import Cache
from tei_pipeline.errors import SchemaError
from tei_pipeline.opening import local_file
from tei_pipeline.relaxng import load
from tei_pipeline.relaxng.load import LoadedGrammar, grammar_key, load_grammar

INNER = "p = element p { text }"
OUTER = 'include "inner.rnc" start = element r { p+ }'


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    (tmp_path / "inner.rnc").write_text(INNER)
    path = tmp_path / "outer.rnc"
    path.write_text(OUTER)
    return path


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the schemas that were read in full."""
    found: list[Path] = []
    read = load._read

    def watched(path: Path, *rest: object) -> object:
        found.append(path)
        return read(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(load, "_read", watched)
    return found


def is_valid(loaded: LoadedGrammar, document: str) -> bool:
    return not loaded.engine.judge_bytes(document.encode())


def test_a_schema_is_read_once(schema: Path, cache: Cache, reads: list[Path]) -> None:
    first = load_grammar(schema, local_file, cache)
    second = load_grammar(schema, local_file, cache)
    assert reads == [schema]
    for loaded in (first, second):
        assert is_valid(loaded, "<r><p/></r>")
        assert not is_valid(loaded, "<r/>")
        assert loaded.files == (str(schema), str(schema.with_name("inner.rnc")))
        assert first.words() == loaded.words()


def test_a_change_of_any_file_is_noticed(schema: Path, cache: Cache) -> None:
    before = grammar_key(schema, local_file, cache)
    assert not is_valid(load_grammar(schema, local_file, cache), "<r><p><b/></p></r>")
    schema.with_name("inner.rnc").write_text("p = element p { element b { empty } }")
    assert grammar_key(schema, local_file, cache) != before
    assert is_valid(load_grammar(schema, local_file, cache), "<r><p><b/></p></r>")
    schema.write_text(OUTER.replace("+", "?"))
    assert is_valid(load_grammar(schema, local_file, cache), "<r/>")


def test_the_key_needs_no_reading_once_the_schema_is_known(
    schema: Path, cache: Cache, reads: list[Path]
) -> None:
    key = grammar_key(schema, local_file, cache)
    assert grammar_key(schema, local_file, cache) == key
    load_grammar(schema, local_file, cache)
    assert reads == [schema]


@pytest.mark.parametrize("damage", [b"", b"\x00" * 40, b"{", b"\xff" * 5000])
def test_what_is_damaged_is_made_anew(schema: Path, cache: Cache, damage: bytes) -> None:
    load_grammar(schema, local_file, cache)
    kept = [path for path in (schema.parent / "cache").rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        path.write_bytes(damage or path.read_bytes()[:-3])
    loaded = load_grammar(schema, local_file, cache)
    assert is_valid(loaded, "<r><p/></r>")
    assert len(loaded.words()[4]) == 2
    assert grammar_key(schema, local_file, cache)


def test_words_are_read_again_when_they_are_lost(schema: Path, cache: Cache) -> None:
    loaded = load_grammar(schema, local_file, cache)
    places = loaded.words()[4]
    for path in (schema.parent / "cache").rglob("relaxng-words/*/*"):
        path.unlink()
    assert load_grammar(schema, local_file, cache).words()[4] == places


def test_a_cache_that_cannot_be_written_changes_nothing(schema: Path) -> None:
    cache = Cache(schema / "no folder")
    assert is_valid(load_grammar(schema, local_file, cache), "<r><p/></r>")
    assert len(load_grammar(schema, local_file, cache).words()[4]) == 2
    assert grammar_key(schema, local_file, cache)


def test_a_schema_that_is_missing_or_wrong_is_an_error(tmp_path: Path, cache: Cache) -> None:
    with pytest.raises(SchemaError):
        load_grammar(tmp_path / "none.rng", local_file, cache)
    with pytest.raises(SchemaError):
        grammar_key(tmp_path / "none.rng", local_file, cache)
    wrong = tmp_path / "wrong.rnc"
    wrong.write_text("start = nothing")
    for _ in range(2):
        with pytest.raises(SchemaError):
            load_grammar(wrong, local_file, cache)


def test_patterns_may_be_nested_deep_but_not_without_end(tmp_path: Path, cache: Cache) -> None:
    def nested(levels: int) -> Path:
        path = tmp_path / f"{levels}.rnc"
        path.write_text(
            "start = element r { " + "(a, (b | " * levels + "empty" + "))" * levels + " }"
            " a = element a { empty } b = element b { empty }"
        )
        return path

    loaded = load_grammar(nested(150), local_file, cache)
    assert is_valid(loaded, "<r>" + "<a/>" * 150 + "</r>")
    assert is_valid(loaded, "<r>" + "<a/>" * 100 + "<b/></r>")
    assert not is_valid(loaded, "<r>" + "<a/>" * 151 + "</r>")
    with pytest.raises(SchemaError, match="nested"):
        load_grammar(nested(1500), local_file, cache)


def test_a_sequence_may_be_long(tmp_path: Path, cache: Cache) -> None:
    path = tmp_path / "long.rnc"
    names = [f"e{number}" for number in range(600)]
    sequence = ", ".join(f"element {name} {{ empty }}?" for name in names)
    path.write_text(f"start = element r {{ attribute a {{ text }}?, {sequence} }}")
    loaded = load_grammar(path, local_file, cache)
    assert is_valid(loaded, "<r a='1'>" + "".join(f"<{name}/>" for name in names) + "</r>")
    assert is_valid(loaded, "<r><e599/></r>")
    assert not is_valid(loaded, "<r><e7/><e6/></r>")


def test_several_processes_may_read_a_schema_at_once(schema: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tei_pipeline.cache import Cache;"
        "from tei_pipeline.relaxng.load import load_grammar;"
        "from tei_pipeline.opening import local_file;"
        "loaded = load_grammar(Path(sys.argv[1]), local_file, Cache(Path(sys.argv[2])));"
        "sys.exit(len(loaded.engine.judge_bytes(b'<r><p/></r>')))"
    )
    command = [sys.executable, "-c", code, str(schema), str(schema.parent / "cache")]
    running = [subprocess.Popen(command) for _ in range(4)]
    assert [process.wait() for process in running] == [0] * 4
