"""Tasks written as lines of fields: ``Cơ quan chủ trì: Sở A``, ``Thời gian hoàn thành: Quý II/2025``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from indexer import verbs
from indexer.assignments.roles import Duty, inherited
from indexer.assignments.task_tables import LEADS, names
from indexer.domain import Role
from indexer.names import name_heads
from indexer.names.actors import Known
from indexer.sought import Sought
from indexer.text import folded

_FIELD = Sought(
    "chủ trì, thực hiện, phối hợp, phụ trách, đầu mối, tham mưu, chịu trách nhiệm"
    ", thời gian, hạn, hoàn thành, tiến độ, sản phẩm, kinh phí, đơn vị, cơ quan, nhiệm vụ, nội dung",
    r"(?:(?:Các )?(?:cơ quan|đơn vị|bộ phận|phòng|ban|cá nhân|lãnh đạo|cán bộ"
    r"|công chức)(?:, \w+ \w+)? (?:được giao |chịu trách nhiệm )?"
    r"(?:chủ trì|thực hiện|phối hợp|phụ trách|đầu mối|tham mưu|chịu trách nhiệm)|người (?:thực hiện"
    r"|phụ trách)|chủ trì|phối hợp"
    r"|(?:thời (?:gian|hạn)|tiến độ|hạn (?:nộp|trình|gửi|hoàn thành))(?: [^\W\d_]+){0,4}|sản phẩm"
    r"|kinh phí|hoàn thành(?=\s*:)|^(?:đơn vị|cơ quan)(?=\s*:)|(?-i:Nhiệm vụ|Nội dung)(?=\s*:))"
    r"(?: (?:thực hiện|hoàn thành|tham mưu|chính|chung|dự kiến|đầu ra"
    r"|chủ trì|báo cáo|và|triển khai))*\s*:\s+(?=\S)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:nhiệm vụ|nội dung|công việc)(?: (?:thực hiện|cụ thể|công việc|nhiệm vụ))*\s*:\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Field:
    """What a line says of a task: ``Cơ quan chủ trì: Sở A``. ``start`` is where it begins in its paragraph."""

    name: str
    value: str
    start: int

    @property
    def is_who(self) -> bool:
        """Whether it names who does the task."""
        is_other = re.match(r"(?:cac )?(?:thoi|tien|han|hoan|san|kinh)", self.name) is not None
        return not (self.is_partners or self.is_task or is_other)

    @property
    def is_task(self) -> bool:
        """Whether it says what is to be done: ``Nhiệm vụ: ...``."""
        return self.name.startswith(("nhiem vu", "noi dung"))

    @property
    def is_partners(self) -> bool:
        """Whether it names those with whom it is done."""
        return "phoi hop" in self.name

    @property
    def is_deadline(self) -> bool:
        """Whether it says by when."""
        return self.name.startswith(("thoi", "tien do", "han ", "hoan thanh"))


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


@dataclass(frozen=True, slots=True)
class Record:
    """The lines of fields that belong to one task; ``first`` is the block of the first of them."""

    first: int
    lines: tuple[tuple[Field, ...], ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """All of them, in order."""
        return tuple(chain(*self.lines))

    @property
    def task_at(self) -> int:
        """The block that says what is to be done: that of the field for it, or the one before all fields."""
        own = (at for at, line in enumerate(self.lines) if any(field.is_task for field in line))
        before = -1 if self.lines[0][0].start == 0 else 0
        return max(self.first + next(own, before), 0)

    @property
    def by_when(self) -> str:
        """The words of its field for that, none without one."""
        return next((field.value for field in self.fields if field.is_deadline), "")


def records(first: int, paragraphs: Iterable[str]) -> Iterator[Record]:
    """The records that begin with the first of some paragraphs and go on as long as fields begin each: a field
    that comes again begins another. None where the first has no fields.
    """
    lines: list[tuple[Field, ...]] = []
    seen = set[str]()
    for words in paragraphs:
        line = tuple(fields(words))
        if not line or (lines and line[0].start):
            break
        names = {field.name for field in line}
        if lines and not names.isdisjoint(seen):
            yield Record(first, tuple(lines))
            first, lines, seen = first + len(lines), [], set()
        lines.append(line)
        seen |= names
    if lines:
        yield Record(first, tuple(lines))


def _may_begin(words: str, at: int) -> bool:
    """Whether a field may: after a sign, or with a capital, on a line of its own before the lines became one."""
    return words[at].isupper() or words[:at].rstrip()[-1:] in ("", *".;(,:")


def record_duty(record: Record, before: str, known: Known) -> Duty | None:
    """The duty that a record says: of a task that is named ``before`` its fields where none of them does."""
    said = record.fields
    who = next((field for field in said if field.is_who), None)
    found = names(who.value, known) if who else ()
    said_task = next((field.value for field in said if field.is_task), before)
    task = _TITLE.sub("", said_task.strip(" .;:,(-"))
    if who is None or not task or not all(name_heads.begins(name) for name in found):
        return None
    if who.name.startswith("chu tri") and not (verbs.begins(task) or any(field.is_partners for field in said)):
        return None  # who takes the chair
    partners = tuple(name for field in said if field.is_partners for name in names(field.value, known))
    if LEADS.search(who.name):
        return Duty(found, Role.LEAD, partners, task)
    return inherited(task, Duty(found, None, partners, ""), known)  # Nhiệm vụ: Phối hợp với Sở B ...
