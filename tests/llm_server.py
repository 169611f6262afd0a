"""A language-model server on loopback that plays what a test tells it: one scripted reply for each request."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass
class Reply:
    """`pieces` are sent as deltas, one event each; `body` replaces the stream by one JSON document. `ending`: « done »
    closes as the protocol says, « dies » in the middle, « silent » never, until the reader leaves."""

    pieces: Sequence[str] = ()
    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    ending: str = "done"
    raw: bytes | None = None


@dataclass
class Scripted:
    """The server's address, what it was asked, and whether a reader has left before the end."""

    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    left: Event = field(default_factory=Event)


@contextmanager
def scripted_server(*replies: Reply) -> Iterator[Scripted]:
    """The last reply is played again for any further request."""
    script = Scripted()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            script.requests.append(json.loads(self.rfile.read(size)))
            script.keys.append(self.headers.get("Authorization", ""))
            reply = replies[min(len(script.requests), len(replies)) - 1]
            if reply.body is not None or reply.status != 200:
                self._send_whole(reply)
            else:
                self._stream(reply)

        def _send_whole(self, reply: Reply) -> None:
            body = json.dumps(reply.body or {}).encode()
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _stream(self, reply: Reply) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            if reply.raw is not None:
                self._send_chunk(reply.raw)
            for piece in reply.pieces:
                self._send_event(event(piece))
            if reply.ending == "done":
                self._send_event(event("", "stop"))
                self._send_chunk(b"data: [DONE]\n\n")
                self._send_chunk(b"")
            elif reply.ending == "silent":
                self._wait_for_the_reader_to_leave()
            self.close_connection = True

        def _wait_for_the_reader_to_leave(self) -> None:
            try:
                if self.connection.recv(1) == b"":
                    script.left.set()
            except OSError:
                script.left.set()

        def _send_event(self, said: dict[str, Any]) -> None:
            self._send_chunk(f"data: {json.dumps(said)}\n\n".encode())

        def _send_chunk(self, data: bytes) -> None:
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()

        def log_message(self, *_arguments: Any) -> None:
            """A test reads what the program says, not what this server does."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def event(text: str, finish: str | None = None) -> dict[str, Any]:
    """One event of a streamed chat completion."""
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": finish}
    return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "essai", "choices": [choice]}
