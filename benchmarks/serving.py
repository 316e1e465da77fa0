"""Harvesting over HTTP: ``python -m benchmarks.serving`` prints throughput, latency and memory.

One server at a time, each behind the same HTTP (ours), from one catalogue; 50 clients harvest all
records again and again. Server and clients are two processes, for two cores.
"""

import argparse
import asyncio
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from benchmarks.oai_peers import PEERS, installed
from benchmarks.places import ROOT
from tei_pipeline.catalogue.published import Deposit, Facts, Publication, Published
from tei_pipeline.exchange import Endpoint
from tei_pipeline.serving import Files, Mount, Server, Site, listen

OURS = "tei-pipeline"
_TIMES = 5.0  # that ours is to be faster than a peer
_FLAT = 1.25  # that memory may grow from the first harvest on
_TOKEN = re.compile(rb"<resumptionToken[^>]*>([^<]+)</")
_RECORD = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/'
    ' http://www.openarchives.org/OAI/2.0/oai_dc.xsd">'
    "<dc:title>Letter {n} to the Analytical Society, with a note on the engine</dc:title>"
    "<dc:creator>Babbage, Charles (1791–1871)</dc:creator>"
    "<dc:contributor>An editor of these letters</dc:contributor>"
    "<dc:subject>https://d-nb.info/gnd/118505254</dc:subject>"
    "<dc:subject>Calculating machines</dc:subject><dc:subject>Correspondence</dc:subject>"
    "<dc:description>On the progress of the work, on money, and on the weather in {n} words; the"
    " writer asks for patience and promises drawings by the next post.</dc:description>"
    "<dc:publisher>Letters, a digital edition</dc:publisher><dc:date>1834-{m:02}-11</dc:date>"
    "<dc:type>Text</dc:type><dc:format>application/tei+xml</dc:format>"
    "<dc:identifier>https://letters.example.org/letter-{n}.html</dc:identifier>"
    "<dc:language>en</dc:language><dc:coverage>London</dc:coverage>"
    "<dc:rights>https://creativecommons.org/licenses/by/4.0/</dc:rights></oai_dc:dc>"
)


class Load(NamedTuple):
    """What was measured of a server; memory in megabytes."""

    name: str
    records: float
    requests: float
    median: float
    p99: float
    memory: tuple[float, ...]
    errors: int


def fill(path: Path, records: int) -> None:
    """Publish so many records."""
    with Publication(path) as publication:
        publication.about(
            {
                "title": "Letters",
                "secret": "0" * 64,
                "admin-email": "editor@letters.example.org",
                "identifier-namespace": "letters.example.org",
                "base-url": "https://letters.example.org",
                "formats": '{"oai_dc": {"schema": "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",'
                ' "namespace": "http://www.openarchives.org/OAI/2.0/oai_dc/"}}',
            }
        )
        for n in range(records):
            id = f"letter-{n:05}"
            facts = Facts(f"Letter {n}", "en", "1834", f"{id}.html", f"tei/{id}.xml", id)
            content = {"oai_dc": _RECORD.format(n=n, m=n % 12 + 1).encode()}
            publication.put(Deposit(id, id, id, facts, ("type:letter",), content))
        publication.finish(int(time.time()) - 10)


def ours(path: Path) -> Endpoint:
    """Return our own provider."""
    from tei_pipeline.harvest import oai

    return oai.provider(Published(path))


def serve(name: str, path: Path) -> None:
    """Be the server: print the port, and answer until ended."""
    endpoint = (ours if name == OURS else PEERS[name])(path)
    with listen("127.0.0.1", 0) as listening, suppress(KeyboardInterrupt):
        port = listening.getsockname()[1]
        site = Site({"/oai": Mount(endpoint, forms=True)})
        server = Server(Files(path.parent), listening, site=site)
        server.run(lambda: print(port, flush=True))


class Clients:
    """Harvesters of one server."""

    def __init__(self, port: int, extra: str = "") -> None:
        self._port = port
        self._extra = extra
        self.seconds: list[float] = []
        self.records = 0
        self.errors = 0

    async def harvest(self, until: float) -> int:
        """Take all records, again and again until a moment; return how many in the first round.

        The moment 0 means one round.
        """
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        first, taken, token = 0, 0, b""
        while True:
            more = f"resumptionToken={quote(token)}" if token else "metadataPrefix=oai_dc"
            began = time.perf_counter()
            path = f"/oai?verb=ListRecords&{more}"
            writer.write(f"GET {path} HTTP/1.1\r\nHost: a.example\r\n{self._extra}\r\n".encode())
            status, body = await _answer(reader)
            self.seconds.append(time.perf_counter() - began)
            self.errors += status != 200
            count = body.count(b"<record>")
            self.records += count
            taken += count
            found = _TOKEN.search(body)
            token = found[1] if found else b""
            if not token:
                first, taken = first or taken, 0
            if time.monotonic() >= until and (first or until):
                break
        writer.close()
        return first


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    body = await reader.readexactly(int(length[1])) if length else b""
    return int(head.split(maxsplit=2)[1]), body


def _resident(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure(name: str, path: Path, records: int, clients: int, seconds: float) -> Load:
    """Start a server, harvest it once alone, and then by many at once."""
    command = (sys.executable, "-m", "benchmarks.serving", "--be", name, "--catalogue", str(path))
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            port = int(process.stdout.readline())
            memory = [_resident(process.pid)]
            whole = asyncio.run(_once(port))
            assert whole == records, f"{name} gave {whole} records of {records}"
            memory.append(_resident(process.pid))
            load = Clients(port)
            began = time.monotonic()
            asyncio.run(_all(load, clients, began + seconds))
            took = time.monotonic() - began
            memory.append(_resident(process.pid))
            asyncio.run(_once(port))
            memory.append(_resident(process.pid))
        finally:
            process.terminate()
    found = sorted(load.seconds)
    return Load(
        name,
        load.records / took,
        len(found) / took,
        statistics.median(found),
        found[int(len(found) * 0.99)],
        tuple(memory),
        load.errors,
    )


async def _once(port: int) -> int:
    """Take all records once; return how many there are."""
    return await Clients(port).harvest(0)


async def _all(load: Clients, clients: int, until: float) -> None:
    await asyncio.gather(*(load.harvest(until) for _ in range(clients)))


def table(loads: list[Load]) -> Iterator[str]:
    """Yield the lines of the table, and what is required."""
    yield "| | records/s | requests/s | median | p99 | memory: start, one harvest, all, one more |"
    yield "|---|--:|--:|--:|--:|--:|"
    for one in loads:
        memory = ", ".join(f"{megabytes:.0f}" for megabytes in one.memory)
        yield (
            f"| {one.name} | {one.records:,.0f} | {one.requests:.0f} | {one.median * 1000:.0f} ms"
            f" | {one.p99 * 1000:.0f} ms | {memory} MB |"
        )


def verdicts(loads: list[Load]) -> Iterator[tuple[str, bool]]:
    """Yield what is to be said of each requirement, and whether it is met."""
    first = loads[0]
    for peer in loads[1:]:
        times = first.records / peer.records
        yield f"{OURS}: {times:.1f} times {peer.name}; at least {_TIMES:g}", times >= _TIMES
    growth = first.memory[-1] / first.memory[1]
    yield f"memory after many harvests: {growth:.2f} times that after one", growth <= _FLAT
    yield f"answers that were no 200: {first.errors}", not first.errors


def main() -> int:
    """Measure, print, and return 1 where a requirement is not met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("--records", type=int, default=16_000)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=15.0, help="how long they harvest")
    parser.add_argument("--be", help=argparse.SUPPRESS)
    parser.add_argument(
        "--catalogue",
        type=Path,
        help="take the records that a build has published, not made-up ones",
    )
    given = parser.parse_args()
    if given.be:
        serve(given.be, given.catalogue)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = given.catalogue or Path(folder, "catalogue.sqlite")
        if not given.catalogue:
            fill(path, given.records)
        with Published(path).view() as view:
            records = view.number_of_documents()
        names = [OURS, *(name for name in PEERS if installed(name))]
        loads = [measure(name, path, records, given.clients, given.seconds) for name in names]
    print(f"{records} records, {given.clients} clients, {os.cpu_count()} cores\n")
    print("\n".join(table(loads)), end="\n\n")
    said = list(verdicts(loads))
    print("\n".join(f"- {words}: {'met' if met else 'NOT met'}" for words, met in said))
    return 0 if all(met for _, met in said) else 1


if __name__ == "__main__":
    sys.exit(main())
