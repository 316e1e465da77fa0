"""Taking documents from servers of others into a project folder (OAI-PMH 2.0, DTS 1.0).

``asking`` alone uses the network; ``oai`` and ``dts`` know the protocols, ``keeping`` the folder,
``state`` what was taken before; ``harvest`` composes them.
"""

from tei_pipeline.app.harvester.asking import Asker
from tei_pipeline.app.harvester.harvest import Harvested, Order, harvest

__all__ = ["Asker", "Harvested", "Order", "harvest"]
