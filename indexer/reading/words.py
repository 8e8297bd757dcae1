"""Words with their places on a page: what the readers of PDFs and of scans hand to the layout.

Places are in points (1/72 inch) from the page's top left corner as a reader sees it. ``em`` is the height of the
page's usual line and the unit of every rule about gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Protocol, TypeVar

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

DESCENT = 0.2
"""Of a line's height, below what its letters stand on."""

_CORE = 0.25  # of a height, cut off above and below: accents and descenders reach into the lines around
_GLUE = 0.15  # of an em: narrower gaps inside a run of text are kerning, wider ones a space that was not written
_REACH = 2.0  # of an em: wider gaps are not between words of one line, unless
_LABEL_REACH = 6.0  # the line so far is the mark of a list, after which comes a tab
_LABEL = re.compile(
    r"(?:[-–—+•*·○●▪■□\uf0b7\uf02d]|\(?(?:\d{1,3}|[IVXLCDM]{1,5}|[a-zđ]{1,2})[.)]|\d+(?:\.\d+)+\.?)"
)


class Placed(Protocol):
    """Anything with a box."""

    @property
    def left(self) -> float:
        """Distance from the page's left edge."""

    @property
    def top(self) -> float:
        """Distance from the page's upper edge."""

    @property
    def right(self) -> float:
        """Where it ends to the right."""

    @property
    def bottom(self) -> float:
        """Where it ends below."""


T = TypeVar("T", bound=Placed)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters without white space. ``glued``: no space is written between it and what stands before."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    glued: bool = False

    @property
    def height(self) -> float:
        """In points."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. ``opens``: a blank line belongs before it; ``is_row``: its cells are joined by " | "."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    words: tuple[Word, ...] = ()
    opens: bool = False
    is_row: bool = False

    @property
    def height(self) -> float:
        """In points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The centre from left to right."""
        return (self.left + self.right) / 2

    @property
    def is_label(self) -> bool:
        """Whether it is no more than the mark of a list: ``-``, ``a)``, ``2.1``."""
        return bool(_LABEL.fullmatch(self.text))

    @property
    def has_label(self) -> bool:
        """Whether it begins with the mark of a list."""
        return bool(_LABEL.fullmatch(self.text.split(" ", 1)[0]))


def em(words: Iterable[Word]) -> float:
    """The usual height of a word; 12 points where there is none."""
    heights = [word.height for word in words]
    return max(median(heights), 1.0) if heights else 12.0


def line(words: Sequence[Word]) -> Line:
    """Words from left to right as one line."""
    text = words[0].text
    for before, word in pairwise(words):
        close = word.left - before.right < _GLUE * max(word.height, 1.0)
        text += word.text if word.glued and close else f" {word.text}"
    return Line(text, *bounds(words), tuple(words))


def bounds(items: Sequence[Placed]) -> Box:
    """The smallest box around all."""
    return (
        min(item.left for item in items),
        min(item.top for item in items),
        max(item.right for item in items),
        max(item.bottom for item in items),
    )


def bands(items: Iterable[T]) -> list[list[T]]:
    """Items that stand at one height, from the top down; those that reach past one another chain."""
    found: list[list[T]] = []
    reach = float("-inf")
    for item in sorted(items, key=_core_top):
        if not found or _core_top(item) >= reach:
            found.append([])
            reach = float("-inf")
        found[-1].append(item)
        reach = max(reach, item.bottom - _CORE * (item.bottom - item.top))
    return found


def lines(words: Iterable[Word], unit: float) -> list[Line]:
    """Words into lines, from the top down: a line ends where the next word stands too far to the right."""
    found: list[Line] = []
    for band in bands(words):
        open_lines: list[list[Word]] = []
        for word in sorted(band, key=lambda item: item.left):
            home = min(
                (row for row in open_lines if _continues(row, word, unit)),
                key=lambda row: _offset(row[-1], word),
                default=None,
            )
            if home is None:
                open_lines.append([word])
            else:
                home.append(word)
        found += [line(row) for row in open_lines]
    return sorted(found, key=lambda item: (item.top, item.left))


def _continues(row: list[Word], word: Word, unit: float) -> bool:
    last = row[-1]
    reach = _LABEL_REACH if len(row) == 1 and _LABEL.fullmatch(last.text) else _REACH
    shared = min(last.bottom, word.bottom) - max(last.top, word.top)
    return -unit <= word.left - last.right <= reach * unit and shared >= 0.5 * min(last.height, word.height)


def _offset(one: Word, other: Word) -> float:
    """How far two words are from standing on one line."""
    return abs(one.top + one.bottom - other.top - other.bottom)


def _core_top(item: Placed) -> float:
    return item.top + _CORE * (item.bottom - item.top)
