"""The catalogue: what is put comes out in the edition's order, and a killed run changes nothing."""

import re
from pathlib import Path

import pytest

from tei_pipeline.catalogue import Catalogue, Indexes, Whole, take_apart
from tei_pipeline.errors import OutputError

RECORD = """<record xmlns="urn:tei-pipeline:record" id="{id}" file="{id}.xml" kind="document"
 lang="en" words="12"><title>{title}</title><agent role="sender" entry="r.xml#ada">Ada</agent>
<date role="sent" when="{when}">then</date><change when="{changed}"/>
<mention kind="person" entry="r.xml#{who}" id="m1"><before>On </before><text>her</text><after/>
</mention><mention kind="date" id="m2" when="1843-01-02"><text>a day</text></mention></record>"""
REGISTER = """<record xmlns="urn:tei-pipeline:record" id="r" file="r.xml" kind="authority"
 lang="en">
<entry key="r.xml#ada" id="ada" kind="person" sort="King, Ada"><name>Ada King</name>
<idno type="Wikidata" uri="https://w/Q7259">Q7259</idno></entry></record>"""
BLOBS = Whole(b"record", b"pages", b"slots", b"texts")


def put(catalogue: Catalogue, id: str, when: str, who: str = "ada", changed: str = "") -> None:
    record = RECORD.format(id=id, title=f"On {id}", when=when, who=who, changed=changed)
    catalogue.put(take_apart(record), BLOBS)


@pytest.fixture
def catalogue() -> Catalogue:
    made = Catalogue(None)
    made.put(take_apart(REGISTER), BLOBS)
    return made


def test_documents_come_by_date_then_id_and_undated_ones_last(catalogue: Catalogue) -> None:
    days = {"b": "1843", "a": "", "c": "-0044-03-15", "d": "1843", "e": "0800"}
    for id, when in days.items():
        put(catalogue, id, when)
    assert [id for id, _ in catalogue.ids()] == ["c", "e", "b", "d", "a"]


def test_what_is_put_again_stands_in_place_of_the_old(catalogue: Catalogue) -> None:
    put(catalogue, "a", "1843")
    put(catalogue, "a", "1850")
    (row,) = catalogue.rows()
    assert (row.date, row.title) == ("1850", "On a")
    (spoken,) = catalogue.spoken_of().values()
    assert spoken.mentions == 1


def test_a_mention_of_what_is_no_entry_is_no_ones(catalogue: Catalogue) -> None:
    put(catalogue, "a", "1843", who="nobody")
    (entity,) = catalogue.spoken_of()
    assert entity.anchor == "ada"
    assert catalogue.address("r.xml#nobody") is None
    assert catalogue.address("r.xml#ada") == "registers/persons/ada.html"
    assert catalogue.address("date:1843") == "registers/dates/1843.html"


def test_years_and_the_newest_change_are_known(catalogue: Catalogue) -> None:
    put(catalogue, "a", "1843-05-06", changed="2020-01-02")
    put(catalogue, "b", "1850", changed="2021-03-04")
    found = {year: (one.mentions, sorted(one.files)) for year, one in catalogue.years().items()}
    assert found == {"1843": (2, ["a.xml", "b.xml"]), "1850": (0, ["b.xml"])}
    assert catalogue.changed() == "2021-03-04"


def test_facets_are_the_names_of_what_is_mentioned(catalogue: Catalogue) -> None:
    put(catalogue, "a", "1843")
    assert catalogue.facets(["a.xml"])["a.xml"] == {"person": ["Ada King"]}


def test_digests_tell_lists_registers_and_pages_of_entities_what_they_show() -> None:
    record = RECORD.format(id="a", title="On a", when="1843", who="ada", changed="")
    changes = {  # of a record: which digests are others then
        ("On </before>", "At </before>"): "quoted",
        ('words="12"', 'words="13"'): "",
        ("On a<", "Of a<"): "told quoted",
        (">then<", ">now<"): "told quoted",
        ("#ada", "#bob"): "told named quoted",
        ("1843-01", "1844-01"): "named quoted",
        ('role="sender"', 'role="author"'): "told quoted",
        ('lang="en"', 'lang="de"'): "told quoted",
        ('kind="document"', 'kind="other"'): "told named",
    }
    for (old, new), others in changes.items():
        assert _others(record, record.replace(old, new)) == others.split(), new
    noted = record.replace('when=""/>', 'when="2020-01-02"/>')
    assert take_apart(noted).history == '<change when="2020-01-02"/>'
    assert _others(record, noted) == []
    for old, new in (("Ada King", "Ada Byron"), ("Q7259", "Q1"), ('sort="King', 'sort="Byron')):
        assert _others(REGISTER, REGISTER.replace(old, new)) == ["named", "quoted"], new


def _others(one: str, other: str) -> list[str]:
    """Return which digests of two records are not the same."""
    parts, changed = take_apart(one), take_apart(other)
    return [
        name
        for name in ("told", "named", "quoted")
        if getattr(parts, name)() != getattr(changed, name)()
    ]


def test_a_sequence_is_another_where_a_neighbour_or_a_date_is(catalogue: Catalogue) -> None:
    for id, when in (("a", "1843"), ("b", "1844"), ("c", "1845"), ("d", "1846")):
        put(catalogue, id, when)
    before = Indexes(catalogue, {}).listing.neighbourhoods()
    record = RECORD.format(id="a", title="Of a", when="1843", who="ada", changed="2020-01-02")
    catalogue.put(take_apart(record), BLOBS)
    named = Indexes(catalogue, {}).listing.neighbourhoods()
    assert [id for id in before if named[id] != before[id]] == ["a", "b"]
    catalogue.put(take_apart(record.replace('when="1843"', 'when="1842"')), BLOBS)
    dated = Indexes(catalogue, {}).listing.neighbourhoods()
    assert [id for id in before if dated[id] != named[id]] == ["a", "b", "c", "d"]


def test_an_outline_names_and_dates_and_tells_each_licence_once(catalogue: Catalogue) -> None:
    for id in ("a", "b"):
        record = RECORD.format(id=id, title=f"On {id}", when="1843", who="ada", changed="")
        record = record.replace("<change", '<licence target="l">Free</licence><change')
        catalogue.put(take_apart(record), BLOBS)
    outlines = Indexes(catalogue, {}).listing.outlines({"b"})
    date = '<date role="sent" when="1843">then</date>'
    assert outlines == (
        f'<record id="a" address="a.html"><title>On a</title>{date}'
        '<licence target="l">Free</licence></record>'
        f'<record id="b" address="b.html" asked="asked"><title>On b</title>{date}</record>'
    )


def test_correspondence_is_of_those_who_wrote_and_received(catalogue: Catalogue) -> None:
    record = RECORD.format(id="a", title="On a", when="1843", who="ada", changed="")
    other = '<agent role="editor">Ed</agent><agent kind="person" role="recipient">Bob</agent><date'
    catalogue.put(take_apart(record.replace("<date", other, 1)), BLOBS)
    assert Indexes(catalogue, {}).correspondence() == (
        '<edition xmlns="urn:tei-pipeline:record" registers="person date" '
        'features="chronology network search">'
        '<record><agent role="sender" entry="r.xml#ada" to="registers/persons/ada.html">Ada</agent>'
        '<agent kind="person" role="recipient">Bob</agent>'
        '<date role="sent" when="1843">then</date></record></edition>'
    )


def test_an_entity_page_has_its_entry_and_what_is_said_in_each_document(
    catalogue: Catalogue,
) -> None:
    for id in ("b", "a"):
        put(catalogue, id, "1843")
    indexes = Indexes(catalogue, {"title": 'A & "B"'})
    assert indexes.registers == ["person", "date"]
    person, year = indexes.subjects()
    (part,) = map(indexes.part, indexes.portions(person))
    assert part.address == "registers/persons/ada.html"
    assert part.xml.count("<entry ") == 1
    assert part.xml.index('<document id="a"') < part.xml.index('<document id="b"')
    assert '<agent role="sender"' in part.xml
    assert year.address == "registers/dates/1843.html"
    assert 'title="A &amp; &quot;B&quot;"' in indexes.register("person")
    assert 'to="registers/persons/ada.html"' in indexes.documents(whole=True).xml


def test_lists_of_documents_hold_what_they_show(catalogue: Catalogue) -> None:
    record = RECORD.format(id="{id}", title="On {id}", when="1843", who="ada", changed="")
    other = (
        '<agent role="editor">Ed &gt; B</agent><place role="received">B</place>'
        '<place role="sent"/><term>letter</term><status>draft</status><archive>A</archive>'
        '<language role="text" code="en">English</language><language role="used">Latin</language>'
        "<date"
    )
    for number in range(13):
        made = record.replace("<date", other, 1).replace("{id}", f"d{number:02}")
        catalogue.put(take_apart(made), BLOBS)
    indexes = Indexes(catalogue, {})
    (row, *_) = re.findall(r"<record.*?</record>", indexes.rows())
    assert row == (
        '<record id="d00" address="d00.html"><title>On d00</title>'
        '<agent role="sender" to="registers/persons/ada.html">Ada</agent>'
        '<place role="sent"/><term>letter</term>'
        '<language role="text" code="en">English</language>'
        '<date role="sent" when="1843">then</date></record>'
    )
    (dated, *_) = re.findall(r"<record.*?</record>", indexes.dated())
    assert dated == (
        '<record id="d00" address="d00.html"><title>On d00</title>'
        '<date role="sent" when="1843">then</date></record>'
    )
    *first, last = re.findall(r"<record.*?</record>", indexes.documents(whole=False).xml)
    assert last.partition(">")[2] == (
        '<agent role="editor">Ed &gt; B</agent><status>draft</status>'
        '<language role="text" code="en">English</language>'
        '<date role="sent" when="1843">then</date></record>'
    )
    assert first == re.findall(r"<record.*?</record>", indexes.documents(whole=True).xml)[:12]


def test_an_entity_of_many_documents_has_several_pages(catalogue: Catalogue) -> None:
    for number in range(101):
        put(catalogue, f"d{number}", "1843")
    indexes = Indexes(catalogue, {})
    person = next(indexes.subjects())
    first, second = map(indexes.part, indexes.portions(person))
    assert second.address == "registers/persons/ada.2.html"
    assert 'part="1" parts="2"' in first.xml


def test_entries_that_differ_are_told_apart_though_the_catalogue_is_another() -> None:
    digests = set()
    for name in ("Ada King", "Ada Byron"):  # the catalogue that had the first was lost
        catalogue = Catalogue(None)
        catalogue.put(take_apart(REGISTER.replace("Ada King", name)), BLOBS)
        put(catalogue, "a", "1843")
        indexes = Indexes(catalogue, {})
        (portion, *_) = [one for subject in indexes.subjects() for one in indexes.portions(subject)]
        assert portion.address == "registers/persons/ada.html"
        digests.add(indexes.told_of(portion))
    assert len(digests) == 2


def test_what_was_not_committed_is_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "kept/c.sqlite"
    with Catalogue(path) as catalogue:
        put(catalogue, "a", "1843")
        catalogue.keep("a.xml", ("something", 1))
        catalogue.commit()
        put(catalogue, "b", "1843")
    with Catalogue(path) as catalogue:
        assert [id for id, _ in catalogue.ids()] == ["a"]
        assert catalogue.kept() == {"a.xml": ("something", 1)}
        catalogue.remove(["a.xml"])
        assert not catalogue.ids()
        assert not catalogue.kept()


def test_two_runs_at_once_are_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tei_pipeline.catalogue.tables._WAIT", 0.01)
    path = tmp_path / "c.sqlite"
    with Catalogue(path), pytest.raises(OutputError, match="another build"):
        Catalogue(path)


def test_a_catalogue_that_cannot_be_written_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with Catalogue(tmp_path / "file/below/c.sqlite") as catalogue:
        put(catalogue, "a", "1843")
        catalogue.commit()
        assert len(catalogue.ids()) == 1
