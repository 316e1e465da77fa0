"""The mutants that quality is measured on, with what jing says of them: made once in a process."""

import functools
import tempfile
from pathlib import Path

from tests.oracles import shared
from tests.relaxng.material import Source, pairs, sources, vocabulary
from tests.relaxng.mutants import Mutant, mutants
from tests.relaxng.mutants_small import MINIMAL
from tests.relaxng.quality import Finding, by_jing, written

OF_EACH_KIND = 3

Found = list[tuple[Finding, ...]]


@functools.cache
def real() -> tuple[list[Mutant], Found]:
    """Return the mutants of real documents, with jing's findings on each."""
    minimal = Source("minimal (tei_minimal)", shared("tei/oracle/tei_minimal.rng"), MINIMAL)
    every = [
        mutant
        for source in [*sources(list(pairs())), minimal]
        for mutant in mutants(source, vocabulary(source.schema), OF_EACH_KIND)
    ]
    with tempfile.TemporaryDirectory() as folder:
        return every, by_jing(every, written(every, Path(folder)))
