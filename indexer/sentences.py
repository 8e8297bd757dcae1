"""The sentences of a block: where each begins, which lead in to a list, which say nothing of who must do what."""

from __future__ import annotations

import re

from indexer import verbs
from indexer.names import actors, name_heads
from indexer.names.office_words import ABBREVIATED
from indexer.sought import Sought

_SAYS_NOTHING = re.compile(
    r"^[*(\s]*(?:Thành phần|Địa điểm|Lực lượng tham gia|Dụng cụ|Phương tiện|Trên đây|Đính kèm|Kèm theo"
    r"|Gửi kèm|Ghi chú|Lưu ý|Nơi nhận|Kính gửi"
    r"|Xét đề nghị|Theo đề nghị"
    r"|Thừa lệnh|Rất mong|Trân trọng|(?:Đầu mối|Thông tin|Chi tiết) liên hệ"
    r"|Thông tin(?: chi tiết| thêm)*,? (?:xin |vui lòng |đề nghị |đầu mối )?liên hệ"
    r"|Mọi (?:thông tin|chi tiết|vướng mắc|khó khăn|ý kiến|phản ánh)"
    r"|(?:[^.;]{0,60},\s)?(?:xin|vui lòng) liên hệ)"
    r"|^Căn cứ [^,;]{0,60}\bsố\b(?!.*, (?:giao|yêu cầu|đề nghị)\b).*;$"
    r"|^(?:Trong )?[Qq]uá trình (?:tổ chức |triển khai )*(?:thực hiện|thi hành|triển khai)\b.*"
    r"(?:vướng mắc|khó khăn|phát sinh|vấn đề|cần (?:sửa đổi|điều chỉnh))|^[Nn]ếu (?:có )?(?:khó khăn|vướng mắc)"
)
_ASKS_ABOVE = re.compile(
    r" (?:(?:báo cáo|trình) và )?(?:(?:kính|trân trọng) (?:đề nghị|mong|trình|báo cáo)\b|kiến nghị (?=[A-ZĐ]))"
)
"""What follows the name of who asks: ``Sở A kính đề nghị UBND tỉnh ...``."""

_FIRST = 100
"""Characters in which a sentence names who asks."""

_STATES = re.compile(
    r"^(?:Trường hợp|Việc|Khi|Nếu|Đã|Đối với|Kinh phí|Nguồn|Thời gian|Địa điểm|Nghị định|Thông tư|Quyết định này"
    r"|Nghị quyết|Các nội dung|Hồ sơ|Sau khi|Mức|Thời hạn|Kể từ|Qua|Tại|Các|Những|Một|Bảng|Công văn"
    r"|Mỗi(?! (?:ngày|tuần|tháng|quý|năm|học kỳ|kỳ|đợt|buổi|đêm)\b)"
    rf"|Có(?! (?:{verbs.HAVING}))"
    r"|Giai đoạn)\b"
    r"|^(?:Trong|Năm|Tháng|Quý|Đến|Tính đến|Thời gian)\b[^.;:]{0,60}, [A-ZĐ][^,.;:]{0,60}? đã\b"
    r"|^(?:Thành phần|Đối tượng|Số lượng|Hình thức|Chủ đề|Khẩu hiệu|Phạm vi|Chỉ tiêu|Mục tiêu|Kết quả)[^:]{0,30}:"
    r"|^(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế)\b.*(?:như sau|khoản \d|[Pp]hần [IVX\d]|điểm [a-zđ]\b|Điều \d)"
)
_CHANGES = re.compile(
    r"[A-ZĐ]\w+(?: \w+){0,3} này (?:thay|bãi bỏ|có hiệu lực|hết hiệu lực)\b"
    r"|[^.;:]{0,60}\bsố \d+[-/][^.;:]{0,120}\b(?:hết hiệu lực|không còn hiệu lực)"
    r"|(?P<orders>Sửa đổi|Bổ sung|Bãi bỏ|H(?:ủy|uỷ)(?: bỏ)?|Thay thế|Điều chỉnh)\b[^.;:]{0,90}\bsố \d+[-/]"
)
_CASE = re.compile(
    r"(?:Khi|Nếu|Sau khi|Trường hợp)\b[^.;:,]{3,80}?(?:,| phải|, phải| thì) (?=\w)"
    r"|Đối với [^.;:,]{3,80}? thì (?=\w)"
)
"""In which case something is to be done: ``Khi xảy ra cháy rừng phải huy động ngay lực lượng``."""

_CUT_SHORT = ABBREVIATED.replace(")", r"\s)")
_SENTENCE = re.compile(
    rf"\s(?:(?<=[.;!?:]\s){_CUT_SHORT}\s*(?=[^\W\d_])|(?<=\bđồng thời,\s)\s*|(?<=\bđồng thời\s)\s*(?=các\b))",
    re.IGNORECASE,
)
"""It begins with the space between two sentences, which is looked for fast."""

_BEGINS = re.compile(
    rf"(?=[A-ZĐ])(?:(?i:{name_heads.START.pattern})"
    r"|(?:Định kỳ|Trước|Trong|Căn cứ|Trên cơ sở|Hằng|Hàng|Sau|Khi|Để|Giao|Ngoài)\b)"
)
"""How a sentence begins that gives a task."""

_TITLE = 45
"""Characters; a line that is wrapped is longer."""

_RUNS_ON = re.compile(r"\b(?:của|với|cho|và|về|tại|từ|giao|do|là|đề nghị|yêu cầu|chỉ đạo|các|phối hợp|hướng dẫn)$")
_ENACTS = Sought(
    "thi hành, chịu trách nhiệm, thông báo để",
    r"\bchịu trách nhiệm thi hành\b|\bcăn cứ (?:Quyết định|Kế hoạch|Nghị quyết)(?: này)? (?:để )?thi hành\b"
    r"|\bchịu trách nhiệm[./]*$|\bthông báo để .{3,80} biết\b",
)
_NARRATES = re.compile(
    r"(?:(?:(?:Sáng|Trưa|Chiều|Tối) )?(?:[Nn]gày )?\d|Vừa qua|(?:Trong )?[Tt]hời gian (?:vừa )?qua"
    r"|(?:Trong )?[Nn]ăm \d|Sau khi)"
)
_ITS_OWN = re.compile(
    r"(?:(?P<case>trường hợp|nếu|khi) [^.;]{3,80}?, )?"
    r"(?:chỉ đạo|đôn đốc|phân công(?= [a-zà-ỹđ])|(?P<asks>yêu cầu|đề nghị|phân công))\s"
)
_QUOTED = re.compile(r"“[^“”]*”")


def starts(words: str) -> list[int]:
    """Where the sentences of single-spaced words begin; a semicolon or colon ends one."""
    return [0, *(match.end() for match in _SENTENCE.finditer(words))]


def last(words: str) -> str:
    """The sentence that leads in to a list; a semicolon may part the offices that it names."""
    if words[-1] != ":":
        return words
    start = 0
    for sign in _SENTENCE.finditer(words):
        if not (words[sign.start() - 1] == ";" and actors.is_list(words[start : sign.start() - 1])):
            start = sign.end()
    return words[start:]


def is_title(first: str, rest: str) -> bool:
    """Whether a short first line is a title, and not a sentence that goes on: the next begins one."""
    is_short = len(first) <= _TITLE and first[-1:].isalnum()
    return is_short and _BEGINS.match(rest) is not None and not _RUNS_ON.search(first)


def says_nothing(words: str) -> bool:
    """Whether it closes, sends along, tells whom to ask, or asks those above."""
    if _SAYS_NOTHING.match(words):
        return True
    asks = _ASKS_ABOVE.search(words, 0, _FIRST)
    return asks is not None and words[-1] != ":" and actors.is_list(words[: asks.start()])


def enacts(words: str) -> bool:
    """Whether it only names who carries out a decision or answers for it, or makes known what was decided."""
    return _ENACTS.search(words.strip(" ;")) is not None


def states(words: str) -> bool:
    """Whether it states something and gives no task: it begins like a rule or a fact, or only names or counts."""
    if case := _CASE.match(words):
        return not verbs.begins(words[case.end() :])
    is_named = words[:1].isdigit() or name_heads.begins(words)
    return _STATES.match(words) is not None or (is_named and not verbs.has_any(words))


def changes(words: str, is_item: bool) -> bool:
    """Whether it changes or ends directives, and gives no task: ``Thông báo này thay thế ...``, and where it is no
    item ``Hủy Công văn số 2``, which an office may be told to do.
    """
    change = _CHANGES.match(words)
    return change is not None and not (is_item and change["orders"])


def narrates(words: str) -> bool:
    """Whether it begins like what is told of the past: ``Vừa qua, ...``."""
    return _NARRATES.match(words) is not None


def is_its_own(words: str, at: int, is_ordered: bool) -> bool:
    """Whether an order, in small letters, is given by the office named before: ``Sở A ...; chỉ đạo Sở B ...``.

    What is asked is so only where that office is not itself ordered to do something (``is_ordered``).
    """
    own = _ITS_OWN.match(words, at)
    return own is not None and not (is_ordered and own["asks"] and not own["case"])


def quotations(text: str) -> list[tuple[int, int]]:
    """Where quotations stand, in order."""
    return [match.span() for match in _QUOTED.finditer(text)]


def unquoted(words: str) -> str:
    """Words as long as they were, whose quotations say nothing."""
    return _QUOTED.sub(lambda quote: "“" + "·" * (len(quote[0]) - 2) + "”", words)
