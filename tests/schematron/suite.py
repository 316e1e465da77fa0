"""The ISO Schematron conformance suite: its cases, what we say of them, and the score."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from tei_pipeline.document import load
from tei_pipeline.errors import SchemaError
from tei_pipeline.saxon import Saxon
from tei_pipeline.validators.schematron import SchematronValidator
from tei_pipeline.validators.schematron.runs import Outcome
from tests.schematron.making import context

SUITE = "{tag:dmaus@dmaus.name,2019:Schematron:Testsuite}"
REPORT = "{urn:tei-pipeline:schematron}"
SVRL = "http://purl.oclc.org/dsdl/svrl"
NOT_HELD = {
    "let-scope-pattern-01": (
        "ISO/IEC 19757-3:2016, 5.4.5 clause 3 (a variable is not to be defined twice) contradicts"
        " it, as let-name-collision-error-05 and -06 have it, which are held: they differ from it"
        " in the values of the variables alone"
    ),
    "let-value-element-content-01": (
        "ISO/IEC 19757-3:2016, 5.4.12 (a test is evaluated in the rule's context): its first schema"
        " looks for html:p in the document, which has none, not in the variable that holds one"
    ),
}
"""Cases that contradict the standard, with the clause."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case: what is expected (valid, invalid or error), and what we say by each of its schemas.

    ``report`` is whether the reports are as the case describes them, where it does.
    """

    name: str
    expected: str
    said: tuple[str, ...]
    report: bool = True

    @property
    def held(self) -> bool:
        """Return whether all is as the case has it."""
        return set(self.said) == {self.expected} and self.report


@dataclass(frozen=True, slots=True)
class Score:
    """How many cases are held, of how many; and those that are not, with the reason."""

    held: int
    cases: int
    exceptions: dict[str, str]


def paths(suite: Path) -> list[Path]:
    """Return the files of the suite's cases."""
    return sorted((suite / "tests").rglob("*.xml"))


def score(suite: Path) -> Score:
    """Run all cases of the suite in a folder (``suites/schematron`` of the shared material)."""
    held, files = 0, paths(suite)
    exceptions = {}
    for path in files:
        with TemporaryDirectory() as folder:
            case = run(path, Path(folder))
        held += case.held
        if not case.held:
            exceptions[case.name] = NOT_HELD.get(case.name, "")
    return Score(held, len(files), exceptions)


def run(path: Path, folder: Path) -> Case:
    """Run one case in an empty folder."""
    case = etree.parse(path).getroot()
    for file in case.iterfind(f"{SUITE}documents/*"):
        _written(file[0], folder / file.get("filename", ""))
    primary = case.find(f"{SUITE}documents/{SUITE}primary")
    schemas = case.find(f"{SUITE}schemas")
    assert primary is not None
    assert schemas is not None
    document = folder / primary.get("filename", "")
    said, report = [], True
    for schema in schemas.iterchildren(etree.Element):
        _written(schema, folder / "schema.sch")
        validator = SchematronValidator(Saxon(), folder / "schema.sch", schemas.get("phase"))
        said.append(_verdict(validator, document))
        for expectation in case.iterfind(f"{SUITE}expectations/{SUITE}expectation"):
            report = report and _holds(validator, document, expectation.get("test", ""))
    return Case(path.stem, case.get("expect", ""), tuple(said), report)


def _written(element: etree._Element, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(etree.tostring(element, encoding="unicode", with_tail=False), encoding="utf-8")


def _verdict(validator: SchematronValidator, document: Path) -> str:
    try:
        found = {one.code for one in validator.check(load(document), context(document.parent))}
    except SchemaError:
        return "error"
    return "error" if found & {"TPS202", "TPS901"} else "invalid" if found else "valid"


def _holds(validator: SchematronValidator, document: Path, test: str) -> bool:
    """Return whether what a case says of the report is true of ours, written as SVRL."""
    outcome = validator.outcome(load(document), context(document.parent))
    svrl = etree.Element(f"{{{SVRL}}}schematron-output")
    svrl.extend(_failures(outcome))
    return bool(svrl.xpath(test, namespaces={"svrl": SVRL}))


def _failures(outcome: Outcome) -> Iterator[etree._Element]:
    for report in outcome.reports:
        for failure in report.iterchildren(f"{REPORT}failure"):
            kind = "failed-assert" if failure.get("kind") == "assert" else "successful-report"
            made = etree.Element(f"{{{SVRL}}}{kind}")
            for part in list(failure):
                name = etree.QName(part).localname
                if name == "text":
                    part.tag = f"{{{SVRL}}}text"
                    made.append(part)
                    continue
                reference = etree.SubElement(
                    made, f"{{{SVRL}}}{name}-reference", {name: part.get("id", "")}
                )
                part.tag = f"{{{SVRL}}}text"
                reference.append(part)
            yield made
