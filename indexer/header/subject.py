"""Whether a row goes on with the subject above it (trích yếu), or begins something else."""

from __future__ import annotations

import re

from indexer.header.cells import Row
from indexer.header.offices import is_office
from indexer.text import fold

_MAY_BE_BODY = re.compile(
    r"^(?:Thuc hien|Nham|De|Tren co so|Tiep theo|Tiep tuc|Phuc dap|Tra loi|Vua qua|Qua|Ngay|Sau khi|Trong|Truoc"
    r"|Hien nay|Thi hanh|Theo|Nhan duoc|Tai(?! (?:chinh|san|lieu|nguyen|khoan)\b))\s"
)
_ENACTS = re.compile(r"^[A-ZĐỦ]\S*\s(?:\S+\s){0,12}ban hành (?=[A-ZĐ])")
_NAMES_SUBJECT = re.compile(
    r"^(?:về|của|quy định|sửa đổi|ban hành|bãi bỏ|hướng dẫn|phê duyệt|thành lập|công bố|triển khai|tổ chức)\b",
    re.I,
)
_HANGS_ON = re.compile(
    r"\b(?:và|của|về|với|các|những|tại|trong|cho|ngày|tháng|năm|số|từ|đến|do|theo|trên|giai đoạn)$|[,–-]$", re.I
)
_JOINS = re.compile(
    r"(?:TRÊN|GIAI ĐOẠN|ĐỊNH HƯỚNG|TRONG|TẠI|CHO|CỦA|VÀ|VỀ|VỚI|ĐẾN|ĐỐI VỚI|TỪ|NĂM|NHIỆM KỲ|TỈNH|THÀNH PHỐ|HUYỆN"
    r"|QUẬN|THỊ XÃ|XÃ|PHƯỜNG)\b"
)
_NARROW = 60
"""Characters. A line more than twice as long as this, and as a subject above it, does not go on with it."""

_LONGEST = 150
"""Words of a subject."""


def goes_on(row: Row, subject: str) -> bool:
    """Whether a row can go on with a subject: no beginning of a sentence, no office that enacts, no long line."""
    bare, is_lower = row.bare, row.bare[:1].islower()
    if subject.isupper() and subject.startswith("CỦA ") and bare.startswith("về "):
        return True
    if row.parted and not row.ruled and len(bare) <= _NARROW * 2 and _is_cut(subject, bare):
        return True
    is_short = not row.parted and len(bare) <= _NARROW
    if (_MAY_BE_BODY.match(fold(bare)) and not is_short) or _ENACTS.match(bare) or bare.endswith((":", ";")):
        return False
    if (bare.isupper() and not subject.isupper() and is_office(bare)) or (subject.endswith(".") and not is_lower):
        return False
    is_own = not is_lower or row.parted
    if (is_own and len(bare) > 2 * max(len(subject), _NARROW)) or len(subject.split()) > _LONGEST:
        return False
    return not row.parted or (is_lower and not row.ruled and not re.search(r"[.;:]$", subject))


def _is_cut(subject: str, bare: str) -> bool:
    """Whether a subject ends, or a row begins, with a word that hangs on the other: a title whose lines are
    paragraphs of their own.
    """
    if _HANGS_ON.search(subject):
        return True
    return subject.isupper() and bare.isupper() and _JOINS.match(bare) is not None


def is_sentence(line: str) -> bool:
    """Whether a line below a kind begins the body and not a subject."""
    return line.endswith((";", ":", "./.")) or (line.endswith(".") and not _NAMES_SUBJECT.match(line))
