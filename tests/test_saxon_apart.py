"""Saxon in a process of its own: the same answers, and an end where there is none."""

import gc
import time
from pathlib import Path

import pytest

from tei_pipeline.errors import StylesheetError
from tei_pipeline.saxon import Message
from tei_pipeline.saxon_apart import SaxonApart, UnansweredError

HEAD = (
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema">'
)
ENDLESS = (
    "count(for $a in 1 to 2000000, $b in 1 to 2000000 return (1 to 3)[. = $a + $b + count(.)]) = 9"
)


def sheet(body: str) -> str:
    return f'{HEAD}<xsl:output method="text"/>{body}</xsl:stylesheet>'


NAME = sheet('<xsl:template match="/"><xsl:value-of select="name(*)"/></xsl:template>')


def test_it_transforms_as_saxon_does_with_parameters_and_messages() -> None:
    saxon = SaxonApart()
    made = saxon.compile_text(
        sheet(
            '<xsl:param name="s" as="xs:string"/><xsl:param name="b" as="xs:boolean"/>'
            '<xsl:param name="i" as="xs:integer"/><xsl:param name="m" as="map(*)"/>'
            '<xsl:template match="/"><xsl:message>TPB201|/a|said</xsl:message>'
            "<xsl:value-of select=\"$s, $b, $i, name($m('k')/*), base-uri()\"/></xsl:template>"
        ),
        "x",
    ).transform(
        saxon.parse("<a/>", "file:///a.xml"),
        {"s": "x", "b": True, "i": 2, "m": {"k": saxon.parse("<other/>")}},
    )
    assert made.text == "x true 2 other file:///a.xml"
    assert made.messages == (Message("TPB201", "/a", "said"),)


def test_errors_are_those_of_saxon() -> None:
    saxon = SaxonApart()
    with pytest.raises(StylesheetError, match="XPST0003"):
        saxon.compile_text(
            sheet('<xsl:template match="/"><xsl:value-of select="("/></xsl:template>'), "x"
        )
    with pytest.raises(StylesheetError, match="SXXP0003"):
        saxon.compile_text(NAME, "x").transform(saxon.parse("<a>"))
    assert saxon.compile_text(NAME, "x").transform(saxon.parse("<a/>")).text == "a"


def test_what_does_not_end_is_ended_and_the_next_request_is_answered() -> None:
    saxon = SaxonApart(2)
    name = saxon.compile_text(NAME, "x")
    endless = saxon.compile_text(
        sheet(f'<xsl:template match="/"><xsl:value-of select="{ENDLESS}"/></xsl:template>'), "x"
    )
    node = saxon.parse("<a/>")
    begun = time.monotonic()
    with pytest.raises(UnansweredError, match="no answer within 2 s") as raised:
        endless.transform(node)
    assert raised.value.timed_out
    assert time.monotonic() - begun < 30
    assert name.transform(node).text == "a"


def test_a_process_that_is_gone_is_said_and_another_one_started() -> None:
    saxon = SaxonApart()
    name = saxon.compile_text(NAME, "x")
    assert saxon._process is not None
    saxon._process.kill()
    with pytest.raises(UnansweredError, match="the processor broke") as raised:
        name.transform(saxon.parse("<a/>"))
    assert not raised.value.timed_out
    assert name.transform(saxon.parse("<b/>")).text == "b"


def test_files_are_compiled_also_after_the_first_text(tmp_path: Path) -> None:
    (tmp_path / "part.xsl").write_text(NAME, encoding="utf-8")
    main = tmp_path / "main.xsl"
    main.write_text(f'{HEAD}<xsl:import href="part.xsl"/></xsl:stylesheet>', encoding="utf-8")
    saxon = SaxonApart()
    text = saxon.compile_text(NAME, "x")
    node = saxon.parse("<a/>")
    assert text.transform(node).text == "a"
    assert saxon.compile_file(main) is saxon.compile_file(main)
    assert saxon.compile_file(main).transform(node).text == "a"
    assert text.transform(node).text == "a"


def test_trees_that_were_let_go_are_parsed_again() -> None:
    saxon = SaxonApart()
    name = saxon.compile_text(NAME, "x")
    nodes = [saxon.parse(f"<a{n}/>") for n in range(40)]
    assert [name.transform(node).text for node in nodes * 2] == [f"a{n}" for n in range(40)] * 2


def test_a_document_that_is_asked_for_again_is_one_tree() -> None:
    class Owner:
        """Stands for a document."""

    saxon, one, other = SaxonApart(), Owner(), Owner()
    first = saxon.parse_once(one, lambda: "<a/>", "file:///a.xml")
    assert saxon.parse_once(one, lambda: "<b/>", "file:///a.xml") is first
    assert saxon.parse_once(other, lambda: "<b/>", "file:///a.xml") is not first


def test_nothing_that_runs_can_read_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<secret/>", encoding="utf-8")
    saxon = SaxonApart()
    made = saxon.compile_text(
        sheet(
            f'<xsl:template match="/"><xsl:value-of select="doc(\'{secret.as_uri()}\')"/>'
            "</xsl:template>"
        ),
        "x",
    )
    with pytest.raises(StylesheetError, match="prohibited"):
        made.transform(saxon.parse("<a/>"))


def test_a_module_in_the_folder_of_the_run_stands_in_for_none_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "saxonche.py").write_text("raise SystemExit('not this')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    saxon = SaxonApart()
    assert saxon.compile_text(NAME, "x").transform(saxon.parse("<a/>")).text == "a"


def test_the_process_ends_with_whom_it_serves() -> None:
    saxon = SaxonApart()
    saxon.compile_text(NAME, "x")
    process = saxon._process
    assert process is not None
    del saxon
    gc.collect()
    assert process.poll() is not None


def test_secrets_of_the_environment_are_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", "secret")
    saxon = SaxonApart()
    body = "<xsl:value-of select=\"available-environment-variables() = 'TOKEN'\"/>"
    made = saxon.compile_text(sheet(f'<xsl:template match="/">{body}</xsl:template>'), "x")
    assert made.transform(saxon.parse("<a/>")).text == "false"
