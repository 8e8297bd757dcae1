"""Tables for a spreadsheet: CSV and XLSX, which open in Excel and LibreOffice with their diacritics.

A cell is text, a number, a day or empty; no text is ever taken for a formula, whatever a directive says.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.errors import TracuuError

if TYPE_CHECKING:
    from fastapi.responses import Response
    from xlsxwriter.format import Format as Look
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | None

_UNPRINTABLE = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 80
"""Characters of the widest column."""

_LONGEST = 32_767
"""Characters that a cell of a workbook holds."""


class ExportError(TracuuError):
    """A table cannot be written to a file."""

    code = "export_failed"


class Format(StrEnum):
    """What an answer comes as."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


FORMAT = "dạng trả lời; tệp chứa tất cả, không theo trang"
"""What a call says of its parameter ``format``."""

_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a name and a row of heads."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a byte order mark, by which Excel knows it.

    Text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection").
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(sheet.heads)
    writer.writerows([_harmless(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """A workbook: the heads stay in sight, the columns are as wide as their text, long text is wrapped.

    Rows are written as they come: a table of fifteen thousand takes seconds and no memory to speak of.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"constant_memory": True}) as book:
        wrapped = {"text_wrap": True, "valign": "top"}
        text, head = book.add_format(wrapped), book.add_format({**wrapped, "bold": True})
        day = book.add_format({**wrapped, "num_format": "dd/mm/yyyy"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 0)
            for column, width in enumerate(_widths(sheet)):
                page.set_column(column, column, width)
            _write_row(page, 0, sheet.heads, head, day)
            for place, row in enumerate(sheet.rows, 1):
                _write_row(page, place, row, text, day)
    return out.getvalue()


def _write_row(page: Worksheet, place: int, row: Sequence[Cell], text: Look, day: Look) -> None:
    """Each cell by what it is: text is never a formula, a day is shown as one."""
    for column, value in enumerate(row):
        if isinstance(value, str):
            page.write_string(place, column, printable(value)[:_LONGEST], text)
        elif isinstance(value, date):
            page.write_datetime(place, column, value, day)
        elif value is not None:
            page.write_number(place, column, value, text)


def _widths(sheet: Sheet) -> list[int]:
    """Of each column, in characters."""
    columns = zip(sheet.heads, *sheet.rows, strict=True)
    return [min(max(len(str(cell or "")) for cell in column) + 2, _WIDEST) for column in columns]


def printable(text: str) -> str:
    """Without the characters that neither a workbook (XML 1.0, 2.2) nor a calendar can hold."""
    return _UNPRINTABLE.sub("", text)


def response(form: Format, name: str, sheets: Sequence[Sheet]) -> Response:
    """A file to save, ``name`` without its ending; CSV holds the first sheet alone."""
    from fastapi.responses import Response

    body = as_csv(sheets[0]) if form is Format.CSV else as_xlsx(sheets)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form.value}"'}
    return Response(body, media_type=_TYPES[form], headers=headers)


def write(file: Path, sheets: Sequence[Sheet]) -> None:
    """Write a table to a file, as its ending says; CSV holds the first sheet alone.

    Raises:
        ExportError: the ending is another, or the file cannot be written.
    """
    writers = {".csv": lambda: as_csv(sheets[0]), ".xlsx": lambda: as_xlsx(sheets)}
    if file.suffix.lower() not in writers:
        raise ExportError(f"{file}: cần tệp .csv hoặc .xlsx, không phải “{file.suffix}”.", file=str(file))
    try:
        file.write_bytes(writers[file.suffix.lower()]())
    except OSError as error:
        raise ExportError(f"Không ghi được {file}: {error.strerror or error}.", file=str(file)) from error


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
