"""Ruled tables: the lines drawn on a page make grids, the words in them rows of cells."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.reading.words import Box, Line, Placed, Word, lines

_NEAR = 3.0  # points: rules this near are one, and rules that end this near meet

Rule = Box
"""A line drawn on the page, thin one way or the other."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the places of its columns' and rows' edges, and the rules between."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.ys[0]

    def holds(self, item: Placed) -> bool:
        """Whether something stands inside, by its centre."""
        x, y = (item.left + item.right) / 2, (item.top + item.bottom) / 2
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def rows(self, words: Sequence[Word], unit: float) -> list[Line]:
        """One line a row; empty cells stay, and a merged cell is written in its first place."""
        inside: dict[tuple[int, int], list[Word]] = {}
        for word in words:
            x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
            column = bisect(self.xs, x, 1, len(self.xs) - 1) - 1
            row = bisect(self.ys, y, 1, len(self.ys) - 1) - 1
            inside.setdefault(self._first(row, column), []).append(word)
        found = []
        for row in range(len(self.ys) - 1):
            cells = [_text(inside.get((row, column), []), unit) for column in range(len(self.xs) - 1)]
            if any(cells):
                box = (self.xs[0], self.ys[row], self.xs[-1], self.ys[row + 1])
                found.append(Line(" | ".join(cells), *box, is_row=True))
        return found

    def _first(self, row: int, column: int) -> tuple[int, int]:
        """The upper left of the cells that are merged with this one."""
        while True:
            x, y = _between(self.xs, column), _between(self.ys, row)
            if column and not any(_covers(rule, self.xs[column], y) for rule in self.down):
                column -= 1
            elif row and not any(_covers(rule, x, self.ys[row]) for rule in self.across):
                row -= 1
            else:
                return row, column


def grids(rules: Iterable[Rule], words: Sequence[Word]) -> list[Grid]:
    """The tables that rules make, from the top down: two columns at least, with words in more than one."""
    found = []
    for group in _connected(list(rules)):
        lying = [rule for rule in group if rule[2] - rule[0] > rule[3] - rule[1]]
        standing = [rule for rule in group if rule[2] - rule[0] <= rule[3] - rule[1]]
        xs = _places([x for rule in group for x in (rule[0], rule[2])])
        ys = _places([y for rule in group for y in (rule[1], rule[3])])
        if standing and lying and len(xs) > 2 and len(ys) > 1:
            grid = Grid(tuple(xs), tuple(ys), tuple(lying), tuple(standing))
            if len({bisect(grid.xs, word.left) for word in words if grid.holds(word)}) > 1:
                found.append(grid)
    return sorted(found, key=lambda grid: grid.top)


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that meet, in groups."""
    groups: list[list[Rule]] = []
    for rule in rules:
        met = [group for group in groups if any(_meet(rule, other) for other in group)]
        groups = [group for group in groups if not any(group is other for other in met)]
        groups.append([rule, *(other for group in met for other in group)])
    return groups


def _meet(one: Rule, other: Rule) -> bool:
    return (
        one[0] - _NEAR <= other[2]
        and other[0] - _NEAR <= one[2]
        and one[1] - _NEAR <= other[3]
        and other[1] - _NEAR <= one[3]
    )


def _places(values: list[float]) -> list[float]:
    """Distinct places: those that are near one another count once, however thick the rule that they are of."""
    values = sorted(values)
    return [value for at, value in enumerate(values) if at == 0 or value - values[at - 1] > _NEAR]


def _covers(rule: Rule, x: float, y: float) -> bool:
    return rule[0] - _NEAR <= x <= rule[2] + _NEAR and rule[1] - _NEAR <= y <= rule[3] + _NEAR


def _between(edges: tuple[float, ...], at: int) -> float:
    return (edges[at] + edges[at + 1]) / 2


def _text(words: list[Word], unit: float) -> str:
    """A cell in one line."""
    return " ".join(found.text for found in lines(words, unit))
