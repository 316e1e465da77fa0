"""Read a schema: from a file in either syntax to a correct grammar in simple form."""

from pathlib import Path

from tei_pipeline.opening import OpenSchema, local_file
from tei_pipeline.relaxng.grammar import Grammar
from tei_pipeline.relaxng.ids import id_types
from tei_pipeline.relaxng.restrictions import check_restrictions
from tei_pipeline.relaxng.scopes import Files
from tei_pipeline.relaxng.simplify import Simplifier
from tei_pipeline.relaxng.words import words_of


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
