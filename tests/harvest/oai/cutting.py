"""A way to a server that breaks off: the answer on one connection ends in its middle."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count


@contextmanager
def cutting(port: int, at: int) -> Iterator[int]:
    """Give the port of a way to ``port``, whose second connection ends after ``at`` bytes."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_forward, args=(listening, port, at), daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(10)


def _forward(listening: socket.socket, port: int, at: int) -> None:
    with suppress(OSError):
        for number in count(1):
            client, _ = listening.accept()
            left = at if number == 2 else None
            threading.Thread(target=_pass, args=(client, port, left), daemon=True).start()


def _pass(client: socket.socket, port: int, left: int | None) -> None:
    with client, socket.create_connection(("127.0.0.1", port)) as server:
        asking = threading.Thread(target=_copy, args=(client, server, None), daemon=True)
        asking.start()
        _copy(server, client, left)


def _copy(source: socket.socket, target: socket.socket, left: int | None) -> None:
    with suppress(OSError):
        while left != 0:
            piece = source.recv(4096 if left is None else min(left, 4096))
            if not piece:
                break
            target.sendall(piece)
            left = None if left is None else left - len(piece)
        target.shutdown(socket.SHUT_RDWR)
