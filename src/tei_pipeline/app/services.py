"""Which protocols are served beside the site: each is asked for what is published."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tei_pipeline.catalogue.published import Published
from tei_pipeline.errors import PipelineError
from tei_pipeline.harvest import dts, oai, openapi, reconciliation, signposting
from tei_pipeline.serving import Mount, Site


class Service(NamedTuple):
    """A protocol that people are told of: what it is called, and its address below the site."""

    name: str
    address: str


SERVICES = (
    Service("OAI-PMH", "/oai"),
    Service("DTS", "/dts"),
    Service("reconciliation", "/reconcile"),
)


def site_of(catalogue: Path, base: str) -> Site:
    """Return what is served beside the files; ``base`` is the public address, if there is one."""
    published = Published(catalogue)
    mounts = dict(_mounts(published, base))
    return Site(mounts, base, _links(published), lambda: _ready(published))


def _links(published: Published) -> Callable[[str, str], tuple[str, ...]]:
    def links(path: str, base: str) -> tuple[str, ...]:
        try:
            with published.view() as view:
                return signposting.links(view, path, f"{base}/")
        except PipelineError:
            return ()  # the page is there all the same

    return links


def _mounts(published: Published, base: str) -> Iterator[tuple[str, Mount]]:
    served = ["/openapi.json", *(one.address for one in SERVICES)]
    yield "/oai", Mount(oai.provider(published), forms=True)
    # Identifiers of documents are public addresses; without one, those of the site that is asked.
    yield "/dts", Mount(dts.service(published, base), below=True)
    yield "/reconcile", Mount(reconciliation.service(published), forms=True, below=True)
    yield "/openapi.json", Mount(openapi.service(published, served))


def _ready(published: Published) -> Mapping[str, bool]:
    try:
        with published.view() as view:
            view.about()
    except PipelineError:
        return {"catalogue": False}
    return {"catalogue": True}
