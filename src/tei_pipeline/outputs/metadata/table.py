"""The crosswalk: every property of a document, where TEI has it and what formats call it.

``oai_dc`` and the DCMI terms are written from it; what the other formats write is compared with
it, row by row, by tests; ``docs/metadata.md`` is generated from it.

Of XML formats a cell is an XPath from the root element (prefixes: ``m`` MODS, ``d`` DataCite,
``t`` TEI, in CMIF), of schema.org a path of properties, of BibTeX, RIS and CSL-JSON the name of a
field. An empty cell means that the format has no place for the property.
"""

from tei_pipeline.outputs.metadata.row import Row
from tei_pipeline.outputs.metadata.rows_content import CONTENT
from tei_pipeline.outputs.metadata.rows_dates import DATES
from tei_pipeline.outputs.metadata.rows_names import NAMES

TABLE: tuple[Row, ...] = (*NAMES, *DATES, *CONTENT)
