"""How names and addresses are written: XML names, URI references, blank space."""

import re
from xml.parsers import expat

from tei_pipeline.relaxng.uris import is_uri

_ASCII_NCNAME = re.compile("[A-Za-z_][-.0-9A-Za-z_]*")
_NO_NAME = re.compile("[\\s/<>=&:\"']")


def is_ncname(text: str) -> bool:
    """Tell whether a text is a name without colon (Namespaces in XML, NCName).

    The letters are those of XML 1.0 up to its fourth edition, as the specification of RELAX NG has
    it; expat knows them.
    """
    if _ASCII_NCNAME.fullmatch(text):
        return True
    if text.isascii() or _NO_NAME.search(text):
        return False
    try:
        expat.ParserCreate("utf-8").Parse(f"<{text}/>".encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError:
        return False
    return True


def spaces_trimmed(text: str) -> str:
    """Return a text without the blank space of XML at its ends."""
    return text.strip(" \t\r\n")


def is_reference(text: str) -> bool:
    """Tell whether a text is a URI reference without a fragment (section 4.5)."""
    return "#" not in text and is_uri(text)


def is_library(text: str) -> bool:
    """Tell whether a text is an absolute URI without a fragment, or empty (section 4.3)."""
    return not text or (is_reference(text) and ":" in text.partition("/")[0].partition("?")[0])
