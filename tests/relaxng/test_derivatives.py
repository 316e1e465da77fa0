"""The engine against a simple judge, on random small grammars and documents."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

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
@given(chances)
def test_a_stream_and_a_tree_have_the_same_faults(chance: Random) -> None:
    grammar = small_grammar(chance)
    for root in (document(chance, grammar) for _ in range(6)):
        text = written(root)
        stream = grammar.engine().judge_bytes(text.encode())
        tree = grammar.engine().judge_tree(etree.fromstring(text))
        assert [_bare(one) for one in stream] == [_bare(one) for one in tree]


def _bare(fault: object) -> tuple[object, ...]:
    """Return a fault without its place."""
    names = (name for kind in type(fault).__mro__ for name in getattr(kind, "__slots__", ()))
    return (type(fault), *(getattr(fault, name) for name in names if name != "where"))
