"""Where an evaluation takes its texts, questions and judgements from: an archive, or a BEIR folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval import beir, collection, qrels, questions
from eval.collection import Collection
from eval.dataset import Dataset
from indexer.embed import Embedder

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
"""The directives that ship with the repository."""


@dataclass(frozen=True, slots=True)
class Archive:
    """Directives, and questions that name their answers by file and phrase. ``split`` may be ``all``."""

    corpus: Path
    queries: Path = questions.OWN
    split: str = "all"

    @contextmanager
    def opened(self, embedder: Embedder) -> Iterator[tuple[Collection, Dataset]]:
        """Index the directives in a temporary directory and find the passages that answer.

        Raises:
            DatasetError: the questions cannot be read or do not fit the directives.
            SourceError: the folder of directives is missing or empty.
        """
        asked = questions.choose(questions.read(self.queries), self.split)
        name = self.queries.stem if self.split == "all" else f"{self.queries.stem} ({self.split})"
        with collection.of_archive(self.corpus, embedder) as opened:
            topics = qrels.judge(asked, opened.directives())
            yield opened, Dataset(name, topics, alternatives=True)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A BEIR folder."""

    folder: beir.Folder

    @contextmanager
    def opened(self, embedder: Embedder) -> Iterator[tuple[Collection, Dataset]]:
        """Index the documents in a temporary directory, and read the judged queries.

        Raises:
            DatasetError: a file cannot be read as it is.
        """
        dataset = beir.dataset(self.folder)
        with collection.of_documents(self.folder, embedder) as opened:
            yield opened, dataset


Source = Archive | Benchmark
