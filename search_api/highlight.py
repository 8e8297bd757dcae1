"""Which words of a passage a question meant: spans to mark, and the sentence to quote."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise

from indexer.text import folded_key, syllables_among
from search_api.function_words import is_function_word
from search_api.query import Query

Span = tuple[int, int]
"""Half-open offsets into the text that was searched."""

# A sentence ends at a mark after a word ("3." is none), or at an empty line that is no page break within it.
_MARK = re.compile(r"[.!?;:…](?:\W*[.!?;:…])?\W*?(?=\s)|\n\s*\n(?![a-zà-ỹđ])")
_WORD_BACKWARDS = re.compile(r"\W*[^\d\W]{2}")
_LOOKED_BACK = 12
"""Characters before a mark that its word is looked for in."""

_FIRST = re.compile(r"\S")

_APART = re.compile(r"[^\W_]|[.;:\n]")
"""What keeps two marked places from being one."""


class _Keys:
    """Keys by their place in a text, and the neighbours, by the place of the first."""

    __slots__ = ("at", "pairs")

    def __init__(self, at: dict[int, str]) -> None:
        self.at = at
        self.pairs = [(i, (key, at[i + 1])) for i, key in at.items() if i + 1 in at]


def highlights(text: str, query: Query) -> list[Span]:
    """Spans of ``text`` that match the question, in order, neighbours joined.

    Runs of two or more of the question's syllables are marked, but no part of a run where the whole stands too
    (``y tế`` beside ``trạm y tế``); where there are none, single syllables that carry meaning. A question with
    diacritics marks only words with the same diacritics, unless it finds none.
    """
    exact, folded, wanted = _forms(query.forms + query.number_forms)
    found = syllables_among(text, wanted)
    for forms, fold in ((exact, False), (folded, True)):
        if query.is_bare and not fold:
            continue
        keys = _Keys({i: folded_key(one.key) if fold else one.key for i, one in found.items()})
        marked = {i for form in forms for i in _runs(keys, form)} | _singles(keys, forms)
        if marked:
            return _joined(text, [(found[i].start, found[i].end) for i in sorted(marked)])
    return []


_Form = tuple[str, ...]


@lru_cache(maxsize=64)
def _forms(forms: tuple[_Form, ...]) -> tuple[tuple[_Form, ...], tuple[_Form, ...], frozenset[str]]:
    """Forms as they are, without diacritics, and all keys of the latter; the hits of a question share them."""
    folded = tuple(tuple(map(folded_key, form)) for form in forms)
    return forms, folded, frozenset(key for form in folded for key in form)


def _runs(keys: _Keys, form: _Form) -> set[int]:
    """Places of ``keys`` that are in a longest run of at least two syllables of ``form``."""
    asked = _pairs(form)
    met = {(i, j) for i, pair in keys.pairs if pair in asked for j in asked[pair]}
    runs = [(i, j, _length(met, i, j)) for i, j in met if (i - 1, j - 1) not in met]
    runs = [run for run in runs if not all(map(is_function_word, form[run[1] : run[1] + run[2]]))]
    parts = {(j, j + length) for _, j, length in runs}
    whole = {part for part in parts if not any(a <= part[0] and part[1] <= b and (a, b) != part for a, b in parts)}
    return {i + k for i, j, length in runs if (j, j + length) in whole for k in range(length)}


@lru_cache(maxsize=256)
def _pairs(form: _Form) -> dict[tuple[str, str], list[int]]:
    """Where each two neighbours begin in a form."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j, pair in enumerate(pairwise(form)):
        found[pair].append(j)
    return dict(found)


def _length(met: set[tuple[int, int]], i: int, j: int) -> int:
    """How many syllables a text and a form have in common from a place in each; the pairs of them are ``met``."""
    length = 2
    while (i + length - 1, j + length - 1) in met:
        length += 1
    return length


def _singles(keys: _Keys, forms: tuple[_Form, ...]) -> set[int]:
    """Years and other long numbers, abbreviations and lone words: what says something by itself."""
    wanted = {form[0] for form in forms if len(form) == 1}
    wanted |= {word for form in forms for word in form if word[:1].isdigit() and len(word) > 2}
    if forms and len(forms[0]) <= 2:
        wanted |= {word for word in forms[0] if not is_function_word(word)}
    return {i for i, key in keys.at.items() if key in wanted}


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Spans with nothing but spaces or marks between them become one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not _APART.search(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def quote(text: str, marked: list[Span]) -> Span:
    """The sentence of a passage that holds most of the marked characters; the first among equals."""
    start, end = max(_sentences(text), key=lambda span: (_overlap(span, marked), -span[0]))
    return start, start + len(text[start:end].rstrip())


@lru_cache(maxsize=1024)
def _sentences(text: str) -> list[Span]:
    found: list[Span] = []
    first = _FIRST.search(text)
    for mark in _MARK.finditer(text):
        if not first or mark.start() <= first.start():
            continue
        if mark[0].startswith("\n") or _ends(text, first.end(), mark.start()):
            found.append((first.start(), mark.end()))
            first = _FIRST.search(text, mark.end())
    if first:
        found.append((first.start(), len(text)))
    return found or [(0, len(text))]


def _ends(text: str, start: int, mark: int) -> bool:
    """Whether a word is before a mark, in a sentence whose first character is before ``start``."""
    return _WORD_BACKWARDS.match(text[max(start, mark - _LOOKED_BACK) : mark][::-1]) is not None


def _overlap(span: Span, marked: list[Span]) -> int:
    return sum(max(0, min(span[1], end) - max(span[0], start)) for start, end in marked)
