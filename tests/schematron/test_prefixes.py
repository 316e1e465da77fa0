"""Prefixes of parts that are included from schemas which mean something else by them."""

from pathlib import Path

from tests.schematron.making import SCH, failing, judged, messages, rule

MAIN = '<ns prefix="e" uri="urn:main"/>'
DOCUMENT = '<e xmlns="urn:lib"><f/><e xmlns="urn:main"><f/></e></e>'
VALUE = '<value-of select="namespace-uri({})"/>'
OUTER = rule("e:e", failing(f"main {VALUE.format('e:f')}"))


def library(body: str) -> str:
    return f'<schema xmlns="{SCH}"><ns prefix="e" uri="urn:lib"/>{body}</schema>'


def said(folder: Path, schema: str, lib: str, **others: str) -> list[str]:
    files = {"a.sch": schema, "lib.sch": library(lib), "a.xml": DOCUMENT}
    files |= {f"{name}.xml": text for name, text in others.items()}
    found = judged(folder, files)
    assert {one.code for one in found} <= {"TPS201"}, found
    return messages(found)


def test_an_included_pattern_keeps_its_prefixes(tmp_path: Path) -> None:
    pattern = (
        f'<pattern id="p"><let name="v" value="//e:f"/><rule context="e:e">'
        f'<let name="w" value="e:f"/><report test="$v and $w" subject="e:f" diagnostics="d">lib'
        f' {VALUE.format("$w")} <name path="local-name(/e:e)"/></report></rule></pattern>'
    )
    note = '<diagnostic id="d"><value-of select="/e:e"/></diagnostic>'
    schema = f'{MAIN}<include href="lib.sch#p"/><include href="lib.sch#ds"/>{OUTER}'
    assert said(tmp_path, schema, f"{pattern}<diagnostics id='ds'>{note}</diagnostics>") == [
        "lib urn:lib e",
        "main urn:main",
    ]


def test_an_extended_rule_keeps_its_prefixes_beside_tests_with_others(tmp_path: Path) -> None:
    test = failing(f"lib {VALUE.format('//e:f[1]')}")
    lib = f'<pattern><rule abstract="true" id="r">{test}</rule></pattern>'
    extends = '<extends href="lib.sch#r"/>'
    schema = MAIN + rule("e:e", extends + failing(f"main {VALUE.format('e:f')}"))
    assert said(tmp_path, schema, lib) == ["lib urn:lib", "main urn:main"]


def test_a_rule_included_into_a_pattern_with_other_prefixes(tmp_path: Path) -> None:
    part = (
        f'<pattern xmlns="{SCH}"><rule context="e:e[e:f]">{failing("main")}</rule>'
        '<include href="lib.sch#r"/></pattern>'
    )
    schema = f'{MAIN}<include href="part.xml"/>'
    lib = f'<pattern><rule id="r" context="e:e">{failing("lib")}</rule></pattern>'
    assert said(tmp_path, schema, lib, part=part) == ["lib", "main"]


def test_prefixes_of_a_part_of_a_part_are_declared(tmp_path: Path) -> None:
    part = f'<pattern xmlns="{SCH}"><include href="lib.sch#r"/></pattern>'
    lib = f'<pattern><rule id="r" context="e:e">{failing("lib")}</rule></pattern>'
    assert said(tmp_path, '<include href="part.xml"/>', lib, part=part) == ["lib"]


def test_a_schema_that_is_taken_over_keeps_its_prefixes(tmp_path: Path) -> None:
    lib = rule("e:e", failing(f"lib {VALUE.format('e:f')}"))
    schema = f'{MAIN}<extends href="lib.sch"/>{OUTER}'
    assert said(tmp_path, schema, lib) == ["lib urn:lib", "main urn:main"]


def test_an_abstract_pattern_keeps_its_prefixes(tmp_path: Path) -> None:
    lib = (
        f'<pattern abstract="true" id="m"><rule context="e:e/$x">{failing("lib")}</rule></pattern>'
    )
    instance = '<pattern is-a="m"><param name="x" value="e:f"/></pattern>'
    schema = f'{MAIN}<include href="lib.sch#m"/>{instance}'
    assert said(tmp_path, schema, lib) == ["lib"]


def test_white_space_around_an_address_is_none_of_it(tmp_path: Path) -> None:
    files = {"a.sch": '<ns prefix="e" uri=" urn:lib "/>' + rule("/e:e", failing("e"))}
    assert messages(judged(tmp_path, files | {"a.xml": DOCUMENT})) == ["e"]
