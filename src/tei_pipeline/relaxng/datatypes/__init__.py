"""The datatypes of RELAX NG's own library and of XML Schema Part 2 (second edition).

A datatype judges texts; it knows neither patterns nor documents.
"""

from tei_pipeline.relaxng.datatypes.library import datatype
from tei_pipeline.relaxng.datatypes.types import Datatype, DatatypeError

__all__ = ["Datatype", "DatatypeError", "datatype"]
