"""A schema as it was written: nodes of the full syntax (section 3), from either of two syntaxes.

Annotations are gone but for documentation, blank space is trimmed, ``name`` attributes have become
``name`` nodes and every node knows its ``ns`` and ``datatypeLibrary`` (sections 4.1 to 4.4, 4.8).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tei_pipeline.errors import SchemaError

RELAXNG = "http://relaxng.org/ns/structure/1.0"
ANNOTATIONS = "http://relaxng.org/ns/compatibility/annotations/1.0"
XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(slots=True, eq=False)
class Raw:
    """A node of a schema.

    ``ns`` is None where the file says nothing: then it is that of the place which includes the
    file. ``text`` is the content of ``name``, ``param`` and ``value``, the name of ``define``,
    ``ref`` and ``parentRef``, and the address of ``include`` and ``externalRef``. ``type`` is the
    type of ``data`` and ``value``, the name of a ``param``, or how to ``combine``.
    """

    kind: str
    path: Path
    line: int
    ns: str | None = None
    library: str = ""
    namespaces: dict[str, str] = field(default_factory=dict)
    text: str = ""
    type: str = ""
    children: list["Raw"] = field(default_factory=list)
    documentation: str = ""


def meant(name: str, names: Iterable[str]) -> str | None:
    """Return the question whether the nearest of some names was meant, if one is near."""
    import difflib  # only where a schema is refused

    near = difflib.get_close_matches(name, sorted(names), n=1)
    return f"did you mean “{near[0]}”?" if near else None


def broken(raw: Raw, message: str, section: str, mend: str | None = None) -> SchemaError:
    """Return the error that a schema breaks a section of the specification at a node."""
    return broken_at(raw.path, raw.line, message, section, mend)


def broken_at(
    path: Path,
    line: int | None,
    message: str,
    section: str,
    mend: str | None = None,
    specification: str = "RELAX NG",
) -> SchemaError:
    """Return the error that a schema breaks a section of a specification in a line.

    Of a schema in compact syntax it speaks in the words of that.
    """
    if path.suffix.lower() == ".rnc":
        from tei_pipeline.relaxng.compact_words import in_compact  # only where one is refused

        message, mend = in_compact(message), None if mend is None else in_compact(mend)
    message = f"{message} ({specification}, section {section})"
    return SchemaError(message, path=path, line=line, mend=mend)
