"""What judges a document: one protocol, one explicit table, one engine a file."""

from tei_pipeline.validators.protocol import Context, Validator
from tei_pipeline.validators.table import Engines

__all__ = ["Context", "Engines", "Validator"]
