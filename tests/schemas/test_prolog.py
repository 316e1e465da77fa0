"""What stands before the content of a document, in any encoding, with its places."""

import pytest

from tei_pipeline.schemas.prolog import Place, attribute_place, read_prolog

XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
LETTER = (
    '<?xml version="1.0" encoding="{}"?>\r\n<?xml-model href="ä.rng"?><!DOCTYPE TEI SYSTEM "t.dtd"'
    ' [<?xml-model href="dtd.rng"?>]>\n<?oxygen x?>\n<TEI xmlns="urn:t" a=">"\r\n'
    f'  {XSI} xsi:schemaLocation="urn:t t.xsd"><?xml-model href="late.rng"?></TEI>'
)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "iso-8859-15", "windows-1252"],
)
def test_what_a_prolog_says_in_any_encoding(encoding: str) -> None:
    source = LETTER.format(encoding.removesuffix("-sig")).encode(encoding)
    prolog = read_prolog(source)
    first, second = prolog.instructions
    assert (first.target, first.data) == ("xml-model", 'href="ä.rng"')
    assert first.place == Place(2, 1, 12)
    assert (second.target, second.place) == ("oxygen", Place(3, 1, 9))
    assert prolog.doctype is not None
    assert prolog.doctype[0] == "t.dtd"
    assert prolog.namespace == "urn:t"
    assert prolog.locations == ("urn:t t.xsd", None)
    assert prolog.root is not None
    assert prolog.root.line == 4
    start = len(f"  {XSI} ") + 1
    place = Place(5, start, start + len('xsi:schemaLocation="urn:t t.xsd"'))
    assert attribute_place(source, prolog.root, "schemaLocation") == place


@pytest.mark.parametrize("source", [b"", b"not XML", b"<?xml", b"\xff\xfe\x00", b"<!DOCTYPE a ["])
def test_what_is_not_well_formed_says_nothing_and_raises_nothing(source: bytes) -> None:
    assert read_prolog(source).root is None


def test_what_stands_before_a_fault_is_read() -> None:
    prolog = read_prolog(b'<?xml-model href="a.rng"?><TEI a="1" a="2">')
    assert [one.data for one in prolog.instructions] == ['href="a.rng"']
    assert prolog.root is None


def test_an_encoding_that_does_not_exist_says_nothing() -> None:
    assert read_prolog(b'<?xml version="1.0" encoding="x-klingon"?><a/>').root is None


def test_a_document_of_any_size_is_read_up_to_its_root() -> None:
    comment = f"<!--{'x' * 10_000}-->"
    source = f'{comment}<?xml-model href="a"?>{comment}<a>{"<b>" * 100_000}'.encode()
    assert len(read_prolog(source).instructions) == 1


def test_entities_of_the_document_are_expanded_within_bounds() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    source = f'<!DOCTYPE a [<!ENTITY l0 "lollollol">{lol}]><a {XSI} xsi:schemaLocation="&l11;"/>'
    assert read_prolog(source.encode()).root is None
    small = f'<!DOCTYPE a [<!ENTITY f "a.xsd">]><a {XSI} xsi:noNamespaceSchemaLocation="&f;"/>'
    assert read_prolog(small.encode()).locations == (None, "a.xsd")


def test_the_place_of_an_attribute_over_two_lines_has_no_end() -> None:
    source = f'<a {XSI}\n xsi:schemaLocation="urn:a\n a.xsd">'.encode()
    root = read_prolog(source).root
    assert root is not None
    assert attribute_place(source, root, "schemaLocation") == Place(2, 2, None)
    assert attribute_place(source, root, "other") == root
