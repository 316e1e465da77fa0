"""Durations (XML Schema Part 2, section 3.2.6): ordered only where all months agree on it."""

from tei_pipeline.relaxng.datatypes.dates import days_before, whole
from tei_pipeline.relaxng.datatypes.types import pattern

is_duration = pattern(
    r"(?P<sign>-?)P(?=[0-9]|T)(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?(?:(?P<days>[0-9]+)D)?"
    r"(?:T(?=[0-9])(?:(?P<hours>[0-9]+)H)?(?:(?P<minutes>[0-9]+)M)?"
    r"(?:(?P<seconds>[0-9]+)(?:\.(?P<part>[0-9]+))?S)?)?"
)

# The months to which a duration is added to compare it (section 3.2.6.2).
_STARTS = ((1696, 8), (1697, 1), (1903, 2), (1903, 6))

# Sign (-1 or 1), months, seconds, and the digits of a part of a second.
Duration = tuple[int, int, int, str]


def duration(text: str) -> Duration:
    """Return the value of a duration."""
    found = is_duration(text)
    assert found is not None
    years, months, days, hours, minutes, seconds = (
        whole(found[key] or "0")
        for key in ("years", "months", "days", "hours", "minutes", "seconds")
    )
    all_seconds = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    part = (found["part"] or "").rstrip("0")
    return (-1 if found["sign"] else 1), years * 12 + months, all_seconds, part


def compare_durations(first: Duration, second: Duration) -> int | None:
    """Return the order of two durations, None where it depends on the month."""
    orders = {_compare(_added(first, *start), _added(second, *start)) for start in _STARTS}
    return orders.pop() if len(orders) == 1 else None


def _added(value: Duration, year: int, month: int) -> tuple[int, int, str]:
    """Return seconds, and sign and digits of the part of a second, from a month on."""
    sign, months, seconds, part = value
    days = days_before(year, month + sign * months)
    return days * 86400 + sign * seconds, sign if part else 0, part


def _compare(first: tuple[int, int, str], second: tuple[int, int, str]) -> int:
    a, b = _ordered(first), _ordered(second)
    return (a > b) - (a < b)


def _ordered(moment: tuple[int, int, str]) -> tuple[int, str]:
    """Return whole seconds downwards and the part above them."""
    seconds, sign, part = moment
    if sign >= 0:
        return seconds, part
    # What is missing to the next whole second: nines, and ten at the last digit.
    rest = "".join(str(9 - int(digit)) for digit in part[:-1]) + str(10 - int(part[-1]))
    return seconds - 1, rest
