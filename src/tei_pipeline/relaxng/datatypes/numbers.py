"""Numbers, truth values and bytes: decimal, float, double, boolean, hexBinary, base64Binary.

A decimal is compared by its digits, so that it may be as long as it likes.
"""

import math
import struct

from tei_pipeline.relaxng.datatypes.types import pattern

is_decimal = pattern(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
is_integer = pattern(r"[+-]?[0-9]+")
is_float = pattern(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|-?INF|NaN")
is_hex = pattern("(?:[0-9a-fA-F]{2})*")
is_base64 = pattern(
    "(?:(?:[A-Za-z0-9+/] ?){4})*"
    "(?:(?:[A-Za-z0-9+/] ?){3}[A-Za-z0-9+/]"
    "|(?:[A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?="
    "|[A-Za-z0-9+/] ?[AQgw] ?= ?=)?"
)

# Sign (-1, 0, 1), number of digits before the point, these, and the digits behind it.
Decimal = tuple[int, int, str, str]


def is_boolean(text: str) -> bool:
    """Tell whether a text is a truth value."""
    return text in ("true", "false", "1", "0")


def boolean(text: str) -> bool:
    """Return the truth value of a text."""
    return text in ("true", "1")


def decimal(text: str) -> Decimal:
    """Return the value of a decimal."""
    whole, _, part = text.lstrip("+-").partition(".")
    whole, part = whole.lstrip("0"), part.rstrip("0")
    if not whole and not part:
        return 0, 0, "", ""
    return (-1 if text[0] == "-" else 1), len(whole), whole, part


def compare_decimals(first: Decimal, second: Decimal) -> int:
    """Return -1, 0 or 1 as the first is less than, equal to or greater than the second."""
    if first == second:
        return 0
    if first[0] != second[0]:
        return -1 if first[0] < second[0] else 1
    less = first[1:] < second[1:]
    return -1 if less == (first[0] > 0) else 1


def decimal_digits(text: str) -> tuple[int, int]:
    """Return how many digits a decimal needs, and how many of these behind the point."""
    _, count, _, part = decimal(text)
    return max(count + len(part), 1), len(part)


def double(text: str) -> float:
    """Return the value of a double."""
    return float(text.replace("INF", "inf"))


def single(text: str) -> float:
    """Return the value of a float, of 32 bits."""
    value = double(text)
    try:
        return float(struct.unpack("f", struct.pack("f", value))[0])
    except OverflowError:
        return math.copysign(math.inf, value)


def compare_floats(first: float, second: float) -> int | None:
    """Return the order of two floats; NaN equals itself and has no order with any other."""
    if math.isnan(first) or math.isnan(second):
        return 0 if math.isnan(first) and math.isnan(second) else None
    return (first > second) - (first < second)


def hex_value(text: str) -> str:
    """Return the bytes of hexadecimal digits, as digits of one case."""
    return text.upper()


def hex_length(text: str) -> int:
    """Return how many bytes hexadecimal digits stand for."""
    return len(text) // 2


def base64_value(text: str) -> str:
    """Return the bytes of a base64 text, as such a text without white space."""
    return text.replace(" ", "")


def base64_length(text: str) -> int:
    """Return how many bytes a base64 text stands for."""
    digits = base64_value(text).rstrip("=")
    return len(digits) * 3 // 4
