"""The pages of the edition as a whole: start, lists, registers, chronology, fragments."""

import re
from typing import Any

import pytest
from lxml import html

from tests.outputs.wholes import (
    Person,
    Shape,
    day,
    documents,
    entities,
    made,
    mention,
    outlines,
    persons,
    record,
    tree,
    use,
    words,
    years,
)

SECTIONS = {
    "en": ["Documents", "Registers", "Chronology", "Map", "Network", "Search", "About"],
    "de": ["Dokumente", "Register", "Chronologie", "Karte", "Netz", "Suche", "Über"],
    "fr": ["Documents", "Index", "Chronologie", "Carte", "Réseau", "Recherche", "À propos"],
}


def page(shape: Shape, name: str, path: str, root: str = "", **given: str) -> html.HtmlElement:
    return tree(made(shape, name, root, **given), path)


def rows(page: html.HtmlElement) -> list[Any]:
    return list(page.xpath('//div[@id="page:rows"]/ol/li'))


def ids(page: html.HtmlElement) -> list[str]:
    return [str(element.get("id")) for element in page.iter() if element.get("id")]


def described(shape: Shape, **given: str) -> html.HtmlElement:
    """Return the page of a person, or of a year."""
    return page(shape, "entities", "registers/persons/p1.html", "../../", **given)


def year(content: str) -> html.HtmlElement:
    shape = Shape(
        '<entity kind="date" id="1833" address="registers/dates/1833.html" mentions="2"'
        f' documents="2">{content}</entity>'
    )
    return page(shape, "entities", "registers/dates/1833.html", "../../")


# The frame


@pytest.mark.parametrize("language", SECTIONS)
def test_the_masthead_names_the_sections_in_the_language_of_the_edition(language: str) -> None:
    found = page(documents(1, language=language), "documents", "documents.html")
    links = found.xpath('//nav[@class="sections"]/ul/li/*[1]/descendant-or-self::*[self::a or'
                        ' self::summary][1]')  # fmt: skip
    assert words(links) == SECTIONS[language]
    assert found.get("lang") == language


def test_only_sections_and_registers_that_exist_are_named() -> None:
    shape = Shape(record(1), features="", registers="")
    found = page(shape, "start", "index.html")
    assert words(found.xpath('//nav[@class="sections"]//a')) == ["Documents", "About"]
    assert not found.xpath("//nav//summary")


@pytest.mark.parametrize(
    ("name", "path", "current"),
    [
        ("documents", "documents.html", ["Documents"]),
        ("chronology", "chronology.html", ["Chronology"]),
        ("about", "about.html", ["About"]),
        ("start", "index.html", []),
    ],
)
def test_the_masthead_marks_where_the_reader_is(name: str, path: str, current: list[str]) -> None:
    found = page(documents(3), name, path)
    assert words(found.xpath('//nav//a[@aria-current="page"]')) == current


def test_a_register_and_its_entities_are_marked_in_the_list_of_registers() -> None:
    register = page(persons(3), "register", "registers/persons.html", "../")
    assert words(register.xpath('//nav//a[@aria-current="page"]')) == ["Persons"]
    entity = described(entities(mention(1)))
    assert words(entity.xpath('//nav//a[@aria-current="true"]')) == ["Persons"]


def test_no_page_has_an_id_twice_a_style_or_a_script_in_it() -> None:
    shape = documents(150)
    pages = {name: text for kind in ("start", "documents", "chronology", "about")
             for name, text in made(shape, kind).items() if name.endswith(".html")}  # fmt: skip
    pages |= made(persons(40), "register", "../")
    pages |= made(entities(mention(1), mention(2)), "entities", "../../")
    for name, text in pages.items():
        found = tree(pages, name)
        assert len(set(ids(found))) == len(ids(found)), name
        assert not found.xpath("//@style | //style | //script[not(@src or @type)] | //@onclick"), (
            name
        )
        assert text.startswith("<!DOCTYPE")


def test_what_a_source_says_cannot_become_markup() -> None:
    bad = '&lt;script>alert(1)&lt;/script>" onclick="x'
    shape = Shape(
        f'<record id="a" kind="document" lang="en" header-lang="en" address="a.html" asked="">'
        f"<title>{bad}</title><agent role='sender'>{bad}</agent></record>",
        title="A &lt;b>",
    )
    for name in ("start", "documents", "chronology", "about", "fragments"):
        for text in made(shape, name).values():
            assert "<script>alert" not in text
            assert not re.search(r"<[^>]* onclick=\"x", text)
    found = described(entities(mention(1).replace("Mr. Babbage", bad)))
    assert not found.xpath("//script[not(@src or @type)] | //@onclick")


# The start page


def test_the_start_page_of_one_document_shows_it_whole() -> None:
    found = page(documents(1), "start", "index.html")
    assert words(found.xpath("//h1")) == ["Letters of the Engine"]
    assert words(found.xpath('//ol[@class="listing"]/li/span[1]')) == ["1 January 1833"]
    assert not found.xpath('//div[starts-with(@class, "years")]')
    assert found.xpath('//slot[@name="introduction"]')


def test_the_start_page_of_many_shows_their_years_and_the_first_of_them() -> None:
    found = page(documents(150), "start", "index.html")
    assert len(found.xpath('//ol[@class="listing"]/li')) == 5
    assert words(found.xpath('//p[@class="more"]')) == ["All 150 documents"]
    assert found.xpath('//div[starts-with(@class, "years")]//a')
    assert words(found.xpath('//h2[@id="page:documents"]')) == ["150 documents"]


def test_the_ways_in_say_how_much_each_register_holds() -> None:
    found = page(documents(1), "start", "index.html")
    held = dict(zip(words(found.xpath("//dt")), words(found.xpath("//dd")), strict=True))
    assert held["Persons"] == "1 entry, 3 mentions"
    assert held["Dates"] == "1 year, 3 mentions"
    german = page(documents(2, language="de"), "start", "index.html")
    held = dict(zip(words(german.xpath("//dt")), words(german.xpath("//dd")), strict=True))
    assert held["Personen"] == "2 Einträge, 6 Erwähnungen"


def test_an_edition_without_documents_says_so() -> None:
    assert "holds no document yet" in page(Shape(), "start", "index.html").text_content()
    assert "holds no document yet" in page(Shape(), "documents", "documents.html").text_content()
    assert "has a date" in page(Shape(), "chronology", "chronology.html").text_content()


# The list of documents


def test_a_row_says_when_what_and_where() -> None:
    found = page(documents(3), "documents", "documents.html")
    row = rows(found)[1]
    assert words(row.xpath("span[@class='when'] | a | span[@class='at']")) == [
        "4 January 1833", "Letter 1 on the engine", "Turin",
    ]  # fmt: skip
    assert row.xpath("a/@href") == ["L00001.html"]
    assert words(row.xpath("span[@class='from-to']")) == ["Łucja Öhman to Charles Babbage 2"]


def test_what_the_title_says_of_sender_and_recipient_is_not_said_again() -> None:
    told = record(1).replace("Letter 1 on the engine", "Öhman writes to Babbage 2")
    found = page(Shape(told), "documents", "documents.html")
    assert not rows(found)[0].xpath("span[@class='from-to']")


def test_titles_of_another_language_say_so() -> None:
    found = page(documents(2, language="de"), "documents", "documents.html")
    assert rows(found)[0].xpath("a/@lang") == ["en"]
    assert page(documents(2), "documents", "documents.html").xpath("//li/a/@lang") == []


def test_each_bar_of_the_years_leads_to_the_first_document_of_its_years() -> None:
    found = page(documents(1000), "documents", "documents.html")
    bars = found.xpath('//div[starts-with(@class, "years")]//a')
    assert len(bars) == 9
    assert bars[0].get("aria-label") == "1833: 112 documents"
    targets = [bar.get("href").partition("#")[2] for bar in bars]
    assert set(targets) <= set(ids(found))
    (first,) = found.xpath(f'//li[@id="{targets[1]}"]')
    assert first.get("data-y") == "1834"


@pytest.mark.parametrize(("count", "width"), [(150, "80"), (1000, "100%")])
def test_a_few_bars_are_no_broader_than_many(count: int, width: str) -> None:
    found = page(documents(count), "documents", "documents.html")
    assert found.xpath('//div[starts-with(@class, "years")]/svg/@width') == [width]


def test_a_bar_of_one_document_says_it_in_the_singular() -> None:
    found = page(Shape(record(0) + record(200)), "documents", "documents.html")
    assert found.xpath("//svg//a/@aria-label") == ["1833: 1 document", "1834: 1 document"]


@pytest.mark.parametrize(
    ("first", "last", "length"), [(1833, 1890, 1), (1800, 1899, 2), (-43, 1962, 50), (9, 9, 1)]
)
def test_there_are_never_more_than_sixty_bars(first: int, last: int, length: int) -> None:
    def dated(year: int) -> str:
        iso = f"{'-' if year < 0 else ''}{abs(year):04}"
        return record(1).replace(day(1), f"{iso}-01-02").replace("L00001", f"L{year}")

    found = page(Shape(dated(first) + dated(last)), "documents", "documents.html")
    bars = found.xpath('//div[starts-with(@class, "years")]//a')
    assert len(bars) == (0 if first == last else 2)
    for bar in bars:
        assert int(bar.get("data-to")) - int(bar.get("data-from")) == length - 1
    assert [row.get("data-y") for row in rows(found)] == [str(first), str(last)]


def test_facets_count_documents_and_rows_name_their_values() -> None:
    found = page(documents(30), "documents", "documents.html")
    facets = dict(
        zip(words(found.xpath('//aside//h2')), found.xpath('//aside/details'), strict=True)
    )  # fmt: skip
    assert list(facets) == ["From", "To", "Place", "Subject", "Language"]
    places = facets["Place"].xpath(".//li")
    assert words(places)[0] == "London 6"
    assert places[0].xpath("a/@href") == ["registers/places/pl0.html"]
    value = places[0].get("data-v")
    assert sum(value in row.get("data-f").split() for row in rows(found)) == 6


def test_values_that_occur_seldom_are_folded_away() -> None:
    found = page(documents(60), "documents", "documents.html")
    senders = found.xpath("//aside/details")[0]
    assert len(senders.xpath("ul/li")) == 6
    assert words(senders.xpath("details/summary")) == ["34 more"]
    assert len(senders.xpath("details/ul/li")) == 34


def test_a_facet_that_tells_nothing_apart_is_left_out() -> None:
    found = page(Shape(record(1)), "documents", "documents.html")
    assert not found.xpath("//aside")


def test_a_list_of_4500_is_small_and_in_lists_of_a_hundred() -> None:
    text = made(documents(4500), "documents")["documents.html"]
    found = html.document_fromstring(text)
    assert len(rows(found)) == 4500
    assert len(text.encode()) / 4500 < 260
    parts = {row.getparent() for row in rows(found)}
    assert {len(part) for part in parts} == {100}


# Registers


def test_a_register_is_in_the_order_of_names_with_their_letters() -> None:
    found = page(persons(8), "register", "registers/persons.html", "../")
    assert [row.text_content().split(",")[0] for row in rows(found)] == [
        "Ångström", "Babbage", "Faraday", "Lovelace", "Menabrea", "Öhman", "Somerville", "Zimmer",
    ]  # fmt: skip
    assert [row.get("data-l") for row in rows(found)][:2] == ["A", "B"]
    assert rows(found)[0].get("id") == "p3"
    assert rows(found)[0].xpath(".//a/@href") == ["../registers/persons/p3.html"]
    assert not found.xpath('//nav[@class="letters"]')


def test_a_row_of_a_register_says_life_dates_role_and_counts() -> None:
    row = rows(page(persons(2), "register", "registers/persons.html", "../"))[0]
    assert words([row]) == ["Babbage, Charles 1815–1852 Mathematician 6 documents, 13 mentions"]


def test_long_registers_open_with_their_letters() -> None:
    found = page(persons(40), "register", "registers/persons.html", "../")
    links = found.xpath('//nav[@class="letters"]//a')
    assert words(links) == ["A", "B", "F", "L", "M", "O", "S", "Z"]
    assert {link.get("href")[1:] for link in links} <= set(ids(found))
    assert [row.get("data-l") for row in rows(found)][:6] == ["A", None, None, None, None, "B"]


@pytest.mark.parametrize("kind", ["person", "place", "organisation", "event", "date", "work"])
def test_an_empty_register_has_words_of_its_own(kind: str) -> None:
    (text,) = made(Shape(), "register", "../", kind=kind).values()
    found = html.document_fromstring(text)
    assert not rows(found)
    assert words(found.xpath('//p[@class="lead"]'))[0].startswith(("This edition", "No date"))


def test_the_register_of_dates_is_years_by_decade() -> None:
    found = page(years(1895, 12), "register", "registers/dates.html", "../")
    decades = found.xpath('//ol[@class="decade"]')
    assert [len(decade) for decade in decades] == [5, 7]
    first = decades[0][0]
    assert (first.get("id"), first.xpath("a/@href")) == ("1895", ["../registers/dates/1895.html"])


def test_names_that_begin_with_no_letter_stand_under_none() -> None:
    shape = persons(1)
    found = page(
        Shape(shape.content.replace('order="', 'order="?? ')),
        "register", "registers/persons.html", "../",
    )  # fmt: skip
    assert [row.get("data-l") for row in rows(found)] == [None]


# Entities


def test_an_entity_says_what_is_known_of_it() -> None:
    found = described(entities(mention(1)))
    assert words(found.xpath("//h1")) == ["Babbage, Charles 1815–1852"]
    facts = dict(zip(words(found.xpath("//dt")), words(found.xpath("//dd")), strict=True))
    assert facts["Born"] == "10 December 1815"
    assert facts["Identifiers"] == "GND 1"
    assert found.xpath('//a[@class="outward"]/@href') == ["https://d-nb.info/gnd/1"]
    assert words(found.xpath('//p[@class="entry-note"]')) == ["Wrote notes on the engine."]
    assert found.xpath('//p[@class="up"]/a/@href') == ["../../registers/persons.html#p1"]


def test_a_normal_form_among_the_words_of_a_fact_is_said_in_words() -> None:
    shape = entities(mention(1))
    content = shape.content.replace(">10 December 1815<", ">1815-12-10, Turin<")
    assert "10 December 1815, Turin" in words(described(Shape(content)).xpath("//dd"))


def test_each_document_says_what_the_entity_is_in_it_and_each_mention() -> None:
    found = described(entities(Person(1).agent("sender"), mention(7) + mention(8)))
    assert words(found.xpath("//h2")) == ["2 documents, 2 mentions"]
    uses = found.xpath('//ol[@class="uses"]/li')
    assert words(uses[0].xpath("p")) == ["1 January 1833 Letter 0 on the engine Sender"]
    assert words(uses[1].xpath("ul/li"))[0] == "§ 2 I have seen Mr. Babbage and his engine."
    assert uses[1].xpath("ul/li/a/@href") == ["../../L00001.html#m7", "../../L00001.html#m8"]
    assert words(uses[1].xpath("ul/li//mark")) == ["Mr. Babbage", "Mr. Babbage"]
    assert uses[1].xpath("ul/li/span/@lang") == ["de", "de"]


@pytest.mark.parametrize(
    ("attributes", "place"),
    [
        ('n="2"', "§ 2"),
        ('n="2" note="n1"', "§ 2, in a note"),
        ('above="letter"', "Letter"),
        ('above="weather-report"', "Weather report"),
        ("", "text"),
    ],
)
def test_a_mention_says_where_it_is(attributes: str, place: str) -> None:
    found = described(entities(mention(1, attributes)))
    assert words(found.xpath('//a[@class="where"]')) == [place]


def test_what_is_said_of_all_mentions_is_said_once() -> None:
    basis = "<basis>By the year.</basis>"
    found = described(entities(mention(1, basis=basis), mention(2, basis=basis)))
    assert words(found.xpath('//*[@class="doubt"]')) == ["Of each mention: By the year."]
    found = described(entities(mention(1, 'cert="low"', basis), mention(2)))
    assert words(found.xpath('//*[@class="doubt"]')) == ["doubtful. By the year."]


def test_entries_of_several_files_are_told_as_one() -> None:
    second = (
        '<entry key="letter.xml#bab" id="bab" kind="person" lang="de"><name>Babbage</name>'
        "<variant>B.</variant><variant>Der Rechner</variant><born when='1791'/>"
        '<idno type="gnd" uri="https://d-nb.info/gnd/1">1</idno>'
        '<idno type="viaf" uri="https://viaf.org/viaf/5">5</idno></entry>'
    )
    shape = entities(mention(1))
    found = described(Shape(shape.content.replace("</entry>", f"</entry>{second}", 1)))
    facts = dict(zip(words(found.xpath("//dt")), words(found.xpath("//dd")), strict=True))
    assert facts["In the text"] == "C.; B.; Der Rechner"
    assert facts["Born"] == "10 December 1815"
    assert words(found.xpath('//a[@class="outward"]')) == ["1", "5"]


def test_identifiers_that_are_addresses_are_named_by_their_collections() -> None:
    address = "https://www.wikidata.org/entity/Q1"
    more = "".join(
        f'<idno type="URL" uri="{uri}">{uri}</idno>' for uri in (address, "https://pmb.example/1/")
    )
    shape = entities(mention(1))
    found = described(Shape(shape.content.replace("<note>", f"{more}<note>", 1)))
    assert words(found.xpath('//a[@class="outward"]')) == ["1", "Wikidata", "pmb.example"]


def test_a_place_with_coordinates_leads_to_the_map_if_there_is_one() -> None:
    shape = entities(mention(1))
    content = shape.content.replace("<note>", "<geo>52.5 13.4</geo><note>", 1)
    assert "../../map.html#p1" in described(Shape(content)).xpath("//a/@href")
    assert "../../map.html#p1" not in described(Shape(content, features="")).xpath("//a/@href")


def test_an_entity_that_no_text_mentions_says_so() -> None:
    assert "Not mentioned in a text" in described(entities()).text_content()


def test_long_pages_have_parts() -> None:
    shape = entities(mention(1), part="2", parts="3")
    (path,) = made(shape, "entities", "../../")
    assert path == "registers/persons/p1.2.html"
    found = page(shape, "entities", path, "../../")
    links = found.xpath('//nav[@class="parts"][1]//a')
    assert [link.get("href") for link in links] == [
        f"../../registers/persons/p1{part}.html" for part in ("", ".2", ".3")
    ]
    assert [link.get("aria-current") for link in links] == [None, "page", None]
    assert not found.xpath("//dl"), "what is known stands on the first part"


def test_a_year_has_its_days_in_order_with_documents_and_mentions() -> None:
    said = mention(5).replace('kind="person"', 'kind="date" when="1833-01-01"')
    month = mention(6).replace('kind="person"', 'kind="date" from="1833-02-01" to="1833-02-28"')
    found = year(use(0, f'<date role="sent" when="{day(0)}"/>') + use(1, month + said))
    days = found.xpath('//section[contains(@class, "date")]')
    assert [section.get("id") for section in days] == [
        "date:1833-01-01",
        "date:1833-02-01..1833-02-28",
    ]
    assert words(days[0].xpath("h2")) == ["1 January 1833 Tuesday"]
    assert words(days[0].xpath("ol/li/p")) == [
        "Letter 0 on the engine Sent", "4 January 1833 Letter 1 on the engine",
    ]  # fmt: skip


# The chronology


def test_days_with_documents_lead_to_them() -> None:
    found = page(documents(3), "chronology", "chronology.html")
    (table,) = found.xpath("//table")
    assert words(table.xpath("caption")) == ["January"]
    assert words(table.xpath(".//th"))[0] == "Mo"
    assert table.xpath(".//th/@abbr")[0] == "Monday"
    assert words(table.xpath(".//tbody/tr[1]/td"))[:2] == ["", "1"], "a Tuesday"
    assert table.xpath(".//td/a/@href") == ["L00000.html", "L00001.html", "L00002.html"]
    assert table.xpath(".//td/a/@aria-label")[0] == "1: Letter 0 on the engine"


def test_a_day_with_several_documents_leads_to_the_first_of_them_in_the_list() -> None:
    twice = record(0) + record(1).replace(day(1), day(0))
    found = page(Shape(twice), "chronology", "chronology.html")
    assert found.xpath("//td/a/@href") == ["#page:d1833-01-01"]
    assert found.xpath("//td/a/@aria-label") == ["1: 2 documents"]
    assert len(found.xpath('//li[@id="page:d1833-01-01"]')) == 1


@pytest.mark.parametrize(
    ("iso", "shown"),
    [("1833", "1833"), ("1833-02", "February 1833"), ("-0043-03-15", "15 March 43 BC")],
)
def test_dates_that_no_calendar_has_are_in_the_list(iso: str, shown: str) -> None:
    found = page(Shape(record(0).replace(day(0), iso)), "chronology", "chronology.html")
    assert not found.xpath("//table")
    assert words(found.xpath("//li/span[@class='when']")) == [shown]


def test_documents_without_a_date_come_last() -> None:
    undated = re.sub(r"<date .*?</date>", "", record(1))
    found = page(Shape(undated + record(0)), "chronology", "chronology.html")
    assert words(found.xpath("//section/h2")) == ["1833 1 document", "Without a date"]


# About the edition


def test_the_edition_is_described_in_figures() -> None:
    found = page(documents(10), "about", "about.html")
    facts = dict(zip(words(found.xpath("//dt")), words(found.xpath("//dd")), strict=True))
    assert facts["Documents"] == "10"
    assert facts["Period"] == "1833"
    assert facts["Words"] == "2,045"
    assert facts["Edited by"] == "Grace Hopper"
    assert facts["Publisher"] == "The Press"
    assert facts["Language"] == "English (9), French (1)"
    assert words(found.xpath('//p[@class="citation"]')) == [
        "Letters of the Engine, The Press, 31 January 2026. https://letters.example/"
    ]
    assert found.xpath('//footer//a[@href="accessibility.html"]')


def test_each_licence_is_named_once() -> None:
    found = page(documents(10), "about", "about.html")
    assert found.xpath('//section[h2[@id="page:licence"]]//a/@href') == [
        "https://licence.example/by"
    ]


# Fragments


def test_fragments_fill_the_slots_of_documents() -> None:
    found = made(outlines(3), "fragments")
    assert list(found) == [
        "masthead", "footer", "in-all", "sequence/L00000", "sequence/L00001", "sequence/L00002",
        "iiif-link", "iiif", "moved", "readme",
    ]  # fmt: skip
    assert found["masthead"].startswith('<header class="masthead">')
    assert found["footer"].startswith("<footer")
    assert found["in-all"] == ", {1} in all"


def test_only_what_is_asked_for_has_a_sequence() -> None:
    found = made(outlines(3, asked={1}), "fragments")
    assert [name for name in found if name.startswith("sequence/")] == ["sequence/L00001"]
    assert found["sequence/L00001"] == made(outlines(3), "fragments")["sequence/L00001"]


def test_a_document_has_neighbours_and_a_place() -> None:
    found = made(outlines(300), "fragments")
    middle = html.fragment_fromstring(found["sequence/L00150"])
    assert words(middle.xpath('p[@class="position"]')) == ["151 of 300"]
    assert middle.xpath('p/a[@rel="prev"]/@href') == ["L00149.html"]
    assert words(middle.xpath('p/a[@rel="next"]')) == ["Letter 151 on the engine"]
    assert middle.xpath('a[@class="strip"]/@href') == ["documents.html#page:y1834"]
    first = html.fragment_fromstring(found["sequence/L00000"])
    assert not first.xpath('p/a[@rel="prev"]')


def test_a_single_document_has_none() -> None:
    assert made(outlines(1), "fragments")["sequence/L00000"] == ""
