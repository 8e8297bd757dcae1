"""The domain's words. Every Vietnamese legal term is glossed here once and named in English elsewhere.

========== ======================= =====================================================================
directive  văn bản                 one document of the archive: header, body, source file
number     số, ký hiệu             ``231/KH-UBND``; ``symbol`` (ký hiệu) is the part without the count
kind       tên loại                kế hoạch, công văn, quyết định ... (Decree 30/2020/NĐ-CP, article 7)
subject    trích yếu               what it is about: "V/v ..." or the lines under the kind
issuer     cơ quan ban hành        whose directive it is; ``parent_issuer`` (cơ quan chủ quản) stands above it
authority  quyền hạn ký            TM. (on behalf of), KT. (for), TL. (by order), TUQ. (by authorisation), Q.
recipients kính gửi + nơi nhận     to whom it goes
section    phần ... gạch đầu dòng  a node of the body's tree; ``lead-in`` (câu dẫn) is the line a list hangs on
passage    đoạn                    what is retrieved and cited: a span of one directive's text
assignment nhiệm vụ được giao      who must do what, as lead (chủ trì) or coordinating (phối hợp), by when
reference  văn bản viện dẫn        a directive named in another's text, and what it is there for
========== ======================= =====================================================================

All offsets count characters of ``Directive.text`` (NFC); a span is ``start <= offset < end``.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum

Span = tuple[int, int]
"""``start <= offset < end``, in characters of the text."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which only part may be known: ``ngày    tháng 11 năm 2023`` has no day."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def possible(cls, year: int, month: int | None = None, day: int | None = None) -> PartialDate:
        """What of a date as written can be true: ``ngày 31 tháng 02`` leaves the month, ``tháng 13`` the year."""
        for known in (cls(year, month, day), cls(year, month), cls(year)):
            with suppress(ValueError):
                return known if known.earliest else cls()
        return cls()

    @property
    def earliest(self) -> date | None:
        """The first day that it can mean; None without a year."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else None

    @property
    def latest(self) -> date | None:
        """The last day that it can mean; None without a year."""
        if not self.year:
            return None
        if self.month and self.day:
            return date(self.year, self.month, self.day)
        after = date(self.year, self.month, 28) if self.month else date(self.year, 12, 28)
        return (after + timedelta(days=4)).replace(day=1) - timedelta(days=1)

    def __str__(self) -> str:
        """What is known, in words: ``ngày 28 tháng 10 năm 2022``, ``tháng 11 năm 2023``, ``năm 2023``."""
        parts = [f"ngày {self.day:02d}" if self.day and self.month else ""]
        parts += [f"tháng {self.month:02d}" if self.month else "", f"năm {self.year}" if self.year else ""]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Header:
    """What stands around the body: who issued it, under which number, when, about what, to whom.

    Unknown is ``None`` (or an empty tuple). Fields that the text does not state but from which it follows are
    named in ``inferred``. ``urgency`` (độ khẩn) and ``confidentiality`` (độ mật) are as stamped: ``HỎA TỐC``,
    ``MẬT``. ``confidence`` (0 to 1) is known for each field that is, ``spans`` for each that the text states: what
    was read there, from its first to its last character. They say how it was read, not what: two headers are
    equal without them.
    """

    number: str | None = None
    symbol: str | None = None
    kind: str | None = None
    subject: str | None = None
    issuer: str | None = None
    parent_issuer: str | None = None
    place: str | None = None
    date: PartialDate = PartialDate()
    signer: str | None = None
    position: str | None = None
    authority: str | None = None
    recipients: tuple[str, ...] = ()
    urgency: str | None = None
    confidentiality: str | None = None
    inferred: tuple[str, ...] = ()
    confidence: Mapping[str, float] = field(default_factory=dict, compare=False)
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False)


class Level(Enum):
    """The kinds of section, outermost first. ``words`` names one in a citation; a lower ``rank`` contains."""

    APPENDIX = (-1, "phụ lục")
    PART = (0, "phần")
    CHAPTER = (1, "chương")
    LETTER = (2, "phần")
    DIVISION = (3, "mục")
    SUBDIVISION = (4, "tiểu mục")
    ARTICLE = (5, "điều")
    ROMAN = (6, "mục")
    CLAUSE = (7, "khoản")
    DECIMAL = (8, "mục")
    POINT = (12, "điểm")
    DASH = (13, "")
    PLUS = (14, "")
    DOT = (15, "")

    def __init__(self, rank: int, words: str) -> None:
        """Keep the rank and the word used when citing."""
        self.rank = rank
        self.words = words

    def depth(self, label: str) -> int:
        """The rank of one item: ``2.1.3`` stands below ``2.1``."""
        return self.rank + (label.count(".") - 1 if self is Level.DECIMAL else 0)

    @property
    def is_bullet(self) -> bool:
        """Whether items of this level carry no number (gạch đầu dòng)."""
        return self.rank >= Level.DASH.rank


_WORDED = {Level.APPENDIX, Level.PART, Level.CHAPTER, Level.DIVISION, Level.SUBDIVISION, Level.ARTICLE}
"""Levels that are printed with their word: ``Chương II``, ``Điều 5``."""


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the body's tree.

    ``label`` is as printed without its punctuation (``III``, ``2.1``, ``đ``, ``-``); ``title`` the heading, or
    the words up to the colon of "Giao Phòng X chủ trì ...:". ``lead_in`` is the span of the paragraph that the
    list hangs on, if there is one; ``parent`` an index into ``Directive.sections``, ``None`` at the top.
    """

    level: Level
    label: str
    title: str | None
    start: int
    end: int
    parent: int | None = None
    lead_in: tuple[int, int] | None = None

    @property
    def depth(self) -> int:
        """Orders sections that are open at once: the lower contains the higher."""
        return self.level.depth(self.label)

    @property
    def name(self) -> str:
        """As printed: ``III. TỔ CHỨC THỰC HIỆN``, ``Điều 5. Hiệu lực``, ``a``."""
        words = (self.level.words.capitalize() if self.level in _WORDED else "", self.label)
        name = " ".join(word for word in words if word)
        return f"{name}. {self.title}" if self.title else name


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the source file: its number there (from 1) and the span of text that stands on it.

    ``printed`` is the page number on the paper, where there is one. ``confidence`` (0 to 1) is the mean of the OCR
    engine's over the page's words, None where the text was not read by OCR. ``turn`` is by how many degrees,
    anticlockwise, its picture was turned to stand upright and level before it was read.
    """

    number: int
    start: int
    end: int
    printed: str | None = None
    confidence: float | None = None
    turn: float = 0.0

    @property
    def is_ocr(self) -> bool:
        """Whether the page was read from its picture."""
        return self.confidence is not None


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """Where a line of text stands on its page: ``box`` is left, top, right, bottom in points (1/72 inch) from the
    page's top left corner, once the page is turned by its ``Page.turn``.
    """

    start: int
    end: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of one directive's text, inside one section: what is retrieved and cited.

    ``section_path`` names its place outermost first, as a reader would look for it: ``("III. TỔ CHỨC THỰC
    HIỆN", "1. Sở Y tế", "a")``. ``place`` is the same in the form of a citation: ``điểm a khoản 1 mục III``.
    ``context`` holds the headings and lead-ins above that are not part of ``text``. ``ocr_confidence`` is that of
    its page, None where the page was not read by OCR.
    """

    start: int
    end: int
    text: str
    section_path: tuple[str, ...] = ()
    place: str = ""
    context: tuple[str, ...] = ()
    page: int | None = None
    ocr_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: NFC text, and where the format has pages, these and the place of every line.

    ``notes`` says in Vietnamese what a reader of the text should know of the reading: a conversion from a legacy
    font, files attached and not opened.
    """

    text: str
    format: str
    pages: tuple[Page, ...] = ()
    lines: tuple[PlacedLine, ...] = ()
    notes: tuple[str, ...] = ()

    def page_at(self, offset: int) -> Page | None:
        """The page that an offset stands on; None where the format has no pages."""
        index = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[index] if index >= 0 else None


class Role(Enum):
    """What an office does of a task: takes the lead (chủ trì), supports (phối hợp), or carries it out."""

    LEAD = "lead"
    COORDINATE = "coordinate"
    IMPLEMENT = "implement"


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who must do what by when.

    ``assignees`` and ``partners`` are names of offices as the text writes them, one each; ``task`` is the words of
    the task, single-spaced, without the words that assign it; ``deadline`` the words that say by when ("trước ngày
    02/11/2022", "hằng quý"), ``due`` the last day that they name, as far as known. ``text[start:end]`` is the
    paragraph or item that holds the task; ``section`` indexes ``Directive.sections``; ``lead_in`` is the span of
    the heading or lead-in that names the assignee where that stands above.
    """

    assignees: tuple[str, ...]
    role: Role
    partners: tuple[str, ...]
    task: str
    deadline: str | None
    due: PartialDate
    section: int | None
    start: int
    end: int
    lead_in: Span | None = None


class Relation(Enum):
    """What a directive is named for in another: căn cứ, thực hiện, sửa đổi, thay thế, bãi bỏ, kèm theo, or only
    mentioned. Amending, replacing or repealing a part of a directive amends it.
    """

    BASIS = "basis"
    CARRIES_OUT = "carries_out"
    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    ATTACHED = "attached"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Reference:
    """A directive named in a text, as far as it is named there. ``text[start:end]`` names it.

    ``number`` is in the form of ``Header.number``; ``title`` stands for it where a law is named without one
    ("Luật Đấu thầu"). ``issuer`` is as written.
    """

    number: str | None
    kind: str | None
    date: PartialDate
    issuer: str | None
    relation: Relation
    start: int
    end: int
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """One document of the archive, read and understood. ``file`` is relative to the archive, with ``/``."""

    file: str
    source: Source
    header: Header
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    assignments: tuple[Assignment, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def id(self) -> str:
        """Stable for a file as long as it keeps its place in the archive."""
        return directive_id(self.file)

    @property
    def text(self) -> str:
        """The whole text; ``text[p.start:p.end] == p.text`` for each passage."""
        return self.source.text

    def renamed(self, file: str) -> Directive:
        """The same, read from a file of another name."""
        return replace(self, file=file)

    def passage_id(self, passage: Passage) -> str:
        """The name of one of its passages."""
        return passage_id(self.id, passage.start, passage.end)

    def section_labels(self, index: int) -> list[str]:
        """The labels from the top down to a section: ``["III", "1", "a"]``."""
        labels: list[str] = []
        at: int | None = index
        while at is not None:
            labels.append(self.sections[at].label)
            at = self.sections[at].parent
        return labels[::-1]


def directive_id(file: str) -> str:
    """Twelve hexadecimal digits that name the directive read from ``file``."""
    return hashlib.blake2b(file.encode(), digest_size=6).hexdigest()


def passage_id(directive: str, start: int, end: int) -> str:
    """A passage is named by its directive and span, never by its words: directives share boilerplate."""
    return f"{directive}.{start}-{end}"
