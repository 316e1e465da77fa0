"""What is accepted quickly is valid by xmlschema, and real documents mostly are."""

from itertools import islice
from pathlib import Path

import pytest
from lxml import etree

from tei_pipeline.cache import Cache
from tei_pipeline.opening import local_file
from tei_pipeline.validators.xsd.compiled import read_schema
from tei_pipeline.validators.xsd.engine import Engine
from tei_pipeline.validators.xsd.files import read_files
from tei_pipeline.validators.xsd.sources import Sources
from tests.oracles import shared
from tests.schema.mutants import mutants
from tests.validators.xsd.records import MODS, ORDER, ORDER_SCHEMA
from tests.validators.xsd.schemas import written, xsd

SEED = 20120405
MUTANTS = 240
LETTERS = "corpora/letters"


def engine(path: Path, version: str = "1.1") -> Engine:
    sources = Sources(read_files([path], local_file), [path])
    return Engine(read_schema(sources, version, Cache(), checked=False))


def sound(judge: Engine, roots: list[etree._Element], names: list[str], many: int) -> int:
    """Return how many of the valid mutants are accepted; no other may be."""
    accepted = 0
    for label, root in mutants(roots, names, many, SEED):
        judged = etree.fromstring(etree.tostring(root))
        if judge.accepts(judged):
            accepted += 1
            assert not judge.judge(judged).faults, label
    return accepted


def test_mutants_of_an_order(tmp_path: Path) -> None:
    judge = engine(written(tmp_path, order=ORDER_SCHEMA))
    plain = ORDER.replace(' xsi:type="article" weight="1"', "").replace(' xsi:type="vip"', "")
    root = etree.fromstring(plain.replace("<honour>Sir</honour>", ""))
    assert not judge.accepts(root)  # it has keys that refer to others, and xsi:nil
    names = sorted({etree.QName(element).localname for element in root.iter(etree.Element)})
    sound(judge, [root], names, MUTANTS)


ALL = """<xs:element name="a"><xs:complexType mixed="true"><xs:all>
<xs:element name="b" maxOccurs="3"/><xs:element name="c" minOccurs="0" type="kind"/>
<xs:element name="d" minOccurs="0" maxOccurs="unbounded" type="item"/></xs:all>
<xs:attribute name="n" type="xs:int"/><xs:attribute name="i" type="xs:ID"/></xs:complexType>
<xs:unique name="names"><xs:selector xpath="d"/><xs:field xpath="@name"/></xs:unique>
</xs:element>
<xs:simpleType name="kind"><xs:restriction base="xs:token"><xs:enumeration value="new"/>
<xs:enumeration value="old"/></xs:restriction></xs:simpleType>
<xs:complexType name="item"><xs:choice minOccurs="0" maxOccurs="unbounded">
<xs:element name="e" type="xs:date"/><xs:element name="f"><xs:alternative test="@to" type="to"/>
<xs:alternative test="not(@to)" type="xs:string"/></xs:element></xs:choice>
<xs:attribute name="name" type="xs:token"/><xs:attribute name="of" type="xs:IDREF"/>
</xs:complexType>
<xs:complexType name="to"><xs:simpleContent><xs:extension base="xs:int">
<xs:attribute name="to" type="xs:int"/></xs:extension></xs:simpleContent></xs:complexType>"""
DOCUMENT = """<a n="1" i="one">text <d name="x" of="one"><e>1962-10-30</e><f to="1">2</f></d>
<b/><b/><c>new</c><d name="y"><f>at all</f></d></a>"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<b/><b/>", ""), ("<b/>", "<b/><b/>"), ("new", "now"), ("10-30", "10-32"), ('"y"', '"x"'),
        (">2<", ">two<"), ('to="1"', 'to="x"'), ('of="one"', 'of="two"'), ('n="1"', 'n="x"'),
        ("<c>", '<c m="1">'), ("<e>", "<e/>text<e>"), ("at all", "<g/>"), ("<a ", '<a m="" '),
    ],
)  # fmt: skip
def test_what_is_not_valid_is_not_accepted(tmp_path: Path, old: str, new: str) -> None:
    judge = engine(written(tmp_path, own=xsd(ALL)))
    assert judge.accepts(etree.fromstring(DOCUMENT))
    assert judge.accepts(etree.fromstring(DOCUMENT.replace("<b/>", "<!-- c --><b/><?p i?>")))
    changed = etree.fromstring(DOCUMENT.replace(old, new))
    assert not judge.accepts(changed)
    assert judge.judge(changed).faults


def test_mutants_of_a_document_by_version_1_1(tmp_path: Path) -> None:
    judge = engine(written(tmp_path, own=xsd(ALL)))
    assert sound(judge, [etree.fromstring(DOCUMENT)], list("abcdefg"), MUTANTS) > MUTANTS / 8


def test_mutants_of_a_record(tmp_path: Path) -> None:
    judge = engine(shared("schemas/mods/mods-3-8.xsd").resolve(), "1.0")
    root = etree.fromstring(MODS)
    for extension in root.findall("{*}extension"):
        root.remove(extension)  # what a wildcard takes is not looked at
    assert judge.accepts(root)
    assert sound(judge, [root], ["note", "titleInfo", "part"], MUTANTS) > MUTANTS / 8


def test_real_letters_are_accepted() -> None:
    judge = engine(shared(f"{LETTERS}/meta/schnitzler-briefe-schema.xsd").resolve())
    paths = sorted(shared(f"{LETTERS}/editions").glob("*.xml"))
    accepted = sum(judge.accepts(etree.parse(path).getroot()) for path in paths)
    assert accepted > len(paths) * 0.95
    roots = [etree.parse(path).getroot() for path in islice(paths, 0, None, 30)]
    assert sound(judge, roots, ["p", "note", "person"], MUTANTS // 4)
