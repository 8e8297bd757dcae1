"""How well titles find their bodies: what the model card reports.

Two set-ups on the same articles. ``own title``: articles whose title no other bears, so that a question has
one right answer. ``every article``: every title is asked, though hundreds may be "Hiệu lực thi hành", and
only its own body is right; the floor that the project set was measured so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ir_measures
import numpy as np
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

from eval.training.data import Article, fold_words, opening, with_own_title, without_abstracts
from eval.training.save import encode

DEPTH = 100
MEASURES = (nDCG @ 10, R @ 10, R @ 100, RR @ 10)
"""nDCG and reciprocal rank over the first ten, recall over the first ten and hundred."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The means over ``queries`` titles against ``documents`` bodies; ``values`` follow ``MEASURES``."""

    setup: str
    diacritics: bool
    queries: int
    documents: int
    values: tuple[float, ...]

    def row(self) -> str:
        """The scores as a row of a Markdown table."""
        spelled = "with diacritics" if self.diacritics else "stripped of them"
        figures = " | ".join(f"{value:.3f}" for value in self.values)
        return f"| {self.setup} | {spelled} | {self.queries} | {self.documents} | {figures} |"


HEADER = (
    "| set-up | titles | questions | bodies | "
    + " | ".join(str(measure) for measure in MEASURES)
    + " |\n|---|---|---|---|"
    + "---|" * len(MEASURES)
)


def evaluate(folder: Path, articles: Sequence[Article]) -> list[Scores]:
    """The scores of the model in ``folder``: each set-up, with diacritics and stripped of them."""
    alone = with_own_title(list(articles))
    return [
        _score(folder, setup, chosen, spelling)
        for setup, chosen in (("own title", alone), ("every article", list(articles)))
        for spelling in (str, fold_words)
    ]


def evaluate_news(folder: Path, stories: Sequence[Article]) -> list[Scores]:
    """The scores of headlines that look for their stories, the abstracts left out."""
    bodies = without_abstracts(stories)
    return [_score(folder, "news", bodies, spelling) for spelling in (str, fold_words)]


def speed(folder: Path, articles: Sequence[Article]) -> float:
    """Bodies that are tokenised and embedded in a second, as :func:`evaluate` searches them."""
    bodies = [opening(article) for article in articles]
    encode(folder, bodies[:10])
    began = time.perf_counter()
    encode(folder, bodies)
    return len(bodies) / (time.perf_counter() - began)


def _score(folder: Path, setup: str, articles: list[Article], spelling: Callable[[str], str]) -> Scores:
    queries = encode(folder, [spelling(article.title) for article in articles])
    bodies = encode(folder, [opening(article) for article in articles])
    qrels = [Qrel(str(at), str(at), 1) for at in range(len(articles))]
    means = ir_measures.calc_aggregate(MEASURES, qrels, list(_run(queries @ bodies.T)))
    values = tuple(float(means[measure]) for measure in MEASURES)
    return Scores(setup, spelling is str, len(queries), len(bodies), values)


def _run(scores: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> Iterator[ScoredDoc]:
    for query, row in enumerate(scores):
        for document in np.lexsort((np.arange(len(row)), -row))[:DEPTH].tolist():
            yield ScoredDoc(str(query), str(document), float(row[document]))
