"""The files of a schema made one: each with an address of its own, and links that lead to them.

An engine is given these texts and can ask for no other. Where several files bring one namespace
from different places, an added file includes them all, for libxml2 reads but the first of them.
"""

import copy
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from xml.sax.saxutils import quoteattr

from lxml import etree

from tei_pipeline.validators.xsd.files import XS, SchemaFile

_IMPORT = f"{{{XS}}}import"
_TOGETHER = "urn:tei-pipeline:together"


class Sources:
    """The texts of a schema by address.

    ``main`` is the address to begin with, ``first`` a file that people know.
    """

    def __init__(self, files: Mapping[Path, SchemaFile], firsts: Sequence[Path]) -> None:
        self.first = firsts[0]
        self._files = files
        self._added: dict[str, str] = {}
        self._by_namespace = self._joined(firsts)
        starts = list(dict.fromkeys(self._start(path) for path in firsts))
        self.main = starts[0] if len(starts) == 1 else self._together(firsts)

    @cached_property
    def texts(self) -> dict[str, bytes]:
        """Return every text by its address."""
        found = {uri: text.encode() for uri, text in self._added.items()}
        return found | {path.as_uri(): self._text(file) for path, file in self._files.items()}

    def file(self, uri: str | None) -> SchemaFile | None:
        """Return the file at an address; none for what was added."""
        return next((f for path, f in self._files.items() if path.as_uri() == uri), None)

    def _joined(self, firsts: Sequence[Path]) -> dict[str, str]:
        """Return the address of the added file of each namespace that comes from several files."""
        entries: dict[str, dict[Path, None]] = defaultdict(dict)
        for path in firsts:
            entries[self._files[path].namespace][path] = None
        for file in self._files.values():
            for link, target in file.links.items():
                if link.tag == _IMPORT and target is not None:
                    entries[self._files[target].namespace][target] = None
        several = {space: paths for space, paths in entries.items() if len(paths) > 1}
        return {space: self._add(space, "include", paths) for space, paths in several.items()}

    def _start(self, path: Path) -> str:
        return self._by_namespace.get(self._files[path].namespace, path.as_uri())

    def _together(self, firsts: Sequence[Path]) -> str:
        spaces = {self._files[path].namespace: self._start(path) for path in firsts}
        lines = [
            f"<xs:import {_named('namespace', space)} schemaLocation={quoteattr(uri)}/>"
            for space, uri in spaces.items()
        ]
        return self._write(_TOGETHER, lines)

    def _add(self, space: str, kind: str, paths: Mapping[Path, None]) -> str:
        lines = [f"<xs:{kind} schemaLocation={quoteattr(path.as_uri())}/>" for path in paths]
        return self._write(space, lines)

    def _write(self, space: str, lines: Sequence[str]) -> str:
        uri = f"file:///tei-pipeline/together-{len(self._added)}.xsd"
        head = f'<xs:schema xmlns:xs="{XS}" {_named("targetNamespace", space)}>'
        self._added[uri] = "\n".join([head, *lines, "</xs:schema>"])
        return uri

    def _text(self, file: SchemaFile) -> bytes:
        root = copy.deepcopy(file.root)
        for link, twin in zip(file.links, _twins(file, root), strict=True):
            target = file.links[link]
            if target is None:
                twin.attrib.pop("schemaLocation", "")
            elif link.tag == _IMPORT:
                twin.set("schemaLocation", self._start(target))
            else:
                twin.set("schemaLocation", target.as_uri())
        return etree.tostring(root, encoding="utf-8")


def _twins(file: SchemaFile, root: etree._Element) -> list[etree._Element]:
    places = [list(file.root).index(link) for link in file.links]
    return [root[place] for place in places]


def _named(attribute: str, space: str) -> str:
    return f"{attribute}={quoteattr(space)}" if space else ""
