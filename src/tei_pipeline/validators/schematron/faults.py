"""What does not compile of a schema: Saxon's words on the stylesheet, at the schema's lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tei_pipeline.errors import SchemaError
from tei_pipeline.validators.schematron.marks import MARK, REPORT
from tei_pipeline.validators.schematron.source import Source

_ERROR = re.compile(
    r"(?:Error|Type error) (?:on line \d+ )?"
    r"(?:(?:in|near) \{(?P<expression>.*?)\} |evaluating \(.*?\) )?(?:at (?:char|column) \d+ )?"
    r"(?:(?:in|at) (?:expression in |function )?(?P<what>[\w:-]+[\w/@:-]*) )?"
    r"on line (?P<line>\d+) column \d+ of \S* ?(?P<text>.*?)"
    r"(?= (?:Error|Type error) (?:in|at|near|on|evaluating) | Warning (?:in|at) |$)",
    re.DOTALL,
)
_CODE = re.compile(r"^[A-Z]{4}\d{4} ")
_LEFT_OUT = {
    "check": "the rule is",
    "let": "the variable is",
    "own": "the declaration is",
    "start": "the pattern is",
    "body": "the rule is",
    "rule": "the rule and those after it in its pattern are",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """An expression that does not compile; ``part`` is what to leave out so that the rest does."""

    part: str | None
    error: SchemaError


def faults(message: str, stylesheet: str, source: Source) -> list[Fault]:
    """Return the faults that Saxon names, each part once."""
    tree = parsed(stylesheet)
    named = list(_faults(message, tree, source))
    # What is wrong in a rule's context is wrong where its pattern starts too.
    inner = [fault for fault in named if not (fault.part or "").startswith("start:")]
    found = {fault.part: fault for fault in reversed(inner or named)}
    if not found:
        return [Fault(None, SchemaError(f"does not compile: {message}", path=source.path))]
    return list(reversed(found.values()))


def parsed(stylesheet: str) -> etree._Element:
    """Return the root of a stylesheet, whose namespaces may be no addresses."""
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, recover=True)
    root = etree.fromstring(stylesheet.encode(), parser)
    assert root is not None
    return root


def mark_of(tree: etree._Element, line: int) -> str:
    """Return the mark that holds for a line of a generated stylesheet."""
    return _nearest(_at(tree, line), MARK) or ""


def words(message: str) -> str:
    """Return what Saxon says of the first error, without what it knows of our stylesheet."""
    said = _ERROR.search(message)
    return message if said is None else _CODE.sub("", said["text"].strip())


def _faults(message: str, tree: etree._Element, source: Source) -> Iterator[Fault]:
    for said in _ERROR.finditer(message):
        element = _at(tree, int(said["line"]))
        path, line = source.place(_nearest(element, MARK) or "")
        # Of what we have made of an expression Saxon shows a part, cut short.
        shown = said["expression"] or "{"
        text = _CODE.sub("", said["text"].strip())
        part = _part(element, said["what"] or "")
        kind = (part or "").partition(":")[0]
        hidden = "{" in shown or not shown.strip() or kind == "start"
        expression = "" if hidden else f" {shown}"
        became = f"; {_LEFT_OUT[kind]} left out, the others were run" if part else ""
        error = SchemaError(
            f"the expression{expression} does not compile: {text}{became}",
            path=path,
            line=line,
            mend="mend the expression; prefixes are declared with <ns prefix=… uri=…/>",
        )
        yield Fault(part, error)


def _part(element: etree._Element | None, what: str) -> str | None:
    for kind in ("check", "let", "own", "start"):
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
