"""The mutants that quality is measured on, with what jing says of them: made once in a process."""

import functools
import tempfile
from pathlib import Path

from tests.relaxng.material import pairs, sources, vocabulary
from tests.relaxng.mutants import Mutant, mutants
from tests.relaxng.quality import Finding, by_jing, written

OF_EACH_KIND = 3

Found = list[tuple[Finding, ...]]


@functools.cache
def real() -> tuple[list[Mutant], Found]:
    """Return the mutants of real documents, with jing's findings on each."""
    every = [
        mutant
        for source in sources(list(pairs()))
        for mutant in mutants(source, vocabulary(source.schema), OF_EACH_KIND)
    ]
    with tempfile.TemporaryDirectory() as folder:
        return every, by_jing(every, written(every, Path(folder)))
