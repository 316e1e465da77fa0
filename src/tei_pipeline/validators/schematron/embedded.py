"""Schematron that stands inside other schemas: RELAX NG, XSD and ODD, through what they include.

Patterns, phases, variables and the like are taken as they are. A rule outside a pattern makes one;
a test outside a rule gets one; what is about nothing is left out, with a fault. Prefixes of the
schema's own are known where no ``ns`` declares them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from tei_pipeline.errors import SchemaError
from tei_pipeline.names import SCHEMATRON, TEI, XML
from tei_pipeline.schemas.kinds import RELAXNG, XSD
from tei_pipeline.validators.schematron.contexts import context, inherited
from tei_pipeline.validators.schematron.marks import BEFORE_ISO, MARK, XSLT
from tei_pipeline.validators.schematron.source import Source, left_out

_SCH = f"{{{SCHEMATRON}}}"
_REFERENCES = {
    f"{{{RELAXNG}}}include": "href",
    f"{{{RELAXNG}}}externalRef": "href",
    f"{{{XSD}}}include": "schemaLocation",
    f"{{{XSD}}}redefine": "schemaLocation",
    f"{{{XSD}}}override": "schemaLocation",
    f"{{{XSD}}}import": "schemaLocation",
}
_TOP = frozenset(
    {"diagnostics", "extends", "group", "include", "ns", "param", "pattern", "phase", "properties",
     "rules"}
)  # fmt: skip
_TEIX = "http://www.tei-c.org/ns/Examples"
_EXAMPLE = f"{{{_TEIX}}}egXML"
_OF_TEI = {
    "tei": TEI,
    "teix": _TEIX,
    "rng": RELAXNG,
    "rna": "http://relaxng.org/ns/compatibility/annotations/1.0",
    "sch": SCHEMATRON,
    "sch1x": BEFORE_ISO,
}
"""What the TEI's own extraction declares for the rules of an ODD."""
_JUDGING = frozenset(f"{_SCH}{name}" for name in ("extends", "group", "include", "pattern"))
_TESTS = frozenset({"assert", "report"})
_WORDS = frozenset({"title", "p"})


@dataclass(slots=True)
class Extractor:
    """Gathers the Schematron of a schema into a schema of its own."""

    source: Source
    _into: etree._Element = field(init=False)
    _declared: dict[str, str] = field(default_factory=dict)
    _errors: list[SchemaError] = field(default_factory=list)

    def schema(self, root: etree._Element) -> etree._Element:
        """Return the rules inside a schema and the files that it includes as one schema.

        Raises ``SchemaError`` where there are none.
        """
        self._into = etree.Element(f"{_SCH}schema", {"queryBinding": "xslt2"}, {"sch": SCHEMATRON})
        self._into.set(MARK, root.get(MARK, ""))
        prefixes: dict[str, str] = {}
        for tree in self._trees(root):
            odd = etree.QName(tree).namespace == TEI
            for ns in tree.iter(f"{_SCH}ns") if odd else ():
                if next(ns.iterancestors(_EXAMPLE), None) is None:
                    self._declare(ns.get("prefix", ""), ns.get("uri", ""), ns)
            for holder in _holders(tree, odd=odd):
                prefixes |= {p: uri for p, uri in holder.nsmap.items() if p and p not in prefixes}
                self._take(holder)
        if self._errors and not any(child.tag in _JUDGING for child in self._into):
            raise self._errors[0]
        if len(self._into) == 0:
            raise SchemaError(
                "holds no Schematron",
                path=self.source.path,
                mend="name a Schematron schema (.sch), or a schema that has rules inside",
            )
        if etree.QName(root).namespace == TEI:
            prefixes = _OF_TEI | prefixes
        for prefix, uri in prefixes.items():
            if prefix not in self._declared and uri not in (XML, XSLT):
                self._declare(prefix, uri)
        return self._into

    def _trees(self, root: etree._Element) -> Iterator[etree._Element]:
        """Yield the roots of the schema's files, each once."""
        seen = {self.source.path.resolve()}
        waiting = [(root, self.source.path)]
        while waiting:
            tree, base = waiting.pop()
            yield tree
            found = []
            for element in tree.iter(*_REFERENCES):
                path, included = self._opened(element, base, seen)
                if included is not None:
                    found.append((included, path))
            waiting += reversed(found)

    def _opened(
        self, element: etree._Element, base: Path, seen: set[Path]
    ) -> tuple[Path, etree._Element | None]:
        href = element.get(_REFERENCES[str(element.tag)])
        if not href or href.endswith(".rnc"):
            return base, None  # the compact syntax holds no elements
        try:
            path, content = self.source.open_schema(href, base)
        except SchemaError as error:
            if element.tag == f"{{{XSD}}}import":
                return base, None  # another vocabulary's; whether it is missed the XSD engine says
            raise self.source.error(element, error.message, error.mend) from error
        if path.resolve() in seen:
            return path, None
        seen.add(path.resolve())
        included = self.source.tree(path, content)
        # What has no namespace of its own gets that of what includes it.
        taken = {f"{{{XSD}}}include": "targetNamespace", f"{{{RELAXNG}}}externalRef": "ns"}
        attribute = taken.get(str(element.tag))
        namespace = inherited(element, attribute) if attribute else None
        if attribute and namespace and included.get(attribute) is None:
            included.set(attribute, namespace)
        return path, included

    def _take(self, holder: etree._Element) -> None:
        """Take over the Schematron children of an element of the other language."""
        if holder.tag == f"{_SCH}schema":
            for kept in ("queryBinding", "defaultPhase"):
                if holder.get(kept):
                    self._into.set(kept, holder.get(kept, ""))
        odd = etree.QName(holder).namespace == TEI
        found = [child for child in holder if isinstance(child.tag, str)]
        loose: list[etree._Element] = []
        for child in found:
            name = etree.QName(child)
            if name.namespace == XSLT:
                self._into.append(child)
            elif name.namespace != SCHEMATRON or name.localname in _WORDS:
                continue
            elif name.localname == "ns":
                if not odd:
                    self._declare(child.get("prefix", ""), child.get("uri", ""), child)
            elif name.localname in _TOP:
                self._into.append(child)
            elif name.localname in {"let", "rule", *_TESTS}:
                loose.append(child)
            elif name.localname != "schema":
                self._leave_out(child, f"{name.localname} stands outside of a pattern")
        self._pattern(loose)

    def _pattern(self, loose: list[etree._Element]) -> None:
        """Make a pattern of rules, tests and variables that stand outside of one."""
        names = {etree.QName(one).localname for one in loose}
        if not names & {"rule", *_TESTS}:
            self._into.extend(loose)
            return
        tests = [one for one in loose if etree.QName(one).localname in _TESTS]
        about = context(loose[0])
        if tests and about is None:
            self._leave_out(
                tests[0],
                "a test stands outside of a rule, where nothing says what it is about",
                "put it into a rule with a context",
            )
            loose = [one for one in loose if one not in tests]
            if not names - _TESTS - {"let"}:
                return
        pattern = etree.SubElement(self._into, f"{_SCH}pattern")
        pattern.set(MARK, loose[0].get(MARK, "") if loose else "")
        within = pattern
        if tests and about is not None:
            within = etree.SubElement(pattern, f"{_SCH}rule", {"context": about})
            within.set(MARK, loose[0].get(MARK, ""))
        for one in loose:
            rule = one.tag == f"{_SCH}rule"
            if rule and about and not one.get("context") and one.get("abstract") != "true":
                one.set("context", about)
            (pattern if rule else within).append(one)

    def _leave_out(self, element: etree._Element, message: str, mend: str | None = None) -> None:
        """Note what cannot be used, which is left out."""
        error = self.source.error(element, message, mend)
        self._errors.append(error)
        self.source.faults.append(left_out(error, element))

    def _declare(self, prefix: str, uri: str, ns: etree._Element | None = None) -> None:
        known = self._declared.get(prefix)
        if known is not None:
            if known != uri and ns is not None:
                self._leave_out(ns, f"the prefix {prefix} stands for two namespaces")
            return
        self._declared[prefix] = uri
        element = etree.Element(f"{_SCH}ns", {"prefix": prefix, "uri": uri})
        element.set(MARK, self._into.get(MARK, "") if ns is None else ns.get(MARK, ""))
        self._into.insert(0, element)


def _holders(root: etree._Element, *, odd: bool) -> list[etree._Element]:
    """Return the elements that Schematron stands in directly, in order; of an ODD its own alone."""
    found: dict[etree._Element, None] = {}
    kinds = (f"{_SCH}*", f"{{{XSLT}}}*") if odd else (f"{_SCH}*",)
    for element in root.iter(*kinds):
        parent = element.getparent()
        if parent is None or (odd and not _is_constraint(parent)):
            continue
        outermost = etree.QName(parent).namespace != SCHEMATRON
        if outermost or parent.tag == f"{_SCH}schema":
            found[parent] = None
    return list(found)


def _is_constraint(element: etree._Element) -> bool:
    """Return whether an element is (of) a constraint specification that is not being deleted."""
    if element.tag in (f"{_SCH}schema", f"{{{TEI}}}constraint"):
        parent = element.getparent()
        return parent is not None and _is_constraint(parent)
    return (
        element.tag == f"{{{TEI}}}constraintSpec"
        and element.get("scheme", "schematron") in ("schematron", "isoschematron")
        and element.get("mode") != "delete"
    )
