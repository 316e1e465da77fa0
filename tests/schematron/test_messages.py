"""What messages and roles may hold beside words."""

from pathlib import Path

import pytest

from tei_pipeline.diagnostics import Severity
from tests.schematron.making import NS, failing, judged, messages, rule

DOCUMENT = '<a n="1"><b/></a>'
EDITION = f'<schema {NS} schematronEdition="2025">{{}}</schema>'


def said(folder: Path, schema: str) -> list[str]:
    return messages(judged(folder, {"a.sch": schema, "a.xml": DOCUMENT}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("n is {@n}, {{no}} it's {string-join(('a', 'b'), '}')}", "n is 1, {no} it's a}b"),
        ("{1 to 3} <emph>{name()}</emph>", "1 2 3 a"),
        ("{map{'k': 3}?k}", "3"),
        ("a { b", "a { b"),
    ],
)
def test_templates_in_messages_of_2025(tmp_path: Path, text: str, expected: str) -> None:
    assert said(tmp_path, EDITION.format(rule("a", failing(text)))) == [expected]


@pytest.mark.parametrize("old", [(' schematronEdition="2025"', ""), ("xslt3", "xslt2")])
def test_braces_are_braces_in_other_editions_and_languages(
    tmp_path: Path, old: tuple[str, str]
) -> None:
    schema = EDITION.format(rule("a", failing("{@n}"))).replace(*old)
    assert said(tmp_path, schema) == ["{@n}"]


def test_a_template_that_does_not_compile_breaks_its_rule_only(tmp_path: Path) -> None:
    schema = EDITION.format(rule("a", "\n" + failing("{1 +}")) + rule("a", failing("runs")))
    found = judged(tmp_path, {"a.sch": schema, "a.xml": DOCUMENT})
    assert [(one.code, one.location.line) for one in found] == [("TPS901", 2), ("TPS201", 1)]


def two(body: str) -> str:
    return "".join(
        f'<pattern><let name="v" value="{number}"/>'
        f'<rule context="a">{failing(body)}</rule></pattern>'
        for number in (1, 2)
    )


@pytest.mark.parametrize(
    "body",
    [
        '<value-of select="$v"/>',
        '<value-of select="$ v"/>',
        "{$v}",
        '<xsl:value-of select="$v"/>',
        '<xsl:if test="$v gt 0"><xsl:sequence select="$v"/></xsl:if>',
        '<h:i xmlns:h="urn:h" class="{1 +}"><value-of select="$v"/></h:i>',
    ],
)
def test_variables_of_two_patterns_with_one_name(tmp_path: Path, body: str) -> None:
    assert said(tmp_path, EDITION.format(two(body))) == ["1", "2"]


def test_a_name_of_ours_is_no_name_of_theirs(tmp_path: Path) -> None:
    schema = '<let name="v.2" value="9"/>' + two('<value-of select="$v, $v.2"/>')
    assert said(tmp_path, schema) == ["1 9", "2 9"]


@pytest.mark.parametrize(
    ("role", "severity"),
    [
        ("{'war' || 'ning'}", Severity.WARNING),
        ("{if (@n = 1) then 'info' else 'error'}", Severity.INFO),
        ("x {$s}", Severity.WARNING),
        ("{", Severity.ERROR),
        ("{}", Severity.ERROR),
    ],
)
def test_roles_with_templates(tmp_path: Path, role: str, severity: Severity) -> None:
    schema = '<let name="s" value="\'warning\'"/>' + rule("a", failing("x", f'role="{role}"'))
    (found,) = judged(tmp_path, {"a.sch": schema, "a.xml": DOCUMENT})
    assert found.severity is severity


@pytest.mark.parametrize(
    ("on_rule", "on_test", "text", "expected", "earlier"),
    [
        ("", 'subject="@n"', "<name/>", "n", "a"),
        ('subject="@n"', "", "<name/>", "n", "a"),
        ('subject="b"', 'subject="@n"', '<name path="name(..) || 1"/>', "a1", "1"),
        ("", 'subject=".."', '<value-of select="count(ancestor::node())"/>', "0", "1"),
        ("", 'subject="(b, @n)[self::attribute()]"', "<name/>", "n", "a"),
        ("", 'subject="zz"', "<name/>", "a", "a"),
    ],
)
def test_words_about_a_subject(
    tmp_path: Path, on_rule: str, on_test: str, text: str, expected: str, earlier: str
) -> None:
    """ISO/IEC 19757-3:2025, 6.3; earlier editions, and all processors, have the rule's context."""
    schema = EDITION.format(rule("a", failing(text, on_test), on_rule))
    assert said(tmp_path, schema) == [expected]
    assert said(tmp_path, schema.replace(' schematronEdition="2025"', "")) == [earlier]
