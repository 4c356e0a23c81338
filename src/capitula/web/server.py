"""Serve the site on this machine."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable

from capitula.ground.faults import CapitulaError


class CannotServe(CapitulaError):
    """The site cannot listen where it was asked to; the message says why and what to do."""

    exit_code = 3


def serve(
    port: int,
    host: str = "127.0.0.1",
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the site until Ctrl-C.

    Args:
        port: where to listen; 0 takes a free port.
        host: the address to listen on. Beyond loopback, name the site in CAPITULA_HOSTS too.
        on_ready: called once with the site's address, when it answers.

    Raises:
        CannotServe: the port is in use or not allowed, or the address is not of this machine.
    """
    from waitress.server import create_server

    listening = _listen(host, port)
    from capitula.web.wsgi import application

    server = create_server(application, sockets=[listening], threads=4, ident=None)
    name = f"[{host}]" if ":" in host else host
    try:
        if on_ready is not None:
            on_ready(f"http://{name}:{listening.getsockname()[1]}/")
        server.run()
    except KeyboardInterrupt:
        return
    finally:
        server.close()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise CannotServe(_why(error, host, port)) from error


def _why(error: OSError | OverflowError, host: str, port: int) -> str:
    code = getattr(error, "errno", None)
    if code == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use. Choose another with --port, or end what uses it."
    if code == errno.EACCES:
        return f"Port {port} is reserved for the system. Choose one from 1024 to 65535."
    return f"Cannot listen on {host}, port {port}: {error}. Choose an address of this machine."
