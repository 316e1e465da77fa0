"""What the transpiler makes of Schematron, feature by feature: schema and document to report."""

from pathlib import Path

import pytest
from lxml import etree

from tei_pipeline.errors import StylesheetError
from tei_pipeline.resources import resource
from tei_pipeline.saxon import Message, Saxon

SCH = 'xmlns="http://purl.oclc.org/dsdl/schematron"'
NS = f'{SCH} xmlns:xsl="http://www.w3.org/1999/XSL/Transform" queryBinding="xslt3"'
REPORT = "{urn:tei-pipeline:schematron}"


def transpiled(schema: str, phase: str = "") -> tuple[Saxon, str, tuple[Message, ...]]:
    saxon = Saxon()
    transpiler = saxon.compile_file(resource("xslt", "schematron/transpile.xsl"))
    text = schema if schema.startswith("<schema") else f"<schema {NS}>{schema}</schema>"
    made = transpiler.transform(saxon.parse(text), {"phase": phase})
    return saxon, made.text, made.messages


def report(schema: str, document: str, phase: str = "") -> list[etree._Element]:
    saxon, stylesheet, messages = transpiled(schema, phase)
    assert not messages
    result = saxon.compile_text(stylesheet, "schema").transform(saxon.parse(document))
    found = etree.fromstring(result.text.encode())
    return sorted(found, key=lambda one: int(one.get("pattern", "0")))


def texts(found: list[etree._Element]) -> list[str]:
    return [" ".join((one.findtext(f"{REPORT}text") or "").split()) for one in found]


def pattern(body: str) -> str:
    return f"<pattern>{body}</pattern>"


def rule(context: str, body: str) -> str:
    return pattern(f'<rule context="{context}">{body}</rule>')


def test_an_assertion_that_holds_says_nothing() -> None:
    assert report(rule("a", '<assert test="@n">no n</assert>'), '<a n="1"/>') == []


def test_a_failure_names_node_assertion_and_text() -> None:
    schema = rule("b", '<assert id="x" role="warning" test="@n">the <name/> has <value-of'
                       ' select="count(@*)"/> <emph>attributes</emph></assert>')  # fmt: skip
    (failure,) = report(schema, '<a><b n="1"/><b/></a>')
    assert failure.tag == f"{REPORT}failure"
    attributes = sorted((str(name), str(value)) for name, value in failure.items())
    assert attributes == [
        ("assert", "x"), ("at", ""), ("kind", "assert"), ("pattern", "1"), ("place", "3"),
        ("role", "warning"),
    ]  # fmt: skip
    assert texts([failure]) == ["the b has 0 attributes"]


def test_a_report_fails_where_its_test_holds() -> None:
    assert texts(report(rule("a", '<report test="b">has b</report>'), "<a><b/></a>")) == ["has b"]


def test_of_the_rules_of_a_pattern_the_first_that_matches_counts() -> None:
    rules = (
        '<rule context="b[@n]"><report test="true()">first</report></rule>'
        '<rule context="b"><report test="true()">second</report></rule>'
    )
    found = report(pattern(rules) + pattern(rules), '<a><b n="1"/><b/></a>')
    assert texts(found) == ["first", "second", "first", "second"]


@pytest.mark.parametrize(
    ("context", "place"),
    [
        ("@n", "1@Q{}n"),
        ("a/attribute::n", "1@Q{}n"),
        ("text()", "1#text:1"),
        ("comment()", "1#comment:1"),
        ("processing-instruction('x')", "1#pi:1"),
        ("/", "0"),
        ("/a | b", "1"),
        ("b union a", "1"),
        ("node() except (text() | comment() | processing-instruction())", "1"),
        ("//a[@n = '1']", "1"),
        ("(a | b)[true()]", "1"),
        ("a[(: ] :) @n != ']']", "1"),
        ("child::a", "1"),
        ("*:a", "1"),
        ("Q{}a", "1"),
        ("element(a)", "1"),
    ],
)
def test_contexts_of_all_kinds_are_reached(context: str, place: str) -> None:
    document = '<a n="1">t<!--c--><?x y?></a>'
    (failure,) = report(rule(context, '<report test="true()"/>'), document)
    assert failure.get("place") == place


def test_variables_of_schema_phase_pattern_and_rule() -> None:
    schema = (
        '<let name="one" value="1"/>'
        '<phase id="p"><let name="two" value="$one + 1"/><active pattern="x"/></phase>'
        '<pattern id="x"><let name="three" value="$two + 1"/>'
        '<rule context="a[$three = 3]"><let name="four" value="$three + 1"/>'
        '<report test="$four = 4"><value-of select="$one, $two, $three, $four"/></report>'
        "</rule></pattern>"
    )
    assert texts(report(schema, "<a/>", "p")) == ["1 2 3 4"]


def test_two_patterns_may_use_one_name() -> None:
    body = (
        '<rule context="a[$n]"><report test="true()">{}$n: <value-of select="$n"/></report></rule>'
    )
    schema = "".join(
        f'<pattern><let name="n" value="\'{value}$n\'"/>{body.format("")}</pattern>'
        for value in "xy"
    )
    assert texts(report(schema, "<a/>")) == ["$n: x$n", "$n: y$n"]


def test_a_phase_runs_its_patterns_only() -> None:
    schema = (
        '<phase id="one"><active pattern="p1"/></phase>'
        '<pattern id="p1"><rule context="a"><report test="true()">1</report></rule></pattern>'
        '<pattern id="p2"><rule context="a"><report test="true()">2</report></rule></pattern>'
    )
    assert texts(report(schema, "<a/>", "one")) == ["1"]
    assert texts(report(schema, "<a/>", "#ALL")) == ["1", "2"]
    assert texts(report(schema, "<a/>")) == ["1", "2"]


def test_an_abstract_pattern_is_filled() -> None:
    schema = (
        '<pattern abstract="true" id="m"><rule context="$what"><let name="v" value="$att"/>'
        '<assert test="$v = \'$what\'"><value-of select="$v"/></assert></rule></pattern>'
        '<pattern is-a="m"><param name="what" value="a"/><param name="att" value="@n"/></pattern>'
        '<pattern is-a="m"><param name="what" value="b"/><param name="att" value="@m"/></pattern>'
    )
    assert texts(report(schema, '<a n="1"><b m="b"/><b m="c"/></a>')) == ["1", "c"]


def test_an_abstract_rule_is_inherited_with_its_variables() -> None:
    rules = (
        '<rule abstract="true" id="r"><let name="v" value="@n"/>'
        '<report test="$v"><name/> <value-of select="$v"/></report></rule>'
        '<rule abstract="true" id="s"><extends rule="r"/></rule>'
        '<rule context="a"><extends rule="s"/></rule>'
    )
    assert texts(report(pattern(rules), '<a n="1"/>')) == ["a 1"]


def test_functions_and_keys_of_xslt() -> None:
    schema = (
        '<ns prefix="f" uri="urn:f"/><xsl:key name="k" match="*" use="@n"/>'
        '<xsl:function name="f:twice" xmlns:f="urn:f"><xsl:param name="n"/>'
        '<xsl:sequence select="2 * $n"/></xsl:function>'
        + rule("a", "<report test=\"key('k', '1')\"><value-of select=\"f:twice(4)\"/></report>")
    )
    assert texts(report(schema, '<a n="1"/>')) == ["8"]


def test_diagnostics_properties_and_subject() -> None:
    schema = (
        rule("a", '<assert test="@n" subject="b" diagnostics="d e" properties="p">no</assert>')
        + '<diagnostics><diagnostic id="e" xml:lang="de">E</diagnostic>'
        '<diagnostic id="d">D <value-of select="name()"/></diagnostic></diagnostics>'
        '<properties><property id="p">P <name/></property></properties>'
    )
    (failure,) = report(schema, "<a><b/></a>")
    assert failure.get("subject") == "2"
    assert [(note.get("id"), note.text) for note in list(failure)[1:]] == [
        ("d", "D a"), ("e", "E"), ("p", "P a")
    ]  # fmt: skip


def test_a_test_that_breaks_leaves_the_others_running() -> None:
    tests = (
        '<assert id="x" test="xs:date(@n) = xs:date(@n)">x</assert>'
        '<report id="y" test="true()">y</report>'
    )
    broken, failure = report(rule("a", tests), '<a n="today"/>')
    assert (broken.tag, broken.get("assert"), broken.get("code")) == (
        f"{REPORT}broken", "x", "FORG0001"
    )  # fmt: skip
    assert failure.get("assert") == "y"


def test_the_id_of_a_test_that_breaks_may_hold_quotes_and_braces() -> None:
    test = "<assert id=\"a'{b}&quot;\" test=\"xs:date('x') = xs:date('y')\"/>"
    (broken,) = report(rule("a", test), "<a/>")
    assert (broken.tag, broken.get("assert")) == (f"{REPORT}broken", "a'{b}\"")


def test_a_variable_that_breaks_breaks_its_rule_only() -> None:
    schema = rule("a", '<let name="v" value="1 div 0"/><report test="$v = 1">a</report>') + rule(
        "a", '<report test="true()">b</report>'
    )
    broken, failure = report(schema, "<a/>")
    assert broken.get("code") == "FOAR0001"
    assert texts([failure]) == ["b"]


def test_a_global_variable_that_breaks_breaks_what_uses_it() -> None:
    schema = (
        '<let name="v" value="xs:date(\'never\')"/>'
        + rule("a", '<report test="string($v)">a</report>')
        + rule("a", '<report test="true()">b</report>')
    )
    saxon, stylesheet, _ = transpiled(schema)
    result = saxon.compile_text(stylesheet, "schema").transform(saxon.parse("<a/>"))
    broken, failure = etree.fromstring(result.text.encode())
    assert broken.tag == f"{REPORT}broken"
    assert texts([failure]) == ["b"]


def test_braces_and_quotes_are_no_templates() -> None:
    schema = rule("a", '<report id="{x}" test="true()">{1 + 1} "\'</report>')
    (failure,) = report(schema, "<a/>")
    assert failure.get("assert") == "{x}"
    assert texts([failure]) == ["{1 + 1} \"'"]


@pytest.mark.parametrize(
    ("schema", "says"),
    [
        (f'<schema {SCH} queryBinding="xquery"/>', "the query language xquery"),
        ('<schema xmlns="http://www.ascc.net/xml/schematron"/>', "the root element is schema"),
        ('<include href="x.sch"/>', "the file x.sch was not read"),
        ('<xsl:include href="x.xsl"/>', "xsl:include is not allowed"),
        ('<phase id="p"><active pattern="q"/></phase>', "a pattern that is not there: q"),
        ('<pattern is-a="m"/>', "no abstract pattern m"),
        ("<patern/>", "Schematron has no element patern"),
        ('<ns prefix="x"/>', "both prefix and uri"),
        (pattern("<rule/>"), "a rule needs a context"),
        (pattern('<rule abstract="true"/>'), "needs an id"),
        (rule("a", '<extends rule="r"/>'), "no abstract rule r"),
        (
            pattern('<rule abstract="true" id="r"><extends rule="r"/></rule>'),
            "the rule r extends itself",
        ),
        (
            pattern(
                '<rule abstract="true" id="r"><extends rule="s"/></rule>'
                '<rule abstract="true" id="s"><extends rule="r"/></rule>'
            ),
            "the rule s extends itself",
        ),
        (rule("a", "<assert>x</assert>"), "assert needs a test"),
        (rule("a", '<assert test="1" diagnostics="d"/>'), "there is no diagnostic d"),
        (rule("a", '<assert test="1" properties="d"/>'), "there is no property d"),
        (rule("a", '<assert test="1"><value-of/></assert>'), "value-of needs a select"),
        ('<let value="1"/>', "a variable needs a name"),
        ('<let name="a" value="1"/><let name="a" value="1"/>', "defined twice"),
    ],
)
def test_what_is_without_use_is_said_with_its_place(schema: str, says: str) -> None:
    _, _, messages = transpiled(schema)
    assert [message.code for message in messages] == ["TPS901"] * len(messages)
    assert says in messages[0].text
    assert (messages[0].path or "").startswith("/Q{")


@pytest.mark.parametrize("root", [f'<schema {SCH} queryBinding="stx"/>', '<schema xmlns="urn:x"/>'])
def test_a_schema_that_cannot_be_read_at_all_gives_nothing(root: str) -> None:
    assert transpiled(root)[1] == ""


def test_an_unknown_phase_is_refused() -> None:
    _, stylesheet, messages = transpiled('<phase id="p"/>', "q")
    assert stylesheet == ""
    assert messages[0].text == "the schema has no phase q; it has: p, #ALL"


def test_nothing_can_be_read_from_a_test(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    test = f"unparsed-text('{secret.as_uri()}')"
    (broken,) = report(rule("a", f'<report test="{test}">read</report>'), "<a/>")
    assert broken.tag == f"{REPORT}broken"


def test_an_expression_that_does_not_compile_stops_the_schema() -> None:
    saxon, stylesheet, _ = transpiled(rule("a", '<assert test="1 +"/>'))
    with pytest.raises(StylesheetError, match="1 \\+"):
        saxon.compile_text(stylesheet, "schema")
