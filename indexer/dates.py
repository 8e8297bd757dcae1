"""Dates as running text writes them: ``ngày 05 tháng 12 năm 2016``, ``16-11-2023``, ``tháng 11/2023``.

Words, signs and line breaks between the parts may vary; a part left blank for the pen (``ngày ... tháng 11 năm
2023``) is unknown; ``T11/2023`` is short for a month. Without a year, ``ngày 15/10`` and ``tháng 10`` are found
too. Spans of time (``giai đoạn 2021-2025``, ``06 tháng``) are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.domain import PartialDate

_BLANK = r"[\s.…_]*"
_DAY = r"(?P<day{n}>0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?P<month{n}>0?[1-9]|1[0-2])"
_YEAR = r"(?P<year{n}>(?:19|20)\d\d)"
_FORMS = (
    rf"ngày\b{_BLANK}(?:{_DAY}{_BLANK})?tháng\b{_BLANK}(?:{_MONTH}{_BLANK})?năm\s+{_YEAR}",
    rf"(?:ngày\s+)?{_DAY}\s+tháng\s+{_MONTH}(?:(?:\s*/\s*|\s+năm\s+){_YEAR})?",
    rf"ngày\b{_BLANK}/\s?{_MONTH}\s?/\s?{_YEAR}",
    rf"ngày\s+{_DAY}\s*[/.-]\s*{_MONTH}\s*(?:[/.-]|năm\s)\s*{_YEAR}",
    rf"{_DAY}(?P<sign>[/.-]){_MONTH}(?P=sign){_YEAR}",
    rf"ngày\s+{_DAY}\s?[/-]\s?{_MONTH}(?!\s?[-/]\s?\d)",
    rf"tháng\s+{_MONTH}(?:(?:\s*[/.-]\s*|\s+năm\s+){_YEAR}|(?!\s?[-/.]\s?\d))",
    rf"t{_MONTH}\s?[/.-]\s?{_YEAR}",
    rf"năm\s+{_YEAR}(?!\s?[-–/]\s?\d)",
)
_DATE = re.compile(
    rf"(?<![\w/.-])(?:{'|'.join(form.replace('{n}', str(n)) for n, form in enumerate(_FORMS))})(?!\w|/\w)",
    re.IGNORECASE,
)


_A_YEAR = re.compile(_YEAR.replace("{n}", ""))
_BARE = re.compile(r"\b(?:ngay|thang|nam)(?=\s*\d)", re.IGNORECASE)
_RESTORED = {"ngay": "ngày", "thang": "tháng", "nam": "năm"}


class WrittenDate(NamedTuple):
    """A date and where it stands, with the words ``ngày``, ``tháng``, ``năm`` where these are written."""

    date: PartialDate
    start: int
    end: int


def find(text: str) -> Iterator[WrittenDate]:
    """Every date of an NFC text, in order."""
    return (_written(match) for match in _DATE.finditer(text))


def restored(text: str) -> str:
    """Text typed without diacritics, with those of ``ngày``, ``tháng`` and ``năm`` before a number; as long."""
    return _BARE.sub(lambda match: _RESTORED[match[0].lower()], text)


def keys(text: str) -> list[str]:
    """What every spelling of a full date shares, for matching: ``02/11/2022`` and ``ngày 2 tháng 11 năm 2022``."""
    if not _A_YEAR.search(text):
        return []
    days = (written.date for written in find(restored(text)))
    return [f"{day.year}-{day.month}-{day.day}" for day in days if day.year and day.month and day.day]


def at(text: str, start: int) -> WrittenDate | None:
    """The date that begins at ``start``; None where none does."""
    match = _DATE.match(text, start)
    return _written(match) if match else None


def _written(match: re.Match[str]) -> WrittenDate:
    """What the groups of one form say; a 31 February leaves its month."""
    parts = {
        name.rstrip("0123456789"): int(value)
        for name, value in match.groupdict().items()
        if value and name != "sign"
    }
    date = PartialDate.possible(**parts) if "year" in parts else PartialDate(**parts)
    return WrittenDate(date, match.start(), match.end())
