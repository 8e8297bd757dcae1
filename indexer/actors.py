"""Who is spoken of: names of offices, and of people by their office, read out of a sentence.

A name begins with the word for a kind of office (``Sở``, ``UBND``, ``các đơn vị``) or of its head (``Giám đốc``,
``Thủ trưởng``). It goes on through words with capitals, through those that say of which place or level it is
(``tỉnh``, ``các huyện, thành phố``, ``có liên quan``), and ends before the first word of a duty (``chủ trì``,
``tham mưu``, ``rà soát``). In a list a new name begins only where a word for an office does: the commas of
``Sở Văn hóa, Thể thao và Du lịch`` or ``các sở, ban, ngành`` are part of one name.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer import verbs

_MANY = r"(?:(?:tất cả|toàn thể|toàn bộ|mọi)\s+)?(?:các\s+đồng\s+chí|các|những|mỗi|từng)"
_PLACES = r"xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|đặc khu|thôn|ấp|khu phố"
_HEADS = (
    r"ủy ban|uỷ ban|ubnd|hđnd|ubmttq\w*|ubmt|hội đồng(?! (?:lao động|kinh tế))|bộ(?! (?:máy|phận cấu|tiêu|mẫu"
    r"|chỉ số|thủ))"
    r"|sở(?! hữu| thích| tại)|ban(?! hành| đầu| bố| đêm| ngày)|phòng(?!,? (?:chống|ngừa|bệnh|cháy|dịch|và|tránh"
    r"|thủ|vệ|khám bệnh cho))"
    r"|văn phòng(?! phẩm)|chi cục|tổng cục|cục(?! bộ)|vụ(?! việc|,)|viện(?! dẫn| trợ| phí)|học viện|đại học"
    r"|trường(?! hợp| thông tin| dữ liệu| phái)"
    r"|nhà trường|trung tâm(?! của| hành chính)|bệnh viện|trạm|khoa(?! học| trương)|tổ(?! chức)|đội(?! ngũ)"
    r"|bộ phận|bộ môn"
    r"|tổng công ty|công ty|tập đoàn|ngân hàng|kho bạc|điện lực|bưu điện|viễn thông|bảo hiểm|doanh nghiệp"
    r"|hợp tác xã|quỹ(?! đất| thời)"
    r"|hiệp hội|hội(?! nghị| thảo| chẩn| nhập| họp| đủ| tụ)|liên hiệp|liên đoàn|liên minh|đoàn(?! kết| viên"
    r"| khách| công tác| xe)|công đoàn|mặt trận"
    r"|đài|báo(?! cáo| gồm| đảm)|tạp chí|cổng thông tin|cơ quan|đơn vị(?! tính)|địa phương"
    r"|cơ sở(?! hạ tầng| vật chất| dữ liệu| pháp lý| đó| kết quả)|ngành|công an|quân khu|quân sự|bộ đội|tòa án"
    r"|toà án|viện kiểm sát"
    r"|thanh tra(?= (?:(?-i:[A-ZĐ])|sở|bộ|tỉnh|huyện|chính phủ|nhà nước)|$)|kiểm toán nhà nước|kiểm lâm|hải quan"
    r"|thuế(?= (?-i:[A-ZĐ])|\s(?:tỉnh|cơ sở))"
    r"|cảng vụ|nhà máy|nhà xuất bản|chính phủ|quốc hội|tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|huyện ủy|huyện uỷ|quận ủy"
    r"|đảng ủy|đảng uỷ|đảng bộ|đảng đoàn|chi bộ|cấp ủy|cấp uỷ|chi ủy|tổ chức đảng|tổ chức cơ sở|chính quyền"
    r"|đoàn thể|khối|thị ủy|thị uỷ|(?:tỉnh|thành|huyện|quận|thị|xã) đoàn|hạt(?= (?:kiểm lâm|quản lý))"
)
_GROUPED = r"tổ chức|cá nhân|thành viên|chủ thể|đảng viên|cán bộ|giáo viên|giảng viên|trường hợp$|bên|hộ"
_POSITIONS = (
    r"thủ trưởng|lãnh đạo|người đứng đầu|bộ trưởng|thứ trưởng|thủ tướng(?: chính phủ)?|phó thủ tướng|chủ tịch"
    r"|phó chủ tịch"
    r"|tổng giám đốc|giám đốc|phó giám đốc|cục trưởng|vụ trưởng|chi cục trưởng|tổng cục trưởng|viện trưởng|trưởng"
    r"|phó trưởng|chánh|phó chánh"
    r"|hiệu trưởng|phó hiệu trưởng|tổ trưởng|kế toán trưởng|bí thư|phó bí thư|tổng biên tập|chủ nhiệm|đồng chí"
    r"|đ/c|ông|bà|thường trực|ban giám đốc"
    r"|ban giám hiệu|công chức(?= (?-i:[A-ZĐ]))|thống đốc|tổng kiểm toán|chỉ huy trưởng|giáo viên|thành viên"
)
_START = re.compile(
    rf"(?:(?:{_MANY})\s+(?:{_POSITIONS}|{_HEADS}|{_GROUPED}|{_PLACES})|(?:{_POSITIONS}|{_HEADS})"
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
    r"|(?:ban|cục|vụ|tổng cục|hội đồng|tổ|đoàn) (?:quản lý|chỉ đạo|chỉ huy|điều hành|tổ chức|công tác|kiểm tra"
    r"|thanh tra|giám sát|tư vấn|thẩm định|biên tập|soạn thảo|giúp việc)(?!\w)",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?:nông thôn|nông nghiệp|lâm nghiệp|thủy lợi|thủy sản|thủy điện|thú y|giao thông|vận tải|môi trường"
    r"|thực vật|thực phẩm|bệnh tật|việc làm|hành chính|sự nghiệp|biên phòng|thể thao|du lịch|công nghệ|thông tin"
    r"|truyền thông|tài chính|kế toán|kinh tế|hạ tầng|đô thị|mầm non|tiểu học|trung học|phổ thông|cao đẳng"
    r"|dân tộc|nội trú|thanh niên|phụ nữ|nông dân|nội vụ|tư pháp|lao động|công thương|văn hóa|tài nguyên"
    r"|phòng hộ|đặc dụng|chi nhánh|công trình|dự án|dân cư|dân phố|miền núi|ven biển|biên giới|hải đảo"
    r"|nội thành|ngoại thành|vùng cao|đồng bằng|khó khăn|(?<=và )(?:đào tạo|đầu tư|phát triển nông thôn))(?!\w)"
)
_QUALIFIER = re.compile(
    rf"(?:{_PLACES}|các|cấp (?:tỉnh|huyện|xã|trên|dưới|trung ương|cơ sở|ủy|uỷ|bộ)|các cấp|trung ương|nhà nước"
    rf"|nhân dân|ngang bộ|ngang sở"
    r"|có liên quan|liên quan|trực thuộc|thuộc|và tương đương|chuyên môn|chức năng|chuyên ngành|chuyên khoa"
    r"|đa khoa|tuyến|công lập|ngoài công lập"
    r"|trong ngành|trong và ngoài|trên địa bàn|trong tỉnh|trong toàn|địa phương|cơ sở|đóng trên|nơi có|của"
    r"|khu vực|quản lý nhà nước|chủ quản|nêu trên|khác"
    r"|tư vấn|sở tại|chính trị|xã hội|y tế|giáo dục|dự phòng|tư nhân|phụ trách|quân sự|đảng|cơ quan|đơn vị|ban"
    r"|ngành|sở|phòng|tổ chức|cá nhân|địa phương"
    r"|doanh nghiệp|hội|đoàn thể|trường|trạm|bệnh viện|trung tâm|văn phòng|khám bệnh|chữa bệnh|khám, chữa bệnh"
    r"|trưởng|đồng chí|ủy|uỷ)(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w&/.-]*\w")
_JOINT = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+(?:và|cùng với|cùng|với)\s+|\s+[-–]\s+|\s*:\s*|\s+")
_LIST_JOINT = re.compile(r"\s*[,;]\s*(?:và\s+)?(?:cùng\s+)?|\s+(?:và|cùng với|cùng|với)\s+")
_PARENTHESIS = re.compile(r"\s*\((?!qua\b)[^()]{1,300}\)")
_LONGEST = 2_000
"""Characters of a list of offices."""

_LOOSE = 8
"""Words of a name in small letters that may be unknown ("tổ chức chứng nhận sản phẩm")."""


class Actors(NamedTuple):
    """Names as written, one each, and the offset after the last."""

    names: tuple[str, ...]
    end: int


def begins(words: str, at: int = 0) -> bool:
    """Whether the name of an office begins at ``at``."""
    return _START.match(words, at) is not None


def begins_with_duty(words: str) -> bool:
    """Whether words begin with what is to be done: ``Phối hợp ...``, ``Định kỳ ...``."""
    return verbs.at(words[:1].lower() + words[1:])


def read(words: str, at: int, issuer: str | None = None) -> Actors | None:
    """The list of offices that begins at ``at`` in single-spaced words; None where none does.

    ``issuer`` is the office that speaks: after one of its own units its name says whose that is.
    """
    if not begins(words, at):
        return None
    end = _end(words, at)
    return Actors(split(words[at:end], issuer), end)


def split(phrase: str, issuer: str | None = None) -> tuple[str, ...]:
    """The names of a list that holds nothing else."""
    names: list[str] = []
    start = 0
    for joint in _LIST_JOINT.finditer(phrase):
        before = phrase[start : joint.start()]
        if before.count("(") == before.count(")") and _parts(
            before, joint[0], phrase[joint.end() : joint.end() + 80], issuer
        ):
            names.append(before)
            start = joint.end()
    names.append(phrase[start:])
    return tuple(name.strip(" ,;:.") for name in names if name.strip(" ,;:."))


def _parts(before: str, joint: str, after: str, issuer: str | None) -> bool:
    """Whether a joint in a list parts two names."""
    start = _START.match(after)
    if start is None or ("và" in joint and _OF_TWO.search(before)):
        return False
    if issuer and "," in joint and _is_unit(before) and _is_named(after, issuer):
        return False
    is_many = re.match(_MANY, after, re.IGNORECASE) is not None
    if not after[0].isupper() and not is_many:
        return "," not in joint and ";" not in joint and not _is_group(before)
    if "," in joint and _PERSON.match(before) and _TITLE.match(after):
        return False
    lists_areas = is_many and "," in joint and re.match(rf"(?:các|những)\s+(?:{_PLACES})\b", after)
    return not (lists_areas and _AREAS.search(before))


_AREAS = re.compile(rf"\bcác\s+(?:\w+,\s*)*(?:{_PLACES}|sở|ban|phòng|bộ)$", re.IGNORECASE)
_PERSON = re.compile(r"(?:các )?(?:đồng chí|đ/c|ông|bà)\s+[A-ZĐ]", re.IGNORECASE)
_TITLE = re.compile(rf"(?:{_POSITIONS})\b", re.IGNORECASE)


def _is_unit(name: str) -> bool:
    return re.match(r"(?:phòng|văn phòng|thanh tra|khoa|tổ|ban)\s+\w", name, re.IGNORECASE) is not None


def _is_named(after: str, issuer: str) -> bool:
    """Whether a list goes on with the office that speaks: ``Sở Y tế`` where that is ``Sở Y tế tỉnh Đồng Nai``."""
    name = re.split(r"\s*(?:[,;]|\bvà\b)\s*", after, maxsplit=1)[0].lower()
    return bool(name) and issuer.lower().startswith(" ".join(name.split()[:3]))


def _is_group(name: str) -> bool:
    """Whether a name is of many in small letters: ``các cơ quan, đơn vị``."""
    return re.match(_MANY, name, re.IGNORECASE) is not None or name[:1].islower()


def _end(words: str, at: int) -> int:
    """Where the list of offices that begins at ``at`` ends."""
    start = _MANAGES.match(words, at) or _START.match(words, at)
    end = start.end() if start else at
    loose, sure, capitals = 0, end, 0
    while end - at < _LONGEST and (step := _step(words, end, capitals, loose)):
        loose = 0 if step.is_sure else loose + 1
        if loose and (
            loose > _LOOSE or (is_proper(words[at:sure]) and (loose > 3 or _ENDS.search(words[at:sure])))
        ):
            return sure
        capitals = capitals + 1 if step.is_capital else 0
        end = step.end
        sure = end if step.is_sure else sure
    return end if not loose or _is_stop(words, end, is_proper(words[at:sure])) else sure


class _Step(NamedTuple):
    """A name's next word: where it ends, whether it surely belongs, whether it is one with a capital."""

    end: int
    is_sure: bool = True
    is_capital: bool = False


def _step(words: str, end: int, capitals: int, loose: int) -> _Step | None:
    """The name's next word, after as many with ``capitals``; None where the name is over."""
    if parenthesis := _PARENTHESIS.match(words, end):
        return _Step(parenthesis.end())
    joint = _JOINT.match(words, end)
    word = _WORD.match(words, joint.end()) if joint else None
    if joint is None or word is None or (":" in joint[0] and not _lists_areas(words, end, word)):
        return None
    if joint[0] == " " and capitals == 1 and _completes(words, end, word):
        return _Step(word.end())
    if known := _known(words, word, joint[0]):
        return _Step(known.end())
    if word[0][0].isupper() or (word[0][0].isdigit() and joint[0] == " "):
        return _Step(word.end(), is_capital=True)
    goes_on = joint[0] == " " or (loose and joint[0] == " và ")
    return _Step(word.end(), is_sure=False) if goes_on and not verbs.at(words, word.start()) else None


def _known(words: str, word: re.Match[str], joint: str) -> re.Match[str] | None:
    """What of a name begins with the word: another office, its field, level or place; no duty does."""
    field = _FIELD.match(words, word.start()) if joint in (" ", " và ") else None
    if field:
        return field
    is_duty = word[0][0].islower() and verbs.at(words, word.start())
    office = _START.match(words, word.start())
    if (
        office
        and is_duty
        and joint == " "
        and (" " not in office[0] or verbs.at(words, word.start(), only_compound=True))
    ):
        office = None
    qualifier = None if word[0][0].isupper() else _QUALIFIER.match(words, word.start())
    qualifier = None if is_duty and qualifier and qualifier[0] not in _STRONG else qualifier
    return _MANAGES.match(words, word.start()) or office or qualifier


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


_STRONG = {"có liên quan", "quản lý nhà nước"}
"""Qualifiers that begin like a duty."""


def is_proper(name: str) -> bool:
    """Whether a name has a word with a capital after its first: ``Sở Y tế``, unlike ``Các đơn vị``."""
    return any(word[:1].isupper() for word in name.split()[1:])


_ENDS = re.compile(rf"\b(?:{_PLACES}|nhà nước|trung ương)$", re.IGNORECASE)
"""After the level of an office with a name of its own nothing unknown belongs to it."""


def _is_stop(words: str, end: int, is_name: bool) -> bool:
    """Whether a duty, a sign or the end of the words follows; after a proper name a comma may part duties."""
    rest = words[end : end + 40].lstrip(" ")
    return not rest or (not rest[0].isalnum() and not (is_name and rest[0] == ",")) or verbs.at(rest)


_PUBLIC = (
    r"tổ chức(?! (?:chính trị|đảng|đoàn|cơ sở đảng))|cá nhân|người(?! (?:đứng đầu|phát ngôn))|hộ|bên|công dân"
    r"|khách hàng|đương sự|chủ (?:thể|tàu|sở hữu|sử dụng|phương tiện|rừng)"
)
_FIRMS = (
    r"doanh nghiệp|công ty|hợp tác xã|chủ đầu tư|nhà (?:đầu tư|thầu|sản xuất)|thành viên"
    r"|cơ sở (?:kinh doanh|sản xuất|dịch vụ|nhập khẩu)"
)
_IS_PUBLIC = re.compile(rf"(?:(?:các|mọi|những|mỗi)\s+)?(?:{_PUBLIC})(?!\w)", re.IGNORECASE)
_IS_FIRM = re.compile(rf"(?:(?:các|mọi|những|mỗi)\s+)?(?:{_FIRMS})(?!\w)", re.IGNORECASE)


def are_public(names: tuple[str, ...], with_firms: bool) -> bool:
    """Whether none of the names is an office: ``Tổ chức, cá nhân``; ``with_firms`` ``doanh nghiệp`` is none."""
    return all(_IS_PUBLIC.match(name) or (with_firms and _IS_FIRM.match(name)) for name in names)
