"""The IIIF manifests of documents with facsimiles, and the pictures that they lead to."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from tei_pipeline.app.publishing.grounds import Grounds
from tei_pipeline.app.publishing.images import FILES
from tei_pipeline.cache import Cache, digest
from tei_pipeline.outputs.iiif import is_made, manifest, path_of
from tei_pipeline.outputs.iiif_pictures import Size, size_of
from tei_pipeline.outputs.metadata import Description
from tei_pipeline.outputs.site import FOLDER

_KIND = "manifests"
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
        known = {one.as_posix(): self._size(one) for one in self._published(file)}
        found = manifest(tei, description, file, known)
        return {f"{FOLDER}/{path_of(description.id)}": found} if found else {}

    def links(self, file: str, identifier: str, fragments: Mapping[str, str]) -> dict[str, str]:
        """Return what the page of a document says of its manifest, by the names of slots.

        ``fragments`` have the words for it. All pictures are to be published before.
        """
        harvested = self._at.attributes["base-url"] and self._at.makes("metadata")
        if not (harvested and self._is_made(file)):
            return {}
        said = {"manifest": fragments["iiif"], "manifest-link": fragments["iiif-link"]}
        return {name: text.replace("{1}", quote(identifier)) for name, text in said.items()}

    def _is_made(self, file: str) -> bool:
        """Return whether a document has one; remembered, since its text is read for it."""
        base, pictures = self._at.attributes["base-url"], self.inputs(file).values()
        cache, key = Cache(), digest(self._at.sources.key(file), self._at.program, base, *pictures)
        kept = cache.get(_KIND, key)
        if kept is None:
            known = {one.as_posix(): None for one in self._published(file)}
            tei = self._at.sources.path(file).read_bytes()
            kept = b"1" if is_made(tei, base, file, known) else b"0"
            cache.put(_KIND, key, kept)
        return kept == b"1"

    def _published(self, file: str) -> list[Path]:
        return [one for one in self._shown.get(file, ()) if self._is_published(one)]

    def _is_published(self, name: Path) -> bool:
        copied = self._at.writer.folder / FOLDER / FILES / name
        return bool(self._stamp(name)) and copied.is_file()

    def _size(self, name: Path) -> Size | None:
        with (self._at.writer.folder / FOLDER / FILES / name).open("rb") as file:
            return size_of(file.read(_HEAD))
