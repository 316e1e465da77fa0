"""The errors that end a run; findings about a document are values (see ``diagnostics``).

Nothing here knows the command line: ``cli`` alone turns an error into words and an exit code.
"""

from pathlib import Path


class PipelineError(Exception):
    """A run cannot go on: says what is wrong, in which file and line, and how to mend it."""

    def __init__(
        self,
        message: str,
        *,
        path: Path | None = None,
        line: int | None = None,
        mend: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.mend = mend


class ConfigError(PipelineError):
    """``tei-pipeline.toml`` cannot be read or asks for something that does not exist."""


class InputError(PipelineError):
    """What the run was asked to read is not there or not readable."""


class SchemaError(PipelineError):
    """A schema cannot be used: it is missing, malformed, or of a kind we do not read."""


class StylesheetError(PipelineError):
    """A stylesheet does not compile, or stopped while it ran."""


class OutputError(PipelineError):
    """What the run was asked to write cannot be written."""
