"""Where the national title, the motto and the Party's name stand: whole, misread by OCR, or broken over lines.

Every letterhead bears their words, and none of them names an office or a place. A narrow column breaks them
(``... CHỦ NGHĨA`` above ``VIỆT NAM``), and a scan merges what is left of a line with the issuer beside it.
Letters are compared without diacritics and spaces, by local alignment: a wrong, lost or added letter costs two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from indexer.domain import Span
from indexer.header.cells import Cell, Row, folded


class _Phrase(NamedTuple):
    """Its letters, and whether they are capitals wherever it stands."""

    letters: str
    is_capital: bool


_PHRASES = (
    _Phrase("CONGHOAXAHOICHUNGHIAVIETNAM", is_capital=True),
    _Phrase("DANGCONGSANVIETNAM", is_capital=True),
    _Phrase("DOCLAPTUDOHANHPHUC", is_capital=False),
)
_WHOLE = frozenset(phrase.letters for phrase in _PHRASES)
_WRONG = 2
_BEGUN = 9
"""The score of a phrase from its beginning on: ``PHƯỜNG CỘNG HÒA`` has seven of its letters, ``ĐỘC LẬP`` six."""

_AMID = 14
"""The score of a phrase without its beginning: ``BẤT ĐỘNG SẢN VIỆT NAM`` has thirteen of its letters."""

_BEGINNING = 3
"""Letters that may be misread at the beginning or the end of a phrase."""

_SEED = 5
"""Letters in a row that are right wherever a phrase is read."""

_NEAR = 4
"""Lines within which the parts of a broken phrase stand: those of the other column come between."""

_SEARCHED = 100
"""Lines, from the first on, that may be a letterhead's."""

_PROSE = 25
"""Words. A line longer than this is a sentence of a body."""

_SEEDS_OF = {
    phrase: re.compile("|".join(phrase[i : i + _SEED] for i in range(len(phrase) - _SEED + 1)))
    for phrase in _WHOLE
}
"""Any letters of a phrase that stand in a row."""

_SEEDS = re.compile("|".join(sorted(seeds.pattern for seeds in _SEEDS_OF.values())))
"""Of any phrase: most lines have none."""


class _Run(NamedTuple):
    """A part of a phrase as read: ``first`` to ``stop`` in its letters, ``start`` to ``end`` in a cell's."""

    score: int = 0
    first: int = 0
    stop: int = 0
    start: int = 0
    end: int = 0


class _Letters(NamedTuple):
    """The letters and digits of a cell without diacritics, and whether some in a row are of a phrase."""

    cell: Cell
    folded: str
    has_seed: bool

    def span(self, run: _Run) -> Span:
        """Where a run stands in the text, with the misread letters of its first and last word."""
        text = self.cell.text
        at = [match.start() for match in re.finditer(r"[^\W_]", text)]
        begin, stop = at[run.start], at[run.end - 1] + 1
        before = re.search(r"\w*$", text[:begin])
        after = re.match(r"\w*", text[stop:])
        begin -= len(before[0]) if before and len(before[0]) <= _BEGINNING else 0
        stop += len(after[0]) if after and len(after[0]) <= _BEGINNING else 0
        return self.cell.start + begin, self.cell.start + stop


def marked(rows: Sequence[Row]) -> list[Row]:
    """The rows of a text; those of its letterhead know where the phrases stand in them."""
    lines = [[_letters(cell) for cell in row.cells] for row in rows[:_SEARCHED] if len(row.bare.split()) <= _PROSE]
    spans = sorted({span for phrase in _PHRASES for span in _spans(phrase, lines)})
    if not spans:
        return list(rows)
    return [
        replace(row, mottos=here) if (here := tuple(s for s in spans if row.start <= s[0] < row.end)) else row
        for row in rows
    ]


def _letters(cell: Cell) -> _Letters:
    read = re.sub(r"[\W_]+", "", folded(cell.text))
    return _Letters(cell, read, _SEEDS.search(read.upper()) is not None)


def _spans(phrase: _Phrase, lines: Sequence[Sequence[_Letters]]) -> Iterator[Span]:
    """Where a phrase stands, and what is broken off its beginning and its end on the lines around."""
    for i, line in enumerate(lines):
        for letters in line:
            run = _run(letters, phrase)
            if run.score < (_BEGUN if run.first <= _BEGINNING else _AMID):
                continue
            yield letters.span(run)
            head, rest = phrase.letters[: run.first], phrase.letters[run.stop :]
            if len(rest) > _BEGINNING:
                yield from _piece(rest, phrase, lines[i + 1 : i + 1 + _NEAR])
            if len(head) > _BEGINNING:
                yield from _piece(head, phrase, lines[max(i - _NEAR, 0) : i][::-1])


def _run(letters: _Letters, phrase: _Phrase) -> _Run:
    """The longest part of a phrase in a cell, none where no few letters of it stand in a row, or another whole."""
    if not letters.has_seed:
        return _Run()
    read = letters.folded if phrase.is_capital else letters.folded.upper()
    if read in _WHOLE and read != phrase.letters:
        return _Run()
    return _aligned(read, phrase.letters) if _SEEDS_OF[phrase.letters].search(read) else _Run()


def _piece(piece: str, phrase: _Phrase, lines: Sequence[Sequence[_Letters]]) -> Iterator[Span]:
    """The nearest cell that begins or ends with what is broken off a phrase, one letter of it wrong at most."""
    for letters in (letters for line in lines for letters in line):
        run = _aligned(letters.folded if phrase.is_capital else letters.folded.upper(), piece)
        is_edge = run.start == 0 or run.end == len(letters.folded)
        if is_edge and run.score >= max(len(piece) - _WRONG - 1, _BEGINNING + 1):
            yield letters.span(run)
            return


def _aligned(read: str, phrase: str) -> _Run:
    """The part of a phrase that is read best (Smith and Waterman's alignment)."""
    if (at := read.find(phrase)) >= 0:
        return _Run(len(phrase), 0, len(phrase), at, at + len(phrase))
    best = _Run()
    above = [(0, j, 0) for j in range(len(phrase) + 1)]  # the score of a run up to here, where it began in both
    for i, letter in enumerate(read, 1):
        row = [(0, 0, i)]
        for j, expected in enumerate(phrase, 1):
            score, first, start = above[j - 1]
            score += 1 if letter == expected else -_WRONG
            for gap in (above[j], row[-1]):
                if gap[0] - _WRONG > score:
                    score, first, start = gap[0] - _WRONG, gap[1], gap[2]
            row.append((score, first, start) if score > 0 else (0, j, i))
            if score > best.score:
                best = _Run(score, first, j, start, i)
        above = row
    return best
