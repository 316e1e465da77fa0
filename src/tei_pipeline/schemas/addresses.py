"""Addresses of schemas: made absolute, compared, and turned into local paths; nothing is opened."""

import re
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LOCAL = re.compile(r"file:(?://(?:localhost)?)?/", re.IGNORECASE)
# What may stand in an address as it is; anything else is percent-encoded (XML Catalogs, 6.2).
_KEPT = "%!#$&'()*+,/:;=?@[]~-._"


def is_remote(address: str) -> bool:
    """Return whether an address is one of the web."""
    return address.lower().startswith(("http://", "https://"))


def is_absolute(address: str) -> bool:
    """Return whether an address begins with a scheme."""
    return _SCHEME.match(address) is not None


def is_address(text: str) -> bool:
    """Return whether a text can be taken apart as an address: no bracket stands where none may."""
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True


def absolute(address: str, base: str) -> str:
    """Return what an address means in a file whose own address is ``base``, without fragment."""
    try:
        return urljoin(base, address.strip()).partition("#")[0]
    except ValueError:  # such as a bracket where a host is to stand
        return address


def address_of(path: Path) -> str:
    """Return the ``file:`` address of an absolute path."""
    return path.as_uri()


def path_of(address: str) -> Path | None:
    """Return the local path that a ``file:`` address means; None for any other, or no address."""
    if address[:5].lower() != "file:" or not is_address(address):
        return None
    parts = urlsplit(address)
    if parts.netloc not in ("", "localhost"):
        return None
    return Path(unquote(parts.path))


def escaped(address: str) -> str:
    """Return an address in which what may not stand in one is percent-encoded."""
    return quote(address.strip(), safe=_KEPT)


def normal(address: str) -> str:
    """Return the form in which addresses are compared.

    Upper case in scheme and host, a port that goes without saying and a fragment make no other
    address, nor does ``http`` for ``https``: a schema that is served by both is one schema.
    """
    text = escaped(address.partition("#")[0])
    if not is_remote(text):
        return _LOCAL.sub("file:///", text)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return text
    host = parts.hostname or ""
    if port and port != _PORTS[parts.scheme]:
        host = f"{host}:{port}"
    query = f"?{parts.query}" if parts.query else ""
    return urljoin(f"https://{host}", parts.path or "/") + query


def is_file(path: Path) -> bool:
    """Return whether a path is a regular file, whatever name it has."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that is too long, or that no file can have
        return False
