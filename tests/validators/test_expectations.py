"""Names in words: grouped, cut, and the nearest of them."""

import pytest

from tei_pipeline.validators.expectations import alternatives, cut, grouped, listed, nearest

MANY = [f"n{number}" for number in range(20)]


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ("persname", "persName"),
        ("PERSNAME", "persName"),
        ("presName", "persName"),
        ("placName", "placeName"),
        ("xyzzy", None),
        ("date", None),
    ],
)
def test_the_nearest_name(wrong: str, found: str | None) -> None:
    assert nearest(wrong, ["placeName", "persName", "date"]) == found


def test_case_comes_before_likeness() -> None:
    assert nearest("titlestmt", ["titlePart", "title", "titleStmt"]) == "titleStmt"


def test_few_names_are_listed_and_many_counted() -> None:
    assert listed(["a", "b"]) == "a, b"
    assert listed(MANY) == "n0, n1, n2, n3, n4, n5, n6, n7 · 12 more"


def test_alternatives() -> None:
    assert [alternatives(MANY[:n]) for n in range(4)] == ["", "n0", "n0 or n1", "n0, n1 or n2"]


def test_few_names_need_no_groups() -> None:
    assert grouped(["a", "b"], [("letters", ["a", "b"])]) == "a, b"


def test_many_names_stand_in_groups() -> None:
    groups = [("first", MANY[:9]), ("second", MANY[9:11]), ("third", MANY[11:])]
    assert grouped(MANY, groups) == (
        "first (n0, n1, n2, …) · second (n9, n10) · third (n11, n12, n13, …)"
    )


def test_names_of_no_group_come_first() -> None:
    assert grouped(MANY, [("most", MANY[2:])]) == "n0, n1 · most (n2, n3, n4, …)"


def test_a_group_with_a_name_that_is_not_allowed_is_no_heading() -> None:
    assert grouped(MANY, [("other", [*MANY[:3], "no"])]) == listed(MANY)


def test_the_rest_is_counted() -> None:
    groups = [(f"group {n}", MANY[n * 2 : n * 2 + 2]) for n in range(6)]
    assert grouped(MANY, groups).endswith("group 3 (n6, n7) · 12 more")


def test_a_long_text_is_cut_at_a_word() -> None:
    assert cut("two\n  words") == "two words"
    assert cut("word " * 20) == "word word word word word word word word …"
