"""What a question names (people, places, offices, numbers, days), and whether a sentence is about it."""

from __future__ import annotations

import re

from indexer.index.fields import header_words
from indexer.text import fold
from search_api.answering import evidence, office
from search_api.answering.candidates import Candidate
from search_api.answering.overlap import Asked, Scope


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
    scope = Scope.of(texts, asked.is_bare)
    return sum(figure in scope.keys for figure in named) / len(named)


def days(candidate: Candidate, asked: Asked) -> float:
    """The share of the days in the question that stand there."""
    text = fold(" ".join(_texts(candidate)))
    named = asked.question.days
    return sum(_is_in(day, text) for day in named) / len(named) if named else 1.0


def offices(candidate: Candidate, asked: Asked) -> float:
    """How surely the offices in the question are spoken of: in the sentence or above, beside, or as issuer."""
    named = asked.question.offices
    here = " ".join((*candidate.above, candidate.text))
    stored = candidate.read.stored
    around = f"{stored.passage.text} {stored.entry.header.issuer or ''}"
    found = (1.0 if office.is_in(name, here) else 0.6 if office.is_in(name, around) else 0.0 for name in named)
    return min(found, default=1.0)


def _texts(candidate: Candidate) -> list[str]:
    stored = candidate.read.stored
    return [*candidate.above, stored.passage.text, header_words(stored.entry.header)]


def _is_in(day: str, text: str) -> bool:
    parts = [str(int(part)) for part in re.split(r"[/.-]", day)]
    pattern = r"\D{1,9}".join(rf"(?<!\d)0?{part}(?!\d)" for part in parts)
    return re.search(pattern, text) is not None
