"""How much of a question stands in some words: by syllables, their pairs, and what it may also be called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from indexer import numbers
from indexer.domain import Header
from indexer.index.fields import header_words
from indexer.text import folded_key, keys
from search_api.answering.archive import Archive
from search_api.answering.question import Question, Word

_SINGLE = 0.3
"""What a syllable counts that is found without the neighbour that it makes a word with."""

_EXPANDED = 0.9
"""What counts that is said in other words."""

_SPELT_WORDS = """
một i nhất; hai ii; ba iii; bốn iv tư; năm v; sáu vi; bảy vii bẩy; tám viii; chín ix; mười x
"""
SPELT = {str(i): tuple(words.split()) for i, words in enumerate(_SPELT_WORDS.split(";"), 1)}
"""Numbers in words and as the Romans wrote them."""

_NUMBER = 3.0
"""What the number of a directive weighs, in words of full weight."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The syllables of some words, their pairs, and the numbers of directives in them."""

    keys: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    numbers: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str], bare: bool) -> Scope:
        """Of some texts; no pair reaches from one into the next."""
        scopes = [_scope(text, bare) for text in texts]
        return scopes[0] if len(scopes) == 1 else _joined(scopes)

    def says(self, words: tuple[str, ...]) -> bool:
        """Whether a phrase stands in it, as far as pairs can tell."""
        return all(pair in self.pairs for pair in pairwise(words)) if len(words) > 1 else words[0] in self.keys


@lru_cache(maxsize=4096)
def _scope(text: str, bare: bool) -> Scope:
    found = [folded_key(key) for key in keys(text)] if bare else keys(text)
    return Scope(frozenset(found), frozenset(pairwise(found)), frozenset(numbers.marks(text)))


def _joined(scopes: list[Scope]) -> Scope:
    return Scope(
        frozenset().union(*(scope.keys for scope in scopes)),
        frozenset().union(*(scope.pairs for scope in scopes)),
        frozenset().union(*(scope.numbers for scope in scopes)),
    )


@lru_cache(maxsize=1024)
def header_scope(header: Header, bare: bool) -> Scope:
    """Of the facts of a header."""
    return Scope.of([header_words(header)], bare)


@lru_cache(maxsize=1024)
def number_scope(header: Header) -> Scope:
    """Of the number that a directive bears."""
    return Scope.of([f"{header.kind or ''} {header.number or ''}"], False)


class Asked:
    """The words of one question with their weights, to be compared with many sentences."""

    def __init__(self, question: Question, archive: Archive) -> None:
        """Weigh each word by the archive's archive."""
        self.question = question
        self.is_bare = question.query.is_bare
        self.words = [word for word in question.words if not word.is_weak]
        at = {word.at: word for word in question.words}
        self._pairs = [_pairs_of(word, at) for word in self.words]
        self.weights = [
            _weight(word, pairs, archive) * (1 + (word.at in question.focus))
            for word, pairs in zip(self.words, self._pairs, strict=True)
        ]
        self._meant = _meant(question, self.is_bare)
        self.numbers = question.numbers
        self._number_weight = _NUMBER if self.numbers else 0.0
        self._named = [(name, self._written_out(name)) for name in question.names if len(name) > 1]
        self.archive = archive
        self.total = sum(self.weights) + self._number_weight
        self._strange = [
            0.0 if word.at in self._meant else self._strangeness(word, pairs, archive)
            for word, pairs in zip(self.words, self._pairs, strict=True)
        ]

    def found(self, scope: Scope) -> list[float]:
        """For each word how far it stands in a scope, 0 to 1; last the numbers of directives, if any are named."""
        credits = [self._credit(i, word, scope) for i, word in enumerate(self.words)]
        return [*credits, 1.0 if self.numbers & scope.numbers else 0.0]

    def names(self, texts: Iterable[str]) -> float:
        """The share of the names in the question that some texts have; 1 where it has none."""
        scope = Scope.of(texts, self.is_bare)
        said = [any(map(scope.says, spellings)) for spellings in self._named]
        return sum(said) / len(said) if said else 1.0

    def _written_out(self, name: tuple[str, ...]) -> tuple[str, ...]:
        """A name without short forms: ``Bộ GTVT``."""
        long = {said.lower(): meant for said, meant in self.question.query.expansions}
        found = [key for word in name for key in keys(long.get(word, word))]
        return tuple(folded_key(key) if self.is_bare else key for key in found)

    def share(self, found: Iterable[float]) -> float:
        """The weighted share of what was found; 1 where the question has no words of its own."""
        weights = [*self.weights, self._number_weight]
        return sum(w * f for w, f in zip(weights, found, strict=True)) / self.total if self.total else 1.0

    def lacking(self, found: list[float]) -> list[Word]:
        """The words that were not found."""
        return [word for word, one in zip(self.words, found, strict=False) if not one]

    def _credit(self, i: int, word: Word, scope: Scope) -> float:
        pairs, meant = self._pairs[i], self._meant.get(word.at, ())
        if word.key in scope.keys:
            if not pairs or any(pair in scope.pairs for pair in pairs):
                return 1.0
            if any(scope.says(phrase) for phrase in meant):
                return _EXPANDED
            return _SINGLE
        return _EXPANDED if any(scope.says(phrase) for phrase in meant) else 0.0

    @staticmethod
    def _strangeness(word: Word, pairs: list[tuple[str, str]], archive: Archive) -> float:
        """1 for a syllable that the archive never writes, half for one that it never pairs so."""
        if not archive.knows(word.key):
            return 1.0
        return 0.5 if pairs and not any(archive.knows(*pair) for pair in pairs) else 0.0

    def unknown(self, found: list[float]) -> float:
        """The share of weight in words that were not found whole and that the archive never says."""
        lost = [w * s for w, s, f in zip(self.weights, self._strange, found, strict=False) if f < _EXPANDED]
        return sum(lost) / self.total if self.total else 0.0


def _weight(word: Word, pairs: list[tuple[str, str]], archive: Archive) -> float:
    """What a syllable says, and the rarest word of two that it is half of."""
    alone = archive.weight(word.key)
    known = [archive.weight(" ".join(pair)) for pair in pairs if archive.knows(*pair)]
    return (alone + max(known, default=alone)) / 2


def _pairs_of(word: Word, at: dict[int, Word]) -> list[tuple[str, str]]:
    """The pairs that a word makes with its neighbours in the question."""
    before, after = at.get(word.at - 1), at.get(word.at + 1)
    pairs = [(before.key, word.key)] if before else []
    return pairs + ([(word.key, after.key)] if after else [])


def _meant(question: Question, bare: bool) -> dict[int, list[tuple[str, ...]]]:
    """For the places of the question that may be called otherwise, what else they may be called."""

    def read(phrase: str) -> tuple[str, ...]:
        return tuple(folded_key(key) if bare else key for key in keys(phrase))

    line = {word.at: word.key for word in question.words}
    found: dict[int, list[tuple[str, ...]]] = {}
    for at, key in line.items():
        if at + 1 in line:
            found[at] = [(*read(word), line[at + 1]) for word in SPELT.get(key, ())]
    for said, meant in question.query.expansions:
        wanted = read(said)
        for start in line:
            if all(line.get(start + i) == key for i, key in enumerate(wanted)):
                for i in range(len(wanted)):
                    found.setdefault(start + i, []).append(read(meant))
    return found
