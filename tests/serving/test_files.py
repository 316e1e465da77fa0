"""What the server answers from a folder, and what it never does."""

import gzip
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tei_pipeline.serving import Files, Live, Server, listen
from tei_pipeline.serving.address import AddressError
from tests.serving.running import Client

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; script-src 'self'\"><title>A</title></head>"
    f"<body>{'<p>Words.</p>' * 200}</body></html>\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    outside = tmp_path_factory.mktemp("build")
    (outside / "secret.txt").write_text("hush", encoding="utf-8")
    site = outside / "html"
    (site / "registers").mkdir(parents=True)
    (site / "index.html").write_text(PAGE, encoding="utf-8")
    (site / "registers/index.html").write_text(PAGE, encoding="utf-8")
    (site / ".hidden").write_text("hush", encoding="utf-8")
    (site / "letter.xml").write_text("<TEI/>", encoding="utf-8")
    for name in ("a.css", "a.js", "a.woff2", "a.wasm", "a.svg", "a.pf_meta", "a b ü.txt"):
        (site / name).write_bytes(b"content")
    (site / "away.txt").symlink_to(outside / "secret.txt")
    return site


def serving(server: Server) -> Iterator[None]:
    started = threading.Event()
    thread = threading.Thread(target=server.run, args=(started.set,))
    thread.start()
    assert started.wait(10)
    yield
    server.stop()
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture(scope="module")
def ask(folder: Path) -> Iterator[Client]:
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    running = serving(Server(Files(folder), listening))
    next(running)
    yield Client(port)
    next(running, None)


@pytest.fixture(scope="module")
def live(folder: Path) -> Iterator[Client]:
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    live = Live()
    live.files = Files(folder, live.change)
    running = serving(Server(live.files, listening, live))
    next(running)
    yield Client(port)
    next(running, None)


def test_the_start_page(ask: Client) -> None:
    answer = ask("/")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.body.decode() == PAGE


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("letter.xml", "text/xml"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.woff2", "font/woff2"),
        ("a.wasm", "application/wasm"),
        ("a.svg", "image/svg+xml"),
        ("a.pf_meta", "application/octet-stream"),
        ("a%20b%20%C3%BC.txt", "text/plain; charset=utf-8"),
    ],
)
def test_media_types(ask: Client, name: str, kind: str) -> None:
    answer = ask(f"/{name}")
    assert (answer.status, answer.headers["content-type"]) == (200, kind)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/registers/../../secret.txt",
        "/registers/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/.hidden",
        "/%2ehidden",
        "/registers/.%2e/%2ehidden",
        "/away.txt",
        "/a.css%00.txt",
        "/a.css/",
        f"/{'a' * 5000}",
    ],
)
def test_nothing_else_is_served(ask: Client, path: str) -> None:
    answer = ask(path)
    assert answer.status == 404
    assert b"hush" not in answer.body


def test_what_a_reader_has_is_not_sent_again(ask: Client) -> None:
    for path in ("/", "/a.woff2"):
        tag = ask(path).headers["etag"]
        for told in (tag, f'"other", W/{tag}', "*"):
            answer = ask(path, headers={"If-None-Match": told})
            assert (answer.status, answer.body) == (304, b"")
            assert answer.headers["etag"] == tag
        assert ask(path, headers={"If-None-Match": '"other"'}).status == 200


def test_texts_are_compressed_for_who_takes_it(ask: Client) -> None:
    answer = ask("/", headers={"Accept-Encoding": "br, gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body).decode() == PAGE
    small = ask("/a.css", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in small.headers


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip;q=0", False),
        ("gzip ; Q=0.000", False),
        ("*;q=0", False),
        ("gzip;q=0, *", False),
        ("identity", False),
        ("", False),
        ("GZIP", True),
        ("*;q=0, gzip", True),
        ("identity;q=1, gzip;q=0.001", True),
        ("br, *;q=0.5", True),
    ],
)
def test_who_takes_it_compressed_says_so_in_many_ways(
    ask: Client, accepted: str, packed: bool
) -> None:
    answer = ask("/", headers={"Accept-Encoding": accepted})
    assert ("content-encoding" in answer.headers) == packed
    assert answer.headers["vary"] == "Accept-Encoding"


def test_heads_have_no_body_and_other_methods_are_refused(ask: Client) -> None:
    answer = ask("/", "HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["content-length"] == str(len(PAGE.encode()))
    assert ask("/", "POST").status == 405


def test_a_folder_leads_to_its_page(ask: Client) -> None:
    answer = ask("/registers")
    assert (answer.status, answer.headers["location"]) == (307, "/registers/")
    assert ask("/registers/").status == 200


def test_a_missing_page_has_words_of_its_own(ask: Client, folder: Path) -> None:
    answer = ask("/%3Cscript%3E")
    assert answer.status == 404
    assert b"There is no such page" in answer.body
    assert b"<script>" not in answer.body
    (folder / "404.html").write_text("<h1>Not in these letters</h1>", encoding="utf-8")
    assert ask("/none.html").body == b"<h1>Not in these letters</h1>"
    (folder / "404.html").unlink()


def test_a_preview_adds_its_script_to_what_is_sent_alone(live: Client, folder: Path) -> None:
    sent = live("/").body.decode()
    assert '<script src="/_preview/preview.js"' in sent
    assert "script-src 'self'; connect-src 'self'\"" in sent
    assert (folder / "index.html").read_text(encoding="utf-8") == PAGE
    assert live("/_preview/preview.js").headers["content-type"].startswith("text/javascript")
    assert live("/_preview/secret").status == 404


def test_without_a_preview_there_is_none(ask: Client) -> None:
    assert b"_preview" not in ask("/").body
    assert ask("/_preview/events").status == 404


def test_a_port_that_is_taken_is_said_and_a_free_one_proposed() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(AddressError, match="another program listens there") as error:
            listen("127.0.0.1", port)
        assert error.value.mend
        assert error.value.mend.startswith("--port ")
        proposed = int(error.value.mend.split()[1])
        with socket.create_server(("127.0.0.1", proposed)):
            assert proposed != port


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(AddressError, match="does not have that address"):
        listen("192.0.2.1", 0)


def test_of_hidden_files_only_the_well_known_ones_are_served(tmp_path: Path) -> None:
    (tmp_path / ".well-known").mkdir()
    (tmp_path / ".well-known/resourcesync").write_bytes(b"<x/>")
    (tmp_path / ".well-known/other").write_bytes(b"x")
    files = Files(tmp_path)
    assert files.find(".well-known/resourcesync")
    assert files.find(".well-known/other") is None
