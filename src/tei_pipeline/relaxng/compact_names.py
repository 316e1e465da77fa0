"""The declarations of a schema in compact syntax (section 4), and the names that need them."""

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.compact_stream import Stream
from tei_pipeline.relaxng.compact_tokens import Token
from tei_pipeline.relaxng.source import XML
from tei_pipeline.relaxng.values import XSD
from tei_pipeline.relaxng.written import is_library

DECLARATIONS = ("namespace", "default", "datatypes")
_A_PREFIX = "a prefix"


class Names:
    """The prefixes of one file; a namespace of None is inherited from the file that refers to it.

    ``default`` is the namespace of element names without prefix; ``namespaces`` are the prefixes
    that the value of a QName may have.
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.default: str | None = None
        self.namespaces: dict[str, str] = {"xml": XML}
        self._prefixes: dict[str, str | None] = {"xml": XML}
        self._libraries = {"xsd": XSD}

    def read(self) -> None:
        """Read the declarations at the head of a file."""
        declared: dict[str, int] = {}
        while self._stream.kind in DECLARATIONS:
            if self._stream.kind == "datatypes":
                self._datatypes(declared)
            else:
                self._namespace(declared)
        spaces = {prefix: uri for prefix, uri in self._prefixes.items() if uri}
        self.namespaces.update(spaces)

    def _namespace(self, declared: dict[str, int]) -> None:
        stream = self._stream
        line = stream.line
        is_default = stream.take().kind == "default"
        if is_default:
            stream.expect("namespace", "“namespace” after “default”", "4")
        prefix = ""
        if not is_default or stream.kind != "=":
            prefix = stream.word(_A_PREFIX).text
        stream.expect("=", "“=” before the namespace", "4")
        uri: str | None = None
        if stream.kind == "inherit":
            stream.take()
        else:
            uri = stream.literal("a namespace in quotation marks or “inherit”")
        self._check(prefix, uri, line)
        if is_default:
            self._once("the default namespace", line, declared)
            self.default = uri
        if prefix:
            self._once(f"the prefix “{prefix}”", line, declared)
            self._prefixes[prefix] = uri

    def _check(self, prefix: str, uri: str | None, line: int) -> None:
        if prefix == "xmlns":
            raise self._stream.error("“xmlns” cannot be a prefix", "4", None, line)
        if (prefix == "xml") != (uri == XML):
            message = f"the prefix “xml” and the namespace “{XML}” belong to each other alone"
            raise self._stream.error(message, "4", "use the prefix “xml” undeclared", line)

    def _datatypes(self, declared: dict[str, int]) -> None:
        stream = self._stream
        line = stream.take().line
        prefix = stream.word(_A_PREFIX).text
        stream.expect("=", "“=” before the datatype library", "4")
        uri = stream.literal("a datatype library in quotation marks")
        if prefix == "xsd" and uri != XSD:
            message = f"the prefix “xsd” of datatypes stands for “{XSD}” alone"
            raise stream.error(message, "4", "take another prefix", line)
        if not is_library(uri):
            message = f"the datatype library “{uri}” is no absolute address"
            raise stream.error(message, "4", None, line)
        self._once(f"the prefix “{prefix}” of datatypes", line, declared)
        self._libraries[prefix] = uri

    def _once(self, what: str, line: int, declared: dict[str, int]) -> None:
        if what in declared:
            message = f"{what} is declared twice, first in line {declared[what]}"
            raise self._stream.error(message, "4", None, line)
        declared[what] = line

    def namespace(self, prefix: str, line: int) -> str | None:
        """Return the namespace of a prefix."""
        if prefix not in self._prefixes:
            mend = f'declare it at the head of the file: namespace {prefix} = "…"'
            raise self._undeclared("prefix", prefix, line, mend)
        return self._prefixes[prefix]

    def qualified(self, token: Token) -> tuple[str | None, str]:
        """Return the namespace and the local name of a name with prefix."""
        prefix, _, local = token.text.partition(":")
        return self.namespace(prefix, token.line), local

    def datatype(self, token: Token) -> tuple[str, str]:
        """Return the library and the name of a datatype."""
        prefix, _, local = token.text.partition(":")
        if not local:
            return "", token.text
        if prefix not in self._libraries:
            uri = XSD if prefix == "xs" else "…"
            mend = f'declare it at the head of the file: datatypes {prefix} = "{uri}"'
            raise self._undeclared("datatype prefix", prefix, token.line, mend)
        return self._libraries[prefix], local

    def _undeclared(self, what: str, prefix: str, line: int, mend: str) -> SchemaError:
        return self._stream.error(f"the {what} “{prefix}” is not declared", "4", mend, line)
