"""How well vectors of any model find what they should, on the texts of :class:`eval.training.prepared.Corpus`.

Only numpy: the same figures as :mod:`eval.training.evaluate` gives for a saved model, but for its ties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from eval.training.data import fold_words, opening, with_own_title, without_abstracts
from eval.training.pairs import Ids
from eval.training.prepared import Corpus
from eval.training.save import Matrix

Embed = Callable[[Sequence[str]], Matrix]


def scores(embed: Embed, corpus: Corpus) -> dict[str, float]:
    """nDCG@10 and recall@100 of each set, with and without diacritics; of the own questions recall@3 too."""
    found: dict[str, float] = {}
    for name, articles in corpus.held.items():
        searched = without_abstracts(articles) if name == "news" else articles
        asked = searched if name == "news" else with_own_title(searched)
        documents = embed([opening(article) for article in searched])
        places = {id(article): at for at, article in enumerate(searched)}
        right = np.array([places[id(article)] for article in asked])
        for spelled, spelling in (("", str), (" bare", fold_words)):
            ranks = ranks_of(embed([spelling(article.title) for article in asked]) @ documents.T, right)
            found[f"{name}{spelled} nDCG@10"] = float(gains(ranks).mean())
            found[f"{name}{spelled} R@100"] = float((ranks < 100).mean())
    return found | _own(embed, corpus)


def ranks_of(similar: NDArray[np.float32], right: Ids) -> NDArray[np.int64]:
    """How many documents stand before the right one: ``similar`` is questions by documents."""
    own = similar[np.arange(len(right)), right]
    return np.asarray((similar > own[:, None]).sum(axis=1), dtype=np.int64)


def gains(ranks: NDArray[np.int64]) -> NDArray[np.float64]:
    """nDCG@10 of questions with one right document at ``ranks`` (from 0)."""
    return np.where(ranks < 10, 1 / np.log2(ranks + 2), 0.0)


def _own(embed: Embed, corpus: Corpus) -> dict[str, float]:
    own = corpus.own
    passages = embed(own["passages"]) + own["subject_share"] * embed(own["subjects"])[own["subject_of"]]
    passages /= np.linalg.norm(passages, axis=1, keepdims=True).clip(1e-9)
    asked = embed([question["text"] for question in own["questions"]])
    ranks: dict[str, list[int]] = defaultdict(list)
    for question, vector in zip(own["questions"], asked, strict=True):
        similar = passages @ vector
        rank = int((similar > similar[question["relevant"]].max()).sum())
        for group in {question["split"], question["kind"]} & {"tune", "held", "paraphrase"}:
            ranks[group].append(rank)
    return {
        f"{group} {measure}": value
        for group, found in sorted(ranks.items())
        for measure, value in (
            ("nDCG@10", float(gains(np.array(found)).mean())), ("R@3", float((np.array(found) < 3).mean())),
        )
    }  # fmt: skip
