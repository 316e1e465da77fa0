"""Patterns that Python could try for ever are matched in another way, the others are not."""

import pickle
from pathlib import Path
from typing import Any

import pytest
import xmlschema

from tei_pipeline.validators.xsd.patterns import BoundedPattern, bound
from tests.validators.xsd.schemas import written, xsd


@pytest.mark.parametrize(
    ("pattern", "replaced", "good", "bad"),
    [
        ("(a+)+b", True, "aab", "a" * 5000),
        ("(a|aa)+", True, "aaa", "a" * 5000 + "b"),
        ("[a-z]+(-[a-z]+)*", False, "a-b", "a-"),
        (r"\d{4}", False, "1962", "62"),
    ],
)
def test_patterns(tmp_path: Path, pattern: str, replaced: bool, good: str, bad: str) -> None:
    restriction = f'<xs:restriction base="xs:string"><xs:pattern value="{pattern}"/>'
    simple = f'<xs:simpleType name="t">{restriction}</xs:restriction></xs:simpleType>'
    schema: Any = xmlschema.XMLSchema(str(written(tmp_path, own=xsd(simple))))
    kind = schema.types["t"]
    bound(kind.patterns)
    assert isinstance(kind.patterns.patterns[0], BoundedPattern) is replaced
    kept = pickle.loads(pickle.dumps(schema)).types["t"]
    for one in (kind, kept):
        assert one.is_valid(good)
        assert not one.is_valid(bad)
