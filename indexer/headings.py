"""Headings, lead-ins and labels that name an office and leave the task to what follows: ``Trách nhiệm của Bộ Y
tế``, ``2. Sở Tài chính``, ``Đối với các xã: ...``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer import actors, name_heads, name_steps, verbs
from indexer.actors import Known
from indexer.domain import Role
from indexer.duties import CUE
from indexer.orders import ASKS, OPENING
from indexer.roles import Duty, marked, with_role

_WHOSE = r"(?: của\s+|\s+(?=(?-i:[A-ZĐ])))"
_OF = re.compile(
    rf"(?:nhiệm vụ(?: và| ,|,)? )?trách nhiệm(?: và nhiệm vụ)?(?: cụ thể| phối hợp| thực hiện| thi hành)*{_WHOSE}"
    rf"|nhiệm vụ(?: cụ thể)?{_WHOSE}"
    r"|(?:riêng )?đối với\s+",
    re.IGNORECASE,
)
_DIRECTS = re.compile(r"chỉ đạo\s+", re.IGNORECASE)
"""Who is to be directed to do what stands after a colon has to do it: ``Chỉ đạo UBND cấp xã: Rà soát ...``."""

_ABOUT = re.compile(r"\s+(?:trong (?:việc|công tác|hoạt động|quản lý|tổ chức)|về việc|khi)\b.*$", re.IGNORECASE)
_MODAL = re.compile(r",? (?:cần|phải|có trách nhiệm)(?: phải)?$")
"""What ends a lead-in that leaves the task to the items below: ``Các Công ty Điện lực phải:``."""
_APART = re.compile(
    r"[,;.]|(?:thống nhất|đồng ý|nhất trí|ghi nhận|đánh giá|kết luận|chủ trì|phối hợp"
    r"|trách nhiệm|nhiệm vụ|gồm|như sau|sau)(?!\w)"
)
"""What is not between the name of a kind of offices and the colon after it: ``Những đơn vị làm điểm thi: ...``."""


def headed(words: str, known: Known, may_be_bare: bool) -> Duty | None:
    """What a heading or lead-in says of the items below: ``Trách nhiệm của Bộ Y tế``, and where it ``may_be_bare``
    the name alone: ``2. Sở Tài chính``.
    """
    of = _OF.match(words)
    if not may_be_bare and (not of or of[0].lower().startswith("đối")):
        return None
    at = of.end() if of else 0
    phrase = _MODAL.sub("", words.rstrip(" :."))
    named = actors.read(phrase, at, known)
    if of and not of[0].lower().startswith("đối") and (named or " của" in of[0].lower()):
        return Duty(actors.split(_ABOUT.sub("", phrase[at:]), known), None, (), "")
    if named is None:
        return None
    rest = name_steps.PARENTHESIS.sub("", phrase[named.end :]).split()
    is_name = len(rest) <= 3 or (words[-1:] != ":" and not any(map(verbs.begins, _tails(rest))))
    if is_name and not CUE.search(phrase, named.end):
        return Duty(actors.split(phrase[at:], known), None, (), "")
    duty = with_role(named.names, phrase, named.end, known)
    if duty.task:
        return None
    return Duty(named.names, None if duty.role is Role.COORDINATE else duty.role, duty.partners, "")


def _tails(syllables: list[str]) -> Iterator[str]:
    return (" ".join(syllables[at : at + 4]) for at in range(len(syllables)))


def labelled(words: str, known: Known, is_directed: bool) -> Duty | None:
    """``Đối với X: ...`` and ``X: ...`` with the task on the same line."""
    of = _OF.match(words) or _DIRECTS.match(words)
    named = actors.read(words, of.end() if of else 0, known)
    if named is None:
        return None
    colon = words.find(":", named.end, OPENING * 2)
    if colon < 0 or (colon > named.end and (not is_directed or _APART.search(words, named.end, colon))):
        return None
    if of and of.re is _DIRECTS and colon > named.end:
        return None
    named = actors.Actors(actors.split(words[of.end() if of else 0 : colon], known), colon)
    rest = words[named.end + 1 :].strip()
    asks = ASKS.match(rest)
    if asks and verbs.begins(asked := rest[asks.end() :].strip()) and not name_heads.begins(asked):
        rest = asked
    if not (verbs.begins(rest) or (is_directed and rest[:1].isalpha())):
        return None
    if sides := marked(named.names):
        return Duty(sides[0], Role.LEAD, sides[1], rest)
    return with_role(named.names, rest, 0, known)
