"""Word files (.docx), by python-docx: paragraphs and tables in their order. They have no fixed pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.oxml.table import CT_Tc
from docx.table import Table
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
    """A row of one-line cells is one line; a row that lays out columns (letterheads) is read cell by cell.

    A cell that spans columns or rows is met in each of them, and read where it is met first.
    """
    seen: list[CT_Tc] = []
    for row in table.rows:
        cells = []
        for cell in row.cells:
            if not any(cell._tc is known for known in seen):
                seen.append(cell._tc)
                cells.append("\n".join(_blocks(cell)))
        laid_out = any("\n" in cell for cell in cells)
        yield ("\n\n" if laid_out else " | ").join(cell for cell in cells if cell)
