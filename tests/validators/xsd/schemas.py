"""Schemas and documents on disk for the tests of this folder."""

from pathlib import Path

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import load
from tei_pipeline.validators import Context
from tei_pipeline.validators.xsd import XsdValidator

XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'


def written(folder: Path, **files: str) -> Path:
    """Write files ``NAME.xsd`` with the content of a schema each; return the first one's path."""
    for name, content in files.items():
        (folder / f"{name}.xsd").write_text(content, encoding="utf-8")
    return folder / f"{next(iter(files))}.xsd"


def xsd(content: str, attributes: str = "") -> str:
    """Return a schema; its content begins in line 2."""
    return f"<xs:schema {XS} {attributes}>\n{content}\n</xs:schema>"


def of(namespace: str, content: str) -> str:
    """Return a schema whose target namespace is also its default one."""
    names = f'targetNamespace="{namespace}" xmlns="{namespace}" elementFormDefault="qualified"'
    return xsd(content, names)


def judged(validator: XsdValidator, folder: Path, text: str) -> list[Diagnostic]:
    """Return the findings on a document with this text."""
    path = folder / "document.xml"
    path.write_text(text, encoding="utf-8")
    context = Context(folder, {}, frozenset(), complete=True)
    return list(validator.check(load(path), context))


def codes(validator: XsdValidator, folder: Path, text: str) -> list[str]:
    """Return the codes of the findings on a document with this text."""
    return [found.code for found in judged(validator, folder, text)]
