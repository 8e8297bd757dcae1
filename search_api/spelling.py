"""Questions that the archive would spell otherwise: which words it does not know, and what may have been meant.

Nothing here is a dictionary: what counts is how often the archive itself has a syllable, and two beside each
other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise, product
from math import log1p
from string import ascii_lowercase
from unicodedata import normalize

from indexer.index.lexical import LexicalIndex
from indexer.index.postings import HEADER, WORDS
from indexer.text import Syllable, exact_key, folded_key, keys, syllables
from search_api.function_words import is_function_word
from search_api.query import Query

_LETTERS = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư", "d": "dđ"}
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_VOWELS = frozenset("aăâeêioôơuưy")
_LONGEST = 7  # letters of a syllable: nghiêng
_MOST = 24  # syllables of a question that is looked at
_TRIES = 12  # spellings of one syllable that are weighed, the most frequent
_PAIR = 5.0  # how much more two syllables beside each other say than either alone
_AS_TYPED = _PAIR * log1p(9)  # what a syllable is worth as typed: as much as what has it beside another nine times

_ONSETS = "b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x"
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien ieng iep iet
ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oat oay oc oe oen oeo oet oi om on ong oong op ot
u ua uan uang uat uay uc ue uech uenh ui um un ung uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen
uyet uynh uyt uyu y yem yen yet yeu
"""
_IS_SYLLABLE = re.compile(rf"(?:{_ONSETS})?(?:{'|'.join(_RHYMES.split())})").fullmatch
"""Whether letters without diacritics make a syllable of Vietnamese: an onset, if any, and a rhyme."""


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
    spellings of each syllable that the archive has. Who types diacritics means them: there only what is beside
    nothing that the archive has is put in doubt, and only by what the archive has beside it.
    """
    found = syllables(question)
    typed = [one.key for one in found]
    if not 0 < len(found) <= _MOST or not _is_strange(typed, archive):
        return None
    is_bare = all(key == folded_key(key) for key in typed)
    sound = set() if is_bare else _sound(typed, archive) | _short_forms(question, found)
    tries = [{key: 0.0} if i in sound else _spellings(key, archive, is_bare) for i, key in enumerate(typed)]
    best = {word: (weight, [word]) for word, weight in tries[0].items()}
    for options in tries[1:]:
        best = {word: _best(best, word, weight, archive) for word, weight in options.items()}
    _, words = max(best.values(), key=lambda item: (item[0], item[1]))
    if not _says_more(words, typed, archive):
        return None
    for one, word in reversed(list(zip(found, words, strict=True))):
        if word != one.key:
            question = question[: one.start] + word + question[one.end :]
    return question


def _sound(typed: list[str], archive: LexicalIndex) -> set[int]:
    """The places of syllables that the archive has beside one of their neighbours, and of those that ask."""
    pairs = {i for i, (a, b) in enumerate(pairwise(typed)) if archive.frequency(f"{a}_{b}")}
    return pairs | {i + 1 for i in pairs} | {i for i, key in enumerate(typed) if is_function_word(key)}


def _short_forms(question: str, found: list[Syllable]) -> set[int]:
    """The places of what is written in capitals, where not all is: ``TTYT``, ``X`` in "phim X-quang"."""
    written = [question[one.start : one.end] for one in found]
    capitals = {i for i, word in enumerate(written) if word.isupper()}
    return capitals if len(capitals) < len(written) else set()


def _best(
    before: dict[str, tuple[float, list[str]]], word: str, weight: float, archive: LexicalIndex
) -> tuple[float, list[str]]:
    """The best way to a spelling of a syllable."""
    scores = {last: score + _beside(last, word, archive) for last, (score, _) in before.items()}
    last = max(scores, key=lambda one: (scores[one], one))
    return scores[last] + weight, [*before[last][1], word]


def _beside(one: str, other: str, archive: LexicalIndex) -> float:
    return _PAIR * log1p(archive.frequency(f"{one}_{other}"))


def _spellings(key: str, archive: LexicalIndex, is_bare: bool) -> dict[str, float]:
    """A syllable as typed and as the archive has it: other diacritics, and other letters where it knows none.

    In a question with diacritics it says nothing how often the archive has a syllable alone, but which diacritics
    were typed; and one that it knows in no spelling is a slip only where it is none of Vietnamese.
    """
    bare = folded_key(key)
    is_known = archive.frequency(bare, any_spelling=True) > 0
    typed = {key: log1p(archive.frequency(key)) if is_bare else _AS_TYPED if is_known else _PAIR}
    if not bare.isascii() or not bare.isalpha() or len(bare) > _LONGEST:
        return typed
    if not is_known and not is_bare and _IS_SYLLABLE(bare):
        return typed
    forms = [bare] if is_known else _slips(bare, archive)
    others = {form: archive.frequency(form) for one in forms for form in _marked(one)}
    known = sorted((form for form, count in others.items() if count), key=lambda form: (-others[form], form))
    alike = {form: _PAIR if _marks(form) == _marks(key) else 0.0 for form in known[:_TRIES]}
    return {form: log1p(others[form]) if is_bare else worth for form, worth in alike.items()} | typed


def _marks(key: str) -> list[str]:
    """The diacritics of a syllable, wherever they are."""
    return sorted(letter for letter in normalize("NFD", key) if not letter.isascii())


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
