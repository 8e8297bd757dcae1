"""Which words of a passage a question meant: spans to mark, and the sentence to quote."""

from __future__ import annotations

import re
from itertools import pairwise

from indexer.text import folded_key, syllables
from search_api.query import Query, is_function_word

Span = tuple[int, int]
"""Half-open offsets into the text that was searched."""

# A sentence ends at a mark after a word ("3." is none), or at an empty line that is no page break within it.
_SENTENCE = re.compile(r"\S.*?(?:[^\d\W]{2}\W*[.!?;:…]\W*?(?=\s)|\n\s*\n(?![a-zà-ỹđ])|$)", re.DOTALL)


def highlights(text: str, query: Query) -> list[Span]:
    """Spans of ``text`` that match the question, in order, neighbours joined.

    Pairs of syllables are marked wherever they occur; where there are none, single syllables that carry meaning.
    A question with diacritics marks only words with the same diacritics, unless it finds none.
    """
    found = syllables(text)
    exact = [syllable.key for syllable in found]
    folded = [folded_key(key) for key in exact]
    for words, fold in ((exact, False), (folded, True)):
        if query.is_bare and not fold:
            continue
        forms = [[folded_key(key) if fold else key for key in form] for form in query.forms + query.number_forms]
        marked = _pairs(words, forms) | _singles(words, forms)
        if marked:
            return _joined(text, [(found[i].start, found[i].end) for i in sorted(marked)])
    return []


def _pairs(words: list[str], forms: list[list[str]]) -> set[int]:
    wanted = {pair for form in forms for pair in pairwise(form) if not all(map(is_function_word, pair))}
    return {i + j for i, pair in enumerate(pairwise(words)) if pair in wanted for j in (0, 1)}


def _singles(words: list[str], forms: list[list[str]]) -> set[int]:
    """Numbers, abbreviations and lone words: whatever is no function word and stands alone in its form."""
    wanted = {form[0] for form in forms if len(form) == 1} | {w for form in forms for w in form if w[:1].isdigit()}
    if len(forms[0]) <= 2:
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
