"""Answers of the server itself to what no protocol is to be bothered with: plain words."""

from starlette.responses import PlainTextResponse, Response

_RETRY = 5  # seconds after which one may try again


class Refusal(Exception):  # noqa: N818 - a request is refused; the server is not at fault
    """A request that is not answered, and what is said of it."""

    def __init__(self, status: int, words: str, close: bool) -> None:
        super().__init__(words)
        self._status = status
        self._words = words
        self._close = close

    def answer(self) -> Response:
        """Return what is sent."""
        headers = {"Cache-Control": "no-store"}
        if self._status == 503:
            headers["Retry-After"] = str(_RETRY)
        if self._close:
            headers["Connection"] = "close"
        return PlainTextResponse(f"{self._words}\n", self._status, headers)


def refused(status: int, words: str, *, close: bool = False) -> Refusal:
    """Return the refusal with a status; ``close`` ends the connection, whose rest is not read."""
    return Refusal(status, words, close)
