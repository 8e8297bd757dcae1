"""The block after the body: "Nơi nhận" and the signature, in either order, side by side or one below the other.

Forms attached to a directive have such blocks too; that of the directive itself comes before its appendices.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.domain import Span
from indexer.header.cells import Cell, Row
from indexer.header.findings import LIKELY, STATED, Findings
from indexer.header.recipients import BULLET, recipients, span
from indexer.text import fold_letters

_COPIES = re.compile(r"^\W*noi\s+nhan\s*(?:[:.;]+\W*|$)", re.IGNORECASE)
_KEPT = re.compile(r"^\W*(?:lưu\b|L\w{1,3}\s*[:;.]\s*VT\b)", re.IGNORECASE)
_APPENDIX = re.compile(
    r"^\W*(?:(?:PHỤ LỤC|Phụ lục)(?:\s+(?:[IVXL]+|\d+|[A-Z])\b)?\s*(?:$|[.:(–-])|(?:Mẫu|MẪU)\s+(?:số\s+)?\d+)"
)
_AUTHORITY = re.compile(
    r"^\W{0,3}(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s*[.,/:]?\s+(?=\w)|^\W{0,3}(?:TM|KT|TL|TUQ|Q)\.(?=\w)"
)
_TITLE = re.compile(
    r"^(?:QUYỀN |PHÓ |NGUYÊN )?(?:CHỦ TỊCH|(?:TỔNG )?GIÁM ĐỐC|(?:TỔNG )?BÍ THƯ|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG"
    r"|TRƯỞNG|CHÁNH|CHỦ NHIỆM|THƯỜNG TRỰC|THỐNG ĐỐC|ỦY VIÊN|CHỈ HUY|TƯ LỆNH|CHÍNH ỦY|THỦ TRƯỞNG|KIỂM TOÁN TRƯỞNG"
    r"|TỔNG (?:CỤC TRƯỞNG|BIÊN TẬP|THANH TRA|KIỂM TOÁN|THƯ KÝ|CHỈ HUY)|(?:[^\W\d_]+ ){1,3}TRƯỞNG\b|THƯ KÝ|CHỦ TỌA)"
)
_MAY_BE_TITLE = re.compile(r"[A-Z](?:[A-Z/]|(?<=Q))")
"""What every title holds: most lines of a body do not."""

_PLACEHOLDER = re.compile(r"NGƯỜI KÝ|CHỨC VỤ|CHỨC DANH")
_RANK = re.compile(
    r"^(?:\(?\s*(?:[Đđ]ã ký|[Kk]ý tên.*?|[Kk]ý)\s*\)?\s*:?\s*)?"
    r"(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy)|(?:PGS|GS|TS|ThS|BS|DS|LS|KS|CN|BSCK|CKI{1,2}|CK[12]"
    r"|Bác sĩ|Dược sĩ|Tiến sĩ|Thạc sĩ)\b[.\s,]*)*[.:]?\s*"
)
_NAME = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+){1,5}$")
_SURNAMES = """
An Âu Bạch Bành Bế Bùi Ca Cao Cầm Châu Chu Chung Cù Danh Diệp Doãn Dương Đàm Đào Đặng Đầu Điểu Đinh Đoàn Đỗ
Đồng Đường Giang Giàng Hà Hàn Hồ Hoàng Hồng Hứa Huỳnh Khuất Khúc Kiều Kim Ksor La Lã Lại Lâm Lê Lò Lộc Lục
Lương Lưu Ly Lý Ma Mã Mạc Mai Mẫn Ngô Nghiêm Nguyễn Ninh Nông Phạm Phan Phí Phùng Phương Quách Quản Rơ Sầm
Sùng Sử Tạ Tăng Tần Thạch Thái Thân Thẩm Thào Thi Tiêu Tô Tôn Tống Trà Trang Trần Triệu Trịnh Trương Từ Ung
Vàng Văn Vi Viên Võ Vũ Vương
"""
_KNOWN_SURNAMES = frozenset(_SURNAMES.split())
_ENDED = re.compile(r"[;.:,]$")
_BESIDE = re.compile(r"(?<=[;,:.])\s+(?=[^\W\d_])|\s+(?=(?:TM|KT|TL|TUQ)\.\s)")
_LONGEST = 30
"""Words of an item of the list; what is longer is not."""

_NEAR = 8
"""Lines between a title and the name below it, or between signature and copies."""


@dataclass(frozen=True, slots=True)
class _Copies:
    """The list under "Nơi nhận": its rows, its cells, and what stood beside it."""

    first: int
    end: int
    names: tuple[Cell, ...]
    is_kept: bool


@dataclass(frozen=True, slots=True)
class _Signature:
    """Titles from the top down and the name below them."""

    first: int
    end: int
    titles: tuple[Cell, ...]
    name: Cell | None


def read(rows: list[Row], found: Findings) -> list[Span]:
    """Read copies and signature into ``found``; the offsets of the lines they take, in order."""
    copies = _copies(rows)
    signature = _signature(rows, copies)
    blocks = []
    if copies:
        blocks.append((copies.first, copies.end))
        found.add("recipients", recipients(list(copies.names)), span(list(copies.names)))
    if signature:
        blocks.append((signature.first, signature.end))
        _state(signature, found)
    return _joined(rows, sorted(blocks))


def _joined(rows: list[Row], blocks: list[tuple[int, int]]) -> list[Span]:
    """Blocks as offsets; what little stands between two of them belongs to them."""
    joined: list[tuple[int, int]] = []
    for first, end in blocks:
        between = rows[joined[-1][1] : first] if joined else []
        if joined and len(between) <= 4 and all(len(row.bare.split()) <= 6 for row in between):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((first, end))
    return [(rows[first].start, rows[end - 1].end) for first, end in joined]


def _columns(row: Row) -> list[Cell]:
    """The cells of a row; a title or a name that was set beside an item of the list is a cell of its own."""
    cells = []
    for cell in row.columns:
        if _is_title(cell.text) or _is_name(cell.text):
            cells.append(cell)
            continue
        cut = next((m for m in _BESIDE.finditer(cell.text) if _is_beside(cell.text[m.end() :])), None)
        cells += [cell.part(0, cut.start()), cell.part(cut.end())] if cut else [cell]
    return cells


def _is_beside(words: str) -> bool:
    """Whether words at the end of an item are of the signature: a title, or a name by its surname."""
    return _is_title(words) or (_is_name(words) and words.split(maxsplit=1)[0] in _KNOWN_SURNAMES)


def _is_title(words: str) -> bool:
    """``TM. ỦY BAN NHÂN DÂN``, ``KT. CHỦ TỊCH``, ``PHÓ GIÁM ĐỐC``."""
    if not words.isupper() or len(words) > 90:
        return False
    return bool(_AUTHORITY.match(words) or _TITLE.match(words.strip(" *"))) and not _PLACEHOLDER.search(words)


def _is_name(words: str) -> bool:
    """Whether words, rank and degrees aside, can be a person's name."""
    bare = words[_rank(words) :].rstrip(" .")
    if not _NAME.match(bare) or len(bare) < 5 or len(bare.split()) > 5:
        return False
    return bare.istitle() or (bare.isupper() and bare.split(maxsplit=1)[0].capitalize() in _KNOWN_SURNAMES)


def _rank(words: str) -> int:
    match = _RANK.match(words)
    return match.end() if match else 0


def _copies(rows: list[Row]) -> _Copies | None:
    """The list of the directive itself: the first that ends with "Lưu", before any appendix if one is there."""
    candidates = [_list(rows, i) for i, row in enumerate(rows) if row.bare[:12].strip() and _is_copies(row)]
    appendix = _appendix(rows)
    own = [item for item in candidates if item.first < appendix and item.names]
    own = own or [item for item in candidates[-1:] if item.is_kept and item.end >= len(rows) - _NEAR]
    return next((item for item in own if item.is_kept), own[0] if own else None)


def _is_copies(row: Row) -> bool:
    """Whether it begins with "Nơi nhận"; most rows are told by their first letter."""
    is_likely = fold_letters(row.bare.lstrip("*-_ ")[:1]) == "N"
    return is_likely and _COPIES.match(fold_letters(row.bare[:40])) is not None


def _appendix(rows: list[Row]) -> int:
    """The first line of the appendices; the number of rows where there are none."""
    return next((i for i, row in enumerate(rows) if i and _APPENDIX.match(row.bare)), len(rows))


def _list(rows: list[Row], first: int) -> _Copies:
    """The list that begins at a row; titles and names between its items are passed over."""
    head = _columns(rows[first])[0]
    match = _COPIES.match(fold_letters(head.text))
    rest = head.part(match.end()) if match else head
    names = [rest] if rest.text and not _is_title(rest.text) else []
    end, is_kept = first + 1, bool(re.search(r"(?:^|;\s*)Lưu\b", rest.text))
    for i in range(first + 1, len(rows)):
        row, left = rows[i], _columns(rows[i])[0]
        if _is_copies(row) and not names:
            end = i + 1
        elif not is_kept and len(left.text.split()) <= _LONGEST and _is_item(row, names, i == end):
            names.append(row.upto(left.end))
            is_kept = bool(_KEPT.match(row.bare))
            end = i + 1
        elif is_kept or i - end >= 3 or not (_is_title(left.text) or _is_name(left.text)):
            break
    return _Copies(first, end, tuple(names), is_kept)


def _is_item(row: Row, names: list[Cell], follows: bool) -> bool:
    """Whether a row is an item of the list or goes on with its last one; scans lose bullets."""
    if BULLET.match(row.bare):
        return True
    if not follows or not names or _is_title(row.bare) or _is_name(row.bare) or _APPENDIX.match(row.bare):
        return False
    if not row.parted and not _ENDED.search(names[-1].text):
        return True
    has_bullets = bool(BULLET.match(names[0].text))
    return row.bare.endswith(";") or row.bare[:1].islower() or (not has_bullets and not row.parted)


def _signature(rows: list[Row], copies: _Copies | None) -> _Signature | None:
    """The signature nearest to the copies, or the first that names who signs for whom, before any appendix."""
    appendix = _appendix(rows)
    candidates, i = [], 0
    if copies and copies.first > appendix:
        i, appendix = max(copies.first - _NEAR, appendix), len(rows)
    while i < appendix:
        if _bears_title(rows[i]) and (signed := _signed(rows, i, copies)):
            candidates.append(signed)
            i = signed.end
        else:
            i += 1
    if copies:
        near = [item for item in candidates if _is_near(item, copies)]
        if near:
            return near[-1] if near[-1].name else near[0]
    sure = [item for item in candidates if item.name and _is_sure(item, rows, appendix)]
    return sure[0] if sure else None


def _bears_title(row: Row) -> bool:
    return _MAY_BE_TITLE.search(row.bare) is not None and any(_is_title(cell.text) for cell in _columns(row))


def _is_near(signature: _Signature, copies: _Copies) -> bool:
    return copies.first - _NEAR <= signature.end and signature.first <= copies.end + _NEAR


def _is_sure(signature: _Signature, rows: list[Row], appendix: int) -> bool:
    """Whether titles and a name without copies are a signature: by authority, or because the text ends there."""
    return bool(_AUTHORITY.match(signature.titles[0].text)) or signature.end >= appendix - 3


def _signed(rows: list[Row], first: int, copies: _Copies | None) -> _Signature | None:
    """Titles from a row on and the name below, with the items of the list beside them passed over."""
    titles: list[Cell] = []
    end, misses = first, 0
    side = _side(_columns(rows[first]))
    for i in range(first, len(rows)):
        cells = _right(rows[i], side)
        for cell in cells:
            if titles and _is_name(cell.text) and not _is_title(cell.text):
                name = cell.part(_rank(cell.text))
                return _Signature(first, i + 1, tuple(titles), name.part(0, len(name.text.rstrip(" ."))))
            if _is_title(cell.text) or (i == end and titles and _continues(cell, rows[i])):
                titles.append(cell)
                end = i + 1
        misses += bool(cells) and end != i + 1
        is_listed = copies is not None and copies.first <= i < copies.end
        if _APPENDIX.match(rows[i].bare) or (misses > 5 and not is_listed) or len(rows[i].bare) > 200:
            break
    return _Signature(first, end, tuple(titles), None) if titles else None


def _right(row: Row, side: int | None) -> list[Cell]:
    """The cells of a row without an item of the list; of two signatures side by side that of one side."""
    cells = [cell for cell in _columns(row) if not (BULLET.match(row.bare) and cell.start == row.start)]
    return cells[side : side + 1] if side is not None and len(cells) > side else cells


def _side(cells: list[Cell]) -> int | None:
    """Which of several signatures side by side is taken: the first, but the chair's before the clerk's."""
    if sum(_is_title(cell.text) for cell in cells) < 2:
        return None
    return next((i for i, cell in enumerate(cells) if _is_title(cell.text) and "THƯ KÝ" not in cell.text), None)


def _continues(cell: Cell, row: Row) -> bool:
    """Whether a line in capitals goes on with the title above it: ``GIÁM ĐỐC SỞ`` ``NÔNG NGHIỆP ...``."""
    return cell.text.isupper() and not row.parted and len(cell.text.split()) > 1 and not _is_name(cell.text)


def _state(signature: _Signature, found: Findings) -> None:
    """The last title is the signer's position; those above it, and one that says for whom, the authority."""
    titles = [[cell] for cell in signature.titles[:1]]
    for cell in signature.titles[1:]:
        if _is_title(cell.text):
            titles.append([cell])
        else:
            titles[-1].append(cell)
    words = [" ".join(" ".join(cell.text for cell in cells).split()) for cells in titles]
    spans = [(cells[0].start, cells[-1].end) for cells in titles]
    acting = re.match(r"^Q\.\s*", words[-1])
    is_for = bool(_AUTHORITY.match(words[-1]))
    sure = STATED if _AUTHORITY.match(words[0]) else LIKELY
    if acting:
        found.state("authority", " ".join(words), (spans[0][0], spans[-1][1]))
        found.state("position", words[-1][acting.end() :], (spans[-1][0] + acting.end(), spans[-1][1]))
    elif is_for:
        found.state("authority", " ".join(words), (spans[0][0], spans[-1][1]))
    else:
        found.state(
            "authority", " ".join(words[:-1]) or None, (spans[0][0], spans[-2 if len(spans) > 1 else 0][1])
        )
        found.state("position", words[-1], spans[-1], sure)
    if signature.name:
        found.state("signer", " ".join(signature.name.text.split()), signature.name.span, sure)
