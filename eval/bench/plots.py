"""How cost grows with size, as a picture: questions, indexing, changes, each on logarithmic scales."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from eval.bench import Figures
from eval.dataset import DatasetError

_Line = tuple[str, Callable[[Figures], float]]

_PANELS: dict[str, list[_Line]] = {
    "question, ms (p50)": [
        ("hybrid, HTTP", lambda one: one.served.one["p50"]),
        ("hybrid", lambda one: one.asked.modes["hybrid"]["p50"]),
        ("lexical", lambda one: one.asked.stages["lexical"]["p50"]),
        ("vectors", lambda one: one.asked.stages["dense"]["p50"]),
        ("vectors, exact", lambda one: one.asked.alone["faiss, exact"]["p50"]),
    ],
    "indexing, passages/s": [
        (name, lambda one, name=name: one.built.rates[name])  # type: ignore[misc]
        for name in ("embed", "catalog", "lexical", "vectors", "in all")
    ],
    "changes and opening, ms": [
        ("add one directive", lambda one: one.opened.add_ms),
        ("remove one", lambda one: one.opened.remove_ms),
        ("open to first answer", lambda one: one.opened.open_to_answer_s * 1000),
    ],
}


def write(found: Sequence[Figures], file: Path) -> None:
    """Draw the panels side by side.

    Raises:
        DatasetError: matplotlib is not installed, or does not know the ending.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise DatasetError("Pictures need matplotlib: pip install 'tracuu[dev]'.") from error
    figure = Figure(figsize=(5 * len(_PANELS), 4), layout="constrained")
    sizes = [one.built.passages for one in found]
    for axes, (title, lines) in zip(figure.subplots(1, len(_PANELS)), _PANELS.items(), strict=True):
        for name, value in lines:
            axes.loglog(sizes, [value(one) for one in found], "o-", label=name, markersize=4)
        axes.set_title(title, loc="left", fontsize=10)
        axes.set_xlabel("passages")
        axes.grid(alpha=0.3, linewidth=0.6)
        axes.legend(fontsize=8)
    try:
        figure.savefig(file, dpi=150, facecolor="white")
    except ValueError as error:
        raise DatasetError(f"Cannot draw {file}: {error}.") from error
