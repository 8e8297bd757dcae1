"""Titles and names of those who sign: ``KT. CHỦ TỊCH``, ``PHÓ GIÁM ĐỐC``, ``BS. Nguyễn Văn A``."""

from __future__ import annotations

import re

from indexer.header.cells import Cell, Row

AUTHORITY = re.compile(
    r"^\W{0,3}(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s*[.,/:]?\s+(?=\w)|^\W{0,3}(?:TM|KT|TL|TUQ|Q)\.(?=\w)"
)
_TITLE = re.compile(
    r"^(?:QUYỀN |PHÓ |NGUYÊN )?(?:CHỦ TỊCH|(?:TỔNG )?GIÁM ĐỐC|(?:TỔNG )?BÍ THƯ|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG"
    r"|TRƯỞNG|CHÁNH|CHỦ NHIỆM|THƯỜNG TRỰC|THỐNG ĐỐC|ỦY VIÊN|CHỈ HUY|TƯ LỆNH|CHÍNH ỦY|THỦ TRƯỞNG|KIỂM TOÁN TRƯỞNG"
    r"|TỔNG (?:CỤC TRƯỞNG|BIÊN TẬP|THANH TRA|KIỂM TOÁN|THƯ KÝ|CHỈ HUY)|(?:[^\W\d_]+ ){1,3}TRƯỞNG\b|THƯ KÝ|CHỦ TỌA)"
)
_CUT = "TRƯỞNG"
"""What alone on a line is the end of a title above it: ``PHÓ CHỈ HUY TRƯỞNG - THAM MƯU TRƯỞNG``."""

_MAY_BE_TITLE = re.compile(r"[A-Z](?:[A-Z/]|(?<=Q))")
"""What every title holds: most lines of a body do not."""

_PLACEHOLDER = re.compile(r"NGƯỜI KÝ|CHỨC VỤ|CHỨC DANH")
_RANK = re.compile(
    r"^(?:\(?\s*(?:[Đđ]ã ký|[Kk]ý tên.*?|[Kk]ý)\s*\)?\s*:?\s*)?"
    r"(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy)|(?:PGS|GS|T[Ss]|T[hH][Ss]|B[Ss]|D[Ss]|YS|ĐD|LS|KS|CN"
    r"|(?:BS\.?)?CK(?:I{1,2}|[12])|BSCK"
    r"|Bác sĩ|Dược sĩ|Tiến sĩ|Thạc sĩ)\b[.\s,]*)*[.:]?\s*"
)
_NAME = re.compile(r"^(?:[^\W\d_]+(?: [^\W\d_]+){1,5}|[A-ZĐ]['’] ?[^\W\d_]+(?: [^\W\d_]+){0,4})$")
_SURNAMES = """
An Âu Bạch Bành Bế Bùi Ca Cao Cầm Châu Chu Chung Cù Danh Diệp Doãn Dương Đàm Đào Đặng Đầu Điểu Đinh Đoàn Đỗ
Đồng Đường Giang Giàng Hà Hàn Hồ Hoàng Hồng Hứa Huỳnh Khuất Khúc Kiều Kim Ksor La Lã Lại Lâm Lê Lò Lộc Lục
Lương Lưu Ly Lý Ma Mã Mạc Mai Mẫn Ngô Nghiêm Nguyễn Ninh Nông Phạm Phan Phí Phùng Phương Quách Quản Rơ Sầm
Sùng Sử Tạ Tăng Tần Thạch Thái Thân Thẩm Thào Thi Tiêu Tô Tôn Tống Trà Trang Trần Triệu Trịnh Trương Từ Ung
Vàng Văn Vi Viên Võ Vũ Vương
"""
_KNOWN_SURNAMES = frozenset(_SURNAMES.split())
_BESIDE = re.compile(r"(?<=[;,:.])\s+(?=[^\W\d_])|\s+(?=(?:TM|KT|TL|TUQ)\.\s)")


def columns(row: Row) -> list[Cell]:
    """The cells of a row; a title or a name that was set beside an item of the list is a cell of its own."""
    cells = []
    for cell in row.columns:
        if is_title(cell.text) or is_name(cell.text):
            cells.append(cell)
            continue
        cut = next((m for m in _BESIDE.finditer(cell.text) if _is_beside(cell.text[m.end() :])), None)
        cells += [cell.part(0, cut.start()), cell.part(cut.end())] if cut else [cell]
    return cells


def _is_beside(words: str) -> bool:
    """Whether words at the end of an item are of the signature: a title, or a name by its surname."""
    is_shelf = any(map(str.isdecimal, words))  # ``Lưu: VT, TM. H85.`` says where the copy is kept
    return (is_title(words) and not is_shelf) or (is_name(words) and words.split(maxsplit=1)[0] in _KNOWN_SURNAMES)


def is_title(words: str) -> bool:
    """``TM. ỦY BAN NHÂN DÂN``, ``KT. CHỦ TỊCH``, ``PHÓ GIÁM ĐỐC``."""
    if not words.isupper() or len(words) > 90 or words == _CUT:
        return False
    return bool(AUTHORITY.match(words) or _TITLE.match(words.strip(" *"))) and not _PLACEHOLDER.search(words)


def is_name(words: str) -> bool:
    """Whether words, rank and degrees aside, can be a person's name."""
    bare = words[rank(words) :].rstrip(" .")
    if not _NAME.match(bare) or len(bare) < 5 or len(bare.split()) > 5:
        return False
    return bare.istitle() or (bare.isupper() and bare.split(maxsplit=1)[0].capitalize() in _KNOWN_SURNAMES)


def rank(words: str) -> int:
    """How many characters of words are rank and degrees, before the name."""
    match = _RANK.match(words)
    return match.end() if match else 0


def bears_title(row: Row) -> bool:
    """Whether a title stands in a row, by itself or beside an item of the list."""
    return _MAY_BE_TITLE.search(row.bare) is not None and any(is_title(cell.text) for cell in columns(row))
