"""Bad input: a clear message with the file, the right exit code, and the rest still judged."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tei_pipeline.app.targets import find_targets
from tei_pipeline.cli import validate as validating
from tei_pipeline.document import Document
from tei_pipeline.errors import InputError
from tei_pipeline.validators import Context
from tei_pipeline.validators.relaxng import RelaxngValidator
from tests.projects import Ran, run, sample

GOOD = "tei/first-telegram.xml"
TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return sample(tmp_path / "edition")


def said_clearly(ran: Ran, code: int, *words: str) -> None:
    """Assert that the exit code is right, each word was said, and no traceback was shown."""
    assert ran.code == code, ran.said
    for word in words:
        assert word in ran.said
    assert "Traceback" not in ran.said
    assert 'File "' not in ran.said


@pytest.mark.parametrize(
    ("content", "rule", "place"),
    [
        (b"", "TPW102", ":1:1:"),
        (b"%PDF-1.7 not xml", "TPW101", ":1:1:"),
        (b"<html><body/></html>", "TPW105", ":1:1:"),
        (f"<tei {TEI}/>".encode(), "TPW105", ":1:1:"),
        (b"<TEI/>", "TPW106", ":1:1:"),
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0/"/>', "TPW106", ":1:1:"),
        (b"<TEI>\n&undefined;</TEI>", "TPW104", ":2:"),
        (b'<?xml version="1.0" encoding="UTF-8"?>\n<TEI>\n\xe9</TEI>', "TPW103", ":3:1:"),
        (b"<TEI>\n<text>\n</TEI>", "TPW101", ":3:"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_judged(
    edition: Path, content: bytes, rule: str, place: str
) -> None:
    (edition / "tei" / "bad.xml").write_bytes(content)
    ran = run(edition, "validate", "tei/bad.xml", GOOD)
    said_clearly(ran, 1, f"tei/bad.xml{place}", f"error {rule}", "in 1 of 2 files")
    ran = run(edition, "build", "tei/bad.xml", GOOD, "--target", "site")
    said_clearly(ran, 1, f"tei/bad.xml{place}", f"error {rule}", "build/html/first-telegram.html")
    assert (edition / "build/html/first-telegram.html").is_file()


def test_a_missing_file_is_named_and_the_others_are_judged(edition: Path) -> None:
    ran = run(edition, "validate", "tei/none.xml", GOOD)
    said_clearly(ran, 2, "tei/none.xml: error TPW100", "no such file", "in 1 of 2 files")
    ran = run(edition, "build", "tei/none.xml", GOOD, "--target", "site")
    said_clearly(ran, 2, "tei/none.xml: error TPW100", "build/html/first-telegram.html")


def test_an_unresolved_pointer_names_the_nearest_id(edition: Path) -> None:
    document = edition / GOOD
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("persons.xml#vail", "persons.xml#vale"), encoding="utf-8")
    ran = run(edition, "validate")
    said_clearly(ran, 1, "error TPR101", "vale", "did you mean", "vail")


def test_a_pointer_outside_the_project_is_not_followed(edition: Path) -> None:
    outside = edition.parent / "outside.xml"
    shutil.copyfile(edition / "tei/authority/persons.xml", outside)
    document = edition / GOOD
    text = document.read_text(encoding="utf-8")
    changed = text.replace("authority/persons.xml#vail", "../../outside.xml#vail")
    document.write_text(changed, encoding="utf-8")
    said_clearly(run(edition, "validate"), 1, "error TPR105", "outside.xml")


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("bad.xsd", "<xs:schema", "bad.xsd:1"),
        (
            "bad.xsd",
            '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n<xs:elephant/></xs:schema>',
            "bad.xsd:2",
        ),
        ("bad.sch", "<schema", "bad.sch:1"),
        (
            "bad.sch",
            '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">\n<pattern>'
            '<rule context="*">\n<assert test="foo(">x</assert></rule></pattern></schema>',
            "bad.sch:3",
        ),
    ],
)
def test_a_malformed_schema_is_named_and_the_rest_still_judges(
    edition: Path, name: str, content: str, place: str
) -> None:
    (edition / name).write_text(content, encoding="utf-8")
    settings = edition / "tei-pipeline.toml"
    settings.write_text(f'[validation]\nschemas = ["{name}"]\n', encoding="utf-8")
    (edition / "tei" / "empty.xml").touch()
    ran = run(edition, "validate")
    said_clearly(ran, 2, place, "error TPS901", "error TPW102")
    assert ran.said.count("TPS901 schema-unusable") == 1


@pytest.mark.parametrize(("name", "code"), [("none.xsd", 2), ("none.sch", 2), ("edition.docx", 2)])
def test_a_schema_named_by_hand_must_be_there(edition: Path, name: str, code: int) -> None:
    said_clearly(run(edition, "validate", "--schema", name), code, name)


def test_wrong_settings_name_line_and_mend(edition: Path) -> None:
    (edition / "tei-pipeline.toml").write_text("[edition]\ntitel = 'x'\n", encoding="utf-8")
    for command in ("validate", "build"):
        said_clearly(
            run(edition, command),
            2,
            "tei-pipeline.toml:2: error: unknown key",
            "did you mean title?",
        )


@pytest.mark.parametrize(
    "settings", ['[sources]\ndocuments = ["../*.xml"]', '[build]\noutput = "../elsewhere"']
)
def test_no_path_of_the_settings_leaves_the_project(edition: Path, settings: str) -> None:
    (edition / "tei-pipeline.toml").write_text(settings, encoding="utf-8")
    said_clearly(run(edition, "build"), 2, "tei-pipeline.toml: error", "outside the project")
    assert not (edition.parent / "elsewhere").exists()


def test_an_output_that_cannot_be_written_leaves_the_old(edition: Path) -> None:
    (edition / "in-the-way").write_text("old", encoding="utf-8")
    ran = run(edition, "build", "--output", "in-the-way", "--target", "site")
    said_clearly(ran, 2, "in-the-way", "output")
    assert (edition / "in-the-way").read_text(encoding="utf-8") == "old"
    ran = run(edition, "validate", "--output", "in-the-way/report.txt")
    said_clearly(ran, 2, "in-the-way", "cannot be written")


def test_two_documents_with_one_id_are_refused_before_anything_is_written(edition: Path) -> None:
    shutil.copyfile(edition / GOOD, edition / "tei" / "second.xml")
    ran = run(edition, "build")
    said_clearly(ran, 1, "tei/second.xml", "error TPB203", "first-telegram")
    assert not (edition / "build").exists()


def test_an_id_that_cannot_name_a_file_is_refused(edition: Path) -> None:
    document = edition / GOOD
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace('xml:id="first-telegram"', 'xml:id="é"'), encoding="utf-8")
    said_clearly(run(edition, "build"), 1, "error TPB203", "nothing was written")
    assert not (edition / "build").exists()


def test_a_link_to_a_place_outside_is_not_read_and_the_others_are_judged(edition: Path) -> None:
    outside = edition.parent / "outside.xml"
    shutil.copyfile(edition / GOOD, outside)
    (edition / "tei" / "evil.xml").symlink_to(outside)
    ran = run(edition, "validate")
    said_clearly(ran, 2, "tei/evil.xml: error TPW100", "outside the project", "in 1 of 4 files")


def test_a_folder_that_leads_outside_is_not_read(edition: Path) -> None:
    outside = edition.parent / "outside"
    outside.mkdir()
    shutil.copyfile(edition / GOOD, outside / "secret.xml")
    (edition / "tei" / "more").symlink_to(outside)
    settings = edition / "tei-pipeline.toml"
    settings.write_text('[sources]\ndocuments = ["tei/*/*.xml"]\n', encoding="utf-8")
    ran = run(edition, "validate")
    said_clearly(ran, 2, "tei/more/secret.xml: error TPW100", "outside the project")


def test_strict_builds_nothing_with_errors(edition: Path) -> None:
    document = edition / GOOD
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("persons.xml#vail", "persons.xml#vale"), encoding="utf-8")
    said_clearly(run(edition, "build", "--strict"), 1, "error TPR101", "nothing was built")
    assert not (edition / "build").exists()


def test_without_a_project_and_without_paths_the_way_on_is_named(tmp_path: Path) -> None:
    for command in ("validate", "build"):
        said_clearly(run(tmp_path, command), 2, "no tei-pipeline.toml", "tei-pipeline init")


def test_a_folder_without_tei_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said_clearly(run(tmp_path, "validate", "empty"), 2, "empty: error: holds no TEI file")


def test_hidden_files_are_no_part_of_a_folder(tmp_path: Path) -> None:
    for name in ("a/shown.xml", "a/.hidden.xml", ".b/hidden.xml", "shown.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("no XML", encoding="utf-8")
    ran = run(tmp_path, "validate", ".")
    said_clearly(ran, 1, "a/shown.xml:1:1: error TPW101")
    assert "in 1 of 1 file" in ran.said


def test_a_folder_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "a.xml").write_text("no XML", encoding="utf-8")
    scandir = os.scandir

    def refuse(path: str) -> Any:
        if path == str(closed):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)  # who runs this may be allowed to read all
    with pytest.raises(InputError, match="the folder cannot be read: Permission denied") as refused:
        find_targets([tmp_path], tmp_path)
    assert refused.value.path == closed


def test_init_never_writes_into_a_folder_with_files(edition: Path) -> None:
    before = (edition / GOOD).read_bytes()
    said_clearly(run(edition.parent, "init", "edition"), 2, "is not an empty folder")
    assert (edition / GOOD).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["valdate"], "valdate"),
        (["validate", "--formt", "json"], "--format"),
        (["validate", "--select", "TPX"], "no rule begins with TPX"),
        (["explain", "TPR999"], "there is no rule TPR999"),
        (["build", "--target", "docx"], "docx"),
    ],
)
def test_wrong_usage_is_exit_code_2(tmp_path: Path, arguments: list[str], words: str) -> None:
    said_clearly(run(tmp_path, *arguments), 2, words)


def test_an_interruption_is_exit_code_130_and_leaves_whole_files(edition: Path) -> None:
    documents = edition / "tei"
    text = (edition / GOOD).read_text(encoding="utf-8")
    for number in range(200):
        name = f"letter-{number}"
        changed = text.replace('xml:id="first-telegram"', f'xml:id="{name}"')
        (documents / f"{name}.xml").write_text(changed, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "tei_pipeline", "build", "--target", "site"],
        cwd=edition,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not list((edition / "build").glob("html/letter-*.html")):
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    said_clearly(Ran(process.returncode, out, err), 130, "interrupted")
    pages = list((edition / "build/html").glob("*.html"))
    assert pages
    assert all(page.read_text(encoding="utf-8").rstrip().endswith("</html>") for page in pages)
    assert not [path for path in (edition / "build").rglob("*") if path.name.startswith(".")]


def test_an_interruption_while_the_command_line_is_loaded_shows_no_traceback() -> None:
    program = (
        "import builtins, sys\nown = builtins.__import__\n"
        "def importing(name, *more):\n"
        "    if name == 'click': raise KeyboardInterrupt\n"
        "    return own(name, *more)\n"
        "builtins.__import__ = importing\n"
        "from tei_pipeline.cli import run\nrun()\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize("name", ["bad.xml", "s.rng", "part.xml"])
def test_a_report_takes_the_place_of_nothing_that_was_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "s.rng").write_text(
        '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>',
        encoding="utf-8",
    )
    include = '<xi:include href="part.xml" xmlns:xi="http://www.w3.org/2001/XInclude"/>'
    (tmp_path / "bad.xml").write_text(f"<a>{include}</a>", encoding="utf-8")
    (tmp_path / "part.xml").write_text("<b/>", encoding="utf-8")
    before = (tmp_path / name).read_bytes()
    ran = run(tmp_path, "validate", "--schema", "s.rng", "--output", name, "bad.xml")
    said_clearly(ran, 2, name, "--output")
    assert (tmp_path / name).read_bytes() == before


def test_a_link_in_a_circle_hides_nothing_of_the_rest(tmp_path: Path) -> None:
    (tmp_path / "s.rng").write_text(
        '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>',
        encoding="utf-8",
    )
    (tmp_path / "l.xml").symlink_to("l.xml")
    (tmp_path / "b.xml").write_text("<a><c/></a>", encoding="utf-8")
    ran = run(tmp_path, "validate", "--schema", "s.rng", "l.xml", "b.xml")
    said_clearly(ran, 2, "TPW100", "circle", "TPS102")


def test_a_bug_in_one_file_hides_nothing_of_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "s.rng").write_text(
        '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>',
        encoding="utf-8",
    )
    for name in ("a.xml", "b.xml"):
        (tmp_path / name).write_text("<a><c/></a>", encoding="utf-8")
    true = RelaxngValidator.check

    def check(self: RelaxngValidator, document: Document, context: Context) -> object:
        if document.path.name == "a.xml":
            raise RuntimeError("oh")
        return true(self, document, context)

    monkeypatch.setattr(RelaxngValidator, "check", check)
    monkeypatch.delenv("TEI_PIPELINE_TRACEBACK", raising=False)
    ran = CliRunner().invoke(
        validating.command, [str(tmp_path), "--schema", str(tmp_path / "s.rng"), "--no-cache"],
        standalone_mode=False,
    )  # fmt: skip
    assert ran.return_value == 3
    assert "TPS102" in ran.stdout
    assert "a.xml" in ran.stderr
    assert "RuntimeError: oh" in ran.stderr
