"""The installed wheel, in an environment of its own and far from the checkout."""

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel; its dependencies are those of the environment that runs the tests."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    (packages,) = folder.glob("lib/python*/site-packages")
    target = ["--no-deps", "--no-index", "--target", str(packages)]
    install = [sys.executable, "-m", "pip", "install", "--quiet", *target, str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    # A folder named in a .pth file is searched, but its own .pth files (as that of the editable
    # project) are not read: what is imported below is the wheel.
    dependencies = sysconfig.get_path("purelib")
    (packages / "dependencies.pth").write_text(f"{dependencies}\n", encoding="utf-8")
    launcher = folder / "bin" / "tei-pipeline"
    launcher.write_text(
        f"#!{folder}/bin/python\nfrom tei_pipeline.cli import run\nrun()\n", encoding="utf-8"
    )
    launcher.chmod(0o755)
    return launcher


def run(program: Path, folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [program, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_carries_its_data_once(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert len(names) == len(set(names))
    for name in ("schema/edition.xsd", "xslt/html/main.xsl", "xslt/print/edition.typ"):
        assert f"tei_pipeline/data/{name}" in names
    assert "tei_pipeline/data/rules/TPR101.md" in names
    assert "tei_pipeline/data/sample/tei-pipeline.toml" in names
    assert not [name for name in names if "tei_pipeline/sample" in name]
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_init_validate_and_build_work_outside_the_checkout(program: Path, tmp_path: Path) -> None:
    where = run(program, tmp_path, "init", "edition")
    assert "edition/tei-pipeline.toml" in where
    folder = tmp_path / "edition"
    assert "no findings in 3 files" in run(program, folder, "validate")
    run(program, folder, "build", "--strict")
    assert (folder / "build/html/first-telegram.html").is_file()
    assert (folder / "build/pdf/first-telegram.pdf").read_bytes().startswith(b"%PDF")
    assert "TPR101" in run(program, folder, "explain", "TPR101")


def test_the_package_of_the_wheel_is_the_one_that_ran(program: Path, tmp_path: Path) -> None:
    python = program.parent / "python"
    code = "import tei_pipeline; print(tei_pipeline.__file__)"
    shown = run(python, tmp_path, "-c", code).strip()
    assert Path(shown).is_relative_to(program.parents[1])
    assert shutil.which("tei-pipeline", path=str(program.parent)) == str(program)
