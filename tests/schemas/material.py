"""Small schemas and documents, and a server that answers as it is told."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TEI = "http://www.tei-c.org/ns/1.0"
RNG = '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'
RNC = "start = element a { empty }\n"
XSD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"/></xs:schema>'
SCH = '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern/></schema>'
RNG_WITH_RULES = (
    '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/>'
    '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"/></element>'
)
TYPES = {
    "rng": "http://relaxng.org/ns/structure/1.0",
    "xsd": "http://www.w3.org/2001/XMLSchema",
    "sch": "http://purl.oclc.org/dsdl/schematron",
}


def write(folder: Path, **files: str) -> Path:
    """Write files: ``a_rng`` is ``a.rng``, ``b__a_rng`` is ``b/a.rng``."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def model(href: str, kind: str = "", more: str = "") -> str:
    """Return an ``xml-model`` instruction."""
    types = f' schematypens="{TYPES[kind]}"' if kind else ""
    return f'<?xml-model href="{href}"{types}{more}?>'


@dataclass(slots=True)
class Answer:
    """What the server says: after ``wait`` seconds, with a ``length`` that may be a lie."""

    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0
    length: int | None = None


@dataclass(slots=True)
class Site:
    """A server: what it answers by path, and what it was asked for."""

    address: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def has(self, path: str, text: str, **headers: str) -> str:
        """Serve a text; return its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = Answer(text.encode(), headers=named)
        return self.address + path

    def leads(self, path: str, to: str) -> str:
        """Lead from a path to an address; return the address of the path."""
        self.answers[path] = Answer(status=302, headers={"Location": to})
        return self.address + path


@contextmanager
def serving() -> Iterator[Site]:
    """Run a server on this machine for as long as the context lasts."""
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            answer = site.answers.get(self.path, Answer(b"not here", 404))
            time.sleep(answer.wait)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            length = len(answer.content) if answer.length is None else answer.length
            self.send_header("Content-Length", str(length))
            with suppress(ConnectionError):  # who asked may have left
                self.end_headers()
                self.wfile.write(answer.content)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
