"""The IIIF manifest of a document's page images."""

import json
from typing import Any

import pytest
from lxml import etree

from tei_pipeline.outputs.iiif import manifest
from tei_pipeline.outputs.metadata import Description
from tei_pipeline.outputs.metadata.values import Edition, Licence, Said

BASE = "https://letters.example/e/"
SERVICE = "https://images.example/iiif/page%201"


def description(base: str = BASE) -> Description:
    return Description(
        "letter",
        Said("A letter", "en"),
        Edition(base=base),
        licences=(Licence("", "https://creativecommons.org/licenses/by/4.0/"),),
    )


def made(surfaces: str, base: str = BASE) -> dict[str, Any] | None:
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><facsimile>{surfaces}</facsimile></TEI>'
    found = manifest(etree.fromstring(text), "tei/letter.xml", description(base))
    return json.loads(found) if found else None


def surface(url: str, told: str = 'lrx="800" lry="1200"', more: str = "") -> str:
    return f'<surface {told}><graphic url="{url}" {more}/></surface>'


def test_a_manifest_has_all_that_it_must() -> None:
    found = made(surface(f"{SERVICE}/info.json", 'xml:id="f1" n="1r" lrx="800" lry="1200"'))
    assert found
    assert found["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert (found["id"], found["type"]) == (f"{BASE}iiif/letter/manifest.json", "Manifest")
    assert found["label"] == {"en": ["A letter"]}
    assert found["rights"] == "http://creativecommons.org/licenses/by/4.0/"
    assert found["homepage"][0]["id"] == f"{BASE}letter.html"
    assert found["seeAlso"][0]["id"] == f"{BASE}letter.xml"
    (canvas,) = found["items"]
    assert (canvas["type"], canvas["label"]) == ("Canvas", {"none": ["1r"]})
    assert (canvas["width"], canvas["height"]) == (800, 1200)
    (page,) = canvas["items"]
    (painting,) = page["items"]
    assert (page["type"], painting["type"]) == ("AnnotationPage", "Annotation")
    assert (painting["motivation"], painting["target"]) == ("painting", canvas["id"])
    body = painting["body"]
    assert (body["id"], body["type"]) == (f"{SERVICE}/full/max/0/default.jpg", "Image")
    assert body["service"][0]["@id"] == SERVICE
    ids = [canvas["id"], page["id"], painting["id"], found["id"]]
    assert len(set(ids)) == 4


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (f"{SERVICE}/full/full/0/native.jpg", f"{SERVICE}/full/full/0/default.jpg"),
        ("https://images.example/1.png", "https://images.example/1.png"),
        ("../pictures/a b.jpg", f"{BASE}files/pictures/a%20b.jpg"),
        ("1.jpg", f"{BASE}files/tei/1.jpg"),
    ],
)
def test_pictures_are_found(url: str, address: str) -> None:
    found = made(surface(url))
    assert found
    assert found["items"][0]["items"][0]["items"][0]["body"]["id"] == address


@pytest.mark.parametrize(
    "surfaces",
    [
        "",
        "<surface/>",
        surface("../../outside.jpg"),
        surface("/etc/passwd.jpg"),
        surface("javascript:alert(1).jpg"),
        surface("data:image/png;base64,AA"),
        surface("notes.txt"),
        surface(""),
        surface("a.jpg", ""),
        surface("a.jpg", 'lrx="0" lry="9"'),
        surface("a.jpg", 'lrx="wide" lry="9"'),
        surface("a.jpg", "", 'width="10cm" height="10cm"'),
    ],
)
def test_without_a_picture_of_known_size_there_is_no_manifest(surfaces: str) -> None:
    assert made(surfaces) is None


def test_sizes_come_from_pictures_where_surfaces_have_none() -> None:
    found = made(surface("a.jpg", "", 'width="640px" height="480px"') + surface("b.txt"))
    assert found
    (canvas,) = found["items"]
    assert (canvas["width"], canvas["height"]) == (640, 480)


def test_without_an_address_of_the_site_nothing_can_be_named() -> None:
    assert made(surface("a.jpg"), base="") is None
