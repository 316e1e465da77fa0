"""Mends as edits: where a mend that was tried is a change of the text at the finding's place."""

import re
from html import escape

from tei_pipeline.diagnostics import Fix, Location
from tei_pipeline.document import Document
from tei_pipeline.names import local
from tei_pipeline.relaxng.faults import Fault, WrongAttribute, WrongText, WrongValue
from tei_pipeline.validators.wording_names import written
from tei_pipeline.validators.wording_said import Said

_ATTRIBUTE = re.compile(r"""([^\s=]+)(\s*=\s*)("[^"]*"|'[^']*')""")


def fix(said: Said, fault: Fault, place: Location, document: Document) -> Fix | None:
    """Return the edit that a mend is; none where it changes more than what the place marks.

    The name of an element stands in two tags, so that it is changed only where there is one.
    """
    if not said.certain or (said.attribute, said.value, said.element) == (None, None, None):
        return None
    if place.file != document.path or place.line is None or place.column is None:
        return None
    line = document.line(place.line) or ""
    marked = line[place.column - 1 : (place.end_column or place.column) - 1]
    if isinstance(fault, WrongAttribute | WrongValue):
        return _attribute(said, marked)
    if isinstance(fault, WrongText):
        whole = said.value is not None and marked == fault.text.strip()
        return (
            Fix(f'write "{said.value}"', escape(said.value or "", quote=False)) if whole else None
        )
    return _empty_element(said, marked, line[place.column - 1 :])


def _attribute(said: Said, marked: str) -> Fix | None:
    found = _ATTRIBUTE.fullmatch(marked)
    if found is None:
        return None
    name, equals, value = found.groups()
    if said.attribute is not None:
        name = written(said.attribute)
        return Fix(f"write {name}", f"{name}{equals}{value}")
    if said.value is None:
        return None
    return Fix(f'write "{said.value}"', f'{name}{equals}"{escape(said.value)}"')


def _empty_element(said: Said, marked: str, rest: str) -> Fix | None:
    if said.element is None or not re.match(r"<[^<>]*/>", rest):
        return None
    prefix, colon, wrong = marked[1:].rpartition(":")
    name = local(said.element)
    return None if name == wrong else Fix(f"write {name}", f"<{prefix}{colon}{name}")
