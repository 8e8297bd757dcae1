"""Headings, lead-ins and labels that name an office and leave the task to what follows: ``Trách nhiệm của Bộ Y
tế``, ``2. Sở Tài chính``, ``Đối với các xã: ...``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer import verbs
from indexer.assignments import standing
from indexer.assignments.duties import CUE, worded
from indexer.assignments.orders import ASKS, OPENING
from indexer.assignments.roles import Duty, marked, with_role
from indexer.domain import Role
from indexer.names import actors, name_heads, name_steps, naming
from indexer.names.actors import Known

_WHOSE = r"(?: của\s+|\s+(?=(?-i:[A-ZĐ])))"
_OF = re.compile(
    rf"(?:nhiệm vụ(?: và| ,|,)? )?trách nhiệm(?: và nhiệm vụ)?(?: cụ thể| phối hợp| thực hiện| thi hành)*{_WHOSE}"
    rf"|nhiệm vụ(?: cụ thể)?{_WHOSE}"
    r"|(?:riêng )?(?:đối với|về phía)\s+",
    re.IGNORECASE,
)
_ALONE = re.compile(r"riêng\s+", re.IGNORECASE)
_DIRECTS = re.compile(r"chỉ đạo\s+", re.IGNORECASE)
"""Who is to be directed to do what stands after a colon has to do it: ``Chỉ đạo UBND cấp xã: Rà soát ...``."""

_LED = re.compile(
    r"(?:(?:đề nghị|yêu cầu) )?(?:(?P<by>[^;:]{3,80}?) )?(?P<does>lãnh đạo|chỉ đạo|hướng dẫn)"
    r" (?P<who>[^;:]{3,120}):",
    re.I,
)
"""A lead-in in which one office directs another: ``Đề nghị UBND tỉnh chỉ đạo Sở A:``, ``Hướng dẫn Sở A:``."""

_ABOUT = re.compile(r"\s+(?:trong (?:việc|công tác|hoạt động|quản lý|tổ chức)|về việc|khi)\b.*$", re.IGNORECASE)
_MODAL = re.compile(
    r",? (?:cần|phải|(?:có|chịu) trách nhiệm)(?: phải)?$"
    r"|,? phụ trách (?:các|những|hai|ba|bốn|\d+) (?:việc|nội dung)$"
    r"|,? ngoài (?:các |những )?(?:nhiệm vụ|nội dung|việc)\b[^;:]*$"
    r"|, (?:đề nghị|yêu cầu)$"
    r"|(?:,? (?:khẩn trương|tập trung|tổ chức|triển khai|lãnh đạo|(?<!an )chỉ đạo|thực hiện))+$"
)
"""What ends a lead-in that leaves the task to the items below: ``Các Công ty Điện lực phải:``."""
_APART = re.compile(
    r"[,;.]|(?:thống nhất|đồng ý|nhất trí|ghi nhận|đánh giá|kết luận|chủ trì|phối hợp"
    r"|trách nhiệm|nhiệm vụ|gồm|như sau|sau)(?!\w)"
)
"""What is not between the name of a kind of offices and the colon after it: ``Những đơn vị làm điểm thi: ...``."""


_FEW = 25
"""Characters of what a unit is for, after the word for that: ``Ban Hỗ trợ phụ nữ phát triển kinh tế:``."""

_UNIT = re.compile(r"Trung tâm|Văn phòng|Phòng|Đội|Tổ|Trạm|Bộ phận|Khoa|Ban")
"""What is no name by itself: what follows it up to a colon is one, like a duty or not."""


def headed(words: str, known: Known, may_be_bare: bool) -> Duty | None:
    """What a heading or lead-in says of the items below: ``Trách nhiệm của Bộ Y tế``, and where it ``may_be_bare``
    the name alone: ``2. Sở Tài chính``.
    """
    of = _OF.match(words)
    if not may_be_bare and (not of or of[0].lower().startswith("đối")):
        return None
    begun = of or _ALONE.match(words)
    at = begun.end() if begun else 0
    phrase = words.rstrip(" :.")
    named = actors.read(phrase, at, known)
    if named is None or named.end < len(phrase):  # Phòng Hậu cần is a name to its end
        phrase = _MODAL.sub("", phrase)
        named = actors.read(phrase, at, known)
    if of and not of[0].lower().startswith("đối") and (named or " của" in of[0].lower()):
        return Duty(actors.split(_ABOUT.sub("", phrase[at:]), known), None, (), "")
    if named is None:
        return None
    rest = name_steps.PARENTHESIS.sub("", phrase[named.end :]).split()
    is_some = rest[:1] == ["có"] and naming.is_many(phrase[at : named.end])
    is_name = is_some or len(rest) <= 3 or (words[-1:] != ":" and not any(map(verbs.begins, _tails(rest))))
    if is_name and not CUE.search(phrase, named.end):
        return Duty(actors.split(phrase[at:], known), None, (), "")
    duty = with_role(named.names, phrase, named.end, known)
    if duty.task:
        return None
    return Duty(named.names, None if duty.role is Role.COORDINATE else duty.role, duty.partners, "")


def led(words: str, known: Known, above: Duty | None = None) -> Duty | None:
    """Whose the items below are where one directs another: the other's (``UBND tỉnh chỉ đạo Sở A:``), but the
    Party committee's that leads it: ``Đảng ủy Sở A lãnh đạo Sở A:``, ``Lãnh đạo Sở A:`` below its name.
    """
    if above and words[-1:] == ":" and standing.leads(above.assignees, words) and actors.is_whole(words[:-1]):
        return Duty(above.assignees, None, (), "")
    found = _LED.fullmatch(words)
    if found is None or not _is_office(found["who"], found["by"]):
        return None
    who = found["by"] if found["by"] and found["does"].lower() == "lãnh đạo" else found["who"]
    return Duty(actors.split(who, known), None, (), "")


def _is_office(words: str, by: str | None) -> bool:
    """Whether words name whom one directs, ``by`` whom where that is said."""
    is_named = actors.is_whole(words) or actors.is_name(words)
    is_force = words.startswith("lực lượng ") and actors.is_list(words)
    return is_named if by is None else actors.is_whole(by) and (is_named or is_force)


def unknown(words: str) -> Duty | None:
    """A heading among those of offices: ``Tổng đài chăm sóc khách hàng``; not one of what is to be done."""
    name = words.rstrip(" :.")
    is_name = name[:1].isupper() and len(name) <= OPENING and not re.search(r"[,;.:]", name)
    return (
        Duty(actors.split(name), None, (), "")
        if is_name and not verbs.begins(name) and not _OF_WORK.match(name)
        else None
    )


_OF_WORK = re.compile(
    r"(?:kinh phí|nguồn|thời|chế độ|nội dung|khen|điều|hiệu lực|công tác|nhiệm vụ|giải pháp|yêu cầu|hình thức"
    r"|địa điểm|tiến độ|lộ trình|kế hoạch|phương án|quy|các|cấp|một số|những|về|báo|thông tin|tổ chức|phạm vi|đối"
    r"|nguyên tắc|mục|quyền|trách nhiệm|hồ sơ|kết quả|danh|biện pháp|trường hợp|giai đoạn|bước|đợt|phần|lưu ý)\b",
    re.IGNORECASE,
)
"""What headings begin with that name no office."""


def _tails(syllables: list[str]) -> Iterator[str]:
    return (" ".join(syllables[at : at + 4]) for at in range(len(syllables)))


def labelled(words: str, known: Known, is_directed: bool) -> Duty | None:
    """``Đối với X: ...`` and ``X: ...`` with the task on the same line."""
    if ":" not in words[: OPENING * 2]:
        return None  # most sentences are spared the search for offices
    of = _OF.match(words) or _DIRECTS.match(words) or _ALONE.match(words)
    named = actors.read(words, of.end() if of else 0, known)
    if named is None:
        return None
    colon = words.find(":", named.end, OPENING * 2)
    if colon < 0 or (colon > named.end and not (is_directed and _is_name_up_to(words, named.end, colon))):
        return None
    if colon > named.end and of and of.re is _DIRECTS:
        return None
    named = actors.Actors(actors.split(words[of.end() if of else 0 : colon], known), colon)
    rest = words[named.end + 1 :].strip()
    asks = ASKS.match(rest)
    if asks and verbs.begins(asked := rest[asks.end() :].strip()) and not name_heads.begins(asked):
        rest = asked
    is_duty = verbs.begins(rest) or (is_directed and rest[:1].isalpha())
    return _after_label(named.names, rest, known) if is_duty else None


def _is_name_up_to(words: str, end: int, colon: int) -> bool:
    """Whether what stands between what was read of a name and a colon belongs to it: no duty begins there, unless
    a unit is named after it.
    """
    is_noun = (noun := verbs.noun(words, end + 1)) and noun < colon <= noun + _FEW
    is_apart = _APART.search(words, end, colon) or (not is_noun and verbs.at(words, end + 1, only_compound=True))
    return not is_apart or _UNIT.fullmatch(words, 0, end) is not None


def _after_label(names: tuple[str, ...], rest: str, known: Known) -> Duty:
    """What follows the colon: ``Ban A (chủ trì), Ban B: ...`` tells roles, ``Ban Giám hiệu: Hiệu trưởng duyệt``
    who of them does it.
    """
    if sides := marked(names):
        return Duty(sides[0], Role.LEAD, sides[1], rest)
    inner = worded(rest, known, is_item=True) if rest[:1].isupper() else None
    return inner or with_role(names, rest, 0, known)
