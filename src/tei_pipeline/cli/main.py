"""The group of commands, and the one boundary between errors and exit codes.

Exit codes: 0 clean, 1 findings of severity error, 2 wrong usage, configuration or unreadable
input, 3 a bug of ours, 130 interrupted.
"""

import errno
import importlib
import os
import sys

import click

from tei_pipeline import __version__
from tei_pipeline.errors import PipelineError

PROGRAM = "tei-pipeline"
COMPLETION_VARIABLE = "_TEI_PIPELINE_COMPLETE"

# What --help says of a command, so that it need not be imported to be listed.
COMMANDS = {
    "init": "Begin a new edition in a folder, with a sample document.",
    "validate": "Say what is wrong in TEI files, where, and how to mend it.",
    "build": "Publish the edition as a web site and as PDF.",
    "serve": "Show the edition in a browser, and again whenever it is saved.",
    "harvest": "Take the documents of an OAI-PMH or DTS server into a folder.",
    "schema": "Keep copies of schemas, and see which of them judge a document.",
    "explain": "Explain a rule by its code, or list all rules.",
}


class LazyGroup(click.Group):
    """A group whose commands live in modules of their own, imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"tei_pipeline.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was probably meant."""
        if args and args[0] not in COMMANDS:
            # 3 ms, which a command that exists need not pay.
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            if near:
                ctx.fail(f"No such command {args[0]!r}; did you mean {near[0]}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _print_completion(ctx: click.Context, _: click.Parameter, shell: str | None) -> None:
    if shell is None:
        return
    from click.shell_completion import get_completion_class  # a module that no other run needs

    completion = get_completion_class(shell)
    assert completion is not None  # the option's choices are click's own
    click.echo(completion(main, {}, PROGRAM, COMPLETION_VARIABLE).source())
    ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name=PROGRAM)
@click.option(
    "--completion",
    type=click.Choice(["bash", "zsh", "fish"]),
    callback=_print_completion,
    expose_value=False,
    is_eager=True,
    help="Print the completion script of a shell.",
)
def main() -> None:
    """Validate and publish TEI-XML scholarly editions.

    \b
    Examples:
      tei-pipeline init my-edition     begin an edition, with a sample document
      tei-pipeline validate            judge all files of this edition
      tei-pipeline build               write build/html/ and build/pdf/
      tei-pipeline serve --watch       see the edition in a browser while you work on it
      tei-pipeline schema which        which schemas judge each file, and why
      tei-pipeline explain TPR101      what a finding means and how to mend it

    \b
    Completion of commands and options:
      eval "$(tei-pipeline --completion bash)"
    """


def run() -> None:
    """Run the command line and exit: every error becomes words and an exit code here."""
    sys.exit(_exit_code())


def _exit_code() -> int:
    try:
        result = main.main(prog_name=PROGRAM, standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except PipelineError as error:
        _show_error(error)
        return 2
    except (KeyboardInterrupt, click.Abort):
        click.echo(
            "interrupted: files already written are complete, the rest is as it was", err=True
        )
        return 130
    except BrokenPipeError:
        # The reader of our output has left (as `head` does): nothing more can be said.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return _bug(error)
        click.echo("error: there is no space left to write to", err=True)
        return 2
    except Exception as error:
        return _bug(error)


def _show_error(error: PipelineError) -> None:
    where = ""
    if error.path is not None:
        where = f"{error.path}:{error.line}: " if error.line else f"{error.path}: "
    click.echo(f"{where}{click.style('error', fg='red', bold=True)}: {error.message}", err=True)
    if error.mend:
        click.echo(f"  = {error.mend}", err=True)


def _bug(error: Exception) -> int:
    if os.environ.get("TEI_PIPELINE_TRACEBACK"):
        raise error
    show_bug(f"{type(error).__name__}: {error}")
    return 3


def show_bug(what: str, file: str = "") -> None:
    """Say that this program has failed, and where it did so on one file, on which."""
    of = f" (at {file})" if file else ""
    click.echo(
        f"error: this is a bug of tei-pipeline {__version__}, not of your files{of}: {what}\n"
        "  = please report it with what TEI_PIPELINE_TRACEBACK=1 prints before the same command",
        err=True,
    )
