"""What does not compile of a schema: Saxon's words on the stylesheet, at the schema's lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tei_pipeline.errors import SchemaError
from tei_pipeline.validators.schematron.source import MARK, REPORT, Source

_ERROR = re.compile(
    r"Error (?:(?:in|near) \{(?P<expression>.*?)\} )?(?:at char \d+ )?(?:in|at)"
    r" (?:expression in )?(?P<what>[\w:-]+[\w/@:-]*) on line (?P<line>\d+) column \d+ of \S* ?"
    r"(?P<text>.*?)(?= Error (?:in|at|near) | Warning (?:in|at) |$)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """An expression that does not compile; ``part`` is what to leave out so that the rest does."""

    part: str | None
    error: SchemaError


def faults(message: str, stylesheet: str, source: Source) -> list[Fault]:
    """Return the faults that Saxon names, each part once."""
    tree = etree.fromstring(stylesheet.encode())
    found = {fault.part: fault for fault in reversed(list(_faults(message, tree, source)))}
    if not found:
        return [Fault(None, SchemaError(f"does not compile: {message}", path=source.path))]
    return list(reversed(found.values()))


def mark_of(tree: etree._Element, line: int) -> str:
    """Return the mark that holds for a line of a generated stylesheet."""
    return _nearest(_at(tree, line), MARK) or ""


def _faults(message: str, tree: etree._Element, source: Source) -> Iterator[Fault]:
    for said in _ERROR.finditer(message):
        element = _at(tree, int(said["line"]))
        path, line = source.place(_nearest(element, MARK) or "")
        # Of a part of a message Saxon shows what we have made of it, cut short.
        shown = said["expression"] or "{"
        expression = "" if "{" in shown else f" {shown}"
        text = re.sub(r"^[A-Z]{4}\d{4} ", "", said["text"].strip())
        error = SchemaError(
            f"the expression{expression} does not compile: {text}",
            path=path,
            line=line,
            mend="mend the expression; prefixes are declared with <ns prefix=… uri=…/>",
        )
        yield Fault(_part(element, said["what"]), error)


def _part(element: etree._Element | None, what: str) -> str | None:
    for kind in ("check", "let"):
        number = _nearest(element, f"{{{REPORT}}}{kind}")
        if number is not None:
            return f"{kind}:{number}"
    rule = _nearest(element, f"{{{REPORT}}}rule")
    if rule is None:
        return None
    return f"rule:{rule}" if what.startswith("xsl:template") else f"body:{rule}"


def _at(tree: etree._Element, line: int) -> etree._Element | None:
    found: etree._Element | None = None
    for element in tree.iter(etree.Element):
        if int(element.sourceline or 0) > line:  # type: ignore[call-overload]
            break
        found = element
    return found


def _nearest(element: etree._Element | None, attribute: str) -> str | None:
    while element is not None and element.get(attribute) is None:
        element = element.getparent()
    return None if element is None else element.get(attribute)
