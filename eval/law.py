"""Articles of codified law as a BEIR folder: a first retrieval test at some size.

A title asks, the beginning of its article's body answers; the title itself is not in the document. Titles
that several articles bear ("Hiệu lực thi hành") ask nothing, but their articles stay in the corpus.
"""

from __future__ import annotations

from pathlib import Path

from eval import beir
from eval.beir import Document
from eval.dataset import Dataset, DatasetError, Topic
from eval.training.data import Article, opening, read_articles, with_own_title

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
FILE = "law-articles-dev.jsonl.xz"


def make(data: Path, folder: beir.Folder) -> tuple[int, int]:
    """Write the BEIR folder from ``data / FILE``.

    Returns:
        How many documents and questions were written.

    Raises:
        DatasetError: the file is not there.
    """
    source = data / FILE
    if not source.is_file():
        raise DatasetError(f"{source} is missing; name the folder that holds it with --data.")
    articles = read_articles(source)
    names = {id(article): f"a{number:05d}" for number, article in enumerate(articles, 1)}
    asked = tuple(_topic(article, names[id(article)]) for article in with_own_title(articles))
    beir.write(folder, [_document(a, names[id(a)]) for a in articles], Dataset(folder.name, asked))
    return len(articles), len(asked)


def _document(article: Article, name: str) -> Document:
    return Document(name, "", opening(article))


def _topic(article: Article, name: str) -> Topic:
    return Topic(name.replace("a", "q"), article.title, {name: 1})
