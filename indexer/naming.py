"""Where the name of an office ends, or a list of them.

A name goes on through words with capitals, through those that say of which place or level it is (``tỉnh``, ``các
huyện, thành phố``, ``có liên quan``), and ends before the first word of a duty (``chủ trì``, ``tham mưu``, ``rà
soát``). A committee's goes on through what it is for to its level: ``Hội đồng thẩm định giá đất tỉnh``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer import office_words, particulars, verbs

PLACES = office_words.PLACES
START = re.compile(
    rf"(?:(?:{office_words.MANY})\s+(?:{office_words.POSTS}|{office_words.HEADS}|{office_words.GROUPED}|{PLACES})"
    rf"|(?:{office_words.POSTS}|{office_words.HEADS})"
    rf"|tổ chức(?=, (?:cá nhân|đơn vị|cơ quan)| chính trị| có liên quan| hành nghề)|cá nhân(?= có liên quan)"
    rf"|(?:xã|phường|đặc khu)(?= (?-i:[A-ZĐ])))(?!\w)",
    re.IGNORECASE,
)

_MANY = re.compile(rf"\b{office_words.MANY}\s+", re.IGNORECASE)
_MANAGES = re.compile(
    r"ban quản lý (?:các )?(?:dự án|khu)(?: (?:đầu tư|xây dựng|phát triển|công trình|công nghiệp|kinh tế))*"
    rf"|(?:ban|cục|vụ|tổng cục|hội đồng|tổ|đoàn) (?:{office_words.RUN_BY})(?: (?:thực hiện|triển khai|xây dựng)"
    r" (?-i:Quy chế|Đề án|Chương trình|Nghị quyết|Phong trào|Cuộc vận động)[^,;:.]{0,60}?"
    r"(?= (?:tỉnh|huyện|xã|phường|thành phố|các cấp)\b))?(?!\w)"
    rf"|(?:tổ|đội|đoàn|nhóm) (?:{office_words.TEAMS})(?: (?:và )?(?:kiểm tra|kiểm soát|xử lý|cộng đồng"
    rf"|lưu động))*(?!\w)",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(rf"(?:{PLACES}|{office_words.QUALIFIERS})(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[\w&/.-]*\w")
_JOINT = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+(?:và|cùng với|cùng|với)\s+|\s+[-–&]\s+|\s*:\s*|/(?=\w)|\s+")
LIST_JOINT = re.compile(r"\s*[,;]\s*(?:và\s+)?(?:cùng\s+)?|\s+(?:và|cùng với|cùng|với)\s+")
PARENTHESIS = re.compile(r"\s*\((?!qua\b)[^()]{1,300}\)")
_PAIRED = re.compile(r"(?:đào tạo|đầu tư|truyền thông|thông tin|khen thưởng|phát triển|chống độc|xã hội)(?!\w)")
_IN_FIELD = re.compile(rf"\b{office_words.FIELD.pattern}$", re.IGNORECASE)
_FIELDS = rf"(?:{office_words.FIELD.pattern}|{office_words.NAMED_FOR.pattern})"
_LISTED = re.compile(rf"(?:, {_FIELDS})+(?:,? và {_FIELDS})?(?= )", re.IGNORECASE)
"""``Phòng Nghiệp vụ, dự toán, pháp chế`` is one name, if a duty follows."""

_PAIR = r"[a-zà-ỹđ]+ [a-zà-ỹđ]+"
_CUE_AHEAD = re.compile(
    r"(?= (?:chủ trì|có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|(?:làm|là)(?: cơ quan| đơn vị)?"
    r" (?:thường trực|đầu mối))(?!\w))"
)
_UNKNOWN = re.compile(rf"(?:, {_PAIR}){{1,2}}(?: và {_PAIR})?{_CUE_AHEAD.pattern}")
"""``Phòng Chính trị, học vụ và sự vụ`` is one name, if it has a duty in so many words."""

_ABOUT = re.compile(r" về (?=[A-ZĐ])")
_LEVEL_AHEAD = re.compile(r" (?:tỉnh|thành phố|huyện|xã|phường|khu vực|quốc gia|trung ương)(?: [A-ZĐ]\w*)* ")
LONGEST = 2_000
"""Characters of a list of offices."""

_LOOSE = 4
"""Words of a name in small letters that may be unknown ("tổ chức chứng nhận sản phẩm")."""

AREAS = re.compile(rf"\bcác\s+(?:\w+,\s*)*(?:{PLACES}|sở|ban|phòng|bộ)$", re.IGNORECASE)

Whole = re.Pattern[str] | None
"""Finds the names that a directive lists, whole."""


def begins(words: str, at: int = 0) -> bool:
    """Whether the name of an office begins at ``at``."""
    return START.match(words, at) is not None


def is_many(words: str) -> bool:
    """Whether a name is of many: ``Các chủ đầu tư``, ``Cấp ủy các cấp``."""
    return _MANY.search(words) is not None


def begins_with_duty(words: str) -> bool:
    """Whether words begin with what is to be done: ``Phối hợp ...``, ``Định kỳ ...``."""
    return verbs.at(words[:1].lower() + words[1:])


def end_of(words: str, at: int, whole: Whole) -> int:
    """Where the list of offices that begins at ``at`` of single-spaced words ends; ``whole`` finds known names."""
    end = particulars.past_keeper(words, at, _named_end(words, at, whole))
    end = particulars.past_where(words, end)
    return particulars.past_clause(words, end) if _MANY.match(words, at) else end


def _named_end(words: str, at: int, whole: Whole) -> int:
    end = _office(words, at, whole) or at
    loose, sure, capitals = 0, end, 0
    while end - at < LONGEST and (step := _step(words, end, capitals, loose, whole)):
        loose = 0 if step.is_sure else loose + 1
        if loose and (
            loose > _LOOSE
            or _CLOSED.search(words[at:sure])
            or (is_proper(words[at:sure]) and loose > 3)
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
        return _up_to_cue(words, end)
    more = LIST_JOINT.match(words, level)
    return end_of(words, more.end(), whole) if more and begins(words, more.end()) else level


def _office(words: str, at: int, whole: Whole) -> int | None:
    """Where the word for an office at ``at`` ends, with all of the name that is known; None where none begins."""
    start = START.match(words, at)
    if start is None:
        return None
    if name := whole and whole.match(words, at):
        return name.end()
    many = _MANY.match(words, at)
    if managed := _MANAGES.match(words, many.end() if many else at):
        return managed.end()
    if team := particulars.team(words, start):
        return team
    field = _named_for(words, start.end() + 1) if words[start.end() : start.end() + 1] == " " else None
    return field.end() if field else start.end()


def _named_for(words: str, at: int) -> re.Match[str] | None:
    """What an office is named after though it is like a duty; ``Phòng Kế hoạch tổng hợp số liệu`` has one."""
    field = office_words.NAMED_FOR.match(words, at)
    return (
        None
        if field and field[0].endswith(("tổng hợp", "giám sát")) and _OBJECT.match(words, field.end())
        else field
    )


_OBJECT = re.compile(
    r" (?:kết quả|báo cáo|số liệu|ý kiến|tình hình|danh sách|nhu cầu|việc|các|những|kinh phí|dự toán|trình|chung"
    r"|và (?:báo cáo|trình|đề xuất|tham mưu))\b"
)


def _up_to_level(words: str, at: int, end: int) -> int | None:
    """Past what a committee is for, to its level: ``Hội đồng bồi thường giải phóng mặt bằng huyện``, if a duty or
    another office follows; None where no committee ends the name.
    """
    if not _COMMITTEE.search(words[max(at, end - 40) : end]):
        return None
    stop = _STOP.search(words, end, end + _FOR)
    for level in _LEVEL.finditer(words, end, stop.start() if stop else min(end + _FOR, len(words))):
        rest = words[level.end() : level.end() + 60]
        joint = re.match(r"(?:,| và|, và) ", rest)
        if not rest or rest[0] in ":" or (joint and begins(rest, joint.end())) or verbs.at(rest[1:].lower()):
            return level.end()
    return None


_COMMITTEE = re.compile(
    r"\b(?:hội đồng|ban (?:chỉ (?:huy|đạo)|tổ chức|vận động|công tác|chấp hành)|tổ|tổ công tác|đội|đoàn|quỹ)$",
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
        if _CUE_AHEAD.match(words, at):
            return at
        if about := _ABOUT.match(words, at):
            return end_of(words, about.end(), None)
        if (level := _LEVEL_AHEAD.match(words, at)) and verbs.at(words, level.end()):
            return level.end() - 1
    return end


class _Step(NamedTuple):
    """A name's next word: where it ends, whether it surely belongs, whether it is one with a capital."""

    end: int
    is_sure: bool = True
    is_capital: bool = False


def _step(words: str, end: int, capitals: int, loose: int, whole: Whole) -> _Step | None:
    """The name's next word, after as many with ``capitals``; None where the name is over."""
    if parenthesis := PARENTHESIS.match(words, end):
        return _Step(parenthesis.end())
    joint = _JOINT.match(words, end)
    word = _WORD.match(words, joint.end()) if joint else None
    if joint is None or word is None or (":" in joint[0] and not _lists_areas(words, end, word)):
        return None
    is_half = joint[0] == " " and capitals == 1 and _completes(words, end, word)
    if at := _compound(words, end, word, is_half) or _known(words, end, word, joint[0], whole):
        return _Step(at)
    if word[0][0].isupper() or (word[0][0].isdigit() and joint[0] == " " and not loose):
        return _Step(word.end(), is_capital=True)
    if running := particulars.running(words, end, word):
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
    after = word.end() + 1
    field = (_named_for(words, after) or office_words.FIELD.match(words, after)) if verbs.noun(words, at) else None
    done = verbs.noun(words, word.end() + 1) if _DONE_TO.match(words, at) else None
    return field.end() if field else done or word.end()


_DONE_TO = re.compile(r"(?:Hỗ trợ|Tư vấn|Xúc tiến|Quản lý|Dịch vụ) ")
"""What an office is named after that does not stand alone: ``Trung tâm Hỗ trợ đầu tư``."""


def _known(words: str, end: int, word: re.Match[str], joint: str, whole: Whole) -> int | None:
    """What of a name begins with the word: another office, its field, level or place; no duty does."""
    at = word.start()
    is_pair = joint in (" và ", " - ", " – ")
    field = office_words.FIELD.match(words, at) or (is_pair and _PAIRED.match(words, at))
    if field and (is_pair or joint == " " or _IN_FIELD.search(words, max(end - 30, 0), end)):
        return field.end()
    if joint == ", " and (listed := _past_fields(words, end)):
        return listed
    is_duty = word[0][0].islower() and verbs.at(words, at)
    head = START.match(words, at)
    if is_duty and head and joint == " " and (" " not in head[0] or verbs.at(words, at, only_compound=True)):
        head = None
    if head or _MANAGES.match(words, at):
        return _office(words, at, whole)
    qualifier = None if word[0][0].isupper() else _QUALIFIER.match(words, at)
    if qualifier is None or (is_duty and not (_STRONG.match(qualifier[0]) and _qualifies(words, qualifier))):
        return None
    return qualifier.end()


def _past_fields(words: str, end: int) -> int | None:
    """Past a list of what an office is named after: such fields before a duty, any words before a sure one."""
    known = _LISTED.match(words, end)
    if known and verbs.at(words, known.end() + 1):
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
    rest = _UP_TO_SIGN.match(words, qualifier.end())
    if rest is None or verbs.first(words, rest.start(), rest.start("sign")):
        return True
    return rest["sign"] in ("", ":") or begins(words, rest.end())


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
    rest = words[word.end() : word.end() + 40].lstrip(" ")
    return len(before) > 1 and (not rest[:1].isalnum() or verbs.at(rest, 0, only_compound=True))


def _lists_areas(words: str, end: int, word: re.Match[str]) -> bool:
    """Whether names of places follow a colon: ``UBND các huyện: Tân Phú, Long Thành``."""
    is_name = word[0][0].isupper() and not begins_with_duty(words[word.start() : word.start() + 40])
    return is_name and AREAS.search(words[max(end - 60, 0) : end]) is not None


_STRONG = re.compile(
    r"có |cấp trên|cùng cấp|khám(?: bệnh)?,? chữa|phụ trách|(?:tham mưu, )?giúp việc|quản lý nhà nước"
    r"|từ số|bị |chịu ảnh|(?:trong|ngoài) nước"
)
"""Qualifiers that begin like a duty."""


def is_proper(name: str) -> bool:
    """Whether a name has a word with a capital after its first: ``Sở Y tế``, unlike ``Các đơn vị``."""
    return any(word[:1].isupper() for word in name.split()[1:])


def is_definite(name: str) -> bool:
    """Whether a name is of one office: it is proper, or says of which place: ``Công an phường``."""
    return is_proper(name) or (_ENDS.search(name) is not None and not is_many(name))


_CLOSED = re.compile(r"(?:trên địa bàn|liên quan|toàn \w+)$")
_ENDS = re.compile(rf"\b(?:{PLACES}|nhà nước|trung ương)$", re.IGNORECASE)
"""After the level of one office nothing unknown belongs to its name."""


_OF_A_VERB = re.compile(r"(?:cho|vào|ra|lên|về|tại|trong|từ|đến|để|nhằm|trước|sau|khi|hằng|hàng|như)\b")
"""Words that follow what is done: before them stands an unknown duty, no name."""


def _is_stop(words: str, end: int, is_proper_name: bool) -> bool:
    """Whether a duty, a sign or the end of the words follows; after a proper name a comma may part duties."""
    rest = words[end : end + 40].lstrip(" ")
    if rest[:1].isalnum():
        return verbs.at(rest) and not _OF_A_VERB.match(rest)
    return not (is_proper_name and rest[:1] == ",")
