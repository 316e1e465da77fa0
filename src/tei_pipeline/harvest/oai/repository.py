"""The repository at one moment: its identifiers, formats, sets, rights, tokens, and its names."""

import re

from tei_pipeline.catalogue.published import Format, Header, Set, View, offered
from tei_pipeline.harvest.identifiers import Identifiers
from tei_pipeline.harvest.oai.refusals import refused
from tei_pipeline.harvest.oai.tokens import Tokens
from tei_pipeline.harvest.oai.writing import (
    DC,
    OAI_DC,
    OAI_DC_SCHEMA,
    dublin_core,
    element,
    header,
    placed,
)

_MAIL = re.compile(r"[^\s@]{2,}@(?:[^\s@.]+\.)+[^\s@.]+")
_RIGHTS = re.compile(rb'<dc:rights(?: xml:lang="[^"<]*")?>[^<]+</dc:rights>')
_END = b"</record>"
_DC = f'xmlns:dc="{DC}"'.encode()


class Repository:
    """What a view holds, in the terms of the protocol."""

    def __init__(self, view: View, passing: bytes) -> None:
        """Say whose view it is.

        Tokens are signed with the secret that the catalogue keeps, and with the ``passing`` one
        where it keeps none.
        """
        self.view = view
        self.about = view.about()
        self.tokens = Tokens(self.about.get("secret", "").encode() or passing)
        self.identifiers = Identifiers(self.about.get("identifier-namespace", ""))
        self._formats = {"oai_dc": Format(OAI_DC_SCHEMA, OAI_DC), **offered(self.about)}
        publisher = dublin_core((("publisher", self.about.get("publisher", "")),))
        self._publisher = publisher.removesuffix("</oai_dc:dc>").encode()
        licence = self.about.get("licence", "")
        self._licence = element("dc:rights", licence).encode() if licence else b""

    def mail(self) -> str:
        """Return an address of who keeps the repository; one that checkers do not refuse."""
        told = self.about.get("admin-email", "")
        return told if _MAIL.fullmatch(told) else f"editors@{self.identifiers.namespace}"

    def formats(self) -> dict[str, Format]:
        """Return the formats that there are records in, ``oai_dc`` always, by their prefixes."""
        held = {"oai_dc", *self.view.formats()}
        return {prefix: one for prefix, one in self._formats.items() if prefix in held}

    def id(self, identifier: str) -> str:
        """Return the id of a document that is or was published; raises ``RefusedError``."""
        id = self.identifiers.id(identifier)
        if id is None or self.view.document(id) is None:
            raise refused("idDoesNotExist", "the repository has no item of this identifier")
        return id

    def sets(self) -> list[Set]:
        """Return all sets by their specs, and those that are only named in sets below them."""
        named = {one.spec: one for one in self.view.sets()}
        for spec in list(named):
            while ":" in spec:
                spec = spec.rpartition(":")[0]
                named.setdefault(spec, Set(spec, spec.rpartition(":")[2]))
        return [named[spec] for spec in sorted(named)]

    # Records.

    def header(self, told: Header) -> bytes:
        """Return the header of a record as XML."""
        return header(self.identifiers.of(told.id), told)

    def record(self, told: Header, format_: str) -> bytes:
        """Return a record as XML; a deleted one has its header alone (OAI-PMH 2.0, 2.5.1)."""
        content = None if told.deleted else self.view.content(told.id, format_)
        if content is None:
            return b"<record>%b</record>" % self.header(told._replace(deleted=True))
        known = self._formats.get(format_)
        parts = placed(content, f"{known.namespace} {known.schema}") if known else (content,)
        described = content if format_ == "oai_dc" else self.view.content(told.id, "oai_dc") or b""
        about = self._about_record(described)
        return b"".join(
            (b"<record>", self.header(told), b"<metadata>", *parts, b"</metadata>", about, _END)
        )

    def _about_record(self, described: bytes) -> bytes:
        """Return what a record says of its use; in Dublin Core, as the protocol does (4.1).

        The schema of responses is strict about what stands there, and Dublin Core is what every
        harvester must have a schema of. Documents have licences of their own, which stand as
        ``dc:rights`` in their descriptions.
        """
        rights = self._licence
        first = described.find(b"<dc:rights")
        if first >= 0 and _DC in described:
            rights = b"".join(dict.fromkeys(_RIGHTS.findall(described, first))) or rights
        return b"<about>%b%b</oai_dc:dc></about>" % (self._publisher, rights) if rights else b""
