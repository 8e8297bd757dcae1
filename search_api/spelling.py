"""Questions that the archive would spell otherwise: which words it does not know, and what may have been meant.

Nothing here is a dictionary: what counts is how often the archive itself has a syllable, and two beside each
other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise, product
from math import log1p
from string import ascii_lowercase
from unicodedata import normalize

from indexer.index.lexical import LexicalIndex
from indexer.index.postings import HEADER, WORDS
from indexer.text import exact_key, folded_key, keys, syllables
from search_api.function_words import is_function_word
from search_api.query import Query

_LETTERS = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư", "d": "dđ"}
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_VOWELS = frozenset("aăâeêioôơuưy")
_LONGEST = 7  # letters of a syllable: nghiêng
_MOST = 24  # syllables of a question that is looked at
_TRIES = 12  # spellings of one syllable that are weighed, the most frequent
_AS_TYPED = 2.0  # what a syllable with diacritics that the archive has gains for being what was typed
_PAIR = 5.0  # how much more two syllables beside each other say than either alone


def unknown(query: Query, archive: LexicalIndex) -> list[str]:
    """The words of a question, in order, that no passage and no header of the archive has, with any diacritics.

    An abbreviation is known where what it stands for is.
    """
    meant = {key for said, other in query.expansions if _are_known(keys(other), archive) for key in keys(said)}
    found = [one for one in syllables(query.text) if one.key not in meant and not is_function_word(one.key)]
    return list(
        dict.fromkeys(query.text[one.start : one.end] for one in found if not _are_known([one.key], archive))
    )


def meant(question: str, archive: LexicalIndex) -> str | None:
    """The question as the archive would spell it; None where it has the question's words beside each other.

    The spelling whose neighbours the archive has most often, by dynamic programming (Viterbi 1967) over the
    spellings of each syllable that the archive has.
    """
    found = syllables(question)
    if not 0 < len(found) <= _MOST or not _is_strange([one.key for one in found], archive):
        return None
    tries = [_spellings(one.key, archive) for one in found]
    best = {word: (weight, [word]) for word, weight in tries[0].items()}
    for options in tries[1:]:
        best = {word: _best(best, word, weight, archive) for word, weight in options.items()}
    _, words = max(best.values(), key=lambda item: (item[0], item[1]))
    if not _says_more(words, [one.key for one in found], archive):
        return None
    for one, word in reversed(list(zip(found, words, strict=True))):
        if word != one.key:
            question = question[: one.start] + word + question[one.end :]
    return question


def _best(
    before: dict[str, tuple[float, list[str]]], word: str, weight: float, archive: LexicalIndex
) -> tuple[float, list[str]]:
    """The best way to a spelling of a syllable."""
    scores = {last: score + _beside(last, word, archive) for last, (score, _) in before.items()}
    last = max(scores, key=lambda one: (scores[one], one))
    return scores[last] + weight, [*before[last][1], word]


def _beside(one: str, other: str, archive: LexicalIndex) -> float:
    return _PAIR * log1p(archive.frequency(f"{one}_{other}"))


def _spellings(key: str, archive: LexicalIndex) -> dict[str, float]:
    """A syllable as typed and as the archive has it: other diacritics, and other letters where it knows none."""
    bare, count = folded_key(key), archive.frequency(key)
    typed = {key: log1p(count) + (_AS_TYPED if count and key != bare else 0.0)}
    if not bare.isascii() or not bare.isalpha() or len(bare) > _LONGEST:
        return typed
    forms = [bare] if archive.frequency(bare, any_spelling=True) else _slips(bare, archive)
    others = {form: archive.frequency(form) for one in forms for form in _marked(one)}
    known = sorted((form for form, count in others.items() if count), key=lambda form: (-others[form], form))
    return {form: log1p(others[form]) for form in known[:_TRIES]} | typed


def _slips(bare: str, archive: LexicalIndex) -> list[str]:
    """Syllables of the archive that are one slip of a finger away: a letter more, less, wrong, or two swapped."""
    parts = [(bare[:at], bare[at:]) for at in range(len(bare) + 1)]
    found = {a + b[1:] for a, b in parts if b} | {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    for letter in ascii_lowercase:
        found |= {a + letter + b[1:] for a, b in parts if b} | {a + letter + b for a, b in parts}
    having = {form: archive.frequency(form, any_spelling=True) for form in found if form}
    return sorted((form for form in having if having[form]), key=lambda form: (-having[form], form))[:3]


@lru_cache(maxsize=4096)
def _marked(bare: str) -> tuple[str, ...]:
    """Every way to put diacritics on a syllable, as exact keys."""
    spelled = product(*(_LETTERS.get(letter, letter) for letter in bare))
    return tuple(sorted({exact_key(form) for letters in spelled for form in _toned(letters)}))


def _toned(letters: tuple[str, ...]) -> Iterator[str]:
    yield "".join(letters)
    for at, letter in enumerate(letters):
        if letter in _VOWELS:
            for tone in _TONES:
                yield normalize("NFC", "".join((*letters[: at + 1], tone, *letters[at + 1 :])))


def _are_known(words: Iterable[str], archive: LexicalIndex) -> bool:
    return all(
        any(archive.frequency(folded_key(key), field, any_spelling=True) for field in (WORDS, HEADER))
        for key in words
    )


def _is_strange(words: list[str], archive: LexicalIndex) -> bool:
    """Whether the archive lacks a telling syllable, or has no two of the question's beside each other."""
    if any(not archive.frequency(word) and not is_function_word(word) for word in words):
        return True
    return len(words) > 1 and not any(archive.frequency(f"{a}_{b}") for a, b in pairwise(words))


def _says_more(words: list[str], typed: list[str], archive: LexicalIndex) -> bool:
    """Whether a spelling differs, and the archive has more of its pairs, or of its words where there are none."""
    if words == typed:
        return False
    pairs, before = (sum(archive.frequency(f"{a}_{b}") > 0 for a, b in pairwise(form)) for form in (words, typed))
    having, had = (sum(archive.frequency(word) > 0 for word in form) for form in (words, typed))
    return (pairs, having) > (before, had)
