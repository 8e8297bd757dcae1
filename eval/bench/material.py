"""What this project and its peers are given alike: directives, their passages, and judged questions."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval import beir, collection, law, qrels, questions
from eval.bench import FIRST, building, judged, people
from eval.bench.archive import directives
from eval.dataset import Dataset, Topic
from eval.peers.protocol import PASSAGES
from eval.peers.tracuu import DIRECTIVES
from eval.source import CORPUS
from indexer.domain import Directive
from indexer.embed import Embedder, Fingerprint
from indexer.index.catalog import Catalog
from indexer.index.records import FileState
from indexer.shown import EmbeddedDirective, passage_input

_ASKED = 100
"""Of the judged questions at most, evenly."""


@dataclass(frozen=True, slots=True)
class Material:
    """``dataset`` names passages by their ids; ``others`` are questions that are asked but not judged."""

    directives: Sequence[Directive]
    dataset: Dataset
    others: Sequence[str] = ()

    @property
    def passages(self) -> int:
        """How many."""
        return sum(len(one.passages) for one in self.directives)

    @property
    def questions(self) -> list[str]:
        """All that is asked, each once."""
        return list(dict.fromkeys([*(topic.question for topic in self.dataset.topics), *self.others]))

    def write(self, folder: Path) -> None:
        """As peers read it: of each passage its id and what a model is shown of it, headings and words."""
        with (folder / PASSAGES).open("w", encoding="utf-8") as lines:
            for one in self.directives:
                for passage in one.passages:
                    row = {"id": one.passage_id(passage), "text": passage_input(passage)}
                    lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        with Catalog.create(folder / DIRECTIVES, Fingerprint("none", "", 1, "", "")) as catalog:
            rows = ((FileState(one.file, "", "", 0, 0), one) for one in self.directives)
            catalog.write([(state, one, _nothing(len(one.passages))) for state, one in rows])


def _nothing(passages: int) -> EmbeddedDirective:
    """What no model has made: each peer embeds by itself."""
    return EmbeddedDirective.without_tokens(np.zeros((passages, 1), np.float32))


def of_law(data: Path) -> Material:
    """Beginnings of articles of law, asked for by their titles (``python -m eval make-law-set``).

    Raises:
        DatasetError: ``data`` does not hold the articles.
    """
    with tempfile.TemporaryDirectory(prefix="tracuu-law-") as path:
        folder = beir.Folder(Path(path))
        law.make(data, folder)
        documents = {document.id: document.as_directive() for document in beir.documents(folder)}
        judged_ = beir.dataset(folder)
    ids = {name: one.passage_id(one.passages[0]) for name, one in documents.items()}
    topics = [
        Topic(topic.id, topic.question, {ids[name]: grade for name, grade in topic.relevant.items()})
        for topic in _evenly(judged_.topics)
    ]
    return Material(list(documents.values()), Dataset("articles of law", tuple(topics)))


def of_own(embedder: Embedder) -> Material:
    """The directives that ship with the repository, and the project's own questions."""
    with collection.of_archive(CORPUS, embedder) as opened:
        archive = opened.directives()
    topics = qrels.judge(questions.read(questions.OWN), archive)
    return Material(list(archive.values()), Dataset("own questions", _evenly(topics), alternatives=True))


def of_size(data: Path, passages: int) -> Material:
    """An archive that is made, as ``python -m eval bench --sizes`` makes it.

    Raises:
        DatasetError: ``data`` does not hold the articles.
    """
    made = list(directives(building.articles(data, passages), passages))
    topics = judged(list(directives(building.articles(data, FIRST), FIRST)))
    return Material([one.directive for one in made], Dataset("made", tuple(topics)), people())


def _evenly(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    return tuple(topics[:: -(-len(topics) // _ASKED)])
