"""What a question asks for: its terms, and what was understood of it. Pure; nothing is looked up here."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise

from indexer import dates, numbers
from indexer.errors import InvalidQuery
from indexer.index.bm25 import FieldWeights, Term
from indexer.text import folded_key, has_diacritics, keys, nfc
from search_api import phrases
from search_api.abbreviations import COMMON
from search_api.facts import Fact
from search_api.function_words import is_function_word
from search_api.phrases import Phrase
from search_api.said import said_of_headers
from search_api.vocabulary import Vocabulary

LONGEST = 1_000
"""Characters of a question."""

_UNJOINED = re.compile(r"(?<![\w/])(?<!năm )(?<!nam )(\d{1,6}(?:/\d{4})?)\s+(?=[^\W\d_]{1,6}[-/][^\W\d_])", re.I)
"""A number without the stroke before its symbol: ``501 ubnd-thnc``."""

_USUAL = 2
_NO_ARCHIVE = Vocabulary()


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much; tuned on the ``tune`` halves of ``eval/queries`` (``eval run --split tune``).

    The first five are those of a term, by what it is. ``met``: the lexical score, per inverse document frequency
    of the question's words, from which on the best passage meets enough of them for the lexical half to count in
    full.
    ``fact``: what a passage gains by a header that meets all that the question says of it, ``header``: the same
    where it says nothing else, half of that only for meeting all; ``task``: by a task given to an office that it
    names; ``asked``: the share of itself that it gains by holding the kind of thing asked for. ``preamble``:
    what passages before the first section (legal bases, the line that announces) lose of their fused score, as
    they repeat the subject and seldom answer. ``crowded``: the share that the passages of a directive after its
    third count. ``late``: the share of late interaction beside both halves.
    """

    syllable: float = 1.0
    function_word: float = 0.2
    pair: float = 0.5
    expansion: float = 0.9
    number: float = 3.0
    met: float = 4.0
    fact: float = 0.14
    header: float = 0.7
    task: float = 0.07
    asked: float = 0.3
    preamble: float = 0.1
    crowded: float = 0.97
    late: float = 0.4
    fields: FieldWeights = field(default_factory=FieldWeights)


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood.

    ``text`` is what was typed, in NFC. ``forms`` are the key sequences to match: that of the question less the
    numbers of directives in it, then its expansions. The numbers are matched by ``number_keys``; their own
    ``number_forms`` only mark them. ``facts`` are said of the header, ``assignees`` are offices of the archive
    that it names. Both are guesses: they raise what fits and leave out nothing. ``is_of_header``: it says nothing
    but facts of a header.
    ``without`` is what was taken away of what was understood.
    """

    text: str
    forms: tuple[tuple[str, ...], ...]
    number_forms: tuple[tuple[str, ...], ...]
    is_bare: bool
    numbers: tuple[str, ...]
    number_keys: tuple[str, ...]
    expansions: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...] = ()
    assignees: tuple[str, ...] = ()
    is_of_header: bool = False
    without: frozenset[str] = frozenset()

    def understood(self) -> dict[str, object]:
        """As the API tells it."""
        plain = [key for key in self.forms[0] if key.isalpha() and key.upper() not in COMMON]
        return {
            "without_diacritics": self.is_bare and bool(plain),
            "numbers": list(self.numbers),
            "expansions": [{"from": short, "to": long} for short, long in self.expansions],
            "facts": [{"field": fact.field, "value": fact.value} for fact in self.facts],
            "assignees": list(self.assignees),
        }


def understand(text: str, archive: Vocabulary = _NO_ARCHIVE, without: Collection[str] = ()) -> Query:
    """Understand a question.

    Args:
        text: as it was typed.
        archive: what it says and how it calls things. What it says often needs no synonym.
        without: what is not meant: ``said`` of expansions, values of facts, names of assignees, as they are told.

    Raises:
        InvalidQuery: it is empty, holds no letter or digit, or is longer than ``LONGEST`` characters.
    """
    text = " ".join(nfc(text).split())
    if len(text) > LONGEST:
        raise InvalidQuery(f"Câu hỏi dài {len(text)} ký tự; tối đa {LONGEST}.", length=len(text), limit=LONGEST)
    if not keys(text):
        raise InvalidQuery("Câu hỏi trống: hãy gõ ít nhất một chữ hoặc số.")
    joined = _UNJOINED.sub(r"\1/", text)
    named = [match[0] for match in numbers.FULL.finditer(joined)]
    words = keys(numbers.FULL.sub(" ", joined))
    expansions = tuple(pair for pair in _expansions(words, archive) if pair[0] not in without)
    header = said_of_headers(text, archive, without)
    return Query(
        text=text,
        forms=(tuple(words), *(tuple(keys(other)) for _, other in expansions)),
        number_forms=tuple(tuple(keys(number)) for number in named),
        is_bare=not has_diacritics(text),
        numbers=tuple(dict.fromkeys("".join(number.split()) for number in named)),
        number_keys=(*numbers.keys(joined), *dates.keys(text)),
        expansions=expansions,
        facts=header.facts,
        assignees=tuple(name for role, name in archive.named(text) if role == "assignee" and name not in without),
        is_of_header=header.is_all,
        without=frozenset(without),
    )


def terms(query: Query, weights: Weights) -> list[Term]:
    """The weighted terms by which passages are matched, each once with its highest weight.

    A question typed without any diacritics trusts none; in one with some, a word with the same diacritics ranks
    above one that only looks like it without them.
    """
    best: dict[tuple[str | None, str], float] = {}
    for i, form in enumerate(query.forms):
        scale = weights.expansion if i else 1.0
        for text, weight in _weighted(form, weights):
            term = (None if query.is_bare else text, folded_key(text))
            best[term] = max(weight * scale, best.get(term, 0.0))
    best |= {(None, key): weights.number for key in query.number_keys}
    ordered = sorted(best.items(), key=lambda item: (item[0][1], item[0][0] or ""))
    return [Term(exact, folded, weight) for (exact, folded), weight in ordered]


def _weighted(form: tuple[str, ...], weights: Weights) -> list[tuple[str, float]]:
    """Syllables and pairs of one form. A pair of function words weighs as one."""
    singles = [(key, weights.function_word if is_function_word(key) else weights.syllable) for key in form]
    pairs = [
        (f"{a}_{b}", weights.function_word if is_function_word(a) and is_function_word(b) else weights.pair)
        for a, b in pairwise(form)
    ]
    return singles + pairs


def _expansions(words: list[str], archive: Vocabulary) -> list[tuple[str, str]]:
    """Phrases of the question with what they may be called elsewhere: abbreviations both ways, and synonyms."""
    exact = f" {' '.join(words)} "
    is_bare = exact == f" {' '.join(folded_key(word) for word in words)} "
    common = phrases.beginning(bare=is_bare)
    near = (entry for word in dict.fromkeys(exact.split()) for entry in common.get(word, ()))
    found = [entry for entry in (*archive.phrases, *near) if f" {entry.keys[is_bare]} " in exact]
    wanted = (entry for entry in found if not entry.is_synonym or _is_meant(entry, words, archive))
    return list(dict.fromkeys((entry.said, entry.meant) for entry in wanted))


def _is_meant(synonym: Phrase, words: list[str], archive: Vocabulary) -> bool:
    """Whether a synonym serves: what an archive says often needs none, and a syllable is one only where it is not
    half of a word that the archive writes.
    """
    if not synonym.is_lone:
        return _is_more_usual(synonym, archive)
    key = synonym.keys[False]
    at = [i for i, word in enumerate(words) if word == key]
    return any(_stands_alone(words[max(i - 1, 0) : i + 2], key, archive) for i in at)


def _stands_alone(around: list[str], key: str, archive: Vocabulary) -> bool:
    """Whether a syllable makes no word of the archive with one before or after it."""
    pairs = [pair for pair in pairwise(around) if key in pair and not any(map(is_function_word, pair))]
    return not any(archive.says(" ".join(pair)) for pair in pairs)


def _is_more_usual(synonym: Phrase, archive: Vocabulary) -> bool:
    """Whether an archive never says what is said, or what is meant more than twice as often."""
    said = archive.says(synonym.said)
    return not said or archive.says(synonym.meant) > _USUAL * said
