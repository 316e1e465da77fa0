"""The archive of an edition: its sources and a note on them, the same bytes for the same files.

It is written here and not by ``zipfile`` so that what an older archive holds of a file that has not
changed is taken over as it is: packing is most of the work.
"""

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO, NamedTuple

_AT_ONCE = 100  # files that are packed ahead of what is written
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


class Older(NamedTuple):
    """An archive that a later one may take over from: its bytes, and where files are in them."""

    content: BinaryIO
    files: Mapping[str, Packed]


class TooLargeError(Exception):
    """There is more than the format can hold."""


def archive(
    digests: Mapping[str, str],
    read: Callable[[str], bytes],
    into: BinaryIO,
    older: Older | None = None,
) -> dict[str, Packed]:
    """Write the archive of files, given by name with the digests of their contents.

    ``read`` gives a content by its name. Return where they are in it, by their names. Raises
    ``TooLargeError``, when a part of it may be written.
    """
    if len(digests) > _MOST_FILES:
        raise TooLargeError
    known = older.files if older else {}
    kept = {name for name, one in known.items() if one.digest == digests.get(name)}
    names = sorted(digests)
    packed = _all_packed([name for name in names if name not in kept], read)
    files: dict[str, Packed] = {}
    start = 0
    for name in names:
        data, check, whole = _taken_over(older, name) if older and name in kept else next(packed)
        title = name.encode()
        told = (_VERSION, _UTF8, _DEFLATED, 0, _DAY, check, len(data), whole, len(title), 0)
        head = _LOCAL.pack(b"PK\3\4", *told) + title
        start += len(head)
        files[name] = Packed(digests[name], start, len(data), check, whole)
        start += len(data)
        if start > _MOST_BYTES:
            raise TooLargeError
        into.write(head + data)
    into.write(_directory(files, start))
    return files


_Content = tuple[bytes, int, int]
"""What is packed, what readers check, and how long it is unpacked."""


def _taken_over(older: Older, name: str) -> _Content:
    one = older.files[name]
    older.content.seek(one.start)
    return older.content.read(one.size), one.check, one.whole


def _all_packed(names: Sequence[str], read: Callable[[str], bytes]) -> Iterator[_Content]:
    with ThreadPoolExecutor(2) as threads:  # zlib works beside Python
        for at in range(0, len(names), _AT_ONCE):
            some = names[at : at + _AT_ONCE]
            yield from threads.map(lambda name: _packed(read(name)), some)


def _packed(content: bytes) -> _Content:
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
