"""Groups in any order, and models in which more elements may come than they name."""

from pathlib import Path
from typing import Any

import pytest
import xmlschema

from tei_pipeline.validators.xsd.content import Fault, Missing, NotAllowed
from tei_pipeline.validators.xsd.models import Content, content_model
from tests.validators.xsd.schemas import written, xsd


def model(folder: Path, content: str) -> Content:
    """Return the model of an element ``root`` whose content is written in XSD 1.1."""
    elements = "".join(f'<xs:element name="{name}"/>' for name in "abcd")
    root = f'<xs:element name="root"><xs:complexType>{content}</xs:complexType></xs:element>'
    path = written(folder, own=xsd(elements + root))
    declaration: Any = xmlschema.XMLSchema11(str(path)).elements["root"]
    return content_model(declaration.type)


ALL = """<xs:all><xs:element ref="a"/><xs:element ref="b" minOccurs="0" maxOccurs="2"/>
<xs:element ref="c" minOccurs="2" maxOccurs="unbounded"/></xs:all>"""
OPTIONAL = '<xs:all minOccurs="0"><xs:element ref="a"/><xs:element ref="b"/></xs:all>'
WITH_ANY = '<xs:all><xs:element ref="a"/><xs:any namespace="urn:x" minOccurs="0"/></xs:all>'
OPEN = f'<xs:openContent><xs:any namespace="urn:x"/></xs:openContent>{OPTIONAL}'
OPEN_SEQUENCE = """<xs:openContent><xs:any namespace="urn:x"/></xs:openContent>
<xs:sequence><xs:element ref="a"/><xs:element ref="b"/></xs:sequence>"""


@pytest.mark.parametrize(
    ("content", "names", "faults"),
    [
        (ALL, "acc", []),
        (ALL, "cbacbccc", []),
        (ALL, "accbbb", [NotAllowed(5, ("c",))]),
        (ALL, "aacc", [NotAllowed(1, ("b", "c"))]),
        (ALL, "acxc", [NotAllowed(2, ("b", "c"))]),
        (ALL, "ac", [Missing(2, ("c",))]),
        (ALL, "", [Missing(0, ("a",)), Missing(0, ("c",))]),
        (OPTIONAL, "", []),
        (OPTIONAL, "b", [Missing(1, ("a",))]),
        (WITH_ANY, ("{urn:x}y", "a"), []),
        (WITH_ANY, ("{urn:x}y", "a", "{urn:x}z"), [NotAllowed(2, ())]),
        (OPEN, ("{urn:x}y", "a", "b", "{urn:x}z"), []),
        (OPEN, ("{urn:y}y", "a", "b"), [NotAllowed(0, ("a", "b"))]),
        (OPEN_SEQUENCE, ("{urn:x}y", "a", "{urn:x}y", "b"), []),
        (OPEN_SEQUENCE, ("{urn:x}y", "b"), [Missing(1, ("a",))]),
    ],
)
def test_faults(tmp_path: Path, content: str, names: tuple[str, ...], faults: list[Fault]) -> None:
    assert list(model(tmp_path, content).faults(names)) == faults


def test_a_name_can_be_tried_in_place_of_another(tmp_path: Path) -> None:
    tried = model(tmp_path, ALL)
    assert tried.fits("axc", 1, "b")
    assert not tried.fits("axc", 1, "a")
    assert tried.names() == ("a", "b", "c")


def test_a_model_of_thousands_of_particles_is_built_with_one_of_each(tmp_path: Path) -> None:
    content = '<xs:element ref="a" maxOccurs="8"/><xs:element ref="b"/>'
    for _ in range(4):
        content = f'<xs:sequence minOccurs="0" maxOccurs="8">{content}</xs:sequence>'
    tried = model(tmp_path, content)
    assert list(tried.faults("aab" * 50)) == []
    assert list(tried.faults("abc")) == [NotAllowed(2, ("a",))]
