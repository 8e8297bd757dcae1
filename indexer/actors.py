"""Who is spoken of: names of offices, and of people by their office, read out of a sentence.

A name begins with the word for a kind of office (``Sở``, ``UBND``, ``các đơn vị``) or of its head (``Giám đốc``,
``Thủ trưởng``). It goes on through words with capitals, through those that say of which place or level it is
(``tỉnh``, ``các huyện, thành phố``, ``có liên quan``), and ends before the first word of a duty (``chủ trì``,
``tham mưu``, ``rà soát``). In a list a new name begins only where a word for an office does: the commas of
``Sở Văn hóa, Thể thao và Du lịch`` or ``các sở, ban, ngành`` are part of one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from indexer import offices, verbs

_PLACES = offices.PLACES
_START = re.compile(
    rf"(?:(?:{offices.MANY})\s+(?:{offices.POSTS}|{offices.HEADS}|{offices.GROUPED}|{_PLACES})"
    rf"|(?:{offices.POSTS}|{offices.HEADS})"
    rf"|tổ chức(?=, (?:cá nhân|đơn vị|cơ quan)| chính trị| có liên quan| hành nghề)|cá nhân(?= có liên quan)"
    rf"|(?:xã|phường|đặc khu)(?= (?-i:[A-ZĐ])))(?!\w)",
    re.IGNORECASE,
)
_OF_TWO = re.compile(
    r"\bvăn phòng (?:hđnd|hội đồng nhân dân|đoàn đbqh(?: và hđnd)?|đoàn đại biểu quốc hội)$", re.IGNORECASE
)
"""The offices that serve two bodies: ``Văn phòng HĐND và UBND huyện``."""

_MANAGES = re.compile(
    r"ban quản lý (?:các )?(?:dự án|khu)(?: (?:đầu tư|xây dựng|phát triển|công trình|công nghiệp|kinh tế))*"
    rf"|(?:ban|cục|vụ|tổng cục|hội đồng|tổ|đoàn) (?:{offices.RUN_BY})(?: (?:thực hiện|triển khai|xây dựng)"
    r" (?-i:Quy chế|Đề án|Chương trình|Nghị quyết|Phong trào|Cuộc vận động)[^,;:.]{0,60}?"
    r"(?= (?:tỉnh|huyện|xã|phường|thành phố|các cấp)\b))?(?!\w)"
    rf"|(?:tổ|đội|đoàn|nhóm) (?:{offices.TEAMS})(?: (?:và )?(?:kiểm tra|kiểm soát|xử lý|cộng đồng"
    rf"|lưu động))*(?!\w)",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(rf"(?:{_PLACES}|{offices.QUALIFIERS})(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[\w&/.-]*\w")
_JOINT = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+(?:và|cùng với|cùng|với)\s+|\s+[-–]\s+|\s*:\s*|\s+")
_LIST_JOINT = re.compile(r"\s*[,;]\s*(?:và\s+)?(?:cùng\s+)?|\s+(?:và|cùng với|cùng|với)\s+")
_PARENTHESIS = re.compile(r"\s*\((?!qua\b)[^()]{1,300}\)")
_PAIRED = re.compile(r"(?:đào tạo|đầu tư|truyền thông|thông tin|khen thưởng|phát triển|chống độc|xã hội)(?!\w)")
_IN_FIELD = re.compile(rf"\b{offices.FIELD.pattern}$", re.IGNORECASE)
_FIELDS = rf"(?:{offices.FIELD.pattern}|{offices.NAMED_FOR.pattern})"
_LISTED = re.compile(rf"(?:, {_FIELDS})+(?:,? và {_FIELDS})?(?= )", re.IGNORECASE)
"""``Phòng Nghiệp vụ, dự toán, pháp chế`` is one name, if a duty follows."""

_RUNS = (
    r"(?:quản lý|vận hành|khai thác|cung cấp|cung ứng|thi công|kinh doanh|sản xuất|bảo trì|chế biến|dịch vụ"
    r"|sử dụng|đầu tư)"
)
_RUNNING = re.compile(rf"{_RUNS}(?:(?:,| và)? {_RUNS})*(?= )")
_RUNNER = re.compile(
    r"(?:đơn vị|cơ quan|cơ sở|doanh nghiệp|công ty|tổ chức|lực lượng|nhà thầu"
    r"|(?-i:Quản lý|Vận hành|Dịch vụ)(?:,| và)?)$",
    re.IGNORECASE,
)
_CUE_AHEAD = re.compile(
    r"(?= (?:chủ trì|có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|(?:làm|là)(?: cơ quan| đơn vị)?"
    r" (?:thường trực|đầu mối))(?!\w))"
)
_LEVEL_AHEAD = re.compile(r" (?:tỉnh|thành phố|huyện|xã|phường|khu vực|quốc gia|trung ương)(?: [A-ZĐ]\w*)* ")
_LONGEST = 2_000
"""Characters of a list of offices."""

_LOOSE = 4
"""Words of a name in small letters that may be unknown ("tổ chức chứng nhận sản phẩm")."""


class Actors(NamedTuple):
    """Names as written, one each, and the offset after the last."""

    names: tuple[str, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Known:
    """What a directive says of offices: ``issuer`` is who speaks, ``names`` finds those that stand alone in it.

    Such a name is read whole wherever it stands: ``Phòng Kế hoạch tổng hợp`` is one, not a duty of Phòng Kế hoạch.
    """

    issuer: str | None = None
    names: re.Pattern[str] | None = None

    @classmethod
    def of(cls, issuer: str | None, lines: Iterable[str]) -> Known:
        """From lines that may be lists of names: headings, recipients."""
        said = (" ".join(_PARENTHESIS.sub("", line).split()).strip(" .:;,") for line in lines)
        found = {name for line in said if _is_list(line) for name in split(line) if is_proper(name)}
        names = "|".join(map(re.escape, sorted(found, key=lambda name: (-len(name), name))))
        return cls(issuer, re.compile(rf"(?:{names})(?!\w)", re.IGNORECASE) if names else None)


NOBODY = Known()


def _is_list(line: str) -> bool:
    """Whether a line is names alone: no duty is in it but those that offices are named after."""
    if not begins(line) or len(line) > _LONGEST:
        return False
    words = re.finditer(r"(?<= )[^\W\d_A-ZĐ]\w*", line)
    return not any(verbs.at(line, at) and verbs.noun(line, at) is None for at in (word.start() for word in words))


def begins(words: str, at: int = 0) -> bool:
    """Whether the name of an office begins at ``at``."""
    return _START.match(words, at) is not None


def begins_with_duty(words: str) -> bool:
    """Whether words begin with what is to be done: ``Phối hợp ...``, ``Định kỳ ...``."""
    return verbs.at(words[:1].lower() + words[1:])


def read(words: str, at: int, known: Known = NOBODY) -> Actors | None:
    """The list of offices that begins at ``at`` in single-spaced words; None where none does.

    After one of the units of the office that speaks, the name of that office says whose it is.
    """
    if not begins(words, at):
        return None
    end = _end(words, at, known)
    return Actors(split(words[at:end], known), end)


def split(phrase: str, known: Known = NOBODY) -> tuple[str, ...]:
    """The names of a list that holds nothing else."""
    names: list[str] = []
    start = 0
    for joint in _LIST_JOINT.finditer(phrase):
        before = phrase[start : joint.start()]
        if before.count("(") == before.count(")") and _parts(
            before, joint[0], phrase[joint.end() : joint.end() + 80], known.issuer
        ):
            names.append(before)
            start = joint.end()
    names.append(phrase[start:])
    return tuple(name.strip(" ,;:.") for name in names if name.strip(" ,;:."))


def _parts(before: str, joint: str, after: str, issuer: str | None) -> bool:
    """Whether a joint in a list parts two names."""
    start = _START.match(after)
    if start is None or ("và" in joint and (_OF_TWO.search(before) or before in _BARE)):
        return False
    if ";" in joint:
        return True
    if issuer and "," in joint and _is_unit(before) and _is_named(after, issuer):
        return False
    is_many = re.match(offices.MANY, after, re.IGNORECASE) is not None
    if not after[0].isupper() and not is_many:
        is_kind = _is_group(before) and (not is_proper(before) or _KIND.match(start[0]))
        return not is_kind and ("," not in joint or _is_other(before, start[0]))
    if "," in joint and _PERSON.match(before) and _TITLE.match(after):
        return False
    lists_areas = is_many and "," in joint and re.match(rf"(?:các|những)\s+(?:{_PLACES})\b", after)
    return not (lists_areas and _AREAS.search(before))


_BARE = ("Báo", "báo", "Đài", "đài", "Sở", "sở")
"""Words for an office that are no name by themselves: ``Báo và Đài Phát thanh - Truyền hình tỉnh`` is one."""

_AREAS = re.compile(rf"\bcác\s+(?:\w+,\s*)*(?:{_PLACES}|sở|ban|phòng|bộ)$", re.IGNORECASE)
_PERSON = re.compile(r"(?:các )?(?:đồng chí|đ/c|ông|bà)\s+[A-ZĐ]", re.IGNORECASE)
_TITLE = re.compile(rf"(?:{offices.POSTS})\b", re.IGNORECASE)


def _is_other(before: str, head: str) -> bool:
    """Whether a name in small letters after a comma is another one: ``Công an xã, trạm y tế``; in a list of kinds
    (``Thủ trưởng các cơ quan, đơn vị``) only a post is.
    """
    if re.search(r"\b(?:các|những)\s", before, re.IGNORECASE):
        return _TITLE.match(head) is not None
    return " " in head and (is_proper(before) or not _KIND.match(head))


_KIND = re.compile(r"(?:cơ quan|đơn vị|tổ chức|doanh nghiệp|địa phương|đoàn thể|cơ sở)", re.IGNORECASE)


def _is_unit(name: str) -> bool:
    return re.match(r"(?:phòng|văn phòng|thanh tra|khoa|tổ|ban)\s+\w", name, re.IGNORECASE) is not None


def _is_named(after: str, issuer: str) -> bool:
    """Whether a list goes on with the office that speaks: ``Sở Y tế`` where that is ``Sở Y tế tỉnh Đồng Nai``."""
    name = re.split(r"\s*(?:[,;]|\bvà\b)\s*", after, maxsplit=1)[0].lower()
    return bool(name) and issuer.lower().startswith(" ".join(name.split()[:3]))


def _is_group(name: str) -> bool:
    """Whether a name is of many in small letters: ``các cơ quan, đơn vị``."""
    return re.match(offices.MANY, name, re.IGNORECASE) is not None or name[:1].islower()


def _end(words: str, at: int, known: Known) -> int:
    """Where the list of offices that begins at ``at`` ends."""
    end = _office(words, at, known) or at
    loose, sure, capitals = 0, end, 0
    while end - at < _LONGEST and (step := _step(words, end, capitals, loose, known)):
        loose = 0 if step.is_sure else loose + 1
        if loose and (
            loose > _LOOSE
            or (
                _CLOSED.search(words[at:sure])
                or (is_proper(words[at:sure]) and (loose > 3 or _ENDS.search(words[at:sure])))
            )
        ):
            end, loose = sure, 0
            break
        capitals = capitals + 1 if step.is_capital else 0
        end = step.end
        sure = end if step.is_sure else sure
    is_name = not loose or _is_stop(words, end, is_proper(words[at:sure]))
    end = end if is_name else sure
    return _up_to_cue(words, end)


def _office(words: str, at: int, known: Known) -> int | None:
    """Where the word for an office at ``at`` ends, with all of the name that is known; None where none begins."""
    start = _START.match(words, at)
    if start is None:
        return None
    if whole := known.names and known.names.match(words, at):
        return whole.end()
    if managed := _MANAGES.match(words, at):
        return managed.end()
    field = _named_for(words, start.end() + 1) if words[start.end() : start.end() + 1] == " " else None
    return field.end() if field else start.end()


def _named_for(words: str, at: int) -> re.Match[str] | None:
    """What an office is named after though it is like a duty; ``Phòng Kế hoạch tổng hợp số liệu`` has one."""
    field = offices.NAMED_FOR.match(words, at)
    return (
        None
        if field and field[0].endswith(("tổng hợp", "giám sát")) and _OBJECT.match(words, field.end())
        else field
    )


_OBJECT = re.compile(
    r" (?:kết quả|báo cáo|số liệu|ý kiến|tình hình|danh sách|nhu cầu|việc|các|những|kinh phí|dự toán|trình|chung"
    r"|và (?:báo cáo|trình|đề xuất|tham mưu))\b"
)


def _up_to_cue(words: str, end: int) -> int:
    """Past nouns like a duty that stand before the duty itself: ``Phòng Vật tư xuất nhập chủ trì``."""
    at = end
    for _ in range(2):
        noun = verbs.noun(words, at + 1) if words[at : at + 1] == " " else None
        if noun is None:
            break
        at = noun
        if _CUE_AHEAD.match(words, at):
            return at
        if (level := _LEVEL_AHEAD.match(words, at)) and verbs.at(words, level.end()):
            return level.end() - 1
    return end


class _Step(NamedTuple):
    """A name's next word: where it ends, whether it surely belongs, whether it is one with a capital."""

    end: int
    is_sure: bool = True
    is_capital: bool = False


def _step(words: str, end: int, capitals: int, loose: int, known: Known) -> _Step | None:
    """The name's next word, after as many with ``capitals``; None where the name is over."""
    if parenthesis := _PARENTHESIS.match(words, end):
        return _Step(parenthesis.end())
    joint = _JOINT.match(words, end)
    word = _WORD.match(words, joint.end()) if joint else None
    if joint is None or word is None or (":" in joint[0] and not _lists_areas(words, end, word)):
        return None
    is_half = joint[0] == " " and capitals == 1 and _completes(words, end, word)
    if at := _compound(words, end, word, is_half) or _known(words, end, word, joint[0], known):
        return _Step(at)
    if word[0][0].isupper() or (word[0][0].isdigit() and joint[0] == " "):
        return _Step(word.end(), is_capital=True)
    if running := _running(words, end, word):
        return _Step(running, is_sure=False)
    goes_on = joint[0] == " " or (loose and joint[0] == " và ")
    return _Step(word.end(), is_sure=False) if goes_on and not verbs.at(words, word.start()) else None


def _compound(words: str, end: int, word: re.Match[str], is_half: bool) -> int | None:
    """Where ends what an office is named after that begins with a capital, or of which the word is the other half.

    What is done to something goes on with that: ``Tư vấn phát triển công nghiệp``.
    """
    if word[0][0].isupper():
        field = _named_for(words, word.start())
        return field.end() if field else None
    if not is_half:
        return None
    at = words.rfind(" ", 0, end) + 1
    field = _named_for(words, word.end() + 1) if verbs.noun(words, at) else None
    done = verbs.noun(words, word.end() + 1) if _DONE_TO.match(words, at) else None
    return field.end() if field else done or word.end()


_DONE_TO = re.compile(r"(?:Hỗ trợ|Tư vấn|Xúc tiến|Quản lý|Dịch vụ) ")
"""What an office is named after that does not stand alone: ``Trung tâm Hỗ trợ đầu tư``."""


def _running(words: str, end: int, word: re.Match[str]) -> int | None:
    """``các đơn vị quản lý hạ tầng``: what they run says which they are, if a duty follows."""
    runs = _RUNNING.match(words, word.start()) if _RUNNER.search(words[max(end - 12, 0) : end]) else None
    if runs is None:
        return None
    field = offices.FIELD.match(words, runs.end() + 1)
    end = field.end() if field else runs.end()
    return end if field or verbs.at(words, end + 1, only_compound=True) else None


def _known(words: str, end: int, word: re.Match[str], joint: str, known: Known) -> int | None:
    """What of a name begins with the word: another office, its field, level or place; no duty does."""
    at = word.start()
    is_pair = joint in (" và ", " - ", " – ")
    field = offices.FIELD.match(words, at) or (is_pair and _PAIRED.match(words, at))
    if field and (is_pair or joint == " " or _IN_FIELD.search(words, max(end - 30, 0), end)):
        return field.end()
    listed = _LISTED.match(words, end) if joint == ", " else None
    if listed and verbs.at(words, listed.end() + 1):
        return listed.end()
    is_duty = word[0][0].islower() and verbs.at(words, at)
    head = _START.match(words, at)
    if is_duty and head and joint == " " and (" " not in head[0] or verbs.at(words, at, only_compound=True)):
        head = None
    if head or _MANAGES.match(words, at):
        return _office(words, at, known)
    qualifier = None if word[0][0].isupper() else _QUALIFIER.match(words, at)
    return qualifier.end() if qualifier and not (is_duty and not _STRONG.match(qualifier[0])) else None


def _completes(words: str, end: int, word: re.Match[str]) -> bool:
    """Whether a small syllable is the other half of a capital one: ``Truyền thông``, ``Đào tạo``.

    ``Thuế báo cáo`` is none: a duty begins there, and what follows its first syllable is none.
    """
    before = words[words.rfind(" ", 0, end) + 1 : end]
    if not word[0].islower() or (before.isupper() and len(before) > 1) or not before.isalpha():
        return False
    if not verbs.at(words, word.start()):
        return True
    rest = words[word.end() : word.end() + 40].lstrip(" ")
    return len(before) > 1 and (not rest[:1].isalnum() or verbs.at(rest, 0, only_compound=True))


def _lists_areas(words: str, end: int, word: re.Match[str]) -> bool:
    """Whether names of places follow a colon: ``UBND các huyện: Tân Phú, Long Thành``."""
    is_name = word[0][0].isupper() and not begins_with_duty(words[word.start() : word.start() + 40])
    return is_name and _AREAS.search(words[max(end - 60, 0) : end]) is not None


_STRONG = re.compile(
    r"có |cấp trên|cùng cấp|khám(?: bệnh)?,? chữa|phụ trách|(?:tham mưu, )?giúp việc|quản lý nhà nước"
    r"|từ số|bị |chịu ảnh"
)
"""Qualifiers that begin like a duty."""


def is_proper(name: str) -> bool:
    """Whether a name has a word with a capital after its first: ``Sở Y tế``, unlike ``Các đơn vị``."""
    return any(word[:1].isupper() for word in name.split()[1:])


_CLOSED = re.compile(r"(?:trên địa bàn|liên quan|toàn \w+)$")
_ENDS = re.compile(rf"\b(?:{_PLACES}|nhà nước|trung ương)$", re.IGNORECASE)
"""After the level of an office with a name of its own nothing unknown belongs to it."""


_OF_A_VERB = re.compile(r"(?:cho|vào|ra|lên|về|tại|trong|từ|đến|để|nhằm|trước|sau|khi|hằng|hàng|như)\b")
"""Words that follow what is done: before them stands an unknown duty, no name."""


def _is_stop(words: str, end: int, is_proper_name: bool) -> bool:
    """Whether a duty, a sign or the end of the words follows; after a proper name a comma may part duties."""
    rest = words[end : end + 40].lstrip(" ")
    if rest[:1].isalnum():
        return verbs.at(rest) and not _OF_A_VERB.match(rest)
    return not (is_proper_name and rest[:1] == ",")


_IS_PUBLIC = re.compile(rf"(?:(?:các|mọi|những|mỗi)\s+)?(?:{offices.PUBLIC})(?!\w)", re.IGNORECASE)
_IS_FIRM = re.compile(rf"(?:(?:các|mọi|những|mỗi)\s+)?(?:{offices.FIRMS})(?!\w)", re.IGNORECASE)


def are_public(names: tuple[str, ...], with_firms: bool) -> bool:
    """Whether none of the names is an office: ``Tổ chức, cá nhân``; ``with_firms`` ``doanh nghiệp`` is none."""
    return all(_IS_PUBLIC.match(name) or (with_firms and _IS_FIRM.match(name)) for name in names)
