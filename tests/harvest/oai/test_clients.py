"""Real clients over a real socket take everything, also where it changes or breaks off."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import requests
from oaipmh_scythe import Scythe
from sickle import Sickle  # type: ignore[import-untyped]

from tei_pipeline.catalogue.published import Published
from tei_pipeline.harvest.oai import Limits, provider
from tei_pipeline.serving import Mount, Site
from tests.harvest.oai.cutting import cutting
from tests.harvest.oai.repository import FIRST, SECRET, deposit, filled, publish
from tests.oracles import missing, program
from tests.serving.running import running

ALL = [*(f"letter-{n}" for n in range(1, 7)), "note", "Brief%20Nr.%205/%C3%A4&%3Cb%3E?%25",
       "late", "-letter-0"]  # fmt: skip
DRAFTS = ["Brief%20Nr.%205/%C3%A4&%3Cb%3E?%25"]
# Without `onRecord` it keeps the last part of a list alone.
PERL = """
my ($base, $verb, %args) = @ARGV;
my $found = HTTP::OAI::Harvester->new(baseURL => $base)->$verb(%args, onRecord => sub {
    my ($one) = @_;
    print $one->status && $one->status eq "deleted" ? "-" : "", $one->identifier, "\\n";
});
die $found->message if $found->is_error;
"""

Harvester = Callable[..., list[str]]


class Served(NamedTuple):
    """A repository that is served: its catalogue and its port."""

    catalogue: Path
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/oai"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    catalogue = filled(tmp_path)
    endpoint = provider(Published(catalogue), SECRET, limits=Limits(3, 3, 2))
    with running(tmp_path, Site({"/oai": Mount(endpoint, forms=True)})) as (client, _):
        yield Served(catalogue, client.port)


def by_sickle(address: str, **told: str) -> list[str]:
    """Harvest with ``sickle``."""
    found = Sickle(address).ListRecords(**told)
    return [_id(one.header.identifier, deleted=one.deleted) for one in found]


def by_sickle_posting(address: str, **told: str) -> list[str]:
    """Harvest with ``sickle``, which posts forms."""
    found = Sickle(address, http_method="POST").ListIdentifiers(**told)
    return [_id(one.identifier, deleted=one.deleted) for one in found]


def by_scythe(address: str, **told: str) -> list[str]:
    """Harvest with ``oaipmh-scythe``."""
    names = {"from": "from_", "set": "set_", "metadataPrefix": "metadata_prefix"}
    named: dict[str, Any] = {names.get(name, name): value for name, value in told.items()}
    with Scythe(address) as client:
        found: Iterator[Any] = client.list_records(**named)
        return [_id(one.header.identifier, deleted=one.deleted) for one in found]


def by_perl(address: str, **told: str) -> list[str]:
    """Harvest with ``HTTP::OAI``."""
    arguments = [part for pair in told.items() for part in pair]
    command = [program("perl"), "-MHTTP::OAI", "-e", PERL, address, "ListRecords", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    if "Can't locate HTTP/OAI.pm" in done.stderr:
        missing("HTTP::OAI is not installed: scripts/install-test-tools.sh")
    assert not done.returncode, done.stderr
    return [_id(one.lstrip("-"), deleted=one[0] == "-") for one in done.stdout.splitlines()]


def _id(identifier: str, *, deleted: bool) -> str:
    return f"{'-' if deleted else ''}{identifier.split(':', 2)[2]}"


CLIENTS = [by_sickle, by_sickle_posting, by_scythe, by_perl]


@pytest.mark.parametrize("harvest", CLIENTS)
def test_a_client_takes_everything(served: Served, harvest: Harvester) -> None:
    assert sorted(harvest(served.address, metadataPrefix="oai_dc")) == sorted(ALL)
    assert sorted(harvest(served.address, metadataPrefix="tei")) == sorted({*ALL} - {"note"})


@pytest.mark.parametrize("harvest", CLIENTS)
def test_a_client_selects(served: Served, harvest: Harvester) -> None:
    told = {"metadataPrefix": "oai_dc"}
    assert harvest(served.address, **told, set="type:letter:draft") == DRAFTS
    since = harvest(served.address, **told, **{"from": "2023-11-15", "until": "2023-11-15"})
    assert since == ["late", "-letter-0"]
    before = harvest(served.address, **told, set="type", until="2023-11-14T22:13:20Z")
    assert sorted(before) == sorted({*ALL} - {"note", "late", "-letter-0"})


def test_a_client_reads_the_rest(served: Served) -> None:
    client = Sickle(served.address)
    assert client.Identify().adminEmail == "editors@letters.example.org"
    assert [one.metadataPrefix for one in client.ListMetadataFormats()] == ["oai_dc", "tei"]
    assert len(list(client.ListSets())) == 5
    record = client.GetRecord(identifier="oai:letters.example.org:note", metadataPrefix="oai_dc")
    assert record.metadata["title"] == ["words"]


def test_a_harvest_goes_on_after_the_connection_was_cut(served: Served) -> None:
    found: list[str] = []
    with cutting(served.port, 900) as port:
        client = Sickle(f"http://127.0.0.1:{port}/oai", headers={"Accept-Encoding": "identity"})
        pages = client.ListRecords(metadataPrefix="oai_dc")
        with pytest.raises(requests.RequestException):  # noqa: PT012
            for one in pages:
                found.append(_id(one.header.identifier, deleted=one.deleted))
        assert 0 < len(found) < len(ALL)
        rest = client.ListRecords(resumptionToken=pages.resumption_token.token)
        found += [_id(one.header.identifier, deleted=one.deleted) for one in rest]
    assert sorted(found) == sorted(ALL)


def test_documents_are_withdrawn_during_a_harvest(served: Served) -> None:
    client = Sickle(served.address)
    held: dict[str, bool] = {}
    for n, one in enumerate(client.ListRecords(metadataPrefix="oai_dc")):
        assert one.header.identifier not in held
        held[one.header.identifier] = one.deleted
        if n == 1:
            put = [deposit("new"), deposit("letter-5", "anew")]
            publish(served.catalogue, put, ["letter-1", "letter-6", "late"], stamp=FIRST + 200_000)
    assert len(held) == len(ALL)
    later = {"metadataPrefix": "oai_dc", "from": "2023-11-17"}
    for one in client.ListRecords(**later):
        held[one.header.identifier] = one.deleted
    there = {id.split(":", 2)[2] for id, deleted in held.items() if not deleted}
    assert there == {"letter-2", "letter-3", "letter-4", "letter-5", "note", "new", *DRAFTS}
