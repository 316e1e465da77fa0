"""Abstract patterns and what they are given; schemas and what they take over."""

from pathlib import Path

import pytest

from tests.schematron.making import NS, SCH, failing, judged, messages, rule

DOCUMENT = '<a n="1"><b/></a>'
NOTES = '<diagnostics><diagnostic id="d"><value-of select="$p"/></diagnostic></diagnostics>'


def said(folder: Path, schema: str, **others: str) -> list[str]:
    files = {f"{name}.xml": text for name, text in others.items()}
    found = judged(folder, {"a.sch": schema, "a.xml": DOCUMENT} | files)
    return [one.message if one.code == "TPS901" else messages([one])[0] for one in found]


def instance(kind: str, declared: str, body: str, given: str) -> str:
    return (
        f'<{kind} abstract="true" id="m">{declared}<rule context="a">{body}</rule></{kind}>'
        f'<{kind} is-a="m">{given}</{kind}>'
    )


P = '<param name="p" value="1"/>'
USES = '<report test="$p">p</report>'


@pytest.mark.parametrize("kind", ["pattern", "group"])
@pytest.mark.parametrize(
    ("declared", "body", "given", "missing"),
    [
        ("", USES, P, ""),
        ("", failing("p", 'diagnostics="d"'), P, ""),
        ('<param name="p"/>', USES, P, ""),
        ('<param name="p"/>', failing("p"), P, ""),
        ("", failing("p"), P, "p"),
        ('<param name="q" value="2"/>', failing("p"), P, "p"),
        ("", USES, P + '<param name="pp" value="2"/>', "pp"),
    ],
)
def test_a_parameter_that_is_not_asked_for_is_said(
    tmp_path: Path, kind: str, declared: str, body: str, given: str, missing: str
) -> None:
    found = said(tmp_path, instance(kind, declared, body, given) + NOTES)
    assert found[-1] == "p"
    assert [message.split("; ")[0] for message in found[:-1]] == [
        f"the abstract {kind} m has no parameter {name}" for name in [missing] if name
    ]


def test_an_abstract_pattern_made_from_another_costs_the_other_patterns_nothing(
    tmp_path: Path,
) -> None:
    schema = instance("pattern", "", USES, P).replace('id="m"', 'id="m" is-a="m"')
    first, *rest = said(tmp_path, schema + rule("a", failing("runs")) + NOTES)
    assert "an abstract pattern cannot be made from another" in first
    assert rest[-1] == "runs"


def test_documents_are_sought_from_the_document_where_a_phase_begins_below(tmp_path: Path) -> None:
    schema = (
        '<phase id="p" from="b"><active pattern="x"/></phase>'
        '<pattern id="x" documents="a/@n ! \'d.xml\'"><rule context="/">'
        '<report test="root">root</report></rule></pattern>'
    )
    files = {"a.sch": schema, "a.xml": DOCUMENT, "d.xml": "<root/>"}
    assert messages(judged(tmp_path, files, phase="p")) == ["root"]


def test_a_library_takes_over_libraries_only(tmp_path: Path) -> None:
    """ISO/IEC 19757-3:2025 has extends of a library take definitions from another."""
    runs = rule("a", failing("runs"))
    first = f'<library xmlns="{SCH}"><extends href="two.xml"/></library>'
    for kind in ("library", "schema"):
        second = f'<{kind} xmlns="{SCH}">{rule("a", failing("two"))}</{kind}>'
        found = said(tmp_path, '<extends href="one.xml"/>' + runs, one=first, two=second)
        if kind == "library":
            assert found == ["two", "runs"]
        else:
            assert "what is extended here must be a library" in found[0]
            assert found[1:] == ["runs"]


@pytest.mark.parametrize(
    "schema",
    [
        f'<schema {NS} xml:base="sub/"><include href="p.xml"/></schema>',
        f'<schema {NS} xml:base="sub/x.sch"><include href="p.xml"/></schema>',
        f'<schema {NS} xml:base="sub/"><include xml:base="../sub/" href="p.xml"/></schema>',
    ],
)
def test_what_is_included_is_sought_from_the_base(tmp_path: Path, schema: str) -> None:
    part = f'<pattern xmlns="{SCH}"><rule context="a">{failing("R")}</rule></pattern>'
    files = {"a.sch": schema, "sub/p.xml": part, "a.xml": DOCUMENT}
    assert messages(judged(tmp_path, files)) == ["R"]


def test_xinclude_in_a_schema_is_said(tmp_path: Path) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="p.xml"/>'
    schema = f"<pattern>{include}<rule context='a'>{failing('no')}</rule></pattern>"
    said_first, *rest = said(tmp_path, schema + rule("a", failing("runs")))
    assert "XInclude puts nothing into a schema" in said_first
    assert rest == ["runs"]


def test_templates_of_an_abstract_pattern_are_filled(tmp_path: Path) -> None:
    body = failing("{name($w)} is {$w/@n}, $w")
    pattern = f'<pattern abstract="true" id="m"><rule context="$w">{body}</rule></pattern>'
    given = '<pattern is-a="m"><param name="w" value="/a"/></pattern>'
    schema = f"{pattern}{given}"
    edition = f'<schema {NS} schematronEdition="2025">{schema}</schema>'
    assert said(tmp_path, edition) == ["a is 1, $w"]
    assert said(tmp_path, schema) == ["{name($w)} is {$w/@n}, $w"]
