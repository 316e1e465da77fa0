"""Schemas and documents of thousands of parts: no time that grows with a square, no recursion."""

import time
from pathlib import Path

import pytest

from tei_pipeline.cache import Cache
from tei_pipeline.errors import SchemaError
from tei_pipeline.opening import local_file
from tei_pipeline.relaxng.load import load_grammar
from tei_pipeline.relaxng.read import read_grammar
from tests.relaxng import judged

MANY = 4000
SECONDS = 12
"""Each takes one or less; a square would take minutes."""
NUMBERS = range(MANY)
ELEMENTS = "".join(f"<e{n}/>" for n in NUMBERS)
WORDS = " ".join(f"w{n}" for n in NUMBERS)
RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'


def joined(sign: str, form: str) -> str:
    return f" {sign} ".join(form.format(n) for n in NUMBERS)


CASES = {
    "values": ("list { " + joined(",", "'w{}'") + " }", WORDS),
    "equal values": ("list { " + joined(",", "'w'?") + " }", "w " * MANY),
    "optional values": ("list { " + joined(",", "'w{}'?") + " }", WORDS),
    "chosen values": ("list { (" + joined("|", "'w{}'") + ")* }", WORDS),
    "group": (joined(",", "element e{} {{ empty }}"), ELEMENTS),
    "optional group": (joined(",", "element e{} {{ empty }}?"), ELEMENTS),
    "interleave": (joined("&", "element e{} {{ empty }}"), ELEMENTS),
    "optional interleave": (joined("&", "element e{} {{ empty }}?"), ELEMENTS),
    "equal elements": (joined(",", "element e {{ 'x' | 'y' }}?"), "<e>x</e>" * MANY),
    "two in turn": (joined(",", "(element e {{ empty }}?, element f {{ empty }}?)"), "<e/><f/>"),
    "choice": (f"({joined('|', 'element e{} {{ empty }}')})*", ELEMENTS),
}


@pytest.mark.parametrize("draft", [False, True], ids=["whole", "draft"])
@pytest.mark.parametrize("name", CASES)
def test_thousands_of_members_take_a_second_or_two(name: str, draft: bool) -> None:
    content, inner = CASES[name]
    begun = time.process_time()
    engine = judged.engine(f"start = element a {{ {content} }}", draft=draft)
    assert engine.judge_bytes(f"<a>{inner}</a>".encode()) == []
    assert len(engine.judge_bytes(f"<a>{inner}<z/></a>".encode())) == 1
    assert time.process_time() - begun < SECONDS


def test_elements_that_are_written_alike_are_one_definition(tmp_path: Path) -> None:
    path = tmp_path / "a.rnc"
    alike = "element e { attribute n { 'x' }?, text }"
    path.write_text(
        f"start = element a {{ {alike}?, {alike}?, ## said\n {alike}?, element e {{ text }}, b }}\n"
        f"b = {alike} | grammar {{ start = {alike} }}",
        encoding="utf-8",
    )
    grammar = read_grammar(path)
    assert len(grammar.definitions) == 5  # of a, of what is alike twice, of the other, in grammar
    assert list(grammar.words.elements.values()) == ["said"]


@pytest.mark.parametrize(
    "inner",
    [
        "<group>" * 10_000 + "<empty/>" + "</group>" * 10_000,
        '<optional><element name="b">' * 5_000 + "<empty/>" + "</element></optional>" * 5_000,
        f"<grammar {RNG}><start>" * 5_000 + "<empty/>" + "</start></grammar>" * 5_000,
    ],
    ids=["groups", "elements", "grammars"],
)
def test_patterns_nested_ten_thousand_deep_are_read(inner: str, tmp_path: Path) -> None:
    path = tmp_path / "a.rng"
    path.write_text(f'<element name="a" {RNG}>{inner}</element>', encoding="utf-8")
    engine = load_grammar(path, local_file, Cache(tmp_path / "cache")).engine
    assert engine.judge_bytes(b"<a/>") == []


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ("<choice><empty/><group><element name='b'><empty/></element>", "</group></choice>"),
        ("<optional><oneOrMore>", "</oneOrMore></optional>"),
    ],
    ids=["groups", "repetitions"],
)
def test_patterns_too_deep_to_be_followed_are_refused_in_words(
    opened: str, closed: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.rng"
    content = f"{opened * 10_000}<text/>{closed * 10_000}"
    path.write_text(f'<element name="a" {RNG}>{content}</element>', encoding="utf-8")
    with pytest.raises(SchemaError, match="levels deep within one element: 400 is the limit"):
        load_grammar(path, local_file, Cache(tmp_path / "cache"))


def test_chains_of_names_and_of_files_may_be_long(tmp_path: Path) -> None:
    chain = " ".join(f"n{n} = n{n + 1}" for n in range(10_000))
    engine = judged.engine(f"start = n0 {chain} n10000 = element a {{ empty }}")
    assert engine.judge_bytes(b"<a/>") == []
    for n in range(1_500):
        text = f'<grammar {RNG}><include href="{n + 1}.rng"/></grammar>'
        (tmp_path / f"{n}.rng").write_text(text, encoding="utf-8")
    text = f'<grammar {RNG}><start><element name="a"><empty/></element></start></grammar>'
    (tmp_path / "1500.rng").write_text(text, encoding="utf-8")
    assert len(read_grammar(tmp_path / "0.rng").definitions) == 1
