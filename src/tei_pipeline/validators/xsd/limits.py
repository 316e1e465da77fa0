"""An end to assertions that have none: XPath in a schema may ask for more than a lifetime."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

_AGAIN = 1.0


class UnendingError(BaseException):
    """The time is up. No plain exception: what catches those would go on."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise ``UnendingError`` in what is done here after so many seconds.

    Only the main thread of a process on POSIX has a clock for it; elsewhere there is no limit.
    """
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: Any) -> None:
        raise UnendingError

    before = signal.signal(signal.SIGALRM, stop)
    try:
        # Again and again, for an exception is lost where it falls into a finalizer.
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001), _AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def assertion_in(trace: TracebackType | None) -> Any:
    """Return the assertion that was being tested where an error was raised, if any."""
    from xmlschema.validators import XsdAssert

    while trace is not None:
        tested = trace.tb_frame.f_locals.get("self")
        if isinstance(tested, XsdAssert):
            return tested
        trace = trace.tb_next
    return None
