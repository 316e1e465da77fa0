"""Verdicts and elements beside jing's, on real documents against real schemas.

A sample with a fixed seed; all documents where ``TEI_PIPELINE_ALL`` is set (about two minutes).
"""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from tei_pipeline.cache import Cache
from tests.oracles import program
from tests.relaxng.comparison import Comparison, compared, documents, schemas

SEED = 12
SAMPLE = {
    "letters": 12,
    "registers of letters": 1,
    "plays": 1,
    "novels": 1,
    "TEI's tests": 8,
    "critical editions": 2,
    "manuscripts": 6,
}
SHARE = 0.99


def sample() -> list[Path]:
    chance = Random(SEED)
    found: list[Path] = []
    for corpus, paths in documents().items():
        most = len(paths) if os.environ.get("TEI_PIPELINE_ALL") else SAMPLE[corpus]
        found += chance.sample(paths, min(most, len(paths)))
    return found


def test_verdicts_are_jings_and_so_are_the_elements(tmp_path: Path) -> None:
    program("java")
    every, files, cache = Comparison(), sample(), Cache(tmp_path)
    with ThreadPoolExecutor(max_workers=2) as pool:  # jing runs beside us
        results = pool.map(lambda schema: compared(schema, files, cache), schemas())
        for schema, found in zip(schemas(), results, strict=True):
            total = Comparison()
            for path, one in found.items():
                assert one.verdicts, (schema.name, path)
                total.add(one)
            assert total.ours <= total.jings, schema.name
            every.add(total)
    assert every.share >= SHARE, every
