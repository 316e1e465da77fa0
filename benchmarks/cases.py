"""The commands that are timed, by group; the first of a group is what the others are held to."""

import importlib.util
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks import pages, schemas
from benchmarks.measure import Case, Environment
from benchmarks.places import HERE, TELEGRAM, TELEGRAM_ID, Material

START, VALIDATE, BUILD, PDF = "Start-up", "Validate", "Build", "PDF step"
OURS, FOP = "Typst, as tei-pipeline runs it", "FOP, tagged, no font embedded"


def make_cases(material: Material, folder: Path) -> list[Case]:
    """Return all cases; caches and outputs go below ``folder``."""
    return [
        *_start(),
        *_validate(folder),
        *schemas.make_cases(folder),
        *pages.make_cases(),
        *_build(folder),
        *_pdf(material),
    ]


def _python(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, *arguments)


def _tei_pipeline(*arguments: str) -> tuple[str, ...]:
    script = Path(sys.executable).with_name("tei-pipeline")
    return (str(script), *arguments) if script.exists() else ()


def _cold(folder: Path) -> Callable[[], Environment]:
    """Return what gives each run an empty folder for Python's compiled files."""

    def environment() -> Environment:
        return {"PYTHONPYCACHEPREFIX": tempfile.mkdtemp(dir=folder)}

    return environment


def _start() -> Iterator[Case]:
    case = partial(Case, START)
    yield case("python -c pass", _python("-c", "pass"))
    yield case("python -c 'import click'", _python("-c", "import click"))
    yield case("tei-pipeline --version", _tei_pipeline("--version"))
    yield case("tei-pipeline --help", _tei_pipeline("--help"))


def _validate(folder: Path) -> Iterator[Case]:
    command = _tei_pipeline("validate", str(TELEGRAM))
    yield Case(VALIDATE, "tei-pipeline validate, warm", command)
    yield Case(VALIDATE, "tei-pipeline validate, cold", command, _cold(folder))


def _build(folder: Path) -> Iterator[Case]:
    command = _tei_pipeline("build", str(TELEGRAM), "--output", str(folder / "build"))
    yield Case(BUILD, "tei-pipeline build, warm", command)
    yield Case(BUILD, "tei-pipeline build, cold", command, _cold(folder))
    pdf_only = (*command, "--target", "pdf") if command else ()
    yield Case(BUILD, "tei-pipeline build --target pdf, warm", pdf_only)


def _embedding(folder: Path) -> Path | None:
    """Write a configuration that makes FOP embed Liberation Serif; None where it is not found."""
    found = {path.stem: path for path in Path("/usr/share/fonts").rglob("LiberationSerif-*.ttf")}
    fonts = [
        f'<font kerning="yes" embed-url="{found[name].as_uri()}">'
        f'<font-triplet name="serif" style="{style}" weight="normal"/></font>'
        for name, style in (
            ("LiberationSerif-Regular", "normal"),
            ("LiberationSerif-Italic", "italic"),
        )
        if name in found
    ]
    if len(fonts) < 2:
        return None
    path = folder / "fop.xconf"
    path.write_text(
        '<fop version="1.0"><accessibility>true</accessibility><renderers>'
        f'<renderer mime="application/pdf"><fonts>{"".join(fonts)}</fonts></renderer>'
        "</renderers></fop>",
        encoding="utf-8",
    )
    return path


def _pdf(material: Material) -> Iterator[Case]:
    step = str(HERE / "typst_step.py")
    yield Case(PDF, OURS, _python(step, str(material.folder), TELEGRAM_ID))
    fop = shutil.which("fop")
    files = ("-fo", str(material.fo), "-pdf", str(material.pages))
    yield Case(PDF, FOP, (fop, "-a", *files) if fop else ())
    configuration = _embedding(material.folder)
    embedding = (fop, "-c", str(configuration), *files) if fop and configuration else ()
    yield Case(PDF, "FOP, tagged, fonts embedded as PDF/A asks", embedding)
    weasyprint = ("-m", "weasyprint", "--pdf-variant", "pdf/ua-1")
    command = _python(*weasyprint, str(material.html), str(material.pages))
    installed = importlib.util.find_spec("weasyprint")
    yield Case(PDF, "WeasyPrint, tagged", command if installed else ())
