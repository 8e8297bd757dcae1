"""The rules of tables in a scanned page: found, and taken out of the way of the letters."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from indexer.reading.grids import Rule

_SHRUNK = 2  # times: rules are still seen, and there is a quarter of the work
_DARKER = 30  # of 255, than the paper: thin rules are pale once shrunk
_WIDE, _TALL = 0.8, 0.4  # inches: no word is as wide with its feet in a row, no letter as tall
_SOLID = 0.95  # of a rule's points are dark; grain breaks it
_TIP = 6  # points of the shrunk page, all dark: grain beyond a rule's end is not
_THICK = 0.06  # inches: more is a bar or a picture


def erased(picture: Image.Image, dpi: float) -> list[Rule]:
    """Paint white the long straight lines of a level page in grey; where they were, in points of the picture."""
    grey = np.asarray(picture.reduce(_SHRUNK))
    shrunk = grey < np.median(grey) - _DARKER
    wide, tall, thick = (size * dpi / _SHRUNK for size in (_WIDE, _TALL, _THICK))
    lying = [(x0, y0, x1, y1) for y0, y1, x0, x1 in _bars(shrunk, round(wide), thick)]
    standing = [(x0, y0, x1, y1) for x0, x1, y0, y1 in _bars(shrunk.T, round(tall), thick)]
    found = []
    brush = ImageDraw.Draw(picture)
    for x0, y0, x1, y1 in lying + standing:
        brush.rectangle([_SHRUNK * at for at in (x0 - 1, y0 - 1, x1 + 1, y1 + 1)], fill=255)
        found.append((float(_SHRUNK * x0), float(_SHRUNK * y0), float(_SHRUNK * x1), float(_SHRUNK * y1)))
    return found


def _bars(dark: NDArray[np.bool_], length: int, thick: float) -> Iterator[tuple[int, int, int, int]]:
    """Thin dark bars along the rows: first row, row after the last, first column, column after the last."""
    level = dark | np.roll(dark, 1, axis=0)  # a rule that is not quite level steps from row to row
    runs = _runs(level, length)
    for first, last in _stretches(np.any(runs, axis=1)):
        if last - first <= thick:
            row = np.any(level[first:last], axis=0, keepdims=True)
            for left, right in _stretches(np.any(runs[first:last], axis=0)):
                ends = np.flatnonzero(_runs(row[:, left:right], _TIP))
                if len(ends):
                    yield first, last, left + int(ends[0]), left + int(ends[-1]) + 1


def _runs(dark: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """Which points lie in a stretch of ``length`` along their row that is dark throughout, or nearly so."""
    if dark.shape[1] <= length:
        return np.zeros_like(dark)
    sums = np.cumsum(np.pad(dark, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    solid = sums[:, length:] - sums[:, :-length] >= _SOLID * length
    starts = np.cumsum(np.pad(solid, ((0, 0), (length, length - 1))), axis=1, dtype=np.int32)
    covered: NDArray[np.bool_] = starts[:, length:] > starts[:, :-length]
    return covered


def _stretches(marked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where stretches of true values begin and end."""
    edges = np.flatnonzero(np.diff(np.pad(marked.astype(np.int8), 1)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]
