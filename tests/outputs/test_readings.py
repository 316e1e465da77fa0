"""Two views of a text: both readings of every place are in the page, once, and lines run on."""

import re
from pathlib import Path

import pytest
from lxml import etree, html

from tei_pipeline.names import TEI
from tei_pipeline.resources import resource
from tests.oracles import shared
from tests.outputs.rendering import stylesheets, written


def text(folder: Path, body: str) -> html.HtmlElement:
    """Return the part of the page that holds the text; nothing in it may be unknown."""
    done = stylesheets().render(written(folder, body))
    assert not done.messages
    return done.text


def panel(folder: Path, body: str) -> list[html.HtmlElement]:
    """Return the choice of views that a text gets."""
    found: list[html.HtmlElement] = (
        stylesheets().render(written(folder, body)).page.find_class("views")
    )
    return found


def shown(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("<choice><sic>teh</sic><corr>the</corr></choice>", ["sic", "corr"]),
        ("<choice><orig>wch</orig><reg>which</reg></choice>", ["orig", "reg"]),
        ("<choice><abbr>Dr</abbr><expan>Doctor</expan></choice>", ["abbr", "expan"]),
        ("<choice><am>̃</am><ex>en</ex></choice>", ["am", "ex"]),
        ("<choice><expan>D<ex>omin</ex>us</expan><abbr>Ds</abbr></choice>", ["expan", "abbr"]),
    ],
)
def test_both_readings_of_a_place_are_there_by_name(
    tmp_path: Path, source: str, kept: list[str]
) -> None:
    (choice,) = text(tmp_path, f"<p>{source}</p>").find_class("choice")
    assert [child.get("class") for child in choice] == kept
    assert panel(tmp_path, f"<p>{source}</p>")


def test_additions_say_where_they_stand_and_deletions_keep_their_words(tmp_path: Path) -> None:
    body = (
        '<p>a <subst><del rend="strike">b</del><add place="above">c</add></subst> '
        "<restore><del>d</del></restore></p>"
    )
    made = text(tmp_path, body)
    assert shown(made) == "a bc d"
    (added,) = made.iter("ins")
    assert (added.get("class"), added.get("data-place")) == ("add", "above")
    assert [deleted.text for deleted in made.iter("del")] == ["b", "d"]


def test_lines_of_prose_run_on_and_a_word_over_a_break_is_one(tmp_path: Path) -> None:
    body = """<p><lb n="1"/>One<lb/>two
    three <lb n="3"/>fo- <lb break="no"/> ur fi¬<pb n="2" break="no"/>
    <lb break="no"/>ve si<lb break="no"/>x sev‐<cb break="no"/>en well-<lb/>known</p>"""
    made = text(tmp_path, body)
    for page in made.find_class("pb"):
        page.text = None
    hyphens = [hyphen.text for hyphen in made.find_class("line-end")]
    assert hyphens == ["-", "¬", "‐"]
    for hyphen in made.find_class("line-end"):
        hyphen.text = None
    assert shown(made) == "One two three four five six seven well- known"
    assert [lb.get("data-n") for lb in made.find_class("lb")] == ["1", None, "3"] + [None] * 4
    assert not list(made.iter("br"))


def test_lines_of_headings_addresses_and_signatures_are_lines_of_the_page(tmp_path: Path) -> None:
    body = (
        "<div><head>One<lb/>two</head><opener><dateline>Kyiv<lb/>May</dateline></opener>"
        "<p>a<lb/>b</p><closer><signed>X<lb/>Y</signed></closer></div>"
    )
    made = text(tmp_path, body)
    assert len(list(made.iter("br"))) == 3
    assert len(made.find_class("lb")) == 1


def test_a_hyphen_in_a_name_that_is_a_link_stays_where_it_is(tmp_path: Path) -> None:
    body = '<p><ref target="https://example.org/">Bab-<lb break="no"/>bage</ref></p>'
    made = text(tmp_path, body)
    assert shown(made) == "Bab-bage"


def test_the_choice_is_offered_where_the_views_differ_and_waits_for_its_script(
    tmp_path: Path,
) -> None:
    (views,) = panel(tmp_path, "<p>a <del>b</del></p>")
    assert views.get("hidden") is not None
    assert [box.get("value") for box in views.iter("input")] == ["reading", "source"]
    assert [box.get("checked") for box in views.iter("input")] == ["checked", None]
    assert all(box.get("data-told") for box in views.iter("input"))
    (status,) = views.find_class("view-told")
    assert status.get("role") == "status"
    assert not panel(tmp_path, "<p>a <add>b</add> <hi>c</hi></p><div><head>d<lb/>e</head></div>")


def test_the_styles_hide_one_reading_of_a_place_in_each_view() -> None:
    styles = resource("xslt", "html/assets/readings.css").read_text(encoding="utf-8")
    hidden = re.findall(r'\[data-view="(\w+)"\] ([^{]*){ display: none; }', styles)
    assert {view for view, _ in hidden} == {"reading", "source"}
    for view, classes in (
        ("reading", (".sic", ".orig", ".abbr", ".am", "del.del")),
        ("source", (".corr", ".reg", ".expan", ".ex")),
    ):
        rules = " ".join(selector for name, selector in hidden if name == view)
        assert all(name in rules for name in classes)


def test_a_transcription_keeps_every_word_in_order() -> None:
    path = shared("corpora/critical/pta0039.pta001.pta-MsM.xml")
    done = stylesheets().render(path)
    assert not done.messages
    body = etree.parse(path).getroot().find(f".//{{{TEI}}}body")
    assert body is not None
    made = done.text
    for name in ("pb", "cb", "pn"):
        for element in made.find_class(name):
            element.drop_tree()
    wanted = re.sub(r"\s+", "", "".join(map(str, body.itertext())))
    assert re.sub(r"\s+", "", made.text_content()) == wanted
    # A word that runs over a line is one word of the page.
    assert "ἀρχιεπισκόπου" in made.text_content()
