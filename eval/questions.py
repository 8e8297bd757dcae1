"""The project's own questions: each with the places that answer it, by file and exact phrase.

The format is that of ``eval/queries/README.md``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from eval.dataset import DatasetError, Record, records
from indexer.text import nfc

HEADER = "header"
"""The kind of question about a directive's number, date, signer, issuer ...: its answers need no phrase."""

OWN = Path(__file__).parent / "queries" / "directives.jsonl"
"""The set that ships, on the directives in ``corpus/``."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A place that answers a question: ``phrase`` stands exactly once in ``file`` of the archive.

    Without a phrase the whole directive does: any passage of it names the header that was asked for.
    """

    file: str
    phrase: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question as staff would type it. ``answers`` are alternatives; ``split`` is ``tune`` or ``held``.

    ``same_as`` is the id of the question that this one repeats in another spelling (without diacritics).
    """

    id: str
    text: str
    kind: str
    split: str
    answers: tuple[Answer, ...]
    same_as: str | None = None


def read(file: Path) -> list[Question]:
    """The questions of a file, in its order.

    Raises:
        DatasetError: the file cannot be read, holds no question, or a line is not one.
    """
    questions: dict[str, Question] = {}
    for record in records(file):
        question = _question(record)
        if question.id in questions:
            raise DatasetError(f"{record.place}: the id {question.id} is already taken by an earlier line.")
        questions[question.id] = question
    if not questions:
        raise DatasetError(f"{file} holds no question.")
    for question in questions.values():
        if question.same_as and (question.same_as == question.id or question.same_as not in questions):
            raise DatasetError(
                f"{file}: {question.id} is the same as {question.same_as}, which is no other question."
            )
    return list(questions.values())


def choose(questions: Iterable[Question], split: str) -> list[Question]:
    """The questions of one split, or all.

    Raises:
        DatasetError: none is left.
    """
    chosen = [question for question in questions if split in ("all", question.split)]
    if not chosen:
        raise DatasetError(f"No question is in the split “{split}”.")
    return chosen


def _question(record: Record) -> Question:
    text = record.text("question")
    if not text.strip():
        raise DatasetError(f"{record.place}: the question is empty.")
    kind, split = record.text("kind", "other"), record.text("split", "")
    same_as = record.name("same_as") if record.fields.get("same_as") is not None else None
    return Question(record.name("id"), text, kind, split, _answers(record, kind), same_as)


def _answers(record: Record, kind: str) -> tuple[Answer, ...]:
    found = record.fields.get("answers")
    answers = [_answer(item, kind) for item in found] if isinstance(found, list) else []
    valid = tuple(answer for answer in answers if answer)
    if not valid or len(valid) < len(answers):
        raise DatasetError(
            f'{record.place}: expected “answers” to be a list of {{"file", "phrase"}}; only a question of kind '
            f"“{HEADER}” may leave out the phrase."
        )
    return valid


def _answer(item: object, kind: str) -> Answer | None:
    match item:
        case {"file": str(file), "phrase": str(phrase)} if file and phrase.strip():
            return Answer(nfc(file), nfc(phrase))
        case {"file": str(file), **others} if file and kind == HEADER and others.get("phrase") is None:
            return Answer(nfc(file))
    return None
