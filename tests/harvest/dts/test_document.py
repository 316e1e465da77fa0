"""The document endpoint."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from lxml import etree

from tei_pipeline.names import TEI
from tests.harvest.dts.library import BASE, Client, resource

DTS = "{https://w3id.org/api/dts#}wrapper"
TEI_XML = "application/tei+xml"


def passage(ask: Client, name: str = "dracula", **values: str) -> etree._Element:
    answer = ask("document", "GET", resource=resource(name), **values)
    assert (answer.status, answer.kind) == (200, TEI_XML), answer.content
    assert answer.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    root = etree.fromstring(answer.content)
    assert root.tag == f"{{{TEI}}}TEI"
    return root


def wrapped(ask: Client, name: str = "dracula", **values: str) -> str:
    root = passage(ask, name, **values)
    wrapper = root.find(f".//{DTS}")
    assert wrapper is not None
    inside = etree.tostring(wrapper, encoding="unicode", with_tail=False)
    return inside.replace(f' xmlns="{TEI}"', "").partition(">")[2].removesuffix("</dts:wrapper>")


def around(ask: Client, **values: str) -> list[str]:
    wrapper = passage(ask, **values).find(f".//{DTS}")
    assert wrapper is not None
    return [etree.QName(one).localname for one in wrapper.iterancestors()][::-1]


def test_a_whole_document_has_no_wrapper(ask: Client) -> None:
    root = passage(ask)
    assert root.find(f".//{DTS}") is None
    assert root.find(f"{{{TEI}}}teiHeader/{{{TEI}}}encodingDesc") is not None
    assert " ".join(map(str, root.itertext())).count("Chapter") == 3


def test_the_answer_links_to_the_collection_endpoint(ask: Client) -> None:
    for values in ({}, {"ref": "C1"}, {"ref": "C1", "mediaType": "text/html"}):
        answer = ask("document", "GET", resource="dracula", **values)
        [(name, link)] = answer.headers
        address, _, relation = link.partition(">; ")
        assert (name, relation) == ("Link", 'rel="collection"')
        assert address.startswith(f"<{BASE}/collection?id=")
        assert ask.follow(address[1:]).status == 200


def test_a_unit_stands_in_the_wrapper_inside_what_is_around_it(ask: Client) -> None:
    assert wrapped(ask, ref="C1.E1,P2") == (
        '<p n="2">We left <hi rend="italic">in</hi> pretty<note>almost</note> good time.</p>'
    )
    assert around(ask, ref="C1.E1,P2") == ["TEI", "text", "body", "div", "div"]
    root = passage(ask, ref="C1.E1,P2")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert [one.get("type") for one in root.iter(f"{{{TEI}}}div")] == ["chapter", "entry"]


def test_the_header_says_what_the_passage_is_of(ask: Client) -> None:
    header = passage(ask, ref="C1").find(f"{{{TEI}}}teiHeader")
    assert header is not None
    assert [etree.QName(one).localname for one in header] == ["fileDesc"]


def test_a_range_keeps_the_units_between_and_their_order(ask: Client) -> None:
    assert wrapped(ask, start="C1.E1,P1", end="C1.E1,P2") == (
        '<p n="1"><date>3 May</date>. <placeName>Bistritz</placeName>.</p>\n'
        '<p n="2">We left <hi rend="italic">in</hi> pretty<note>almost</note> good time.</p>'
    )
    assert around(ask, start="C1.E1,P1", end="C1.E1,P2") == ["TEI", "text", "body", "div", "div"]


def test_a_range_across_levels_is_cut_at_both_ends(ask: Client) -> None:
    assert wrapped(ask, start="C1.E2", end="C2.E1,P1") == (
        '<div n="1" type="chapter"><div type="entry"><p n="1">4 May. I <pb n="2"/>found.</p></div>'
        '</div>\n<div n="2" type="chapter"><head>Chapter 2</head>\n'
        '<div type="entry"><p n="1">5 May.</p></div></div>'
    )
    assert around(ask, start="C1.E2", end="C2.E1,P1") == ["TEI", "text", "body"]


@pytest.mark.parametrize(
    ("start", "end", "inside"),
    [
        (
            "C3",
            "C3",
            '<div n="3" type="chapter"><head>Chapter 3</head><!-- to be continued --></div>',
        ),
        ("C2.E2,P1", "C2.E2", '<div type="entry"><p n="1">7 May.</p></div>'),
        ("C2.E2", "C2.E2,P1", '<div type="entry"><p n="1">7 May.</p></div>'),
        (
            "C2.E1,P2",
            "C2",
            '<div n="2" type="chapter"><div type="entry"><p n="2">I must have been asleep.</p>'
            '</div>\n<div type="entry"><p n="1">7 May.</p></div></div>',
        ),
    ],
)
def test_a_range_may_begin_or_end_with_what_holds_the_other(
    ask: Client, start: str, end: str, inside: str
) -> None:
    assert wrapped(ask, start=start, end=end) == inside


def test_a_milestone_stands_for_all_up_to_the_next(ask: Client) -> None:
    assert wrapped(ask, tree="pages", ref="2") == (
        '<div n="1" type="chapter"><div type="entry"><p n="1"><pb n="2"/>found.</p></div></div>\n'
        '<div n="2" type="chapter"><head>Chapter 2</head>\n'
        '<div type="entry"><p n="1">5 May.</p></div></div>'
    )
    last = wrapped(ask, tree="pages", ref="3")
    assert last.startswith('<text><body><div n="2" type="chapter"><div type="entry"><pb n="3"/>')
    assert last.endswith("</body></text>")


def test_all_pages_hold_the_words_of_the_text_once(ask: Client) -> None:
    whole = wrapped(ask, tree="pages", start="1", end="3")
    pages = [wrapped(ask, tree="pages", ref=str(number)) for number in (1, 2, 3)]

    def words(text: str) -> list[str]:
        tree = etree.fromstring(f"<x>{text}</x>")
        return " ".join(str(one) for one in tree.itertext("*")).split()

    assert words(whole) == [word for page in pages for word in words(page)]


def test_the_tree_changes_nothing_without_a_reference(ask: Client) -> None:
    assert (
        ask("document", "GET", resource="dracula", tree="pages").content
        == ask("document", "GET", resource="dracula", tree="nothing").content
        == ask("document", "GET", resource="dracula").content
    )


def test_a_corpus_is_a_text_that_holds_texts(ask: Client) -> None:
    root = passage(ask, "corpus")
    assert [one.tag for one in root.iterchildren("*")][1:] == [f"{{{TEI}}}TEI"] * 2
    assert wrapped(ask, "corpus", ref="c-p") == '<p xml:id="c-p">a</p>'


# Other media types.


def test_a_passage_can_be_had_as_html(ask: Client) -> None:
    answer = ask("document", "GET", resource="dracula", ref="C1.E1", mediaType="text/html")
    assert answer.kind == "text/html; charset=utf-8"
    page = answer.content.decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">')
    assert "<title>Dracula, C1.E1</title>" in page
    assert (
        '<p class="p">We left <i class="hi">in</i> pretty<span class="note">[almost]</span> good '
        "time.</p>"
    ) in page


def test_a_passage_of_another_tree_can_be_had_as_html(ask: Client) -> None:
    answer = ask(
        "document", "GET", resource="dracula", ref="2", tree="pages", mediaType="text/html"
    )
    assert "found." in answer.content.decode()
    assert "asleep" not in answer.content.decode()


def test_a_text_can_be_had_plain(ask: Client) -> None:
    answer = ask("document", "GET", resource="poem", mediaType="text/plain")
    assert answer.kind == "text/plain; charset=utf-8"
    assert answer.content.decode() == "Un\ndeux,\n\ntrois quatre.\n"
    part = ask("document", "GET", resource="dracula", ref="C1.E1", mediaType="text/plain")
    assert part.content.decode() == ("3 May. Bistritz.\n\nWe left in pretty [almost] good time.\n")


def test_tei_is_the_default_and_may_be_named(ask: Client) -> None:
    default = ask("document", "GET", resource="dracula", ref="C1")
    for written in (TEI_XML, "application/tei xml", "Application/TEI+XML; charset=utf-8"):
        named = ask("document", "GET", resource="dracula", ref="C1", mediaType=written)
        assert named == default


def test_every_media_type_that_a_resource_names_can_be_had(ask: Client) -> None:
    for kind in ask.json("collection", id=resource("poem"))["mediaTypes"]:
        answer = ask("document", "GET", resource="poem", mediaType=kind)
        assert (answer.status, answer.kind.partition(";")[0]) == (200, kind)


# What is refused.


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"ref": "C1", "start": "C1", "end": "C2"}, 400),
        ({"ref": "C1", "start": "C1"}, 400),
        ({"ref": "C1", "end": "C1"}, 400),
        ({"start": "C1"}, 400),
        ({"end": "C1"}, 400),
        ({"start": "C2", "end": "C1"}, 400),
        ({"ref": "C9"}, 404),
        ({"ref": "1"}, 404),
        ({"start": "C1", "end": "C9"}, 404),
        ({"start": "C9", "end": "C1"}, 404),
        ({"ref": "C1", "tree": "pages"}, 404),
        ({"ref": "C1", "tree": "nothing"}, 404),
        ({"mediaType": "application/pdf"}, 404),
        ({"mediaType": "text"}, 404),
        ({"ref": "C1", "mediaType": "application/epub+zip"}, 404),
    ],
)
def test_what_cannot_be_asked_is_refused(ask: Client, values: dict[str, str], status: int) -> None:
    assert ask.status("document", resource=resource("dracula"), **values) == status


def test_the_resource_must_be_given_and_be_there(ask: Client) -> None:
    assert ask.status("document") == ask.status("document", ref="C1") == 400
    assert ask.status("document", resource="nobody") == 404
    assert ask.status("document", resource=resource("blank"), ref="1") == 404
    assert ask.status("document", resource=resource("blank")) == 200


def test_many_may_ask_at_once(ask: Client) -> None:
    known = ask.json("navigation", resource="dracula", down=-1)["member"]
    asked: list[dict[str, str]] = [
        {"resource": "dracula", "ref": unit["identifier"], "mediaType": kind}
        for unit in known
        for kind in (TEI_XML, "text/html", "text/plain")
    ]
    asked += [{"resource": "corpus"}, {"resource": "corpus", "mediaType": "text/html"}] * 5
    alone = [ask("document", "GET", **values) for values in asked]
    with ThreadPoolExecutor(8) as pool:
        together = pool.map(lambda values: ask("document", "GET", **values), asked * 5)
    assert list(together) == alone * 5
