"""Pictures of the project are copied; what may not be shown is said and not copied."""

from pathlib import Path

import pytest

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions, Built

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="d"><text><body><p>See
<figure><graphic url="{}"/></figure></p></body></text></TEI>"""
PIXEL = bytes.fromhex("89504e470d0a1a0a")


def built(folder: Path, url: str) -> Built:
    (folder / "e/tei").mkdir(parents=True, exist_ok=True)
    (folder / "e/tei-pipeline.toml").write_text("[edition]\n", encoding="utf-8")
    (folder / "e/tei/d.xml").write_text(TEI.format(url), encoding="utf-8")
    return build([], BuildOptions(targets=("site",)), folder=folder / "e")


def test_a_picture_is_copied_to_where_the_page_looks_for_it(tmp_path: Path) -> None:
    (tmp_path / "e/facs").mkdir(parents=True)
    (tmp_path / "e/facs/1.png").write_bytes(PIXEL)
    assert built(tmp_path, "../facs/1.png").report.diagnostics == ()
    html = tmp_path / "e/build/html"
    assert 'src="files/facs/1.png"' in (html / "d.html").read_text(encoding="utf-8")
    assert (html / "files/facs/1.png").read_bytes() == PIXEL
    (tmp_path / "e/facs/1.png").write_bytes(PIXEL * 2)
    assert built(tmp_path, "../facs/1.png").written == 1
    assert (html / "files/facs/1.png").read_bytes() == PIXEL * 2


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("none.png", "is not there"),
        ("../../outside.png", "lies outside the project"),
        ("linked.png", "lies outside the project"),
        ("script.svg", "is a drawing that runs a script"),
        ("event.svg", "is a drawing that runs a script"),
    ],
)
def test_a_picture_that_may_not_be_shown_is_said(tmp_path: Path, url: str, why: str) -> None:
    (tmp_path / "e/tei").mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(PIXEL)
    (tmp_path / "e/tei/linked.png").symlink_to(tmp_path / "outside.png")
    (tmp_path / "e/tei/script.svg").write_text("<svg><script>alert(1)</script></svg>")
    (tmp_path / "e/tei/event.svg").write_text("<svg onload = 'alert(1)'/>")
    made = built(tmp_path, url)
    (finding,) = made.report.diagnostics
    assert (finding.code, finding.location.line) == ("TPB303", 2)
    assert why in finding.message
    assert made.exit_code == 0
    assert not [path for path in made.files if "files" in path.parts]
    assert built(tmp_path, url).report.diagnostics == made.report.diagnostics


def test_a_drawing_that_only_draws_is_copied(tmp_path: Path) -> None:
    (tmp_path / "e/tei").mkdir(parents=True)
    (tmp_path / "e/tei/a.svg").write_text("<svg><path d='M0 0'/></svg>")
    assert built(tmp_path, "a.svg").report.diagnostics == ()
    assert (tmp_path / "e/build/html/files/tei/a.svg").exists()
