"""The house rules of the stylesheets, held by a test."""

import re

import pytest
from lxml import etree

from tei_pipeline.resources import resource
from tei_pipeline.saxon import Saxon
from tests.xslt.sheets import ENTRIES, XSL, Sheet, comment_before, height, sheets

every_sheet = pytest.mark.parametrize("sheet", sheets(), ids=lambda sheet: sheet.name)
ALL_TEXT = "\n".join(sheet.text for sheet in sheets())


@every_sheet
def test_a_stylesheet_opens_with_what_it_is_for(sheet: Sheet) -> None:
    assert comment_before(sheet.root)


@every_sheet
def test_a_stylesheet_has_less_than_300_lines_of_at_most_110_characters(sheet: Sheet) -> None:
    lines = sheet.text.splitlines()
    assert len(lines) < 300
    assert [n for n, line in enumerate(lines, 1) if len(line) > 110] == []


@every_sheet
def test_everything_that_holds_a_value_has_a_type(sheet: Sheet) -> None:
    untyped = [
        sheet.place(element)
        for element in sheet.find("param", "variable", "function", "with-param")
        if not element.get("as")
    ]
    assert untyped == []


@every_sheet
def test_templates_and_functions_have_less_than_40_lines(sheet: Sheet) -> None:
    assert [sheet.place(e) for e in sheet.find("template", "function") if height(e) >= 40] == []


@every_sheet
def test_templates_match(sheet: Sheet) -> None:
    assert [sheet.place(e) for e in sheet.find("call-template")] == []
    assert [sheet.place(e) for e in sheet.find("template") if not e.get("match")] == []


@every_sheet
def test_functions_are_explained(sheet: Sheet) -> None:
    assert [sheet.place(e) for e in sheet.find("function") if not comment_before(e)] == []


def test_modes_are_declared_in_one_place_and_fail_on_two_templates_for_one_node() -> None:
    for sheet in sheets():
        declared = list(sheet.find("mode"))
        assert not declared or sheet.name in ("base/modes.xsl", "schematron/transpile.xsl")
        for mode in declared:
            assert mode.get("on-multiple-match") == "fail", sheet.place(mode)
            assert mode.get("on-no-match"), sheet.place(mode)
            name = mode.get("name")
            assert not name or ":" in name or sheet.folder == "schematron", sheet.place(mode)


def test_modes_that_are_used_are_declared_and_those_declared_are_used() -> None:
    declared = {mode.get("name") for sheet in sheets() for mode in sheet.find("mode")}
    named: dict[str, set[str]] = {"template": set(), "apply-templates": set()}
    for sheet in sheets():
        for element in sheet.find(*named):
            modes = element.get("mode", "").split()
            named[etree.QName(element).localname] |= set(modes) - {"#current", "#all"}
    assert named["template"] == named["apply-templates"] == declared - {None}


def test_every_function_is_called() -> None:
    functions = {f.get("name", "") for sheet in sheets() for f in sheet.find("function")}
    uses = {name: len(re.findall(rf"(?<![\w:-]){name}[(#]", ALL_TEXT)) for name in functions}
    assert [name for name, count in uses.items() if not count] == []


def test_every_variable_parameter_and_key_is_used() -> None:
    unused = []
    for sheet in sheets():
        for element in sheet.find("variable", "param"):
            name = element.get("name", "")
            scope = _scope(element)
            within = ALL_TEXT if scope is None else etree.tostring(scope, encoding="unicode")
            if not re.search(rf"\${re.escape(name)}(?![\w.:-])", within):
                unused.append(f"{sheet.place(element)} ${name}")
        for key in sheet.find("key"):
            if f"key('{key.get('name')}'" not in ALL_TEXT:
                unused.append(f"{sheet.place(key)} {key.get('name')}")
    assert unused == []


def _scope(element: etree._Element) -> etree._Element | None:
    """Return what a variable is visible in; ``None`` for one that all stylesheets see."""
    parent = element.getparent()
    assert parent is not None
    is_global = parent.tag in (f"{XSL}stylesheet", f"{XSL}transform")
    return None if is_global else parent


def test_parameters_that_are_given_are_taken() -> None:
    taken = {
        param.get("name")
        for sheet in sheets()
        for template in sheet.find("template")
        for param in template.iterchildren(f"{XSL}param")
    }
    given = {
        param.get("name")
        for sheet in sheets()
        for element in sheet.find("apply-templates", "next-match", "apply-imports")
        for param in element.iterchildren(f"{XSL}with-param")
    }
    assert given <= taken


@pytest.mark.parametrize("name", ENTRIES)
def test_saxon_has_nothing_to_say_of_a_stylesheet(name: str) -> None:
    assert Saxon().compile_file(resource("xslt", f"{name}.xsl")).warnings == ""


def test_every_stylesheet_is_part_of_something_that_is_compiled() -> None:
    reached: set[str] = set()
    waiting = [f"{name}.xsl" for name in ENTRIES]
    by_name = {sheet.name: sheet for sheet in sheets()}
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            folder = name.rpartition("/")[0]
            for part in by_name[name].find("import", "include"):
                href = part.get("href", "")
                waiting.append(
                    href.removeprefix("../") if href.startswith("../") else f"{folder}/{href}"
                )
    assert reached == set(by_name)
