"""What is kept between runs: contents by their keys, safe to delete, safe for several processes.

A key is a digest of everything that the content depends on. Nothing here judges what is kept.
"""

import os
import zlib
from pathlib import Path

from tei_pipeline.files import put_in_place

try:
    from _blake2 import blake2b  # hashlib starts OpenSSL too, which takes 3 ms
except ImportError:
    from hashlib import blake2b

_MARK = 4  # bytes before what is kept, by which damage is seen
_ENVIRONMENT = "TEI_PIPELINE_CACHE"


def cache_folder() -> Path:
    """Return the folder of the cache: ``TEI_PIPELINE_CACHE``, else the user's own cache folder."""
    named = os.environ.get(_ENVIRONMENT)
    if named:
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")  # noqa: PTH111, PTH118
    return Path(home, "tei-pipeline")


def digest(*contents: bytes | str) -> str:
    """Return a digest of contents in order, as 40 hexadecimal digits."""
    made = blake2b(digest_size=20)
    for content in contents:
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.hexdigest()


def _mark(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(_MARK, "big")


class Cache:
    """A folder of contents; one that cannot be written or read behaves as an empty one."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or cache_folder()

    def get(self, kind: str, key: str) -> bytes | None:
        """Return what was kept under ``kind`` and ``key``; None where it is damaged."""
        try:
            found = self._path(kind, key).read_bytes()
        except OSError:
            return None
        content = found[_MARK:]
        return content if found[:_MARK] == _mark(content) else None

    def get_own(self, kind: str, key: str) -> bytes | None:
        """Return what was kept if the file is the user's, and nobody else's to write."""
        try:
            found = self._path(kind, key).stat()
        except OSError:
            return None
        others_may_write = found.st_mode & 0o022
        if hasattr(os, "getuid") and (found.st_uid != os.getuid() or others_may_write):
            return None
        return self.get(kind, key)

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep ``content``; another process sees the whole of it or nothing."""
        path = self._path(kind, key)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            put_in_place(path, _mark(content) + content, 0o600)
        except OSError:
            return  # nothing depends on it but time

    def _path(self, kind: str, key: str) -> Path:
        return self._folder / kind / key[:2] / key
