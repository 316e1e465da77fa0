"""Bad rules and hard documents: what does not end, what is deep, wide or huge."""

import time
from pathlib import Path

import pytest

from tei_pipeline.cache import Cache
from tei_pipeline.document import load
from tei_pipeline.errors import SchemaError
from tei_pipeline.saxon import Saxon
from tei_pipeline.saxon_apart import SaxonApart
from tei_pipeline.validators.schematron import SchematronValidator
from tests.schematron.making import NS, context, failing, judged, messages, rule, validator, written

ENDLESS = (
    "count(for $a in 1 to 2000000, $b in 1 to 2000000 return (1 to 3)[. = $a + $b + count(.)]) = 9"
)


def test_a_rule_that_does_not_end_is_named_and_the_others_run(tmp_path: Path) -> None:
    schema = (
        rule("a", failing("one"))
        + f'\n<pattern><rule context="b"><assert test="{ENDLESS}"/></rule>\n'
        + f'<rule context="*">{failing("two")}</rule></pattern>'
    )
    written(tmp_path, {"a.sch": schema, "a.xml": "<a><b/><c/></a>", "b.xml": "<a><b/></a>"})
    made = validator(tmp_path, saxon=SaxonApart(2))
    found = list(made.check(load(tmp_path / "a.xml"), context(tmp_path)))
    assert [one.code for one in found] == ["TPS201", "TPS201", "TPS201", "TPS203"]
    assert messages(found[:3]) == ["one", "two", "two"]
    assert found[3].message == "the rule for b in line 3 of a.sch did not end: no answer within 1 s"
    begun = time.monotonic()
    later = list(made.check(load(tmp_path / "b.xml"), context(tmp_path)))
    assert time.monotonic() - begun < 2  # it is not run again
    assert [one.code for one in later] == ["TPS201", "TPS201", "TPS203"]


def test_a_variable_that_does_not_end_breaks_what_uses_it(tmp_path: Path) -> None:
    schema = f'<let name="v" value="{ENDLESS}"/>' + rule("a", '<report test="$v"/>')
    files = {"a.sch": schema + rule("a", failing("runs")), "a.xml": "<a/>"}
    found = judged(tmp_path, files, saxon=SaxonApart(2))
    assert [one.code for one in found] == ["TPS201", "TPS203"]


def test_a_function_without_end_is_named_and_the_others_run(tmp_path: Path) -> None:
    schema = (
        '<ns prefix="f" uri="urn:f"/><xsl:function name="f:f" xmlns:f="urn:f">'
        '<xsl:param name="n"/><xsl:sequence select="1 + f:f($n + 1)"/></xsl:function>'
        + rule("a", '<report test="f:f(count(*)) = 2"/>')
        + rule("a", failing("runs"))
    )
    files = {"a.sch": schema, "a.xml": "<a/>"}
    found = judged(tmp_path, files, saxon=SaxonApart(60))
    assert [one.code for one in found] == ["TPS201", "TPS202"]
    assert "infinite recursion" in found[1].message


def test_a_schema_that_takes_too_long_to_compile_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="no answer within"):
        judged(
            tmp_path, {"a.sch": rule("a", failing("x")), "a.xml": "<a/>"}, saxon=SaxonApart(0.001)
        )


def test_as_many_levels_as_are_loaded(tmp_path: Path) -> None:
    deep = "<a>" * 250 + "<b n='1'>t</b>" + "</a>" * 250
    schema = (
        rule("b", failing("b")) + rule("@n", failing("n")) + rule("(b | c)/text()", failing("t"))
    )
    found = judged(tmp_path, {"a.sch": schema, "a.xml": deep})
    assert messages(found) == ["b", "n", "t"]
    assert [one.location.column for one in found] == [751, 754, 760]


def test_a_hundred_thousand_nodes(tmp_path: Path) -> None:
    wide = "<a>" + "<b n='1'/>" * 100_000 + "<b/></a>"
    schema = rule("b", '<assert test="@n">no n</assert>')
    begun = time.process_time()
    found = judged(tmp_path, {"a.sch": schema, "a.xml": wide})
    assert [one.location.column for one in found] == [4 + 1_000_000]
    assert time.process_time() - begun < 20


def test_a_huge_message_is_one_finding(tmp_path: Path) -> None:
    document = f"<a>{'word ' * 300_000}</a>"
    schema = rule("a", '<report test="true()"><value-of select="."/></report>')
    (found,) = judged(tmp_path, {"a.sch": schema, "a.xml": document})
    assert len(found.message) < 2_000
    assert "…" in found.message


def test_a_huge_reason_is_cut(tmp_path: Path) -> None:
    schema = rule("a", '<report test="xs:date(string(.)) = @n">x</report>')
    document = f"<a n='1'>{'word ' * 300_000}</a>"
    (found,) = judged(tmp_path, {"a.sch": schema, "a.xml": document})
    assert found.code == "TPS202"
    assert len(found.message) < 2_000


def test_a_stylesheet_that_was_damaged_in_the_cache_is_made_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    written(tmp_path, {"a.sch": rule("a", failing("x")), "a.xml": "<a/>"})

    def said() -> list[str]:
        made = SchematronValidator(Saxon(), tmp_path / "a.sch", cache=cache)
        return messages(list(made.check(load(tmp_path / "a.xml"), context(tmp_path))))

    assert said() == ["x"]
    (kept,) = (path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    content = kept.read_bytes()
    for damaged in (content[:-20], content.replace(b"xsl:", b"xxx:"), b"", b"\xff" * 9):
        kept.write_bytes(damaged)
        assert said() == ["x"]
    assert kept.read_bytes() == content


def test_a_schema_with_a_doctype_and_another_encoding(tmp_path: Path) -> None:
    schema = (
        '<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE schema [<!ENTITY who "Bäcker">]>'
        f"<schema {NS}>{rule('a', failing('&who;'))}</schema>"
    )
    (tmp_path / "a.sch").write_bytes(schema.encode("iso-8859-1"))
    assert messages(judged(tmp_path, {"a.xml": "<a/>"})) == ["Bäcker"]


def test_bytes_that_are_not_what_the_schema_declares(tmp_path: Path) -> None:
    (tmp_path / "a.sch").write_bytes(f"<schema {NS}><title>\xe4</title></schema>".encode("latin-1"))
    with pytest.raises(SchemaError, match="is not utf-8"):
        judged(tmp_path, {"a.xml": "<a/>"})


def test_an_external_entity_of_a_schema_reads_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    uri = (tmp_path / "secret.txt").as_uri()
    schema = (
        f'<?xml version="1.0"?><!DOCTYPE schema [<!ENTITY f SYSTEM "{uri}">]>'
        f"<schema {NS}>{rule('a', failing('x&f;'))}</schema>"
    )
    with pytest.raises(SchemaError, match="entity &f; is not defined"):
        judged(tmp_path, {"a.sch": schema, "a.xml": "<a/>"})


def test_many_includes_in_one_another_are_refused(tmp_path: Path) -> None:
    files = {
        f"{n}.sch": f'<schema {NS}>\n<extends href="{n + 1}.sch"/></schema>' for n in range(80)
    }
    (found,) = judged(tmp_path, {**files, "a.xml": "<a/>"}, schema="0.sch")
    assert "includes itself" in found.message


def test_rules_that_extend_one_another_are_refused(tmp_path: Path) -> None:
    files = {"a.sch": '<pattern>\n<include href="b.xml"/></pattern>', "a.xml": "<a/>"}
    files["b.xml"] = f'<rule {NS} context="a">\n<extends href="b.xml"/></rule>'
    (found,) = judged(tmp_path, files)
    assert "includes itself" in found.message
    assert (found.location.file, found.location.line) == (tmp_path / "b.xml", 2)


def test_a_schema_that_judges_many_documents_is_given_each(tmp_path: Path) -> None:
    schema = rule("a", '<report test="@n"><value-of select="@n"/></report>')
    written(tmp_path, {"a.sch": schema} | {f"{n}.xml": f'<a n="{n}"/>' for n in range(40)})
    made = validator(tmp_path, saxon=SaxonApart())
    documents = [load(tmp_path / f"{n}.xml") for n in range(40)]
    found = [messages(list(made.check(one, context(tmp_path)))) for one in documents]
    assert found == [[str(n)] for n in range(40)]


def test_rules_see_nothing_of_the_environment(tmp_path: Path) -> None:
    show = "available-environment-variables() ! concat(., environment-variable(.))"
    schema = rule("a", f'<report test="true()">none<value-of select="{show}"/></report>')
    found = judged(tmp_path, {"a.sch": schema, "a.xml": "<a/>"}, saxon=SaxonApart())
    assert messages(found) == ["none"]
