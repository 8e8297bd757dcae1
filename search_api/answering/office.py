"""The office that a question names, and whether a task is given to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from indexer import offices
from indexer.text import Syllable, fold, syllables
from search_api.vocabulary import Vocabulary

_HEADS = """
sở phòng ban bộ ubnd hđnd trung bệnh văn thanh chi công trạm đài báo hội đoàn trường viện cục tổ ủy ttyt tyt
bv syt byt vp tt bhxh bảo kho khoa đơn cơ các ngành mttq mặt huyện
"""
_PAIRED = {
    "trung": "tâm", "bệnh": "viện", "văn": "phòng", "thanh": "tra", "chi": "cục", "công": "an", "ủy": "ban",
    "bảo": "hiểm", "kho": "bạc", "đơn": "vị", "cơ": "sở", "mặt": "trận",
}  # fmt: skip
"""First syllables of words for an office, with the second where the first alone is another word."""

_OTHERS = {
    "hội": "nghị thảo chẩn họp", "ban": "hành đầu đêm", "phòng": "chống bệnh dịch ngừa cháy tránh", "cục": "bộ",
    "bộ": "tiêu máy mẫu chỉ", "tổ": "chức", "trường": "hợp", "đoàn": "kết viên kiểm giám", "viện": "dẫn phí trợ",
    "báo": "cáo gồm", "khoa": "học", "trạm": "xá", "các": "nội bước mục tiêu giải nhiệm",
    "sở": "hữu thích tại mấy bao hiệu hóa liệu lượng kết ký sách người",
}  # fmt: skip
"""Second syllables that make another word of the first, or of ``số`` and ``sơ`` without diacritics."""

_BEFORE = {
    "bộ": "đảng cán nội toàn bản đội",
    "cơ": "tế",
    "viện": "nằm nhập ra vào xuất chuyển thư học",
    "so": "co con ho dinh chi ban tu hoach",
}
"""Syllables after which one is no word for an office: ``Đảng bộ``, ``y tế cơ sở``, ``quyet dinh so`` (số)."""

_STOPS = """
phải có được làm cần về trong tại ở theo để thì chịu nhiệm giao chủ phối tham chuẩn báo gửi thực triển là nào
gì đã sẽ bị do khi cho đối năm trước sau ra hoàn đôn hướng kiểm rà tổng xây phụ bao mấy hay dự không nộp lo
viết lập lãnh nhận yêu như tôi tụi mình chúng này thiếu
"""
_AMBIGUOUS = frozenset(("tai", "can", "do", "la", "to"))
"""Words that end a name, but without diacritics are also part of names: ``tài chính``, ``cán bộ``."""

_LONGEST = 14
"""Syllables of a name."""


def named(text: str, *, bare: bool, archive: Vocabulary | None = None) -> tuple[str, ...]:
    """Names of offices in a question, as it writes them; runs from a word for an office to one that is no name, or
    that no name of the ``archive`` has after the word before it.
    """
    found = syllables(text)
    keys = [one.key for one in found]
    heads, pairs, others, before, stops = _table(bare=bare)
    words = ["", "", *(text[one.start : one.end] for one in found)]
    after_head = [False, False, *(key in heads for key in keys)]
    names: list[str] = []
    at = 0
    while at < len(keys):
        following = keys[at + 1] if at + 1 < len(keys) else ""
        is_head = keys[at] in heads and pairs.get(keys[at], following) == following
        is_head = is_head and (not at or keys[at - 1] not in (*_HOW_MANY, *before.get(keys[at], ())))
        if is_head and following not in others.get(keys[at], ()):
            last = at + 1 + (keys[at] in pairs)
            while last < len(keys) and last - at < _LONGEST and _goes_on(text, found, last, at, stops):
                if not _may_follow(words[last : last + 3], after_head[last], archive):
                    break
                if keys[last] in heads and keys[last + 1 + (keys[last] in pairs) :][:1] in _WHICH:
                    break
                last += 1
            gives = keys[last : last + 1] in _GIVES or keys[last : last + 2] in _GIVES
            if (last - at > 1 or keys[at] in _SHORT) and not gives:
                names.append(text[found[at].start : found[last - 1].end])
            at = last
        else:
            at += 1
    return tuple(names)


def _may_follow(words: Sequence[str], is_after_head: bool, archive: Vocabulary | None) -> bool:
    """Whether the last of three words may follow the second in a name: some name of the archive has them so, it
    has a capital, or is the second half of a word that has one: "Sở Du lịch". ``is_after_head``: the first is a
    word for an office, whose capital begins no other word.
    """
    earlier, before, word = words
    is_half = before.istitle() and (is_after_head or not earlier.istitle())
    return archive is None or word[0].isupper() or is_half or archive.names_have(before, word)


class _Table(NamedTuple):
    """What a name begins with, the second halves of those of two words, what then is none, what before, and what
    ends one.
    """

    heads: frozenset[str]
    pairs: dict[str, str]
    others: dict[str, list[str]]
    before: dict[str, list[str]]
    stops: frozenset[str]


@cache
def _table(*, bare: bool) -> _Table:
    """With or without diacritics."""
    form = fold if bare else str
    pairs = {form(first): form(second) for first, second in _PAIRED.items()}
    others, before = (
        {form(word): form(listed).split() for word, listed in table.items()} for table in (_OTHERS, _BEFORE)
    )
    heads, stops = (frozenset(form(listed).split()) for listed in (_HEADS, _STOPS))
    return _Table(heads, pairs, others, before, stops - _AMBIGUOUS if bare else stops)


def less(names: tuple[str, ...], without: Collection[str]) -> tuple[str, ...]:
    """The names of a question but for those that were taken away, in whatever spelling."""
    if not without:
        return names
    gone = {offices.key(offices.typed(name)) for name in without}
    return tuple(name for name in names if offices.key(offices.typed(name)) not in gone)


_ASKING_WORDS = "nào gì nao gi phải phai được duoc có co làm là la tôi toi tui mình minh em giao"
_ASKING = frozenset(_ASKING_WORDS.split())
"""Words that are no second syllable of a name."""
_GIVES = tuple(
    form(words).split() for words in ("giao", "yêu cầu", "đề nghị", "chỉ đạo", "phân công") for form in (str, fold)
)
"""Words after which the office before them gives a task and has none: "Bộ Y tế giao viện nào"."""

_WHICH = tuple([form(word)] for word in ("nào", "mô") for form in (str, fold))
"""After a word for an office: another is asked for, and no name goes on, "BV huyện Thanh Ba phòng nào"."""

_HOW_MANY = tuple(form(word) for word in ("mấy", "nhiêu") for form in (str, fold))
"""Before a word for an office: they are counted, and none is named."""

_SHORT = frozenset(("ttyt", "tyt", "syt", "byt", "bhxh", "mttq"))


def _goes_on(text: str, found: list[Syllable], i: int, at: int, stops: frozenset[str]) -> bool:
    """Whether the syllable ``i`` belongs to the name that begins at ``at``: the second one always does."""
    between = text[found[i - 1].end : found[i].start]
    is_name = i == at + 1 and found[i].key not in _ASKING
    is_apart = any(mark in ".;:?!()" for mark in between) or ("," in between and text[found[i].start].islower())
    return not is_apart and (is_name or found[i].key not in stops)


def is_among(name: str, assignees: Iterable[str]) -> bool:
    """Whether one of those who are to do a task is the office named, belongs to it, or holds it in a list."""
    wanted = _words(offices.typed(name))
    for assignee in assignees:
        given = _words(assignee)
        if wanted and given and (wanted <= given or (given <= wanted and len(given) > 1)):
            return True
    return False


def _words(name: str) -> frozenset[str]:
    return frozenset(offices.key(name).split()) - {"cac", "nhung"}


@lru_cache(maxsize=4096)
def is_in(name: str, text: str) -> bool:
    """Whether a text speaks of the office named, whole or in its short form."""
    wanted = offices.key(offices.typed(name))
    said = f" {offices.key(text)} "
    if f" {wanted} " in said or f" {_PARENT.sub('', wanted)} " in said:
        return True
    place = _COUNCIL.sub("", wanted).split()
    return (
        bool(_COUNCIL.match(wanted))
        and _COUNCIL_NAME in said
        and len(place) > 1
        and f" {' '.join(place)} " in said
    )


_PARENT = re.compile(r"(?<=.{6}) (?:so|bo) .*$")
_COUNCIL_NAME = " uy ban nhan dan "
_COUNCIL = re.compile(r"uy ban nhan dan (?:(?:cac )?(?:huyen|tinh|thanh pho|thi xa|quan|xa|phuong)(?:,| va)? ?)*")
