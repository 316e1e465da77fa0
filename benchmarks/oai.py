"""Harvesting without HTTP: ``python -m benchmarks.oai`` prints throughput beside the peers.

Each provider is asked in this process, from one catalogue, for all records in turn, as often as
``--runs`` says; CPU time is taken, which the work of others on the machine moves least.
"""

import argparse
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.oai_peers import PEERS, installed
from benchmarks.serving import OURS, fill, ours
from tei_pipeline.catalogue.published import Published
from tei_pipeline.exchange import Asked, Endpoint
from tei_pipeline.harvest.oai import Limits, provider

FRESH = f"{OURS}, every part made anew"
_TIMES = 5.0  # that ours is to be faster than a peer, as it is served: asked more than once
_TOKEN = re.compile(rb"<resumptionToken[^>]*>([^<]+)</")


class Harvest(NamedTuple):
    """What all runs of a provider took, in seconds of CPU; bytes are those of one run."""

    name: str
    seconds: tuple[float, ...]
    records: int
    answers: int
    size: int

    @property
    def rate(self) -> float:
        """Return records in a second, in the median."""
        return self.records / statistics.median(self.seconds)


def fresh(path: Path) -> Endpoint:
    """Return our own provider, which keeps nothing that it gave."""
    return provider(Published(path), limits=Limits(kept=0))


def harvest(endpoint: Endpoint) -> tuple[int, int, int]:
    """Take all records; return how many there were, in how many answers and bytes."""
    records = answers = size = 0
    more = ("metadataPrefix", "oai_dc")
    while True:
        query = (("verb", "ListRecords"), more)
        content = endpoint(Asked("GET", "http://127.0.0.1/oai", query=query)).content
        records += content.count(b"<record>") + content.count(b"<oai:record>")
        answers += 1
        size += len(content)
        found = _TOKEN.search(content)
        if found is None:
            return records, answers, size
        more = ("resumptionToken", found[1].decode())


def measure(path: Path, records: int, runs: int) -> list[Harvest]:
    """Ask all providers that are there in turn."""
    makers: dict[str, Callable[[Path], Endpoint]] = {OURS: ours, FRESH: fresh}
    makers |= {name: make for name, make in PEERS.items() if installed(name)}
    endpoints = {name: make(path) for name, make in makers.items()}
    seconds: dict[str, list[float]] = {name: [] for name in endpoints}
    given: dict[str, tuple[int, int, int]] = {}
    for _ in range(runs):
        for name, endpoint in endpoints.items():
            began = time.process_time()
            given[name] = harvest(endpoint)
            seconds[name].append(time.process_time() - began)
            assert given[name][0] == records, f"{name} gave {given[name][0]} of {records} records"
    return [Harvest(name, tuple(seconds[name]), *given[name]) for name in endpoints]


def table(found: list[Harvest]) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "| ListRecords, in process | records/s | CPU time | shortest – longest | answers | size |"
    yield "|---|--:|--:|--:|--:|--:|"
    for one in found:
        median, least, most = statistics.median(one.seconds), min(one.seconds), max(one.seconds)
        yield (
            f"| {one.name} | {one.rate:,.0f} | {median:.2f} s | {least:.2f} – {most:.2f} s"
            f" | {one.answers} | {one.size / 1e6:.1f} MB |"
        )
    for name in PEERS:
        if not installed(name):
            yield f"| {name} | not installed | | | | |"


def main() -> int:
    """Measure, print, and return 1 where a requirement is not met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.oai", description=__doc__)
    parser.add_argument("--records", type=int, default=16_000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "catalogue.sqlite")
        fill(path, given.records)
        found = measure(path, given.records, given.runs)
    print("\n".join(table(found)), end="\n\n")
    met = True
    for peer in found[2:]:
        times = found[0].rate / peer.rate
        met &= times >= _TIMES
        said = "met" if times >= _TIMES else "NOT met"
        print(f"- {OURS}: {times:.1f} times {peer.name}; at least {_TIMES:g}: {said}")
        print(f"- {FRESH}: {found[1].rate / peer.rate:.1f} times {peer.name}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
