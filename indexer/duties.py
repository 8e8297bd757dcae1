"""A sentence that gives a task: who, in which role, with whom, and what.

Three forms do: an order ("Giao Sở Y tế chủ trì ..."), an office with a duty ("Sở Y tế có trách nhiệm ..."), and a
heading or lead-in that names an office and leaves the task to the items below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from indexer import actors, naming, verbs
from indexer.actors import Known
from indexer.domain import Role
from indexer.offices import ABBREVIATED
from indexer.roles import MANNER, STANDING, Duty, marked, with_role

_ORDER = re.compile(
    r"(?:giao(?: trách nhiệm| nhiệm vụ)?(?: cho)?|phân công|yêu cầu|đề nghị|chỉ đạo|đôn đốc|uỷ quyền"
    r"|ủy quyền)\s+(?:cho\s+)?",
    re.IGNORECASE,
)
_GIVES = re.compile(r"giao\b", re.IGNORECASE)
_AGREED = re.compile(
    r"(?:[^\W\d_][^.:;]{1,58}:\s+)?(?:(?:thống nhất|đồng ý|nhất trí|chấp thuận|tiếp tục"
    r"|cơ bản)(?: về)?(?: chủ trương)?"
    r"(?: việc)?,?\s+)*(?=(?:giao|phân công|yêu cầu|đề nghị)\b)",
    re.IGNORECASE,
)
"""What may stand before an order: a label, and that one agrees: ``Kết luận: Thống nhất giao Sở A ...``."""
_SPEAKS = re.compile(r"(?:yêu cầu|đề nghị|thông báo|kết luận|kính|trân trọng|mong|xin|ban hành)\b", re.IGNORECASE)
_LABELLED = re.compile(rf"{naming.START.pattern}[^.:;]*: ", re.IGNORECASE)
"""An office before a colon: what is ordered after it is its own to order; ``giao`` names who has the task."""
_ASKS = re.compile(r"(?:đề nghị|yêu cầu)\b", re.IGNORECASE)
_CUE = re.compile(
    r"(?<!\w)(?<!\btự )(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì|phối hợp|(?:làm|là)(?: cơ quan"
    r"| đơn vị)? đầu mối"
    r"|(?:căn cứ|theo)(?: vào)? (?:các )?(?:chức năng|nhiệm vụ|phạm vi))(?!\w)"
)
_OBLIGES = re.compile(r"c[óh]\w* trách nhiệm|có nhiệm vụ")
_TOLD = re.compile(
    r"(?:đã|chưa|chỉ được|làm việc (?:kiêm nhiệm|theo)|tự giải thể|hoạt động|thống nhất|đồng ý|nhất trí|ghi nhận"
    r"|biểu dương|đánh giá cao|như|đang|được(?! (?:giao|phân công)\b)|bị|là|và|hoặc|của"
    r"|(?:thực hiện|chấp hành|hoàn thành) (?:tốt|xuất sắc|chưa|không)\b[^,.;]{0,40}? (?:được|bị)"
    rf"|có(?! (?:trách nhiệm|nhiệm vụ|{verbs.HAVING})))\b",
    re.I,
)
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
_BY = re.compile(r"\bdo (?=[A-ZĐ])|\((?:do |giao (?:cho )?)?(?=[A-ZĐ])", re.IGNORECASE)
_DOES = re.compile(r" (?:chủ trì|làm đầu mối|phụ trách|thực hiện|tham mưu|chịu trách nhiệm)(?!\w)")
_BY_WHEN = re.compile(r"\s*[;,:]\s+(?:thời hạn|thời gian|trước|hoàn thành|xong|trong)[^()]*\)[.;]?$")
"""``(Sở A; thời hạn: 15/4/2025)``."""
_NARRATES = re.compile(r"(?:Ngày \d|Vừa qua|(?:Trong )?[Tt]hời gian (?:vừa )?qua|(?:Trong )?[Nn]ăm \d|Sau khi)")
_GIVEN = re.compile(r"\s*được (?:giao|phân công)\s")
_LEADING_UNIT = re.compile(r"(?:cơ quan|đơn vị|tổ chức|cá nhân|người|bộ phận)$", re.IGNORECASE)
_NO_SUBJECT = re.compile(r"[.:;]|\b(?:đã|phải|có (?:quyền|nghĩa vụ))\b|\bvà\s*$")
_WHEN = re.compile(
    r"(?:\s*,\s*(?:căn cứ|theo|trong|khi|trên cơ sở)\b.*|[\s,]+(?:phải|sẽ|cần|trực tiếp|tiếp tục|và)*)+$"
)
_MODAL = re.compile(r",? (?:cần|phải|có trách nhiệm)(?: phải)?$")
"""What ends a lead-in that leaves the task to the items below: ``Các Công ty Điện lực phải:``."""
_APART = re.compile(
    r"[,;.]|(?:thống nhất|đồng ý|nhất trí|ghi nhận|đánh giá|kết luận|chủ trì|phối hợp"
    r"|trách nhiệm|nhiệm vụ|gồm|như sau|sau)(?!\w)"
)
"""What is not between the name of a kind of offices and the colon after it: ``Những đơn vị làm điểm thi: ...``."""
_STOP = re.compile(rf"[.;]{ABBREVIATED}\s")
_FULL_STOP = re.compile(rf"[.]{ABBREVIATED}\s")
_ALONE = re.compile(r"Riêng (?:đối với )?", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Theo|Định kỳ|H[ằà]ng|Trong|Trước|Sau|Khi|Ngay|Ngoài ra|Bên cạnh|Đồng thời|Để|Nhằm"
    r"|Từ|Đến"
    r"|Tại|Với|Về|Nhận được|Thực hiện|Riêng|Trường hợp)\b"
)
"""What an opening begins with that says when, on what ground or about what the office does its duty."""
_COMMA = re.compile(", ")
_MOST_NAMED = 12
"""Offices named in a task among which another is looked for that has a task."""
_NEAR, _CUES, _OPENING, _FAR = 600, 4, 60, 200
"""Characters, and words of duty among them, within which a sentence names who has its duty; an opening's, and one
with an office after it.
"""


def ordered(
    words: str, known: Known, only_given: bool = False, may_speak: bool = True, may_ask: bool = True
) -> Duty | None:
    """``Giao X ...``, or ``Thực hiện ..., Chủ tịch UBND tỉnh yêu cầu X ...``; ``only_given`` wants the word
    ``Giao``, or where it ``may_ask``, ``Đề nghị`` at the beginning.

    Without ``may_speak`` an office named before the order is not who speaks, but has the duty to order.
    """
    for at, order, is_spoken in _orders(words, known):
        if only_given and at > _OPENING:
            break
        is_given = _GIVES.match(order[0]) or (may_ask and at == 0 and not is_spoken and _ASKS.match(order[0]))
        if (only_given or (is_spoken and not may_speak)) and not is_given:
            continue
        named = actors.read(words, order.end(), known)
        if named is None:
            continue
        duty = with_role(named.names, words, named.end, known)
        is_request = not _GIVES.match(order[0])
        return None if is_request and duty.task and duty.is_urging and words[-1] != ":" else duty
    return None


def urges(words: str, known: Known) -> bool:
    """Whether a sentence asks somebody for nothing but that what was said be done."""
    if (asks := _ASKS.match(words)) is None or (named := actors.read(words, asks.end() + 1, known)) is None:
        return False
    return with_role(named.names, words, named.end, known).is_urging


def speaks(task: str) -> bool:
    """Whether an office only says something: ``thông báo để các đơn vị biết``."""
    return _SPEAKS.match(task) is not None


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
    first = _STOP.split(words[:_NEAR], maxsplit=1)[0]
    if _ORDER.search(words, 0, max(len(first), _OPENING)) is None or _NARRATES.match(words):
        return
    is_own = _LABELLED.match(words) is not None
    late = (comma.end() for comma in re.finditer(r", ", first))
    agreed = _AGREED.match(words)
    for at in dict.fromkeys((agreed.end() if agreed else 0, _after_comma(words), *late)):
        order = _ORDER.match(words, at) if at <= _OPENING else None
        if order and (not is_own or _GIVES.match(order[0])):
            yield at, order, False
        if order:
            continue
        speaker = actors.read(words, at) if at <= _OPENING or words[at].isupper() else None
        order = _ORDER.match(words, speaker.end + 1) if speaker else None
        if speaker and order and actors.may_speak(speaker.names, known):
            yield at, order, True


def _after_comma(words: str) -> int:
    """Past an opening like ``Về việc này,`` or ``Trong đó,`` to where an office begins."""
    comma = words.find(", ", 0, _OPENING)
    return comma + 2 if comma > 0 and not naming.begins(words) else 0


def obliged(words: str, known: Known, is_directed: bool, is_norm: bool = False) -> Duty | None:
    """``X có trách nhiệm ...``, ``X chủ trì ...``, and where tasks are given (``is_directed``) ``X báo cáo``."""
    stop = _FULL_STOP.search(words, 0, _NEAR)
    for cue in islice(_CUE.finditer(words, 0, stop.start() if stop else _NEAR), _CUES):
        subject = _subject(words, cue, known)
        if subject is None and is_directed and not is_norm:
            subject = _unknown(words, cue)
        if subject is None:
            continue
        duty = with_role(subject.names, words, subject.end, known)
        if _OBLIGES.match(cue[0]) and duty.task and duty.is_urging:
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
        if named is None or words[named.end : named.end + 1] != " " or _TOLD.match(words, named.end + 1):
            continue
        rest, is_one = words[named.end + 1 :], naming.is_definite(named.names[0])
        is_duty = naming.begins_with_duty(rest)
        is_sure = is_one or (start == 0 and naming.is_many(words[: named.end]))
        may_be = is_item and start == 0 and is_one and rest[:1].islower()
        if may_be or (is_duty and (is_item or is_sure)):
            return with_role(named.names, words, named.end, known)
    return None


def clauses(words: str, after: int) -> Iterator[int]:
    """Where an office with a name of its own and a known duty follow a comma, and no list of offices is before."""
    commas = (comma.end() for comma in _COMMA.finditer(words, max(after - 2, 0)))
    if not any(words[at : at + 1].isupper() and naming.begins(words, at) for at in commas):
        return  # most sentences are spared the search for all their offices
    listed = after
    for office in islice(naming.START.finditer(words, after), _MOST_NAMED):
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
        if is_one and naming.begins_with_duty(words[named.end + 1 : named.end + 61]):
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
    if _NARRATES.match(words):
        return None
    starts = [0, *(comma.end() for comma in re.finditer(r", |\s(?=Các\s)", words[: cue.start()]))]
    for start in (start for start in starts if naming.begins(words, start)):
        if start and words[start].islower() and not re.match(r"các\s", words[start:]):
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
        if start == 0 and (_OBLIGES.match(cue[0]) or actors.is_name(before)) and not _NO_SUBJECT.search(before):
            return actors.Actors(actors.split(_WHEN.sub("", before), known), cue.start())
    return None


def _unknown(words: str, cue: re.Match[str]) -> actors.Actors | None:
    """Whoever stands before ``có trách nhiệm``, though no word tells that it is an office: ``Căng tin``."""
    before = words[: cue.start()]
    is_named = _OBLIGES.match(cue[0]) and before[:1].isupper() and len(before) <= _OPENING
    if not is_named or _OPENS.match(words) or _NO_SUBJECT.search(before) or naming.begins_with_duty(before):
        return None
    return actors.Actors(actors.split(_WHEN.sub("", before)), cue.start())


def attributed(words: str, known: Known) -> Duty | None:
    """A task with who does it after it: ``Xây dựng đề án, do Sở A chủ trì``, ``(giao Sở A chủ trì)``."""
    is_known = naming.begins_with_duty(words)
    for by in _BY.finditer(words, 0, _NEAR):
        named = actors.read(words, by.end(), known)
        if named is None or not naming.is_proper(named.names[0]):
            continue
        if not (is_known and _DOES.match(words, named.end)) and not _BY_WHEN.match(words, named.end):
            continue
        duty = with_role(named.names, words, named.end, known)
        return Duty(duty.assignees, duty.role, duty.partners, words)
    return None


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
    rest = naming.PARENTHESIS.sub("", phrase[named.end :]).split()
    is_name = len(rest) <= 3 or (words[-1:] != ":" and not any(map(naming.begins_with_duty, _tails(rest))))
    if is_name and not _CUE.search(phrase, named.end):
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
    colon = words.find(":", named.end, _OPENING * 2)
    if colon < 0 or (colon > named.end and (not is_directed or _APART.search(words, named.end, colon))):
        return None
    if of and of.re is _DIRECTS and colon > named.end:
        return None
    named = actors.Actors(actors.split(words[of.end() if of else 0 : colon], known), colon)
    rest = words[named.end + 1 :].strip()
    asks = _ASKS.match(rest)
    if asks and naming.begins_with_duty(asked := rest[asks.end() :].strip()) and not naming.begins(asked):
        rest = asked
    if not (naming.begins_with_duty(rest) or (is_directed and rest[:1].isalpha())):
        return None
    if sides := marked(named.names):
        return Duty(sides[0], Role.LEAD, sides[1], rest)
    return with_role(named.names, rest, 0, known)
