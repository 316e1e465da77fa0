"""The tokens of a schema in compact syntax, taken one by one, with the errors of its syntax."""

from pathlib import Path

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.compact_text import COMPACT, characters
from tei_pipeline.relaxng.compact_tokens import (
    DOCUMENTATION,
    END,
    KEYWORDS,
    LITERAL,
    NAME,
    Token,
    tokens,
)
from tei_pipeline.relaxng.source import broken_at

ASSIGNMENTS = {"=": "", "|=": "choice", "&=": "interleave"}
_ALIKE = 0.7


class Stream:
    """The tokens of one file; ``kind`` and ``line`` are those of the token to come."""

    def __init__(self, path: Path, source: bytes) -> None:
        self.path = path
        self._tokens = tokens(path, characters(path, source))
        self._at = 0
        self.kind = self._tokens[0].kind
        self.line = self._tokens[0].line

    @property
    def current(self) -> Token:
        """The token to come."""
        return self._tokens[self._at]

    @property
    def next_kind(self) -> str:
        """The kind of the token behind the token to come."""
        return self._tokens[min(self._at + 1, len(self._tokens) - 1)].kind

    def take(self) -> Token:
        """Return the token to come, and go on behind it."""
        token = self._tokens[self._at]
        if token.kind != END:
            self._at += 1
        self.kind, _, self.line = self._tokens[self._at]
        return token

    def expect(self, kind: str, expected: str, section: str = "2") -> Token:
        """Return the token to come, which must be of a kind."""
        if self.kind != kind:
            raise self.unexpected(expected, section)
        return self.take()

    def close(self, kind: str, opener: Token, inside: str) -> None:
        """Take the sign that closes what a token opened; ``inside`` might stand before it."""
        if self.kind != kind:
            raise self.unclosed(kind, opener, inside)
        self.take()

    def unclosed(
        self, kind: str, opener: Token, inside: str, mend: str | None = None
    ) -> SchemaError:
        """Return the error that what a token opened is not closed where it should be."""
        opened = f"the “{opener.text}” of line {opener.line}"
        if self.kind == END:
            return self.error(f"“{kind}” is missing: {opened} is not closed")
        if self.begins_definition:
            where = f"before the definition of {self.current}"
            return self.error(f"“{kind}” is missing {where}: {opened} is not closed")
        return self.unexpected(f"“{kind}” (for {opened}) or {inside}", mend=mend)

    @property
    def begins_definition(self) -> bool:
        """Whether the token to come is the name of a definition, or “start”."""
        return self.kind in ("start", NAME) and self.next_kind in ASSIGNMENTS

    def word(self, expected: str) -> Token:
        """Return a name or keyword, where a keyword is a name like any other."""
        if self.kind != NAME and self.kind not in KEYWORDS:
            raise self.unexpected(expected)
        return self.take()

    def identifier(self, expected: str) -> Token:
        """Return a name that is no keyword."""
        if self.kind in KEYWORDS:
            raise self.keyword()
        return self.expect(NAME, expected)

    def literal(self, expected: str) -> str:
        """Return the value of a literal, whose parts “~” joins."""
        parts = [self.expect(LITERAL, expected).text]
        while self.kind == "~":
            self.take()
            parts.append(self.expect(LITERAL, "a literal after “~”").text)
        return "".join(parts)

    def error(
        self, message: str, section: str = "2", mend: str | None = None, line: int | None = None
    ) -> SchemaError:
        """Return an error in a line, by default that of the token to come."""
        return broken_at(self.path, line or self.line, message, section, mend, COMPACT)

    def keyword(self) -> SchemaError:
        """Return the error that a keyword stands where a name should."""
        token = self.current
        mend = f"write “\\{token.text}” for the name"
        return self.error(f"{token} is a keyword, and a name was expected", "2", mend)

    def unassigned(self) -> SchemaError:
        """Return the error that no sign of definition stands behind the name to come."""
        mend = self._meant()
        name = self.take()
        mend = mend or self._meant()
        if mend is None and name.kind == NAME:
            mend = f"put “,”, “|” or “&” before {name} if it belongs to the pattern before it"
        return self.unexpected(f"“=”, “|=” or “&=” after {name}", mend=mend)

    def unexpected(self, expected: str, section: str = "2", mend: str | None = None) -> SchemaError:
        """Return the error that something else was found than was expected."""
        message = f"expected {expected}, but found {self.current}"
        return self.error(message, section, self._meant() or self._known() or mend)

    def _known(self) -> str | None:
        """Return how to mend what is often mistaken."""
        before = self._tokens[self._at - 1].kind if self._at else ""
        if DOCUMENTATION in (before, self.kind):
            return "“##” stands before what it documents; a comment begins with a single “#”"
        if before == LITERAL and self.kind == LITERAL:
            return "put “~” between the parts of one literal"
        return None

    def _meant(self) -> str | None:
        """Return the keyword that the name before the place may be a slip for."""
        kind, written, _ = self._tokens[max(self._at - 1, 0)]
        if kind != NAME or written in KEYWORDS:
            return None
        import difflib  # 3 ms, which a schema without faults need not pay

        near = difflib.get_close_matches(written, sorted(KEYWORDS), n=1, cutoff=_ALIKE)
        return f"perhaps “{near[0]}” was meant, not “{written}”" if near else None
