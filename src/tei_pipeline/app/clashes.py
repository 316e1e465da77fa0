"""Documents whose pages would have one name: nothing may be written until one has another."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from tei_pipeline.app.packing import unpacked
from tei_pipeline.app.sources import Sources
from tei_pipeline.catalogue import Catalogue
from tei_pipeline.diagnostics import Diagnostic, Location


def clashes(catalogue: Catalogue, sources: Sources) -> Iterator[Diagnostic]:
    """Yield the files whose id another file has too, or whose page is one of another document.

    Some file systems do not tell capital letters from small ones: names that differ in nothing else
    are one.
    """
    yield from _sharing(sources.ids())
    yield from _named_as_parts(catalogue, sources)


def _sharing(ids: Iterable[tuple[str, Path]]) -> Iterator[Diagnostic]:
    seen: dict[str, Path] = {}
    for identifier, path in ids:
        first = seen.setdefault(identifier.lower(), path)
        if first != path:
            yield Diagnostic(
                "TPB203",
                f"the id {identifier!r} is also that of {first.name}",
                Location(path),
                expected="an id of its own, since pages are named after it",
                suggestion="rename one of the two; nothing was written",
            )


def _named_as_parts(catalogue: Catalogue, sources: Sources) -> Iterator[Diagnostic]:
    """Yield documents that are named as parts are: "novel.preface" beside a preface in "novel"."""
    ids = catalogue.ids()
    files = {identifier.lower(): file for identifier, file in ids}
    for identifier, file in ids:
        page = f"{identifier}.html"
        steps = identifier.lower().split(".")
        for whole in (".".join(steps[:number]) for number in range(1, len(steps))):
            if whole in files and _has_page(catalogue, files[whole], page):
                other = sources.path(files[whole]).name
                yield Diagnostic(
                    "TPB203",
                    f"the page {page} is also that of a part of {other}",
                    Location(sources.path(file)),
                    expected="a page of its own; that of a part is named after its division",
                    suggestion=f"give the document or the division in {other} another id; "
                    "nothing was written",
                )


def _has_page(catalogue: Catalogue, file: str, page: str) -> bool:
    pages = unpacked(catalogue.pages(file))
    return any(path.lower() == page.lower() for path, *_ in pages)
