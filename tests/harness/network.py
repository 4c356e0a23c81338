"""Tests reach this machine only.

An audit hook sees every connection and every name looked up by this process, whatever library
makes it. It does not see other processes: the browser has its own rule (`harness.browser`).
"""

import ipaddress
import socket
import sys

LOCAL_NAMES = {None, "", "localhost", socket.gethostname()}


class NetworkRefusedError(RuntimeError):
    """A test tried to leave this machine."""


def is_address(host):
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_local(host):
    if isinstance(host, bytes):
        host = host.decode()
    return host in LOCAL_NAMES or (is_address(host) and ipaddress.ip_address(host).is_loopback)


def guard(event, arguments):
    """Refuse what leaves; a Unix socket has a path, not a pair, for its address."""
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        refused = isinstance(address, tuple) and not is_local(address[0])
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        address = arguments[0]
        refused = not is_local(address) and not is_address(address)
    else:
        return
    if refused:
        message = f"{event} to {address!r}: a test may use the loopback interface only"
        raise NetworkRefusedError(message)


def pytest_configure():
    sys.addaudithook(guard)
