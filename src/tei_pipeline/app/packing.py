"""Plain values as bytes: so they go from process to process, and into the catalogue."""

import marshal
import zlib
from typing import Any


def packed(value: Any) -> bytes:
    """Return a plain value as bytes, made small."""
    return zlib.compress(marshal.dumps(value), 1)


def unpacked(content: bytes) -> Any:
    """Return the value that ``packed`` was given."""
    return marshal.loads(zlib.decompress(content))
