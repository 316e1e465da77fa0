"""``tei-pipeline serve``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tei_pipeline.app.built import Built
from tei_pipeline.app.serve import ServeOptions, Serving, Told, serve
from tei_pipeline.cli.terminal import styled
from tei_pipeline.reporters import text


@click.command("serve")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="H",
    help="Listen on this address; 0.0.0.0 lets the whole network in.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="Listen on this port; 0 takes any that is free.",
)
@click.option("--watch", is_flag=True, help="Build and show again whatever is saved.")
@click.option("--no-build", is_flag=True, help="Serve what an earlier build has published.")
def command(paths: tuple[Path, ...], host: str, port: int, watch: bool, no_build: bool) -> int:
    """Build the edition if something has changed, and show it in a browser.

    \b
    Examples:
      tei-pipeline serve
      tei-pipeline serve --watch
      tei-pipeline serve --watch --port 8080
      tei-pipeline serve --no-build --host 0.0.0.0

    With --watch a page is loaded again when its document is saved, at the same paragraph, with what
    the validator finds beside it. Libraries can harvest what is served: the addresses of OAI-PMH,
    DTS and the reconciliation of names are said at the start. PATHS are files or folders, as for
    "build". Ctrl-C ends it.

    Exit code: 0 when ended by Ctrl-C, 2 where there is nothing to serve or no port to serve it on.
    """
    if watch and no_build:
        raise click.UsageError("--watch builds what is saved: leave --no-build out")
    options = ServeOptions(host, port, watch, build=not no_build)
    try:
        built = serve(paths, options, _Sayings())
    except KeyboardInterrupt:
        # A server runs until it is ended: that is no accident, so it is not 130.
        click.echo("ended")
        return 0
    if built is None:
        return 0
    click.echo("there is nothing to serve: mend the errors above", err=True)
    return built.exit_code


class _Sayings:
    """Says at the terminal what happens, and what is in the way only once."""

    def __init__(self) -> None:
        self._failures: list[dict[str, Any]] = []

    def __call__(self, told: Told) -> None:
        """Say one thing; of the findings of a page the page itself tells."""
        sayings: dict[str, Callable[[Any], None]] = {
            "building": lambda _: click.echo("building …"),
            "serving": self._serving,
            "built": self._built,
            "written": self._written,
            "state": self._state,
        }
        if told.word in sayings:
            sayings[told.word](told.value)

    def _serving(self, serving: Serving) -> None:
        click.echo(f"serving {serving.address} · Ctrl-C ends it")
        for name, address in serving.services:
            click.echo(f"  {name:<15} {address}")
        if not serving.services:
            click.echo('  the site alone: no "metadata" are published (targets in [build])')

    def _built(self, built: Built) -> None:
        if built.report.diagnostics or built.report.notes:
            click.echo(styled(text.render(built.report, Path.cwd())), nl=False)
        if built.written or built.removed:
            made = "1 file" if built.written == 1 else f"{built.written} files"
            seconds = built.report.seconds
            click.echo(f"{made} made, {built.removed} removed · {seconds:.1f} s")

    def _written(self, value: tuple[tuple[str, ...], float]) -> None:
        paths, milliseconds = value
        click.echo(f"{', '.join(Path(path).name for path in paths)} · {milliseconds:.0f} ms")

    def _state(self, failures: list[dict[str, Any]]) -> None:
        if failures == self._failures:
            return
        label = click.style("error", fg="red", bold=True)
        for one in failures:
            place = f"{one['file']}:{one['line']}: " if one["line"] else f"{one['file']}: "
            code = f" {one['code']}" if one["code"] else ""
            click.echo(f"{place if one['file'] else ''}{label}{code}: {one['message']}")
            if one["suggestion"]:
                click.echo(f"  = {one['suggestion']}")
        if not failures:
            click.echo("mended")
        self._failures = failures
