"""A long directive's text, leaf by leaf, so that its page stays light; a short one is a single leaf."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.domain import Directive
from search_api.highlight import Span

PARAMETER = "phan"
"""Of an address: the number of the leaf that is shown, or ``ALL``."""

ALL = "het"

LONGEST = 30_000
"""Characters of a leaf: with its markup some 45 kB."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is shown of a text: its ``span``, the ``number`` of the leaf (from 1), and where each of all starts."""

    span: Span
    number: int
    starts: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many leaves there are."""
        return len(self.starts)

    def holding(self, offset: int) -> int:
        """The number of the leaf that an offset is on."""
        return bisect_right(self.starts, offset)

    def within(self, span: Span) -> Span:
        """The part of a span that is on the leaf; empty at the leaf's end where none is."""
        start, end = max(span[0], self.span[0]), min(span[1], self.span[1])
        return (start, end) if start < end else (self.span[1], self.span[1])


def leaf(directive: Directive, span: Span | None, given: str) -> Leaf:
    """The leaf that ``given`` names, or else the one where a span begins, or the first."""
    text = directive.text
    if given == ALL:
        return Leaf((0, len(text)), 1, (0,))
    starts = tuple(_starts(text, sorted(section.start for section in directive.sections)))
    wanted = int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else 0
    number = wanted if 1 <= wanted <= len(starts) else bisect_right(starts, span[0] if span else 0)
    ends = (*starts[1:], len(text))
    return Leaf((starts[number - 1], ends[number - 1]), number, starts)


def _starts(text: str, sections: list[int]) -> Iterator[int]:
    """Where leaves start: at a section if one starts in the second half of a leaf, or a line, or a word."""
    at = 0
    yield at
    while len(text) - at > LONGEST:
        half, end = at + LONGEST // 2, at + LONGEST
        section = sections[bisect_right(sections, end) - 1] if sections and sections[0] <= end else 0
        places = (section, text.rfind("\n", half, end) + 1, text.rfind(" ", half, end) + 1, end)
        at = next(place for place in places if place > half)
        yield at
