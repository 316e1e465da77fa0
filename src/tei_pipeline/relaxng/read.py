"""Read a schema: from a file in either syntax to a correct grammar in simple form."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.grammar import Grammar
from tei_pipeline.relaxng.ids import id_types
from tei_pipeline.relaxng.restrictions import check_restrictions
from tei_pipeline.relaxng.scopes import Files
from tei_pipeline.relaxng.simplify import Simplifier
from tei_pipeline.relaxng.source import OpenSchema
from tei_pipeline.relaxng.words import words_of


def local_file(href: str, base: Path) -> tuple[Path, bytes]:
    """Return the local file that an address in the file ``base`` means, and its bytes.

    Raises ``SchemaError`` for any other address: nothing is fetched.
    """
    try:
        parts = urlsplit(href)
    except ValueError as reason:
        mend = "write it as the path of a file"
        raise SchemaError(f"“{href}” is no address", path=base, mend=mend) from reason
    if parts.scheme not in ("", "file") or parts.netloc not in ("", "localhost"):
        raise SchemaError(
            f"“{href}” is not at hand: schemas are not fetched while one is read",
            path=base,
            mend=f"tei-pipeline schema add {href}",
        )
    looked = None
    error: Exception | None = None
    try:
        path = (base.parent / unquote(parts.path)).resolve()
        if path.is_file():  # no device, from which one could read without end
            return path, path.read_bytes()
        looked = f"it was looked for at {path}"
    except (OSError, ValueError, RuntimeError) as reason:  # RuntimeError: links in a circle
        error = reason
    raise SchemaError(f"“{href}” cannot be read", path=base, mend=looked) from error


def read_grammar(path: Path, open_schema: OpenSchema = local_file) -> Grammar:
    """Return the grammar of a schema, in compact syntax (``.rnc``) or in XML syntax.

    ``open_schema`` finds what ``include`` and ``externalRef`` name: from an address and the file
    that has it to a path and bytes. Raises ``SchemaError``, which names file, line and the section
    of the specification that is broken.
    """
    files = Files(open_schema)
    simplifier = Simplifier(files)
    start = simplifier.start(files.first(path.resolve()))
    reached = check_restrictions(simplifier, start)
    return Grammar(
        patterns=simplifier.patterns,
        definitions=simplifier.definitions,
        start=start,
        id_types=id_types(simplifier, reached),
        files=tuple((str(name), digest) for name, digest in files.digests.items()),
        words=words_of(simplifier),
    )
