"""The examples on the pages of the rules that need a schema of their own."""

import re
from pathlib import Path

import pytest

from tei_pipeline.document import load
from tei_pipeline.resources import resource
from tei_pipeline.validators import Context
from tei_pipeline.validators.xsd import XsdValidator

HEAD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
SCHEMAS = {
    "TPS108": HEAD + """<xs:element name="order"><xs:complexType><xs:sequence>
<xs:element name="item" maxOccurs="9"><xs:complexType><xs:attribute name="number"/>
</xs:complexType></xs:element></xs:sequence></xs:complexType>{}</xs:element></xs:schema>""",
    "TPS109": HEAD + """<xs:element name="span"><xs:complexType>
<xs:attribute name="from" type="xs:int"/><xs:attribute name="to" type="xs:int"/>{}
</xs:complexType></xs:element></xs:schema>""",
}  # fmt: skip


@pytest.mark.parametrize("code", SCHEMAS)
def test_the_examples_of_a_page(code: str, tmp_path: Path) -> None:
    page = (resource("rules") / f"{code}.md").read_text(encoding="utf-8")
    (rule, bad, good) = re.findall(r"^```(?:text|xml)\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    schema, document = tmp_path / "own.xsd", tmp_path / "own.xml"
    schema.write_text(SCHEMAS[code].format(rule), encoding="utf-8")
    validator = XsdValidator(schema)
    for text, codes in ((bad, [code]), (good, [])):
        document.write_text(text, encoding="utf-8")
        context = Context(tmp_path, {}, frozenset(), complete=True)
        assert [found.code for found in validator.check(load(document), context)] == codes
