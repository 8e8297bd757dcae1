"""How often questions are answered with the right fact, and how often those that cannot be are left alone.

The questions are those of ``eval/queries/asked.jsonl``; the format is told in ``eval/queries/README.md``.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.dataset import DatasetError, Record, records
from indexer.text import folded
from search_api.answering.answer import Answer, Ask
from search_api.answering.answerer import answer
from search_api.engine import Engine

ASKED = Path(__file__).parent / "queries" / "asked.jsonl"
"""The set that ships, on the directives in ``corpus/``."""

UNANSWERABLE = "unanswerable"
FLOORS = {UNANSWERABLE: 0.90, "fact": 0.90, "task": 0.90}
"""The least share that must be right, by kind."""

Fact = tuple[str, ...]
"""One thing that the answer must say, in any of these words."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question; ``facts`` must all stand in its answer, ``files`` may be cited; none where it has no answer."""

    id: str
    question: str
    kind: str
    split: str
    facts: tuple[Fact, ...]
    files: frozenset[str]

    @property
    def is_answerable(self) -> bool:
        """Whether the archive answers it."""
        return self.kind != UNANSWERABLE

    def is_met_by(self, text: str) -> bool:
        """Whether a text says all facts, in any spelling."""
        words = f" {folded(text)} "
        return all(any(f" {folded(said)} " in words for said in fact) for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question, and in how many milliseconds."""

    judged: Judged
    answer: Answer
    ms: float

    @property
    def is_right(self) -> bool:
        """Answered with the fact, or left alone where there is none."""
        if not self.judged.is_answerable:
            return self.answer.abstained
        return not self.answer.abstained and self.judged.is_met_by(self.answer.text)

    @property
    def is_cited(self) -> bool:
        """Whether an answer cites a directive that it may be from."""
        return any(quote.citation.file in self.judged.files for quote in self.answer.quotes)


def read(file: Path, split: str = "all") -> list[Judged]:
    """The questions of a file, of one split or all.

    Raises:
        DatasetError: it cannot be read, or holds none.
    """
    found = [_judged(record) for record in records(file)]
    chosen = [one for one in found if split in ("all", one.split)]
    if not chosen:
        raise DatasetError(f"{file} holds no question of the split “{split}”.")
    return chosen


def _judged(record: Record) -> Judged:
    kind, places = record.text("kind"), record.fields.get("answers") or []
    facts = tuple(_fact(item, record) for item in _list(record.fields.get("facts") or [], record))
    if kind != UNANSWERABLE and not facts:
        raise DatasetError(f"{record.place}: a question that has an answer needs “facts”.")
    files = frozenset(str(place["file"]) for place in _list(places, record) if isinstance(place, dict))
    return Judged(record.name("id"), record.text("question"), kind, record.text("split", ""), facts, files)


def _list(value: object, record: Record) -> list[object]:
    if not isinstance(value, list):
        raise DatasetError(f"{record.place}: expected a list, found {value!r}.")
    return value


def _fact(item: object, record: Record) -> Fact:
    """A fact, or several wordings of one."""
    said = [item] if isinstance(item, str) else _list(item, record)
    return tuple(str(one) for one in said)


def run(engine: Engine, questions: Iterable[Judged]) -> list[Outcome]:
    """Ask all questions."""
    chosen = list(questions)
    answer(engine, Ask(chosen[0].question))  # the first pays for what is counted once
    return [_timed(engine, one) for one in chosen]


def _timed(engine: Engine, judged: Judged) -> Outcome:
    started = time.perf_counter()
    given = answer(engine, Ask(judged.question))
    return Outcome(judged, given, (time.perf_counter() - started) * 1000)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of a set."""

    outcomes: Sequence[Outcome]

    @property
    def kinds(self) -> list[str]:
        """The kinds of question in it."""
        return sorted({one.judged.kind for one in self.outcomes})

    def share(self, kind: str) -> float:
        """The share of a kind's questions that came out right."""
        return float(np.mean([one.is_right for one in self.outcomes if one.judged.kind == kind]))

    def to_dict(self) -> dict[str, object]:
        """The figures."""
        times = [one.ms for one in self.outcomes]
        answered = [one for one in self.outcomes if not one.answer.abstained]
        return {
            "questions": len(self.outcomes),
            "right": {kind: self.share(kind) for kind in self.kinds},
            "precision": float(np.mean([one.is_right for one in answered])) if answered else 1.0,
            "cited": float(np.mean([one.is_cited for one in answered if one.is_right] or [True])),
            "p50_ms": float(np.percentile(times, 50)),
            "p95_ms": float(np.percentile(times, 95)),
        }

    def table(self) -> str:
        """The figures for people."""
        lines = [f"{'kind':<14}{'n':>5}{'right':>8}{'abstained':>11}{'false':>7}"]
        for kind in self.kinds:
            held = [one for one in self.outcomes if one.judged.kind == kind]
            left = sum(one.answer.abstained for one in held)
            false = sum(not one.answer.abstained and not one.is_right for one in held)
            lines.append(f"{kind:<14}{len(held):>5}{self.share(kind):>8.3f}{left:>11}{false:>7}")
        figures = self.to_dict()
        lines.append(
            f"of the answers given {figures['precision']:.3f} are right, {figures['cited']:.3f} of these cite the "
            f"right directive; p50 {figures['p50_ms']:.1f} ms, p95 {figures['p95_ms']:.1f} ms"
        )
        return "\n".join(lines)

    def misses(self) -> list[str]:
        """Each question that came out wrong, but none of the held half."""
        wrong = [one for one in self.outcomes if not one.is_right and one.judged.split != "held"]
        return [_miss(one) for one in wrong]

    def missed(self) -> list[str]:
        """A sentence for each floor that is not reached."""
        return [
            f"{kind}: {self.share(kind):.3f} right, below {least:g}."
            for kind, least in FLOORS.items()
            if kind in self.kinds and self.share(kind) < least
        ]


def _miss(outcome: Outcome) -> str:
    judged, given = outcome.judged, outcome.answer
    said = (
        given.reason
        if given.abstained
        else " / ".join(" ".join(part.text.split())[:160] for part in given.sentences)
    )
    return f"{judged.id} {judged.kind} [{given.confidence:.2f}] {judged.question}\n    {judged.facts}\n    {said}"
