"""Small schemas and documents for tests, judged as a user would have them judged."""

from collections.abc import Mapping
from pathlib import Path

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import load
from tei_pipeline.saxon import Processor, Saxon
from tei_pipeline.validators.protocol import Context
from tei_pipeline.validators.schematron import SchematronValidator

SCH = "http://purl.oclc.org/dsdl/schematron"
NS = f'xmlns="{SCH}" queryBinding="xslt3" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'


def rule(context: str, body: str, attributes: str = "") -> str:
    """Return a pattern of one rule."""
    return f'<pattern><rule context="{context}" {attributes}>{body}</rule></pattern>'


def failing(text: str, attributes: str = "") -> str:
    """Return a report that always says ``text``."""
    return f'<report test="true()" {attributes}>{text}</report>'


def written(folder: Path, files: Mapping[str, str]) -> None:
    """Write files by their names; a schema may be given by what it holds."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".sch") and not text.lstrip().startswith(("<schema", "<?xml", "<sch:")):
            text = f"<schema {NS}>\n{text}\n</schema>"
        path.write_text(text, encoding="utf-8")


def context(folder: Path) -> Context:
    """Return the context of a project of one folder."""
    return Context(folder, {}, frozenset(), complete=False)


def validator(
    folder: Path, name: str = "a.sch", phase: str | None = None, saxon: Processor | None = None
) -> SchematronValidator:
    """Return a validator by a schema of the folder."""
    return SchematronValidator(saxon or Saxon(), folder / name, phase)


def judged(
    folder: Path,
    files: Mapping[str, str],
    document: str = "a.xml",
    schema: str = "a.sch",
    phase: str | None = None,
    saxon: Processor | None = None,
) -> list[Diagnostic]:
    """Write files and return what the schema among them finds in the document among them."""
    written(folder, files)
    made = validator(folder, schema, phase, saxon)
    return list(made.check(load(folder / document), context(folder)))


def messages(found: list[Diagnostic]) -> list[str]:
    """Return what findings say, without the name of the rule."""
    return [one.message.rpartition(" (")[0] for one in found]


def lines(found: list[Diagnostic]) -> list[tuple[str, int | None, int | None]]:
    """Return file names, lines and columns of findings."""
    return [(d.location.file.name, d.location.line, d.location.column) for d in found]
