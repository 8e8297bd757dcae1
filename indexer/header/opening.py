"""The lines before the body: letterhead, number, place and date, kind and subject, addressees, stamps.

They are taken in whatever order the reader of the file gave them, up to the first line that is none of them. Scans
and web pages put stamps and navigation above and between; these are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from indexer.domain import Span
from indexer.header import marks
from indexer.header.cells import GAP, Cell, Row
from indexer.header.findings import LIKELY, STATED, Findings
from indexer.header.offices import goes_on, in_sentence, is_office, lacks_place
from indexer.header.recipients import BULLET, recipients, span
from indexer.text import fold, fold_letters

_SUBJECT = re.compile(r"^\W*V\s*/\s*v\s*:?\s*(?=\S)", re.IGNORECASE)
_TO = re.compile(r"^\W*(?:Kinh\s+gui|Kinh\s+trinh)\s*(?::|$)[\s:]*", re.IGNORECASE)
_TELEGRAM = re.compile(r"^\S.{2,150}\sđiện\s*:\s*$", re.IGNORECASE)
_BODY = re.compile(
    r"^\W*(?:(?i:can cu)\b|Xet\b|Theo de nghi"
    r"|(?i:dieu|chuong|phan|muc|phu luc)\s+(?:[IVXL]+|\d+)\b|[IVX]+\s*[.)]\s"
    r"|\d{1,2}\s*[.)]\s|[a-z]\)|[Pp]han thu\s"
    r"|(?:Ban hanh )?[Kk]em theo\b|Hom nay\b"
    r"|Noi nhan\b|Thoi gian\s*:|Tren day\b|Tran trong\b|P(?:hu luc|HU LUC)\b)"
)
_MAY_BE_BODY = re.compile(
    r"^(?:Thuc hien|Nham|De|Tren co so|Tiep theo|Tiep tuc|Phuc dap|Tra loi|Vua qua|Qua|Ngay|Sau khi|Trong|Truoc"
    r"|Hien nay|Thi hanh|Theo|Nhan duoc|Tai)\s"
)
_GROUNDS = re.compile(r"^\W*can cu\b", re.IGNORECASE)
_OF = re.compile(r"của\s", re.IGNORECASE)
_TO_FILL_IN = re.compile(r"[.…_]{4,}|…{2,}")
_ENACTS = re.compile(r"^[A-ZĐỦ]\S*\s(?:\S+\s){0,12}ban hành (?=[A-ZĐ])")
_NAMES_SUBJECT = re.compile(
    r"^(?:về|của|quy định|sửa đổi|ban hành|bãi bỏ|hướng dẫn|phê duyệt|thành lập|công bố|triển khai|tổ chức)\b",
    re.I,
)
_PROSE = 25
"""Words. A line longer than this is a sentence of a body, not a part of a letterhead."""

_FEW = 12
"""Words. No longer is an office's name, an addressee without a bullet, or noise between two marks."""

_NARROW = 60
"""Characters. A line more than twice as long as this, and as a subject above it, does not go on with it."""

_LONGEST = 150
"""Words of a subject."""

_AHEAD = 6
"""Lines that may stand between two parts of a letterhead without being either (noise of scans and web pages)."""

_SEARCHED = 60
"""Lines in which a letterhead must begin."""


class _Piece(NamedTuple):
    """A part of a row: what it is, where, and what was read in it."""

    what: str
    cell: Cell
    read: object = None


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
    _name_offices(reader.opening.offices, text, found)
    return reader.opening


def _first(rows: list[Row]) -> int | None:
    """The first line of a letterhead: its first mark, and the offices and stamps right above."""
    seen_prose = False
    for i, row in enumerate(rows[:_SEARCHED]):
        what = {piece.what for piece in _pieces(row)}
        if what & {"motto", "number", "date"} or (what & {"kind", "subject", "to"} and not seen_prose):
            above = reversed(rows[:i])
            return i - len(list(takewhile(_is_named, above)))
        if _BODY.match(fold(row.bare)):
            return None
        seen_prose = seen_prose or len(row.bare.split()) > _PROSE
    return None


def _is_named(row: Row) -> bool:
    """Whether a row above the first mark is an office's name or a stamp."""
    if len(row.bare.split()) > _FEW:
        return False
    return all(piece.what in {"office", "stamp"} or piece.cell.text.isupper() for piece in _pieces(row))


@lru_cache(maxsize=64)  # a row is asked of a few times in a row
def _pieces(row: Row) -> list[_Piece]:
    """What stands in a row, from left to right."""
    return [piece for cell in row.cells for piece in _around_mottos(cell, row.mottos)]


def _around_mottos(cell: Cell, mottos: Sequence[Span]) -> list[_Piece]:
    """Cut a cell at the national title and the like; words left of one are an office's name."""
    for start, end in mottos:
        if cell.start <= start and end <= cell.end:
            at, to = start - cell.start, end - cell.start
            left = [
                _Piece("office" if p.what == "words" else p.what, p.cell, p.read) for p in _cut(cell.part(0, at))
            ]
            return [*left, _Piece("motto", cell.part(at, to)), *_around_mottos(cell.part(to), mottos)]
    return _cut(cell)


def _cut(cell: Cell) -> list[_Piece]:
    """Cut a cell at the number and the date; what is left are words of one kind or other."""
    if not re.search(r"[^\W_]", cell.text):
        return []
    if number := marks.number(cell):
        after = cell.part(number.at[1] - cell.start)
        return [*_cut(cell.part(0, number.begins)), _Piece("number", cell, number), *_cut(after)]
    if dated := marks.place_and_date(cell):
        return [*(piece for part in dated.before for piece in _cut(part)), _Piece("date", cell, dated)]
    return [_words(part) for part in cell.split(GAP)]


def _words(cell: Cell) -> _Piece:
    """What words without a number or date are."""
    if stamped := marks.stamp(cell):
        return _Piece("stamp", cell, stamped)
    if match := _SUBJECT.match(cell.text):
        return _Piece("subject", cell, cell.part(match.end()))
    if match := _TO.match(fold_letters(cell.text)):
        return _Piece("to", cell, cell.part(match.end()))
    if kind := marks.kind(cell):
        return _Piece("kind", cell, kind)
    few = len(cell.text.split()) <= (_FEW if cell.text.isupper() else 8)
    if few and is_office(cell.text) and cell.text[0].isupper() and not re.search(r"[.;:]$", cell.text):
        return _Piece("office", cell)
    return _Piece("words", cell)


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
        pieces = _pieces(row)
        what = {piece.what for piece in pieces}
        if "kind" in what and not self.found.get("kind") and "subject" not in what:
            return self._take_kind(i, next(piece for piece in pieces if piece.what == "kind"))
        if _TELEGRAM.match(row.bare) and self.found.get("kind") == "Công điện":
            return self._take_list(i, None)
        known = {"motto", "number", "date", "stamp", "subject", "to"}
        if not self.is_past:
            known.add("office")
            if self.is_naming and self._may_name(row):
                pieces = [_Piece("office" if p.what == "words" else p.what, p.cell, p.read) for p in pieces]
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

    def _take_piece(self, i: int, piece: _Piece) -> int:
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

    def _take_kind(self, i: int, piece: _Piece) -> int:
        """``KẾ HOẠCH``, then what it is about: on its line, below it, or in the next paragraph."""
        kind = piece.read
        if not isinstance(kind, marks.Kind):
            return 0
        self.found.state("kind", kind.name, kind.at.span, LIKELY if kind.rest else STATED)
        self.is_past = True
        cells = [kind.rest] if kind.rest else []
        stop = self._lines(i + 1, cells)
        words = " ".join(cell.text for cell in cells)
        if _OF.match(words) and stop < len(self.rows) and _SUBJECT.match(self.rows[stop].bare):
            return stop - i  # what it is about stands below whose it is
        if _is_sentence(words) or not self._state_subject(cells):
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
            for piece in _pieces(self.rows[i]):
                if piece.what in {"words", "office", "kind"}:
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
        pieces = _pieces(row)
        what = {piece.what for piece in pieces}
        if what & {"to", "subject"} or BULLET.match(row.bare) or _BODY.match(fold(row.bare)) or "|" in row.bare:
            return True
        if any(isinstance(piece.read, marks.Kind) and (cells or not piece.read.rest) for piece in pieces):
            return True
        if what <= {"motto", "number", "date", "stamp"}:
            return row.parted
        return not _goes_on(row, " ".join(cell.text for cell in cells)) if cells else _is_sentence(row.bare)

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
        if _BODY.match(fold(row.bare)) or {piece.what for piece in _pieces(row)} - {"words", "office"}:
            return False
        if named and named.text and not row.parted and not re.search(r"[.;:]$", above.bare):
            return row.bare[:1].islower() or above.bare.endswith(",") or self._ends_paragraph(i)
        if row.parted and not is_first:
            return False
        if not is_first and above.bare.endswith(";") and len(row.bare.split()) <= _FEW:
            return True
        return row.bare.endswith(";") or (row.bare[:1].islower() and not row.parted)

    def _ends_paragraph(self, i: int) -> bool:
        """Whether row ``i`` is the short end of a name, and an empty line follows."""
        row, is_last = self.rows[i], i + 1 == len(self.rows)
        is_name = not row.bare.endswith(".") and not row.bare.isupper() and len(row.bare.split()) <= _FEW
        return is_name and not is_last and self.rows[i + 1].parted

    def _passed_over(self, i: int) -> int:
        """How many short lines stand between row ``i`` and the next mark of the letterhead, 0 if none follows."""
        if self.is_past:
            return 0
        for ahead, row in enumerate(self.rows[i : i + _AHEAD]):
            if {piece.what for piece in _pieces(row)} & {"motto", "number", "date", "kind", "subject", "to"}:
                return ahead
            if _BODY.match(fold(row.bare)) or len(row.bare.split()) > _FEW or "|" in row.bare:
                return 0
        return 0


def _goes_on(row: Row, subject: str) -> bool:
    """Whether a row can go on with a subject: no beginning of a sentence, no office that enacts, no long line."""
    bare, is_lower = row.bare, row.bare[:1].islower()
    if _MAY_BE_BODY.match(fold(bare)) or _ENACTS.match(bare) or bare.endswith((":", ";")):
        return False
    if (bare.isupper() and not subject.isupper() and is_office(bare)) or (subject.endswith(".") and not is_lower):
        return False
    is_own = not is_lower or row.parted
    if (is_own and len(bare) > 2 * max(len(subject), _NARROW)) or len(subject.split()) > _LONGEST:
        return False
    return not row.parted or (is_lower and not row.ruled and not re.search(r"[.;:]$", subject))


def _is_sentence(line: str) -> bool:
    """Whether a line below a kind begins the body and not a subject."""
    return line.endswith((";", ":", "./.")) or (line.endswith(".") and not _NAMES_SUBJECT.match(line))


_UNION = re.compile(r"ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH")
"""What stands right in a letterhead of the Youth Union, as the Party's name does in those of the Party."""


def _name_offices(offices: list[list[Cell]], text: str, found: Findings) -> None:
    """The last name of the letterhead is the issuer, that above it its parent; of a joint directive all issue."""
    offices = [cells for cells in offices if len(offices) == 1 or not _UNION.fullmatch(cells[0].text)]
    names = [in_sentence(" ".join(cell.text for cell in cells).strip(" -–—_*"), text) for cells in offices]
    spans = [(cells[0].start, cells[-1].end) for cells in offices]
    if not names:
        return
    if _is_joint(names, found):
        found.state("issuer", " - ".join(names), (spans[0][0], spans[-1][1]))
        return
    found.state("issuer", names[-1], spans[-1])
    if len(names) > 1:
        found.state("parent_issuer", names[-2], spans[-2])


def _is_joint(names: list[str], found: Findings) -> bool:
    """Whether several offices issue together (liên tịch)."""
    words = f"{found.get('kind') or ''} {found.get('symbol') or ''}".lower()
    return len(names) > 1 and bool(
        re.search(r"liên tịch|liên ngành|phối hợp|ttlt|nqlt|(?<![^\W_])lt(?![^\W_])", words)
    )
