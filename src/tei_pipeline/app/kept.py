"""Findings kept between runs: an unchanged file under unchanged schemas is not judged again.

What is kept is found by the bytes of the file, its path, its schemas and what was asked for; it
holds as long as the files that it includes are the same.
"""

import marshal
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tei_pipeline import __version__
from tei_pipeline.cache import Cache, digest
from tei_pipeline.diagnostics import Diagnostic, from_plain
from tei_pipeline.document import Document
from tei_pipeline.errors import SchemaError
from tei_pipeline.rules import RULES
from tei_pipeline.validators import Validator

_TIMED_OUT = "TPS203"
_KIND = "findings"
_FORMAT = "2"
"""To be changed with the form of what is kept."""


class Findings(NamedTuple):
    """What was kept of a file: its findings, and the lines they point at.

    ``included`` are the files that it includes, ``sought`` those that it looked for, there or not.
    """

    diagnostics: tuple[Diagnostic, ...]
    excerpts: dict[tuple[Path, int], str]
    included: tuple[Path, ...]
    sought: tuple[Path, ...]


class KeptFindings:
    """The findings of earlier runs that were asked for the same (``asked``)."""

    def __init__(self, asked: str) -> None:
        self._asked = asked
        self._cache = Cache()

    def key(self, document: Document, validators: Sequence[Validator]) -> str | None:
        """Return what findings are kept by; None where they depend on other documents."""
        try:
            keys = [validator.key() for validator in validators]
        except SchemaError:
            return None  # it is said when the schema is to judge
        if None in keys:
            return None
        path = str(document.path)
        judges = [key for key in keys if key is not None]
        return digest(_FORMAT, __version__, self._asked, path, document.source, *judges)

    def get(self, key: str) -> Findings | None:
        """Return what was kept, if the files included are still the same."""
        content = self._cache.get(_KIND, key)
        if content is None:
            return None
        try:
            sought, included, diagnostics, lines = marshal.loads(content)
            if any(_digest_of(Path(name)) != before for name, before in sought):
                return None
            return Findings(
                tuple(map(from_plain, diagnostics)),
                {(Path(name), line): text for name, line, text in lines},
                tuple(map(Path, included)),
                tuple(Path(name) for name, _ in sought),
            )
        except (ValueError, EOFError, TypeError):
            return None  # damaged: it is made anew

    def put(self, key: str, findings: Findings) -> None:
        """Keep findings, unless a schema could not be used or a rule had no time to end.

        Either may change without the file.
        """
        if any(RULES[one.code].unusable or one.code == _TIMED_OUT for one in findings.diagnostics):
            return
        kept = (
            [(str(path), _digest_of(path)) for path in findings.sought],
            list(map(str, findings.included)),
            list(map(Diagnostic.plain, findings.diagnostics)),
            [(str(path), line, text) for (path, line), text in findings.excerpts.items()],
        )
        self._cache.put(_KIND, key, marshal.dumps(kept))


def _digest_of(path: Path) -> str | None:
    try:
        return digest(path.read_bytes())
    except OSError:
        return None
