"""From an exact phrase, or a file, to the passages that answer: judgements that outlive another chunking."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from eval.dataset import DatasetError, Topic
from eval.questions import Answer, Question
from indexer.domain import Directive, Passage


def judge(questions: Iterable[Question], archive: Mapping[str, Directive]) -> tuple[Topic, ...]:
    """Questions as topics: relevant is each passage that holds one of the answers, under its passage id.

    Args:
        questions: with their answers.
        archive: the directives by file.

    Raises:
        DatasetError: a file is not in the archive, or a phrase does not stand there exactly once.
    """
    return tuple(_topic(question, archive) for question in questions)


def relevant(phrase: str, directive: Directive) -> list[Passage]:
    """The passages that contain a phrase's span, or where chunking cut it, that which holds most of it.

    Raises:
        DatasetError: the phrase does not occur exactly once in the text, or stands outside all passages.
    """
    spans = occurrences(phrase, directive.text)
    if len(spans) != 1:
        found = f"occurs {len(spans)} times" if spans else "does not occur"
        raise DatasetError(
            f"the phrase “{phrase}” must stand exactly once in {directive.file}, but {found} there."
        )
    start, end = spans[0]
    whole = [passage for passage in directive.passages if passage.start <= start and end <= passage.end]
    if whole:
        return whole
    best = max(directive.passages, key=lambda passage: _overlap(passage, start, end), default=None)
    if best is None or not _overlap(best, start, end):
        raise DatasetError(f"the phrase “{phrase}” stands in no passage of {directive.file}.")
    return [best]


def occurrences(phrase: str, text: str) -> list[tuple[int, int]]:
    """The spans of ``text`` that read as ``phrase``; a run of white space is as good as one space."""
    words: Sequence[str] = phrase.split()
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    return [found.span() for found in pattern.finditer(text)] if words else []


def _topic(question: Question, archive: Mapping[str, Directive]) -> Topic:
    names = [name for answer in question.answers for name in _names(question, answer, archive)]
    grades = dict.fromkeys(names, 1)
    return Topic(question.id, question.text, grades, question.kind, question.split or None, question.same_as)


def _names(question: Question, answer: Answer, archive: Mapping[str, Directive]) -> list[str]:
    if answer.file not in archive:
        raise DatasetError(f"{question.id}: there is no file “{answer.file}” in the archive.")
    directive = archive[answer.file]
    if answer.phrase is None:
        return [directive.passage_id(passage) for passage in directive.passages]
    try:
        return [directive.passage_id(passage) for passage in relevant(answer.phrase, directive)]
    except DatasetError as error:
        raise DatasetError(f"{question.id}: {error.message}") from error


def _overlap(passage: Passage, start: int, end: int) -> int:
    """Characters that a passage shares with a span."""
    return max(0, min(passage.end, end) - max(passage.start, start))
