"""Places and texts of documents that are judged without a tree: the same as with one."""

from pathlib import Path

import pytest

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import LoadError, load, open_document
from tei_pipeline.validators.schematron.text import tree_text, written_text
from tests.schematron.making import context, failing, rule, validator, written

RULES = "".join(
    rule(node, failing(node))
    for node in ("*", "@n", "@x:n", "@xml:id", "text()", "comment()", "processing-instruction()")
)
SCHEMA = f'<ns prefix="x" uri="urn:x"/>{RULES}'
DOCUMENTS = {
    "plain": '<a n="1"><b\n  n="2">é<c xml:id="z"/></b> t </a>',
    "marks": '<!-- <a> --><?p <b> ?><a><!-- </a><b> --><![CDATA[<b n="1">]]><b n=">"/></a>'
    "<!-- <c> -->",
    "declared": '\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n<a>\r\n  <b\r\n n="1"/></a>\r\n',
    "prefixes": '<x:a xmlns:x="urn:x" xmlns:y="urn:x" y:n="1"><y:b n="1" x:n="2"/></x:a>',
    "doctype": '<!DOCTYPE a [<!ENTITY e "<b n=\'1\'/>"><!ATTLIST a n CDATA "0">]><a>&e;</a>',
    "long": "<a>" + '<b n="1"/>text<!-- c --> ' * 900 + "</a>",
}


def found(folder: Path, *, paths: bool) -> list[Diagnostic]:
    made = validator(folder).check(
        open_document(folder / "a.xml"), context(folder)._replace(paths=paths)
    )
    return list(made)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_places_are_the_same_without_a_tree(tmp_path: Path, name: str) -> None:
    written(tmp_path, {"a.sch": SCHEMA})
    (tmp_path / "a.xml").write_bytes(DOCUMENTS[name].encode())
    with_tree = found(tmp_path, paths=True)
    without = found(tmp_path, paths=False)
    assert with_tree
    assert [d._replace(location=d.location._replace(path=None)) for d in with_tree] == [
        d._replace(location=d.location._replace(path=None)) for d in without
    ]


def test_words_are_found_without_a_tree(tmp_path: Path) -> None:
    schema = rule("b", '<report test="true()" diagnostics="x-words">b</report>')
    words = '<diagnostics><diagnostic id="x-words">here</diagnostic></diagnostics>'
    written(tmp_path, {"a.sch": schema + words, "a.xml": "<a><b>\nit is here</b></a>"})
    (one,) = found(tmp_path, paths=False)
    assert (one.location.line, one.location.column, one.location.path) == (2, 7, None)


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name != "doctype"])
def test_a_document_is_read_as_it_is_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(DOCUMENTS[name].encode())
    text = written_text(open_document(path))
    assert text is not None
    again = tmp_path / "again.xml"
    again.write_bytes(text.encode())
    assert tree_text(load(again)) == tree_text(load(path))


@pytest.mark.parametrize(
    "document",
    [
        b"<!DOCTYPE a><a/>",
        b'<a xmlns:xi="http://www.w3.org/2001/XInclude"/>',
        b'<?xml version="1.1"?><a/>',
        b'<?xml\tversion="1.0" wrong="?"?><a/>',
        b"<a>\xff</a>",
    ],
)
def test_not_all_documents_are(tmp_path: Path, document: bytes) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(document)
    assert written_text(open_document(path)) is None


@pytest.mark.parametrize(
    "text", ["<a><b></a>", ' <?xml version="1.0"?><a/>', "<a>&e;</a>", "<x:a/>"]
)
@pytest.mark.parametrize("phase", ['<phase id="p" when="a"/>', ""])
def test_a_document_that_is_no_xml_is_said_to_be_none(
    tmp_path: Path, text: str, phase: str
) -> None:
    written(tmp_path, {"a.sch": phase + rule("a", failing("a")), "a.xml": text})
    made = validator(tmp_path, phase="#ANY" if phase else None)
    with pytest.raises(LoadError):
        list(made.check(open_document(tmp_path / "a.xml"), context(tmp_path)))
