"""What indexing and searching cost on this machine, stage by stage. First form: this project alone."""

from __future__ import annotations

import importlib.util
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from eval import beir
from eval.questions import choose
from eval.questions import read as read_questions
from eval.source import Benchmark, Source
from indexer import chunk
from indexer.discovery import discover
from indexer.domain import Directive
from indexer.embed import Embedder, passage_input
from indexer.index.archive_index import ArchiveIndex
from indexer.index.records import FileState
from indexer.index.writer import IndexWriter
from indexer.reading import read
from indexer.understand import understand
from search_api.engine import Engine, Mode, Request

_COLD = 3
"""Cold processes that are started; the middle time counts."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of indexing: its seconds, and passages a second."""

    name: str
    seconds: float
    rate: float


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of a whole search (ten hits, highlighted and cited) in this process."""

    mode: str
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class Figures:
    """All that was measured. ``cold_seconds`` is the time of one ``tracuu search`` process, None where there is
    no such command.
    """

    passages: int
    stages: tuple[Stage, ...]
    queries: tuple[Latency, ...]
    cold_seconds: float | None

    def to_dict(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)

    def table(self) -> str:
        """For people."""
        rows = [f"{self.passages} passages", f"{'stage':<12}{'seconds':>10}{'passages/s':>12}"]
        rows += [f"{stage.name:<12}{stage.seconds:>10.3f}{stage.rate:>12.0f}" for stage in self.stages]
        rows += ["", f"{'search':<12}{'p50 ms':>10}{'p95 ms':>12}"]
        rows += [f"{item.mode:<12}{item.p50_ms:>10.1f}{item.p95_ms:>12.1f}" for item in self.queries]
        cold = f"{self.cold_seconds:.2f} s" if self.cold_seconds is not None else "not measured: no tracuu command"
        return "\n".join([*rows, "", f"cold `tracuu search`: {cold}"])


def bench(source: Source, embedder: Embedder) -> Figures:
    """Index what a source holds in a temporary directory and ask its questions in each mode.

    Each question is asked once, after a first one that is not counted.

    Raises:
        TracuuError: the source cannot be read.
    """
    asked = questions(source)
    started = time.perf_counter()
    found = directives(source, embedder)
    reading = _stage("read", started, found)
    with tempfile.TemporaryDirectory(prefix="tracuu-bench-") as folder:
        stages = (reading, *_index(found, Path(folder), embedder))
        with ArchiveIndex.open(Path(folder)) as index:
            queries = tuple(_latency(Engine(index, embedder), asked, mode) for mode in Mode)
        passages = sum(len(directive.passages) for directive in found)
        return Figures(passages, stages, queries, cold_search(Path(folder), asked[0]))


def questions(source: Source) -> list[str]:
    """What is asked of a source."""
    if isinstance(source, Benchmark):
        return [topic.question for topic in beir.dataset(source.folder).topics]
    return [question.text for question in choose(read_questions(source.queries), source.split)]


def directives(source: Source, embedder: Embedder) -> list[Directive]:
    """What a source holds, read, structured and cut into passages."""
    if isinstance(source, Benchmark):
        return [document.as_directive() for document in beir.documents(source.folder)]
    return [
        understand(item.file, read(item.path), embedder.count_tokens, chunk.Limits())
        for item in discover([source.corpus])
    ]


def _stage(name: str, started: float, directives: Sequence[Directive]) -> Stage:
    """A stage that began at ``started`` (of ``time.perf_counter``) and ends now."""
    seconds = time.perf_counter() - started
    return Stage(name, seconds, sum(len(directive.passages) for directive in directives) / seconds)


def _index(directives: Sequence[Directive], folder: Path, embedder: Embedder) -> list[Stage]:
    started = time.perf_counter()
    vectors = [embedder.embed_passages([passage_input(p) for p in d.passages]) for d in directives]
    stages = [_stage("embed", started, directives)]
    rows = [
        (FileState(directive.file, "", "", 0, 0), directive, rows)
        for directive, rows in zip(directives, vectors, strict=True)
    ]
    with IndexWriter.open(folder, lambda: embedder) as writer:
        started = time.perf_counter()
        writer.catalog.write(rows)
        stages.append(_stage("store", started, directives))
        started = time.perf_counter()
        writer.derive()
        return [*stages, _stage("derive", started, directives)]


def _latency(engine: Engine, questions: Sequence[str], mode: Mode) -> Latency:
    times = [_search_ms(engine, question, mode) for question in (questions[0], *questions)][1:]
    p50, p95 = np.percentile(times, [50, 95])
    return Latency(mode.value, float(p50), float(p95))


def _search_ms(engine: Engine, question: str, mode: Mode) -> float:
    started = time.perf_counter()
    engine.search(Request(question, mode=mode))
    return (time.perf_counter() - started) * 1000


def cold_search(index: Path, question: str) -> float | None:
    """Seconds from starting ``tracuu search`` to its end, the middle of three; None without the command."""
    if importlib.util.find_spec("search_api.cli") is None:
        return None
    program = "from search_api.cli import main; main()"
    command = [sys.executable, "-c", program, "search", question, "--index", str(index)]
    times = []
    for _ in range(_COLD):
        started = time.perf_counter()
        if subprocess.run(command, capture_output=True, check=False).returncode:  # noqa: S603 - our own program
            return None
        times.append(time.perf_counter() - started)
    return statistics.median(times)
