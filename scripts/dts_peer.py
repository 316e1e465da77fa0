"""What dapytains finds in TEI files: trees, units and passages, as JSON for our tests.

Runs in an environment of its own (``scripts/install-test-tools.sh`` makes it), for dapytains needs
another version of saxonche than we do::

    .venv/dts-peer/bin/python scripts/dts_peer.py FILE…
"""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from dapytains.tei.document import Document  # type: ignore[import-not-found]


def units(found: Iterable[Any]) -> Iterator[Any]:
    """Yield units, each before those in it."""
    for one in found:
        yield one
        yield from units(one.children)


def described(path: str) -> dict[str, Any]:
    """Return the trees of a file by their names; the default one's is empty."""
    document = Document(path)
    trees = {}
    for name, parser in document.citeStructure.items():
        tree = None if name == document.default_tree else name
        trees[tree or ""] = {
            "structure": parser.structure.json(),
            "units": [
                {
                    "ref": one.ref,
                    "kind": one.citeType,
                    "level": one.level,
                    "parent": one.parent or "",
                    "dublinCore": dict(one.dublinCore),
                    "extensions": dict(one.extension),
                    "words": words(document.get_passage(one.ref, tree=tree)),
                }
                for one in units(document.get_reffs(tree))
            ],
        }
    return trees


def words(passage: Any) -> list[str]:
    """Return the words of a passage."""
    return " ".join(passage.itertext()).split()


def main() -> None:
    """Print what is found in each file, or what the peer stumbles over."""
    found: dict[str, Any] = {}
    for path in sys.argv[1:]:
        try:
            found[path] = described(path)
        except Exception as error:  # the peer's own, of any kind
            found[path] = {"error": f"{type(error).__name__}: {error}"}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
