"""The size of the house: modules and functions stay small enough to be read at once."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "tei_pipeline"
MODULES = sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_small_and_says_its_job(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_function_is_small(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = {
        node.name: lines
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (lines := _lines(node)) > 30
    }
    assert not long


def _lines(function: ast.FunctionDef) -> int:
    """Return the lines of a function's body, its docstring aside."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


# The second hands xmlschema an opener that opens nothing.
OPENERS = {"schemas/fetch.py", "validators/xsd/compiled.py"}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_one_module_alone_opens_addresses(path: Path) -> None:
    # import-linter sees packages, not urllib.request.
    used = "urllib.request" in path.read_text(encoding="utf-8")
    assert used is (name(path) in OPENERS)
