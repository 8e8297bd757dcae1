"""recall@k by mode, k from 1 to 100 on a logarithmic scale: a picture of a run, by matplotlib."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from eval import chance, metrics
from eval.dataset import Dataset, DatasetError
from eval.report import Report
from eval.run import DEPTH, Run

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_COLOURS = ("#2f7fe0", "#c9730a", "#0f9a6c", "#a55bd0")
"""By run. Each can be told from the others by those who see few colours, and stands out on white and on black."""

_INK, _QUIET = "#1d2427", "#8a9296"
_TICKS = (1, 3, 10, 30, 100)
_BELOW, _LINE, _LEFT = -0.03, 0.085, -0.075
"""Of the axes: where what stands under them begins, the height of a row, where names end."""

_SIZE = (4.9, 4.0)
"""Inches: small, so that the letters stay legible where a picture is made to fit a telephone."""


def write(report: Report, file: Path) -> None:
    """Write a picture in the format of its ending (``.png``, ``.svg``, ``.pdf``).

    Raises:
        DatasetError: matplotlib is not installed, or does not know the ending.
    """
    with _figure(report) as figure:
        try:
            figure.savefig(file, dpi=200, facecolor="white")
        except ValueError as error:
            raise DatasetError(f"Cannot draw {file}: {error}.") from error


def svg(report: Report) -> str:
    """The picture as an ``<svg>`` element without a background, its ink the ``currentColor`` of a page.

    Raises:
        DatasetError: matplotlib is not installed.
    """
    text = io.StringIO()
    no_metadata = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    with _figure(report) as figure:
        figure.savefig(text, format="svg", transparent=True, metadata=no_metadata)
    drawn = text.getvalue()
    drawn = drawn[drawn.index("<svg") :].replace(_INK, "currentColor")
    return drawn.replace("<svg ", '<svg role="img" aria-label="recall@k by mode" ', 1)


def curve(dataset: Dataset, run: Run) -> NDArray[np.float64]:
    """The mean recall@1 to recall@``DEPTH``, shape ``(DEPTH,)``."""
    curves = [metrics.recall_curve(dataset, o.topic, o.ranking.names, DEPTH) for o in run.outcomes]
    return np.asarray(np.mean(curves, axis=0), dtype=np.float64)


@contextmanager
def _figure(report: Report) -> Iterator[Figure]:
    """The figure, as long as its style holds: some of it counts only when it is saved."""
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        raise DatasetError("Pictures need matplotlib: pip install 'tracuu[dev]'.") from error
    with matplotlib.rc_context(_style()):
        figure = Figure(figsize=_SIZE, layout="constrained")
        _draw(figure.add_subplot(), report)
        yield figure


def _style() -> dict[Any, Any]:
    """Letters stay letters in an SVG, and its names are the same every time."""
    inked = ("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color")
    letters = {"font.size": 10, "font.family": "sans-serif"}
    return {**letters, "svg.fonttype": "none", "svg.hashsalt": "tracuu", **dict.fromkeys(inked, _INK)}


def _draw(axes: Axes, report: Report) -> None:
    curves = [curve(report.dataset, run) for run in report.runs]
    lowest = float(min(found[0] for found in curves))
    axes.set_xscale("log")
    axes.set_xlim(0.93, 108)
    axes.set_xticks(_TICKS, labels=[str(k) for k in _TICKS])
    axes.set_xticks([], minor=True)
    axes.set_ylim(max(0.0, math.floor((lowest - 0.06) * 10) / 10), 1.02)
    title = f"recall@k, k on a log scale: {report.dataset.name}, {len(report.dataset.topics)} questions"
    axes.set_title(title, loc="left", fontsize=9)
    axes.grid(color=_QUIET, alpha=0.3, linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    axes.text(_LEFT, _BELOW, "k", transform=axes.transAxes, ha="right", va="top")
    for row, (run, found) in enumerate(zip(report.runs, curves, strict=True), 1):
        colour = _COLOURS[(row - 1) % len(_COLOURS)]
        axes.plot(range(1, DEPTH + 1), found, color=colour, linewidth=1.8, zorder=9 - row)
        axes.plot(_TICKS, found[[k - 1 for k in _TICKS]], "o", color=colour, markersize=4, zorder=9 - row)
        _figures(axes, run.mode, found, _BELOW - row * _LINE, colour)
    _bars(axes, report.runs[0])


def _bars(axes: Axes, run: Run) -> None:
    """The intervals of the first run, where they are measured."""
    words = f"bars: {chance.LEVEL:.0%} intervals of {run.mode}"
    axes.text(0.985, 0.03, words, transform=axes.transAxes, ha="right", fontsize=9)
    for measure, (low, high) in run.intervals().items():
        name, _, k = measure.partition("@")
        if name == "recall":
            axes.plot([int(k)] * 2, [low, high], color=_COLOURS[0], linewidth=6, alpha=0.2, solid_capstyle="butt")


def _figures(axes: Axes, mode: str, found: NDArray[np.float64], height: float, colour: str) -> None:
    """A row under the axis: the mode, and its values each below its k. No label can cover another, or a line."""
    weight = "bold" if colour == _COLOURS[0] else "normal"
    axes.text(
        _LEFT, height, f"● {mode}", transform=axes.transAxes, ha="right", va="top", color=colour, weight=weight
    )
    for k in _TICKS:
        value = chance.short(float(found[k - 1]))
        where = axes.get_xaxis_transform()
        axes.text(k, height, value, transform=where, ha="center", va="top", color=colour, weight=weight)
