"""Turtle that rdflib reads as it was meant, whatever the words are."""

import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from tei_pipeline.outputs.metadata.turtle import (
    PREFIXES,
    day,
    iri,
    literal,
    number,
    prefixes,
    statements,
)

SUBJECT = "<https://example.org/s>"
NAME = rdflib.URIRef("https://schema.org/name")
# rdflib drops a lone surrogate's text, and no document can hold one.
WORDS = st.text(st.characters(exclude_categories=["Cs"]))


def read(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=prefixes() + text, format="turtle")


def the_object(term: str) -> rdflib.term.Node:
    (triple,) = read(statements(SUBJECT, [("schema:name", term)]))
    assert triple[:2] == (rdflib.URIRef(SUBJECT[1:-1]), NAME)
    return triple[2]


@given(WORDS)
@settings(max_examples=150, deadline=None)
def test_any_words_are_read_as_they_were(words: str) -> None:
    assert the_object(literal(words)) == rdflib.Literal(words)


@given(WORDS)
@settings(max_examples=100, deadline=None)
def test_any_address_is_one_term_without_what_no_address_has(address: str) -> None:
    found = the_object(iri(f"https://example.org/{address}"))
    assert isinstance(found, rdflib.URIRef)
    assert not set(found) & set('<>"{}|^`\\ \n')


@given(st.lists(st.tuples(st.sampled_from(sorted(PREFIXES)), WORDS), max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_statements_are_kept_each_once(said: list[tuple[str, str]]) -> None:
    made = statements(SUBJECT, [(f"{prefix}:p", literal(words)) for prefix, words in said])
    wanted = {(rdflib.URIRef(f"{PREFIXES[p]}p"), rdflib.Literal(w)) for p, w in said}
    assert set(read(made).predicate_objects()) == wanted


def test_a_language_is_a_tag_or_none() -> None:
    assert the_object(literal("x", "de-AT")) == rdflib.Literal("x", lang="de-AT")
    for written in ("", "1x", "de AT", 'de"', "ä"):
        assert the_object(literal("x", written)) == rdflib.Literal("x")


def test_days_have_their_type_and_spans_are_words() -> None:
    for written, kind in (
        ("1962-10-30", rdflib.XSD.date),
        ("1962-10", rdflib.XSD.gYearMonth),
        ("1962", rdflib.XSD.gYear),
        ("-0044", rdflib.XSD.gYear),
        ("1962/1963", None),
        ("1962/..", None),
    ):
        found = the_object(day(written))
        assert isinstance(found, rdflib.Literal)
        assert (str(found), found.datatype) == (written, kind)
    assert the_object(number("-0.12")) == rdflib.Literal("-0.12", datatype=rdflib.XSD.decimal)


def test_of_a_subject_of_which_nothing_is_said_there_is_nothing() -> None:
    assert statements(SUBJECT, []) == ""
