"""Whatever can be written in compact syntax is read back; whatever else is refused in words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.compact import read_compact
from tei_pipeline.relaxng.compact_tokens import KEYWORDS
from tei_pipeline.relaxng.read import read_grammar
from tei_pipeline.relaxng.source import Raw
from tei_pipeline.relaxng.xml_syntax import read_xml
from tests.relaxng.schema_writers import PATH, CompactWriter, inherit, patterns, xml
from tests.relaxng.trees import tree

SOUP = [
    *sorted(KEYWORDS), *"={}(),&|?*+-~[]", "|=", "&=", ">>", '"a"', "'''b\n'''", '"', "'''", "\\a",
    "b", "c:d", "c:*", "xsd:string", "## e\n", "# f\n", "\\x{67}", "\\x{", "\\", ":", "<", "ä",
    "\n", " ", "\0", 'namespace c = "urn:c"', "element b {", "start =", "b =",
    "[ b [", "include 'x' {",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(raw=patterns, data=st.data())
def test_what_is_written_is_read_back(raw: Raw, data: st.DataObject) -> None:
    written = CompactWriter(lambda ways: data.draw(st.sampled_from(ways))).schema(raw)
    read = read_compact(PATH, written.encode())
    assert tree(read) == tree(raw)
    inherit(read, "urn:inherited")
    assert tree(read) == tree(read_xml(PATH, xml(read).encode()))


@settings(max_examples=600, deadline=None)
@given(tokens=st.lists(st.sampled_from(SOUP), max_size=25), between=st.sampled_from(["", " "]))
def test_a_soup_of_tokens_is_read_or_refused(tokens: list[str], between: str, soup: Path) -> None:
    soup.write_text(between.join(tokens), encoding="utf-8", newline="")
    error = refusal(lambda: read_grammar(soup))
    assert error is None or error.line
    assert error is None or "section" in error.message or "cannot be read" in error.message


@settings(max_examples=200, deadline=None)
@given(source=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(source: bytes) -> None:
    error = refusal(lambda: read_compact(PATH, source))
    assert error is None or error.line


def refusal(read: Callable[[], object]) -> SchemaError | None:
    """Return the error with which a schema is refused; any other error goes on."""
    try:
        assert read()
    except SchemaError as error:
        return error
    return None


@pytest.fixture(scope="module")
def soup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file that each soup is written to."""
    return tmp_path_factory.mktemp("soup") / "schema.rnc"
