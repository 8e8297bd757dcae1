"""What training needs on a machine with a GPU and little else: cleaned articles, tokenised once, in two files.

``python -m eval.training.prepared FOLDER`` reads the sources (minutes) and writes ``articles.json.bz2``, the
portions and what is kept out of them, and ``own.json``, the project's own questions with the passages that they
ask about. :class:`Corpus` reads both; it needs neither an index nor the libraries of one.
"""

from __future__ import annotations

import bz2
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
from tokenizers import Tokenizer

from eval.training.data import Article
from eval.training.pairs import Ids, Mix, tokenise
from indexer.text import retone

ARTICLES, OWN = "articles.json.bz2", "own.json"


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is learned (``mix``, a name a source) and what is scored on: ``held`` articles, ``own`` questions."""

    tokenizer: Tokenizer
    mix: Mix
    names: tuple[str, ...]
    held: dict[str, list[Article]]
    own: dict[str, Any]

    @classmethod
    def read(cls, folder: Path, tokenizer: Path, *, whole: bool) -> Corpus:
        """The corpus of a folder that :func:`main` wrote; ``whole``: learn from the law that is kept out, too."""
        tokens = Tokenizer.from_file(str(tokenizer))
        with bz2.open(folder / ARTICLES, "rt", encoding="utf-8") as file:
            found = json.load(file)
        held = {name: [Article(*row) for row in rows] for name, rows in found["held"].items()}
        names, parts = [], []
        for name, weight, strip, rows in found["portions"]:
            articles = [Article(*row) for row in rows] + (held["law"] if whole and name == "law" else [])
            names.append(name)
            parts.append((tokenise(articles, tokens, strip=strip), weight))
        own = json.loads((folder / OWN).read_text(encoding="utf-8"))
        return cls(tokens, Mix(parts), tuple(names), held, own)

    def weighted(self, weights: Sequence[tuple[str, float]]) -> Mix:
        """The mix with the weights of some sources replaced; 0 leaves a source out."""
        wanted = dict(weights)
        parts = zip(self.names, self.mix.parts, strict=True)
        weighed = [(pairs, wanted.get(name, weight)) for name, (pairs, weight) in parts]
        return Mix([(pairs, weight) for pairs, weight in weighed if weight])

    def ids(self, texts: Sequence[str]) -> list[Ids]:
        """Tokens of texts."""
        encodings = self.tokenizer.encode_batch_fast([retone(text) for text in texts], add_special_tokens=False)
        return [np.array(encoding.ids, dtype=np.int64) for encoding in encodings]


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--data", type=click.Path(path_type=Path), help="Folder with the sources' files.")
@click.option("--seed", type=int, default=11, show_default=True)
def main(folder: Path, data: Path | None, seed: int) -> None:
    """Read, clean, write."""
    from eval.training import __main__ as training
    from eval.training.data import read_articles

    where = data or training.DATA
    portions, held = training.read(where, validate=True, seed=seed)
    found = {
        "portions": [(p.name, p.weight, p.strip, [_row(article) for article in p.articles]) for p in portions],
        "held": {
            "law": [_row(article) for article in held.law],
            "news": [_row(article) for article in held.news],
            "dev": [_row(article) for article in read_articles(where / training.DEV)],
        },
    }
    folder.mkdir(parents=True, exist_ok=True)
    with bz2.open(folder / ARTICLES, "wt", encoding="utf-8") as file:
        json.dump(found, file, ensure_ascii=False)
    (folder / OWN).write_text(json.dumps(_own(), ensure_ascii=False), encoding="utf-8")


def _row(article: Article) -> tuple[str, str, str]:
    return article.file, article.title, article.body


def _own() -> dict[str, Any]:
    """The passages of the directives that ship, their subjects, and each question with what answers it."""
    from eval.source import CORPUS, Archive
    from indexer import embed, models, shown
    from indexer.settings import Settings

    embedder = embed.load(models.find("bundled", Settings()))
    with Archive(CORPUS).opened(embedder) as (archive, dataset):
        catalog = archive.engine.index.catalog
        stored = list(catalog.all_passages())
        directives = list(dict.fromkeys(item.entry.id for item in stored))
        places = {archive.names[item.key]: at for at, item in enumerate(stored)}
        return {
            "subject_share": shown.SUBJECT_SHARE,
            "passages": [shown.passage_input(item.passage) for item in stored],
            "subjects": [shown.subject_input(catalog.directive(id)) for id in directives],
            "subject_of": [directives.index(item.entry.id) for item in stored],
            "questions": [
                {
                    "text": archive.engine.understand(topic.question).text,
                    "kind": topic.kind,
                    "split": topic.split,
                    "relevant": [places[name] for name in topic.relevant],
                }
                for topic in dataset.topics
            ],
        }


if __name__ == "__main__":
    main()
