"""The whole line with the network cut off: from the weights in the package to a cited answer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import network_guard
import pytest

GUARD = Path(network_guard.__file__)
CORPUS = Path(__file__).parent.parent / "corpus" / "conventions"
NOTICE = "délai de prévenance de 6 mois"


@cache
def cut() -> tuple[str, ...]:
    """The prefix that takes the network away from a process, empty where this machine does not allow it."""
    for prefix in (("unshare", "-n"), ("unshare", "-r", "-n")):
        if (
            shutil.which("unshare")
            and subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0
        ):
            return prefix
    return ()


def offline(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A Python process without a network, without any cache of this user."""
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environment = clean | {"HF_HOME": str(folder / "hub"), "CTGBOT_MODEL_CACHE": str(folder / "model")}
    line = [*cut(), sys.executable, *arguments]
    return subprocess.run(line, capture_output=True, text=True, env=environment, cwd=folder, check=False, timeout=600)


def documents(printed: str) -> list[Any]:
    """The JSON documents that follow one another in `printed`."""
    decoder = json.JSONDecoder()
    found: list[Any] = []
    rest = printed.strip()
    while rest:
        value, end = decoder.raw_decode(rest)
        found.append(value)
        rest = rest[end:].strip()
    return found


def test_the_seed_is_indexed_searched_and_answered_without_a_network(tmp_path: Path) -> None:
    index = ("--index", str(tmp_path / "index"), "--json")
    commands = [
        ["ingest", str(CORPUS), *index],
        ["search", "délai de prévenance", *index],
        ["ask", "Quel est le délai de prévenance ?", *index],
    ]
    done = offline(tmp_path, str(GUARD), json.dumps(commands))
    shutil.rmtree(tmp_path / "model", ignore_errors=True)  # pytest keeps this folder, and the weights are heavy
    assert done.returncode == 0, done.stderr
    assert network_guard.MARK not in done.stderr
    report, found, answer = documents(done.stdout)
    assert len(report["added"]) >= 1
    assert NOTICE in " ".join(result["text"] for result in found["results"])
    assert answer["status"] == "answered"
    assert any(NOTICE in citation["quote"] and citation["article"] == 13 for citation in answer["citations"])


LEAVE = """
import sys; sys.path.insert(0, sys.argv[1])
import network_guard, socket, urllib.request
network_guard.close_the_network()
for attempt in (
    lambda: socket.create_connection(("192.0.2.1", 80), 1),
    lambda: socket.socket().connect(("192.0.2.2", 80)),
    lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.3", 53)),
    lambda: socket.getaddrinfo("example.org", 80),
    lambda: urllib.request.urlopen("http://192.0.2.4/"),
):
    try:
        attempt()
    except OSError:
        print("refused")
"""


def test_the_guard_refuses_every_way_out_and_says_so(tmp_path: Path) -> None:
    done = offline(tmp_path, "-c", LEAVE, str(GUARD.parent))
    assert done.stdout.split() == ["refused"] * 5, done.stderr
    assert done.stderr.count(network_guard.MARK) == 5


STAY = """
import sys; sys.path.insert(0, sys.argv[1])
import network_guard, socket
network_guard.close_the_network()
server = socket.create_server(("127.0.0.1", 0))
socket.create_connection(server.getsockname()).close()
"""


def test_the_guard_lets_this_machine_talk_to_itself(tmp_path: Path) -> None:
    line = [sys.executable, "-c", STAY, str(GUARD.parent)]
    done = subprocess.run(line, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not cut(), reason="unshare -n n'est pas permis ici : seule la garde des sockets coupe le réseau")
def test_a_process_without_a_network_sees_only_its_loopback(tmp_path: Path) -> None:
    done = offline(tmp_path, "-c", "import socket; print([name for _, name in socket.if_nameindex()])")
    assert done.stdout.strip() == "['lo']", done.stderr
