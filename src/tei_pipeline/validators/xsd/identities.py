"""Keys and what refers to them, and ids that are not xml:id: which values repeat or lead nowhere.

Looks only at what xmlschema has found broken; values are compared as they are written, blank space
aside. Paths are those of XSD, a part of XPath 1.0.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document
from tei_pipeline.names import XML_ID, local
from tei_pipeline.validators.expectations import cut, nearest
from tei_pipeline.validators.xsd.attributes import written
from tei_pipeline.validators.xsd.ids import refers_to_ids

_DEFAULT = "default-namespace"


@dataclass(frozen=True, slots=True)
class _Row:
    """A selected element with its values; ``attribute`` where the only field is one."""

    element: etree._Element
    values: tuple[str | None, ...]
    attribute: str | None


def identity_findings(
    document: Document, scope: etree._Element, declaration: Any, *, draft: bool = False
) -> Iterator[Diagnostic]:
    """Yield what breaks the keys of an element, which its declaration demands.

    In a draft a key may lack a part, and what refers to it may lead to nothing yet.
    """
    tables = {identity.name: _rows(scope, identity) for identity in declaration.identities}
    for identity in declaration.identities:
        rows = tables[identity.name]
        if hasattr(identity, "refer"):
            if not draft:
                yield from _unresolved(document, scope, identity, rows)
        else:
            whole = [row for row in rows if not draft or None not in row.values]
            yield from _repeated(document, identity, whole)


def of_text(identity: Any) -> bool:
    """Return whether all values of a key are text, so that other text is another value."""
    selectors = [one for each in identity.elements.values() for one in each]
    kinds = [use.type for one in selectors for use in one.decoders if use.type is not None]
    fields = [field.path.rpartition(":")[2].lstrip("@") for field in identity.fields]
    # What a wildcard takes has the type of the global attribute, if there is one.
    attributes = [use for name, use in identity.maps.attributes.items() if local(name) in fields]
    primitives = [getattr(kind, "primitive_type", None) for kind in kinds]
    primitives += [getattr(use.type, "primitive_type", None) for use in attributes]
    return all(p is not None and local(p.name or "") == "string" for p in primitives)


def are_unique(scope: etree._Element, identity: Any) -> bool:
    """Return whether the values of a key are all there and different as they are written."""
    rows = [row.values for row in _rows(scope, identity)]
    partial = any(None in values for values in rows)
    if partial and (len(identity.fields) > 1 or type(identity).__name__.endswith("Key")):
        return False
    whole = [values for values in rows if None not in values]
    return len(set(whole)) == len(whole)


def id_findings(
    document: Document, declared: Mapping[etree._Element, Any], *, draft: bool = False
) -> Iterator[tuple[Diagnostic, bool]]:
    """Yield ids that are repeated and references to ids that do not exist.

    With each stands whether that is sure: an id may stand in an element that is itself at fault.
    An xml:id counts, but is not reported: the pointers validator does that. In a draft ids may
    still be to come.
    """
    seen: dict[str, etree._Element] = {}
    references: list[tuple[etree._Element, str | None, str]] = []
    for element, name, value, kind in _of_ids(declared):
        if not kind.is_key():
            references += [(element, name, token) for token in value.split()]
        elif seen.setdefault(value.strip(), element) is not element and name != XML_ID:
            yield _repeated_id(document, element, name, value, seen[value.strip()]), True
    if draft:
        return
    referring = {(element, name) for element, name, _ in references}
    elsewhere = {
        str(value).strip()
        for element in document.root.iter(etree.Element)
        for name, value in element.attrib.items()
        if (element, name) not in referring
    }
    said = set(seen)
    for element, name, token in references:
        if token not in said:
            said.add(token)  # one mend serves all that lead there
            yield _id_missing(document, element, name, token, seen), token not in elsewhere


def _of_ids(
    declared: Mapping[etree._Element, Any],
) -> Iterator[tuple[etree._Element, str | None, str, Any]]:
    for element, instance in declared.items():
        uses = instance.declaration.get_attributes(instance.kind)
        for name, value in ((str(n), str(v)) for n, v in element.attrib.items()):
            use = uses.get(name) or uses.maps.attributes.get(name)
            if use is not None and _about_ids(use.type) and use.type.is_valid(value):
                yield element, name, value, use.type
        kind = getattr(instance.kind, "content", instance.kind)
        if not hasattr(kind, "model") and _about_ids(kind):
            yield element, None, element.text or "", kind


def _about_ids(kind: Any) -> bool:
    return bool(kind.is_key() or refers_to_ids(kind))


def _rows(scope: etree._Element, identity: Any) -> list[_Row]:
    spaces = {prefix: uri for prefix, uri in identity.schema.namespaces.items() if prefix and uri}
    default = getattr(identity.selector, "xpath_default_namespace", "")
    found = _select(scope, identity.selector.path, spaces, default)
    paths = [field.path.strip() for field in identity.fields]
    names = [_attribute(path, spaces) for path in paths]
    if len(names) == 1 and names[0] is not None:
        only = names[0]
        return [_Row(one, (_collapsed(one.get(only)),), only) for one in found]
    rows = []
    for element in found:
        picked = [_select(element, path, spaces, default) for path in paths]
        rows.append(_Row(element, tuple(_value(p[0]) if p else None for p in picked), None))
    return rows


def _attribute(path: str, spaces: Mapping[str, str]) -> str | None:
    """Return the name of the attribute that a path consists of, if it does."""
    if not re.fullmatch(r"@([\w.-]+:)?[\w.-]+", path):
        return None
    prefix, _, name = path[1:].rpartition(":")
    return f"{{{spaces[prefix]}}}{name}" if prefix in spaces else name


def _select(node: etree._Element, path: str, spaces: Mapping[str, str], default: str) -> list[Any]:
    if default:
        path = _with_prefixes(path)
        spaces = {**spaces, _DEFAULT: default}
    try:
        return cast("list[Any]", node.xpath(path, namespaces=dict(spaces)))
    except etree.XPathError:
        return []


def _with_prefixes(path: str) -> str:
    """Return a path whose plain element names have a prefix: XPath 1.0 has no default namespace."""
    steps = [
        step if step in ("", ".", "*") or ":" in step or step.startswith("@") else
        f"{_DEFAULT}:{step}"
        for step in path.split("/")
    ]  # fmt: skip
    return "/".join(steps)


def _value(node: Any) -> str | None:
    return _collapsed(node.text or "" if isinstance(node, etree._Element) else str(node))


def _collapsed(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def _repeated(document: Document, identity: Any, rows: list[_Row]) -> Iterator[Diagnostic]:
    first: dict[tuple[str | None, ...], _Row] = {}
    for row in rows:
        name = local(str(row.element.tag))
        if None in row.values:
            if type(identity).__name__.endswith("Key"):
                yield _incomplete(document, identity, row)
        elif first.setdefault(row.values, row) is not row and row.attribute != XML_ID:
            before = document.location(first[row.values].element).line
            yield Diagnostic(
                "TPS108",
                f"{_shown(row)} of {name} is repeated: it stands in line {before} already",
                document.location(row.element, row.attribute),
                expected=f"each value once ({local(identity.name)})",
                suggestion="give one of the two another value",
            )


def _incomplete(document: Document, identity: Any, row: _Row) -> Diagnostic:
    fields = [field.path for field in identity.fields]
    lacking = [path for path, value in zip(fields, row.values, strict=True) if value is None]
    return Diagnostic(
        "TPS108",
        f"{local(str(row.element.tag))} lacks {' and '.join(lacking)}, which is part of its key",
        document.location(row.element),
        expected=f"{' and '.join(fields)} ({local(identity.name)})",
        suggestion=f"write {' and '.join(lacking)}",
    )


def _unresolved(
    document: Document, scope: etree._Element, identity: Any, rows: list[_Row]
) -> Iterator[Diagnostic]:
    key = identity.refer
    if key is None or isinstance(key, str):
        return
    scopes = [scope, *scope.iterdescendants(key.parent.name)]
    known = {row.values for one in scopes for row in _rows(one, key)}
    words = [values[0] or "" for values in known if len(values) == 1]
    for row in rows:
        if None in row.values or row.values in known:
            continue
        meant = nearest(row.values[0] or "", words) if len(row.values) == 1 else None
        yield Diagnostic(
            "TPS108",
            f"{_shown(row)} of {local(str(row.element.tag))} leads to nothing",
            document.location(row.element, row.attribute),
            expected=f"a value of the key {local(key.name)}",
            suggestion=f"did you mean {meant}?" if meant else None,
        )


def _shown(row: _Row) -> str:
    values = ", ".join(f'"{cut(value or "")}"' for value in row.values)
    return f"{values} as {written(row.attribute)}" if row.attribute else values


def _repeated_id(
    document: Document, element: etree._Element, name: str | None, value: str,
    before: etree._Element,
) -> Diagnostic:  # fmt: skip
    line = document.location(before).line
    return Diagnostic(
        "TPS108",
        f'the id "{cut(value)}" is repeated: it stands in line {line} already',
        document.location(element, name),
        expected="each id once in a document",
        suggestion="give one of the two another id",
    )


def _id_missing(
    document: Document, element: etree._Element, name: str | None, token: str,
    ids: Mapping[str, etree._Element],
) -> Diagnostic:  # fmt: skip
    meant = nearest(token, ids)
    return Diagnostic(
        "TPS108",
        f'"{cut(token)}" leads to nothing: no element has this id',
        document.location(element, name),
        expected="the id of an element of this document",
        suggestion=f"did you mean {meant}?" if meant else None,
    )
