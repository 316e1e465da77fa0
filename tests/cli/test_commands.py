"""The commands as their users call them."""

import json
import re
import sys
from pathlib import Path

import pytest

from tei_pipeline import __version__
from tei_pipeline.rules import RULES
from tests.projects import run, sample


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample(tmp_path_factory.mktemp("cli") / "edition")


def test_init_validate_build_work_one_after_another(tmp_path: Path) -> None:
    ran = run(tmp_path, "init", "letters", "--title", 'Letters of a "chemist"')
    assert ran.code == 0
    assert "letters/tei-pipeline.toml" in ran.out
    folder = tmp_path / "letters"
    ran = run(folder, "validate")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("no findings in 3 files")
    ran = run(folder, "build", "--strict")
    assert (ran.code, ran.err) == (0, "")
    assert "build/html/first-telegram.html\n" in ran.out
    assert "build/pdf/first-telegram.pdf\n" in ran.out
    start = (folder / "build/html/index.html").read_text(encoding="utf-8")
    assert 'Letters of a "chemist"' in start.replace("&quot;", '"')


def test_json_goes_to_a_file_or_to_the_terminal(edition: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    assert run(edition, "validate", "--format", "json", "--output", str(report)).code == 0
    content = json.loads(report.read_text(encoding="utf-8"))
    assert content == json.loads(run(edition, "validate", "--format", "json").out)
    assert content["summary"]["errors"] == 0
    assert len(content["files"]) == 3


def test_select_and_ignore_choose_by_the_beginning_of_codes(tmp_path: Path) -> None:
    folder = sample(tmp_path / "e")
    document = folder / "tei/first-telegram.xml"
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("<quote>", "<kwote>").replace("</quote>", "</kwote>").replace(
        "persons.xml#vail", "persons.xml#vale"), encoding="utf-8")  # fmt: skip
    assert {"TPS102", "TPR101"} <= codes(folder)
    assert codes(folder, "--select", "tpr") == {"TPR101"}
    assert codes(folder, "--select", "TPR", "--ignore", "TPR1") == set()
    assert codes(folder, "--ignore", "TP") == set()


@pytest.mark.parametrize("kind", ["text", "json"])
def test_the_number_of_processes_changes_no_byte_of_a_report(tmp_path: Path, kind: str) -> None:
    folder = sample(tmp_path / "e")
    document = folder / "tei/first-telegram.xml"
    text = document.read_text(encoding="utf-8")
    (folder / "tei/wrong.xml").write_text("<TEI", encoding="utf-8")
    text = text.replace("<quote>", "<kwote>").replace("</quote>", "</kwote>")
    document.write_text(text.replace("persons.xml#vail", "persons.xml#vale"), encoding="utf-8")
    reports = set()
    for jobs in ("1", "2"):
        ran = run(folder, "validate", "--no-cache", "--format", kind, "--jobs", jobs)
        assert ran.code == 1
        for code in ("TPS102", "TPR101", "TPW101"):
            assert code in ran.out
        reports.add(re.sub(r"[0-9.]+ s\n$", "", ran.out))
        output = ("--output", "report", "--format", kind, "--jobs", jobs)
        assert run(folder, "validate", *output).code == 1
        written = (folder / "report").read_text(encoding="utf-8")
        reports.add(re.sub(r"[0-9.]+ s\n$", "", written))
    assert len(reports) == 1


def codes(folder: Path, *arguments: str) -> set[str]:
    found = json.loads(run(folder, "validate", "--format", "json", *arguments).out)
    return {diagnostic["code"] for diagnostic in found["diagnostics"]}


def test_files_outside_a_project_are_judged_and_the_lack_of_a_schema_is_said(
    edition: Path, tmp_path: Path
) -> None:
    lone = tmp_path / "lone.xml"
    lone.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>', encoding="utf-8")
    ran = run(edition, "validate", str(lone))
    assert ran.code == 0
    assert "no schema judged" in ran.out
    xsd = Path("schema/edition.xsd").resolve()
    ran = run(tmp_path, "validate", "lone.xml", "--schema", str(xsd))
    assert ran.code == 1
    assert "edition.xsd" in ran.out


def test_any_vocabulary_is_judged_by_a_schema_named_by_hand(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<a/>", encoding="utf-8")
    (tmp_path / "a.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern>'
        '<rule context="a"><assert test="@b">a needs b</assert></rule></pattern></schema>',
        encoding="utf-8",
    )
    ran = run(tmp_path, "validate", "a.xml", "--schema", "a.sch")
    assert ran.code == 1
    assert "a.xml:1:1: error TPS201" in ran.out
    assert "a needs b" in ran.out


def test_explain_shows_the_page_of_every_rule_and_lists_all(tmp_path: Path) -> None:
    ran = run(tmp_path, "explain", "tpr101")
    assert ran.code == 0
    assert ran.out.startswith("# TPR101 pointer-unresolved")
    listed = run(tmp_path, "explain").out
    assert [line.split()[0] for line in listed.splitlines()] == list(RULES)


def test_explain_takes_the_name_of_a_rule_too(tmp_path: Path) -> None:
    assert run(tmp_path, "explain", "pointer-unresolved").out.startswith("# TPR101")


def test_a_command_that_is_mistyped_is_named(tmp_path: Path) -> None:
    ran = run(tmp_path, "vaildate")
    assert ran.code == 2
    assert "did you mean validate?" in ran.err


def test_version_and_help_import_no_engine(tmp_path: Path) -> None:
    engines = "('lxml', 'saxonche', 'xmlschema', 'typst', 'rich')"
    for option in ("--version", "--help"):
        code = (
            "import sys\nfrom tei_pipeline.cli import run\n"
            f"sys.argv = ['tei-pipeline', '{option}']\n"
            "try:\n    run()\nfinally:\n"
            f"    print([m for m in {engines} if m in sys.modules], file=sys.stderr)"
        )
        done = run_python(tmp_path, code)
        assert done.endswith("[]\n")


def run_python(folder: Path, code: str) -> str:
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout + done.stderr


def test_help_begins_with_examples(tmp_path: Path) -> None:
    assert run(tmp_path, "--version").out == f"tei-pipeline, version {__version__}\n"
    assert "tei-pipeline init my-edition" in run(tmp_path, "--help").out
    for command in ("init", "validate", "build", "explain"):
        shown = run(tmp_path, command, "--help").out
        assert shown.index("Example") < shown.index("Options:")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(tmp_path: Path, shell: str) -> None:
    assert "_TEI_PIPELINE_COMPLETE" in run(tmp_path, "--completion", shell).out
