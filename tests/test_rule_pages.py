"""Every rule has a page, and its examples are executed.

An example stands in a frame, the small edition in ``tests/frame``: its info string says where.
``in=document`` is the whole letter, ``in=body`` the content of its body, ``in=authority`` that of
its list of persons, ``in=file`` bytes, ``in=schematron`` the patterns of a schema; anything else is
the name of the element of the letter that the example takes the place of.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tei_pipeline.diagnostics import Diagnostic, Severity
from tei_pipeline.document import Document, LoadError, load
from tei_pipeline.errors import SchemaError
from tei_pipeline.resources import resource
from tei_pipeline.rules import RULES
from tei_pipeline.saxon import Saxon
from tei_pipeline.validators import Context, Validator
from tei_pipeline.validators.pointers import PointerValidator
from tei_pipeline.validators.schematron import SchematronValidator
from tei_pipeline.validators.wellformed import WellformedValidator
from tei_pipeline.validators.xsd import XsdValidator

PAGES = resource("rules")
FRAME = Path(__file__).parent / "frame"
SECTIONS = ["What it does", "Why it matters", "Example", "Use instead"]
BLOCK = re.compile(
    r"^```(?:xml|text) (bad|good|with) in=(\S+)(?: encoding=(\S+))?\n(.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
SCHEMA = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
{}</schema>"""


@dataclass(frozen=True, slots=True)
class Example:
    """A block of a page: ``kind`` is bad, good or with (rules that the others are judged by)."""

    kind: str
    place: str
    encoding: str
    text: str


def page(code: str) -> str:
    return (PAGES / f"{code}.md").read_text(encoding="utf-8")


def examples(code: str) -> list[Example]:
    if not (PAGES / f"{code}.md").exists():
        return []
    found = BLOCK.findall(page(code))
    return [Example(kind, place, coding or "utf-8", text) for kind, place, coding, text in found]


def executed() -> list[str]:
    """Return the codes whose examples are run here; those of a build are run by its tests."""
    return [code for code in RULES if not code.startswith("TPB") and examples(code)]


def framed(folder: Path, example: Example) -> None:
    """Write the frame, with the example in it, into ``folder``."""
    shutil.copytree(FRAME, folder, dirs_exist_ok=True)
    letter, persons = folder / "tei/letter.xml", folder / "tei/authority/persons.xml"
    if example.place in ("document", "file"):
        letter.write_bytes(example.text.encode(example.encoding))
    elif example.place == "body":
        _replace(letter, "body", f"<body>\n{example.text}</body>")
    elif example.place == "authority":
        _replace(persons, "listPerson", f"<listPerson>\n{example.text}</listPerson>")
    elif example.place == "schematron":
        (folder / "rules.sch").write_text(SCHEMA.format(example.text), encoding="utf-8")
    else:
        _replace(letter, example.place, example.text.rstrip("\n"))


def _replace(path: Path, name: str, text: str) -> None:
    """Put ``text`` in place of the first element of a name: in the text, else in the header."""
    whole = path.read_text(encoding="utf-8")
    element = rf"<{re.escape(name)}(?:\s[^>]*)?(?:/>|>.*?</{re.escape(name)}>)"
    start = whole.index("<text") if re.search(rf"<text.*<{name}\b", whole, re.DOTALL) else 0
    found = re.compile(element, re.DOTALL).search(whole, start)
    assert found, f"the frame has no {name}"
    path.write_text(whole[: found.start()] + text + whole[found.end() :], encoding="utf-8")


@cache
def edition() -> SchematronValidator:
    return SchematronValidator(Saxon(), resource("schema", "edition.sch"))


def schematron_of(folder: Path) -> SchematronValidator:
    return SchematronValidator(Saxon(), folder / "rules.sch")


JUDGES: dict[str, Callable[[Path], Validator | PointerValidator]] = {
    "TPW": lambda folder: WellformedValidator(),
    "TPR": lambda folder: PointerValidator(),
    "TPE": lambda folder: edition(),
    "TPS1": lambda folder: XsdValidator(resource("schema", "edition.xsd")),
    "TPS2": schematron_of,
    "TPS9": schematron_of,
}


def findings(code: str, folder: Path) -> Iterator[Diagnostic]:
    """Yield what the validator of a code's family finds in a framed example."""
    (judge,) = [make for family, make in JUDGES.items() if code.startswith(family)]
    documents: list[Document] = []
    for path in (folder / "tei/letter.xml", folder / "tei/authority/persons.xml"):
        try:
            documents.append(load(path))
        except LoadError as error:
            yield error.diagnostic
    authority = frozenset({folder / "tei/authority/persons.xml"})
    context = Context(folder, {d.path: d for d in documents}, authority, complete=True)
    validator = judge(folder)
    try:
        for document in documents:
            yield from validator.check(document, context)
        if isinstance(validator, PointerValidator):
            yield from validator.check_all(documents, context)
    except SchemaError as error:
        place = documents[0].location(documents[0].root)
        yield Diagnostic("TPS901", error.message, place)


def judged(code: str, kind: str, folder: Path) -> list[Diagnostic]:
    for example in examples(code):
        if example.kind == "with":
            framed(folder, example)
    (example,) = [example for example in examples(code) if example.kind == kind]
    framed(folder, example)
    return list(findings(code, folder))


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == set(RULES)


@pytest.mark.parametrize("code", RULES)
def test_a_page_has_its_sections(code: str) -> None:
    lines = page(code).splitlines()
    assert lines[0] == f"# {code} {RULES[code].slug}"
    sections = [line[3:] for line in lines if line.startswith("## ")]
    assert sections in (SECTIONS, [*SECTIONS, "See also"])


@pytest.mark.parametrize("code", RULES)
def test_a_page_has_examples_or_says_why_not(code: str) -> None:
    kinds = [example.kind for example in examples(code) if example.kind != "with"]
    reason = re.search(r"<!-- not executed: .+ -->", page(code))
    assert kinds == ["bad", "good"] or (not kinds and reason)


@pytest.mark.parametrize("code", executed())
def test_the_bad_example_is_found(code: str, tmp_path: Path) -> None:
    found = judged(code, "bad", tmp_path)
    assert code in {one.code for one in found}
    others = [one for one in found if one.code != code and one.severity is Severity.ERROR]
    assert others == []
    # What a project's own schema says, and Saxon's words on a schema, have no mend of ours.
    assert code.startswith("TPS") or all(one.suggestion for one in found if one.code == code)


@pytest.mark.parametrize("code", executed())
def test_the_good_example_is_clean(code: str, tmp_path: Path) -> None:
    assert judged(code, "good", tmp_path) == []


@pytest.mark.parametrize("code", ["TPW105", "TPR101", "TPE101", "TPS101"])
def test_the_frame_is_clean(code: str, tmp_path: Path) -> None:
    shutil.copytree(FRAME, tmp_path, dirs_exist_ok=True)
    assert list(findings(code, tmp_path)) == []
