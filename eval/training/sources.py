"""What the model learns from: a table of sources, each read as articles and given a weight.

Law teaches how directives speak, news and the encyclopedia how people ask, and the table of synonyms
(``synonyms.txt``) that both may mean the same. No text of any source is part of the model.
"""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.training.asked import asked, of_directives
from eval.training.data import Article, read_articles, worth_learning
from eval.training.synonyms import reworded, synonym_pairs
from indexer.text import nfc, retone

LAW = "law-articles-train.jsonl.xz"
NEWS = "news-train.jsonl.xz"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to learn from: ``weight`` is how often its pairs are seen in an epoch of the mix.

    Of more than ``most`` articles as many are drawn, in the file's order.
    """

    name: str
    file: str
    read: Callable[[Path], list[Article]]
    weight: float
    most: int = 50_000


def read_law(path: Path) -> list[Article]:
    """Articles of law whose titles say something."""
    return worth_learning(read_articles(path))


def read_news(path: Path) -> list[Article]:
    """News stories: the headline, and the abstract before the body."""
    return [
        Article("news", _line(row["title"]), f"{_line(row['abstract'])}\n{_line(row['body'])}")
        for row in _rows(path)
    ]


def read_encyclopedia(path: Path) -> list[Article]:
    """Paragraphs of an encyclopedia under the title and the heading that they stand under."""
    return [
        Article("encyclopedia", _line(f"{row['title']} {row['heading']}"), _line(row["text"]))
        for row in _rows(path)
    ]


def read_reports(path: Path, together: int = 5) -> list[Article]:
    """Sentences of reports and plans, one a line: each fifth asks for the four that follow it."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        sentences = [_line(line) for line in lines]
    return [
        Article("reports", sentences[at], "\n".join(sentences[at + 1 : at + together]))
        for at in range(0, len(sentences) - 1, together)
    ]


SOURCES = (
    Source("law", LAW, read_law, weight=2.5),
    Source("news", NEWS, read_news, weight=1.0),
    Source("encyclopedia", "wiki-passages.jsonl.xz", read_encyclopedia, weight=0.4, most=36_000),
    Source("reports", "administrative-sentences.txt.xz", read_reports, weight=2.0),
)
"""What is read, and how the batches are shared out."""

SYNONYMS, REWORDED, ASKED, DIRECTIVES = 4.0, 0.4, 6.0, 6.0
"""Weights of what :mod:`eval.training.synonyms` and :mod:`eval.training.asked` make."""


@dataclass(frozen=True, slots=True)
class Portion:
    """What is learned of one source; ``strip``: a share of it without diacritics."""

    name: str
    articles: Sequence[Article]
    weight: float
    strip: bool = True


def read_source(source: Source, data: Path, seed: int) -> Portion:
    """The source's portion, at most ``source.most`` articles."""
    return Portion(source.name, draw(source.read(data / source.file), source.most, seed), source.weight)


def written_portions(portions: Sequence[Portion], seed: int, most: int = 15_000) -> list[Portion]:
    """What was written for this project: synonyms, alone and in running text of the portions, and questions.

    What has no place in the portions is left out.

    Synonyms keep their diacritics: that ``tiền`` is ``kinh phí`` must not move ``tien``, which is ``tiến`` too.
    """
    texts = [article for portion in portions for article in draw(portion.articles, most, seed)]
    written = [
        Portion("synonyms", synonym_pairs(), SYNONYMS, strip=False),
        Portion("reworded", reworded(texts, seed), REWORDED, strip=False),
        Portion("asked", asked(article for portion in portions for article in portion.articles), ASKED),
        Portion("directives", of_directives(), DIRECTIVES),
    ]
    return [portion for portion in written if portion.articles]


def draw(articles: Sequence[Article], most: int, seed: int) -> list[Article]:
    """At most ``most`` of the articles, in their order."""
    if len(articles) <= most:
        return list(articles)
    return [articles[at] for at in sorted(random.Random(seed).sample(range(len(articles)), most))]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _line(text: str) -> str:
    return " ".join(retone(nfc(text)).split())
