"""Resumption tokens (OAI-PMH 2.0, 3.5): they hold all that is needed to go on, and are signed.

So the server keeps nothing, a token survives rebuilds and restarts, and none can be made or
changed by others. They are of letters, digits, ``-`` and ``_``, which no client need encode.
"""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NamedTuple

_SIGNATURE = 16  # bytes: 128 bits
_MADE_FOR = b"oai-pmh 1 "  # to be changed with State


class State(NamedTuple):
    """How far a list has come.

    Records are of ``format``, ``set`` and the span of stamps, as they were at the publication
    ``as_of``; the last one given had its place by ``build`` and ``id`` (the last set: its spec as
    ``id``). ``cursor`` is how many were given of ``size``; ``expires`` is a stamp.
    """

    verb: str
    format: str
    as_of: int
    set: str
    first: int | None
    last: int | None
    build: int
    id: str
    cursor: int
    size: int
    expires: int = 0


class Tokens:
    """The tokens of who knows the secret."""

    def __init__(self, secret: bytes) -> None:
        """Say the secret."""
        self._secret = secret

    def token(self, state: State) -> str:
        """Return the token of a state."""
        told = json.dumps(state, separators=(",", ":"), ensure_ascii=False).encode()
        return urlsafe_b64encode(self._signed(told) + told).rstrip(b"=").decode()

    def state(self, token: str, verb: str, now: int) -> State | None:
        """Return the state in a token; None where it is not ours, too old or of another verb."""
        try:
            held = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
        except ValueError:
            return None
        signature, told = held[:_SIGNATURE], held[_SIGNATURE:]
        if not hmac.compare_digest(signature, self._signed(told)):
            return None
        state = State(*json.loads(told))
        known = state.verb == verb and state.expires >= now and self.token(state) == token
        return state if known else None

    def _signed(self, told: bytes) -> bytes:
        return hmac.digest(self._secret, _MADE_FOR + told, "sha256")[:_SIGNATURE]
