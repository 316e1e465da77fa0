"""Schematron that stands inside other schemas: RELAX NG, XSD and ODD, through what they include.

Patterns, phases, variables and the like are taken as they are. A rule outside a pattern makes one;
a test outside a rule gets one, whose context is the element (or attribute) that the schema says
something about there. Prefixes of the schema's own are known where no ``ns`` declares them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from tei_pipeline.errors import SchemaError
from tei_pipeline.names import SCHEMATRON, TEI, XML
from tei_pipeline.validators.schematron.source import MARK, XSLT, Source

RELAXNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema"
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
_TESTS = frozenset({"assert", "report"})
_WORDS = frozenset({"title", "p"})


@dataclass(slots=True)
class Extractor:
    """Gathers the Schematron of a schema into a schema of its own."""

    source: Source
    _into: etree._Element = field(init=False)
    _declared: dict[str, str] = field(default_factory=dict)

    def schema(self, root: etree._Element) -> etree._Element:
        """Return the rules inside a schema and the files that it includes as one schema.

        Raises ``SchemaError`` where there are none.
        """
        self._into = etree.Element(f"{_SCH}schema", {"queryBinding": "xslt2"}, {"sch": SCHEMATRON})
        self._into.set(MARK, root.get(MARK, ""))
        prefixes: dict[str, str] = {}
        for tree in self._trees(root):
            for holder in _holders(tree):
                prefixes |= {p: uri for p, uri in holder.nsmap.items() if p and p not in prefixes}
                self._take(holder)
        if len(self._into) == 0:
            raise SchemaError(
                "holds no Schematron",
                path=self.source.path,
                mend="name a Schematron schema (.sch), or a schema that has rules inside",
            )
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
        return path, self.source.tree(path, content)

    def _take(self, holder: etree._Element) -> None:
        """Take over the Schematron children of an element of the other language."""
        if holder.tag == f"{_SCH}schema":
            for kept in ("queryBinding", "defaultPhase"):
                if holder.get(kept):
                    self._into.set(kept, holder.get(kept, ""))
        found = [child for child in holder if isinstance(child.tag, str)]
        loose: list[etree._Element] = []
        for child in found:
            name = etree.QName(child)
            if name.namespace == XSLT:
                self._into.append(child)
            elif name.namespace != SCHEMATRON or name.localname in _WORDS:
                continue
            elif name.localname == "ns":
                self._declare(child.get("prefix", ""), child.get("uri", ""), child)
            elif name.localname in _TOP:
                self._into.append(child)
            elif name.localname in {"let", "rule", *_TESTS}:
                loose.append(child)
            elif name.localname != "schema":
                raise self.source.error(child, f"{name.localname} stands outside of a pattern")
        self._pattern(loose)

    def _pattern(self, loose: list[etree._Element]) -> None:
        """Make a pattern of rules, tests and variables that stand outside of one."""
        names = {etree.QName(one).localname for one in loose}
        if not names & {"rule", *_TESTS}:
            self._into.extend(loose)
            return
        pattern = etree.SubElement(self._into, f"{_SCH}pattern")
        pattern.set(MARK, loose[0].get(MARK, ""))
        within = pattern
        if names & _TESTS:
            within = etree.SubElement(pattern, f"{_SCH}rule", {"context": self._context(loose[0])})
            within.set(MARK, loose[0].get(MARK, ""))
        for one in loose:
            (pattern if one.tag == f"{_SCH}rule" else within).append(one)

    def _context(self, test: etree._Element) -> str:
        """Return the context that a test outside a rule has from where it stands."""
        attribute = ""
        for host in test.iterancestors():
            subject = _subject(host)
            if subject is None:
                continue
            if not subject.startswith("@"):
                return f"{subject}/{attribute}" if attribute else subject
            attribute = attribute or subject
        return attribute or self._no_context(test)

    def _no_context(self, test: etree._Element) -> str:
        raise self.source.error(
            test,
            "a test stands outside of a rule, where nothing says what it is about",
            "put it into a rule with a context",
        )

    def _declare(self, prefix: str, uri: str, ns: etree._Element | None = None) -> None:
        if self._declared.setdefault(prefix, uri) != uri and ns is not None:
            raise self.source.error(ns, f"the prefix {prefix} stands for two namespaces")
        element = etree.Element(f"{_SCH}ns", {"prefix": prefix, "uri": uri})
        element.set(MARK, self._into.get(MARK, "") if ns is None else ns.get(MARK, ""))
        self._into.insert(0, element)


def _holders(root: etree._Element) -> list[etree._Element]:
    """Return the elements that Schematron stands in directly, in order; of an ODD its own alone."""
    odd = etree.QName(root).namespace == TEI
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
    """Return whether an element is a constraint of a specification that is not being deleted."""
    if element.tag == f"{_SCH}schema":
        parent = element.getparent()
        return parent is not None and _is_constraint(parent)
    spec = element.getparent()
    return (
        element.tag == f"{{{TEI}}}constraint"
        and spec is not None
        and spec.get("scheme", "schematron") in ("schematron", "isoschematron")
        and spec.get("mode") != "delete"
    )


def _subject(host: etree._Element) -> str | None:
    """Return the element or attribute that a part of a schema is about, as a step of XPath."""
    kind = etree.QName(host)
    at = "@" if kind.localname in ("attribute", "attDef") else ""
    if kind.namespace == TEI and kind.localname in ("elementSpec", "attDef"):
        name, namespace = host.get("ident"), _inherited(host, "ns") or TEI
        namespace = host.get("ns", "") if at else namespace
    elif kind.namespace == RELAXNG and kind.localname in ("element", "attribute"):
        name = host.get("name") or host.findtext(f"{{{RELAXNG}}}name")
        namespace = host.get("ns", "") if at else _inherited(host, "ns") or ""
    elif kind.namespace == XSD and kind.localname in ("element", "attribute"):
        name, namespace = host.get("name"), _inherited(host, "targetNamespace") or ""
        namespace = "" if at else namespace
    else:
        return None
    prefix, _, local = (name or "").strip().rpartition(":")
    namespace = host.nsmap.get(prefix, "") if prefix else namespace
    return f"{at}Q{{{namespace}}}{local}" if local else None


def _inherited(element: etree._Element, attribute: str) -> str | None:
    for one in (element, *element.iterancestors()):
        if one.get(attribute) is not None:
            return one.get(attribute)
    return None
