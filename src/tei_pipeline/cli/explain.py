"""``tei-pipeline explain``."""

import difflib
import sys

import click

from tei_pipeline.resources import resource
from tei_pipeline.rules import RULES


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """Explain a rule by its CODE or its name; without one, list all rules.

    \b
    Examples:
      tei-pipeline explain TPR101
      tei-pipeline explain
    """
    if code is None:
        for rule in RULES.values():
            click.echo(f"{rule.code}  {rule.slug:<24} {rule.severity.value:<8} {rule.summary}")
        return 0
    slugs = {rule.slug: rule.code for rule in RULES.values()}
    known = slugs.get(code.lower(), code.upper())
    if known not in RULES:
        near = difflib.get_close_matches(known, RULES, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "tei-pipeline explain lists them"
        raise click.UsageError(f"there is no rule {code}; {hint}")
    page = resource("rules", f"{known}.md").read_text(encoding="utf-8")
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console(width=88).print(Markdown(page))
    else:
        click.echo(page, nl=False)
    return 0
