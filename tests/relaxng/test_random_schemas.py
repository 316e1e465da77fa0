"""Schemas and documents made at random have jing's verdicts.

``TEI_PIPELINE_SEEDS`` asks for more of them than a run of all tests has time for.
"""

import os
from pathlib import Path

import pytest

from tei_pipeline.cache import Cache
from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.load import load_grammar
from tei_pipeline.relaxng.read import local_file
from tests.oracles import jing
from tests.relaxng.grammars import Documents, Schemas, written

SEEDS = int(os.environ.get("TEI_PIPELINE_SEEDS", "24"))
DOCUMENTS = 20


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_random_schema_has_the_verdicts_of_jing(seed: int, tmp_path: Path) -> None:
    made = Schemas(seed)
    schema = made.schema()
    documents = Documents(seed, schema, made.files)
    path = tmp_path / "schema.rng"
    for name, node in {"schema.rng": schema, **made.files}.items():
        (tmp_path / name).write_text(written(node), encoding="utf-8")
    files = [tmp_path / f"{number}.xml" for number in range(DOCUMENTS)]
    for file in files:
        file.write_text(documents.document(), encoding="utf-8")
    told = jing(path, *files)
    about_documents = tuple(f"{file}:" for file in files)
    refused = any(not message.startswith(about_documents) for message in told)
    try:
        engine = load_grammar(path, local_file, Cache(tmp_path / "cache")).engine
    except SchemaError as error:
        assert refused, error
        return
    assert not refused, told
    faulty = {file for file in files for message in told if message.startswith(f"{file}:")}
    assert {file for file in files if engine.judge_bytes(file.read_bytes())} == faulty
