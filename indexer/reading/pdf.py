"""PDF files: their structure by pypdf, their text layer by PDFium, and by OCR the pages that have none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from indexer.domain import Source
from indexer.errors import FileRefused
from indexer.reading import envelope, scan, textlayer
from indexer.reading.sheets import Sheet, bound

_TAIL = 4096  # bytes: how far from the end the mark of a whole file may stand (Acrobat allows 1,024)
_ENCODINGS = {"tcvn3": "TCVN3", "vni": "VNI"}


def read(path: Path) -> Source:
    """Read a PDF. Page numbers are positions in the file, from 1; places are in points.

    Raises:
        FileRefused: ``encrypted`` with a password other than the empty one; ``broken_file``; ``too_large`` beyond
            2,000 pages; ``no_ocr`` where it is a scan and tesseract is missing; ``no_text`` where nothing is seen.
    """
    _check_end(path)
    cover = envelope.opened(path)
    with textlayer.opened(path) as document:
        envelope.check(len(document))
        sheets = [document.sheet(number, cover.remarks.get(number, ())) for number in range(1, len(document) + 1)]
        blind = [sheet.number for sheet in sheets if sheet.is_ocr]
        seen = scan.seen(blind, document.picture, has_text=len(blind) < len(sheets))
        sheets = [seen.sheets.get(sheet.number, sheet) for sheet in sheets]
    notes = [*_notes(cover, document.encodings), *seen.notes]
    source = bound(_labelled(sheets, cover.labels), "pdf", notes)
    if not source.text.strip():
        raise FileRefused(
            "no_text", " ".join([f"PDF có {len(sheets)} trang đều không đọc được chữ nào.", *seen.notes])
        )
    return source


def _check_end(path: Path) -> None:
    """A PDF says at its end that it is whole (ISO 32000-1, 7.5.5): one that is cut off would lose pages unseen."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read()
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise FileRefused("broken_file", "Tệp PDF bị cắt cụt (thiếu phần kết); hãy tải hoặc chép lại tệp.")


def _labelled(sheets: Sequence[Sheet], labels: Sequence[str]) -> list[Sheet]:
    """The pages with the numbers that the file gives them, for those that print none."""
    given = [*labels, *[None] * len(sheets)]
    return [replace(sheet, label=label) for sheet, label in zip(sheets, given, strict=False)]


def _notes(cover: envelope.Envelope, encodings: set[str]) -> list[str]:
    """What a reader of the text should know, in Vietnamese."""
    notes = [f"Tệp đính kèm trong PDF, không đọc: {', '.join(cover.attached)}."] if cover.attached else []
    return notes + [
        f"Chữ gõ bằng phông {_ENCODINGS[name]} đã được chuyển sang Unicode." for name in sorted(encodings)
    ]
