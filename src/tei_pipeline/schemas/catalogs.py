"""What XML catalogs say that an address stands for (OASIS XML Catalogs 1.1, sections 7.1 and 7.2).

Files are read by ``schemas.catalog_files`` when a lookup comes to them; what they lead to is not
opened here.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import unquote

from tei_pipeline.errors import SchemaError
from tei_pipeline.schemas.addresses import escaped, is_file, path_of
from tei_pipeline.schemas.catalog_files import Catalog, CatalogEntry, is_catalog, read_catalog
from tei_pipeline.schemas.places import CatalogFile

_PUBLIC_URN = "urn:publicid:"


Answer = str | list[CatalogEntry] | None
"""An address, or the entries that delegate to other catalogs, or nothing."""


class Catalogs:
    """Catalog files in their order, each read once."""

    def __init__(self, files: Iterable[CatalogFile]) -> None:
        """Take the files to begin with; none is read before it is needed."""
        self._files = tuple(files)
        self._read: dict[Path, Catalog] = {}

    def resolve(self, address: str) -> str | None:
        """Return the address that a URI stands for (7.2.2), else the one of a system identifier.

        Catalogs that were made for other programs name schemas by either. Raises ``SchemaError``
        where a catalog cannot be used.
        """
        if not self._files:
            return None
        text = escaped(address)
        if text.lower().startswith(_PUBLIC_URN):
            return self.external(_unwrapped(text), None)
        found = self._search(lambda catalog: _matched(catalog, "URI", text))
        return found or self._search(lambda catalog: _matched(catalog, "System", text))

    def external(self, public: str | None, system: str | None) -> str | None:
        """Return the address that an external identifier stands for (7.1.2)."""
        if system is not None and system.lower().startswith(_PUBLIC_URN):
            public, system = public or _unwrapped(system), None
        if public is not None:
            public = _unwrapped(public) if public.lower().startswith(_PUBLIC_URN) else public
            public = " ".join(public.split())
        system = None if system is None else escaped(system)
        return self._search(lambda catalog: _external(catalog, public, system))

    def _search(self, match: Callable[[Catalog], Answer]) -> str | None:
        waiting = [self._first(file) for file in reversed(self._files)]
        seen: set[Path] = set()
        while waiting:
            catalog = waiting.pop()
            if catalog is None or catalog.path in seen:
                continue  # catalogs may lead back to each other
            seen.add(catalog.path)
            answer = match(catalog)
            if isinstance(answer, str):
                return answer
            if answer:
                waiting = []  # who delegates asks nobody else (7.1.2, step 4)
            following = catalog.following if answer is None else answer
            waiting += [self._next(catalog, entry) for entry in reversed(following)]
        return None

    def _first(self, file: CatalogFile) -> Catalog | None:
        if file.optional and not (is_file(file.path) and is_catalog(file.path)):
            return None
        return self._at(file.path)

    def _next(self, catalog: Catalog, entry: CatalogEntry) -> Catalog:
        path = path_of(entry.target)
        if path is None or not is_file(path):
            raise SchemaError(
                f"the catalog leads to one that is not at hand: {entry.target}",
                path=catalog.path,
                line=entry.line,
                mend="name a catalog that is a local file",
            )
        return self._at(path)

    def _at(self, path: Path) -> Catalog:
        if path not in self._read:
            self._read[path] = read_catalog(path)
        return self._read[path]


def _matched(catalog: Catalog, family: str, text: str) -> Answer:
    """Return what the entries of one family say of an address that is already normal."""
    for entry in catalog.of(family):
        if entry.match == text:
            return entry.target
    rewrites = [e for e in catalog.of(f"rewrite{family}") if text.startswith(e.match)]
    if rewrites:
        longest = max(rewrites, key=lambda entry: len(entry.match))
        return longest.target + text[len(longest.match) :]
    suffixes = [e for e in catalog.of(f"suffix{family}") if text.endswith(e.match)]
    if suffixes:
        return max(suffixes, key=lambda entry: len(entry.match)).target
    return _delegates(catalog, family, text)


def _delegates(catalog: Catalog, family: str, text: str) -> Answer:
    found = [e for e in catalog.of(f"delegate{family}") if text.startswith(e.match)]
    return sorted(found, key=lambda entry: -len(entry.match)) or None


def _external(catalog: Catalog, public: str | None, system: str | None) -> Answer:
    answer = _matched(catalog, "System", system) if system is not None else None
    if answer is not None or public is None:
        return answer
    for entry in catalog.of("Public"):
        if entry.match == public and (entry.prefers_public or system is None):
            return entry.target
    delegates = _delegates(catalog, "Public", public)
    if system is None or not isinstance(delegates, list):
        return delegates
    return [entry for entry in delegates if entry.prefers_public] or None


def _unwrapped(urn: str) -> str:
    """Return the public identifier that a ``urn:publicid:`` holds (6.4, RFC 3151)."""
    text = urn[len(_PUBLIC_URN) :]
    for written, meant in (("+", " "), (":", "//"), (";", "::")):
        text = text.replace(written, meant)
    return unquote(text)
