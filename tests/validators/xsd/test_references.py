"""A quick look, by names, whether references to ids are sound."""

import pytest
from lxml import etree

from tei_pipeline.validators.xsd.references import References
from tests.validators.xsd.schemas import xsd

TYPES = """<xs:simpleType name="link"><xs:restriction base="xs:IDREF"/></xs:simpleType>
<xs:simpleType name="links"><xs:list itemType="link"/></xs:simpleType>"""


@pytest.mark.parametrize(
    ("content", "text", "sound"),
    [
        ('<xs:attribute name="to" type="xs:anyURI"/>', '<a to="x"/>', True),
        ('<xs:attribute name="to" type="xs:IDREF"/>', '<a to="x"/>', False),
        ('<xs:attribute name="to" type="xs:IDREF"/>', '<a other="x"/>', True),
        ('<xs:attribute name="to" type="xs:IDREF"/><xs:attribute name="id" type="xs:ID"/>',
         '<a id="x"><b to="x"/></a>', True),
        ('<xs:attribute name="to" type="xs:IDREFS"/><xs:attribute name="id" type="xs:ID"/>',
         '<a id="x"><b to="x y"/></a>', False),
        (TYPES + '<xs:attribute name="to" type="links"/>', '<a to="x"/>', False),
        (TYPES + '<xs:element name="to" type="link"/>', "<a><to>x</to></a>", False),
        ('<xs:element name="to"><xs:simpleType><xs:restriction base="xs:IDREF"/></xs:simpleType>'
         "</xs:element>", "<a><to>x</to></a>", False),
    ],
)  # fmt: skip
def test_references(content: str, text: str, sound: bool) -> None:
    looked = References([etree.fromstring(xsd(content))])
    assert looked.sound(etree.fromstring(text)) is sound
