"""What a loaded tree can still have wrong: its root and its namespace.

What has no tree at all is refused by ``document.load``.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document
from tei_pipeline.names import TEI, TEI_ROOTS, local, namespace
from tei_pipeline.rules import RULES
from tei_pipeline.validators.protocol import Context

_OLD_ROOTS = {"tei.2": "TEI", "tei2": "TEI", "teicorpus.2": "teiCorpus", "teicorpus2": "teiCorpus"}
_ROOT_NAMES = sorted(local(name) for name in TEI_ROOTS)


@dataclass(frozen=True, slots=True)
class WellformedValidator:
    """Asks for a TEI root; with ``parts`` any element of TEI may be the root.

    A part is a file that others include and that names schemas of its own.
    """

    parts: bool = False

    @property
    def name(self) -> str:
        """Return ``well-formedness``."""
        return "well-formedness"

    def check(self, document: Document, context: Context) -> Iterable[Diagnostic]:
        """Yield what is wrong with the root."""
        name = str(document.root.tag)
        if name in TEI_ROOTS or (self.parts and namespace(name) == TEI):
            return
        if namespace(name) == TEI:
            yield _root_unknown(document, local(name))
        elif _meant(local(name)) is not None:
            yield _namespace_unknown(document, namespace(name))
        else:
            yield _root_foreign(document, name)

    def key(self) -> str:
        """Return the same for all documents."""
        return f"root{self.parts}"


def _root_unknown(document: Document, name: str) -> Diagnostic:
    meant = _meant(name)
    return _diagnostic(
        "TPW105",
        document,
        f"the root element is {name}, not TEI",
        expected="TEI or teiCorpus as root",
        suggestion=f"write {meant}" if meant else f"put a TEI element around {name}",
    )


def _root_foreign(document: Document, name: str) -> Diagnostic:
    where = f" in the namespace {namespace(name)}" if namespace(name) else ""
    return _diagnostic(
        "TPW105",
        document,
        f"the root element is {local(name)}{where}: this is not a TEI document",
        expected=f'<TEI xmlns="{TEI}"> as root',
        suggestion="judge other vocabularies by a schema of theirs, named with --schema",
    )


def _namespace_unknown(document: Document, found: str) -> Diagnostic:
    root = local(str(document.root.tag))
    says = f"is in the namespace {found}" if found else "is in no namespace"
    return _diagnostic(
        "TPW106",
        document,
        f"the root element {root} {says}",
        expected=f"the namespace of TEI, {TEI}",
        suggestion=f'write <{_meant(root)} xmlns="{TEI}">',
    )


def _diagnostic(
    code: str, document: Document, message: str, *, expected: str, suggestion: str
) -> Diagnostic:
    place = document.location(document.root)
    return Diagnostic(code, message, place, RULES[code].severity, expected, suggestion)


def _meant(name: str) -> str | None:
    """Return the TEI root that was probably meant by a name."""
    found = _OLD_ROOTS.get(name.lower())
    if found:
        return found
    names = {root.lower(): root for root in _ROOT_NAMES}
    near = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0.75)
    return names[near[0]] if near else None
