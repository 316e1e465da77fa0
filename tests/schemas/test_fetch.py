"""Fetching, from a server on this machine: what comes, and everything that can go wrong."""

from collections.abc import Iterator

import pytest

from tei_pipeline.errors import InputError
from tei_pipeline.schemas.fetch import Limits, fetch
from tests.schemas.material import RNG, Answer, Site, serving

QUICK = Limits(seconds=1, silence=0.3, size=1000)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


def test_a_schema_is_fetched(site: Site) -> None:
    address = site.has("/a.rng", RNG, Content_Type="application/xml; charset=utf-8", ETag='"1"')
    assert fetch(address) == (address, (), RNG.encode(), "application/xml", '"1"')


def test_redirects_are_followed_and_kept(site: Site) -> None:
    end = site.has("/c.rng", RNG)
    middle = site.leads("/b.rng", "/c.rng")
    fetched = fetch(site.leads("/a.rng", middle))
    assert fetched.address == end
    assert fetched.redirects == (middle, end)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(status=404), "the server answered 404"),
        (Answer(status=500), "the server answered 500"),
        (Answer(RNG.encode(), wait=1), "took too long"),
        (Answer(RNG.encode(), length=5000), "it was cut off: "),
        (Answer(b"x" * 1001), "it is larger than"),
        (Answer(b"x", headers={"Content-Encoding": "gzip"}), "sends it compressed (gzip)"),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "302"),
        (Answer(status=302, headers={"Location": "ftp://e.org/a"}), "no address of the web"),
        (Answer(status=302, headers={"Location": "/bad"}), "redirect"),
    ],
)
def test_what_goes_wrong_is_said(site: Site, answer: Answer, words: str) -> None:
    site.answers["/bad"] = answer
    with pytest.raises(InputError) as caught:
        fetch(f"{site.address}/bad", QUICK)
    assert words in caught.value.message
    assert f"{site.address}/bad" in caught.value.message
    assert caught.value.mend


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://127.0.0.1:1/a.rng", "refused"),
        ("http://name:secret@127.0.0.1/a.rng", "a name or a password"),
        ("http://[bad/a.rng", "it is no address"),
        ("http:///a.rng", "it is no address of the web"),
        ("file:///etc/passwd", "it is no address of the web"),
        ("http://127.0.0.1:x/", "cannot be fetched"),
        ("http://127.0.0.1/a b", "cannot be fetched"),
    ],
)
def test_addresses_that_lead_nowhere_are_said(address: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        fetch(address, QUICK)
    assert words in caught.value.message


def test_a_server_that_trickles_is_left(site: Site) -> None:
    site.answers["/slow"] = Answer(b"x" * 900_000)
    with pytest.raises(InputError, match="took too long"):
        fetch(f"{site.address}/slow", Limits(seconds=-1, silence=5, size=10**9))
