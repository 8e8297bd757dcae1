"""Questions about a directive as such: who signed it, when, under which number. Its header answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer import numbers
from indexer.domain import Header
from indexer.index.records import Entry
from search_api.answering.kinds import Fact
from search_api.answering.overlap import Asked, header_scope
from search_api.cite import directive_label

_ENOUGH = 0.6
"""Share of the question that a header must say for the question to be about its directive."""

_AHEAD = 0.08
"""How much more of it than any other header."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a header states of a fact: where it stands, or why it is not known."""

    entry: Entry
    span: tuple[int, int] | None
    reason: str | None = None


def meant(asked: Asked, entries: Sequence[Entry]) -> list[Entry]:
    """The directives that a question may be about, by number or by the words of their headers."""
    if asked.question.heads_number:
        asked_for = asked.question.numbers
        return [entry for entry in entries if not asked_for.isdisjoint(numbers.marks(_named(entry.header)))]
    entries = [entry for entry in entries if _is_of(asked.question.years, entry.header)]
    times = [fact for fact in asked.question.query.facts if fact.period]
    entries = [entry for entry in entries if all(fact.holds(entry.header) for fact in times)] or entries
    shares = [(asked.share(asked.found(header_scope(entry.header, asked.is_bare))), entry) for entry in entries]
    best = max((share for share, _ in shares), default=0.0)
    return [entry for share, entry in shares if share >= max(_ENOUGH, best - _AHEAD)]


def _is_of(years: Sequence[str], header: Header) -> bool:
    """Whether a header is of a year that is named, or names it; one without a date may be."""
    said = f"{header.date.year or ''} {header.subject or ''} {header.number or ''}"
    return not years or not header.date.year or any(year in said for year in years)


def _named(header: Header) -> str:
    return f"{header.kind or ''} {header.number or ''}"


def stated(fact: Fact, entry: Entry, *, is_day: bool) -> Stated | None:
    """What the header of a directive says of a fact; None where it was inferred and stands nowhere.

    ``is_day``: the very day is asked, so that a month does not answer.
    """
    header, label = entry.header, directive_label(entry)
    value = getattr(header, fact.field)
    if fact is Fact.DATE and is_day and header.date.year and not header.date.day:
        return Stated(entry, None, f"{label} để trống ngày ban hành, chỉ ghi {header.date}.")
    if fact is Fact.NUMBER and not header.number and header.symbol:
        return Stated(entry, None, f"{label} để trống số, chỉ ghi ký hiệu {header.symbol}.")
    if not value or (fact is Fact.DATE and not header.date.year):
        return Stated(entry, None, f"{label} không ghi {fact.value}.")
    span = header.spans.get(fact.field)
    return Stated(entry, span) if span else None
