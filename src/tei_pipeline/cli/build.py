"""``tei-pipeline build``."""

from pathlib import Path

import click

from tei_pipeline.app.build import BuildOptions, Built, build
from tei_pipeline.cli.terminal import progress_bar, styled
from tei_pipeline.config import TARGETS
from tei_pipeline.reporters import shown, text


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
def command(
    paths: tuple[Path, ...], output: Path | None, targets: tuple[str, ...], strict: bool
) -> int:
    """Publish the edition as a web site and as PDF.

    \b
    Examples:
      tei-pipeline build
      tei-pipeline build --target pdf --output proofs
      tei-pipeline build --strict

    PATHS are files or folders; without any, all documents of the edition around this folder.

    Exit code: 0 when all was built, 1 when something was left out, 2 where a file cannot be read.
    """
    options = BuildOptions(output, targets or None, strict)
    with progress_bar("building") as progress:
        built = build(paths, options, progress=progress)
    _show(built, strict)
    return built.exit_code


def _show(built: Built, strict: bool) -> None:
    folder = Path.cwd()
    if built.report.diagnostics or built.report.notes:
        click.echo(styled(text.render(built.report, folder)), nl=False)
    if strict and not built.files:
        click.echo("nothing was built: mend the errors above, or build without --strict", err=True)
    for path in _worth_naming(built):
        click.echo(shown(path, folder))
    if built.files:
        where = shown(built.folder, folder)
        click.echo(f"{len(built.files)} files in {where}/ · {built.report.seconds:.1f} s")


def _worth_naming(built: Built) -> list[Path]:
    """Return the pages and books; not styles, fonts and copies of the sources."""
    return [path for path in built.files if path.suffix in {".html", ".pdf"}]
