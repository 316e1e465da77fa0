"""Protocols at their addresses: from a request to ``Asked``, and from ``Answer`` to what is sent.

What a protocol can judge it is given, wrong or not; only what is too large for it is refused here.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from tei_pipeline.errors import PipelineError
from tei_pipeline.exchange import Answer, Asked, Endpoint
from tei_pipeline.serving.answers import Pieces, content, headed, with_vary
from tei_pipeline.serving.bases import Bases
from tei_pipeline.serving.refusals import Refusal, refused

THREADS = 4
WAITING = 1024  # requests that may wait for a thread
PATIENCE = 20.0  # seconds that one waits for a thread, and that a body may take to come
BODY = 1 << 20  # bytes
HELD = 1 << 28  # bytes of answers that are being read, from which on others have to wait
_PARAMETERS = 1000
_FORM = "application/x-www-form-urlencoded"
_SHARED = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "Content-Location, ETag, Link, Retry-After"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
)
_ASKED_BEFORE = (  # of the answer to a preflight request
    ("Access-Control-Allow-Headers", "Accept, Content-Type, If-None-Match"),
    ("Access-Control-Max-Age", "86400"),
)
# What a browser may do with an answer that it shows: texts and their images, no script.
_POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src * data:"


class Mount(NamedTuple):
    """A protocol and what it takes: ``forms`` that are posted, addresses ``below`` its own."""

    endpoint: Endpoint
    forms: bool = False
    below: bool = False

    @property
    def methods(self) -> tuple[str, ...]:
        """Return the methods that it may be asked with."""
        return ("GET", "HEAD", "OPTIONS", *(["POST"] if self.forms else []))


class Mounts:
    """Asks protocols in a few threads; says when there are too many who want to know."""

    def __init__(self, bases: Bases) -> None:
        self._bases = bases
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="protocol")
        self._free = asyncio.Semaphore(THREADS)
        self._waiting = 0
        self._held = 0

    async def answer(self, mount: Mount, address: str, path: str, request: Request) -> Response:
        """Return the answer of a protocol that stands at ``address``."""
        if request.method == "OPTIONS":
            methods = ", ".join(mount.methods)
            told = (("Allow", methods), ("Access-Control-Allow-Methods", methods))
            return headed(Response(status_code=204), (*told, *_SHARED, *_ASKED_BEFORE))
        try:
            asked = await self._asked(address, path, request)
            answer = await self._run(lambda: _sent(request, _answered(mount, asked)))
        except Refusal as refusal:
            return headed(refusal.answer(), _SHARED)
        return self._counted(answer)

    async def _asked(self, address: str, path: str, request: Request) -> Asked:
        query = _parameters(request.scope["query_string"])
        if request.method == "POST":
            body = await _body(request)
            kind = request.headers.get("content-type", _FORM).partition(";")[0].strip().lower()
            query += _parameters(body) if kind == _FORM else ()
        headers = {name: ", ".join(request.headers.getlist(name)) for name in request.headers}
        base = f"{self._bases.of(request)}{address}"
        return Asked(request.method, base, path, query[:_PARAMETERS], headers)

    async def _run(self, call: Callable[[], Response]) -> Response:
        if self._waiting >= WAITING or self._held >= HELD:
            raise refused(503, "the server has more to do than it can; try again soon")
        self._waiting += 1
        try:
            async with asyncio.timeout(PATIENCE):
                await self._free.acquire()
        except TimeoutError:
            raise refused(503, "the server is too busy; try again soon") from None
        finally:
            self._waiting -= 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, call)
        finally:
            self._free.release()

    def _counted(self, answer: Response) -> Response:
        if isinstance(answer, Pieces):
            size = len(answer.body)
            self._held += size
            answer.gone = lambda: self._let_go(size)
        return answer

    def _let_go(self, size: int) -> None:
        self._held -= size


def _answered(mount: Mount, asked: Asked) -> Answer:
    """Ask a protocol; raises ``Refusal`` where what is published cannot be read."""
    try:
        # A HEAD is answered as a GET whose body stays behind (RFC 9110, 9.3.2).
        method = "GET" if asked.method == "HEAD" else asked.method
        return mount.endpoint(asked._replace(method=method))
    except PipelineError as error:
        # Its words name files of this machine, which are nobody's business.
        raise refused(503, "what is published cannot be read just now; try again soon") from error


def _sent(request: Request, answer: Answer) -> Response:
    named = {name.lower() for name, _ in answer.headers}
    policy = () if "content-security-policy" in named else (("Content-Security-Policy", _POLICY),)
    headers = (*answer.headers, *policy, *_SHARED)
    if answer.status == 200:
        return content(request, answer.content, answer.kind, headers)
    kept = () if "cache-control" in named else (("Cache-Control", "no-store"),)
    told = (("Content-Type", answer.kind), *headers, *kept)
    return headed(Pieces(answer.content, answer.status), with_vary(told, "Accept-Encoding"))


def _parameters(query: bytes) -> tuple[tuple[str, str], ...]:
    """Return decoded parameters in their order; what is no UTF-8 is replaced (U+FFFD)."""
    # One more than are passed on, so that cutting some off does not make a wrong request right.
    parts = query.split(b"&", _PARAMETERS)[:_PARAMETERS]
    text = b"&".join(parts).decode("utf-8", "replace")
    return tuple(parse_qsl(text, keep_blank_values=True, errors="replace"))


async def _body(request: Request) -> bytes:
    """Return what was posted; raises ``Refusal``."""
    found = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for piece in request.stream():
                found += piece
                if len(found) > BODY:
                    raise refused(413, f"at most {BODY} bytes may be posted", close=True)
    except TimeoutError:
        raise refused(408, "what is posted did not come in time", close=True) from None
    except ClientDisconnect:
        raise refused(408, "what is posted did not come whole", close=True) from None
    return bytes(found)
