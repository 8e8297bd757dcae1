"""Pages after one another as one text: what runs on over a page's end, and what every page repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.domain import Page, PlacedLine, Source
from indexer.reading.grids import Rule, grids
from indexer.reading.layout import arranged
from indexer.reading.openings import INDENT
from indexer.reading.words import Line, Word, bands, em, line
from indexer.stamps import is_stamp
from indexer.text import nfc

_EDGE = 0.12  # of the page's height: headers and footers stand in the margins (20-25 mm of 297, Decree 30/2020)
_SAME = 6.0  # points: what stands on another page at this height stands at the same
_OFTEN = 0.4  # of all pages: headers of odd and even pages may differ, and the first page may have none
_NUMBER = re.compile(r"(?:[-–—]\s*)?(?:Trang\s*:?\s*)?(\d{1,4})(?:\s*/\s*\d{1,4})?(?:\s*[-–—])?", re.IGNORECASE)
_ENDS = re.compile(r"(?:[.;:!?…]|\./\.)[\s\"”’)\]]*$")
_CUT = re.compile(r"(?:[^\W_][-/]|\xad)$")  # a line that ends inside ``231/KH-UBND``
_SPAN = re.compile(r"[-–] (?:19|20)\d\d\b")  # goes on with ``2025``
_STARTS = re.compile(r"[^\W_]\S*")
_LETTERHEAD = re.compile("cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|đảng cộng sản việt nam", re.IGNORECASE)
_FITS = 0.9  # of the width of a page's text: a line this long is full


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was seen on one page: ``width`` and ``height`` in points, ``confidence`` (0 to 1) where OCR saw it.

    ``label`` is the page's number as the file has it, ``turn`` as in :class:`indexer.domain.Page`.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    confidence: float | None = None
    label: str | None = None
    turn: float = 0.0

    @property
    def is_ocr(self) -> bool:
        """Whether it is, or has to be, read from its picture."""
        return self.confidence is not None


@dataclass(frozen=True, slots=True)
class _Read:
    """A page in lines, with the number that is printed on it."""

    sheet: Sheet
    lines: list[Line]
    printed: str | None


def bound(sheets: Sequence[Sheet], form: str, notes: Sequence[str] = ()) -> Source:
    """Pages in their order as one source of the format ``form``."""
    binder = _Binder()
    for read in _without_furniture(sheets):
        binder.add(read)
    text = "".join(binder.parts).replace("\xad", "-")  # what Word's PDFs call many a hyphen
    return Source(text, form, tuple(binder.pages), tuple(binder.placed), tuple(notes))


def _without_furniture(sheets: Sequence[Sheet]) -> list[_Read]:
    """Each page without its number and without what pages repeat at their upper and lower edges.

    A letterhead is no running title, however many letters of one office a file holds.
    """
    edges = [_edge_lines(sheet) for sheet in sheets]
    seen = Counter(key for found in edges for key in {_key(item) for item in found})
    often = max(2, _OFTEN * len(sheets))
    reads = []
    for sheet, found in zip(sheets, edges, strict=True):
        numbers = [item for item in found if _NUMBER.fullmatch(item.text)]
        repeated = [item for item in found if sum(seen[key] for key in _near(_key(item))) >= often]
        repeated = [item for item in repeated if not is_stamp(item.text)]  # said of the whole
        if any(_LETTERHEAD.search(item.text) for item in found):
            repeated = [item for item in repeated if item.top > sheet.height / 2]
        gone = {word for item in [*numbers, *repeated] for word in item.words}
        words = [word for word in sheet.words if word not in gone] if gone else sheet.words
        printed = _NUMBER.sub(r"\1", numbers[0].text) if numbers else sheet.label
        reads.append(_Read(sheet, arranged(words, sheet.rules), printed))
    return reads


def _edge_lines(sheet: Sheet) -> list[Line]:
    """The lines in the upper and lower margin, outside of tables."""
    low, high = _EDGE * sheet.height, (1 - _EDGE) * sheet.height
    near = [word for word in sheet.words if word.bottom <= low or word.top >= high]
    tables = grids(sheet.rules, sheet.words) if near else []
    near = [word for word in near if not any(grid.holds(word) for grid in tables)]
    found = [line(sorted(band, key=lambda word: word.left)) for band in bands(near)]
    return _outermost(found, sheet) if found else []


def _outermost(found: list[Line], sheet: Sheet) -> list[Line]:
    """Of the lines of a margin those that no page's number can hide behind: numbers stand first or last."""
    upper = [item for item in found if item.bottom <= sheet.height / 2]
    lower = [item for item in found if item.top > sheet.height / 2]
    ends = {id(item) for item in (upper[:1] + lower[-1:])}
    return [item for item in found if id(item) in ends or not _NUMBER.fullmatch(item.text)]


Key = tuple[str, int]


def _key(item: Line) -> Key:
    """What a line says, whatever its numbers, and at which height."""
    return re.sub(r"\d+", "#", item.text), round(item.bottom / _SAME)


def _near(key: Key) -> list[Key]:
    return [(key[0], key[1] + step) for step in (-1, 0, 1)]


@dataclass(slots=True)
class _Binder:
    """Writes lines into one text and keeps where each came to stand."""

    parts: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    placed: list[PlacedLine] = field(default_factory=list)
    length: int = 0
    last: Line | None = None
    first: Line | None = None
    """The first line of the paragraph."""
    right: float = 0.0

    def add(self, read: _Read) -> None:
        """Write one page."""
        margin = min((item.left for item in read.lines), default=0.0)
        right = max((item.right for item in read.lines), default=self.right)
        unit = em(read.sheet.words)
        start = None
        for at, item in enumerate(read.lines):
            runs_on = not item.opens if at else self._runs_on(item, item.left - margin > unit)
            self.first = item if self.first is None or not runs_on else self.first
            is_full = at > 0 and read.lines[at - 1].right >= _FITS * right
            self._write(item, runs_on, is_full and self.first.left - item.left > INDENT * unit)
            start = self.placed[-1].start if start is None and self.placed else start
        start = self.length if start is None else start
        sheet = read.sheet
        self.pages.append(Page(sheet.number, start, self.length, read.printed, sheet.confidence, sheet.turn))
        self.right = right

    def _write(self, item: Line, runs_on: bool, is_inside: bool) -> None:
        """Write a line; a word that was cut at the end of the line before is made whole there, and what looks like
        the mark of a list ``is_inside`` a sentence, below a full line and left of the paragraph's first, or
        between two years, stays with what it follows.
        """
        text = nfc(item.text)
        if self.last and runs_on and _CUT.search(self.parts[-1]) and (rest := _STARTS.match(text)):
            self._go_on(_whole(self.parts[-1], rest[0]))
            text = text[rest.end() :].lstrip()
        elif self.last and runs_on and self._has_inside(item, is_inside):
            mark, _, text = text.partition(" ")
            self._go_on(f"{self.parts[-1]} {mark}")
        if text:
            self._put(text, item, "\n" if runs_on else "\n\n")
        self.last = item

    def _has_inside(self, item: Line, is_inside: bool) -> bool:
        """Whether what begins a line as the mark of a list does is none."""
        before = self.parts[-1]
        if before[-1:].isdigit() and _SPAN.match(item.text):
            return True
        return is_inside and item.has_label and " " in item.text and not _ENDS.search(before)

    def _go_on(self, whole: str) -> None:
        """Write the last line again, with more of it."""
        self.length += len(whole) - len(self.parts[-1])
        self.parts[-1] = whole
        self.placed[-1] = PlacedLine(self.placed[-1].start, self.length, self.placed[-1].box)

    def _put(self, text: str, item: Line, gap: str) -> None:
        if self.parts:
            self.parts.append(gap)
            self.length += len(gap)
        self.parts.append(text)
        self.placed.append(
            PlacedLine(self.length, self.length + len(text), (item.left, item.top, item.right, item.bottom))
        )
        self.length += len(text)

    def _runs_on(self, item: Line, indented: bool) -> bool:
        """Whether a page's first line goes on with the sentence that ends the page before."""
        if self.last is None or self.last.is_row or item.is_row or item.has_label:
            return False
        if _ENDS.search(self.last.text):
            return self.last.text.endswith(";") and item.text[:1].islower()
        return item.text[:1].islower() or (not indented and self.last.right >= _FITS * self.right)


def _whole(before: str, rest: str) -> str:
    """A soft hyphen between two small letters was put in by the line's end; any other hyphen is the writer's."""
    if before.endswith("\xad"):
        soft = before[-2:-1].islower() and rest[:1].islower()
        return before[:-1] + ("" if soft else "-") + rest
    return before + rest
