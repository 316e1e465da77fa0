"""Odd servers: what they get wrong costs neither the harvest nor what was there before."""

import gzip
import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tei_pipeline.app.harvester import Order, harvest
from tei_pipeline.app.harvester.asking import Asker
from tei_pipeline.app.harvester.filenames import file_name
from tei_pipeline.errors import InputError
from tests.app.misbehaving import TEI, Repository, Said, envelope, error, listed, record, served
from tests.app.test_harvester import ONE, QUICK, TWO, stated, take, take_from

Thing = dict[str, object]


class Catalogue:
    """A DTS server whose collections are what a test says of them, by their query."""

    def __init__(self, collection: Callable[[dict[str, str]], object]) -> None:
        self.collection = collection
        self.asked: list[dict[str, str]] = []

    def __call__(self, path: str, query: dict[str, str]) -> Said:
        if path.endswith("/document"):
            return Said(TEI.format(id="a", title="A"))
        if not path.endswith("/collection"):
            entry = {"@type": "EntryPoint", "collection": "/oai/collection{?id,page}"}
            return Said(json.dumps(entry | {"document": "/oai/document{?resource}"}))
        self.asked.append(query)
        return Said(json.dumps(self.collection(query)))


def holding(*names: str, inner: tuple[str, ...] = ()) -> Thing:
    """Return a collection of resources, and of collections."""
    members = [{"@id": name, "@type": "Resource"} for name in names]
    members += [{"@id": name, "@type": "Collection"} for name in inner]
    return {"@id": "all", "@type": "Collection", "member": members}


def test_a_token_forgotten_late_makes_no_list_without_end(tmp_path: Path) -> None:
    forgotten: list[int] = []

    def page(query: dict[str, str]) -> Said:
        at = int(query.get("resumptionToken", "0"))
        if at == 8 and not forgotten:
            forgotten.append(at)
            return error("badResumptionToken")
        return listed(record(f"oai:x.example:n{at}"), token=str(at + 1) if at < 9 else "")

    harvested = take(Repository(page), tmp_path)
    assert len(harvested.written) == 10
    assert ["forgot" in note for note in harvested.notes] == [True]


@pytest.mark.parametrize(
    ("written", "token"),
    [
        ("a+b c&amp;d=e%20f/?#", "a+b c&d=e%20f/?#"),
        ("ä|ü", "ä|ü"),
        ("&lt;&amp;&gt;\"'", "<&>\"'"),
        ("x" * 1500, "x" * 1500),
    ],
)
def test_tokens_go_back_as_they_came(tmp_path: Path, written: str, token: str) -> None:
    said = [listed(record(ONE), token=written), listed(record(TWO))]
    repository = Repository(lambda _: said.pop(0))
    take(repository, tmp_path)
    assert repository.asked[-1]["resumptionToken"] == token


@pytest.mark.parametrize("kind", ["gzip", "deflate"])
def test_packed_answers_are_unpacked_within_limits(tmp_path: Path, kind: str) -> None:
    pack = gzip.compress if kind == "gzip" else zlib.compress
    plain = str(listed(record(ONE)).content).encode()

    def packed(content: bytes) -> Repository:
        return Repository(lambda _: Said(content, headers={"Content-Encoding": kind}))

    assert len(take(packed(pack(plain)), tmp_path / "e").written) == 1
    for name, content, words in (
        ("cut", pack(plain)[:-40], "not well-formed"),
        ("wrong", b"nonsense", "cannot be unpacked"),
        ("large", pack(b" " * 10_000_000), "larger than 0.2 MB"),
    ):
        with pytest.raises(InputError, match=words):
            take(packed(content), tmp_path / name)


def test_a_server_that_is_not_there_is_told_of_at_once(tmp_path: Path) -> None:
    with served(Repository(lambda _: listed())) as url:
        pass
    slept: list[float] = []
    with pytest.raises(InputError, match=r"harvested: Connection refused") as refused:
        take_from(url, tmp_path, slept)
    assert (slept, refused.value.mend) == (
        [],
        "check the address, and your connection to the network",
    )


@pytest.mark.parametrize("deleted", ["no", "transient", "persistent"])
def test_what_a_provider_forgets_is_withdrawn(tmp_path: Path, deleted: str) -> None:
    there = [ONE, TWO]
    asked: list[str] = []

    def answer(query: dict[str, str]) -> Said:
        asked.append(query["verb"])
        if query["verb"] == "ListRecords":
            return error("noRecordsMatch") if "from" in query else listed(*map(record, there))
        at = int(query.get("resumptionToken", "0"))
        header = f"<header><identifier>{there[at]}</identifier></header>"
        more = f"<resumptionToken>{at + 1}</resumptionToken>" if at + 1 < len(there) else ""
        return envelope(f"<ListIdentifiers>{header}{more}</ListIdentifiers>")

    with served(Repository(answer, deleted=deleted)) as url:
        take_from(url, tmp_path)
        there.pop()
        second = take_from(url, tmp_path)
        there.append(TWO)
        third = take_from(url, tmp_path)
        fourth = take_from(url, tmp_path)
    if deleted == "persistent":
        assert "ListIdentifiers" not in asked
        assert not second.withdrawn
    else:
        assert [path.name for path in second.withdrawn] == ["two.xml"]
        assert "has again what was withdrawn" in third.notes[0]
        assert [path.name for path in fourth.written] == ["two.xml"]


@pytest.mark.parametrize("said", [Said("", 500), error("noRecordsMatch"), envelope("")])
def test_a_list_that_fails_or_is_empty_withdraws_nothing(tmp_path: Path, said: Said) -> None:
    def answer(query: dict[str, str]) -> Said:
        return listed(record(ONE)) if query["verb"] == "ListRecords" else said

    with served(Repository(answer, deleted="no")) as url:
        take_from(url, tmp_path)
        second = take_from(url, tmp_path)
    assert (second.withdrawn, second.problems) == ((), ())
    assert (tmp_path / "tei/one.xml").exists()


def test_that_nothing_matches_is_told(tmp_path: Path) -> None:
    harvested = take(Repository(lambda _: error("noRecordsMatch")), tmp_path, set="none")
    assert harvested.notes == ("the provider has nothing of what is asked for",)


def test_days_are_asked_for_again_where_a_provider_counts_in_days(tmp_path: Path) -> None:
    repository = Repository(lambda _: listed(record(ONE), date="2026-01-02T12:00:00Z"), day=True)
    with served(repository) as url:
        take_from(url, tmp_path)
        second = take_from(url, tmp_path)
    assert repository.asked[1]["from"] == "2026-01-02"
    assert (second.written, second.unchanged) == ((), 1)


def test_a_provider_without_sets_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="noSetHierarchy") as refused:
        take(Repository(lambda _: error("noSetHierarchy")), tmp_path, set="letters")
    assert refused.value.mend == "leave --set out: the provider has no sets"


def test_pages_without_end_are_left(tmp_path: Path) -> None:
    def page(query: dict[str, str]) -> Thing:
        following = f"?page={int(query.get('page', '0')) + 1}"
        return holding("one") | {"view": {"next": following}}

    catalogue = Catalogue(page)
    harvested = take(catalogue, tmp_path)
    assert harvested.problems == ("the pages of the collection have no end",)
    assert len(catalogue.asked) < 10
    assert len(harvested.written) == 1


def test_collections_in_a_circle_are_walked_once(tmp_path: Path) -> None:
    catalogue = Catalogue(lambda query: holding("one", inner=("all", "b", query.get("id", "b"))))
    harvested = take(catalogue, tmp_path)
    assert (harvested.problems, len(harvested.written)) == ((), 1)
    assert len(catalogue.asked) == 3


@pytest.mark.parametrize(
    "answer", [{}, {"@type": "Status"}, {"@type": "Collection", "member": "x"}, [], "\ud800"]
)
def test_what_is_no_collection_withdraws_nothing(tmp_path: Path, answer: object) -> None:
    said = [holding("one"), answer]
    with served(Catalogue(lambda _: said.pop(0))) as url:
        take_from(url, tmp_path)
        second = take_from(url, tmp_path)
    assert len(second.problems) == 1
    assert second.withdrawn == ()


@pytest.mark.parametrize("name", ["a\x1b[31mb", "\x00", "../../x", "a" * 3000, "\u202e", "%2e%2e/"])
def test_odd_identifiers_are_taken_and_shown_safely(tmp_path: Path, name: str) -> None:
    harvested = take(Catalogue(lambda _: holding(name, "one")), tmp_path)
    assert len(harvested.written) == 2
    assert {path.parent for path in harvested.written} == {tmp_path / "tei"}
    gone = take(lambda path, query: Said("", 500) if "resource" in query else
                Catalogue(lambda _: holding(name))(path, query), tmp_path / "f")  # fmt: skip
    assert len(gone.problems) == 1
    assert gone.problems[0].isprintable()


def test_the_forms_of_a_letter_have_names_of_their_own() -> None:
    names = {file_name(f"oai:x:{form}", set()) for form in ("\u00e9", "e\u0301", "e")}
    assert len({name.lower() for name in names}) == 3
    assert all(name.isascii() for name in names)


@pytest.mark.parametrize("part", ["set", "prefix", "resource"])
def test_what_is_no_text_cannot_be_asked_for(tmp_path: Path, part: str) -> None:
    with pytest.raises(InputError, match="cannot be asked for"):
        harvest(Order("http://x.example/")._replace(**{part: "a\udcff"}), tmp_path)


def test_an_answer_that_drips_for_ever_is_left(tmp_path: Path) -> None:
    impatient = QUICK._replace(seconds=0, attempts=1)
    with (
        served(Repository(lambda _: listed(record(ONE)))) as url,
        pytest.raises(InputError, match="takes too long"),
    ):
        harvest(Order(f"{url}/oai"), tmp_path, asker=Asker(impatient))
    assert not (tmp_path / "tei").exists()


def test_the_clock_of_a_provider_that_has_nothing_new_is_its_own(tmp_path: Path) -> None:
    said = [listed(record(ONE)), error("noRecordsMatch")]
    with served(Repository(lambda _: said.pop(0))) as url:
        take_from(url, tmp_path)
        second = take_from(url, tmp_path)
    assert second.notes == ()
    assert stated(tmp_path)["complete"] == "2026-01-02T00:00:00Z"
