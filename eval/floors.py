"""Floors that a run must reach: what ``make eval`` fails on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.metrics import NAMES
from eval.run import Run
from search_api.engine import Mode

_FLOOR = re.compile(r"(?:(?P<split>\w+):)?(?P<mode>\w+)\.(?P<measure>[a-z]+@\d+)=(?P<least>\d*\.?\d+)")
_COMPARED = ("recall@1", "recall@3", "recall@10")


@dataclass(frozen=True, slots=True)
class Floor:
    """``hybrid.recall@1=.85``: the mean that a measure must have at least, in one mode.

    ``held:hybrid.recall@1=.85`` is a floor of the questions of one split, whatever else was asked.
    """

    mode: Mode
    measure: str
    least: float
    split: str | None = None

    def __str__(self) -> str:
        """Without its number, as messages name it: ``held:hybrid.recall@1``."""
        return f"{self.split}:{self.mode}.{self.measure}" if self.split else f"{self.mode}.{self.measure}"

    @classmethod
    def parse(cls, text: str) -> Floor:
        """A floor as typed.

        Raises:
            ValueError: it is not ``[split:]mode.measure=number``, or names an unknown mode or measure.
        """
        found = _FLOOR.fullmatch(text.strip())
        modes = [mode.value for mode in Mode]
        if not found or found["mode"] not in modes or found["measure"] not in NAMES:
            raise ValueError(
                f"“{text}” is no floor: expected [SPLIT:]MODE.MEASURE=NUMBER with a mode of {', '.join(modes)} "
                f"and a measure of {', '.join(NAMES)}."
            )
        return cls(Mode(found["mode"]), found["measure"], float(found["least"]), found["split"])


REQUIRED = tuple(
    Floor.parse(text)
    for text in (
        "hybrid.recall@1=.85", "hybrid.recall@3=.93", "hybrid.recall@10=.97", "held:hybrid.recall@1=.85",
        "held:hybrid.recall@3=.93", "held:hybrid.recall@10=.97",
    )
)  # fmt: skip
"""On the project's own questions; and hybrid may not be :func:`behind` its halves."""


def missed(runs: Sequence[Run], floors: Iterable[Floor]) -> list[str]:
    """A sentence for each floor that a run does not reach, or whose mode or split was not run."""
    return [sentence for floor in floors if (sentence := _missed(runs, floor))]


def _missed(runs: Sequence[Run], floor: Floor) -> str:
    run = next((run.of(split=floor.split) for run in runs if run.mode == floor.mode), None)
    if run is None:
        return f"{floor} has a floor, but that mode was not run."
    if not run.outcomes:
        return f"{floor} has a floor, but no question of that split was asked."
    value = run.mean()[floor.measure]
    return f"{floor} is {value:.4f}, below {floor.least:g}." if value < floor.least else ""


def behind(runs: Sequence[Run]) -> list[str]:
    """A sentence for each recall at 1, 3 and 10 in which hybrid is below one of its halves."""
    means = {run.mode: run.mean() for run in runs}
    if missing := [mode.value for mode in Mode if mode not in means]:
        return [f"Hybrid cannot be compared with its halves: {', '.join(missing)} was not run."]
    best = means[Mode.HYBRID]
    return [
        f"hybrid.{measure} is {best[measure]:.4f}, below {half} ({means[half][measure]:.4f})."
        for half in (Mode.LEXICAL, Mode.DENSE)
        for measure in _COMPARED
        if best[measure] < means[half][measure] - 1e-9
    ]
