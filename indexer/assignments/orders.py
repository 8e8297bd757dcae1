"""Orders: ``Giao Sở Y tế chủ trì ...``, ``Chủ tịch UBND tỉnh yêu cầu các đơn vị ...``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer import sentences, verbs
from indexer.assignments.roles import Duty, with_role
from indexer.names import actors, name_heads, naming
from indexer.names.actors import Known
from indexer.names.office_words import ABBREVIATED
from indexer.sought import Sought

_ORDERS = Sought(
    "giao, phân công, yêu cầu, đề nghị, chỉ đạo, chỉ thị, đôn đốc, quyền",
    r"(?:(?:trân trọng|thông báo(?:,| và)) )?(?:giao(?! (?-i:ban)\b(?! (?:chỉ|quản|tổ|giám|chấp|điều|nhân)))"
    r"(?: trách nhiệm| nhiệm vụ)?(?: cho)?|phân công|yêu cầu|đề nghị"
    r"|chỉ đạo|chỉ thị|đôn đốc|uỷ quyền|ủy quyền)\s+(?:cho\s+)?",
    re.IGNORECASE,
)
_ORDER = _ORDERS.pattern
_GIVES = re.compile(r"giao\b", re.IGNORECASE)
_AGREED = re.compile(
    r"(?:[^\W\d_][^.:;]{1,58}:\s+)?(?:(?:thống nhất|đồng ý|nhất trí|chấp thuận|tiếp tục"
    r"|cơ bản)(?: về)?(?: chủ trương)?"
    r"(?: việc)?,?\s+)*(?=(?:giao|phân công|yêu cầu|đề nghị)\b)",
    re.IGNORECASE,
)
"""What may stand before an order: a label, and that one agrees: ``Kết luận: Thống nhất giao Sở A ...``."""
_LABELLED = re.compile(rf"{name_heads.START.pattern}[^.:;]*: ", re.IGNORECASE)
"""An office before a colon: what is ordered after it is its own to order; ``giao`` names who has the task."""
ASKS = re.compile(r"(?:đề nghị|yêu cầu)\b", re.IGNORECASE)
_STOP = re.compile(rf"[.;]{ABBREVIATED}\s")
NEAR, OPENING = 600, 60
"""Characters within which a sentence names who has its duty, and of an opening before that."""


def ordered(
    words: str, known: Known, only_given: bool = False, may_speak: bool = True, may_ask: bool = True
) -> Duty | None:
    """``Giao X ...``, or ``Thực hiện ..., Chủ tịch UBND tỉnh yêu cầu X ...``; ``only_given`` wants the word
    ``Giao``, or where it ``may_ask``, ``Đề nghị`` at the beginning.

    Without ``may_speak`` an office named before the order is not who speaks, but has the duty to order.
    """
    for at, order, is_spoken in _orders(words, known):
        if only_given and at > OPENING:
            break
        is_given = _GIVES.match(order[0]) or (may_ask and at == 0 and not is_spoken and ASKS.match(order[0]))
        if (only_given or (is_spoken and not may_speak)) and not is_given:
            continue
        named = actors.read(words, order.end(), known)
        if named is None or (at and _is_anybody(words, order.end(), named)):
            continue
        duty = with_role(named.names, words, named.end, known)
        is_request = not _GIVES.match(order[0])
        return None if is_request and duty.task and duty.is_urging and words[-1] != ":" else duty
    return None


def _is_anybody(words: str, start: int, named: actors.Actors) -> bool:
    """Whether what an office gives somebody is its own task: ``Giữ gìn tài sản, giao cán bộ quản lý``."""
    name = words[start : named.end]
    return name[:1].islower() and not (naming.is_definite(name) or naming.is_many(name))


def urges(words: str, known: Known) -> bool:
    """Whether a sentence asks somebody for nothing but that what was said be done."""
    if (asks := ASKS.match(words)) is None or (named := actors.read(words, asks.end() + 1, known)) is None:
        return False
    return with_role(named.names, words, named.end, known).is_urging


def gives(words: str) -> bool:
    """Whether a sentence begins with the word that gives a task: what follows is one, however little it says."""
    return _GIVES.match(words) is not None


def is_order(words: str) -> bool:
    """Whether a sentence orders something."""
    return next(_orders(words), None) is not None


def _orders(words: str, known: Known = actors.NOBODY) -> Iterator[tuple[int, re.Match[str], bool]]:
    """Words of order that begin a clause, each with where that does and whether somebody named first speaks it.

    A clause that begins late in a sentence has a speaker, lest a noun be taken for an order.
    """
    if not _ORDERS.may_stand(words):
        return
    first = _STOP.split(words[:NEAR], maxsplit=1)[0]
    if _ORDER.search(words, 0, max(len(first), OPENING)) is None or sentences.narrates(words):
        return
    is_own = _LABELLED.match(words) is not None
    late = (comma.end() for comma in re.finditer(r", ", first))
    agreed = _AGREED.match(words)
    for at in dict.fromkeys((agreed.end() if agreed else 0, _after_comma(words), *late)):
        order = _ORDER.match(words, at) if at <= OPENING else None
        if order and (_GIVES.match(order[0]) or not (is_own or (at and _is_of_another(words, order, known)))):
            yield at, order, False
        if order:
            continue
        speaker = actors.read(words, at) if at <= OPENING or words[at].isupper() else None
        order = _ORDER.match(words, speaker.end + 1) if speaker else None
        if speaker and order and actors.may_speak(speaker.names, known):
            yield at, order, True


def _is_of_another(words: str, order: re.Match[str], known: Known) -> bool:
    """Whether an order is what the office does that a sentence begins with, and that does not speak in it: ``UBND
    huyện lãnh đạo, chỉ đạo các xã ...``.
    """
    named = actors.read(words, 0) if words[:1].isupper() else None
    if named is None or not verbs.begins(words[named.end + 1 :]):
        return False
    is_speaker = actors.may_speak(named.names, known) and not naming.is_many(words[: named.end])
    return not (is_speaker and ASKS.match(order[0]))


def _after_comma(words: str) -> int:
    """Past an opening like ``Về việc này,`` or ``Trong đó,`` to where an office begins."""
    comma = words.find(", ", 0, OPENING)
    return comma + 2 if comma > 0 and not name_heads.begins(words) else 0
