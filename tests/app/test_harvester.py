"""Taking from servers of others: what is sound comes, what is not is told in words."""

import json
from pathlib import Path

import pytest

from tei_pipeline.app.harvester import Harvested, Order, harvest
from tei_pipeline.app.harvester.asking import Asker, Patience
from tei_pipeline.app.harvester.dts import expanded
from tei_pipeline.app.harvester.filenames import file_name
from tei_pipeline.app.harvester.state import STATE
from tei_pipeline.errors import ConfigError, InputError, OutputError, PipelineError
from tests.app.misbehaving import (
    TEI,
    Answering,
    Repository,
    Said,
    error,
    listed,
    record,
    served,
)

ONE, TWO = "oai:x.example:one", "oai:x.example:two"
QUICK = Patience(silence=2, seconds=5, size=200_000, attempts=3, longest=30)


def take(answering: Answering, folder: Path, **order: str) -> Harvested:
    with served(answering) as url:
        return take_from(url, folder, None, **order)


def take_from(url: str, folder: Path, slept: list[float] | None = None, **order: str) -> Harvested:
    asker = Asker(QUICK, (slept if slept is not None else []).append)
    return harvest(Order(f"{url}/oai", **order), folder, asker=asker)


def stated(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / STATE).read_text(encoding="utf-8"))
    return found


def test_a_folder_becomes_an_edition_and_keeps_every_character(tmp_path: Path) -> None:
    harvested = take(Repository(lambda _: listed(record(ONE))), tmp_path / "e")
    assert (len(harvested.written), harvested.problems, harvested.source) == (1, (), "Letters")
    text = (tmp_path / "e/tei/one.xml").read_text(encoding="utf-8")
    assert text.split("\n", 1)[1] == TEI.format(id="one", title="A letter") + "\n"
    assert harvested.report is not None
    assert harvested.report.files == (tmp_path / "e/tei/one.xml",)
    settings = (tmp_path / "e/tei-pipeline.toml").read_text(encoding="utf-8")
    assert 'title = "Letters"' in settings


def test_a_prefix_declared_around_the_record_is_declared_in_it(tmp_path: Path) -> None:
    content = '<t:TEI xml:id="one"><t:p/></t:TEI>'
    wrapped = record(ONE, content).replace("<record>", '<record xmlns:t="urn:t">')
    take(Repository(lambda _: listed(wrapped)), tmp_path)
    assert 'xmlns:t="urn:t"' in (tmp_path / "tei/one.xml").read_text(encoding="utf-8")


def test_the_next_run_asks_from_the_last_and_applies_what_changed(tmp_path: Path) -> None:
    changed = record(ONE, TEI.format(id="one", title="Another"))
    said = [listed(record(ONE), record(TWO)), listed(changed, record(TWO, deleted=True))]
    repository = Repository(lambda _: said.pop(0))
    with served(repository) as url:
        take_from(url, tmp_path)
        second = take_from(url, tmp_path)
        said.append(error("noRecordsMatch"))
        third = take_from(url, tmp_path)
    assert [one.get("from") for one in repository.asked] == [None, *["2026-01-02T00:00:00Z"] * 2]
    assert [path.name for path in second.written] == ["one.xml"]
    assert "Another" in (tmp_path / "tei/one.xml").read_text(encoding="utf-8")
    assert not (tmp_path / "tei/two.xml").exists()
    assert (tmp_path / "withdrawn/two.xml").exists()
    assert (third.written, third.report, third.exit_code) == ((), None, 0)


def test_what_was_changed_here_is_never_overwritten(tmp_path: Path) -> None:
    changed = record(ONE, TEI.format(id="one", title="Another"))
    said = [
        listed(record(ONE), record(TWO)),
        listed(changed, record(TWO, deleted=True)),
        listed(changed),
    ]
    with served(Repository(lambda _: said.pop(0))) as url:
        take_from(url, tmp_path)
        for name in ("one", "two"):
            (tmp_path / f"tei/{name}.xml").write_text("<mine/>", encoding="utf-8")
        second = take_from(url, tmp_path)
        third = take_from(url, tmp_path)
    assert (tmp_path / "tei/one.xml").read_text(encoding="utf-8") == "<mine/>"
    assert (tmp_path / "tei/two.xml").read_text(encoding="utf-8") == "<mine/>"
    assert "Another" in (tmp_path / "tei/one.xml.harvested").read_text(encoding="utf-8")
    assert len(second.notes) == 2
    assert "was changed here: kept as it is" in second.notes[0]
    assert third.notes == ()


def test_a_file_that_was_there_before_is_kept(tmp_path: Path) -> None:
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei/one.xml").write_text("<mine/>", encoding="utf-8")
    harvested = take(Repository(lambda _: listed(record(ONE))), tmp_path)
    assert harvested.written == ()
    assert (tmp_path / "tei/one.xml").read_text(encoding="utf-8") == "<mine/>"


def test_an_interrupted_harvest_goes_on_with_its_token(tmp_path: Path) -> None:
    said = [listed(record(ONE), token="t1"), *[Said("", 503)] * 3, listed(record(TWO), token="")]
    repository = Repository(lambda _: said.pop(0))
    with served(repository) as url:
        with pytest.raises(InputError, match="503"):
            take_from(url, tmp_path)
        second = take_from(url, tmp_path)
    assert repository.asked[-1] == {"verb": "ListRecords", "resumptionToken": "t1"}
    assert [path.name for path in second.written] == ["two.xml"]
    assert stated(tmp_path)["running"] is None


def test_ctrl_c_leaves_what_came_and_where_it_stopped(tmp_path: Path) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    repository = Repository(lambda _: listed(record(ONE), token="t1"))
    with served(repository) as url, pytest.raises(KeyboardInterrupt):
        harvest(Order(f"{url}/oai"), tmp_path, asker=Asker(QUICK), progress=interrupt)
    running = stated(tmp_path)["running"]
    assert isinstance(running, dict)
    assert running["token"] == "t1"
    assert (tmp_path / "tei/one.xml").exists()


def test_a_token_that_is_forgotten_starts_the_list_again(tmp_path: Path) -> None:
    said = [listed(record(ONE), token="t1"), error("badResumptionToken"), listed(record(TWO))]
    harvested = take(Repository(lambda _: said.pop(0)), tmp_path)
    assert len(harvested.written) == 2
    assert "forgot" in harvested.notes[0]


@pytest.mark.parametrize("numbered", [False, True])
def test_a_list_without_end_is_left(tmp_path: Path, numbered: bool) -> None:
    def answer(_: dict[str, str]) -> Said:
        return listed(record(ONE), token=f"t{len(repository.asked) if numbered else ''}")

    repository = Repository(answer)
    with pytest.raises(InputError, match="has no end"):
        take(repository, tmp_path)
    assert len(repository.asked) < 10
    assert (tmp_path / "tei/one.xml").exists()


def test_a_server_is_waited_for_as_long_as_it_asks(tmp_path: Path) -> None:
    said = [Said("", 503, {"Retry-After": "7"}), listed(record(ONE))]
    slept: list[float] = []
    with served(Repository(lambda _: said.pop(0))) as url:
        take_from(url, tmp_path, slept)
    assert slept == [7]
    late = Repository(lambda _: Said("", 503, {"Retry-After": "86400"}))
    with pytest.raises(InputError, match="come back in 86400 s"):
        take(late, tmp_path / "late")


@pytest.mark.parametrize("day", [False, True])
def test_dates_are_asked_in_the_server_s_granularity(tmp_path: Path, day: bool) -> None:
    repository = Repository(lambda _: listed(record(ONE)), day)
    take(repository, tmp_path, first="2026-01-01", until="2026-01-31T12:00:00Z")
    asked = repository.asked[0]
    wanted = ("2026-01-01", "2026-01-31") if day else ("2026-01-01T00:00:00Z",) * 1
    assert asked["from"] == wanted[0]
    assert asked["until"] == ("2026-01-31" if day else "2026-01-31T12:00:00Z")


@pytest.mark.parametrize("date", ["2099-01-01T00:00:00Z", "yesterday", ""])
def test_a_clock_that_is_wrong_is_not_believed(tmp_path: Path, date: str) -> None:
    harvested = take(Repository(lambda _: listed(record(ONE), date=date)), tmp_path)
    complete = stated(tmp_path)["complete"]
    assert isinstance(complete, str)
    assert "2026" <= complete < "2090"
    assert "clock" in harvested.notes[0]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (error("badArgument"), "badArgument"),
        (error("noSetHierarchy"), "noSetHierarchy"),
        (error("__doc__"), "an error that the protocol has not"),
        (Said("<html>", 200), "not well-formed"),
        (Said("<html/>", 200), "no OAI-PMH"),
        (Said("", 200), "not well-formed"),
        (Said("", 404), "answered 404"),
        (listed(record(ONE))._replace(cut=True), "cannot be harvested"),
        (Said(b"x" * 300_000), "larger than 0.2 MB"),
        (Said("", 302, {"Location": "file:///etc/passwd"}), "no address of the web"),
        (Said("", 302, {"Location": "/oai?verb=ListRecords"}), "without end"),
    ],
)
def test_what_is_wrong_is_said_in_words(tmp_path: Path, said: Said, words: str) -> None:
    with pytest.raises(InputError, match=words):
        take(Repository(lambda _: said), tmp_path)


def test_a_dtd_is_refused_and_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words", encoding="utf-8")
    whole = str(listed(record(ONE, "<TEI>&x;</TEI>")).content)
    dtd = f'<!DOCTYPE OAI-PMH [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    with pytest.raises(InputError, match="DTD"):
        take(Repository(lambda _: Said(whole.replace("?>", f"?>{dtd}", 1))), tmp_path / "e")


def test_records_that_lack_something_are_told_of_and_the_rest_is_taken(tmp_path: Path) -> None:
    broken = "<record/>", "<record><header><identifier>oai:x:y</identifier></header></record>"
    harvested = take(Repository(lambda _: listed(*broken, record(ONE))), tmp_path)
    assert len(harvested.problems) == 2
    assert len(harvested.written) == 1
    assert harvested.exit_code == 2


@pytest.mark.parametrize(
    "identifier",
    ["oai:x:../../etc/passwd", "oai:x:con", "oai:x:.harvest.json", "/", "oai:x:" + "a" * 300, "ü",
     "oai:x:..", "https://x.example/a%2F..%2Fb", "oai:x:a\\b", "http://[", "oai:x:a b"],
)  # fmt: skip
def test_a_name_is_safe_whatever_the_identifier(identifier: str) -> None:
    name = file_name(identifier, set())
    assert "/" not in name
    assert "\\" not in name
    assert not name.startswith((".", "-"))
    assert name.lower() not in ("con", "nul")
    assert 0 < len(name) < 120


def test_two_identifiers_never_share_a_file(tmp_path: Path) -> None:
    records = [record(f"oai:{host}:{name}") for host in "xy" for name in ("One", "one", "o/ne")]
    harvested = take(Repository(lambda _: listed(*records)), tmp_path)
    names = {path.name.lower() for path in harvested.written}
    assert len(names) == 6


def test_ids_need_be_unique_in_a_document_not_in_an_answer(tmp_path: Path) -> None:
    content = TEI.format(id="p1", title="Twins")
    records = [record(ONE, content), record(TWO, content)]
    assert len(take(Repository(lambda _: listed(*records)), tmp_path).written) == 2


def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "e").mkdir()
    (tmp_path / "e/tei").symlink_to(tmp_path / "outside")
    with pytest.raises(OutputError, match="link"):
        take(Repository(lambda _: listed(record(ONE))), tmp_path / "e")
    assert not list((tmp_path / "outside").iterdir())


def test_a_folder_holds_one_harvest(tmp_path: Path) -> None:
    with served(Repository(lambda _: listed(record(ONE)))) as url:
        take_from(url, tmp_path)
        with pytest.raises(InputError, match="another harvest"):
            take_from(url, tmp_path, set="letters")
        text = (tmp_path / STATE).read_text(encoding="utf-8")
        for wrong in (text.replace("tei/one.xml", "../x.xml"), "{", '{"format": 1}'):
            (tmp_path / STATE).write_text(wrong, encoding="utf-8")
            with pytest.raises(ConfigError, match="is not what a harvest writes"):
                take_from(url, tmp_path)


def test_other_formats_are_kept_apart(tmp_path: Path) -> None:
    dc = record(ONE, '<dc xmlns="urn:dc"/>')
    harvested = take(Repository(lambda _: listed(dc)), tmp_path, prefix="oai_dc")
    assert [path.parent.name for path in harvested.written] == ["oai_dc"]
    assert harvested.report is None
    with pytest.raises(InputError, match="no format marc"):
        take(Repository(lambda _: listed()), tmp_path / "f", prefix="marc")


@pytest.mark.parametrize(
    "order",
    [
        {"first": "2026-13-01"},
        {"until": "2026"},
        {"first": "2026-02-01", "until": "2026-01-01"},
        {"resource": "x"},
    ],
)
def test_wrong_orders_are_refused(tmp_path: Path, order: dict[str, str]) -> None:
    with pytest.raises(PipelineError):
        take(Repository(lambda _: listed()), tmp_path, **order)


@pytest.mark.parametrize("url", ["file:///etc", "https://me:pw@x.example/", "x", "http://[", ""])
def test_wrong_addresses_are_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(InputError):
        harvest(Order(url), tmp_path)


def test_a_server_of_neither_protocol_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="neither OAI-PMH nor DTS"):
        take(lambda path, query: Said("<html/>"), tmp_path)


class Texts:
    """A DTS server with the faults that such servers have; ``there`` are its resources."""

    def __init__(self, there: list[str]) -> None:
        self.there = there
        self.asked: list[str] = []
        self.broken: set[str] = set()

    def __call__(self, path: str, query: dict[str, str]) -> Said:
        if path.endswith("/document"):
            name = query["resource"]
            self.asked.append(name)
            content = "<html>" if name in self.broken else TEI.format(id=name, title=name)
            return Said(content, headers={"ETag": f'"{name}"'})
        if not path.endswith("/collection"):
            thing: dict[str, object] = {"@type": "EntryPoint", "collection": "/oai/collection{?id}"}
            return Said(json.dumps(thing | {"document": "/oai/document{?resource,ref}"}))
        page = int(query.get("page", "0"))
        members = [{"@id": name, "@type": "dts:Resource"} for name in self.there]
        thing = {"@id": "all", "@type": "Collection", "member": members[page]}
        if page + 1 < len(members):
            thing["view"] = {"next": f"collection?page={page + 1}"}
        return Said(json.dumps(thing))


def test_resources_of_a_tolerated_server_are_taken(tmp_path: Path) -> None:
    texts = Texts(["one", "two"])
    with served(texts) as url:
        first = take_from(url, tmp_path)
        texts.there.remove("two")
        second = take_from(url, tmp_path)
    assert len(first.written) == 2
    assert "without an array" in first.notes[0]
    assert (tmp_path / "tei/one.xml").read_text("utf-8") == TEI.format(id="one", title="one")
    assert [path.name for path in second.withdrawn] == ["two.xml"]


def test_a_document_that_is_none_is_told_of_and_asked_for_again(tmp_path: Path) -> None:
    texts = Texts(["one", "two"])
    texts.broken.add("one")
    with served(texts) as url:
        first = take_from(url, tmp_path)
        texts.broken.clear()
        second = take_from(url, tmp_path)
    assert first.exit_code == 2
    assert "one: what came is no document" in first.problems[0]
    assert [path.name for path in second.written] == ["one.xml"]


@pytest.mark.parametrize(
    ("template", "address"),
    [
        ("/d{?resource,ref}", "/d?resource=a%2Fb"),
        ("/d?x=1{&resource}", "/d?x=1&resource=a%2Fb"),
        ("/d{/resource}", "/d/a%2Fb"),
        ("/d/{resource}", "/d/a%2Fb"),
        ("/d?resource=given{&ref}", "/d?resource=given"),
        ("/d", "/d?resource=a%2Fb"),
    ],
)
def test_templates_are_expanded(template: str, address: str) -> None:
    assert expanded(template, resource="a/b") == address


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
