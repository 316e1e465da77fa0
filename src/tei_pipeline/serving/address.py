"""Where the server listens: a socket is opened before anything else is begun."""

import errno
import socket

from tei_pipeline.errors import PipelineError

_NEXT = 20
"""So many ports after the one that is taken are tried, to propose a free one."""


Listening = socket.socket


class AddressError(PipelineError):
    """The server cannot listen where it was told to."""


def listen(host: str, port: int) -> Listening:
    """Return a socket that listens; port 0 takes any that is free. Raises ``AddressError``."""
    try:
        return _opened(host, port)
    except socket.gaierror as error:
        raise AddressError(
            f"{host} is no address of this machine", mend="leave --host out, or name an address"
        ) from error
    except OSError as error:
        raise AddressError(
            f"cannot listen on {host} port {port}: {_reason(error)}", mend=_mend(host, port)
        ) from error


def _opened(host: str, port: int) -> socket.socket:
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    return socket.create_server((host, port), family=family)


def _reason(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "another program listens there"
    if error.errno == errno.EACCES:
        return "ports below 1024 are not for everyone"
    if error.errno == errno.EADDRNOTAVAIL:
        return "this machine does not have that address"
    return error.strerror or str(error)


def _mend(host: str, port: int) -> str:
    for free in range(max(port, 1023) + 1, min(max(port, 1023) + 1 + _NEXT, 65536)):
        try:
            _opened(host, free).close()
        except OSError:
            continue
        return f"--port {free} is free"
    return "name another one with --port, or --port 0 for any that is free"
