"""What a question says of a directive's header: its kind, issuer, signer, date; and how well headers meet it.

All of it is a guess from words: it raises the directives that fit and leaves out none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer import numbers, offices
from indexer.domain import Header
from indexer.text import fold, folded, folded_key, keys
from search_api import periods
from search_api.periods import Period
from search_api.vocabulary import Named

_KINDS = {
    tuple(keys(fold(kind))): kind for kind in (*numbers.KINDS.values(), "Công văn", "Chương trình hành động")
}
_ASKED_BY = """
van ban ky hanh phat nguoi co quan don vi ngay thang nam quy so hieu kinh gui nhan danh sach tim xem loai kho
chu tich pho giam doc bi thu truong phong tinh huyen thanh boi dau cuoi giua nua thay ong ba dong chi hoi nhung cac
"""
_ASKING = frozenset(_ASKED_BY.split())
"""Syllables that a question about a directive as a whole is put in: "các văn bản do Phó Giám đốc ... ký"."""

_NEEDS = {"position": re.compile(r"\bky\b"), "recipients": re.compile(r"\b(?:gui|noi nhan)\b")}
"""Words without which a name is not meant as that field: most offices are recipients of something."""

_AFTER = re.compile(r"\d.*|so|cua|nao|do|ngay|thang|nam|quy|ve|ban|ky|gi")
_BEFORE = frozenset(("van", "ban", "theo", "tai", "cac", "nhung", "cai"))


class Fact(NamedTuple):
    """One thing said: the ``field`` of a header that it is about, and its ``value`` as the question is told it."""

    field: str
    value: str
    period: Period | None = None

    def holds(self, header: Header) -> bool:
        """Whether a header meets it."""
        if self.period:
            return self.period.meets(header.date)
        if self.field == "issuer":
            return self.value in (header.issuer, header.parent_issuer)
        if self.field == "recipients":
            return _name(self.value) in map(_name, header.recipients)
        if self.field == "position":
            return folded(self.value) == folded(header.position or "")
        return bool(getattr(header, self.field) == self.value)


def find(text: str, names: Iterable[Named]) -> tuple[Fact, ...]:
    """What an NFC question says; ``names`` are those of the archive that it has."""
    words = " ".join(map(folded_key, keys(text)))
    said = [
        Fact(role, name)
        for role, name in names
        if role != "assignee" and (role not in _NEEDS or _NEEDS[role].search(words))
    ]
    times = [Fact("date", text[one.start : one.end], one) for one in periods.find(text)]
    return (*_kinds(words.split()), *said, *times)


def are_all(words: Iterable[str], facts: Sequence[Fact]) -> bool:
    """Whether a question's words say nothing but these facts of a header: then the directive itself is asked for.

    ``words`` are folded syllables, those that say nothing by themselves left out.
    """
    said = {key for fact in facts for key in map(folded_key, keys(fact.value))}
    return bool(facts) and all(word in said or word in _ASKING or word.isdecimal() for word in words)


def met(facts: Sequence[Fact], headers: Sequence[Header]) -> NDArray[np.float32]:
    """1 where a header meets a fact, else 0: facts by headers. Passages of one directive share a header."""
    known = {id(header): header for header in headers}
    places = {name: place for place, name in enumerate(known)}
    holds = np.array([[fact.holds(header) for header in known.values()] for fact in facts], dtype=np.float32)
    return holds[:, [places[id(header)] for header in headers]]


def fitting(facts: Sequence[Fact], headers: Sequence[Header]) -> NDArray[np.float32]:
    """How far each header meets the facts, 0 to 1: a fact counts the more, the fewer of the headers meet it.

    It counts as the logarithm of the share that meet it, the inverse document frequency of Spärck Jones (*A
    Statistical Interpretation of Term Specificity*, 1972), scaled to 1 for one of many.
    """
    holds = met(facts, headers)
    counts = holds.sum(axis=1, keepdims=True)
    telling = np.log(len(headers) / np.maximum(counts, 1)) / max(np.log(len(headers)), 1e-9)
    return np.asarray((holds * telling).sum(axis=0) / len(facts), dtype=np.float32)


@lru_cache(maxsize=4096)
def _name(recipient: str) -> str:
    """What spellings of a recipient share: "Bộ Y tế (để b/c)" is "Bộ Y tế"."""
    return offices.key(recipient)


def _kinds(words: Sequence[str]) -> Iterator[Fact]:
    """Kinds of directives that are asked for: "kế hoạch của UBND", not "Phòng Kế hoạch Tài chính"."""
    line = f" {' '.join(words)} "
    for key, kind in _KINDS.items():
        if f" {' '.join(key)} " not in line:
            continue
        places = [at for at in range(len(words) - len(key) + 1) if tuple(words[at : at + len(key)]) == key]
        if any(_is_asked_for(words, at, at + len(key)) for at in places):
            yield Fact("kind", kind)


def _is_asked_for(words: Sequence[str], start: int, end: int) -> bool:
    follows = end < len(words) and bool(_AFTER.fullmatch(words[end]))
    return follows or (start > 0 and words[start - 1] in _BEFORE)
