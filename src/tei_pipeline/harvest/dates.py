"""UTCdatetime of the protocol (OAI-PMH 2.0, 3.3): days and seconds, in UTC, in one form each."""

import re
import time
from calendar import timegm
from datetime import datetime
from functools import lru_cache

_DAY = 86_400
_FORM = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}):([0-9]{2})Z)?")


def span(text: str) -> tuple[int, int] | None:
    """Return the first and the last second of a day, or one second twice; None: no such date."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    try:
        moment = datetime(*(int(part) for part in found.groups("0")))  # type: ignore[arg-type]
    except ValueError:
        return None
    first = timegm(moment.timetuple())
    return first, first if by_second(text) else first + _DAY - 1


def by_second(text: str) -> bool:
    """Return whether a date is given to the second."""
    return "T" in text


@lru_cache(maxsize=1024)
def written(stamp: int) -> str:
    """Return a stamp as the protocol writes it, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(stamp))
