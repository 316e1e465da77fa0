"""How whoever reads a schema asks for the files that it includes."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tei_pipeline.errors import SchemaError

OpenSchema = Callable[[str, Path], tuple[Path, bytes]]
"""From an address and the file that has it to the local path and the bytes of what it means.

Raises ``SchemaError`` where that is not at hand; never fetches. ``schemas.find.Finder.open`` knows
the store and catalogs; ``local_file`` knows files alone.
"""


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
        looked = f"it was looked for at {path}; put it there, or: tei-pipeline schema add {href}"
    except (OSError, ValueError, RuntimeError) as reason:  # RuntimeError: links in a circle
        error = reason
    raise SchemaError(f"“{href}” cannot be read", path=base, mend=looked) from error
