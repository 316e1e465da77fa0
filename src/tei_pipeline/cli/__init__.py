"""The command line: commands are imported when they are called, engines when they are used."""

from tei_pipeline.cli.main import run

__all__ = ["run"]
