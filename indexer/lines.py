"""A text as lines with offsets: what header and structure are read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SIGNS = "*_#"
_PAGE_NUMBER = re.compile(
    r"(?<=[^\s.;:!?…”\"])[^\S\n]{0,9}\n[^\S\n]{0,9}\n\s{0,20}(?P<number>(?:[-–] ?)?\d{1,3}(?: ?[-–])?)"
    r"[^\S\n]{0,9}\n[^\S\n]{0,9}\n\s{0,20}(?=(?P<next>[^\W\d_]))"
)
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
    """The lines between two offsets that are not empty; page numbers in the midst of a sentence are none."""
    found, after_blank, offset = [], True, start
    numbers = {start + number.start("number") for number in _page_numbers(text[start:end])}
    for raw in text[start:end].split("\n"):
        stripped = raw.strip()
        first = offset + raw.index(stripped)
        if stripped and first not in numbers:
            found.append(Line(first, first + len(stripped), _unmarked(stripped), after_blank))
        after_blank = not stripped
        offset += len(raw) + 1
    return found


def without_page_numbers(text: str) -> str:
    """Text whose sentences run on over the end of a page."""
    for number in reversed(list(_page_numbers(text))):
        text = f"{text[: number.start()]}\n{text[number.end() :]}"
    return text


def _page_numbers(text: str) -> Iterator[re.Match[str]]:
    """Numbers alone between empty lines, where a sentence that has not ended goes on after them."""
    return (number for number in _PAGE_NUMBER.finditer(text) if number["next"].islower())


def _unmarked(line: str) -> str:
    """``**KT. CHỦ TỊCH`` to ``KT. CHỦ TỊCH``; a bullet ``* item`` keeps its star."""
    is_marked = line[0] in _SIGNS or line[-1] in _SIGNS
    return _EMPHASIS.sub("", line) if is_marked and not line.startswith("* ") else line
