"""Who is spoken of: names of offices, and of people by their office, read out of a sentence.

A name begins with the word for a kind of office (``Sở``, ``UBND``, ``các đơn vị``) or of its head (``Giám đốc``,
``Thủ trưởng``); ``naming`` tells where it ends. In a list a new name begins only where a word for an office does:
the commas of ``Sở Văn hóa, Thể thao và Du lịch`` or ``các sở, ban, ngành`` are part of one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from indexer import offices, verbs
from indexer.domain import Header
from indexer.names import office_words
from indexer.names.name_heads import START, begins
from indexer.names.name_steps import PARENTHESIS
from indexer.names.naming import LIST_JOINT, LONGEST, end_of, is_definite, is_many, is_proper
from indexer.names.office_words import PLACES

_OF_TWO = re.compile(
    r"\bvăn phòng (?:hđnd|hội đồng nhân dân|đoàn đbqh(?: và hđnd)?|đoàn đại biểu quốc hội) và "
    r"|\blâm nghiệp và kiểm lâm\b",
    re.IGNORECASE,
)
"""Offices that serve two bodies, or bear the name of another: ``Văn phòng HĐND và UBND huyện``."""


_LONGEST_NAME = 100


class Actors(NamedTuple):
    """Names as written, one each, and the offset after the last."""

    names: tuple[str, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Known:
    """What a directive says of offices: ``issuer`` is who speaks, ``parent`` whose organ that is, ``names`` finds
    those that stand alone in it.

    Such a name is read whole wherever it stands: ``Phòng Kế hoạch tổng hợp`` is one, not a duty of Phòng Kế hoạch.
    """

    issuer: str | None = None
    names: re.Pattern[str] | None = None
    parent: str | None = None

    @classmethod
    def of(cls, header: Header, lines: Iterable[str]) -> Known:
        """From lines that may be lists of names: headings, recipients."""
        said = (" ".join(PARENTHESIS.sub("", line).split()).strip(" .:;,") for line in lines)
        found = {name for line in said if is_list(line) for name in split(line) if is_proper(name)}
        names = "|".join(map(re.escape, sorted(found, key=lambda name: (-len(name), name))))
        pattern = re.compile(rf"(?:{names})(?!\w)", re.IGNORECASE) if names else None
        return cls(header.issuer, pattern, header.parent_issuer)


NOBODY = Known()


def may_speak(names: tuple[str, ...], known: Known) -> bool:
    """Whether it may be who issues the directive that orders something: it, its head, one of its kind, or the
    organ of it that concludes: ``Ban Thường vụ Tỉnh ủy``.
    """
    name = offices.key(_HEAD_OF.sub("", names[0])).removeprefix("nha ")  # nhà trường
    own = [offices.key(office) for office in (known.issuer, known.parent) if office]
    if not own or any(f"{office} ".startswith(f"{name} ") for office in own):
        return True
    kinds = [office.split()[:2] for office in own]
    return not name or name.split()[:2] in kinds or name.split()[-2:] in kinds


def is_name(words: str) -> bool:
    """Whether words are the proper name of an office and nothing else."""
    return len(words) < _LONGEST_NAME and is_proper(words) and is_list(words)


def is_whole(words: str) -> bool:
    """Whether words are names and nothing else, each of one office or post or of many: no bare word for a kind."""
    may_be = is_definite(words) or is_many(words) or is_post(words) or _NAMED_UNIT.match(words)
    named = read(words, 0) if may_be else None
    return named is not None and named.end == len(words)


_NAMED_UNIT = re.compile(r"(?:bộ phận|tổ|đội|ban|nhóm) [a-zà-ỹđ]+ [a-zà-ỹđ]", re.IGNORECASE)
"""A unit that says in small letters which it is: ``Bộ phận quản lý chất lượng``."""


def is_post(name: str) -> bool:
    """Whether a name is of one person by the office that is held: ``Hiệu trưởng``, ``thủ quỹ``."""
    return _TITLE.match(name) is not None


def is_list(line: str) -> bool:
    """Whether a line is names alone: no duty is in it but those that offices are named after."""
    if not begins(line) or len(line) > LONGEST:
        return False
    words = re.finditer(r"(?<= )[^\W\d_A-ZĐ]\w*", line)
    return not any(verbs.at(line, word.start()) and not _is_noun(line, word.start()) for word in words)


def _is_noun(line: str, at: int) -> bool:
    """Whether an office is named after a duty, which is none that another has done: ``chỉ đạo các đơn vị``."""
    end = verbs.noun(line, at)
    many = _HOW_MANY.match(line, end) if end is not None else None
    return many is not None and not begins(line, many.end())


_HOW_MANY = re.compile(r" ?(?:\d+ )?")


def read(words: str, at: int, known: Known = NOBODY) -> Actors | None:
    """The list of offices that begins at ``at`` in single-spaced words; None where none does.

    After one of the units of the office that speaks, the name of that office says whose it is.
    """
    if not begins(words, at):
        return None
    end = end_of(words, at, known.names)
    return Actors(split(words[at:end], known), end)


def split(phrase: str, known: Known = NOBODY) -> tuple[str, ...]:
    """The names of a list that holds nothing else."""
    names: list[str] = []
    start = 0
    for joint in LIST_JOINT.finditer(phrase):
        before = phrase[start : joint.start()]
        if before.count("(") == before.count(")") and _parts(
            before, joint[0], phrase[joint.end() : joint.end() + 80], known.issuer
        ):
            names.append(before)
            start = joint.end()
    names.append(phrase[start:])
    bare = (_STANDING.sub("", name.strip(" ,;:.")) for name in names)
    return tuple(name for name in bare if name)


def _parts(before: str, joint: str, after: str, issuer: str | None) -> bool:
    """Whether a joint in a list parts two names."""
    start = START.match(after)
    if start is None or _is_half(before, joint, after):
        return False
    if ";" in joint:
        return True
    if issuer and "," in joint and _is_unit(before) and _is_named(after, issuer):
        return False
    if after[0].islower() and _is_another(before, after):
        return True
    if not after[0].isupper() and not re.match(office_words.MANY, after, re.IGNORECASE):
        is_kind = (_is_group(before) or _OF_MANY.search(before)) and (
            not is_proper(before) or _KIND.match(start[0])
        )
        return not is_kind and ("," not in joint or _is_other(before, start[0], after[start.end() :]))
    return not ("," in joint and _PERSON.match(before) and _TITLE.match(after))


def _is_another(before: str, after: str) -> bool:
    """Whether a list goes on, in small letters, with a name that says itself which office it is: ``Khoa Nhi, khoa
    Nhiễm``, ``Công an xã, trạm y tế xã``.
    """
    return not is_many(before) and all(map(_says_which, (before, LIST_JOINT.split(after, maxsplit=1)[0])))


def _says_which(name: str) -> bool:
    return is_definite(name) or name[-1:].isdigit() or name == "Văn phòng"


def _is_half(before: str, joint: str, after: str) -> bool:
    """Whether what follows a joint is no name by itself, whatever it begins with."""
    if ";" in joint:
        return False
    if _is_dealt_out(before, after) or _OF_MINISTRY.fullmatch(before + joint + after):
        return True
    if "," in joint:
        return False
    is_field = _is_unit(before) and _KIND.match(after) is not None
    is_of_unit = after[0].isupper() and (is_field or _FIELD_OF_UNIT.match(f"{before} và {after}") is not None)
    of_two = _OF_TWO.search(f"{before} và {after}") if "và" in joint else None
    is_of_two = of_two is not None and of_two.start() < len(before) < of_two.end()
    return is_of_unit or is_of_two or ("và" in joint and before in _BARE)


def _is_dealt_out(before: str, after: str) -> bool:
    """Whether a list goes on with another area or field of the same head."""
    name = LIST_JOINT.split(after, maxsplit=1)[0]
    return bool(
        (_AREA.match(after) and not _PLACE.match(before))
        or (_HEAD_OF_PLACES.fullmatch(before) and _PLACE.match(after))  # Trưởng thôn, buôn, tổ dân phố
        or (_TAKES_FIELD.match(before) and START.fullmatch(name))  # Trưởng phòng Bưu chính, Viễn thông
        or _LEVELS.fullmatch(before)  # Huyện, thành, thị đoàn
        or (before.endswith("đảng bộ") and after.startswith("chi bộ"))
        or (before.isupper() and before.startswith("CÁC ") and " " not in name)  # CÁC SỞ, BAN, NGÀNH
    )


_STANDING = re.compile(
    r"\s+[-–]\s+(?:cơ quan|đơn vị|bộ phận) (?:thường trực|chủ trì|đầu mối).*$"
    r"|\s*\((?!(?:đơn vị |cơ quan )?(?:chủ trì|phối hợp)\))[^()]*\)$",
    re.IGNORECASE,
)
"""What a heading says an office is or is called, how many or which person it is: ``Công an huyện - Cơ quan thường
trực``, ``(gọi tắt là Sở)``, ``(12)``, ``(cô Phương)``; a role in brackets is told by :func:`roles.marked`.
"""

_BARE = ("Báo", "báo", "Đài", "đài", "Sở", "sở")
"""Words for an office that are no name by themselves: ``Báo và Đài Phát thanh - Truyền hình tỉnh`` is one."""

_PERSON = re.compile(
    r"(?:các )?(?:đồng chí|đ/c|ông|bà|thầy|cô|(?:thượng|trung|thiếu|đại) (?:tá|úy|uý|tướng))\s+[A-ZĐ]",
    re.IGNORECASE,
)
_HEAD_OF = re.compile(rf"^(?:(?:{office_words.POSTS})(?!\w)\s*)+", re.IGNORECASE)
_TITLE = re.compile(rf"(?:{office_words.POSTS})\b", re.IGNORECASE)


def _is_other(before: str, head: str, rest: str) -> bool:
    """Whether a name in small letters after a comma is another one: ``Công an xã, trạm y tế``; in a list of kinds
    (``Thủ trưởng các cơ quan, đơn vị``) only a post is, and ``Cấp ủy, chi bộ trực thuộc`` share what tells which.
    """
    if re.search(r"\b(?:các|những)\s", before, re.IGNORECASE) and not _OF_ONE.search(before):
        return _TITLE.match(head + rest) is not None
    if _TITLE.match(head + rest):
        return " " in before
    is_shared = START.fullmatch(before) is not None and rest[:1] == " "
    return " " in head and (is_proper(before) or not (is_shared or _KIND.match(head)))


_OF_ONE = re.compile(r" của [A-ZĐ]")
_OF_MANY = re.compile(r"\b(?:các|những) (?:cơ quan|đơn vị|tổ chức|doanh nghiệp)$", re.IGNORECASE)
"""A name that goes on with more kinds: ``Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh``."""

_KIND = re.compile(
    r"(?:cơ quan|đơn vị|tổ chức|doanh nghiệp|địa phương|đoàn thể|cơ sở|chính quyền|kế toán)", re.IGNORECASE
)
"""Words for offices of any kind: with a capital, after "và", no name but a part of one (``Phòng Tổ chức bộ máy và
Chính quyền địa phương``).
"""

_OF_MINISTRY = re.compile(r"(?:Cục|Vụ) [^,;]+, Bộ (?!Chỉ huy|Tư lệnh)[^,;]+")
"""A department and whose it is: ``Cục Quân y, Bộ Quốc phòng``."""

_FIELD_OF_UNIT = re.compile(
    r"(?:phòng|khoa|trung tâm) [^,;]+ và (?:điều dưỡng(?! trưởng)|quản trị)(?!\w)", re.IGNORECASE
)
"""A unit that is named after what is a post too: ``Phòng Kế hoạch - Nghiệp vụ và Điều dưỡng``."""

_AREA = re.compile(rf"(?i:{PLACES})\s+(?!(?i:đoàn)\b)(?:[A-ZĐ]|\d)|(?:các|những)\s+(?i:{PLACES})\b")
_PLACE = re.compile(rf"(?:các\s+)?(?:{PLACES})\b", re.IGNORECASE)
_LEVELS = re.compile(r"(?:tỉnh|thành|huyện|quận|thị)(?:, (?:thành|huyện|quận|thị))*", re.IGNORECASE)
_TAKES_FIELD = re.compile(r"(?:phó )?trưởng phòng [A-ZĐ]|.*\bbưu chính$", re.IGNORECASE)
"""What another field belongs to after a comma, though an office is called by it: ``Cục Bưu chính, Viễn thông``."""

_HEAD_OF_PLACES = re.compile(
    rf"(?:{office_words.POSTS})(?: (?:các )?|, )(?:{PLACES})(?:, (?:{PLACES}))*", re.IGNORECASE
)
"""More areas over which an office is dealt out (``UBND các xã và đặc khu Lý Sơn``); one after another stands
for itself (``Xã Hòa Tân, xã Ninh Thới``).
"""


def _is_unit(name: str) -> bool:
    return (
        re.match(r"(?:phòng|văn phòng|thanh tra|khoa|tổ|ban|(?:đảng (?:ủy|uỷ) )?khối)\s+\w", name, re.IGNORECASE)
        is not None
    )


def _is_named(after: str, issuer: str) -> bool:
    """Whether a list goes on with the office that speaks: ``Sở Y tế`` where that is ``Sở Y tế tỉnh Đồng Nai``."""
    name = re.split(r"\s*(?:[,;]|\bvà\b)\s*", after, maxsplit=1)[0].lower()
    return bool(name) and issuer.lower().startswith(" ".join(name.split()[:3]))


def _is_group(name: str) -> bool:
    """Whether a name is of many in small letters: ``các cơ quan, đơn vị``."""
    return re.match(office_words.MANY, name, re.IGNORECASE) is not None or name[:1].islower()


_IS_PUBLIC = re.compile(rf"(?:(?:các|mọi|những|mỗi)\s+)?(?:{office_words.PUBLIC})(?!\w)", re.IGNORECASE)
_IS_FIRM = re.compile(rf"(?:(?:các|mọi|những|mỗi)\s+)?(?:{office_words.FIRMS})(?!\w)", re.IGNORECASE)


def are_public(names: tuple[str, ...], with_firms: bool) -> bool:
    """Whether none of the names is an office: ``Tổ chức, cá nhân``; ``with_firms`` ``doanh nghiệp`` is none."""
    return all(_IS_PUBLIC.match(name) or (with_firms and _IS_FIRM.match(name)) for name in names)
