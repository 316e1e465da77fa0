"""The search index: Pagefind's for pages that are served, a small one of our own for files.

Documents are spread over shards, each with an index of its own, so that a change of one document
asks for one of them to be made again; the search page joins what they answer. A shard holds
documents of one language, because words are reduced to their stems by the rules of one.
Pagefind does not write the same bytes twice: a shard is to be made only when a page of it changed.
"""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pagefind_bin import get_executable

from tei_pipeline.errors import OutputError
from tei_pipeline.outputs.searching import FACETS, Block, SearchPage, words

#: The folder of all shards, below that of the pages.
FOLDER = "search"
#: How many documents a shard holds at most, about: as many as are indexed in less than a second.
SHARD_SIZE = 600

_IN_MEMORY = Path("/dev/shm")  # used if it is there, for a folder with a name of its own
_ROOM = 8  # times the size of the pages, so that others who use it are not in need
_KEPT = (".pf_index", ".pf_filter", ".pf_fragment", ".pf_meta")
#: Above this many words and places the own index keeps titles and facets only.
_MOST = 2_000_000


class Shard(NamedTuple):
    """A part of the index: documents of one language (BCP 47, without region), and its number."""

    language: str
    number: int

    @property
    def folder(self) -> str:
        """Return where its files are, below the folder of pages."""
        return f"{FOLDER}/{self.language}-{self.number}"


def shards(documents: Iterable[tuple[str, str]]) -> dict[Shard, list[str]]:
    """Return the ids of each shard in order, of documents given by id and language.

    Which shard a document is in depends on its id, and on how many there are in its language.
    """
    by_language: dict[str, list[str]] = {}
    for identifier, language in documents:
        by_language.setdefault(_stemmed(language), []).append(identifier)
    made: dict[Shard, list[str]] = {}
    for language, identifiers in sorted(by_language.items()):
        count = -(-len(identifiers) // SHARD_SIZE)
        for identifier in sorted(identifiers):
            made.setdefault(Shard(language, shard_of(identifier, count)), []).append(identifier)
    return dict(sorted(made.items()))


def shard_of(identifier: str, count: int) -> int:
    """Return the number of a document's shard, of ``count``; the same on every machine."""
    return int.from_bytes(hashlib.sha256(identifier.encode()).digest()[:8]) % count


def _stemmed(language: str) -> str:
    """Return the part of a language tag that decides how words are stemmed; "und" for none."""
    primary = language.partition("-")[0].lower()
    return primary if primary.isalpha() and len(primary) in (2, 3) else "und"


def manifest(made: Iterable[Shard]) -> bytes:
    """Return the script that tells the search page which shards there are."""
    listed = json.dumps([[shard.folder, shard.language] for shard in sorted(made)])
    return f"window.editionShards = {listed};\n".encode()


def index_shard(pages: Iterable[SearchPage], shard: Shard) -> dict[str, bytes]:
    """Return the files of a shard by their path below the folder of pages.

    ``words.js`` is the own index; all else is Pagefind's, which is used through its programming
    interface alone. Raises ``OutputError`` where Pagefind does not run.
    """
    read = [(page, page.parts()) for page in pages]
    seen = {page.address: "".join(_page(page, parts)).encode() for page, parts in read}
    scratch = _scratch(sum(map(len, seen.values())))
    with TemporaryDirectory(prefix="tei-pipeline-search-", dir=scratch) as folder:
        site, bundle = Path(folder, "site"), Path(folder, "bundle")
        for address, content in seen.items():
            file = site / address
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        _run(site, bundle, shard.language)
        files = {
            path.relative_to(bundle).as_posix(): path.read_bytes()
            for path in sorted(bundle.rglob("*"))
            if path.suffix in _KEPT or path.name in _engine(bundle, shard)
        }
    files["dates.json"] = _dates(files, {page.address: page.date for page, _ in read})
    files["words.js"] = own_index(read)
    return {f"{shard.folder}/{name}": content for name, content in sorted(files.items())}


def _scratch(size: int) -> Path | None:
    """Return a folder in memory that has room for the index of ``size`` bytes, if there is one.

    A thousand small files take half a second on some disks, and a twentieth of it there.
    """
    try:
        room = shutil.disk_usage(_IN_MEMORY).free
    except OSError:
        return None
    return _IN_MEMORY if room > _ROOM * size and os.access(_IN_MEMORY, os.W_OK) else None


def _engine(bundle: Path, shard: Shard) -> tuple[str, ...]:
    """Return the files beside the index itself: one shard of a language serves all with them."""
    if shard.number:
        return ("pagefind-entry.json",)
    own = f"wasm.{shard.language}.pagefind"
    stemmer = own if (bundle / own).exists() else "wasm.unknown.pagefind"
    return ("pagefind-entry.json", "pagefind.js", "pagefind-worker.js", stemmer)


def _dates(files: Mapping[str, bytes], dates: Mapping[str, str]) -> bytes:
    """Return the date of each result, for Pagefind does not sort what several shards answer."""
    found = {}
    for name, content in sorted(files.items()):
        if name.endswith(".pf_fragment"):
            # Uncompressed it begins with the 12 bytes of a signature.
            address = json.loads(gzip.decompress(content)[12:])["url"]
            found[PurePosixPath(name).stem] = dates[address.removeprefix("/")]
    return json.dumps(found, separators=(",", ":")).encode()


def _run(site: Path, bundle: Path, language: str) -> None:
    command = [str(get_executable()), "--site", str(site), "--output-path", str(bundle)]
    command += ["--force-language", language, "--keep-index-url", "--silent"]
    mend = "install pagefind-bin again, of a version for this kind of machine"
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=site)
    except OSError as error:
        raise OutputError(f"the search index cannot be made: {error}", mend=mend) from error
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())
        raise OutputError(f"the search index cannot be made: Pagefind says {said}", mend=mend)


def _page(page: SearchPage, parts: Sequence[Block]) -> Iterator[str]:
    """Yield a page as Pagefind is to see it: words, addresses of blocks, facets, nothing else."""
    yield "<!DOCTYPE html><html><head><title></title></head><body data-pagefind-body>"
    # A page without words is found by its title: Pagefind fails where there is no word at all.
    ignored = " data-pagefind-ignore" if any(next(words(b.text), "") for b in parts) else ""
    yield f'<h1{ignored} data-pagefind-meta="title">{escape(page.title)}</h1>'
    if page.date:
        date = escape(page.date)
        yield f'<i data-pagefind-ignore data-pagefind-meta="date">{date}</i>'
    for kind in FACETS:
        for value in page.values(kind):
            yield f'<i data-pagefind-ignore data-pagefind-filter="{kind}">{escape(value)}</i>'
    for block in parts:
        yield f'<p><a id="{escape(block.anchor)}"></a>{escape(block.text)}</p>\n'
    yield "</body></html>"


def own_index(pages: Sequence[tuple[SearchPage, Sequence[Block]]]) -> bytes:
    """Return a script with titles, dates, facets and words, for pages opened from files.

    A browser lets no script of a file read another file, but may load it as a script. Numbers of
    documents are written as the distance from the one before, so that most have one digit.
    """
    facets = {kind: _numbered(kind, pages) for kind in FACETS}
    listed = [
        [page.address, page.title, page.date]
        + [[facets[kind][value] for value in page.values(kind)] for kind in FACETS]
        for page, _ in pages
    ]
    index: dict[str, list[int]] = {}
    for number, (page, parts) in enumerate(pages):
        for word in {
            word for text in (page.title, *(b.text for b in parts)) for word in words(text)
        }:
            index.setdefault(word, []).append(number)
    if sum(map(len, index)) + sum(map(len, index.values())) > _MOST:
        index = {}
    made = {
        "facets": {kind: list(values) for kind, values in facets.items()},
        "documents": listed,
        "words": {word: _distances(found) for word, found in sorted(index.items())},
    }
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    # U+2028 and U+2029 end a line in old scripts.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.editionWords.push({text});\n".encode()


def _numbered(kind: str, pages: Sequence[tuple[SearchPage, Sequence[Block]]]) -> Mapping[str, int]:
    values = sorted({value for page, _ in pages for value in page.values(kind)})
    return {value: number for number, value in enumerate(values)}


def _distances(numbers: Sequence[int]) -> str:
    return " ".join(
        str(number - before) for before, number in zip((0, *numbers), numbers, strict=False)
    )
