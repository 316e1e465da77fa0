"""Schemas of several files, deep ones, large ones and hostile ones."""

import time
from pathlib import Path

import pytest

from tei_pipeline.cache import Cache
from tei_pipeline.errors import SchemaError
from tei_pipeline.opening import local_file
from tei_pipeline.relaxng.grammar import Grammar
from tei_pipeline.relaxng.load import load_grammar
from tei_pipeline.relaxng.read import read_grammar
from tests.oracles import shared

_DECLARED = (
    'xmlns="http://relaxng.org/ns/structure/1.0" '
    'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
)
DEEP = 12_000


def written(folder: Path, files: dict[str, str]) -> Path:
    """Return the path of the first of some files; “RNG” stands for the declarations."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("RNG", _DECLARED, 1), encoding="utf-8")
    return folder / next(iter(files))


def read(folder: Path, **files: str) -> Grammar:
    return read_grammar(written(folder, {f"{name}.rng": text for name, text in files.items()}))


def valid(schema: Path, document: str) -> bool:
    engine = load_grammar(schema, local_file, Cache(schema.parent / "cache")).engine
    return not engine.judge_bytes(document.encode())


def names(grammar: Grammar) -> set[tuple[object, ...]]:
    return {names[1:] for names, _ in grammar.definitions}


EMPTY = "<empty/>"


def element(name: str, content: str = EMPTY) -> str:
    return f'<element name="{name}">{content}</element>'


def test_an_include_replaces_what_it_defines_anew(tmp_path: Path) -> None:
    schema = written(
        tmp_path,
        {
            "s.rng": '<grammar RNG><include href="mid.rng"><define name="x">'
            f"{element('new')}</define></include></grammar>",
            "mid.rng": '<grammar RNG><div><include href="low.rng"><start><ref name="x"/>'
            '</start></include></div><define name="unused"><notAllowed/></define></grammar>',
            "low.rng": f'<grammar RNG><start><text/></start><define name="x">{element("old")}'
            f'</define><define name="y">{element("y")}</define></grammar>',
        },
    )
    assert valid(schema, "<new/>")
    assert not valid(schema, "<old/>")


def test_definitions_are_combined_across_files(tmp_path: Path) -> None:
    schema = written(
        tmp_path,
        {
            "s.rng": '<grammar RNG><include href="a.rng"/><start><ref name="x"/></start>'
            f'<define name="x" combine="choice">{element("b")}</define></grammar>',
            "a.rng": f'<grammar RNG><define name="x">{element("a")}</define></grammar>',
        },
    )
    assert valid(schema, "<a/>")
    assert valid(schema, "<b/>")


def test_a_namespace_is_inherited_by_the_files_that_name_none(tmp_path: Path) -> None:
    grammar = read(
        tmp_path,
        s='<element RNG name="r" ns="urn:r"><externalRef href="a.rng"/>'
        '<externalRef href="a.rng" ns="urn:x"/><externalRef href="b.rng" ns="urn:x"/></element>',
        a='<element RNG name="a"><attribute name="c"/></element>',
        b='<element RNG name="b" ns=""><empty/></element>',
    )
    expected = {("urn:r", "r"), ("urn:r", "a"), ("urn:x", "a"), ("", "b")}
    assert names(grammar) == expected


def test_a_datatype_library_ends_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"has no type “integer” \(RELAX NG, section 4.16\)") as e:
        read(
            tmp_path,
            s='<element RNG name="r"><externalRef href="a.rng"/></element>',
            a='<element xmlns="http://relaxng.org/ns/structure/1.0" name="a">'
            '<data type="integer"/></element>',
        )
    assert e.value.path == tmp_path / "a.rng"


def test_addresses_are_relative_to_the_base_of_their_element(tmp_path: Path) -> None:
    schema = written(
        tmp_path,
        {
            "s.rng": '<group RNG xml:base="one/"><group xml:base="../two/x">'
            '<externalRef href="part%20a.rng"/></group></group>',
            "two/part a.rng": '<element RNG name="a" xml:base="sub/"><externalRef href="b.rng"/>'
            "</element>",
            "two/sub/b.rng": '<element RNG name="b"><empty/></element>',
        },
    )
    assert valid(schema, "<a><b/></a>")


def test_files_are_known_with_their_digests(tmp_path: Path) -> None:
    grammar = read(
        tmp_path,
        s='<grammar RNG><include href="a.rng"/></grammar>',
        a=f"<grammar RNG><start>{element('a')}</start></grammar>",
    )
    assert [name for name, _ in grammar.files] == [str(tmp_path / f"{n}.rng") for n in "sa"]
    assert len({digest for _, digest in grammar.files}) == 2


def test_no_file_is_read_but_through_the_opener(tmp_path: Path) -> None:
    asked: list[tuple[str, Path]] = []

    def opener(href: str, base: Path) -> tuple[Path, bytes]:
        asked.append((href, base))
        return Path(
            "/nowhere/a.rng"
        ), f"<grammar {_DECLARED}><start>{element('a')}</start></grammar>".encode()

    schema = written(tmp_path, {"s.rng": '<grammar RNG><include href="http://x/a"/></grammar>'})
    assert names(read_grammar(schema, opener)) == {("", "a")}
    assert asked == [("http://x/a", schema)]


@pytest.mark.parametrize(
    ("href", "told"),
    [
        ("http://example.org/a.rng", "is not at hand"),
        ("file://host/a.rng", "is not at hand"),
        ("missing.rng", "cannot be read"),
        ("", "cannot be read"),
        (".", "cannot be read"),
        ("http://[x", "is no address"),
        ("%00.rng", "cannot be read"),
    ],
)
def test_a_file_that_is_not_there_is_named_by_the_line_that_asks(
    href: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(SchemaError, match=told) as refused:
        read(tmp_path, s=f'<grammar RNG>\n<include href="{href}"/></grammar>')
    assert (refused.value.path, refused.value.line) == (tmp_path / "s.rng", 2)


def test_includes_in_a_circle_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="a loop") as refused:
        read(
            tmp_path,
            s='<grammar RNG><include href="a.rng"/></grammar>',
            a='<grammar RNG><include href="b.rng"/></grammar>',
            b='<grammar RNG>\n<include href="a.rng"/></grammar>',
        )
    assert (refused.value.path, refused.value.line) == (tmp_path / "b.rng", 2)


def test_a_file_may_be_used_twice(tmp_path: Path) -> None:
    files = {f"f{n}": _twice(f"f{n + 1}.rng") for n in range(25)}
    grammar = read(tmp_path, **files, f25=f"<element RNG name='x'>{EMPTY}</element>")
    assert names(grammar) == {("", "r"), ("", "x")}


def _twice(href: str) -> str:
    return (
        f'<element RNG name="r"><externalRef href="{href}"/><externalRef href="{href}"/></element>'
    )


NESTED = {
    tag: f"<{tag}>" * DEEP + element("b") + f"</{tag}>" * DEEP
    for tag in ("group", "choice", "interleave", "optional", "zeroOrMore", "oneOrMore")
}


@pytest.mark.parametrize("tag", NESTED)
def test_patterns_may_be_nested_deep(tag: str, tmp_path: Path) -> None:
    grammar = read(tmp_path, s=f"<element RNG name='a'>{NESTED[tag]}</element>")
    assert names(grammar) == {("", "a"), ("", "b")}


def test_everything_else_may_be_nested_deep(tmp_path: Path) -> None:
    deep_grammar = f"<grammar {_DECLARED}><start>" + "<grammar><start>" * DEEP
    ended = "</start></grammar>"
    read(tmp_path, s=deep_grammar + element("a") + ended * (DEEP + 1))
    read(tmp_path, s="<grammar RNG>" + "<div>" * DEEP + f"<start>{element('a')}</start>"
         + "</div>" * DEEP + "</grammar>")  # fmt: skip
    read(tmp_path, s="<element RNG>" + "<choice>" * DEEP + "<name>a</name>" + "</choice>" * DEEP
         + EMPTY + "</element>")  # fmt: skip
    read(tmp_path, s="<element RNG name='a'>" + '<x xmlns="urn:x">' * DEEP + "</x>" * DEEP
         + EMPTY + "</element>")  # fmt: skip
    chain = "".join(f'<define name="d{n}"><ref name="d{n + 1}"/></define>' for n in range(DEEP))
    last = f'<define name="d{DEEP}">{element("a")}</define>'
    read(tmp_path, s=f'<grammar RNG><start><ref name="d0"/></start>{chain}{last}</grammar>')


def test_names_that_double_do_not_explode(tmp_path: Path) -> None:
    for wrapper, levels in (("group", 60), ("choice", 60), ("interleave", 60)):
        refs = [f'<ref name="d{n + 1}"/>' * 2 for n in range(levels)]
        doubled = "".join(
            f'<define name="d{n}"><{wrapper}>{two}</{wrapper}></define>'
            for n, two in enumerate(refs)
        )
        last = f'<define name="d{levels}"><zeroOrMore>{element("x")}</zeroOrMore></define>'
        start = element("r", '<ref name="d0"/>')
        schema = f"<grammar RNG><start>{start}</start>{doubled}{last}</grammar>"
        if wrapper == "interleave":
            with pytest.raises(SchemaError, match=r"section 7\.4"):
                read(tmp_path, s=schema)
        else:
            assert len(read(tmp_path, s=schema).definitions) == 2


def test_large_schemas_are_read_in_time(tmp_path: Path) -> None:
    begun = time.process_time()
    attributes = "".join(f"<optional><attribute name='a{n}'/></optional>" for n in range(5_000))
    read(tmp_path, s=f"<element RNG name='r'>{attributes}</element>")
    elements = "".join(f"<optional>{element(f'e{n}')}</optional>" for n in range(5_000))
    read(tmp_path, s=f"<element RNG name='r'><interleave>{elements}</interleave></element>")
    values = "".join(f"<value>v{n}</value>" for n in range(20_000))
    read(tmp_path, s=f"<element RNG name='r'><choice>{values}</choice></element>")
    assert time.process_time() - begun < 10


def test_tei_is_read_in_time() -> None:
    begun = time.process_time()
    assert len(read_grammar(shared("tei/oracle/tei_all.rng")).definitions) > 500
    assert time.process_time() - begun < 2.5


HOSTILE = {
    "entities that grow": '<!DOCTYPE grammar [<!ENTITY a0 "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(11))
    + '] ><element RNG name="a"><value>&a11;</value></element>',
    "an entity in a file": '<!DOCTYPE grammar [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    '<element RNG name="a"><value>&a;</value></element>',
    "an entity of an outer subset": '<!DOCTYPE grammar SYSTEM "x.dtd">'
    '<element RNG name="a"><value>&a;</value></element>',
    "an attribute's entity": '<!DOCTYPE grammar [<!ENTITY a SYSTEM "x">]>'
    '<element RNG name="&a;"><empty/></element>',
    "no XML": "element a { empty }",
    "nothing": "",
    "a null": '<element RNG name="a">\0</element>',
    "an end that lacks": '<element RNG name="a"><empty/>',
    "an unknown encoding": '<?xml version="1.0" encoding="x-none"?><a/>',
    "no encoding's name": '<?xml version="1.0" encoding="&"?><a/>',
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_schema_is_refused_in_words(what: str, tmp_path: Path) -> None:
    with pytest.raises(SchemaError) as refused:
        read(tmp_path, s=HOSTILE[what])
    assert refused.value.path == tmp_path / "s.rng"
    assert refused.value.line is not None


def test_entities_of_the_file_are_expanded(tmp_path: Path) -> None:
    schema = "<!DOCTYPE grammar [<!ENTITY e \"<element name='b'><empty/></element>\">]>"
    grammar = read(tmp_path, s=f'{schema}<element RNG name="a">&e;</element>')
    assert names(grammar) == {("", "a"), ("", "b")}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "shift_jis"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    name = "日" if encoding == "shift_jis" else "é"
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?><element {_DECLARED} name="{name}">'
    path = tmp_path / "s.rng"
    path.write_bytes(f"{text}<empty/></element>".encode(encoding))
    assert names(read_grammar(path)) == {("", name)}


def test_a_schema_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="cannot be read"):
        read_grammar(tmp_path / "none.rng")
