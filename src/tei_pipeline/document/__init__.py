"""A TEI file, loaded once: its tree, its places, and the text that Saxon is given.

No other code opens a TEI file.
"""

from tei_pipeline.document.load import Bounds, Document, load, open_document
from tei_pipeline.document.reading import LoadError

__all__ = ["Bounds", "Document", "LoadError", "load", "open_document"]
