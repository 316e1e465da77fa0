"""The peers of our OAI-PMH provider, given the same records from the same catalogue.

What they ask of who uses them is done as fast as it can be: identifiers and stamps are held in
memory, and records are parsed, as both want elements, and read one query for each, as ours are.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from tei_pipeline.catalogue.published import Header, Published, Selection
from tei_pipeline.exchange import Answer, Asked, Endpoint

PAGE = 100  # records in an answer
_KIND = "text/xml; charset=utf-8"
_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"


def installed(name: str) -> bool:
    """Return whether a peer is there."""
    return find_spec(name.replace("-", "_")) is not None


def _headers(published: Published) -> list[Header]:
    with published.view() as view:
        found = view.select(Selection("oai_dc", view.newest()))
    return [header for _, header in found]


def _moment(stamp: int) -> datetime:
    return datetime.fromtimestamp(stamp, UTC).replace(tzinfo=None)


def _element(published: Published, identifier: str) -> Any:
    with published.view() as view:
        return etree.fromstring(view.content(identifier, "oai_dc") or b"")


def oai_repo(path: Path) -> Endpoint:
    """Return the provider that ``oai-repo`` makes."""
    theirs: Any = import_module("oai_repo")
    published = Published(path)
    headers = _headers(published)
    by_id = {header.id: header for header in headers}

    class Data(theirs.DataInterface):  # type: ignore[misc]
        limit = PAGE

        def get_identify(self) -> Any:
            return theirs.Identify(
                "Letters",
                "http://127.0.0.1/oai",
                ["a@example.org"],
                "2020-01-01T00:00:00Z",
                "persistent",
                "YYYY-MM-DDThh:mm:ssZ",
            )

        def is_valid_identifier(self, identifier: str) -> bool:
            return identifier in by_id

        def get_metadata_formats(self, identifier: str | None = None) -> Any:
            return [theirs.MetadataFormat("oai_dc", _SCHEMA, _NAMESPACE)]

        def get_record_header(self, identifier: str) -> Any:
            header = by_id[identifier]
            return theirs.RecordHeader(identifier, _moment(header.stamp), list(header.sets))

        def get_record_metadata(self, identifier: str, metadataprefix: str) -> Any:
            return _element(published, identifier)

        def get_record_abouts(self, identifier: str) -> list[Any]:
            return []

        def list_set_specs(self, identifier: str | None = None, cursor: int = 0) -> Any:
            return [], 0, None

        def get_set(self, setspec: str) -> Any:
            return None

        def list_identifiers(
            self,
            metadataprefix: str,
            filter_from: Any = None,
            filter_until: Any = None,
            filter_set: Any = None,
            cursor: int = 0,
        ) -> Any:
            page = headers[cursor : cursor + PAGE]
            return [header.id for header in page], len(headers), None

    repository = theirs.OAIRepository(Data())
    return lambda asked: Answer(bytes(repository.process(dict(asked.query))), _KIND)


def oaipmh(path: Path) -> Endpoint:
    """Return the provider that ``oaipmh`` makes."""
    common, metadata, server = (
        import_module(f"oaipmh.{name}") for name in ("common", "metadata", "server")
    )
    published = Published(path)
    headers = _headers(published)
    identity = common.Identify(
        *("Letters", "http://127.0.0.1/oai", "2.0", ["a@example.org"], datetime(2020, 1, 1)),
        *("persistent", "YYYY-MM-DDThh:mm:ssZ", ["identity"]),
    )

    class Data:
        def identify(self) -> Any:
            return identity

        def listMetadataFormats(self, identifier: str | None = None) -> Any:  # noqa: N802
            return [("oai_dc", _SCHEMA, _NAMESPACE)]

        def listSets(self, cursor: int = 0, batch_size: int = 10) -> Any:  # noqa: N802
            return []

        def listRecords(  # noqa: N802
            self,
            metadataPrefix: str,  # noqa: N803
            cursor: int = 0,
            batch_size: int = 10,
            **_: Any,
        ) -> Any:
            for one in headers[cursor : cursor + batch_size]:
                header = common.Header(None, one.id, _moment(one.stamp), list(one.sets), False)
                yield header, one.id, None

    registry = metadata.MetadataRegistry()
    registry.registerWriter("oai_dc", lambda under, id: under.append(_element(published, id)))
    provider = server.BatchingServer(Data(), registry, resumption_batch_size=PAGE)

    def answer(asked: Asked) -> Answer:
        return Answer(provider.handleRequest(dict(asked.query)), _KIND)

    return answer


PEERS: Mapping[str, Callable[[Path], Endpoint]] = {"oai-repo": oai_repo, "oaipmh": oaipmh}
"""The peers by the names of their packages."""
