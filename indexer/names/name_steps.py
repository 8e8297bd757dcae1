"""Whether the next word belongs to the name of an office.

It does where it has a capital, or says of which place, level or field the office is; a duty ends a name.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer import verbs
from indexer.names import particulars
from indexer.names.name_heads import MANAGES, START, Whole, begins, head, named_for
from indexer.names.office_words import FIELD, NAMED_FOR, PLACES, QUALIFIERS

_QUALIFIER = re.compile(rf"(?:{PLACES}|{QUALIFIERS})(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[\w&/.'’-]*\w")
_JOINT = re.compile(
    r"\s*[,;]\s*(?:và\s+)?|\s+(?:và|cùng với|cùng(?! cấp)|với)\s+|\s+[-–&]\s+|\s*:\s*|/(?=\w)"
    r"|(?<=\bT[PpXx])\. ?|\s+"
)
PARENTHESIS = re.compile(r"\s*\((?!qua\b)[^()]{1,300}\)")
_PAIRED = re.compile(r"(?:đào tạo|đầu tư|truyền thông|thông tin|khen thưởng|phát triển|chống độc|xã hội)(?!\w)")
_IN_FIELD = re.compile(rf"\b{FIELD.pattern}$", re.IGNORECASE)
_FIELDS = rf"(?:{FIELD.pattern}|{NAMED_FOR.pattern})"
_LISTED = re.compile(rf"(?:, {_FIELDS})+(?:,? và {_FIELDS})?(?= |:|$)", re.IGNORECASE)
"""``Phòng Nghiệp vụ, dự toán, pháp chế`` is one name, if a duty follows."""

_PAIR = r"[a-zà-ỹđ]+ [a-zà-ỹđ]+"
CUE_AHEAD = re.compile(
    r"(?= (?:chủ trì|có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|(?:làm|là)(?: cơ quan| đơn vị)?"
    r" (?:thường trực|đầu mối))(?!\w))"
)
_UNKNOWN = re.compile(rf"(?:, {_PAIR}){{1,2}}(?: và {_PAIR})?{CUE_AHEAD.pattern}")
"""``Phòng Chính trị, học vụ và sự vụ`` is one name, if it has a duty in so many words."""

_SHORT = re.compile(r"[A-ZĐ]{2,}(?!\w)")
AREAS = re.compile(rf"\bcác\s+(?:\w+,\s*)*(?:(?:{PLACES})(?: ủy| uỷ| đoàn)?|sở|ban|phòng|bộ)$", re.IGNORECASE)


class Step(NamedTuple):
    """A name's next word: where it ends, whether it surely belongs, whether it is one with a capital."""

    end: int
    is_sure: bool = True
    is_capital: bool = False


def step(words: str, end: int, capitals: int, loose: int, whole: Whole) -> Step | None:
    """The name's next word, after as many with ``capitals``; None where the name is over."""
    if parenthesis := PARENTHESIS.match(words, end):
        return Step(parenthesis.end())
    joint = _JOINT.match(words, end)
    word = _WORD.match(words, joint.end()) if joint else None
    if joint is None or word is None or (":" in joint[0] and not _lists_areas(words, end, word)):
        return None
    is_half = joint[0] == " " and capitals == 1 and _completes(words, end, word)
    if word[0].isdigit() and joint[0] != " " and words[end - 1].isdigit():
        return Step(word.end())  # Đội 4, 5, 6
    if at := _compound(words, end, word, is_half) or _known(words, end, word, joint[0], whole):
        return Step(at)
    if word[0][0].isupper() or (word[0][0].isdigit() and joint[0] == " " and not loose):
        return Step(word.end(), is_capital=True)
    return _unknown(words, end, word, joint[0], loose)


def _unknown(words: str, end: int, word: re.Match[str], joint: str, loose: int) -> Step | None:
    """A word in small letters of which nothing tells that it belongs to a name, but that no duty begins there."""
    if running := particulars.running(words, end, word):
        return Step(running, is_sure=False)
    if joint == " " and (noun := _noun(words, word)):
        return Step(noun)
    goes_on = joint == " " or (loose and joint == " và ")
    return Step(word.end(), is_sure=False) if goes_on and not verbs.at(words, word.start()) else None


def _compound(words: str, end: int, word: re.Match[str], is_half: bool) -> int | None:
    """Where ends what an office is named after that begins with a capital, or of which the word is the other half.

    What is done to something goes on with that: ``Tư vấn phát triển công nghiệp``.
    """
    if word[0][0].isupper():
        field = named_for(words, word.start())
        return field.end() if field else None
    if not is_half:
        return None
    at = words.rfind(" ", 0, end) + 1
    after = word.end() + 1
    field = (named_for(words, after) or FIELD.match(words, after)) if verbs.noun(words, at) else None
    done = verbs.noun(words, word.end() + 1) if _DONE_TO.match(words, at) else None
    return field.end() if field else done or word.end()


_DONE_TO = re.compile(r"(?:Hỗ trợ|Tư vấn|Xúc tiến|Quản lý|Dịch vụ) ")
"""What an office is named after that does not stand alone: ``Trung tâm Hỗ trợ đầu tư``."""


def _known(words: str, end: int, word: re.Match[str], joint: str, whole: Whole) -> int | None:
    """What of a name begins with the word: another office, its field, level or place; no duty does."""
    at = word.start()
    is_pair = joint in (" và ", " - ", " – ")
    field = FIELD.match(words, at) or (is_pair and _PAIRED.match(words, at))
    if field and (is_pair or joint == " " or _IN_FIELD.search(words, max(end - 30, 0), end)):
        return field.end()
    if joint == ", " and (listed := _past_fields(words, end)):
        return listed
    if word[0] == "về" and (about := FIELD.match(words, word.end() + 1) or _SHORT.match(words, word.end() + 1)):
        return about.end()
    is_duty = word[0][0].islower() and verbs.at(words, at)
    start = START.match(words, at)
    if is_duty and start and joint == " " and (" " not in start[0] or verbs.at(words, at, only_compound=True)):
        start = None
    if start or MANAGES.match(words, at):
        return head(words, at, whole)
    qualifier = None if word[0][0].isupper() else _QUALIFIER.match(words, at)
    if qualifier is None or (is_duty and not (_STRONG.match(qualifier[0]) and _qualifies(words, qualifier))):
        return None
    return _charge(words, qualifier) or qualifier.end()


def _charge(words: str, qualifier: re.Match[str]) -> int | None:
    """Past what one is in charge of, though like a duty, to what one does: ``phụ trách thanh tra theo dõi``."""
    noun = verbs.noun(words, qualifier.end() + 1) if qualifier[0] == "phụ trách" else None
    thing = _WORD.match(words, noun + 1) if noun else None
    ends = (noun, thing.end()) if noun and thing else ()
    return next((end for end in ends if verbs.acts(words, end + 1)), None)


def _past_fields(words: str, end: int) -> int | None:
    """Past a list of what an office is named after: such fields before a duty, any words before a sure one."""
    known = _LISTED.match(words, end)
    if known and (words[known.end() : known.end() + 1] in (":", "") or verbs.at(words, known.end() + 1)):
        return known.end()
    listed = _UNKNOWN.match(words, end)
    is_other = listed and (START.search(words, *listed.span()) or verbs.first(words, *listed.span()))
    return listed.end() if listed and not is_other else None


def _qualifies(words: str, qualifier: re.Match[str]) -> bool:
    """Whether what begins like a duty only tells whose it is, as a duty follows: ``Phó Giám đốc phụ trách công sản
    chủ trì ...``; ``Bà Đỗ Thu Hằng phụ trách cơ sở vật chất, làm việc với ...`` has two.
    """
    if not qualifier[0].startswith("phụ trách"):
        return True
    sign = words[qualifier.end() : qualifier.end() + 1]
    if sign == ")":
        return True
    if sign == ":" or _ends_person(words, qualifier.start() - 1) or _WORK.match(words, qualifier.end()):
        return False
    rest = _UP_TO_SIGN.match(words, qualifier.end())
    is_bare = qualifier[0] == "phụ trách"  # what one is in charge of begins like nothing that is done
    is_done = (
        is_bare and verbs.acts(words, qualifier.end() + 1) and not words.startswith(" trực tiếp", qualifier.end())
    )
    if is_done and verbs.noun(words, qualifier.end() + 1) is None:
        return False
    if rest is None or verbs.first(words, rest.start(), rest.start("sign"), int(is_bare), with_short=True):
        return True
    return rest["sign"] in ("", ":") or begins(words, rest.end())


_WORK = re.compile(r" (?:các|những|hai|ba|bốn|\d+) (?:việc|nội dung|nhiệm vụ)\b")
"""What one is put in charge of that is told below."""


def _ends_person(words: str, end: int) -> bool:
    """Whether the name of a person stands up to an offset: ``Phó Giám đốc Hoàng A Chỉnh``, not ``... Sở``."""
    start = words.rfind(" ", 0, end) + 1
    return words[start:end].istitle() and not begins(words, start)


_UP_TO_SIGN = re.compile(r"[^,;.:]{0,80}(?P<sign>[,;.:]|$) ?")


def _completes(words: str, end: int, word: re.Match[str]) -> bool:
    """Whether a small syllable is the other half of a capital one: ``Truyền thông``, ``Đào tạo``.

    ``Thuế báo cáo`` is none: a duty begins there, what follows its first syllable is none, and both are no word.
    """
    before = words[words.rfind(" ", 0, end) + 1 : end]
    if not word[0].islower() or (before.isupper() and len(before) > 1) or not before.isalpha():
        return False
    if not verbs.at(words, word.start()) or verbs.is_double(f"{before} {word[0]}".lower()):
        return True
    if verbs.is_grammar(word[0]) or verbs.at(words, word.start(), only_compound=True):
        return False
    rest = words[word.end() : word.end() + 40].lstrip(" ")
    return len(before) > 1 and (not rest[:1].isalnum() or verbs.at(rest, 0, only_compound=True))


def _lists_areas(words: str, end: int, word: re.Match[str]) -> bool:
    """Whether names of places follow a colon: ``UBND các huyện: Tân Phú, Long Thành``."""
    before = words[max(end - 60, 0) : end]
    if _DEPARTMENTS.search(before) and _FIELDS_LISTED.match(words, word.start()):
        return True
    is_name = word[0][0].isupper() and not verbs.begins(words[word.start() : word.start() + 40])
    is_list = _PLACES_LISTED.match(words, word.start()) is not None
    if AREAS.search(before):
        return is_name or is_list
    return is_name and is_list and _EACH.search(before) is not None


def _noun(words: str, word: re.Match[str]) -> int | None:
    """Where ends what is like a duty, but is followed by what a noun is: ``Phòng Quản lý thu đã ...``."""
    if _STILL_SUBJECT.match(words, word.end()) and verbs.acts(words, word.start()):
        return word.end()
    pair = _PAIR_OF.match(words, word.start())
    if pair and verbs.is_double(pair[0]) and _WAS_DONE.match(words, pair.end()):
        return pair.end()
    if _MONEY.search(words, 0, word.end()) and verbs.at(words, word.end() + 1, only_compound=True):
        return word.end()
    noun = verbs.noun(words, word.start())
    return noun if noun and words.startswith(" của ", noun) else None


_WAS_DONE = re.compile(r" (?:đã|sẽ|đang|chưa)(?!\w)")
_PAIR_OF = re.compile(r"\w+ \w+")
_MONEY = re.compile(r"(?:quản lý|kiểm soát) (?:thu|chi)$", re.IGNORECASE)
_STILL_SUBJECT = re.compile(
    rf" (?:đã|sẽ|đang|chưa|phải|có trách nhiệm|{verbs.OWES}|chịu trách nhiệm|chủ trì)(?!\w)"
)
"""What stands right before these is no duty yet: ``Phòng Quản lý thu đã ...``."""

_EACH = re.compile(r"(?:^|[,;.] )các [^,;.:]+$", re.IGNORECASE)
_DEPARTMENTS = re.compile(r"\bcác (?:sở|bộ)$", re.IGNORECASE)
_FIELDS_LISTED = re.compile(r"[A-ZĐ]\w+(?: \w+){1,3}, [A-ZĐ]\w+ \w")
"""``Giám đốc các sở: Xây dựng, Tài chính``: fields, though the first is like a duty."""

_PLACES_LISTED = re.compile(r"[A-ZĐ]\w*(?: [A-ZĐ]\w*)*(?:, [A-ZĐ]\w*(?: [A-ZĐ]\w*)*)+")
_STRONG = re.compile(
    r"có |cấp trên|cùng cấp|khám(?: bệnh)?,? chữa|phụ trách|(?:tham mưu, )?giúp việc|quản lý nhà nước"
    r"|dạy |tiêm chủng |từ số|bị |đầu mối|chịu ảnh|(?:trong|ngoài) nước"
    r"|trong(?:$| (?:(?:các )?(?:khu|cụm) |toàn|ngành|tỉnh|vùng|và))"
)
"""Qualifiers that begin like a duty."""
