"""Which lines of a column begin a paragraph: by the gap above, their indent, or the room left before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import quantiles

from indexer.reading.words import Line

_APART = 1.22  # times the usual distance of lines: 6 points between paragraphs of 14 points at single spacing
INDENT = 0.8
"""Of an em: so far a first line stands in."""

_CENTRED = 0.5  # of an em, between the middles of two lines of a title


def opened(flow: Sequence[Line], unit: float) -> list[Line]:
    """The lines of one column; those that begin a paragraph, but for the first, with ``opens``."""
    if not flow:
        return []
    usual = _distance(flow)
    right = max(item.right for item in flow)
    found = [flow[0]]
    for before, item in pairwise(flow):
        opens = (
            _apart(before, item, usual) or _indented(before, item, unit) or _had_room(before, item, right, unit)
        )
        found.append(replace(item, opens=opens))
    return found


def _distance(flow: Sequence[Line]) -> float:
    """From line to line in a paragraph, in heights: the lower fifth of all, as more gaps are wider; 1 at least."""
    steps = [
        (item.bottom - before.bottom) / item.height
        for before, item in pairwise(flow)
        if item.bottom > before.bottom and item.height
    ]
    return max(quantiles(steps, n=5)[0], 1.0) if len(steps) > 1 else 1.5


def _apart(before: Line, item: Line, usual: float) -> bool:
    return item.bottom - before.bottom > _APART * usual * max(item.height, before.height)


def _indented(before: Line, item: Line, unit: float) -> bool:
    """A first line is indented; so are the lines below a hanging label, and those of a title set in the middle."""
    return (
        item.left - before.left > INDENT * unit and not before.has_label and not _share_middle(before, item, unit)
    )


def _had_room(before: Line, item: Line, right: float, unit: float) -> bool:
    """The first word would have fitted on the line above: the writer broke it there."""
    first = item.words[0] if item.words else None
    if first is None or _share_middle(before, item, unit):
        return False
    return right - before.right > first.right - first.left + unit and not first.text[:1].islower()


def _share_middle(one: Line, other: Line, unit: float) -> bool:
    return abs(one.middle - other.middle) < _CENTRED * unit and abs(one.left - other.left) > _CENTRED * unit
