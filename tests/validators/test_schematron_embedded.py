"""Schematron inside RELAX NG, XSD and ODD."""

from pathlib import Path

import pytest

from tei_pipeline.errors import SchemaError
from tests.schematron.making import SCH, judged, lines, messages

RNG = f"""<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="{SCH}" ns="urn:a"
 xmlns:x="urn:a">
{{}}
</grammar>"""
DOCUMENT = '<a xmlns="urn:a">\n<b n="1"/>\n<b/></a>'
PATTERN = (
    '<s:pattern>\n<s:rule context="x:b"><s:assert test="@n">no n</s:assert></s:rule></s:pattern>'
)


def test_patterns_anywhere_in_relax_ng(tmp_path: Path) -> None:
    body = f'<define name="b"><element name="b"><empty/>{PATTERN}</element></define>'
    found = judged(tmp_path, {"a.rng": RNG.format(body), "a.xml": DOCUMENT}, schema="a.rng")
    assert (messages(found), lines(found)) == (["no n"], [("a.xml", 3, 1)])
    assert "line 4 of a.rng" in found[0].message


def test_patterns_of_included_grammars_once(tmp_path: Path) -> None:
    include = '<include href="parts/b.rng"/>'
    files = {
        "a.rng": RNG.format(include + '<externalRef href="c.rng"/><include href="d.rnc"/>'),
        "parts/b.rng": RNG.format('<include href="../c.rng"/><include href="../a.rng"/>'),
        "c.rng": RNG.format(PATTERN),
        "d.rnc": "start = empty",
        "a.xml": DOCUMENT,
    }
    assert messages(judged(tmp_path, files, schema="a.rng")) == ["no n"]


def test_a_grammar_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"none\.rng") as raised:
        judged(
            tmp_path,
            {"a.rng": RNG.format('<include href="none.rng"/>'), "a.xml": DOCUMENT},
            schema="a.rng",
        )
    assert (raised.value.path, raised.value.line) == (tmp_path / "a.rng", 3)


def test_tests_outside_a_rule_are_about_their_element(tmp_path: Path) -> None:
    body = (
        '<element name="b"><s:let name="one" value="@n"/><s:assert test="$one">no n</s:assert>'
        '<attribute name="n"><s:report test=". = \'1\'">a one</s:report></attribute></element>'
        '<element><name ns="urn:b">c</name><s:report test="true()">never</s:report></element>'
    )
    found = judged(tmp_path, {"a.rng": RNG.format(body), "a.xml": DOCUMENT}, schema="a.rng")
    assert messages(found) == ["no n", "a one"]
    assert lines(found)[1] == ("a.xml", 2, 4)


def test_rules_outside_a_pattern_and_declarations(tmp_path: Path) -> None:
    body = (
        '<s:ns prefix="y" uri="urn:a"/><s:let name="limit" value="0"/><s:title>T</s:title>'
        '<s:rule context="y:a"><s:report test="count(y:b) gt $limit">many</s:report></s:rule>'
    )
    found = judged(tmp_path, {"a.rng": RNG.format(body), "a.xml": DOCUMENT}, schema="a.rng")
    assert messages(found) == ["many"]


def test_a_schema_inside_a_grammar(tmp_path: Path) -> None:
    body = (
        '<s:schema queryBinding="xslt3" defaultPhase="p"><s:ns prefix="x" uri="urn:a"/>'
        '<s:phase id="p"><s:active pattern="one"/></s:phase>'
        '<s:pattern id="one"><s:rule context="x:a"><s:report test="true()">1</s:report></s:rule>'
        '</s:pattern><s:pattern id="two"><s:rule context="x:a"><s:report test="true()">2</s:report>'
        "</s:rule></s:pattern></s:schema>"
    )
    found = judged(tmp_path, {"a.rng": RNG.format(body), "a.xml": DOCUMENT}, schema="a.rng")
    assert messages(found) == ["1"]


def test_a_grammar_without_rules_is_said(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="holds no Schematron"):
        judged(tmp_path, {"a.rng": RNG.format(""), "a.xml": DOCUMENT}, schema="a.rng")


def test_one_prefix_for_two_namespaces_is_an_error(tmp_path: Path) -> None:
    body = '<s:ns prefix="y" uri="urn:a"/>\n<s:ns prefix="y" uri="urn:b"/>'
    with pytest.raises(SchemaError, match="stands for two namespaces") as raised:
        judged(tmp_path, {"a.rng": RNG.format(body), "a.xml": DOCUMENT}, schema="a.rng")
    assert raised.value.line == 4


def test_rules_in_the_appinfo_of_an_xsd(tmp_path: Path) -> None:
    xsd = (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:s="{SCH}" xmlns:x="urn:a"'
        ' targetNamespace="urn:a">{}</xs:schema>'
    )
    appinfo = "<xs:annotation><xs:appinfo>{}</xs:appinfo></xs:annotation>"
    test = '<s:report test="@n">has n</s:report>'
    files = {
        "a.xsd": xsd.format(
            '<xs:include schemaLocation="b.xsd"/><xs:import namespace="urn:c"'
            ' schemaLocation="http://localhost/c.xsd"/><xs:element name="b">'
            + appinfo.format(test)
            + "</xs:element>"
        ),
        "b.xsd": xsd.format(appinfo.format(PATTERN)),
        "a.xml": DOCUMENT,
    }
    assert sorted(messages(judged(tmp_path, files, schema="a.xsd"))) == ["has n", "no n"]


ODD = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:s="{SCH}">
<schemaSpec ident="x">{{}}</schemaSpec></TEI>"""
TEXT = '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<p n="1"/>\n<p/></TEI>'
XSL = "http://www.w3.org/1999/XSL/Transform"
NO_N = '<s:assert test="@n">no n</s:assert>'
ONE = '<s:report test=". = 1">one</s:report>'
TEI_NS = '<s:ns prefix="{}" uri="http://www.tei-c.org/ns/1.0"/>'


def spec(body: str, attributes: str = 'scheme="schematron"') -> str:
    return f"<constraintSpec {attributes}><constraint>{body}</constraint></constraintSpec>"


def element(body: str, attributes: str = 'ident="p"') -> str:
    return f"<elementSpec {attributes}>{body}</elementSpec>"


def rule(context: str, test: str, text: str) -> str:
    return f'<s:rule context="{context}"><s:report test="{test}">{text}</s:report></s:rule>'


ATTRIBUTE = f'<attList><attDef ident="n">{spec(ONE)}</attDef></attList>'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (element(spec(NO_N)), [("no n", 3)]),
        (element(ATTRIBUTE), [("one", 2)]),
        (f'<classSpec ident="att.x">{ATTRIBUTE}</classSpec>', [("one", 2)]),
        (
            element(
                spec(
                    '<s:let name="v" value="1"/>'
                    + rule("tei:p", "@n = $v", "v")
                    + rule("tei:*", "true()", "other")
                )
            ),
            [("other", 1), ("v", 2)],
        ),
        (
            element(
                spec(TEI_NS.format("t"))
                + spec(f"<s:pattern>{rule('t:p[@n]', 'true()', 't')}</s:pattern>")
            ),
            [("t", 2)],
        ),
        (
            element(
                spec(NO_N)
                + spec('<s:assert test="@x">x</s:assert>', 'scheme="schematron" mode="delete"')
                + spec('<s:assert test="@y">y</s:assert>', 'scheme="other"')
            ),
            [("no n", 3)],
        ),
        (element(spec(NO_N), 'ident="p" ns="urn:q"'), []),
        (
            element(
                spec(f'<xsl:key xmlns:xsl="{XSL}" name="k" match="tei:p" use="@n"/>')
                + spec(rule("tei:p[@n]", "key('k', '1')", "keyed"))
            ),
            [("keyed", 2)],
        ),
    ],
)
def test_constraints_of_an_odd(tmp_path: Path, body: str, said: list[tuple[str, int]]) -> None:
    odd = ODD.format(spec(TEI_NS.format("tei")) + body)
    found = judged(tmp_path, {"a.odd": odd, "a.xml": TEXT}, schema="a.odd")
    lines_of = [one.location.line for one in found]
    assert list(zip(messages(found), lines_of, strict=True)) == said


def test_examples_in_an_odd_are_no_constraints(tmp_path: Path) -> None:
    body = element(f"<exemplum><p>{PATTERN}</p></exemplum>{spec(NO_N)}")
    files = {"a.odd": ODD.format(body), "a.xml": TEXT}
    assert messages(judged(tmp_path, files, schema="a.odd")) == ["no n"]


def test_a_test_about_nothing_is_an_error(tmp_path: Path) -> None:
    body = f'<classSpec ident="att.x">{spec(NO_N)}</classSpec>'
    with pytest.raises(SchemaError, match="outside of a rule"):
        judged(tmp_path, {"a.odd": ODD.format(body), "a.xml": TEXT}, schema="a.odd")
