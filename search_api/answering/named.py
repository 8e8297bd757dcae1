"""What a question names (people, places, numbers, days), and whether a sentence is about it."""

from __future__ import annotations

import re

from indexer import numbers
from indexer.index.fields import header_words
from indexer.text import fold, folded, folded_key
from search_api.answering import evidence
from search_api.answering.candidates import Candidate
from search_api.answering.overlap import SPELT, Asked, Scope, number_scope
from search_api.answering.question import WHICH, Figure, Question

_UNITS = frozenset(("ngay", "tuan", "thang"))
"""Of time: "đợt 6 tháng cuối năm" is no sixth."""

_CITING = re.compile(r"\W*(?:căn cứ|(?:việc )?thực hiện|theo|xét|tiếp theo|trên cơ sở)\b", re.I)

_FAR = 0.8
"""What a day counts that its directive names in another place."""


def figures(candidate: Candidate, asked: Asked) -> float:
    """The share of the numbers in the question that stand there, other than in dates and numbers of directives."""
    named = asked.question.figures
    if not named:
        return 1.0
    texts = [evidence.dates_out(evidence.own(text)) for text in _texts(candidate)]
    borne = re.findall(r"\d+", candidate.read.stored.entry.header.number or "")
    here = Scope.of([*texts, *borne], asked.is_bare)
    return sum(_is_said(figure, here, bare=asked.is_bare) for figure in named) / len(named)


def _is_said(figure: Figure, here: Scope, *, bare: bool) -> bool:
    """Whether a number stands somewhere, in digits or in words; one that tells which of several, beside the word
    that it follows.
    """
    other = [fold(word) if bare else word for word in SPELT.get(figure.key, ())]
    if folded_key(figure.before) in WHICH and folded_key(figure.after) not in _UNITS:
        befores = {figure.before, *WHICH}
        return any((before, word) in here.pairs for before in befores for word in (figure.key, *other))
    return figure.key in here.keys or any((word, figure.after) in here.pairs for word in other)


def days(candidate: Candidate, asked: Asked) -> float:
    """The share of the days in the question that stand there; elsewhere in the directive they count less."""
    named = asked.question.days
    if not named:
        return 1.0
    here = fold(" ".join(_texts(candidate)))
    elsewhere = [day for day in named if not _is_in(day, here)]
    if not elsewhere:
        return 1.0
    whole = fold(asked.archive.directive(candidate.read.stored.entry.id).text)
    return 1 - sum(1 - _FAR * _is_in(day, whole) for day in elsewhere) / len(named)


def says_most(candidate: Candidate, question: Question) -> bool:
    """Whether the superlatives of a question stand with a sentence."""
    here = f" {folded(' '.join((*candidate.above, candidate.text)))} "
    return all(f" {most} " in here for most in question.most)


def is_only_cited(candidate: Candidate, question: Question) -> bool:
    """Whether a sentence but cites the directive that a question is about: "Thực hiện Thông báo số 604/..."."""
    bears = question.numbers & number_scope(candidate.read.stored.entry.header).numbers
    cites = question.numbers & set(numbers.marks(candidate.text))
    return question.heads_number and not bears and bool(cites and _CITING.match(candidate.text))


def _texts(candidate: Candidate) -> list[str]:
    stored = candidate.read.stored
    return [*candidate.above, stored.passage.text, header_words(stored.entry.header)]


def _is_in(day: str, text: str) -> bool:
    """A day with its year, or without where that stands elsewhere."""
    parts = [rf"(?<!\d)0?{int(part)}(?!\d)" for part in re.split(r"[/.-]", day)]
    return all(re.search(pattern, text) for pattern in (r"\D{1,9}".join(parts[:2]), *parts[2:]))
