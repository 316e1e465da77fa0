"""A schema that was read is kept, and what is kept is trusted only if it is the user's own."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from tei_pipeline.cache import Cache
from tei_pipeline.resources import resource
from tei_pipeline.validators.xsd import XsdValidator
from tests.validators.xsd.schemas import codes, written, xsd

ASSERTED = """<xs:element name="a"><xs:complexType><xs:attribute name="n" type="xs:int"/>
<xs:assert test="@n &gt; 1"/></xs:complexType></xs:element>"""


class Trap:
    """A pickle that makes a file when it is read."""

    def __init__(self, made: Path) -> None:
        self.made = made

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.made),)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def kept(folder: Path) -> list[Path]:
    return [path for path in (folder / "cache/xsd").rglob("*") if path.is_file()]


def judge(folder: Path, cache: Cache, content: str = ASSERTED) -> None:
    """Judge by a schema of version 1.1 two documents, and know which is valid."""
    validator = XsdValidator(written(folder, own=xsd(content)), cache=cache)
    assert codes(validator, folder, '<a n="2"/>') == []
    assert codes(validator, folder, '<a n="1"/>') == ["TPS109"]


def test_a_schema_is_read_once(tmp_path: Path, cache: Cache) -> None:
    judge(tmp_path, cache)
    (path,) = kept(tmp_path)
    before = path.stat().st_mtime_ns
    judge(tmp_path, cache)
    assert [(p, p.stat().st_mtime_ns) for p in kept(tmp_path)] == [(path, before)]
    judge(tmp_path, cache, ASSERTED + "<!-- changed -->" + '<xs:element name="b"/>')
    assert len(kept(tmp_path)) == 2


@pytest.mark.parametrize("content", [b"", b"half", pickle.dumps(None)])
def test_what_was_spoilt_is_read_again(tmp_path: Path, cache: Cache, content: bytes) -> None:
    judge(tmp_path, cache)
    (path,) = kept(tmp_path)
    path.write_bytes(content)
    judge(tmp_path, cache)


def test_a_file_that_others_may_write_is_not_unpickled(tmp_path: Path, cache: Cache) -> None:
    judge(tmp_path, cache)
    (path,) = kept(tmp_path)
    trap = pickle.dumps(Trap(tmp_path / "sprung"))
    path.write_bytes(trap)
    path.chmod(0o666)
    judge(tmp_path, cache)
    assert not (tmp_path / "sprung").exists()


def test_a_file_of_another_user_is_not_unpickled(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge(tmp_path, cache)
    (path,) = kept(tmp_path)
    path.write_bytes(pickle.dumps(Trap(tmp_path / "sprung")))
    monkeypatch.setattr(os, "getuid", lambda: path.stat().st_uid + 1)
    judge(tmp_path, cache)
    assert not (tmp_path / "sprung").exists()


def test_the_folder_of_the_cache_is_the_user_s(tmp_path: Path, cache: Cache) -> None:
    judge(tmp_path, cache)
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0


def test_a_cache_that_cannot_be_written_costs_time_alone(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    judge(tmp_path, Cache(tmp_path / "cache"))


def test_a_valid_document_does_not_pay_for_xmlschema() -> None:
    program = f"""
import sys
from pathlib import Path
from tei_pipeline.document import load
from tei_pipeline.validators.xsd import XsdValidator
schema = Path({str(resource("schema", "edition.xsd"))!r})
validator = XsdValidator(schema)
assert validator.key()
assert list(validator.check(load(schema.parents[1] / "tei/telegram.xml"), None)) == []
assert "xmlschema" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


# The key under which verdicts may be kept


def test_a_key_knows_every_file_and_every_option(tmp_path: Path) -> None:
    part = xsd('<xs:element name="a"/>')
    first = written(tmp_path, own=xsd('<xs:include schemaLocation="part.xsd"/>'), part=part)
    other = written(tmp_path, other=xsd('<xs:element name="b"/>'))
    keys = [XsdValidator(first).key(), XsdValidator(first).key()]
    assert keys[0] == keys[1]
    keys += [XsdValidator(first, draft=True).key(), XsdValidator(first, others=(other,)).key()]
    written(tmp_path, part=part.replace('"a"', '"c"'))
    keys.append(XsdValidator(first).key())
    assert len(set(keys)) == 4


def test_a_schema_that_is_not_complete_has_no_key(tmp_path: Path) -> None:
    first = written(tmp_path, own=xsd('<xs:include schemaLocation="gone.xsd"/>'))
    assert XsdValidator(first).key() is None
