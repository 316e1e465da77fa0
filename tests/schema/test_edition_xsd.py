"""The edition's schema: self-contained, documented, and never laxer than the TEI."""

import re
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from tei_pipeline.document import load
from tei_pipeline.resources import resource
from tei_pipeline.validators import Context
from tei_pipeline.validators.xsd import XsdValidator
from tests.oracles import jing, shared
from tests.schema.mutants import mutants
from tests.schema.sampler import XS, Grammar, Sampler

SCHEMA = resource("schema", "edition.xsd")
PARTS = sorted(SCHEMA.parent.glob("*.xsd"))
TEI = Path(__file__).resolve().parents[2] / "tei"
EDITION = [*sorted(TEI.glob("*.xml")), *sorted(TEI.glob("authority/*.xml"))]
SEED = 19621030
MUTANTS = 204
JUDGED_TWICE = 60
"""So many mutants are judged by xmlschema too, which is slow."""


@cache
def compiled() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def refused_by_tei(files: Iterable[Path]) -> dict[str, str]:
    """Return the files that tei_all refuses, with jing's first reason."""
    messages = jing(shared("tei/oracle/tei_all.rng"), *sorted(files))
    found: dict[str, str] = {}
    for message in messages:
        parsed = re.match(r"(.*?):\d+:\d+: (.*)", message)
        assert parsed, message
        found.setdefault(Path(parsed[1]).name, parsed[2])
    return found


def test_the_edition_is_valid_by_both_engines_and_by_tei_all() -> None:
    validator = XsdValidator(SCHEMA)
    context = Context(TEI, {}, frozenset(), complete=True)
    for path in EDITION:
        assert compiled().validate(etree.parse(path)), path.name
        assert list(validator.explain(load(path))) == []
        assert list(validator.check(load(path), context)) == []
    assert refused_by_tei(EDITION) == {}


def test_the_schema_is_complete_without_network(tmp_path: Path) -> None:
    for part in PARTS:
        for element in etree.parse(part).getroot().iterchildren(etree.Element):
            location = element.get("schemaLocation", part.name)
            assert (SCHEMA.parent / location).is_file(), f"{part.name}: {location}"
        shutil.copy(part, tmp_path)
    document = load(TEI / "telegram.xml")
    context = Context(TEI, {}, frozenset(), complete=True)
    assert list(XsdValidator(tmp_path / "edition.xsd").check(document, context)) == []


def test_every_element_and_every_pattern_is_documented() -> None:
    for part in PARTS:
        root = etree.parse(part).getroot()
        for element in root.findall(f"{XS}element"):
            words = element.findtext(f"{XS}annotation/{XS}documentation") or ""
            assert re.fullmatch(r"[A-Z].*\.", words, re.DOTALL), element.get("name")
        for kind in root.findall(f"{XS}simpleType"):
            patterned = kind.find(f".//{XS}pattern") is not None
            words = kind.findtext(f"{XS}annotation/{XS}documentation") or ""
            assert words or not patterned, kind.get("name")


LETTER = """
opener dateline salute closer signed postscript address list item pb lb choice abbr expan orig reg
sic corr supplied unclear gap add del hi foreign q quote soCalled mentioned term title note ref ptr
bibl persName roleName forename surname addName genName nameLink placeName settlement country region
geogName geo location orgName rs name date time num measure seg anchor milestone label figure
graphic figDesc table row cell div head p ab lg l correspDesc msDesc citeStructure prefixDef
listPerson listPlace listOrg listBibl listEvent"""


def test_the_profile_has_what_a_letter_needs() -> None:
    assert set(LETTER.split()) <= set(Grammar(SCHEMA).elements())


def test_whatever_the_schema_can_generate_is_valid_tei(tmp_path: Path) -> None:
    """Each element with each child it may have and all its attributes, in the smallest document."""
    labels: dict[str, str] = {}
    for number, (label, root) in enumerate(Sampler(Grammar(SCHEMA), SEED).documents()):
        tree = etree.ElementTree(root)
        assert compiled().validate(tree), (label, compiled().error_log)
        path = tmp_path / f"{number}.xml"
        tree.write(path)
        labels[path.name] = label
    assert len(labels) > 500
    refused = refused_by_tei(tmp_path.glob("*.xml"))
    assert {labels[name]: reason for name, reason in refused.items()} == {}


@cache
def mutated() -> list[tuple[str, etree._Element]]:
    documents = [etree.parse(path).getroot() for path in EDITION]
    return list(mutants(documents, Grammar(SCHEMA).elements(), MUTANTS, SEED))


def test_every_mutant_that_the_schema_accepts_is_valid_tei(tmp_path: Path) -> None:
    accepted: dict[str, str] = {}
    for number, (label, root) in enumerate(mutated()):
        path = tmp_path / f"{number}.xml"
        etree.ElementTree(root).write(path)
        if compiled().validate(etree.parse(path)):
            accepted[path.name] = label
    refused = refused_by_tei(tmp_path.glob("*.xml"))
    assert {accepted[n]: refused[n] for n in accepted.keys() & refused.keys()} == {}
    # The run must be able to fail: both judges refuse many and accept many.
    assert MUTANTS / 4 < len(accepted) < MUTANTS * 3 / 4
    assert MUTANTS / 4 < len(refused) < MUTANTS * 3 / 4


@pytest.fixture(scope="module")
def explaining() -> XsdValidator:
    return XsdValidator(SCHEMA)


def test_both_engines_agree_and_a_mutant_has_few_findings(
    tmp_path: Path, explaining: XsdValidator
) -> None:
    path = tmp_path / "mutant.xml"
    for label, root in mutated()[:: MUTANTS // JUDGED_TWICE]:
        etree.ElementTree(root).write(path, encoding="utf-8")
        document = load(path)
        verdict = compiled().validate(document.root.getroottree())
        found = list(explaining.explain(document))
        assert verdict == (not found), label
        assert len(found) < 4, (label, [one.message for one in found])
        assert all(one.location.line for one in found)
