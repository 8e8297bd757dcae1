"""What a passage is found by: its words, what it begins with, the facts of its directive, numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from indexer import dates, numbers
from indexer.domain import Header
from indexer.index.postings import Field
from indexer.index.records import StoredPassage
from indexer.text import keys

_OPENING = 20
"""Syllables with which a passage says what it is about; of 20, 30 and 45 the best on law and on our own."""


def terms_of(syllables: Sequence[str]) -> list[str]:
    """Syllables, then pairs of neighbours joined by ``_``: the terms that are indexed."""
    return [*syllables, *map("_".join, pairwise(syllables))]


def fields_of(stored: StoredPassage) -> tuple[Field, Field]:
    """Its words with the headings and lead-in that it hangs on, and what it begins with: those headings and its
    first syllables, which tell what the rest is about.
    """
    passage = stored.passage
    above, own = keys(" ".join(passage.context)), keys(passage.text)
    text = " ".join((*passage.context, passage.text))
    beginning = keys(". ".join(passage.section_path)) + own[:_OPENING]
    return Field(above + own, numbers.marks(text) + dates.keys(text)), Field(beginning)


def fields_of_header(header: Header) -> tuple[Field, Field]:
    """Its facts, and the numbers that its directive bears or is about."""
    facts = header_words(header)
    about = numbers.marks(f"{header.number or ''}. {header.subject or ''}")
    return Field(keys(facts), numbers.marks(facts) + dates.keys(facts)), Field((), about)


@lru_cache(maxsize=1024)
def header_words(header: Header) -> str:
    """The facts of a header that people search by, as one text."""
    facts = (
        header.kind, header.number or header.symbol, str(header.date), header.issuer, header.parent_issuer,
        header.subject, header.place, header.signer,
    )  # fmt: skip
    return ". ".join(fact for fact in facts if fact)
