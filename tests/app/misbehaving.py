"""A server in a thread that answers as it is told, well or badly."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from tei_pipeline.exchange import Asked, Endpoint

OAI = "http://www.openarchives.org/OAI/2.0/"
TEI = (
    "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"  xml:id='{id}'><teiHeader><fileDesc><titleStmt>"
    "<title>{title} &amp; more</title></titleStmt><publicationStmt><p>None.</p></publicationStmt>"
    "<sourceDesc><p>Born digital.</p></sourceDesc></fileDesc></teiHeader>"
    "<text><body><p>Text. <hi>a</hi> <hi>b</hi></p>\n</body></text></TEI>"
)


class Said(NamedTuple):
    """One answer."""

    content: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = {}
    cut: bool = False


Answering = Callable[[str, dict[str, str]], Said]


def envelope(content: str, date: str = "2026-01-02T00:00:00Z") -> Said:
    """Return an answer of OAI-PMH."""
    return Said(
        f'<?xml version="1.0"?><OAI-PMH xmlns="{OAI}" xmlns:xsi="urn:x">'
        f"<responseDate>{date}</responseDate><request/>{content}</OAI-PMH>"
    )


def record(identifier: str, content: str = "", *, deleted: bool = False) -> str:
    """Return a record, of a TEI document with that id unless another content is given."""
    status = ' status="deleted"' if deleted else ""
    header = f"<header{status}><identifier>{identifier}</identifier><datestamp>2026-01-01"
    header += "T00:00:00Z</datestamp></header>"
    own = content or TEI.format(id=identifier.rpartition(":")[2], title="A letter")
    return f"<record>{header}{'' if deleted else f'<metadata>{own}</metadata>'}</record>"


def listed(*records: str, token: str | None = None, date: str = "2026-01-02T00:00:00Z") -> Said:
    """Return a list of records."""
    more = "" if token is None else f"<resumptionToken>{token}</resumptionToken>"
    return envelope(f"<ListRecords>{''.join(records)}{more}</ListRecords>", date)


def error(code: str) -> Said:
    """Return an error of OAI-PMH."""
    return envelope(f'<error code="{code}">so it is</error>')


class Repository:
    """Answers as a sound provider but for ``records``, which a test gives."""

    def __init__(
        self,
        records: Callable[[dict[str, str]], Said],
        day: bool = False,
        deleted: str = "persistent",
    ) -> None:
        self.records = records
        self.deleted = deleted
        self.form = "YYYY-MM-DD" if day else "YYYY-MM-DDThh:mm:ssZ"
        self.asked: list[dict[str, str]] = []

    def __call__(self, path: str, query: dict[str, str]) -> Said:
        if query["verb"] == "Identify":
            name = "<repositoryName>Letters</repositoryName>"
            name += f"<deletedRecord>{self.deleted}</deletedRecord>"
            return envelope(f"<Identify>{name}<granularity>{self.form}</granularity></Identify>")
        if query["verb"] == "ListMetadataFormats":
            return envelope(
                "<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix>"
                "</metadataFormat><metadataFormat><metadataPrefix>tei</metadataPrefix>"
                "<metadataNamespace>http://www.tei-c.org/ns/1.0</metadataNamespace>"
                "</metadataFormat></ListMetadataFormats>"
            )
        self.asked.append(query)
        return self.records(query)


@contextmanager
def served(answering: Answering) -> Iterator[str]:
    """Give the address of a server that ends with the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            said = answering(parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)))
            content = said.content.encode() if isinstance(said.content, str) else said.content
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content) + (9 if said.cut else 0)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def adapted(endpoint: Endpoint, at: str, base: str) -> Answering:
    """Return one of our own protocols as what a server answers."""

    def answer(path: str, query: dict[str, str]) -> Said:
        inside = path.removeprefix(at).lstrip("/")
        got = endpoint(Asked("GET", base + at, inside, tuple(query.items())))
        return Said(got.content, got.status, {"Content-Type": got.kind, **dict(got.headers)})

    return answer
