"""The automaton kept between runs: the same faults with it and without, whatever was judged before.

A document like those before it is judged by what was kept alone.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from tei_pipeline.cache import Cache
from tei_pipeline.opening import local_file
from tei_pipeline.relaxng import keeping, tables
from tei_pipeline.relaxng.load import LoadedGrammar, load_grammar
from tests.oracles import shared
from tests.relaxng.judged import short
from tests.relaxng.material import read
from tests.relaxng.test_draft import unfinished
from tests.relaxng.test_engine import IDS, TEXTS

SEED = 12
SCHEMA = """
start = element r { attribute k { xsd:NCName }?, (mix* & end?), (one | two)*, other* }
mix = element m { (text, element i { text }) | element n { xsd:integer | element x { empty } } }
one = element a { attribute t { "one" }, element b { empty }? }
two = element a { attribute t { "two" }, element c { empty }+ }
other = element o { text } | element o { element p { empty } }
  | element * - r { attribute * { text }* }
end = element end { list { xsd:integer+ }, attribute q { xsd:QName }? }
"""
DOCUMENTS = (
    "<r/>",
    "<r k='a'><m>b<i/></m><end>1 2</end></r>",
    "<r><m><n>1</n></m><m><n><x/></n></m><a t='one'/><a t='two'><c/></a></r>",
    "<r><a t='two'><b/></a><a t='one'><c/></a><a/></r>",
    "<r><o>x</o><o><p/></o><z y='1'/></r>",
    "<r><m>x</m><m><n>y</n></m><n/><unknown><m/></unknown><end q='z:z'>1 x</end></r>",
    "<r k='1'><i/></r>",
    "<r xmlns:z='urn:z'><end q='z:z'>1</end><m/><end>2</end><o/></r>",
)


def load(schema: Path, cache: Path, *, draft: bool = False) -> LoadedGrammar:
    return load_grammar(schema, local_file, Cache(cache), draft=draft)


def told(loaded: LoadedGrammar, document: str) -> list[tuple[int, str]]:
    return [(one.where, short(one)) for one in loaded.engine.judge_bytes(document.encode())]


def check_kept(schema: Path, folder: Path, documents: Sequence[str], *, draft: bool) -> None:
    """Check that every document is judged the same, in several orders, with what was kept."""
    fresh = [told(load(schema, folder, draft=draft), one) for one in documents]
    chance = Random(SEED)
    for _ in range(3):
        order = chance.sample(range(len(documents)), len(documents))
        for number in order:
            loaded = load(schema, folder, draft=draft)
            assert told(loaded, documents[number]) == fresh[number]
            loaded.keep()
    loaded = load(schema, folder, draft=draft)
    assert [told(loaded, one) for one in documents] == fresh


@pytest.mark.parametrize("draft", [False, True])
def test_faults_are_the_same(tmp_path: Path, draft: bool) -> None:
    schema = tmp_path / "schema.rnc"
    schema.write_text(SCHEMA)
    check_kept(schema, tmp_path / "cache", DOCUMENTS, draft=draft)


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("name", ["tei_all", "tei_simplePrint"])
def test_faults_in_editions_are_the_same(tmp_path: Path, name: str, draft: bool) -> None:
    schema = shared(f"tei/oracle/{name}.rng")
    pieces = ("testdrama", "testbibl", "testms", "relateditem")
    texts = [read(shared(f"corpora/tei-tests/{piece}.xml")) for piece in pieces]
    chance = Random(SEED)
    damaged = [unfinished(text, chance) for text in texts for _ in range(2)]
    check_kept(schema, tmp_path, [*texts, *damaged], draft=draft)


def test_a_tree_is_judged_by_what_was_kept(tmp_path: Path) -> None:
    schema = tmp_path / "schema.rnc"
    schema.write_text(TEXTS)
    document = "<t xmlns='urn:t'><n>1</n><l>1 2</l><s>abc</s><m>a<i>b</i></m></t>"
    before = load(schema, tmp_path)
    assert not before.engine.judge_tree(etree.fromstring(document))
    before.keep()
    after = load(schema, tmp_path)
    assert not after.engine.judge_tree(etree.fromstring(document))
    assert not after.engine.is_loaded


def test_new_values_do_not_ask_for_the_grammar(tmp_path: Path) -> None:
    schema = tmp_path / "schema.rnc"
    schema.write_text(IDS)
    before = load(schema, tmp_path)
    assert told(before, "<r><a id='x'/><b to='x'/></r>") == []
    before.keep()
    after = load(schema, tmp_path)
    assert told(after, "<r><a id='y'/><b to='y'/><a id='z'/></r>") == []
    assert not after.engine.is_loaded
    assert [what for _, what in told(after, "<r><a id='y'/><b to='z'/></r>")] == [
        "unknown id z in b/@to"
    ]
    assert [what for _, what in told(after, "<r><a id='1'/></r>")] == ["a/@id cannot be '1'"]


def test_what_judges_is_not_even_imported(tmp_path: Path) -> None:
    schema = tmp_path / "schema.rnc"
    schema.write_text(SCHEMA)
    loaded = load(schema, tmp_path / "cache")
    assert told(loaded, DOCUMENTS[1]) == []
    loaded.keep()
    code = (
        "import sys; from pathlib import Path; from tei_pipeline.cache import Cache;"
        "from tei_pipeline.relaxng.load import load_grammar;"
        "loaded = load_grammar(Path(sys.argv[1]), None, Cache(Path(sys.argv[2])));"
        "assert not loaded.engine.judge_bytes(sys.argv[3].encode());"
        "heavy = ('automaton', 'derivatives', 'patterns', 'datatypes', 'recovery');"
        "names = ['tei_pipeline.relaxng.' + one for one in heavy] + ['hashlib', 'dataclasses'];"
        "print([one for one in names if one in sys.modules])"
    )
    command = [sys.executable, "-c", code, str(schema), str(tmp_path / "cache"), DOCUMENTS[1]]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_nothing_is_written_where_nothing_has_grown(tmp_path: Path) -> None:
    schema = tmp_path / "schema.rnc"
    schema.write_text(SCHEMA)
    for _ in range(2):
        loaded = load(schema, tmp_path / "cache")
        assert told(loaded, DOCUMENTS[1]) == []
        loaded.keep()
        loaded.keep()
    (kept,) = (tmp_path / "cache" / "relaxng-grown").rglob("*/*")
    kept.unlink()
    loaded.keep()
    assert not kept.exists()


@pytest.mark.parametrize("damage", [b"", b"\x00" * 40, b"\xff" * 5000])
def test_what_is_damaged_is_grown_anew(tmp_path: Path, damage: bytes) -> None:
    schema = tmp_path / "schema.rnc"
    schema.write_text(SCHEMA)
    for _ in range(2):
        loaded = load(schema, tmp_path / "cache")
        assert told(loaded, DOCUMENTS[1]) == []
        loaded.keep()
        (kept,) = (tmp_path / "cache" / "relaxng-grown").rglob("*/*")
        kept.write_bytes(damage or kept.read_bytes()[:-3])


def test_a_change_of_the_schema_ends_what_was_kept(tmp_path: Path) -> None:
    schema, inner = tmp_path / "schema.rnc", tmp_path / "inner.rnc"
    schema.write_text('include "inner.rnc" start = element r { p+ }')
    inner.write_text("p = element p { empty }")
    loaded = load(schema, tmp_path)
    assert told(loaded, "<r><p/></r>") == []
    loaded.keep()
    inner.write_text("p = element q { empty }")
    assert told(load(schema, tmp_path), "<r><p/></r>")
    assert told(load(schema, tmp_path), "<r><q/></r>") == []


def test_what_is_kept_has_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_LARGEST", 20_000)
    monkeypatch.setattr(tables, "MOST_VERDICTS", 5)
    names = [f"e{number}" for number in range(300)]
    elements = " & ".join(f"element {name} {{ xsd:NCName }}?" for name in names)
    schema = tmp_path / "schema.rnc"
    schema.write_text(f"start = element r {{ {elements} }}")
    document = "<r>" + "".join(f"<{name}>{name}</{name}>" for name in names) + "</r>"
    for _ in range(2):
        loaded = load(schema, tmp_path / "cache")
        assert told(loaded, document) == []
        loaded.keep()
        (kept,) = (tmp_path / "cache" / "relaxng-grown").rglob("*/*")
        assert kept.stat().st_size < 21_000
    assert [what for _, what in told(loaded, document.replace("<e9>e9</e9>", "<x/>"))] == [
        "unknown x in r"
    ]
