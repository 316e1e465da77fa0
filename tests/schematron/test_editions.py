"""Constructs of the editions of 2016, 2020 and 2025, each in a schema of its own.

The clauses are those of ISO/IEC 19757-3:2025 where nothing else is said.
"""

from pathlib import Path

import pytest

from tei_pipeline.diagnostics import Severity
from tei_pipeline.errors import SchemaError
from tests.schematron.making import NS, SCH, failing, judged, lines, messages, rule

DOCUMENT = '<a n="1">\n<b n="2"/>\n<c m="x y"/>\n</a>'


def said(
    folder: Path, schema: str, phase: str | None = None, document: str = DOCUMENT
) -> list[str]:
    return messages(judged(folder, {"a.sch": schema, "a.xml": document}, phase=phase))


def test_of_a_group_every_rule_is_applied(tmp_path: Path) -> None:
    rules = f'<rule context="b">{failing("1")}</rule><rule context="*[@n]">{failing("2")}</rule>'
    variable = '<let name="v" value="1"/><p>Words.</p><title>T</title>'
    assert said(tmp_path, f"<pattern>{variable}{rules}</pattern>") == ["2", "1"]
    assert said(tmp_path, f"<group>{variable}{rules}</group>") == ["1", "2", "2"]


def test_a_group_in_a_phase_with_variables_and_abstract_rules(tmp_path: Path) -> None:
    schema = (
        '<phase id="p"><active pattern="g"/></phase>'
        '<group id="g"><let name="v" value="@n/../name()"/>'
        f'<rule abstract="true" id="r">{failing("from <name/>")}</rule>'
        '<rule context="b"><extends rule="r"/></rule>'
        '<rule context="a"><assert test="$v">no v</assert></rule></group>' + rule("c", failing("c"))
    )
    assert said(tmp_path, schema, "p") == ["from b", "no v"]


def test_a_group_from_an_abstract_group(tmp_path: Path) -> None:
    schema = (
        '<group abstract="true" id="m"><param name="what"/>'
        f'<rule context="$what">{failing("1")}</rule>'
        f'<rule context="*">{failing("2")}</rule></group>'
        '<group is-a="m"><param name="what" value="b"/></group>'
    )
    assert said(tmp_path, schema) == ["1", "2", "2", "2"]


def test_a_rule_visits_each_of_a_sequence(tmp_path: Path) -> None:
    body = '<let name="m" value="@m"/><report test=". = \'y\'"><value-of select="., $m"/></report>'
    found = judged(
        tmp_path,
        {"a.sch": rule("c", body, 'visit-each="tokenize(@m)"'), "a.xml": DOCUMENT},
    )
    assert (messages(found), lines(found)) == (["y x y"], [("a.xml", 3, 1)])


def test_nodes_that_a_rule_visits_are_the_places(tmp_path: Path) -> None:
    schema = rule("a", failing("<name/>"), 'visit-each="b | c"')
    found = judged(tmp_path, {"a.sch": schema, "a.xml": DOCUMENT})
    assert messages(found) == ["b", "c"]
    assert [one.location.line for one in found] == [2, 3]


def test_a_visit_that_breaks_breaks_its_rule_only(tmp_path: Path) -> None:
    schema = rule("a", failing("x"), 'visit-each="xs:date(@n)"') + rule("a", failing("y"))
    found = judged(tmp_path, {"a.sch": schema, "a.xml": DOCUMENT})
    assert [one.code for one in found] == ["TPS201", "TPS202"]


WHEN = (
    '<phase id="b" when="/a/b[@n = $two]"><active pattern="p1"/></phase>'
    '<phase id="a" when="/a"><active pattern="p2"/></phase>'
    '<let name="two" value="2"/>'
    f'<pattern id="p1"><rule context="*[@n]">{failing("1")}</rule></pattern>'
    f'<pattern id="p2"><rule context="*[@n]">{failing("2")}</rule></pattern>'
)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ('<a><b n="2"/></a>', ["1"]),
        ('<a><b n="3"/></a>', ["2"]),
        ('<z><b n="3"/></z>', ["1", "2"]),
    ],
)
def test_a_document_chooses_its_phase(tmp_path: Path, document: str, expected: list[str]) -> None:
    """Clauses 5.4.13 and 5.5.22: the first phase whose ``when`` is true, else all patterns."""
    assert said(tmp_path, WHEN, "#ANY", document) == expected
    schema = f'<schema {NS} defaultPhase="#ANY">{WHEN}</schema>'
    assert said(tmp_path, schema, None, document) == expected


def test_a_schema_without_conditions_runs_all_of_its_patterns(tmp_path: Path) -> None:
    assert said(tmp_path, rule("a", failing("x")), "#ANY") == ["x"]


@pytest.mark.parametrize("when", ["xs:date(/a/@n)", "1 +"])
def test_a_condition_that_cannot_be_computed_is_an_error(tmp_path: Path, when: str) -> None:
    with pytest.raises(
        SchemaError, match=r"phase could be chosen for a\.xml|1 \+ does not"
    ) as raised:
        said(tmp_path, f'<phase id="p" when="{when}"/>' + rule("a", failing("x")), "#ANY")
    assert raised.value.path == tmp_path / "a.sch"


def test_when_is_asked_only_with_any(tmp_path: Path) -> None:
    assert said(tmp_path, WHEN, None, '<a><b n="2"/></a>') == ["1", "2"]


@pytest.mark.parametrize(
    ("start", "expected"),
    [("/a/b", ["b"]), ("b", ["b"]), ("c | b", ["b", "c"]), ("*[@m]", ["c"]), ("/none", [])],
)
def test_a_phase_may_begin_below_the_root(tmp_path: Path, start: str, expected: list[str]) -> None:
    schema = (
        f'<phase id="p" from="{start}"><active pattern="p"/></phase>'
        f'<pattern id="p"><rule context="*">{failing("<name/>")}</rule></pattern>'
    )
    assert said(tmp_path, schema, "p") == expected


def test_parameters_of_the_schema_are_variables(tmp_path: Path) -> None:
    schema = '<param name="most" value="1"/>' + rule(
        "*[@n]", '<assert test="@n le string($most)">more than <value-of select="$most"/></assert>'
    )
    assert said(tmp_path, schema) == ["more than 1"]


def test_a_library_is_taken_over(tmp_path: Path) -> None:
    library = (
        f'<library {NS}>\n<title>L</title><ns prefix="z" uri="urn:z"/><let name="v" value="2"/>'
        '<rules><rule abstract="true" id="r"><report test="@n = $v">two</report></rule></rules>'
        f"{rule('c', failing('c'))}</library>"
    )
    schema = '<extends href="lib.xml"/>' + rule("b", '<extends rule="r"/>')
    found = judged(tmp_path, {"a.sch": schema, "lib.xml": library, "a.xml": DOCUMENT})
    assert messages(found) == ["c", "two"]
    assert "line 2 of lib.xml" in found[1].message


def test_a_library_alone_judges_nothing(tmp_path: Path) -> None:
    files = {"lib.xml": f"<library {NS}/>", "a.xml": DOCUMENT}
    with pytest.raises(SchemaError, match="a library judges nothing"):
        judged(tmp_path, files, schema="lib.xml")


def test_roles_that_are_computed(tmp_path: Path) -> None:
    schema = '<let name="weight" value="\'warning\'"/>' + rule(
        "*[@n]", "<let name='own' value=\"if (@n = 1) then 'info' else $weight\"/>"
        + failing("x", 'severity="$own" role="error"')
    )  # fmt: skip
    found = judged(tmp_path, {"a.sch": schema, "a.xml": DOCUMENT})
    assert [one.severity for one in found] == [Severity.INFO, Severity.WARNING]


@pytest.mark.parametrize(
    ("attributes", "within", "severity"),
    [
        ('severity="warning" role="error"', "", Severity.WARNING),
        ('role="see-below" flag="warn urgent"', "", Severity.WARNING),
        ("", 'role="info"', Severity.INFO),
        ('role="warning"', 'role="info"', Severity.WARNING),
        ('role="nonfatal"', "", Severity.WARNING),
        ('role="INFORMATION"', "", Severity.INFO),
        ('severity="critical"', "", Severity.ERROR),
        ('severity="fatal"', 'role="info"', Severity.ERROR),
    ],
)
def test_severity_comes_before_role_and_flag_and_the_test_before_its_rule(
    tmp_path: Path, attributes: str, within: str, severity: Severity
) -> None:
    schema = rule("a", failing("x", attributes), within)
    (found,) = judged(tmp_path, {"a.sch": schema, "a.xml": DOCUMENT})
    assert found.severity is severity


def test_the_role_of_a_pattern_holds_for_its_rules(tmp_path: Path) -> None:
    schema = f'<pattern role="warning"><rule context="a">{failing("x")}</rule></pattern>'
    (found,) = judged(tmp_path, {"a.sch": schema, "a.xml": DOCUMENT})
    assert found.severity is Severity.WARNING


def test_default_values_of_parameters(tmp_path: Path) -> None:
    schema = (
        '<pattern abstract="true" id="m"><param name="what" value="b"/><param name="more"/>'
        f'<rule context="$what[$more]">{failing("<name/>")}</rule></pattern>'
        '<pattern is-a="m"><param name="more" value="@n"/></pattern>'
        '<pattern is-a="m"><param name="more" value="@n"/><param name="what" value="a"/></pattern>'
    )
    assert said(tmp_path, schema) == ["b", "a"]


def test_a_parameter_without_a_value_is_said(tmp_path: Path) -> None:
    schema = (
        '<pattern abstract="true" id="m"><param name="what"/>'
        f'<rule context="$what">{failing("x")}</rule></pattern>\n<pattern is-a="m"/>'
    )
    (found,) = judged(tmp_path, {"a.sch": schema, "a.xml": DOCUMENT})
    assert (found.code, found.location.line) == ("TPS901", 3)
    assert "needs a value of $what" in found.message


def test_diagnostics_of_an_abstract_pattern_are_filled_too(tmp_path: Path) -> None:
    schema = (
        '<pattern abstract="true" id="m"><rule context="$what"><report test="true()"'
        ' diagnostics="d">x</report></rule></pattern>'
        '<pattern is-a="m"><param name="what" value="b"/></pattern>'
        '<diagnostics><diagnostic id="d">about <value-of select="\'$what\'"/></diagnostic>'
        "</diagnostics>"
    )
    (found,) = judged(tmp_path, {"a.sch": schema, "a.xml": DOCUMENT})
    assert found.suggestion == "about b"


def test_several_diagnostics_with_values_and_variables(tmp_path: Path) -> None:
    schema = (
        '<let name="g" value="7"/>'
        + rule("b", '<let name="v" value="@n"/>' + failing("x", 'diagnostics="d1 d2"'))
        + '<diagnostics><diagnostic id="d2">g <value-of select="$g"/></diagnostic>'
        '<diagnostic id="d1">v <value-of select="$v"/> of <name path="name(..)"/></diagnostic>'
        "</diagnostics>"
    )
    (found,) = judged(tmp_path, {"a.sch": schema, "a.xml": DOCUMENT})
    assert found.suggestion == "v 2 of a g 7"


def test_words_in_emph_span_and_dir_with_values_inside(tmp_path: Path) -> None:
    schema = rule(
        "b",
        failing('<emph>the <name/></emph> <span class="x">has <value-of select="@n"/></span>'
                ' <dir value="rtl">so</dir>'),
    )  # fmt: skip
    assert said(tmp_path, schema) == ["the b has 2 so"]


def test_what_says_nothing_of_documents_is_left_alone(tmp_path: Path) -> None:
    schema = (
        '<schema xmlns:f="urn:foreign" xml:lang="en" icon="i" see="s" fpi="f" schemaVersion="1"'
        f' schematronEdition="2025" id="x" {NS}><title>T <dir>t</dir></title>'
        '<p class="c" icon="i">P <emph>p</emph></p><f:thing a="b"><f:other/></f:thing>'
        '<phase id="p" fpi="x"><p>P</p><active pattern="q">why <emph>so</emph></active></phase>'
        '<pattern id="q" see="http://example.org" icon="x"><title>T</title><p>P</p><f:thing/>'
        f'<rule context="a" xml:lang="de"><f:thing/><p>P</p>{failing("x<f:y>y</f:y>")}</rule>'
        "</pattern></schema>"
    )
    assert said(tmp_path, schema, "p") == ["xy"]


def test_xpath_1_where_the_schema_names_no_language(tmp_path: Path) -> None:
    schema = (
        f'<schema xmlns="{SCH}"><let name="all" value="//@n"/>'
        + rule("a", "<report test=\"string-length(*/@*) = 1\">first <value-of select=\"$all\"/>"
                    "</report><report test=\"substring('abc', '2') = 'bc'\">number</report>")
        + "</schema>"
    )  # fmt: skip
    assert said(tmp_path, schema) == ["first 1", "number"]
    typed = schema.replace("<schema ", '<schema queryBinding="xslt2" ')
    assert [one.code for one in judged(tmp_path, {"a.sch": typed, "a.xml": DOCUMENT})] == [
        "TPS901", "TPS202"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "binding",
    ["xslt", "xslt1.1", "exslt", "xslt2", "XSLT3", "xpath", "xpath2", "xpath3", "xpath31"],
)
def test_languages_of_queries(tmp_path: Path, binding: str) -> None:
    schema = f'<schema xmlns="{SCH}" queryBinding="{binding}">{rule("a", failing("x"))}</schema>'
    assert said(tmp_path, schema) == ["x"]


def test_a_variable_may_hold_elements(tmp_path: Path) -> None:
    schema = (
        '<let name="v"><t:list xmlns:t="urn:t"><t:item n="{2}">two</t:item>'
        '<xsl:message terminate="yes">data</xsl:message></t:list></let>'
        '<ns prefix="t" uri="urn:t"/>'
        + rule("a", "<report test=\"$v/t:list/t:item/@n = '{2}'\"><value-of select=\"$v\"/>"
                    "</report>")
    )  # fmt: skip
    assert said(tmp_path, schema) == ["twodata"]


def test_a_typed_variable_that_is_of_another_type_is_left_out_with_what_uses_it(
    tmp_path: Path,
) -> None:
    schema = '<let name="v" as="xs:integer" value="\'x\'"/>' + rule(
        "a", '\n<report test="$v = 1">x</report>' + failing("y")
    )
    found = judged(tmp_path, {"a.sch": schema, "a.xml": DOCUMENT})
    assert [(one.code, one.location.line) for one in found] == [
        ("TPS901", 2), ("TPS901", 3), ("TPS201", 1)
    ]  # fmt: skip


def test_functions_from_a_stylesheet_of_their_own(tmp_path: Path) -> None:
    functions = (
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
        ' xmlns:f="urn:f"><xsl:function name="f:two"><xsl:sequence select="2"/></xsl:function>'
        "</xsl:stylesheet>"
    )
    schema = '<ns prefix="f" uri="urn:f"/><xsl:include href="f.xsl"/>' + rule(
        "b", '<report test="@n = f:two()">two</report>'
    )
    files = {"a.sch": schema, "f.xsl": functions, "a.xml": DOCUMENT}
    assert messages(judged(tmp_path, files)) == ["two"]


@pytest.mark.parametrize("name", ["output", "use-package", "strip-space"])
def test_xslt_that_is_not_allowed_in_a_schema(tmp_path: Path, name: str) -> None:
    schema = f'<xsl:{name} elements="*"/>' + rule("a", failing("runs"))
    found = judged(tmp_path, {"a.sch": schema, "a.xml": DOCUMENT})
    assert [one.code for one in found] == ["TPS901", "TPS201"]
    assert f"xsl:{name} is not allowed in a schema" in found[0].message


def test_schematron_before_the_standard_is_refused_with_the_mend(tmp_path: Path) -> None:
    old = "http://www.ascc.net/xml/schematron"
    files = {"a.sch": f'<?xml version="1.0"?>\n<schema xmlns="{old}"/>', "a.xml": DOCUMENT}
    with pytest.raises(SchemaError, match=r"Schematron 1\.5") as raised:
        judged(tmp_path, files)
    assert raised.value.line == 2
    assert SCH in (raised.value.mend or "")


def test_an_element_that_is_included_by_its_name_brings_its_prefixes(tmp_path: Path) -> None:
    other = (
        f'<schema {NS}><ns prefix="z" uri="urn:z"/>'
        f'<pattern id="one"><rule context="z:a">{failing("1")}</rule></pattern>'
        f'<pattern xml:id="two"><rule context="z:a">{failing("2")}</rule></pattern></schema>'
    )
    files = {"a.sch": '<include href="other.xml#two"/>', "other.xml": other}
    files["a.xml"] = '<a xmlns="urn:z"/>'
    assert messages(judged(tmp_path, files)) == ["2"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ('<include href="b.xml"/>', "a whole schema cannot be included"),
        ('<include href="b.xml#none"/>', "has no element none"),
        (rule("a", '<extends href="b.xml"/>'), "must be a rule"),
        ('<extends href="b.xml#r"/>', "must be a schema or a library"),
        ('<ns prefix="z" uri="urn:z"/><ns prefix="z" uri="urn:y"/>', "stands for two namespaces"),
        ('<rules><rule context="a"/></rules>', "abstract rules only"),
        ('<param name="x"/>', "both name and value"),
        ('<param name="x" value="1"/><param name="x" value="1"/>', "defined twice"),
        ('<param name="x" value="1"/><pattern><let name="x" value="1"/></pattern>', "twice"),
        ('<pattern abstract="true"/>', "needs an id"),
        ("<library/>", "no element library"),
        ('<pattern><rule context="a"><rule context="b"/></rule></pattern>', "rule cannot stand in"),
        ("<pattern><pattern/></pattern>", "pattern cannot stand in pattern, only in schema"),
        ('<pattern><assert test="1"/></pattern>', "assert cannot stand in pattern, only in rule"),
        ('<rule context="a"/>', "rule cannot stand in schema"),
        ('<ns prefix="1x" uri="urn:x"/>', "1x cannot be the prefix of urn:x"),
        ('<ns prefix="xml" uri="urn:x"/>', "xml cannot be the prefix"),
        ('<ns prefix="xsl" uri="urn:x"/>', "xsl cannot be the prefix"),
        ('<ns prefix="tei-pipeline" uri="urn:x"/>', "tei-pipeline cannot be the prefix"),
        ('<pattern abstract="true" id="m" is-a="m"/>', "cannot be made from another"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_run(tmp_path: Path, body: str, says: str) -> None:
    part = f'<schema {NS}><pattern id="p"><rule id="r" context="a"/></pattern></schema>'
    schema = body + rule("a", failing("runs"))
    found = judged(tmp_path, {"a.sch": schema, "b.xml": part, "a.xml": DOCUMENT})
    assert [one.code for one in found] == ["TPS901", "TPS201"]
    assert says in found[0].message
    assert "the other rules were run" in found[0].message


def test_places_of_all_kinds_of_nodes(tmp_path: Path) -> None:
    document = (
        '<?xml version="1.0"?>\n<?model x?>\n<!-- one -->\n'
        '<!DOCTYPE a [<!-- no --><!ENTITY e "t">]>\n'
        '<a n="1"><b/>text &e;<!-- two --><?pi?><c>\nmore<![CDATA[ data]]></c></a>\n<!--three-->'
    )
    kinds = ("/", "*", "@n", "text()", "comment()", "processing-instruction()")
    schema = "".join(rule(kind, failing(kind)) for kind in kinds)
    found = judged(tmp_path, {"a.sch": schema, "a.xml": document})
    places = [place[1:] for place in lines(found)]
    assert [(text, *place) for text, place in zip(messages(found), places, strict=True)] == [
        ("/", 5, 1), ("*", 5, 1), ("*", 5, 10), ("*", 5, 40), ("@n", 5, 4), ("text()", 5, 14),
        ("text()", 5, 43), ("comment()", 3, 1), ("comment()", 5, 22), ("comment()", 7, 1),
        ("processing-instruction()", 2, 1), ("processing-instruction()", 5, 34),
    ]  # fmt: skip


def test_instructions_before_the_root_are_seen(tmp_path: Path) -> None:
    schema = rule("/", "<assert test=\"processing-instruction('xml-model')\">no model</assert>")
    assert said(tmp_path, schema, None, '<?xml-model href="x"?><a/>') == []
    assert said(tmp_path, schema, None, "<a/>") == ["no model"]
