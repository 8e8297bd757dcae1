"""A passage cut into what can be copied: sentences and items, without the marks that begin an item.

A line break inside a sentence (of a page or a column) does not end it; one before an item or a capital does.
All offsets count characters of the text that was cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from indexer.domain import Passage
from indexer.text import folded

_BREAK = re.compile(r"\n\s*+")
_ITEM = re.compile(r"[a-zđ]{1,2}\)\s")
_END = re.compile(r"(?<=[^\W\d]{2})[”\")\]*]*[.!?…]+[”\")*]*(?=\s+[\W]*[A-ZĐÀ-Ỹ0-9])")
_UNENDED = re.compile(
    r"(?<!\w)(?:thứ|ngày|tháng|năm|số|và|của|tại|với|do|các|những|ở|về|cho|theo|trước|sau|từ|đến|là|giao|gồm)\s+\Z"
)
"""A line that ends with such a word is no end of a sentence: "trước 15 giờ thứ / Sáu", "trước ngày / 20/3"."""

_LOOKED_BACK = 16
"""Characters before a line in which such a word is looked for."""

_CLAUSE = re.compile(r";\s+")
_MARK = re.compile(
    r"\s*(?:(?:[-–—+•*·●▪○]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|[IVX]{1,5}[.)]|[a-zđ]{1,2}\))\s+)*"
)
_LONG = 360
"""Characters from which a sentence is cut down to those of its clauses that answer."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a text that can be copied. ``is_heading``: it names what follows; ``is_lead``: it ends with the
    colon that a list hangs on.
    """

    start: int
    end: int
    is_heading: bool = False
    is_lead: bool = False


@lru_cache(maxsize=4096)
def cut(passage: Passage) -> tuple[Sentence, ...]:
    """The sentences of a passage, in order; offsets into ``passage.text``."""
    names = {folded(name) for path in passage.section_path for name in (path, path.partition(". ")[2]) if name}
    found: list[Sentence] = []
    for start, end in _lines(passage.text):
        for first, last in _sentences(passage.text, start, end):
            first = bare_start(passage.text, first, last)  # noqa: PLW2901 - without the mark
            words = passage.text[first:last]
            if any(map(str.isalpha, words)):
                is_lead = words.rstrip(" *").endswith(":")
                is_heading = not is_lead and words[-1] not in ".;" and folded(words) in names
                found.append(Sentence(first, last, is_heading, is_lead))
    return tuple(found)


def bare_start(text: str, start: int, end: int) -> int:
    """Where the words begin after the marks of an item: ``- ``, ``a) ``, ``2.1. ``."""
    match = _MARK.match(text, start, end)
    return match.end() if match and match.end() < end else start


def clauses(text: str, sentence: Sentence) -> list[Sentence]:
    """The parts of a long sentence between its semicolons; the sentence itself where it is short."""
    if sentence.end - sentence.start < _LONG:
        return [sentence]
    cuts = [match.end() for match in _CLAUSE.finditer(text, sentence.start, sentence.end)]
    bounds = [sentence.start, *cuts, sentence.end]
    return [
        Sentence(start, start + len(text[start:end].rstrip()), sentence.is_heading, sentence.is_lead)
        for start, end in pairwise(bounds)
    ]


def _lines(text: str) -> list[tuple[int, int]]:
    ends = [match.end() for match in _BREAK.finditer(text)]
    bounds = [0, *(at for at in ends if not _goes_on(text, at)), len(text)]
    return [(start, end) for start, end in pairwise(bounds) if text[start:end].strip()]


def _goes_on(text: str, at: int) -> bool:
    """Whether the line that begins at a place goes on with the one before it."""
    is_unended = _UNENDED.search(text, max(at - _LOOKED_BACK, 0), at) is not None
    return not _ITEM.match(text, at) and (text[at : at + 1].islower() or is_unended)


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    bounds = [start, *(match.end() for match in _END.finditer(text, start, end)), end]
    spans = []
    for first, last in pairwise(bounds):
        words = text[first:last]
        if words.strip():
            spans.append((first + len(words) - len(words.lstrip()), first + len(words.rstrip())))
    return spans
