"""``python -m eval.training.deadlines``: learn which words of a task say by when (:mod:`indexer.deadline_tagger`).

Two kinds of tasks teach: those of the judged documents of ``dev`` and ``seeds``, and those of ``deadlines.txt``,
which were made up for it. ``--check`` tells how well it works on what it has not seen: each round of judged
documents is read by a model that learned from all the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from eval.judged import Document
from eval.training.field import Lesson, Plan, fit
from eval.understand import documents
from indexer import deadline_tagger, deadlines
from indexer.deadline_tagger import BUNDLED, FIRST, INSIDE, OUTSIDE, Model
from indexer.reading import read
from indexer.text import keys, nfc
from indexer.understand import parse

MADE_UP = Path(__file__).with_suffix(".txt")
_SYLLABLES = 4
"""How many of its first a task is known by."""


@dataclass(frozen=True, slots=True)
class Task:
    """The words of a task, and those that say by when; ``round`` is the round of documents it was judged in."""

    round: str
    words: str
    deadline: str | None

    def lesson(self) -> Lesson:
        """What it teaches."""
        spans = deadline_tagger.tokens(self.words)
        start = self.words.index(self.deadline) if self.deadline else len(self.words)
        end = start + len(self.deadline or "")
        tags = [OUTSIDE if not start <= at < end else FIRST if at == start else INSIDE for at, _ in spans]
        return deadline_tagger.clues(self.words, spans), tags


def made_up(text: str) -> Iterator[Task]:
    """The tasks of a file, one a line, the deadline in braces."""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            _, _, rest = line.partition("{")
            yield Task("", line.replace("{", "").replace("}", ""), rest.partition("}")[0] or None)


def judged(document: Document) -> Iterator[Task]:
    """The tasks of a judged document that are found as judged; a deadline that stands elsewhere is left out."""
    waiting = list(document.judged.duties)
    for found in parse(read(document.file)).assignments:
        first = keys(found.task)[:_SYLLABLES]
        duty = next((duty for duty in waiting if keys(duty.task)[:_SYLLABLES] == first), None)
        if duty is None:
            continue
        waiting.remove(duty)
        if duty.deadline is None or duty.deadline in found.task:
            yield Task(document.name[:1], found.task, duty.deadline)


def tasks() -> list[Task]:
    """All that teaches."""
    known = [task for name in ("dev", "seeds") for document in documents(name) for task in judged(document)]
    return [*known, *made_up(nfc(MADE_UP.read_text("utf-8")))]


def learn(known: Sequence[Task], plan: Plan) -> Model:
    """The model that these tasks teach."""
    return fit([task.lesson() for task in known], plan)


def check(known: Sequence[Task], plan: Plan) -> Iterator[str]:
    """For each round the share of tasks whose deadline is found by the rules, by what the others teach, and by the
    second where the first find none.
    """
    rounds = defaultdict(list)
    for task in known:
        if task.round.isalpha():
            rounds[task.round].append(task)
    for name, held in sorted(rounds.items()):
        model = learn([task for task in known if task.round != name], plan)
        rows = [_found(task, model) for task in held]
        rules, learned, both = (sum(column) / len(rows) for column in zip(*rows, strict=True))
        yield f"{name} {len(rows):>4} tasks  rules {rules:.3f}  learned {learned:.3f}  together {both:.3f}"


def _found(task: Task, model: Model) -> tuple[bool, bool, bool]:
    ruled, span = deadlines.find(task.words), model.deadline(task.words)
    rule, learned = ruled.words if ruled else "", task.words[slice(*span)] if span else ""
    right = keys(task.deadline or "")
    return keys(rule) == right, keys(learned) == right, keys(rule or learned) == right


@click.command(help="Learn which words of a task say by when.")
@click.option("--out", type=click.Path(path_type=Path), default=BUNDLED, help="File to write the model to.")
@click.option("--check", "is_check", is_flag=True, help="Only tell how well each round is read by the others.")
def main(out: Path, is_check: bool) -> None:
    """Read, learn, write."""
    known, plan = tasks(), Plan()
    if is_check:
        for line in check(known, plan):
            click.echo(line)
        return
    model = learn(known, plan)
    model.save(out)
    click.echo(f"{out}: {len(known)} tasks, {len(model.clues)} clues, {out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
