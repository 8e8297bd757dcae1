"""Whether a sentence is a task that was given, and to the office that a question names."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.domain import Assignment
from indexer.index.records import StoredPassage
from search_api.answering import office
from search_api.answering.archive import Archive
from search_api.answering.kinds import Want
from search_api.answering.question import Question
from search_api.answering.sentences import Sentence

_PARTNER, _SPOKEN, _TO_ANOTHER, _NO_TASK = 0.6, 0.5, 0.2, 0.1
"""Strength of a task that the office only joins in, of words about it, of another's task, and of what is none."""


class Given:
    """The tasks of the directives that were found, looked up where a question asks for tasks."""

    def __init__(self, question: Question, want: Want | None, archive: Archive) -> None:
        """For one question."""
        self._offices = question.offices
        self._is_wanted = want is Want.TASK
        self._archive = archive

    def strength(self, stored: StoredPassage, sentence: Sentence, above: Sequence[str]) -> float:
        """How surely a sentence is a task that is asked for: 1 where it is of the office named, or none is."""
        if not self._is_wanted:
            return 0.0
        start, end = stored.passage.start + sentence.start, stored.passage.start + sentence.end
        tasks = self._archive.directive(stored.entry.id).assignments
        held = [one for one in tasks if one.start < end and start < one.end]
        if found := max(map(self._suits, held), default=0.0):
            return found
        words = " ".join((*above, stored.passage.text[sentence.start : sentence.end]))
        return _SPOKEN if any(office.is_in(name, words) for name in self._offices) else _NO_TASK

    def _suits(self, task: Assignment) -> float:
        if not self._offices or any(office.is_among(name, task.assignees) for name in self._offices):
            return 1.0
        return _PARTNER if any(office.is_among(name, task.partners) for name in self._offices) else _TO_ANOTHER
