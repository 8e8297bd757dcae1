"""Deadlines without a date: what comes again (``định kỳ hằng tháng``, ``mỗi quý một lần``), lengths of time
(``trong 05 ngày làm việc kể từ ...``), meetings (``tại kỳ họp gần nhất``).
"""

from __future__ import annotations

import re

from indexer import verbs
from indexer.deadlines.events import Event
from indexer.deadlines.moments import CLOCKS, EVERY, HABIT, LIMIT, ON, UNIT, WEEKDAY
from indexer.sought import Sought

# A long pattern that begins by saying that no word goes on there is tried at a quarter of the letters.
_PERIOD = r"(?:\d{1,2}\s+)?(?:ngày|tuần|tháng|quý|năm)"
_ASKED = r"(?:(?:,|\s+(?:hoặc|và))\s+(?:đột xuất(?:\s+(?:khi có|theo) yêu cầu)?|khi (?:có|được) yêu cầu))"
_EVERY_LIST = rf"{HABIT}(?:(?:\s*,\s*|\s+và\s+|\s+hoặc\s+)(?:{HABIT}|{_PERIOD})(?!\w|\s+\d))*{_ASKED}?"
_SPAN = r"\d{1,3}\s*(?:\([^)]{1,20}\)\s*)?(?:ngày|giờ|phút|tháng|tuần)(?:\s+làm việc)?(?!\s+(?:đầu|cuối|và \d|\d))"
_SINCE = (
    r",?\s+(?:(?:kể từ|từ(?! ngày \d)) (?:ngày|khi|thời điểm|lúc)|(?:sau|trước) (?:khi|ngày|thời điểm))(?!\w)"
    r"[^,;.]{0,120}"
)
_LENGTH = Sought(
    "ngày, giờ, phút, tháng, tuần",
    r"(?<!\w)(?:\b(?:(?:ngay )?trong(?: thời hạn| thời gian| vòng)?|chậm nhất(?: là| sau)?|sau|không quá)\s+"
    rf"(?:(?:không quá|tối đa)\s+)?{_SPAN}(?: tới(?= *[,;.)]|$)|{_SINCE}|\s+khi\s[^,;.]{{3,60}}"
    rf"| (?:thực hiện|triển khai)(?= *[,;.)]|$))?|\btrước (?:ngày|khi|lễ) [^\W\d][^,;.\d]{{2,40}} {_SPAN}"
    rf"|\btrước (?:ít nhất|tối thiểu) {_SPAN}|(?<!/)\b(?:(?:ít nhất|tối thiểu"
    rf"|trước)\s+)?{_SPAN}{_SINCE})",
    re.I,
)
_TIMES = r"(?:lần|cuộc|buổi|đợt|kỳ|tin|bài|lượt|chuyên đề|phiên)"
_COUNT = r"(?:\d{1,2}|một|hai|ba|bốn|sáu|mười)"
_AGAIN = Sought(
    "hàng, hằng, mỗi, thứ, chủ nhật, định kỳ, trong ngày, thường xuyên"
    ", lần, cuộc, buổi, đợt, kỳ, tin, bài, lượt, chuyên đề, phiên, ngày/, đêm/, giờ/",
    rf"(?<!\w)(?:(?:\b(?:từ\s+{CLOCKS}\s+đến|chậm nhất|muộn nhất|trước|vào|đến)(?:\s+{LIMIT})*\s+)?"
    rf"(?:{CLOCKS},?\s+(?:{ON}\s+)?|{ON}\s+){EVERY}"
    rf"|\b(?:chậm nhất|muộn nhất|trước|vào|đến)(?:\s+{LIMIT})*\s+(?:{CLOCKS},?\s+)?{WEEKDAY}"
    r"(?: (?:trong|của) tháng \d{1,2}\b"
    r"|,? tuần (?:này|sau|tới|\d+|(?:đầu|cuối|thứ \w+)(?: tiên| cùng)?)(?: (?:của )?(?:tháng|quý|các tháng))?)?"
    rf"|(?:\bđịnh kỳ\s+)?(?:\b(?:ít nhất|tối thiểu)\s+)?\b{_COUNT}\s+(?!buổi/ngày){_TIMES}\s*(?:/|mỗi|trong|một"
    rf"|hằng)\s*(?:01 )?{UNIT}\b(?!\s+[IVX\d])"
    rf"|\b(?:(?:định kỳ|mỗi|cứ)\s+)*\b{_COUNT}\s+(?:phút|giờ|ngày|tuần|tháng|quý|năm)\s*(?:/|một|1|01)\s*lần\b"
    rf"|(?:\bđịnh kỳ\s+)?\b(?:mỗi|{_COUNT})\s+{UNIT}(?:,?\s+(?:ít nhất|tối thiểu))?\s+{_COUNT}\s+{_TIMES}\b"
    rf"|\b(?:ít nhất|tối thiểu) {_COUNT} (?:ngày|đêm|giờ)/(?:ngày|tuần|tháng|quý|năm)(?!\w)"
    rf"|\bmỗi {UNIT} (?:ít nhất|tối thiểu) {_COUNT}\s+\w+(?: \w+)?(?=\s*(?:[,;.)]|$))"
    rf"|\bđịnh kỳ(?:\s+vào)?\s+(?:{_EVERY_LIST}|0?[1-9] tháng(?:(?:\s*,\s*|\s+và\s+)(?:{EVERY}|{_PERIOD})(?!\w"
    rf"|\s+\d))*{_ASKED}?)|(?:(?<=[,;.:(] )|^){_EVERY_LIST}"
    rf"|(?:^|\b)định kỳ{_ASKED}(?=\s*(?:[;.)]|$))"
    rf"|\b{_EVERY_LIST}(?!\s+của)"
    rf"|\b(?<!đầu )(?<!cuối )(?:(?:vào )?(?:(?:cuối|đầu) )?mỗi {UNIT}"
    r"|mỗi (?:buổi )?(?:sáng|chiều|tối))(?=\s*(?:[;.)]|$))"
    r"|\b(?:ngay )?trong ngày(?: làm việc)?(?=\s*(?:[,;.)]|$|về\b|đối với\b))"
    r"|\b(?<!không )(?<!quan trọng, )(?<!nhiệm vụ )thường xuyên(?:, (?:liên tục"
    r"|định kỳ))?(?=\s*(?:[;.)]|,(?! \w+ kỳ)|$)))",
    re.I,
)
_EACH_TIME = Sought("mỗi", rf"(?:(?<=[;,.:] )|^)mỗi {UNIT}(?= )", re.I)
"""``mỗi quý kiểm tra đột xuất``: before what is done, if anything is."""

_NAMED_DAY = re.compile(r"\s*\((?:vào |trước |chậm nhất |ngày |thứ )[^()]{2,40}\)")
_MEETING = Sought(
    "họp, giao ban",
    r"\b(?:tại|trong) (?:các )?(?:kỳ họp|phiên họp|(?:cuộc |buổi )?(?:họp |hội nghị )?giao ban)\b[^,;.()]{0,50}?"
    rf"(?:{EVERY}|(?:tháng|quý|năm)\s+[\dIV]+(?:/\d{{4}}|\s+năm\s+\d{{4}})?|\d{{1,2}}/\d{{4}}|gần nhất"
    rf"|(?:đầu|giữa|cuối) năm(?: \d{{4}})?"
    rf"|tiếp theo|tới)"
    r"(?=\s*(?:[,;.()]|và\b|$))",
    re.I,
)
_YEARLY = re.compile(r"(?:kế hoạch|dự toán|ngân sách|chương trình|quyết toán|chỉ tiêu|nhiệm vụ)\s+$", re.I)


def find(words: str) -> list[Event]:
    """All of them in the words of a task, each with where it begins."""
    timed = [*_LENGTH.finditer(words), *_MEETING.finditer(words)]
    found = [Event(match.start(), match[0].strip()) for match in timed]
    for match in _AGAIN.finditer(words):
        is_bare = match[0][:1].islower() and not match[0].startswith("định")
        if not (is_bare and _YEARLY.search(words[max(match.start() - 20, 0) : match.start()])):
            named = _NAMED_DAY.match(words, match.end())
            found.append(Event(match.start(), words[match.start() : named.end() if named else match.end()]))
    each = (match for match in _EACH_TIME.finditer(words) if _acts(words, match))
    return [*found, *(Event(match.start(), match[0]) for match in each)]


def _acts(words: str, each: re.Match[str]) -> bool:
    """Whether something is done each time: by a word of two syllables, or by any that follows it at once."""
    at = each.end() + 1
    return verbs.at(words, at, only_compound=True) or (each.start() == 0 and verbs.acts(words, at))
