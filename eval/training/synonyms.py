"""Everyday words for those of administration, and back: pairs that no source of text holds.

The table (``search_api/synonyms.txt``) has one meaning a line, two to four ways to say it. Two kinds of pairs
come of it: each way asks for each other; and a few words of running text, with one way put for another, ask for
the sentences they were taken from, so that a synonym is also learned among its neighbours.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from eval.training.data import Article, units
from indexer.text import retone
from search_api.synonyms import SYNONYMS, groups

OFTEN = 80
"""Pairs of running text made for one way of saying something, at most: rare ones are to count as well."""

_WORD = re.compile(r"\w+")
_AROUND = (2, 5)  # words kept on either side of the one that is replaced


@cache
def meanings() -> tuple[tuple[str, ...], ...]:
    """The table: for each meaning the ways to say it, lower case."""
    return tuple(tuple(retone(way) for way in group) for group in groups(SYNONYMS))


def synonym_pairs() -> list[Article]:
    """Each way to say something as the title of each other."""
    return [Article("synonyms", a, b) for ways in meanings() for a in ways for b in ways if a != b]


def reworded(articles: Sequence[Article], seed: int, often: int = OFTEN) -> list[Article]:
    """A few words of the articles with a synonym put in, as titles of the sentences they are from."""
    rng = random.Random(seed)
    others = _others()
    firsts = {words[0] for words in others}
    made: Counter[tuple[str, ...]] = Counter()
    found = []
    for article in rng.sample(list(articles), len(articles)):
        sentences = units(article.body)
        for at, sentence in enumerate(sentences):
            words = _WORD.findall(sentence.lower())
            for begin, way in _places(words, others, firsts):
                if made[way] >= often:
                    continue
                made[way] += 1
                before, after = rng.randint(*_AROUND), rng.randint(*_AROUND)
                end = begin + len(way)
                asked = [
                    *words[max(0, begin - before) : begin],
                    rng.choice(others[way]),
                    *words[end : end + after],
                ]
                passage = sentences[max(0, at - 1) : at + 2]
                found.append(Article("reworded", " ".join(asked), "\n".join(passage)))
                break
    return found


def _others() -> dict[tuple[str, ...], list[str]]:
    others: dict[tuple[str, ...], list[str]] = {}
    for ways in meanings():
        for way in ways:
            others.setdefault(tuple(_WORD.findall(way)), []).extend(other for other in ways if other != way)
    return others


def _places(
    words: list[str], others: Iterable[tuple[str, ...]], firsts: set[str], longest: int = 6
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where ways of saying something stand among the words, the longest one at each place."""
    for begin, word in enumerate(words):
        if word in firsts:
            for length in range(longest, 0, -1):
                way = tuple(words[begin : begin + length])
                if way in others:
                    yield begin, way
                    break
