"""The root of a document."""

from pathlib import Path

import pytest

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import load
from tei_pipeline.validators import Context
from tei_pipeline.validators.wellformed import WellformedValidator

TEI = "http://www.tei-c.org/ns/1.0"


def findings(folder: Path, xml: str, *, parts: bool = False) -> list[Diagnostic]:
    path = folder / "document.xml"
    path.write_text(xml, encoding="utf-8")
    context = Context(folder, {}, frozenset(), complete=False)
    return list(WellformedValidator(parts).check(load(path), context))


@pytest.mark.parametrize(
    "xml",
    [
        f'<TEI xmlns="{TEI}"/>',
        f'<t:TEI xmlns:t="{TEI}"/>',
        f'<teiCorpus xmlns="{TEI}"/>',
        f'<TEI xmlns="{TEI}"><math xmlns="http://www.w3.org/1998/Math/MathML"/></TEI>',
    ],
)
def test_tei_is_accepted(tmp_path: Path, xml: str) -> None:
    assert findings(tmp_path, xml) == []


@pytest.mark.parametrize(
    ("xml", "code", "suggestion"),
    [
        (f'<TEI.2 xmlns="{TEI}"/>', "TPW105", "write TEI"),
        (f'<tei xmlns="{TEI}"/>', "TPW105", "write TEI"),
        (f'<teicorpus xmlns="{TEI}"/>', "TPW105", "write teiCorpus"),
        (f'<div xmlns="{TEI}"/>', "TPW105", "put a TEI element around div"),
        ("<html/>", "TPW105", "--schema"),
        ("<TEI/>", "TPW106", f'write <TEI xmlns="{TEI}">'),
        ("<TEI.2/>", "TPW106", f'write <TEI xmlns="{TEI}">'),
        (f'<TEI xmlns="{TEI}/"/>', "TPW106", f'write <TEI xmlns="{TEI}">'),
        ('<teiCorpus xmlns="http://tei-c.org"/>', "TPW106", f'write <teiCorpus xmlns="{TEI}">'),
    ],
)
def test_another_root_is_a_finding(tmp_path: Path, xml: str, code: str, suggestion: str) -> None:
    (found,) = findings(tmp_path, f"<!-- first line -->\n{xml}")
    assert found.code == code
    assert suggestion in (found.suggestion or "")
    assert (found.location.line, found.location.column) == (2, 1)


def test_a_part_of_tei_may_be_a_root_where_parts_are_judged(tmp_path: Path) -> None:
    assert findings(tmp_path, f'<surface xmlns="{TEI}"/>', parts=True) == []
    assert [d.code for d in findings(tmp_path, "<surface/>", parts=True)] == ["TPW105"]
    assert [d.code for d in findings(tmp_path, f'<surface xmlns="{TEI}"/>')] == ["TPW105"]
