"""Everyday questions for official sentences: what a clerk types, and the words that answer it.

``asked.tsv`` holds questions, two or three a line, and names their sentence of law or of a report by a digest: its
words are in the sources of :mod:`eval.training.sources`. ``directives.tsv`` holds made-up passages of directives,
each with its questions; :mod:`eval.made` asks those of every fifth. Written by AI assistants, the questions in
other words than the passage, for this project; they saw neither ``eval/queries`` nor what those ask about.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from eval.training.data import Article, units

TABLE = Path(__file__).with_name("asked.tsv")
DIRECTIVES = Path(__file__).with_name("directives.tsv")

_HELD = 5


def digest(sentence: str) -> str:
    """Sixteen letters that name a sentence: white space and marks at its ends aside."""
    return hashlib.blake2b(" ".join(sentence.split()).strip(" -+•").encode(), digest_size=8).hexdigest()


def asked(articles: Iterable[Article], table: Path = TABLE) -> list[Article]:
    """Each question as the title of its sentence, for the sentences that the articles hold."""
    questions = {row[0]: row[1:] for row in _rows(table)}
    found = {}
    for article in articles:
        for sentence in (article.title, *units(article.body)):
            name = digest(sentence)
            if name in questions:
                found[name] = sentence
    return [Article("asked", question, found[name]) for name in sorted(found) for question in questions[name]]


class Made(NamedTuple):
    """A made-up passage of a directive and its questions; one that is held is not learned from."""

    passage: str
    questions: list[str]
    is_held: bool


def made(table: Path = DIRECTIVES) -> list[Made]:
    """All made-up passages; every fifth is held."""
    return [Made(passage, questions, n % _HELD == 0) for n, (passage, *questions) in enumerate(_rows(table))]


def of_directives(table: Path = DIRECTIVES) -> list[Article]:
    """Each question as the title of its passage, for those that may be learned from."""
    learned = (one for one in made(table) if not one.is_held)
    return [Article("directives", question, one.passage) for one in learned for question in one.questions]


def _rows(table: Path) -> list[list[str]]:
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
