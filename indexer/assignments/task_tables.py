"""Tables of tasks: which column says what is to be done, by whom, with whom and by when; and the same in lines:
``Cơ quan chủ trì: Sở A``, ``Thời gian hoàn thành: Quý II/2025``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer import verbs
from indexer.assignments.roles import Duty
from indexer.domain import Role
from indexer.names import actors, name_heads
from indexer.names.actors import Known
from indexer.sought import Sought
from indexer.text import folded

_DEADLINE = re.compile(r"thoi (?:gian|han|diem)|^han\b|tien do|ngay hoan thanh|hoan thanh$")
_PARTNERS = re.compile(r"phoi hop")
_WHO = re.compile(
    r"chu tri|phu trach|dau moi|chiu trach nhiem|(?:don vi|co quan|bo phan|phong|nguoi|to chuc)(?: \w+)? thuc hien"
)
_LEADS = re.compile(r"chu tri|dau moi")
_OFFICES = re.compile(
    r"^(?:cac |ten )?(?:don vi(?! tinh)|co quan|bo phan|phong|ho (?:va )?ten|thanh vien|can bo|dia phuong)"
)
"""How a column that lists offices or people is headed, in a table that says beside each what it does."""

_TASK = re.compile(r"noi dung|nhiem vu|cong viec|hoat dong|giai phap|de an|viec can")
_RULE = re.compile(r"^[|\s:-]+$", re.MULTILINE)
_FIELD = Sought(
    "chủ trì, thực hiện, phối hợp, phụ trách, đầu mối, tham mưu, chịu trách nhiệm"
    ", thời gian, hạn, tiến độ, sản phẩm, kinh phí",
    r"(?:(?:Các )?(?:cơ quan|đơn vị|bộ phận|phòng|ban|cá nhân|lãnh đạo|cán bộ"
    r"|công chức)(?:, \w+ \w+)? (?:được giao |chịu trách nhiệm )?"
    r"(?:chủ trì|thực hiện|phối hợp|phụ trách|đầu mối|tham mưu|chịu trách nhiệm)|người (?:thực hiện"
    r"|phụ trách)|chủ trì|phối hợp"
    r"|(?:thời (?:gian|hạn)|tiến độ|hạn (?:nộp|trình|gửi|hoàn thành))(?: [^\W\d_]+){0,4}|sản phẩm"
    r"|kinh phí)(?: (?:thực hiện|hoàn thành|tham mưu|chính|chung|dự kiến|đầu ra"
    r"|chủ trì|báo cáo|và|triển khai))*\s*:\s+(?=\S)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:nhiệm vụ|nội dung|công việc)(?: (?:thực hiện|cụ thể|công việc|nhiệm vụ))*\s*:\s*", re.IGNORECASE
)
_PARTED = re.compile(r"\s*(?:;|\n|<br ?/?>)\s*")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which cell of a row is which, counted from 0; None where the table has no such column."""

    task: int | None = None
    who: int | None = None
    partners: int | None = None
    deadline: int | None = None
    count: int = 0
    leads: bool = False


def columns(heads: str) -> Columns:
    """What the row of column heads says."""
    names = [folded(cell) for cell in _cells(_RULE.sub("", heads))]
    deadline = _first(_DEADLINE, names, set())
    partners = _first(_PARTNERS, names, {deadline})
    who = _first(_LEADS, names, {deadline, partners})
    who = _first(_WHO, names, {deadline, partners}) if who is None else who
    who = _first(_OFFICES, names, {deadline, partners}) if who is None else who
    task = _first(_TASK, names, {deadline, partners, who})
    return Columns(task, who, partners, deadline, len(names), who is not None and bool(_LEADS.search(names[who])))


def row_duty(of: Columns, row: str, known: Known) -> tuple[Duty, str | None] | None:
    """The duty in a row, and its cell of deadlines; None for a row that gives no task to anyone."""
    cells = _cells(row, of.count)
    if of.task is None or of.who is None or len(cells) != of.count:
        return None
    names = _names(cells[of.who], known)
    if not names or not cells[of.task]:
        return None
    partners = _names(cells[of.partners], known) if of.partners is not None else ()
    role = Role.LEAD if of.leads else Role.IMPLEMENT
    return Duty(names, role, partners, cells[of.task]), cells[of.deadline] if of.deadline is not None else None


@dataclass(frozen=True, slots=True)
class Field:
    """What a line says of a task: ``Cơ quan chủ trì: Sở A``. ``start`` is where it begins in its paragraph."""

    name: str
    value: str
    start: int

    @property
    def is_who(self) -> bool:
        """Whether it names who does the task."""
        return not self.is_partners and re.match(r"(?:cac )?(?:thoi|tien|han|san|kinh)", self.name) is None

    @property
    def is_partners(self) -> bool:
        """Whether it names those with whom it is done."""
        return "phoi hop" in self.name

    @property
    def is_deadline(self) -> bool:
        """Whether it says by when."""
        return self.name.startswith(("thoi", "tien do", "han "))


def fields(words: str) -> list[Field]:
    """The fields of a paragraph; they begin it, or follow a sentence that says what is to be done."""
    if ":" not in words:
        return []  # most paragraphs are spared the pattern
    starts = [match for match in _FIELD.finditer(words) if _may_begin(words, match.start())]
    ends = [*(match.start() for match in starts[1:]), len(words)]
    found = (
        Field(folded(match[0]), words[match.end() : end].strip(" .;,()"), match.start())
        for match, end in zip(starts, ends, strict=False)
    )
    return [field for field in found if field.value]


def _may_begin(words: str, at: int) -> bool:
    """Whether a field may: after a sign, or with a capital, on a line of its own before the lines became one."""
    return words[at].isupper() or words[:at].rstrip()[-1:] in ("", *".;(,:")


def fields_duty(said: Sequence[Field], task: str, known: Known) -> Duty | None:
    """The duty that fields say of a task."""
    who = next((field for field in said if field.is_who), None)
    names = _names(who.value, known) if who else ()
    task = _TITLE.sub("", task.strip(" .;:,(-"))
    if who is None or not task or not all(name_heads.begins(name) for name in names):
        return None
    if who.name.startswith("chu tri") and not (verbs.begins(task) or any(field.is_partners for field in said)):
        return None  # who takes the chair
    partners = tuple(name for field in said if field.is_partners for name in _names(field.value, known))
    return Duty(names, Role.LEAD if _LEADS.search(who.name) else Role.IMPLEMENT, partners, task)


def _first(pattern: re.Pattern[str], names: list[str], taken: set[int | None]) -> int | None:
    return next((i for i, name in enumerate(names) if i not in taken and pattern.search(name)), None)


def _cells(row: str, count: int = 2) -> list[str]:
    """The cells of a row, single-spaced; bars around it are a frame where there are more cells than ``count``."""
    cells = [" ".join(cell.replace("*", "").split()) for cell in row.strip().split("|")]
    is_framed = len(cells) > count and not cells[0] and not cells[-1]
    return cells[1:-1] if is_framed else cells


def _names(cell: str, known: Known) -> tuple[str, ...]:
    parts = (part.strip(" -–+•.") for part in _PARTED.split(cell))
    return tuple(name for part in parts if re.search(r"\w", part) for name in actors.split(part, known))
