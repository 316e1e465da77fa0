"""What judges a document: one protocol, one explicit table, one engine a file."""

from tei_pipeline.validators.protocol import Context, Validator
from tei_pipeline.validators.table import Schemas, make_validators, schemas_named
from tei_pipeline.validators.wellformed import WellformedValidator

__all__ = [
    "Context",
    "Schemas",
    "Validator",
    "WellformedValidator",
    "make_validators",
    "schemas_named",
]
