"""A small repository, requests to it, and the schemas that all its answers are held against."""

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xmlschema
from lxml import etree

from tei_pipeline.catalogue.published import Deposit, Facts, Publication, Published, Set
from tei_pipeline.exchange import Asked
from tei_pipeline.harvest.oai import Limits, provider
from tests.oracles import shared

OAI = "{http://www.openarchives.org/OAI/2.0/}"
TEI = "http://www.tei-c.org/ns/1.0"
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
        "namespace": TEI,
    },
    "datacite": {"schema": "https://x.example/d.xsd", "namespace": "https://x.example/d"},
}
ABOUT = {
    "title": "Letters & <telegrams>",
    "publisher": "A press",
    "base-url": "https://letters.example.org",
    "licence": LICENCE,
    "introduction": "What was written <in haste>",
    "admin-email": "editors@letters.example.org",
    "identifier-namespace": "letters.example.org",
    "formats": json.dumps(FORMATS),
    "secret": "s" * 32,
}
SETS = (
    Set("type:letter", "Letters", "Sent by post & messenger"),
    Set("type:telegram", "Telegrams"),
    Set("war", "War"),
)
FEW = Limits(records=3, headers=3, sets=3)
ODD = "Brief Nr. 5/ä&<b>?%"
ENCODED = "Brief%20Nr.%205/%C3%A4&%3Cb%3E?%25"
# A stand-in for the schema of TEI, for what stands in `metadata` is judged strictly.
_ANY_TEI = (
    f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{TEI}">'
    '<xs:element name="TEI"><xs:complexType mixed="true"><xs:sequence>'
    '<xs:any processContents="skip" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>'
    '<xs:anyAttribute processContents="skip"/></xs:complexType></xs:element></xs:schema>'
)


@functools.cache
def schema(*more: str) -> Any:
    """Return the protocol's schema with all that it is to be judged with, and ``more``."""
    main = xmlschema.XMLSchema(str(shared("schemas/oai/OAI-PMH.xsd")), allow="local", build=False)
    for name in ("oai/oai_dc", "oai/oai-identifier", *more):
        main.add_schema(str(shared(f"schemas/{name}.xsd")))
    main.add_schema(_ANY_TEI)
    main.build()
    return main


def dublin_core(title: str) -> bytes:
    """Return a record in Dublin Core that does not say where its schema is."""
    return (
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></oai_dc:dc>'
    ).encode()


def letter(
    id: str, text: str = "x", sets: tuple[str, ...] = ("type:letter",), tei: bool = True
) -> Deposit:
    """Return a letter to be published; without ``tei`` it is there as Dublin Core alone."""
    facts = Facts(id, "en", "1962-10-30", f"{id}.html", f"tei/{id}.xml", text)
    contents = {"oai_dc": dublin_core(text)}
    if tei:
        contents["tei"] = f'<TEI xmlns="{TEI}">{text}</TEI>'.encode()
    return Deposit(id, text, id, facts, sets, contents)


class Repository:
    """A repository whose clock stands until it is set; each publication takes ten seconds.

    What is published is dated a second later than the clock. All answers are held against the
    schema.
    """

    def __init__(self, folder: Path, limits: Limits = FEW) -> None:
        self.path = folder / "catalogue.sqlite"
        self.now = NOW
        self.about = ABOUT
        self.sets: tuple[Set, ...] = SETS
        self.published = Published(self.path, lambda: self.now)
        self.endpoint = provider(self.published, limits=limits, clock=lambda: self.now)

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
        assert (answer.status, answer.kind) == (200, "text/xml; charset=utf-8")
        schema().validate(answer.content.decode())
        return answer.content

    def ask(self, *query: tuple[str, str], **given: str) -> Any:
        """Ask, and return the answer's root."""
        return etree.fromstring(self.bytes(*query, **given))

    def codes(self, *query: tuple[str, str], **given: str) -> list[str]:
        """Ask, and return the codes of the errors in the answer."""
        return [one.get("code") for one in self.ask(*query, **given).iter(f"{OAI}error")]

    def parts(self, verb: str, **given: str) -> Iterator[Any]:
        """Yield all parts of a list."""
        answer = self.ask(verb=verb, **given)
        yield answer
        while held := token(answer):
            answer = self.ask(verb=verb, resumptionToken=held)
            yield answer

    def listed(self, verb: str = "ListIdentifiers", **given: str) -> list[str]:
        """Return the ids in all parts of a list, those of deleted records with a minus."""
        return [one for part in self.parts(verb, **given) for one in ids(part)]


def filled(folder: Path) -> Repository:
    """Return a repository: a to e (stamp 1), then f and g (stamp 11), and b withdrawn (11)."""
    held = Repository(folder)
    held.publish(*map(letter, "abcde"))
    wired = letter("f", sets=("type:telegram", "war"))
    held.publish(wired, letter("g", tei=False), withdrawn=("b",))
    return held


def token(answer: Any) -> str:
    """Return the resumption token of an answer."""
    return answer.findtext(f".//{OAI}resumptionToken") or ""


def ids(answer: Any) -> list[str]:
    """Return the ids in an answer, those of deleted records with a minus."""
    return [
        named(one.findtext(f"{OAI}identifier"), deleted=one.get("status") == "deleted")
        for one in answer.iter(f"{OAI}header")
    ]


def named(identifier: str, *, deleted: bool) -> str:
    """Return the id in an identifier, that of a deleted record with a minus."""
    return f"{'-' if deleted else ''}{identifier.removeprefix('oai:letters.example.org:')}"


def texts(answer: Any, name: str) -> list[str]:
    """Return the texts of the protocol's elements of a name."""
    return [one.text or "" for one in answer.iter(f"{OAI}{name}")]
