"""By when a task is to be done: ``trước ngày 02/11/2022``, ``trong quý II/2024``, ``định kỳ hằng tháng``.

Four kinds of words say so: a word of limit before a date ("chậm nhất ngày ...", "từ tháng 9/2025") or two dates
("từ ngày ... đến ngày ..."), a period that comes again ("hằng quý"), a length of time ("trong 05 ngày làm việc kể
từ ..."), and where there is none of these a month or quarter that ends the sentence, or an event ("trước khi bước
vào năm học", "khi có yêu cầu"). A day alone is that of a directive named.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from indexer import dates, verbs
from indexer.domain import PartialDate
from indexer.text import folded

_UNIT = r"(?:ngày|tuần|tháng|quý|năm học|năm|kỳ|vụ)"
_EVERY = rf"h[àằ]ng\s+{_UNIT}"
_PERIOD = r"(?:\d{1,2}\s+)?(?:ngày|tuần|tháng|quý|năm)"
_ASKED = r"(?:(?:,|\s+(?:hoặc|và))\s+(?:đột xuất(?:\s+(?:khi có|theo) yêu cầu)?|khi (?:có|được) yêu cầu))"
_EVERY_LIST = rf"{_EVERY}(?:(?:\s*,\s*|\s+và\s+|\s+hoặc\s+)(?:{_EVERY}|{_PERIOD})(?!\w|\s+\d))*{_ASKED}?"
_LIMIT = r"(?:chậm nhất|muộn nhất|hạn cuối|hạn chót|xong|trước|trong|đến|hết|vào|là|ngay)"
_BEFORE = re.compile(
    rf"\b(?:chậm nhất|muộn nhất|hạn cuối|hạn chót|trước|trong|vào|đến hết)"
    rf"(?:\s+{_LIMIT})*\s+",
    re.I,
)
_GOAL = re.compile(
    rf"\b(?:hoàn thành|kết thúc)\b[^.;]{{0,120}}?\s(?P<words>(?:vào|đến)(?:\s+{_LIMIT})*\s+)(?=(?:năm"
    rf"|ngày|tháng|quý)\s)",
    re.I,
)
_CLOCK = r"\d{1,2}\s*(?:giờ|h|g|:)(?:\s*\d{2}(?:\s*phút|['’′])?)?"
_DAY = r"ngày\s+\d{1,2}(?:\s*(?:/|tháng\s)\s*\d{1,2})?"
_ON = (
    r"(?:(?:(?:sáng|chiều)\s+)?thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật"
    rf"|{_DAY}(?:(?:,|\s+và|\s+hoặc)\s+(?:ngày\s+)?\d{{1,2}}(?:/\d{{1,2}}|\s+tháng\s+\d{{1,2}})?)*(?:\s+của)?)"
)
_HOUR = re.compile(
    rf"(?:{_CLOCK},?\s+)?(?:(?:sáng|trưa|chiều|tối|cuối|hết)\s+)?(?:thứ\s+\w+,?\s+)?(?=ngày\b|\d|tháng\b)", re.I
)
_QUARTER = re.compile(r"quý\s+(?P<quarter>IV|I{1,3}|[1-4])\b(?:\s*(?:/|năm|-)\s*(?P<year>(?:19|20)\d\d))?", re.I)
_HALF = re.compile(
    r"(?P<which>(?:0?6|sáu) tháng (?:đầu|cuối)|(?:đầu|cuối)) năm(?:\s+(?P<year>(?:19|20)\d\d))?(?!\s+\d)", re.I
)
_SCHOOL_YEAR = re.compile(
    r"(?:học kỳ\s+(?:I{1,2}|[12]),?\s+)?năm học\s+(?:19|20)\d\d\s?[-–]\s?(?P<year>(?:19|20)\d\d)", re.I
)
_WITHIN = re.compile(
    r"(?:(?:tuần|tuần lễ)\s+(?:đầu|cuối|thứ\s+\w+|\d)(?:\s+(?:tiên|cùng))?(?:\s+của)?|đầu|giữa|cuối)\s+"
    r"(?=tháng\s+\d|quý\s+[IV\d])",
    re.I,
)
_DAY_OF_EACH = re.compile(
    rf"(?:{_DAY}|ngày cuối(?: cùng)?|ngày đầu(?: tiên)?)\s+(?:(?:của\s+)?{_EVERY}|(?:của\s+)?(?:tháng"
    rf"|quý|năm|kỳ) sau"
    r"|(?:của )?tháng (?:cuối|đầu)(?: cùng| tiên)?(?: của)?(?: mỗi)? (?:quý|kỳ)(?: sau| tiếp theo"
    r"| liền kề| báo cáo)*"
    r"|(?:của )?(?:tháng|quý|kỳ|năm)(?: sau| liền kề| tiếp theo| kế tiếp| báo cáo)+|của (?:tháng|quý"
    r"|kỳ)(?=[,;.]|$))",
    re.I,
)
_AND = re.compile(r"\s+và\s+(?=(?:tháng|quý)\s)", re.I)
_AGAIN_EACH = re.compile(rf"\s+(?:của\s+)?{_EVERY}", re.I)
_SPAN = r"\d{1,3}\s*(?:\([^)]{1,20}\)\s*)?(?:ngày|giờ|phút|tháng|tuần)(?:\s+làm việc)?(?!\s+(?:đầu|cuối))"
_SINCE = r",?\s+(?:(?:kể )?từ (?:ngày|khi|thời điểm|lúc)|(?:sau|trước) khi)[^,;.]{0,120}"
_LENGTH = re.compile(
    r"\b(?:(?:ngay )?trong(?: thời hạn| thời gian| vòng)?|chậm nhất(?: là| sau)?|sau|không quá)\s+"
    rf"(?:(?:không quá|tối đa)\s+)?{_SPAN}(?:{_SINCE})?|(?<!/)\b(?:(?:ít nhất|tối thiểu"
    rf"|trước)\s+)?{_SPAN}{_SINCE}",
    re.I,
)
_TIMES = r"(?:lần|cuộc|buổi|đợt|kỳ|tin|bài|lượt|chuyên đề|phiên)"
_AGAIN = re.compile(
    rf"(?:\b(?:chậm nhất|muộn nhất|trước|vào|đến)(?:\s+{_LIMIT})*\s+)?(?:{_CLOCK},?\s+(?:{_ON}\s+)?"
    rf"|{_ON}\s+){_EVERY}"
    rf"|\bđịnh kỳ(?:\s+vào)?\s+(?:{_EVERY_LIST}|0?[1-9] tháng(?:(?:\s*,\s*|\s+và\s+)(?:{_EVERY}|{_PERIOD})(?!\w"
    rf"|\s+\d))*{_ASKED}?)|(?:(?<=[,;.:(] )|^){_EVERY_LIST}"
    rf"|(?:^|\b)định kỳ{_ASKED}(?=\s*(?:[;.)]|$))"
    rf"|\b{_EVERY_LIST}(?!\s+của)"
    rf"|\b(?:(?:ít nhất|tối thiểu)\s+)?(?:\d{{1,2}}|một)\s+(?!buổi/ngày){_TIMES}\s*(?:/|mỗi|trong|một"
    rf"|hằng)\s*(?:01 )?{_UNIT}\b"
    rf"|\b(?:\d{{1,2}}|một)\s+(?:phút|giờ|ngày|tuần|tháng|quý|năm)\s*(?:/|một|1|01)\s*lần\b"
    rf"|\bmỗi\s+{_UNIT}(?:,?\s+(?:ít nhất|tối thiểu))?\s+(?:\d{{1,2}}|một)\s+{_TIMES}\b"
    r"|\b(?:ngay )?trong ngày(?=\s*(?:[,;.)]|$|về\b))|\b(?<!không )thường xuyên(?:, (?:liên tục"
    r"|định kỳ))?(?=\s*(?:[;.)]|,(?! \w+ kỳ)|$))",
    re.I,
)
_RANGE = re.compile(r"\b(?:kể )?từ\s+(?=ngày\s|tháng\s|quý\s|năm học\s|(?:đầu|sáng|trưa|chiều|tối)\s|\d)", re.I)
_UNTIL = re.compile(r"\s+đến\s+(?:hết\s+)?", re.I)
_UNTIL_EVENT = re.compile(r"\s+(?:cho )?đến khi\s[^,;.:()]{3,80}")
_SO_FAR = re.compile(r"\s+(?:đến|tới) nay|\s+trở (?:về|lại)", re.I)
_IN_FORCE = re.compile(r"(?:hiệu lực(?: thi hành)?|áp dụng|ban hành)\s+$", re.I)
_DONE = re.compile(
    r"\b(?:hoàn thành|xong|kết thúc)(?: (?:vào|là))*\s*:?\s+(?=(?:ngày|tháng|quý)\s)"
    r"|\((?=(?:trong )?(?:tháng|quý)\s)",
    re.I,
)
_LAST = re.compile(r"(?<=\s)(?=(?:tháng|quý)\s)", re.I)
_OF_DATA = re.compile(
    r"(?:báo cáo|kết quả|số liệu|giá|kế hoạch|tình hình|hồ sơ|dự toán|chỉ tiêu|lương|kinh phí|thuốc|hóa chất|đợt"
    r"|dữ liệu|nhiệm vụ|công tác|lịch|giao ban|văn bản|kỳ|đến|sang|của|từ|năm|và|,)\s+(?:\w+\s+){0,3}$",
    re.I,
)
_EVENT = re.compile(
    r"\b(?:trước khi(?!\s+(?:trình|ban hành|gửi|ký|báo cáo|phê duyệt|quyết định|triển khai|thực hiện|đưa))"
    r"|ngay khi|ngay sau khi)\s[^,;.:()]{3,80}|\bkhi có yêu cầu(?=\s*(?:[;.]|$))",
    re.I,
)
_CLOSING_EVENT = re.compile(
    r"(?<=[\w)] )(?:(?:cho )?(?:đến|tới) khi|sau khi(?! (?:được|có|trình|ban hành|ký|phê duyệt"
    r"|thống nhất|báo cáo|xin))|sau (?:mỗi|từng|các)|(?<!sau )khi (?:có|xảy ra|phát hiện"
    r"|được yêu cầu)"
    r"|trong (?:các|những) ngày|vào (?:các )?(?:dịp|đầu|cuối|giữa|mùa|ngày|giờ|buổi|tháng|đêm)|(?:trước|trong"
    r"|suốt) (?:các )?(?:dịp|mùa|kỳ|đợt|Tết"
    r"|thềm|năm học|mỗi|suốt|thời gian (?:diễn ra|nghỉ|cao điểm))|theo tiến độ)\b"
    r"(?P<rest>[^.;:()]{0,80}?)\s*(?=[.;(]|$)",
    re.I,
)
_YEARLY = re.compile(r"(?:kế hoạch|dự toán|ngân sách|chương trình|quyết toán|chỉ tiêu|nhiệm vụ)\s+$", re.I)
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
    found = found or _bare(words, written) or _events(words)
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
    """``từ ngày ... đến ngày ...``, ``kể từ tháng ...``; years alone name a period of planning."""
    found = []
    for match in _RANGE.finditer(words):
        hour = _HOUR.match(words, match.end())
        first = _date_at(words, hour.end() if hour else match.end(), written)
        until = _UNTIL.match(words, first[1]) if first else None
        hour = _HOUR.match(words, until.end()) if until else None
        last = _date_at(words, hour.end() if hour else until.end(), written) if until else None
        if last and last[0].month and not _is_past(last[0], written):
            found.append((match.start(), Deadline(words[match.start() : last[1]], last[0])))
        elif first and not until and _begins(words, match.start(), first, written):
            event = _UNTIL_EVENT.match(words, first[1])
            end = event.end() if event else first[1]
            found.append((match.start(), Deadline(words[match.start() : end], UNKNOWN)))
    return found


def _begins(words: str, start: int, first: tuple[PartialDate, int], written: PartialDate) -> bool:
    """Whether a task begins on the day: not a past one, nor that on which an act comes into force."""
    is_told = _SO_FAR.match(words, first[1]) or _IN_FORCE.search(words[max(start - 30, 0) : start])
    is_month = first[0].month is not None or "năm học" in words[start : first[1]]
    return not is_told and is_month and not _is_past(first[0], written)


def _bare(words: str, written: PartialDate) -> list[tuple[int, Deadline]]:
    """A date right after ``hoàn thành``; a month or quarter that ends a sentence and is not that of a report."""
    found = []
    for match in [*_DONE.finditer(words), *_LAST.finditer(words)]:
        day = _date_at(words, match.end(), written)
        is_last = match.re is not _LAST or (day and re.match(r"\s*(?:[.;)]|$)", words[day[1] :]))
        if day is None or not is_last or _is_past(day[0], written):
            continue
        if match.re is _LAST and (day[0].year is None or _OF_DATA.search(words[: match.start()])):
            continue
        found.append((match.end(), Deadline(words[match.end() : day[1]], day[0])))
    return found


def _events(words: str) -> list[tuple[int, Deadline]]:
    """What happens first, or again and again."""
    closing = [event for event in _CLOSING_EVENT.finditer(words) if not _goes_on(event["rest"])]
    return [(event.start(), Deadline(event[0].strip(), UNKNOWN)) for event in [*_EVENT.finditer(words), *closing]]


def _goes_on(rest: str) -> bool:
    """Whether something else is to be done after an event: ``khi có mưa lớn, bố trí lực lượng``."""
    return any(verbs.at(part.strip().lower(), 0, only_compound=True) for part in rest.split(",")[1:])


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
    if school := _SCHOOL_YEAR.match(words, at):
        return PartialDate(int(school["year"])), school.end()
    if within := _WITHIN.match(words, at):
        return _date_at(words, within.end(), written)
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
