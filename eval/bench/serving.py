"""Questions through HTTP to a ``tracuu serve`` of its own, by one client and by sixteen: threads of this process,
whose share of the processors is told.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from eval.bench.asking import Times, percentiles

_CLIENTS, _REQUESTS, _PATIENCE = 16, 480, 120


@dataclass(frozen=True, slots=True)
class Served:
    """Milliseconds of one client and of sixteen, questions a second of sixteen, refusals and failures of all, and
    megabytes that the server with its processes then has in memory, with and without the pages of files that they
    share. ``asking`` is the share of the machine's processors that went into being sixteen clients.
    """

    one: Times
    sixteen: Times
    per_second: float
    errors: int
    megabytes: float
    own_megabytes: float
    asking: float


def measure(index: Path, questions: Sequence[str], processes: int) -> Served:
    """Serve an index with so many processes and ask it in hybrid mode."""
    with _server(index, processes) as (port, process):
        _ask(port, questions[:3])
        one = _ask(port, questions)
        started, busy = time.perf_counter(), time.process_time()
        each = _REQUESTS // _CLIENTS
        with ThreadPoolExecutor(_CLIENTS) as threads:
            rows = threads.map(lambda n: _ask(port, _turned(questions, n * 7)[:each]), range(_CLIENTS))
            many = [taken for row in rows for taken in row]
        seconds, busy = time.perf_counter() - started, time.process_time() - busy
        own, whole = _memory(process.pid)
    good = [taken for taken in many if taken is not None]
    errors = len(many) - len(good) + one.count(None)
    share = busy / seconds / (os.cpu_count() or 1)
    return Served(
        percentiles(list(filter(None, one))), percentiles(good), len(good) / seconds, errors, whole, own, share
    )


def _turned(questions: Sequence[str], by: int) -> list[str]:
    at = by % len(questions)
    return [*questions[at:], *questions[:at]] * (1 + _REQUESTS // len(questions))


def _ask(port: int, questions: Sequence[str]) -> list[float | None]:
    """Milliseconds of each answer on one connection; None where there was none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    taken: list[float | None] = []
    for question in questions:
        body = json.dumps({"query": question})
        started = time.perf_counter()
        connection.request("POST", "/api/search", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        taken.append((time.perf_counter() - started) * 1000 if answer.status == 200 else None)
    connection.close()
    return taken


@contextmanager
def _server(index: Path, processes: int) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = "from search_api.cli import main; main()"
    words = ["serve", "--index", str(index), "--port", str(port), "--processes", str(processes)]
    command = [sys.executable, "-c", program, *words]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait_for(port)
        yield port, process
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int) -> None:
    """Until it is ready.

    Raises:
        TimeoutError: it does not.
    """
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection, suppress(OSError):
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise TimeoutError(f"the server on port {port} was not ready within {_PATIENCE} s")


def _memory(pid: int) -> tuple[float, float]:
    """Megabytes of a process and those that it has started: their own, and with the most that one has of files."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    own, files = 0, 0
    for one in (str(pid), *children):
        lines = Path(f"/proc/{one}/status").read_text(encoding="utf-8").splitlines()
        sizes = {
            line.split(":")[0]: int(line.split()[1]) for line in lines if line.startswith(("RssAnon", "RssFile"))
        }
        own, files = own + sizes["RssAnon"], max(files, sizes["RssFile"])
    return own / 1024, (own + files) / 1024
