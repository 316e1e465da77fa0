"""The catalogue: the records of an edition in SQLite, taken apart so that lists can be made.

It alone knows SQL. What is in it comes from records; no TEI is ever read here.
"""

from tei_pipeline.catalogue.entities import FOLDERS, Entity
from tei_pipeline.catalogue.indexes import Documents, Indexes, Part, Subject, is_shown, keyed
from tei_pipeline.catalogue.parts import Parts, take_apart
from tei_pipeline.catalogue.store import Catalogue, Row, Whole

__all__ = [
    "FOLDERS",
    "Catalogue",
    "Documents",
    "Entity",
    "Indexes",
    "Part",
    "Parts",
    "Row",
    "Subject",
    "Whole",
    "is_shown",
    "keyed",
    "take_apart",
]
