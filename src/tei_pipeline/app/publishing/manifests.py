"""The IIIF manifests of documents with facsimiles, and the pictures that they lead to."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from tei_pipeline.app.publishing.grounds import Grounds
from tei_pipeline.app.publishing.images import FILES
from tei_pipeline.cache import digest
from tei_pipeline.outputs.iiif import manifest, path_of
from tei_pipeline.outputs.iiif_pictures import Size, size_of
from tei_pipeline.outputs.metadata import Description
from tei_pipeline.outputs.site import FOLDER

_HEAD = 300_000  # bytes: what cameras say of an image stands before its size


class Manifests:
    """Makes manifests; the pictures of a document are among what it is made from."""

    def __init__(self, grounds: Grounds) -> None:
        self._at = grounds
        self._folder = grounds.sources.folder

    @cached_property
    def _shown(self) -> Mapping[str, list[Path]]:
        shown: dict[str, list[Path]] = {}
        for file, name in self._at.sources.showing():
            shown.setdefault(file, []).append(Path(name))
        return shown

    def inputs(self, file: str) -> dict[str, str]:
        """Return what is to be known of the pictures that a document shows."""
        parts = [f"{one} {self._stamp(one)}" for one in self._shown.get(file, ())]
        return {"pictures": digest(*parts)} if parts else {}

    def _stamp(self, name: Path) -> str:
        try:
            found = (self._folder / name).stat()
        except OSError:
            return ""
        return f"{found.st_size} {found.st_mtime_ns}"

    def made(self, file: str, tei: bytes, description: Description) -> dict[str, bytes]:
        """Return the manifest by its path from the output folder, if there is to be one."""
        shown = self._shown.get(file, ())
        known = {one.as_posix(): self._size(one) for one in shown if self._is_published(one)}
        found = manifest(tei, description, file, known)
        return {f"{FOLDER}/{path_of(description.id)}": found} if found else {}

    def _is_published(self, name: Path) -> bool:
        copied = self._at.writer.folder / FOLDER / FILES / name
        return bool(self._stamp(name)) and copied.is_file()

    def _size(self, name: Path) -> Size | None:
        with (self._at.writer.folder / FOLDER / FILES / name).open("rb") as file:
            return size_of(file.read(_HEAD))
