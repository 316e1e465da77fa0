"""A schema as xmlschema reads it, XSD 1.0 or 1.1, from its files or from the cache.

xmlschema is imported when a document is invalid or a schema is of version 1.1, for it takes a fifth
of a second.
"""

import pickle
import re
import sys
import warnings
from contextlib import suppress
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import OpenerDirector

from lxml import etree

from tei_pipeline.cache import Cache, digest
from tei_pipeline.errors import SchemaError
from tei_pipeline.validators.xsd.files import SchemaFile, line_of
from tei_pipeline.validators.xsd.patterns import bound
from tei_pipeline.validators.xsd.sources import Sources

_COMPONENT = re.compile(r"\bXsd[A-Z0-9]\w*\(name='([^']*)'[^()]*\)")
_ANY_COMPONENT = re.compile(r"\bXsd[A-Z0-9]\w*\([^()]*\)")
_CLASS = re.compile(r"\b(?:an )?Xsd(?:11)?([A-Z][a-z]+)\w*")
_FORMAT = "5"
"""To be changed with what is kept of a schema: older contents are then not found."""


def engine_digest() -> str:
    """Return a digest of the versions of xmlschema and elementpath, without importing them."""
    found = [find_spec(name) for name in ("xmlschema", "elementpath")]
    paths = [Path(spec.origin) for spec in found if spec is not None and spec.origin]
    return digest(*(path.read_bytes() for path in paths))


class _InMemory(OpenerDirector):
    """Open the texts of a schema by their addresses, and nothing else."""

    def __init__(self, texts: dict[str, bytes] | None = None) -> None:
        super().__init__()
        self._texts = texts or {}

    def __reduce__(self) -> tuple[type["_InMemory"], tuple[()]]:
        return _InMemory, ()  # a schema that was kept has read all its files

    def open(self, fullurl: Any, data: Any = None, timeout: Any = None) -> Any:
        text = self._texts.get(str(fullurl))
        if text is None:
            raise URLError("it is not at hand")
        return BytesIO(text)


def read_schema(sources: Sources, version: str, cache: Cache, *, checked: bool) -> Any:
    """Return a schema as xmlschema reads version 1.0 or 1.1, from the cache if it is there.

    One that was ``checked`` before is not checked again, which saves a third of the time. Raises
    ``SchemaError`` with file and line.
    """
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    options = (_FORMAT, python, version, str(checked), engine_digest())
    key = digest(*options, *(part for item in sorted(sources.texts.items()) for part in item))
    kept = _kept(cache, key)
    if kept is not None:
        return kept
    schema = _read(sources, version, checked)
    with suppress(Exception):  # what cannot be kept is read again next time
        cache.put("xsd", key, pickle.dumps((schema, _annotations(schema)), pickle.HIGHEST_PROTOCOL))
    return schema


def _kept(cache: Cache, key: str) -> Any:
    # To unpickle is to run what was pickled: only a file is read that the user alone can write.
    content = cache.get_own("xsd", key)
    if content is None:
        return None
    try:
        schema, annotations = pickle.loads(content)
        for kind, annotation in annotations:
            vars(kind)["annotation"] = annotation
    except Exception:
        return None  # half of a file, or made by something else
    return schema


def _annotations(schema: Any) -> list[tuple[Any, Any]]:
    """Return the annotations of simple types, which xmlschema does not pickle with them."""
    from xmlschema.validators import XsdSimpleType

    kinds = list(schema.maps.iter_components(XsdSimpleType))
    return [(kind, kind.annotation) for kind in kinds if kind.annotation is not None]


def _read(sources: Sources, version: str, checked: bool) -> Any:
    import xmlschema

    reader = xmlschema.XMLSchema11 if version == "1.1" else xmlschema.XMLSchema10
    try:
        with warnings.catch_warnings(action="ignore"):
            warnings.simplefilter("error", xmlschema.XMLSchemaIncludeWarning)
            warnings.simplefilter("error", xmlschema.XMLSchemaImportWarning)
            schema: Any = reader(
                sources.main,
                opener=_InMemory(sources.texts),
                use_fallback=False,
                defuse="never",  # the texts have no DOCTYPE any more
                validation="skip" if checked else "strict",
            )
            for facet in schema.maps.iter_components(xmlschema.validators.XsdFacet):
                if isinstance(facet, xmlschema.validators.XsdPatternFacets):
                    bound(facet)
            schema.maps.loader.fallback_locations = {}  # what it was cannot be pickled
            return schema
    except xmlschema.XMLSchemaValidatorError as error:
        raise _unusable(sources, error) from error
    except Exception as error:  # the engine's edge: whatever it stumbles over
        raise SchemaError(
            f"the schema cannot be used: {_first_line(error)}",
            path=sources.first,
            mend="check it with the tool that made it",
        ) from error


def _unusable(sources: Sources, error: Any) -> SchemaError:
    source: Any = getattr(error, "source", None)
    file = sources.file(getattr(source, "url", None))
    message = re.sub(r"\{[^{}\s]*[:/][^{}\s]*\}", "", _first_line(error))
    element = error.elem
    child = re.search(r" at position (\d+)", message)
    if child and element is not None and int(child[1]) <= len(element):
        element = element[int(child[1]) - 1]
    return SchemaError(
        f"the schema is not a valid XSD: {message}",
        path=sources.first if file is None else file.path,
        line=None if file is None else _line(file, source.root, element),
        mend="mend the schema there",
    )


def _first_line(error: Any) -> str:
    message = str(getattr(error, "message", None) or error) or type(error).__name__
    message = message.strip().partition("\n")[0].rstrip(":.")
    message = _COMPONENT.sub(lambda found: f"“{found[1]}”", message)
    message = _ANY_COMPONENT.sub("a wildcard", message)
    message = _CLASS.sub(lambda found: f"xs:{found[1].lower()}", message)
    ambiguous = re.fullmatch(
        r"Unique Particle Attribution violation between (.*) and (.*)", message
    )
    if ambiguous:
        return (
            f"an element may belong to {ambiguous[1]} or to {ambiguous[2]}, and nothing tells "
            "which (Unique Particle Attribution)"
        )
    return message


def _line(file: SchemaFile, read: Any, element: Any) -> int | None:
    """Return the line in the file of an element that xmlschema has read."""
    names = [node for node in read.iter() if isinstance(node.tag, str)]
    lines = [line_of(node) for node in file.root.iter(etree.Element)]
    if len(names) != len(lines):
        return None  # parts of the schema are for another version
    return next((line for node, line in zip(names, lines, strict=True) if node is element), None)
