"""What is said of a fault in a foreign vocabulary: its code, place, what was expected, the mend."""

from pathlib import Path

import pytest
import xmlschema

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.errors import SchemaError
from tei_pipeline.validators.xsd import XsdValidator
from tests.validators.xsd.records import ORDER, ORDER_SCHEMA
from tests.validators.xsd.schemas import codes, judged, written, xsd


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> XsdValidator:
    return XsdValidator(written(tmp_path_factory.mktemp("order"), order=ORDER_SCHEMA))


def changed(order: XsdValidator, folder: Path, old: str, new: str) -> list[Diagnostic]:
    """Return the findings on the order with one change."""
    assert ORDER.count(old) == 1, old
    return judged(order, folder, ORDER.replace(old, new))


def test_the_order_is_valid(order: XsdValidator, tmp_path: Path) -> None:
    assert judged(order, tmp_path, ORDER) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ("12.50", "x", 11, "a number such as 1.5, more than 0, at most 1000, "
         "with at most 2 digits after the point, of at most 6 digits"),
        ("12.50", "12.505", 11, "a number such as 1.5, more than 0"),
        ("AB-12", "ab-12", 2, r"text, in the form [A-Z]{2}-\d+, at most 8 long"),
        ("1 2 255", "1 2 256", 13,
         "one or more, separated by spaces: a whole number from 0 to 255, at most 3 of them"),
        ("1 2 255", "1 2 3 4", 13, "one or more, separated by spaces"),
        ("large", "0", 14, "small, large or a whole number from 1 on"),
        ("<when>2026-01-01T12:00:00Z", "<when>now", 3, "a moment as YYYY-MM-DDThh:mm:ss"),
        ("<year xsi:nil=\"true\"/>", "<year/>", 5, "a year as YYYY"),
        ('who="p1"', 'who="1"', 10, "the id of an element of this document"),
        ('"0.5"', '"half"', 8, "a number such as 1.5"),
    ],
)  # fmt: skip
def test_facets_are_said_in_words(
    order: XsdValidator, tmp_path: Path, old: str, new: str, line: int, expected: str
) -> None:
    (found,) = changed(order, tmp_path, old, new)
    assert (found.code, found.location.line) == ("TPS106", line)
    assert (found.expected or "").startswith(expected)


def test_the_value_that_was_meant(order: XsdValidator, tmp_path: Path) -> None:
    (found,) = changed(order, tmp_path, "large", "lrage")
    assert found.suggestion == "did you mean large?"


# Keys, ids and references


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("<title>A pen", "<title>Letters", 9,
         '"Letters" of gift is repeated: it stands in line 8 already'),
        ('owner="max"', 'owner="mex"', 9, '"mex" as owner of gift leads to nothing'),
        (' code="max" xsi', " xsi", 7, "person lacks @code, which is part of its key"),
        ('with="p1 p2"', 'with="p1 p3"', 10, '"p3" leads to nothing: no element has this id'),
        ('who="p1"', 'who="p9"', 10, '"p9" leads to nothing: no element has this id'),
        ('id="p2"', 'id="p1"', 7, 'the id "p1" is repeated: it stands in line 6 already'),
    ],
)  # fmt: skip
def test_keys_and_ids(
    order: XsdValidator, tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    found = changed(order, tmp_path, old, new)
    assert {one.code for one in found} == {"TPS108"}
    assert (found[0].location.line, found[0].message) == (line, message)


def test_a_missing_key_is_one_finding_and_what_led_to_it_another(
    order: XsdValidator, tmp_path: Path
) -> None:
    found = changed(order, tmp_path, 'code="max"', 'code="jane"')
    assert [one.message for one in found] == [
        '"jane" as code of person is repeated: it stands in line 6 already',
        '"max" as owner of gift leads to nothing',
    ]


def test_an_id_in_an_element_at_fault_is_not_said_to_be_missing(
    order: XsdValidator, tmp_path: Path
) -> None:
    old = '<person id="p2" code="max" xsi:type="vip"><name>Max</name><honour>Sir</honour></person>'
    (found,) = changed(order, tmp_path, old, f"<persn>{old}</persn>")
    assert (found.code, found.message) == (
        "TPS102", "persn is not allowed in order: order.xsd has no element of this name",
    )  # fmt: skip


def test_an_xml_id_is_left_to_another_validator(tmp_path: Path) -> None:
    key = '<xs:unique name="k"><xs:selector xpath=".//*"/><xs:field xpath="@xml:id"/></xs:unique>'
    content = f"""<xs:import namespace="http://www.w3.org/XML/1998/namespace"/>
<xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" maxOccurs="9">
<xs:complexType><xs:attribute ref="xml:id"/></xs:complexType></xs:element></xs:sequence>
</xs:complexType>{key}</xs:element>"""
    for sign in ("", "<xs:defaultOpenContent><xs:any/></xs:defaultOpenContent>"):
        validator = XsdValidator(
            written(tmp_path, own=xsd(content.replace("<xs:el", sign + "<xs:el", 1)))
        )
        text = '<a><b xml:id="i"/><b xml:id="i"/></a>'
        assert codes(validator, tmp_path, text) == []
        assert codes(validator, tmp_path, text.replace("<b", '<b xml:lang="en"', 1)) == ["TPS104"]


# What an instance says of itself


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ('xsi:type="vip"', 'xsi:type="vep"', "TPS106",
         '"vep" is not allowed as xsi:type of person'),
        ('xsi:type="vip"', 'xsi:type="code"', "TPS106",
         '"code" is not allowed as xsi:type of person'),
        (' xsi:type="article"', "", "TPS105",
         "gift lacks the attribute xsi:type: its own type is abstract"),
        ('xsi:nil="true"', 'xsi:nil="perhaps"', "TPS106",
         '"perhaps" is not allowed as xsi:nil of year'),
        ('<year xsi:nil="true"/>', '<year xsi:nil="true">1962</year>', "TPS107",
         "year says that it is nil, and has content"),
        ("<day>", '<day xsi:nil="true">', "TPS104",
         "the attribute xsi:nil is not allowed on day: it may not be nil"),
        ("EUR", "USD", "TPS106", '"USD" is not allowed in currency'),
        ('version="1"', 'version="2"', "TPS106", '"2" is not allowed as version of order'),
        ("<o:any>thing <o:at/> all</o:any>", "<any/>", "TPS102",
         "any is not allowed in order: order.xsd has no element of this name"),
        ("<o:any>", "<o:x/><o:y/><o:any>", "TPS102",
         "any (in the namespace urn:other) is not allowed in order: "
         "order.xsd has no element of this name"),
    ],
)  # fmt: skip
def test_instances(
    order: XsdValidator, tmp_path: Path, old: str, new: str, code: str, message: str
) -> None:
    (found,) = changed(order, tmp_path, old, new)
    assert (found.code, found.message) == (code, message)


def test_an_abstract_element(order: XsdValidator, tmp_path: Path) -> None:
    old = '<book owner="jane" weight="0.5"><title>Letters</title></book>'
    (found,) = changed(order, tmp_path, old, "<thing/>")
    assert found.message == "thing is abstract: it only stands for others in the schema"
    assert found.expected == "book, gift"


def test_derived_types_are_named(order: XsdValidator, tmp_path: Path) -> None:
    (found,) = changed(order, tmp_path, 'xsi:type="vip"', 'xsi:type="veryip"')
    assert found.expected == "the type person, or one derived from it: vip"


# Wildcards


ANY = """<xs:element name="a"><xs:complexType><xs:sequence>
<xs:any namespace="{space}" processContents="{how}"/></xs:sequence>
<xs:anyAttribute processContents="{how}"/></xs:complexType></xs:element>
<xs:element name="n" type="xs:int"/><xs:attribute name="m" type="xs:int"/>"""


@pytest.mark.parametrize(
    ("space", "how", "text", "found"),
    [
        ("##any", "strict", '<a m="1"><n>1</n></a>', []),
        ("##any", "strict", '<a m="x"><n>x</n></a>', ["TPS106", "TPS106"]),
        ("##any", "strict", '<a k="1"><b/></a>', ["TPS104", "TPS102"]),
        ("##any", "lax", '<a k="1"><b/></a>', []),
        ("##any", "lax", '<a m="x"><b><n>x</n></b></a>', ["TPS106", "TPS106"]),
        ("##any", "skip", '<a m="x"><n>x</n></a>', []),
        ("urn:x", "lax", "<a/>", ["TPS103"]),
        ("urn:x urn:y", "skip", '<a><b xmlns="urn:y"/></a>', []),
        ("urn:x", "lax", "<a><n>1</n></a>", ["TPS102"]),
    ],
)
def test_wildcards(tmp_path: Path, space: str, how: str, text: str, found: list[str]) -> None:
    validator = XsdValidator(written(tmp_path, own=xsd(ANY.format(space=space, how=how))))
    assert codes(validator, tmp_path, text) == found


@pytest.mark.parametrize(
    ("space", "words"),
    [
        ("##any", "an element"),
        ("##other", "an element of another namespace"),
        ("urn:x", "an element of urn:x"),
        ("##local", "an element of no namespace"),
    ],
)
def test_what_a_wildcard_lacks(tmp_path: Path, space: str, words: str) -> None:
    own = xsd(ANY.format(space=space, how="skip"), 'targetNamespace="urn:t"')
    (found,) = judged(XsdValidator(written(tmp_path, own=own)), tmp_path, '<a xmlns="urn:t"/>')
    assert (found.code, found.message) == ("TPS103", f"a lacks {words}")


# Drafts, and more than one fault


def test_a_draft_may_lack_what_it_needs(order: XsdValidator, tmp_path: Path) -> None:
    schema = written(tmp_path, order=ORDER_SCHEMA)
    text = ORDER.replace("<currency>EUR</currency>", "").replace('number="AB-12"', "")
    assert codes(XsdValidator(schema), tmp_path, text) == ["TPS105", "TPS103"]
    draft = XsdValidator(schema, draft=True)
    assert codes(draft, tmp_path, text) == []
    assert codes(draft, tmp_path, text.replace("large", "huge")) == ["TPS106"]


def test_known_elements_in_an_unknown_one_are_judged(order: XsdValidator, tmp_path: Path) -> None:
    old = "<day>2026-01-01</day>"
    found = changed(order, tmp_path, old, '<dya><book weight="x"><title/></book></dya>')
    assert sorted(one.message for one in found) == [
        '"x" is not allowed as weight of book',
        "dya is not allowed in order: order.xsd has no element of this name",
    ]


# Deep and large documents

NESTED = """<xs:element name="a"><xs:complexType><xs:sequence>
<xs:element ref="a" minOccurs="0"/></xs:sequence><xs:attribute name="n" type="xs:token"/>
</xs:complexType><xs:unique name="ns"><xs:selector xpath=".//a"/><xs:field xpath="@n"/></xs:unique>
</xs:element>"""
OPEN = "<xs:defaultOpenContent mode='suffix'><xs:any namespace='urn:x'/></xs:defaultOpenContent>"


@pytest.mark.parametrize("sign", ["", OPEN])
@pytest.mark.parametrize(
    ("inner", "found"),
    [("", []), ("<b/>", ["TPS102"]), ('<a n="1"><a n="1"/></a>', ["TPS108"])],
)
def test_depth_is_no_matter(tmp_path: Path, sign: str, inner: str, found: list[str]) -> None:
    validator = XsdValidator(written(tmp_path, own=xsd(sign + NESTED)))
    text = "<a>" * 240 + inner + "</a>" * 240
    assert sorted(set(codes(validator, tmp_path, text))) == found


REFERRING = NESTED.replace(
    "</xs:element>",
    """<xs:key name="ks"><xs:selector xpath="."/><xs:field xpath="@n"/></xs:key>
<xs:keyref name="rs" refer="ks"><xs:selector xpath="a"/><xs:field xpath="@of"/></xs:keyref>
</xs:element>""",
).replace("</xs:complexType>", '<xs:attribute name="of" type="xs:token"/></xs:complexType>', 1)


def test_depth_is_no_matter_where_places_are_tied_together(tmp_path: Path) -> None:
    validator = XsdValidator(written(tmp_path, own=xsd(OPEN + REFERRING)))
    start = "".join(f'<a n="{number}">' for number in range(240))
    assert codes(validator, tmp_path, start + "</a>" * 240) == []
    assert codes(validator, tmp_path, start + "<b/>" + "</a>" * 240) == ["TPS102"]
    assert codes(validator, tmp_path, start + '<a of="0"/>' + "</a>" * 240) != []


@pytest.mark.parametrize("sign", ["", OPEN])
def test_a_pattern_that_could_be_tried_for_ever(tmp_path: Path, sign: str) -> None:
    for pattern in ("(a+)+b", "(a|aa)+b", "(a{1,5})+b"):
        simple = f'<xs:restriction base="xs:string"><xs:pattern value="{pattern}"/>'
        element = f'<xs:element name="a"><xs:simpleType>{simple}</xs:restriction></xs:simpleType>'
        validator = XsdValidator(written(tmp_path, own=xsd(f"{sign}{element}</xs:element>")))
        assert codes(validator, tmp_path, f"<a>{'a' * 24}</a>") == ["TPS106"]
        assert codes(validator, tmp_path, f"<a>{'a' * 5}b</a>") == []


def test_a_large_text(tmp_path: Path) -> None:
    validator = XsdValidator(written(tmp_path, own=xsd('<xs:element name="a" type="xs:Name"/>')))
    (found,) = judged(validator, tmp_path, f"<a>{'word ' * 1_000_000}</a>")
    assert len(found.message) < 100


def test_where_xmlschema_stumbles_it_is_said_or_libxml2_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr(xmlschema.validators.XsdElement, "iter_errors", stumble)
    element = '<xs:element name="a" type="xs:int"/>'
    (found,) = judged(XsdValidator(written(tmp_path, own=xsd(element))), tmp_path, "<a>x</a>")
    assert found.code == "TPS106"
    assert found.message.startswith("a breaks a rule of own.xsd: 'x' is not a valid value")
    assert found.expected == "a whole number"
    with pytest.raises(SchemaError) as raised:
        judged(XsdValidator(written(tmp_path, own=xsd(OPEN + element))), tmp_path, "<a>x</a>")
    assert raised.value.path == tmp_path / "document.xml"
    assert raised.value.mend
