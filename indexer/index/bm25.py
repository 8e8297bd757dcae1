"""What a passage scores for the terms of a question: BM25 by fields, the best field of each term.

Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, Foundations and Trends in
Information Retrieval 3(4), 2009. A term counts by the field that it suits best: a passage that repeats the subject
of its directive is no better than one that does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.index.postings import HEADER, HEADING, NUMBER, WORDS

_SATURATION, _BY_LENGTH = 1.2, 0.75
"""k1 and b of BM25, as most engines have them."""

_LENGTHS = np.asarray([190.0, 30.0, 60.0, 3.0], dtype=np.float32)
"""Words that each field holds, about: what is longer counts less. Not the mean of an archive, which would tell of
what a reader may not see.
"""

_BESIDE = {HEADING: "heading", HEADER: "header", NUMBER: "number"}

Floats = NDArray[np.float32]


class Term(NamedTuple):
    """One weighted syllable or pair of a query; ``exact`` is None where its diacritics are not to be trusted."""

    exact: str | None
    folded: str
    weight: float


class Counted(NamedTuple):
    """Of ``n`` passages: how often each term stands in each field, in any spelling, ``(FIELDS, terms, n)``, and
    spelt so among the words, ``(terms, n)``; how many syllables and numbers each field has, ``(FIELDS, n)``.
    """

    folded: Floats
    exact: Floats
    lengths: NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class FieldWeights:
    """How much a term counts where it is found; ``also`` is the share that the fields beside the best one add.

    ``held`` is the δ of BM25+ (Lv and Zhai, *Lower-Bounding Term Frequency Normalization*, CIKM 2011): what a term
    counts, times its inverse document frequency, for standing in a passage or its header at all. Long passages are
    not to lose by it, and one that holds all words of a question ranks above one that holds few of them often.
    """

    exact: float = 0.5
    folded: float = 0.5
    heading: float = 0.4
    header: float = 0.8
    number: float = 4.0
    also: float = 0.25
    held: float = 2.0


@dataclass(frozen=True, slots=True)
class Rarity:
    """Inverse document frequencies of terms: by field without diacritics, shape ``(FIELDS, terms)``, and of their
    spellings among the words, ``(terms,)``.
    """

    folded: Floats
    exact: Floats

    @classmethod
    def of(cls, folded: NDArray[np.int64], exact: NDArray[np.int64], passages: int, directives: int) -> Rarity:
        """From how many have each term: of the passages, or of the directives where a header has it."""
        totals = np.asarray([passages, passages, directives, directives])[:, np.newaxis]
        return cls(rarity(folded, totals).astype(np.float32), rarity(exact, passages).astype(np.float32))


def scores(counted: Counted, terms: Sequence[Term], rarity: Rarity, weights: FieldWeights) -> Floats:
    """Of passages, shape ``(n,)``; ``counted`` has the same terms in the same order.

    A word with the question's diacritics counts twice, as itself and folded; where these are not trusted it counts
    as much folded.
    """
    slack = _slacks(counted.lengths, _LENGTHS[:, np.newaxis])[:, np.newaxis]
    found = _saturated(counted.folded, slack) * rarity.folded[:, :, np.newaxis]
    spelt = _saturated(counted.exact, slack[WORDS]) * rarity.exact[:, np.newaxis]
    is_trusted = np.asarray([term.exact is not None for term in terms])[:, np.newaxis]
    found[WORDS] = weights.folded * found[WORDS] + weights.exact * np.where(is_trusted, spelt, found[WORDS])
    for field, name in _BESIDE.items():
        found[field] *= getattr(weights, name)
    best = np.maximum.reduce(found)
    held = (counted.folded[WORDS] > 0) | (counted.folded[HEADER] > 0)
    of_terms = best + weights.also * (np.add.reduce(found) - best)
    of_terms += weights.held * rarity.folded[WORDS, :, np.newaxis] * held
    of_passages = np.ascontiguousarray(of_terms.T)
    return np.asarray(of_passages @ np.asarray([term.weight for term in terms]), dtype=np.float32)


def gains(often: Floats, lengths: NDArray[np.uint16], field: int) -> Floats:
    """What a term counts that stands so often in a field of such a length, before it is weighed."""
    return _saturated(often, _slacks(lengths, _LENGTHS[field]))


def rarity(having: NDArray[np.int64], total: int | NDArray[np.int64]) -> NDArray[np.float64]:
    """The inverse document frequency, as BM25 has it, of what so many of ``total`` have; never below 0."""
    total = np.maximum(total, having)  # one with two spellings of a word counts twice
    return np.asarray(np.log(1 + (total - having + 0.5) / (having + 0.5)))


def _slacks(lengths: NDArray[np.uint16], usual: Floats | np.float32) -> Floats:
    """How slowly what stands there often saturates."""
    slack = lengths.astype(np.float32)
    slack /= usual
    slack *= _SATURATION * _BY_LENGTH
    slack += _SATURATION * (1 - _BY_LENGTH)
    return slack


def _saturated(often: Floats, slack: Floats) -> Floats:
    """What a term counts that stands somewhere so often."""
    gained = often * np.float32(_SATURATION + 1)
    gained /= often + slack
    return gained
