"""Whether passages bear out a sentence that a model wrote: its words, numbers and dates, names, its "không".

A sentence passes where the passages that it cites hold most of its words, all of its numbers, dates and names, and
where it denies what they deny and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer import dates, numbers
from indexer.index.records import StoredPassage
from indexer.text import keys
from search_api.answering.overlap import Scope
from search_api.answering.sentences import cut
from search_api.cite import directive_label
from search_api.function_words import is_function_word

_WORDS, _PAIRS = 0.75, 0.5
"""Share of the sentence's words, and of its pairs of them, that must stand in what it cites."""

_CITED = re.compile(r"\[\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*\]")
_BREAK = re.compile(r"(?<=\])\s*[.!?]?\s+(?!\[)|(?<=\])[.!?](?=\S)(?!\[)|\n+|(?<=[^\W\d]{2}[.!?])\s+(?=[^\W\d_])")
_DENIED = frozenset(("không", "chưa", "chẳng", "cấm", "đừng", "chớ"))
_NAME = re.compile(r"(?<![^\W_])[A-ZĐÀ-Ỹ][^\W\d_]*(?:\s+[A-ZĐÀ-Ỹ][^\W\d_]*)+")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of a model without its marks, and the numbers of the passages that it cites."""

    text: str
    cited: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a passage says most of a claim: offsets into its text."""

    stored: StoredPassage
    start: int
    end: int


def claims(pieces: Iterator[str]) -> Iterator[Claim]:
    """The sentences of an answer as its pieces come, each as soon as the next one begins."""
    rest = ""
    for piece in pieces:
        rest += piece
        while match := _BREAK.search(rest):
            if not rest[match.end() :].strip():
                break  # a citation may follow
            if not (head := rest[: match.end()]).strip():
                rest = rest[match.end() :]
                continue
            if rest[match.end() :].lstrip().startswith("["):
                break
            rest = rest[match.end() :]
            yield _claim(head)
    for line in rest.splitlines():
        for part in _parts(line):
            yield _claim(part)


def _parts(line: str) -> list[str]:
    at, found = 0, []
    for match in _BREAK.finditer(line):
        if not line[match.end() :].lstrip().startswith("["):
            found.append(line[at : match.end()])
            at = match.end()
    return [part for part in [*found, line[at:]] if part.strip()]


def _claim(text: str) -> Claim:
    cited = [int(n) for group in _CITED.findall(text) for n in re.split(r"\s*[,;]\s*", group)]
    words = " ".join(_CITED.sub(" ", text).split())
    words = re.sub(r"\s+([.,;:!?])", r"\1", words).lstrip("-•*– ")
    return Claim(words, tuple(dict.fromkeys(cited)))


def bases(claim: Claim, passages: Sequence[StoredPassage]) -> list[Basis]:
    """The places that bear out a claim, one for each passage that it cites; none where they do not."""
    if not claim.cited or not all(1 <= n <= len(passages) for n in claim.cited):
        return []
    cited = [passages[n - 1] for n in claim.cited]
    texts = [text for stored in cited for text in _texts(stored)]
    found = [_best(claim.text, stored) for stored in cited]
    told = " ".join(
        stored.passage.text[basis.start : basis.end] for stored, basis in zip(cited, found, strict=True)
    )
    is_said = _says(claim.text, Scope.of(texts, False)) and _counts(claim.text, texts)
    return found if is_said and _denies(claim.text, told) else []


def _texts(stored: StoredPassage) -> list[str]:
    """What a passage says, with what stands above it and the name of its directive."""
    return [*stored.passage.context, stored.passage.text, directive_label(stored.entry)]


def _says(text: str, scope: Scope) -> bool:
    """Whether most words and pairs, and every name, stand in a scope."""
    said = Scope.of([text], False)
    words = [key for key in said.keys if not is_function_word(key)]
    pairs = [pair for pair in said.pairs if not any(map(is_function_word, pair))]
    if not words or sum(word in scope.keys for word in words) < _WORDS * len(words):
        return False
    if pairs and sum(pair in scope.pairs for pair in pairs) < _PAIRS * len(pairs):
        return False
    named = [tuple(keys(match[0])) for match in _NAME.finditer(text)]
    return all(scope.says(name) for name in named if name)


def _counts(text: str, texts: Sequence[str]) -> bool:
    """Whether every number, date, percentage and number of a directive is one of the texts'."""
    whole = "\n".join(texts)
    figures = {key for key in keys(text) if key[:1].isdigit()}
    known = {key for key in keys(whole) if key[:1].isdigit()}
    return (
        figures <= known
        and {found.date for found in dates.find(text)} <= {found.date for found in dates.find(whole)}
        and set(_PERCENT.findall(text)) <= set(_PERCENT.findall(whole))
        and set(numbers.keys(text)) <= set(numbers.keys(whole))
    )


def _denies(text: str, told: str) -> bool:
    """Whether a sentence denies if and only if what it is taken from does."""
    return bool(_DENIED & set(keys(text))) == bool(_DENIED & set(keys(told)))


def _best(text: str, stored: StoredPassage) -> Basis:
    """The sentence of a passage that shares most with a claim, for its length."""
    said = Scope.of([text], False)
    best, most = Basis(stored, 0, len(stored.passage.text)), 0.0
    for sentence in cut(stored.passage):
        scope = Scope.of([stored.passage.text[sentence.start : sentence.end]], False)
        shared = len(said.pairs & scope.pairs) + 0.5 * len(said.keys & scope.keys)
        if shared > most:
            best, most = Basis(stored, sentence.start, sentence.end), shared
    return best
