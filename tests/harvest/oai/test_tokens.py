"""Tokens cannot be made by others; lists under change neither lose nor repeat (any change)."""

import json
import tempfile
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tei_pipeline.harvest.oai.tokens import State, Tokens
from tests.harvest.oai.repository import NOW, OAI, Repository, letter, token

STATE = State("ListRecords", "oai_dc", 1, "", None, None, 1, "a", 100, 300, NOW)


def test_no_bit_of_a_token_can_be_changed() -> None:
    tokens = Tokens(b"secret")
    token = tokens.token(STATE)
    assert tokens.state(token, "ListRecords", NOW) == STATE
    raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    for n in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[n // 8] ^= 1 << n % 8
        forged = urlsafe_b64encode(bytes(changed)).rstrip(b"=").decode()
        assert tokens.state(forged, "ListRecords", NOW) is None
    for other in (token + "=", token + "\n", " " + token, token[:-1], token + "A"):
        assert tokens.state(other, "ListRecords", NOW) is None


def test_a_token_is_of_one_repository_verb_and_time() -> None:
    token = Tokens(b"s").token(STATE)
    assert Tokens(b"other").state(token, "ListRecords", NOW) is None
    assert Tokens(b"s").state(token, "ListIdentifiers", NOW) is None
    assert Tokens(b"s").state(token, "ListRecords", NOW + 1) is None
    bare = urlsafe_b64encode(bytes(16) + json.dumps(STATE).encode()).decode()
    assert Tokens(b"s").state(bare, "ListRecords", NOW) is None


def test_a_token_from_a_catalogue_that_is_gone(tmp_path: Path) -> None:
    held = Repository(tmp_path)
    for n in range(2):
        held.publish(*(letter(f"old{n}{m}") for m in range(4)))
    old = token(held.ask(verb="ListIdentifiers", metadataPrefix="oai_dc"))
    held.path.unlink()
    held.publish(*(letter(f"new{m}") for m in range(4)))
    assert held.codes(verb="ListIdentifiers", resumptionToken=old) == ["badResumptionToken"]


_IDS = st.sampled_from([f"d{n}" for n in range(9)])
_STEP = st.tuples(st.dictionaries(_IDS, st.sampled_from("xyz"), max_size=4), st.sets(_IDS))
_Step = tuple[dict[str, str], set[str]]


@settings(max_examples=25, deadline=None)
@given(st.lists(_STEP, min_size=1, max_size=4))
def test_who_harvests_while_it_changes_ends_with_what_is_there(steps: list[_Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        repository = Repository(Path(folder))
        repository.publish(*(letter(f"d{n}") for n in range(9)))
        there = {f"d{n}": "x" for n in range(9)}
        held: dict[str, str] = {}
        rest = list(steps)
        for part in repository.parts("ListRecords", metadataPrefix="oai_dc"):
            taken = _taken(part)
            assert not held.keys() & taken.keys()
            held.update(taken)
            if rest:
                _step(repository, there, rest.pop(0))
        assert len(held) == 9
        for step in rest:
            _step(repository, there, step)
        later = {"metadataPrefix": "oai_dc", "from_": "2026-01-01T00:00:10Z"}
        for part in repository.parts("ListRecords", **later):
            held.update(_taken(part))
        assert {id: said for id, said in held.items() if said} == there


def _step(repository: Repository, there: dict[str, str], step: _Step) -> None:
    put, named = step
    gone = tuple(id for id in named if id in there and id not in put)
    repository.publish(*(letter(id, said) for id, said in put.items()), withdrawn=gone)
    there.update(put)
    for id in gone:
        del there[id]


def _taken(part: Any) -> dict[str, str]:
    return {
        one.findtext(f".//{OAI}identifier")[-2:]: one.findtext(".//{*}metadata//{*}title") or ""
        for one in part.iterfind(f".//{OAI}record")
    }
