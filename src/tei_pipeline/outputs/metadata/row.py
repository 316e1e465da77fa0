"""A row of the crosswalk."""

from typing import NamedTuple

from tei_pipeline.outputs.metadata.properties import Values


class Row(NamedTuple):
    """A property: its name, where TEI has it (from the header), its values, and each format's cell.

    ``table`` says how cells are written; ``note`` says what a reader of the page is to know.
    """

    name: str
    tei: tuple[str, ...]
    values: Values
    dc: str = ""
    terms: str = ""
    mods: str = ""
    datacite: str = ""
    schema: str = ""
    bibtex: str = ""
    ris: str = ""
    csl: str = ""
    cmif: str = ""
    note: str = ""


TITLES = "fileDesc/titleStmt"
PUBLICATION = "fileDesc/publicationStmt"
SOURCE = "fileDesc/sourceDesc"
MANUSCRIPT = f"{SOURCE}//msDesc"
SENT = "profileDesc/correspDesc/correspAction[@type='sent']"
RECEIVED = "profileDesc/correspDesc/correspAction[@type='received']"
CMIF = "t:teiHeader/t:profileDesc/t:correspDesc"
CMIF_FILE = "t:teiHeader/t:fileDesc"
CMIF_SENT = f"{CMIF}/t:correspAction[@type='sent']"
CMIF_RECEIVED = f"{CMIF}/t:correspAction[@type='received']"
