"""What we publish is what the other side takes, character for character."""

import json
import time
from pathlib import Path
from xml.etree.ElementTree import canonicalize

import pytest

from tei_pipeline.app.harvester import Order, harvest
from tei_pipeline.app.init import init
from tei_pipeline.catalogue.published import Deposit, Facts, Publication, Published, Set, Tree
from tei_pipeline.harvest import dts
from tei_pipeline.names import TEI
from tests.app.misbehaving import Answering, Said, adapted, served

SITE = "https://letters.example.org"
DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A</dc:title></oai_dc:dc>'
)
FORMATS = {
    "tei": {"schema": "https://tei-c.org/tei_all.xsd", "namespace": TEI},
    "oai_dc": {"schema": "https://x.example/dc.xsd", "namespace": "https://x.example/dc"},
}


def letters(folder: Path, count: int, word: str = "") -> dict[str, str]:
    """Return the sample document under several ids, without XML declaration."""
    init(folder)
    text = (folder / "tei/first-telegram.xml").read_text(encoding="utf-8")
    text = text[text.index("<TEI") :].rstrip().replace("authority/", "https://x.example/")
    own = 'xml:id="first-telegram"'
    assert own in text
    return {
        f"letter-{n}": text.replace(own, f"xml:id='letter-{n}'  n=\"a &gt; b{word}\"")
        for n in range(count)
    }


def publish(catalogue: Path, texts: dict[str, str], stamp: int, gone: str = "") -> None:
    """Publish documents as a build would, and withdraw one."""
    about = {
        "title": "Letters",
        "base-url": SITE,
        "formats": json.dumps(FORMATS),
        "identifier-namespace": "letters.example.org",
        "admin-email": "me@letters.example.org",
    }
    with Publication(catalogue) as publication:
        publication.about(about)
        publication.sets([Set("type:letter", "Letters")])
        for name, text in texts.items():
            facts = Facts(name, "en", "1912", f"{name}.html", f"tei/{name}.xml", "")
            contents = {"tei": text.encode(), "oai_dc": DC.encode()}
            tree = Tree("", "[]")
            publication.put(Deposit(name, "", name, facts, ("type:letter",), contents, (tree,)))
        if gone:
            publication.withdraw(gone)
        publication.finish(stamp)


def read(folder: Path) -> dict[str, str]:
    """Return the documents of a folder by id, without the declaration that a file begins with."""
    texts = {path.stem: path.read_text("utf-8") for path in (folder / "tei").glob("*.xml")}
    return {name: text[text.index("<TEI") :].rstrip() for name, text in texts.items()}


def test_oai_gives_back_what_was_published(tmp_path: Path) -> None:
    oai = pytest.importorskip("tei_pipeline.harvest.oai")
    texts = letters(tmp_path / "own", 7)
    catalogue = tmp_path / "catalogue.sqlite"
    now = int(time.time())
    publish(catalogue, texts, now - 100)
    endpoint = oai.provider(Published(catalogue), limits=oai.Limits(records=3))
    answering = adapted(endpoint, "/oai", SITE)
    with served(answering) as url:
        order = Order(f"{url}/oai?verb=Identify", set="type:letter")
        first = harvest(order, tmp_path / "e")
        assert (first.problems, first.notes, len(first.written)) == ((), (), 7)
        assert read(tmp_path / "e") == texts
        assert first.exit_code == 0, first.report
        changed = letters(tmp_path / "own-2", 1, word="anew")
        publish(catalogue, changed, int(time.time()), gone="letter-5")
        second = harvest(order, tmp_path / "e")
    assert [path.name for path in second.written] == ["letter-0.xml"]
    assert [path.name for path in second.withdrawn] == ["letter-5.xml"]
    assert read(tmp_path / "e") == {n: t for n, t in (texts | changed).items() if n != "letter-5"}


def test_dts_gives_back_what_was_published(tmp_path: Path) -> None:
    texts = letters(tmp_path / "own", 5)
    catalogue = tmp_path / "catalogue.sqlite"
    publish(catalogue, texts, int(time.time()) - 100)

    def answer(path: str, query: dict[str, str]) -> Said:
        return answering[0](path, query)

    answering: list[Answering] = []
    with served(answer) as url:
        endpoint = dts.service(Published(catalogue), f"{SITE}/", members=2)
        answering.append(adapted(endpoint, "/dts", url))
        order = Order(f"{url}/dts")
        first = harvest(order, tmp_path / "e")
        assert (first.problems, len(first.written)) == ((), 5)
        # DTS writes documents anew: the same XML, not the same spelling of it.
        assert {name: canonicalize(text) for name, text in read(tmp_path / "e").items()} == {
            name: canonicalize(text) for name, text in texts.items()
        }
        publish(catalogue, {}, int(time.time()), gone="letter-1")
        second = harvest(order, tmp_path / "e")
    assert [path.name for path in second.withdrawn] == ["letter-1.xml"]
    assert second.unchanged == 4
