"""How patterns get their nodes: in one walk for all, or each by itself; never other nodes."""

import pytest
from lxml import etree

from tests.schematron.test_transpile import pattern, report, rule, texts, transpiled

A = '<ns prefix="a" uri="urn:a"/><ns prefix="b" uri="urn:a"/><ns prefix="c" uri="urn:c"/>'
SAY = '<report test="true()"><name path="local-name()"/></report>'


def walked(schema: str) -> int:
    """Return how many names the walk of a schema's stylesheet knows."""
    _, stylesheet, _ = transpiled(schema)
    root = etree.fromstring(stylesheet.encode())
    mode = "tei-pipeline:walk"
    return sum(one.get("mode") == mode and "match" in one.attrib for one in root)


def test_two_prefixes_of_one_namespace_are_one_name() -> None:
    schema = A + rule("a:x", SAY) + rule("b:x", SAY) + rule("Q{urn:a}x", SAY) + rule("c:x", SAY)
    assert walked(schema) == 2
    assert texts(report(schema, '<x xmlns="urn:a"><x xmlns=""/></x>')) == ["x", "x", "x"]


def test_a_name_without_prefix_is_in_no_namespace() -> None:
    assert texts(report(rule("x", SAY), '<x><x xmlns="urn:a"/><y><x/></y></x>')) == ["x", "x"]


def test_a_node_goes_to_the_first_rule_of_each_pattern() -> None:
    two = pattern(
        '<rule context="x[@n] | y"><report test="true()">1</report></rule>'
        '<rule context="x"><report test="true()">2</report></rule>'
    )
    assert texts(report(two + two, '<x><y/><x n=""/></x>')) == ["2", "1", "1", "2", "1", "1"]


@pytest.mark.parametrize(
    ("context", "count"),
    [
        ("*", 7), ("a | b | c | d | *:e", 5), ("a | b | c | d | @n", 5), ("@n", 1),
        ("a | b | c | d | text()", 6), ("a | b | c | d | e | /", 6), ("/ | a | b | c | @n", 5),
        ("a | b | c | comment()", 4), ("a/node()", 8), ("a/b | c | d | e | f | g", 6),
        ("/a/b union c", 2), ("xml:x", 0), ("a | b | c | d | *[@n]", 4), ("a/@* | b/@n", 1),
    ],
)  # fmt: skip
def test_a_rule_gets_all_nodes_that_it_is_about(context: str, count: int) -> None:
    document = '<a><b n="1"/><c/><d>t</d>t<!-- c --><e/><f/><g/></a>'
    found = texts(report(rule(context, '<report test="true()">x</report>'), document))
    assert len(found) == count


def test_patterns_with_other_nodes_walk_by_themselves() -> None:
    schema = rule("x", SAY) + rule("@n", SAY) + rule("x | *", SAY) + rule("x | @n", SAY)
    assert walked(schema) == 2
    assert texts(report(schema, '<x n=""/>')) == ["x", "n", "x", "x", "n"]
    assert walked(rule("text()", SAY)) == 0


@pytest.mark.parametrize(
    ("context", "count", "names"),
    [
        ("*[@n]", 3, 1), ("*[ @n ][b]", 1, 1), ("*[b][@n]", 1, 1), ("*[ @n and @m ]", 1, 1),
        ("*[@n and not(@m)]", 2, 1), ("*[@n or @m]", 4, 0), ("*[@n and b or @m]", 3, 0),
        ("*[@n='1']", 2, 0), ("*[not(@n)]", 3, 0), ("a/*[@n]", 2, 1), ("a//*:c[@n]", 1, 1),
        ("*[@n] | b", 4, 0), ("*[@a:n]", 1, 1), ("*[@xml:id]", 1, 1),
        ("a:*[@m]", 1, 1), ("*[2][@n]", 1, 1), ("*[@n][2]", 1, 1), ("*[@n or @m][@m]", 2, 1),
        ("@n", 3, 1), ("b/@n", 1, 1), ("@a:n | @xml:id", 2, 2), ("b/@n | c/@m", 2, 2),
        ("(a | c)/b", 2, 1), ("((a | c)/b | c)/d", 0, 1), ("(a)/(b | c)", 3, 0),
    ],
)  # fmt: skip
def test_a_rule_may_be_found_by_attributes(context: str, count: int, names: int) -> None:
    schema = A + rule(context, '<report test="true()">x</report>')
    document = (
        '<a n="1" xml:id="x" xmlns:a="urn:a"><b n="2"/><c n="1" m=""/><b a:n=""/>'
        '<a:x m=""/><d/></a>'
    )
    assert len(report(schema, document)) == count
    assert walked(schema) == names


def test_an_unknown_prefix_is_no_name() -> None:
    assert walked(rule("q:x", SAY) + rule("@q:n", SAY) + rule("*[@q:n]", SAY)) == 0


def test_an_element_with_several_attributes_is_judged_once() -> None:
    rules = "".join(f'<rule context="*[@{name}]">{SAY}</rule>' for name in "nm")
    assert walked(pattern(rules)) == 0
    assert texts(report(pattern(rules), '<x n="" m=""/>')) == ["x"]


def test_an_error_in_a_global_variable_costs_the_other_patterns_nothing() -> None:
    schema = (
        '<let name="v" value="xs:date(\'never\')"/>'
        + rule("x", SAY)
        + rule("x", '<report test="string($v)">v</report>')
        + rule("y", SAY)
    )
    found = report(schema, "<x><x/><y/></x>")
    assert [etree.QName(one).localname for one in found] == [
        "failure", "failure", "broken", "failure"
    ]  # fmt: skip


def test_places_among_many_elements() -> None:
    document = f"<a>{'<x/>' * 1000}</a>"
    for number in (1, 2, 500, 1000):
        (one,) = report(rule(f"x[{number}]", SAY), document)
        assert one.get("place") == str(number + 1)
