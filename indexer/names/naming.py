"""Where the name of an office ends, or a list of them.

A name goes on through words with capitals, through those that say of which place or level it is (``tỉnh``, ``các
huyện, thành phố``, ``có liên quan``), and ends before the first word of a duty (``chủ trì``, ``tham mưu``, ``rà
soát``). A committee's goes on through what it is for to its level: ``Hội đồng thẩm định giá đất tỉnh``.
"""

from __future__ import annotations

import re

from indexer import verbs
from indexer.names import name_steps, particulars
from indexer.names.name_heads import MANY, START, Whole, begins, head
from indexer.names.name_steps import CUE_AHEAD
from indexer.names.office_words import PLACES, POSTS

_POST = re.compile(rf"(?:các )?đồng chí (?:{POSTS})", re.IGNORECASE)
LIST_JOINT = re.compile(r"\s*[,;]\s*(?:và\s+)?(?:cùng\s+)?|\s+(?:và|cùng với|cùng(?! cấp)|với)\s+")
_ABOUT = re.compile(r" về (?=[A-ZĐ])")
_LEVEL_AHEAD = re.compile(r" (?:tỉnh|thành phố|huyện|xã|phường|khu vực|quốc gia|trung ương)(?: [A-ZĐ]\w*)* ")
LONGEST = 2_000
"""Characters of a list of offices."""

_LOOSE = 4
"""Words of a name in small letters that may be unknown ("tổ chức chứng nhận sản phẩm")."""


def is_many(words: str) -> bool:
    """Whether a name is of many: ``Các chủ đầu tư``, ``Cấp ủy các cấp``."""
    return MANY.search(words) is not None


def end_of(words: str, at: int, whole: Whole) -> int:
    """Where the list of offices that begins at ``at`` of single-spaced words ends; ``whole`` finds known names."""
    end = particulars.past_keeper(words, at, _named_end(words, at, whole))
    end = particulars.past_where(words, end)
    if START.fullmatch(words, at, end) and (work := particulars.past_work(words, end)):
        return work
    is_kind = MANY.match(words, at) or START.fullmatch(words, at, end) or _POST.fullmatch(words, at, end)
    return particulars.past_clause(words, end) if is_kind else end


def _named_end(words: str, at: int, whole: Whole) -> int:
    end = head(words, at, whole) or at
    loose, sure, capitals = 0, end, 0
    while end - at < LONGEST and (step := name_steps.step(words, end, capitals, loose, whole)):
        loose = 0 if step.is_sure else loose + 1
        if loose and (
            loose > _LOOSE
            or _CLOSED.search(words[at:sure])
            or (_ENDS.search(words[at:sure]) and (is_proper(words[at:sure]) or not is_many(words[at:sure])))
        ):
            end, loose = sure, 0
            break
        capitals = capitals + 1 if step.is_capital else 0
        end = step.end
        sure = end if step.is_sure else sure
    is_name = not loose or _is_stop(words, end, is_proper(words[at:sure]))
    end = end if is_name else sure
    level = _up_to_level(words, at, end)
    if level is None:
        return particulars.council(words, at, end) or _up_to_cue(words, end)
    more = LIST_JOINT.match(words, level)
    return end_of(words, more.end(), whole) if more and begins(words, more.end()) else level


def _up_to_level(words: str, at: int, end: int) -> int | None:
    """Past what a committee is for, to its level: ``Hội đồng bồi thường giải phóng mặt bằng huyện``, if a duty or
    another office follows; None where no committee ends the name.
    """
    if not _COMMITTEE.search(words[max(at, end - 40) : end]) or words.startswith(_DOES, end):
        return None
    stop = _STOP.search(words, end, end + _FOR)
    for level in _LEVEL.finditer(words, end, stop.start() if stop else min(end + _FOR, len(words))):
        rest = words[level.end() : level.end() + 60]
        joint = re.match(r"(?:,| và|, và) ", rest)
        if not rest or rest[0] in ":" or (joint and begins(rest, joint.end())) or verbs.at(rest[1:].lower()):
            return level.end()
    return None


_DOES = (" phối hợp", " chủ trì", " báo cáo", " gửi", " trình")
"""What no committee is for."""

_COMMITTEE = re.compile(
    r"\b(?:hội đồng|ban (?:chỉ (?:huy|đạo)|tổ chức|vận động|công tác|chấp hành)|tổ|tổ công tác|đội|quỹ"
    r"|(?<!tỉnh )(?<!thành )(?<!huyện )(?<!quận )(?<!thị )(?<!xã )đoàn)$",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r" (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|quốc gia|trung ương|các cấp|bệnh viện"
    r"|cấp (?:tỉnh|huyện|xã))"
    r"(?: (?-i:[A-ZĐ])\w*)*(?!\w)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;:]")
_FOR = 90
"""Characters of what a committee is for."""


def _up_to_cue(words: str, end: int) -> int:
    """Past nouns like a duty that stand before the duty itself: ``Phòng Vật tư xuất nhập chủ trì``."""
    at = end
    for _ in range(2):
        noun = verbs.noun(words, at + 1) if words[at : at + 1] == " " else None
        if noun is None:
            break
        at = noun
        if CUE_AHEAD.match(words, at):
            return at
        if about := _ABOUT.match(words, at):
            return end_of(words, about.end(), None)
        if (level := _LEVEL_AHEAD.match(words, at)) and verbs.at(words, level.end()):
            return level.end() - 1
    return end


def is_proper(name: str) -> bool:
    """Whether a name has a word with a capital after its first: ``Sở Y tế``, unlike ``Các đơn vị``."""
    return any(word[:1].isupper() for word in name.split()[1:])


def is_definite(name: str) -> bool:
    """Whether a name is of one office: it is proper, or says of which place: ``Công an phường``."""
    return is_proper(name) or (not is_many(name) and bool(_ENDS.search(name) or _BY_ITSELF.fullmatch(name)))


_CLOSED = re.compile(r"(?:trên địa bàn|liên quan|toàn \w+)$")
_ENDS = re.compile(rf"\b(?:{PLACES}|nhà nước|trung ương)$", re.IGNORECASE)
"""After the level of one office nothing unknown belongs to its name."""

_BY_ITSELF = re.compile(
    r"(?:tỉnh|thành|huyện|quận|thị|xã) (?:đoàn|đội|ủy|uỷ)|chi (?:đoàn|hội|bộ)|(?-i:P[A-Z]\d\d)", re.IGNORECASE
)
"""Offices that are called by their level or a code alone: ``Huyện đoàn``, ``PA06``."""


_OF_A_VERB = re.compile(r"(?:cho|vào|ra|lên|về|tại|trong|từ|đến|để|nhằm|trước|sau|khi|hằng|hàng|như)\b")
"""Words that follow what is done: before them stands an unknown duty, no name."""


def _is_stop(words: str, end: int, is_proper_name: bool) -> bool:
    """Whether a duty, a sign or the end of the words follows; after a proper name a comma may part duties."""
    rest = words[end : end + 40].lstrip(" ")
    if rest[:1].isalnum():
        return verbs.at(rest) and not _OF_A_VERB.match(rest)
    return not (is_proper_name and rest[:1] == ",")
