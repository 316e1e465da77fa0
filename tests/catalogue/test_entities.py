"""Which entries are one: those that agree, and no others."""

import pytest

from tei_pipeline.catalogue.entities import Entity, Variant, merged


def variant(number: int, id: str = "p1", name: str = "Ada", *idnos: str) -> Variant:
    return Variant(number, "person", id, name, frozenset(idnos))


def numbers(entities: list[Entity]) -> list[tuple[str, tuple[int, ...]]]:
    return [(entity.anchor, entity.variants) for entity in entities]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (variant(2, "p1", "Ada"), [("p1", (1, 2))]),
        (variant(2, "p1", "Ada King", "Q7259"), [("p1", (1, 2))]),
        (variant(2, "p1", "Charles"), [("p1", (1,)), ("p1~2", (2,))]),
        (variant(2, "p2", "Ada", "Q7259"), [("p1", (1,)), ("p2", (2,))]),
        (variant(2, "P1", "Ada", "Q7259"), [("p1", (1,)), ("P1~2", (2,))]),
    ],
)
def test_entries_with_one_id_are_one_if_they_agree(
    second: Variant, expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert numbers(merged([variant(1, "p1", "Ada", "Q7259"), second])) == expected


def test_an_entry_that_agrees_with_two_joins_them() -> None:
    found = merged(
        [variant(1, "p", "A", "x"), variant(2, "p", "B", "y"), variant(3, "p", "A", "y")]
    )
    assert numbers(found) == [("p", (1, 2, 3))]


def test_entries_of_different_kinds_are_different() -> None:
    place = Variant(2, "place", "p1", "Ada", frozenset())
    found = merged([variant(1), place])
    assert [entity.address for entity in found] == [
        "registers/persons/p1.html",
        "registers/places/p1.html",
    ]


def test_an_id_that_cannot_name_a_file_gets_another_name() -> None:
    (found,) = merged([variant(1, "é")])
    assert found.address == "registers/persons/~c3a9.html"


def test_the_name_is_that_of_the_first_entry() -> None:
    (found,) = merged([variant(1, "p", "Ada", "x"), variant(2, "p", "Countess of Lovelace", "x")])
    assert found.name == "Ada"
