"""Schemas in XML syntax in any encoding that Python knows; in others they are refused."""

from pathlib import Path

import pytest

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.source import RELAXNG
from tei_pipeline.relaxng.xml_syntax import read_xml


def schema(encoding: str, name: str = "") -> bytes:
    """Return a schema whose declaration names an encoding, in the encoding ``name``."""
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n<element name="ä" xmlns="{RELAXNG}">'
    return f"{text}<empty/></element>".encode(name or encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252", "gb18030"])
def test_an_encoding_that_python_knows_is_read(encoding: str) -> None:
    assert read_xml(Path("schema.rng"), schema(encoding)).children[0].text == "ä"


@pytest.mark.parametrize(
    "encoding", ["none", "base64", "undefined", "utf-32", "unicode_escape", "idna"]
)
def test_any_other_encoding_is_refused(encoding: str) -> None:
    with pytest.raises(SchemaError, match=f"the encoding “{encoding}” cannot be read"):
        read_xml(Path("schema.rng"), schema(encoding, "utf-8"))
