"""Made-up passages of directives as a BEIR folder: everyday questions among passages that all speak alike.

All of ``eval/training/directives.tsv`` is the corpus; what asks are the questions of every fifth passage, which
the bundled model does not learn from. Who wrote them wrote the others: it has met their way of asking.
"""

from __future__ import annotations

from eval import beir
from eval.beir import Document
from eval.dataset import Dataset, Topic
from eval.training.asked import Made, made


def make(folder: beir.Folder) -> tuple[int, int]:
    """Write the BEIR folder; give how many documents and questions it has."""
    passages = made()
    documents = [Document(_name(number), "", one.passage) for number, one in enumerate(passages)]
    topics = tuple(topic for number, one in enumerate(passages) if one.is_held for topic in _topics(number, one))
    beir.write(folder, documents, Dataset(folder.name, topics))
    return len(documents), len(topics)


def _topics(number: int, one: Made) -> list[Topic]:
    name = _name(number)
    return [Topic(f"{name}.{n}", question, {name: 1}) for n, question in enumerate(one.questions, 1)]


def _name(number: int) -> str:
    return f"p{number:05d}"
