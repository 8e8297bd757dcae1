"""Whether a sentence holds the kind of thing that a question asks for: a date for "khi nào", an office for "ai".

Numbers and dates of the directives that a sentence cites are not its own: "theo Quyết định số 2348/QĐ-TTg ngày
05/12/2016" says nothing of when or how many.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from indexer import dates, deadlines, numbers
from indexer.domain import PartialDate
from indexer.names.office_words import CAPITAL
from indexer.text import fold, folded, folded_key, keys
from search_api.answering import results
from search_api.answering.kinds import AMOUNTS, Detail, Want
from search_api.answering.patterns import POSTS
from search_api.answering.question import Question

_NUMBERED = re.compile(
    numbers.FULL.pattern
    + r"(?:,?\s*ngày\s+\d{1,2}(?:\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))?"
)
_NUMBER = re.compile(r"(?<![\w/.,-])\d+(?:[.,]\d+)*(?:/\d+)?(?![\w/])")
"""One of so many, too: ``khởi công 19/24 trạm``."""

_SPELT = re.compile(r"\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s", re.I)
_SPELT_WORDS = "một hai ba bốn năm sáu bảy tám chín mười mot bon nam sau bay tam chin muoi"
_SPELT_KEYS = frozenset(_SPELT_WORDS.split())
PLAIN, _LABELLED = 1.0, 1.4
"""Strength of what stands in running words, and of a line labelled with what is asked: ``Thời gian: ...``."""

_WHEN = re.compile(r"\W*(?:thời gian|ngày giờ|thời điểm)\b[^:\n]{0,30}:", re.I)
_FROM_TO = re.compile(r"\btừ\b[^;.\n]{1,40}?\b(?:đến|tới)\b|\d\s*[-–]\s*\d", re.I)
_LENGTH = re.compile(r"\d\s*(?:phút|giờ|tiếng|ngày|tuần|tháng|năm)\b", re.I)
_WHERE = re.compile(r"\W*(?:địa điểm|địa chỉ|nơi tổ chức)\b[^:\n]{0,30}:", re.I)
_PERCENT = re.compile(r"\d\s*%|phần trăm", re.I)
_MONEY = re.compile(
    r"\d[\d.,]*\s*(?:đồng(?! chí)|vnđ|vnd|usd|đô la|đ\b|(?:triệu|tỷ|tỉ|nghìn)"
    r"(?=\s*(?:đồng|usd|đô|đ\b|[^\w\s]|$|(?:một|mỗi|cho|để|từ|và|trong|theo|đến|là|ở|tại|so|tiền|nghìn|triệu|năm)\b)))",
    re.I,
)
_TOTAL = re.compile(r"\btổng (?:kinh phí|số tiền|mức|vốn|dự toán|chi phí|cộng)|\bkinh phí\b[^.;\n]{0,25}:", re.I)
_PHONE = re.compile(
    r"(?<!\d)(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)|\b(?:1800|1900)[ .]?\d{4}\b"
    r"|\b(?:nội bộ|máy lẻ|số lẻ|nhánh)\D{0,12}\d{2,5}\b",
    re.I,
)
_EMAIL = re.compile(r"\S@\S+\.\w")
_WEBSITE = re.compile(r"https?://|www\.|\w\.(?:gov|com|org|net)\b", re.I)
_RATE = re.compile(r"\d+(?:[.,]\d+)?\s*%")
_IN_NAME = re.compile(r"(?<=[^\W\d_])-\d+")
"""A number that is part of a name: ``COVID-19``."""

_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PERSON = re.compile(
    r"(?<!\d, )(?<!đường )(?<!phố )(?<![^\W_])"
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trương|Đoàn|Lâm|Mai"
    r"|Cao|Trịnh|Tô|Tạ|Hà|Đào|Lương|Chu|Châu|Thái|Phùng|Vương|Quách|La|Tống|Kiều|Nông|Triệu|Thạch|Sơn)"
    r"(?:\s+[A-ZĐÀ-Ỹ][^\W\d_]*){1,3}"
)
_HOLDER = re.compile(rf"(?<!cua ){POSTS.pattern}")
"""A post whose holder does something; in "của Thủ tướng Chính phủ" it says whose a directive is."""

_HOUR = re.compile(r"(?<!\d)\d{1,2}(?:\s*(?:giờ|h|g)(?!\w*[a-zà-ỹ]{2})|[:h]\d\d(?!\d))", re.I)
_PERIOD = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(?<!từ )(?<![\d/.,-])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/%])", re.I)
"""A day without its year or the word before it: ``xong trước 20/3``."""

_SITE = re.compile(
    r"địa (?:điểm|chỉ)|trụ sở|hội trường|phòng họp|khách sạn|trung tâm hội nghị|nhà văn hóa|sân vận động"
    r"|quảng trường|nhà thi đấu|công viên|\bsố \d+,",
    re.I,
)
_AT = re.compile(
    r"\b(?:tại|ở)\s+(?!(?:điểm|khoản|mục|điều|phần|chương|phụ lục|kế hoạch|quyết định|thông báo|văn bản|công văn"
    r"|nghị quyết|thông tư|kết luận|hội nghị)\b)\w",
    re.I,
)
_OFFICE = re.compile(
    r"\b(?:sở|phòng|ban|bộ|ủy ban|uỷ ban|ubnd|hđnd|trung tâm|bệnh viện|văn phòng|thanh tra|chi cục|cục|trạm y tế"
    r"|đơn vị|cơ quan|chủ tịch|giám đốc|thủ trưởng|lãnh đạo|công an|ngành|địa phương|các huyện|tổ|đoàn thể"
    r"|thường trực|đài|báo|bác sĩ|cán bộ|người)\b",
    re.I,
)
_NUMBER_OF = re.compile(
    r"(?<![\d/])\d+\s+(?:đơn vị|cơ quan|người|địa phương|ngành|cán bộ|tổ|ban|phòng|trạm y tế)\b(?!\s*:)", re.I
)
"""So many, without a name."""

_FUND = re.compile(r"\b(?:nguồn|ngân sách|quỹ|xã hội hóa|tài trợ)\b", re.I)
_MEANS = re.compile(r"\W*(?:nguồn )?(?:kinh phí|vốn)\b[^:\n]{0,30}:", re.I)
_GIVEN = re.compile(r"\b(?:giao|chủ trì|phối hợp|yêu cầu|đề nghị|chịu trách nhiệm|phụ trách|phân công)\b", re.I)
_CAUSE = re.compile(
    r"\b(?:nhằm|để|vì|do|mục đích|giúp|góp phần"
    r"|(?<!giải trình )(?<!làm rõ )(?<!xác định )(?<!tìm )(?<!điều tra )(?<!phân tích )(?<!báo cáo )"
    r"nguyên nhân)\b",
    re.I,
)
_LAW = re.compile(r"\b(?:Luật|Nghị định|Thông tư|Quyết định|Kế hoạch|Đề án|Hướng dẫn|Kết luận|Nghị quyết)\b")
_PART = re.compile(r"\b(?:điểm|khoản|mục|điều|chương|phụ lục)\s+(?:\d|[IVX]+\b|[a-zđ]\b)", re.I)


STRICT = frozenset(
    (
        Want.DATE, Want.DEADLINE, Want.PERIOD, Want.PLACE, Want.PERCENT, Want.COUNT, Want.MONEY, Want.PHONE,
        Want.EMAIL, Want.WEBSITE, Want.DOCUMENT, Want.PERSON, Want.SOURCE,
    )
)  # fmt: skip
"""Kinds that a sentence without any such thing cannot answer."""

TOLD_APART = STRICT | {Want.WHO}
"""Kinds by whose presence passages that answer are told from others."""


def strength(text: str, question: Question, want: Want | None) -> float:
    """How surely a text holds what is wanted: 1 it does, 0 it does not; 1 where any words may answer."""
    test = _TESTS.get(want) if want else None
    held = test(text, question) if test else 1.0
    if held and want in AMOUNTS and not results.are_told(text, question):
        held *= _OF_ANOTHER_SORT
    return _TO_COME * held if held and Detail.RESULT in question.details and results.are_to_come(text) else held


@lru_cache(maxsize=4096)
def own(text: str) -> str:
    """The text without the numbers and dates of cited directives, of the same length."""
    return _NUMBERED.sub(lambda found: " " * len(found[0]), text)


@lru_cache(maxsize=4096)
def _dates(text: str) -> tuple[PartialDate, ...]:
    """The dates of a text that are not those of cited directives."""
    return tuple(found.date for found in dates.find(own(text)))


@lru_cache(maxsize=4096)
def _is_due(text: str) -> bool:
    """Whether a text names a time by which something is to be done."""
    return deadlines.find(" ".join(own(text).split())) is not None


def _date(text: str, question: Question) -> float:
    if Detail.HOUR in question.details:
        return 1.0 if _HOUR.search(text) else 0.0
    written = _dates(text)
    if any(one.day or one.month for one in written):
        if Detail.SPAN in question.details and not _FROM_TO.search(text):
            return 0.5
        return _LABELLED if _WHEN.match(text) else 1.0
    return 0.7 if _is_due(text) else 0.4 if written else 0.0


def _deadline(text: str, question: Question) -> float:
    if Detail.LENGTH in question.details:
        return 1.0 if _LENGTH.search(text) else 0.5 * _is_due(text)
    if Detail.DAY in question.details:
        return 1.0 if any(one.day for one in _dates(text)) or _DAY.search(own(text)) else 0.2
    if _is_due(text):
        return 1.0
    if any(one.month or one.day for one in _dates(text)):
        return 0.6
    return 0.6 if Detail.YEAR in question.details and _PERIOD.search(own(text)) else 0.0


def _period(text: str, question: Question) -> float:
    return 1.0 if _PERIOD.search(text if question.heads_number else own(text)) else 0.0


_ORDINAL_WORDS = "thứ mức độ cấp bậc hạng thu muc do cap bac hang"
_ORDINAL = frozenset(_ORDINAL_WORDS.split())
"""What a number follows: ``lần thứ 14``, where others follow it: ``20 trạm``."""


_WHICH = re.compile(
    r"\b(?:thứ|mức độ|mức|độ|cấp|bậc|hạng|số|quý|điểm|khoản|điều|mục|phụ lục|giai đoạn|đợt|bước|loại|lần)\s+\d+\b",
    re.I,
)
"""A number that tells which of several, not how many."""


def _count(text: str, question: Question) -> float:
    words = _IN_NAME.sub(" ", _RATE.sub(" ", dates_out(own(text))))
    said = [folded_key(key) if question.query.is_bare else key for key in keys(words)]
    firsts = {unit.partition(" ")[0] for unit in question.counted}
    begun = (i for i, key in enumerate(said) if key in firsts)
    counted = [i for i in begun if not {said[i], " ".join(said[i : i + 2])}.isdisjoint(question.counted)]
    near = (said[i + 1 : i + 2] if said[i] in _ORDINAL else said[max(i - 3, 0) : i] for i in counted)
    if any(map(_is_number, near)):
        return 1.0
    words = _WHICH.sub(" ", words)
    if not _NUMBER.search(words) and not _SPELT.search(words):
        return 0.0
    return 0.3 if question.counted else 0.4 if _NUMBER.search(words) else 0.3


def dates_out(text: str) -> str:
    """The text with its dates and years blanked out."""
    for date in list(dates.find(text)):
        text = text[: date.start] + " " * (date.end - date.start) + text[date.end :]
    return _YEARS.sub("    ", text)


def _is_number(words: list[str]) -> bool:
    return any(word[:1].isdigit() or word in _SPELT_KEYS for word in words)


def _place(text: str, _: Question) -> float:
    if _WHERE.match(text):
        return _LABELLED
    return 1.0 if _SITE.search(text) else 0.3 if _AT.search(text) else 0.0


def _source(text: str, _: Question) -> float:
    if not _FUND.search(text):
        return 0.0
    return _LABELLED if _MEANS.match(text) else 1.0


@lru_cache(maxsize=4096)
def _acts(text: str) -> float:
    """How surely a text says who does or is to do something."""
    text = _NUMBER_OF.sub(" ", text)
    if not _OFFICE.search(text):
        return 0.0
    return 1.0 if _GIVEN.search(text) else 0.7


def _who(text: str, question: Question) -> float:
    if Detail.LEAD in question.details and _JOINING.match(text):
        return _NAMELESS
    found = max(_acts(text), _NAMED * bool(question.sort and has_sort(text, question)))
    if Detail.PERSON in question.details and not (_PERSON.search(text) or _HOLDER.search(folded(text))):
        return 0.3 * found
    if not found or not question.sort or has_sort(text, question):
        return found
    return (_NAMELESS if _is_named(question) else _OF_ANOTHER_SORT) * found


def _is_named(question: Question) -> bool:
    return question.sort in (_NAMED_BARE if question.query.is_bare else _NAMED_SORTS)


def has_sort(text: str, question: Question) -> bool:
    """Whether a text has the word for the sort of office that is asked for; for a sort of which there are many,
    with a name after it: ``UBND các huyện: Tân Phú``.
    """
    if _is_named(question):
        form = fold if question.query.is_bare else str
        named = rf"(?<!\w)(?i:{question.sort})\W{{1,4}}(?:\w+\W{{1,3}})?{CAPITAL}"
        return re.search(form(named), form(text)) is not None
    return f" {question.sort} " in _line(text, question.query.is_bare)


_NAMED_SORTS = frozenset(
    (
        "xã", "phường", "huyện", "tỉnh", "thôn", "bản", "ấp", "làng", "trạm", "bệnh viện", "trường", "công ty",
        "doanh nghiệp", "đội", "hãng", "nhà thầu", "khu phố",
    )
)  # fmt: skip
"""Sorts of which there are many, that are told by their names."""

_NAMED_BARE = frozenset(map(fold, _NAMED_SORTS)) - {"ban"}

_JOINING = re.compile(r"\W*(?:đơn vị |cơ quan )?phối hợp\b[^:\n]{0,30}:", re.I)
"""Those who help, where it is asked who leads."""

_NAMED = 0.7
"""What one of the sort that is asked for counts where no word says that it does something."""

_TO_COME = 0.2
"""What evidence counts in an order or an aim where it is asked what came of it."""

_OF_ANOTHER_SORT, _NAMELESS = 0.5, 0.2
"""What speaks of somebody counts where it is none of the sort, or, of a sort of many, none with a name."""


@lru_cache(maxsize=1024)
def _line(text: str, bare: bool) -> str:
    """The keys of a text as one string, folded where the question is bare, a blank before and after each."""
    said = " ".join(folded_key(key) if bare else key for key in keys(text))
    return f" {said} "


def _document(text: str, question: Question) -> float:
    if numbers.FULL.search(text):
        is_of = not question.directive or f" {question.directive} " in _line(text, True)
        return 1.0 if is_of else _OF_ANOTHER_SORT
    if Detail.NUMBER in question.details:
        return 0.2
    return 0.7 if _LAW.search(text) or _PART.search(text) else 0.0


def _holds(pattern: re.Pattern[str]) -> Callable[[str, Question], float]:
    return lambda text, _: 1.0 if pattern.search(text) else 0.0


def _person(text: str, question: Question) -> float:
    """A name, with the post that is asked for, if any is."""
    if not _PERSON.search(text):
        return 0.0
    said = f" {folded(text)} ".replace(" pho ", " pho_")
    return 1.0 if all(f" {post.replace('pho ', 'pho_')} " in said for post in question.posts) else 0.2


def _money(text: str, question: Question) -> float:
    if not _MONEY.search(text):
        return 0.0
    return _LABELLED if Detail.TOTAL in question.details and _TOTAL.search(text) else 1.0


def _percent(text: str, _: Question) -> float:
    return 1.0 if _PERCENT.search(text) else 0.0


_TESTS: dict[Want, Callable[[str, Question], float]] = {
    Want.DATE: _date,
    Want.DEADLINE: _deadline,
    Want.PERIOD: _period,
    Want.PLACE: _place,
    Want.SOURCE: _source,
    Want.PERCENT: _percent,
    Want.COUNT: _count,
    Want.MONEY: _money,
    Want.PHONE: _holds(_PHONE),
    Want.EMAIL: _holds(_EMAIL),
    Want.WEBSITE: _holds(_WEBSITE),
    Want.PERSON: _person,
    Want.WHO: _who,
    Want.DOCUMENT: _document,
    Want.WHY: _holds(_CAUSE),
}
