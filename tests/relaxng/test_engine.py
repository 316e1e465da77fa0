"""The engine on documents as they come: encodings of content, namespaces, size, depth, ids."""

import mmap
from functools import cache
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from tei_pipeline.relaxng import automaton, derivatives, recovery
from tei_pipeline.relaxng.faults import RepeatedId
from tei_pipeline.relaxng.validate import Engine, NotStreamedError
from tests.relaxng import judged

DEPTH = 10_000
DEPTH_OF_TREES = 2_000  # libxml2's own limit is 2,048
LONG = 10_000_000
SEED = 12

TEXTS = """
default namespace = "urn:t"
namespace o = "urn:o"
datatypes xsd = "http://www.w3.org/2001/XMLSchema-datatypes"
start = element t {
  attribute xml:lang { xsd:language }?, attribute o:k { xsd:integer }?,
  (element n { xsd:integer } | element w { "a&b" } | element l { list { xsd:integer+ } }
   | element s { xsd:string { maxLength = "3" } } | element q { xsd:QName }
   | element e { empty } | element m { (text | element i { text })* } | element o:x { text })*
}
"""
NESTED = "start = d d = element d { text & d* & element b { empty }* }"
IDS = """
start = element r { (a | b | c)* }
a = element a { attribute id { xsd:ID }?, text }
b = element b { attribute to { xsd:IDREF } }
c = element c { attribute all { xsd:IDREFS } }
"""


@cache
def texts() -> Engine:
    return judged.engine(TEXTS)


@cache
def ids() -> Engine:
    return judged.engine(IDS)


def told(inside: str, attributes: str = "") -> list[str]:
    document = f'<t xmlns="urn:t" xmlns:o="urn:o"{attributes}>{inside}</t>'
    return [line[3:].replace("urn:t}", "") for line in judged.told(texts(), document)]


@pytest.mark.parametrize(
    "inside",
    [
        "<n> 12\n</n>",
        "<n>1<!-- a comment -->2<?and a?><![CDATA[3]]></n>",
        "<n>&#x31;&#50;</n>",
        "<w> a&amp;b </w><w><![CDATA[a&b]]></w>",
        "<l>1 2\t3\r\n4</l>",
        "<s>a\tb</s>",
        "<e/><e></e><e> </e><e><!-- c --> <?p?></e>",
        "<m>a<i/>b<!-- c --><i>c</i> </m>",
        "<o:x>a</o:x><p:x xmlns:o='urn:t' xmlns:p='urn:o'/><o:e xmlns:o='urn:t'/>",
        "<q>a</q><q>o:a</q><q xmlns:z='urn:z'> z:a </q><q>xml:a</q>",
        "",
    ],
)
def test_what_is_right_is_found_right(inside: str) -> None:
    assert told(inside) == []


@pytest.mark.parametrize(
    ("inside", "faults"),
    [
        ("<n>1 2</n>", ["n cannot be '1 2'"]),
        ("<n/>", ["n cannot be ''"]),
        ("<n>\u00a01</n>", ["n cannot be '\\xa01'"]),
        ("<w>a&amp;amp;b</w>", ["w cannot be 'a&amp;b'"]),
        ("<l/>", ["l cannot be ''"]),
        ("<s>abcd</s>", ["s cannot be 'abcd'"]),
        ("<s> abc</s>", ["s cannot be ' abc'"]),
        ("<e>a</e>", ["stray text 'a' in e"]),
        ("<e>\u200b</e>", ["stray text '\\u200b' in e"]),
        ("<e><![CDATA[ a ]]></e>", ["stray text 'a' in e"]),
        ("<q>y:a</q>", ["q cannot be 'y:a'"]),
        ("<q xmlns:z='urn:z'/><q>z:a</q>", ["q cannot be ''", "q cannot be 'z:a'"]),
        ("<x/>", ["unknown x in t, meant urn:o}x"]),
        ("<y/>", ["unknown y in t"]),
        ("<o:n>1</o:n>", ["unknown urn:o}n in t, meant n"]),
        ("<n xmlns=''>1</n>", ["unknown n in t, meant n"]),
    ],
)
def test_what_is_wrong_is_found_wrong(inside: str, faults: list[str]) -> None:
    assert told(inside) == faults


def test_attributes_know_their_namespaces() -> None:
    assert told("", ' xml:lang="de" o:k="1"') == []
    assert told("", ' lang="de" k="1"') == ["t has no @lang", "t has no @k"]
    assert told("", ' xml:lang="de_AT"') == [
        "t/@http://www.w3.org/XML/1998/namespace}lang cannot be 'de_AT'"
    ]
    assert told("", ' o:k="&#49;" xmlns:z="urn:z"') == []


def test_entities_of_the_document_are_expanded() -> None:
    document = '<!DOCTYPE t [<!ENTITY a "1">]><t xmlns="urn:t"><n>&a;2</n><e>&a;</e></t>'
    assert judged.told(texts(), document) == ["1: stray text '1' in urn:t}e"]


@pytest.mark.parametrize(
    ("inner", "faults"),
    [
        ("<a e='g'>h g</a>", []),
        ("<a e='i'>j</a>", ["1: a/@e cannot be 'i'", "1: a cannot be 'j'"]),
        ("<a e='n'>g x</a>", ["1: a/@e cannot be 'n'", "1: a cannot be 'g x'"]),
    ],
)
def test_a_value_may_be_an_unparsed_entity_that_is_declared(inner: str, faults: list[str]) -> None:
    engine = judged.engine("start = element a { attribute e { xsd:ENTITY }?, xsd:ENTITIES }")
    subset = """<!NOTATION n SYSTEM "x"> <!ENTITY g SYSTEM "g" NDATA n>
      <!ENTITY h PUBLIC "h" "h" NDATA n> <!ENTITY i "i"> <!ENTITY j SYSTEM "j.xml">"""
    declared = f"<!DOCTYPE a [{subset}]>".replace("\n", " ")
    assert judged.told(engine, declared + inner) == faults
    assert judged.told(engine, inner) != []


def test_a_byte_order_mark_and_a_memory_map_are_read(tmp_path: Path) -> None:
    path = tmp_path / "t.xml"
    path.write_bytes(b"\xef\xbb\xbf<t xmlns='urn:t'><n/></t>")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        (fault,) = texts().judge_bytes(data)
    assert path.read_bytes()[fault.where - 4 : fault.where] == b"<n/>"


@pytest.mark.parametrize(
    "data", [b"", b"<t>", b"<t/><t/>", b"<t>\xff</t>", b"<t>&b;</t>", b"<a:t/>"]
)
def test_what_is_no_xml_is_refused(data: bytes) -> None:
    with pytest.raises(NotStreamedError):
        texts().judge_bytes(data)


@pytest.mark.parametrize(
    ("outer", "inner", "faults"),
    [
        ("d", "", []),
        ("d", "<c><c/></c><b>x</b>", ["unknown c in d", "stray text 'x' in b"]),
        ("x", "<b>x</b>", ["unknown x in ", "stray text 'x' in b"]),
    ],
)
def test_elements_may_be_nested_deep(outer: str, inner: str, faults: list[str]) -> None:
    engine = judged.engine(NESTED)
    for depth in (DEPTH, DEPTH_OF_TREES):
        document = f"<{outer}>" * depth + inner + f"</{outer}>" * depth
        found = engine.judge_bytes(document.encode())
        assert list(map(judged.short, found)) == faults
    assert [line[3:] for line in judged.told(engine, document)] == faults


def test_mistakes_may_be_nested_deep() -> None:
    document = "<b>" * DEPTH + "</b>" * DEPTH
    assert (
        len(judged.engine(NESTED).judge_bytes(document.encode())) == DEPTH - 1
    )  # the first is a d


def test_a_text_may_be_long() -> None:
    text = "12345 789 " * (LONG // 10)
    assert told(f"<m>{text}</m><l>{text[: LONG // 10]}</l>") == []
    (fault,) = told(f"<n>{text}</n>")
    assert fault.startswith("n cannot be '12345 789")
    data = f"<t xmlns='urn:t'><e>{text}</e><e/></t>".encode()
    assert len(texts().judge_bytes(data)) == 1
    assert len(texts().judge_tree(etree.fromstring(data, etree.XMLParser(huge_tree=True)))) == 1


def test_ids_are_unique_and_references_lead_to_one() -> None:
    right = "<r><b to='y'/><a id=' x '/><a id='y'/><c all='x y'/></r>"
    assert judged.told(ids(), right) == []
    assert judged.told(ids(), "<r><a id='x'/>\n<a id='x'/>\n<b to='z'/><c all='x y z'/></r>") == [
        "2: repeated id x in a/@id",
        "3: unknown id z in b/@to",
        "3: unknown id y in c/@all",
        "3: unknown id z in c/@all",
    ]


def test_ids_count_in_wrong_places_too() -> None:
    document = "<r><b to='x'><foo><a id='x'/></foo></b><a id='x'/></r>"
    assert judged.told(ids(), document) == ["1: unknown foo in b", "1: repeated id x in a/@id"]


def test_names_without_number_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (automaton, derivatives, recovery):
        monkeypatch.setattr(module, "_MOST_KEPT", 100)
    wild = judged.engine("start = element r { any* } any = element * { attribute * { text }* }")
    strict = judged.engine("start = element r { element n { empty }* }")
    names = "".join(f"<m{number} a{number}=''/>" for number in range(1000))
    assert judged.told(wild, f"<r>{names}<m1/></r>") == []
    assert len(judged.told(strict, f"<r>{names}<n/></r>")) == 1000
    assert len(wild.automaton.start) <= 100
    assert len(strict.automaton.openings) == 2


@pytest.mark.parametrize(
    "content",
    [
        " & ".join(f"e{number}?" for number in range(30)),
        " & ".join(f"e{number}*" for number in range(30)),
        ", ".join(["(e0 | e1)*", "e0", *["(e0 | e1)"] * 20, "any*"]),
        ", ".join(["e0?"] * 60 + ["any*"]),
        "(any?, any?, any?)*",
    ],
)
def test_no_content_makes_more_states_than_a_document_asks_for(content: str) -> None:
    names = "|".join(f"e{number}" for number in range(30))
    definitions = "".join(f"e{number} = element e{number} {{ empty }} " for number in range(30))
    schema = f"start = element r {{ {content} }} {definitions} any = element {names} {{ text }}"
    if "any" in content:
        schema = f"start = element r {{ {content} }} any = element {names} {{ empty }}"
        schema += " e0 = element e0 { empty } e1 = element e1 { empty }"
    engine, chance = judged.engine(schema), Random(SEED)
    for _ in range(20):
        order = chance.sample(range(30), 30)
        engine.judge_bytes(f"<r>{''.join(f'<e{n}/>' for n in order)}</r>".encode())
    assert len(engine.automaton._states) <= 20 * 30 + 100


def test_many_repeated_ids_take_no_longer_than_others() -> None:
    document = "<r>" + "".join(f"<a id='i{n}'/><a id='i{n}'/>" for n in range(20_000)) + "</r>"
    faults = ids().judge_bytes(document.encode())
    assert len(faults) == 20_000
    assert isinstance(faults[-1], RepeatedId)
    assert document[faults[-1].first :].startswith("<a id='i19999'/><a id='i19999'/>")
