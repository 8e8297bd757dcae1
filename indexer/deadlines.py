"""By when a task is to be done: ``trước ngày 02/11/2022``, ``trong quý II/2024``, ``định kỳ hằng tháng``.

Four kinds of words say so: a word of limit before a date ("chậm nhất ngày ...") or two dates ("từ ngày ... đến
ngày ..."), a period that comes again ("hằng quý"), a length of time ("trong 05 ngày làm việc kể từ ..."), and
where there is none of these an event ("trước khi bước vào năm học"). A date alone is that of a directive named.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from indexer import dates
from indexer.domain import PartialDate
from indexer.text import folded

_EVERY = r"h[àằ]ng\s+(?:ngày|tuần|tháng|quý|năm)"
_PERIOD = r"(?:\d{1,2}\s+)?(?:ngày|tuần|tháng|quý|năm)"
_EVERY_LIST = rf"{_EVERY}(?:(?:\s*,\s*|\s+và\s+|\s+hoặc\s+)(?:{_EVERY}|{_PERIOD})(?!\w|\s+\d))*"
_LIMIT = r"(?:chậm nhất|muộn nhất|hạn cuối|hạn chót|xong|trước|trong|đến|hết|vào|là|ngay)"
_BEFORE = re.compile(
    rf"\b(?:chậm nhất|muộn nhất|hạn cuối|hạn chót|trước|trong|vào|đến hết)(?:\s+{_LIMIT})*\s+", re.I
)
_GOAL = re.compile(
    rf"\b(?:hoàn thành|kết thúc)\b[^.;]{{0,120}}?\s(?P<words>(?:vào|đến)(?:\s+{_LIMIT})*\s+)(?=năm\s+\d)", re.I
)
_AT = r"\d{1,2}\s*(?:giờ|h)(?:\s*\d{2}(?:\s*phút)?)?"
_ON = (
    r"(?:(?:(?:sáng|chiều)\s+)?thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật"
    r"|ngày\s+\d{1,2}(?:\s*(?:/|tháng\s)\s*\d{1,2})?(?:\s+của)?)"
)
_HOUR = re.compile(r"\d{1,2}\s*(?:giờ|h)\s*(?:\d{2}(?:\s*phút)?)?,?\s+", re.I)
_QUARTER = re.compile(r"quý\s+(?P<quarter>IV|I{1,3}|[1-4])\b(?:\s*(?:/|năm|-)\s*(?P<year>(?:19|20)\d\d))?", re.I)
_HALF = re.compile(
    r"(?P<which>(?:0?6|sáu) tháng (?:đầu|cuối)|(?:đầu|cuối)) năm(?:\s+(?P<year>(?:19|20)\d\d))?(?!\s+\d)", re.I
)
_DAY_OF_EACH = re.compile(
    rf"ngày\s+\d{{1,2}}(?:\s*(?:/|tháng\s)\s*\d{{1,2}})?\s+(?:(?:của\s+)?{_EVERY}|(?:tháng|quý) sau"
    r"|(?:của )?tháng cuối(?: cùng)?(?: của)? (?:quý|kỳ)|của tháng(?: sau| liền kề| tiếp theo| kế tiếp)*)",
    re.I,
)
_AND = re.compile(r"\s+và\s+(?=(?:tháng|quý)\s)", re.I)
_AGAIN_EACH = re.compile(rf"\s+(?:của\s+)?{_EVERY}", re.I)
_LENGTH = re.compile(
    r"\b(?:trong(?: thời hạn| thời gian| vòng)?|chậm nhất(?: là| sau)?|sau|không quá)\s+"
    r"(?:(?:không quá|tối đa)\s+)?"
    r"\d{1,3}\s*(?:\([^)]{1,20}\)\s*)?(?:ngày|giờ|tháng|tuần)(?:\s+làm việc)?(?!\s+(?:đầu|cuối))"
    r"(?:,?\s+(?:(?:kể )?từ (?:ngày|khi|thời điểm)|sau khi)[^,;.]{0,120})?",
    re.I,
)
_AGAIN = re.compile(
    rf"(?:\b(?:chậm nhất|muộn nhất|trước|vào|đến)(?:\s+{_LIMIT})*\s+)?(?:{_AT}\s+(?:{_ON}\s+)?|{_ON}\s+){_EVERY}"
    rf"|\bđịnh kỳ(?:\s+vào)?\s+(?:{_EVERY_LIST}|0?[1-9] tháng(?:(?:\s*,\s*|\s+và\s+)(?:{_EVERY}|{_PERIOD})(?!\w"
    rf"|\s+\d))*)|(?:(?<=[,;.:(] )|^){_EVERY_LIST}"
    rf"|\b{_EVERY_LIST}(?!\s+của)"
    r"|\b(?:(?:ít nhất|tối thiểu)\s+)?(?:\d{1,2}|một)\s+lần\s*(?:/|mỗi|trong|một|hằng)\s*(?:tuần|tháng|quý|năm)\b"
    r"|\bmỗi\s+(?:tuần|tháng|quý|năm)(?:\s+(?:ít nhất|tối thiểu))?\s+(?:\d{1,2}|một)\s+lần\b"
    r"|\btrong ngày(?=\s*(?:[,;.)]|$|về\b))|\bthường xuyên(?=\s*(?:[,;.)]|$))",
    re.I,
)
_RANGE = re.compile(r"\btừ\s+(?=ngày\s|tháng\s|quý\s|\d)", re.I)
_UNTIL = re.compile(r"\s+đến\s+(?:hết\s+)?", re.I)
_EVENT = re.compile(
    r"\b(?:trước khi(?!\s+(?:trình|ban hành|gửi|ký|báo cáo|phê duyệt|quyết định|triển khai|thực hiện|đưa))"
    r"|ngay khi|ngay sau khi)\s[^,;.:()]{3,80}|\bkhi có yêu cầu(?=\s*(?:[;.]|$))",
    re.I,
)
_YEARLY = re.compile(
    r"(?:kế hoạch|dự toán|ngân sách|kinh phí|chương trình|quyết toán|chỉ tiêu|nhiệm vụ)\s+$", re.I
)
_LABEL = re.compile(
    r"\b(?:thời hạn|thời gian|tiến độ)(?: (?:thực hiện|hoàn thành|báo cáo|xong))*\s*:\s*(?P<words>[^.;]{3,80})",
    re.I,
)
_QUARTERS = {"i": 3, "1": 3, "ii": 6, "2": 6, "iii": 9, "3": 9, "iv": 12, "4": 12}


UNKNOWN = PartialDate()


class Deadline(NamedTuple):
    """``words`` as written, single-spaced; ``due`` the last day that they name, as far as known."""

    words: str
    due: PartialDate


def find(words: str, written: PartialDate = UNKNOWN) -> Deadline | None:
    """The first deadline in the words of a task, None without one.

    ``written`` is the date of the directive: it gives a month its year, and no deadline lies before it.
    """
    found = [*_limits(words, written), *_ranges(words, written), *_recurring(words)]
    found = found or [(event.start(), Deadline(event[0].strip(), UNKNOWN)) for event in _EVENT.finditer(words)]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def cell(words: str, written: PartialDate = UNKNOWN) -> Deadline | None:
    """The deadline that a cell of a table's column of deadlines holds: all of its words."""
    words = " ".join(words.split())
    if not words.strip(" -–."):
        return None
    days = [due for start in range(len(words)) if (due := _date_at(words, start, written))]
    return Deadline(words, max((due for due, _ in days), key=_order) if days else PartialDate())


def _limits(words: str, written: PartialDate) -> list[tuple[int, Deadline]]:
    """Words of limit before a date, each with where it begins."""
    found = []
    for match in [*_BEFORE.finditer(words), *_GOAL.finditer(words)]:
        start = match.start("words") if match.re is _GOAL else match.start()
        hour = _HOUR.match(words, match.end())
        at = hour.end() if hour else match.end()
        if each := _DAY_OF_EACH.match(words, at):
            found.append((start, Deadline(words[start : each.end()], PartialDate())))
        elif day := _date_at(words, at, written):
            if also := _AND.match(words, day[1]):
                day = _date_at(words, also.end(), written) or day
            if again := _AGAIN_EACH.match(words, day[1]):
                found.append((start, Deadline(words[start : again.end()], PartialDate())))
                continue
            due = _last(day[0], match[0])
            if not _is_past(due, written):
                found.append((start, Deadline(words[start : day[1]], due)))
    for label in _LABEL.finditer(words):
        if deadline := cell(label["words"].strip(), written):
            found.append((label.start("words"), deadline))
    return found


def _ranges(words: str, written: PartialDate) -> list[tuple[int, Deadline]]:
    """``từ ngày ... đến ngày ...``; years alone name a period of planning."""
    found = []
    for match in _RANGE.finditer(words):
        first = _date_at(words, match.end(), written)
        until = _UNTIL.match(words, first[1]) if first else None
        last = _date_at(words, until.end(), written) if until else None
        if last and last[0].month and not _is_past(last[0], written):
            found.append((match.start(), Deadline(words[match.start() : last[1]], last[0])))
    return found


def _recurring(words: str) -> list[tuple[int, Deadline]]:
    """Periods that come again and lengths of time."""
    found = []
    for match in _AGAIN.finditer(words):
        is_bare = match[0][:1].islower() and not match[0].startswith("định")
        if not (is_bare and _YEARLY.search(words[max(match.start() - 20, 0) : match.start()])):
            found.append((match.start(), Deadline(match[0], PartialDate())))
    return found + [
        (match.start(), Deadline(match[0].strip(), PartialDate())) for match in _LENGTH.finditer(words)
    ]


def _date_at(words: str, at: int, written: PartialDate) -> tuple[PartialDate, int] | None:
    """The day, month, quarter or year that begins at ``at``, and where it ends."""
    if quarter := _QUARTER.match(words, at):
        date = PartialDate(_year(quarter["year"]), _QUARTERS[quarter["quarter"].lower()])
        return _dated(date, written), quarter.end()
    if half := _HALF.match(words, at):
        month = 6 if folded(half["which"]).endswith("thang dau") else 12
        date = PartialDate(_year(half["year"]), month)
        return (_dated(date, written), half.end()) if half["which"].lower() != "đầu" else None
    day = dates.at(words, at)
    return (_dated(day.date, written), day.end) if day else None


def _year(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _dated(date: PartialDate, written: PartialDate) -> PartialDate:
    """A month without its year is the next one after the directive's date."""
    if date.year or not written.year or not date.month:
        return date
    is_next = bool(written.month and date.month < written.month)
    return PartialDate.possible(written.year + is_next, date.month, date.day)


def _last(date: PartialDate, limit: str) -> PartialDate:
    """``trước năm 2030`` ends with 2029, ``trước tháng 6/2024`` with May; a day is named for itself."""
    if date.day or not date.year or limit.lower().split()[-1] != "trước":
        return date
    if date.month and date.month > 1:
        return replace(date, month=date.month - 1)
    return PartialDate(date.year - 1, 12 if date.month else None)


def _is_past(due: PartialDate, written: PartialDate) -> bool:
    """Whether a day had gone by when the directive was written: that of something told, no deadline."""
    last, first = due.latest, written.earliest
    return last is not None and first is not None and last < first


def _order(date: PartialDate) -> tuple[int, int, int]:
    return date.year or 0, date.month or 0, date.day or 0
