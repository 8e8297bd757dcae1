"""The marks by which the parts of a letterhead are known: number, place and date, kind, stamps.

Scans lose diacritics (``Sô:``), so the words that mark a part are found without them; numbers and dates
are taken as they stand or not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

from indexer.domain import PartialDate, Span
from indexer.header.cells import GAP, Cell, folded
from indexer.numbers import KINDS
from indexer.text import fold, retone

KIND_OF_CODE = KINDS | {"CV": "Công văn", "NQLT": "Nghị quyết liên tịch", "TTr": "Tờ trình"}
"""Kinds by the code in a symbol. The Party's công văn bear one (``12-CV/TU``)."""

_KINDS = {
    *KIND_OF_CODE.values(), "Chương trình hành động", "Chương trình công tác", "Luật", "Bộ luật", "Pháp lệnh",
    "Lệnh", "Thư công", "Thông tri", "Quy chế phối hợp", "Kế hoạch phối hợp", "Chương trình phối hợp",
    "Kế hoạch liên tịch", "Hướng dẫn liên ngành", "Báo cáo chính trị",
}  # fmt: skip
_BY_FOLDED = {fold(kind).upper(): kind for kind in _KINDS}
_KIND = re.compile(
    rf"^\W*(?P<kind>{'|'.join(sorted(_BY_FOLDED, key=len, reverse=True))})(?:[\s\W]*$|\s+(?P<rest>[^\W\d].*)$)"
)
_CHAPTER_TITLE = re.compile(r"^QUY ĐỊNH (?:CHUNG|CỤ THỂ|KHÁC|CHUYỂN TIẾP)|^HƯỚNG DẪN (?:THI HÀNH|SỬ DỤNG)")

_COUNT = re.compile(
    r"(?:^\W*|\s{2,})so(?:\s*/?\s*ky\s+hieu)?\s*[:.;]*\s*(?P<count>\d{1,6}(?:\.\d{1,3})?[a-z]?)?[\s._…]*(?=[/-])",
    re.I,
)
_CODE = r"[^\W\d_][\w&]*(?:\.[A-ZĐ]{2,}(?!\w))?"
_CAPITALS = r"[A-ZĐ][A-ZĐ&\d]+(?!\w)"
_SYMBOL = re.compile(rf"[/-]\s*(?:\d{{4}}\s*/\s*)?{_CODE}(?:[/-]{_CODE}|\s?[/-]\s?{_CAPITALS})*")
_DATE = re.compile(
    r"\bngay\b[\s.…_]*(?:(?P<day>\d{1,2})\b)?[\s.…_]*thang\b[\s.…_]*(?:(?P<month>\d{1,2})\b)?[\s.…_]*nam\b[\s.…_]*"
    r"(?P<year>(?:19|20)\d\d\b)?[\s.…_,;/]*"
    r"|(?:\bngay\s*)?\b(?P<d>\d{1,2})\s*(?P<sign>[/.-])\s*(?P<m>\d{1,2})\s*(?P=sign)\s*(?P<y>(?:19|20)\d\d)\b[\s.,;]*",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?:hồi |lúc )?\d{1,2} giờ(?: \d{1,2}(?: phút)?)?,?$")
"""What a telegram tells before its date."""

_PLACE_LOWER = {"phố", "tỉnh", "huyện", "quận", "xã", "phường", "thị", "trấn", "khu", "-", "–"}
_URGENCY = re.compile(
    r"^\W*((?:HỎA TỐC|Hỏa tốc|THƯỢNG KHẨN|Thượng khẩn|KHẨN|Khẩn)(?:\W{0,3}HẸN GIỜ.{0,30}?)?)\W*$"
)
_SECRECY = re.compile(r"^\W*(TUYỆT MẬT|TỐI MẬT|MẬT)\W*$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, spaces aside; ``number`` is None where only the symbol is there.

    ``begins`` is the offset in its cell of what marks it, ``at`` and ``symbol_at`` where both stand in the text.
    """

    number: str | None
    symbol: str
    begins: int
    at: Span
    symbol_at: Span


@dataclass(frozen=True, slots=True)
class PlaceAndDate:
    """``Đồng Nai, ngày    tháng 11 năm 2023``: as much of it as is filled in, and the cells before it."""

    place: Cell | None
    date: PartialDate
    at: Span
    before: list[Cell]


@dataclass(frozen=True, slots=True)
class Kind:
    """The name of a kind in capitals, and the words after it on its line."""

    name: str
    at: Cell
    rest: Cell | None


def number(cell: Cell) -> Number | None:
    """The number in a cell: ``Số: 231 /KH-UBND``, ``Số 477-KL/TU``, ``Số:      /SYT-KHTC``."""
    before = _COUNT.search(folded(cell.text))
    symbol = _SYMBOL.match(cell.text, before.end()) if before else None
    if before is None or symbol is None or sum(map(str.isupper, symbol[0])) < 2:
        return None
    words, count = re.sub(r"\s", "", symbol[0]), before["count"]
    bare = re.sub(r"^[/-](?:\d{4}/)?", "", words)
    end = cell.start + symbol.end()
    start = cell.start + (before.start("count") if count else symbol.start())
    symbol_start = cell.start + cell.text.index(re.split("[-/]", bare)[0], symbol.start())
    return Number(f"{count}{words}" if count else None, bare, before.start(), (start, end), (symbol_start, end))


def place_and_date(cell: Cell) -> PlaceAndDate | None:
    """The place and date that end a cell; a date in the middle of a sentence is none."""
    match = next((m for m in _DATE.finditer(folded(cell.text)) if len(cell.text) - m.end() <= 3), None)
    if match is None:
        return None
    before = cell.part(0, match.start()).split(GAP)
    place = before.pop() if before else None
    if place and (hour := _HOUR.search(place.text)):
        place = place.part(0, hour.start())
    if place and not _is_place((place := place.part(0, len(place.text.rstrip(" ,.:;*_-–…")))).text):
        if re.search(r"[^\W\d_]", place.text) or match["y"]:
            return None
        place = None
    if match["y"] and not place and not match[0][:1].isalpha():
        return None
    groups = ("d", "m", "y") if match["y"] else ("day", "month", "year")
    day, month, year = (int(match[name]) if match[name] else None for name in groups)
    date = PartialDate.possible(year, month, day) if year else PartialDate()
    end = match.start() + len(match[0].rstrip(" .…_,;/"))
    return PlaceAndDate(place, date, (cell.start + match.start(), cell.start + end), before)


def _is_place(words: str) -> bool:
    """Whether words can be a place: few, each with a capital, but for ``Thành phố``."""
    parts = words.split()
    if not 1 <= len(parts) <= 7 or len(words) > 45 or (words.isupper() and len(parts) > 5):
        return False
    return words[0].isupper() and all(part in _PLACE_LOWER or not part[0].islower() for part in parts)


def kind(cell: Cell) -> Kind | None:
    """The kind that a cell in capitals names: ``KẾ HOẠCH``, ``BÁO CÁO Kết quả ...``; not ``QUYẾT ĐỊNH:``."""
    match = _KIND.match(folded(cell.text))
    if not match or _CHAPTER_TITLE.match(cell.text) or cell.text.rstrip().endswith(":"):
        return None
    at = cell.part(match.start("kind"), match.end("kind"))
    if match["rest"] and not _may_read(at.text, _BY_FOLDED[match["kind"]].upper()):
        return None
    return Kind(_BY_FOLDED[match["kind"]], at, cell.part(match.start("rest")) if match["rest"] else None)


def _may_read(seen: str, written: str) -> bool:
    """Whether words may be seen so: marks may be lost, but no others are there (``PHƯỜNG AN`` is no phương án)."""
    pairs = zip(retone(seen), retone(written), strict=True)
    return all(set(normalize("NFD", one)) <= set(normalize("NFD", other)) for one, other in pairs)


def stamp(cell: Cell) -> tuple[str, Cell] | None:
    """A stamp of urgency (độ khẩn) or secrecy (độ mật), alone in its cell: the field's name and the words."""
    words = retone(cell.text)
    for name, pattern in (("urgency", _URGENCY), ("confidentiality", _SECRECY)):
        if match := pattern.match(words):
            return name, cell.part(*match.span(1))
    return None
