"""Protocols behind the server: what they are asked, how their answers are sent, what is refused."""

import gzip
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tei_pipeline.errors import OutputError
from tei_pipeline.exchange import Answer, Asked
from tei_pipeline.serving import Mount, Site
from tei_pipeline.serving.mounts import BODY
from tests.serving.running import FORM, Client, running


def echo(asked: Asked) -> Answer:
    """Answer with what was asked."""
    told = {**asked._asdict(), "headers": dict(asked.headers)}
    return Answer(json.dumps(told).encode(), "application/json")


def large(_: Asked) -> Answer:
    return Answer(b"<a>" + b"word " * 200_000 + b"</a>", "text/xml; charset=utf-8")


def failing(_: Asked) -> Answer:
    raise ZeroDivisionError("secret /home/editor")


def unreadable(_: Asked) -> Answer:
    raise OutputError("cannot be opened", path=Path("/home/editor/secret.sqlite"))


def linking(asked: Asked) -> Answer:
    link = ("Link", f'<{asked.base}/{dict(asked.query)["ref"]}>; rel="up"')
    more = (link, ("Link", "<b>"), ("Vary", "Accept"), ("Retry-After", "9"))
    return Answer(b"not now", "text/plain", 503, more)


def links(path: str, base: str) -> tuple[str, ...]:
    return (f'<{base}/{path}.json>; rel="linkset"', '<x>; title="ü\r\nX: y"') if path else ()


SITE = Site(
    {
        "/echo": Mount(echo, forms=True, below=True),
        "/alone": Mount(echo),
        "/large": Mount(large),
        "/failing": Mount(failing),
        "/unreadable": Mount(unreadable),
        "/linking": Mount(linking),
    },
    links=links,
    ready=lambda: {"catalogue": True},
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("html")
    (folder / "index.html").write_text("<h1>Letters</h1>", encoding="utf-8")
    (folder / "iiif").mkdir()
    (folder / "iiif/manifest.json").write_text("{}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def ask(folder: Path) -> Iterator[Client]:
    with running(folder, SITE) as (client, _):
        yield client


def asked(client: Client, path: str, **more: object) -> dict[str, object]:
    answer = client(path, **more)  # type: ignore[arg-type]
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    found = json.loads(answer.body)
    assert isinstance(found, dict)
    return found


def test_what_a_protocol_is_asked(ask: Client) -> None:
    found = asked(ask, "/echo/a/b%20c?x=1&x=2&y=&z=%C3%BC+%26", headers={"Accept": "a/b"})
    assert found["method"] == "GET"
    assert found["path"] == "a/b c"
    assert found["query"] == [["x", "1"], ["x", "2"], ["y", ""], ["z", "ü &"]]
    assert found["base"] == f"http://127.0.0.1:{ask.port}/echo"
    assert found["headers"]["accept"] == "a/b"  # type: ignore[index]
    assert asked(ask, "/echo/")["path"] == asked(ask, "/echo")["path"] == ""
    assert asked(ask, "/alone/")["path"] == ""
    assert ask("/alone/below").status == 404


def test_forms_are_parameters_too(ask: Client) -> None:
    answer = ask.form("/echo?a=1", b"verb=Identify&x=%C3%BC")
    assert json.loads(answer.body)["query"] == [["a", "1"], ["verb", "Identify"], ["x", "ü"]]
    answer = ask.form("/echo", b"verb=Identify", f"{FORM}; charset=UTF-8")
    assert json.loads(answer.body)["query"] == [["verb", "Identify"]]
    answer = ask.form("/echo", b"verb=Identify", "text/xml")
    assert json.loads(answer.body)["query"] == []


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("a=%FF%FE", [["a", "��"]]),
        ("a=%ED%A0%80", [["a", "���"]]),
        ("a=%00", [["a", "\0"]]),
        ("a=%zz&=b&c", [["a", "%zz"], ["", "b"], ["c", ""]]),
        ("&&;", [[";", ""]]),
    ],
)
def test_what_is_no_utf_8_reaches_the_protocol_as_replaced(
    ask: Client, sent: str, read: list[list[str]]
) -> None:
    assert asked(ask, f"/echo?{sent}")["query"] == read
    assert json.loads(ask.form("/echo", sent.encode()).body)["query"] == read
    assert json.loads(ask.form("/echo", b"a=\xff").body)["query"] == [["a", "�"]]


def test_too_many_parameters_are_cut_off(ask: Client) -> None:
    answer = ask.form("/echo", b"a=1&" * 5000)
    assert len(json.loads(answer.body)["query"]) == 1000


def test_oversized_parameters_reach_the_protocol_and_oversized_addresses_do_not(
    ask: Client,
) -> None:
    assert asked(ask, f"/echo?a={'x' * 10_000}")["query"] == [["a", "x" * 10_000]]
    for path in (f"/echo?a={'x' * 100_000}", f"/{'x' * 20_000}"):
        answer = ask(path)
        assert (answer.status, answer.headers["connection"]) == (414, "close")
    assert ask("/echo", headers={"X-Long": "x" * 40_000}).status == 431
    with ask.opened(b"GET /echo HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 300_000) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 400 ")


def test_what_is_posted_has_a_limit(ask: Client) -> None:
    assert ask.form("/echo", b"a=" + b"x" * (BODY - 10)).status == 200
    answer = ask.form("/echo", b"a=" + b"x" * BODY)
    assert (answer.status, answer.headers["connection"]) == (413, "close")
    assert answer.headers["access-control-allow-origin"] == "*"


def test_validators_and_compression(ask: Client) -> None:
    whole = ask("/large")
    assert whole.headers["vary"] == "Accept-Encoding"
    assert whole.headers["content-length"] == str(len(whole.body))
    packed = ask("/large", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.body) == whole.body
    assert packed.headers["etag"] != whole.headers["etag"]
    for answer in (whole, packed):
        for more in ({}, {"Accept-Encoding": "gzip"}):
            again = ask("/large", headers={"If-None-Match": answer.headers["etag"], **more})
            assert (again.status, again.body) == (304, b"")
    assert ask("/large", headers={"If-None-Match": '"other"'}).status == 200


def test_methods(ask: Client) -> None:
    head = ask("/large", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(ask("/large").body))
    assert asked(ask, "/echo")["method"] == "GET"
    for path, method, allowed in (
        ("/alone", "POST", "GET, HEAD, OPTIONS"),
        ("/echo", "DELETE", "GET, HEAD, OPTIONS, POST"),
        ("/", "PUT", "GET, HEAD"),
        ("/health", "POST", "GET, HEAD"),
    ):
        answer = ask(path, method)
        assert answer.status == 405
        assert sorted(answer.headers["allow"].split(", ")) == allowed.split(", ")


def test_browsers_of_other_sites_may_read_protocols_and_manifests_alone(ask: Client) -> None:
    for path in ("/echo", "/alone", "/linking?ref=1", "/failing/", "/iiif/manifest.json"):
        answer = ask(path)
        if answer.status != 500:
            assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in ask("/").headers
    preflight = ask(
        "/echo/x",
        "OPTIONS",
        {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"},
    )
    assert preflight.status == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "Content-Type" in preflight.headers["access-control-allow-headers"]


def test_headers_that_all_answers_have(ask: Client) -> None:
    for path in ("/", "/echo", "/none", "/failing", "/health", "/metrics"):
        headers = ask(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers
    assert "default-src 'none'" in ask("/echo").headers["content-security-policy"]


def test_headers_of_a_protocol_are_kept_and_cannot_be_broken(ask: Client) -> None:
    answer = ask("/linking?ref=%0D%0AX-Made-Up:%201%FF")
    found = [value for name, value in answer.all_headers if name == "link"]
    assert len(found) == 2
    assert "%0D%0AX-Made-Up: 1%EF%BF%BD" in found[0]
    assert "x-made-up" not in answer.headers
    assert (answer.status, answer.headers["retry-after"]) == (503, "9")
    assert answer.headers["vary"] == "Accept, Accept-Encoding"


def test_pages_have_links(ask: Client) -> None:
    found = [value for name, value in ask("/").all_headers if name == "link"]
    assert found[0] == f'<http://127.0.0.1:{ask.port}/index.html.json>; rel="linkset"'
    assert found[1] == '<x>; title="%C3%BC%0D%0AX: y"'


def test_nothing_leaks_of_what_fails(ask: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = ask("/failing?a=1")
    assert answer.status == 500
    assert answer.body == b"the server has failed; this was written down\n"
    (said,) = caplog.messages
    assert re.search(r"GET '/failing': ZeroDivisionError: .* \(.*test_mounts.py:\d+\)", said)
    answer = ask("/unreadable")
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert b"/home" not in answer.body


def test_health_and_metrics(ask: Client, folder: Path) -> None:
    assert json.loads(ask("/health").body) == {"status": "ok", "site": True, "catalogue": True}
    for path in ("/echo", "/a/b", "/<x>", "/failing"):
        ask(path)
    ask("/", "BREW")
    answer = ask("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = answer.body.decode().splitlines()
    for line in lines:
        assert re.fullmatch(r"# (HELP|TYPE) \w+ .+|\w+(\{(\w+=\"[^\"]*\",?)+\})? [\d.e+]+", line)
    assert {name for line in lines for name in re.findall(r'part="([^"]*)"', line)} <= {
        *("echo", "alone", "large", "failing", "unreadable", "linking", "site", "health", "metrics")
    }
    assert any('part="site",method="other",status="405"' in line for line in lines)
    with running(folder, Site(ready=lambda: {"catalogue": False})) as (other, _):
        assert other("/health").status == 503
    (folder / "index.html").rename(folder / "index.htm")
    assert ask("/health").status == 503
    (folder / "index.htm").rename(folder / "index.html")


@pytest.mark.parametrize(
    ("base", "host", "more", "told"),
    [
        ("", "Letters.example.org:8080", {}, "http://letters.example.org:8080/echo"),
        ("", "[::1]:80", {}, "http://[::1]:80/echo"),
        ("", "a b", {}, None),
        ("", 'x"><script>', {}, None),
        ("", "a/b", {}, None),
        ("", "a:99999", {}, None),
        ("", "a", {"X-Forwarded-Proto": "https"}, "https://a/echo"),
        ("https://e.org/ed/", "e.org", {}, "https://e.org/ed/echo"),
        ("https://e.org/ed/", "evil.example", {}, "https://e.org/ed/echo"),
        ("https://e.org/ed/", 'x"', {}, "https://e.org/ed/echo"),
        ("https://e.org/ed", "localhost:8000", {}, "http://localhost:8000/echo"),
        ("https://e.org/ed", "127.0.0.1:8000", {}, "http://127.0.0.1:8000/echo"),
        ("https://e.org/ed", "127.0.0.1", {"X-Forwarded-For": "1.2.3.4"}, "https://e.org/ed/echo"),
    ],
)
def test_the_address_that_is_told(
    folder: Path, base: str, host: str, more: dict[str, str], told: str | None
) -> None:
    site = Site({"/echo": Mount(echo)}, base)
    with running(folder, site) as (ask, _):
        found = asked(ask, "/echo", headers={"Host": host, **more})
        assert found["base"] == (told or f"http://127.0.0.1:{ask.port}/echo")
