"""How spans look at a terminal, and the progress bar."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
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
    """Return spans as one text, with colours only for a terminal that can do and wants them."""
    if _plain() or not sys.stdout.isatty():
        return plain(spans)
    return "".join(click.style(s.text, **_STYLES.get(s.style, {})) for s in spans)


def plain(spans: Iterable[Span]) -> str:
    """Return spans as one text without colours."""
    return "".join([span[0] for span in spans])


def _plain() -> bool:
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function that shows progress for more than a few files, and only at a terminal."""
    with ExitStack() as stack:
        bars: list[Callable[[int, int], None]] = []

        def show(done: int, total: int) -> None:
            if total <= _FEW or _plain() or not sys.stderr.isatty():
                return
            if not bars:
                bars.append(stack.enter_context(_bar(label)))
            bars[0](done, total)

        yield show


@contextmanager
def _bar(label: str) -> Iterator[Callable[[int, int], None]]:
    # rich takes 50 ms to import, which a pipe or CI need not pay.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label)
        yield lambda done, total: progress.update(task, completed=done, total=total)
