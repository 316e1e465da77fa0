"""The places of texts, comments and instructions in documents that include others."""

from pathlib import Path

import pytest

from tests.schematron.making import failing, judged, lines, rule

XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
PART = (
    f'<?xml version="1.0"?>\n<!-- no -->\n<p>IN\n <!-- c --><xi:include {XI} href="q.xml"/>'
    '<r xml:id="r">R<!-- d --></r><?z z?>END</p>'
)
NESTED = "<q>\n\n<!-- e -->Q</q>"


def places(folder: Path, context: str, document: str) -> list[tuple[str, int | None, int | None]]:
    files = {"a.sch": rule(context, failing("x")), "a.xml": document}
    return lines(judged(folder, files | {"p.xml": PART, "q.xml": NESTED, "t.txt": "t"}))


BODY = 'A\n <!-- b --><xi:include href="p.xml"/><!-- f -->G\n'
DOCUMENT = f'<!-- a -->\n<a {XI} n="">{BODY}</a>\n<?y y?>'


def place(mark: str) -> tuple[str, int, int]:
    """Return where a mark stands in the one file that has it."""
    for name, text in (("a.xml", DOCUMENT), ("p.xml", PART), ("q.xml", NESTED)):
        before, found, _ = text.partition(mark)
        if found:
            return name, before.count("\n") + 1, len(before) - before.rfind("\n")
    raise AssertionError(mark)


@pytest.mark.parametrize(
    ("context", "marks"),
    [
        ("comment()", ["<!-- a", "<!-- b", "<!-- c", "<!-- e", "<!-- d", "<!-- f"]),
        ("processing-instruction()", ["<?z", "<?y"]),
        ("text()[normalize-space()]", ["A", "IN", "Q", "R", "END", "G"]),
    ],
)
def test_nodes_stand_where_they_were_written(
    tmp_path: Path, context: str, marks: list[str]
) -> None:
    assert places(tmp_path, context, DOCUMENT) == [place(mark) for mark in marks]


def test_a_file_that_is_included_twice_and_a_part_of_the_document_itself(tmp_path: Path) -> None:
    document = (
        f'<a {XI}><xi:include href="q.xml"/><xi:include href="q.xml"/>'
        '\n<b xml:id="b"><!-- b --></b><xi:include xpointer="b"/></a>'
    )
    assert places(tmp_path, "comment()", document) == [
        ("q.xml", 3, 1), ("q.xml", 3, 1), ("a.xml", 2, 15), ("a.xml", 2, 15)
    ]  # fmt: skip


def test_texts_that_have_become_one_stand_at_their_element(tmp_path: Path) -> None:
    document = f'<a {XI}>\n<b>x<xi:include href="t.txt" parse="text"/>y</b></a>'
    assert places(tmp_path, "b/text()", document) == [("a.xml", 2, 1)]
