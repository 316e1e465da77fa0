"""The cases of the RELAX NG specification's suite, written out as files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tests.oracles import shared


@dataclass(frozen=True)
class Case:
    """One schema, correct or not, with the files beside it and the documents it judges."""

    name: str
    sections: tuple[str, ...]
    correct: bool
    schema: bytes
    files: tuple[tuple[str, bytes], ...]
    documents: tuple[tuple[bool, bytes], ...]

    def written(self, folder: Path) -> Path:
        """Return the path of the schema, written with its files into a folder."""
        for name, content in self.files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        schema = folder / "schema.rng"
        folder.mkdir(parents=True, exist_ok=True)
        schema.write_bytes(self.schema)
        return schema


def cases() -> Iterator[Case]:
    """Yield the cases of ``spectest.xml``, named by their line."""
    for case in etree.parse(shared("suites/relaxng/spectest.xml")).iter("testCase"):
        holder = next(case.iterchildren("incorrect", "correct"))
        yield Case(
            name=f"line {holder.sourceline}",
            sections=tuple(one.text or "" for one in _sections(case)),
            correct=holder.tag == "correct",
            schema=_content(holder),
            files=tuple(_files(case, "")),
            documents=tuple(
                (one.tag == "valid", _content(one)) for one in case.iterchildren("valid", "invalid")
            ),
        )


def _sections(case: etree._Element) -> list[etree._Element]:
    """Return the sections of a case, or those of the suite around it that says them."""
    holder: etree._Element | None = case
    while holder is not None:
        found = holder.findall("section")
        if found:
            return found
        holder = holder.getparent()
    return []


def _files(holder: etree._Element, folder: str) -> Iterator[tuple[str, bytes]]:
    for one in holder.iterchildren("resource", "dir"):
        name = folder + one.get("name", "")
        if one.tag == "dir":
            yield from _files(one, f"{name}/")
        else:
            yield name, _content(one)


def _content(holder: etree._Element) -> bytes:
    return etree.tostring(holder[0], with_tail=False, encoding="utf-8")
