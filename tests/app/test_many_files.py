"""Many files: by workers, in a stable order, not judged again where nothing has changed."""

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from tei_pipeline.app import pool
from tei_pipeline.app.judging import Judged, Orders
from tei_pipeline.app.validate import ValidateOptions, exit_code, validate
from tei_pipeline.graph import WorkerError
from tei_pipeline.project import Project, find_project
from tei_pipeline.reporters import Form, Report
from tei_pipeline.reporters.json import JsonForm
from tei_pipeline.reporters.text import Span, TextForm

SCHEMA = """<element name="a" xmlns="http://relaxng.org/ns/structure/1.0">
<zeroOrMore><element name="b"><empty/></element></zeroOrMore></element>"""
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern>
<rule context="a"><assert test="b">a is without b</assert></rule></pattern></schema>"""
XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.rng").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "a.sch").write_text(RULES, encoding="utf-8")
    for number in range(12):
        content = ("<b/>", "<c/>", "")[number % 3]
        path = tmp_path / "files" / f"{number:02}.xml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"<a>\n{content}</a>", encoding="utf-8")
    return tmp_path


def judged(folder: Path, *names: str, jobs: int = 1, cached: bool = True) -> Report:
    orders = Orders(tuple(folder / name for name in names), cached=cached)
    return validate([folder / "files"], ValidateOptions(orders, jobs=jobs))


def shown(report: Report) -> list[tuple[str, str, int | None]]:
    return [(d.location.file.name, d.code, d.location.line) for d in report.diagnostics]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Slow this process down until workers judge too, short as the files of these tests are."""
    here: list[Path] = []
    by_processes = pool.judged_by_processes

    def slowly(
        jobs: int,
        project: Project,
        orders: Orders,
        files: Sequence[Path],
        judge_file: Callable[[Path], Judged],
    ) -> Iterator[Judged]:
        def slowed(path: Path) -> Judged:
            time.sleep(0.1)
            here.append(path)
            return judge_file(path)

        here.clear()
        yield from by_processes(jobs, project, orders, files, slowed)
        assert 0 < len(here) < len(files)

    monkeypatch.setattr(pool, "judged_by_processes", slowly)
    yield
    assert here


@pytest.mark.usefixtures("slow")
def test_workers_find_what_one_process_finds(folder: Path) -> None:
    (folder / "files/05.xml").write_text("<a>", encoding="utf-8")
    alone = judged(folder, "a.rng", "a.sch", cached=False)
    together = judged(folder, "a.rng", "a.sch", jobs=2, cached=False)
    assert shown(alone) == shown(together)
    assert ("05.xml", "TPW101", 1) in shown(alone)
    assert alone.diagnostics == together.diagnostics
    assert alone.excerpts == together.excerpts
    assert alone.schemas == together.schemas


def marked(spans: Iterable[Span]) -> str:
    return "".join(f"[{span.style}]{span.text}" for span in spans)


@pytest.mark.usefixtures("cache_folder", "slow")
@pytest.mark.parametrize("kind", ["text", "json"])
@pytest.mark.parametrize("select", [(), ("TPS2", "TPW")])
def test_workers_write_what_one_process_writes(
    folder: Path, kind: str, select: tuple[str, ...]
) -> None:
    (folder / "files/05.xml").write_text("<a>", encoding="utf-8")
    (folder / "broken.sch").write_text("<schema/>", encoding="utf-8")
    whole = f"<a {XI}><xi:include href='01.xml'/><xi:include href='13.xml'/></a>"
    (folder / "files/12.xml").write_text(whole, encoding="utf-8")
    (folder / "files/13.xml").write_text("<b>\n<c/></b>", encoding="utf-8")
    form: Form = TextForm(folder, marked) if kind == "text" else JsonForm(folder)
    schemas = tuple(folder / name for name in ("a.rng", "a.sch", "broken.sch"))
    written = set()
    for jobs, cached in ((1, False), (2, False), (3, True), (2, True), (1, True)):
        orders = Orders(schemas, cached=cached, form=form)
        report = validate([folder / "files"], ValidateOptions(orders, select, jobs=jobs))
        assert len(report.entries) == len(report.diagnostics)
        assert not report.excerpts
        written.add(form.whole(report._replace(seconds=0.0)))
    (text,) = (one.decode() for one in written)
    assert "05.xml" in text
    assert ("13.xml" in text) is (not select or kind == "json")


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_worker_that_is_killed_is_an_error_in_words(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    files = sorted((folder / "files").iterdir())
    orders = Orders((folder / "a.rng",))

    def killing(path: Path) -> Judged:
        for worker in multiprocessing.active_children():
            worker.kill()
            worker.join()
        return Judged(path)

    given = pool.judged_by_processes(2, find_project(folder), orders, files, killing)
    with pytest.raises(WorkerError, match="ended without an answer"):
        list(given)
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.usefixtures("slow")
def test_a_schema_that_cannot_be_used_is_said_once_by_workers_too(folder: Path) -> None:
    (folder / "a.rng").write_text("<element/>", encoding="utf-8")
    report = judged(folder, "a.rng", "a.sch", jobs=2)
    assert [d.code for d in report.diagnostics].count("TPS901") == 1
    assert [d.code for d in report.diagnostics].count("TPS201") == 8
    assert exit_code(report.diagnostics) == 2


def test_a_file_that_has_not_changed_is_not_judged_again(
    folder: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = judged(folder, "a.rng")
    assert list(cache_folder.rglob("*"))

    def never(*_: object) -> None:
        raise AssertionError("judged again")

    monkeypatch.setattr("tei_pipeline.validators.relaxng.RelaxngValidator.check", never)
    again = judged(folder, "a.rng")
    assert again.diagnostics == first.diagnostics
    assert again.excerpts == first.excerpts
    assert len(judged(folder, "a.rng", cached=False).bugs) == 12


@pytest.mark.parametrize("changed", ["files/00.xml", "a.rng"])
def test_what_has_changed_is_judged_again(folder: Path, cache_folder: Path, changed: str) -> None:
    before = judged(folder, "a.rng")
    path = folder / changed
    path.write_text(path.read_text(encoding="utf-8").replace("b", "d"), encoding="utf-8")
    assert cache_folder.exists()
    assert shown(judged(folder, "a.rng")) != shown(before)


@pytest.mark.usefixtures("cache_folder")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "b.xsd",
            '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
            '<xs:element name="a" type="none"/></xs:schema>',
        ),
        ("b.rng", '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"/>'),
        ("b.sch", RULES.replace('"b"', '"b("')),
    ],
)
def test_no_file_passes_later_because_its_schema_could_not_be_used(
    folder: Path, name: str, content: str
) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    judged(folder, name)
    for path in sorted((folder / "files").iterdir())[:-1]:
        path.unlink()
    assert [d.code for d in judged(folder, name).diagnostics] == ["TPS901"]


def test_a_damaged_cache_is_made_anew(folder: Path, cache_folder: Path) -> None:
    before = judged(folder, "a.rng", "a.sch")
    for path in cache_folder.rglob("*"):
        if path.is_file():
            path.write_bytes(b"\x00{]")
    assert judged(folder, "a.rng", "a.sch").diagnostics == before.diagnostics


def test_a_cache_that_cannot_be_written_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEI_PIPELINE_CACHE", "/dev/null/cache")
    assert ("01.xml", "TPS102", 2) in shown(judged(folder, "a.rng"))


def included(folder: Path) -> None:
    """Make a whole of two parts, one of which has a fault."""
    files = folder / "files"
    for path in files.iterdir():
        path.unlink()
    parts = "".join(f'<xi:include href="p{n}.xml"/>' for n in (1, 2))
    (files / "whole.xml").write_text(f"<w {XI}>\n{parts}</w>", encoding="utf-8")
    (files / "p1.xml").write_text("<a><b/></a>", encoding="utf-8")
    (files / "p2.xml").write_text("<a>\n <b/>\n  <c/></a>", encoding="utf-8")
    (folder / "w.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><choice><ref name="a"/>'
        '<element name="w"><oneOrMore><ref name="a"/></oneOrMore></element></choice></start>'
        f'<define name="a">{SCHEMA.replace(" xmlns=", " xmlns:x=")}</define></grammar>',
        encoding="utf-8",
    )


@pytest.mark.parametrize("schemas", [("w.rng",), ("w.rng", "a.sch")])
def test_a_finding_in_an_included_file_is_said_once_and_there(
    folder: Path, schemas: tuple[str, ...]
) -> None:
    included(folder)
    report = judged(folder, *schemas)
    assert shown(report) == [("p2.xml", "TPS102", 3)]
    (found,) = report.diagnostics
    assert report.excerpts[found.location.file, 3] == "  <c/></a>"
    whole = validate([folder / "files/whole.xml"], ValidateOptions(Orders((folder / "w.rng",))))
    assert shown(whole) == shown(report)
    assert whole.files_with_findings == 1


def test_an_included_file_that_changes_is_judged_again(folder: Path, cache_folder: Path) -> None:
    included(folder)
    assert shown(judged(folder, "w.rng"))
    (folder / "files/p2.xml").write_text("<a/>", encoding="utf-8")
    assert shown(judged(folder, "w.rng")) == []
    assert cache_folder.exists()


def test_a_file_that_was_missing_is_looked_for_again(folder: Path, cache_folder: Path) -> None:
    files = folder / "files"
    for path in files.iterdir():
        path.unlink()
    fallback = "<xi:fallback><b/></xi:fallback>"
    (files / "m.xml").write_text(
        f'<a {XI}><xi:include href="later.xml">{fallback}</xi:include></a>', encoding="utf-8"
    )
    assert shown(judged(folder, "a.rng")) == []
    (files / "later.xml").write_text("<c/>", encoding="utf-8")
    assert ("later.xml", "TPS102", 1) in shown(judged(folder, "a.rng"))
    assert cache_folder.exists()


def test_a_part_that_names_no_schema_is_judged_in_its_whole_alone(tmp_path: Path) -> None:
    tei = 'xmlns="http://www.tei-c.org/ns/1.0"'
    (tmp_path / "t.rng").write_text(
        f'<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{tei[7:-1]}"><start>'
        '<element name="TEI"><element name="text"><empty/></element></element></start></grammar>',
        encoding="utf-8",
    )
    model = '<?xml-model href="../t.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>'
    parts = tmp_path / "tei"
    parts.mkdir()
    (parts / "a.xml").write_text(
        f'{model}\n<TEI {tei} {XI}><xi:include href="b.xml"/></TEI>', encoding="utf-8"
    )
    (parts / "b.xml").write_text(f"<text {tei}/>", encoding="utf-8")
    report = validate([parts])
    assert report.diagnostics == ()
    assert report.notes == ()
    assert [d.code for d in validate([parts / "b.xml"]).diagnostics] == ["TPW105"]
