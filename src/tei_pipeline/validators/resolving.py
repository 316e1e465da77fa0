"""From a pointer to the file and id that it leads to; nothing is read here."""

import difflib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tei_pipeline.document import Document
from tei_pipeline.names import TEI, XML_BASE
from tei_pipeline.validators.pointing import Pointer

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = frozenset(
    {
        "about", "ark", "cid", "data", "dav", "doi", "ftp", "geo", "git", "hdl", "http",
        "https", "info", "isbn", "issn", "iri", "ldap", "magnet", "mailto", "news", "ni",
        "nntp", "oai", "orcid", "pmid", "sftp", "ssh", "tag", "tel", "urn", "view-source", "ws",
        "wss", "xmldb"
    }
)  # fmt: skip


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
        self._prefixes: dict[str, list[etree._Element]] = {}
        for definition in document.root.iter(f"{{{TEI}}}prefixDef"):
            self._prefixes.setdefault(definition.get("ident", ""), []).append(definition)
        self._has_base = any(XML_BASE in e.attrib for e in document.root.iter(etree.Element))

    def resolve(self, pointer: Pointer) -> Target | Problem | None:
        """Return what a pointer leads to; None where that lies outside our sight."""
        value = pointer.value
        scheme = _SCHEME.match(value)
        if scheme and scheme[1] in self._prefixes:
            expanded = self._expand(value, scheme[1])
            if expanded is None:
                return self._no_pattern(value, scheme[1])
            value = expanded
            scheme = _SCHEME.match(value)
        if scheme and scheme[1].lower() != "file":
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
        written = unquote(re.sub(r"^file:(?://)?", "", name).partition("?")[0])
        path = Path(os.path.normpath(base / written))
        if not path.is_relative_to(self._folder) or not path.resolve().is_relative_to(self._folder):
            return Problem(
                "TPR105",
                f"the pointer {value} leads to a file outside the project, which is not read",
                "a file of the project, or the address of a site",
                "copy what is needed into the project, or give its address on the web",
            )
        return Target(path, unquote(fragment))

    def _base(self, element: etree._Element) -> Path | None:
        """Return the folder that a relative pointer starts from; None for an address."""
        folder = self.document.path.parent
        if not self._has_base:
            return folder
        for ancestor in reversed([element, *element.iterancestors()]):
            base = ancestor.get(XML_BASE, "")
            if _SCHEME.match(base):
                return None
            folder = Path(os.path.normpath(folder / base.rpartition("/")[0]))
        return folder

    def _expand(self, value: str, prefix: str) -> str | None:
        rest = value[len(prefix) + 1 :]
        for definition in self._prefixes[prefix]:
            try:
                found = re.fullmatch(definition.get("matchPattern", ""), rest)
            except re.error:
                continue
            if found:
                replacement = definition.get("replacementPattern", "")
                return _filled(replacement, found)
        return None

    def _no_pattern(self, value: str, prefix: str) -> Problem:
        patterns = ", ".join(d.get("matchPattern", "") for d in self._prefixes[prefix])
        return Problem(
            "TPR109",
            f"the pointer {value} does not match what its prefixDef declares",
            f"after {prefix}: something that matches {patterns}",
            None,
        )

    def _unknown_prefix(self, prefix: str, value: str) -> Problem:
        near = difflib.get_close_matches(prefix, [*self._prefixes, *_SCHEMES], n=1)
        declared = ", ".join(self._prefixes) or "none"
        return Problem(
            "TPR109",
            f"the prefix {prefix} of the pointer {value} is not declared",
            f"a prefix that a prefixDef of this document declares ({declared}), or a web address",
            f"did you mean {near[0]}?" if near else f'declare <prefixDef ident="{prefix}" …/>',
        )


def _filled(replacement: str, found: re.Match[str]) -> str:
    """Return a ``replacementPattern`` with what was matched in place of ``$1`` and its like."""
    groups = (found[0], *found.groups(default=""))

    def group(reference: re.Match[str]) -> str:
        number = int(reference[1])
        return groups[number] if number < len(groups) else ""

    return re.sub(r"\$(\d)", group, replacement)
