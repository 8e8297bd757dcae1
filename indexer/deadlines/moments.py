"""Points in time as deadlines name them: a day, a month, a quarter, a half, a school year, or several of them
(``ngày 16 và 17/7/2025``, ``quý I và quý II năm 2025``), with the hours before and the period after them
(``trước 7 giờ và 16 giờ hằng ngày``, ``ngày 20/6 và ngày 20/12 hằng năm``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from indexer import dates
from indexer.domain import PartialDate
from indexer.text import folded

UNIT = r"(?:ngày|đêm|tuần|tháng|quý|năm học|học kỳ|năm|kỳ|vụ)"
HABIT = rf"h[àằ]ng\s+{UNIT}"
EVERY = rf"(?:(?:h[àằ]ng|mỗi)\s+{UNIT}|mỗi\s+(?:buổi\s+)?(?:sáng|chiều|tối))"
CLOCK = r"\d{1,2}\s*(?:giờ|h|g|:)(?:\s*\d{2}(?:\s*phút|['’′])?)?"
CLOCKS = rf"{CLOCK}(?:(?:,|\s+và)\s+{CLOCK})*"
_DAY = r"ngày\s+\d{1,2}(?:\s*(?:/|tháng\s)\s*\d{1,2})?"
_ALSO = r"(?:(?:,|\s+và|\s+hoặc)\s+(?:ngày\s+)?\d{1,2}(?:/\d{1,2}|\s+tháng\s+\d{1,2})?)*"
_WEEKDAY = r"(?:(?:sáng|trưa|chiều|tối)\s+)?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)"
WEEKDAY = rf"(?:các ngày\s+)?{_WEEKDAY}(?:(?:,|\s+và)\s+{_WEEKDAY})*"
_PART = r"(?:đầu|cuối) (?:buổi|giờ|ca) \w+"
ON = (
    rf"(?:(?:{_PART}\s+)?{WEEKDAY}|{_PART}|tuần (?:đầu|cuối)(?: tiên| cùng)?(?: của)?"
    rf"|(?:các\s+)?{_DAY}{_ALSO}(?:\s+của)?)"
)
"""A day of the week or of the month that comes again, or one of its weeks."""

LIMIT = r"(?:chậm nhất|muộn nhất|hạn cuối|hạn chót|xong|trước|trong|đến|hết|vào|là|ngay)"
"""A word of limit before a moment."""

_HOUR = re.compile(
    rf"(?:{CLOCKS},?\s+)?(?:(?:sáng|trưa|chiều|tối|cuối|hết)\s+)?(?:thứ\s+\w+,?\s+)?(?=ngày\b|các\b|\d|tháng\b)",
    re.I,
)
_QUARTER = re.compile(r"quý\s+(?P<quarter>IV|I{1,3}|[1-4])\b(?:\s*(?:/|năm|-)\s*(?P<year>(?:19|20)\d\d))?", re.I)
_HALF = re.compile(
    r"(?P<which>(?:0?[369]|ba|sáu|chín) tháng (?:đầu|cuối)|(?:đầu|giữa|cuối)) năm"
    r"(?:\s+(?P<year>(?:19|20)\d\d))?(?!\s+(?:\d|học))",
    re.I,
)
_TERM = r"học kỳ\s+(?:I{1,2}|[12])(?!\w)"
_SCHOOL_YEAR = re.compile(
    rf"(?:{_TERM},?\s+)?năm học\s+(?:19|20)\d\d\s?[-–]\s?(?P<year>(?:19|20)\d\d)|{_TERM}", re.I
)
_WITHIN = re.compile(
    r"(?:(?:tuần|tuần lễ)\s+(?:đầu|cuối|thứ\s+\w+|\d)(?:\s+(?:tiên|cùng))?(?:\s+của)?|đầu|giữa|cuối)\s+"
    r"(?=tháng\s+\d|quý\s+[IV\d])",
    re.I,
)
_EACH = re.compile(
    rf"(?:{_DAY}{_ALSO}|ngày cuối(?: cùng)?|ngày đầu(?: tiên)?)\s+(?:(?:của\s+)?{EVERY}"
    r"|(?:của\s+)?(?:tháng|quý|năm|kỳ) sau"
    r"|(?:của )?tháng (?:cuối|đầu)(?: cùng| tiên)?(?: của)?(?: mỗi)? (?:quý|kỳ)(?: sau| tiếp theo"
    r"| liền kề| báo cáo)*"
    r"|(?:của )?(?:tháng|quý|kỳ|năm)(?: sau| liền kề| tiếp theo| kế tiếp| báo cáo)+|của (?:tháng|quý"
    r"|kỳ)(?=[,;.]|$))",
    re.I,
)
_SHARING = re.compile(
    r"(?:các\s+)?(?:(?:ngày|tháng|quý)\s+)?(?:\d{1,2}(?:/\d{1,2})?|[IV]{1,3})(?:\s*,\s*|\s+(?:và|hoặc)\s+|\s*[-–]\s*)"
    r"(?=(?:(?:ngày|tháng|quý)\s+)?[\dIV])",
    re.I,
)
"""One of several that the last gives its month or year: ``16 và 17/7/2025``."""

_AND = re.compile(r"\s+(?:và|hoặc)\s+(?=(?:ngày|tháng|quý)\s|\d{1,2}/\d)", re.I)
_SHORT = re.compile(
    r"(?P<day>0[1-9]|[12]\d|3[01]|[1-9](?=/\d{1,2}\s*(?:[,;.)]|$)))/(?P<month>0?[1-9]|1[0-2])(?![\d/])"
)
_OF_YEAR = re.compile(r"\d{1,2}\s+năm\s+(?P<year>(?:19|20)\d\d)")
_OF_EACH = re.compile(rf"\s+(?:của\s+)?{EVERY}", re.I)
_QUARTERS = {"i": 3, "1": 3, "ii": 6, "2": 6, "iii": 9, "3": 9, "iv": 12, "4": 12}
_MONTHS = {"ba": 3, "sau": 6, "chin": 9}


_CLOCK_ALONE = re.compile(rf"{CLOCKS}(?=\s*(?:[,;.)]|$|từ ngày\b))", re.I)
_LUNAR = re.compile(r"(?:ngày\s+)?\d{1,2}(?:/| tháng )(?:Giêng|Chạp|\d{1,2} âm lịch)", re.I)
_DAY_ALONE = re.compile(r"ngày\s+(?P<day>0?[1-9]|[12]\d|3[01])(?=\s*(?:[,;.)]|$))", re.I)
_NAMED = re.compile(r"ngày (?!\d)(?:[^\W\d]+ ){1,3}(?=\d{1,2}/\d{1,2}/\d{4})")
"""A day that is said with what happens on it: ``ngày thi 21/11/2023``."""


_BEGINS = re.compile(
    r"\d|[IV]{1,3}(?!\w)|(?:ngày|tháng|quý|năm|kỳ|học|tuần|đầu|giữa|cuối|hết|sáng|trưa|chiều|tối|thứ|các|của|ba|sáu|chín)\b",
    re.I,
)
"""The first word of every moment: most words are spared the patterns."""


class Moment(NamedTuple):
    """The last day that is named, as far as known, and where the words for it end."""

    due: PartialDate
    end: int


def at(words: str, start: int, written: PartialDate) -> Moment | None:
    """What is named from ``start`` on of hours, days, months and years, or hours alone; None where nothing is.

    ``written`` is the date of the directive: a month without its year is the next one after it.
    """
    if not _BEGINS.match(words, start):
        return None
    if alone := _CLOCK_ALONE.match(words, start):
        return Moment(PartialDate(), alone.end())
    hour = _HOUR.match(words, start)
    start = hour.end() if hour else start
    if each := _EACH.match(words, start):
        return Moment(PartialDate(), each.end())
    moment = _list(words, start, written) or one(words, start, written)
    while moment and (also := _AND.match(words, moment.end)):
        if (further := _short(words, also.end(), written) or one(words, also.end(), written)) is None:
            break
        moment = further
    again = _OF_EACH.match(words, moment.end) if moment else None
    return Moment(PartialDate(), again.end()) if again else moment


def one(words: str, start: int, written: PartialDate) -> Moment | None:
    """The day, month, quarter, part of a year or year that begins at ``start``."""
    if quarter := _QUARTER.match(words, start):
        date = PartialDate(_year(quarter["year"]), _QUARTERS[quarter["quarter"].lower()])
        return Moment(dated(date, written), quarter.end())
    if school := _SCHOOL_YEAR.match(words, start):
        return Moment(PartialDate(_year(school["year"])), school.end())
    if within := _WITHIN.match(words, start):
        return one(words, within.end(), written)
    if half := _HALF.match(words, start):
        return Moment(_part_of_year(half, written), half.end())
    return _day(words, start, written)


def _day(words: str, start: int, written: PartialDate) -> Moment | None:
    """A day, a month or a year; a day may be said alone (``ngày 20``) or by the moon (``23 tháng Chạp``)."""
    if lunar := _LUNAR.match(words, start):
        return Moment(PartialDate(), lunar.end())
    if alone := _DAY_ALONE.match(words, start):
        return Moment(_next(int(alone["day"]), written), alone.end())
    named = _NAMED.match(words, start)
    day = dates.at(words, named.end() if named else start)
    return Moment(dated(day.date, written), day.end) if day else None


def _list(words: str, start: int, written: PartialDate) -> Moment | None:
    """``16 và 17/7/2025``, ``tháng 11, 12 năm 2025``: the last says what the others leave out."""
    at = start
    while sharing := _SHARING.match(words, at):
        at = sharing.end()
    if at > start:
        if last := one(words, at, written):
            return last
        if year := _OF_YEAR.match(words, at):
            return Moment(PartialDate(int(year["year"])), year.end())
    return _short(words, start, written)


def _short(words: str, start: int, written: PartialDate) -> Moment | None:
    """``15/6``, where no fraction is meant."""
    match = _SHORT.match(words, start)
    if match is None:
        return None
    return Moment(dated(PartialDate(None, int(match["month"]), int(match["day"])), written), match.end())


def _part_of_year(half: re.Match[str], written: PartialDate) -> PartialDate:
    """``6 tháng đầu năm 2024`` ends with June; ``đầu năm`` with no known month."""
    which = folded(half["which"]).split()
    year = _year(half["year"]) or written.year
    if which[-1] == "cuoi":
        return PartialDate(year, 12)
    count = which[0].lstrip("0")
    month = _MONTHS.get(count) or (int(count) if count.isdecimal() else None)
    return PartialDate(year, month)


def dated(date: PartialDate, written: PartialDate) -> PartialDate:
    """A month without its year is the next one after the directive's date."""
    if date.year or not written.year or not date.month:
        return date
    is_next = bool(written.month and date.month < written.month)
    return PartialDate.possible(written.year + is_next, date.month, date.day)


def _next(day: int, written: PartialDate) -> PartialDate:
    """A day alone is the next one of its number after the directive's date."""
    if not (written.year and written.month and written.day):
        return PartialDate()
    months = written.month - 1 + (day < written.day)
    return PartialDate.possible(written.year + months // 12, months % 12 + 1, day)


def is_past(due: PartialDate, written: PartialDate) -> bool:
    """Whether a day had gone by when the directive was written: that of something told, no deadline."""
    last, first = due.latest, written.earliest
    return last is not None and first is not None and last < first


def before(moment: PartialDate) -> PartialDate:
    """The last time before a month or a year: ``trước năm 2030`` ends with 2029; a day is named for itself."""
    if moment.day or not moment.year:
        return moment
    if moment.month and moment.month > 1:
        return replace(moment, month=moment.month - 1)
    return PartialDate(moment.year - 1, 12 if moment.month else None)


def _year(digits: str | None) -> int | None:
    return int(digits) if digits else None
