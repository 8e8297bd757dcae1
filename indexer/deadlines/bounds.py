"""Where a deadline begins and ends that was found in the words of a task, and what bears the name of a day."""

from __future__ import annotations

import re

from indexer.domain import Span

_NAMED_AFTER = re.compile(
    r"\b((?:đường|phố|quảng trường|công viên|cầu|trường) )(\d{1,2} tháng \d{1,2}|\d{1,2}/\d{1,2})(?![/\d])"
    r"|\b(?:chi|kinh phí|nguồn) thường xuyên\b",
    re.I,
)
_LIMIT_BEFORE = re.compile(
    r"\b(?:hạn (?:chót|cuối)(?: cùng| là)*|(?-i:Định kỳ)|(?:vào )?các|vào (?:các )?khung giờ"
    r"|(?:(?:ít nhất|tối thiểu) )?\d+ (?:lần|đợt)) $",
    re.I,
)
_REPORT = re.compile(r"\b(?:báo cáo|kết quả|sơ kết)(?: kết quả)? $", re.I)
_OF_REPORT = re.compile(r"\d{1,2} tháng (?=trước |chậm nhất )")
_HOURS = re.compile(r"\d{1,2}h\d*\s?[-–]\s?\d{1,2}h\d*$")
_MORE_HOURS = re.compile(r"(?:(?:,| và) \d{1,2}h\d*\s?[-–]\s?\d{1,2}h\d*)+")
_BESIDES = re.compile(
    r",? kể cả\b| qua (?:phần mềm|hệ thống|đường|thư|hộp|cổng)\b"
    r"| nếu | rồi |, không | không dưới \d+ (?!lần|buổi)|(?<!khi) hoàn thành$"
    r"|(?<!khi) cho (?!đến|tới|hết)",
    re.I,
)
_IDLE = re.compile(r"vào (?=(?:từ|trước) )|trình (?=(?:ngày|trước) )|đêm (?=\d+ đêm)", re.I)
"""What a deadline does not begin with: ``vào từ 6 giờ``, ``trình ngày 12/3``."""

_EACH = re.compile(r"\bmỗi (?:ngày|tuần|tháng|quý|năm|học kỳ)$", re.I)
_SO_MANY = re.compile(r" (?:ít nhất |tối thiểu )?\d+ (?:tin,? bài|lần|buổi|tin|bài|đợt|ca|lượt)\b", re.I)
_SAME_DAY = re.compile(r"(?<=\d) \((?:thứ|chủ nhật|sáng|chiều|tối)\b[^()]{0,20}\)", re.I)
_AGAIN = re.compile(r" h[ằà]ng (?:ngày|tuần|tháng|quý|năm)(?! (?:báo|gửi|tổng|rà|lập))\b", re.I)


def without_names(words: str) -> str:
    """The same, as long, with dots for what is like a time: the days that streets and places are named after
    (``đường 30 tháng 4``), running costs (``chi thường xuyên``).
    """
    return _NAMED_AFTER.sub(_dotted, words)


def _dotted(name: re.Match[str]) -> str:
    kept = name[1] or ""
    return kept + "·" * (len(name[0]) - len(kept))


def whole(words: str, start: int, end: int) -> Span:
    """A deadline between two offsets with the words of limit before it (``hạn chót``), more hours or how often
    after it (``11h-14h, 19h-23h hằng ngày``), but without the time that a report is of (``6 tháng trước ngày
    15/6``).
    """
    idle = _IDLE.match(words, start, end)
    start = idle.end() if idle else start
    of_report = _OF_REPORT.match(words, start) if _REPORT.search(words, 0, start) else None
    start = of_report.end() if of_report else start
    limit = _LIMIT_BEFORE.search(words, 0, start)
    hours = _MORE_HOURS.match(words, end) if _HOURS.search(words, start, end) else None
    end = hours.end() if hours else end
    besides = _BESIDES.search(words, start, end)
    end = besides.start() if besides else end
    again = (_SO_MANY if _EACH.search(words, start, end) else _AGAIN).match(words, end)
    more = again or _SAME_DAY.match(words, end)
    return limit.start() if limit else start, more.end() if more else _closed(words, start, end)


def _closed(words: str, start: int, end: int) -> int:
    """With the bracket that closes one in it, without one that closes an earlier one."""
    open_in_it = words.count("(", start, end) - words.count(")", start, end)
    return end + (open_in_it > 0 and words[end : end + 1] == ")") - (open_in_it < 0 and words[end - 1] == ")")
