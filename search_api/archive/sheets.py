"""The parts of an archive as tables to save."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from indexer.domain import PartialDate
from indexer.index.records import Entry, Scanned
from indexer.register import Missing
from search_api.cite import directive_label, numbered
from search_api.export import Cell, Sheet
from search_api.related import said


def directives(entries: Iterable[Entry]) -> Sheet:
    """Directives by the fields of their headers."""
    heads = ("Số, ký hiệu", "Loại", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu", "Người ký", "Tệp")
    rows = [
        (
            numbered(entry.header),
            entry.header.kind,
            day(entry.header.date),
            entry.header.issuer,
            entry.header.subject,
            entry.header.signer,
            entry.file,
        )
        for entry in entries
    ]
    return Sheet("Văn bản", heads, rows)


def refused(files: Iterable[Mapping[str, str]]) -> Sheet:
    """Files that are not indexed."""
    return Sheet(
        "Bị từ chối", ("Tệp", "Lý do", "Mã"), [(one["file"], one["reason"], one["code"]) for one in files]
    )


def scanned(found: Iterable[tuple[Entry, Scanned]]) -> Sheet:
    """Directives read from pictures, with how sure the reading is (0 to 1)."""
    rows = [
        (directive_label(entry), round(one.lowest, 3), round(one.mean, 3), one.passages, entry.file)
        for entry, one in found
    ]
    heads = ("Văn bản", "Độ tin cậy thấp nhất", "Độ tin cậy trung bình", "Số đoạn", "Tệp")
    return Sheet("Đọc bằng OCR", heads, rows)


def lacking(missing: Iterable[Missing], entries: Mapping[str, Entry]) -> Sheet:
    """Directives that are cited and lacking, with those that cite them."""
    rows = [
        (
            said(one),
            one.number,
            one.directives,
            one.mentions,
            "; ".join(directive_label(entries[id]) for id in one.citing),
        )
        for one in missing
    ]
    heads = ("Văn bản", "Số, ký hiệu", "Số văn bản viện dẫn", "Số lần nhắc", "Viện dẫn trong")
    return Sheet("Kho còn thiếu", heads, rows)


def written(known: PartialDate) -> str:
    """As ``28/10/2022``, ``11/2023``, ``2023``, as far as it is known."""
    if not known.year:
        return ""
    parts = (known.day if known.month else None, known.month, known.year)
    return "/".join(f"{part:02d}" for part in parts if part)


def day(known: PartialDate) -> Cell:
    """A whole date as a day, another in words."""
    return known.latest if known.day else str(known) or None
