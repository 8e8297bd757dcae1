"""What each part of the ranking is worth: all of it, then all but one, asked the same questions.

A part is a line of ``PARTS``: its name, and the weights that switch it off. A weight that no line names becomes a
part of its own, switched off by 0; so one that is new in :class:`search_api.query.Weights` is measured as it is.
"""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from eval import chance
from eval.chance import Interval
from eval.collection import Collection
from eval.dataset import Dataset
from eval.run import Run, run
from indexer.embed import Vectors
from indexer.index.bm25 import FieldWeights
from indexer.index.vectors import VectorIndex
from indexer.shown import passage_input
from search_api.engine import Engine, Mode
from search_api.query import Weights

PRINTED = ("recall@1", "recall@3", "recall@10", "ndcg@10")

_WHOLE = "all of it"


def _as_it_is(engine: Engine) -> Engine:
    return engine


def _without_lean(engine: Engine) -> Engine:
    """The same index with vectors of its passages alone, which do not lean towards their directive's subject."""
    stored = list(engine.index.catalog.all_passages())
    vectors = engine.embedder.embed_passages([passage_input(item.passage) for item in stored]).vectors
    index = copy.copy(engine.index)
    index.vectors = _indexed(np.asarray([item.key for item in stored], dtype=np.int64), vectors)
    return replace(engine, index=index)


def _indexed(keys: NDArray[np.int64], vectors: Vectors) -> VectorIndex:
    with tempfile.TemporaryDirectory(prefix="tracuu-ablate-") as folder:
        VectorIndex.build(Path(folder), [(keys, vectors)])
        return VectorIndex.open(Path(folder))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the ranking, and how an engine is made to do without it.

    ``weights``, ``fields`` and ``engine`` are fields of ``Weights``, ``FieldWeights`` and ``Engine`` with the
    value that switches the part off; ``change`` is for what no weight can.
    """

    name: str
    weights: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    engine: Mapping[str, Any] = field(default_factory=dict)
    change: Callable[[Engine], Engine] = _as_it_is

    def without(self, engine: Engine) -> Engine:
        """An engine that lacks the part; the given one stays as it is."""
        weights = replace(engine.weights, **self.weights)
        weights = replace(weights, fields=replace(weights.fields, **self.fields))
        return self.change(replace(engine, weights=weights, **self.engine))


PARTS = (
    Part("dense half", engine={"lexical_weight": 1.0}),
    Part("lexical half", engine={"lexical_weight": 0.0}),
    Part("pairs", {"pair": 0.0}),
    Part("expansions and synonyms", {"expansion": 0.0}),
    Part("late interaction", {"late": 0.0}),
    Part("function words weigh less", {"function_word": 1.0}),
    Part("numbers", {"number": 0.0}, {"number": 0.0}),
    Part("trust in words by how many are met", {"met": 0.0}),
    Part("header facts", {"fact": 0.0, "header": 0.0}),
    Part("tasks of offices", {"task": 0.0}),
    Part("kind of thing asked for", {"asked": 0.0}),
    Part("preamble penalty", {"preamble": 0.0}),
    Part("one directive does not fill the page", {"crowded": 1.0}),
    Part("header field", fields={"header": 0.0}),
    Part("headings and opening words", fields={"heading": 0.0}),
    Part("folded words", fields={"folded": 0.0}),
    Part("diacritics", fields={"exact": 0.0}),
    Part("subject lean of vectors", change=_without_lean),
)
"""What is switched off, one by one."""

_KEPT = {"syllable"}
"""Weights without which there is no ranking to speak of."""


@dataclass(frozen=True, slots=True)
class Row:
    """The ranking without a part, and by measure how much it gains over the whole (mostly less than nothing)."""

    name: str
    means: Mapping[str, float]
    differences: Mapping[str, float]
    intervals: Mapping[str, Interval]
    p_values: Mapping[str, float]

    @classmethod
    def of(cls, name: str, part: Run, whole: Run) -> Row:
        """From both runs."""
        differences = {
            measure: np.asarray(
                [
                    a.scores[measure] - b.scores[measure]
                    for a, b in zip(part.outcomes, whole.outcomes, strict=True)
                ],
                dtype=np.float64,
            )
            for measure in PRINTED
        }
        return cls(
            name,
            part.mean(),
            {measure: float(found.mean()) for measure, found in differences.items()},
            {measure: chance.interval(found) for measure, found in differences.items()},
            {measure: chance.p_value(found) for measure, found in differences.items()},
        )

    def to_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "without": self.name,
            **{measure: self.means[measure] for measure in PRINTED},
            "difference": dict(self.differences),
            "interval": {measure: interval.to_list() for measure, interval in self.intervals.items()},
            "p": dict(self.p_values),
        }


@dataclass(frozen=True, slots=True)
class Ablation:
    """The whole, then a row for each part."""

    dataset: Dataset
    mode: str
    whole: Mapping[str, float]
    rows: tuple[Row, ...]

    def table(self, measure: str = "ndcg@10") -> str:
        """Parts by measure, with the difference in one of them; what costs most to leave out first."""
        widest = max(len(row.name) for row in self.rows) + 2
        title = f"{self.dataset.name}: {len(self.dataset.topics)} questions, {self.mode}"
        heads = "".join(f"{name:>11}" for name in PRINTED)
        difference = f"{f'Δ {measure}':>13}{f'{chance.LEVEL:.0%} interval':>16}{'p':>9}"
        rows = [title, f"{'without':<{widest}}{heads}{difference}", _cells(_WHOLE, self.whole, widest)]
        for row in sorted(self.rows, key=lambda row: row.differences[measure]):
            low, high = (chance.short(end, "+") for end in row.intervals[measure])
            found = f"{chance.short(row.differences[measure], '+'):>13}{f'{low} {high}':>16}"
            rows.append(f"{_cells(row.name, row.means, widest)}{found}{row.p_values[measure]:>9.4f}")
        return "\n".join(rows)

    def to_dict(self) -> dict[str, object]:
        """For JSON."""
        rows = [row.to_dict() for row in self.rows]
        return {"dataset": self.dataset.name, "mode": self.mode, "whole": dict(self.whole), "rows": rows}


def parts() -> list[Part]:
    """``PARTS``, and each weight that none of them names."""
    return [*PARTS, *_unnamed()]


def ablate(dataset: Dataset, collection: Collection, mode: Mode, chosen: Sequence[Part] | None = None) -> Ablation:
    """Ask all topics with the whole ranking and without each part."""
    wanted = parts() if chosen is None else chosen
    whole = run(dataset, collection, [mode])[0]
    rows = []
    for part in tqdm(wanted, desc="ablating", unit="parts", leave=False, disable=None):
        without = replace(collection, engine=part.without(collection.engine))
        rows.append(Row.of(part.name, run(dataset, without, [mode])[0], whole))
    return Ablation(dataset, mode.value, whole.mean(), tuple(rows))


def _unnamed() -> Iterator[Part]:
    weights = {name for part in PARTS for name in part.weights} | _KEPT
    inside = {name for part in PARTS for name in part.fields}
    default = Weights()
    for item in fields(Weights):
        if item.name not in weights and isinstance(getattr(default, item.name), float | int):
            yield Part(item.name.replace("_", " "), {item.name: 0.0})
    for item in fields(FieldWeights):
        if item.name not in inside:
            yield Part(f"fields: {item.name}", fields={item.name: 0.0})


def _cells(name: str, means: Mapping[str, float], widest: int) -> str:
    return f"{name:<{widest}}" + "".join(f"{means[measure]:>11.3f}" for measure in PRINTED)
