"""Dates: what of a normal form all formats can hold."""

import re

_DAY = re.compile(r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d)(?:T[\d:.]+)?)?)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def day(iso: str) -> str:
    """Return the day, month or year that an ISO date is of; empty where no calendar has it.

    Time and time zone are left away, for not all formats can hold them.
    """
    found = _DAY.fullmatch(iso.strip())
    if not found or not int(found[1]) or (len(found[1].lstrip("-")) > 4 and "0" in found[1][:2]):
        return ""
    year, month, date = found.groups()
    if month and not 1 <= int(month) <= 12:
        return ""
    if date and not 1 <= int(date) <= _length(int(year), int(month)):
        return ""
    return "-".join(part for part in (year, month, date) if part)


def _length(year: int, month: int) -> int:
    """Return the days of a month; before Christ there is no year 0 (XML Schema 1.0, 3.2.7)."""
    counted = year + 1 if year < 0 else year
    leap = counted % 4 == 0 and (counted % 100 != 0 or counted % 400 == 0)
    return 28 if month == 2 and not leap else _LENGTHS[month - 1]


def iso(tei: str) -> str:
    """Return a day of TEI as ISO 8601 has it, whose year 0 is TEI's -0001 (1 BC)."""
    found = re.fullmatch(r"-(\d+)(.*)", tei)
    if not found:
        return tei
    before = int(found[1]) - 1
    return f"{'-' if before else ''}{before:04}{found[2]}"


def year(iso: str) -> str:
    """Return the year of a day as four digits; empty before Christ and after 9999."""
    found = re.match(r"\d{4}(?!\d)", iso)
    return found[0] if found else ""


def xsd_type(iso: str) -> str:
    """Return the XML Schema type of a day, month or year."""
    return ("gYear", "gYearMonth", "date")[iso.lstrip("-").count("-")]
