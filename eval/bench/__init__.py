"""What indexing, opening and searching cost by size of the archive, beside what the parts cost alone."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from eval import questions
from eval.bench import asking, building, opening, serving
from eval.bench.archive import Made, directives
from eval.dataset import Topic
from eval.training.data import with_own_title
from indexer import embed
from indexer.domain import Passage
from indexer.index.archive_index import ArchiveIndex
from indexer.models import Model
from search_api.engine import Engine

FIRST = 1_000
"""Passages that the judged questions are about: they are the first of every archive."""

_JUDGED, _OWN = 60, 40
"""Questions that are titles of articles, and questions as people ask them."""

_MORE = 400
"""Passages of directives that are added, and not in the archive."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one size."""

    built: building.Built
    opened: opening.Opened
    asked: asking.Asked
    served: serving.Served
    shared: serving.Served
    """The same by a server with a process for each core."""

    def to_dict(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self) | {"rates": self.built.rates}


def bench(
    sizes: Sequence[int], data: Path, model: Model, say: Callable[[str], None], keep: Path | None = None
) -> Iterator[Figures]:
    """Make and measure an archive of each size in a temporary directory, or in one to ``keep`` them in, where what
    is there is not made again; ``say`` is told what is done.

    Raises:
        DatasetError: ``data`` does not hold the articles.
    """
    embedder = embed.load(model)
    for size in sizes:
        with _folder(keep, size) as folder:
            index = folder / "index"
            say(f"{size} passages: indexing")
            built = building.build_once(data, size, index, model)
            first = list(directives(building.articles(data, FIRST), FIRST))
            topics, others = judged(first), people()
            say(f"{size} passages: opening, changing")
            more = list(islice(directives(building.articles(data, FIRST), _MORE, seed=99), 8))
            opened = opening.measure(index, embedder, topics[0].question, more)
            say(f"{size} passages: asking")
            with ArchiveIndex.open(index) as archive:
                asked = asking.measure(Engine(archive, embedder), topics, others)
            say(f"{size} passages: serving")
            asked_of = [*(topic.question for topic in topics), *others]
            served, shared = (serving.measure(index, asked_of, n) for n in (0, os.cpu_count() or 1))
            yield Figures(built, opened, asked, served, shared)


@contextmanager
def _folder(keep: Path | None, size: int) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="tracuu-bench-") as folder:
            yield Path(folder)
    else:
        (keep / str(size)).mkdir(parents=True, exist_ok=True)
        yield keep / str(size)


def people() -> list[str]:
    """Questions as people ask them, evenly from the project's own; nothing of these archives answers them."""
    own = questions.read(questions.OWN)
    return [question.text for question in own[:: max(1, len(own) // _OWN)]][:_OWN]


def judged(made: Sequence[Made]) -> list[Topic]:
    """Titles that one article bears and no directive has as its subject, with the passages of each."""
    found: list[Topic] = []
    unique = {id(one) for one in with_own_title([article for one in made for article, *_ in one.articles])}
    for one in made:
        for article, start, end in one.articles[1:]:
            parts = [p for p in one.directive.passages if start <= p.start < end]
            if id(article) in unique and parts:
                relevant = {_id(one, part): 1 for part in parts}
                found.append(Topic(f"q{len(found)}", article.title, relevant))
    return found[:_JUDGED]


def _id(made: Made, passage: Passage) -> str:
    return made.directive.passage_id(passage)
