"""OAI-PMH 2.0: the repository that libraries harvest, from what is published.

``docs/oai-pmh.md`` says which clause of the protocol is held where.
"""

from tei_pipeline.harvest.oai.lists import Limits
from tei_pipeline.harvest.oai.provider import provider

__all__ = ["Limits", "provider"]
