"""A server at work in a thread, and clients that send exactly what they are told to."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from tei_pipeline.serving import Files, Server, Site, listen

FORM = "application/x-www-form-urlencoded"


class Answer:
    """An answer that was read whole."""

    def __init__(self, answer: HTTPResponse) -> None:
        self.status = answer.status
        self.headers = {name.lower(): value for name, value in answer.getheaders()}
        self.all_headers = [(name.lower(), value) for name, value in answer.getheaders()]
        self.body = answer.read()


class Client:
    """Asks a server for paths exactly as they are written."""

    def __init__(self, port: int) -> None:
        self.port = port

    def __call__(
        self,
        path: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        told = dict(headers or {})
        connection.putrequest(method, path, skip_accept_encoding=True, skip_host="Host" in told)
        if body is not None:
            told.setdefault("Content-Length", str(len(body)))
        for name, value in told.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = Answer(connection.getresponse())
        connection.close()
        return answer

    def form(self, path: str, body: bytes, kind: str = FORM) -> Answer:
        """Post a form."""
        return self(path, "POST", {"Content-Type": kind}, body)

    def opened(self, sent: bytes = b"", timeout: float = 10) -> socket.socket:
        """Return a connection on which bytes were sent."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout)
        connection.sendall(sent)
        return connection


@contextmanager
def running(folder: Path, site: Site) -> Iterator[tuple[Client, Server]]:
    """Give a client of a server that ends with the block."""
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    server = Server(Files(folder), listening, site=site)
    started = threading.Event()
    thread = threading.Thread(target=server.run, args=(started.set,))
    thread.start()
    assert started.wait(10)
    try:
        yield Client(port), server
    finally:
        server.stop()
        thread.join(15)
        assert not thread.is_alive()


def read_all(connection: socket.socket) -> bytes:
    """Read until the other side ends the connection."""
    found = b""
    try:
        while piece := connection.recv(1 << 16):
            found += piece
    except ConnectionResetError:
        pass
    return found
