"""Which words of a passage a question meant: spans to mark, and the sentence to quote."""

from __future__ import annotations

import re
from collections import defaultdict

from indexer.text import folded_key, syllables
from search_api.query import Query, is_function_word

Span = tuple[int, int]
"""Half-open offsets into the text that was searched."""

# A sentence ends at a mark after a word ("3." is none), or at an empty line that is no page break within it.
_SENTENCE = re.compile(r"\S.*?(?:[^\d\W]{2}\W*[.!?;:…]\W*?(?=\s)|\n\s*\n(?![a-zà-ỹđ])|$)", re.DOTALL)


def highlights(text: str, query: Query) -> list[Span]:
    """Spans of ``text`` that match the question, in order, neighbours joined.

    Runs of two or more of the question's syllables are marked, but no part of a run where the whole stands too
    (``y tế`` beside ``trạm y tế``); where there are none, single syllables that carry meaning. A question with
    diacritics marks only words with the same diacritics, unless it finds none.
    """
    found = syllables(text)
    exact = [syllable.key for syllable in found]
    folded = [folded_key(key) for key in exact]
    for words, fold in ((exact, False), (folded, True)):
        if query.is_bare and not fold:
            continue
        forms = [[folded_key(key) if fold else key for key in form] for form in query.forms + query.number_forms]
        marked = {i for form in forms for i in _runs(words, form)} | _singles(words, forms)
        if marked:
            return _joined(text, [(found[i].start, found[i].end) for i in sorted(marked)])
    return []


def _runs(words: list[str], form: list[str]) -> set[int]:
    """Places in ``words`` that are in a longest run of at least two syllables of ``form``."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, key in enumerate(form):
        places[key].append(j)
    starts = [(i, j) for i, word in enumerate(words) if word in places for j in places[word]]
    runs = [(i, j, _shared(words, i, form, j)) for i, j in starts]
    runs = [run for run in runs if run[2] > 1 and not all(map(is_function_word, form[run[1] : run[1] + run[2]]))]
    parts = {(j, j + length) for _, j, length in runs}
    whole = {part for part in parts if not any(a <= part[0] and part[1] <= b and (a, b) != part for a, b in parts)}
    return {i + k for i, j, length in runs if (j, j + length) in whole for k in range(length)}


def _shared(a: list[str], i: int, b: list[str], j: int) -> int:
    """How many syllables two lists have in common from a place in each."""
    most = min(len(a) - i, len(b) - j)
    return next((n for n in range(most) if a[i + n] != b[j + n]), most)


def _singles(words: list[str], forms: list[list[str]]) -> set[int]:
    """Years and other long numbers, abbreviations and lone words: what says something by itself."""
    wanted = {form[0] for form in forms if len(form) == 1}
    wanted |= {word for form in forms for word in form if word[:1].isdigit() and len(word) > 2}
    if forms and len(forms[0]) <= 2:
        wanted |= {word for word in forms[0] if not is_function_word(word)}
    return {i for i, word in enumerate(words) if word in wanted}


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Spans with nothing but spaces or marks between them become one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not any(c.isalnum() or c in ".;:\n" for c in text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def quote(text: str, marked: list[Span]) -> Span:
    """The sentence of a passage that holds most of the marked characters; the first among equals."""
    sentences = [match.span() for match in _SENTENCE.finditer(text)] or [(0, len(text))]
    start, end = max(sentences, key=lambda span: (_overlap(span, marked), -span[0]))
    return start, start + len(text[start:end].rstrip())


def _overlap(span: Span, marked: list[Span]) -> int:
    return sum(max(0, min(span[1], end) - max(span[0], start)) for start, end in marked)
