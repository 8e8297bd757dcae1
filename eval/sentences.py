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

_MARK = re.compile(r"\[(?P<kind>[=+]?)|[]|{}]")


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
    parts: list[str] = []
    opened: dict[str, tuple[str, int]] = {}
    names: list[Named] = []
    task: int | None = None
    deadline: Span | None = None
    at = length = 0
    for mark in _MARK.finditer(line):
        parts.append(line[at : mark.start()])
        length, at = length + mark.start() - at, mark.end()
        sign = mark[0][0]
        if sign in opened:
            raise DatasetError(f"expected {sign} to be closed: {line}")
        if sign in "[{":
            opened[sign] = (mark["kind"] or "", length)
        elif sign == "|":
            task = length
        else:
            kind, start = opened.pop("[" if sign == "]" else "{", (None, 0))
            if kind is None:
                raise DatasetError(f"expected what {sign} closes: {line}")
            if sign == "]":
                names.append(Named(kind, start, length))
            else:
                deadline = deadline or (start, length)
    if opened:
        raise DatasetError(f"expected all marks to be closed: {line}")
    return Sentence("".join([*parts, line[at:]]), tuple(names), task, deadline)


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


def _is_read(words: str, name: Named) -> bool:
    found = actors.read(words, name.start)
    return found is not None and found.names[0] == words[name.start : name.end]


def _deadline(task: str) -> list[str]:
    found = deadlines.of_task(unquoted(task))
    return keys(found.words) if found else []
