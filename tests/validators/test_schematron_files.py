"""What rules read beside the document: other documents that they judge, and doc()."""

from datetime import date
from pathlib import Path

import pytest

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import load
from tei_pipeline.saxon import Processor, Saxon
from tei_pipeline.saxon_apart import SaxonApart
from tests.schematron.making import (
    context,
    failing,
    judged,
    lines,
    messages,
    rule,
    validator,
    written,
)

MAIN = '<a list="b.xml">\n<x ref="1"/>\n<x ref="3"/></a>'
LIST = '<list>\n<item n="1"/>\n <item n="2"/>\n</list>'


def documents(expression: str, body: str) -> str:
    return f'<pattern documents="{expression}"><rule context="item">{body}</rule></pattern>'


def test_a_finding_in_another_document_names_that_document(tmp_path: Path) -> None:
    test = '<report test="@n = 2" subject="@n">two of <value-of select="name(/*)"/></report>'
    files = {"a.sch": documents("/a/@list", test), "a.xml": MAIN, "b.xml": LIST}
    found = judged(tmp_path, files)
    assert (messages(found), lines(found)) == (["two of list"], [("b.xml", 3, 8)])


def test_several_documents_by_an_expression_with_variables(tmp_path: Path) -> None:
    schema = (
        "<let name=\"end\" value=\"'.xml'\"/><pattern documents=\"('b', 'sub/c') ! (. || $end)\">"
        '<let name="n" value="2"/><rule context="item[@n = $n]">'
        f"{failing('two')}</rule></pattern>"
    )
    files = {"a.sch": schema, "a.xml": MAIN, "b.xml": LIST, "sub/c.xml": LIST}
    assert lines(judged(tmp_path, files)) == [("b.xml", 3, 2), ("c.xml", 3, 2)]


def test_other_patterns_judge_the_document_itself(tmp_path: Path) -> None:
    schema = documents("'b.xml'", failing("item")) + rule("x[1]", failing("x"))
    found = judged(tmp_path, {"a.sch": schema, "a.xml": MAIN, "b.xml": LIST})
    assert messages(found) == ["item", "item", "x"]
    assert lines(found)[2] == ("a.xml", 2, 1)


def test_documents_of_an_abstract_pattern(tmp_path: Path) -> None:
    schema = (
        '<pattern abstract="true" id="m" documents="$list"><rule context="item">'
        f"{failing('item')}</rule></pattern>"
        '<pattern is-a="m"><param name="list" value="/a/@list"/></pattern>'
    )
    assert len(judged(tmp_path, {"a.sch": schema, "a.xml": MAIN, "b.xml": LIST})) == 2


def broken(folder: Path, expression: str) -> Diagnostic:
    test = f'<assert test="{expression}">x</assert>'
    files = {"schemas/a.sch": rule("a", test) + rule("a", failing("runs")), "texts/a.xml": MAIN}
    other, one = judged(folder, files, "texts/a.xml", "schemas/a.sch")
    assert other.message.startswith("runs")
    assert one.code == "TPS202"
    return one


READINGS = [
    "doc('../lists.xml')/list/item/@n = x/@ref",
    "fn:doc( '../lists.xml' )/list/item/@n = x/@ref",
    "document('../lists.xml')/list/item/@n = x/@ref",
    "document(x/../@from)/list/item/@n = x/@ref",
    "document('lists.xml', /)//item/@n = x/@ref",
    "doc-available('../lists.xml') and not(doc-available('none.xml'))",
    "exists(key('items', '2', doc('../lists.xml')))",
    "f:items() = '2'",
    "doc(concat('../', 'lists', '.xml'))//item/@n = '2'",
]


@pytest.mark.parametrize("expression", READINGS)
def test_rules_read_files_of_the_project(tmp_path: Path, expression: str) -> None:
    assert messages(read(tmp_path, expression, Saxon())) == ["read"]


def test_rules_that_run_apart_read_files_of_the_project(tmp_path: Path) -> None:
    assert messages(read(tmp_path, READINGS[0], SaxonApart())) == ["read"]


def read(tmp_path: Path, expression: str, saxon: Processor) -> list[Diagnostic]:
    schema = (
        '<ns prefix="f" uri="urn:f"/><xsl:key name="items" match="item" use="@n"/>'
        '<xsl:function name="f:items" xmlns:f="urn:f">'
        "<xsl:sequence select=\"doc('../lists.xml')//item/@n/string()\"/></xsl:function>"
        + rule("a", f'<report test="{expression}">read</report>')
    )
    files = {
        "schemas/a.sch": schema,
        "lists.xml": LIST,
        "texts/lists.xml": LIST,
        "texts/a.xml": MAIN.replace("<a ", '<a from="lists.xml" '),
    }
    return judged(tmp_path, files, "texts/a.xml", "schemas/a.sch", saxon=saxon)


def test_names_that_only_look_like_doc_are_left_alone(tmp_path: Path) -> None:
    schema = '<ns prefix="f" uri="urn:f"/><xsl:function name="f:doc" xmlns:f="urn:f">' + (
        '<xsl:param name="x"/><xsl:sequence select="$x"/></xsl:function>'
        + rule("a", "<report test=\"f:doc('doc(') = 'doc(' (: doc('x') :)\">said</report>")
    )
    files = {"a.sch": schema, "a.xml": MAIN}
    assert messages(judged(tmp_path, files)) == ["said"]


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("doc('none.xml')", "none.xml could not be read: "),
        ("doc('../../outside.xml')", "it lies outside the folders"),
        ("doc('http://localhost:9/x.xml')", "nothing is fetched"),
        ("doc('../bad.xml')", "bad.xml could not be read: "),
        ("doc('a%00b')", "could not be read: there is no such file"),
        ("unparsed-text('../lists.xml') = ''", "which a schema may not"),
        ("json-doc('../lists.xml') = ''", "which a schema may not"),
        ("collection('../') = ''", "could not be run here: "),
    ],
)  # fmt: skip
def test_what_may_not_be_read_is_said_and_the_others_run(
    tmp_path: Path, expression: str, says: str
) -> None:
    project = tmp_path / "project"
    (tmp_path / "outside.xml").write_text(LIST, encoding="utf-8")
    project.mkdir()
    (project / "bad.xml").write_text("<a>", encoding="utf-8")
    found = broken(project, expression)
    assert says in found.message
    assert "no other file" in (found.expected or "")


@pytest.mark.parametrize(
    "address",
    ["'file://[x'", "'http://[::1'", "'//['", "'[x'", "string-join((1 to 9000) ! 'long')"],
)
def test_an_address_that_is_none_is_said(tmp_path: Path, address: str) -> None:
    assert "could not be run here: " in broken(tmp_path, f"doc({address})").message


def test_an_entity_of_another_document_reads_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    files = {
        "a.sch": rule("a", "<report test=\"contains(doc('b.xml'), 'secret')\">read</report>"),
        "a.xml": MAIN,
        "b.xml": f'<!DOCTYPE b [<!ENTITY f SYSTEM "{secret.as_uri()}">]><b>&f;</b>',
    }
    assert "read" not in messages(judged(tmp_path, files))


def test_a_file_that_changes_is_read_again(tmp_path: Path) -> None:
    files = {"a.sch": rule("a", "<report test=\"doc('b.xml')/x\">x</report>"), "a.xml": MAIN}
    judged(tmp_path, {**files, "b.xml": "<y/>"})
    made = validator(tmp_path)
    document = load(tmp_path / "a.xml")
    assert list(made.check(document, context(tmp_path))) == []
    (tmp_path / "b.xml").write_text("<x/>", encoding="utf-8")
    assert messages(list(made.check(document, context(tmp_path)))) == ["x"]


BEYOND = (
    "environment-variable('X')",
    "fn:environment-variable('X')",
    "f:environment-variable('X')",
    "Q{http://www.w3.org/2005/xpath-functions}current-time()",
    "for-each(1, fn:current-dateTime#0)",
    "current-dateTime (: now :) ()",
    "available-environment-variables()",
    "implicit-timezone()",
    "random-number-generator()?number",
    "function-lookup(xs:QName('fn:current-time'), 0)()",
    "doc #1",
)


@pytest.mark.parametrize(
    ("schema", "alone"),
    [
        (rule("a", "<report test=\"doc('b.xml')\">x</report>"), False),
        (rule("a", "<report test=\"unparsed-text-lines('b')\">x</report>"), False),
        (documents("'b.xml'", ""), False),
        (rule("a", '<report test="@when gt string(current-dateTime())">x</report>'), False),
        (rule("a", '<report test="@when gt string(current-date())">x</report>'), True),
        (rule("a", '<report test="contains(documents, 2)">x</report>'), True),
        (rule("a", '<report test="f:doc and document and $doc">x</report>'), True),
        *((rule("a", f'<report test="{one}">x</report>'), False) for one in BEYOND),
        (f'<xsl:variable name="v" select="{BEYOND[0]}"/>', False),
        (f'<xsl:variable name="v" expand-text="yes">{{{BEYOND[0]}}}</xsl:variable>', False),
    ],
)
def test_a_schema_whose_rules_look_beyond_the_document_has_no_key(
    tmp_path: Path, schema: str, alone: bool
) -> None:
    written(tmp_path, {"a.sch": schema})
    assert (validator(tmp_path).key() is not None) is alone


def test_findings_in_an_included_file_name_that_file(tmp_path: Path) -> None:
    schema = rule("b", failing("b")) + rule("@n", failing("n")) + rule("b/text()", failing("t"))
    files = {
        "a.sch": schema + rule("a/c", failing("c")),
        "a.xml": '<a xmlns:xi="http://www.w3.org/2001/XInclude">\n'
        '<xi:include href="b.xml"/><c/></a>',
        "b.xml": '<!-- before -->\n<b n="1">text</b>',
    }
    found = judged(tmp_path, files)
    assert list(zip(messages(found), lines(found), strict=True)) == [
        ("b", ("b.xml", 2, 1)),
        ("n", ("b.xml", 2, 4)),
        ("t", ("b.xml", 2, 10)),
        ("c", ("a.xml", 2, 27)),
    ]


def test_the_key_of_rules_that_ask_for_the_day_is_of_that_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema = rule("a", '<report test="@when gt string(current-date())">x</report>')
    judged(tmp_path, {"a.sch": schema, "a.xml": MAIN})

    class Tomorrow(date):
        """The day after today."""

        @classmethod
        def today(cls) -> "Tomorrow":
            return cls.fromordinal(date.today().toordinal() + 1)

    today = validator(tmp_path).key()
    assert today == validator(tmp_path).key()
    monkeypatch.setattr("tei_pipeline.validators.schematron.validator.date", Tomorrow)
    assert validator(tmp_path).key() != today
