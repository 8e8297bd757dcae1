"""What stands in one row of a letterhead: marks, names of offices, subjects, other words, from left to right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from indexer.domain import Span
from indexer.header import marks
from indexer.header.cells import GAP, Cell, Row, folded
from indexer.header.offices import is_office

SUBJECT = re.compile(r"^\W*V\s*/\s*v\s*:?\s*(?=\S)", re.IGNORECASE)
_TO = re.compile(r"^\W*(?:Kinh\s+gui|Kinh\s+trinh)\s*(?::|$)[\s:]*", re.IGNORECASE)
FEW = 12
"""Words. No longer is an office's name, an addressee without a bullet, or noise between two marks."""


class Piece(NamedTuple):
    """A part of a row: what it is, where, and what was read in it."""

    what: str
    cell: Cell
    read: object = None

    def as_office(self) -> Piece:
        """The same, an office's name where it is but words."""
        return self._replace(what="office") if self.what == "words" else self


@lru_cache(maxsize=64)  # a row is asked of a few times in a row
def pieces_of(row: Row) -> list[Piece]:
    """What stands in a row, from left to right; words left of the national title and the like are an office's."""
    found = [piece for cell in row.cells for piece in _around_mottos(cell, row.mottos)]
    right = max((start for start, _ in row.mottos), default=0)
    return [piece.as_office() if piece.cell.start < right else piece for piece in found]


def _around_mottos(cell: Cell, mottos: Sequence[Span]) -> list[Piece]:
    """Cut a cell at the national title and the like."""
    for start, end in mottos:
        if cell.start <= start and end <= cell.end:
            at, to = start - cell.start, end - cell.start
            motto = Piece("motto", cell.part(at, to))
            return [*_cut(cell.part(0, at)), motto, *_around_mottos(cell.part(to), mottos)]
    return _cut(cell)


def _cut(cell: Cell) -> list[Piece]:
    """Cut a cell at the number and the date; what is left are words of one kind or other."""
    if not re.search(r"[^\W_]", cell.text):
        return []
    if number := marks.number(cell):
        after = cell.part(number.at[1] - cell.start)
        return [*_cut(cell.part(0, number.begins)), Piece("number", cell, number), *_cut(after)]
    if dated := marks.place_and_date(cell):
        return [*(piece for part in dated.before for piece in _cut(part)), Piece("date", cell, dated)]
    return [_words(part) for part in cell.split(GAP)]


def _words(cell: Cell) -> Piece:
    """What words without a number or date are."""
    if stamped := marks.stamp(cell):
        return Piece("stamp", cell, stamped)
    if match := SUBJECT.match(cell.text):
        return Piece("subject", cell, cell.part(match.end()))
    if match := _TO.match(folded(cell.text)):
        return Piece("to", cell, cell.part(match.end()))
    if kind := marks.kind(cell):
        return Piece("kind", cell, kind)
    few = len(cell.text.split()) <= (FEW if cell.text.isupper() else 8)
    if few and is_office(cell.text) and cell.text[0].isupper() and not re.search(r"[.;:]$", cell.text):
        return Piece("office", cell)
    return Piece("words", cell)
