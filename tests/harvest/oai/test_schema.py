"""Answers of every kind against the protocol's schemas, by a second engine (libxml2)."""

import pytest
from lxml import etree

from tests.harvest.oai.repository import (
    ABOUT,
    LICENCE,
    OAI,
    Repository,
    dublin_core,
    letter,
    token,
)
from tests.harvest.oai.repository import schema as judge
from tests.oracles import shared

XS = "http://www.w3.org/2001/XMLSchema"
NAMESPACES = {
    "http://www.w3.org/XML/1998/namespace": "mods/xml.xsd",
    "http://purl.org/dc/elements/1.1/": "oai/simpledc20021212.xsd",
    "http://www.openarchives.org/OAI/2.0/": "oai/OAI-PMH.xsd",
    "http://www.openarchives.org/OAI/2.0/oai_dc/": "oai/oai_dc.xsd",
    "http://www.openarchives.org/OAI/2.0/oai-identifier": "oai/oai-identifier.xsd",
}


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """Return the schemas as one; what stands in wildcards is judged strictly."""
    imports = "".join(
        f'<import namespace="{space}" schemaLocation="{shared(f"schemas/{name}").as_uri()}"/>'
        for space, name in NAMESPACES.items()
    )
    return etree.XMLSchema(etree.fromstring(f'<schema xmlns="{XS}">{imports}</schema>'))


def queries(held: Repository) -> list[dict[str, str]]:
    """Return requests for an answer of every kind that holds no TEI."""
    listed = [
        {"verb": verb, "metadataPrefix": "oai_dc", **more}
        for verb in ("ListRecords", "ListIdentifiers")
        for more in ({}, {"set": "type"}, {"from": "2026-01-01"}, {"set": "nosuch"})
    ]
    of_verb = [{"verb": one} for one in ("Identify", "ListMetadataFormats", "ListSets", "No")]
    items = [
        {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": identifier}
        for identifier in ("oai:letters.example.org:a", "oai:letters.example.org:b", 'invalid"id')
    ]
    tokens = [
        {"verb": one["verb"], "resumptionToken": token(held.ask(*one.items()))} for one in listed
    ]
    return [*listed, *of_verb, *items, *tokens]


def test_answers_are_valid(held: Repository, schema: etree.XMLSchema) -> None:
    for query in queries(held):
        schema.assertValid(held.ask(*query.items()))
    for verb in ("ListRecords", "ListIdentifiers"):
        for part in held.parts(verb, metadataPrefix="oai_dc"):
            schema.assertValid(part)


def test_what_no_xml_can_hold_does_no_harm(held: Repository, schema: etree.XMLSchema) -> None:
    held.about = {
        **ABOUT,
        "title": "A\x00B\x1b\ufffe ]]> & <c>",
        "publisher": "\x0b",
        "licence": "\x01",
    }
    held.publish(letter("k"))
    for query in queries(held):
        schema.assertValid(held.ask(*query.items()))
    assert held.ask(verb="Identify").findtext(f".//{OAI}repositoryName") == (
        "A\ufffdB\ufffd\ufffd ]]> & <c>"
    )


def test_what_is_stored_is_given_as_it_is(held: Repository) -> None:
    stored = (
        b"<oai_dc:dc xmlns:oai_dc='http://www.openarchives.org/OAI/2.0/oai_dc/' "
        b"xmlns:dc='http://purl.org/dc/elements/1.1/'\n xmlns:x='http://www.w3.org/2001/"
        b"XMLSchema-instance'><dc:title>a &gt; <!--x--><![CDATA[<b>]]></dc:title></oai_dc:dc>"
    )
    held.publish(letter("k")._replace(contents={"oai_dc": stored}))
    told = {"verb": "GetRecord", "identifier": "oai:letters.example.org:k"}
    answer = held.bytes(*told.items(), metadataPrefix="oai_dc")
    assert stored.partition(b" ")[2] in answer
    assert b"<metadata><oai_dc:dc x:schemaLocation=" in answer


def test_a_schema_location_of_its_own_is_kept(held: Repository) -> None:
    located = dublin_core("x").replace(
        b"<oai_dc:dc ",
        b'<oai_dc:dc xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        b' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ my.xsd" ',
    )
    held.publish(letter("k")._replace(contents={"oai_dc": located}))
    told = {"verb": "GetRecord", "identifier": "oai:letters.example.org:k"}
    assert located in held.bytes(*told.items(), metadataPrefix="oai_dc")


def test_documents_have_licences_of_their_own(held: Repository, schema: etree.XMLSchema) -> None:
    free = '<dc:rights xml:lang="en">Free &amp; open</dc:rights>'
    end = b"</oai_dc:dc>"
    own = dublin_core("x").replace(end, free.encode() + end)
    one = letter("k")
    held.publish(one._replace(contents={**one.contents, "oai_dc": own}), letter("l"))
    told = {"verb": "GetRecord", "metadataPrefix": "oai_dc"}
    path = f".//{OAI}about/{{*}}dc/{{*}}rights"
    for id, rights in (("k", ["Free & open"]), ("l", [LICENCE])):
        answer = held.ask(*told.items(), identifier=f"oai:letters.example.org:{id}")
        schema.assertValid(answer)
        assert [found.text for found in answer.findall(path)] == rights
    whole = held.ask(verb="GetRecord", metadataPrefix="tei", identifier="oai:letters.example.org:k")
    assert [found.text for found in whole.findall(path)] == ["Free & open"]


def test_answers_are_judged_strictly(held: Repository, schema: etree.XMLSchema) -> None:
    query = {"verb": "GetRecord", "metadataPrefix": "oai_dc"}
    answer = held.ask(**query, identifier="oai:letters.example.org:a")
    answer.find(".//{*}title").tag = "{http://purl.org/dc/elements/1.1/}name"
    assert not schema.validate(answer)
    assert not judge().is_valid(etree.tostring(answer, encoding="unicode"))
