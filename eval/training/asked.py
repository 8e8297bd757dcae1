"""Everyday questions for official sentences: what a clerk types, and the sentence of a law that answers it.

``asked.tsv`` holds the questions, two a line, and names the sentence by a digest: its words are in the sources of
:mod:`eval.training.sources`. Written by AI assistants in other words than the sentence, for this project; they saw
neither ``eval/queries`` nor the directives that those ask about.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from pathlib import Path

from eval.training.data import Article, units

TABLE = Path(__file__).with_name("asked.tsv")


def digest(sentence: str) -> str:
    """Sixteen letters that name a sentence: white space and marks at its ends aside."""
    return hashlib.blake2b(" ".join(sentence.split()).strip(" -+•").encode(), digest_size=8).hexdigest()


def asked(articles: Iterable[Article], table: Path = TABLE) -> list[Article]:
    """Each question as the title of its sentence, for the sentences that the articles hold."""
    with table.open(encoding="utf-8", newline="") as lines:
        questions = {row[0]: row[1:] for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    found = {}
    for article in articles:
        for sentence in (article.title, *units(article.body)):
            name = digest(sentence)
            if name in questions:
                found[name] = sentence
    return [Article("asked", question, found[name]) for name in sorted(found) for question in questions[name]]
