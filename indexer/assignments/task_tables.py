"""Tables of tasks: which column says what is to be done, by whom, with whom and by when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.assignments.roles import Duty
from indexer.domain import Role
from indexer.names import actors
from indexer.names.actors import Known
from indexer.text import folded

_DEADLINE = re.compile(r"thoi (?:gian|han|diem)|^han\b|tien do|ngay hoan thanh|hoan thanh$|^ngay$")
_PARTNERS = re.compile(r"phoi hop")
_WHO = re.compile(
    r"chu tri|phu trach|dau moi|chiu trach nhiem|(?:don vi|co quan|bo phan|phong|nguoi|to chuc)(?: \w+)? thuc hien"
    r"|^nguoi (?:truc|lam)|^vi tri(?: viec lam)?$|^phan cong$"
)
LEADS = re.compile(r"chu tri|dau moi")
_OFFICES = re.compile(
    r"^(?:cac |ten )?(?:don vi(?! tinh)|co quan|bo phan|phong|ho (?:va )?ten|thanh vien|can bo|dia phuong)"
    r"|^(?:benh vien|tram y te|trung tam|truong|khoa|huyen|xa|chi nhanh|doi|cong ty)$"
)
"""How a column that lists offices or people is headed, in a table that says beside each what it does."""

_TASK = re.compile(r"noi dung|nhiem vu|cong viec|hoat dong|giai phap|de an|viec (?:can|phai)|^viec$")
_OTHER = re.compile(r"^(?!(?:s?tt|so|ghi chu|dia|kinh phi|san pham|tai lieu|bieu|ket qua)\b)\w")
"""Of a table that says who and by when, the first other column is what they do, whatever it is called."""

_RULE = re.compile(r"^[|\s:-]+$", re.MULTILINE)
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
    who = _first(LEADS, names, {deadline, partners})
    who = _first(_WHO, names, {deadline, partners}) if who is None else who
    who = _first(_OFFICES, names, {deadline, partners}) if who is None else who
    task = _first(_TASK, names, {deadline, partners, who})
    if task is None and deadline is not None:
        task = _first(_OTHER, names, {deadline, partners, who})
    return Columns(task, who, partners, deadline, len(names), who is not None and bool(LEADS.search(names[who])))


def row_duty(of: Columns, row: str, known: Known) -> tuple[Duty, str | None] | None:
    """The duty in a row, and its cell of deadlines; None for a row that gives no task to anyone."""
    cells = _cells(row, of.count)
    if of.task is None or of.who is None or len(cells) != of.count:
        return None
    who = names(cells[of.who], known)
    if not who or not cells[of.task]:
        return None
    partners = names(cells[of.partners], known) if of.partners is not None else ()
    role = Role.LEAD if of.leads else Role.IMPLEMENT
    return Duty(who, role, partners, cells[of.task]), cells[of.deadline] if of.deadline is not None else None


def _first(pattern: re.Pattern[str], names: list[str], taken: set[int | None]) -> int | None:
    return next((i for i, name in enumerate(names) if i not in taken and pattern.search(name)), None)


def _cells(row: str, count: int = 2) -> list[str]:
    """The cells of a row, single-spaced; bars around it are a frame where there are more cells than ``count``."""
    cells = [" ".join(cell.replace("*", "").split()) for cell in row.strip().split("|")]
    is_framed = len(cells) > count and not cells[0] and not cells[-1]
    return cells[1:-1] if is_framed else cells


def names(cell: str, known: Known) -> tuple[str, ...]:
    """The offices that a cell lists, one each."""
    parts = (part.strip(" -–+•.") for part in _PARTED.split(cell))
    return tuple(name for part in parts if re.search(r"\w", part) for name in actors.split(part, known))
