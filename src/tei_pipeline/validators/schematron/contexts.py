"""What a rule or test inside another schema is about, where it has no context of its own.

That is the element or attribute that the schema says something about there: in RELAX NG, in XSD or
in an ODD (as the TEI's own extraction has it).
"""

from lxml import etree

from tei_pipeline.names import TEI
from tei_pipeline.schemas.kinds import RELAXNG, XSD

_GLOBAL = frozenset({"schema", "redefine", "override"})
_OF_MANY = (f"{{{TEI}}}classSpec", f"{{{TEI}}}macroSpec")
"""Which elements these are about is known to all of an ODD alone."""
_NAMES = ("name", "anyName", "nsName", "choice")


def context(part: etree._Element) -> str | None:
    """Return the context, as an XPath pattern; None where nothing says what a part is about."""
    attribute = ""
    for host in part.iterancestors(etree.Element):
        if host.tag in _OF_MANY:
            break
        subject = _subject(host)
        if subject is None:
            continue
        if not subject.startswith("@"):
            return _child(subject, attribute) if attribute else subject
        attribute = attribute or subject
    return attribute or None


def inherited(element: etree._Element, attribute: str) -> str | None:
    """Return an attribute of an element, or of the nearest around it that has one."""
    for one in (element, *element.iterancestors()):
        if one.get(attribute) is not None:
            return one.get(attribute)
    return None


def _child(element: str, attribute: str) -> str:
    alone = " | " not in element and " | " not in attribute
    if alone:
        return f"{element}/{attribute}" if element != "/" else attribute
    return " | ".join(f"{e}/{a}" for e in element.split(" | ") for a in attribute.split(" | "))


def _subject(host: etree._Element) -> str | None:
    """Return what a part of a schema is about, as a pattern; attributes begin with ``@``."""
    kind = etree.QName(host)
    at = "@" if kind.localname in ("attribute", "attDef") else ""
    if kind.namespace == TEI:
        return _of_odd(host, kind.localname, at)
    if kind.localname not in ("element", "attribute"):
        return None
    if kind.namespace == RELAXNG:
        return _of_relaxng(host, at)
    return _of_xsd(host, at) if kind.namespace == XSD else None


def _of_odd(host: etree._Element, kind: str, at: str) -> str | None:
    if kind == "schemaSpec":
        return "/"
    if kind not in ("elementSpec", "attDef"):
        return None
    namespace = host.get("ns", "") if at else inherited(host, "ns")
    return _name(host, host.get("ident"), TEI if namespace is None else namespace, at)


def _of_xsd(host: etree._Element, at: str) -> str | None:
    if host.get("ref"):
        return _name(host, host.get("ref"), "", at)
    parent = host.getparent()
    whole = parent is not None and etree.QName(parent).localname in _GLOBAL
    default = inherited(host, "attributeFormDefault" if at else "elementFormDefault")
    qualified = whole or host.get("form", default) == "qualified"
    namespace = inherited(host, "targetNamespace") if qualified else None
    return _name(host, host.get("name"), namespace or "", at)


def _of_relaxng(host: etree._Element, at: str) -> str | None:
    if host.get("name"):
        namespace = host.get("ns", "") if at else inherited(host, "ns")
        return _name(host, host.get("name"), namespace or "", at)
    names = next(host.iterchildren(*(f"{{{RELAXNG}}}{name}" for name in _NAMES)), None)
    if names is None:
        return None
    alternatives = _named(names, at)
    return " | ".join(alternatives) if alternatives else f"{at}*[{_condition(names)}]"


def _named(names: etree._Element, at: str) -> list[str]:
    """Return the names of a name class that has nothing else."""
    if names.tag == f"{{{RELAXNG}}}name":
        found = _name(names, names.text, inherited(names, "ns") or "", at)
        return [found] if found else []
    if names.tag != f"{{{RELAXNG}}}choice":
        return []
    each = [_named(one, at) for one in names.iterchildren(f"{{{RELAXNG}}}*")]
    return [name for one in each for name in one] if all(each) else []


def _condition(names: etree._Element) -> str:
    """Return a test whether the name of a node is in a name class (RELAX NG, 4.16 and 6)."""
    kind = etree.QName(names).localname
    inner = [_condition(one) for one in names.iterchildren(f"{{{RELAXNG}}}*")]
    if kind in ("choice", "except"):
        return f"({' or '.join(inner) or 'false()'})"
    left = "".join(f" and not{one}" for one in inner)
    namespace = inherited(names, "ns") or ""
    if kind == "name":
        prefix, _, local = (names.text or "").strip().rpartition(":")
        namespace = names.nsmap.get(prefix) or "" if prefix else namespace
        return f"node-name() = QName({_literal(namespace)}, {_literal(local)})"
    everything = kind == "anyName"
    return f"({'true()' if everything else f'namespace-uri() = {_literal(namespace)}'}{left})"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(host: etree._Element, name: str | None, namespace: str, at: str) -> str | None:
    prefix, _, local = (name or "").strip().rpartition(":")
    namespace = host.nsmap.get(prefix) or "" if prefix else namespace
    return f"{at}Q{{{namespace}}}{local}" if local else None
