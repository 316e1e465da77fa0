"""The fonts beside the book's template: small ones, for scripts that Typst's own fonts lack."""

from pathlib import Path

import pytest
import typst

from tei_pipeline.resources import resource

FONTS = resource("xslt", "print/fonts")


@pytest.mark.parametrize("words", ["ܒܗܢܐ ܙܒܢܐ", "ꝑ", "שָׁלוֹם", "سلام", "ⲁⲃⲅ", "ἡ βουλὴ", "❦"])
def test_they_have_what_editions_write(tmp_path: Path, words: str) -> None:
    text = f'#set document(title: "t")\n#set text(font: "Libertinus Serif")\n#title()\n{words}'
    (tmp_path / "t.typ").write_text(text, encoding="utf-8")
    typst.compile_with_warnings(
        tmp_path / "t.typ",
        root=tmp_path,
        format="pdf",
        pdf_standards=["ua-1", "a-3a"],
        ignore_system_fonts=True,
        font_paths=[FONTS],
    )


def test_they_are_small_and_have_their_licences() -> None:
    fonts = list(FONTS.glob("*.ttf"))
    assert sum(font.stat().st_size for font in fonts) < 300_000
    for name in ("eb-garamond", "noto-sans-syriac"):
        assert "OPEN FONT LICENSE" in (FONTS / f"{name}-OFL.txt").read_text(encoding="utf-8")
