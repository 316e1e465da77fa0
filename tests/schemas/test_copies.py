"""The names of copies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_pipeline.schemas.copies import file_of, free
from tei_pipeline.schemas.kinds import Kind, kind_by_ending


@pytest.mark.parametrize(
    ("address", "kind", "file"),
    [
        ("https://e.org/x/a.rng", "relaxng", "e.org/x/a.rng"),
        ("http://E.org:8080/x/a.xsd", "xsd", "e.org_8080/x/a.xsd"),
        ("https://e.org/", "relaxng", "e.org/schema.rng"),
        ("https://e.org/x/a.xml", "schematron", "e.org/x/a.xml.sch"),
        ("https://e.org/x/..%2F..%2Fa.rng", "relaxng", "e.org/x/a.rng"),
        ("https://e.org/.hidden/ä.rng", "relaxng", "e.org/_.hidden/_.rng"),
        ("https://e.org/index.toml", "relaxng", "e.org/_index.toml.rng"),
        ("file:/home/x/a.rng", "relaxng", "file/home/x/a.rng"),
        ("urn:x:y", "xsd", "urn/x_y.xsd"),
        ("name", "xsd", "local/name.xsd"),
    ],
)
def test_a_copy_lies_below_its_host_and_path(address: str, kind: Kind, file: str) -> None:
    assert file_of(address, kind) == file


def test_what_is_included_keeps_its_name() -> None:
    assert file_of("https://e.org/part.xml", "relaxng", whole=False) == "e.org/part.xml"


def test_compact_syntax_is_known_by_its_ending() -> None:
    assert file_of("https://e.org/a", "relaxng", compact=True) == "e.org/a.rnc"
    assert file_of("https://e.org/a.rnc", "relaxng", compact=True) == "e.org/a.rnc"
    assert file_of("https://e.org/a.rnc", "relaxng") == "e.org/a.rnc.rng"


def test_queries_and_long_names_are_told_apart() -> None:
    one, two = (file_of(f"https://e.org/a.xsd?v={n}", "xsd") for n in (1, 2))
    assert one != two
    long = [file_of(f"https://e.org/{'x' * 300}{n}/a.xsd", "xsd") for n in (1, 2)]
    assert long[0] != long[1]
    assert all(len(part) < 150 for name in long for part in name.split("/"))


@given(st.text(), st.sampled_from(["relaxng", "xsd", "schematron"]))
def test_any_address_gives_a_name_inside_the_store(path: str, kind: Kind) -> None:
    name = file_of(f"https://e.org/{path}", kind)
    parts = name.split("/")
    assert len(parts) > 1
    assert not {"", ".", ".."} & set(parts)
    assert name.isascii()
    assert kind_by_ending(name) == kind


def test_a_name_that_is_taken_gives_way() -> None:
    assert free("x/a.rng", "u:1", ["y/a.rng"]) == "x/a.rng"
    for taken in ("x/a.rng", "X/A.RNG", "x", "x/a.rng/b"):
        assert free("x/a.rng", "u:1", [taken]).endswith("/a.rng")
        assert free("x/a.rng", "u:1", [taken]) != "x/a.rng"
