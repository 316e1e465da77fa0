"""Pointers: each leads to something that exists, and to a thing of the right kind.

Also judged here: the ids they lead to, and authority entries that are unused or entered twice.
Addresses of other sites are left alone; no file outside the project is looked at.
"""

import difflib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path

from lxml import etree

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document, LoadError, load
from tei_pipeline.names import XML_ID, local
from tei_pipeline.rules import RULES
from tei_pipeline.validators.entries import repeated_entries, unused_entries
from tei_pipeline.validators.pointing import (
    ENTRIES,
    MENTIONS,
    Pointer,
    entry_kind,
    entry_kinds,
    pointers,
)
from tei_pipeline.validators.protocol import Context
from tei_pipeline.validators.resolving import Problem, Resolver, Target, shown

_XML_FILES = frozenset({".xml", ".tei", ".odd"})
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NCNAME = re.compile(f"[{_START}][{_START}\\-.0-9\u00b7\u0300-\u036f\u203f-\u2040]*")


class PointerValidator:
    """Follows every pointer of a document as far as the project goes."""

    def __init__(self) -> None:
        self._loaded: dict[Path, Document | LoadError] = {}

    @property
    def name(self) -> str:
        """Return ``pointers``."""
        return "pointers"

    def check(self, document: Document, context: Context) -> Iterable[Diagnostic]:
        """Yield what is wrong with the ids and the pointers of one document."""
        yield from _ids(document)
        resolver = Resolver(document, context.folder)
        for pointer, problem in resolver.declarations():
            yield _finding(pointer, problem, document)
        unreadable: set[Path] = set()
        for pointer in pointers(document.root):
            target = resolver.resolve(pointer)
            found = target if isinstance(target, Problem) else None
            if isinstance(target, Target) and target.path not in unreadable:
                found = self._problem(pointer, target, document, context)
                if isinstance(self._loaded.get(target.path), LoadError):
                    unreadable.add(target.path)  # said once: the place to mend is in that file
            if found is not None:
                yield _finding(pointer, found, document)

    def check_all(self, documents: Sequence[Document], context: Context) -> Iterable[Diagnostic]:
        """Yield the authority entries that are entered twice or, in a whole project, unused."""
        authority = [context.others[p] for p in sorted(context.authority) if p in context.others]
        judged = {document.path for document in documents}
        findings = list(repeated_entries(authority))
        if context.complete:
            findings += unused_entries(authority, context)
        yield from (finding for finding in findings if finding.location.file in judged)

    def _problem(
        self, pointer: Pointer, target: Target, document: Document, context: Context
    ) -> Problem | None:
        mode = _mode(target.path)
        if stat.S_ISDIR(mode):
            return _folder(pointer, target, document, context)
        if target.path not in context.others and not stat.S_ISREG(mode):
            return _file_missing(pointer, target, document, context)
        mention = pointer.attribute == "ref" and local(str(pointer.element.tag)) in MENTIONS
        if not target.fragment:
            return _no_entry(pointer, target, document, context) if mention else None
        loaded = self._load(target.path, document, context)
        if isinstance(loaded, LoadError):
            why = f"the file of {shown(pointer.value)} cannot be read: {loaded.diagnostic.message}"
            return Problem("TPR104", why, "a well-formed file", "mend that file first")
        if loaded is None:
            judged = mention and target.path not in context.authority
            return _no_entry(pointer, target, document, context) if judged else None
        entry = loaded.ids.get(target.fragment)
        if entry is None:
            return _unresolved(pointer, target, loaded, document, context)
        return _kind_problem(pointer, entry)

    def _load(
        self, path: Path, document: Document, context: Context
    ) -> Document | LoadError | None:
        """Return the file that a pointer leads into; None where its ids cannot be known.

        That is so in a file that is not XML, and in an authority file of the project that could
        not be loaded: that was reported when it was tried.
        """
        if path == document.path:
            return document
        if path in context.others:
            return context.others[path]
        if path in context.authority or path.suffix.lower() not in _XML_FILES:
            return None
        if path not in self._loaded:
            try:
                self._loaded[path] = load(path)
            except LoadError as error:
                self._loaded[path] = error
        return self._loaded[path]


def _finding(pointer: Pointer, problem: Problem, document: Document) -> Diagnostic:
    return Diagnostic(
        problem.code,
        problem.message,
        document.location(pointer.element, pointer.attribute),
        RULES[problem.code].severity,
        problem.expected,
        problem.suggestion,
    )


def _ids(document: Document) -> Iterator[Diagnostic]:
    for element in document.root.iter(etree.Element):
        identifier = element.get(XML_ID)
        if identifier is None:
            continue
        place = document.location(element, XML_ID) if _suspect(document, element) else None
        if place is None:
            continue
        if not _NCNAME.fullmatch(identifier):
            yield Diagnostic(
                "TPR103",
                f"the xml:id {identifier!r} is not a name",
                place,
                expected="a letter or _ first, then letters, digits, '-', '_' and '.', no space",
                suggestion=f'write xml:id="{_as_name(identifier)}"',
            )
        if document.ids[identifier] is not element:
            first = document.location(document.ids[identifier], XML_ID).line
            yield Diagnostic(
                "TPR102",
                f"the xml:id {identifier} stands twice: first in line {first}",
                place,
                expected="an xml:id that no other element of the file has",
                suggestion="give this element an id of its own; pointers lead to the first",
            )


def _suspect(document: Document, element: etree._Element) -> bool:
    identifier = element.get(XML_ID, "")
    return document.ids[identifier] is not element or not _NCNAME.fullmatch(identifier)


def _as_name(identifier: str) -> str:
    name = re.sub(f"[^{_START}\\-.0-9]+", "-", identifier.strip())
    return name if _NCNAME.fullmatch(name) else f"x-{name.strip('-')}".rstrip("-")


def _unresolved(
    pointer: Pointer, target: Target, found: Document, document: Document, context: Context
) -> Problem:
    kinds = entry_kinds(pointer.element)
    ids = [i for i, e in found.ids.items() if kinds is None or entry_kind(e) in kinds]
    near = difflib.get_close_matches(target.fragment, ids, n=1)
    file = _written(pointer.value)
    suggestion = f"did you mean {file}#{near[0]}?" if near else None
    for path, other in context.others.items():
        same = other.ids.get(target.fragment)
        if not near and kinds and same is not None and entry_kind(same) in kinds:
            suggestion = f"did you mean {_relative(path, document)}#{target.fragment}?"
    where = "this file" if found is document else found.path.name
    return Problem(
        "TPR101",
        f"nothing in {where} has the xml:id {target.fragment}, which {local(pointer.attribute)}"
        f" of {local(str(pointer.element.tag))} points to",
        f"the xml:id of {_a(kinds)} in {where}" if kinds else f"an xml:id of {where}",
        suggestion,
    )


def _no_entry(pointer: Pointer, target: Target, document: Document, context: Context) -> Problem:
    """Return what is wrong with a mention that leads to a file, but to no entry in it."""
    kinds = entry_kinds(pointer.element) or ENTRIES
    words = " ".join("".join(map(str, pointer.element.itertext())).split())
    wanted = target.fragment or words.lower().replace(" ", "-")[:80]
    files = [target.path] if target.path in context.others else context.others
    entries = {
        identifier: f"{_relative(path, document)}#{identifier}"
        for path in files
        for identifier, element in context.others[path].ids.items()
        if entry_kind(element) in kinds
    }
    near = difflib.get_close_matches(wanted, entries, n=1)
    what = "an entry" if kinds is ENTRIES else _a(kinds)
    return Problem(
        "TPR101",
        f"the pointer {shown(pointer.value)} of {local(str(pointer.element.tag))} names no entry:"
        f" it leads to {target.path.name} as a whole",
        f"the path of an authority file, # and the xml:id of {what}",
        f"did you mean {entries[near[0]]}?" if near else f"add # and the xml:id of {what}",
    )


def _folder(pointer: Pointer, target: Target, document: Document, context: Context) -> Problem:
    files = [p for p, other in context.others.items() if target.fragment in other.ids]
    near = next((p for p in files if p.parent == target.path), None)
    return Problem(
        "TPR104",
        f"the pointer {shown(pointer.value)} leads to a folder, not to a file",
        f"a file, seen from the folder of {document.path.name}",
        f"did you mean {_relative(near, document)}#{target.fragment}?"
        if near
        else f"name a file in it: {_relative(target.path, document)}/…",
    )


def _file_missing(
    pointer: Pointer, target: Target, document: Document, context: Context
) -> Problem:
    files = {_relative(path, document): path for path in context.others}
    near = difflib.get_close_matches(_relative(target.path, document), files, n=1)
    return Problem(
        "TPR104",
        f"the pointer {shown(pointer.value)} leads to a file that does not exist:"
        f" {target.path.name}",
        f"a file, seen from the folder of {document.path.name}",
        f"did you mean {near[0]}?" if near else None,
    )


def _kind_problem(pointer: Pointer, entry: etree._Element) -> Problem | None:
    kinds, kind = entry_kinds(pointer.element), entry_kind(entry)
    if pointer.attribute != "ref" or kinds is None or kind is None or kind in kinds:
        return None
    meant = " or ".join(sorted(kinds))
    name, sort = local(str(pointer.element.tag)), pointer.element.get("type")
    mention = f'{name} of type "{sort}"' if name in ("rs", "name") else name
    return Problem(
        "TPR108",
        f"a {mention} points to {pointer.value}, which is {_a({kind})}",
        f"the id of {_a(kinds)}",
        f"point to the {meant} that is meant, or tag the mention as what it names",
    )


def _a(kinds: Set[str]) -> str:
    one_of = " or ".join(sorted(kinds))
    return f"{'an' if one_of[0] in 'aeiou' else 'a'} {one_of}"


def _mode(path: Path) -> int:
    """Return what ``stat`` says a path is; 0 where nothing can be seen there."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _written(value: str) -> str:
    return value.partition("#")[0]


def _relative(path: Path, document: Document) -> str:
    return Path(os.path.relpath(path, document.path.parent)).as_posix()
