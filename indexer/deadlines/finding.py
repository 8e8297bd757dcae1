"""By when a task is to be done: ``trước ngày 02/11/2022``, ``trong quý II/2024``, ``định kỳ hằng tháng``.

Which words of a task say so is learned (:mod:`indexer.deadlines.deadline_tagger`); rules find what was not, and
more surely where it ends. Four kinds of words do: a word of limit before a date ("chậm nhất ngày ...", "từ tháng
9/2025") or two dates ("từ ngày ... đến ngày ..."), a period that comes again ("hằng quý"), a length of time
("trong 05 ngày làm việc kể từ ..."), and where there is none of these a month or quarter that ends the sentence,
or an event ("trước khi bước vào năm học", "khi có yêu cầu"). A day alone is that of a directive named.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer import verbs
from indexer.deadlines import bounds, deadline_tagger, events, moments, recurrences
from indexer.deadlines.deadline_tagger import Model
from indexer.deadlines.events import Event
from indexer.deadlines.moments import CLOCKS, LIMIT, Moment
from indexer.domain import PartialDate
from indexer.sought import Sought

_AMONG = (
    r"(?:(?:(?:\d{1,2}|hai|ba|bốn|năm) ngày(?:,| là)?|các ngày|các tháng)\s+(?=(?:ngày\s+)?\d{1,2}\b(?!\s*%)))?"
)
_BEFORE = Sought(
    "nhất, muộn, quá, hạn, trước, trong, lúc, vào, đến, hết, dịp",
    r"\b(?:chậm nhất|muộn nhất|không muộn hơn|không quá|hạn cuối|hạn chót|trước|trong"
    r"|(?:vào )?lúc|(?<!bước )vào|(?:cho )?đến hết|hết(?=\s+(?:ngày|tháng|quý)\s)|(?:(?:vào|nhân|trong) )?dịp"
    rf"|(?<!tính )đến(?=\s+(?:(?:cuối|đầu|giữa)\s|{CLOCKS}\s+(?:ngày|các)\s)))(?:\s+{LIMIT})*\s+{_AMONG}",
    re.I,
)
_GOAL = Sought(
    "hoàn thành, kết thúc, đến",
    rf"\b(?:hoàn thành|kết thúc)\b[^.;]{{0,120}}?\s(?P<words>(?:vào|đến)(?:\s+{LIMIT})*\s+)(?=(?:năm"
    rf"|ngày|tháng|quý)\s)|^(?P<first>Đến\s+)(?=ngày\s)",
    re.I,
)
_RANGE = Sought(
    "từ",
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
_DONE = Sought(
    "hoàn thành, xong, kết thúc, (",
    r"\b(?:hoàn thành|xong|kết thúc)(?: (?:vào|là))*\s*:?\s+(?=(?:ngày|tháng|quý|năm)\s)"
    r"|\((?=(?:trong )?(?:tháng|quý)\s)",
    re.I,
)
_ON = Sought("ngày", r"\s(?!từ |của |và |hoặc )(?![^\s/]*/)\S+\s+(?=ngày\s+\d)", re.I)
_LAST = Sought("tháng, quý", r"(?<=\s)(?=(?:tháng|quý)\s)", re.I)
_OF_DATA = re.compile(
    r"(?:báo cáo|kết quả|số liệu|giá|kế hoạch|tình hình|hồ sơ|dự toán|chỉ tiêu|lương|kinh phí|thuốc|hóa chất|đợt"
    r"|dữ liệu|nhiệm vụ|công tác|lịch|giao ban|văn bản|kỳ|đến|sang|của|từ|năm|và|,)\s+(?:\w+\s+){0,3}$",
    re.I,
)
_SHUNNED = Sought(
    "không để, tránh, hạn chế",
    r"(?:^|[,;.] )(?:không để|tránh|hạn chế)\b[^,;.]*?\b(?=vào\b)(?P<when>[^,;.]*)",
    re.I,
)
"""``không để dồn hồ sơ vào cuối năm``: when something is not to happen."""

_LABEL = Sought(
    "thời hạn, thời gian, tiến độ",
    r"\b(?:thời hạn|thời gian|tiến độ)(?: (?:thực hiện|hoàn thành|báo cáo|xong))*\s*:\s*(?P<words>[^.;]{3,80})",
    re.I,
)

_JUST_BEFORE = re.compile(r"\btrước\s+$", re.I)

UNKNOWN = PartialDate()


class Deadline(NamedTuple):
    """``words`` as written, single-spaced; ``due`` the last day that they name, as far as known."""

    words: str
    due: PartialDate


def of_task(words: str, written: PartialDate = UNKNOWN, model: Model | None = None) -> Deadline | None:
    """The deadline in the words of a task, None without one: the first of what is learned and what rules find.

    ``written`` is the date of the directive: it gives a month its year, and no deadline lies before it. ``model``
    stands for the one that ships.
    """
    read = bounds.without_names(words)
    ruled, taught = _ruled(read, written), learned(read, written, model)
    if ruled is None or taught is None:
        found = ruled or taught
    else:
        is_first = read.find(ruled.words) < read.find(taught.words)
        found = ruled if is_first or _goes_too_far(taught.words, ruled.words) else taught
    return _whole(words, read, found)


def _whole(words: str, read: str, found: Deadline | None) -> Deadline | None:
    """A deadline found in ``read``, with all of ``words`` that belong to it."""
    if found is None:
        return None
    start = read.find(found.words)
    said = words[slice(*bounds.whole(read, start, start + len(found.words)))]
    return found._replace(words=said) if said else None


def _goes_too_far(taught: str, ruled: str) -> bool:
    """Whether what is learned holds more than a rule finds by what is to be done (``hằng tháng báo cáo``), or by
    when else it is: ``kể cả ngày nghỉ từ ngày 20/12 đến ngày 31/12``.
    """
    if taught.endswith(ruled) and _ELSE.match(taught):
        return True
    more = taught.removeprefix(ruled).strip().lower()
    return taught.startswith(ruled) and (not more or verbs.at(more, only_compound=True))


_ELSE = re.compile(r"(?:kể cả|ngoài giờ)\b", re.I)


def learned(words: str, written: PartialDate = UNKNOWN, model: Model | None = None) -> Deadline | None:
    """What :mod:`indexer.deadlines.deadline_tagger` finds in the words of a task."""
    said = deadline_tagger.find(words, model)
    said = None if said and _ALWAYS.search(said) else said
    deadline = Deadline(said, _last_day(said, written)) if said else None
    return deadline if deadline and not moments.is_past(deadline.due, written) else None


_ALWAYS = re.compile(r"\b24/(?:7|24)\b")
"""How, and not when: around the clock."""


def find(words: str, written: PartialDate = UNKNOWN) -> Deadline | None:
    """The first deadline in some words that a rule finds, None without one; ``written`` as in :func:`of_task`."""
    return _whole(words, words, _ruled(words, written))


def _ruled(words: str, written: PartialDate) -> Deadline | None:
    """The first that a rule finds, as far as it does."""
    found = [*_limits(words, written), *_ranges(words, written), *_undated(recurrences.find(words))]
    found = found or _rarer(words, written) or _undated(events.case(words))
    shunned = [match.span("when") for match in _SHUNNED.finditer(words)]
    found = [pair for pair in found if not any(start <= pair[0] < end for start, end in shunned)]
    return _joined(words, found) if found else None


def cell(words: str, written: PartialDate = UNKNOWN) -> Deadline | None:
    """The deadline that a cell of a table's column of deadlines holds: all of its words."""
    words = _IS_DONE.sub("", " ".join(words.split()))
    if not words.strip(" -–."):
        return None
    return Deadline(words, _last_day(words, written))


_IS_DONE = re.compile(r"(?:xong|hoàn thành)(?: xong)? (?=trước |trong |ngày |tháng |quý )", re.I)


def _last_day(words: str, written: PartialDate) -> PartialDate:
    """The last day that a deadline names: ``trước tháng 6`` is May."""
    days, at = [], 0
    while at < len(words):
        moment = moments.at(words, at, written)
        if moment:
            days.append(moments.before(moment.due) if _JUST_BEFORE.search(words, 0, at) else moment.due)
        at = moment.end if moment else at + 1
    return max(days, key=_order, default=UNKNOWN)


def _limits(words: str, written: PartialDate) -> list[tuple[int, Deadline]]:
    """Words of limit before a date, each with where it begins."""
    found = []
    for match in [*_BEFORE.finditer(words), *_GOAL.finditer(words)]:
        start = match.start("words") if match.re is _GOAL.pattern and match["words"] else match.start()
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
        is_last = match.re is not _LAST.pattern or (day and re.match(r"\s*(?:[.;)]|$)", words[day.end :]))
        if day is None or not is_last or moments.is_past(day.due, written):
            continue
        if match.re is _ON.pattern and not _is_ahead(day.due, written):
            continue
        if match.re is _LAST.pattern and (day.due.year is None or _OF_DATA.search(words[: match.start()])):
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
    return dated or days or _undated(found)


def _undated(found: list[Event]) -> list[tuple[int, Deadline]]:
    return [(event.start, Deadline(event.words, UNKNOWN)) for event in found]


def _order(date: PartialDate) -> tuple[int, int, int]:
    return date.year or 0, date.month or 0, date.day or 0
