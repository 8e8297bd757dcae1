"""A file as it was read: its text, its pages, and where lines stand on them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

Span = tuple[int, int]
"""``start <= offset < end``, in characters of the text."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the source file: its number there (from 1) and the span of text that stands on it.

    ``printed`` is the page number on the paper, where there is one. ``confidence`` (0 to 1) is the mean of the OCR
    engine's over the page's words, None where the text was not read by OCR. ``turn`` is by how many degrees,
    anticlockwise, its picture was turned to stand upright and level before it was read.
    """

    number: int
    start: int
    end: int
    printed: str | None = None
    confidence: float | None = None
    turn: float = 0.0

    @property
    def is_ocr(self) -> bool:
        """Whether the page was read from its picture."""
        return self.confidence is not None


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """Where a line of text stands on its page: ``box`` is left, top, right, bottom in points (1/72 inch) from the
    page's top left corner, once the page is turned by its ``Page.turn``.
    """

    start: int
    end: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: NFC text, and where the format has pages, these and the place of every line.

    ``notes`` says in Vietnamese what a reader of the text should know of the reading: a conversion from a legacy
    font, files attached and not opened.
    """

    text: str
    format: str
    pages: tuple[Page, ...] = ()
    lines: tuple[PlacedLine, ...] = ()
    notes: tuple[str, ...] = ()

    def page_at(self, offset: int) -> Page | None:
        """The page that an offset stands on; None where the format has no pages."""
        index = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[index] if index >= 0 else None
