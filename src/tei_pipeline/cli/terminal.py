"""How spans look at a terminal, and the progress bar."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from tei_pipeline.reporters.text import Span

_STYLES: dict[str, dict[str, Any]] = {
    "place": {"bold": True},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "cyan"},
    "code": {"fg": "magenta"},
    "quiet": {"dim": True},
    "good": {"fg": "green", "bold": True},
}
_FEW = 5


def styled(spans: Iterable[Span]) -> str:
    """Return spans as one text; click leaves the colours out where the reader is no terminal."""
    return "".join(click.style(s.text, **_STYLES.get(s.style, {})) for s in spans)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function that shows progress for more than a few files, and only at a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    # rich takes 50 ms to import, which a pipe or CI need not pay.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, visible=False)

        def show(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total, visible=total > _FEW)

        yield show
