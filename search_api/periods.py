"""Times that a question names: ``quý II năm 2023``, ``từ 2022 đến 2023``, ``trước tháng 6/2022``, ``cuối năm``.

Read with and without diacritics. A time without a year (``tháng 11``) says too little to be one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from indexer import dates
from indexer.domain import PartialDate
from indexer.text import fold_letters

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_QUARTER = re.compile(rf"\bquy\s+(?P<part>iv|i{{1,3}}|[1-4])(?:\s*/\s*|\s+nam\s+|\s+){_YEAR}\b")
_SEASON = re.compile(rf"\b(?:(?:6|sau)\s+thang\s+(?P<half>dau|cuoi)|(?P<third>dau|giua|cuoi))\s+nam\s+{_YEAR}\b")
_YEARS = re.compile(
    rf"\b(?:tu|giua)\s+(?:nam\s+)?{_YEAR}\s+(?:den|toi|va)\s+(?:het\s+)?(?:nam\s+)?(?P<last>20\d\d)\b"
)
_BEFORE = re.compile(r"\b(?P<word>truoc|den het|den|toi|sau|ke tu|tu)\s+$")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS = {"dau": (1, 4), "giua": (5, 8), "cuoi": (9, 12)}
_HALVES = {"dau": (1, 6), "cuoi": (7, 12)}


class Period(NamedTuple):
    """From one day to another, both included; None is open. The question says it from ``start`` to ``end``."""

    first: date | None
    last: date | None
    start: int
    end: int

    def meets(self, known: PartialDate) -> bool:
        """Whether a date, as far as it is known, may lie within."""
        earliest, latest = known.earliest, known.latest
        return (
            earliest is not None
            and latest is not None
            and (self.first is None or latest >= self.first)
            and (self.last is None or earliest <= self.last)
        )


def find(text: str) -> list[Period]:
    """The periods of an NFC question, in order; the longer of two that overlap, one of ``từ ... đến ...``."""
    plain = fold_letters(text).lower()
    found = sorted([*_spans(plain), *_dates(text, plain)], key=lambda period: (period.start, -period.end))
    kept: list[Period] = []
    for period in found:
        if kept and kept[-1].last is None and period.first is None:
            kept[-1] = Period(kept[-1].first, period.last, kept[-1].start, period.end)
        elif not kept or period.start >= kept[-1].end:
            kept.append(period)
    return kept


def _spans(plain: str) -> Iterator[Period]:
    """Years, parts of a year."""
    for match in _YEARS.finditer(plain):
        yield Period(date(int(match["year"]), 1, 1), date(int(match["last"]), 12, 31), *match.span())
    for match in _QUARTER.finditer(plain):
        part = _QUARTERS.get(match["part"]) or int(match["part"])
        yield _months(int(match["year"]), 3 * part - 2, 3 * part, match)
    for match in _SEASON.finditer(plain):
        months = _HALVES[match["half"]] if match["half"] else _MONTHS[match["third"]]
        yield _months(int(match["year"]), *months, match)


def _months(year: int, first: int, last: int, match: re.Match[str]) -> Period:
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), *match.span())


def _dates(text: str, plain: str) -> Iterator[Period]:
    """Days, months and years, open to one side after ``trước``, ``đến``, ``sau``, ``từ``."""
    for written in dates.find(dates.restored(text)):
        first, last = written.date.earliest, written.date.latest
        if first is None or last is None:
            continue
        before = _BEFORE.search(plain, 0, written.start)
        start = before.start() if before else written.start
        match before["word"] if before else "":
            case "truoc":
                yield Period(None, first - timedelta(days=1), start, written.end)
            case "sau":
                yield Period(last + timedelta(days=1), None, start, written.end)
            case "tu" | "ke tu":
                yield Period(first, None, start, written.end)
            case "den" | "toi" | "den het":
                yield Period(None, last, start, written.end)
            case _:
                yield Period(first, last, start, written.end)
