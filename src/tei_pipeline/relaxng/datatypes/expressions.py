"""Regular expressions of XML Schema."""

import re
from tei_pipeline.relaxng.datatypes.types import DatatypeError


def expression(source):
    try:
        return re.compile(source.replace(r"[^\p{C}\p{Z}]", r"\S")).fullmatch
    except re.error as error:
        raise DatatypeError(str(error))
