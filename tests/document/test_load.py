"""The hardened load: what it refuses, with which code, and at which place."""

import os
from pathlib import Path

import pytest

from tei_pipeline.document import Document, LoadError, load

BOMB = b"<!DOCTYPE a [<!ENTITY a 'xxxxxxxxxxxx'>%s]><a>&i;</a>" % b"".join(
    b"<!ENTITY %c '%s'>" % (98 + i, b"&%c;" % (97 + i) * 20) for i in range(8)
)


def load_bytes(folder: Path, content: bytes) -> Document:
    path = folder / "x.xml"
    path.write_bytes(content)
    return load(path)


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        (b"", "TPW102", 1, 1),
        (b" \n ", "TPW102", 1, 1),
        (b"hello", "TPW101", 1, 1),
        (b"<a>\n  <b>\n</a>", "TPW101", 3, 3),
        (b"<a>\n&eacute;</a>", "TPW104", 2, 1),
        (b"<!DOCTYPE a [<!ENTITY f SYSTEM 'file:///etc/hosts'>]>\n<a>&f;</a>", "TPW104", 2, 4),
        (b"<!DOCTYPE a [<!ENTITY % p SYSTEM 'x.dtd'> %p;]>\n<a/>", "TPW104", 1, 43),
        (b'<?xml version="1.0" encoding="utf-8"?>\n<a>\xe9</a>', "TPW103", 2, 4),
        (b'<?xml version="1.0" encoding="utf-99"?>\n<a/>', "TPW103", 1, 1),
        (b"\xff\xfe<\x00a", "TPW103", 1, None),
        (b"<a>one & two</a>", "TPW101", 1, 8),
        (b"<a>\n<b>\n", "TPW101", 3, 1),
        (b"<a>\n <foo:b/></a>", "TPW101", 2, None),
        *(
            (b'<?xml version="1.0" encoding="%s"?><a/>' % name, "TPW103", 1, 1)
            for name in (
                b"undefined",
                b"punycode",
                b"idna",
                b"unicode_escape",
                b"Raw-Unicode_Escape",
                b"mbcs",
                b"rot13",
                b"base64",
                b"hex",
                b"charmap",
            )
        ),
        (b'<?xml version="1.0" encoding="US-ASCII"?>\n<a>\xc3\xa9</a>', "TPW103", 2, 4),
        (b"<a b='" + b"x" * 10_100_000 + b"'/>", "TPW107", 1, None),
        (BOMB, "TPW107", 1, None),
        (b"<a>" * 300 + b"</a>" * 300, "TPW107", 1, None),
        (b"<a>" + b"x" * 10_100_000 + b"</a>", "TPW107", 1, None),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_cannot_be_read_is_a_finding(
    tmp_path: Path, content: bytes, code: str, line: int, column: int | None
) -> None:
    with pytest.raises(LoadError) as caught:
        load_bytes(tmp_path, content)
    found = caught.value.diagnostic
    assert found.code == code
    assert found.location.line == line
    if column is not None:
        assert found.location.column == column


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<a>\n<b>\n</a>", "does not close <b>, which was opened in line 2"),
        (b"<a>\n<b>\n", "ends before <b>, opened in line 2, is closed"),
        (b"<a>one & two</a>", "a bare & or <"),
        (b"<a b='1' b='2'/>", "stands twice"),
        (b"<a><x:b/></a>", "the prefix x is not declared"),
        (b"<a/><b/>", "goes on after its end"),
    ],
)
def test_what_is_not_well_formed_is_said_in_an_editors_words(
    tmp_path: Path, content: bytes, words: str
) -> None:
    with pytest.raises(LoadError, match=words) as caught:
        load_bytes(tmp_path, content)
    assert "\n" not in caught.value.diagnostic.message


def test_what_is_no_regular_file_is_a_finding(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xml")
    with pytest.raises(LoadError, match="not a regular file"):
        load(tmp_path / "pipe.xml")


def test_utf_16_is_read_without_a_byte_order_mark(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><a>é<b/></a>'
    document = load_bytes(tmp_path, text.encode("utf-16-le"))
    assert document.location(document.root[0]).column == 44


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(LoadError) as caught:
        load(tmp_path / "nothing.xml")
    assert caught.value.diagnostic.code == "TPW100"
    assert "no such file" in caught.value.diagnostic.message


def test_a_file_that_may_not_be_read_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(LoadError) as caught:
        load(tmp_path / "x.xml")
    assert caught.value.diagnostic.code == "TPW100"
    assert "permission denied" in caught.value.diagnostic.message


def test_a_dtd_is_never_fetched(tmp_path: Path) -> None:
    dtd = tmp_path / "x.dtd"
    dtd.write_text("<!ENTITY secret 'found'>", encoding="utf-8")
    for system in ("x.dtd", str(dtd), "http://localhost:9/x.dtd"):
        document = load_bytes(tmp_path, b'<!DOCTYPE a SYSTEM "%s"><a/>' % system.encode())
        assert document.root.tag == "a"


def test_internal_entities_are_expanded_and_saxon_sees_none(tmp_path: Path) -> None:
    document = load_bytes(tmp_path, b"<!DOCTYPE a [<!ENTITY e '<b/>x'>]><a>&e;<c/></a>")
    assert document.text == "<a><b/>x<c/></a>"
    assert [document.location(e).column for e in document.root.iter()] == [35, 38, 41]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_places_do_not_depend_on_the_encoding(tmp_path: Path, encoding: str) -> None:
    declared = "utf-8" if encoding.startswith("utf-8") else encoding
    text = f'<?xml version="1.0" encoding="{declared}"?>\r\n<a>\r\n é <b n="1"/></a>'
    document = load_bytes(tmp_path, text.encode(encoding))
    place = document.location(document.root[0])
    assert (place.line, place.column, place.end_column) == (3, 4, 6)
    assert document.lines[2] == ' é <b n="1"/></a>'


def test_the_id_is_that_of_the_root_or_the_name_of_the_file(tmp_path: Path) -> None:
    assert load_bytes(tmp_path, b'<a xml:id="letter-1"/>').id == "letter-1"
    assert load_bytes(tmp_path, b"<a/>").id == "x"


def test_of_a_repeated_id_the_first_element_is_found(tmp_path: Path) -> None:
    document = load_bytes(tmp_path, b'<a><b xml:id="i"/><c xml:id="i"/></a>')
    assert document.ids["i"].tag == "b"


@pytest.mark.parametrize(
    ("document", "text"),
    [
        (b'<!DOCTYPE a [<!ATTLIST a x CDATA "e">]><a/>', '<a x="e"/>'),
        (b'<!DOCTYPE a [<!ATTLIST a xmlns CDATA "urn:x">]><a/>', '<a xmlns="urn:x"/>'),
        (b'<!DOCTYPE a SYSTEM "x.dtd" [<!ATTLIST a x CDATA "e">]><a/>', '<a x="e"/>'),
        (
            b"""<!DOCTYPE a [<!ENTITY % p "<!ENTITY e '<b/>d'>"> %p;]><a>&e;<c/></a>""",
            "<a><b/>d<c/></a>",
        ),
    ],
)
def test_the_internal_subset_is_applied(tmp_path: Path, document: bytes, text: str) -> None:
    (tmp_path / "x.dtd").write_text('<!ATTLIST a y CDATA "no">', encoding="utf-8")
    loaded = load_bytes(tmp_path, document)
    assert loaded.text == text
    assert loaded.stream is None
    assert loaded.location(loaded.root).line == 1


@pytest.mark.parametrize(
    ("subset", "content", "written"),
    [
        (b"%p;", b"", "%p;"),
        (b"<!ENTITY % p SYSTEM 'x.dtd'> %p;", b"", "%p;"),
        (b"<!ENTITY % q ''> %q; <!ENTITY % p SYSTEM 'x.dtd'> %p;", b"", "%p;"),
        (b"<!ENTITY % q '<!ENTITY f SYSTEM \"x.dtd\">'> %q;", b"&f;", "&f;"),
        (b"<!ENTITY % q ''> %q;", b"&f;", "&f;"),
    ],
)
def test_entities_of_other_files_are_refused_as_they_are_written(
    tmp_path: Path, subset: bytes, content: bytes, written: str
) -> None:
    (tmp_path / "x.dtd").write_text("<!-- nothing -->", encoding="utf-8")
    source = b"<!DOCTYPE a SYSTEM 'y.dtd' [%s]>\n<a>%s</a>" % (subset, content)
    with pytest.raises(LoadError, match=f"entity {written} is not defined") as caught:
        load_bytes(tmp_path, source)
    place = caught.value.diagnostic.location
    assert place.line == source[: source.rindex(written.encode())].count(b"\n") + 1
    assert place.column == (source.rindex(written.encode()) + 1 if place.line == 1 else 4)


def test_parameter_entities_do_not_expand_beyond_all_bounds(tmp_path: Path) -> None:
    nested = b"".join(
        b'<!ENTITY %% %c "%s">' % (98 + i, b"&#37;%c;" % (97 + i) * 30) for i in range(7)
    )
    source = b'<!DOCTYPE a [<!ENTITY %% a "<!--%s-->">%s%%h;]><a/>' % (b"x" * 30, nested)
    with pytest.raises(LoadError, match="expand beyond what is safe"):
        load_bytes(tmp_path, source)


@pytest.mark.parametrize(
    "prolog",
    [
        b"<!DOCTYPE a>",
        b"<!-- <!DOCTYPE --><!DOCTYPE a SYSTEM 'x.dtd'>",
        b"<!DOCTYPE a PUBLIC 'x' 'x.dtd' [<!-- none --><!ELEMENT a ANY>]>",
    ],
)
def test_a_doctype_that_declares_nothing_leaves_a_stream(tmp_path: Path, prolog: bytes) -> None:
    assert load_bytes(tmp_path, prolog + b"<a>&lt;&#233;</a>").stream is not None


@pytest.mark.parametrize(
    ("prolog", "content"),
    [
        (b"<!DOCTYPE a SYSTEM 'x.dtd'>", b"<a>&eacute;</a>"),
        (b"<!DOCTYPE a SYSTEM 'x.dtd'>", b"<a x='&eacute;'/>"),
        (b"<!DOCTYPE a [<!ENTITY e 'x'>]>", b"<a/>"),
        (b"<!DOCTYPE a [<!ATTLIST a b ID #IMPLIED>]>", b"<a/>"),
        (b"<!DOCTYPE a [%p;]>", b"<a/>"),
        (b"<!DOCTYPE a [<", b"<a/>"),
    ],
)
def test_a_doctype_that_may_declare_something_needs_a_tree(prolog: bytes, content: bytes) -> None:
    assert Document(Path("x.xml"), prolog + content).stream is None


@pytest.mark.parametrize(
    "source",
    [
        b"<a>\n<b/>\xc3\xa4\n\n</a>",
        b"<a>\n</a>\n",
        b"\xef\xbb\xbf<a>\n\xc3\xa4</a>",
        b"<a>\r\n<b/>\r</a>",
        '<?xml version="1.0" encoding="UTF-16"?>\n<a>\nä</a>'.encode("utf-16"),
        b"<!DOCTYPE a [<!ENTITY e 'x'>]>\n<a>\n&e;</a>",
        b"<a/>",
    ],
)
@pytest.mark.parametrize("backwards", [False, True])
def test_a_line_is_that_of_all_lines(tmp_path: Path, source: bytes, *, backwards: bool) -> None:
    document = load_bytes(tmp_path, source)
    count = len(document.lines)
    numbers = range(1, count + 1)
    for number in reversed(numbers) if backwards else numbers:
        assert document.line(number) == document.lines[number - 1]
    assert document.line(count + 1) is None
