"""What tells an office from others of its kind, though it is like a duty: what a team is for (``Tổ thu gom rác``),
what it runs (``các đơn vị quản lý hạ tầng``), where it is (``nơi trường đóng``), which of many it is.
"""

from __future__ import annotations

import re
from itertools import islice

from indexer import office_words, verbs

_RUNS = (
    r"(?:quản lý|vận hành|khai thác|cung cấp|cung ứng|thi công|kinh doanh|sản xuất|bảo trì|chế biến|dịch vụ"
    r"|sử dụng|đầu tư|thuê|nuôi|trồng|chăn nuôi|bán|vận tải|xuất khẩu|nhập khẩu)"
)
_RUNNING = re.compile(rf"{_RUNS}(?:(?:,| và)? {_RUNS})*(?= )")
_RUNNER = re.compile(
    r"(?:đơn vị|cơ quan|cơ sở|doanh nghiệp|công ty|tổ chức|lực lượng|nhà thầu"
    r"|(?-i:Quản lý|Vận hành|Dịch vụ)(?:,| và)?)$",
    re.IGNORECASE,
)
_WHERE = re.compile(r" nơi \w+(?: \w+){2,7}")
_CLAUSE = re.compile(
    r" (?:có(?! (?:trách nhiệm|nhiệm vụ))|chưa|đang|bị|tham gia|được(?! giao (?!quản lý|phụ trách)))"
    r" [^.;:()]{3,80}?(?:(?= \([^()]*\):?$)|(?=:)|(?=$)"
    r"|(?= (?:khẩn trương|chủ động|trực tiếp|phải|có trách nhiệm|chủ trì|phối hợp|nghiêm túc)\b))"
)


def team(words: str, head: re.Match[str]) -> int | None:
    """Where the name of a team ends that says what it is for, as a duty follows: ``Tổ thu gom rác thực hiện``."""
    named = _TEAM.match(words, head.end()) if head[0].lower() in _TEAMS else None
    if named is None or not verbs.at(words, head.end() + 1, only_compound=True):
        return None
    duty = verbs.first(words, *named.span(), skipped=2)
    return duty - 1 if duty else None


_TEAMS = ("tổ", "đội", "đoàn", "nhân viên", "bộ phận")
_TEAM = re.compile(r"(?: (?!(?:và|để|theo|về|của|cho|khi|trước|trong)\b)[a-zà-ỹđ]+){3,9}")


def past_where(words: str, end: int) -> int:
    """Past what tells of which place an office is, to the duty: ``Công an xã nơi trường đóng ký kết ...``."""
    where = _WHERE.match(words, end)
    duty = verbs.first(words, *where.span(), skipped=3) if where else None
    return duty - 1 if duty else end


def past_keeper(words: str, start: int, end: int) -> int:
    """Past the word that says who keeps the files of people: ``cán bộ thuộc diện Tỉnh ủy quản lý``."""
    is_kept = " diện " in words[start:end] and words.startswith(" quản lý", end)
    return end + len(" quản lý") if is_kept else end


def past_clause(words: str, end: int) -> int:
    """Past what tells some of a kind from the others, to a colon or how a duty is done: ``Các xã chưa đạt khẩn
    trương ...``.
    """
    clause = _CLAUSE.match(words, end)
    return clause.end() if clause else end


def running(words: str, end: int, word: re.Match[str]) -> int | None:
    """``các đơn vị quản lý hạ tầng``: what they run says which they are, if a duty follows."""
    runs = _RUNNING.match(words, word.start()) if _RUNNER.search(words[max(end - 12, 0) : end]) else None
    if runs is None:
        return None
    field = office_words.FIELD.match(words, runs.end() + 1)
    end = field.end() if field else runs.end()
    return end if field or verbs.at(words, end + 1, only_compound=True) else _what_they_run(words, end)


def _what_they_run(words: str, end: int) -> int | None:
    """Past the things that are run, to the duty or colon: ``các doanh nghiệp thuê đất, thuê rừng:``."""
    for thing in islice(_THING.finditer(words, end), _MOST_THINGS):
        if verbs.at(words, thing.start("word"), only_compound=True):
            return thing.start() if thing.start() > end else None
        if words[thing.end() : thing.end() + 1] in (":", ""):
            return thing.end()
        if words[thing.end()] in ".;":
            return None
    return None


_THING = re.compile(r",? (?P<word>\w+)")
_MOST_THINGS = 8
