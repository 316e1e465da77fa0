"""The XSD validator: one finding for one fault, at its place, with what was expected."""

from pathlib import Path

import pytest

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import load
from tei_pipeline.errors import SchemaError
from tei_pipeline.resources import resource
from tei_pipeline.rules import RULES
from tei_pipeline.validators import Context
from tei_pipeline.validators.xsd import XsdValidator

TEI = "http://www.tei-c.org/ns/1.0"
EDITION = XsdValidator(resource("schema", "edition.xsd"))
HEADER = """<teiHeader><fileDesc>
<titleStmt><title>A letter</title></titleStmt>
<publicationStmt><p>Not published.</p></publicationStmt>
<sourceDesc><p>None.</p></sourceDesc>
</fileDesc></teiHeader>"""
SCHEMA = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{TEI}"
  xmlns="{TEI}" elementFormDefault="qualified">
"""


def judged(path: Path, content: str, validator: XsdValidator = EDITION) -> list[Diagnostic]:
    path.write_text(content, encoding="utf-8")
    context = Context(path.parent, {}, frozenset(), complete=True)
    return list(validator.check(load(path), context))


def in_body(folder: Path, body: str) -> list[Diagnostic]:
    """Return the findings on a body whose first line is line 8 of the file."""
    text = f'<TEI xmlns="{TEI}">\n{HEADER}\n<text><body>\n{body}\n</body></text></TEI>'
    return judged(folder / "letter.xml", text)


def in_header(folder: Path, header: str) -> list[Diagnostic]:
    """Return the findings on a header that begins on line 2 of the file."""
    text = f'<TEI xmlns="{TEI}">\n{header}\n<text><body><p/></body></text></TEI>'
    return judged(folder / "letter.xml", text)


def place(found: Diagnostic) -> tuple[int | None, int | None, int | None]:
    return found.location.line, found.location.column, found.location.end_column


def test_a_valid_document_has_no_finding(tmp_path: Path) -> None:
    assert in_body(tmp_path, '<p xml:id="p-1">We met.</p>') == []


def test_an_element_in_the_wrong_case(tmp_path: Path) -> None:
    (found,) = in_body(tmp_path, '<p>On 29 October <persname ref="#rusk">Rusk</persname> said</p>')
    assert (found.code, *place(found)) == ("TPS102", 8, 18, 27)
    assert found.message == (
        "persname is not allowed in p: edition.xsd has no element of this name"
    )
    assert found.location.path == "/TEI/text[1]/body[1]/p[1]/persname[1]"
    assert found.suggestion == "did you mean persName?"
    assert found.expected is not None
    assert found.expected.startswith("text · names (persName, placeName, orgName, …) · dates")
    assert found.expected.endswith(" more")


def test_a_name_that_is_nowhere_near_has_no_suggestion(tmp_path: Path) -> None:
    (found,) = in_body(tmp_path, "<p><xyzzy/></p>")
    assert (found.code, found.suggestion) == ("TPS102", None)


def test_a_name_that_is_near_but_not_allowed_here_says_so(tmp_path: Path) -> None:
    (found,) = in_body(tmp_path, "<p><titlestmt/></p>")
    assert found.suggestion == "did you mean titleStmt? It is not allowed here either"


@pytest.mark.parametrize(
    ("space", "words"),
    [("", "in no namespace"), ("urn:other", "in the namespace urn:other")],
)
def test_an_element_of_another_namespace(tmp_path: Path, space: str, words: str) -> None:
    (found,) = in_body(tmp_path, f'<p><name xmlns="{space}">x</name></p>')
    assert found.message == (
        f"name ({words}) is not allowed in p: edition.xsd has no element of this name"
    )
    assert found.suggestion == f'it is one in another namespace: xmlns="{TEI}"'


def test_an_unknown_root(tmp_path: Path) -> None:
    (found,) = judged(tmp_path / "letter.xml", f'<tei xmlns="{TEI}"/>')
    assert (found.code, *place(found)) == ("TPS101", 1, 1, 5)
    assert (found.expected, found.suggestion) == ("a root of the schema: TEI", "did you mean TEI?")


def test_an_element_that_the_parent_may_not_have(tmp_path: Path) -> None:
    (found,) = in_body(tmp_path, "<p>before\n  <p>inner</p></p>")
    assert (found.code, *place(found)) == ("TPS102", 9, 3, 5)
    assert found.message == "p is not allowed in p"


def test_an_element_at_the_wrong_place(tmp_path: Path) -> None:
    (found,) = in_body(tmp_path, "<div><p/><head>late</head><p/></div>")
    assert (found.code, *place(found)) == ("TPS102", 8, 10, 15)
    assert found.message == "head is not allowed at this place in div"
    assert found.expected is not None
    assert "paragraphs (p, ab)" in found.expected


def test_an_element_twice(tmp_path: Path) -> None:
    twice = HEADER.replace("<publicationStmt>", "<titleStmt><title/></titleStmt><publicationStmt>")
    (found,) = in_header(tmp_path, twice)
    assert found.message == "titleStmt is not allowed at this place in fileDesc"
    assert found.expected == "editionStmt, extent, publicationStmt"


def test_children_without_their_holder_are_one_finding(tmp_path: Path) -> None:
    names = "<persName>A</persName><placeName>B</placeName><date>C</date>"
    profile = f"<profileDesc><correspDesc>{names}</correspDesc></profileDesc></teiHeader>"
    (found,) = in_header(tmp_path, HEADER.replace("</teiHeader>", profile))
    assert found.message == (
        "persName is not allowed in correspDesc, nor are the 2 siblings after it"
    )
    assert found.suggestion == "put it into a correspAction"


def test_faults_apart_are_findings_apart(tmp_path: Path) -> None:
    found = in_body(tmp_path, "<div/>\n<row/>\n<div/>\n<row/>\n<div/>")
    assert [(one.code, one.location.line) for one in found] == [("TPS102", 9), ("TPS102", 11)]


def test_a_wrong_element_in_place_of_a_needed_one_is_one_finding(tmp_path: Path) -> None:
    renamed = HEADER.replace("publicationStmt", "projectDesc")
    (found,) = in_header(tmp_path, renamed)
    assert found.code == "TPS102"


def test_a_missing_element(tmp_path: Path) -> None:
    lines = HEADER.splitlines()
    (found,) = in_header(tmp_path, "\n".join([*lines[:2], *lines[3:]]))
    assert (found.code, *place(found)) == ("TPS103", 2, 12, 21)
    assert found.message == "fileDesc lacks publicationStmt before sourceDesc"
    assert found.expected == "publicationStmt"
    assert found.suggestion == "add publicationStmt before sourceDesc"


def test_two_missing_elements_are_one_finding(tmp_path: Path) -> None:
    lines = HEADER.splitlines()
    (found,) = in_header(tmp_path, "\n".join([lines[0], *lines[3:]]))
    assert found.message == "fileDesc lacks titleStmt and publicationStmt before sourceDesc"


def test_a_missing_element_at_the_end(tmp_path: Path) -> None:
    (found,) = in_body(tmp_path, "<p><choice><sic>teh</sic></choice></p>")
    assert (found.code, *place(found)) == ("TPS103", 8, 4, 11)
    assert (found.message, found.expected) == ("choice lacks corr", "corr")


def test_one_of_several_elements_is_missing(tmp_path: Path) -> None:
    (found,) = in_header(tmp_path, HEADER.replace("<p>Not published.</p>", "<date/>"))
    assert found.message == "publicationStmt lacks an element before date"
    assert found.expected == "publisher, distributor or authority"


def test_an_attribute_that_is_not_allowed(tmp_path: Path) -> None:
    (found,) = in_body(tmp_path, '<p>on <date type="x"\n   wehn="1962">29 October</date></p>')
    assert (found.code, *place(found)) == ("TPS104", 9, 4, 15)
    assert found.message == "the attribute wehn is not allowed on date"
    assert found.location.path == "/TEI/text[1]/body[1]/p[1]/date[1]/@wehn"
    assert found.suggestion == "did you mean when?"
    assert found.expected is not None
    assert found.expected.startswith("one of precision, calendar, dur")


def test_an_attribute_of_another_namespace(tmp_path: Path) -> None:
    (found,) = in_body(tmp_path, '<p xmlns:x="urn:x" x:when="1">text</p>')
    assert (found.code, *place(found)) == ("TPS104", 8, 20, 30)


def test_a_missing_attribute(tmp_path: Path) -> None:
    (found,) = in_body(tmp_path, "<p><ref>your message</ref></p>")
    assert (found.code, *place(found)) == ("TPS105", 8, 4, 8)
    assert found.message == "ref lacks the attribute target"
    assert found.expected is not None
    assert found.expected.startswith('target="…": one or more pointers such as #id')


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ('<date when="30.X.62"/>', "a date as YYYY-MM-DD, YYYY-MM or YYYY"),
        ('<date when="1962-02-30"/>', "a date as YYYY-MM-DD, YYYY-MM or YYYY"),
        ('<date dur="one year"/>', "a length of time such as P1Y"),
        ('<hi cert="hihg"/>', "high, medium, low or unknown"),
        ('<ref target="a b#c d e#f g"/>', ""),
        ('<ref target="http://a b%zz"/>', "one or more pointers such as #id"),
        ('<ptr target=""/>', "one or more pointers such as #id"),
        ('<num value="two"/>', "a number such as 12, 0.5 or 1/2"),
        ('<foreign xml:lang="Russian language"/>', "a language tag such as en or ru"),
        ('<seg type="two words"/>', "a word without white space"),
    ],
)
def test_a_value_that_is_not_allowed(tmp_path: Path, element: str, expected: str) -> None:
    found = in_body(tmp_path, f"<p>{element}</p>")
    if not expected:
        assert found == []
        return
    (one,) = found
    name = element[1:].partition(" ")[2]
    assert (one.code, *place(one)) == (
        "TPS106", 8, element.index(name) + 4, element.rindex('"') + 5,
    )  # fmt: skip
    assert one.expected is not None
    assert one.expected.startswith(expected)


def test_a_value_near_an_allowed_one_is_suggested(tmp_path: Path) -> None:
    (found,) = in_body(tmp_path, '<p><hi cert="Medium">x</hi></p>')
    assert found.message == '"Medium" is not allowed as cert of hi'
    assert found.suggestion == "did you mean medium?"


def test_a_text_that_is_not_a_value(tmp_path: Path) -> None:
    (found,) = in_body(tmp_path, "<p><gi>two words</gi></p>")
    assert (found.code, *place(found)) == ("TPS106", 8, 4, 7)
    assert found.message == '"two words" is not allowed in gi'


def test_an_element_where_only_text_may_stand(tmp_path: Path) -> None:
    (found,) = in_body(tmp_path, "<p><gi>na<hi>me</hi></gi></p>")
    assert (found.code, *place(found)) == ("TPS102", 8, 10, 13)
    assert found.expected == "text only"


def test_comments_are_no_elements(tmp_path: Path) -> None:
    body = "<p><gi>na<!-- no child -->me</gi><?target x?><foo/></p>"
    (found,) = in_body(tmp_path, f"<!-- before -->{body}")
    assert (found.code, *place(found)) == ("TPS102", 8, 61, 65)


def test_text_where_only_elements_may_stand(tmp_path: Path) -> None:
    (found,) = in_body(tmp_path, "<div>\n<p/>stray   words\n</div>")
    assert (found.code, *place(found)) == ("TPS107", 9, 5, 18)
    assert (found.location.path or "").endswith("/div[1]")
    assert found.message == 'text is not allowed directly in div: "stray words"'
    assert found.suggestion == "put the text into a p"


def test_phrases_in_stray_text_are_part_of_its_finding(tmp_path: Path) -> None:
    body = "<div>We met <persName>Rusk</persName> on <date>29 October</date>.</div>"
    (found,) = in_body(tmp_path, body)
    assert found.code == "TPS107"


def test_text_in_an_empty_element(tmp_path: Path) -> None:
    (found,) = in_body(tmp_path, "<p>one<lb>two</lb></p>")
    assert (found.code, found.expected) == ("TPS107", "nothing: lb is empty")


@pytest.mark.parametrize(
    "body", ['<p xml:id="a"/><p xml:id="a"/>', '<p xml:id="1 2"/>', '<p xml:id=""/>']
)
def test_ids_are_left_to_the_pointers_validator(tmp_path: Path, body: str) -> None:
    assert in_body(tmp_path, body) == []


def test_a_value_that_only_libxml2_refuses_is_a_finding(tmp_path: Path) -> None:
    # xmlschema splits lists at no-break spaces too; they are no white space in XML.
    (found,) = in_body(tmp_path, '<p ana="#a\u00a0#b"/>')
    assert (found.code, *place(found)) == ("TPS106", 8, 1, 3)
    assert found.message.endswith("is not a valid value of the list type 'pointers'.")


def test_every_code_is_in_the_table(tmp_path: Path) -> None:
    found = in_body(tmp_path, "text<foo/><p><p/><lb x=''/><ref/><hi cert='x'/><choice/></p>")
    codes = {one.code for one in found}
    assert codes == {f"TPS10{number}" for number in range(2, 8)}
    assert codes < set(RULES)


# Other schemas


def schema(folder: Path, content: str) -> XsdValidator:
    path = folder / "own.xsd"
    path.write_text(content, encoding="utf-8")
    return XsdValidator(path)


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("<xs:schema\n<", 2, "the schema is not well-formed"),
        ("", 1, "the schema is not well-formed: the file does not begin"),
        ("<a/>", 1, "this is not a schema document of XSD: its root is a"),
        (SCHEMA + '<xs:element name="TEI" type="gone"/></xs:schema>', 3, "does not resolve"),
        (SCHEMA + '\n<xs:elemnt name="TEI"/></xs:schema>', 4, "The content is not valid"),
        (
            SCHEMA + '<xs:include schemaLocation="http://localhost:9/a.xsd"/></xs:schema>',
            3,
            "http://localhost:9/a.xsd",
        ),
        (SCHEMA + '<xs:include schemaLocation="gone.xsd"/></xs:schema>', 3, "gone.xsd"),
    ],
)
def test_a_schema_that_cannot_be_used(
    tmp_path: Path, content: str, line: int | None, said: str
) -> None:
    validator = schema(tmp_path, content)
    with pytest.raises(SchemaError) as raised:
        judged(tmp_path / "a.xml", f'<TEI xmlns="{TEI}"/>', validator)
    assert said in raised.value.message
    assert (raised.value.path, raised.value.line) == (tmp_path / "own.xsd", line)
    assert raised.value.mend


def test_a_schema_that_is_not_there(tmp_path: Path) -> None:
    validator = XsdValidator(tmp_path / "gone.xsd")
    assert validator.name == "gone.xsd"
    with pytest.raises(SchemaError, match="cannot be read"):
        judged(tmp_path / "a.xml", f'<TEI xmlns="{TEI}"/>', validator)


def test_a_fault_in_an_included_schema_is_told_of_that_file(tmp_path: Path) -> None:
    (tmp_path / "part.xsd").write_text(
        SCHEMA + '<xs:element name="TEI" type="gone"/></xs:schema>', encoding="utf-8"
    )
    validator = schema(tmp_path, SCHEMA + '<xs:include schemaLocation="part.xsd"/></xs:schema>')
    with pytest.raises(SchemaError) as raised:
        judged(tmp_path / "a.xml", f'<TEI xmlns="{TEI}"/>', validator)
    assert (raised.value.path, raised.value.line) == (tmp_path / "part.xsd", 3)


def test_a_schema_of_another_vocabulary(tmp_path: Path) -> None:
    """Local elements, plain types, an enumeration in a list, an attribute wildcard, a key."""
    own = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="order"><xs:complexType>
  <xs:sequence>
    <xs:element name="item" maxOccurs="unbounded"><xs:complexType>
      <xs:attribute name="number" type="xs:positiveInteger" use="required"/>
      <xs:anyAttribute namespace="urn:other" processContents="lax"/>
    </xs:complexType></xs:element>
    <xs:element name="paid" type="xs:boolean"/>
  </xs:sequence></xs:complexType>
  <xs:unique name="numbers"><xs:selector xpath="item"/><xs:field xpath="@number"/></xs:unique>
</xs:element></xs:schema>"""
    found = judged(
        tmp_path / "order.xml",
        '<order>\n<item number="0"/>\n<itme/>\n<item number="2" xmlns:x="urn:other" x:y="z"/>\n'
        '<item number="3"/>\n<paid>perhaps</paid>\n</order>',
        schema(tmp_path, own),
    )
    assert sorted((one.code, one.location.line, one.expected) for one in found) == [
        ("TPS102", 3, "item, paid"),
        ("TPS106", 2, "a whole number from 1 on"),
        ("TPS106", 6, "true or false"),
    ]
    (repeated,) = judged(
        tmp_path / "order.xml",
        '<order><item number="2"/><item number="2"/><paid>true</paid></order>',
        schema(tmp_path, own),
    )
    assert (repeated.code, place(repeated)) == ("TPS108", (1, 32, 42))
    assert repeated.message == '"2" as number of item is repeated: it stands in line 1 already'
    assert repeated.expected == "each value once (numbers)"


def test_a_schema_of_version_1_1(tmp_path: Path) -> None:
    own = f"""{SCHEMA}<xs:element name="TEI"><xs:complexType>
<xs:all><xs:element name="note" maxOccurs="3"/></xs:all>
<xs:attribute name="n" type="xs:int"/>
<xs:assert test="@n &gt; 1"/>
</xs:complexType></xs:element></xs:schema>"""
    validator = schema(tmp_path, own)
    good = f'<TEI xmlns="{TEI}" n="2"><note/><note/></TEI>'
    assert judged(tmp_path / "a.xml", good, validator) == []
    (found,) = judged(tmp_path / "a.xml", good.replace('"2"', '"1"'), validator)
    assert found.code == "TPS109"
    assert found.message == "TEI breaks a rule of own.xsd: @n > 1"
    assert found.expected == "that @n > 1 is true"
    (found,) = judged(tmp_path / "a.xml", good.replace("<note/><note/>", ""), validator)
    assert (found.code, found.message) == ("TPS103", "TEI lacks note")
