"""What a question says of headers: read from its words, in the names of an archive."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer import numbers, offices
from indexer.text import fold, folded_key, keys, syllables
from search_api import periods
from search_api.facts import Fact
from search_api.function_words import is_function_word
from search_api.vocabulary import Named, Vocabulary

_KINDS = [
    (kind, keys(fold(kind)))
    for kind in sorted(
        {*numbers.KINDS.values(), "Công văn", "Chương trình hành động"}, key=lambda kind: (-len(kind), kind)
    )
]
_ASKED_BY = """
van ban ky hanh phat nguoi co quan don vi ngay thang nam quy so hieu kinh gui noi nhan danh sach tim xem loai kho
chu tich pho giam doc bi thu truong phong tinh huyen thanh boi dau cuoi giua nua thay ong ba dong chi hoi nhung cac
"""
_ASKING = frozenset(_ASKED_BY.split())
"""Syllables that a question about a directive as a whole is put in: "các văn bản do Phó Giám đốc ... ký"."""

_SIGNS = re.compile(r"\bky\b")
"""The word without which a post is not meant as a signer's."""

_SENT = re.compile(r"\b(?:gui|noi nhan)(?: (?:la|cho|toi|den|gom|co))* (?=\w)")
_AFTER = re.compile(r"\d.*|so|cua|nao|do|ngay|thang|nam|quy|ve|ban|ky|gi")
_BEFORE = frozenset(("van", "ban", "theo", "tai", "cac", "nhung", "cai"))


class Said(NamedTuple):
    """What a question says. ``is_all``: it says nothing but that, so the directive itself is asked for."""

    facts: tuple[Fact, ...] = ()
    is_all: bool = False


def said_of_headers(text: str, archive: Vocabulary, without: Collection[str] = ()) -> Said:
    """What an NFC question says, less the values ``without``.

    A kind and a sort of issuers ("UBND tỉnh") are words of many questions. Where it is not said that they are
    those of a directive, they are facts only of a question that says nothing else. Whoever names a place mostly
    means what comes from there.
    """
    sent = list(_sent_to(text, archive))
    rest = _blanked(text, sent)
    line = [folded_key(key) for key in keys(rest)]
    kinds, names = dict(_kinds(line)), archive.named(rest)
    others = [Fact("recipients", text[start:end]) for start, end in sent]
    others += [Fact("date", text[one.start : one.end], one) for one in periods.find(text)]
    every = _less(without, [*(Fact("kind", kind) for kind in kinds), *_facts(names), *others])
    if _says_nothing_else(text, archive, every):
        return Said(every, is_all=True)
    clear = [Fact("kind", kind) for kind, is_clear in kinds.items() if is_clear]
    unclear = {"sort"} | ({"position"} if not _SIGNS.search(" ".join(line)) else set())
    return Said(_less(without, [*clear, *_facts(name for name in names if name.role not in unclear), *others]))


def _facts(names: Iterable[Named]) -> Iterator[Fact]:
    for role, name in names:
        if role != "assignee":
            yield Fact("issuer" if role == "sort" else role, name)


def _less(without: Collection[str], facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in dict.fromkeys(facts) if fact.value not in without)


def _says_nothing_else(text: str, archive: Vocabulary, facts: Sequence[Fact]) -> bool:
    """Whether its words are all of these facts or ask for directives, as they stand or short forms written out.

    The number of a directive is more than that: others may name it. A place alone is no question.
    """
    if all(fact.field == "place" for fact in facts) or numbers.keys(text):
        return False
    values = " ".join(fact.value for fact in facts)
    said = {*_ASKING, *map(folded_key, keys(values)), *offices.key(values).split()}
    others = (key for key in keys(text) if folded_key(key) not in said and not key.isdecimal())
    return all(is_function_word(key) or said.issuperset(archive.spelled_out(key)) for key in others)


def _sent_to(text: str, archive: Vocabulary) -> Iterator[tuple[int, int]]:
    """Where the recipients stand that follow "gửi" or "nơi nhận": each as many words as one of the archive has."""
    for found in _SENT.finditer(fold(text).lower()):
        words = [one for one in syllables(text) if one.start >= found.end()]
        while words := words[bool(words) and folded_key(words[0].key) == "va" :]:
            ends = (n for n in range(len(words), 0, -1) if folded_key(words[n - 1].key) != "va")
            start = words[0].start
            size = next((n for n in ends if archive.writes_to(text[start : words[n - 1].end])), 0)
            if not size:
                break
            yield start, words[size - 1].end
            words = words[size:]


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _kinds(line: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The kinds in folded words, and whether each is clearly asked for, as in "kế hoạch của UBND"."""
    taken: set[int] = set()
    there = set(line)
    for kind, words in _KINDS:
        if words[0] not in there:
            continue
        size = len(words)
        places = [at for at in range(len(line) - size + 1) if line[at : at + size] == words and at not in taken]
        if places:
            taken.update(at + n for at in places for n in range(size))
            yield kind, any(_is_asked_for(line, at, at + size) for at in places)


def _is_asked_for(words: Sequence[str], start: int, end: int) -> bool:
    follows = end < len(words) and bool(_AFTER.fullmatch(words[end]))
    return follows or (start > 0 and words[start - 1] in _BEFORE)
