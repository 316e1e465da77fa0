"""What a harvesting protocol is asked and what it answers, without any server.

Protocols (``harvest``) are functions from one to the other; ``serving`` brings them to the network.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Asked(NamedTuple):
    """A request: ``path`` is what follows the protocol's own address, without its first ``/``.

    ``query`` holds the parameters in their order, repeated ones too, decoded; those of a form that
    was posted stand there as well. ``base`` is the protocol's own absolute address
    (``https://host/oai``); the names in ``headers`` are in small letters.
    """

    method: str
    base: str
    path: str = ""
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = {}  # never written to


class Answer(NamedTuple):
    """An answer: ``kind`` is its media type, with the charset where that is to be told.

    ``headers`` are those beyond media type, length, compression and validators, which the server
    sets for all answers.
    """

    content: bytes
    kind: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


Endpoint = Callable[[Asked], Answer]
"""A protocol; raises nothing that a request could cause."""
