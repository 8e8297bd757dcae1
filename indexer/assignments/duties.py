"""An office with a duty in a sentence: ``Sở Y tế có trách nhiệm ...``, ``Sở Y tế chủ trì ...``, and where tasks
are given ``Sở Y tế báo cáo ...``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from indexer import sentences, verbs
from indexer.assignments.orders import NEAR, OPENING
from indexer.assignments.roles import MANNER, STANDING, Duty, past_standing, with_role
from indexer.domain import Role
from indexer.names import actors, name_heads, naming
from indexer.names.actors import Known
from indexer.names.office_words import ABBREVIATED
from indexer.sought import Sought

_SPEAKS = re.compile(r"(?:yêu cầu|đề nghị|thông báo|kết luận|kính|trân trọng|mong|xin|ban hành)\b", re.IGNORECASE)
CUE = Sought(
    "trách nhiệm, nhiệm vụ, nghĩa vụ, chủ trì, phối hợp, đầu mối, chức năng, phạm vi",
    rf"(?<!\w)(?<!\btự )(?:có trách nhiệm|chịu trách nhiệm|{verbs.OWES}|chủ trì|phối hợp"
    r"|(?:làm|là)(?: cơ quan| đơn vị)? đầu mối"
    r"|(?:căn cứ|theo)(?: vào)? (?:các )?(?:chức năng|nhiệm vụ|phạm vi))(?!\w)",
)
_OBLIGES = re.compile(rf"c[óh]\w* trách nhiệm|{verbs.OWES}")
_TOLD = re.compile(
    r"(?:đã|nào|cơ bản|(?:đồng thời )?kiêm|còn (?:tồn|để|nhiều|chưa|thiếu|hạn|chậm|hiệu|xảy|gặp|có|là|\d)\w*"
    r"|chưa|chỉ được|làm việc (?:kiêm nhiệm|theo)|tự giải thể|hoạt động"
    r"|thống nhất(?! (?:phương án|kế hoạch|quy trình|biểu mẫu|số liệu|danh (?:mục|sách)|cách|với|lịch|nội dung))"
    r"|đồng ý|nhất trí"
    r"|ghi nhận|biểu dương|đánh giá cao|như|đang|phải được|được(?! (?:giao|phân công)\b)|bị|là|và|hoặc|của"
    r"|(?:thực hiện|chấp hành|hoàn thành) (?:tốt|xuất sắc|chưa|không)\b[^,.;]{0,40}? (?:được|bị)"
    rf"|có(?! (?:trách nhiệm|nhiệm vụ|{verbs.HAVING})))\b",
    re.I,
)
_BY = Sought("do, (", r"\bdo (?=[A-ZĐ])|\((?:do |giao (?:cho )?)?(?=[A-ZĐ])", re.IGNORECASE)
_DOES = re.compile(r" (?:chủ trì|làm đầu mối|phụ trách|thực hiện|tham mưu|chịu trách nhiệm)(?!\w)")
_BY_WHEN = re.compile(r"\s*[;,:]\s+(?:thời hạn|thời gian|trước|hoàn thành|xong|trong)[^()]*\)[.;]?$")
"""``(Sở A; thời hạn: 15/4/2025)``."""
_MET = re.compile(
    r"(?:cuộc họp|buổi làm việc|hội nghị|phiên họp)"
    r"(?:[.,;:]|$|\b[^.;]{0,80}\. (?:cùng |tham )?(?:dự|thành phần)\b)",
    re.I,
)
"""``Phó Chủ tịch chủ trì cuộc họp. Tham dự có ...`` tells of one that was."""
_GIVEN = re.compile(r"\s*được (?:giao|phân công)\s")
_LEADING_UNIT = re.compile(r"(?:cơ quan|đơn vị|tổ chức|cá nhân|người|bộ phận)$", re.IGNORECASE)
_NO_SUBJECT = re.compile(r"[.:;]|\b(?:đã|phải|có (?:quyền|nghĩa vụ))\b|\bvà\s*$")
_WHEN = re.compile(
    r"(?:\s*,\s*(?:căn cứ|theo|trong|khi|trên cơ sở)\b.*|\s+ngoài (?:các|những|việc|nhiệm vụ)\b.*"
    r"|[\s,]+(?:phải|sẽ|cần|trực tiếp|tiếp tục|và)*)+$"
)
_FULL_STOP = re.compile(rf"[.]{ABBREVIATED}\s")
_ALONE = re.compile(r"Riêng (?:đối với )?", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Theo|Định kỳ|H[ằà]ng|Trong|Trước|Sau|Khi|Ngay|Ngoài|Bên cạnh|Đồng thời|Để|Nhằm"
    r"|Từ|Đến|Hết|Kết thúc"
    r"|Tại|Với|Về|Nhận được|Thực hiện|Riêng|Trường hợp)\b"
)
"""What an opening begins with that says when, on what ground or about what the office does its duty."""
_COMMA = re.compile(", ")
_MOST_NAMED = 12
"""Offices named in a task among which another is looked for that has a task."""
_CUES, _FAR = 4, 200
"""Words of duty within which one says who has it; characters of an opening with an office after it."""


def speaks(task: str) -> bool:
    """Whether an office only says something: ``thông báo để các đơn vị biết``."""
    return _SPEAKS.match(task) is not None


def obliged(words: str, known: Known, is_directed: bool, is_norm: bool = False) -> Duty | None:
    """``X có trách nhiệm ...``, ``X chủ trì ...``, and where tasks are given (``is_directed``) ``X báo cáo``."""
    stop = _FULL_STOP.search(words, 0, NEAR)
    for cue in islice(CUE.finditer(words, 0, stop.start() if stop else NEAR), _CUES):
        subject = _subject(words, cue, known)
        if subject is None and is_directed and not is_norm:
            subject = _unknown(words, cue)
        if subject is None:
            continue
        duty = with_role(subject.names, words, subject.end, known)
        if (_OBLIGES.match(cue[0]) and duty.task and duty.is_urging) or _MET.match(duty.task):
            return None
        if is_directed or duty.role is not Role.COORDINATE or duty.partners:
            return duty
    return worded(words, known, is_item=True) if is_directed else None


def worded(words: str, known: Known, is_item: bool) -> Duty | None:
    """``X tổ chức ...``: an office and what it does; in an item that need not be a known duty if X is a name.

    Elsewhere only an office with a name of its own and a known duty make one; after an opening (``Hằng năm, X tổ
    chức ...``) a known duty alone does.
    """
    for start in _after_openings(words):
        named = actors.read(words, start, known)
        if named is None or words[named.end : named.end + 1] != " " or is_told(words, named.end):
            continue
        rest, is_one = words[named.end + 1 :], naming.is_definite(named.names[0])
        is_duty = verbs.begins(rest)
        is_sure = is_one or (start == 0 and (naming.is_many(words[: named.end]) or actors.is_post(named.names[0])))
        may_be = is_item and start == 0 and is_one and rest[:1].islower()
        if may_be or (is_duty and (is_item or is_sure)):
            return with_role(named.names, words, named.end, known)
    return None


def is_told(words: str, at: int) -> bool:
    """Whether what follows a name says what is so or was done, not what is to be done."""
    return _TOLD.match(words, past_standing(words, at + 1)) is not None


_MUST = re.compile(rf"\b(?:c[óh]\w* trách nhiệm|{verbs.OWES}|phải(?! được))\b")


def tells(words: str, known: Known) -> bool:
    """Whether a sentence says of an office what is so: ``Thành viên được trang bị áo phản quang``."""
    named = None if verbs.begins(words) else actors.read(words, 0, known)
    return named is not None and is_told(words, named.end) and not _MUST.search(words, named.end)


def clauses(words: str, after: int) -> Iterator[int]:
    """Where an office with a name of its own and a known duty follow a comma, and no list of offices is before."""
    commas = (comma.end() for comma in _COMMA.finditer(words, max(after - 2, 0)))
    if not any(words[at : at + 1].isupper() and name_heads.begins(words, at) for at in commas):
        return  # most sentences are spared the search for all their offices
    listed = after
    for office in islice(name_heads.START.finditer(words, after), _MOST_NAMED):
        at = office.start()
        if at < listed:
            continue
        named = actors.read(words, at)
        if named is None:
            continue
        listed = named.end
        is_after_comma = words[at - 2 : at] == ", " and words[at].isupper()
        is_one = (
            is_after_comma and naming.is_proper(words[at : named.end]) and words[named.end : named.end + 1] == " "
        )
        if is_one and verbs.begins(words[named.end + 1 : named.end + 61]):
            yield at


def _after_openings(words: str) -> Iterator[int]:
    """Where the subject of a sentence may begin: at once, or after ``Riêng``, ``Định kỳ 6 tháng, ``."""
    yield 0
    if alone := _ALONE.match(words):
        yield alone.end()
    if _OPENS.match(words):
        first = re.split(r"[.;:]\s", words[:_FAR], maxsplit=1)[0]
        yield from (comma.end() for comma in re.finditer(r", ", first))


def _subject(words: str, cue: re.Match[str], known: Known) -> actors.Actors | None:
    """The offices that stand right before a cue: at the sentence's beginning, or after a comma."""
    if sentences.narrates(words):
        return None
    starts = [0, *(comma.end() for comma in re.finditer(r", |\s(?=Các\s)", words[: cue.start()]))]
    for start in (start for start in starts if name_heads.begins(words, start)):
        may_open = words[start].isupper() or words.startswith("các ", start)
        if start and (not may_open or _is_listed(words, start)):
            continue
        named = actors.read(words, start, known)
        between = words[named.end : cue.start()] if named else "."
        if named and re.fullmatch(rf"\s*{STANDING}{MANNER}", between, re.IGNORECASE):
            is_noun = cue[0] in ("chủ trì", "phối hợp") and _LEADING_UNIT.search(words[: named.end])
            return None if is_noun else named
        if named and re.match(r"\s*là\s", between):
            return named
        before = words[: cue.start()]
        if named and _GIVEN.match(between):
            return named
        is_later = cue[0] == "phối hợp" and before.endswith(", ")  # the second thing that an office does
        is_whole = _OBLIGES.match(cue[0]) or (actors.is_name(before) and not is_later)
        if start == 0 and is_whole and not _acts_before(before, named) and not _NO_SUBJECT.search(before):
            return actors.Actors(actors.split(_WHEN.sub("", before), known), cue.start())
    return None


def _is_listed(words: str, start: int) -> bool:
    """Whether an office is in a list that begins before it, after what another does: ``Chỉ đạo Sở A, Sở B``."""
    first = name_heads.START.search(words, 0, start)
    named = actors.read(words, first.start()) if first and first.start() else None
    return named is not None and named.end > start


def _acts_before(before: str, named: actors.Actors | None) -> bool:
    """Whether those named do something before they answer for it: ``Sở A bố trí xe, chịu trách nhiệm ...``."""
    has_done = before.rstrip().endswith(",")
    return has_done and named is not None and verbs.acts(before, named.end + 1)


def _unknown(words: str, cue: re.Match[str]) -> actors.Actors | None:
    """Whoever stands before ``có trách nhiệm``, though no word tells that it is an office: ``Căng tin``."""
    before = words[: cue.start()]
    is_named = _OBLIGES.match(cue[0]) and before[:1].isupper() and len(before) <= OPENING
    if (
        not is_named
        or _OPENS.match(words)
        or _NO_SUBJECT.search(before)
        or verbs.begins(before)
        or _acts_before(before, actors.read(words, 0))
    ):
        return None
    return actors.Actors(actors.split(_WHEN.sub("", before)), cue.start())


def attributed(words: str, known: Known) -> Duty | None:
    """A task with who does it after it: ``Xây dựng đề án, do Sở A chủ trì``, ``(giao Sở A chủ trì)``."""
    is_known = verbs.begins(words)
    for by in _BY.finditer(words, 0, NEAR):
        named = actors.read(words, by.end(), known)
        if named is None or not naming.is_proper(named.names[0]):
            continue
        if not (is_known and _DOES.match(words, named.end)) and not _BY_WHEN.match(words, named.end):
            continue
        duty = with_role(named.names, words, named.end, known)
        return Duty(duty.assignees, duty.role, duty.partners, words)
    return None
