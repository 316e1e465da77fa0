"""Pages as their writers left them, and the pictures of pages beside their words."""

from pathlib import Path

import pytest
from lxml import html

from tei_pipeline.config import Settings, SiteSettings
from tests.outputs.rendering import made, one, said

HOST = "https://iiif.example.org"
WITH_HOST = Settings(site=SiteSettings(image_hosts=(HOST,)))

# Transcriptions


SOURCE = """<sourceDoc><surface n="3v" xml:id="s1" ulx="0" uly="0" lrx="240" lry="480">
<graphic url="HOST/iiif/page-3v"/>
<zone ulx="0" uly="0" lrx="120" lry="100"><line>Top <metamark function="insert">^</metamark></line>
</zone>
<zone ulx="120" uly="240" lrx="240" lry="480"><line rend="indent2">Low</line></zone></surface>
<surface><graphic url="HOST/iiif/page-4r"/>
<zone type="left_margin"><line>Beside</line></zone><zone type="main">
<line>A <mod><del rend="strikethrough" next="#d2">word</del><add hand="#ada" place="superlinear">
term</add></mod></line><line><del xml:id="d2">gone</del><delSpan spanTo="#end"/>all</line>
<line>of</line>
<line>this<anchor xml:id="end"/> <handShift new="#ada"/></line></zone></surface></sourceDoc>"""
HANDS = """<profileDesc><handNotes><handNote xml:id="ada">Ada Lovelace, brown ink</handNote>
</handNotes></profileDesc>"""


@pytest.fixture
def source(tmp_path: Path) -> html.HtmlElement:
    return made(tmp_path, "", beside=SOURCE.replace("HOST", HOST), header=HANDS).text


def test_each_page_is_an_anchor_and_has_a_name(source: html.HtmlElement) -> None:
    pages = source.find_class("surface")
    assert [page.get("aria-label") for page in pages] == ["Page 3v", "Page 2"]
    links = [a.get("href", "")[1:] for a in source.find_class("page-list")[0].iter("a")]
    assert links == [page.get("id") for page in pages]


def test_zones_with_coordinates_stand_in_their_places(source: html.HtmlElement) -> None:
    places = [zone.get("class", "").split()[1:-1] for zone in source.find_class("zone")[:2]]
    assert places == [["c1", "d13", "r1", "s11"], ["c13", "d25", "r25", "s49"]]
    assert "at-left" in source.find_class("zone")[2].get("class", "")


def test_a_passage_leads_to_where_it_goes_on(source: html.HtmlElement) -> None:
    (link,) = source.find_class("chain")
    assert (link.get("href"), link.get("aria-label")) == ("#d2", "Goes on")


def test_additions_say_where_they_stand_and_in_whose_hand(source: html.HtmlElement) -> None:
    added = one(source, ".//ins")
    assert {"place-above", "hand-1"} <= set(added.get("class", "").split())
    assert added.get("title") == "above the line, hand: Ada Lovelace, brown ink"
    assert said(one(source, ".//details[contains(@class, 'hands')]//li")) == (
        "Ada Lovelace, brown ink"
    )
    assert said(source.find_class("handShift")[0]) == "hand: Ada Lovelace, brown ink"


def test_what_is_deleted_as_a_whole_stands_between_marks(source: html.HtmlElement) -> None:
    assert [mark.text_content() for mark in source.find_class("span-mark")] == ["⟦", "⟧"]
    assert [said(line) for line in source.find_class("within-span")] == ["of"]


# Pictures


FACSIMILE = """<facsimile><surface xml:id="s" ulx="0" uly="0" lrx="100" lry="200">
<graphic url="images/one.png"/><zone xml:id="z" ulx="10" uly="10" lrx="90" lry="50"/>
</surface></facsimile>"""


def test_a_page_leads_to_its_picture_and_a_zone_to_its_words(tmp_path: Path) -> None:
    rendered = made(
        tmp_path, '<pb n="1" facs="#s"/><p xml:id="p" facs="#z">Words.</p>', beside=FACSIMILE
    )
    text = rendered.text
    assert rendered.files == ("images/one.png",)
    assert one(text, ".//img").get("src") == "files/images/one.png"
    assert one(text, ".//a[@class='pb']").get("href") == "#s"
    zone = one(text, ".//svg//a")
    assert (zone.get("href"), zone.get("id"), zone.get("data-shows")) == ("#p", "z", "p")
    assert one(text, ".//p[@id='p']").get("data-facs") == "z"
    assert one(zone, "./polygon").get("points") == "10,10 90,10 90,50 10,50"


@pytest.mark.parametrize("words", ["Two <lb facs='#z'/>lines.", "One <seg facs='#z'>line</seg>."])
def test_a_zone_leads_to_what_has_no_id_of_its_own(tmp_path: Path, words: str) -> None:
    text = made(tmp_path, f"<p>{words}</p>", beside=FACSIMILE).text
    shown = one(text, ".//p//*[@data-facs]")
    assert one(text, ".//svg//a").get("href") == f"#{shown.get('id')}"


def test_an_image_service_is_asked_only_where_the_settings_name_it(tmp_path: Path) -> None:
    body = f'<p>x</p><figure><graphic type="iiif" url="{HOST}/a/info.json"/></figure>'
    two = body.replace("/a/", "/b/")
    page = made(tmp_path, body).page
    policy = "//meta[@http-equiv='Content-Security-Policy']/@content"
    assert "example" not in page.xpath(policy)[0]
    assert not page.findall(".//img")
    assert one(page, "//figure//a").get("href") == f"{HOST}/a/info.json"
    page = made(tmp_path, body, WITH_HOST).page
    assert f"img-src 'self' {HOST};" in page.xpath(policy)[0]
    picture = one(page, "//figure//img")
    assert picture.get("src") == f"{HOST}/a/full/!1200,1600/0/default.jpg"
    assert picture.get("data-iiif") == f"{HOST}/a"
    assert "assets/vendor/openseadragon.js" in page.xpath("//script/@src")
    assert len(made(tmp_path, body + two, WITH_HOST).page.findall(".//img")) == 2


def test_a_path_that_leaves_the_project_is_named_and_not_shown(tmp_path: Path) -> None:
    rendered = made(tmp_path, '<p>x</p><figure><graphic url="../../secret.png"/></figure>')
    assert rendered.files == ("../../secret.png",)
    assert not rendered.page.findall(".//img")


def test_what_a_figure_shows_is_its_alternative_text(tmp_path: Path) -> None:
    body = '<figure><graphic url="a.png"/><head>One</head><figDesc>A ship</figDesc></figure>'
    figure = one(made(tmp_path, body).text, ".//figure")
    assert one(figure, "./img").get("alt") == "A ship"
    assert one(figure, "./figcaption").text_content() == "One"
    assert "A ship" not in figure.text_content()


# The book


def test_a_line_in_a_line_is_a_sign_in_the_book(tmp_path: Path) -> None:
    body = '<p><del>out <unclear>dim</unclear> <hi rend="underline">low</hi></del></p>'
    tree = made(tmp_path, body).tree
    assert [e.get("kind") for e in tree.iter("emph")] == ["strike", "doubtful", "italic"]


def test_a_heading_without_words_is_none(tmp_path: Path) -> None:
    tree = made(tmp_path, '<div><head><pb n="2"/></head><p>x</p></div>').tree
    assert tree.find(".//head") is None
    assert tree.find(".//page") is not None


@pytest.mark.parametrize("around", ["facsimile", "sourceDoc"])
def test_a_surface_may_be_the_same_as_what_a_service_has(tmp_path: Path, around: str) -> None:
    beside = f'<{around}><surface xml:id="s" sameAs="{HOST}/iiif/one"/></{around}>'
    rendered = made(tmp_path, "<p>x</p>", WITH_HOST, beside=beside)
    assert one(rendered.text, ".//img").get("data-iiif") == f"{HOST}/iiif/one"
    link = one(made(tmp_path, "<p>x</p>", beside=beside).text, ".//a[@class='graphic']")
    assert link.get("href") == f"{HOST}/iiif/one"
