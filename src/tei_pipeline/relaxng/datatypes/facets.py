"""Parameters of a type: XML Schema's facets, each as a test of a text.

RELAX NG lets every facet be a parameter but ``whiteSpace`` and ``enumeration``.
"""

from collections.abc import Callable

from tei_pipeline.relaxng.datatypes.types import DatatypeError, Kind, Test, normalised
from tei_pipeline.relaxng.written import spaces_trimmed

_LENGTHS: dict[str, Callable[[int, int], bool]] = {
    "length": int.__eq__,
    "minLength": int.__ge__,
    "maxLength": int.__le__,
}
_ORDERS: dict[str, frozenset[int]] = {
    "minInclusive": frozenset({0, 1}),
    "minExclusive": frozenset({1}),
    "maxInclusive": frozenset({0, -1}),
    "maxExclusive": frozenset({-1}),
}
_DIGITS = {"totalDigits": 0, "fractionDigits": 1}
FACETS = ("pattern", *_LENGTHS, *_ORDERS, *_DIGITS)


def tests(kind: Kind, name: str, params: tuple[tuple[str, str], ...]) -> tuple[Test, ...]:
    """Return the tests of parameters; raises ``DatatypeError`` where a type cannot have one.

    Each parameter restricts the type that the ones before it have made.
    """
    made: list[Test] = []
    for facet, value in params:
        made.append(_test(kind, name, facet, value, made))
    return tuple(made)


def _test(kind: Kind, name: str, facet: str, value: str, before: list[Test]) -> Test:
    if facet == "pattern":
        # 3 ms, which a document without such values need not pay
        from tei_pipeline.relaxng.datatypes.expressions import expression

        return expression(value)
    if facet in _LENGTHS and kind.measure is not None:
        return _length(kind.measure, _LENGTHS[facet], _number(facet, value))
    if facet in _ORDERS and kind.compare is not None:
        return _order(kind, name, facet, value, before)
    if facet in _DIGITS and kind.digits is not None:
        most = _number(facet, value)
        if facet == "totalDigits" and not most:
            raise DatatypeError("the parameter “totalDigits” must be greater than 0")
        return _most_digits(kind.digits, _DIGITS[facet], most)
    what = (
        "the type “{}” has no parameter “{}”"
        if facet in FACETS
        else "no type has a parameter “{1}”"
    )
    raise DatatypeError(what.format(name, facet))


def _number(facet: str, value: str) -> int:
    text = spaces_trimmed(value)
    digits = text[1:] if text[:1] in ("+", "-") else text
    negative = text[:1] == "-" and digits.strip("0")
    if negative or not (digits.isascii() and digits.isdigit()):
        raise DatatypeError(f"the parameter “{facet}” is no number: “{value}”")
    return int(digits[:4000])


def _length(measure: Callable[[str], int], holds: Callable[[int, int], bool], given: int) -> Test:
    return lambda text: holds(measure(text), given)


def _most_digits(digits: Callable[[str], tuple[int, int]], which: int, given: int) -> Test:
    return lambda text: digits(text)[which] <= given


def _order(kind: Kind, name: str, facet: str, value: str, before: list[Test]) -> Test:
    text = normalised(value, kind.space)
    read, compare, orders = kind.value, kind.compare, _ORDERS[facet]
    assert read is not None
    assert compare is not None
    if not kind.lexical(text):
        raise DatatypeError(f"the parameter “{facet}” is no value of “{name}”: “{value}”")
    if not all(test(text) for test in before):
        raise DatatypeError(
            f"the parameter “{facet}” is no value that the type can still have: “{value}”"
        )
    bound = read(text)
    return lambda text: compare(read(text), bound) in orders
