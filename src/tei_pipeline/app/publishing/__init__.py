"""From the catalogue to the files of an edition: pages filled, lists made, books set.

Each step is told to the ledger with digests of all that it reads; what is fresh is left alone.
"""

from tei_pipeline.app.publishing.addresses import LostAddressError, lost_addresses
from tei_pipeline.app.publishing.books import BookPublishing
from tei_pipeline.app.publishing.grounds import Grounds
from tei_pipeline.app.publishing.harvesting import HarvestPublishing
from tei_pipeline.app.publishing.images import ImagePublishing
from tei_pipeline.app.publishing.site import SitePublishing
from tei_pipeline.app.publishing.sitemaps import publish_sitemap

__all__ = [
    "BookPublishing",
    "Grounds",
    "HarvestPublishing",
    "ImagePublishing",
    "LostAddressError",
    "SitePublishing",
    "lost_addresses",
    "publish_sitemap",
]
