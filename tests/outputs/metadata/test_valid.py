"""What is written is valid by the schemas of those who made the formats."""

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest
import xmlschema
from lxml import etree

from tei_pipeline.app.judging import Orders
from tei_pipeline.app.validate import ValidateOptions, validate
from tei_pipeline.document import LoadError
from tei_pipeline.names import RECORD
from tei_pipeline.outputs.metadata import Description, describe, formats
from tests.oracles import ROOT, jing, shared
from tests.outputs.metadata.samples import ABOUT, bare, described, document, full, record

SCHEMAS = {
    "oai_dc": "oai/oai_dc.xsd",
    "mods": "mods/mods-3-8.xsd",
    "datacite": "datacite/metadata.xsd",
}
CORPORA = ("letters/editions", "plays", "novels", "critical", "manuscripts/tei")
ODD = """<abstract><p>A &lt;b&gt; "x" 'y' \u05e9\u05dc\u05d5\u05dd \u202e]]&gt; \x85 &amp;amp;</p>
</abstract><correspDesc><correspAction type="sent"><persName/><persName cert="unknown">X</persName>
<placeName> </placeName><date notBefore="-0044-03-15" notAfter="-0043">after Caesar</date>
<date when="1900-02-30">no day</date></correspAction>
<correspAction type="received"><date from="1843" to="1844-02"/></correspAction></correspDesc>
<textClass><keywords><term/><term>t</term></keywords></textClass>"""
SAMPLES = {
    "full": document(),
    "bare": bare(),
    "odd": document(profile=ODD),
    "letter without recipient": bare(profile=ODD, publication="<publisher>P</publisher>"),
    "words only": document(publication="<publisher>P</publisher><date>2020</date><availability>"
    "<licence target='no address at all'>As you like</licence><p/></availability>"),
    "no language": document(language="x-my-own"),
    "nameless": document(titles="<titleStmt><title/><author/></titleStmt>"),
}  # fmt: skip


@functools.cache
def schema(prefix: str) -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(shared(f"schemas/{SCHEMAS[prefix]}")), allow="local")


def faults(d: Description) -> Iterator[str]:
    """Yield what is wrong with a description in the formats that have an XML Schema."""
    for prefix, content in formats(d).items():
        if prefix in SCHEMAS:
            for error in schema(prefix).iter_errors(etree.fromstring(content)):
                yield f"{d.id} {prefix} {error.path}: {error.reason}"


def listed(folder: Path, letters: list[Description]) -> list[Path]:
    """Write the letters' CMIF files; return them."""
    paths = []
    for number, d in enumerate(letters):
        written = formats(d).get("cmif")
        if written:
            paths.append(folder / f"{number}.xml")
            paths[-1].write_bytes(written)
    return paths


def judged(paths: list[Path]) -> list[str]:
    """Return what the schemas of CMIF find: by our engines, and by jing."""
    grammar = shared("schemas/cmif/cmi-customization.rng")
    orders = Orders((grammar, shared("schemas/cmif/cmif.sch")))
    report = validate(paths, ValidateOptions(orders))
    return [*(f"{d.location}: {d.message}" for d in report.diagnostics), *jing(grammar, *paths)]


@functools.cache
def corpora() -> list[Description]:
    """Return descriptions of the telegram and of all shared editions."""
    files = [ROOT / "tei/telegram.xml"]
    for name in CORPORA:
        files += sorted(shared(f"corpora/{name}").rglob("*.xml"))
    return [d for path in files for d in _described(path)]


def _described(path: Path) -> Iterator[Description]:
    try:
        made = record(path.read_bytes(), path.name)
    except LoadError:
        return
    yield describe(made, {}, ABOUT)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_valid(name: str) -> None:
    assert list(faults(described(SAMPLES[name]))) == []
    assert list(faults(described(SAMPLES[name], base_url="", publisher="", title="\x01"))) == []


def test_the_letters_among_the_samples_are_valid_cmif(tmp_path: Path) -> None:
    letters = [described(xml) for xml in SAMPLES.values()]
    paths = listed(tmp_path, letters)
    assert len(paths) == 6
    assert judged(paths) == []


def test_editions_are_valid_in_all_formats() -> None:
    found = corpora()
    assert len(found) > 300
    assert [fault for d in found for fault in faults(d)] == []


def test_their_letters_are_valid_cmif(tmp_path: Path) -> None:
    letters = [d for d in corpora() if d.is_letter]
    paths = listed(tmp_path, letters)
    assert len(paths) == len(letters) == 151
    assert judged(paths) == []


def test_every_format_is_an_element_of_its_namespace() -> None:
    assert set(formats(full())) == {"oai_dc", "mods", "datacite", "cmif"}
    assert not any(RECORD.encode() in content for content in formats(full()).values())
