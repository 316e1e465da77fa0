"""``tei-pipeline harvest``."""

import time
from pathlib import Path

import click

from tei_pipeline.app.harvester import Asker, Harvested, Order, harvest
from tei_pipeline.cli.main import show_bug
from tei_pipeline.cli.terminal import progress_bar, styled
from tei_pipeline.reporters import text

_LONG = 2  # seconds that nobody should wait without a word


@click.command("harvest")
@click.argument("url")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--set", "set_", default="", metavar="SET", help="Take only this set (OAI-PMH).")
@click.option(
    "--from", "first", default="", metavar="DATE", help="Take what changed since then (OAI-PMH)."
)
@click.option("--until", default="", metavar="DATE", help="Take what changed until then (OAI-PMH).")
@click.option(
    "--prefix",
    "--format",
    "prefix",
    default="",
    metavar="NAME",
    help="Take this format; by default tei where it is offered, else oai_dc (OAI-PMH).",
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
        harvested = harvest(order, folder, asker=Asker(sleep=_wait), progress=progress)
    _show(harvested)
    bugs = harvested.report.bugs if harvested.report else {}
    for path, bug in bugs.items():
        show_bug(bug, str(path))
    return 3 if bugs else harvested.exit_code


def _wait(seconds: float) -> None:
    if seconds >= _LONG:
        click.echo(f"waiting {seconds:.0f} s, and then the server is asked again", err=True)
    time.sleep(seconds)


def _show(harvested: Harvested) -> None:
    for note in harvested.notes:
        click.echo(f"note: {note}")
    for problem in harvested.problems:
        click.echo(f"{click.style('error', fg='red', bold=True)}: {problem}", err=True)
    if harvested.report:
        click.echo(styled(text.render(harvested.report, Path.cwd())), nl=False)
    counts = {
        "taken": len(harvested.written),
        "unchanged": harvested.unchanged,
        "withdrawn": len(harvested.withdrawn),
    }
    told = ", ".join(f"{count} {what}" for what, count in counts.items())
    click.echo(f"{told if any(counts.values()) else 'nothing new'} · {harvested.source}")
