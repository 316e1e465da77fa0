"""From a pointer to the file and id that it leads to; nothing is read here."""

import difflib
import errno
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tei_pipeline.document import Document
from tei_pipeline.names import XML_BASE
from tei_pipeline.validators.pointing import Pointer
from tei_pipeline.validators.prefixes import LONGEST, Prefixes

_WEB = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = frozenset(
    {
        "about", "ark", "cid", "dav", "doi", "ftp", "geo", "git", "hdl", "http",
        "https", "info", "isbn", "issn", "iri", "ldap", "magnet", "mailto", "news", "ni",
        "nntp", "oai", "orcid", "pmid", "sftp", "ssh", "tag", "tel", "urn", "view-source", "ws",
        "wss", "xmldb"
    }
)  # fmt: skip
_NEVER = frozenset({"javascript", "data", "vbscript", "file"})


@dataclass(frozen=True, slots=True)
class Target:
    """What a pointer leads to: a file, and an id in it where it names one."""

    path: Path
    fragment: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a pointer leads nowhere: a finding without its place."""

    code: str
    message: str
    expected: str
    suggestion: str | None


class Resolver:
    """Reads the pointers of one document."""

    def __init__(self, document: Document, folder: Path) -> None:
        self.document = document
        self._folder = folder.resolve()
        self._prefixes = Prefixes(document.root)
        self._bases = [e for e in document.root.iter(etree.Element) if XML_BASE in e.attrib]

    def declarations(self) -> Iterator[tuple[Pointer, Problem]]:
        """Yield what is wrong with the prefixes and bases that pointers are read by.

        Pointers that depend on one of these are not judged one by one.
        """
        for definition, why in self._prefixes.unusable():
            pattern = definition.get("matchPattern", "")
            yield Pointer(definition, "matchPattern", pattern), _unusable_pattern(pattern, why)
        for element in self._bases:
            parent = element.getparent()
            outer = self.document.path.parent if parent is None else self._base(parent)
            base = element.get(XML_BASE, "")
            # An edition may be addressed on the web: its pointers are then as those to other sites.
            if _WEB.match(base):
                continue
            if outer is not None and self._from(outer, base) is None:
                yield Pointer(element, XML_BASE, base), _outside_base(base)

    def resolve(self, pointer: Pointer) -> Target | Problem | None:
        """Return what a pointer leads to; None where that lies outside our sight."""
        value = pointer.value
        scheme = _SCHEME.match(value)
        if scheme and scheme[1] in self._prefixes:
            expanded = self._expanded(value, scheme[1])
            if not isinstance(expanded, str):
                return expanded
            value = expanded
            scheme = _SCHEME.match(value)
        if scheme:
            if scheme[1].lower() in _NEVER:
                return self._never(scheme[1], value)
            return None if scheme[1].lower() in _SCHEMES else self._unknown_prefix(scheme[1], value)
        if value.startswith("//"):
            return None
        return self._local(value, pointer.element)

    def _local(self, value: str, element: etree._Element) -> Target | Problem | None:
        name, _, fragment = value.partition("#")
        if "(" in fragment:  # an XPointer scheme, which names a place that has no id
            fragment = ""
        if not name:
            return Target(self.document.path, unquote(fragment))
        base = self._base(element)
        if base is None:
            return None
        written = unquote(name.partition("?")[0])
        path = Path(os.path.normpath(base / written.replace("\0", "")))
        try:
            inside = _inside(path, self._folder)
        except (OSError, RuntimeError):
            return self._impossible(value)
        if not inside:
            return Problem(
                "TPR105",
                f"the pointer {shown(value)} leads to a file outside the project, which is not"
                " read",
                "a file of the project, or the address of a site",
                "copy what is needed into the project, or give its address on the web",
            )
        return self._impossible(value) if "\0" in written else Target(path, unquote(fragment))

    def _base(self, element: etree._Element) -> Path | None:
        """Return the folder that a relative pointer starts from; None outside the project."""
        home = self.document.file_of(element)
        folder: Path | None = home.parent
        if not self._bases:
            return folder
        for ancestor in reversed([element, *element.iterancestors()]):
            own = XML_BASE in ancestor.attrib and self.document.file_of(ancestor) == home
            if folder is not None and own:
                folder = self._from(folder, ancestor.get(XML_BASE, ""))
        return folder

    def _from(self, folder: Path, base: str) -> Path | None:
        """Return the folder of an ``xml:base``; None for an address, and outside the project."""
        written = unquote(base)
        if _SCHEME.match(base) or written.startswith("/") or "\0" in written:
            return None
        path = Path(os.path.normpath(folder / written.rpartition("/")[0]))
        return path if path.is_relative_to(self._folder) else None

    def _expanded(self, value: str, prefix: str) -> str | Problem | None:
        rest = value[len(prefix) + 1 :]
        if len(rest) > LONGEST:
            return Problem(
                "TPR109",
                f"the pointer {shown(value)} is too long to be matched with its prefixDef",
                f"at most {LONGEST} characters after {prefix}:",
                f"shorten it to {LONGEST} characters or fewer",
            )
        expanded = self._prefixes.expand(prefix, rest)
        if expanded is not None or not self._prefixes.usable(prefix):
            return expanded
        return Problem(
            "TPR109",
            f"the pointer {shown(value)} does not match what its prefixDef declares",
            f"after {prefix}: something that matches {self._prefixes.patterns(prefix)}",
            None,
        )

    def _unknown_prefix(self, prefix: str, value: str) -> Problem:
        near = difflib.get_close_matches(prefix, [*self._prefixes, *_SCHEMES], n=1)
        declared = ", ".join(self._prefixes) or "none"
        return Problem(
            "TPR109",
            f"the prefix {prefix} of the pointer {shown(value)} is not declared",
            f"a prefix that a prefixDef of this document declares ({declared}), or a web address",
            f"did you mean {near[0]}?" if near else f'declare <prefixDef ident="{prefix}" …/>',
        )

    def _never(self, scheme: str, value: str) -> Problem:
        path = f"write the path of the file, seen from the folder of {self.document.path.name}"
        return Problem(
            "TPR109",
            f"the pointer {shown(value)} has the scheme {scheme}: such an address is never a"
            " pointer of an edition",
            "an id, a file of the project, or an address on the web",
            path if scheme.lower() == "file" else "point to what is meant, or take it out",
        )

    def _impossible(self, value: str) -> Problem:
        return Problem(
            "TPR104",
            f"the pointer {shown(value)} leads to a file that does not exist: its path is one that"
            " no file can have",
            f"a file, seen from the folder of {self.document.path.name}",
            "write the path of a file that is there",
        )


def shown(value: str) -> str:
    """Return a pointer as messages quote it: its beginning, where it is long."""
    return value if len(value) <= 80 else f"{value[:79]}…"


def _inside(path: Path, folder: Path) -> bool:
    """Return whether a path stays in a folder, links followed.

    Raises ``OSError`` (for a link in a circle, ``RuntimeError``) where no file can have the path;
    that there is none there is no error.
    """
    if not path.is_relative_to(folder) or not path.resolve().is_relative_to(folder):
        return False
    try:
        path.stat()
    except OSError as error:
        if error.errno in (errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL):
            raise
    return True


def _unusable_pattern(pattern: str, why: str) -> Problem:
    return Problem(
        "TPR109",
        f"the matchPattern {shown(pattern)} {why}; pointers with this prefix are not followed",
        "a regular expression of few characters and repetitions, none of them of a group",
        'write what may follow the prefix plainly, as matchPattern="([a-z0-9-]+)"',
    )


def _outside_base(base: str) -> Problem:
    return Problem(
        "TPR105",
        f"the xml:base {shown(base)} makes all relative pointers under it lead outside the project:"
        " none of them is followed",
        "no xml:base, or one that is a relative path inside the project",
        "take it out, and write the address in full where a pointer means another site",
    )
