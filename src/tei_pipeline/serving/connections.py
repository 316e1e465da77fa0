"""Connections: so many and no more, and none kept by who is slow.

A request has to be there whole after some seconds, however its bytes trickle; of an answer some
part has to be read from time to time.
"""

import asyncio
import resource
from contextlib import suppress
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD = 10.0  # seconds from the first byte of a request, or the opening, to the end of its headers
READING = 20.0  # seconds in which some part of an answer must be read
MOST = 4096  # connections
HEADERS = 1 << 17  # bytes of a request's headers that are held before it is refused
_RESERVE = 128  # open files for all that is no connection
_RETRY = 5  # seconds after which one may try again
_BUSY = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Retry-After: %d\r\nContent-Length: 28\r\nConnection: close\r\n\r\n"
    b"too many connections at once" % _RETRY
)


def open_files() -> int:
    """Let the process hold as many files open as it may, and return how many connections fit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wished = MOST * 2 if hard == resource.RLIM_INFINITY else min(hard, MOST * 2)
    if soft < wished:
        with suppress(OSError, ValueError):  # who keeps it in a cage may forbid that
            resource.setrlimit(resource.RLIMIT_NOFILE, (wished, hard))
            soft = wished
    return min(MOST, max(soft - _RESERVE, 16))


class Patient(H11Protocol):
    """uvicorn's protocol with an end to its patience."""

    most = MOST

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, or say that there are too many."""
        self._head: asyncio.TimerHandle | None = None
        self._reading: asyncio.TimerHandle | None = None
        super().connection_made(transport)
        if len(self.connections) > self.most:
            transport.write(_BUSY)
            transport.close()
            return
        self._begin()

    def data_received(self, data: bytes) -> None:
        """Take what comes; what has no answer yet has to be whole in time."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._cancel("_head")
        elif self._head is None:
            self._begin()

    def connection_lost(self, exc: Exception | None) -> None:
        """End all waiting."""
        self._cancel("_head")
        self._cancel("_reading")
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Begin to watch that the reader goes on."""
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        """Be content with the reader."""
        super().resume_writing()
        self._cancel("_reading")

    def _begin(self) -> None:
        self._head = self.loop.call_later(HEAD, self.transport.abort)

    def _watch(self) -> None:
        left = self.transport.get_write_buffer_size()
        self._reading = self.loop.call_later(READING, self._look, left)

    def _look(self, before: int) -> None:
        if self.transport.get_write_buffer_size() >= before:
            self.transport.abort()
        else:
            self._watch()

    def _cancel(self, name: str) -> None:
        timer: Any = getattr(self, name)
        if timer is not None:
            timer.cancel()
            setattr(self, name, None)
