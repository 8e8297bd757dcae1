"""What tells an office from others of its kind, though it is like a duty: what a team is for (``Tổ thu gom rác``),
what it runs (``các đơn vị quản lý hạ tầng``), where it is (``nơi trường đóng``), which of many it is.
"""

from __future__ import annotations

import re
from itertools import islice

from indexer import verbs
from indexer.names import office_words

_RUNS = (
    r"(?:quản lý|vận hành|khai thác|cung cấp|cung ứng|thi công|kinh doanh|sản xuất|bảo trì|chế biến|dịch vụ"
    r"|sử dụng|đầu tư|thuê|nuôi|trồng|chăn nuôi|bán|vận tải|xuất khẩu|nhập khẩu|nhận khoán|thu mua)"
)
_RUNNING = re.compile(rf"{_RUNS}(?:(?:,| và)? {_RUNS})*(?= )")
_RUNNER = re.compile(
    r"(?:đơn vị|cơ quan|cơ sở|doanh nghiệp|công ty(?: (?:TNHH|MTV|Cổ phần|CP))*|tổ chức|lực lượng|nhà thầu|đầu mối"
    r"|hộ(?: dân| gia đình)?"
    r"|(?-i:Quản lý|Vận hành|Dịch vụ)(?:,| và)?)$",
    re.IGNORECASE,
)
_WHERE = re.compile(r" nơi \w+(?: \w+){2,7}")
_CLAUSE = re.compile(
    rf" (?:(?!{verbs.OWES})có(?! trách nhiệm)|chưa|đang|bị|tham gia|được(?! giao (?!quản lý|phụ trách)))"
    r" [^.;:()]{3,80}?(?:(?= \([^()]*\):?$)|(?=:)|(?=$)"
    r"|(?= (?:khẩn trương|chủ động|trực tiếp|phải|có trách nhiệm|chủ trì|phối hợp|nghiêm túc"
    r"|thực hiện(?: \w+)? (?:các|những|một số) (?:nội dung|nhiệm vụ|công việc|việc|yêu cầu))\b))"
)


def team(words: str, head: re.Match[str]) -> int | None:
    """Where the name of a team ends that says what it is for, as a duty follows: ``Tổ thu gom rác thực hiện``."""
    named = _TEAM.match(words, head.end()) if head[0].lower() in _TEAMS else None
    if named is None or not verbs.at(words, head.end() + 1, only_compound=True):
        return None
    duty = verbs.first(words, *named.span(), skipped=2)
    return duty - 1 if duty and not _THEN.match(words, duty) else None


def past_work(words: str, end: int) -> int | None:
    """Past the work that tells people of a kind apart, before what they do: ``nhân viên vận hành mở van``."""
    noun = verbs.noun(words, end + 1) if words[end : end + 1] == " " and _WORKER.search(words, 0, end) else None
    return noun if noun and verbs.acts(words, noun + 1) else None


_WORKER = re.compile(r"(?:nhân viên|cán bộ|công chức|viên chức|chuyên viên|bộ phận|tổ|đội|nhóm)$", re.IGNORECASE)


def council(words: str, start: int, end: int) -> int | None:
    """Where the name of a council ends that says what it is for: ``Hội đồng thanh lý tài sản họp``."""
    named = _TEAM.match(words, end) if words[start:end].lower() == "hội đồng" else None
    duty = verbs.first(words, *named.span(), skipped=2, with_short=True) if named else None
    return duty - 1 if duty and not _THEN.match(words, duty) else None


def unit(words: str, head: re.Match[str]) -> int | None:
    """Where the name of one unit ends that is called by its part in something: ``Cơ quan chủ trì gửi hồ sơ``."""
    if head[0].lower() not in ("cơ quan", "đơn vị"):
        return None
    parts = (part.match(words, head.end()) for part in _PARTS)
    return next((part.end() for part in parts if part and verbs.acts(words, part.end() + 1)), None)


_TEAMS = ("tổ", "đội", "đoàn", "nhân viên", "bộ phận")
_THEN = re.compile(r"(?:trình|gửi|báo cáo|phục vụ)\b")
"""What follows another thing that is done: ``Hội đồng thẩm định hồ sơ trình ...``."""

_PARTS = (
    re.compile(r" (?:chủ trì|phối hợp) (?:soạn thảo|thẩm định|thực hiện)(?= )"),
    re.compile(r" (?:chủ trì|phối hợp)(?= )"),
)
_TEAM = re.compile(
    r"(?: (?!(?:và|để|theo|về|của|cho|khi|trước|trong|có|được|phải|sẽ|cần|chịu|gồm|phối hợp|chủ trì)\b)"
    r"[a-zà-ỹđ]+){3,9}"
)


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
    """Past what tells some of a kind from the others, to what they do (``Các xã có rừng dựng chòi canh``), to a
    colon, or to how it is done: ``Các xã chưa đạt khẩn trương ...``.
    """
    clause = _CLAUSE.match(words, end)
    if clause and words[clause.end() :] == ":":
        return clause.end()
    tells = _TELLS.match(words, end) or _given(words, end)
    if tells and (duty := _second(words, tells.end())):
        return duty - 1
    return clause.end() if clause else end


def _given(words: str, end: int) -> re.Match[str] | None:
    """``được phân công``, where what was given follows and not what is to be done: ``... tiêu chí``."""
    given = _GIVEN.match(words, end)
    is_place = given is not None and _IN_CHARGE.match(words, given.end()) is not None
    return given if given and (is_place or not verbs.at(words, given.end() + 1)) else None


def _second(words: str, at: int) -> int | None:
    """Where what is done, and to what, begins after a verb at ``at`` and its object; nothing parts the two."""
    stop = _SIGN.search(words, at)
    end = stop.start() if stop else len(words)
    duty = verbs.first(words, at, end, skipped=2, with_short=True)
    while duty and _OF_WORK.search(words, at, duty):
        duty = verbs.first(words, duty, end, with_short=True)  # tỷ lệ giải ngân dưới 30% báo cáo
    while duty and (noun := verbs.noun(words, duty)) and verbs.acts(words, noun + 1):
        duty = noun + 1  # khai thác nộp báo cáo
    must = _MUST.search(words, at, duty) if duty else None
    duty = must.start() + 1 if must else duty
    is_object = end == len(words) and duty is not None and words.count(" ", duty) < _TWO  # có chỉ tiêu tuyển dụng
    return None if is_object else duty


_TELLS = re.compile(
    rf" (?:có(?! (?:trách nhiệm|nhiệm vụ|thể|ý kiến|{verbs.HAVING}))|chưa|đang|bị|nhận được"
    r"|được(?! (?:giao|phân công|quyền|phép|sử dụng|hưởng|xét|ưu tiên)))(?= )"
)
_GIVEN = re.compile(r" được (?:giao|phân công)(?= \w)(?! nhiệm vụ| trách nhiệm)")
_IN_CHARGE = re.compile(r" phụ trách (?:địa bàn|lĩnh vực|khối|xã|phường|thôn)(?= )")
_TWO = 2
_MUST = re.compile(r" (?:phải|cần|sẽ|có trách nhiệm) ")
_OF_WORK = re.compile(
    r"(?:tỷ lệ|tiến độ|kết quả|công tác|kế hoạch|hoạt động|nhu cầu|nguy cơ|năng lực|giấy phép|hợp đồng|nhiệm vụ) $"
)
_SIGN = re.compile(r"\.(?!\d)|[,;:()]")


def running(words: str, end: int, word: re.Match[str]) -> int | None:
    """``các đơn vị quản lý hạ tầng``: what they run says which they are, if a duty follows."""
    runs = _RUNNING.match(words, word.start()) if _RUNNER.search(words[max(end - 30, 0) : end]) else None
    if runs is None:
        return None
    field = office_words.FIELD.match(words, runs.end() + 1)
    end = field.end() if field else runs.end()
    is_all = field is not None or words[end : end + 1] in (":", "") or verbs.acts(words, end + 1)
    return end if is_all else _what_they_run(words, end)


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
