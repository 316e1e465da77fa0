"""What is found in a document with several mistakes: each one once, and none because of another."""

from functools import cache

import pytest

from tei_pipeline.relaxng.validate import Engine
from tests.relaxng import judged

LETTER = """
start = letter
letter = element letter { attribute id { xsd:NCName }, head?, opener, body, closer? }
head = element head { inline }
opener = element opener { date, place? }
date = element date { attribute when { xsd:date }, text }
place = element place { attribute key { text }?, text }
body = element body { (p | items | verse | count)+ }
p = element p { attribute rend { "bold" | "italic" }?, inline }
items = element list { head?, item+ }
item = element item { inline }
verse = element verse { line+ }
line = element line { text }
closer = element closer { sign, date? }
sign = element sign { name }
name = element name { text }
inline = (text | element em { inline } | element note { (p | items)+ } | name)*
count = element count { xsd:integer }
"""
OPENER = '<opener><date when="1962-05-30">x</date></opener>'


@cache
def letter() -> Engine:
    return judged.engine(LETTER)


def found(inside: str, attributes: str = 'id="a"') -> list[str]:
    return judged.told(letter(), f"<letter {attributes}>{inside}</letter>")


def body(inside: str) -> list[str]:
    return found(f"{OPENER}<body>{inside}</body>")


def test_what_is_right_has_no_faults() -> None:
    assert body("<p>a <em>b</em></p><list><item/></list><count> 3 </count>") == []


@pytest.mark.parametrize(
    ("inside", "faults"),
    [
        # an unknown element is skipped, its known descendants are judged by their own definitions
        ("<p><foo>x<em rend='a'/></foo></p>", ["unknown foo in p", "em has no @rend"]),
        ("<p><foo><bar><p rend='x'/></bar></foo></p>",
         ["unknown foo in p", "p/@rend cannot be 'x'"]),
        ("<p><foo><foo/><foo/></foo></p>", ["unknown foo in p"]),
        # a misplaced known element is judged by its own definition, its parent goes on
        ("<p><item>x<foo/></item></p>", ["misplaced item in p", "unknown foo in item"]),
        ("<p>a</p><item/><p>b</p>", ["misplaced item in body"]),
        ("<p><list/></p>", ["misplaced list in p", "list lacks item at its end"]),
        # several in a row
        ("<p/><foo/><bar><line/></bar><p/>", ["unknown foo in body", "unknown bar in body"]),
        ("<p/><item/><item/><line/><p/>",
         ["misplaced item in body", "misplaced item in body", "misplaced line in body"]),
        # one in another
        ("<p><item><line><em/></line></item></p>",
         ["misplaced item in p", "misplaced line in item", "misplaced em in line"]),
        # text where none may stand
        ("<list>x<item/>y</list>", ["stray text 'x' in list", "stray text 'y' in list"]),
        ("x<p/>", ["stray text 'x' in body"]),
        ("<list> <!-- c -->x<!-- d -->y<?pi?> <item/></list>", ["stray text 'xy' in list"]),
        # data
        ("<count>x</count>", ["count cannot be 'x'"]),
        ("<count/>", ["count cannot be ''"]),
        ("<count>1<!-- c -->2</count>", []),
        ("<count>1<p/></count>", ["misplaced p in count"]),
        # attributes: one finding for each, and the element goes on as if it were right
        ("<p foo='1' bar='2'><bar/></p>",
         ["p has no @foo", "p has no @bar", "unknown bar in p"]),
        ("<p rend='x'><em/></p>", ["p/@rend cannot be 'x'"]),
    ],
)  # fmt: skip
def test_a_mistake_in_the_text_is_found_once(inside: str, faults: list[str]) -> None:
    assert body(inside) == [f"1: {fault}" for fault in faults]


@pytest.mark.parametrize(
    ("inside", "faults"),
    [
        # missing: named where the next child shows it, or at the end tag
        ("<body><p/></body>", ["letter lacks opener before body"]),
        (OPENER, ["letter lacks body at its end"]),
        (f"{OPENER}<closer><sign><name/></sign></closer>", ["letter lacks body before closer"]),
        ("<closer><sign><name/></sign></closer>", ["letter lacks opener, body before closer"]),
        ("<opener/><body><p/></body>", ["opener lacks date at its end"]),
        ("<opener><place/></opener><body><p/></body>", ["opener lacks date before place"]),
        ("<opener><date when='1962-05-30'/></opener><body/>",
         ["body lacks p|list|verse|count at its end"]),
        # an attribute is missing or wrong
        ("<opener><date/></opener><body><p/></body>", ["date lacks @when"]),
        ("<opener><date when='30.5.1962'/></opener><body><p/></body>",
         ["date/@when cannot be '30.5.1962'"]),
        # something else was meant: the child fits under another name
        ("<opner><date when='1962-05-30'/></opner><body><p/></body>",
         ["unknown opner in letter, meant opener"]),
        (f"{OPENER}<bdy><p/><p/></bdy>", ["unknown bdy in letter, meant body"]),
        (f"{OPENER}<text><p/><p/></text>", ["unknown text in letter, meant body"]),
        # it does not fit under the other name
        (f"{OPENER}<bdy><item/></bdy>",
         ["unknown bdy in letter", "letter lacks body at its end"]),
        # moved to the end, or twice
        (f"<body><p/></body>{OPENER}", ["misplaced body in letter"]),
        (f"<closer><sign><name/></sign></closer>{OPENER}<body><p/></body>",
         ["misplaced closer in letter"]),
        (f"{OPENER}{OPENER}<body><p/></body>", ["misplaced opener in letter"]),
        (f"{OPENER}<body><p/></body><body><p/></body>", ["misplaced body in letter"]),
        (f"<foo/>{OPENER}<foo/><body><p/></body><foo/>",
         ["unknown foo in letter", "unknown foo in letter", "unknown foo in letter"]),
    ],
)  # fmt: skip
def test_a_mistake_in_the_order_is_found_once(inside: str, faults: list[str]) -> None:
    assert found(inside) == [f"1: {fault}" for fault in faults]


@pytest.mark.parametrize(
    ("inside", "faults"),
    [
        ("<verse><lin>x</lin><line/></verse>", ["unknown lin in verse, meant line"]),
        ("<verse><line/><lien>x</lien></verse>", ["unknown lien in verse, meant line"]),
        ("<verse><stanza>x</stanza><line/></verse>", ["unknown stanza in verse, meant line"]),
        ("<verse><stanza><p/></stanza><line/></verse>", ["unknown stanza in verse"]),
        ("<verse><Line>x</Line></verse>", ["unknown Line in verse, meant line"]),
        # under another name its own faults are gone, those of its children stay
        ("<p><emm><em foo='1'/></emm></p>", ["unknown emm in p, meant em", "em has no @foo"]),
        ("<p><name>x</name><nam>x</nam></p>", ["unknown nam in p, meant name"]),
        ("<p><nam><em/></nam></p>", ["unknown nam in p"]),
        ("<list><itm>x</itm><itm><em/></itm></list>",
         ["unknown itm in list, meant item", "unknown itm in list, meant item"]),
    ],
)  # fmt: skip
def test_a_name_is_proposed_where_it_was_tried(inside: str, faults: list[str]) -> None:
    assert body(inside) == [f"1: {fault}" for fault in faults]


def test_a_wrong_root_is_judged_by_its_own_definition() -> None:
    assert judged.told(letter(), "<body><p/><foo/></body>") == [
        "1: misplaced body in ",
        "1: unknown foo in body",
    ]
    assert judged.told(letter(), "<foo><p rend='x'/></foo>") == [
        "1: unknown foo in ",
        "1: p/@rend cannot be 'x'",
    ]


def test_the_place_is_that_of_the_tag_that_shows_it() -> None:
    text = f"\n{OPENER}\n<body>\n<list>\n</list>\n<foo\n><item/></foo>\n<p>a\nb</p>c\n</body>\n"
    assert found(text) == [
        "5: list lacks item at its end",
        "6: unknown foo in body",
        "10: stray text 'c' in body",
    ]


def test_siblings_decide_what_is_read() -> None:
    grammar = judged.engine(
        "start = element r { a, b, c, d* } a = element a { empty } b = element b { empty }"
        " c = element c { empty } d = element d { empty }"
    )

    def told(inside: str) -> list[str]:
        return [line[3:] for line in judged.told(grammar, f"<r>{inside}</r>")]

    assert told("<a/><c/><d/>") == ["r lacks b before c"]  # insert
    assert told("<a/><d/><b/><c/>") == ["misplaced d in r"]  # skip
    assert told("<a/><a/><c/><d/>") == ["misplaced a in r, meant b"]  # substitute
    assert told("<d/><d/>") == ["r lacks a, b, c before d"]
    assert told("<a/><b/>") == ["r lacks c at its end"]
    assert told("<x/><b/><c/>") == ["unknown x in r, meant a"]


def test_one_of_several_definitions_decides_by_what_it_holds() -> None:
    grammar = judged.engine(
        "start = element r { (one | two), end } end = element end { empty }"
        " one = element e { attribute k { 'a' }, element x { empty } }"
        " two = element e { attribute k { 'b' }, element y { empty } }"
    )
    for document in (
        "<r><e k='a'><x/></e><end/></r>",
        "<r><e k='b'><y/></e><end/></r>",
    ):
        assert judged.told(grammar, document) == []
    assert judged.told(grammar, "<r><e k='a'><y/></e><end/></r>") == [
        "1: misplaced y in e, meant x"
    ]
    assert judged.told(grammar, "<r><e k='c'><y/></e><end/></r>") == ["1: e/@k cannot be 'c'"]
