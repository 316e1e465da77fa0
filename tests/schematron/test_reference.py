"""The same failures at the same nodes as a transpiler of another house, over real documents."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document, load
from tei_pipeline.saxon import Saxon
from tei_pipeline.validators.schematron import SchematronValidator
from tests.oracles import shared
from tests.schematron.making import context
from tests.schematron.skeleton import Failures, Skeleton

LETTERS = "corpora/letters/meta/schnitzler-briefe-schematron.sch"
ORACLES = [f"tei/oracle/tei_{name}.isosch" for name in
           ("all", "bare", "drama", "lite", "minimal", "simplePrint")]  # fmt: skip
_RULE = re.compile(r" \((?:the )?rule [^()]*\)$")


def ours(found: list[Diagnostic]) -> Failures:
    return Counter(
        (
            (one.location.path or "").partition("/@")[0],
            " ".join(_RULE.sub("", one.message).split()),
        )
        for one in found
    )


def mutants(path: Path, folder: Path, seed: int) -> Iterator[Document]:
    """Yield a document with attributes and elements taken away and texts changed by chance."""
    chance = random.Random(seed)
    tree = etree.parse(path)
    elements = [e for e in tree.iter(etree.Element) if e.getparent() is not None]
    for element in chance.sample(elements, min(40, len(elements))):
        for name in list(element.attrib):
            if chance.random() < 0.5:
                del element.attrib[name]
            elif chance.random() < 0.5:
                element.set(name, f" {element.get(name)}~ ")
        if element.text and chance.random() < 0.3:
            element.text = f" {element.text}%"
        parent = element.getparent()
        if parent is not None and chance.random() < 0.1:
            parent.remove(element)
    target = folder / f"{seed}-{path.name}"
    tree.write(target, encoding="utf-8", xml_declaration=True)
    yield load(target)


def compared(schema: Path, documents: list[Document]) -> int:
    """Return how many failures there are, after both were found to report the same."""
    skeleton, validator = Skeleton(schema), SchematronValidator(Saxon(), schema)
    count = 0
    for document in documents:
        expected = skeleton.failures(document)
        found = list(validator.check(document, context(document.path.parent)))
        if expected is None:  # where another engine gives up we name the rule
            assert "TPS202" in {one.code for one in found}
            continue
        assert ours(found) == expected, document.path.name
        count += len(found)
    return count


def corpus(*patterns: str) -> list[Path]:
    return sorted(path for one in patterns for path in shared("corpora").glob(one))


def test_the_letters_by_their_schematron(tmp_path: Path) -> None:
    letters = corpus("letters/editions/*.xml")
    documents = [load(path) for path in letters]
    documents += [m for n, path in enumerate(letters[::5]) for m in mutants(path, tmp_path, n)]
    assert compared(shared(LETTERS), documents) > 300


@pytest.mark.parametrize("schema", ORACLES)
def test_the_corpora_by_the_rules_of_tei(schema: str, tmp_path: Path) -> None:
    paths = corpus("letters/editions/*.xml")[::10] + corpus("tei-tests/*.xml", "critical/*.xml")
    documents = [load(path) for path in paths]
    documents += [m for n, path in enumerate(paths[::4]) for m in mutants(path, tmp_path, n)]
    compared(shared(schema), documents)


@pytest.mark.parametrize("name", ["bare", "drama", "lite", "minimal", "simplePrint"])
def test_rules_inside_a_grammar_are_those_that_were_taken_out_of_it(
    name: str, tmp_path: Path
) -> None:
    paths = corpus("letters/editions/*.xml")[::15] + corpus("tei-tests/*.xml")
    documents = [m for n, path in enumerate(paths) for m in mutants(path, tmp_path, n)]
    inside, taken = (
        SchematronValidator(Saxon(), shared(f"tei/oracle/tei_{name}.{ending}"))
        for ending in ("rng", "isosch")
    )
    for document in documents:
        found = list(inside.check(document, context(tmp_path)))
        assert ours(found) == ours(list(taken.check(document, context(tmp_path))))
