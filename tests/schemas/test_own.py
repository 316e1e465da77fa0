"""The schemas that a document itself names, and those of them that are not at hand."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei_pipeline.diagnostics import Severity
from tei_pipeline.schemas.choice import Chosen, Known, Unreached
from tei_pipeline.schemas.find import Finder
from tei_pipeline.schemas.own import schemas_of
from tei_pipeline.schemas.places import CatalogFile
from tests.schemas.material import RNC, RNG, RNG_WITH_RULES, SCH, TEI, XSD, model, write

XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(
        tmp_path, a_rng=RNG, b_rng=RNG_WITH_RULES, c_rnc=RNC, d_xsd=XSD, e_sch=SCH, f_xml=SCH
    )


def found(folder: Path, text: str, *, in_folder: str = "") -> tuple[list[Chosen], list[Unreached]]:
    path = folder / in_folder / "letter.xml"
    return schemas_of(text.encode(), path, Finder())


def shown(chosen: list[Chosen]) -> list[str]:
    return [f"{c.path.name} {c.kind}{' inside' if c.embedded else ''}" for c in chosen]


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        (model("a.rng", "rng"), "a.rng relaxng"),
        (model("a.rng"), "a.rng relaxng"),
        (model("c.rnc", "rng", ' type="application/relax-ng-compact-syntax"'), "c.rnc relaxng"),
        (model("c.rnc"), "c.rnc relaxng"),
        (model("d.xsd", "xsd"), "d.xsd xsd"),
        (model("e.sch", "sch"), "e.sch schematron"),
        (model("f.xml", "sch"), "f.xml schematron"),
        (model("f.xml"), "f.xml schematron"),
        (model("b.rng", "sch"), "b.rng schematron inside"),
        (model("d.xsd", "sch"), "d.xsd schematron inside"),
        ('<?oxygen RNGSchema="c.rnc" type="compact"?>', "c.rnc relaxng"),
        ('<?oxygen SCHSchema="e.sch"?>', "e.sch schematron"),
    ],
)
def test_one_instruction(folder: Path, instruction: str, expected: str) -> None:
    chosen, unreached = found(folder, f"{instruction}<a/>")
    assert shown(chosen) == [expected]
    assert unreached == []


def test_a_schema_named_twice_judges_by_its_grammar_and_by_its_rules(folder: Path) -> None:
    chosen, _ = found(folder, model("b.rng", "sch") + model("b.rng", "rng") + "<a/>")
    assert shown(chosen) == ["b.rng relaxng", "b.rng schematron inside"]


def test_what_is_named_twice_alike_judges_once(folder: Path) -> None:
    twice = model("e.sch", "sch") + model("./e.sch", "sch") + model("e.sch", "sch", ' phase="x"')
    chosen, _ = found(folder, f"{twice}<a/>")
    assert [c.phase for c in chosen] == [None, "x"]


def test_addresses_are_relative_to_the_document_and_decoded(folder: Path) -> None:
    (folder / "tei").mkdir()
    (folder / "with space.rng").write_text(RNG, encoding="utf-8")
    for href in ("../a.rng", "../with%20space.rng", "../with space.rng", "../a.rng#part"):
        chosen, unreached = found(folder, f"{model(href, 'rng')}<a/>", in_folder="tei")
        assert len(chosen) == 1, unreached
    chosen, _ = found(folder, f"{model((folder / 'a.rng').as_uri(), 'rng')}<a/>", in_folder="x")
    assert shown(chosen) == ["a.rng relaxng"]


def test_what_the_root_says_comes_with_the_instructions(folder: Path) -> None:
    text = f'{model("e.sch", "sch")}<a xmlns="urn:a" {XSI} xsi:schemaLocation="urn:a d.xsd"/>'
    chosen, _ = found(folder, text)
    assert shown(chosen) == ["d.xsd xsd", "e.sch schematron"]
    assert [c.by for c in chosen] == ["xsi:schemaLocation", "xml-model"]


def test_an_xml_base_on_the_root_moves_nothing(folder: Path) -> None:
    text = f'<a xml:base="https://e.org/" {XSI} xsi:noNamespaceSchemaLocation="d.xsd"/>'
    chosen, _ = found(folder, text)
    assert shown(chosen) == ["d.xsd xsd"]


def test_the_schema_of_the_root_judges_with_those_of_other_namespaces_beside(folder: Path) -> None:
    write(folder, g_xsd=XSD)
    text = f'<a xmlns="urn:a" {XSI} xsi:schemaLocation="urn:g g.xsd urn:a d.xsd"/>'
    (chosen,), _ = found(folder, text)
    assert chosen.path == folder / "d.xsd"
    assert chosen.beside == (("urn:g", folder / "g.xsd"),)


def test_no_other_schema_stands_in_for_that_of_the_root(folder: Path) -> None:
    text = f'<a xmlns="urn:a" {XSI} xsi:schemaLocation="urn:g d.xsd urn:a none.xsd"/>'
    chosen, unreached = found(folder, text)
    assert chosen == []
    assert [u.address for u in unreached] == ["none.xsd"]


@pytest.mark.parametrize(
    ("instruction", "code", "message", "mend"),
    [
        (model("https://e.org/a.rng"), "TPS902", "is not at hand: nothing is fetched",
         "tei-pipeline schema add https://e.org/a.rng"),
        (model("https://e.org/a?x=1&amp;y=2"), "TPS902", "is not at hand",
         "tei-pipeline schema add 'https://e.org/a?x=1&y=2'"),
        (model("file:/x/y.rng"), "TPS902", "leads to no file: /x/y.rng",
         "tei-pipeline schema add FILE --as file:/x/y.rng"),
        (model("urn:x:y"), "TPS902", "is not at hand", "schema add FILE --as urn:x:y"),
        (model("aa.rng"), "TPS902", "leads to no file", "did you mean a.rng?"),
        (model("../zzz.rng"), "TPS902", "leads to no file", "check the address"),
        (model("none/zzz.rng"), "TPS902", "leads to no file", "check the address"),
        (model("%00-zzz.rng"), "TPS902", "leads to no file", "check the address"),
        (model("x" * 5000), "TPS902", "leads to no file", "check the address"),
        (model("http://[bad"), "TPS902", "is no address", "https://…"),
        (model("."), "TPS902", "leads to no file", "check the address"),
        (model("letter.txt"), "TPS902", "is no schema that is read: it is not XML", ".rng"),
        (model("page.html"), "TPS902", "it is a web page", ".rng"),
        (model("letter.odd"), "TPS903", "it is TEI ODD", ".rng"),
        (model("letter.dtd"), "TPS903", "it is a DTD, which is not read", ".rng"),
        (model("%1B[31m.rng"), "TPS902", "/%1B[31m.rng", "check the address"),
        (model("a.rng", "xsd"), "TPS902", "is RELAX NG, but is said to be XSD", None),
        (model("c.rnc", "sch"), "TPS903", "rules inside it are not read", ".rng"),
        (model("letter.txt", "", ' type="application/relax-ng-compact-syntax"'), "TPS902",
         "only if its name ends with .rnc", "rename it to letter.rnc"),
        ("<?xml-model?>", "TPS902", "xml-model names no schema: it has no href", "<?xml-model"),
    ],
)  # fmt: skip
def test_what_does_not_judge_is_said(
    folder: Path, instruction: str, code: str, message: str, mend: str | None
) -> None:
    write(folder, letter_txt="Dear Sir", page_html="<!DOCTYPE html><html/>")
    write(folder, letter_odd=f'<TEI xmlns="{TEI}"/>', letter_dtd="<!ELEMENT a EMPTY>")
    chosen, (unreached,) = found(folder, f"<?x?>\n {instruction}<a/>")
    assert chosen == []
    assert unreached.code == code
    assert message in unreached.message
    assert "\x1b" not in unreached.message
    assert (mend or "") in (unreached.mend or "")
    diagnostic = unreached.diagnostic()
    place = diagnostic.location
    assert (place.file, place.line, place.column) == (folder / "letter.xml", 2, 2)
    severity = Severity.WARNING if code == "TPS903" else Severity.ERROR
    assert diagnostic.severity is severity


def test_what_is_named_twice_and_not_at_hand_is_said_once(folder: Path) -> None:
    twice = model("none.rng", "rng") + "\n" + model("none.rng", "sch")
    _, unreached = found(folder, f"{twice}{model('other.rng')}<a/>")
    assert [(one.address, one.location.line) for one in unreached] == [
        ("none.rng", 1),
        ("other.rng", 2),
    ]


def test_a_kind_that_is_not_read_is_a_warning(folder: Path) -> None:
    nvdl = "http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0"
    text = f'<?xml-model href="a.nvdl" schematypens="{nvdl}"?>{model("a.rng")}<a/>'
    chosen, (unreached,) = found(folder, text)
    assert shown(chosen) == ["a.rng relaxng"]
    assert (unreached.code, unreached.severity) == ("TPS903", Severity.WARNING)
    assert "“a.nvdl” does not judge: NVDL is not read" in unreached.message


def test_what_a_file_holds_counts_more_than_its_ending(folder: Path) -> None:
    write(folder, odd_xsd=RNG)
    chosen, _ = found(folder, f"{model('odd.xsd', 'rng')}<a/>")
    assert shown(chosen) == ["odd.xsd relaxng"]


def test_a_broken_catalog_is_said_at_its_own_place(folder: Path) -> None:
    catalog = write(folder, catalog_xml="<catalog>") / "catalog.xml"
    finder = Finder(catalogs=[CatalogFile(catalog)])
    path = folder / "letter.xml"
    _, (unreached,) = schemas_of(f"{model('urn:x')}<a/>".encode(), path, finder)
    assert (unreached.code, unreached.location.file) == ("TPS901", catalog)
    assert unreached.location.line == 1


@given(st.text(st.sampled_from("<?xml-model href=\"'a.rng&#;% oxygenSCHTEI/>!DOCTYPE[]:\n\t")))
@settings(max_examples=300)
def test_any_prolog_is_read_without_an_error(text: str) -> None:
    for before in ("", "<?xml-model ", "<?xml-model href='", "<?oxygen RNGSchema='"):
        source = f"{before}{text}'?><a/>".encode()
        _, unreached = schemas_of(source, Path("/none/letter.xml"), Finder())
        for one in unreached:
            assert one.message
            assert one.location.line


def test_the_place_of_an_attribute_is_said(folder: Path) -> None:
    text = f'<a {XSI}\n   xsi:noNamespaceSchemaLocation="none.xsd"/>'
    _, (unreached,) = found(folder, text)
    assert (unreached.location.line, unreached.location.column) == (2, 4)


def test_a_dtd_is_mentioned_where_nothing_else_is_named(folder: Path) -> None:
    doctype = '<!DOCTYPE a SYSTEM "a.dtd">'
    _, (unreached,) = found(folder, f"{doctype}<a/>")
    assert (unreached.code, unreached.severity) == ("TPS903", Severity.INFO)
    assert found(folder, f"{model('a.rng')}{doctype}<a/>")[1] == []
    assert found(folder, "<!DOCTYPE a [<!ENTITY x 'y'>]><a/>") == ([], [])


def test_a_file_that_is_no_schema_is_not_shown(folder: Path) -> None:
    """A document may not make a report show the lines of any file."""
    write(folder, secret_txt="the password is 1234")
    _, (unreached,) = found(folder, f"{model('secret.txt', 'rng')}<a/>")
    assert unreached.location.file == folder / "letter.xml"
    assert "1234" not in unreached.message


def test_documents_that_say_the_same_are_looked_up_once(folder: Path) -> None:
    known = Known()
    for n in range(3):
        text = "\n" * n + model("none.rng") + model("a.rng") + "<a/>"
        path = folder / f"{n}.xml"
        _, (unreached,) = schemas_of(text.encode(), path, Finder(), known)
        assert unreached.location.line == n + 1
        assert unreached.location.file == folder / f"{n}.xml"
    assert len(known.statements) == 2
    assert not known.documents
    source = (model("a.rng") + "<a/>").encode()
    first, _ = schemas_of(source, folder / "x.xml", Finder(), known)
    assert schemas_of(source, folder / "y.xml", Finder(), known)[0] is first
