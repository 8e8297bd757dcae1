"""What it costs to begin: a cold process, a new version, one directive more or less."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from eval.bench.archive import Made
from indexer.embed import Embedder
from indexer.index.clearance import EVERYTHING
from indexer.index.records import FileState
from indexer.index.writer import IndexWriter
from search_api.engine import Engine, Request
from search_api.service import Service

_COLD, _TIMES = 3, 5
"""Cold processes that are started, changes that are made; the middle counts."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Seconds of ``tracuu search`` from its start to its end, and of opening in a process that has all modules to
    a first answer; milliseconds from a change to an answer that knows of it, the commit included, and of the swap
    of a served version alone.
    """

    cold_command_s: float
    open_to_answer_s: float
    add_ms: float
    remove_ms: float
    swap_ms: float


def measure(index: Path, embedder: Embedder, question: str, more: list[Made]) -> Opened:
    """Of an index; ``more`` are directives that it does not hold. It is left as it was found."""
    cold = statistics.median(_cold(index, question) for _ in range(_COLD))
    started = time.perf_counter()
    service = Service(index, embedder)
    _answer(service, question)
    opened = time.perf_counter() - started
    added, removed, swaps = [], [], []
    with IndexWriter.open(index, lambda: embedder) as writer:
        for n, made in enumerate(more[:_TIMES]):
            one = made.directive.renamed(f"more-{n}.txt")
            state = FileState(one.file, "", "", 0, 0)
            added.append(_ms(lambda: _visible(writer.write([(state, one)]), service, question)))  # noqa: B023
        for n in range(len(added)):
            writer.write([], [f"more-{n}.txt"])
            swaps.append(_ms(lambda: _answer(service, question)))
            state, one = FileState("again.txt", "", "", 0, 0), more[0].directive.renamed("again.txt")
            _visible(writer.write([(state, one)]), service, question)
            removed.append(_ms(lambda: _visible(writer.write([], ["again.txt"]), service, question)))
    middle = statistics.median
    return Opened(cold, opened, middle(added), middle(removed), middle(swaps))


def _visible(version: int, service: Service, question: str) -> None:
    """Answer with a version.

    Raises:
        RuntimeError: the service answers with another.
    """
    if (found := _answer(service, question).index.version) != version:
        raise RuntimeError(f"version {version} was written, {found} answers")


def _answer(service: Service, question: str) -> Engine:
    engine = service.engine(EVERYTHING)
    engine.search(Request(question))
    return engine


def _ms(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _cold(index: Path, question: str) -> float:
    program = "from search_api.cli import main; main()"
    command = [sys.executable, "-c", program, "search", question, "--index", str(index)]
    started = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - our own program
    return time.perf_counter() - started
