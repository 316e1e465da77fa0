"""``tei-pipeline harvest``."""

from pathlib import Path

import click

from tei_pipeline.app.harvester import Harvested, Order, harvest
from tei_pipeline.cli.main import show_bug
from tei_pipeline.cli.terminal import progress_bar, styled
from tei_pipeline.reporters import text


@click.command("harvest")
@click.argument("url")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--set", "set_", default="", metavar="SET", help="Take only this set (OAI-PMH).")
@click.option("--from", "first", default="", metavar="DATE", help="Take what changed since then.")
@click.option("--until", default="", metavar="DATE", help="Take what changed until then.")
@click.option(
    "--prefix",
    "--format",
    "prefix",
    default="",
    metavar="NAME",
    help="Take this metadata format; by default tei where it is offered, else oai_dc.",
)
@click.option(
    "--resource", default="", metavar="ID", help="Take this resource or collection (DTS)."
)
def command(
    url: str, folder: Path, set_: str, first: str, until: str, prefix: str, resource: str
) -> int:
    """Take the documents of an OAI-PMH or DTS server into DIR, and validate them.

    \b
    Examples:
      tei-pipeline harvest https://example.org/oai letters
      tei-pipeline harvest https://example.org/oai letters --set type:telegram
      tei-pipeline harvest https://example.org/dts letters --resource https://example.org/1

    The same command again takes what is new, and goes on where it was interrupted. What you have
    changed in DIR is kept: a newer version is laid beside it.

    Exit code: 0 without errors, 1 with errors in what came, 2 where something could not be taken.
    """
    order = Order(url, set_, first, until, prefix, resource)
    with progress_bar("harvesting") as progress:
        harvested = harvest(order, folder, progress=progress)
    _show(harvested)
    bugs = harvested.report.bugs if harvested.report else {}
    for path, bug in bugs.items():
        show_bug(bug, str(path))
    return 3 if bugs else harvested.exit_code


def _show(harvested: Harvested) -> None:
    for note in harvested.notes:
        click.echo(f"note: {note}")
    for problem in harvested.problems:
        click.echo(f"{click.style('error', fg='red', bold=True)}: {problem}", err=True)
    if harvested.report:
        click.echo(styled(text.render(harvested.report, Path.cwd())), nl=False)
    click.echo(
        f"{len(harvested.written)} taken, {harvested.unchanged} unchanged, "
        f"{len(harvested.withdrawn)} withdrawn · {harvested.source}"
    )
