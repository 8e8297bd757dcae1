"""Sentences with marks in them: how well names, duties and deadlines are read where they stand.

``eval/judged/sentences`` has lines of directives as thirteen writers wrote them, each in fields of their own.
Marks change nothing in a line: without them it is what an office would write.

============ ==========================================================================================
``[=NAME]``  who has the task of the line
``[+NAME]``  who supports, or with whom it is done
``[NAME]``   anybody else who is spoken of
``|``        stands before the first word of the task, where the line gives one in words of its own
``{WORDS}``  the first words that say by when
============ ==========================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from eval.dataset import DatasetError
from eval.judged import FOLDER
from indexer import deadlines, verbs
from indexer.domain import Span
from indexer.names import actors
from indexer.sentences import unquoted
from indexer.text import keys, nfc

SENTENCES = FOLDER / "sentences"

_MARK = re.compile(r"\[[=+]?|[]|{}]")


class Named(NamedTuple):
    """Where a name stands; ``kind`` is ``=``, ``+`` or empty."""

    kind: str
    start: int
    end: int


class Sentence(NamedTuple):
    """A line without its marks, and where they stood."""

    words: str
    names: tuple[Named, ...]
    task: int | None
    deadline: Span | None


def parse(line: str) -> Sentence:
    """Read the marks of a line.

    Raises:
        DatasetError: one is not closed, or one is in another of its kind.
    """
    marks: list[tuple[str, int]] = []
    taken = 0
    for mark in _MARK.finditer(line):
        marks.append((mark[0], mark.start() - taken))
        taken += len(mark[0])
    try:
        names = [Named(sign[1:], start, end) for sign, start, end in _pairs(marks, "[]")]
        deadline = next(((start, end) for _, start, end in _pairs(marks, "{}")), None)
    except ValueError as error:
        raise DatasetError(f"{error}: {line}") from error
    task = next((at for sign, at in marks if sign == "|"), None)
    return Sentence(_MARK.sub("", line), tuple(names), task, deadline)


def _pairs(marks: Sequence[tuple[str, int]], brackets: str) -> list[tuple[str, int, int]]:
    """What stands between brackets of a kind: the sign that opens it, and where it stands.

    Raises:
        ValueError: one is not closed, or stands in another.
    """
    own = [mark for mark in marks if mark[0][0] in brackets]
    pairs = list(zip(own[::2], own[1::2], strict=False))
    if len(own) % 2 or any(first[0][0] != brackets[0] or last[0] != brackets[1] for first, last in pairs):
        raise ValueError(f"expected each {brackets[0]} to be closed before the next")
    return [(sign, start, end) for (sign, start), (_, end) in pairs]


def load(folder: Path = SENTENCES) -> Iterator[Sentence]:
    """All lines of the files in a folder.

    Raises:
        DatasetError: a line's marks are wrong, or there is none.
    """
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise DatasetError(f"{folder}: expected files of marked sentences (*.txt), found none.")
    for file in files:
        yield from map(parse, nfc(file.read_text(encoding="utf-8")).splitlines())


class Share(NamedTuple):
    """How many of so many are read as marked."""

    right: int
    of: int

    @classmethod
    def of_all(cls, rows: Sequence[bool]) -> Share:
        """Count them."""
        return cls(sum(rows), len(rows))


def measure(sentences: Sequence[Sentence]) -> dict[str, Share]:
    """Of names, those read from where they begin to where they end; of tasks, those that begin with a known duty;
    of deadlines in tasks, and of tasks without one, those that are found so.
    """
    named = [(one.words, name) for one in sentences for name in one.names]
    tasks = [(one.words[one.task :], _within(one)) for one in sentences if one.task is not None]
    return {
        "who has the task": Share.of_all([_is_read(words, name) for words, name in named if name.kind == "="]),
        "who supports": Share.of_all([_is_read(words, name) for words, name in named if name.kind == "+"]),
        "who else is named": Share.of_all([_is_read(words, name) for words, name in named if not name.kind]),
        "duties": Share.of_all([verbs.begins(task) for task, _ in tasks]),
        "deadlines": Share.of_all([_deadline(task) == keys(said) for task, said in tasks]),
    }


def table(found: dict[str, Share]) -> str:
    """A line a measure."""
    lines = [f"{name:<20}{share.right / max(share.of, 1):>7.3f}{share.of:>8}" for name, share in found.items()]
    return "\n".join([f"{'sentences':<20}{'right':>7}{'of':>8}", *lines])


def _within(one: Sentence) -> str:
    """The deadline in the words of a task; one before them is not the task's own words."""
    start, end = one.deadline or (0, 0)
    return one.words[start:end] if one.task is not None and start >= one.task else ""


_BRACKETS = re.compile(r"\s*\([^()]*\)$")
"""What no name has at its end; some writers marked it with the name."""


def _is_read(words: str, name: Named) -> bool:
    found = actors.read(words, name.start)
    return found is not None and found.names[0] == _BRACKETS.sub("", words[name.start : name.end])


def _deadline(task: str) -> list[str]:
    found = deadlines.of_task(unquoted(task))
    return keys(found.words) if found else []
