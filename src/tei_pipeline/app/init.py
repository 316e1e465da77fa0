"""Init: a new edition in a folder, with one sample document that validates and builds."""

import json
from pathlib import Path

from tei_pipeline.errors import InputError
from tei_pipeline.files import write_atomically
from tei_pipeline.names import SETTINGS
from tei_pipeline.resources import resource

_DEFAULT_TITLE = "A new edition"


def init(folder: Path, title: str = _DEFAULT_TITLE) -> list[Path]:
    """Write the sample edition below ``folder`` and return the files, settings first.

    Raises ``InputError`` where the folder holds files already, ``OutputError`` where it cannot be
    written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            "is not an empty folder; nothing was written",
            path=folder,
            mend="name a folder that is new or empty",
        )
    sample = resource("sample")
    sources = sorted(path for path in sample.rglob("*") if path.is_file())
    written = []
    for source in sources:
        target = folder / source.relative_to(sample)
        write_atomically(target, _content(source, title))
        written.append(target)
    return sorted(written, key=lambda path: (path.name != SETTINGS, path))


def _content(source: Path, title: str) -> bytes:
    content = source.read_text(encoding="utf-8")
    if source.name == SETTINGS:
        # A JSON string is a TOML basic string.
        quoted = json.dumps(title, ensure_ascii=False)
        content = content.replace(f'"{_DEFAULT_TITLE}"', quoted)
    elif source.name == "README.md":
        content = content.replace(f"# {_DEFAULT_TITLE}", f"# {title}", 1)
    return content.encode()
