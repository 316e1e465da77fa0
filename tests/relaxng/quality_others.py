"""Findings of libxml2 (RELAX NG) and xmlschema (XSD) on mutants, for comparison.

libxml2 never ends on some of TEI's schemas: it runs in a process of its own, with a limit of time.
For xmlschema mutants are made of documents of this project, which has an XSD of its own; whether
such a mutant is a fault libxml2 decides, whose verdicts by XSD are those of xmlschema.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from tests.oracles import ROOT
from tests.relaxng.material import Source, Vocabulary
from tests.relaxng.mutants import Mutant
from tests.relaxng.quality import MOST_PROPOSED, Finding
from tests.relaxng.tags import Tag, Tags

SECONDS = 60
_XS = "{http://www.w3.org/2001/XMLSchema}"
_PROGRAM = """
import json, sys
from lxml import etree
schema = etree.RelaxNG(etree.parse(sys.argv[1]))
for name in sys.stdin.read().split():
    try:
        schema.validate(etree.parse(name))
    except etree.Error:
        pass
    print(json.dumps([[entry.line, entry.message] for entry in schema.error_log]), flush=True)
"""
_NAMED = re.compile(
    r"Did not expect element (\S+) there|for element (\S+)|got (\S+)$|Element (\S+) failed"
    r"|Element (\S+) has extra"
)
_WANTED = re.compile(r"Expecting (?:an )?element (\S+),")


def by_libxml2(
    mutants: Sequence[Mutant], files: Sequence[Path], seconds: float = SECONDS
) -> list[tuple[Finding, ...] | None]:
    """Return libxml2's findings on mutants; None where it did not come to an end in time."""
    found: dict[Path, tuple[Finding, ...]] = {}
    for schema in dict.fromkeys(mutant.source.schema for mutant in mutants):
        pairs = [
            (mutant, file)
            for mutant, file in zip(mutants, files, strict=True)
            if mutant.source.schema == schema
        ]
        for (mutant, file), messages in zip(
            pairs, _messages(schema, [file for _, file in pairs], seconds), strict=False
        ):
            tags = mutant.tags
            found[file] = tuple(_of_libxml2(line, text, tags) for line, text in messages)
    return [found.get(file) for file in files]


def _messages(schema: Path, files: Sequence[Path], seconds: float) -> list[list[tuple[int, str]]]:
    command = [sys.executable, "-c", _PROGRAM, str(schema)]
    names = "\n".join(map(str, files))
    try:
        done = subprocess.run(
            command, input=names, capture_output=True, text=True, check=False, timeout=seconds
        )
        output = done.stdout
    except subprocess.TimeoutExpired as error:
        output = (error.stdout or b"").decode()
    return [json.loads(line) for line in output.splitlines() if line.endswith("]")]


def _of_libxml2(line: int, text: str, tags: Tags) -> Finding:
    named = _NAMED.search(text)
    name = next((group for group in named.groups() if group), "") if named else ""
    here = list(_on_line(tags, line))
    tag = next((tag for tag in here if tag.name.rpartition(":")[2] == name), None)
    tag = tag or next(iter(here), None)
    return Finding(line, tag.start if tag else None, " ".join(_WANTED.findall(text)))


def _on_line(tags: Tags, line: int) -> Iterator[Tag]:
    for tag in tags.all:
        if tags.place(tag.start)[0] <= line <= tags.place(tag.start_end - 1)[0]:
            yield tag


def xsd_sources() -> list[Source]:
    """Return documents of this project that are valid for its XSD."""
    schema = ROOT / "schema/edition.xsd"
    return [
        Source(f"{path.name} (edition.xsd)", schema, path.read_text(encoding="utf-8"))
        for path in (ROOT / "tests/frame/tei/letter.xml", ROOT / "tei/telegram.xml")
    ]


def xsd_vocabulary(schema: Path) -> Vocabulary:
    """Return what an XSD names."""
    root = etree.parse(schema).getroot()

    def names(kind: str, key: str = "name") -> list[str]:
        return sorted({str(part.get(key)) for part in root.iter(f"{_XS}{kind}") if part.get(key)})

    values = frozenset(names("enumeration", "value"))
    return Vocabulary(tuple(names("element")), tuple(names("attribute")), values)


def by_xmlschema(mutants: Sequence[Mutant]) -> list[tuple[Finding, ...]]:
    """Return xmlschema's findings on mutants of documents that one XSD is for."""
    import xmlschema

    schema = xmlschema.XMLSchema10(str(mutants[0].source.schema))
    return [tuple(_of_xmlschema(schema, mutant)) for mutant in mutants]


def faulty(mutants: Sequence[Mutant]) -> list[Mutant]:
    """Return the mutants that an XSD finds invalid."""
    schema = etree.XMLSchema(etree.parse(mutants[0].source.schema))
    return [one for one in mutants if not schema.validate(_parsed(one))]


def _of_xmlschema(schema: Any, mutant: Mutant) -> Iterator[Finding]:
    tags = mutant.tags
    root = _parsed(mutant)
    order = {element: number for number, element in enumerate(root.iter(etree.Element))}
    for error in schema.iter_errors(root):
        number = order.get(error.elem)
        tag = None if number is None else tags.all[number]
        said = re.findall(r"Tag '([^']+)' expected|Tag \(([^)]*)\) expected", str(error.reason))
        names = " ".join(part for found in said for part in found).split(" | ")
        proposed = " ".join(names) if len(names) <= MOST_PROPOSED else ""
        yield Finding(error.sourceline or 0, tag.start if tag else None, proposed)


def _parsed(mutant: Mutant) -> etree._Element:
    return etree.fromstring(mutant.text.encode(), etree.XMLParser(collect_ids=False))
