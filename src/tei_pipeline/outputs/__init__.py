"""What an edition is published as: one protocol, one explicit table, one target a file."""

from tei_pipeline.outputs.protocol import Artifact, Edition, Output, Source
from tei_pipeline.outputs.table import make_outputs

__all__ = ["Artifact", "Edition", "Output", "Source", "make_outputs"]
