"""What a build publishes is valid as it is harvested: each answer, and each record inside it."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions
from tei_pipeline.app.judging import Orders
from tei_pipeline.app.services import site_of
from tei_pipeline.app.validate import ValidateOptions, validate
from tei_pipeline.exchange import Asked, Endpoint
from tei_pipeline.names import TEI, XSI
from tests.harvest.oai.editions import built, edition
from tests.harvest.oai.repository import BASE, OAI, ids, schema, texts, token
from tests.oracles import jing, shared

LISTS = ("ListRecords", "ListIdentifiers")
GRAMMARS = {
    "cmif": ("schemas/cmif/cmi-customization.rng", "schemas/cmif/cmif.sch"),
    "cmif as tei": ("tei/oracle/tei_all.rng",),
    "tei": ("tei/oracle/tei_all.rng",),
}
LETTERS = {f"letter-{n}" for n in range(1, 8)}
EVERYTHING = LETTERS | {"odd.one_", "plain"}
ITEMS = {
    "oai_dc": EVERYTHING,
    "mods": EVERYTHING,
    "datacite": LETTERS,
    "cmif": LETTERS,
    "tei": EVERYTHING,
}
CORPORA = {"letters/editions": 150, "plays": 9, "novels": 2, "critical": 5}


class Edition:
    """The repository of an edition, as it is served; all answers are held against the schemas."""

    def __init__(self, catalogue: Path) -> None:
        self._endpoint: Endpoint = site_of(catalogue, "").mounts["/oai"].endpoint

    def ask(self, **told: str) -> Any:
        """Ask, and return the root of a valid answer."""
        answer = self._endpoint(Asked("GET", BASE, query=tuple(told.items())))
        assert answer.status == 200
        schema("mods/mods-3-8", "datacite/metadata").validate(answer.content.decode())
        return etree.fromstring(answer.content)

    def list(self, verb: str, format_: str) -> Iterator[Any]:
        """Yield all parts of a list."""
        answer = self.ask(verb=verb, metadataPrefix=format_)
        yield answer
        while more := token(answer):
            answer = self.ask(verb=verb, resumptionToken=more)
            yield answer


def findings(paths: list[Path], *schemas: str) -> list[str]:
    """Return what our engines find in files.

    RELAX NG schemas do not know the attribute that tells where an XML Schema is.
    """
    kinds = tuple(shared(name) for name in schemas)
    report = validate(paths, ValidateOptions(Orders(kinds)))
    told = (f"{one.code} {one.message}" for one in report.diagnostics)
    return sorted(one for one in told if "xsi:schemaLocation" not in one)


def taken(folder: Path, parts: list[Any]) -> list[Path]:
    """Write files of what stands in ``metadata``, less where its schema is; return them."""
    paths = []
    for number, record in enumerate(one for part in parts for one in harvested(part)):
        record.attrib.pop(f"{{{XSI}}}schemaLocation")
        paths.append(folder / f"{number}.xml")
        paths[-1].write_bytes(etree.tostring(record, encoding="utf-8", with_tail=False))
    return paths


def harvested(answer: Any) -> list[Any]:
    """Return what stands in ``metadata``."""
    return [one[0] for one in answer.iter(f"{OAI}metadata")]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    catalogue = built(edition(tmp_path_factory.mktemp("edition")))
    time.sleep(2)  # a publication is dated a second later
    return Edition(catalogue)


def test_answers_about_the_whole_are_valid(small: Edition) -> None:
    assert texts(small.ask(verb="ListMetadataFormats"), "metadataPrefix") == [*ITEMS]
    small.ask(verb="Identify")
    small.ask(verb="ListSets")


@pytest.mark.parametrize("format_", ITEMS)
def test_lists_and_records_are_valid(small: Edition, format_: str) -> None:
    for verb in LISTS:
        listed = [id for part in small.list(verb, format_) for id in ids(part)]
        assert (len(listed), set(listed)) == (len(ITEMS[format_]), ITEMS[format_])
    for id in ITEMS[format_]:
        named = f"oai:letters.example.org:{id}"
        answer = small.ask(verb="GetRecord", metadataPrefix=format_, identifier=named)
        assert len(harvested(answer)) == 1


def test_letters_in_cmif_are_listed_together(small: Edition) -> None:
    """The source of each has an id of its own, so that no part ends before it."""
    assert len(list(small.list("ListRecords", "cmif"))) == 1


@pytest.mark.parametrize("format_", GRAMMARS)
def test_records_of_tei_are_valid_by_their_own_schema(
    small: Edition, tmp_path: Path, format_: str
) -> None:
    prefix = format_.partition(" ")[0]
    paths = taken(tmp_path, list(small.list("ListRecords", prefix)))
    assert len(paths) == len(ITEMS[prefix])
    assert findings(paths, *GRAMMARS[format_]) == []
    assert jing(shared(GRAMMARS[format_][0]), *paths) == ()


def test_a_text_is_given_as_it_was_written(small: Edition) -> None:
    """Its characters, and elements of no namespace, which are none of the protocol's."""
    told = {"verb": "GetRecord", "metadataPrefix": "tei"}
    (odd,) = harvested(small.ask(**told, identifier="oai:letters.example.org:odd.one_"))
    assert odd.find(f".//{{{TEI}}}xenoData/own/word").text == "no\xa0namespace"
    assert odd.findtext(f".//{{{TEI}}}title") == "\xabOdd\xbb The \xe9ditors & friends ]]>"
    assert "".join(odd.find(f".//{{{TEI}}}body").itertext()) == "<b> & \U0001f600\x85"


@pytest.mark.parametrize("name", CORPORA)
def test_editions_of_others_are_valid(tmp_path: Path, name: str) -> None:
    """Their metadata are; their texts are as valid as they are where they lie."""
    sources = shared(f"corpora/{name}")
    chosen = BuildOptions(output=tmp_path / "build", targets=("metadata",))
    build([sources], chosen, folder=tmp_path)
    time.sleep(2)
    held = Edition(tmp_path / "build/catalogue.sqlite")
    formats = texts(held.ask(verb="ListMetadataFormats"), "metadataPrefix")
    assert {"oai_dc", "mods", "tei"} <= {*formats}
    parts = {format_: list(held.list("ListRecords", format_)) for format_ in formats}
    for format_ in ("oai_dc", "mods", "tei"):
        found = [id for part in parts[format_] for id in ids(part)]
        assert len(found) == len(set(found)) == CORPORA[name]
    if "cmif" in formats:
        assert findings(taken(tmp_path, parts["cmif"]), *GRAMMARS["cmif"]) == []
    texts_ = taken(tmp_path, parts["tei"])
    originals = sorted(sources.rglob("*.xml"))
    assert findings(texts_, *GRAMMARS["tei"]) == findings(originals, *GRAMMARS["tei"])
