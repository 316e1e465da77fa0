"""Identifiers of the scheme ``oai`` (OAI identifier format): ``oai:NAMESPACE:ID``.

Characters of an id that the scheme does not know are percent-encoded, so that each id has one
identifier and each identifier is of one id.
"""

import re
from urllib.parse import quote, unquote_to_bytes

_NAMESPACE = re.compile(r"[a-zA-Z][a-zA-Z0-9\-]*(?:\.[a-zA-Z][a-zA-Z0-9\-]*)+")
_SIMPLE = re.compile(r"[A-Za-z0-9\-_.]*")  # as nearly all ids are
_PLAIN = "-_.!~*'();/?:@&=+$,"
NOWHERE = "edition.invalid"
"""The domain of an edition that does not say where it is published (RFC 2606)."""


class Identifiers:
    """The identifiers of a repository."""

    def __init__(self, namespace: str) -> None:
        """Say what the repository is called; what is no domain name is not used."""
        self.namespace = namespace if _NAMESPACE.fullmatch(namespace) else NOWHERE
        self._start = f"oai:{self.namespace}:"

    def of(self, id: str) -> str:
        """Return the identifier of a document."""
        return self._start + (id if _SIMPLE.fullmatch(id) else quote(id, safe=_PLAIN))

    def id(self, identifier: str) -> str | None:
        """Return the id in an identifier; None where the identifier is not of our making."""
        if not identifier.startswith(self._start):
            return None
        try:
            id = unquote_to_bytes(identifier[len(self._start) :]).decode()
        except UnicodeError:
            return None
        return id if self.of(id) == identifier else None
