"""Runs ctgbot commands with the network refused: `python network_guard.py '[["ask", "…"], …]'`.

Each attempt to leave this machine is written on stderr and fails as a cut cable would. Loopback stays open. This
sees what goes through Python's sockets; `unshare -n`, where the machine allows it, cuts everything else.
"""

from __future__ import annotations

import json
import socket
import sys
from typing import Any

MARK = "NETWORK"
_LOOPBACK = ("127.", "::1", "localhost")


def refuse(address: object) -> None:
    """Raises OSError for anything but this machine."""
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, bytes):
        host = host.decode(errors="replace")
    if host and not str(host).startswith(_LOOPBACK):
        sys.stderr.write(f"{MARK} {host}\n")
        raise OSError(101, "Network is unreachable")


class GuardedSocket(socket.socket):
    """A socket that does not leave this machine."""

    def connect(self, address: Any) -> None:
        if self.family != socket.AF_UNIX:
            refuse(address)
        super().connect(address)

    def connect_ex(self, address: Any) -> int:
        if self.family != socket.AF_UNIX:
            refuse(address)
        return super().connect_ex(address)

    def sendto(self, *arguments: Any) -> int:
        if self.family != socket.AF_UNIX:
            refuse(arguments[-1])
        return super().sendto(*arguments)


def close_the_network() -> None:
    """From here on; meant for a process of its own."""
    resolve = socket.getaddrinfo

    def guarded(host: Any, *arguments: Any, **options: Any) -> Any:
        refuse(host)
        return resolve(host, *arguments, **options)

    socket.socket = GuardedSocket  # type: ignore[misc]
    socket.getaddrinfo = guarded


def run(commands: list[list[str]]) -> int:
    """The worst exit code of these commands, each printing its JSON on stdout."""
    from ctgbot.cli import main

    return max(main(command) for command in commands)


if __name__ == "__main__":
    close_the_network()
    sys.exit(run(json.loads(sys.argv[1])))
