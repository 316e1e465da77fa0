"""What judges a document: one protocol, one explicit table, one engine a file."""

from tei_pipeline.validators.protocol import Context, Validator

__all__ = ["Context", "Validator"]
