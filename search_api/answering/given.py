"""Whether a sentence is a task that was given, and to the office that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.domain import Assignment, Directive, Span
from indexer.index.records import StoredPassage
from search_api.answering import evidence, office
from search_api.answering.archive import Archive
from search_api.answering.kinds import Detail, Want
from search_api.answering.question import Question
from search_api.answering.sentences import Sentence

_PARTNER, _SPOKEN, _TO_ANOTHER, _NO_TASK = 0.6, 0.5, 0.2, 0.1
"""Strength of a task that the office only joins in, of words about it, of another's task, and of what is none."""


TIMES = frozenset((Want.DEADLINE, Want.DATE))
"""Kinds that the deadline of a task answers."""

_BELOW = 250
"""Characters after a task in which lines that belong to it may say by when."""


class Given:
    """The tasks of the directives that were found, where a question asks for tasks, who has one or by when."""

    def __init__(self, question: Question, want: Want | None, archive: Archive) -> None:
        """For one question."""
        self._question = question
        self._offices = question.offices
        self._want = want
        self._archive = archive

    def strength(self, stored: StoredPassage, sentence: Sentence, above: Sequence[str]) -> float:
        """How surely a sentence is a task that is asked for: 1 where it is of the office named, or none is; one of
        somebody of the sort that is asked for; or one that has a deadline below it.
        """
        if self._want is Want.WHO:
            return max(map(self._is_of_sort, self._tasks(stored, sentence)), default=0.0)
        if self._want in TIMES:
            text = self._archive.directive(stored.entry.id).text
            return float(any(due_below(one, text) for one in self._tasks(stored, sentence)))
        if self._want is not Want.TASK:
            return 0.0
        if found := max(map(self._suits, self._tasks(stored, sentence)), default=0.0):
            return found
        words = " ".join((*above, stored.passage.text[sentence.start : sentence.end]))
        return _SPOKEN if any(office.is_in(name, words) for name in self._offices) else _NO_TASK

    def _tasks(self, stored: StoredPassage, sentence: Sentence) -> list[Assignment]:
        start, end = stored.passage.start + sentence.start, stored.passage.start + sentence.end
        return tasks_at(self._archive.directive(stored.entry.id), start, end)

    def _is_of_sort(self, task: Assignment) -> float:
        """Whether somebody of the sort is to do a task; of "ai" and "đơn vị nào" anybody is."""
        question = self._question
        is_of = not question.sort or any(evidence.has_sort(name, question) for name in task.assignees)
        return float(is_of and question.details.isdisjoint((Detail.PERSON, Detail.TO_WHOM)))

    def _suits(self, task: Assignment) -> float:
        if not self._offices or any(office.is_among(name, task.assignees) for name in self._offices):
            return 1.0
        return _PARTNER if any(office.is_among(name, task.partners) for name in self._offices) else _TO_ANOTHER


def tasks_at(directive: Directive, start: int, end: int) -> list[Assignment]:
    """The tasks of a directive that a stretch of it is part of."""
    return [one for one in directive.assignments if one.start < end and start < one.end]


def due_below(task: Assignment, text: str) -> Span | None:
    """Where the deadline of a task stands in its directive, on a line of its own below: ``Thời hạn: ...``."""
    if not task.deadline:
        return None
    found = re.search(re.escape(task.deadline), text[task.end : task.end + _BELOW])
    return (task.end + found.start(), task.end + found.end()) if found else None
