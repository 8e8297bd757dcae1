"""Pairs for training: a title (or a sentence) as the question, a stretch of its article as the passage.

Everything is tokenised once, by sentence, with and without diacritics; an epoch then only chooses. A batch is
of one source, so that what must be told apart is alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from tokenizers import Tokenizer
from tqdm import tqdm

from eval.training.data import Article, fold_words, units

Ids = NDArray[np.int64]

STRIPPED = 3
"""One sentence in so many is also tokenised without diacritics; all of them would take as long as training."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What one epoch draws at random.

    ``bare_queries`` and ``bare_passages`` are the shares stripped of diacritics (passages in part), and
    ``sentences`` the share of questions that are a sentence of the article, left out of its passage, in
    place of the title. ``shortest`` and ``longest`` bound a passage, in syllables. ``kindred`` is the share
    of epochs whose batches hold neighbours in the source's order: fields of law, stories of one section;
    ``alike`` of those whose batches hold articles that say alike things, wherever they stand (:mod:`.likeness`).
    ``openings`` is the share of passages that are the beginning of their article.
    """

    batch: int = 2048
    bare_queries: float = 1 / 3
    bare_passages: float = 0.3
    sentences: float = 0.25
    shortest: int = 60
    longest: int = 200
    kindred: float = 0.5
    alike: float = 0.0
    openings: float = 0.15


@dataclass(frozen=True, slots=True)
class Texts:
    """Token ids of many texts: text ``i`` is ``ids[starts[i]:starts[i + 1]]``."""

    ids: Ids
    starts: Ids

    def span(self, first: int, last: int) -> Ids:
        """The ids of texts ``first`` up to ``last``, which is left out, as one."""
        return self.ids[self.starts[first] : self.starts[last]]

    @classmethod
    def of(cls, rows: Sequence[Ids]) -> Texts:
        """The texts whose ids are ``rows``."""
        starts = np.cumsum([0, *map(len, rows)])
        return cls(np.concatenate([*rows, np.array([], dtype=np.int64)]), starts)

    @classmethod
    def joined(cls, many: Iterable[Texts]) -> Texts:
        """The texts of many, in order."""
        ids, lengths = zip(*((texts.ids, np.diff(texts.starts)) for texts in many), strict=True)
        return cls(np.concatenate(ids), np.cumsum([0, *np.concatenate(lengths)]))


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
    """Tokenised articles. ``[0]`` of a pair of texts is as written, ``[1]`` without diacritics
    (of the sentences one in ``STRIPPED``).
    """

    titles: tuple[Texts, Texts]
    sentences: tuple[Texts, Texts]
    sentence_length: Ids  # syllables
    first_sentence: Ids  # of article i; one more than there are articles
    groups: list[
        list[int]
    ]  # articles that share a title or a body: one of them would be a wrong answer to another
    likeness: Ids | None = None  # the place of article i where alike articles stand together

    def epoch(self, choice: Choice, rng: np.random.Generator) -> Iterator[Batch]:
        """The batches of one epoch: each title once a batch at most, sizes about ``choice.batch``."""
        for members in self._deal(choice, rng):
            queries, passages = zip(*(self._pair(article, choice, rng) for article in members), strict=True)
            yield Batch(Bag.of(queries), Bag.of(passages), np.array(members))

    def forever(self, choice: Choice, rng: np.random.Generator) -> Iterator[Batch]:
        """The batches of one epoch after another."""
        while True:
            yield from self.epoch(choice, rng)

    def batches(self, choice: Choice) -> int:
        """How many batches an epoch has."""
        return max(1, round(len(self.first_sentence) / choice.batch))

    def _deal(self, choice: Choice, rng: np.random.Generator) -> list[list[int]]:
        count = self.batches(choice)
        hands: list[list[int]] = [[] for _ in range(count)]
        places = self._places(choice, rng)
        for group in self.groups:
            articles = rng.permutation(group)[:count]
            if places is not None:
                where, first = np.unique(places[articles] * count // len(places), return_index=True)
                articles = articles[first]
            else:
                where = rng.permutation(count)[: len(articles)]
            for article, hand in zip(articles.tolist(), where.tolist(), strict=True):
                hands[hand].append(article)
        return [hands[at] for at in rng.permutation(count) if len(hands[at]) > 1]

    def _places(self, choice: Choice, rng: np.random.Generator) -> Ids | None:
        """Where each article stands when neighbours are to share a batch; None where chance is to mix them."""
        drawn = rng.random()
        if drawn < choice.kindred:
            return np.arange(len(self.first_sentence) - 1)
        return self.likeness if drawn < choice.kindred + choice.alike else None

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
        if choice.openings and rng.random() < choice.openings:
            first, wanted = 0, choice.longest
        before = lengths[first - 1] if first else 0
        last = int(np.searchsorted(lengths, before + wanted, side="left")) + 1
        return begin + first, min(begin + last, end)


@dataclass(frozen=True, slots=True)
class Mix:
    """Several sources, each with its weight: how often its pairs are drawn in an epoch of the mix."""

    parts: Sequence[tuple[Pairs, float]]

    @property
    def sentences(self) -> Texts:
        """All that the passages are made of, as written."""
        return Texts.joined(pairs.sentences[0] for pairs, _ in self.parts)

    def batches(self, choice: Choice, epochs: int) -> Ids:
        """Of which source each batch is, in the order of the sources."""
        counts = [max(1, round(weight * epochs * pairs.batches(choice))) for pairs, weight in self.parts]
        return np.repeat(np.arange(len(counts)), counts)

    def draw(self, choice: Choice, epochs: int, rng: np.random.Generator) -> Iterator[Batch]:
        """All batches of a training, those of the sources in random order."""
        streams = [pairs.forever(choice, rng) for pairs, _ in self.parts]
        for source in rng.permutation(self.batches(choice, epochs)).tolist():
            yield next(streams[source])


def tokenise(articles: Sequence[Article], tokenizer: Tokenizer, *, strip: bool = True) -> Pairs:
    """The articles, ready for :meth:`Pairs.epoch`; without ``strip``, diacritics are always kept."""
    parts = [units(article.body) for article in articles]
    sentences = [unit for body in parts for unit in body]
    titles = [article.title for article in articles]
    return Pairs(
        titles=_both(titles, tokenizer, 1 if strip else None),
        sentences=_both(sentences, tokenizer, STRIPPED if strip else None),
        sentence_length=np.array([len(unit.split()) for unit in sentences]),
        first_sentence=np.cumsum([0, *map(len, parts)]),
        groups=alike(articles),
    )


def alike(articles: Sequence[Article]) -> list[list[int]]:
    """The places of articles, together those that share a title or a body, with one another or through others."""
    numbers: dict[tuple[str, str], int] = {}
    shared = [
        numbers.setdefault(key, len(numbers))
        for article in articles
        for key in (("title", article.title_key), ("body", article.body))
    ]
    ends = np.repeat(np.arange(len(articles)), 2), len(articles) + np.array(shared, dtype=np.int64)
    size = len(articles) + len(numbers)
    graph = coo_array((np.ones(len(shared)), ends), shape=(size, size))
    group = connected_components(graph, directed=False)[1][: len(articles)]
    order = np.argsort(group, kind="stable")
    return [one.tolist() for one in np.split(order, np.flatnonzero(np.diff(group[order])) + 1)]


def _both(texts: list[str], tokenizer: Tokenizer, every: int | None) -> tuple[Texts, Texts]:
    """The texts as written, and with one in ``every`` (or none) stripped of diacritics."""
    written = _encode(texts, tokenizer)
    if every is None:
        return Texts.of(written), Texts.of(written)
    bare = list(written)
    bare[::every] = _encode([fold_words(text) for text in texts[::every]], tokenizer)
    return Texts.of(written), Texts.of(bare)


def _encode(texts: list[str], tokenizer: Tokenizer, at_once: int = 20_000) -> list[Ids]:
    rows: list[Ids] = []
    for at in tqdm(range(0, len(texts), at_once), desc="tokenising", leave=False):
        encodings = tokenizer.encode_batch_fast(texts[at : at + at_once], add_special_tokens=False)
        rows += [np.array(encoding.ids, dtype=np.int64) for encoding in encodings]
    return rows
