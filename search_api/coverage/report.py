"""What the coverage page shows: topics with their directives, both as a heat map, years and issuers as bars, and
what the archive lacks. Pure functions of what :mod:`search_api.coverage.cover` found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.index.records import Entry
from indexer.register import Missing
from search_api.coverage.cover import Coverage, Covering, Strength

ISSUERS = 8
"""Bars of issuers; the others are one."""

ROWS = 60
"""Directives of the heat map on the page: those that cover most topics."""

NAMED = 6
"""Topics that the head of the heat map names; where there are more it numbers them."""

LACKING = 15
"""Directives cited and lacking that the page names."""

_SURE = {Strength.PARTIAL: 0.65, Strength.STRONG: 0.9}
"""The score from which a cell of the heat map has the darker of the two shades of its strength."""


class Bar(NamedTuple):
    """One bar of a chart; ``width`` is its part of the longest, 0 to 100."""

    name: str
    value: int
    width: int


class Cell(NamedTuple):
    """A directive and a topic that it covers; ``heat`` is 1 to 4, of which 3 and 4 are strong."""

    covering: Covering
    heat: int


class Line(NamedTuple):
    """A directive and how it covers each topic, in their order; None where it does not."""

    entry: Entry
    cells: list[Cell | None]


def bare(found: Iterable[Coverage]) -> list[str]:
    """The topics that nothing covers."""
    return [one.topic for one in found if not one.directives]


def entries(found: Iterable[Coverage]) -> list[Entry]:
    """The directives that cover any topic, each once."""
    return list({covering.entry.id: covering.entry for one in found for covering in one.directives}.values())


def years(held: Iterable[Entry]) -> list[Bar]:
    """How many are of each year, the earliest first; unknown years last."""
    counts = Counter(entry.header.date.year for entry in held)
    known = sorted((year, count) for year, count in counts.items() if year)
    return _bars([*((str(year), count) for year, count in known), ("không rõ", counts[None])])


def issuers(held: Iterable[Entry]) -> list[Bar]:
    """How many each issuer issued, most first; the rest together."""
    counts = Counter(entry.header.issuer for entry in held)
    unknown = counts.pop(None, 0)
    ordered = sorted(((name or "", count) for name, count in counts.items()), key=lambda pair: (-pair[1], pair[0]))
    rest = sum(count for _, count in ordered[ISSUERS:])
    return _bars([*ordered[:ISSUERS], ("cơ quan khác", rest), ("không rõ", unknown)])


def heat_map(found: Sequence[Coverage]) -> list[Line]:
    """Each directive by topics, those that cover most of them first."""
    cells: dict[str, dict[int, Cell]] = {}
    for place, one in enumerate(found):
        for covering in one.directives:
            cells.setdefault(covering.entry.id, {})[place] = Cell(covering, _heat(covering))
    lines = [Line(entry, [cells[entry.id].get(place) for place in range(len(found))]) for entry in entries(found)]
    return sorted(lines, key=lambda line: (-sum(cell.heat for cell in line.cells if cell), line.entry.file))


def lacking(missing: Iterable[Missing], held: Iterable[Entry]) -> list[tuple[Missing, int]]:
    """What some directives cite and the archive lacks, with how many of them do; most cited first."""
    ids = {entry.id for entry in held}
    counted = [(one, len(ids & set(one.citing))) for one in missing]
    return sorted((pair for pair in counted if pair[1]), key=lambda pair: -pair[1])


def _heat(covering: Covering) -> int:
    is_sure = covering.score >= _SURE[covering.strength]
    return 1 + is_sure + 2 * (covering.strength is Strength.STRONG)


def _bars(counts: Sequence[tuple[str, int]]) -> list[Bar]:
    longest = max((count for _, count in counts), default=0)
    return [Bar(name, count, round(100 * count / longest)) for name, count in counts if count]
