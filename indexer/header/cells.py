"""The lines of a letterhead or a signature as cells: what stood side by side on paper is told apart.

A letterhead has two columns (Decree 30/2020/NĐ-CP, appendix I, section IV). Readers of Word and PDF give them one
below the other; elsewhere they come merged in one line, parted by a gap, a tab, a table's bar or nothing at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.domain import Span
from indexer.lines import lines
from indexer.text import fold_letters

SAYS = re.compile(r"[^\W_]")
"""The star and the rules drawn in a letterhead hold no letter or digit."""

_SEPARATOR = re.compile(r"(?:\||<br\s*/?>|&nbsp;|\t)[\s|]*", re.IGNORECASE)
GAP = re.compile(r"\s\s\s+")
"""Three spaces or more: another column."""

_DATE_BEGUN = re.compile(r"\b[Nn]gày(?:\s+\d{1,2}(?:\s+tháng(?:\s+\d{1,2}(?:\s+năm)?)?)?)?$")
_DATE_REST = re.compile(r"(?:(?:\d{1,2} )?tháng )?(?:\d{1,2} )?(?:năm )?(?:19|20)\d\d")
_EDGE = "*_#" + "".join(filter(str.isspace, map(chr, range(0x3001))))


@dataclass(frozen=True, slots=True)
class Cell:
    """Words that belong together: ``text`` is exactly what stands between the two offsets."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Both offsets."""
        return self.start, self.end

    def part(self, start: int, end: int | None = None) -> Cell:
        """A piece by offsets into ``text``, without Markdown marks and spaces around it."""
        words = self.text[start:end]
        bare = words.strip(_EDGE)
        at = self.start + start + (words.index(bare) if bare else 0)
        return Cell(at, at + len(bare), bare)

    def split(self, pattern: re.Pattern[str]) -> list[Cell]:
        """The pieces between the matches of a pattern that hold a letter or digit."""
        cuts = [0, *(at for match in pattern.finditer(self.text) for at in match.span()), len(self.text)]
        parts = (self.part(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True))
        return [part for part in parts if SAYS.search(part.text)]


@dataclass(frozen=True, slots=True)
class Row:
    """One line that says something. ``bare`` is the whole of it; ``parted`` tells whether an empty line, a rule or
    the text's beginning stands above it, ``ruled`` whether that is a rule; ``mottos`` are where the national
    title, the motto and the Party's name stand.
    """

    whole: Cell
    bare: str
    parted: bool
    ruled: bool
    mottos: tuple[Span, ...] = ()

    @property
    def start(self) -> int:
        """The offset of its first character."""
        return self.whole.start

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.whole.end

    @property
    def cells(self) -> list[Cell]:
        """What a table's bar, a tab or the like parts."""
        return self.whole.split(_SEPARATOR)

    def upto(self, end: int) -> Cell:
        """The row up to an offset, with its bullet."""
        words = self.whole.text[: end - self.start].rstrip()
        return Cell(self.start, self.start + len(words), words)

    @property
    def columns(self) -> list[Cell]:
        """Its cells, parted at wide gaps too."""
        return [part for cell in self.cells for part in cell.split(GAP)]


@lru_cache(maxsize=512)  # a line is asked of in many ways
def folded(words: str) -> str:
    """Words as long as they were, without the diacritics that scans lose."""
    return fold_letters(words)


def rows(text: str) -> list[Row]:
    """The lines of a text that hold a letter or digit; a date that a narrow column cut in two is on one."""
    found: list[Row] = []
    ruled = False
    for line in lines(text):
        if found and not line.after_blank and _ends_date(found[-1].bare, line.bare):
            above = found.pop()
            whole = Cell(above.start, line.end, text[above.start : line.end])
            found.append(Row(whole, f"{above.bare} {line.bare}", above.parted, above.ruled))
        elif SAYS.search(line.bare.replace("&nbsp;", "")):
            whole = Cell(line.start, line.end, text[line.start : line.end])
            found.append(Row(whole, line.bare, line.after_blank or ruled, ruled))
        ruled = not found or found[-1].end != line.end
    return found


def _ends_date(above: str, line: str) -> bool:
    """Whether a line is but the rest of a date."""
    is_rest = line[-4:].isdigit() and _DATE_REST.fullmatch(line) is not None
    return is_rest and _DATE_BEGUN.search(above) is not None
