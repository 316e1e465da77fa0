"""Small repositories, and requests to them."""

import json
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tei_pipeline.catalogue.published import Deposit, Facts, Publication, Published, Set
from tei_pipeline.exchange import Asked
from tei_pipeline.harvest.oai import Limits, provider

OAI = "{http://www.openarchives.org/OAI/2.0/}"
BASE = "https://letters.example.org/oai"
NOW = 1_767_225_600  # 2026-01-01T00:00:00Z
DAY = 86_400
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
FORMATS = {
    "oai_dc": {
        "schema": "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        "namespace": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    },
    "tei": {
        "schema": "https://tei-c.org/release/xml/tei/custom/schema/xsd/tei_all.xsd",
        "namespace": "http://www.tei-c.org/ns/1.0",
    },
    "datacite": {"schema": "https://x.example/d.xsd", "namespace": "https://x.example/d"},
}
ABOUT = {
    "title": "Letters & <telegrams>",
    "publisher": "A press",
    "licence": LICENCE,
    "admin-email": "editors@letters.example.org",
    "identifier-namespace": "letters.example.org",
    "formats": json.dumps(FORMATS),
}
SETS = (
    Set("type:letter", "Letters", "Sent by post & messenger"),
    Set("type:telegram", "Telegrams"),
    Set("war", "War"),
)


def dublin_core(title: str) -> bytes:
    """Return a record in Dublin Core that does not say where its schema is."""
    return (
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></oai_dc:dc>'
    ).encode()


def letter(
    id: str, text: str = "x", sets: tuple[str, ...] = ("type:letter",), tei: bool = True
) -> Deposit:
    """Return a letter to be published."""
    facts = Facts(id, "en", "1962-10-30", f"{id}.html", f"tei/{id}.xml", text)
    contents = {"oai_dc": dublin_core(text)}
    if tei:
        contents["tei"] = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{text}</TEI>'.encode()
    return Deposit(id, text, id, facts, sets, contents)


class Repository:
    """A repository whose clock stands until it is set; each publication takes ten seconds."""

    def __init__(self, folder: Path, limits: Limits = Limits(records=3, headers=3, sets=3)) -> None:
        self.path = folder / "catalogue.sqlite"
        self.now = NOW
        self.about = ABOUT
        self.sets: tuple[Set, ...] = SETS
        self.published = Published(self.path, lambda: self.now)
        self.endpoint = provider(self.published, b"secret", limits=limits, clock=lambda: self.now)

    def publish(self, *letters: Deposit, withdrawn: tuple[str, ...] = ()) -> None:
        """Publish letters and withdraw others."""
        with Publication(self.path, lambda: self.now) as publication:
            publication.about(self.about)
            publication.sets(self.sets)
            for one in letters:
                publication.put(one)
            for id in withdrawn:
                publication.withdraw(id)
            publication.finish()
        self.now += 10

    def bytes(self, *query: tuple[str, str], **given: str) -> bytes:
        """Ask, and return what is answered; ``from_`` stands for ``from``."""
        named = tuple((name.rstrip("_"), value) for name, value in given.items())
        answer = self.endpoint(Asked("GET", BASE, query=(*query, *named)))
        assert answer.status == 200
        assert answer.kind == "text/xml; charset=utf-8"
        return answer.content

    def ask(self, *query: tuple[str, str], **given: str) -> etree._Element:
        """Ask, and return the answer's root."""
        return etree.fromstring(self.bytes(*query, **given))

    def codes(self, *query: tuple[str, str], **given: str) -> list[str]:
        """Ask, and return the codes of the errors in the answer."""
        return [one.get("code", "") for one in self.ask(*query, **given).iter(f"{OAI}error")]

    def parts(self, verb: str, **given: str) -> Iterator[etree._Element]:
        """Yield all parts of a list."""
        answer = self.ask(verb=verb, **given)
        yield answer
        while held := token(answer):
            answer = self.ask(verb=verb, resumptionToken=held)
            yield answer

    def listed(self, verb: str = "ListIdentifiers", **given: str) -> list[str]:
        """Return the ids in all parts of a list, those of deleted records with a minus."""
        return [one for part in self.parts(verb, **given) for one in ids(part)]


def token(answer: etree._Element) -> str:
    """Return the resumption token of an answer."""
    return answer.findtext(f".//{OAI}resumptionToken") or ""


def ids(answer: etree._Element) -> list[str]:
    """Return the ids in an answer, those of deleted records with a minus."""
    return [
        ("-" if one.get("status") == "deleted" else "")
        + (one.findtext(f"{OAI}identifier") or "").removeprefix("oai:letters.example.org:")
        for one in answer.iter(f"{OAI}header")
    ]


def texts(answer: etree._Element, name: str) -> list[str]:
    """Return the texts of the protocol's elements of a name."""
    return [one.text or "" for one in answer.iter(f"{OAI}{name}")]
