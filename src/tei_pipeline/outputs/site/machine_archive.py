"""The archive of an edition: its sources and a note on them, the same bytes for the same files.

It is written here and not by ``zipfile`` so that what an older archive holds of a file that has not
changed is taken over as it is: packing is most of the work.
"""

import struct
import zlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

_LEVEL = 1  # half the time of the usual level, for files a sixth larger
_VERSION = 20
_UTF8 = 0x800
_DEFLATED = 8
_DAY = (1 << 5) | 1  # 1980-01-01, the first that the format knows
_MODE = 0o100644 << 16
_MOST_FILES = 0xFFFF
_MOST_BYTES = 0xFFFFFFFF
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


class Packed(NamedTuple):
    """A file of an archive: digest of its content, where it is packed, and what readers check."""

    digest: str
    start: int
    size: int
    check: int
    whole: int


class Archive(NamedTuple):
    """An archive, and what a later one may take over from it by the names of files."""

    content: bytes
    files: dict[str, Packed]


def archive(
    digests: Mapping[str, str],
    read: Callable[[str], bytes],
    older: Archive | None = None,
) -> Archive | None:
    """Return the archive of files, given by name with the digests of their contents.

    ``read`` gives a content by its name. None where there is more than the format can hold.
    """
    if len(digests) > _MOST_FILES:
        return None
    names = sorted(digests)
    known = older.files if older else {}
    stale = [name for name in names if not (n := known.get(name)) or n.digest != digests[name]]
    with ThreadPoolExecutor(2) as threads:  # zlib works beside Python
        packed = dict(zip(stale, threads.map(lambda name: _packed(read(name)), stale), strict=True))
    made: list[bytes | memoryview] = []
    files: dict[str, Packed] = {}
    start = 0
    before = memoryview(older.content if older else b"")
    for name in names:
        if name in packed:
            data, check, whole = packed.pop(name)
        else:
            _, first, size, check, whole = known[name]
            data = before[first : first + size]
        title = name.encode()
        told = (_VERSION, _UTF8, _DEFLATED, 0, _DAY, check, len(data), whole, len(title), 0)
        head = _LOCAL.pack(b"PK\3\4", *told) + title
        start += len(head)
        files[name] = Packed(digests[name], start, len(data), check, whole)
        start += len(data)
        made += (head, data)
    if start > _MOST_BYTES:
        return None
    return Archive(b"".join((*made, _directory(files, start))), files)


def _packed(content: bytes) -> tuple[bytes | memoryview, int, int]:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush(), zlib.crc32(content), len(content)


def _directory(files: Mapping[str, Packed], start: int) -> bytes:
    """Return the list of files that ends an archive."""
    made = bytearray()
    for name, one in files.items():
        title = name.encode()
        at = one.start - len(title) - _LOCAL.size
        told = (_DEFLATED, 0, _DAY, one.check, one.size, one.whole, len(title), 0, 0, 0, 0)
        made += _CENTRAL.pack(b"PK\1\2", 0x300 | _VERSION, _VERSION, _UTF8, *told, _MODE, at)
        made += title
    return bytes(made) + _END.pack(b"PK\5\6", 0, 0, len(files), len(files), len(made), start, 0)
