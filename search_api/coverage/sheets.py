"""Coverage as tables: each directive of each topic, and directives by topics."""

from __future__ import annotations

from collections.abc import Sequence

from search_api.cite import directive_label
from search_api.coverage.cover import Coverage, Strength
from search_api.export import Sheet

WORDS = {Strength.STRONG: "chính", Strength.PARTIAL: "một phần"}
"""How strengths are told to people."""

_MARKS = {Strength.STRONG: " ●", Strength.PARTIAL: ""}

_LIST = (
    "Chủ đề",
    "Văn bản",
    "Năm",
    "Cơ quan ban hành",
    "Mức độ",
    "Điểm",
    "Số đoạn",
    "Đoạn tiêu biểu",
    "Vị trí",
    "Tệp",
)


def sheets(found: Sequence[Coverage]) -> list[Sheet]:
    """The list, and where there are several topics the matrix."""
    rows = [
        (
            one.topic,
            directive_label(covering.entry),
            covering.entry.header.date.year,
            covering.entry.header.issuer,
            WORDS[covering.strength],
            round(covering.score, 3),
            covering.passages,
            covering.best.citation.quote,
            covering.best.citation.label,
            covering.entry.file,
        )
        for one in found
        for covering in one.directives
    ]
    listed = Sheet("Danh sách", _LIST, rows)
    return [listed, matrix(found)] if len(found) > 1 else [listed]


def matrix(found: Sequence[Coverage]) -> Sheet:
    """Directives by topics: the number of passages that cover, marked where the directive is about the topic."""
    cells = {
        (covering.entry.id, one.topic): f"{covering.passages}{_MARKS[covering.strength]}"
        for one in found
        for covering in one.directives
    }
    entries = {covering.entry.id: covering.entry for one in found for covering in one.directives}
    topics = [one.topic for one in found]
    rows = [
        (directive_label(entry), *(cells.get((entry.id, topic)) for topic in topics))
        for entry in sorted(entries.values(), key=lambda entry: entry.file)
    ]
    return Sheet("Ma trận", ("Văn bản", *topics), rows)
