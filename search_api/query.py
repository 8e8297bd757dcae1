"""What a question asks for: its terms, and what was understood of it. Pure; nothing is looked up here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from indexer.errors import InvalidQuery
from indexer.index.lexical import FieldWeights, Term
from indexer.text import folded_key, has_diacritics, keys, nfc
from search_api.abbreviations import COMMON

LONGEST = 1_000
"""Characters of a question."""

_NUMBER = re.compile(r"(?<!\w)\d{1,6}(?:/\d{4})?\s*[/-]\s*[^\W\d_]{1,8}(?:[-/][^\W\d_]{1,8})*")
_FUNCTION_WORDS = frozenset(
    [
        "ai",
        "à",
        "ạ",
        "ấy",
        "bao",
        "bị",
        "bởi",
        "các",
        "cái",
        "cần",
        "cho",
        "chưa",
        "có",
        "của",
        "cũng",
        "cùng",
        "đã",
        "đang",
        "đâu",
        "để",
        "đến",
        "đều",
        "đi",
        "định",
        "do",
        "được",
        "gì",
        "hay",
        "hãy",
        "hỏi",
        "khi",
        "không",
        "là",
        "làm",
        "lại",
        "lên",
        "lúc",
        "mà",
        "mấy",
        "mỗi",
        "một",
        "nào",
        "này",
        "nên",
        "nếu",
        "ngay",
        "nhé",
        "nhiêu",
        "như",
        "nhưng",
        "những",
        "ở",
        "phải",
        "qua",
        "ra",
        "rằng",
        "rất",
        "rồi",
        "sao",
        "sau",
        "sẽ",
        "tại",
        "tất",
        "tháng",
        "thế",
        "theo",
        "thì",
        "tôi",
        "trên",
        "trong",
        "tới",
        "từ",
        "vào",
        "vậy",
        "vẫn",
        "vì",
        "việc",
        "với",
        "và",
        "về",
        "xin",
    ]
)
_FOLDED_FUNCTION_WORDS = frozenset(folded_key(word) for word in _FUNCTION_WORDS)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much one matching term counts, by what it is; tuned on ``eval/queries`` by ``python -m eval run``."""

    syllable: float = 0.4
    function_word: float = 0.05
    pair: float = 1.0
    expansion: float = 0.7
    fields: FieldWeights = field(default_factory=FieldWeights)


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood.

    ``text`` is what was typed, in NFC; ``dense_text`` the same with abbreviations spelled out, for the model.
    ``forms`` are the key sequences to match and highlight: that of the question first, then its expansions.
    """

    text: str
    dense_text: str
    forms: tuple[tuple[str, ...], ...]
    is_bare: bool
    numbers: tuple[str, ...]
    expansions: tuple[tuple[str, str], ...]

    def understood(self) -> dict[str, object]:
        """As the API tells it."""
        return {
            "without_diacritics": self.is_bare,
            "numbers": list(self.numbers),
            "expansions": [{"from": short, "to": long} for short, long in self.expansions],
        }


def understand(text: str) -> Query:
    """Understand a question.

    Raises:
        InvalidQuery: it is empty, holds no letter or digit, or is longer than ``LONGEST`` characters.
    """
    text = " ".join(nfc(text).split())
    if len(text) > LONGEST:
        raise InvalidQuery(f"Câu hỏi dài {len(text)} ký tự; tối đa {LONGEST}.", length=len(text), limit=LONGEST)
    words = keys(text)
    if not words:
        raise InvalidQuery("Câu hỏi trống: hãy gõ ít nhất một chữ hoặc số.")
    expansions = tuple(_expansions(words))
    spelled = [text] + [long for short, long in expansions if short.isupper()]
    return Query(
        text=text,
        dense_text=". ".join(spelled),
        forms=(tuple(words), *(tuple(keys(other)) for _, other in expansions)),
        is_bare=not has_diacritics(text),
        numbers=tuple(dict.fromkeys(re.sub(r"\s", "", number) for number in _NUMBER.findall(text))),
        expansions=expansions,
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
    return [Term(exact, folded, weight) for (exact, folded), weight in sorted(best.items(), key=lambda item: item[0][1])]


def is_function_word(key: str) -> bool:
    """Whether a syllable says nothing by itself; a bare one is compared with the folded words."""
    return key in _FUNCTION_WORDS or (folded_key(key) == key and key in _FOLDED_FUNCTION_WORDS)


def _weighted(form: tuple[str, ...], weights: Weights) -> list[tuple[str, float]]:
    """Syllables and pairs of one form. A pair of function words weighs as one."""
    singles = [(key, weights.function_word if is_function_word(key) else weights.syllable) for key in form]
    pairs = [
        (f"{a}_{b}", weights.function_word if is_function_word(a) and is_function_word(b) else weights.pair)
        for a, b in pairwise(form)
    ]
    return singles + pairs


def _expansions(words: list[str]) -> list[tuple[str, str]]:
    """Abbreviations in the question with their long form, and long forms with their abbreviation."""
    found = []
    sentence = f" {' '.join(folded_key(word) for word in words)} "
    for short, (long, folded_long) in _table().items():
        if short in words:
            found.append((COMMON_CASE[short], long))
        elif f" {folded_long} " in sentence:
            found.append((long, COMMON_CASE[short]))
    return found


COMMON_CASE: Mapping[str, str] = {short.lower(): short for short in COMMON}
"""The printed form of an abbreviation by its key."""


@cache
def _table() -> dict[str, tuple[str, str]]:
    """Key of the short form -> (long form, its folded keys as one string)."""
    return {
        short.lower(): (long, " ".join(folded_key(key) for key in keys(long))) for short, long in COMMON.items()
    }
