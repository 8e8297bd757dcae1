"""Two runs over the same questions: what one gains on the other, what it loses, whether that may be chance."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eval import chance
from eval.chance import Interval
from eval.dataset import DatasetError
from eval.metrics import NAMES, Scores

MEASURES = ("recall@1", "recall@3", "recall@10", "ndcg@10", "mrr@10")
"""What is compared where nothing is named."""

_NAMED = 6
"""Questions that a message names."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in one run; ``text`` is empty where the run came with none."""

    id: str
    text: str
    rank: int | None
    scores: Scores


@dataclass(frozen=True, slots=True)
class Figures:
    """What ``run --json`` or ``score --json`` wrote: the questions by mode, then id."""

    file: Path
    modes: Mapping[str, Mapping[str, Asked]]

    @classmethod
    def read(cls, file: Path) -> Figures:
        """From a file.

        Raises:
            DatasetError: it cannot be read, or holds no figures of a run.
        """
        try:
            rows = json.loads(file.read_text(encoding="utf-8"))["per_query"]
            modes: dict[str, dict[str, Asked]] = {}
            for row in rows:
                modes.setdefault(row["mode"], {})[row["id"]] = _asked(row)
        except OSError as error:
            raise DatasetError(f"Cannot read {file}: {error.strerror or error}.") from error
        except (ValueError, KeyError, TypeError) as error:
            reason = f"{type(error).__name__}: {error}"
            raise DatasetError(f"{file} is not what `run --json` writes ({reason}).") from error
        if not modes:
            raise DatasetError(f"{file} holds no question.")
        return cls(file, modes)

    def of(self, mode: str) -> Mapping[str, Asked]:
        """The questions in one mode.

        Raises:
            DatasetError: it was not run.
        """
        if mode not in self.modes:
            raise DatasetError(f"{self.file} has no mode “{mode}”, only {', '.join(self.modes)}.")
        return self.modes[mode]


@dataclass(frozen=True, slots=True)
class Difference:
    """In one measure: B less A, question by question."""

    measure: str
    means: tuple[float, float]
    mean: float
    interval: Interval
    p_value: float
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    ties: int

    @classmethod
    def of(cls, measure: str, pairs: Sequence[tuple[Asked, Asked]]) -> Difference:
        """From each question in both runs."""
        scores = np.asarray([[a.scores[measure], b.scores[measure]] for a, b in pairs], dtype=np.float64)
        differences = scores[:, 1] - scores[:, 0]
        gained = [a.id for (a, _), by in zip(pairs, differences, strict=True) if by > 1e-9]
        lost = [a.id for (a, _), by in zip(pairs, differences, strict=True) if by < -1e-9]
        return cls(
            measure,
            (float(scores[:, 0].mean()), float(scores[:, 1].mean())),
            float(differences.mean()),
            chance.interval(differences),
            chance.p_value(differences),
            tuple(gained),
            tuple(lost),
            len(pairs) - len(gained) - len(lost),
        )

    def to_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "a": self.means[0],
            "b": self.means[1],
            "difference": self.mean,
            "interval": self.interval.to_list(),
            "p": self.p_value,
            "wins": len(self.gained),
            "ties": self.ties,
            "losses": len(self.lost),
            "gained": list(self.gained),
            "lost": list(self.lost),
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """One way of ranking against another: the differences by measure, and each question in both."""

    modes: tuple[str, str]
    differences: tuple[Difference, ...]
    pairs: tuple[tuple[Asked, Asked], ...]

    @property
    def name(self) -> str:
        """``hybrid``, or ``lexical:hybrid`` where two modes are compared."""
        return ":".join(dict.fromkeys(self.modes))

    def table(self) -> str:
        """Measures by row, then the questions gained and lost."""
        columns = ("A", "B", "B-A", f"{chance.LEVEL:.0%} interval", "p", "wins", "ties", "losses")
        widths = (8, 8, 9, 15, 9, 7, 7, 8)
        heads = "".join(f"{column:>{width}}" for column, width in zip(columns, widths, strict=True))
        rows = [f"{self.name}: {len(self.pairs)} questions", f"{'':<11}{heads}"]
        rows += [_row(difference) for difference in self.differences]
        return "\n".join([*rows, *self._changed("gained"), *self._changed("lost")])

    def worse(self, margin: float) -> list[str]:
        """A sentence for each measure in which B is below A by more than a margin."""
        return [
            f"{self.name}.{found.measure} fell from {found.means[0]:.4f} to {found.means[1]:.4f}, "
            f"by {-found.mean:.4f}; {margin:g} is allowed."
            for found in self.differences
            if found.mean < -margin - 1e-9
        ]

    def to_dict(self) -> dict[str, object]:
        """For JSON, by measure."""
        return {found.measure: found.to_dict() for found in self.differences}

    def _changed(self, way: str) -> Iterator[str]:
        """The questions that gained, or lost, in any measure, with their ranks and the measures."""
        measures: dict[str, list[str]] = {}
        for found in self.differences:
            for id in getattr(found, way):
                measures.setdefault(id, []).append(found.measure)
        if measures:
            yield f"\n{way} ({len(measures)})"
        for a, b in self.pairs:
            if a.id in measures:
                ranks = f"{a.rank or '-'} → {b.rank or '-'}"
                yield f"  {a.id:<8} rank {ranks:<9} {', '.join(measures[a.id])}  {a.text or b.text}".rstrip()


def compare(
    a: Figures, b: Figures, measures: Sequence[str] = MEASURES, modes: Sequence[tuple[str, str]] = ()
) -> list[Comparison]:
    """Compare two runs, in each mode that both have, or in the given pairs of A's mode and B's.

    Raises:
        DatasetError: the runs have no mode in common, lack a given one, or ask different questions.
    """
    pairs = modes or [(mode, mode) for mode in a.modes if mode in b.modes]
    if not pairs:
        raise DatasetError(
            f"{a.file} ({', '.join(a.modes)}) and {b.file} ({', '.join(b.modes)}) have no mode in common: "
            "name one of each as --mode A:B."
        )
    return [_compared(a, b, pair, measures) for pair in pairs]


def _compared(a: Figures, b: Figures, modes: tuple[str, str], measures: Sequence[str]) -> Comparison:
    before, after = a.of(modes[0]), b.of(modes[1])
    _require_same_questions(before, after, (a.file, b.file))
    pairs = tuple((asked, after[id]) for id, asked in before.items())
    return Comparison(modes, tuple(Difference.of(measure, pairs) for measure in measures), pairs)


def _require_same_questions(
    before: Mapping[str, Asked], after: Mapping[str, Asked], files: tuple[Path, Path]
) -> None:
    reworded = [
        id for id, asked in before.items() if id in after and asked.text and after[id].text not in ("", asked.text)
    ]
    apart = [
        f"{len(ids)} {where} ({', '.join(ids[:_NAMED])}{' ...' if len(ids) > _NAMED else ''})"
        for ids, where in (
            ([id for id in before if id not in after], f"only in {files[0]}"),
            ([id for id in after if id not in before], f"only in {files[1]}"),
            (reworded, "worded differently"),
        )
        if ids
    ]
    if apart:
        raise DatasetError(f"The runs ask different questions, {'; '.join(apart)}: compare runs of one set.")


def _row(found: Difference) -> str:
    cells = (
        f"{chance.short(found.means[0]):>8}{chance.short(found.means[1]):>8}{chance.short(found.mean, '+'):>9}"
        f"{chance.short(found.interval.low, '+') + ' ' + chance.short(found.interval.high, '+'):>15}"
    )
    return (
        f"{found.measure:<11}{cells}{found.p_value:>9.4f}{len(found.gained):>7}{found.ties:>7}{len(found.lost):>8}"
    )


def _asked(row: Mapping[str, Any]) -> Asked:
    rank = row["rank"]
    return Asked(
        str(row["id"]),
        str(row.get("question") or ""),
        int(rank) if rank is not None else None,
        {name: float(row[name]) for name in NAMES},
    )
