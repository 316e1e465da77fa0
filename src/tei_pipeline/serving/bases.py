"""Which absolute address the edition has for who asks: never one that a request made up.

A configured address is that of the public site. Who asks for this machine itself, as one who tries
the server out does, is answered with the address that they asked.
"""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import Request

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}))(?::(\d{1,5}))?")
_PROXY = ("x-forwarded-for", "x-forwarded-host", "forwarded")


class Bases:
    """Finds the address of the site, without a ``/`` at its end."""

    def __init__(self, configured: str = "") -> None:
        """Take the public address (``https://host/path``); empty: that which is asked counts."""
        self._configured = configured.rstrip("/")
        self._host = urlsplit(self._configured).netloc.lower()

    def of(self, request: Request) -> str:
        """Return the address of the site as this request is to be told of it."""
        host = request.headers.get("host", "").lower()
        if not _legal(host):
            return self._configured or _own(request)
        if not self._configured:
            return f"{request.url.scheme}://{host}"
        passed_on = any(name in request.headers for name in _PROXY)
        if host == self._host or passed_on or not _here(host, request):
            return self._configured
        return f"{request.url.scheme}://{host}"


def _legal(host: str) -> bool:
    found = _HOST.fullmatch(host)
    return found is not None and int(found[2] or 0) < 1 << 16


def _here(host: str, request: Request) -> bool:
    """Return whether a host is this machine, or the very address that was connected to."""
    name = _HOST.sub(r"\1", host).strip("[]")
    if name == "localhost" or name == (request.scope.get("server") or ("",))[0]:
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _own(request: Request) -> str:
    name, port = request.scope.get("server") or ("localhost", None)
    host = f"[{name}]" if ":" in name else name
    return f"{request.url.scheme}://{host}:{port}" if port else f"{request.url.scheme}://{host}"
