"""Pairs for training: a title (or a sentence) as the question, a stretch of its article as the passage.

Everything is tokenised once, by sentence, with and without diacritics; an epoch then only chooses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tqdm import tqdm

from eval.training.data import Article, fold_words, units

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Choice:
    """What one epoch draws at random.

    ``bare_queries`` and ``bare_passages`` are the shares stripped of diacritics, ``sentences`` the share of
    questions that are a sentence of the article, left out of its passage, in place of the title.
    ``shortest`` and ``longest`` bound a passage, in syllables. ``kindred`` is the share of epochs whose
    batches hold neighbouring fields of law, so that what must be told apart is alike.
    """

    batch: int = 1024
    bare_queries: float = 1 / 3
    bare_passages: float = 0.1
    sentences: float = 0.25
    shortest: int = 60
    longest: int = 200
    kindred: float = 0.5


@dataclass(frozen=True, slots=True)
class Texts:
    """Token ids of many texts: text ``i`` is ``ids[starts[i]:starts[i + 1]]``."""

    ids: Ids
    starts: Ids

    def span(self, first: int, last: int) -> Ids:
        """The ids of texts ``first`` up to ``last``, which is left out, as one."""
        return self.ids[self.starts[first] : self.starts[last]]


@dataclass(frozen=True, slots=True)
class Bag:
    """Texts as ``torch.nn.EmbeddingBag`` takes them: all ids in a row, and where each text begins."""

    ids: Ids
    offsets: Ids

    @classmethod
    def of(cls, texts: Sequence[Ids]) -> Bag:
        """The texts in one bag, in order."""
        lengths = [len(ids) for ids in texts]
        return cls(np.concatenate(texts), np.cumsum([0, *lengths[:-1]]))


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions and passages, row by row; no title stands twice, so every other passage is a wrong answer."""

    queries: Bag
    passages: Bag
    articles: Ids


@dataclass(frozen=True, slots=True)
class Pairs:
    """Tokenised articles. ``[0]`` of a pair of texts is as written, ``[1]`` without diacritics."""

    titles: tuple[Texts, Texts]
    sentences: tuple[Texts, Texts]
    sentence_length: Ids  # syllables
    first_sentence: Ids  # of article i; one more than there are articles
    groups: list[list[int]]  # articles that share a title

    def epoch(self, choice: Choice, rng: np.random.Generator) -> Iterator[Batch]:
        """The batches of one epoch: each title once a batch at most, sizes about ``choice.batch``."""
        for members in self._deal(choice, rng):
            queries, passages = zip(*(self._pair(article, choice, rng) for article in members), strict=True)
            yield Batch(Bag.of(queries), Bag.of(passages), np.array(members))

    def batches(self, choice: Choice) -> int:
        """How many batches an epoch has."""
        return max(1, round(len(self.first_sentence) / choice.batch))

    def _deal(self, choice: Choice, rng: np.random.Generator) -> list[list[int]]:
        count = self.batches(choice)
        hands: list[list[int]] = [[] for _ in range(count)]
        kindred = rng.random() < choice.kindred
        for group in self.groups:
            articles = rng.permutation(group)[:count]
            if kindred:
                where = np.unique(articles * count // (len(self.first_sentence) - 1))
                articles = articles[: len(where)]
            else:
                where = rng.permutation(count)[: len(articles)]
            for article, hand in zip(articles.tolist(), where.tolist(), strict=True):
                hands[hand].append(article)
        return [hands[at] for at in rng.permutation(count) if len(hands[at]) > 1]

    def _pair(self, article: int, choice: Choice, rng: np.random.Generator) -> tuple[Ids, Ids]:
        first, last = self._stretch(article, choice, rng)
        bare_query, bare_passage = rng.random(2) < (choice.bare_queries, choice.bare_passages)
        passage = self.sentences[int(bare_passage)]
        if last - first > 2 and rng.random() < choice.sentences:
            asked = int(rng.integers(first, last))
            query = self.sentences[int(bare_query)].span(asked, asked + 1)
            return query, np.concatenate([passage.span(first, asked), passage.span(asked + 1, last)])
        return self.titles[int(bare_query)].span(article, article + 1), passage.span(first, last)

    def _stretch(self, article: int, choice: Choice, rng: np.random.Generator) -> tuple[int, int]:
        begin, end = int(self.first_sentence[article]), int(self.first_sentence[article + 1])
        wanted = int(rng.integers(choice.shortest, choice.longest + 1))
        lengths = np.cumsum(self.sentence_length[begin:end])
        latest = int(np.searchsorted(lengths, max(lengths[-1] - wanted, 0), side="right"))
        first = int(rng.integers(0, min(latest, len(lengths) - 1) + 1))
        before = lengths[first - 1] if first else 0
        last = int(np.searchsorted(lengths, before + wanted, side="left")) + 1
        return begin + first, min(begin + last, end)


def tokenise(articles: Sequence[Article], tokenizer: Tokenizer) -> Pairs:
    """The articles, ready for :meth:`Pairs.epoch`."""
    parts = [units(article.body) for article in articles]
    sentences = [unit for body in parts for unit in body]
    groups: dict[str, list[int]] = defaultdict(list)
    for at, article in enumerate(articles):
        groups[article.title_key].append(at)
    return Pairs(
        titles=_both([article.title for article in articles], tokenizer),
        sentences=_both(sentences, tokenizer),
        sentence_length=np.array([len(unit.split()) for unit in sentences]),
        first_sentence=np.cumsum([0, *map(len, parts)]),
        groups=list(groups.values()),
    )


def _both(texts: list[str], tokenizer: Tokenizer) -> tuple[Texts, Texts]:
    return encode(texts, tokenizer), encode([fold_words(text) for text in texts], tokenizer)


def encode(texts: list[str], tokenizer: Tokenizer, at_once: int = 20_000) -> Texts:
    """The token ids of texts."""
    ids: list[Ids] = []
    for at in tqdm(range(0, len(texts), at_once), desc="tokenising", leave=False):
        encodings = tokenizer.encode_batch_fast(texts[at : at + at_once], add_special_tokens=False)
        ids += [np.array(encoding.ids, dtype=np.int64) for encoding in encodings]
    starts = np.cumsum([0, *(len(row) for row in ids)])
    return Texts(np.concatenate([*ids, np.array([], dtype=np.int64)]), starts)
