"""From the faults that an engine sees to the findings that people read, one for one fault."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document
from tei_pipeline.names import local
from tei_pipeline.validators.xsd.declarations import Explainer, Vocabulary
from tei_pipeline.validators.xsd.descriptions import documentation, plain_words
from tei_pipeline.validators.xsd.engine import Fault, Judgement
from tei_pipeline.validators.xsd.identities import id_findings, identity_findings
from tei_pipeline.validators.xsd.instances import Instance, instance_of
from tei_pipeline.validators.xsd.libxml2 import objections

WHAT_LACKS = frozenset({"TPS103", "TPS105"})
"""The codes of what an element lacks."""


def findings(
    document: Document,
    judgement: Judgement,
    vocabulary: Vocabulary,
    *,
    keys: bool = False,
    draft: bool = False,
) -> Iterator[Diagnostic]:
    """Yield the findings on a document that was judged by xmlschema.

    With ``keys`` all keys are looked at, also where xmlschema has nothing against them; with
    ``draft`` what is still to be written is not missed.
    """
    yield from _Findings(document, judgement, vocabulary, draft=draft).all(
        keys=keys or judgement.keys
    )


def in_the_words_of_libxml2(
    document: Document, schema: etree.XMLSchema, name: str
) -> Iterator[Diagnostic]:
    """Yield what libxml2 alone objects to: the engines differ on a few rare values.

    ``schema`` has just judged the document.
    """
    for objection in objections(schema, document.root):
        if not objection.of_ids:
            found = _other(document, objection.element, objection.reason, name)
            typed = re.search(r"type 'xs:(\w+)'", objection.reason)
            yield found._replace(expected=plain_words(typed[1]) if typed else None)


class _Findings:
    def __init__(
        self, document: Document, judgement: Judgement, vocabulary: Vocabulary, *, draft: bool
    ) -> None:
        self._document = document
        self._judgement = judgement
        self._name = vocabulary.schema
        self._draft = draft
        self._explainer = Explainer(document, vocabulary, draft=draft)
        twins, originals = (one.iter(etree.Element) for one in (judgement.root, document.root))
        self._originals = dict(zip(twins, originals, strict=True))
        self._scopes: set[etree._Element] = set()

    def all(self, *, keys: bool) -> Iterator[Diagnostic]:
        said = 0
        for element in self._originals:
            fault = self._judgement.faults.get(element)
            if fault is not None:
                for finding in self._of(element, fault):
                    said += 1
                    yield finding
        if keys:
            for element in self._judgement.declared:
                yield from self._keys(element)
        if any(fault.of_ids for fault in self._judgement.faults.values()):
            yield from self._ids(alone=said == 0)

    def _of(self, element: etree._Element, fault: Fault) -> Iterator[Diagnostic]:
        original, declaration = self._originals[element], self._judgement.declared.get(element)
        if original in self._explainer.misplaced:
            return  # it is to be moved, renamed or to go, which is said already
        if declaration is None:
            yield self._explainer.unknown(original)
            return
        if fault.undeclared:
            yield self._undeclared(original)
            return
        judged = instance_of(element, declaration)
        if element in self._judgement.untyped:
            judged = Instance(element, declaration, judged.kind, wrong_type=True)
        explained = list(self._explainer.explain(judged, original))
        yield from explained or self._otherwise(element, original, fault)

    def _otherwise(
        self, element: etree._Element, original: etree._Element, fault: Fault
    ) -> Iterator[Diagnostic]:
        """Yield what no declaration of content or attributes tells."""
        for assertion in () if self._draft else fault.assertions:
            yield self._assertion(original, assertion)
        if fault.reasons and not fault.assertions:
            scopes = [one for one in (element, *element.iterancestors()) if self._has_keys(one)]
            for scope in scopes:
                yield from self._keys(scope)
            if not scopes and not self._draft:
                for reason in fault.reasons:
                    yield _other(self._document, original, reason, self._name)

    def _has_keys(self, element: etree._Element) -> bool:
        declaration = self._judgement.declared.get(element)
        return bool(getattr(declaration, "identities", None))

    def _keys(self, scope: etree._Element) -> Iterator[Diagnostic]:
        if scope not in self._scopes and self._has_keys(scope):
            self._scopes.add(scope)
            declaration = self._judgement.declared[scope]
            yield from identity_findings(
                self._document, self._originals[scope], declaration, draft=self._draft
            )

    def _ids(self, *, alone: bool) -> Iterator[Diagnostic]:
        """Yield the findings on ids; beside others not those that may be their consequence."""
        instances: dict[etree._Element, Instance] = {}
        for element, declaration in self._judgement.declared.items():
            judged = instance_of(element, declaration)
            original = self._originals[element]
            instances[original] = Instance(original, declaration, judged.kind)
        for finding, sure in id_findings(self._document, instances, draft=self._draft):
            if sure or alone:
                yield finding

    def _undeclared(self, element: etree._Element) -> Diagnostic:
        name, space = local(str(element.tag)), etree.QName(element).namespace
        return Diagnostic(
            "TPS102",
            f"{name} is declared in no schema, and stands where only declared elements may",
            self._document.location(element),
            expected=f"an element that the schema of {space or 'no namespace'} declares",
            suggestion="name that schema too",
        )

    def _assertion(self, element: etree._Element, assertion: Any) -> Diagnostic:
        said = documentation(assertion)
        return Diagnostic(
            "TPS109",
            f"{local(str(element.tag))} breaks a rule of {self._name}: {said or assertion.path}",
            self._document.location(element),
            expected=f"that {assertion.path} is true",
        )


def unending(document: Document, assertion: Any, schema: str) -> Diagnostic:
    """Return the finding on a document that was given up; ``assertion`` is None where not known."""
    what = "a rule" if assertion is None else f"the assertion {assertion.path}"
    return Diagnostic(
        "TPS109",
        f"{what} of {schema} did not come to an end: the document is not judged by it",
        document.location(document.root),
        expected="an assertion that can be tested in the time limit of the project",
        suggestion="simplify the assertion, or raise the time limit",
    )


def _other(document: Document, element: etree._Element, reason: str, schema: str) -> Diagnostic:
    message = f"{local(str(element.tag))} breaks a rule of {schema}: {reason}"
    return Diagnostic("TPS106", message, document.location(element))
