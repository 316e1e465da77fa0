"""``tei-pipeline validate``."""

import sys
from pathlib import Path

import click

from tei_pipeline.app.judging import Orders
from tei_pipeline.app.validate import ValidateOptions, exit_code, validate
from tei_pipeline.cli.main import show_bug
from tei_pipeline.cli.terminal import plain, progress_bar, styled
from tei_pipeline.errors import OutputError
from tei_pipeline.files import write_atomically
from tei_pipeline.names import SETTINGS
from tei_pipeline.reporters import Form, Report
from tei_pipeline.reporters.text import TextForm
from tei_pipeline.rules import RULES


def _codes(
    ctx: click.Context, parameter: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    codes = tuple(code.upper() for code in value)
    for code in codes:
        if not any(known.startswith(code) for known in RULES):
            raise click.BadParameter(f"no rule begins with {code}; see tei-pipeline explain")
    return codes


@click.command("validate")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Judge by this schema (.rng, .rnc, .xsd, .sch) and no other; may be repeated.",
)
@click.option("--phase", metavar="NAME", help="Run only this phase of the Schematron schemas.")
@click.option("--draft", is_flag=True, help="Pass over what is missing: the text is being written.")
@click.option(
    "--select",
    multiple=True,
    metavar="CODE",
    callback=_codes,
    help="Show only findings whose code begins so; may be repeated.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="CODE",
    callback=_codes,
    help="Leave out findings whose code begins so; may be repeated.",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the report to a file.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Judge with N processes; without it, as many as there are cores if there is much to do.",
)
@click.option("--profile", is_flag=True, help="Say what time each Schematron rule takes.")
@click.option("--no-cache", is_flag=True, help="Judge files again that have not changed.")
def command(
    paths: tuple[Path, ...],
    schemas: tuple[Path, ...],
    phase: str | None,
    draft: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    kind: str,
    output: Path | None,
    jobs: int | None,
    profile: bool,
    no_cache: bool,
) -> int:
    """Say what is wrong in TEI files, where, and how to mend it.

    \b
    Examples:
      tei-pipeline validate
      tei-pipeline validate tei/telegram.xml --select TPE
      tei-pipeline validate letters/ --schema tei_all.rng --jobs 4
      tei-pipeline validate --format json --output report.json

    PATHS are files or folders; without any, all files of the edition around this folder. Without
    --schema the project file says by what they are judged, else each file itself (xml-model,
    xsi:schemaLocation): tei-pipeline schema which FILE.

    Exit code: 0 without errors, 1 with errors, 2 where a file or schema cannot be used.
    """
    form = _form(kind, output)
    with progress_bar("validating") as progress:
        orders = Orders(
            schemas,
            phase,
            draft=draft,
            paths=kind == "json",
            cached=not no_cache,
            profiled=profile,
            form=form,
        )
        options = ValidateOptions(orders, select, ignore, jobs)
        report = validate(paths, options, progress=progress)
    if output is None:
        _print(form.whole(report))
    else:
        _refuse_input(output, report)
        write_atomically(output, form.whole(report))
    for path, bug in report.bugs.items():
        show_bug(bug, str(path))
    return 3 if report.bugs else exit_code(report.diagnostics)


def _print(report: bytes) -> None:
    """Print a report; at a terminal as text, so that click can have it show colours."""
    click.echo(report.decode() if sys.stdout.isatty() else report, nl=False)


def _refuse_input(output: Path, report: Report) -> None:
    """Raise where the report would take the place of something that was read for it."""
    schemas = {chosen.path for judges in report.schemas.values() for chosen in judges}
    if output.resolve() in {*report.files, *report.included, *schemas} or output.name == SETTINGS:
        raise OutputError(
            "is one of the files that were judged, or that they were judged by",
            path=output,
            mend="name another file with --output",
        )


def _form(kind: str, output: Path | None) -> Form:
    folder = Path.cwd()
    if kind == "json":
        from tei_pipeline.reporters.json import JsonForm  # 3 ms, for programs only

        return JsonForm(folder)
    return TextForm(folder, styled if output is None and sys.stdout.isatty() else plain)
