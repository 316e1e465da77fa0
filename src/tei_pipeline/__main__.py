"""``python -m tei_pipeline``."""

from tei_pipeline.cli import run

if __name__ == "__main__":
    run()
