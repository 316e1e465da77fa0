"""The provider: six verbs, each an answer made of what is published at this moment."""

import time
from collections.abc import Callable, Iterator
from secrets import token_bytes

from tei_pipeline.catalogue.published import Format, Published
from tei_pipeline.errors import OutputError
from tei_pipeline.exchange import Answer, Asked, Endpoint
from tei_pipeline.harvest.oai.arguments import Request, read
from tei_pipeline.harvest.oai.identify import identity
from tei_pipeline.harvest.oai.lists import Limits, Lists
from tei_pipeline.harvest.oai.refusals import UNTOLD, RefusedError, refused
from tei_pipeline.harvest.oai.repository import Repository
from tei_pipeline.harvest.oai.writing import element, errors, response

_KIND = "text/xml; charset=utf-8"
_WAIT = "60"  # seconds, where the catalogue cannot be read
_USUAL = Limits()

_Verb = Callable[[Repository, Request, int], Iterator[bytes]]


def provider(
    published: Published,
    *,
    limits: Limits = _USUAL,
    compression: tuple[str, ...] = ("gzip",),
    clock: Callable[[], float] = time.time,
) -> Endpoint:
    """Return the repository of what is published, which signs its tokens with the secret of that.

    ``compression`` names the codings that the server can send answers in.
    """
    lists = Lists(limits)
    passing = token_bytes(32)
    verbs: dict[str, _Verb] = {
        "ListMetadataFormats": _formats,
        "ListSets": lists.sets,
        "ListIdentifiers": lists.headers,
        "ListRecords": lists.records,
        "GetRecord": _record,
    }

    def body(asked: Asked, request: Request, now: int) -> bytes:
        with published.view() as view:
            held = Repository(view, passing)
            if request.verb == "Identify":
                parts = identity(held, asked.base, now, compression)
            else:
                parts = verbs[request.verb](held, request, now)
            name = request.verb.encode()
            return b"<%b>\n%b\n</%b>" % (name, b"\n".join(parts), name)

    # The moment is taken before the view: who goes on from it next time misses nothing.
    return lambda asked: _answer(asked, int(clock()), body)


def _answer(asked: Asked, now: int, body: Callable[[Asked, Request, int], bytes]) -> Answer:
    told: dict[str, str] = {}
    try:
        request = read(asked.query)
        told = {"verb": request.verb, **request.arguments}
        content = body(asked, request, now)
    except RefusedError as error:
        content = errors(error.refusals)
        if any(one.code in UNTOLD for one in error.refusals):
            told = {}
    except OutputError:
        return _later()
    return Answer(response(now, asked.base, told, content), _KIND)


def _later() -> Answer:
    """Return what HTTP has for a repository that cannot answer now (OAI-PMH 2.0, 3.1.2.2)."""
    said = b"The repository cannot be read at the moment; ask again later.\n"
    return Answer(said, "text/plain; charset=utf-8", 503, (("Retry-After", _WAIT),))


def _formats(held: Repository, request: Request, now: int) -> Iterator[bytes]:
    formats = held.formats()
    if "identifier" in request.arguments:
        document = held.view.document(held.id(request.arguments["identifier"]))
        kept = document.formats if document else ()
        formats = {prefix: one for prefix, one in formats.items() if prefix in kept}
        if not formats:
            raise refused("noMetadataFormats", "this item is no longer published in any format")
    for prefix, one in formats.items():
        yield _format(prefix, one)


def _format(prefix: str, one: Format) -> bytes:
    told = (
        element("metadataPrefix", prefix),
        element("schema", one.schema),
        element("metadataNamespace", one.namespace),
    )
    return f"<metadataFormat>{''.join(told)}</metadataFormat>".encode()


def _record(held: Repository, request: Request, now: int) -> Iterator[bytes]:
    id, format_ = held.id(request.arguments["identifier"]), request.arguments["metadataPrefix"]
    header = held.view.header(id, format_)
    if header is None:
        raise refused(
            "cannotDisseminateFormat",
            "the item is not in this format; ListMetadataFormats with its identifier lists others",
        )
    yield held.record(header, format_)
