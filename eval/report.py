"""What a run found, for people (a table), for programs (JSON) and for other tools (a TREC run)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.dataset import Dataset
from eval.metrics import NAMES
from eval.run import Outcome, Run

_PRINTED = ("recall@1", "recall@3", "recall@10", "ndcg@10", "mrr@10")
_RECALL = "share of a question's relevant documents among the first k (R@k)"
_SUCCESS = (
    "share of questions with a passage that answers among the first k (Success@k; R@k where only one answers)"
)


@dataclass(frozen=True, slots=True)
class Report:
    """The runs of one dataset with one model (its name)."""

    dataset: Dataset
    model: str
    runs: Sequence[Run]

    @property
    def kinds(self) -> list[str]:
        """The kinds of question, by name; none where questions have no kind."""
        return sorted({topic.kind for topic in self.dataset.topics if topic.kind})

    def table(self) -> str:
        """Modes by measure, then each kind of question by mode."""
        title = f"{self.dataset.name}: {len(self.dataset.topics)} questions, model {self.model}"
        recall = _SUCCESS if self.dataset.alternatives else _RECALL
        parts = [f"{title}\nrecall@k: {recall}; ms: from question to ranking\n", *self._modes()]
        for kind in self.kinds:
            count = sum(topic.kind == kind for topic in self.dataset.topics)
            parts.append(f"\n{kind} ({count})")
            parts += [_row(run.mode.value, run.mean(kind)) for run in self.runs]
        return "\n".join(parts)

    def _modes(self) -> Iterator[str]:
        yield " " * 10 + "".join(f"{name:>11}" for name in (*_PRINTED, "p50 ms", "p95 ms"))
        for run in self.runs:
            times = "".join(f"{run.percentile_ms(percent):>11.1f}" for percent in (50, 95))
            yield _row(run.mode.value, run.mean()) + times

    def to_dict(self) -> dict[str, object]:
        """``{"dataset", "model", "modes", "kinds", "per_query"}``; ``kinds``: the means by mode, then kind."""
        return {
            "dataset": self.dataset.name,
            "model": self.model,
            "modes": {run.mode.value: _means(run) for run in self.runs},
            "kinds": {run.mode.value: {kind: run.mean(kind) for kind in self.kinds} for run in self.runs},
            "per_query": [_per_query(run, outcome) for run in self.runs for outcome in run.outcomes],
        }


def write_trec(runs: Sequence[Run], file: Path) -> list[Path]:
    """Write each run in TREC's format, tagged with its mode.

    One run goes to ``file``; of several, each to a file of its own (``all.run``: ``all.hybrid.run`` ...).

    Returns:
        The files written.
    """
    written = []
    for run in runs:
        path = file if len(runs) == 1 else file.with_suffix(f".{run.mode.value}{file.suffix}")
        path.write_text("".join(f"{line}\n" for line in trec(run)), encoding="utf-8")
        written.append(path)
    return written


def trec(run: Run) -> Iterator[str]:
    """``topic Q0 name rank score tag`` for all that was found.

    trec_eval orders by score alone, and equal scores by name; so each score is made less than the one before
    it, by the smallest step of a 32-bit float where they were equal.
    """
    for outcome in run.outcomes:
        found, last = outcome.ranking, np.float32(np.inf)
        for rank, (name, score) in enumerate(zip(found.names, found.scores, strict=True), 1):
            last = min(score, np.nextafter(last, np.float32(-np.inf)))
            yield f"{outcome.topic.id} Q0 {name} {rank} {last:.9g} {run.mode.value}"


def _row(name: str, means: dict[str, float]) -> str:
    return f"{name:<10}" + "".join(f"{means[measure]:>11.3f}" for measure in _PRINTED)


def _means(run: Run) -> dict[str, float]:
    times = {f"p{percent}_ms": round(run.percentile_ms(percent), 3) for percent in (50, 95)}
    return {**run.mean(), **times}


def _per_query(run: Run, outcome: Outcome) -> dict[str, object]:
    topic = outcome.topic
    about = {"id": topic.id, "question": topic.question, "kind": topic.kind, "mode": run.mode.value}
    scores = {name: outcome.scores[name] for name in NAMES}
    return {**about, **scores, "rank": outcome.rank, "ms": round(outcome.ranking.ms, 3)}
