"""What a question asks for, by the grammar of Vietnamese questions: a date, a place, who, how many, which task.

The words that ask ("bao giờ", "ở đâu", "đơn vị nào") are told from those that say what about; only the latter have
to stand in an answer. Typed without diacritics, the same patterns are read without theirs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from indexer.text import fold, fold_letters, folded_key, syllables
from indexer.text import keys as keys_of
from search_api.answering import office
from search_api.answering.kinds import Fact, Want
from search_api.answering.patterns import (
    DAY_ASKED,
    DIRECTIVE,
    FACTS,
    FILLER,
    LISTED,
    NUMBERED,
    SORT,
    WANTS,
    YEAR_ASKED,
)
from search_api.function_words import is_function_word
from search_api.query import Query

_LIGHT_WORDS = """
lấy viết lo nói hỏi biết xem tìm muốn dùng nêu đưa nằm xong bảo nhờ giúp chịu họp diễn ghi kể chỉ nhiều ít luôn nữa
thêm hết cả riêng vừa từng gồm
"""
_LIGHT = frozenset(_LIGHT_WORDS.split())
_LIGHT_FOLDED = frozenset(("viet", "noi", "hoi", "biet", "muon", "nhieu", "luon", "nua"))
"""Everyday words that say little of what is asked about; without diacritics those that are no others."""

_Kind = Want | Fact | None
_Table = tuple[tuple[_Kind, re.Pattern[str]], ...]

_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/]|-\d)")
_DAY = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?(?!\d)")
_NAME = re.compile(r"(?<![^\W_])[A-ZĐ][^\W\d_]*(?:\s+[A-ZĐ][^\W\d_]*)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A syllable of the question that says what about: its key and where it stands among all syllables.

    A weak one says nothing alone ("bị"), but may be half of a word that does ("thiết bị").
    """

    key: str
    at: int
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is to be answered.

    ``wants`` are the kinds asked for, in order; ``facts`` the fields of a header; ``words`` what it is about.
    ``years``, ``days`` and ``figures`` are the numbers in it, ``offices`` the names of offices, ``names`` all that
    is written with capitals (none without diacritics: nobody types capitals then). ``counted`` are the syllables
    that what is counted may begin with, ``focus`` the places of the words before "gì" or "nào". ``heads_number``:
    it is about the directive of the number in it, not about one that is told by it ("công văn triển khai Kế hoạch
    269"); ``is_list``: it asks for all of several, ``is_day`` for the very day, ``is_year`` for a year;
    ``sort`` is the word for the sort of office that is asked for ("phòng nào"), if there is one.
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
    is_list: bool
    is_day: bool
    is_year: bool
    sort: str
    focus: frozenset[int]
    figures: tuple[str, ...]

    @property
    def want(self) -> Want | None:
        """The first kind asked for; None where nothing is asked: words to search by."""
        return self.wants[0] if self.wants else None

    @property
    def asks(self) -> bool:
        """Whether this is a question at all."""
        return bool(self.wants or self.facts)


class _Line(NamedTuple):
    """A question as one line of its keys, with the kinds that it asks for and where these stand."""

    plain: str
    keys: list[str]
    text: str
    facts: list[_Kind]
    asking: tuple[tuple[int, int], ...]
    wants: tuple[Want, ...]
    taken: tuple[tuple[int, int], ...]


@lru_cache(maxsize=64)
def _line(query: Query) -> _Line:
    plain = unnamed(query.text)
    keys = [folded_key(one.key) if query.is_bare else one.key for one in syllables(plain)]
    text = " ".join(keys)
    facts, asking = _matched(text, _patterns(query.is_bare)[0], taken=())
    wants, taken = _matched(text, _patterns(query.is_bare)[1], taken=asking)
    wanted = _in_percent([want for want in wants if isinstance(want, Want)], query.text)
    return _Line(plain, keys, text, facts, asking, wanted, taken)


def want(query: Query) -> Want | None:
    """The first kind of thing that a question asks for: of :func:`read` what takes least time."""
    return next(iter(_line(query).wants), None)


def read(query: Query) -> Question:
    """Read what a question asks for."""
    plain, keys, line, facts, asking, wants, taken = _line(query)
    _, filler = _matched(line, _patterns(query.is_bare)[2], taken=())
    dropped = {i for span in (*asking, *taken, *filler) for i in _places(keys, span)}
    light = _LIGHT_FOLDED if query.is_bare else _LIGHT
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
        names=() if query.is_bare else _names(plain),
        offices=office.less(office.named(plain, bare=query.is_bare), query.without),
        heads_number=_heads_number(query.text),
        is_list=_is(line, LISTED, query.is_bare),
        is_day=_is(line, DAY_ASKED, query.is_bare),
        is_year=_is(line, YEAR_ASKED, query.is_bare),
        sort=_sort(line, query.is_bare),
        focus=_focus(line, keys, query.is_bare),
        figures=tuple(word.key for word in words if word.key.isdecimal() and not _YEAR.fullmatch(word.key)),
    )


def _years(plain: str, without: Collection[str]) -> tuple[str, ...]:
    """The years that are named, but for those of times that were taken away."""
    gone = {year for words in without for year in _YEAR.findall(words)}
    return tuple(dict.fromkeys(year for year in _YEAR.findall(_DAY.sub(" ", plain)) if year not in gone))


def _whole(wants: tuple[Want, ...], words: tuple[Word, ...], query: Query) -> tuple[Fact, ...]:
    """A number and "gì", and nothing else: what the directive is about."""
    is_bare = Want.WHAT in wants and all(word.is_weak for word in words) and bool(query.number_keys)
    return (Fact.SUBJECT,) if is_bare else ()


def _in_percent(wants: list[Want], text: str) -> tuple[Want, ...]:
    """The wants once each; "bao nhiêu %" asks for a share."""
    is_share = re.search(r"(?:nhiêu|nhieu|mấy|may)\s*%", text, re.I)
    return tuple(dict.fromkeys(Want.PERCENT if is_share and want is Want.COUNT else want for want in wants))


def unnamed(text: str) -> str:
    """The text with the numbers of directives blanked out, of the same length."""
    return "".join(_blanked(text))


def _blanked(text: str) -> Iterator[str]:
    at = 0
    for match in NUMBERED.finditer(fold_letters(text).lower()):
        yield text[at : match.start()] + " " * (match.end() - match.start())
        at = match.end()
    yield text[at:]


def _heads_number(text: str) -> bool:
    """Whether no other directive is named before the first that has a number."""
    bare = fold(text).lower()
    match = NUMBERED.search(bare)
    return bool(match) and not re.search(rf"\b{fold(DIRECTIVE)}\b", bare[: match.start() if match else 0])


def _is(line: str, pattern: str, bare: bool) -> bool:
    return re.search(fold(pattern) if bare else pattern, f" {line} ") is not None


@cache
def _patterns(bare: bool) -> tuple[_Table, _Table, _Table]:
    """The patterns of facts, of wants and of filler, without diacritics where the question has none."""

    def made(rows: tuple[tuple[_Kind, str], ...]) -> _Table:
        return tuple(
            (kind, re.compile(rf"(?<!\S)(?:{fold(text) if bare else text})(?!\S)")) for kind, text in rows
        )

    return made(FACTS), made(WANTS), made(((None, FILLER),))


def _matched(
    line: str, table: _Table, taken: tuple[tuple[int, int], ...]
) -> tuple[list[_Kind], tuple[tuple[int, int], ...]]:
    """The kinds whose words stand in the line, each stretch read once, in the order of the line."""
    held = list(taken)
    found: list[tuple[int, _Kind]] = []
    for kind, pattern in table:
        for match in pattern.finditer(line):
            if match[0].strip() and not any(match.start() < end and start < match.end() for start, end in held):
                held.append(match.span())
                found.append((match.start(), kind))
    found.sort(key=lambda pair: pair[0])
    return [kind for _, kind in found], tuple(held)


def _places(keys: list[str], span: tuple[int, int]) -> range:
    """Which syllables of the line a span of it holds."""
    at, first, last = 0, len(keys), 0
    for i, key in enumerate(keys):
        if at < span[1] and span[0] < at + len(key):
            first, last = min(first, i), i + 1
        at += len(key) + 1
    return range(first, last)


def _counted(line: str, query: Query) -> tuple[str, ...]:
    """The syllable after "bao nhiêu" or "mấy", and those that what it may also be called begins with."""
    pattern = r"(?:bao nhiêu|mấy|số lượng) (\S+)"
    match = re.search(fold(pattern) if query.is_bare else pattern, line)
    if not match:
        return ()
    meant = [meant for said, meant in query.expansions if folded_key(keys_of(said)[0]) == folded_key(match[1])]
    firsts = [keys_of(phrase)[0] for phrase in meant]
    return (match[1], *(folded_key(key) if query.is_bare else key for key in firsts))


def _sort(line: str, bare: bool) -> str:
    match = re.search(fold(SORT) if bare else SORT, line)
    return match[1] if match else ""


def _focus(line: str, keys: list[str], bare: bool) -> frozenset[int]:
    """The places of the two syllables before "gì", "nào": in "bộ tiêu chí gì" the criteria."""
    pattern = r"(?: gì| nào)(?= |$)"
    ends = [match.start() for match in re.finditer(fold(pattern) if bare else pattern, line)]
    return frozenset(i for end in ends for i in _places(keys, (0, end))[-2:])


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
