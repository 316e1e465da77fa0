"""Where the package's data files are: ``schema/``, ``xslt/``, the rule pages, the sample edition.

One function serves a checkout (the folders at its root) and an installed wheel (the same folders
under ``tei_pipeline/data``) alike.
"""

from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_IN_CHECKOUT = {
    "schema": "schema",
    "xslt": "xslt",
    "rules": "docs/rules",
    "sample": "src/tei_pipeline/sample",
}


def resource(folder: str, name: str = "") -> Path:
    """Return the path of a data file: ``folder`` is ``schema``, ``xslt``, ``rules`` or ``sample``.

    Raises ``FileNotFoundError`` where the installation lacks it.
    """
    installed = _PACKAGE / "data" / folder / name
    checkout = _PACKAGE.parents[1] / _IN_CHECKOUT[folder] / name
    for candidate in (installed, checkout):
        if candidate.exists():
            return candidate
    raise FileNotFoundError(f"the installation of tei-pipeline lacks {folder}/{name}")


def stylesheets() -> Iterator[str | bytes]:
    """Yield names and contents of all stylesheets and assets: what outputs are made by."""
    for path in sorted(path for path in resource("xslt").rglob("*") if path.is_file()):
        yield path.name
        yield path.read_bytes()
