"""How deadlines stand on a day."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.domain import PartialDate
from search_api.assignments.due import Standing, standing, told, written

TODAY = date(2026, 6, 1)

DEADLINES = [
    ("yesterday", (2026, 5, 31), Standing.OVERDUE, "quá hạn 1 ngày", "31/05/2026"),
    ("today", (2026, 6, 1), Standing.SOON, "hạn hôm nay", "01/06/2026"),
    ("in thirty days", (2026, 7, 1), Standing.SOON, "còn 30 ngày", "01/07/2026"),
    ("in thirty-one", (2026, 7, 2), Standing.LATER, "còn 31 ngày", "02/07/2026"),
    ("a month, to its last day", (2026, 6), Standing.SOON, "còn 29 ngày", "30/06/2026"),
    ("a year, to its last day", (2025,), Standing.OVERDUE, "quá hạn 152 ngày", "31/12/2025"),
    ("none", (), Standing.NO_DAY, "", ""),
]


@pytest.mark.parametrize(
    ("due", "stands", "words", "day"), [row[1:] for row in DEADLINES], ids=[row[0] for row in DEADLINES]
)
def test_standing(due: tuple[int, ...], stands: Standing, words: str, day: str) -> None:
    known = PartialDate(*due)
    assert (standing(known, TODAY), told(known, TODAY), written(known)) == (stands, words, day)
