"""A peer for Schematron: the ISO skeleton, run by Saxon, which reports all that it does (SVRL).

``python -m benchmarks.svrl_step SCHEMA FILE…``
"""

import sys
from pathlib import Path

from tests.schematron.skeleton import Skeleton


def main() -> int:
    """Judge files; return 0, whatever is found in them."""
    schema, *files = map(Path, sys.argv[1:])
    skeleton = Skeleton(schema)
    for path in files:
        skeleton.svrl(path.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
