"""``tei-pipeline schema``: add, list, which, check."""

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from tei_pipeline.app.schema import (
    ADDED,
    UNCHANGED,
    Addition,
    Checked,
    Kept,
    Listed,
    Which,
    add,
    check,
    listed,
    which,
)
from tei_pipeline.diagnostics import Severity
from tei_pipeline.rules import RULES
from tei_pipeline.schemas.choice import Chosen, Unreached
from tei_pipeline.schemas.kinds import LABELS

_FORMAT = click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
_SHORT = 12  # hexadecimal digits of a digest that are shown


@click.group("schema")
def command() -> None:
    """Keep copies of schemas, and see which of them judge a document.

    \b
    Examples:
      tei-pipeline schema which tei/letter.xml
      tei-pipeline schema add https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng
      tei-pipeline schema list
      tei-pipeline schema check

    Copies are kept in schema/store/ of the edition, to be committed with it; outside an edition in
    a folder of your own. No other command than "schema add" uses the network.
    """


@command.command("add")
@click.argument("source", metavar="FILE|URL")
@click.option("--as", "address", metavar="ADDRESS", help="The address that the schema stands for.")
@click.option(
    "--alias",
    "aliases",
    multiple=True,
    metavar="ADDRESS",
    help="Another address of the same schema; may be repeated.",
)
@click.option("--check", "dry", is_flag=True, help="Only say whether the copy would change.")
def add_command(source: str, address: str | None, aliases: tuple[str, ...], dry: bool) -> int:
    """Take a copy of a schema and of all that it includes.

    \b
    Examples:
      tei-pipeline schema add https://example.org/schemas/letters.rng
      tei-pipeline schema add https://example.org/schemas/letters.rng --check
      tei-pipeline schema add letters.rng --as https://example.org/schemas/letters.rng

    A URL (http or https) is fetched; where it leads to another address, that is an alias. A schema
    that is there already is replaced if it has changed, and both digests are shown.

    Exit code: 0 if it worked, 1 if --check finds a change, 2 where there is no schema to be had.
    """
    addition = add(source, Path.cwd(), address=address, aliases=aliases, dry=dry)
    for one in addition.kept:
        _say_kept(one, addition, dry)
    for missing in addition.missing:
        click.echo(f"not taken: {missing.address}\n  = {missing.reason}")
    if dry:
        return 1 if addition.differs else 0
    click.echo("\nnext: tei-pipeline schema which FILE, then tei-pipeline validate FILE")
    return 0


def _say_kept(kept: Kept, addition: Addition, dry: bool) -> None:
    entry = kept.entry
    state = {ADDED: "not in the store yet", UNCHANGED: UNCHANGED}.get(kept.state, "has changed")
    click.echo(f"{state if dry else kept.state}: {entry.address}")
    for alias in entry.aliases:
        click.echo(f"  also {alias}")
    if not dry:
        click.echo(f"  in   {_shown(addition.folder / entry.file)}")
    click.echo(f"  {entry.kind}, {_size(kept.size)}, sha256 {entry.sha256[:_SHORT]}")
    if kept.before is not None:
        click.echo(f"  before: sha256 {kept.before[:_SHORT]}")


@command.command("list")
@_FORMAT
def list_command(kind: str) -> int:
    """List the copies of schemas at hand.

    \b
    Examples:
      tei-pipeline schema list
      tei-pipeline schema list --format json
    """
    found = listed(Path.cwd())
    if kind == "json":
        _print_json([_listed(one) for one in found])
    elif not found:
        click.echo("no copies of schemas yet: tei-pipeline schema add URL")
    else:
        click.echo("\n".join(_table(found)))
    return 0


def _table(found: Sequence[Listed]) -> list[str]:
    """Return the copies in columns, below the folder of the store that each lies in."""
    rows = _aligned([["address", "kind", "size", "sha256", "added"], *map(_row, found)])
    lines = [rows[0]]
    store: Path | None = None
    for one, row in zip(found, rows[1:], strict=True):
        if one.store != store:
            store = one.store
            lines.append(click.style(f"{_shown(store)}:", bold=True))
        lines += [row, *(f"  also {alias}" for alias in one.entry.aliases)]
    return lines


def _row(one: Listed) -> list[str]:
    entry = one.entry
    size = "missing" if one.size is None else _size(one.size)
    return [entry.address, entry.kind, size, entry.sha256[:_SHORT], entry.added[:10]]


def _listed(one: Listed) -> dict[str, Any]:
    return {**one.entry._asdict(), "path": _shown(one.path), "size": one.size}


@command.command("which")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_FORMAT
def which_command(paths: tuple[Path, ...], kind: str) -> int:
    """Say which schemas judge files, and who names them.

    \b
    Examples:
      tei-pipeline schema which tei/letter.xml
      tei-pipeline schema which

    PATHS are files or folders; without any, all files of the edition around this folder. The first
    of these that names a schema is followed: --schema of tei-pipeline validate; the project file;
    xml-model and xsi:schemaLocation in the file; in an edition, the schemas of tei-pipeline.

    Exit code: 0, or 2 where a file cannot be read or a schema that is named is not at hand.
    """
    found = which(paths, Path.cwd())
    if kind == "json":
        _print_json([_which(one) for one in found])
    else:
        for files, said in _alike(found):
            click.echo("\n".join([*files, *said]))
    failed = any(one.failure or any(map(_is_fatal, one.unreached)) for one in found)
    return 2 if failed else 0


def _is_fatal(unreached: Unreached) -> bool:
    return unreached.severity is Severity.ERROR and RULES[unreached.code].unusable


def _alike(found: Sequence[Which]) -> Iterable[tuple[list[str], list[str]]]:
    """Yield the files of which the same is to be said, and what that is."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for one in found:
        groups.setdefault(tuple(_said(one)), []).append(_shown(one.path))
    for said, files in groups.items():
        few = files if len(files) <= 3 else [*files[:2], f"and {len(files) - 2} more like these"]
        yield few, list(said)


def _said(one: Which) -> list[str]:
    if one.failure is not None:
        return [f"  {click.style('error', fg='red', bold=True)} {one.failure.message}"]
    lines = _aligned([_chosen_row(chosen) for chosen in one.chosen], indent="  ")
    for unreached in one.unreached:
        colour = "red" if unreached.severity is Severity.ERROR else "yellow"
        severity = click.style(unreached.severity.value, fg=colour, bold=True)
        lines.append(f"  {severity} {unreached.code} {unreached.message}")
        if unreached.mend:
            lines.append(f"    = {unreached.mend}")
    return lines or ["  no schema: name one with --schema, in tei-pipeline.toml or by xml-model"]


def _chosen_row(chosen: Chosen) -> list[str]:
    label = LABELS[chosen.kind] + (" inside" if chosen.embedded else "")
    phase = f", phase {chosen.phase}" if chosen.phase else ""
    return [label, _shown(chosen.path), f"({chosen.by}: {chosen.address}{phase})"]


def _which(one: Which) -> dict[str, Any]:
    return {
        "file": _shown(one.path),
        "schemas": [
            {
                "kind": chosen.kind,
                "path": _shown(chosen.path),
                "address": chosen.address,
                "by": chosen.by,
                "phase": chosen.phase,
                "embedded": chosen.embedded,
            }
            for chosen in one.chosen
        ],
        "unreached": [
            {
                "code": unreached.code,
                "severity": unreached.severity.value,
                "message": unreached.message,
                "address": unreached.address,
                "by": unreached.by,
                "file": _shown(unreached.location.file),
                "line": unreached.location.line,
                "column": unreached.location.column,
                "suggestion": unreached.mend,
            }
            for unreached in one.unreached
        ],
        "failure": one.failure.message if one.failure else None,
    }


@command.command("check")
def check_command() -> int:
    """Say whether the copies are still what was added.

    \b
    Example:
      tei-pipeline schema check

    Every copy is compared with its digest, and with the file that it came from where that was a
    file. Nothing is fetched: "tei-pipeline schema add URL --check" compares with the web.

    Exit code: 0 if all is as it was, 1 if not.
    """
    found = check(Path.cwd())
    wrong = [one for one in found if one.fault]
    for one in wrong:
        _say_wrong(one)
    good = len(found) - len(wrong)
    click.echo(f"{good} of {len(found)} copies are as they were added")
    return 1 if wrong else 0


def _say_wrong(one: Checked) -> None:
    error = click.style("error", fg="red", bold=True)
    click.echo(f"{_shown(one.listed.path)}: {error}: {one.fault}")
    click.echo(f"  = {one.mend}")


def _aligned(rows: Sequence[Sequence[str]], indent: str = "") -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        indent + "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _shown(path: Path) -> str:
    """Return a path as it is written from here, if that does not lead far up."""
    relative = Path(os.path.relpath(path)).as_posix()
    return relative if not relative.startswith("../../..") else str(path)


def _size(size: int) -> str:
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
