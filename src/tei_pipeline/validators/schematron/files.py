"""The files that a schema's rules read beside the document: Saxon is shut, so they are read here.

Only files below the folder of the project, of the schema or of the document, and only XML, by the
same hardened load as any document. Nothing is fetched.
"""

from collections import OrderedDict
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tei_pipeline.document import Document, LoadError, load
from tei_pipeline.saxon import Node, Processor
from tei_pipeline.validators.schematron.text import saxon_text

_KEPT = 12


class Files:
    """The files that rules have asked for, by their URIs; the latest are kept."""

    def __init__(self, processor: Processor) -> None:
        self._processor = processor
        self._read: OrderedDict[str, tuple[float, Document, Node]] = OrderedDict()
        self.refused: dict[str, str] = {}

    def read(self, uri: str, folders: tuple[Path, ...]) -> Node | None:
        """Return the tree of a file; None where it may not or cannot be read (see ``refused``)."""
        try:
            path = local_path(uri)
            if path is None:
                self.refused[uri] = "it is on the network, and nothing is fetched"
                return None
            if not any(path.resolve().is_relative_to(folder.resolve()) for folder in folders):
                self.refused[uri] = "it lies outside the folders of project, schema and document"
                return None
            changed = path.stat().st_mtime
            kept = self._read.get(uri)
            if kept is None or kept[0] != changed:
                document = load(path)
                node = self._processor.parse(saxon_text(document), uri)
                kept = self._read[uri] = (changed, document, node)
        except LoadError as error:
            self.refused[uri] = error.diagnostic.message
            return None
        except (OSError, ValueError, RuntimeError):  # RuntimeError: links in a circle
            self.refused[uri] = "there is no such file"
            return None
        self._read.move_to_end(uri)
        while len(self._read) > _KEPT:
            self._read.popitem(last=False)
        return kept[2]

    def document(self, uri: str) -> Document | None:
        """Return a file that was read, for its places."""
        kept = self._read.get(uri)
        return None if kept is None else kept[1]

    def latest(self) -> tuple[str, ...]:
        """Return the URIs of the files that are kept."""
        return tuple(self._read)


def local_path(uri: str) -> Path | None:
    """Return the local file that a URI means, if it means one."""
    parts = urlsplit(uri)
    if parts.scheme not in ("", "file") or parts.netloc not in ("", "localhost"):
        return None
    return Path(unquote(parts.path))
