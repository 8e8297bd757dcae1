"""How a deadline stands on a day: past, soon, later, or none that names a day."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from indexer.domain import PartialDate

SOON = 30
"""Days ahead that are soon."""


class Standing(StrEnum):
    """Values are those of the address."""

    OVERDUE = "qua-han"
    SOON = "sap-den"
    LATER = "con-han"
    NO_DAY = "khong-ngay"


NAMES = {
    Standing.OVERDUE: "Quá hạn",
    Standing.SOON: f"Sắp đến hạn ({SOON} ngày)",
    Standing.LATER: "Còn hạn",
    Standing.NO_DAY: "Không nêu ngày",
}
"""How they are told to people."""


def standing(due: PartialDate, today: date) -> Standing:
    """Of a deadline on a day; a month, quarter or year is due on its last day."""
    if due.latest is None:
        return Standing.NO_DAY
    left = (due.latest - today).days
    if left < 0:
        return Standing.OVERDUE
    return Standing.SOON if left <= SOON else Standing.LATER


def told(due: PartialDate, today: date) -> str:
    """In words, how far a deadline is off; "" where it names no day."""
    if due.latest is None:
        return ""
    left = (due.latest - today).days
    if left < 0:
        return f"quá hạn {-left} ngày"
    return f"còn {left} ngày" if left else "hạn hôm nay"


def written(due: PartialDate) -> str:
    """The last day of a deadline as ``30/06/2026``; "" where it names no day."""
    return due.latest.strftime("%d/%m/%Y") if due.latest else ""
