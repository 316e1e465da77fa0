"""Renew the parts of the documentation that are made from the edition, the rules, the settings.

``docs/encoding.md`` gets the counts of mentions, ``docs/rules.md`` the table of rules,
``docs/settings.md`` all that a project may set, ``docs/metadata.md`` the crosswalk of the header.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from scripts.metadata_page import metadata_page
from scripts.settings_page import settings_page
from tei_pipeline.document import load
from tei_pipeline.files import write_atomically
from tei_pipeline.names import RECORD
from tei_pipeline.project import Project, find_project
from tei_pipeline.records import RecordExtractor
from tei_pipeline.rules import RULES
from tei_pipeline.saxon import Saxon

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- counts:begin -->", "<!-- counts:end -->"
KINDS = {
    "person": "Persons",
    "place": "Places",
    "organisation": "Organisations",
    "work": "References",
    "date": "Dates",
}

Element = etree._Element


def main() -> None:
    """Write both documents."""
    for name, content in made().items():
        write_atomically(ROOT / name, content.encode())
        sys.stdout.write(f"{name}\n")


def made() -> dict[str, str]:
    """Return the documents, by their names, as they are to be."""
    return {
        "docs/encoding.md": _encoding(),
        "docs/metadata.md": metadata_page(),
        "docs/rules.md": _rules(),
        "docs/settings.md": settings_page(),
    }


def _encoding() -> str:
    text = (ROOT / "docs/encoding.md").read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n{_counts(list(_records()))}\n{END}{after}"


def _records() -> Iterator[Element]:
    project = find_project(ROOT)
    extractor = RecordExtractor(saxon := Saxon())
    for path in [*project.documents, *project.authority]:
        yield _record(project, path, extractor, saxon)


def _record(project: Project, path: Path, extractor: RecordExtractor, saxon: Saxon) -> Element:
    document = load(path)
    record = extractor.extract(
        document,
        saxon.parse(document.text, path.as_uri()),
        path.relative_to(project.folder).as_posix(),
    )
    return etree.fromstring(record.encode())


def _counts(records: list[Element]) -> str:
    mentions = list(_mentions(records))
    lines = ["## What is tagged", "", "| kind | mentions | entries mentioned |", "|---|---:|---:|"]
    for kind, label in KINDS.items():
        found = [mention for mention in mentions if mention.get("kind") == kind]
        keys = {key for mention in found for key in _keys(mention)}
        entries = str(len(keys)) if keys else "–"
        lines.append(f"| {label} | {len({m.get('id') for m in found})} | {entries} |")
    every = len({mention.get("id") for mention in mentions})
    lines += [f"| **all** | **{every}** | |", ""]
    lines += ["A phrase that names two entries is one mention here and one of each below.", ""]
    lines += ["| entry | kind | mentions |", "|---|---|---:|", *_by_entry(records, mentions)]
    return "\n".join(lines)


def _mentions(records: list[Element]) -> Iterator[Element]:
    """Yield the mentions of the text; the sources that editorial notes name are none."""
    for record in records:
        for mention in record.iterfind(f"{{{RECORD}}}mention"):
            if mention.get("note") is None:
                yield mention


def _by_entry(records: list[Element], mentions: list[Element]) -> Iterator[str]:
    count = Counter(key for mention in mentions for key in _keys(mention))
    entries = {
        entry.get("key", ""): entry
        for record in records
        for entry in record.iterfind(f"{{{RECORD}}}entry")
    }
    for kind, label in KINDS.items():
        keys = [key for key in count if entries[key].get("kind") == kind]
        for key in sorted(keys, key=lambda key: (-count[key], entries[key].get("sort", ""))):
            name = entries[key].findtext(f"{{{RECORD}}}name")
            yield f"| {name} | {label.lower()} | {count[key]} |"


def _keys(mention: Element) -> list[str]:
    return (mention.get("entry") or "").split()


def _rules() -> str:
    lines = [
        "# Rules",
        "",
        "Every finding has a code. `tei-pipeline explain CODE` shows the rule's page, with an",
        "example of what it finds and of what stands there instead.",
        "",
        "| code | name | severity | what it finds | since |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| [{rule.code}](rules/{rule.code}.md) | {rule.slug} | {rule.severity} "
        f"| {rule.summary} | {rule.since} |"
        for rule in RULES.values()
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
