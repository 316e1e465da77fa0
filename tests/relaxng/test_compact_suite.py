"""The compact syntax's own suite: schemas in both syntaxes that say the same, and broken ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.compact import read_compact
from tei_pipeline.relaxng.compact_words import in_compact
from tei_pipeline.relaxng.read import read_grammar
from tei_pipeline.relaxng.xml_syntax import read_xml
from tests.oracles import shared
from tests.relaxng.trees import simple, tree

CASES = 87


@dataclass(frozen=True)
class Case:
    """A schema in compact syntax with its twin in XML syntax, none where it is incorrect."""

    line: int
    compact: str
    files: tuple[tuple[str, bytes], ...]
    xml: bytes | None


def cases() -> Iterator[Case]:
    for case in etree.parse(shared("suites/relaxng/compacttest.xml")).iter("testCase"):
        compact = case.findall("compact/*")[-1]
        twin = case.find("xml/correct/*")
        yield Case(
            line=compact.sourceline if isinstance(compact.sourceline, int) else 0,
            compact=compact.text or "",
            files=tuple(_files(case)),
            xml=None if twin is None else etree.tostring(twin, with_tail=False),
        )
        assert (twin is None) == (compact.tag == "incorrect")


def _files(case: etree._Element) -> Iterator[tuple[str, bytes]]:
    for one in case.iterfind("compact/resource"):
        yield one.get("name", ""), (one.text or "").encode()
    for one in case.iterfind("xml/resource"):
        yield one.get("name", ""), etree.tostring(next(one.iterchildren("*")), with_tail=False)


def written(case: Case, folder: Path) -> tuple[Path, Path]:
    """Return the paths of both schemas; where a file has no twin, the XML syntax refers to it."""
    folder.mkdir()
    names = {name for name, _ in case.files}
    xml = case.xml or b""
    for name, content in case.files:
        (folder / name).write_bytes(content)
        twin = name.replace(".rnc", ".rng")
        if twin not in names:
            xml = xml.replace(twin.encode(), name.encode())
    compact, twin_path = folder / "schema.rnc", folder / "schema.rng"
    compact.write_text(case.compact, encoding="utf-8", newline="")
    twin_path.write_bytes(xml)
    return compact, twin_path


def found(path: Path) -> object:
    """Return the grammar of a schema; why there is none, in the words of the compact syntax."""
    try:
        return simple(read_grammar(path))
    except SchemaError as error:
        return in_compact(error.message).replace(path.name, "schema")


def test_the_suite_holds() -> None:
    assert sum(1 for _ in cases()) == CASES


def test_correct_schemas_are_read_as_their_twins(tmp_path: Path) -> None:
    differing: list[int] = []
    for case in cases():
        if case.xml is not None:
            compact, xml = written(case, tmp_path / str(case.line))
            mine = read_compact(compact, compact.read_bytes())
            theirs = read_xml(xml, xml.read_bytes())
            if tree(mine) != tree(theirs) or found(compact) != found(xml):
                differing.append(case.line)
    assert not differing


def test_incorrect_schemas_are_refused_in_their_line(tmp_path: Path) -> None:
    for case in cases():
        if case.xml is None:
            compact, _ = written(case, tmp_path / str(case.line))
            with pytest.raises(SchemaError, match=r"section [\dA.]+\)$") as caught:
                read_grammar(compact)
            assert caught.value.path == compact
            assert caught.value.line
