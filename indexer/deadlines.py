"""By when a task is to be done: ``trước ngày 02/11/2022``, ``trong quý II/2024``, ``định kỳ hằng tháng``.

Four kinds of words say so: a word of limit before a date ("chậm nhất ngày ...", "từ tháng 9/2025") or two dates
("từ ngày ... đến ngày ..."), a period that comes again ("hằng quý"), a length of time ("trong 05 ngày làm việc kể
từ ..."), and where there is none of these a month or quarter that ends the sentence, or an event ("trước khi bước
vào năm học", "khi có yêu cầu"). A day alone is that of a directive named.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer import deadline_tagger, events, moments, verbs
from indexer.domain import PartialDate
from indexer.moments import CLOCKS, EVERY, HABIT, ON, UNIT, WEEKDAY, Moment

_PERIOD = r"(?:\d{1,2}\s+)?(?:ngày|tuần|tháng|quý|năm)"
_ASKED = r"(?:(?:,|\s+(?:hoặc|và))\s+(?:đột xuất(?:\s+(?:khi có|theo) yêu cầu)?|khi (?:có|được) yêu cầu))"
_EVERY_LIST = rf"{HABIT}(?:(?:\s*,\s*|\s+và\s+|\s+hoặc\s+)(?:{HABIT}|{_PERIOD})(?!\w|\s+\d))*{_ASKED}?"
_LIMIT = r"(?:chậm nhất|muộn nhất|hạn cuối|hạn chót|xong|trước|trong|đến|hết|vào|là|ngay)"
_AMONG = (
    r"(?:(?:(?:\d{1,2}|hai|ba|bốn|năm) ngày(?:,| là)?|các ngày|các tháng)\s+(?=(?:ngày\s+)?\d{1,2}\b(?!\s*%)))?"
)
_BEFORE = re.compile(
    r"\b(?:chậm nhất|muộn nhất|không muộn hơn|không quá|hạn cuối|hạn chót|trước|trong"
    r"|(?:vào )?lúc|(?<!bước )vào|(?:cho )?đến hết|hết(?=\s+(?:ngày|tháng|quý)\s)|(?:(?:vào|nhân|trong) )?dịp"
    rf"|(?<!tính )đến(?=\s+(?:(?:cuối|đầu|giữa)\s|{CLOCKS}\s+(?:ngày|các)\s)))(?:\s+{_LIMIT})*\s+{_AMONG}",
    re.I,
)
_GOAL = re.compile(
    rf"\b(?:hoàn thành|kết thúc)\b[^.;]{{0,120}}?\s(?P<words>(?:vào|đến)(?:\s+{_LIMIT})*\s+)(?=(?:năm"
    rf"|ngày|tháng|quý)\s)|^(?P<first>Đến\s+)(?=ngày\s)",
    re.I,
)
_SPAN = r"\d{1,3}\s*(?:\([^)]{1,20}\)\s*)?(?:ngày|giờ|phút|tháng|tuần)(?:\s+làm việc)?(?!\s+(?:đầu|cuối|và \d|\d))"
_SPANS = re.compile(_SPAN, re.I)
_SINCE = (
    r",?\s+(?:(?:kể từ|từ(?! ngày \d)) (?:ngày|khi|thời điểm|lúc)|(?:sau|trước) (?:khi|ngày|thời điểm))(?!\w)"
    r"[^,;.]{0,120}"
)
_LENGTH = re.compile(
    r"\b(?:(?:ngay )?trong(?: thời hạn| thời gian| vòng)?|chậm nhất(?: là| sau)?|sau|không quá)\s+"
    rf"(?:(?:không quá|tối đa)\s+)?{_SPAN}(?: tới(?= *[,;.)]|$)|{_SINCE}|\s+khi\s[^,;.]{{3,60}}"
    rf"| (?:thực hiện|triển khai)(?= *[,;.)]|$))?|\btrước (?:ngày|khi|lễ) [^\W\d][^,;.\d]{{2,40}} {_SPAN}"
    rf"|\btrước (?:ít nhất|tối thiểu) {_SPAN}|(?<!/)\b(?:(?:ít nhất|tối thiểu"
    rf"|trước)\s+)?{_SPAN}{_SINCE}",
    re.I,
)
_TIMES = r"(?:lần|cuộc|buổi|đợt|kỳ|tin|bài|lượt|chuyên đề|phiên)"
_COUNT = r"(?:\d{1,2}|một|hai|ba)"
_AGAIN = re.compile(
    rf"(?:\b(?:từ\s+{CLOCKS}\s+đến|chậm nhất|muộn nhất|trước|vào|đến)(?:\s+{_LIMIT})*\s+)?"
    rf"(?:{CLOCKS},?\s+(?:{ON}\s+)?|{ON}\s+){EVERY}"
    rf"|\b(?:chậm nhất|muộn nhất|trước|vào|đến)(?:\s+{_LIMIT})*\s+(?:{CLOCKS},?\s+)?{WEEKDAY}"
    r"(?: (?:trong|của) tháng \d{1,2}\b"
    r"|,? tuần (?:này|sau|tới|\d+|(?:đầu|cuối|thứ \w+)(?: tiên| cùng)?)(?: (?:của )?(?:tháng|quý|các tháng))?)?"
    rf"|(?:\bđịnh kỳ\s+)?(?:\b(?:ít nhất|tối thiểu)\s+)?\b{_COUNT}\s+(?!buổi/ngày){_TIMES}\s*(?:/|mỗi|trong|một"
    rf"|hằng)\s*(?:01 )?{UNIT}\b(?!\s+[IVX\d])"
    rf"|\b(?:(?:định kỳ|mỗi|cứ)\s+)*\b{_COUNT}\s+(?:phút|giờ|ngày|tuần|tháng|quý|năm)\s*(?:/|một|1|01)\s*lần\b"
    rf"|(?:\bđịnh kỳ\s+)?\b(?:mỗi|{_COUNT})\s+{UNIT}(?:,?\s+(?:ít nhất|tối thiểu))?\s+{_COUNT}\s+{_TIMES}\b"
    rf"|\bmỗi {UNIT} (?:ít nhất|tối thiểu) {_COUNT}\s+\w+(?: \w+)?(?=\s*(?:[,;.)]|$))"
    rf"|\bđịnh kỳ(?:\s+vào)?\s+(?:{_EVERY_LIST}|0?[1-9] tháng(?:(?:\s*,\s*|\s+và\s+)(?:{EVERY}|{_PERIOD})(?!\w"
    rf"|\s+\d))*{_ASKED}?)|(?:(?<=[,;.:(] )|^){_EVERY_LIST}"
    rf"|(?:^|\b)định kỳ{_ASKED}(?=\s*(?:[;.)]|$))"
    rf"|\b{_EVERY_LIST}(?!\s+của)"
    rf"|\b(?<!đầu )(?<!cuối )(?:(?:vào )?(?:(?:cuối|đầu) )?mỗi {UNIT}"
    r"|mỗi (?:buổi )?(?:sáng|chiều|tối))(?=\s*(?:[;.)]|$))"
    r"|\b(?:ngay )?trong ngày(?: làm việc)?(?=\s*(?:[,;.)]|$|về\b|đối với\b))"
    r"|\b(?<!không )(?<!quan trọng, )(?<!nhiệm vụ )thường xuyên(?:, (?:liên tục"
    r"|định kỳ))?(?=\s*(?:[;.)]|,(?! \w+ kỳ)|$))",
    re.I,
)
_RECURS = ("hàng", "hằng", "mỗi", "thứ", "chủ nhật", "định kỳ", "trong ngày", "thường xuyên")
_COUNTED = re.compile(rf"[\dtia/]\s*{_TIMES}")
"""One of these is in whatever comes again, in small letters: most tasks are spared the long pattern."""

_EACH_TIME = re.compile(rf"(?:(?<=[;,.:] )|^)mỗi {UNIT}(?= )", re.I)
"""``mỗi quý kiểm tra đột xuất``: before what is done, if anything is."""

_NAMED_DAY = re.compile(r"\s*\((?:vào |trước |chậm nhất |ngày |thứ )[^()]{2,40}\)")
_MEETING = re.compile(
    r"\b(?:tại|trong) (?:các )?(?:kỳ họp|phiên họp|(?:cuộc |buổi )?(?:họp |hội nghị )?giao ban)\b[^,;.()]{0,50}?"
    rf"(?:{EVERY}|(?:tháng|quý|năm)\s+[\dIV]+(?:/\d{{4}}|\s+năm\s+\d{{4}})?|\d{{1,2}}/\d{{4}}|gần nhất"
    rf"|(?:đầu|giữa|cuối) năm(?: \d{{4}})?"
    rf"|tiếp theo|tới)"
    r"(?=\s*(?:[,;.()]|và\b|$))",
    re.I,
)
_RANGE = re.compile(
    r"\b(?:trong (?:tuần|\d{1,2} ngày),?\s+)?(?:(?:kể|ngay) )?từ\s+"
    r"(?=ngày\s|tháng\s|quý\s|năm học\s|nay\s|(?:đầu|giữa|cuối)\s|(?:sáng|trưa|chiều|tối)\s|\d)",
    re.I,
)
_NOW = re.compile(
    r"nay(?=\s+(?:cho )?đến)|(?:ngày\s+)?\d{1,2}(?:/\d{1,2})?(?=\s+đến\s+(?:hết\s+)?(?:ngày\s+)?\d{1,2}/)"
)
"""What a range begins with that is no date by itself: ``từ nay đến``, ``từ ngày 16 đến ngày 18/10``."""

_UNTIL = re.compile(r"\s+(?:cho )?đến\s+(?!khi\b)(?:hết\s+)?", re.I)
_UNTIL_EVENT = re.compile(r"\s+(?:cho )?đến khi\s[^,;.:()]{3,80}")
_SO_FAR = re.compile(r"\s+(?:đến|tới) nay|\s+trở (?:về|lại)", re.I)
_IN_FORCE = re.compile(r"(?:hiệu lực(?: thi hành)?|áp dụng|ban hành)\s+$", re.I)
_DONE = re.compile(
    r"\b(?:hoàn thành|xong|kết thúc)(?: (?:vào|là))*\s*:?\s+(?=(?:ngày|tháng|quý|năm)\s)"
    r"|\((?=(?:trong )?(?:tháng|quý)\s)",
    re.I,
)
_ON = re.compile(r"\s(?!từ |của |và |hoặc )(?![^\s/]*/)\S+\s+(?=ngày\s+\d)", re.I)
_LAST = re.compile(r"(?<=\s)(?=(?:tháng|quý)\s)", re.I)
_OF_DATA = re.compile(
    r"(?:báo cáo|kết quả|số liệu|giá|kế hoạch|tình hình|hồ sơ|dự toán|chỉ tiêu|lương|kinh phí|thuốc|hóa chất|đợt"
    r"|dữ liệu|nhiệm vụ|công tác|lịch|giao ban|văn bản|kỳ|đến|sang|của|từ|năm|và|,)\s+(?:\w+\s+){0,3}$",
    re.I,
)
_SHUNNED = re.compile(r"(?:^|[,;.] )(?:không để|tránh|hạn chế)\b[^,;.]*?\b(?=vào\b)(?P<when>[^,;.]*)", re.I)
"""``không để dồn hồ sơ vào cuối năm``: when something is not to happen."""

_YEARLY = re.compile(r"(?:kế hoạch|dự toán|ngân sách|chương trình|quyết toán|chỉ tiêu|nhiệm vụ)\s+$", re.I)
_LABEL = re.compile(
    r"\b(?:thời hạn|thời gian|tiến độ)(?: (?:thực hiện|hoàn thành|báo cáo|xong))*\s*:\s*(?P<words>[^.;]{3,80})",
    re.I,
)

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
    found = found or _rarer(words, written)
    shunned = [match.span("when") for match in _SHUNNED.finditer(words)]
    found = [pair for pair in found if not any(start <= pair[0] < end for start, end in shunned)]
    return _joined(words, found) if found else None


def learned(words: str, written: PartialDate = UNKNOWN) -> Deadline | None:
    """What :mod:`indexer.deadline_tagger` finds in a task's words where the rules of :func:`find` find none."""
    said = deadline_tagger.find(words)
    deadline = cell(said, written) if said else None
    return deadline if deadline and not moments.is_past(deadline.due, written) else None


def cell(words: str, written: PartialDate = UNKNOWN) -> Deadline | None:
    """The deadline that a cell of a table's column of deadlines holds: all of its words."""
    words = " ".join(words.split())
    if not words.strip(" -–."):
        return None
    days = [moment.due for start in range(len(words)) if (moment := moments.one(words, start, written))]
    return Deadline(words, max(days, key=_order, default=UNKNOWN))


def _limits(words: str, written: PartialDate) -> list[tuple[int, Deadline]]:
    """Words of limit before a date, each with where it begins."""
    found = []
    for match in [*_BEFORE.finditer(words), *_GOAL.finditer(words)]:
        start = match.start("words") if match.re is _GOAL and match["words"] else match.start()
        if (moment := moments.at(words, match.end(), written)) is None:
            continue
        is_before = match[0].lower().split()[-1] == "trước"
        due = moments.before(moment.due) if is_before else moment.due
        if not moments.is_past(due, written):
            found.append((start, Deadline(words[start : moment.end], due)))
    for label in _LABEL.finditer(words):
        if deadline := cell(label["words"].strip(), written):
            found.append((label.start("words"), deadline))
    return found


def _ranges(words: str, written: PartialDate) -> list[tuple[int, Deadline]]:
    """``từ ngày ... đến ngày ...``, ``kể từ tháng ...``; years alone name a period of planning."""
    found = []
    for match in _RANGE.finditer(words):
        first = _first(words, match.end(), written)
        until = _UNTIL.match(words, first.end) if first else None
        last = moments.at(words, until.end(), written) if until else None
        is_now = words[match.end() :].startswith("nay ")
        if last and (last.due.month or is_now) and not moments.is_past(last.due, written):
            found.append((match.start(), Deadline(words[match.start() : last.end], last.due)))
        elif first and not until and _begins(words, match.start(), first, written):
            event = _UNTIL_EVENT.match(words, first.end)
            end = event.end() if event else first.end
            found.append((match.start(), Deadline(words[match.start() : end], UNKNOWN)))
    return found


def _first(words: str, at: int, written: PartialDate) -> Moment | None:
    """What a range begins with."""
    now = _NOW.match(words, at)
    return Moment(UNKNOWN, now.end()) if now else moments.at(words, at, written)


def _begins(words: str, start: int, first: Moment, written: PartialDate) -> bool:
    """Whether a task begins on the day: not a past one, nor that on which an act comes into force."""
    is_told = _SO_FAR.match(words, first.end) or _IN_FORCE.search(words[max(start - 30, 0) : start])
    said = words[start : first.end]
    is_known = first.due.month is not None or "năm học" in said or re.search(r"\b(?:đầu|giữa|cuối) năm", said)
    return not is_told and bool(is_known) and not moments.is_past(first.due, written)


def _bare(words: str, written: PartialDate) -> list[tuple[int, Deadline]]:
    """A date right after ``hoàn thành``; a month or quarter that ends a sentence and is not that of a report."""
    found = []
    for match in [*_DONE.finditer(words), *_ON.finditer(words), *_LAST.finditer(words)]:
        day = moments.one(words, match.end(), written)
        is_last = match.re is not _LAST or (day and re.match(r"\s*(?:[.;)]|$)", words[day.end :]))
        if day is None or not is_last or moments.is_past(day.due, written):
            continue
        if match.re is _ON and not _is_ahead(day.due, written):
            continue
        if match.re is _LAST and (day.due.year is None or _OF_DATA.search(words[: match.start()])):
            continue
        found.append((match.end(), Deadline(words[match.end() : day.end], day.due)))
    return found


def _is_ahead(due: PartialDate, written: PartialDate) -> bool:
    """Whether a day is later than that of the directive: no directive that it cites is."""
    first, last = due.earliest, written.latest
    return bool(due.day and first and last and first > last)


def _joined(words: str, found: list[tuple[int, Deadline]]) -> Deadline:
    """The first of some deadlines, with those that follow at once: ``định kỳ hằng tháng trước ngày 20``."""
    start, joined = min(found, key=lambda pair: (pair[0], -len(pair[1].words)))
    while others := [
        other for at, other in found if at == start + len(joined.words) + 1 and _GOES_ON.match(other.words)
    ]:
        last = max(others, key=lambda other: len(other.words))
        joined = Deadline(f"{joined.words} {last.words}", last.due if last.due.year else joined.due)
    return joined


_GOES_ON = re.compile(r"(?:trước|vào|chậm nhất)\b|từ\b.*\bđến\b", re.I)


def _rarer(words: str, written: PartialDate) -> list[tuple[int, Deadline]]:
    """Events that tell on which day they happen ("trước khi học sinh trở lại ngày 16/9/2024"), or else days alone,
    or else other events.
    """
    days, found = _bare(words, written), events.find(words)
    dated = [
        (event.start, Deadline(event.words, day.due))
        for event in found
        for at, day in days
        if event.start < at < event.start + len(event.words)
    ]
    return dated or days or [(event.start, Deadline(event.words, UNKNOWN)) for event in found]


def _recurring(words: str) -> list[tuple[int, Deadline]]:
    """Periods that come again, lengths of time, meetings that come again."""
    lengths = _LENGTH.finditer(words) if _SPANS.search(words) else ()
    found = [
        (match.start(), Deadline(match[0].strip(), UNKNOWN)) for match in [*lengths, *_MEETING.finditer(words)]
    ]
    for match in _AGAIN.finditer(words) if _may_recur(words.lower()) else ():
        is_bare = match[0][:1].islower() and not match[0].startswith("định")
        if not (is_bare and _YEARLY.search(words[max(match.start() - 20, 0) : match.start()])):
            named = _NAMED_DAY.match(words, match.end())
            end = named.end() if named else match.end()
            found.append((match.start(), Deadline(words[match.start() : end], UNKNOWN)))
    each = (match for match in _EACH_TIME.finditer(words) if verbs.at(words, match.end() + 1, only_compound=True))
    return [*found, *((match.start(), Deadline(match[0], UNKNOWN)) for match in each)]


def _may_recur(small: str) -> bool:
    return any(word in small for word in _RECURS) or _COUNTED.search(small) is not None


def _order(date: PartialDate) -> tuple[int, int, int]:
    return date.year or 0, date.month or 0, date.day or 0
