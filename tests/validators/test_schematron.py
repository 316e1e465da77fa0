"""The Schematron validator: from a schema's file to findings with their places."""

from pathlib import Path

import pytest

from tei_pipeline.diagnostics import Diagnostic, Severity
from tei_pipeline.document import load
from tei_pipeline.errors import SchemaError
from tei_pipeline.saxon import Saxon
from tei_pipeline.validators import Context
from tei_pipeline.validators.schematron import SchematronValidator

NS = (
    'xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"'
    ' xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
)
DOCUMENT = '<a>\n  <b n="1"/>\n  <b\n   n="2">some **marked** text<c/>and **more**</b>\n</a>'


XSL_FUNCTION = (
    '<xsl:function name="f:f" xmlns:f="urn:f">\n<xsl:sequence select="1 +"/></xsl:function>'
)


def findings(
    folder: Path, schema: str, document: str = DOCUMENT, phase: str | None = None
) -> list[Diagnostic]:
    path = folder / "rules.sch"
    path.write_text(f"<schema {NS}>\n{schema}\n</schema>", encoding="utf-8")
    source = folder / "document.xml"
    source.write_text(document, encoding="utf-8")
    validator = SchematronValidator(Saxon(), path, phase)
    context = Context(folder, {}, frozenset(), complete=False)
    assert validator.name == "rules.sch"
    return list(validator.check(load(source), context))


def rule(context: str, body: str) -> str:
    return f'<pattern><rule context="{context}">\n{body}\n</rule></pattern>'


def place(found: Diagnostic) -> tuple[int | None, int | None, int | None]:
    return found.location.line, found.location.column, found.location.end_column


def test_a_failure_of_a_foreign_schema_names_its_rule(tmp_path: Path) -> None:
    (found,) = findings(
        tmp_path, rule("b[@n = '2']", '<assert id="two" test="c/d">no\n d</assert>')
    )
    assert (found.code, found.severity) == ("TPS201", Severity.ERROR)
    assert found.message == "no d (rule two of rules.sch)"
    assert place(found) == (3, 3, 5)
    assert found.location.path == "/a/b[2]"


def test_a_rule_without_id_is_named_by_its_line(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, rule("/", '<assert test="x"/>'))
    assert found.message == "the rule does not hold (the rule in line 3 of rules.sch)"
    assert place(found)[0] == 1


@pytest.mark.parametrize(
    ("attributes", "severity"),
    [
        ('role="warning"', Severity.WARNING),
        ('role="WARN"', Severity.WARNING),
        ('flag="info"', Severity.INFO),
        ('role="hint"', Severity.INFO),
        ('severity="fatal"', Severity.ERROR),
        ('role="label"', Severity.ERROR),
        ("", Severity.ERROR),
    ],
)
def test_role_flag_and_severity_weigh(tmp_path: Path, attributes: str, severity: Severity) -> None:
    (found,) = findings(tmp_path, rule("a", f'<report test="true()" {attributes}>x</report>'))
    assert found.severity is severity


def test_the_role_of_the_rule_holds_for_its_assertions(tmp_path: Path) -> None:
    schema = (
        '<pattern><rule context="a" role="info"><report test="true()">x</report></rule></pattern>'
    )
    assert findings(tmp_path, schema)[0].severity is Severity.INFO


def test_a_code_of_ours_brings_its_severity_and_diagnostics(tmp_path: Path) -> None:
    schema = (
        rule(
            "a",
            '<report id="TPE142" test="true()"'
            ' diagnostics="TPE142-expected TPE142-mend">no-break</report>',
        )
        + '<diagnostics><diagnostic id="TPE142-expected">this <name/></diagnostic>'
        '<diagnostic id="TPE142-mend">that</diagnostic></diagnostics>'
    )
    (found,) = findings(tmp_path, schema)
    assert (found.code, found.severity, found.message) == ("TPE142", Severity.WARNING, "no-break")
    assert (found.expected, found.suggestion) == ("this a", "that")


def test_other_diagnostics_are_suggestions(tmp_path: Path) -> None:
    schema = rule("a", '<report test="true()" diagnostics="d">x</report>') + (
        '<diagnostics><diagnostic id="d">read the manual</diagnostic></diagnostics>'
    )
    assert findings(tmp_path, schema)[0].suggestion == "read the manual"


def test_an_attribute_and_a_subject_are_pointed_at(tmp_path: Path) -> None:
    (first,) = findings(tmp_path, rule("@n[. = '2']", '<report test="true()">x</report>'))
    (second,) = findings(tmp_path, rule("a", '<report test="true()" subject="b[2]/@n">x</report>'))
    assert place(first) == place(second) == (4, 4, 9)


def test_words_are_pointed_at_in_the_text_they_stand_in(tmp_path: Path) -> None:
    schema = (
        rule("b/text()", '<report test="true()" diagnostics="w-words">x</report>')
        + '<diagnostics><diagnostic id="w-words">**</diagnostic></diagnostics>'
    )
    found = findings(tmp_path, schema)
    assert [place(one) for one in found] == [(4, 15, 17), (4, 38, 40)]


def test_a_rule_that_breaks_is_said_once_and_the_others_run(tmp_path: Path) -> None:
    tests = '<assert test="xs:date(@n) = 1">x</assert>\n<report test="@n = 2">two</report>'
    found = findings(tmp_path, rule("b", tests))
    assert [one.code for one in found] == ["TPS201", "TPS202"]
    assert "the rule in line 3 of rules.sch could not be run here" in found[1].message
    assert "(FORG0001)" in found[1].message
    assert place(found[1])[0] == 2


def test_a_variable_that_breaks_is_said(tmp_path: Path) -> None:
    schema = '<let name="v" value="1 div 0"/>' + rule("a", '<report test="@x">x</report>')
    (found,) = findings(tmp_path, schema.replace('"@x"', '"$v = 1"'))[:1]
    assert (found.code, found.location.line) == ("TPS202", 1)
    assert "line 2 of rules.sch" in found.message


def test_a_phase_can_be_chosen(tmp_path: Path) -> None:
    schema = '<phase id="none"/>' + rule("a", '<report test="true()">x</report>')
    assert findings(tmp_path, schema, phase="none") == []
    assert len(findings(tmp_path, schema, phase="#ALL")) == 1


def test_a_phase_that_is_not_there_is_no_fault_of_the_schema(tmp_path: Path) -> None:
    schema = '<phase id="none"/>' + rule("a", '<report test="true()">x</report>')
    with pytest.raises(SchemaError, match=r"^the schema has no phase q$") as raised:
        findings(tmp_path, schema, phase="q")
    assert raised.value.mend == "choose one of its phases: none, #ALL"
    with pytest.raises(SchemaError, match="no phase q") as raised:
        findings(tmp_path, rule("a", '<report test="true()">x</report>'), phase="q")
    assert raised.value.mend == "leave the phase out: the schema has none"


def test_a_default_phase_that_is_not_there_is_a_fault_of_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "rules.sch"
    path.write_text(f'<schema {NS} defaultPhase="q"/>', encoding="utf-8")
    (tmp_path / "document.xml").write_text("<a/>", encoding="utf-8")
    context = Context(tmp_path, {}, frozenset(), complete=False)
    with pytest.raises(SchemaError, match="is no usable Schematron"):
        list(SchematronValidator(Saxon(), path).check(load(tmp_path / "document.xml"), context))


@pytest.mark.parametrize(
    ("schema", "says", "line"),
    [
        ("<pattern><rule></pattern>", "not well-formed", 2),
        ('<schema xmlns="urn:x"/></schema><schema>', "not well-formed", 2),
    ],
)
def test_a_schema_without_use_is_an_error_with_its_line(
    tmp_path: Path, schema: str, says: str, line: int | None
) -> None:
    with pytest.raises(SchemaError, match=says) as raised:
        findings(tmp_path, schema)
    assert raised.value.line == line
    assert raised.value.path is not None
    assert raised.value.path.suffix == ".sch"


@pytest.mark.parametrize(
    ("body", "says", "line"),
    [
        (rule("a", '<assert\n test="1 +">x</assert>'), "expression 1 + does", 3),
        (rule("a[", '<assert test="1">x</assert>'), "a[", 2),
        (rule("x:a", '<assert test="1">x</assert>'), "prefix 'x'", 2),
        (rule("a", '<assert test="$v">x</assert>'), "$v", 3),
        (rule("a", '<assert test="1"><value-of select="f()"/></assert>'), "f()", 3),
        (rule("a", '<let name="v" value="f()"/><assert test="$v">x</assert>'), "f()", 3),
        (rule("a", '<assert test="1" subject="f()">x</assert>'), "f()", 3),
        ('<pattern><rule context="a" visit-each="f()"/></pattern>', "f()", 2),
        ('<let name="v"\n value="1 +"/>', "expression 1 + does", 2),
        ('<pattern>\n<let name="v" value="f()"/></pattern>', "f()", 3),
        ('<let name="1 x" value="1"/>', "1 x", 2),
        ('<pattern documents="1 +"><rule context="a"/></pattern>', "does not compile", 2),
        ('<xsl:key name="k" match="a[" use="1"/>', "a[", 2),
        (XSL_FUNCTION, "expression 1 + does", 3),
        (XSL_FUNCTION.replace("1 +", "last()"), "context item is absent", 2),
        (rule("a", '<assert test="&#10;1 +"/>'), "expression \\n1 + does", 3),
        (rule("a[&#10;1", '<assert test="1"/>'), "does not compile", 2),
        ('<let name="v"\n value="(1, 2) eq 1"/>', "first operand of 'eq'", 2),
        (rule("a", '<report test="function($x){$x}"/>'), "boolean value", 3),
        (rule("a", '<assert test="map{}"/>'), "type map", 3),
        (rule("a", '<assert test="current-dateTime()"/>'), "current-dateTime()", 3),
        (rule("a", '<report test="array{1}"/>'), "type array", 3),
        (rule("a", '<report test="apply#2"/>'), "apply#2", 3),
        (rule("a", "<assert test=\"load-xquery-module('x')\"/>"), "type map", 3),
    ],
)
def test_what_does_not_compile_is_left_out_with_its_line_and_the_others_run(
    tmp_path: Path, body: str, says: str, line: int
) -> None:
    broken, failure = findings(tmp_path, body + rule("a", '<report test="true()">runs</report>'))
    assert (broken.code, broken.location.line) == ("TPS901", line)
    assert broken.location.file == tmp_path / "rules.sch"
    assert says in broken.message
    assert "the others were run" in broken.message
    assert failure.message.startswith("runs ")


def test_a_rule_that_uses_what_does_not_compile_is_left_out_too(tmp_path: Path) -> None:
    tests = '<assert test="f:f() = 1"/>\n<report test="true()">runs</report>'
    found = findings(tmp_path, f'<ns prefix="f" uri="urn:f"/>{XSL_FUNCTION}{rule("a", tests)}')
    assert [(one.code, one.location.line) for one in found] == [
        ("TPS901", 3), ("TPS901", 4), ("TPS201", 1)
    ]  # fmt: skip


RUNS = '<report test="true()">runs</report>'


@pytest.mark.parametrize(
    ("body", "says", "line", "runs"),
    [
        (rule("a", f"<assert>x</assert>{RUNS}"), "assert needs a test", 3, 2),
        (rule("a", f'<assert test=" "/>{RUNS}'), "assert needs a test", 3, 2),
        (rule("a", f'<assert test="0" diagnostics="d"/>{RUNS}'), "no diagnostic d", 3, 3),
        (rule("a", f'<assert test="0" properties="d"/>{RUNS}'), "no property d", 3, 3),
        (rule("a", f'<extends rule="r"/>{RUNS}'), "no abstract rule r", 3, 2),
        (rule("a", '<assert test="0"><value-of/></assert>'), "value-of needs a select", 3, 2),
        ('<pattern is-a="m"/>', "no abstract pattern m", 2, 1),
        ('<phase id="p"><active pattern="q"/></phase>', "pattern that is not there: q", 2, 1),
        ('<let name="" value="1"/>', "a variable needs a name", 2, 1),
        ('<ns prefix="z" uri=""/>', "needs both prefix and uri", 2, 1),
        ('\n<include href="none.sch"/>', "is missing: “none.sch” cannot be read", 3, 1),
        ('\n<include href="http://localhost/x.sch"/>', "is not at hand", 3, 1),
        ('\n<xsl:include href="none.xsl"/>', "is missing: “none.xsl” cannot be read", 3, 1),
        ('\n<extends href="none.sch"/>', "is missing: “none.sch” cannot be read", 3, 1),
        ("\n<include/>", "needs the name of a file", 3, 1),
        ('\n<include href="rules.sch"/>', "includes itself", 3, 1),
        ('<include href="bad.sch"/>', "bad.sch is not well-formed XML (line 2)", 2, 1),
        ('<include href="../secret.txt"/>', "../secret.txt is not well-formed XML;", 2, 1),
        ('<include href="../secret.xml"/>', "../secret.xml is no Schematron", 2, 1),
        ('<xsl:include href="../secret.xml"/>', "../secret.xml is no XSLT", 2, 1),
        *(
            (f'<include href="{address}"/>', "what is included is missing", 2, 1)
            for address in ("file://[x", "http://[::1", "a%00b", "a" * 5_000)
        ),
    ],
)
def test_what_is_wrong_in_one_place_is_said_once_and_the_rest_run(
    tmp_path: Path, body: str, says: str, line: int, runs: int
) -> None:
    folder = tmp_path / "schema"
    folder.mkdir()
    (folder / "bad.sch").write_text("<a>\n<secret</a>", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret word", encoding="utf-8")
    (tmp_path / "secret.xml").write_text("<secret>word</secret>", encoding="utf-8")
    found = findings(folder, body + rule("a", RUNS))
    assert [one.code for one in found] == ["TPS901"] + ["TPS201"] * runs
    assert says in found[0].message
    assert "the other rules were run" in found[0].message
    assert (found[0].location.file.name, found[0].location.line) == ("rules.sch", line)


@pytest.mark.parametrize("bad", ["<rule/>", '<include href="none.sch"/>', "<rul/>"])
def test_nodes_of_a_rule_that_is_not_there_are_not_judged_by_later_rules(
    tmp_path: Path, bad: str
) -> None:
    first, last = f'<rule context="b">{RUNS}</rule>', f'<rule context="a">{RUNS}</rule>'
    found = findings(tmp_path, f"<pattern>{first}{bad}{last}</pattern>")
    assert [(one.code, one.location.line) for one in found] == [
        ("TPS901", 2), ("TPS201", 2), ("TPS201", 3)
    ]  # fmt: skip
    assert "it and the rules after it in its pattern are left out" in found[0].message


@pytest.mark.parametrize("value", ["1", "2"])
def test_what_uses_a_variable_with_two_values_is_left_out(tmp_path: Path, value: str) -> None:
    twice = f'<let name="v" value="1"/><let name="v" value="{value}"/>'
    found = findings(tmp_path, twice + rule("a", f'<report test="$v"/>{RUNS}'))
    assert [one.code for one in found] == ["TPS901", "TPS901", "TPS201"]


def test_a_namespace_that_is_no_address(tmp_path: Path) -> None:
    rules = rule("z:a", RUNS) + rule("a", '<assert test="z:a"/>')
    schema = f'<ns prefix="z" uri="1 +"/>{rules}'
    assert [one.code for one in findings(tmp_path, schema, '<a xmlns:z="urn:z"/>')] == ["TPS201"]


def test_of_one_rule_only_the_test_that_does_not_compile_is_left_out(tmp_path: Path) -> None:
    tests = '<assert test="1 +">x</assert>\n<assert test="(">x</assert>\n<report test="@x"/>'
    found = findings(tmp_path, rule("a", f'{tests}\n<report test="true()">y</report>'))
    assert [(one.code, one.location.line) for one in found] == [
        ("TPS901", 3), ("TPS901", 4), ("TPS201", 1)
    ]  # fmt: skip


def test_nodes_of_a_context_that_does_not_compile_are_not_judged_by_later_rules(
    tmp_path: Path,
) -> None:
    schema = (
        '<pattern><rule context="b[1"><report test="true()">x</report></rule>'
        '<rule context="*"><report test="true()">y</report></rule></pattern>'
    )
    assert [one.code for one in findings(tmp_path, schema)] == ["TPS901"]


def test_what_does_not_compile_is_said_with_the_first_document_only(tmp_path: Path) -> None:
    path = tmp_path / "rules.sch"
    body = rule("a", "<assert test='('/>")
    path.write_text(f"<schema {NS}>{body}</schema>", encoding="utf-8")
    (tmp_path / "document.xml").write_text(DOCUMENT, encoding="utf-8")
    validator = SchematronValidator(Saxon(), path)
    context = Context(tmp_path, {}, frozenset(), complete=False)
    document = load(tmp_path / "document.xml")
    assert [len(list(validator.check(document, context))) for _ in range(2)] == [1, 0]
    assert validator.key() is None


def test_included_files_keep_their_places(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/p.sch").write_text(
        f'<pattern {NS}>\n<rule context="a">\n<include href="checks.xml#two"/></rule></pattern>',
        encoding="utf-8",
    )
    (tmp_path / "parts/checks.xml").write_text(
        f'<x {NS}>\n<assert id="one" test="0"/>\n<assert id="two" test="d">no d</assert></x>',
        encoding="utf-8",
    )
    (found,) = findings(tmp_path, '<include href="parts/p.sch"/>')
    assert found.message == "no d (rule two of rules.sch)"
    (tmp_path / "parts/checks.xml").write_text(
        f'<x {NS}>\n\n<assert id="two" test="d d">no d</assert></x>', encoding="utf-8"
    )
    (found,) = findings(tmp_path, '<include href="parts/p.sch"/>')
    assert (found.location.file, found.location.line) == (tmp_path / "parts/checks.xml", 3)


def test_a_missing_schema_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "document.xml").write_text("<a/>", encoding="utf-8")
    validator = SchematronValidator(Saxon(), tmp_path / "none.sch")
    context = Context(tmp_path, {}, frozenset(), complete=False)
    with pytest.raises(SchemaError, match="cannot be read"):
        list(validator.check(load(tmp_path / "document.xml"), context))


def test_entities_of_the_document_are_expanded(tmp_path: Path) -> None:
    document = '<!DOCTYPE a [<!ENTITY e "text">]><a>&e;</a>'
    assert findings(tmp_path, rule("a", "<assert test=\". = 'text'\">x</assert>"), document) == []
