"""``python -m eval.training.deadlines``: learn which words of a task say by when.

What it makes is read by :mod:`indexer.deadlines.deadline_tagger`.

Two kinds of tasks teach: those of the judged documents of ``dev`` and ``seeds``, and those of ``deadlines.txt``,
which were made up for it. ``--check`` tells how well it works on what it has not seen: each round of judged
documents is read by a model that learned from all the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import click

from eval.judged import Document
from eval.training.field import Lesson, Plan, fit
from eval.understand import documents
from indexer import deadlines
from indexer.deadlines import deadline_tagger
from indexer.deadlines.deadline_tagger import AFTER, BUNDLED, FIRST, INSIDE, NEXT, OUTSIDE, Model
from indexer.domain import PartialDate
from indexer.reading import read
from indexer.sentences import unquoted
from indexer.text import keys, nfc
from indexer.understand import parse

MADE_UP = Path(__file__).with_suffix(".txt")
_SYLLABLES = 4
"""How many of its first a task is known by."""


@dataclass(frozen=True, slots=True)
class Task:
    """The words of a task, and those that say by when; ``round`` is the round of documents it was judged in, and
    ``written`` the date of the document.
    """

    round: str
    words: str
    deadline: str | None
    written: PartialDate = deadlines.UNKNOWN

    def lesson(self) -> Lesson:
        """What it teaches."""
        spans = deadline_tagger.tokens(self.words)
        start = self.words.index(self.deadline) if self.deadline else len(self.words)
        end = start + len(self.deadline or "")
        tags = [
            OUTSIDE if at < start else FIRST if at == start else INSIDE if at < end else AFTER for at, _ in spans
        ]
        if AFTER in tags:
            tags[tags.index(AFTER)] = NEXT
        return deadline_tagger.clues(self.words, spans), tags


def made_up(text: str) -> Iterator[Task]:
    """The tasks of a file, one a line, the deadline in braces."""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            _, _, rest = line.partition("{")
            yield Task("", unquoted(line.replace("{", "").replace("}", "")), rest.partition("}")[0] or None)


def _round(name: str) -> str:
    """The letters that a document's name begins with."""
    return "".join(takewhile(str.isalpha, name))


def judged(document: Document) -> Iterator[Task]:
    """The tasks of a judged document that are found as judged; a deadline that stands elsewhere is left out."""
    waiting, directive = list(document.judged.duties), parse(read(document.file))
    for found in directive.assignments:
        first = keys(found.task)[:_SYLLABLES]
        duty = next((duty for duty in waiting if keys(duty.task)[:_SYLLABLES] == first), None)
        if duty is None:
            continue
        waiting.remove(duty)
        task = unquoted(found.task)
        if duty.deadline is None or duty.deadline in task:
            yield Task(_round(document.name), task, duty.deadline, directive.header.date)


def tasks() -> list[Task]:
    """All that teaches."""
    known = [task for name in ("dev", "seeds") for document in documents(name) for task in judged(document)]
    return [*known, *made_up(nfc(MADE_UP.read_text("utf-8")))]


def learn(known: Sequence[Task], plan: Plan) -> Model:
    """The model that these tasks teach."""
    return fit([task.lesson() for task in known], plan)


def check(known: Sequence[Task], plan: Plan, only: Collection[str] = ()) -> Iterator[str]:
    """For each round, or ``only`` some, the share of tasks whose deadline is found by the rules, by what the other
    rounds teach, and by both (:func:`indexer.deadlines.of_task`).
    """
    lessons = [task.lesson() for task in known]
    for name in only or sorted({task.round for task in known if task.round.isalpha()}):
        model = fit([lesson for task, lesson in zip(known, lessons, strict=True) if task.round != name], plan)
        rows = [_found(task, model) for task in known if task.round == name]
        rules, learned, both = (sum(column) / len(rows) for column in zip(*rows, strict=True))
        yield f"{name} {len(rows):>4} tasks  rules {rules:.3f}  learned {learned:.3f}  together {both:.3f}"


def _found(task: Task, model: Model) -> list[bool]:
    found = (
        deadlines.find(task.words, task.written),
        deadlines.learned(task.words, task.written, model),
        deadlines.of_task(task.words, task.written, model),
    )
    return [keys(one.words if one else "") == keys(task.deadline or "") for one in found]


@click.command(help="Learn which words of a task say by when.")
@click.option("--out", type=click.Path(path_type=Path), default=BUNDLED, help="File to write the model to.")
@click.option("--check", "is_check", is_flag=True, help="Only tell how well each round is read by the others.")
@click.option("--round", "rounds", multiple=True, help="With --check: only this round; may be given again.")
def main(out: Path, is_check: bool, rounds: tuple[str, ...]) -> None:
    """Read, learn, write."""
    known, plan = tasks(), Plan()
    if is_check:
        for line in check(known, plan, rounds):
            click.echo(line)
        return
    model = learn(known, plan)
    model.save(out)
    click.echo(f"{out}: {len(known)} tasks, {len(model.clues)} clues, {out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
