"""From words with places to lines in reading order: columns, tables and paragraphs of one page.

Letterheads and signature blocks stand in two columns (Decree 30/2020/NĐ-CP, appendix I): the left one is read
first, then the right. What parts two columns is a river: a strip that no line crosses, over as many lines as
possible. Where three columns or more stand beside one another over three lines or more, it is a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.reading.grids import Rule, grids
from indexer.reading.openings import opened
from indexer.reading.words import Line, Word, bands, bounds, em, line, lines

_RIVER = 0.6  # of an em: the narrowest strip between two columns
_SEED = 2.0  # of an em: a gap that no pair of words in a sentence has
_ALONE = 4.0  # of an em: a gap that parts columns on a single line
_UNEVEN = 1.5  # times any other gap of its line: justified text has wide gaps, but all alike
_NEXT = 0.8  # of an em: the widest gap between lines that follow one another in a column
_STEADY = 1.25  # times the widest gap so far: lines further apart that go on in their step

Row = list[Line]
"""Lines at one height, in any order."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows ``first`` to ``last`` (exclusive) that stand in columns, as the lines of each side."""

    first: int
    last: int
    left: list[Line]
    right: list[Line]


def arranged(words: Sequence[Word], rules: Sequence[Rule] = ()) -> list[Line]:
    """The lines of a page in reading order; ``rules`` are the lines drawn on it, which make tables."""
    found: list[Line] = []
    unit, rest = em(words), list(words)
    for grid in grids(rules, words):
        above = [word for word in rest if word.bottom <= grid.top + unit / 2]
        inside = [word for word in rest if grid.holds(word)]
        rest = [word for word in rest if word not in set(above) | set(inside)]
        found += [*columns(lines(above, unit), unit), *grid.rows(inside, unit)]
    found += columns(lines(rest, unit), unit)
    return _parted(found)


def columns(found: Sequence[Line], unit: float) -> list[Line]:
    """Lines in reading order: those of the left column before those of the right."""
    rows = bands(found)
    blocks: list[_Block] = []
    for at in range(len(rows)):
        after = blocks[-1].last if blocks else 0
        if at >= after and (block := _block(rows, at, after, unit)):
            blocks.append(block)
    ordered: list[Line] = []
    above: list[Line] = []
    flow: list[Line] = []
    at = 0
    for block in [*blocks, None]:
        flow += [_joined(row) for row in rows[at : block.first if block else None]]
        ordered += _below(above, flow, unit)
        if block:
            ordered += _table_or_columns(rows, block, unit)
            above, flow, at = block.right, [], block.last
    return ordered


def _below(above: Sequence[Line], flow: Sequence[Line], unit: float) -> list[Line]:
    """Lines that stand in no columns; the first of them may go on with a right column ``above``, if it is longer
    than the left.
    """
    if not above or not flow or flow[0].left < min(item.left for item in above) - unit:
        return _first_opens(opened(flow, unit))
    return opened([max(above, key=lambda item: item.bottom), *flow], unit)[1:]


def _table_or_columns(rows: list[Row], block: _Block, unit: float) -> list[Line]:
    """A block of three columns or more over three rows or more is a table."""
    inside = rows[block.first : block.last]
    edges = _gaps([*block.left, *block.right], unit)
    full = [row for row in inside if len(_cells(row, edges)) > 2]
    if len(edges) >= 2 and len(inside) >= 3 and len(full) >= 2:
        return _unruled(inside, edges)
    left, right = columns(block.left, unit), columns(block.right, unit)
    return [*_first_opens(left), *_first_opens(right)]


def _unruled(rows: list[Row], edges: list[tuple[float, float]]) -> list[Line]:
    """Rows of a table without rules. A row without a first cell goes on with the row above."""
    table: list[dict[int, list[Line]]] = []
    for row in rows:
        cells = _cells(row, edges)
        if 0 not in cells and table:
            for column, parts in cells.items():
                table[-1].setdefault(column, []).extend(parts)
        else:
            table.append(cells)
    found = []
    for cells in table:
        texts = [" ".join(part.text for part in cells.get(column, [])) for column in range(len(edges) + 1)]
        box = bounds([part for parts in cells.values() for part in parts])
        found.append(Line(" | ".join(texts), *box, is_row=True))
    return found


def _cells(row: Row, edges: list[tuple[float, float]]) -> dict[int, list[Line]]:
    """The lines of a row by column."""
    cells: dict[int, list[Line]] = {}
    for part in sorted(row, key=lambda item: (item.top, item.left)):
        cells.setdefault(sum(part.middle > edge[0] for edge in edges), []).append(part)
    return cells


def _block(rows: list[Row], seed: int, floor: int, unit: float) -> _Block | None:
    """The rows around ``seed`` that share a river with it; None where it has none or stands alone."""
    gaps = _gaps(rows[seed], unit)
    if not gaps:
        return None
    river = max(gaps, key=_width)
    sides = {seed: _sides(rows[seed], river)}
    alone = river
    for step in (1, -1):
        at = seed + step
        while floor <= at < len(rows) and (met := _meets(rows[at], river, unit)):
            if not _belongs(met, list(sides.values()), step, unit):
                break
            river = _narrowed(river, met)
            sides[at] = met
            at += step
    both = [at for at, met in sides.items() if _has_both(met)]
    misaligned = len(_heights(rows[seed])) > 1
    if len(both) < 2 and not misaligned and _width(alone) < _ALONE * unit:
        return None
    return _trimmed(sides, both)


def _heights(row: Row) -> set[int]:
    """The heights, to four points, at which lines of one row begin."""
    return {round(item.bottom / 4) for item in row}


def _trimmed(sides: dict[int, tuple[Row, Row]], both: list[int]) -> _Block:
    """Without lines of the left column above the first pair, and of the right column below the last."""
    first, last = min(both), max(both)
    while first - 1 in sides and not sides[first - 1][0]:
        first -= 1
    while last + 1 in sides and not sides[last + 1][1]:
        last += 1
    kept = [sides[at] for at in range(first, last + 1)]
    return _Block(first, last + 1, [x for left, _ in kept for x in left], [x for _, right in kept for x in right])


def _meets(row: Row, river: tuple[float, float], unit: float) -> tuple[Row, Row] | None:
    """The row's lines on either bank; None where one crosses and cannot be cut."""
    left: Row = []
    right: Row = []
    for item in row:
        if item.right <= river[1]:
            left.append(item)
        elif item.left >= river[0]:
            right.append(item)
        elif cut := _cut(item, river, unit):
            left.append(cut[0])
            right.append(cut[1])
        else:
            return None
    return left, right


def _cut(item: Line, river: tuple[float, float], unit: float) -> tuple[Line, Line] | None:
    """A line that runs over the river, cut at a gap that is wider than its others."""
    pairs = list(pairwise(item.words))
    gaps = [after.left - before.right for before, after in pairs]
    for at, (before, after) in enumerate(pairs):
        others = gaps[:at] + gaps[at + 1 :]
        shared = min(after.left, river[1]) - max(before.right, river[0])
        wide = gaps[at] >= max([_RIVER * unit, *(_UNEVEN * other for other in others)])
        if wide and shared >= _RIVER * unit:
            return line(item.words[: at + 1]), line(item.words[at + 1 :])
    return None


def _gaps(row: Sequence[Line], unit: float) -> list[tuple[float, float]]:
    """The strips between left and right that no line of the row covers."""
    found = []
    reach = float("inf")
    for item in sorted(row, key=lambda item: item.left):
        if item.left - reach >= _RIVER * unit:
            found.append((reach, item.left))
        reach = item.right if reach == float("inf") else max(reach, item.right)
    return found


def _narrowed(river: tuple[float, float], met: tuple[Row, Row]) -> tuple[float, float]:
    return (
        max([river[0], *(item.right for item in met[0])]),
        min([river[1], *(item.left for item in met[1])]),
    )


def _sides(row: Row, river: tuple[float, float]) -> tuple[Row, Row]:
    return [item for item in row if item.right <= river[0]], [item for item in row if item.left >= river[1]]


def _has_both(met: tuple[Row, Row]) -> bool:
    return bool(met[0] and met[1])


def _belongs(met: tuple[Row, Row], block: list[tuple[Row, Row]], step: int, unit: float) -> bool:
    """Whether a row next to a block may be part of it.

    Rows with both sides are. Below the block, what stands on the right comes after the rest in any case; what
    stands on the left may be the text that follows, unless it is as near as the left column's own lines are.
    Above the block it is the other way round.
    """
    side = 0 if step > 0 else 1
    if _has_both(met) or not met[side]:
        return True
    boxes = sorted((bounds(row[side]) for row in block if row[side]), key=lambda box: box[1])
    gaps = [below[1] - above[3] for above, below in pairwise(boxes)]
    box = bounds(met[side])
    gap = box[1] - boxes[-1][3] if step > 0 else boxes[0][1] - box[3]
    return gap <= max([_NEXT * unit, *(_STEADY * other for other in gaps)])


def _joined(row: Row) -> Line:
    """A row that stands in no columns, as one line."""
    parts = sorted(row, key=lambda item: item.left)
    if len(parts) == 1:
        return parts[0]
    return Line(" ".join(p.text for p in parts), *bounds(parts), tuple(w for p in parts for w in p.words))


def _width(gap: tuple[float, float]) -> float:
    return gap[1] - gap[0]


def _first_opens(found: list[Line]) -> list[Line]:
    return [replace(found[0], opens=True), *found[1:]] if found else []


def _parted(found: list[Line]) -> list[Line]:
    """A blank line before and after every table."""
    return [
        replace(item, opens=True) if at and item.is_row != found[at - 1].is_row else item
        for at, item in enumerate(found)
    ]
