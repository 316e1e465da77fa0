"""Content that nothing can be, attributes of open names with values, elements that values tell."""

from pathlib import Path

import pytest

from tei_pipeline.cache import Cache
from tei_pipeline.document import Document
from tei_pipeline.opening import local_file
from tei_pipeline.validators.protocol import Context
from tei_pipeline.validators.relaxng import RelaxngValidator
from tests.relaxng import judged

CLOSED = """
start = element r { element gap { attribute n { text }, notAllowed }?, element p { text }* }
"""
OPEN = """
namespace x = "urn:x"
start = element r { attribute x:* { xsd:integer }+, attribute * - x:* { "yes" | "no" }* }
"""
TOLD_BY_VALUE = """
start = element r { ((element s { attribute k { "1" }, empty }
                      | element s { attribute k { "2" }, xsd:integer }), element t { empty }?)* }
"""
REFERENCES = """
start = element r { attribute id { xsd:ID }?, element s { attribute to { xsd:IDREF } }*,
                    element m { attribute all { xsd:IDREFS } }* }
"""
X = 'xmlns:x="urn:x"'


@pytest.mark.parametrize("inside", ["<gap/>", '<gap n="1"/>', '<gap k="1">text<p/></gap>'])
def test_an_element_whose_content_can_be_nothing_is_said_once(inside: str) -> None:
    assert judged.told(judged.engine(CLOSED), f"<r>\n{inside}<p/></r>") == ["2: unfillable gap"]


def test_an_element_whose_content_can_be_nothing_is_unknown_where_it_may_not_stand() -> None:
    told = judged.told(judged.engine(CLOSED), "<r><p/>\n<gap n='1'/></r>")
    assert told == ["2: unknown gap in r"]


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ('x:a="1"', []),
        ('x:a="1" x:b="-2" c="yes"', []),
        ('x:a="one"', ["1: r/@urn:x}a cannot be 'one'"]),
        ('x:a="1" c="maybe" d="no"', ["1: r/@c cannot be 'maybe'"]),
        ('c="yes"', ["1: r lacks @"]),
    ],
)
def test_the_values_of_attributes_of_open_names_are_judged(
    attributes: str, told: list[str]
) -> None:
    assert judged.told(judged.engine(OPEN), f"<r {X} {attributes}/>") == told


def test_a_stray_text_is_said_once_where_a_value_tells_which_element_it_is() -> None:
    document = '<r><s k="2">7</s><t/>\n<s k="1">seven</s></r>'
    assert judged.told(judged.engine(TOLD_BY_VALUE), document) == ["2: stray text 'seven' in s"]


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ('<s to=" a "/><m all=" a  a "/>', []),
        ('<s to="a b"/>', ["1: s/@to cannot be 'a b'", "1: unknown id a b in s/@to"]),
        ('<m all="b a c"/>', ["1: unknown id b in m/@all", "1: unknown id c in m/@all"]),
    ],
)
def test_an_idref_leads_to_one_element(inside: str, told: list[str]) -> None:
    assert judged.told(judged.engine(REFERENCES), f'<r id="a">{inside}</r>') == told


@pytest.mark.parametrize(
    ("schema", "document", "message"),
    [
        (CLOSED, "<r><gap/></r>", "gap is not allowed: its content is notAllowed in schema.rnc"),
        (OPEN, '<r c="yes"/>', "r lacks an attribute"),
    ],
)
def test_what_is_said_names_what_there_is(
    schema: str, document: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / "schema.rnc").write_text(schema, encoding="utf-8")
    validator = RelaxngValidator(tmp_path / "schema.rnc", local_file, Cache(tmp_path / "cache"))
    context = Context(Path(), {}, frozenset(), complete=False)
    found = validator.check(Document(Path("document.xml"), document.encode()), context)
    assert [one.message for one in found] == [message]
