"""Manifests of documents with facsimiles, by IIIF Presentation 3.0."""

import json
import random
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import iiif_prezi3
import pytest
from lxml import html

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions
from tei_pipeline.outputs.iiif_pictures import Size, size_of
from tests.app.test_incremental import edition

BASE = "https://letters.example/e/"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 600, 800) + b"\x08\x02\0\0\0"
JPEG = b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x11\x08" + struct.pack(">HH", 30, 20) + b"\x03"
FACSIMILE = """<facsimile>
<surface xml:id="s1" ulx="0" uly="0" lrx="300" lry="400"><graphic url="../pictures/one.png"/>
<zone xml:id="z1" ulx="10" uly="20" lrx="110" lry="70"/></surface>
<surface xml:id="s2"><graphic url="https://images.example/iiif/2/two/info.json"/></surface>
<surface xml:id="s3"><graphic url="../pictures/missing.png"/></surface>
<graphic url="../pictures/one.png"/></facsimile><text>"""
BODY = '<body><pb n="1r" facs="#s1"/><p facs="#z1">A line here.</p>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = edition(tmp_path / "e", random.Random(1))
    settings = f'[edition]\ntitle = "Letters"\npublisher = "P"\nbase-url = "{BASE}"\n'
    (made / "tei-pipeline.toml").write_text(settings, encoding="utf-8")
    (made / "pictures").mkdir()
    (made / "pictures/one.png").write_bytes(PNG)
    return made


def change(folder: Path, *changes: tuple[str, str]) -> None:
    file = folder / "tei/a.xml"
    text = file.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    file.write_text(text, encoding="utf-8")


def manifests(folder: Path) -> dict[str, dict[str, Any]]:
    build([], BuildOptions(targets=("site", "metadata")), folder=folder)
    found = (folder / "build/html").glob("iiif/*/manifest.json")
    return {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in found}


def resources(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "type" in value:
            yield value
        for one in value.values():
            yield from resources(one)
    elif isinstance(value, list):
        for one in value:
            yield from resources(one)


def assert_formed(manifest: dict[str, Any]) -> None:
    """Hold what the specification demands of every manifest (3, 4 and 5)."""
    assert manifest["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert manifest["type"] == "Manifest"
    assert manifest["label"]
    ids = []
    for one in resources(manifest):
        assert one["type"] == "TextualBody" or one["id"].startswith("https://")
        if one["type"] in ("Manifest", "Canvas", "AnnotationPage"):
            ids.append(one["id"])
            assert one["items"]
        if one["type"] == "Canvas":
            assert one["width"] > 0
            assert one["height"] > 0
            assert "#" not in one["id"]
            (page,) = one["items"]
            (painting,) = page["items"]
            assert (painting["motivation"], painting["target"]) == ("painting", one["id"])
            assert painting["body"]["type"] == "Image"
    assert len(ids) == len(set(ids))


def assert_modelled(manifest: dict[str, Any]) -> None:
    """Have another library read it by its models, and write the same."""
    read = iiif_prezi3.Manifest(**manifest)
    assert json.loads(read.json()) == manifest
    for canvas in manifest["items"]:
        assert json.loads(iiif_prezi3.Canvas(**canvas).json()) == {
            "@context": manifest["@context"],
            **canvas,
        }


def test_surfaces_are_canvases(folder: Path) -> None:
    change(folder, ("<text>", FACSIMILE), ("<body>", BODY))
    made = manifests(folder)
    assert set(made) == {"a"}
    assert_formed(made["a"])
    assert_modelled(made["a"])
    first, second, third = made["a"]["items"]
    assert (first["width"], first["height"], first["label"]) == (300, 400, {"none": ["1r"]})
    assert first["items"][0]["items"][0]["body"] == {
        "id": f"{BASE}files/pictures/one.png",
        "type": "Image",
        "format": "image/png",
        "width": 600,
        "height": 800,
    }
    assert (folder / "build/html/files/pictures/one.png").is_file()
    body = second["items"][0]["items"][0]["body"]
    assert body["service"][0]["@id"] == "https://images.example/iiif/2/two"
    assert body["id"] == "https://images.example/iiif/2/two/full/max/0/default.jpg"
    assert (third["width"], third["height"]) == (600, 800)


def test_a_page_leads_to_its_manifest_and_no_other_does(folder: Path) -> None:
    links = {name: found.xpath("//a/@href | //link/@href") for name, found in pages(folder).items()}
    assert not any("manifest.json" in href for one in links.values() for href in one)
    change(folder, ("<text>", FACSIMILE), ("<body>", BODY))
    manifests(folder)
    page = pages(folder)["a"]
    (shown,) = page.xpath("//*[@class='downloads']//a[contains(@href, 'manifest')]")
    assert (shown.get("href"), shown.get("type")) == ("iiif/a/manifest.json", "application/ld+json")
    found = {link.get("rel"): link.get("type") for link in page.xpath("//link[@href]")
             if link.get("href") == "iiif/a/manifest.json"}  # fmt: skip
    profile = "http://iiif.io/api/presentation/3/context.json"
    assert found == {
        "item": "application/ld+json",
        "alternate": f'application/ld+json;profile="{profile}"',
    }
    assert "manifest.json" not in (folder / "build/html/b.html").read_text(encoding="utf-8")
    linkset = json.loads((folder / "build/html/linksets/a.json").read_text(encoding="utf-8"))
    (of_page,) = (one for one in linkset["linkset"] if one["anchor"] == f"{BASE}a.html")
    assert {one["href"]: one.get("profile") for one in of_page["item"]} == {
        f"{BASE}a.xml": None,
        f"{BASE}iiif/a/manifest.json": profile,
    }


def test_a_picture_that_comes_or_goes_moves_the_link(folder: Path) -> None:
    change(folder, ("<body>", '<body><pb facs="../pictures/two.png"/>'))
    assert manifests(folder) == {}
    assert "manifest" not in (folder / "build/html/a.html").read_text(encoding="utf-8")
    (folder / "pictures/two.png").write_bytes(PNG)
    assert set(manifests(folder)) == {"a"}
    assert "manifest.json" in (folder / "build/html/a.html").read_text(encoding="utf-8")
    (folder / "pictures/two.png").unlink()
    assert manifests(folder) == {}
    assert "manifest" not in (folder / "build/html/a.html").read_text(encoding="utf-8")


def pages(folder: Path) -> dict[str, html.HtmlElement]:
    manifests(folder)
    found = (folder / "build/html").glob("?.html")
    return {path.stem: html.document_fromstring(path.read_bytes()) for path in found}


def test_what_points_to_a_zone_is_its_transcription(folder: Path) -> None:
    change(folder, ("<text>", FACSIMILE), ("<body>", BODY))
    (said,) = manifests(folder)["a"]["items"][0]["annotations"][0]["items"]
    assert said["motivation"] == "supplementing"
    assert said["body"]["value"] == "A line here."
    assert said["target"] == f"{BASE}iiif/a/canvas/1#xywh=10,20,100,50"


def test_page_breaks_with_images_are_canvases(folder: Path) -> None:
    change(folder, ("<body>", '<body><pb n="5" facs="../pictures/one.png"/>'))
    made = manifests(folder)["a"]
    assert_formed(made)
    assert_modelled(made)
    assert [one["label"] for one in made["items"]] == [{"none": ["5"]}]
    assert made["homepage"][0]["id"] == f"{BASE}a.html"
    assert made["seeAlso"][0]["id"] == f"{BASE}a.xml"
    assert made["provider"][0]["label"] == {"none": ["P"]}


def test_without_images_or_an_address_there_is_no_manifest(folder: Path) -> None:
    assert manifests(folder) == {}
    missing = '<facsimile><surface><graphic url="../no.png"/></surface></facsimile><text>'
    change(folder, ("<text>", missing))
    assert manifests(folder) == {}
    change(folder, ("../no.png", "../pictures/one.png"))
    assert set(manifests(folder)) == {"a"}
    (folder / "tei-pipeline.toml").write_text('[edition]\ntitle = "L"\n', encoding="utf-8")
    assert manifests(folder) == {}


def test_a_picture_that_changes_changes_the_manifest(folder: Path) -> None:
    change(folder, ("<body>", '<body><pb facs="../pictures/one.png"/>'))
    assert manifests(folder)["a"]["items"][0]["width"] == 600
    wide = PNG.replace(struct.pack(">II", 600, 800), struct.pack(">II", 900, 8000))
    (folder / "pictures/one.png").write_bytes(wide + b"\0")
    assert manifests(folder)["a"]["items"][0]["width"] == 900


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (PNG, Size(600, 800)),
        (JPEG, Size(20, 30)),
        (b"GIF89a" + struct.pack("<HH", 7, 8), Size(7, 8)),
        (b"", None),
        (PNG[:20], None),
        (JPEG[:12], None),
        (b"<svg/>", None),
    ],
)
def test_images_say_how_large_they_are(content: bytes, size: Size | None) -> None:
    assert size_of(content) == size
