"""Documents judged by a schema that a test writes down in compact syntax."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from tei_pipeline.cache import Cache
from tei_pipeline.opening import local_file
from tei_pipeline.relaxng.faults import (
    Fault,
    Lacking,
    LackingAttribute,
    Misplaced,
    RepeatedId,
    StrayText,
    Unfillable,
    UnknownId,
    WrongAttribute,
    WrongText,
    WrongValue,
)
from tei_pipeline.relaxng.load import load_grammar
from tei_pipeline.relaxng.validate import Engine


def engine(schema: str, *, draft: bool = False) -> Engine:
    """Return an engine for a schema in compact syntax."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "schema.rnc"
        path.write_text(schema, encoding="utf-8")
        return load_grammar(path, local_file, Cache(Path(folder)), draft=draft).engine


def told(engine: Engine, document: str) -> list[str]:
    """Return the faults of a document in short, each with the line of its place.

    A stream and a tree must have the same.
    """
    data = document.encode()
    faults = engine.judge_bytes(data)
    tree = engine.judge_tree(etree.fromstring(data, etree.XMLParser(huge_tree=True)))
    assert [short(one) for one in tree] == [short(one) for one in faults]
    lines = [data.count(b"\n", 0, one.where) + 1 for one in faults]
    return [f"{line}: {short(one)}" for line, one in zip(lines, faults, strict=True)]


def short(fault: Fault) -> str:
    """Return a fault in a few words."""
    if isinstance(fault, Misplaced):
        known = "misplaced" if fault.known else "unknown"
        meant = f", meant {fault.meant}" if fault.meant else ""
        return f"{known} {fault.element} in {fault.parent}{meant}"
    if isinstance(fault, Unfillable):
        return f"unfillable {fault.element}"
    if isinstance(fault, Lacking):
        where = f"before {fault.before}" if fault.before else "at its end"
        return f"{fault.element} lacks {_names(fault.needed)} {where}"
    if isinstance(fault, LackingAttribute):
        return f"{fault.element} lacks @{_names(fault.needed)}"
    if isinstance(fault, WrongAttribute):
        return f"{fault.element} has no @{fault.attribute}"
    if isinstance(fault, WrongValue):
        return f"{fault.element}/@{fault.attribute} cannot be {fault.value!r}"
    if isinstance(fault, StrayText):
        return f"stray text {fault.text.strip()!r} in {fault.element}"
    if isinstance(fault, WrongText):
        return f"{fault.element} cannot be {fault.text!r}"
    assert isinstance(fault, RepeatedId | UnknownId)
    kind = "repeated" if isinstance(fault, RepeatedId) else "unknown"
    return f"{kind} id {fault.value} in {fault.element}/@{fault.attribute}"


def _names(needed: Sequence[Sequence[str]]) -> str:
    return ", ".join("|".join(names) for names in needed)
