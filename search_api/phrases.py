"""Phrases with what they may be called elsewhere: abbreviations both ways, and synonyms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from indexer.text import fold, keys
from search_api.abbreviations import COMMON
from search_api.synonyms import SYLLABLES, groups


class Phrase(NamedTuple):
    """A phrase, its keys (exact and folded, each as one string), and what it may be called elsewhere."""

    said: str
    keys: tuple[str, str]
    meant: str
    is_synonym: bool = False

    @property
    def is_lone(self) -> bool:
        """Whether it is a synonym of one syllable, which is part of many words."""
        return self.is_synonym and " " not in self.said


@cache
def common() -> tuple[Phrase, ...]:
    """Those that hold in every archive. A syllable alone has only the synonyms that are told of it as such."""
    phrases = [group for group in groups() if " " in group[0]]
    synonyms = [(group[0], other) for group in (*phrases, *groups(SYLLABLES)) for other in group[1:]]
    return (*abbreviated(COMMON), *(_phrase(said, meant, is_synonym=True) for said, meant in synonyms))


@cache
def beginning(*, bare: bool) -> Mapping[str, tuple[Phrase, ...]]:
    """The common phrases by their first key; ``bare``: without diacritics, where a syllable alone may be any."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in (one for one in common() if not (bare and one.is_lone)):
        found[phrase.keys[bare].partition(" ")[0]].append(phrase)
    return {first: tuple(entries) for first, entries in found.items()}


def abbreviated(abbreviations: Mapping[str, str]) -> list[Phrase]:
    """Short forms (keys) and long forms (values), each as the other."""
    return [_phrase(*pair) for short, long in abbreviations.items() for pair in ((short, long), (long, short))]


def _phrase(said: str, meant: str, *, is_synonym: bool = False) -> Phrase:
    return Phrase(said, (" ".join(keys(said)), " ".join(keys(fold(said)))), meant, is_synonym)
