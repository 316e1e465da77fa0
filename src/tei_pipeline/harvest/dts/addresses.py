"""Identifiers and addresses of the service: absolute, each made and read here."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote

from tei_pipeline.catalogue.published import Document, View

_SETS = "sets/"
ALL = "*"
"""The collection of all documents, among the sets by their specs: no spec holds this sign."""


class Addresses(NamedTuple):
    """``base`` is the service's own address, ``site`` that of the pages, which name documents."""

    base: str
    site: str

    @property
    def root(self) -> str:
        """Return the identifier of the collection of all."""
        return f"{self._pages}/"

    @property
    def _pages(self) -> str:
        return (self.site or self.base.rpartition("/")[0]).rstrip("/")

    def resource(self, document: Document) -> str:
        """Return the identifier of a document: the address of its page."""
        return f"{self.root}{quote(document.id)}.html"

    def set(self, spec: str) -> str:
        """Return the identifier of a collection that is a set; the root's for none.

        That of all documents is the address of their list.
        """
        if spec == ALL:
            return f"{self.root}documents.html"
        return f"{self.root}{_SETS}{quote(spec, safe=':')}" if spec else self.root

    def spec(self, identifier: str, known: Mapping[str, object]) -> str | None:
        """Return the set that an identifier means; None where it means none."""
        wanted = unquote(identifier).rstrip("/")
        return next((spec for spec in known if unquote(self.set(spec)).rstrip("/") == wanted), None)

    def document(self, view: View, identifier: str) -> Document | None:
        """Return the document that an identifier means, one that was withdrawn too.

        Its own id serves as well as the address of its page.
        """
        found = view.document(identifier)
        if found is None:
            written = unquote(identifier)
            name = written.removeprefix(self.root).removesuffix(".html")
            found = view.document(name)
            if found is not None and unquote(self.resource(found)) != written:
                found = None
        return found

    def call(self, endpoint: str, **values: str) -> str:
        """Return the address of a request."""
        given = "&".join(f"{name}={quote(value, safe='')}" for name, value in values.items())
        return f"{self.base}/{endpoint}?{given}" if given else f"{self.base}/{endpoint}"

    def template(self, endpoint: str, name: str, identifier: str, rest: str) -> str:
        """Return the template of requests about one thing (RFC 6570)."""
        return f"{self.call(endpoint, **{name: identifier})}{{&{rest}}}"
