"""The command line: commands are imported when they are called, engines when they are used."""

import sys


def run() -> None:
    """Run the command line and exit; an interruption before it has begun ends without words."""
    try:
        from tei_pipeline.cli import main
    except KeyboardInterrupt:
        sys.exit(130)
    main.run()


__all__ = ["run"]
