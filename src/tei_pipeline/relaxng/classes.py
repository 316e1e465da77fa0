"""Name classes from nodes (sections 4.8 to 4.10, 4.12), with their constraints (4.16)."""

from tei_pipeline.relaxng.nameclasses import choice_of
from tei_pipeline.relaxng.patterns import NameClass
from tei_pipeline.relaxng.source import Raw, broken

_XMLNS = ("http://www.w3.org/2000/xmlns", "http://www.w3.org/2000/xmlns/")


def name_class(raw: Raw, ns: str, attribute: bool = False) -> NameClass:
    """Return the name class of a node that inherits ``ns``; for an ``attribute`` or an element.

    Raises ``SchemaError`` where it breaks section 4.16.
    """
    if raw.kind == "name":
        return _name(raw, ns, attribute)
    return _made(raw, ns, attribute, frozenset())


def _name(raw: Raw, ns: str, attribute: bool) -> NameClass:
    prefix, colon, local = raw.text.rpartition(":")
    uri = raw.namespaces[prefix] if colon else _ns(raw, ns)
    if attribute:
        if local == "xmlns" and not uri:
            raise broken(raw, "no attribute can be named “xmlns”", "4.16")
        _check_uri(raw, uri)
    return ("name", uri, local)


def _ns(raw: Raw, ns: str) -> str:
    return ns if raw.ns is None else raw.ns


def _check_uri(raw: Raw, uri: str) -> None:
    if uri in _XMLNS:
        raise broken(raw, f"no attribute can stand in the namespace “{uri}”", "4.16")


def _made(raw: Raw, ns: str, attribute: bool, barred: frozenset[str]) -> NameClass:
    """Return a name class that stands within an ``except`` where some kinds are ``barred``."""
    members: list[NameClass] = []
    waiting = [raw]
    while waiting:  # choices in choices are flat: they may be nested as deep as one likes
        one = waiting.pop()
        if one.kind == "choice":
            waiting.extend(reversed(one.children))
        elif one.kind == "name":
            members.append(_name(one, ns, attribute))
        else:
            members.append(_open(one, ns, attribute, barred))
    return choice_of(members)


def _open(raw: Raw, ns: str, attribute: bool, barred: frozenset[str]) -> NameClass:
    if raw.kind in barred:
        within = "anyName" if "nsName" not in barred else "nsName"
        raise broken(raw, f"“{raw.kind}” cannot stand in the “except” of “{within}”", "4.16")
    if raw.kind == "nsName" and attribute:
        _check_uri(raw, _ns(raw, ns))
    but: NameClass | None = None
    if raw.children:
        bars = {"anyName", "nsName"} if raw.kind == "nsName" else {"anyName"}
        bars |= barred
        but = choice_of(
            [_made(one, ns, attribute, frozenset(bars)) for one in raw.children[0].children]
        )
    return ("any", but) if raw.kind == "anyName" else ("ns", _ns(raw, ns), but)
