"""A small repository, its clients, and the schemas that all its answers are held against."""

import functools
import json
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import xmlschema
from lxml import etree

from tei_pipeline.catalogue.published import Deposit, Facts, Publication, Published, Set
from tei_pipeline.exchange import Asked, Endpoint
from tei_pipeline.harvest.oai import Limits, provider
from tests.oracles import shared

BASE = "https://letters.example.org/oai"
SECRET = b"s" * 32
OAI = "{http://www.openarchives.org/OAI/2.0/}"
TEI = "http://www.tei-c.org/ns/1.0"
DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></oai_dc:dc>'
)
ABOUT = {
    "title": "Letters & papers",
    "publisher": "A Society",
    "base-url": "https://letters.example.org",
    "licence": "https://creativecommons.org/licenses/by/4.0/",
    "introduction": "What was written <in haste>",
    "admin-email": "editors@letters.example.org",
    "identifier-namespace": "letters.example.org",
    "formats": json.dumps({"tei": {"schema": "https://x.example/tei.xsd", "namespace": TEI}}),
}
SETS = (
    Set("type:letter", "Letters", "All that was sent"),
    Set("type:letter:draft", "Drafts"),
    Set("correspondent:ada", "Ada"),
)
FIRST = 1_700_000_000  # 2023-11-14T22:13:20Z
# A stand-in for the schema of TEI, for what stands in `metadata` is judged strictly.
_ANY_TEI = (
    f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{TEI}">'
    '<xs:element name="TEI"><xs:complexType mixed="true"><xs:sequence>'
    '<xs:any processContents="skip" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>'
    '<xs:anyAttribute processContents="skip"/></xs:complexType></xs:element></xs:schema>'
)


def deposit(
    id: str, said: str = "", sets: tuple[str, ...] = ("type:letter",), *, tei: bool = True
) -> Deposit:
    """Return a document; without ``tei`` it is there as Dublin Core alone."""
    facts = Facts(id, "en", "1834", f"{id}.html", f"tei/{id}.xml", said)
    contents = {"oai_dc": DC.format(said or "words").encode()}
    if tei:
        contents["tei"] = f'<TEI xmlns="{TEI}"><text>{said}</text></TEI>'.encode()
    return Deposit(id, said, id, facts, sets, contents)


def publish(
    path: Path,
    put: Iterable[Deposit] = (),
    withdrawn: Iterable[str] = (),
    *,
    stamp: int = FIRST,
    about: Mapping[str, str] = ABOUT,
    sets: Iterable[Set] = SETS,
) -> None:
    """Publish once."""
    with Publication(path) as publication:
        publication.about(about)
        publication.sets(sets)
        for one in put:
            publication.put(one)
        for id in withdrawn:
            publication.withdraw(id)
        publication.finish(stamp)


def filled(folder: Path) -> Path:
    """Return a catalogue of nine documents, one of them withdrawn a day later, and one added."""
    path = folder / "catalogue.sqlite"
    letters = [deposit(f"letter-{n}") for n in range(7)]
    odd = deposit("Brief Nr. 5/ä&<b>?%", sets=("type:letter:draft", "type:letter"))
    plain = deposit("note", sets=("correspondent:ada",), tei=False)
    publish(path, [*letters, odd, plain])
    publish(path, [deposit("late")], ["letter-0"], stamp=FIRST + 86_400)
    return path


@functools.cache
def schema() -> Any:
    """Return the protocol's schema with all that it is to be judged with."""
    main = xmlschema.XMLSchema(str(shared("schemas/oai/OAI-PMH.xsd")), allow="local", build=False)
    for name in ("oai_dc", "oai-identifier"):
        main.add_schema(str(shared(f"schemas/oai/{name}.xsd")))
    main.add_schema(_ANY_TEI)
    main.build()
    return main


class Client:
    """Asks a provider, and holds each answer against the schema."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def __call__(self, *query: tuple[str, str], method: str = "GET", **told: str) -> Any:
        """Return the root of an answer; ``from_`` is the argument ``from``."""
        named = ((name.rstrip("_"), value) for name, value in told.items())
        answer = self._endpoint(Asked(method, BASE, query=(*query, *named)))
        assert (answer.status, answer.kind) == (200, "text/xml; charset=utf-8")
        schema().validate(answer.content.decode())
        return etree.fromstring(answer.content)

    def codes(self, *query: tuple[str, str], **told: str) -> list[str]:
        """Return the codes of the errors in an answer."""
        return [one.get("code") for one in self(*query, **told).iterfind(f"{OAI}error")]

    def pages(self, verb: str, **told: str) -> Iterable[Any]:
        """Yield all parts of a list."""
        root = self(verb=verb, **told)
        while True:
            yield root
            token = root.findtext(f".//{OAI}resumptionToken")
            if not token:
                return
            root = self(verb=verb, resumptionToken=token)

    def all(self, verb: str = "ListIdentifiers", format_: str = "oai_dc", **told: str) -> list[str]:
        """Return the ids in a list, with ``-`` before those that are deleted."""
        found = []
        for root in self.pages(verb, metadataPrefix=format_, **told):
            for header in root.iterfind(f".//{OAI}header"):
                id = header.findtext(f"{OAI}identifier").split(":", 2)[2]
                found.append(f"{'-' if header.get('status') else ''}{id}")
        return found


FEW = Limits(3, 3, 2)


def client(path: Path, limits: Limits = FEW, clock: Callable[[], float] = time.time) -> Client:
    """Return the client of a repository that gives few things at once."""
    return Client(provider(Published(path, clock), SECRET, limits=limits, clock=clock))
