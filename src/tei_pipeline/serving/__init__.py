"""The server: answers requests from a folder of files and by protocols, under one origin.

It also shows an edition while it is made. What a protocol says is made elsewhere (``harvest``).
"""

from tei_pipeline.serving.address import listen
from tei_pipeline.serving.files import Files
from tei_pipeline.serving.live import Live
from tei_pipeline.serving.mounts import Mount
from tei_pipeline.serving.server import Server, Site

__all__ = ["Files", "Live", "Mount", "Server", "Site", "listen"]
