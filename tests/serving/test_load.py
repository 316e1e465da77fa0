"""Under load and among slow clients: those who are quick are answered, and nothing is held."""

import resource
import selectors
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tei_pipeline.catalogue.published import Deposit, Facts, Publication, Published
from tei_pipeline.exchange import Answer, Asked
from tei_pipeline.serving import Mount, Site, connections, mounts
from tests.oracles import missing
from tests.serving.running import read_all, running

MANY = 1000
PAGE = "<h1>Letters</h1>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("html")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "large.txt").write_bytes(b"x" * 4_900_000)
    return folder


class Gate:
    """A protocol that answers when it is let."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.inside = threading.Semaphore(0)

    def __call__(self, _: Asked) -> Answer:
        self.inside.release()
        assert self.open.wait(10)
        return Answer(b"through", "text/plain")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server's patience end soon."""
    monkeypatch.setattr(connections, "HEAD", 0.4)
    monkeypatch.setattr(connections, "READING", 0.4)
    monkeypatch.setattr(mounts, "PATIENCE", 0.4)


def quickly(asked: Asked) -> Answer:
    return Answer(str(len(asked.query)).encode(), "text/plain")


SITE = Site({"/oai": Mount(quickly, forms=True)})


@pytest.fixture
def many_files() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = 2 * MANY + 400  # both ends are in this process
    if hard != resource.RLIM_INFINITY and hard < needed:
        missing(f"a process may have {hard} files open here; {needed} are needed")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, needed), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.usefixtures("many_files")
def test_a_thousand_connections_at_once(folder: Path) -> None:
    with running(folder, SITE) as (ask, _):
        opened = [ask.opened() for _ in range(MANY)]
        for number, connection in enumerate(opened):
            path = "/oai?verb=Identify" if number % 2 else "/"
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        statuses = answered(opened)
        assert statuses == [b"HTTP/1.1 200 OK"] * MANY
        assert ask("/health").status == 200
        for connection in opened:
            connection.close()


def answered(opened: list[socket.socket]) -> list[bytes]:
    """Return the first line of the answer on each connection, as they come."""
    waiting = selectors.DefaultSelector()
    for connection in opened:
        waiting.register(connection, selectors.EVENT_READ)
    found: list[bytes] = []
    end = time.monotonic() + 15
    while len(found) < len(opened) and time.monotonic() < end:
        for key, _ in waiting.select(1):
            ready = key.fileobj
            assert isinstance(ready, socket.socket)
            found.append(ready.recv(1 << 16).partition(b"\r\n")[0])
            waiting.unregister(ready)
    waiting.close()
    return found


def test_more_connections_than_may_be_are_told_to_come_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST", 3)
    with running(folder, SITE) as (ask, _):
        kept = [ask.opened() for _ in range(3)]
        time.sleep(0.1)
        with ask.opened() as one_more:
            said = read_all(one_more)
        assert said.startswith(b"HTTP/1.1 503 ")
        assert b"Retry-After: 5" in said
        for connection in kept:
            connection.close()
        time.sleep(0.1)
        assert ask("/").status == 200


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("sent", "then"),
    [
        (b"", b""),
        (b"GET / HTTP/1.1\r\nHost: a\r\n", b"X: 1\r\n"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n", b"x"),
        (
            b"POST /oai HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n\r\n",
            b"x",
        ),
    ],
)
def test_who_trickles_is_not_waited_for(folder: Path, sent: bytes, then: bytes) -> None:
    with running(folder, SITE) as (ask, _):
        began = time.monotonic()
        with ask.opened(sent) as connection:
            ended = threading.Event()
            trickling = threading.Thread(target=trickle, args=(connection, then, ended))
            trickling.start()
            said = read_all(connection)
            ended.set()
            trickling.join()
        assert time.monotonic() - began < 3
        if sent.startswith(b"POST"):
            assert said.startswith(b"HTTP/1.1 408 ")
        assert ask("/").status == 200


def trickle(connection: socket.socket, piece: bytes, ended: threading.Event) -> None:
    while piece and not ended.wait(0.1):
        try:
            connection.sendall(piece)
        except OSError:
            return


@pytest.mark.usefixtures("quick")
def test_who_does_not_read_is_not_waited_for(folder: Path) -> None:
    with running(folder, SITE) as (ask, _), socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(5)
        connection.connect(("127.0.0.1", ask.port))
        connection.sendall(b"GET /large.txt HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(1.5)
        assert len(read_all(connection)) < 4_900_000


@pytest.mark.usefixtures("quick")
def test_who_reads_slowly_gets_all(folder: Path) -> None:
    with running(folder, SITE) as (ask, _), ask.opened() as connection:
        connection.sendall(b"GET /large.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        found = 0
        while piece := connection.recv(400_000):
            found += len(piece)
            time.sleep(0.05)
        assert found > 4_900_000


def test_a_busy_server_says_when_to_come_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mounts, "WAITING", 2)
    gate = Gate()
    with running(folder, Site({"/oai": Mount(gate)})) as (ask, _):
        opened = []
        for _ in range(mounts.THREADS):
            opened.append(ask.opened(b"GET /oai HTTP/1.1\r\nHost: a\r\n\r\n"))
            assert gate.inside.acquire(timeout=5)
        opened += [ask.opened(b"GET /oai HTTP/1.1\r\nHost: a\r\n\r\n") for _ in range(2)]
        time.sleep(0.2)
        refused = ask("/oai")
        assert (refused.status, refused.headers["retry-after"]) == (503, "5")
        assert ask("/").body == PAGE.encode()
        gate.open.set()
        assert answered(opened) == [b"HTTP/1.1 200 OK"] * len(opened)
        for connection in opened:
            connection.close()
        assert ask("/oai").status == 200


@pytest.mark.usefixtures("quick")
def test_who_waits_too_long_for_a_thread_is_told_so(folder: Path) -> None:
    gate = Gate()
    with running(folder, Site({"/oai": Mount(gate)})) as (ask, _):
        opened = [
            ask.opened(b"GET /oai HTTP/1.1\r\nHost: a\r\n\r\n") for _ in range(mounts.THREADS)
        ]
        for _ in opened:
            assert gate.inside.acquire(timeout=5)
        assert ask("/oai").status == 503
        gate.open.set()
        for connection in opened:
            connection.close()


def test_answers_that_nobody_reads_keep_others_waiting_and_are_let_go(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mounts, "HELD", 1_000_000)
    content = Answer(b"x" * 8_000_000, "text/plain")
    with running(folder, Site({"/oai": Mount(lambda _: content)})) as (ask, _):
        with ask.opened(b"GET /oai HTTP/1.1\r\nHost: a\r\n\r\n") as unread:
            unread.recv(10)
            assert ask("/oai").status == 503
        deadline = time.monotonic() + 5
        while (answer := ask("/oai")).status == 503 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert answer.body == content.content


def test_what_is_being_sent_goes_out_before_the_end(folder: Path) -> None:
    gate = Gate()
    asking = b"GET /oai HTTP/1.1\r\nHost: a\r\n\r\n"
    with (
        running(folder, Site({"/oai": Mount(gate)})) as (ask, server),
        ask.opened() as idle,
        ask.opened(asking) as connection,
    ):
        assert gate.inside.acquire(timeout=5)
        server.stop()
        assert read_all(idle) == b""
        with pytest.raises(OSError, match="refused"):
            ask.opened()
        gate.open.set()
        assert read_all(connection).endswith(b"through")


def test_the_catalogue_is_replaced_while_it_is_asked(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    publish(path, "one")
    published = Published(path)

    def listing(asked: Asked) -> Answer:
        with published.view() as view:
            first = [one.id for one in view.documents()]
            time.sleep(0.01)
            again = [one.id for one in view.documents()]
        assert first == again
        return Answer(" ".join(again).encode(), "text/plain")

    with running(folder, Site({"/oai": Mount(listing)})) as (ask, _):
        found: set[bytes] = set()
        ended = threading.Event()

        def keep_asking() -> None:
            while not ended.is_set():
                answer = ask("/oai")
                found.add(answer.body if answer.status == 200 else b"%d" % answer.status)

        asking = [threading.Thread(target=keep_asking) for _ in range(4)]
        for thread in asking:
            thread.start()
        for number in range(15):
            other = tmp_path / f"{number}.sqlite"
            publish(other, "one" if number % 2 else "two")
            other.replace(path)
        publish(path, "three")
        time.sleep(0.1)
        ended.set()
        for thread in asking:
            thread.join()
        assert ask("/oai").body == b"three two"
    assert found <= {b"one", b"two", b"three two"}
    published.close()


def publish(path: Path, id: str) -> None:
    facts = Facts(id, "en", "1962", f"{id}.html", f"tei/{id}.xml", id)
    with Publication(path) as publication:
        publication.put(Deposit(id, id, id, facts, (), {"oai_dc": b"<dc/>"}))
        publication.finish()
