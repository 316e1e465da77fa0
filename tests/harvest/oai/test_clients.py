"""Real clients over a real socket take everything, also where it changes or breaks off."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from sickle import Sickle  # type: ignore[import-untyped]

from tei_pipeline.catalogue.published import Published
from tei_pipeline.exchange import Endpoint
from tei_pipeline.harvest.dates import written
from tei_pipeline.harvest.oai import provider
from tei_pipeline.serving import Mount, Site
from tests.harvest.oai.clients import BROKEN, CLIENTS, Harvester, Taken
from tests.harvest.oai.cutting import cutting
from tests.harvest.oai.editions import built, edition, letter
from tests.harvest.oai.repository import DAY, ENCODED, FEW, ODD, Repository, filled
from tests.harvest.oai.repository import letter as deposit
from tests.serving.running import running

ALL = [*"acde", "-b", "f", "g", ENCODED]
DC = {"metadataPrefix": "oai_dc"}


class Served(NamedTuple):
    """A repository that is served, and its port."""

    held: Repository
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/oai"


def site(endpoint: Endpoint) -> Site:
    return Site({"/oai": Mount(endpoint, forms=True)})


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    held = filled(tmp_path)
    held.now += DAY
    held.publish(deposit(ODD, sets=("type:letter:draft", "type:letter")))
    with running(tmp_path, site(held.endpoint)) as (client, _):
        yield Served(held, client.port)


def ids(taken: Iterator[Taken]) -> list[str]:
    return [one.id for one in taken]


@pytest.mark.parametrize("harvest", CLIENTS)
def test_a_client_takes_everything(served: Served, harvest: Harvester) -> None:
    assert ids(harvest(served.address, **DC)) == ALL
    whole = ids(harvest(served.address, metadataPrefix="tei"))
    assert whole == [one for one in ALL if one != "g"]


@pytest.mark.parametrize("harvest", CLIENTS)
def test_a_client_selects(served: Served, harvest: Harvester) -> None:
    assert ids(harvest(served.address, **DC, set="type:letter:draft")) == [ENCODED]
    day = {"from": "2026-01-02", "until": "2026-01-02"}
    assert ids(harvest(served.address, **DC, **day)) == [ENCODED]
    before = harvest(served.address, **DC, set="type", until="2026-01-01T00:00:01Z")
    assert ids(before) == [*"acde"]


def test_a_client_reads_the_rest(served: Served) -> None:
    client = Sickle(served.address)
    assert client.Identify().adminEmail == "editors@letters.example.org"
    assert [one.metadataPrefix for one in client.ListMetadataFormats()] == ["oai_dc", "tei"]
    assert [one.setSpec for one in client.ListSets()] == [
        *("type", "type:letter", "type:telegram", "war")
    ]
    record = client.GetRecord(identifier="oai:letters.example.org:g", metadataPrefix="oai_dc")
    assert record.metadata["title"] == ["x"]


@pytest.mark.parametrize("harvest", CLIENTS)
def test_a_harvest_goes_on_after_the_connection_was_cut(served: Served, harvest: Harvester) -> None:
    taken: list[Taken] = []
    with cutting(served.port, 600) as port:
        address = f"http://127.0.0.1:{port}/oai"
        with pytest.raises(BROKEN):  # noqa: PT012
            for one in harvest(address, **DC):
                taken.append(one)
        assert len(taken) == 3
        rest = ids(harvest(address, resumptionToken=taken[-1].token))
    assert [*(one.id for one in taken), *rest] == ALL


@pytest.mark.parametrize("harvest", CLIENTS)
def test_documents_are_withdrawn_during_a_harvest(served: Served, harvest: Harvester) -> None:
    begun = written(served.held.now)
    held: dict[str, bool] = {}
    for n, one in enumerate(harvest(served.address, **DC)):
        assert one.id.lstrip("-") not in held
        held[one.id.lstrip("-")] = one.id[0] != "-"
        if n == 1:
            served.held.publish(deposit("new"), deposit("e", "anew"), withdrawn=("a", "f", "g"))
    assert [*held] == [one.lstrip("-") for one in ALL]
    for one in harvest(served.address, **DC, **{"from": begun}):
        held[one.id.lstrip("-")] = one.id[0] != "-"
    assert {id for id, there in held.items() if there} == {*"cde", "new", ENCODED}


def test_a_build_withdraws_documents_during_harvests(tmp_path: Path) -> None:
    """All clients have begun; the build runs beside them; each ends with what is published."""
    folder = edition(tmp_path / "edition")
    published = Published(built(folder))
    names = {*(f"letter-{n}" for n in range(1, 8)), "odd.one_", "plain"}
    time.sleep(2)  # a publication is dated a second later
    with running(tmp_path, site(provider(published, limits=FEW))) as (client, _):
        address, begun = f"http://127.0.0.1:{client.port}/oai", written(int(time.time()))
        begins = [(harvest, harvest(address, metadataPrefix="tei")) for harvest in CLIENTS]
        states = [[next(taken).id] for _, taken in begins]
        for n in (2, 5):
            (folder / f"tei/letter-{n}.xml").unlink()
        letter(folder, 3, "Words that are new.")
        letter(folder, 8)
        command = [sys.executable, "-m", "tei_pipeline", "build"]
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as building:
            meanwhile = 0
            while building.poll() is None:
                found = [one.lstrip("-") for one in ids(CLIENTS[0](address, metadataPrefix="tei"))]
                assert len(found) == len(set(found))
                assert names <= set(found)
                meanwhile += 1
        assert building.returncode == 0
        assert meanwhile
        time.sleep(2)
        for (harvest, taken), state in zip(begins, states, strict=True):
            state += ids(taken)
            held = {one.lstrip("-"): one[0] != "-" for one in state}
            assert len(held) == len(state)
            assert held.keys() == names
            later = ids(harvest(address, metadataPrefix="tei", **{"from": begun}))
            assert sorted(later) == ["-letter-2", "-letter-5", "letter-3", "letter-8"]
            held |= {one.lstrip("-"): one[0] != "-" for one in later}
            there = {id for id, is_there in held.items() if is_there}
            assert there == (names | {"letter-8"}) - {"letter-2", "letter-5"}
    published.close()
