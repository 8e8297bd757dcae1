"""An answer: sentences, the places they are from, or the reason why there are none."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.domain import Directive, Passage
from indexer.index.archive_index import ArchiveIndex
from indexer.index.records import Entry
from search_api.cite import Citation, cite, directive_url
from search_api.engine import NO_FILTERS
from search_api.filters import Filters

READ = 12
"""Passages that an answer is looked for in, unless asked otherwise."""

HONEST = "Chép nguyên văn từ văn bản trong kho; hãy mở chỗ được dẫn để đối chiếu trước khi dùng."
"""What is said beside a copied answer."""

WORDED = "Do mô hình ngôn ngữ viết lại từ các đoạn được dẫn và có thể sai; hãy mở chỗ được dẫn để đối chiếu."
"""What is said beside an answer that a model worded."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question; ``top_k`` counts the passages to look for the answer in, ``without`` is what is not meant, as in
    a search.
    """

    question: str
    top_k: int = READ
    filters: Filters = NO_FILTERS
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a directive with its citation; ``text`` is the directive's text from ``start`` to ``end``."""

    directive: str
    start: int
    end: int
    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of an answer and the numbers (from 1) of the quotes that bear it out."""

    text: str
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the archive says to a question.

    ``abstained``: it does not say, and ``reason`` tells what is missing; otherwise ``reason`` is None, or tells
    what else there is to know of the answer. ``confidence`` is the estimated chance (0 to 1) that it is right.
    ``nearest`` are places to look at where there is no answer. ``is_worded``: a model worded it.
    """

    question: str
    sentences: tuple[Said, ...] = ()
    quotes: tuple[Quote, ...] = ()
    abstained: bool = False
    reason: str | None = None
    confidence: float = 0.0
    nearest: tuple[Quote, ...] = ()
    is_worded: bool = False

    @property
    def text(self) -> str:
        """The whole answer."""
        return "\n".join(said.text for said in self.sentences)

    @property
    def note(self) -> str:
        """What a reader must know of how it came about."""
        return WORDED if self.is_worded else HONEST


def quoted(index: ArchiveIndex, entry: Entry, directive: Directive, start: int, end: int) -> Quote:
    """A stretch of a directive as a quote, cited as part of the passage that it begins in."""
    held = (passage for passage in directive.passages if passage.start <= start < passage.end)
    text = directive.text[start:end]
    page = directive.source.page_at(start)
    place = next(held, Passage(start, end, text, page=page.number if page else None))
    citation = cite(entry, place, text, index.links.replaced_by(entry.id))
    address = f"{directive_url(entry.id)}?doan={start}-{end}#doan"  # the very words are marked
    return Quote(entry.id, start, end, text, replace(citation, url=address))


def copied(question: str, quotes: list[Quote], confidence: float, reason: str | None = None) -> Answer:
    """An answer of quotes, each a sentence."""
    said = tuple(Said(quote.text, (n,)) for n, quote in enumerate(quotes, 1))
    return Answer(question, said, tuple(quotes), confidence=confidence, reason=reason)
