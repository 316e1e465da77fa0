"""What kind of schema a file is."""

import pytest

from tei_pipeline.schemas.kinds import (
    has_rules,
    kind_by_ending,
    kind_by_root,
    root_of,
    said_of,
)
from tests.schemas.material import RNC, RNG, RNG_WITH_RULES, SCH, TEI, XSD


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.rng", "relaxng"),
        ("a.RNC", "relaxng"),
        ("https://e.org/a.xsd?version=1", "xsd"),
        ("a.b.sch", "schematron"),
        ("a.xml", None),
        ("rng", None),
    ],
)
def test_endings(name: str, kind: str | None) -> None:
    assert kind_by_ending(name) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (RNG, "relaxng"),
        (XSD, "xsd"),
        (SCH, "schematron"),
        (RNC, None),
        ("<grammar/>", None),
        ('<pattern xmlns="http://purl.oclc.org/dsdl/schematron"/>', None),
        ("<a", None),
    ],
)
def test_roots(text: str, kind: str | None) -> None:
    assert kind_by_root(root_of(text.encode())) == kind
    assert kind_by_root(root_of(text.encode("utf-16"))) == kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!DOCTYPE html><html>", "a web page"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "a web page"),
        ("<html><br></html>", "a web page"),
        ("<!doctype html><p>not found", "a web page"),
        ("<!ELEMENT a EMPTY>", "a DTD"),
        (RNC, "not XML"),
        (" ", "empty"),
        (f'<TEI xmlns="{TEI}"/>', "TEI ODD (compile it to RELAX NG first)"),
        ("<schema/>", "its root is schema"),
        ('<a xmlns="urn:b"/>', "its root is a in the namespace urn:b"),
    ],
)
def test_what_is_no_schema_is_named(text: str, words: str) -> None:
    assert words in said_of(text.encode())


def test_rules_inside_are_seen_by_their_namespace() -> None:
    assert has_rules(RNG_WITH_RULES.encode())
    assert not has_rules(RNG.encode())
