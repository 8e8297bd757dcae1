"""Questions about a directive that the archive only cites: the words that name it tell date, issuer, subject."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from indexer import numbers
from indexer.domain import Directive, Reference
from indexer.text import fold
from search_api.answering.kinds import Fact, Want
from search_api.answering.question import Question

_EVENT = re.compile(
    r"\b(?:to chuc|dien ra|hop|bao cao|nop|gui|hoan thanh|han|truoc|sau|trien khai|thuc hien|giao|hoi nghi|theo"
    r"|ap dung|bat dau)\b"
)
"""Words for what is done: the date asked for is then not the directive's."""

_ABOUT = re.compile(
    r"(?:\s+của\s[^,;.\n]{3,80}?)?\s+(?:về|phê duyệt|ban hành|quy định|sửa đổi|hướng dẫn|công bố|giao)\s"
    r"[^;\n]{8,600}"
)
"""What follows the name of a directive and says what it is about."""

_END = re.compile(r"\.(?=\s|$)|;|, (?=Ủy ban|UBND|giao|yêu cầu|\w+ \w+ số \d)|\s\(|\s*/\.")


class Naming(NamedTuple):
    """A stretch of a directive that names another."""

    directive: Directive
    start: int
    end: int


def asked(question: Question) -> Fact | None:
    """Which fact of the directive of a number is asked: its date, its issuer, its subject."""
    if not question.heads_number:
        return None
    if question.facts:
        return question.facts[0] if question.facts[0] in (Fact.DATE, Fact.ISSUER, Fact.SUBJECT) else None
    is_plain = not _EVENT.search(fold(question.query.text).lower())
    return Fact.DATE if is_plain and question.want in (Want.DATE, Want.PERIOD) else None


def naming(question: Question, fact: Fact, directives: Iterable[Directive]) -> Naming | None:
    """The fullest naming of the directive that a question is about; None where none tells the fact."""
    asked_for = question.numbers
    found = [
        (_fullness(reference), Naming(directive, reference.start, end))
        for directive in directives
        for reference in directive.references
        if reference.number
        and not asked_for.isdisjoint(numbers.marks(f"{reference.kind or ''} {reference.number}"))
        and (end := _told(fact, reference, directive))
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def _told(fact: Fact, reference: Reference, directive: Directive) -> int:
    """Where the words end that tell a fact; 0 where they do not."""
    if fact is Fact.DATE:
        return reference.end if reference.date.year else 0
    if fact is Fact.ISSUER:
        return reference.end if reference.issuer else 0
    about = _ABOUT.match(directive.text, reference.end)
    if not about:
        return 0
    end = _END.search(directive.text, reference.end + 12, about.end())
    return end.start() if end else about.end()


def _fullness(reference: Reference) -> tuple[bool, bool, bool]:
    return bool(reference.date.day), bool(reference.date.year), bool(reference.issuer)
