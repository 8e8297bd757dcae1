"""What a question asks for, by the grammar of Vietnamese questions: a date, a place, who, how many, which task.

The words that ask ("bao giờ", "ở đâu", "đơn vị nào") are told from those that say what about; only the latter have
to stand in an answer. Typed without diacritics, the same patterns are read without theirs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from indexer import dates
from indexer.domain import PartialDate
from indexer.text import fold, folded_key, syllables
from indexer.text import keys as keys_of
from search_api.abbreviations import COMMON
from search_api.answering import office
from search_api.answering.kinds import Detail, Fact, Want
from search_api.answering.line import asking, compiled, line_of, places
from search_api.answering.patterns import (
    COUNTED,
    DETAILS,
    DIRECTIVE,
    MOST,
    NUMBERED,
    OF_KIND,
    POSTS,
    SORT,
)
from search_api.function_words import is_function_word
from search_api.query import Query
from search_api.vocabulary import Vocabulary

_LIGHT_WORDS = """
lấy viết lo nói hỏi biết xem tìm muốn dùng nêu đưa nằm xong bảo nhờ giúp chịu họp diễn ghi kể chỉ nhiều ít luôn nữa
thêm hết cả riêng vừa từng gồm mình tụi chúng tôi ta em chứ vậy hồi chuyện bên hẳn khỏi dựa buổi đấy ấy này kia ạ
thế vụ cái chỗ rồi bữa hôm tui hoài nộp nó nhỉ thôi dị mùng mồng
"""
_LIGHT = frozenset(_LIGHT_WORDS.split())
_LIGHT_FOLDED = frozenset(("viet", "noi", "hoi", "biet", "muon", "nhieu", "luon", "nua"))
"""Everyday words that say little of what is asked about; without diacritics those that are no others."""

_UNITS = {
    "nhà": ("hộ",), "đôi": ("cặp",), "bữa": ("ngày",), "hôm": ("ngày",), "lần": ("vụ", "lượt", "đợt"),
    "cụ": ("người",), "ông": ("người",), "cháu": ("trẻ", "em"), "bé": ("trẻ", "em"), "đứa": ("trẻ", "em"),
    "bạn": ("sinh viên", "học sinh"), "chỗ": ("điểm", "cơ sở"), "nơi": ("cơ sở", "đơn vị"), "tiệm": ("cơ sở",),
    "quán": ("cơ sở",), "người": ("thành viên",), "ca": ("trường hợp",), "bằng": ("giấy phép",),
    "ký": ("kg",), "kí": ("kg",), "cân": ("kg",), "mét": ("m", "m2"), "héc": ("ha",), "cây": ("km", "khẩu"),
    "em": ("học sinh", "thí sinh", "sinh viên", "trẻ"), "việc": ("nhiệm vụ",), "bộ": ("hồ sơ",),
}  # fmt: skip
"""First syllables of what is counted, and what directives call it."""

_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/]|-\d)")
WHICH = frozenset(("thu", "khoa", "ky", "quy", "dot", "vong"))
"""Words, without diacritics, that a number follows to tell which of several: ``lần thứ 3``, ``quý 2``."""

_LEVELS = frozenset(("cấp", "lớp", "khối", "cap", "lop", "khoi"))
"""Words before a number that is part of a name: directives say "trung học phổ thông" for "cấp 3"."""

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_DAY = re.compile(r"(?<![\d.,/-])(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])(?:[/.-]\d{4})?(?![\d%])")
_DECIMAL = re.compile(r"(?<!\d)\d{1,3}[.,]\d{1,2}(?![\d/.])")
_SHORT_MONTH = re.compile(r"t\d{1,2}")
_MONTHS = re.compile(r"tháng \d{1,2}(?:(?:\s*[,–-]\s*|\s+(?:và|đến|tới)\s+)(?:tháng )?\d{1,2}(?![\d/]))*", re.I)
_NAME = re.compile(r"(?<![^\W_])[A-ZĐ][^\W\d_]*(?:\s+[A-ZĐ][^\W\d_]*)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A syllable of the question that says what about: its key and where it stands among all syllables.

    A weak one says nothing alone ("bị"), but may be half of a word that does ("thiết bị").
    """

    key: str
    at: int
    is_weak: bool = False


class Figure(NamedTuple):
    """A number that is part of no date nor of a directive's: its key, and the syllables before and after it."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is to be answered.

    ``wants`` are the kinds asked for, in order; ``facts`` the fields of a header; ``words`` what it is about.
    ``years``, ``days`` and ``figures`` are the numbers in it, ``offices`` the names of offices, ``names`` the
    places of the archive and all that is written with capitals (without diacritics nobody types capitals).
    ``counted`` are what that which is counted may begin with, ``focus`` the places of the words before "gì" or
    "nào". ``heads_number``: it is about the directive of the number in it, not about one that is told by it
    ("công văn triển khai Kế hoạch 269"). ``posts`` are those that are named, ``most`` the superlatives, without
    diacritics; ``sort`` is the word for the sort of office that is asked for ("phòng nào"), if there is one,
    ``directive`` that for the kind of directive, without diacritics.
    """

    query: Query
    wants: tuple[Want, ...]
    facts: tuple[Fact, ...]
    words: tuple[Word, ...]
    years: tuple[str, ...]
    days: tuple[str, ...]
    counted: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    offices: tuple[str, ...]
    heads_number: bool
    details: frozenset[Detail]
    posts: tuple[str, ...]
    most: tuple[str, ...]
    sort: str
    directive: str
    focus: frozenset[int]
    figures: tuple[Figure, ...]

    @property
    def numbers(self) -> frozenset[str]:
        """The keys of the numbers of directives in it; dates, which are searched by as well, are :attr:`days`."""
        return frozenset(self.query.number_keys).difference(dates.keys(self.query.text))

    @property
    def want(self) -> Want | None:
        """The first kind asked for; None where nothing is asked: words to search by."""
        return self.wants[0] if self.wants else None

    @property
    def asks(self) -> bool:
        """Whether this is a question at all."""
        return bool(self.wants or self.facts)


def want(query: Query) -> Want | None:
    """The first kind of thing that a question asks for: of :func:`read` what takes least time."""
    return next(iter(line_of(query).wants), None)


def read(query: Query, archive: Vocabulary | None = None) -> Question:
    """Read what a question asks for; names are those of the ``archive``, where there is one."""
    read_as = line_of(query)
    plain, keys, line, facts, _, wants, _ = read_as
    dropped = asking(read_as, query.is_bare)
    light = _LIGHT_FOLDED if query.is_bare else _LIGHT
    dated = _dated(plain)
    dropped |= {i for i, date in dated.items() if date.day or _SHORT_MONTH.fullmatch(keys[i])}
    timed = dated.keys() | _in(plain, _MONTHS)
    words = tuple(
        Word(key, i, is_function_word(key) or key in light) for i, key in enumerate(keys) if i not in dropped
    )
    return Question(
        query=query,
        wants=wants,
        facts=tuple(dict.fromkeys(fact for fact in facts if isinstance(fact, Fact)))
        or _whole(wants, words, query),
        words=words,
        years=_years(plain, query.without),
        days=tuple(dict.fromkeys(_DAY.findall(plain))),
        counted=_counted(line, query),
        names=tuple(dict.fromkeys([*_places(query), *(() if query.is_bare else _names(plain))])),
        offices=office.less(office.named(plain, bare=query.is_bare, archive=archive), query.without),
        heads_number=_heads_number(query.text),
        details=frozenset(detail for detail, pattern in _patterns(query.is_bare).details if pattern.search(line)),
        posts=tuple(POSTS.findall(fold(line))),
        most=tuple(MOST.findall(fold(line))),
        sort=_sort(line, query.is_bare),
        directive=_directive(line, query.is_bare),
        focus=_focus(line, keys, query.is_bare),
        figures=() if _DECIMAL.search(plain) else _figures(keys, {word.at for word in words} - timed),
    )


def _dated(plain: str) -> dict[int, PartialDate]:
    """The dates that a question names, by the places of their syllables."""
    written = list(dates.find(dates.restored(plain)))
    said = enumerate(syllables(plain))
    return {i: one.date for i, word in said for one in written if one.start <= word.start < one.end}


def _in(plain: str, pattern: re.Pattern[str]) -> set[int]:
    """The places of the syllables in what a pattern finds."""
    found = [match.span() for match in pattern.finditer(dates.restored(plain))]
    said = enumerate(syllables(plain))
    return {i for i, word in said if any(start <= word.start < end for start, end in found)}


def _figures(keys: list[str], among: Collection[int]) -> tuple[Figure, ...]:
    """The numbers at some places that are no years."""
    around = ["", *keys, ""]
    said = (Figure(_decimal(key, around[i]), *around[i : i + 3 : 2]) for i, key in enumerate(keys) if i in among)
    return tuple(
        one for one in said if one.key.isdecimal() and not _YEAR.fullmatch(one.key) and one.before not in _LEVELS
    )


def _decimal(key: str, before: str) -> str:
    """A number as it is, or as the Romans wrote it after a word that one follows."""
    return _ROMAN.get(key, key) if folded_key(before) in WHICH else key


def _years(plain: str, without: Collection[str]) -> tuple[str, ...]:
    """The years that are named, but for those of times that were taken away."""
    gone = {year for words in without for year in _YEAR.findall(words)}
    return tuple(dict.fromkeys(year for year in _YEAR.findall(_DAY.sub(" ", plain)) if year not in gone))


def _whole(wants: tuple[Want, ...], words: tuple[Word, ...], query: Query) -> tuple[Fact, ...]:
    """A number and "gì", and nothing else: what the directive is about."""
    is_bare = Want.WHAT in wants and all(word.is_weak for word in words) and bool(query.number_keys)
    return (Fact.SUBJECT,) if is_bare else ()


def _heads_number(text: str) -> bool:
    """Whether no other directive is named before the first that has a number."""
    bare = fold(text).lower()
    match = NUMBERED.search(bare)
    return bool(match) and not re.search(rf"\b{fold(DIRECTIVE)}\b", bare[: match.start() if match else 0])


class _Patterns(NamedTuple):
    """What is looked for in the line of a question: the details asked for, what is counted, the sort of office and
    the kind of directive, and the words before which that stands which is asked for.
    """

    details: tuple[tuple[Detail, re.Pattern[str]], ...]
    counted: re.Pattern[str]
    sort: re.Pattern[str]
    directive: re.Pattern[str]
    focus: re.Pattern[str]


@cache
def _patterns(bare: bool) -> _Patterns:
    """With or without diacritics."""
    form = fold if bare else str
    return _Patterns(
        details=tuple((one, compiled(words, bare)) for one, words in DETAILS),
        counted=re.compile(form(COUNTED)),
        sort=re.compile(form(SORT)),
        directive=re.compile(form(OF_KIND)),
        focus=re.compile(form(r"(?: gì| nào)(?= |$)")),
    )


def _counted(line: str, query: Query) -> tuple[str, ...]:
    """The syllables after "bao nhiêu" and "mấy", or before it in "lần thứ mấy", and what it may also be called."""
    bare = query.is_bare
    found = [key for match in _patterns(bare).counted.finditer(line) for key in match.groups() if key]
    folded = {folded_key(key) for key in found}
    meant = [meant for said, meant in query.expansions if folded_key(keys_of(said)[0]) in folded]
    others = [keys_of(phrase)[0] for phrase in meant]
    others += [unit for said, units in _UNITS.items() if folded_key(said) in folded for unit in units]
    return (*found, *(fold(other) if bare else other for other in others))


def _sort(line: str, bare: bool) -> str:
    match = _patterns(bare).sort.search(line)
    if not match:
        return ""
    long = COMMON.get(match[1].upper(), match[1])
    return fold(long) if bare else long


def _directive(line: str, bare: bool) -> str:
    match = _patterns(bare).directive.search(line)
    return fold(match[1]) if match else ""


def _focus(line: str, keys: list[str], bare: bool) -> frozenset[int]:
    """The places of the two syllables before "gì", "nào": in "bộ tiêu chí gì" the criteria."""
    ends = [match.start() for match in _patterns(bare).focus.finditer(line)]
    return frozenset(i for end in ends for i in places(keys, (0, end))[-2:])


def _places(query: Query) -> Iterator[tuple[str, ...]]:
    """The places of the archive that a question names, in whatever case."""
    for value in (fact.value for fact in query.facts if fact.field == "place"):
        yield tuple(folded_key(key) if query.is_bare else key for key in keys_of(value))


def _names(text: str) -> tuple[tuple[str, ...], ...]:
    """Names in the question; a lone capital at its beginning is none."""
    found = []
    for match in _NAME.finditer(text):
        words = [one.key for one in syllables(match[0])]
        if match.start() == len(text) - len(text.lstrip()):
            words = words[1:] if len(words) > 1 else []
        if words:
            found.append(tuple(words))
    return tuple(dict.fromkeys(found))
