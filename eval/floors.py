"""Floors that a run must reach: what ``make eval`` fails on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.metrics import NAMES
from eval.run import Run
from search_api.engine import Mode

_FLOOR = re.compile(r"(?P<mode>\w+)\.(?P<measure>[a-z]+@\d+)=(?P<least>\d*\.?\d+)")
_COMPARED = ("recall@1", "recall@3", "recall@10")


@dataclass(frozen=True, slots=True)
class Floor:
    """``hybrid.recall@1=.85``: the mean that a measure must have at least, in one mode."""

    mode: Mode
    measure: str
    least: float

    @classmethod
    def parse(cls, text: str) -> Floor:
        """A floor as typed.

        Raises:
            ValueError: it is not ``mode.measure=number``, or names an unknown mode or measure.
        """
        found = _FLOOR.fullmatch(text.strip())
        modes = [mode.value for mode in Mode]
        if not found or found["mode"] not in modes or found["measure"] not in NAMES:
            raise ValueError(
                f"“{text}” is no floor: expected MODE.MEASURE=NUMBER with a mode of {', '.join(modes)} "
                f"and a measure of {', '.join(NAMES)}."
            )
        return cls(Mode(found["mode"]), found["measure"], float(found["least"]))


REQUIRED = tuple(
    Floor.parse(text) for text in ("hybrid.recall@1=.85", "hybrid.recall@3=.93", "hybrid.recall@10=.98")
)
"""On the project's own questions; and hybrid may not be :func:`behind` its halves."""


def missed(runs: Sequence[Run], floors: Iterable[Floor]) -> list[str]:
    """A sentence for each floor that a run does not reach, or whose mode was not run."""
    means = _means(runs)
    sentences = []
    for floor in floors:
        if floor.mode not in means:
            sentences.append(f"{floor.mode.value}.{floor.measure} has a floor, but that mode was not run.")
        elif (value := means[floor.mode][floor.measure]) < floor.least:
            sentences.append(f"{floor.mode.value}.{floor.measure} is {value:.4f}, below {floor.least:g}.")
    return sentences


def behind(runs: Sequence[Run]) -> list[str]:
    """A sentence for each recall at 1, 3 and 10 in which hybrid is below one of its halves."""
    means = _means(runs)
    if missing := [mode.value for mode in Mode if mode not in means]:
        return [f"Hybrid cannot be compared with its halves: {', '.join(missing)} was not run."]
    best = means[Mode.HYBRID]
    return [
        f"hybrid.{measure} is {best[measure]:.4f}, below {half.value} ({means[half][measure]:.4f})."
        for half in (Mode.LEXICAL, Mode.DENSE)
        for measure in _COMPARED
        if best[measure] < means[half][measure] - 1e-9
    ]


def _means(runs: Sequence[Run]) -> Mapping[Mode, Mapping[str, float]]:
    return {run.mode: run.mean() for run in runs}
