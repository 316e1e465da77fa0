"""The repository as files, so that a plain web host can be harvested."""

from collections.abc import Iterator, Mapping

from tei_pipeline.catalogue.published import Format, View
from tei_pipeline.harvest.resourcesync import resourcesync
from tei_pipeline.harvest.signposting import LINKSETS, Held, as_json, as_text, links_of
from tei_pipeline.harvest.static_repository import NAME, static_repository


def linksets(held: Held, formats: Mapping[str, Format], base: str) -> Iterator[tuple[str, bytes]]:
    """Yield the link sets of a document, by their paths from the site's folder.

    ``formats`` are those offered, by prefix; ``base`` is the address of the site.
    """
    links = tuple(links_of(held, formats, base))
    yield f"{LINKSETS}/{held.document.id}.json", as_json(links).encode()
    yield f"{LINKSETS}/{held.document.id}.txt", as_text(links).encode()


def static_files(view: View, base: str) -> Iterator[tuple[str, bytes]]:
    """Yield what there is of the whole, by its path from the site's folder.

    ``base`` is the address of the site.
    """
    yield from resourcesync(view, base)
    repository = static_repository(view, base)
    if repository is not None:
        yield NAME, repository
