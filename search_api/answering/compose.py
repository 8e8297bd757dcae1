"""From the sentences that suit best to those that are shown: at most three, none twice, the fact asked for first.

A bullet brings the words that say who is to do it, where that is asked; a list that is asked for comes whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.domain import Assignment, Directive
from indexer.text import folded
from search_api.answering import evidence
from search_api.answering.candidates import Candidate
from search_api.answering.given import TIMES, due_below, tasks_at
from search_api.answering.kinds import Detail, Want
from search_api.answering.overlap import Asked, Scope
from search_api.answering.sentences import bare_start, clauses

MOST = 3
"""Sentences of an answer."""

_CLOSE = 0.12
"""How near to the best a further sentence must come."""

_KEPT = 0.97
"""Share of what a sentence says of the question that must be left when it is cut down."""

_PLAIN = 0.5
"""Evidence in a sentence from which nothing else need be shown for it."""

_LIST = 900
"""Characters of a list that is shown whole."""

Span = tuple[int, int]


def spans(
    chosen: Candidate, others: Sequence[Candidate], asked: Asked, want: Want | None, directive: Directive
) -> list[Span]:
    """What to copy of a directive for a kind asked, in the order to be read."""
    if Detail.ALL in asked.question.details and (whole := _list(chosen, asked)):
        return [whole]
    found = [_narrowed(chosen, asked, want)]
    if want in (Want.WHO, Want.TASK):
        found = [*_assigning(chosen, directive), *found]
    elif evidence.strength(chosen.text, asked.question, want) < min(chosen.holds, _PLAIN):
        found = [*(_due(chosen, want, directive) or _holding(chosen, asked, want, directive)), *found]
    close = chosen.score - (_CLOSE if want in (Want.TASK, None, Want.WHAT, Want.HOW) else 0.02)
    id = chosen.read.stored.entry.id
    for other in others:
        is_like = other.read.stored.entry.id == id and other.holds >= chosen.holds
        if len(found) < MOST and is_like and other.score >= close:
            found.append(_narrowed(other, asked, want))
    return _apart(found)[:MOST]


def _apart(found: list[Span]) -> list[Span]:
    """Each span that lies in none before it."""
    kept: list[Span] = []
    for start, end in found:
        if not any(start < last and first < end for first, last in kept):
            kept.append((start, end))
    return kept


def _narrowed(candidate: Candidate, asked: Asked, want: Want | None) -> Span:
    """The clauses of a long sentence that hold what it says of the question."""
    passage = candidate.read.stored.passage
    parts = clauses(passage.text, candidate.sentence)
    if len(parts) == 1 or want is Want.TASK:
        return candidate.start, candidate.end
    whole = asked.share(asked.found(Scope.of([candidate.text], asked.is_bare)))
    for size in range(1, len(parts)):
        for first in range(len(parts) - size + 1):
            start, end = parts[first].start, parts[first + size - 1].end
            words = passage.text[start:end]
            share = asked.share(asked.found(Scope.of([words], asked.is_bare)))
            if share >= _KEPT * whole and evidence.strength(words, asked.question, want) >= candidate.holds:
                return passage.start + start, passage.start + end
    return candidate.start, candidate.end


def _assigning(candidate: Candidate, directive: Directive) -> list[Span]:
    """The words that give the task that a sentence is part of, where they stand outside it."""
    tasks = tasks_at(directive, candidate.start, candidate.end)
    if not tasks:
        return _heading(candidate, directive)
    span = tasks[0].lead_in or _beginning(tasks[0], directive)
    if not span or _says(candidate.text, tasks[0]):
        return []
    start = bare_start(directive.text, *span)
    words = directive.text[start : span[1]]
    return [(start, start + len(words.rstrip()))]


def _says(text: str, assignment: Assignment) -> bool:
    words = folded(text)
    return any(folded(name) in words for name in assignment.assignees)


def _beginning(assignment: Assignment, directive: Directive) -> Span | None:
    """The words of an assignment up to the end of the names of those who are to do it."""
    text = directive.text[assignment.start : assignment.end]
    ends = [match.end() for name in assignment.assignees if (match := re.search(re.escape(name), text))]
    return (assignment.start, assignment.start + max(ends)) if ends else None


def _heading(candidate: Candidate, directive: Directive) -> list[Span]:
    """The lead-in of the innermost section that a sentence stands in, where it has one."""
    inside = [s for s in directive.sections if s.start <= candidate.start < s.end and s.lead_in]
    if not inside or inside[-1].lead_in is None or inside[-1].lead_in[1] > candidate.start:
        return []
    start, end = inside[-1].lead_in
    first = bare_start(directive.text, start, end)
    return [(first, first + len(directive.text[first:end].rstrip()))]


def _due(candidate: Candidate, want: Want | None, directive: Directive) -> list[Span]:
    """The line below that says by when, where a sentence is a task that has one."""
    tasks = tasks_at(directive, candidate.start, candidate.end) if want in TIMES else ()
    below = (due_below(one, directive.text) for one in tasks)
    for start, end in filter(None, below):
        first = bare_start(directive.text, directive.text.rfind("\n", 0, start) + 1, end)
        return [(first, end)]
    return []


def _holding(candidate: Candidate, asked: Asked, want: Want | None, directive: Directive) -> list[Span]:
    """The innermost heading above a sentence that holds what is asked, where the sentence does not."""
    inside = [s for s in directive.sections if s.start <= candidate.start < s.end]
    for section in reversed(inside):
        for start, last in filter(None, ((section.start, section.end), section.lead_in)):
            end = min(last, directive.text.find("\n", start) % (len(directive.text) + 1), candidate.start)
            first = bare_start(directive.text, start, max(start, end))
            words = directive.text[first:end].rstrip()
            if words and evidence.strength(words, asked.question, want):
                return [(first, first + len(words))]
    return []


def _list(candidate: Candidate, asked: Asked) -> Span | None:
    """The whole of a passage that is a list under one heading, the marks of its first item left out."""
    passage = candidate.read.stored.passage
    if len(passage.text) > _LIST or passage.text.count("\n") < 2:
        return None
    lines = passage.text.count("\n- ") + passage.text.count("\n+ ")
    if lines < 2:
        return None
    start = bare_start(passage.text, 0, len(passage.text))
    return passage.start + start, passage.end
