"""Schemas that multiply, addresses that are none, and references to what is no schema."""

import time
from pathlib import Path

import pytest

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.datatypes import DatatypeError
from tei_pipeline.relaxng.datatypes.expressions import expression
from tei_pipeline.relaxng.grammar import Grammar
from tei_pipeline.relaxng.read import read_grammar

_RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
_COMPATIBILITY = 'datatypeLibrary="http://relaxng.org/ns/compatibility/datatypes/1.0"'


def read(folder: Path, text: str, name: str = "schema.rng") -> Grammar:
    (folder / name).write_text(text, encoding="utf-8")
    return read_grammar(folder / name)


@pytest.mark.parametrize("address", ["file://[x", "http://[::1", "x://[", "http://a]b/"])
def test_a_base_that_is_no_address_is_refused_in_its_line(address: str, tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="is no address") as refused:
        read(tmp_path, f'\n<externalRef {_RNG} xml:base="{address}" href="x.rng"/>')
    assert refused.value.line == 2


@pytest.mark.parametrize("name", ["secret", "secret.rng"])
def test_what_is_no_schema_is_refused_where_it_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("root:x:0:0\n", encoding="utf-8")
    with pytest.raises(SchemaError, match="is no schema in XML syntax") as refused:
        read(tmp_path, f'<grammar {_RNG}>\n<start>\n<externalRef href="{name}"/></start></grammar>')
    assert (refused.value.path, refused.value.line) == (tmp_path / "schema.rng", 3)


def test_files_that_refer_to_one_another_many_times_are_made_once(tmp_path: Path) -> None:
    for n in range(20):
        inner = f'<externalRef href="{n + 1}.rng"/>' * 10
        (tmp_path / f"{n}.rng").write_text(f"<choice {_RNG}>{inner}</choice>", encoding="utf-8")
    (tmp_path / "20.rng").write_text(f"<text {_RNG}/>", encoding="utf-8")
    assert read(tmp_path, f'<element {_RNG} name="a"><externalRef href="0.rng"/></element>')


def test_includes_that_multiply_are_refused(tmp_path: Path) -> None:
    for n in range(20):
        inner = f'<include href="{n + 1}.rng"/>' * 10
        (tmp_path / f"{n}.rng").write_text(f"<grammar {_RNG}>{inner}</grammar>", encoding="utf-8")
    (tmp_path / "20.rng").write_text(f"<grammar {_RNG}/>", encoding="utf-8")
    with pytest.raises(SchemaError, match="more than 500,000 definitions"):
        read_grammar(tmp_path / "0.rng")


def test_counts_that_multiply_are_refused() -> None:
    begun = time.process_time()
    with pytest.raises(DatatypeError, match="more than 5,000"):
        expression("((a{1,1000}){1,1000}){1,1000}")
    assert time.process_time() - begun < 3
    assert expression("([a-z]+ ?){1,1000}")("one two three")


def test_types_of_dtd_compatibility(tmp_path: Path) -> None:
    attribute = '<attribute name="{}"><data type="{}"/></attribute>'
    inner = "".join(
        attribute.format(*one) for one in (("i", "ID"), ("r", "IDREF"), ("s", "IDREFS"))
    )
    grammar = read(tmp_path, f'<element {_RNG} {_COMPATIBILITY} name="a">{inner}</element>')
    assert grammar.id_types == {("a", "i"): "ID", ("a", "r"): "IDREF", ("a", "s"): "IDREFS"}


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("<grammar/>", 'declare the namespace: xmlns="http://relaxng.org/ns/structure/1.0"'),
        (f'<define {_RNG} name="a"><text/></define>', "put the define in a grammar"),
        (
            f'<element {_RNG} name="a"><data type="xsd:string"/></element>',
            'say type="string" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"',
        ),
    ],
)
def test_mends_of_common_slips(text: str, mend: str, tmp_path: Path) -> None:
    with pytest.raises(SchemaError) as refused:
        read(tmp_path, text)
    assert refused.value.mend == mend
