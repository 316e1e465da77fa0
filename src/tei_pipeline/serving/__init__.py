"""The server: answers requests from a folder of files, and shows an edition while it is made."""

from tei_pipeline.serving.address import listen
from tei_pipeline.serving.files import Files
from tei_pipeline.serving.live import Live
from tei_pipeline.serving.server import Server

__all__ = ["Files", "Live", "Server", "listen"]
