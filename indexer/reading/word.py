"""Word files (.docx), by python-docx: paragraphs and tables in their order. They have no fixed pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from indexer.domain import Source
from indexer.text import nfc


def read(path: Path) -> Source:
    """Read paragraphs, and tables row by row."""
    return Source(text=nfc("\n\n".join(_blocks(Document(str(path))))), format="docx")


def _blocks(container: object) -> Iterator[str]:
    """The text of each paragraph and table row that says something."""
    for item in container.iter_inner_content():  # type: ignore[attr-defined]
        texts = [item.text] if isinstance(item, Paragraph) else _rows(item)
        yield from (text for text in texts if text.strip())


def _rows(table: Table) -> Iterator[str]:
    """A row of one-line cells is one line; a row that lays out columns (letterheads) is read cell by cell."""
    for row in table.rows:
        cells = ["\n".join(_blocks(cell)) for cell in _distinct(row.cells)]
        laid_out = any("\n" in cell for cell in cells)
        yield ("\n\n" if laid_out else " | ").join(cell for cell in cells if cell)


def _distinct(cells: tuple[_Cell, ...]) -> list[_Cell]:
    """Cells without the repetitions that merged cells cause."""
    return [cell for i, cell in enumerate(cells) if i == 0 or cell._tc is not cells[i - 1]._tc]
