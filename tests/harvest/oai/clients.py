"""Harvesters that libraries use, each as a generator that goes on where it is told to."""

import subprocess
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import httpx2
import requests
from oaipmh_scythe import Scythe
from oaipmh_scythe.iterator import OAIItemIterator
from sickle import Sickle  # type: ignore[import-untyped]

from tests.harvest.oai.repository import named
from tests.oracles import missing, program

# Tells each record and the token after its part when the part has come whole, and goes on when it
# is told to. Without `onRecord` it keeps the last part of a list alone.
_PERL = r"""
my ($base, %args) = @ARGV;
$| = 1;
while (1) {
    my @taken;
    my $list = HTTP::OAI::Harvester->new(baseURL => $base, resume => 0)->ListRecords(
        %args, onRecord => sub {
            my ($one) = @_;
            my $deleted = $one->status && $one->status eq "deleted";
            push @taken, join("\t", $one->identifier, $deleted ? 1 : 0);
        });
    die $list->message if $list->is_error;
    my $token = $list->resumptionToken && $list->resumptionToken->resumptionToken || "";
    print "$_\t$token\n" for @taken;
    last unless $token;
    print "\n";
    last unless <STDIN>;
    %args = (resumptionToken => $token);
}
"""


class Taken(NamedTuple):
    """A record: its id, with a minus where it is deleted, and the token at the end of its part."""

    id: str
    token: str


BROKEN = (requests.RequestException, httpx2.HTTPError, ConnectionError)
"""What the harvesters raise where a connection was cut."""
Harvester = Callable[..., Iterator[Taken]]
"""Takes the address and the arguments of ``ListRecords`` by their names."""


def by_sickle(address: str, **told: str) -> Iterator[Taken]:
    """Harvest with ``sickle``."""
    return _by_sickle(Sickle(address), told)


def by_sickle_posting(address: str, **told: str) -> Iterator[Taken]:
    """Harvest with ``sickle``, which posts forms."""
    return _by_sickle(Sickle(address, http_method="POST"), told)


def _by_sickle(client: Any, told: dict[str, str]) -> Iterator[Taken]:
    pages = client.ListRecords(**told)
    for one in pages:
        token = pages.resumption_token
        yield Taken(named(one.header.identifier, deleted=one.deleted), token and token.token)


class _Tokens(OAIItemIterator):
    """The iterator that tells the token beside each record."""

    def __iter__(self) -> Iterator[Any]:
        for one in super().__iter__():
            yield one, self.resumption_token


def by_scythe(address: str, **told: str) -> Iterator[Taken]:
    """Harvest with ``oaipmh-scythe``, with a connection for each request."""
    names = {
        **{"from": "from_", "set": "set_"},
        **{"metadataPrefix": "metadata_prefix", "resumptionToken": "resumption_token"},
    }
    arguments: dict[str, Any] = {names.get(name, name): value for name, value in told.items()}
    with Scythe(address, iterator=_Tokens) as client:
        client.client.headers["Connection"] = "close"
        found: Iterator[Any] = client.list_records(**arguments)
        for one, token in found:
            yield Taken(named(one.header.identifier, deleted=one.deleted), token and token.token)


def by_perl(address: str, **told: str) -> Iterator[Taken]:
    """Harvest with ``HTTP::OAI``."""
    arguments = [part for pair in told.items() for part in pair]
    command = [program("perl"), "-MHTTP::OAI", "-e", _PERL, address, *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as done:
        assert done.stdin
        assert done.stdout
        assert done.stderr
        for line in done.stdout:
            if line == "\n":
                done.stdin.write("\n")
                done.stdin.flush()
                continue
            identifier, deleted, token = line.rstrip("\n").split("\t")
            yield Taken(named(identifier, deleted=deleted == "1"), token)
        said = done.stderr.read()
    if "Can't locate HTTP/OAI.pm" in said:
        missing("HTTP::OAI is not installed: scripts/install-test-tools.sh")
    if done.returncode:
        raise ConnectionError(said)


CLIENTS: list[Harvester] = [by_sickle, by_sickle_posting, by_scythe, by_perl]
