"""What a question names (people, places, numbers, days), and whether a sentence is about it."""

from __future__ import annotations

import re

from indexer.index.fields import header_words
from indexer.text import fold
from search_api.answering import evidence
from search_api.answering.candidates import Candidate
from search_api.answering.overlap import Asked, Scope

_FAR = 0.8
"""What a day counts that its directive names in another place."""


def names(candidate: Candidate, asked: Asked) -> float:
    """The share of the names in the question that stand with a sentence, in its passage or header."""
    named = [name for name in asked.question.names if len(name) > 1]
    scope = Scope.of(_texts(candidate), asked.is_bare)
    return sum(map(scope.says, named)) / len(named) if named else 1.0


def figures(candidate: Candidate, asked: Asked) -> float:
    """The share of the numbers in the question that stand there, other than in dates and numbers of directives."""
    named = asked.question.figures
    if not named:
        return 1.0
    texts = [evidence.dates_out(evidence.own(text)) for text in _texts(candidate)]
    borne = re.findall(r"\d+", candidate.read.stored.entry.header.number or "")
    found = Scope.of(texts, asked.is_bare).keys | {digits.lstrip("0") for digits in borne}
    return sum(figure in found for figure in named) / len(named)


def days(candidate: Candidate, asked: Asked) -> float:
    """The share of the days in the question that stand there; elsewhere in the directive they count less."""
    named = asked.question.days
    if not named:
        return 1.0
    here = fold(" ".join(_texts(candidate)))
    whole = fold(asked.archive.directive(candidate.read.stored.entry.id).text)
    return sum(1.0 if _is_in(day, here) else _FAR * _is_in(day, whole) for day in named) / len(named)


def _texts(candidate: Candidate) -> list[str]:
    stored = candidate.read.stored
    return [*candidate.above, stored.passage.text, header_words(stored.entry.header)]


def _is_in(day: str, text: str) -> bool:
    parts = [str(int(part)) for part in re.split(r"[/.-]", day)]
    pattern = r"\D{1,9}".join(rf"(?<!\d)0?{part}(?!\d)" for part in parts)
    return re.search(pattern, text) is not None
