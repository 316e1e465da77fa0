"""The report at a terminal: one block a finding, the count last."""

import pickle
import re
from collections.abc import Iterable
from pathlib import Path

from tei_pipeline.diagnostics import Diagnostic, Location, Severity
from tei_pipeline.reporters import Report, text
from tei_pipeline.reporters.report import Timed
from tei_pipeline.reporters.text import Span, TextForm
from tei_pipeline.schemas.choice import Chosen

FOLDER = Path("/edition")
FILE = FOLDER / "tei" / "a.xml"


def marked(spans: Iterable[Span]) -> str:
    return "".join(f"[{span.style}]{span.text}" for span in spans)


def rendered(report: Report) -> str:
    return "".join(span.text for span in text.render(report, FOLDER))


def test_a_finding_shows_place_line_mark_expectation_and_mend() -> None:
    line = "  <p>On 29 October <persname>Rusk</persname> said"
    found = Diagnostic(
        "TPS102",
        "persname is not allowed in p",
        Location(FILE, 142, 20, 29),
        expected="text, names",
        suggestion="did you mean persName?",
    )
    report = Report(
        (FILE,), (found,), ("edition.xsd", "pointers"), excerpts={(FILE, 142): line}, seconds=0.12
    )
    assert rendered(report) == (
        "tei/a.xml:142:20: error TPS102 element-not-allowed\n"
        "      │\n"
        "  142 │   <p>On 29 October <persname>Rusk</persname> said\n"
        "      │                    ^^^^^^^^^ persname is not allowed in p\n"
        "      = allowed here: text, names\n"
        "      = did you mean persName?\n"
        "      = tei-pipeline explain TPS102\n"
        "\n"
        "1 error, 0 warnings in 1 of 1 file · edition.xsd, pointers · 0.1 s\n"
    )


def test_without_a_place_the_message_stands_alone() -> None:
    found = Diagnostic("TPW100", "the file cannot be read", Location(FILE))
    shown = rendered(Report((FILE,), (found,)))
    assert shown.startswith(
        "tei/a.xml: error TPW100 file-unreadable\n      the file cannot be read\n"
    )


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    line = "x" * 500 + "<b/>" + "y" * 500
    found = Diagnostic("TPS102", "b is wrong", Location(FILE, 1, 501, 503), Severity.WARNING)
    shown = rendered(Report((FILE,), (found,), excerpts={(FILE, 1): line})).splitlines()
    source, mark = shown[2], shown[3]
    assert len(source) < 120
    assert source[mark.index("^") :].startswith("<b")
    assert source.count("…") == 2


def test_a_file_outside_the_folder_is_named_in_full() -> None:
    found = Diagnostic("TPW102", "empty", Location(Path("/elsewhere/b.xml"), 1, 1))
    assert rendered(Report((FILE,), (found,))).startswith("/elsewhere/b.xml:1:1: error")


def test_no_findings_says_so_and_notes_are_shown() -> None:
    shown = rendered(Report((FILE, FOLDER / "b.xml"), (), ("pointers",), notes=("no schema",)))
    assert shown == "note: no schema\nno findings in 2 files · pointers · 0.0 s\n"


def test_no_control_of_a_file_reaches_the_terminal() -> None:
    found = Diagnostic("TPW101", "bad \x07", Location(FILE, 1, 1))
    line = "\x1b]0;owned\x07 \u202eabc\x9b"
    shown = rendered(Report((FILE,), (found,), excerpts={(FILE, 1): line}))
    assert not re.search("[\x07\x1b\x9b\u202e]", shown)
    assert "\ufffd]0;owned" in shown


def test_a_schema_is_not_counted_as_a_judged_file() -> None:
    found = Diagnostic("TPS901", "bad", Location(FOLDER / "a.sch", 1))
    assert "in 0 of 1 file" in rendered(Report((FILE,), (found,)))


def test_what_judged_is_said_where_it_differs() -> None:
    grammar = Chosen(FOLDER / "a.rng", "relaxng", None, "a.rng", "xml-model")
    rules = Chosen(FOLDER / "a.sch", "schematron", None, "a.sch", "xml-model")
    other = FOLDER / "b.xml"
    report = Report((FILE, other), (), schemas={FILE: (grammar, rules), other: (grammar,)})
    assert rendered(report).startswith(
        "1 file judged by a.rng (xml-model), a.sch (xml-model)\n"
        "1 file judged by a.rng (xml-model)\n"
    )


def test_the_slowest_rules_are_shown_with_their_share() -> None:
    times = [Timed(f"p{n} a", FOLDER / "a.sch", n + 1, 3.0 / 2**n, 1000) for n in range(25)]
    shown = rendered(Report((FILE,), (), times=tuple(times))).splitlines()
    assert shown[0].split() == ["seconds", "share", "nodes", "rule"]
    assert shown[1].split() == ["3.000", "50%", "1,000", "p0", "a", "(a.sch:1)"]
    assert shown[21].split() == ["0.000", "0%", "5", "rules", "more"]


def test_a_name_without_end_is_cut() -> None:
    found = Diagnostic("TPS102", f"{'x' * 100_000} is not allowed", Location(FILE, 1, 1))
    shown = rendered(Report((FILE,), (found,)))
    assert len(shown) < 3_000
    assert "… (100,0" in shown


def test_findings_put_into_the_form_apart_are_the_same_report() -> None:
    found = (
        Diagnostic("TPS102", "b is wrong", Location(FILE, 3, 2, 4), expected="a"),
        Diagnostic("TPW100", "the file cannot be read", Location(FOLDER / "b.xml")),
    )
    report = Report((FILE,), found, ("pointers",), excerpts={(FILE, 3): "<b/>"}, notes=("so",))
    form = TextForm(FOLDER, marked)
    form.entry(found[0], "<b/>")
    elsewhere = pickle.loads(pickle.dumps(form))  # another process has it so
    entries = (elsewhere.entry(found[0], "<b/>"), elsewhere.entry(found[1], None))
    apart = report._replace(excerpts={}, entries=entries)
    assert form.whole(apart).decode() == marked(text.render(report, FOLDER))
