"""Lists: selective harvesting (2.7), parts of lists and their tokens (3.5)."""

import re
from pathlib import Path

from lxml import etree

from tei_pipeline.harvest.oai import Limits, provider
from tests.harvest.oai.repository import (
    DAY,
    NOW,
    OAI,
    TEI,
    Repository,
    ids,
    letter,
    texts,
    token,
)

SECOND = "2026-01-01T00:00:{:02}Z"


def test_a_list_is_given_in_parts(held: Repository) -> None:
    for verb in ("ListRecords", "ListIdentifiers"):
        parts = list(held.parts(verb, metadataPrefix="oai_dc"))
        assert [ids(part) for part in parts] == [
            ["a", "c", "d"], ["e", "-b", "f"], ["g"]
        ]  # fmt: skip
        tokens = [part.find(f".//{OAI}resumptionToken") for part in parts]
        told = [dict(one.attrib) for one in tokens if one is not None]
        assert [(one["cursor"], one["completeListSize"]) for one in told] == [
            ("0", "7"), ("3", "7"), ("6", "7")
        ]  # fmt: skip
        assert [one.get("expirationDate") for one in told] == ["2026-01-03T00:00:20Z"] * 2 + [None]
        assert token(parts[-1]) == ""


def test_a_list_that_is_whole_has_no_token(held: Repository) -> None:
    answer = held.ask(verb="ListRecords", metadataPrefix="oai_dc", set="war")
    assert answer.find(f".//{OAI}resumptionToken") is None


def test_a_token_needs_no_encoding_and_is_short(held: Repository) -> None:
    good = token(held.ask(verb="ListRecords", metadataPrefix="oai_dc", set="type:letter"))
    assert re.fullmatch(r"[A-Za-z0-9_-]{40,200}", good)


def test_a_token_used_again_gives_the_same_part(held: Repository) -> None:
    good = token(held.ask(verb="ListIdentifiers", metadataPrefix="oai_dc"))
    held.publish(letter("h"))
    first, again = (held.ask(verb="ListIdentifiers", resumptionToken=good) for _ in range(2))
    assert ids(first) == ids(again) == ["e", "-b", "f"]


def test_a_list_survives_publications(held: Repository) -> None:
    parts = held.parts("ListRecords", metadataPrefix="oai_dc")
    found = ids(next(parts))
    held.publish(letter("a", "new"), letter("h"), withdrawn=("e",))
    part = next(parts)
    found += ids(part)
    held.publish(letter("g", "new"), letter("b"), letter("c", "new"))
    found += [one for part in parts for one in ids(part)]
    assert found == ["a", "c", "d", "-e", "-b", "f", "g"]
    # What has changed meanwhile comes with the next harvest, from the date of the first part.
    later = held.listed(metadataPrefix="oai_dc", from_=SECOND.format(20))
    assert later == ["a", "-e", "h", "b", "c", "g"]


def test_a_record_that_left_the_set_meanwhile_says_so(held: Repository) -> None:
    parts = held.parts("ListIdentifiers", metadataPrefix="oai_dc", set="type:letter")
    found = ids(next(parts))
    held.publish(letter("e", sets=("war",)))
    part = next(parts)
    assert found + ids(part) == ["a", "c", "d", "e", "-b", "g"]
    assert texts(part, "setSpec") == ["war", "type:letter", "type:letter"]


def test_parts_are_bounded_in_bytes(tmp_path: Path) -> None:
    held = Repository(tmp_path, Limits(records=100, size=6_000))
    long = [letter(str(n), "x" * size) for n, size in enumerate((2000, 2000, 9000, 10, 10))]
    held.publish(*long)
    parts = [ids(part) for part in held.parts("ListRecords", metadataPrefix="tei")]
    assert parts == [["0", "1"], ["2"], ["3", "4"]]
    held.endpoint = provider(held.published, limits=Limits(size=10), clock=lambda: held.now)
    assert held.listed("ListRecords", metadataPrefix="tei") == list("01234")


def test_no_id_stands_twice_in_a_part(tmp_path: Path) -> None:
    """A response is an XML document, in which many parsers and all schemas want ids to be so."""
    held = Repository(tmp_path, Limits())
    marked = ("<p xml:id='{}'/>", '<p\nxml:id = "{}"/>', "<p xml:id=' {} '/>")
    for n, id in enumerate("ppqpr"):
        one = letter(str(n))
        text = f'<TEI xmlns="{TEI}">{marked[n % 3].format(id)}</TEI>'
        held.publish(one._replace(contents={**one.contents, "tei": text.encode()}))
    for verb, format_ in (("ListRecords", "tei"), ("ListRecords", "oai_dc")):
        parts = [ids(part) for part in held.parts(verb, metadataPrefix=format_)]
        assert parts == ([["0"], ["1", "2"], ["3", "4"]] if format_ == "tei" else [[*"01234"]])


def test_what_is_published_for_a_later_second_is_not_yet_listed(held: Repository) -> None:
    held.publish(letter("h"))
    held.now -= 10  # the moment of the publication, which is dated a second later
    assert "h" not in held.listed(metadataPrefix="oai_dc")
    held.now += 1
    assert "h" in held.listed(metadataPrefix="oai_dc")


def test_lists_of_many_are_as_many(tmp_path: Path) -> None:
    held = Repository(tmp_path, Limits(records=7, headers=7))
    held.publish(*(letter(f"l{n:03}") for n in range(100)))
    found = held.listed("ListRecords", metadataPrefix="tei")
    assert found == [f"l{n:03}" for n in range(100)]


def test_spans_are_inclusive_to_the_second(held: Repository) -> None:
    listed = held.listed
    assert listed(metadataPrefix="oai_dc", from_=SECOND.format(11)) == ["-b", "f", "g"]
    assert listed(metadataPrefix="oai_dc", until=SECOND.format(1)) == ["a", "c", "d", "e"]
    one = SECOND.format(11)
    assert listed(metadataPrefix="oai_dc", from_=one, until=one) == ["-b", "f", "g"]
    assert held.codes(
        verb="ListRecords", metadataPrefix="oai_dc", from_=SECOND.format(2), until=SECOND.format(10)
    ) == ["noRecordsMatch"]


def test_a_day_ends_with_its_last_second(held: Repository) -> None:
    held.now = NOW + DAY - 2
    held.publish(letter("h"))  # stamped in the last second of the day
    held.publish(letter("i"))
    day = {"metadataPrefix": "oai_dc", "until": "2026-01-01"}
    assert held.listed(**day) == ["a", "c", "d", "e", "-b", "f", "g", "h"]
    assert held.listed(metadataPrefix="oai_dc", from_="2026-01-02") == ["i"]
    assert held.listed(metadataPrefix="oai_dc", from_="2026-01-01", until="2026-01-01")[-1] == "h"


def test_a_harvest_may_begin_before_the_earliest_datestamp(held: Repository) -> None:
    assert len(held.listed(metadataPrefix="oai_dc", from_="1000-01-01")) == 7


def test_what_changed_is_given_once_with_its_newest_stamp(held: Repository) -> None:
    held.publish(letter("a", "new"))
    assert held.listed(metadataPrefix="oai_dc").count("a") == 1
    assert held.listed(metadataPrefix="oai_dc", from_=SECOND.format(21)) == ["a"]
    assert "a" not in held.listed(metadataPrefix="oai_dc", until=SECOND.format(11))


def test_a_set_holds_the_sets_below_it(held: Repository) -> None:
    assert held.listed(metadataPrefix="oai_dc", set="type:telegram") == ["f"]
    assert held.listed(metadataPrefix="oai_dc", set="type") == ["a", "c", "d", "e", "-b", "f", "g"]


def test_each_format_has_stamps_of_its_own(held: Repository) -> None:
    changed = letter("a")
    contents = {**changed.contents, "tei": b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'}
    held.publish(changed._replace(contents=contents))
    since = SECOND.format(21)
    assert held.listed(metadataPrefix="tei", from_=since) == ["a"]
    assert held.codes(verb="ListRecords", metadataPrefix="oai_dc", from_=since) == [
        "noRecordsMatch"
    ]


def test_sets_are_listed_with_those_above_them(held: Repository) -> None:
    parts = list(held.parts("ListSets"))
    assert [texts(part, "setSpec") for part in parts] == [
        ["type", "type:letter", "type:telegram"], ["war"]
    ]  # fmt: skip
    ends = [part.find(f".//{OAI}resumptionToken") for part in parts]
    assert [(e.get("cursor"), e.get("completeListSize")) for e in ends if e is not None] == [
        ("0", "4"), ("3", "4")
    ]  # fmt: skip
    described = parts[0].find(f".//{OAI}setDescription")
    assert described is not None
    assert "Sent by post & messenger" in etree.tostring(
        described, method="text", encoding="unicode"
    )
