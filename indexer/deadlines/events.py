"""Events that say by when something is to be done: ``trước khi bước vào năm học``, ``vào dịp Tết``.

Most close what is to be done; one that something else follows ("khi có mưa lớn, bố trí lực lượng") says when
that is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer import verbs
from indexer.sought import Sought

_EVENT = Sought(
    "khi",
    r"\b(?:trước khi(?!\s+(?:trình|ban hành|gửi|ký|báo cáo|phê duyệt|quyết định|triển khai|thực hiện|đưa))"
    r"|ngay khi|ngay sau khi)\s[^,;.:()]{3,80}|\bkhi có yêu cầu(?=\s*(?:[;.]|$))",
    re.I,
)
_CLOSING_EVENT = re.compile(
    r"(?<=[\w)] )(?:trước, trong và sau|(?:cho )?(?:đến|tới) khi|sau khi(?! (?:được|có|trình|ban hành|ký|phê duyệt"
    r"|thống nhất|báo cáo|xin))|sau (?:mỗi|từng|các)|(?<!sau )(?<!trước )(?<!kể từ )(?<!từ )(?<!đến )khi"
    r"(?! cần| chưa| để| nào)"
    r"|trong (?:các|những) ngày|trong (?:ngày|tuần|tháng|quý|năm)(?: (?:đầu|này|tới|sau)|(?= *[;.)]|$))"
    r"|vào (?:các )?(?:dịp|đầu|cuối|giữa|mùa|ngày|giờ|buổi|tháng|đêm)|(?:trước|trong"
    r"|suốt) (?:các )?(?:giao ban|hội nghị|cuộc họp|buổi họp|đại hội|lễ|dịp|mùa|kỳ|đợt|Tết"
    r"|thềm|năm học|mỗi|suốt|thời gian(?! (?:qua|tới|sớm|ngắn|\d)))|theo tiến độ)\b"
    r"(?P<rest>[^.;:()]{0,80}?)\s*(?=[.;(]|$|\b(?:để|nhằm) )",
    re.I,
)
_WHENEVER = re.compile(r"khi (?P<known>có|xảy ra|phát hiện|được yêu cầu)?", re.I)
"""What hangs on the last of several things to be done alone: ``lập phương án, sẵn sàng cơ động khi có lệnh``."""

_NOT_DONE = re.compile(r"\b(?:không|cấm|chịu trách nhiệm|chỉ)\b[^,;.]*$", re.I)
"""``kiên quyết không cho qua lại khi nước chảy xiết``: what is not done, or answered for."""

_MORE = re.compile(r"[,”\"]| thì ")
"""What goes on after a case: ``khi thiếu nước thì bơm``."""

_CASE = re.compile(r"(?:Khi|Ngay khi|Sau khi|Ngay sau khi) [^,;.:()]{4,120}(?=, \w)")
_LESSON = re.compile(r"vào (?:các )?(?:giờ|buổi)\b", re.I)
_PUT = re.compile(r"\b(?:lồng ghép|đưa(?! tin)|tích hợp)\b(?:(?!\bvào\b)[^.;])*$", re.I)
"""``đưa nội dung phân loại rác vào giờ chào cờ``: into what, not when."""

_VERBS = 5
"""Words of a verb without its object: ``Giám sát, lấy mẫu khi có ca nghi mắc``."""


class Event(NamedTuple):
    """Words as written, and where they begin."""

    start: int
    words: str


def find(words: str) -> list[Event]:
    """What happens first, or again and again, in the words of a task."""
    found = [
        *_EVENT.finditer(words),
        *(event for event in _CLOSING_EVENT.finditer(words) if _says_when(words, event)),
    ]
    return [Event(event.start(), event[0].strip()) for event in found]


def case(words: str) -> list[Event]:
    """What a task opens with: ``Khi xảy ra cháy, huy động ...``. It says by when where no time does."""
    found = _CASE.match(words)
    return [Event(0, found[0])] if found else []


def _says_when(words: str, event: re.Match[str]) -> bool:
    """Whether all of a task is done at an event that closes it."""
    before, whenever = words[: event.start()], _WHENEVER.match(event[0])
    if whenever and (_NOT_DONE.search(before) or _is_later(before)):
        return False
    if whenever and not whenever["known"] and _MORE.search(event["rest"]):
        return False
    if _goes_on(event["rest"]):
        return False
    return not (_LESSON.match(event[0]) and _PUT.search(words, 0, event.start()))


def _goes_on(rest: str) -> bool:
    """Whether something else is to be done after a comma: ``khi có mưa lớn, bố trí lực lượng``."""
    return any(verbs.at(part.strip().lower(), 0, only_compound=True) for part in rest.split(",")[1:])


def _is_later(before: str) -> bool:
    """Whether one thing to be done is said in full, and another begins, before an event."""
    first, _, _ = before.partition(",")
    return len(first.split()) > _VERBS and _goes_on(before)
