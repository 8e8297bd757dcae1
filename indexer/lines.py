"""A text as lines with offsets: what header and structure are read from."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SIGNS = "*_#"
PAGE_NUMBER = r"(?:[-–] ?)?\d{1,3}(?: ?[-–])?"
"""A pattern of the number of a page, alone on its line."""

_BETWEEN_PAGES = re.compile(
    rf"(?<=[^\s.;:!?…”\"])[^\S\n]{{0,9}}\n[^\S\n]{{0,9}}\n\s{{0,20}}{PAGE_NUMBER}"
    r"[^\S\n]{0,9}\n[^\S\n]{0,9}\n\s{0,20}(?=(?P<next>[^\W\d_]))"
)
_AROUND = 4
"""Ends of lines around the number of a page."""

_EMPHASIS = re.compile(r"^[*_#\s]*(?=[^*_#\s])|[*_\s]+$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``text[start:end]`` is the line without surrounding spaces; ``bare`` lacks Markdown marks.

    ``after_blank`` tells whether an empty line (or the text's beginning) comes before it.
    """

    start: int
    end: int
    bare: str
    after_blank: bool


def lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines between two offsets that are not empty."""
    found, after_blank, offset = [], True, start
    for raw in text[start:end].split("\n"):
        stripped = raw.strip()
        if stripped:
            first = offset + raw.index(stripped)
            found.append(Line(first, first + len(stripped), _unmarked(stripped), after_blank))
        after_blank = not stripped
        offset += len(raw) + 1
    return found


def without_page_numbers(text: str) -> str:
    """Text whose sentences run on over the end of a page."""
    if text.count("\n") < _AROUND:
        return text
    return _BETWEEN_PAGES.sub(lambda number: "\n" if number["next"].islower() else number[0], text)


def _unmarked(line: str) -> str:
    """``**KT. CHỦ TỊCH`` to ``KT. CHỦ TỊCH``; a bullet ``* item`` keeps its star."""
    is_marked = line[0] in _SIGNS or line[-1] in _SIGNS
    return _EMPHASIS.sub("", line) if is_marked and not line.startswith("* ") else line
