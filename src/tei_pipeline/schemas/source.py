"""How whoever reads a schema asks for the files that it includes."""

from collections.abc import Callable
from pathlib import Path

OpenSchema = Callable[[str, Path], tuple[Path, bytes]]
"""From an address and the file that has it to the local path and the bytes of what it means.

Raises ``SchemaError`` where that is not at hand; never fetches. ``Finder.open`` is one.
"""
