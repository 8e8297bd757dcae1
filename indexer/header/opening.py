"""The lines before the body: letterhead, number, place and date, kind and subject, addressees, stamps.

They are taken in whatever order the reader of the file gave them, up to the first line that is none of them. Scans
and web pages put stamps and navigation above and between; these are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile

from indexer.header import issuers, marks, subject
from indexer.header.cells import Cell, Row
from indexer.header.findings import LIKELY, STATED, Findings
from indexer.header.offices import goes_on, is_office, lacks_place
from indexer.header.pieces import FEW, SUBJECT, Piece, pieces_of
from indexer.header.recipients import BULLET, recipients, span
from indexer.text import fold

_TELEGRAM = re.compile(r"^\S.{2,150}\sđiện\s*:\s*$", re.IGNORECASE)
_BODY = re.compile(
    r"^\W*(?:(?i:can cu)\b|Xet\b|Theo de nghi"
    r"|(?i:dieu|chuong|phan|muc|phu luc)\s+(?:[IVXL]+|\d+)\b|[IVX]+\s*[.)]\s"
    r"|\d{1,2}\s*[.)]\s|[a-z]\)|[Pp]han thu\s"
    r"|(?:Ban hanh )?[Kk]em theo\b|Hom nay\b"
    r"|Noi nhan\b|Thoi gian\s*:|Tren day\b|Tran trong\b|P(?:hu luc|HU LUC)\b)"
)
_GROUNDS = re.compile(r"^\W*can cu\b", re.IGNORECASE)
_OF = re.compile(r"của\s", re.IGNORECASE)
_TO_FILL_IN = re.compile(r"[.…_]{4,}|…{2,}")
_PROSE = 25
"""Words. A line longer than this is a sentence of a body, not a part of a letterhead."""

_UNEVEN = 12
"""Characters by which a line of a paragraph may be longer than the one above it."""

_AHEAD = 6
"""Lines that may stand between two parts of a letterhead without being either (noise of scans and web pages)."""

_SEARCHED = 60
"""Lines in which a letterhead must begin."""


@dataclass(slots=True)
class Opening:
    """Where the lines before the body are: ``rows[first:used]``; ``offices`` are the names in the letterhead.

    ``is_letter`` tells of "V/v" or "Kính gửi": without a kind it is then a công văn.
    """

    first: int = 0
    used: int = 0
    is_letter: bool = False
    offices: list[list[Cell]] = field(default_factory=list)


def read(rows: list[Row], text: str, found: Findings) -> Opening:
    """Read the lines before the body into ``found``. Without any mark of a letterhead there are none."""
    first = _first(rows)
    if first is None:
        return Opening()
    reader = _Reader(rows, found, Opening(first, first))
    reader.read()
    issuers.state(reader.opening.offices, text, found)
    return reader.opening


def _first(rows: list[Row]) -> int | None:
    """The first line of a letterhead: its first mark, and the offices and stamps right above."""
    seen_prose = False
    for i, row in enumerate(rows[:_SEARCHED]):
        what = {piece.what for piece in pieces_of(row)}
        if what & {"motto", "number", "date"} or (what & {"kind", "subject", "to"} and not seen_prose):
            above = reversed(rows[:i])
            return i - len(list(takewhile(_is_named, above)))
        if _BODY.match(fold(row.bare)):
            return None
        seen_prose = seen_prose or len(row.bare.split()) > _PROSE
    return None


def _is_named(row: Row) -> bool:
    """Whether a row above the first mark is an office's name or a stamp."""
    if len(row.bare.split()) > FEW:
        return False
    return all(piece.what in {"office", "stamp"} or piece.cell.text.isupper() for piece in pieces_of(row))


@dataclass(slots=True)
class _Reader:
    """Goes down the rows. ``is_past`` is set once a kind, a subject or addressees are read: only marks follow."""

    rows: list[Row]
    found: Findings
    opening: Opening
    is_past: bool = False
    is_naming: bool = False

    def read(self) -> None:
        """Take rows until one is none of a header's."""
        while self.opening.used < len(self.rows):
            took = self._take(self.opening.used) or self._passed_over(self.opening.used)
            if not took:
                break
            self.opening.used += took

    def _take(self, i: int) -> int:
        """Take row ``i`` and those that belong to it; how many, 0 for none."""
        row = self.rows[i]
        pieces = pieces_of(row)
        what = {piece.what for piece in pieces}
        if "kind" in what and not self.found.get("kind") and "subject" not in what:
            return self._take_kind(i, next(piece for piece in pieces if piece.what == "kind"))
        if _TELEGRAM.match(row.bare) and self.found.get("kind") == "Công điện":
            return self._take_list(i, None)
        known = {"motto", "number", "date", "stamp", "subject", "to"}
        if not self.is_past:
            known.add("office")
            if self.is_naming and self._may_name(row):
                pieces = [piece.as_office() for piece in pieces]
                what = {piece.what for piece in pieces}
        if not what & known or (what - known and self.is_past) or ("to" in what and i and self._has_addressees()):
            return 0
        return max(self._take_piece(i, piece) for piece in pieces)

    def _may_name(self, row: Row) -> bool:
        """Whether a row below an office's name may go on with it; its place may stand below an empty line."""
        if not row.bare.isupper() or _BODY.match(fold(row.bare)):
            return False
        return not row.parted or lacks_place(self._last_office(), row.bare)

    def _last_office(self) -> str:
        return " ".join(cell.text for cell in self.opening.offices[-1]) if self.opening.offices else ""

    def _has_addressees(self) -> bool:
        return bool(self.found.get("recipients"))

    def _take_piece(self, i: int, piece: Piece) -> int:
        """Take one piece of row ``i``; how many rows it reached."""
        self.is_naming = piece.what == "office" or (self.is_naming and piece.what == "motto")
        if piece.what == "office":
            self._take_office(piece.cell)
        elif isinstance(piece.read, marks.Number):
            self.found.state("number", piece.read.number, piece.read.at)
            self.found.state("symbol", piece.read.symbol, piece.read.symbol_at)
        elif isinstance(piece.read, marks.PlaceAndDate):
            self._take_date(piece.read)
        elif piece.what == "stamp" and isinstance(piece.read, tuple):
            self.found.state(piece.read[0], piece.read[1].text, piece.read[1].span)
        elif piece.what == "subject" and isinstance(piece.read, Cell):
            return self._take_subject(i, piece.read)
        elif piece.what == "to" and isinstance(piece.read, Cell):
            return self._take_list(i, piece.read)
        return 1

    def _take_office(self, cell: Cell) -> None:
        offices = self.opening.offices
        if offices and goes_on(self._last_office(), cell.text):
            offices[-1].append(cell)
        else:
            offices.append([cell])

    def _take_date(self, dated: marks.PlaceAndDate) -> None:
        if dated.place:
            self.found.state("place", dated.place.text, dated.place.span)
        self.found.state("date", dated.date, dated.at)

    def _take_kind(self, i: int, piece: Piece) -> int:
        """``KẾ HOẠCH``, then what it is about: on its line, below it, or in the next paragraph."""
        kind = piece.read
        if not isinstance(kind, marks.Kind):
            return 0
        self.found.state("kind", kind.name, kind.at.span, LIKELY if kind.rest else STATED)
        self.is_past = True
        cells = [kind.rest] if kind.rest else []
        stop = self._lines(i + 1, cells)
        words = " ".join(cell.text for cell in cells)
        if _OF.match(words) and stop < len(self.rows) and SUBJECT.match(self.rows[stop].bare):
            return stop - i  # what it is about stands below whose it is
        if subject.is_sentence(words) or not self._state_subject(cells):
            return 1
        return stop - i

    def _take_subject(self, i: int, first: Cell) -> int:
        """``V/v triển khai ...``, to the end of its paragraph."""
        cells = [first]
        stop = self._lines(i + 1, cells)
        self.is_past = self.opening.is_letter = True
        self._state_subject(cells)
        return stop - i

    def _state_subject(self, cells: list[Cell]) -> bool:
        words = " ".join(" ".join(cell.text for cell in cells).split())
        at = (cells[0].start, cells[-1].start + len(cells[-1].text.rstrip(". "))) if cells else (0, 0)
        if _TO_FILL_IN.search(words):
            return True
        return self.found.state("subject", words.rstrip(". "), at)

    def _lines(self, i: int, cells: list[Cell]) -> int:
        """Add the lines that go on with a subject to ``cells``; the index after them.

        What the other column holds (a date, the national title) is read in passing.
        """
        while i < len(self.rows) and not self._ends_subject(self.rows[i], cells) and not self._enacts(i):
            for piece in pieces_of(self.rows[i]):
                is_told = piece.what == "date" and self.found.get("date")
                if piece.what in {"words", "office", "kind"} or is_told:
                    cells.append(piece.cell)
                else:
                    self._take_piece(i, piece)
            i += 1
        return i

    def _enacts(self, i: int) -> bool:
        """Whether row ``i`` is the office that enacts, right above the grounds on which it does."""
        bare, below = self.rows[i].bare, self.rows[i + 1].bare if i + 1 < len(self.rows) else ""
        return bare.isupper() and is_office(bare) and _GROUNDS.match(fold(below)) is not None

    def _ends_subject(self, row: Row, cells: list[Cell]) -> bool:
        """Whether a row is no longer part of the subject that ``cells`` hold so far."""
        pieces = pieces_of(row)
        what = {piece.what for piece in pieces}
        if what & {"to", "subject"} or BULLET.match(row.bare) or _BODY.match(fold(row.bare)) or "|" in row.bare:
            return True
        if any(isinstance(piece.read, marks.Kind) and (cells or not piece.read.rest) for piece in pieces):
            return True
        if what <= {"motto", "number", "date", "stamp"}:
            return row.parted
        return (
            not subject.goes_on(row, " ".join(cell.text for cell in cells))
            if cells
            else subject.is_sentence(row.bare)
        )

    def _take_list(self, i: int, first: Cell | None) -> int:
        """``Kính gửi:`` with names on its line, or a list below it."""
        stop = i + 1
        while stop < len(self.rows) and self._is_listed(stop, stop == i + 1, first):
            stop += 1
        below = [row.upto(row.end) for row in self.rows[i + 1 : stop]]
        cells = [first, *below] if first and first.text else below
        if cells:
            self.found.add("recipients", recipients(cells), span(cells))
        self.is_past = self.opening.is_letter = True
        return stop - i

    def _is_listed(self, i: int, is_first: bool, named: Cell | None) -> bool:
        """Whether row ``i`` under ``Kính gửi`` names an addressee, or goes on with one."""
        row, above = self.rows[i], self.rows[i - 1]
        if BULLET.match(row.bare):
            return True
        if _BODY.match(fold(row.bare)) or {piece.what for piece in pieces_of(row)} - {"words", "office"}:
            return False
        if named and named.text and not row.parted and not re.search(r"[.;:]$", above.bare):
            return row.bare[:1].islower() or above.bare.endswith(",") or self._ends_paragraph(i)
        has_ended = named is not None and named.text.endswith(".")
        if row.parted and (not is_first or has_ended):
            return False
        is_short = len(row.bare.split()) <= FEW or len(row.bare) <= len(above.bare) + _UNEVEN
        if not is_first and is_short and not above.bare.endswith((".", ":")):
            return True
        return row.bare.endswith(";") or (row.bare[:1].islower() and not row.parted)

    def _ends_paragraph(self, i: int) -> bool:
        """Whether row ``i`` is the short end of a name, and an empty line follows."""
        row, is_last = self.rows[i], i + 1 == len(self.rows)
        is_name = not row.bare.endswith(".") and not row.bare.isupper() and len(row.bare.split()) <= FEW
        return is_name and not is_last and self.rows[i + 1].parted

    def _passed_over(self, i: int) -> int:
        """How many short lines stand between row ``i`` and the next mark of the letterhead, 0 if none follows."""
        if self.is_past:
            return 0
        for ahead, row in enumerate(self.rows[i : i + _AHEAD]):
            if {piece.what for piece in pieces_of(row)} & {"motto", "number", "date", "kind", "subject", "to"}:
                return ahead
            if _BODY.match(fold(row.bare)) or len(row.bare.split()) > FEW or "|" in row.bare:
                return 0
        return 0
