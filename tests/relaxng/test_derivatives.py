"""The engine against a simple judge, on random small grammars and documents."""

from random import Random
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei_pipeline.relaxng import patterns, runs
from tei_pipeline.relaxng.faults import Misplaced
from tei_pipeline.relaxng.validate import Engine
from tests.relaxng.judged import short
from tests.relaxng.small_grammars import document, small_grammar, written

SIZE = 400
chances = st.integers(0, 2**32).map(Random)


@settings(max_examples=300, deadline=None)
@given(chances)
def test_a_verdict_is_that_of_the_simple_judge(chance: Random) -> None:
    grammar = small_grammar(chance)
    engine = grammar.engine()
    for root in (document(chance, grammar) for _ in range(6)):
        text = written(root)
        if len(text) < SIZE:
            faults = engine.judge_bytes(text.encode())
            assert (not faults) == grammar.is_valid(root), (text, vars(grammar))


@settings(max_examples=150, deadline=None)
@given(chances)
def test_a_draft_is_judged_as_if_nothing_need_be_there(chance: Random) -> None:
    grammar = small_grammar(chance)
    engine, draft = grammar.engine(draft=True), grammar.draft()
    for root in (document(chance, grammar) for _ in range(6)):
        text = written(root)
        if len(text) < SIZE:
            faults = engine.judge_bytes(text.encode())
            assert (not faults) == draft.is_valid(root), (text, vars(grammar))


@settings(max_examples=150, deadline=None)
@given(chances, st.booleans())
def test_long_groups_and_wide_interleaves_are_judged_like_short_ones(
    chance: Random, draft: bool
) -> None:
    grammar = small_grammar(chance)
    right = grammar.draft() if draft else grammar
    with patch.object(runs, "_LONG", 1), patch.object(patterns, "_WIDEST", 2):
        engine = grammar.engine(draft=draft)
        for root in (document(chance, grammar) for _ in range(6)):
            text = written(root)
            if len(text) < SIZE:
                faults = engine.judge_bytes(text.encode())
                assert (not faults) == right.is_valid(root), (text, vars(grammar))


@settings(max_examples=150, deadline=None)
@given(chances)
def test_a_stream_and_a_tree_have_the_same_faults(chance: Random) -> None:
    grammar = small_grammar(chance)
    for root in (document(chance, grammar) for _ in range(6)):
        text = written(root)
        stream = grammar.engine().judge_bytes(text.encode())
        tree = grammar.engine().judge_tree(etree.fromstring(text))
        assert [_bare(one) for one in stream] == [_bare(one) for one in tree]


@settings(max_examples=150, deadline=None)
@given(chances)
def test_faults_do_not_depend_on_what_was_judged_before(chance: Random) -> None:
    grammar = small_grammar(chance)
    texts = [written(document(chance, grammar)) for _ in range(6)]
    experienced = grammar.engine()
    for text in texts:
        experienced.judge_bytes(text.encode())
    for text in texts:
        fresh = grammar.engine()
        assert _told(experienced, text) == _told(fresh, text)


def _told(engine: Engine, text: str) -> list[tuple[object, ...]]:
    """Return faults with the names that their contents allow."""
    faults = engine.judge_bytes(text.encode())
    names = engine.recovery.expected.names
    return [
        (short(one), one.where, names(one.content) if isinstance(one, Misplaced) else ())
        for one in faults
    ]


def _bare(fault: object) -> tuple[object, ...]:
    """Return a fault without its place."""
    names = (name for kind in type(fault).__mro__ for name in getattr(kind, "__slots__", ()))
    return (type(fault), *(getattr(fault, name) for name in names if name != "where"))
