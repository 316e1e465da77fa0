"""Mutants of valid documents get the verdict that jing gives them: every one."""

from collections import Counter
from pathlib import Path

import pytest

from tests.oracles import program
from tests.relaxng.material import Source, vocabulary
from tests.relaxng.mutants import KINDS, Mutant, mutants
from tests.relaxng.mutants_small import small_sources
from tests.relaxng.quality import by_jing, written
from tests.relaxng.quality_material import Found, real
from tests.relaxng.quality_ours import Ours
from tests.relaxng.tags import Tags

ENOUGH = 2_000
OF_SMALL_ONES = 30


def made(found: list[Source], each: int) -> list[Mutant]:
    return [one for source in found for one in mutants(source, vocabulary(source.schema), each)]


def differing(every: list[Mutant], jings: Found, folder: Path) -> list[str]:
    """Return the mutants on whose verdict we and jing differ."""
    ours = Ours(folder / "cache").findings(every)
    return [
        f"{mutant.source.name} {mutant.kind}: {'jing' if of_jing else 'we'} alone"
        for mutant, of_jing, of_us in zip(every, jings, ours, strict=True)
        if bool(of_jing) != bool(of_us)
    ]


def test_mutants_of_our_own_documents_are_judged_as_jing_judges_them(tmp_path: Path) -> None:
    program("java")
    every = made(small_sources(tmp_path), OF_SMALL_ONES)
    assert len(every) > 500
    assert differing(every, by_jing(every, written(every, tmp_path)), tmp_path) == []


def test_mutants_of_real_documents_are_judged_as_jing_judges_them(tmp_path: Path) -> None:
    program("java")
    every, jings = real()
    assert len(every) >= ENOUGH
    assert differing(every, jings, tmp_path) == []


def test_a_mutant_is_the_same_in_every_run(tmp_path: Path) -> None:
    first, second = (made(small_sources(tmp_path), 3) for _ in range(2))
    assert [one.text for one in first] == [one.text for one in second]


def test_mutants_are_of_every_kind_and_different(tmp_path: Path) -> None:
    every = made(small_sources(tmp_path), 3)
    assert set(Counter(one.kind for one in every)) == set(KINDS)
    assert len({one.text for one in every}) == len(every)


@pytest.mark.parametrize("kind", KINDS)
def test_a_mutant_knows_its_cause(kind: str, tmp_path: Path) -> None:
    for mutant in made(small_sources(tmp_path), 10):
        if mutant.kind == kind:
            starts = {tag.start for tag in Tags(mutant.text).all}
            assert starts.issuperset(mutant.causes)
            assert all(0 <= first < last for first, last in mutant.places)
            if kind in ("attribute: typo", "value: junk", "text", "id: repeated"):
                first, last = mutant.places[-1]
                assert mutant.text[first:last].strip() == mutant.text[first:last]
                assert mutant.text[first:last] not in mutant.source.text or kind != "text"
