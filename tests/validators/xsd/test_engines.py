"""Verdicts equal to those of lxml for XSD 1.0 and of xmlschema for XSD 1.1, over seeded mutants.

The two engines differ, and not only on exotic values; where they do, this is what counts here:

- libxml2 does not follow ``xs:IDREF``: a reference to an id that does not exist is a fault;
- libxml2 refuses an ``xs:anyURI`` that is no URI, xmlschema hardly any: it is a fault in XSD 1.0;
- xmlschema does not see the members of a substitution group in a selector ``*``: a repeated key is
  a fault in XSD 1.0.
"""

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import xmlschema
from lxml import etree

from tei_pipeline.document import load
from tei_pipeline.validators import Context, xsd
from tei_pipeline.validators.xsd import XsdValidator
from tests.oracles import shared
from tests.schema.mutants import mutants
from tests.validators.xsd.records import DATACITE, DC, MODS, OAI, ORDER, ORDER_SCHEMA
from tests.validators.xsd.schemas import judged, written

XML = Path(xsd.__file__).with_name("xml.xsd")
SEED = 19621030
MUTANTS = 240
MOST_FINDINGS = 1.2
"""So many findings a fault at most, on average."""


@dataclass(frozen=True, slots=True)
class Case:
    """A document and its schemas, the first one being that of the root."""

    document: str
    schemas: tuple[str, ...]


CASES = {
    "mods": Case(MODS, ("mods/mods-3-8.xsd",)),
    "datacite": Case(DATACITE, ("datacite/metadata.xsd",)),
    "dc": Case(DC, ("oai/oai_dc.xsd",)),
    "oai": Case(OAI, ("oai/OAI-PMH.xsd", "oai/oai_dc.xsd")),
    "order": Case(ORDER, ()),
}


def paths_of(name: str, folder: Path) -> tuple[Path, ...]:
    found = tuple(shared(f"schemas/{schema}") for schema in CASES[name].schemas)
    return found or (written(folder, order=ORDER_SCHEMA),)


def by_xmlschema(paths: tuple[Path, ...], root: etree._Element) -> bool:
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return bool(_read(paths).is_valid(root))


_READ: dict[tuple[Path, ...], Any] = {}


def _read(paths: tuple[Path, ...]) -> Any:
    if paths not in _READ:
        source: Any = [str(path) for path in paths] if len(paths) > 1 else str(paths[0])
        with warnings.catch_warnings(action="ignore"):
            _READ[paths] = xmlschema.XMLSchema10(source, allow="local")
    return _READ[paths]


class _XmlAttributes(etree.Resolver):
    """Have the one file at hand that public schemas name by a web address."""

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
        known = system_url.startswith("http")
        return self.resolve_string(XML.read_bytes(), context) if known else None  # type: ignore[call-arg]


def by_lxml(paths: tuple[Path, ...], folder: Path) -> etree.XMLSchema | None:
    """Return the schema as lxml by itself reads it, if it does."""
    spaces = [etree.parse(path).getroot().get("targetNamespace", "") for path in paths]
    imports = "".join(
        f'<xs:import namespace="{space}" schemaLocation="{path.as_uri()}"/>'
        for space, path in zip(spaces, paths, strict=True)
    )
    together = folder / "together.xsd"
    head = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
    together.write_text(f"{head}{imports}</xs:schema>", encoding="utf-8")
    parser = etree.XMLParser()
    parser.resolvers.add(_XmlAttributes())
    try:
        return etree.XMLSchema(etree.parse(together, parser))
    except etree.XMLSchemaParseError:
        return None


@pytest.mark.parametrize("name", CASES)
def test_verdicts_of_version_1_0(name: str, tmp_path: Path) -> None:
    paths = paths_of(name, tmp_path)
    validator, lxml = XsdValidator(paths[0], others=paths[1:]), by_lxml(paths, tmp_path)
    assert (lxml is None) == (name == "mods")  # its schema declares an attribute twice
    assert judged(validator, tmp_path, CASES[name].document) == []
    root = etree.fromstring(CASES[name].document)
    names = sorted({etree.QName(element).localname for element in root.iter(etree.Element)})
    invalid = findings = 0
    for label, mutant in mutants([root], [*names, "foo"], MUTANTS, SEED):
        text = etree.tostring(mutant, encoding="unicode")
        found = judged(validator, tmp_path, text)
        valid = _valid(lxml, paths, text)
        assert valid == (not found), (label, [one.message for one in found])
        invalid += not valid
        findings += len(found)
    assert MUTANTS / 4 < invalid < MUTANTS * 3 / 4
    assert findings <= invalid * MOST_FINDINGS


def _valid(lxml: etree.XMLSchema | None, paths: tuple[Path, ...], text: str) -> bool:
    if lxml is None:
        return by_xmlschema(paths, etree.fromstring(text))
    if not lxml.validate(etree.ElementTree(etree.fromstring(text))):
        return False
    # What libxml2 does not look at is asked of xmlschema.
    return "IDREF" not in paths[0].read_text(encoding="utf-8") or by_xmlschema(
        paths, etree.fromstring(text)
    )


LETTERS = "corpora/letters"


@pytest.fixture(scope="module")
def letters() -> Any:
    """Return the schema of the letters as xmlschema by itself reads it."""
    return xmlschema.XMLSchema11(
        str(shared(f"{LETTERS}/meta/schnitzler-briefe-schema.xsd")),
        uri_mapper={"http://www.w3.org/2001/xml.xsd": XML.as_uri()},
        allow="local",
    )


@pytest.mark.parametrize("many", [MUTANTS // 4])
def test_verdicts_of_version_1_1(letters: Any, many: int, tmp_path: Path) -> None:
    schema = shared(f"{LETTERS}/meta/schnitzler-briefe-schema.xsd")
    validator = XsdValidator(schema)
    context = Context(tmp_path, {}, frozenset(), complete=True)
    paths = sorted(shared(f"{LETTERS}/editions").glob("*.xml"))[:40:4]
    for path in paths:
        found = list(validator.check(load(path), context))
        assert letters.is_valid(_bare(path)) == (not found), path.name
    names = sorted({name for e in etree.parse(schema).getroot() if (name := e.get("name"))})
    invalid = findings = 0
    for label, mutant in mutants([_bare(path) for path in paths], names, many, SEED):
        file = tmp_path / "mutant.xml"
        etree.ElementTree(mutant).write(file, encoding="utf-8")
        found = list(validator.check(load(file), context))
        valid = letters.is_valid(_bare(file))
        assert valid == (not found), (label, [one.message for one in found])
        invalid += not valid
        findings += len(found)
    assert findings <= invalid * MOST_FINDINGS


def _bare(path: Path) -> etree._Element:
    root = etree.parse(path).getroot()
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return root
