"""The entries of authority files: each is used, and entered once."""

from collections.abc import Iterator, Sequence

from lxml import etree

from tei_pipeline.diagnostics import Diagnostic, Location
from tei_pipeline.document import Document
from tei_pipeline.names import TEI, XML_ID
from tei_pipeline.rules import RULES
from tei_pipeline.validators.pointing import ENTRIES, entry_kind, pointers
from tei_pipeline.validators.protocol import Context
from tei_pipeline.validators.resolving import Resolver, Target

_NAMED_BY = {"person": "persName", "personGrp": "persName", "place": "placeName", "org": "orgName"}


def unused_entries(authority: Sequence[Document], context: Context) -> Iterator[Diagnostic]:
    """Yield the entries that no pointer of the project leads to, but from within themselves."""
    used = set()
    for document in context.others.values():
        resolver = Resolver(document, context.folder)
        for pointer in pointers(document.root):
            target = resolver.resolve(pointer)
            if isinstance(target, Target) and not _within(pointer.element, document, target):
                used.add(target)
    for document in authority:
        for entry in _entries(document):
            identifier = entry.get(XML_ID)
            if identifier and Target(document.path, identifier) not in used:
                yield Diagnostic(
                    "TPR106",
                    f"nothing in the project points to the {entry_kind(entry)} {identifier}",
                    document.location(entry),
                    RULES["TPR106"].severity,
                    expected="an entry that a mention, a note or another entry points to",
                    suggestion="tag its mentions, or take the entry out",
                )


def repeated_entries(authority: Sequence[Document]) -> Iterator[Diagnostic]:
    """Yield the entries that share an identifier, or their first name, with an earlier one."""
    seen: dict[tuple[str, ...], Location] = {}
    for document in authority:
        for entry in _entries(document):
            for key, element in _marks(entry):
                place = document.location(element)
                first = seen.setdefault(key, place)
                if first is not place:
                    yield _repeated(key, place, first)


def _repeated(key: tuple[str, ...], place: Location, first: Location) -> Diagnostic:
    what = f"the {key[1]} number {key[2]}" if key[0] == "idno" else f"the name {key[2]}"
    return Diagnostic(
        "TPR107",
        f"{what} belongs to another entry too: {first.file.name}, line {first.line}",
        place,
        RULES["TPR107"].severity,
        expected="one entry for each person, place, organisation or document",
        suggestion="join the two entries, or correct what they share",
    )


def _entries(document: Document) -> Iterator[etree._Element]:
    return (e for e in document.root.iter(f"{{{TEI}}}*") if entry_kind(e) in ENTRIES)


def _marks(entry: etree._Element) -> Iterator[tuple[tuple[str, ...], etree._Element]]:
    """Yield what tells an entry from others: its identifiers and its first name."""
    kind = entry_kind(entry) or ""
    for idno in entry.iterchildren(f"{{{TEI}}}idno"):
        yield ("idno", idno.get("type", ""), _text(idno)), idno
    name = entry.find(f"{{{TEI}}}{_NAMED_BY[kind]}") if kind in _NAMED_BY else None
    if name is not None and _text(name):
        yield ("name", kind, _text(name)), name


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _within(element: etree._Element, document: Document, target: Target) -> bool:
    """Return whether a pointer stands inside the very entry that it leads to."""
    if target.path != document.path:
        return False
    return any(e.get(XML_ID) == target.fragment for e in element.iterancestors())
