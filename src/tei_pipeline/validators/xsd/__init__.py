"""XSD: the verdict by libxml2 where it can read the schema, the findings by xmlschema.

libxml2 compiles a schema of version 1.0 in milliseconds and judges a document in as many, but its
messages are for programs. xmlschema takes longer to get ready and is asked about a document that
is not valid, or for XSD 1.1: it names the faulty elements and the declarations they break. What is
wrong with them is then read off the declarations, never from a message.
"""

from tei_pipeline.validators.xsd.validator import XsdValidator

__all__ = ["XsdValidator"]
