"""What a run found, for people (a table) and for programs (JSON)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eval import chance
from eval.chance import Interval
from eval.dataset import Dataset
from eval.metrics import NAMES
from eval.run import Outcome, Run

PRINTED = ("recall@1", "recall@3", "recall@10", "ndcg@10", "mrr@10")
_RECALL = "share of a question's relevant documents among the first k (R@k)"
_SUCCESS = (
    "share of questions with a passage that answers among the first k (Success@k; R@k where only one answers)"
)
_INTERVALS = f"below each mean its {chance.LEVEL:.0%} interval (bootstrap over questions)"


class Twins(NamedTuple):
    """Questions that repeat others in another spelling, and those others: how many pairs, and recall@3 of each."""

    pairs: int
    recall: float
    recall_of_others: float

    @classmethod
    def of(cls, run: Run) -> Twins | None:
        """Those whose other was asked too; None where there are none."""
        scores = {outcome.topic.id: outcome.scores["recall@3"] for outcome in run.outcomes}
        pairs = [(scores[o.topic.id], scores[o.topic.same_as]) for o in run.outcomes if o.topic.same_as in scores]
        if not pairs:
            return None
        return cls(len(pairs), *(sum(side) / len(pairs) for side in zip(*pairs, strict=True)))


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

    @property
    def splits(self) -> list[str]:
        """The splits of the questions, by name; none where all are of one."""
        found = sorted({topic.split for topic in self.dataset.topics if topic.split})
        return found if len(found) > 1 else []

    @property
    def recall(self) -> str:
        """What recall@k means for this dataset, in words."""
        return _SUCCESS if self.dataset.alternatives else _RECALL

    def table(self) -> str:
        """Modes by measure, then each split and each kind of question by mode."""
        title = f"{self.dataset.name}: {len(self.dataset.topics)} questions, model {self.model}"
        parts = [f"{title}\nrecall@k: {self.recall}; {_INTERVALS}; ms: from question to ranking\n", *self._modes()]
        for name, runs in self.groups():
            parts.append(f"\n{name} ({len(runs[0].outcomes)})")
            parts += [line for run in runs for line in _rows(run)]
        return "\n".join([*parts, *self._twins()])

    def groups(self) -> Iterator[tuple[str, list[Run]]]:
        """Each split and each kind by name, with its part of every run."""
        for split in self.splits:
            yield split, [run.of(split=split) for run in self.runs]
        for kind in self.kinds:
            yield kind, [run.of(kind=kind) for run in self.runs]

    def _modes(self) -> Iterator[str]:
        yield " " * 10 + "".join(f"{name:>11}" for name in (*PRINTED, "p50 ms", "p95 ms"))
        for run in self.runs:
            means, interval = _rows(run)
            times = "".join(f"{run.percentile_ms(percent):>11.1f}" for percent in (50, 95) if run.is_timed)
            yield from (means + times, interval)

    def _twins(self) -> Iterator[str]:
        found = [(run.mode, twins) for run in self.runs if (twins := Twins.of(run))]
        if found:
            yield f"\nrecall@3 of {found[0][1].pairs} questions without diacritics, and of the same ones with them"
        for mode, twins in found:
            lost = chance.short(twins.recall - twins.recall_of_others, "+")
            yield f"{mode:<10}{twins.recall:>11.3f}{twins.recall_of_others:>11.3f}{lost:>11}"

    def to_dict(self) -> dict[str, object]:
        """``{"dataset", "model", "modes", "kinds", "per_query"}`` and what came later.

        ``kinds`` and ``splits``: the means by mode, then name; ``intervals`` (by mode) and ``kind_intervals`` (by
        mode and kind): ``[low, high]`` of each measure; ``same_as``: recall@3 of questions without diacritics and
        of the same ones with them, by mode.
        """
        runs = {run.mode: run for run in self.runs}
        twins = {mode: found._asdict() for mode, run in runs.items() if (found := Twins.of(run))}
        kinds = {mode: {kind: run.of(kind=kind) for kind in self.kinds} for mode, run in runs.items()}
        return {
            "dataset": self.dataset.name,
            "model": self.model,
            "modes": {mode: _means(run) for mode, run in runs.items()},
            "kinds": {mode: {kind: part.mean() for kind, part in parts.items()} for mode, parts in kinds.items()},
            "splits": {m: {split: run.of(split=split).mean() for split in self.splits} for m, run in runs.items()},
            "intervals": {mode: _listed(run.intervals()) for mode, run in runs.items()},
            "kind_intervals": {
                mode: {kind: _listed(part.intervals()) for kind, part in parts.items()}
                for mode, parts in kinds.items()
            },
            "bootstrap": {"resamples": chance.RESAMPLES, "level": chance.LEVEL, "seed": chance.SEED},
            "same_as": twins,
            "per_query": [_per_query(run, outcome) for run in self.runs for outcome in run.outcomes],
        }


def _rows(run: Run) -> tuple[str, str]:
    """The means, and below them their intervals."""
    means, intervals = run.mean(), run.intervals()
    above = f"{run.mode:<10}" + "".join(f"{means[measure]:>11.3f}" for measure in PRINTED)
    return above, " " * 10 + "".join(f"{intervals[measure]!s:>11}" for measure in PRINTED)


def _listed(intervals: dict[str, Interval]) -> dict[str, list[float]]:
    return {measure: interval.to_list() for measure, interval in intervals.items()}


def _means(run: Run) -> dict[str, float]:
    percents = (50, 95) if run.is_timed else ()
    return {**run.mean(), **{f"p{percent}_ms": round(run.percentile_ms(percent), 3) for percent in percents}}


def _per_query(run: Run, outcome: Outcome) -> dict[str, object]:
    topic = outcome.topic
    about = {"id": topic.id, "question": topic.question, "kind": topic.kind, "mode": run.mode}
    others = {"split": topic.split, "same_as": topic.same_as}
    scores = {name: outcome.scores[name] for name in NAMES}
    ms = round(outcome.ranking.ms, 3) if run.is_timed else None
    return {**about, **scores, "rank": outcome.rank, "ms": ms, **others}
