"""Reading one XML catalog file (OASIS XML Catalogs 1.1, section 6); no other file is opened."""

from pathlib import Path
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from tei_pipeline.errors import SchemaError
from tei_pipeline.names import XML
from tei_pipeline.schemas.addresses import absolute, address_of, escaped
from tei_pipeline.schemas.kinds import root_of

_CATALOG = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
# Of each entry: its family, the attribute that is compared, and the one that says what is meant.
_ENTRIES = {
    "public": ("Public", "publicId", "uri"),
    "system": ("System", "systemId", "uri"),
    "rewriteSystem": ("rewriteSystem", "systemIdStartString", "rewritePrefix"),
    "systemSuffix": ("suffixSystem", "systemIdSuffix", "uri"),
    "delegatePublic": ("delegatePublic", "publicIdStartString", "catalog"),
    "delegateSystem": ("delegateSystem", "systemIdStartString", "catalog"),
    "uri": ("URI", "name", "uri"),
    "rewriteURI": ("rewriteURI", "uriStartString", "rewritePrefix"),
    "uriSuffix": ("suffixURI", "uriSuffix", "uri"),
    "delegateURI": ("delegateURI", "uriStartString", "catalog"),
}
_GROUPS = ("catalog", "group")


class CatalogEntry(NamedTuple):
    """What an identifier, its beginning or its end stands for: ``target`` is an absolute address.

    ``prefers_public`` concerns public identifiers that come with a system identifier.
    """

    match: str
    target: str
    line: int
    prefers_public: bool


class Catalog:
    """One catalog file: its entries by family, and the catalogs that follow it."""

    def __init__(self, path: Path) -> None:
        """Begin with no entries."""
        self.path = path
        self.entries: dict[str, list[CatalogEntry]] = {}
        self.following: list[CatalogEntry] = []

    def of(self, family: str) -> list[CatalogEntry]:
        """Return the entries of a family in the order of the file."""
        return self.entries.get(family, [])


def is_catalog(path: Path) -> bool:
    """Return whether a file is an XML catalog: an edition may have a catalog of another kind."""
    try:
        with path.open("rb") as stream:
            return root_of(stream.read(65536)) == (_CATALOG, "catalog")
    except OSError:
        return False


def read_catalog(path: Path) -> Catalog:
    """Read a catalog; raises ``SchemaError`` with the line of what is wrong."""
    try:
        source = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        mend = "name a catalog that is there, under catalogs in tei-pipeline.toml"
        raise SchemaError(f"the catalog cannot be read: {reason}", path=path, mend=mend) from error
    reader = _Reader(path)
    try:
        reader.parser.Parse(source, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        line = getattr(error, "lineno", None)
        message = f"the catalog is not well-formed: {str(error).partition(':')[0]}"
        raise SchemaError(message, path=path, line=line) from error
    return reader.catalog


class _Reader:
    def __init__(self, path: Path) -> None:
        self.catalog = Catalog(path)
        self.parser = expat.ParserCreate(None, " ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._depth = 0
        self._passed_over = 0  # the depth at which a foreign element began
        self._bases = [address_of(path.absolute())]
        self._prefers = [True]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        namespace, _, local = name.rpartition(" ")
        if self._depth == 1 and (namespace, local) != (_CATALOG, "catalog"):
            self._broken(f"the root is {local}, not catalog in the namespace {_CATALOG}")
        if self._passed_over or namespace != _CATALOG:
            self._passed_over = self._passed_over or self._depth
            return
        self._bases.append(absolute(attributes.get(f"{XML} base", ""), self._bases[-1]))
        self._prefers.append(self._preferred(attributes) if local in _GROUPS else self._prefers[-1])
        if local in _ENTRIES:
            family, match, target = _ENTRIES[local]
            entry = self._entry(local, attributes, match, target)
            self.catalog.entries.setdefault(family, []).append(entry)
        elif local == "nextCatalog":
            self.catalog.following.append(self._entry(local, attributes, "", "catalog"))
        elif local not in _GROUPS:
            self._broken(f"a catalog has no entry {local}")

    def _end(self, name: str) -> None:
        if self._passed_over == 0:
            self._bases.pop()
            self._prefers.pop()
        elif self._passed_over == self._depth:
            self._passed_over = 0
        self._depth -= 1

    def _preferred(self, attributes: dict[str, str]) -> bool:
        prefer = attributes.get("prefer")
        if prefer not in (None, "public", "system"):
            self._broken(f"prefer is to be public or system, not {prefer}")
        return self._prefers[-1] if prefer is None else prefer == "public"

    def _entry(
        self, local: str, attributes: dict[str, str], match: str, target: str
    ) -> CatalogEntry:
        for name in (match, target):
            if name and name not in attributes:
                self._broken(f"{local} lacks {name}")
        compared = attributes.get(match, "")
        public = match.startswith("publicId")
        return CatalogEntry(
            match=" ".join(compared.split()) if public else escaped(compared),
            target=absolute(attributes[target], self._bases[-1]),
            line=self.parser.CurrentLineNumber,
            prefers_public=self._prefers[-1],
        )

    def _broken(self, message: str) -> NoReturn:
        raise SchemaError(
            f"the catalog is broken: {message}",
            path=self.catalog.path,
            line=self.parser.CurrentLineNumber,
            mend="see the entries of OASIS XML Catalogs 1.1",
        )
