"""``tei-pipeline build``."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import click

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions, Built
from tei_pipeline.cli.terminal import progress_bar, styled
from tei_pipeline.config import TARGETS
from tei_pipeline.reporters import shown, text

_UNKNOWN = "TPB201"
_FEW = 12  # names of pages and books that are worth a line each


@click.command("build")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write here in place of build/.",
)
@click.option(
    "--target",
    "targets",
    multiple=True,
    type=click.Choice(TARGETS),
    help="Make only this; may be repeated.",
)
@click.option("--strict", is_flag=True, help="Validate first, and build nothing with errors.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Work with so many processes (default: as many as cores, where it is worth it).",
)
@click.option("--explain", is_flag=True, help="Say why each step was carried out.")
def command(
    paths: tuple[Path, ...],
    output: Path | None,
    targets: tuple[str, ...],
    strict: bool,
    jobs: int | None,
    explain: bool,
) -> int:
    """Publish the edition as a web site and as PDF.

    \b
    Examples:
      tei-pipeline build
      tei-pipeline build --target pdf --output proofs
      tei-pipeline build --strict
      tei-pipeline build --explain

    PATHS are files or folders; without any, all documents of the edition around this folder.
    Only what has changed since the last build is made again.

    Exit code: 0 when all was built, 1 when something was left out, 2 where a file cannot be read.
    """
    options = BuildOptions(output, targets or None, strict, jobs)
    with progress_bar("building") as progress:
        built = build(paths, options, progress=progress)
    _show(built, strict)
    if explain:
        for step, reason in sorted(built.reasons.items()):
            click.echo(f"{step}: {reason}")
    return built.exit_code


def _show(built: Built, strict: bool) -> None:
    folder = Path.cwd()
    if built.report.diagnostics or built.report.notes:
        click.echo(styled(text.render(built.report, folder)), nl=False)
    if strict and not built.names:
        click.echo("nothing was built: mend the errors above, or build without --strict", err=True)
    for line in [*_unknown(built), *_named(built)]:
        click.echo(line)
    if built.names:
        where = shown(built.folder, folder)
        told = " · ".join(_told(built))
        click.echo(f"{len(built.names)} files in {where}/ · {told} · {built.report.seconds:.1f} s")


def _unknown(built: Built) -> Iterator[str]:
    """Yield the elements that have no rendering of their own, with how often they occur."""
    found = Counter(
        one.message.split()[1] for one in built.report.diagnostics if one.code == _UNKNOWN
    )
    if found:
        listed = ", ".join(f"{name} ({count})" for name, count in found.most_common())
        yield f"elements without a rendering of their own: {listed}"


def _named(built: Built) -> Iterator[str]:
    """Yield the pages and books by name if they are few, else where to begin."""
    worth = [name for name in built.names if name.endswith((".html", ".pdf")) and _leads(name)]
    if len(worth) > _FEW:
        worth = [name for name in worth if PurePosixPath(name).name == "index.html"]
    yield from (shown(built.folder / name, Path.cwd()) for name in worth)


def _leads(name: str) -> bool:
    """Return whether a page is one to begin with: not one of the many of a register."""
    return "registers" not in name.split("/")


def _told(built: Built) -> Iterator[str]:
    """Yield what was done and what was left as it was."""
    kept = len(built.names) - built.written
    if built.written == 0 and built.removed == 0:
        yield "nothing has changed"
        return
    yield f"{built.written} made"
    if kept:
        yield f"{kept} unchanged"
    if built.removed:
        yield f"{built.removed} removed"
    yield "1 source read" if built.read == 1 else f"{built.read} sources read"
