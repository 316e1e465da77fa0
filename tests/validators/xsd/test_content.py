"""Content models as automata: what fits, what lacks, and one fault for one mistake."""

from pathlib import Path
from typing import Any

import pytest
import xmlschema

from tei_pipeline.validators.xsd.content import ContentModel, Fault, Missing, NotAllowed

NAMES = "abcdefgh"


def model(folder: Path, content: str) -> ContentModel:
    """Return the model of an element ``root`` whose content is written in XSD."""
    path = folder / "own.xsd"
    elements = "".join(f'<xs:element name="{name}"/>' for name in NAMES)
    path.write_text(
        f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{elements}
<xs:element name="root"><xs:complexType>{content}</xs:complexType></xs:element>
<xs:group name="ef"><xs:choice><xs:element ref="e"/><xs:element ref="f"/></xs:choice></xs:group>
</xs:schema>""",
        encoding="utf-8",
    )
    declaration: Any = xmlschema.XMLSchema(str(path)).elements["root"]
    return ContentModel(declaration.type.content)


SEQUENCE = """<xs:sequence><xs:element ref="a"/><xs:element ref="b"/>
<xs:element ref="c" minOccurs="0" maxOccurs="unbounded"/><xs:element ref="d"/></xs:sequence>"""
CHOICE = """<xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element ref="a"/>
<xs:group ref="ef"/></xs:choice>"""
COUNTED = """<xs:sequence><xs:element ref="a" minOccurs="2" maxOccurs="3"/>
<xs:group ref="ef" minOccurs="0"/><xs:element ref="b" minOccurs="0"/></xs:sequence>"""


@pytest.mark.parametrize(
    ("content", "children"),
    [
        (SEQUENCE, "abd"),
        (SEQUENCE, "abcccd"),
        (CHOICE, ""),
        (CHOICE, "aefafe"),
        (COUNTED, "aa"),
        (COUNTED, "aaafb"),
        ("", ""),
    ],
)
def test_what_fits_has_no_fault(tmp_path: Path, content: str, children: str) -> None:
    assert list(model(tmp_path, content).faults(children)) == []


@pytest.mark.parametrize(
    ("content", "children", "faults"),
    [
        (SEQUENCE, "ad", [Missing(1, ("b",))]),
        (SEQUENCE, "d", [Missing(0, ("a", "b"))]),
        (SEQUENCE, "abc", [Missing(3, ("d",))]),
        (SEQUENCE, "", [Missing(0, ("a", "b", "d"))]),
        (SEQUENCE, "abdc", [NotAllowed(3, ())]),
        (SEQUENCE, "abdd", [NotAllowed(3, ())]),
        # In the wrong order: what comes too early is wrong, what follows is not.
        (SEQUENCE, "bad", [NotAllowed(0, ("a",))]),
        (SEQUENCE, "adb", [NotAllowed(1, ("b",))]),
        (SEQUENCE, "axd", [NotAllowed(1, ("b",))]),
        (SEQUENCE, "abxd", [NotAllowed(2, ("c", "d"))]),
        (SEQUENCE, "abx", [NotAllowed(2, ("c", "d"))]),
        (CHOICE, "axyf", [NotAllowed(1, ("a", "e", "f")), NotAllowed(2, ("a", "e", "f"))]),
        (COUNTED, "a", [Missing(1, ("a",))]),
        (COUNTED, "aaaa", [NotAllowed(3, ("e", "f", "b"))]),
        (COUNTED, "aaef", [NotAllowed(3, ("b",))]),
        ('<xs:sequence><xs:group ref="ef"/></xs:sequence>', "", [Missing(0, ("e",), ("e", "f"))]),
        ("", "a", [NotAllowed(0, ())]),
    ],
)
def test_one_fault_for_one_mistake(
    tmp_path: Path, content: str, children: str, faults: list[Fault]
) -> None:
    assert list(model(tmp_path, content).faults(children)) == faults


def test_a_name_can_be_tried_in_place_of_another(tmp_path: Path) -> None:
    tried = model(tmp_path, SEQUENCE)
    assert tried.fits("axd", 1, "b")
    assert not tried.fits("axd", 1, "c")


def test_names_are_those_of_the_model(tmp_path: Path) -> None:
    assert model(tmp_path, CHOICE).names() == ("a", "e", "f")


def test_any_order(tmp_path: Path) -> None:
    content = '<xs:all><xs:element ref="a"/><xs:element ref="b" minOccurs="0"/></xs:all>'
    assert list(model(tmp_path, content).faults("ba")) == []
    assert list(model(tmp_path, content).faults("bxa")) == [NotAllowed(1, ("a", "b"))]


def test_a_wildcard_takes_names_but_gives_none(tmp_path: Path) -> None:
    content = """<xs:sequence><xs:element ref="a"/>
<xs:any namespace="urn:other" minOccurs="0"/></xs:sequence>"""
    tried = model(tmp_path, content)
    assert list(tried.faults(["a", "{urn:other}x"])) == []
    assert list(tried.faults(["a", "b"])) == [NotAllowed(1, ())]
