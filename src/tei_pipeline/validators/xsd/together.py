"""Schemas that people name together: those of different namespaces judge a document as one set."""

from collections.abc import Sequence
from pathlib import Path

from tei_pipeline.errors import SchemaError
from tei_pipeline.schemas.choice import COMMAND_LINE, PROJECT_FILE, Chosen
from tei_pipeline.validators.xsd.files import parse


def together(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Return schemas with those made one that are XSDs of different namespaces by one hand.

    Of two for one namespace each judges alone, and so does each where one cannot be read.
    """
    for by in (COMMAND_LINE, PROJECT_FILE):
        ours = [one for one in chosen if one.kind == "xsd" and one.by == by and not one.beside]
        spaces = [_target(one.path) for one in ours]
        if len(ours) > 1 and None not in spaces and len(set(spaces)) == len(spaces):
            others = [(space or "", one.path) for space, one in zip(spaces, ours, strict=True)]
            first = ours[0]._replace(beside=tuple(others[1:]))
            rest = [one for one in chosen if one not in ours[1:]]
            chosen = [first if one is ours[0] else one for one in rest]
    return list(chosen)


def _target(path: Path) -> str | None:
    """Return a schema's target namespace, empty where it has none; None where it is not read."""
    try:
        root = parse(path, path.read_bytes())
    except (OSError, SchemaError):
        return None  # judging says so
    return root.get("targetNamespace", "").strip()
