"""How well the directives that cover a topic are found: precision and recall over topics and directives.

The topics are those of ``eval/queries/topics.jsonl``; the format is told in ``eval/queries/README.md``. Topics of
``corpus`` are judged on the five directives that ship, those of ``mixed`` on these and the acts of
``../shared/data/acts.tar.xz``.
"""

from __future__ import annotations

import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval import collection, logistic
from eval.dataset import DatasetError, Record, records
from eval.source import CORPUS
from indexer.embed import Embedder
from search_api.coverage import cover, signs
from search_api.engine import Engine

TOPICS = Path(__file__).parent / "queries" / "topics.jsonl"
"""The set that ships."""

ACTS = Path(__file__).resolve().parents[2] / "shared" / "data" / "acts.tar.xz"
"""Real acts, which are no part of the project: without them only the topics of ``corpus`` can be judged."""

OWN, MIXED = "corpus", "mixed"
FLOORS = {"precision": 0.8, "recall": 0.8}
"""The least precision and recall over the topics of ``corpus``."""

_EXPECTED = (4.0, 0.5, -2.0, -2.0, 3.0, -0.5)
"""Weights that were expected before any topic was seen."""

_ROUNDS = 5
_DEPTH = 500


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and the files of all directives that cover it, each with whether it is about it."""

    id: str
    text: str
    split: str
    archive: str
    covers: dict[str, bool]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found for a topic: files, each with whether it was called strong."""

    topic: Topic
    found: dict[str, bool]

    @property
    def right(self) -> set[str]:
        """Files found that cover."""
        return self.found.keys() & self.topic.covers.keys()


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of a set of topics."""

    outcomes: Sequence[Outcome]

    def to_dict(self) -> dict[str, float]:
        """Precision and recall of directives over all topics; ``strength``: the share of those found rightly whose
        strength is right; ``silent``: the share of topics that nothing covers for which nothing is told.
        """
        right = [(one, file) for one in self.outcomes for file in one.right]
        found = sum(len(one.found) for one in self.outcomes)
        judged = sum(len(one.topic.covers) for one in self.outcomes)
        silent = [not one.found for one in self.outcomes if not one.topic.covers]
        return {
            "topics": len(self.outcomes),
            "precision": len(right) / found if found else 1.0,
            "recall": len(right) / judged if judged else 1.0,
            "strength": _mean(one.found[file] == one.topic.covers[file] for one, file in right),
            "silent": _mean(silent),
        }

    def missed(self) -> list[str]:
        """A sentence for each floor that is not reached."""
        figures = self.to_dict()
        return [
            f"{name} is {figures[name]:.3f}, below {least:g}."
            for name, least in FLOORS.items()
            if figures[name] < least
        ]

    def misses(self) -> Iterator[str]:
        """What was told wrongly or not told, but none of the held half."""
        for one in self.outcomes:
            if one.topic.split != "held":
                lost, false = (
                    one.topic.covers.keys() - one.found.keys(),
                    one.found.keys() - one.topic.covers.keys(),
                )
                yield from (f"{one.topic.id} “{one.topic.text}” misses {file}" for file in sorted(lost))
                yield from (
                    f"{one.topic.id} “{one.topic.text}” is not covered by {file}" for file in sorted(false)
                )


def read(file: Path, archive: str, split: str = "all") -> list[Topic]:
    """The topics judged on an archive, of one split or all.

    Raises:
        DatasetError: they cannot be read, or there are none.
    """
    found = [_topic(record) for record in records(file)]
    chosen = [one for one in found if one.archive == archive and split in ("all", one.split)]
    if not chosen:
        raise DatasetError(f"{file} holds no topic of the split “{split}” that is judged on “{archive}”.")
    return chosen


def _topic(record: Record) -> Topic:
    covers = record.fields.get("covers")
    if not isinstance(covers, list):
        raise DatasetError(f"{record.place}: expected “covers” to be a list.")
    judged = {}
    for item in covers:
        match item:
            case {"file": str(file), "strength": ("strong" | "partial") as strength}:
                judged[file] = strength == "strong"
            case _:
                raise DatasetError(f'{record.place}: expected {{"file", "strength": "strong" or "partial"}}.')
    return Topic(
        record.name("id"), record.text("topic"), record.text("split"), record.text("archive", OWN), judged
    )


def measure(engine: Engine, topics: Iterable[Topic]) -> Report:
    """Ask for the coverage of each topic."""
    return Report([_outcome(engine, topic) for topic in topics])


def _outcome(engine: Engine, topic: Topic) -> Outcome:
    (found,) = cover.cover(engine, [topic.text])
    strong = {one.entry.file: one.strength is cover.Strength.STRONG for one in found.directives}
    return Outcome(topic, strong)


@contextmanager
def archive(name: str, embedder: Embedder) -> Iterator[Engine]:
    """The archive that topics are judged on, indexed in a temporary directory.

    Raises:
        DatasetError: the acts are not there.
    """
    if name == MIXED and not ACTS.is_file():
        raise DatasetError(f"{ACTS} is missing: the topics of “{MIXED}” are judged on it.")
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder)
        for file in CORPUS.glob("*.txt"):
            shutil.copy(file, files)
        if name == MIXED:
            with tarfile.open(ACTS) as acts:
                acts.extractall(files, filter="data")
        with collection.of_archive(files, embedder) as opened:
            yield opened.engine


@dataclass(frozen=True, slots=True)
class Fitted:
    """The constants of ``search_api/coverage/signs.py``, and on how many pairs of topic and directive."""

    bias: float
    weights: tuple[float, ...]
    partial: float
    strong: float
    pairs: int

    def __str__(self) -> str:
        """As they stand in the code."""
        weights = ", ".join(f"{weight:.3f}" for weight in self.weights)
        return (
            f"# fitted on {self.pairs} pairs of topic and directive\nBIAS = {self.bias:.3f}\n"
            f"WEIGHTS = ({weights})\nPARTIAL, STRONG = {self.partial:.2f}, {self.strong:.2f}"
        )


def fit(judged: Iterable[tuple[Engine, Sequence[Topic]]]) -> Fitted:
    """Fit the constants: a directive counts by its best passage, chosen by the weights of the round before."""
    pairs = [pair for engine, topics in judged for topic in topics for pair in _pairs(engine, topic)]
    covers = np.array([pair.strong is not None for pair in pairs], dtype=np.float64)
    bias, weights = signs.BIAS, tuple(signs.WEIGHTS)
    for _ in range(_ROUNDS):
        best = np.array([pair.rows[np.argmax(signs.chances(pair.rows, bias, weights))] for pair in pairs])
        bias, fitted = logistic.fit(best, covers, _EXPECTED)
        weights = tuple(float(weight) for weight in fitted)
    best = np.array([pair.rows[np.argmax(signs.chances(pair.rows, bias, weights))] for pair in pairs])
    chances = signs.chances(best, bias, weights)
    partial = logistic.threshold(chances, covers, 1.0, 1.0)
    told = np.array([bool(pair.strong) for pair in pairs])[covers == 1].astype(np.float64)
    strong = logistic.threshold(chances[covers == 1], told, 1.0, 1.0)
    return Fitted(bias, weights, partial, max(strong, partial), len(pairs))


@dataclass(frozen=True, slots=True)
class _Pair:
    """The signs of a directive's passages for a topic, shape (n, 6); ``strong`` is None where it covers not."""

    rows: logistic.Matrix
    strong: bool | None


def _pairs(engine: Engine, topic: Topic) -> Iterator[_Pair]:
    looked = cover.look(engine, topic.text, _DEPTH)
    places: dict[str, list[int]] = {}
    for i, stored in enumerate(looked.stored):
        places.setdefault(stored.entry.file, []).append(i)
    for file, members in places.items():
        yield _Pair(looked.signs[members], topic.covers.get(file))


def _mean(values: Iterable[bool]) -> float:
    found = list(values)
    return float(np.mean(found)) if found else 1.0
