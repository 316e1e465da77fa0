"""Addresses relative to ``xml:base``, which may be relative itself (section 4.5)."""

import re
from urllib.parse import urljoin

_SCHEME = re.compile("[A-Za-z][A-Za-z0-9+.-]*:")


def joined(base: str, reference: str) -> str:
    """Return an address as it is relative to the file, where it was relative to a base in it."""
    if not base or reference.startswith("/") or _SCHEME.match(reference):
        return reference
    if not reference:
        return base
    if _SCHEME.match(base):
        return urljoin(base, reference)
    return base[: base.rfind("/") + 1] + reference
