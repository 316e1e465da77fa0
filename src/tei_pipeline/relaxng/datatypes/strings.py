"""Texts and names: the types derived from string, with QName and NOTATION."""

from tei_pipeline.relaxng.datatypes.types import pattern
from tei_pipeline.relaxng.written import is_ncname

is_language = pattern("[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")
_is_ascii_nmtoken = pattern("[-.:0-9A-Za-z_]+")
_is_ascii_name = pattern("[A-Za-z_:][-.:0-9A-Za-z_]*")


def is_nmtoken(text: str) -> bool:
    """Tell whether a text is a name token: characters of names, in any order."""
    if text.isascii():
        return _is_ascii_nmtoken(text) is not None
    return is_ncname("_" + text.replace(":", "_"))


def is_name(text: str) -> bool:
    """Tell whether a text is a name, colons and all."""
    if text.isascii():
        return _is_ascii_name(text) is not None
    return is_ncname(text.replace(":", "_"))


def is_qname(text: str) -> bool:
    """Tell whether a text is a name with or without one prefix."""
    prefix, colon, local = text.partition(":")
    return is_ncname(prefix) and (not colon or is_ncname(local))


def is_nmtokens(text: str) -> bool:
    """Tell whether a text is a list of one or more name tokens."""
    return bool(text) and all(map(is_nmtoken, text.split(" ")))


def is_ncnames(text: str) -> bool:
    """Tell whether a text is a list of one or more names without colons."""
    return bool(text) and all(map(is_ncname, text.split(" ")))


def list_length(text: str) -> int:
    """Return how many items a list has."""
    return text.count(" ") + 1
