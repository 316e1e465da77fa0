"""Assertions without end are given up, and many faults take no more than their share of time."""

import signal
import time
from pathlib import Path

import pytest

from tei_pipeline.document import load
from tei_pipeline.errors import SchemaError
from tei_pipeline.validators import Context
from tei_pipeline.validators.xsd import XsdValidator
from tests.validators.xsd.schemas import judged, written, xsd


def test_an_assertion_without_end_is_given_up(tmp_path: Path) -> None:
    test = "count(for $i in 1 to 100000, $j in 1 to 100000 return $i) = 3"
    first = written(
        tmp_path,
        own=xsd(f'<xs:element name="a"><xs:complexType><xs:assert test="{test}"/>'
                "</xs:complexType></xs:element>"),
    )  # fmt: skip
    before = signal.getsignal(signal.SIGALRM)
    (found,) = judged(XsdValidator(first, limit=lambda: 0.5), tmp_path, "<a/>")
    assert found.code == "TPS109"
    assert found.message == (
        f"the assertion {test} of own.xsd did not come to an end: the document is not judged by it"
    )
    assert found.location.line == 1
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@pytest.mark.parametrize("wrong", ["<bb/>", "<bb/><b/>", "<known/>", "<known/><b/>"])
def test_many_wrong_siblings_take_no_time_of_their_square(tmp_path: Path, wrong: str) -> None:
    model = '<xs:sequence><xs:element name="b" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>'
    content = f'<xs:element name="a"><xs:complexType>{model}</xs:complexType></xs:element>'
    first = written(tmp_path, own=xsd(f'{content}<xs:element name="known"/>'))
    path = tmp_path / "a.xml"
    path.write_text(f"<a>{wrong * 8_000}</a>", encoding="utf-8")
    context = Context(tmp_path, {}, frozenset(), complete=True, paths=False)
    start = time.process_time()
    found = list(XsdValidator(first).check(load(path), context))
    assert len(found) in (1, 8_000)
    assert time.process_time() - start < 15


def test_a_model_that_is_not_clear_is_told_in_words_and_with_its_line(tmp_path: Path) -> None:
    model = (
        '<xs:sequence>\n<xs:element name="q" minOccurs="0"/><xs:element name="q"/></xs:sequence>'
    )
    content = f'{model}<xs:assert test="true()"/>'
    first = written(
        tmp_path,
        own=xsd(
            f'<xs:element name="a"><xs:complexType>\n{content}\n</xs:complexType></xs:element>'
        ),
    )
    with pytest.raises(SchemaError) as raised:
        judged(XsdValidator(first), tmp_path, "<a/>")
    assert "an element may belong to “q” or to “q”" in raised.value.message
    assert (raised.value.path, raised.value.line) == (first, 3)


def test_names_of_the_engines_own_are_not_told(tmp_path: Path) -> None:
    kind = "<xs:alternative type='xs:anyType'/>"
    key = '<xs:key name="k"><xs:selector xpath="q"/><xs:field xpath="//b["/></xs:key>'
    first = written(tmp_path, own=xsd(f'<xs:element name="a">{kind}{key}</xs:element>'))
    with pytest.raises(SchemaError, match="invalid XPath expression for xs:field"):
        judged(XsdValidator(first), tmp_path, "<a/>")
