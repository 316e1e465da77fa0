"""Codes of languages."""

import pytest

from tei_pipeline.document.languages import language_tag


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("eng", "en"),
        ("GER", "de"),
        ("grc-Latn", "grc-Latn"),
        ("fre-CA", "fr-CA"),
        ("und", ""),
        ("", ""),
        (None, ""),
        ("English", ""),
        ("x-klingon", ""),
    ],
)
def test_codes_are_told_as_bcp_47_has_them(written: str | None, tag: str) -> None:
    assert language_tag(written) == tag
