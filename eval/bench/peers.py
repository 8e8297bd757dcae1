"""Peers beside this project: the same passages, model and questions in one run, each a process, in turns."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from eval import metrics
from eval.bench.asking import percentiles
from eval.bench.material import Material
from indexer.models import Model

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENTS = ROOT / "build" / "peers"
"""Where ``make peers`` installs them."""

_TURN = 10
"""Questions that one is asked before it is the next one's turn."""

_BUILDS, _ONCE_FROM = 2, 10_000
"""How often each indexes, in turns; passages from which on once must do."""

_WARMING = "mở đầu"
"""A question that is not counted, after each indexing."""

_ENVIRONMENT = {
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "OMP_NUM_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
"""Of every process alike: no network, and one thread for what would take all cores."""


class PeerFailed(Exception):
    """A peer is not installed, or ended before its answer."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program that speaks :mod:`eval.peers.protocol`."""

    name: str
    command: tuple[str, ...]

    @classmethod
    def installed(cls, name: str, module: str, environment: str) -> Peer:
        """A module of :mod:`eval.peers` and the environment that runs it."""
        return cls(name, (str(ENVIRONMENTS / environment / "bin" / "python"), "-m", f"eval.peers.{module}"))


OURS = Peer("tracuu", (sys.executable, "-m", "eval.peers.tracuu"))

PEERS = {
    "txtai": Peer.installed("txtai", "txtai", "txtai"),
    "bm25s": Peer.installed("bm25s + FAISS", "bm25s_faiss", "bm25s"),
    "pairs": Peer.installed("bm25s, pairs, no vectors", "bm25s_pairs", "bm25s"),
    "langchain": Peer.installed("LangChain", "langchain", "langchain"),
    "haystack": Peer.installed("Haystack", "haystack", "haystack"),
}


Spread = tuple[float, float, float]
"""The median, the lowest, the highest."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one peer. ``index_s`` of each indexing, ``megabytes`` at most in memory by then, ``ms`` of questions; the
    same of the processor (``cpu``), which say more where others use it too.

    ``times_ours`` is the median question of each turn by ours in the same turn: the median, the lowest and the
    highest of the turns. ``ndcg`` is nDCG@10.
    """

    name: str
    version: str
    index_s: tuple[float, ...]
    index_cpu_s: tuple[float, ...]
    megabytes: float
    ms: Mapping[str, float]
    cpu_ms: Mapping[str, float]
    times_ours: Spread
    cpu_times_ours: Spread
    ndcg: float


@dataclass(frozen=True, slots=True)
class Beside:
    """One set of passages: what each cost, ours first, and why one is left out."""

    dataset: str
    passages: int
    questions: int
    judged: int
    costs: tuple[Cost, ...]
    failed: Mapping[str, str]

    def to_dict(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)


def measure(material: Material, model: Model, peers: Sequence[Peer], say: Callable[[str], None]) -> Beside:
    """Index and ask with ours and with each of ``peers``, without those that fail; ``say`` is told what is done.

    Raises:
        PeerFailed: ours does.
    """
    with tempfile.TemporaryDirectory(prefix="tracuu-given-") as folder, closing(_Run(peers)) as run:
        material.write(Path(folder))
        for build in range(_BUILDS if material.passages < _ONCE_FROM else 1):
            say(f"{material.dataset.name}, {material.passages} passages: indexing ({build + 1})")
            run.each(lambda one: one.index(Path(folder), model))
        say(f"{material.dataset.name}, {material.passages} passages: asking")
        for turn in _turns(material.questions):
            run.each(lambda one, turn=turn: one.ask(turn))  # type: ignore[misc]
        dataset = material.dataset
        sizes = material.passages, len(material.questions), len(dataset.topics)
        return Beside(dataset.name, *sizes, tuple(run.costs(material)), run.failed)


def _turns(questions: list[str]) -> Iterator[list[str]]:
    for at in range(0, len(questions), _TURN):
        yield questions[at : at + _TURN]


class _Run:
    """Those that still answer, ours first, and why others do not."""

    def __init__(self, peers: Sequence[Peer]) -> None:
        self.failed: dict[str, str] = {}
        self._all = [_Asked(peer) for peer in (OURS, *peers)]
        self._left = list(self._all)

    def each(self, work: Callable[[_Asked], None]) -> None:
        for one in list(self._left):
            try:
                work(one)
            except PeerFailed as error:
                if one.peer == OURS:
                    raise
                self.failed[one.peer.name] = str(error)
                self._left.remove(one)

    def costs(self, material: Material) -> Iterator[Cost]:
        ours = self._left[0]
        for one in self._left:
            yield Cost(
                one.peer.name,
                one.version,
                tuple(took["s"] for took in one.indexed),
                tuple(took["cpu"] for took in one.indexed),
                one.megabytes,
                percentiles([ms for turn in one.ms("s") for ms in turn]),
                percentiles([ms for turn in one.ms("cpu") for ms in turn]),
                _spread(one.ms("s"), ours.ms("s")),
                _spread(one.ms("cpu"), ours.ms("cpu")),
                _ndcg(material, one.found),
            )

    def close(self) -> None:
        for one in self._all:
            one.close()


_Took = dict[str, float]
"""Seconds: ``s`` by the clock, ``cpu`` of the processor."""


@dataclass(slots=True)
class _Asked:
    """A peer, its process, and what it took and found."""

    peer: Peer
    version: str = ""
    megabytes: float = 0.0
    indexed: list[_Took] = field(default_factory=list)
    turns: list[list[_Took]] = field(default_factory=list)
    found: dict[str, list[str]] = field(default_factory=dict)
    _process: subprocess.Popen[str] | None = None
    _errors: IO[str] = field(default_factory=lambda: tempfile.TemporaryFile("w+", encoding="utf-8"))  # noqa: SIM115

    def index(self, folder: Path, model: Model) -> None:
        """In a new process, which stays."""
        self._start()
        told = self._tell(given=str(folder), model=str(model.folder))
        self.indexed.append(told["took"])
        self.megabytes, self.version = told["megabytes"], told["version"]
        self._tell(search=_WARMING)

    def ask(self, questions: list[str]) -> None:
        told = {question: self._tell(search=question) for question in questions}
        self.turns.append([answer["took"] for answer in told.values()])
        self.found |= {question: answer["found"] for question, answer in told.items()}

    def ms(self, by: str) -> list[list[float]]:
        """Of each question of each turn, by the clock (``s``) or of the processor (``cpu``)."""
        return [[took[by] * 1000 for took in turn] for turn in self.turns]

    def close(self) -> None:
        self._end()
        self._errors.close()

    def _start(self) -> None:
        self._end()
        paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        environment = os.environ | _ENVIRONMENT | {"PYTHONPATH": paths}
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own programs
                self.peer.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env=environment,
                encoding="utf-8",
            )
        except FileNotFoundError as error:
            raise PeerFailed("not installed (make peers)") from error

    def _tell(self, **fields: str) -> dict[str, Any]:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise PeerFailed("not started")
        try:
            print(json.dumps(fields), file=process.stdin, flush=True)
            answer: dict[str, Any] = json.loads(process.stdout.readline())
        except (BrokenPipeError, json.JSONDecodeError) as error:
            raise PeerFailed(self._last_words()) from error
        return answer

    def _last_words(self) -> str:
        self._errors.seek(0)
        lines = [line.strip() for line in self._errors if line.strip()]
        return lines[-1] if lines else "ended without a word"

    def _end(self) -> None:
        if self._process:
            self._process.communicate()
            self._process = None


def _spread(turns: list[list[float]], ours: list[list[float]]) -> Spread:
    ratios = [statistics.median(a) / statistics.median(b) for a, b in zip(turns, ours, strict=True)]
    return statistics.median(ratios), min(ratios), max(ratios)


def _ndcg(material: Material, found: Mapping[str, list[str]]) -> float:
    topics = material.dataset.topics
    scores = metrics.score(material.dataset, {topic.id: found[topic.question] for topic in topics})
    return metrics.mean(scores.values())["ndcg@10"]
