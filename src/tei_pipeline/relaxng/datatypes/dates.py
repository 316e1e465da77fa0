"""Dates and times (XML Schema Part 2, sections 3.2.7 to 3.2.14).

Values are compared on the time line; one with a time zone and one without have an order only where
they are more than 14 hours apart. A minute may have a second 60, as appendix E has it.
"""

from collections.abc import Callable

from tei_pipeline.relaxng.datatypes.types import pattern

_YEAR = r"(?P<sign>-?)(?P<year>[1-9][0-9]{4,}|[0-9]{4})"
_MONTH = r"(?P<month>0[1-9]|1[0-2])"
_DAY = r"(?P<day>0[1-9]|[12][0-9]|3[01])"
_TIME = (
    r"(?P<hour>[01][0-9]|2[0-4]):(?P<minute>[0-5][0-9]):(?P<second>[0-5][0-9]|60)"
    r"(?:\.(?P<part>[0-9]+))?"
)
_ZONE = r"(?P<zone>Z|(?P<east>[+-])(?P<hours>0[0-9]|1[0-4]):(?P<minutes>[0-5][0-9]))?"

PATTERNS = {
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
    "time": f"{_TIME}{_ZONE}",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
    "gYear": f"{_YEAR}{_ZONE}",
    "gMonthDay": f"--{_MONTH}-{_DAY}{_ZONE}",
    "gMonth": f"--{_MONTH}{_ZONE}",
    "gDay": f"---{_DAY}{_ZONE}",
}

# Seconds, digits of a part of a second, and whether there is a time zone.
Moment = tuple[int, str, bool]

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LEAP_YEAR = "2000"  # stands for the year where there is none
_HOURS_APART = 14
_MOST_DIGITS = 4000  # Python reads no longer number at once


def moment_reader(name: str) -> Callable[[str], Moment | None]:
    """Return what reads the texts of one type: None for a text that does not belong to it."""
    match = pattern(PATTERNS[name])

    def read(text: str) -> Moment | None:
        found = match(text)
        return _moment(found.groupdict()) if found else None

    return read


def compare_moments(first: Moment, second: Moment) -> int | None:
    """Return the order of two values of one type, None where they have none."""
    if first[2] == second[2]:
        return (first > second) - (first < second)
    if second[2]:
        order = compare_moments(second, first)
        return None if order is None else -order
    apart = _HOURS_APART * 3600
    if first[:2] < (second[0] - apart, second[1]):
        return -1
    return 1 if first[:2] > (second[0] + apart, second[1]) else None


def days_before(year: int, month: int) -> int:
    """Return the days from a fixed day to the beginning of a month (months from 0, any number)."""
    year, month = year + month // 12, month % 12
    before = year - 1
    days = 365 * before + before // 4 - before // 100 + before // 400
    leap = month > 1 and not is_leap(year)
    return days + sum(_DAYS[:month]) - leap


def is_leap(year: int) -> bool:
    """Tell whether a year (of the proleptic Gregorian calendar, with a year 0) has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def whole(digits: str) -> int:
    """Return the number that digits stand for, however many."""
    found = 0
    for start in range(0, len(digits), _MOST_DIGITS):
        part = digits[start : start + _MOST_DIGITS]
        found = found * 10 ** len(part) + int(part)
    return found


def _moment(found: dict[str, str | None]) -> Moment | None:
    year = whole(found.get("year") or _LEAP_YEAR)
    if not year:
        return None  # XML Schema 1.0 has no year 0
    if found.get("sign"):
        year = 1 - year
    month, day = int(found.get("month") or 1), int(found.get("day") or 1)
    if day > _DAYS[month - 1] or (month == 2 and day == 29 and not is_leap(year)):
        return None
    seconds, part = _time(found), (found.get("part") or "").rstrip("0")
    if found.get("hour") == "24" and (seconds > 86400 or part):
        return None
    zone = _zone(found)
    if zone is None:
        return None
    if "day" not in found:
        seconds %= 86400  # a time of 24:00:00 is that of 00:00:00
    seconds += (days_before(year, month - 1) + day - 1) * 86400 - zone
    return seconds, part, found["zone"] is not None


def _time(found: dict[str, str | None]) -> int:
    hour, minute, second = (int(found.get(key) or 0) for key in ("hour", "minute", "second"))
    return hour * 3600 + minute * 60 + second


def _zone(found: dict[str, str | None]) -> int | None:
    """Return by how many seconds a time zone is ahead; None for one that does not exist."""
    seconds = int(found["hours"] or 0) * 3600 + int(found["minutes"] or 0) * 60
    if seconds > _HOURS_APART * 3600:
        return None
    return -seconds if found["east"] == "-" else seconds
