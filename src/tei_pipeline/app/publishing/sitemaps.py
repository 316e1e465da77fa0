"""The sitemap: all pages, and when those of documents last changed.

Where documents are harvested, the published catalogue remembers that. Else nothing does, and the
day is that of the newest change that a header tells.
"""

from collections.abc import Mapping
from pathlib import Path

from tei_pipeline.app.publishing.grounds import Grounds
from tei_pipeline.catalogue.published import Published
from tei_pipeline.harvest.dates import written
from tei_pipeline.outputs.site import FOLDER
from tei_pipeline.outputs.site.machine import changes, sitemap


def publish_sitemap(grounds: Grounds, published: Path | None) -> None:
    """Write the sitemap, if the site has an address; all pages are to be written before.

    ``published`` is the catalogue of what is published, where this build has written it.
    """
    base = grounds.attributes["base-url"]
    if not base:
        return
    moved = grounds.ledger.left("redirects")
    days = _remembered(published) if published else _told(grounds)
    pages = sorted(
        name.removeprefix(f"{FOLDER}/")
        for name in grounds.ledger.files
        if name.endswith(".html") and name.startswith(f"{FOLDER}/") and name not in moved
    )
    files = sitemap(base, ((page, days.get(page, "")) for page in pages))
    grounds.write("sitemap", {f"{FOLDER}/{name}": text.encode() for name, text in files.items()})


def _remembered(published: Path) -> Mapping[str, str]:
    with Published(published).view() as view:
        files = list(view.resources())
    return {one.path.removeprefix(f"{FOLDER}/"): written(one.stamp) for one in files}


def _told(grounds: Grounds) -> Mapping[str, str]:
    days: dict[str, str] = {}
    for row in grounds.catalogue.rows():
        told = [one.day for one in changes(row.id, row.title, row.history)]
        if told:
            days[f"{row.id}.html"] = max(told)
    return days
