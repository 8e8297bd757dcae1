"""How the name of an office begins: with the word for a kind of office or of its head, and all of the name that is
known with it (``Ban Quản lý các dự án``, ``Phòng Kế hoạch tổng hợp``).
"""

from __future__ import annotations

import re

from indexer.names import particulars
from indexer.names.office_words import GROUPED, HEADS, NAMED_FOR, PLACES, POSTS, RUN_BY, TEAMS
from indexer.names.office_words import MANY as OF_MANY

START = re.compile(
    rf"(?:(?:{OF_MANY})\s+(?:{POSTS}|{HEADS}|{GROUPED}|{PLACES})"
    rf"|(?:{POSTS}|{HEADS})"
    rf"|tổ chức(?=, (?:cá nhân|đơn vị|cơ quan)| chính trị| có liên quan| hành nghề)|cá nhân(?= có liên quan)"
    rf"|(?:{PLACES})(?= (?:(?-i:[A-ZĐ])|\d)))(?!\w)",
    re.IGNORECASE,
)
MANY = re.compile(rf"\b{OF_MANY}\s+", re.IGNORECASE)
MANAGES = re.compile(
    r"ban (?:quản lý (?:các )?(?:dự án|khu)|qlda)"
    r"(?: (?:đầu tư|xây dựng|phát triển|công trình|công nghiệp|kinh tế|giao thông|dân dụng))*"
    rf"|(?:(?:ban|ủy ban|uỷ ban|hội đồng|tổ|đoàn) |(?:cục|vụ|tổng cục) (?=(?-i:[A-ZĐ])))(?:{RUN_BY})"
    r"(?:(?<=giám sát) đầu tư(?: của)? cộng đồng)?(?: (?:thực hiện|triển khai|xây dựng)"
    r" (?-i:Quy chế|Đề án|Chương trình|Nghị quyết|Phong trào|Cuộc vận động)[^,;:.]{0,60}?"
    r"(?= (?:tỉnh|huyện|xã|phường|thành phố|các cấp)\b))?(?!\w)"
    rf"|(?:tổ|đội|đoàn|nhóm) (?:{TEAMS})(?: (?:và )?(?:kiểm tra|kiểm soát|xử lý|cộng đồng"
    rf"|lưu động))*(?!\w)",
    re.IGNORECASE,
)

Whole = re.Pattern[str] | None
"""Finds the names that a directive lists, whole."""


def begins(words: str, at: int = 0) -> bool:
    """Whether the name of an office begins at ``at``."""
    return START.match(words, at) is not None


def head(words: str, at: int, whole: Whole) -> int | None:
    """Where the word for an office at ``at`` ends, with all of the name that is known; None where none begins."""
    start = START.match(words, at)
    if start is None:
        return None
    if name := whole and whole.match(words, at):
        return name.end()
    many = MANY.match(words, at)
    if managed := MANAGES.match(words, many.end() if many else at):
        return managed.end()
    if team := particulars.team(words, start) or particulars.unit(words, start):
        return team
    field = named_for(words, start.end() + 1) if words[start.end() : start.end() + 1] == " " else None
    return field.end() if field else start.end()


def named_for(words: str, at: int) -> re.Match[str] | None:
    """What an office is named after though it is like a duty; ``Phòng Kế hoạch tổng hợp số liệu`` has one."""
    field = NAMED_FOR.match(words, at)
    if field is None or _COUNTED.match(words, field.end()):
        return None
    is_object = field[0].endswith(("tổng hợp", "giám sát")) and _OBJECT.match(words, field.end())
    return None if is_object else field


_COUNTED = re.compile(r" \d[\d.]* \w")
"""What is counted is what something is done to: ``Ký túc xá tiếp nhận 1.100 sinh viên``."""


_OBJECT = re.compile(
    r" (?:kết quả|báo cáo|số liệu|ý kiến|tình hình|danh sách|nhu cầu|việc|các|những|kinh phí|dự toán|trình|chung"
    r"|và (?:báo cáo|trình|đề xuất|tham mưu))\b"
)
