"""Tables as text: what is data, a line a row; what only lays out a page, cell after cell.

Letterheads and signatures are laid out with tables (Decree 30/2020/NĐ-CP, appendix I, part I, IV), and so are
whole web pages. Their cells are read column by column, the left one first. In a table of data the first row names
the columns; its rows are lines of the text, with `` | `` between the cells and nothing where a cell is empty, so
that columns align. A cell merged downwards is repeated in each of its rows, since a row is read alone; one merged
to the right stands in its first column; a row that is one cell is a line without bars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from indexer.text import nfc

_LAYS_OUT = re.compile(
    r"cộng\s+h[oò][aà]\s+xã\s+hội\s+chủ\s+nghĩa|độc\s+lập\s*[-–]\s*tự\s+do|đảng\s+cộng\s+sản\s+việt\s+nam"
    r"|^\W*(?:nơi\s+nhận|kính\s+gửi)\s*:",
    re.IGNORECASE,
)
_FEW = 3
"""Rows of a letterhead or of signatures: beside the names, the number and the date, or the name of the signer."""
_LONG = 200
"""Characters. A cell with a paragraph longer than this holds prose, not the short lines of a letterhead."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its blocks of text, the columns that it covers, and whether it goes on a cell of the row above.

    ``nests`` says that there is a table inside.
    """

    blocks: tuple[str, ...]
    span: int = 1
    continues: bool = False
    nests: bool = False

    @property
    def line(self) -> str:
        """All of it on one line."""
        return " ".join(" ".join(self.blocks).split())


Rows = Sequence[Sequence[Cell]]


def blocks(rows: Rows) -> Iterator[str]:
    """The blocks of a table, to be set off by blank lines."""
    rows = [row for row in rows if any(cell.blocks for cell in row)]
    yield from _laid_out(rows) if _is_layout(rows) else _data(rows)


def _is_layout(rows: Rows) -> bool:
    """Whether a table only places text: one row side by side, tables in a table, or two columns of a few rows of
    lines or with the words of a letterhead. What has three columns and rows is data, whatever words it holds.
    """
    many = [[cell for cell in row if cell.blocks] for row in rows if len(row) > 1]
    if len(many) < 2 or any(cell.nests for row in many for cell in row):
        return True
    if max(map(len, many)) > 2:
        return False
    if len(many) <= _FEW and any("\n" in "\n".join(cell.blocks) for cell in many[0]):
        return True
    return any(_LAYS_OUT.search(nfc(block)) for row in many for cell in row for block in cell.blocks)


def _laid_out(rows: Rows) -> Iterator[str]:
    """Cells column by column, between rows that are one cell."""
    band: list[Sequence[Cell]] = []
    for row in rows:
        if len(row) == 1:
            yield from _columns(band)
            yield from _prose(row[0])
            band = []
        else:
            band.append(row)
    yield from _columns(band)


def _columns(rows: Rows) -> Iterator[str]:
    placed = [(column, cell) for row in rows for column, cell in _placed(row) if not cell.continues]
    for _, cell in sorted(placed, key=lambda item: item[0]):
        yield from _prose(cell)


def _placed(row: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    """Cells with the columns that they begin in."""
    column = 0
    for cell in row:
        yield column, cell
        column += cell.span


def _prose(cell: Cell) -> Iterator[str]:
    """Short lines stay together; paragraphs are set apart."""
    is_prose = cell.nests or any(len(block) > _LONG for block in cell.blocks)
    yield from cell.blocks if is_prose else filter(None, ["\n".join(cell.blocks)])


def _data(rows: Rows) -> Iterator[str]:
    """One block of a line a row. Columns without any text are those that only place others."""
    lines = [[text for cell in row for text in (cell.line, *[""] * (cell.span - 1))] for row in rows]
    kept = [any(column) for column in zip_longest(*lines, fillvalue="")]
    shown = []
    for row, line in zip(rows, lines, strict=True):
        cells = [text for text, keep in zip_longest(line, kept, fillvalue="") if keep]
        shown.append(line[0] if len(row) == 1 else " | ".join(cells))
    yield "\n".join(shown)
