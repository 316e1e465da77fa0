"""``tei-pipeline init``."""

from pathlib import Path

import click

from tei_pipeline.app.init import init


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default="A new edition", show_default=True, help="The edition's title.")
def command(folder: Path, title: str) -> int:
    """Begin a new edition in DIR, with a sample document that validates and builds.

    \b
    Example:
      tei-pipeline init letters --title "Letters of a chemist"

    DIR is to be new or empty.
    """
    for path in init(folder, title):
        click.echo(path)
    click.echo(
        f"\nnext:\n  cd {folder}\n  tei-pipeline validate\n  tei-pipeline build\n"
        "then replace tei/first-telegram.xml with a document of your own"
    )
    return 0
