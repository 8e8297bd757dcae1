"""The body of a directive as a tree of sections: phần, chương, mục, điều, khoản, điểm, gạch đầu dòng.

A line that begins with a mark (``III.``, ``Điều 5.``, ``2.1.``, ``đ)``, ``-``) opens a section; the level of the
mark says how deep it stands. Other lines go on with the paragraph above (hard line wraps, page breaks), or begin
a new one. Nothing is thrown away: the blocks of a body, in order, hold all its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple

from indexer.domain import Level, Section
from indexer.lines import Line, lines

_ROMAN = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_MARKS = (
    (Level.PART, re.compile(r"^(?:PHẦN|Phần)\s+((?:THỨ|thứ)\s+\w+|[IVXL]+|\d+)\b[.:]?\s*")),
    (Level.CHAPTER, re.compile(r"^(?:CHƯƠNG|Chương)\s+([IVXL]+|\d+)\b[.:]?\s*")),
    (Level.SUBDIVISION, re.compile(r"^(?:TIỂU MỤC|Tiểu mục)\s+([IVXL]+|\d+)\b[.:]?\s*")),
    (Level.DIVISION, re.compile(r"^(?:MỤC|Mục)\s+([IVXL]+|\d+)(?:[.:]\s*|\s+(?=[A-ZĐÀ-Ỹ])|$)")),
    (Level.ARTICLE, re.compile(r"^(?:ĐIỀU|Điều)\s+(\d{1,4}[a-zđ]?)\s*(?:[.:]\s*|$)")),
    (Level.ROMAN, re.compile(rf"^({_ROMAN})\s*[.)/-]\s*(?=\S)")),
    (Level.DECIMAL, re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,4})(?:\.\s*|\)\s*|\s+)(?=[^\W\d_])")),
    (Level.CLAUSE, re.compile(r"^(\d{1,3})\s*[.)](?!\d)\s*(?=\S)")),
    (Level.LETTER, re.compile(r"^([A-HĐ])\s*[.)]\s+(?=\S)")),
    (Level.POINT, re.compile(r"^([a-zđ]\d?)\s*[)]\s*(?=\S)|^([a-hđ])\.\s+(?=\S)")),
    (Level.PLUS, re.compile(r"^(\+)\s*(?=\S)")),
    (Level.DOT, re.compile(r"^([•●○▪■·*])\s*(?=\S)")),
    (Level.DASH, re.compile(r"^([-–—−])\s*(?=[^\s\d]|\d[^.,]*\s)")),
)
_ENDS = re.compile(r"[.;:!?…”\"]$")
_CLOSES = re.compile(r"^(?:Trên đây|Nhận được)\b|\./\.$")
_WANTS_NUMBER = re.compile(r"\b(?:[Đđ]iều|[Kk]hoản|[Mm]ục|[Ss]ố|ngày|tháng|năm|và|hoặc)$|,$")
_LONGEST_TITLE = 40
"""Syllables. A mark's paragraph is a heading up to this length where nothing ends its sentence."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a marked item: a span of text, the section it belongs to, and whether it is a heading.

    ``section`` is an index into the tree, None for the paragraphs that stand above and below all sections.
    A heading (or the lead-in of a list) says nothing without what follows it. ``region`` counts the spans of the
    body: an appendix goes on with nothing before the signature. ``heads`` is the span of the row of column heads
    where the block is another row of that table; the cells of a row are joined by `` | ``.
    """

    start: int
    end: int
    section: int | None
    is_heading: bool
    region: int = 0
    heads: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """Sections in order of appearance, parents before children, and the blocks that hold all the words."""

    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]

    def ancestors(self, section: int | None) -> list[int]:
        """The section and those above it, outermost first."""
        chain = []
        while section is not None:
            chain.append(section)
            section = self.sections[section].parent
        return chain[::-1]


class _Mark(NamedTuple):
    """What opens an item: ``depth`` orders marks, lower contains higher; ``length`` counts its characters."""

    level: Level
    label: str
    depth: int
    length: int


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines that belong together. ``words`` is what stands after the mark, single-spaced, no Markdown marks."""

    start: int
    end: int
    words: str
    mark: _Mark | None

    @property
    def depth(self) -> float:
        """Of the mark; a paragraph without one stands below every mark."""
        return self.mark.depth if self.mark else float("inf")

    @property
    def leads_in(self) -> bool:
        """Whether it announces a list."""
        return self.words.endswith(":")

    @property
    def is_short(self) -> bool:
        """Whether it is short enough for a heading."""
        return len(self.words.split()) <= _LONGEST_TITLE


def parse(text: str, body: tuple[tuple[int, int], ...]) -> Tree:
    """The tree of the given spans of ``text``."""
    builder = _Builder()
    for start, end in body:
        builder.begin_region()
        paragraphs = _paragraphs(text, start, end)
        for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
            builder.add(paragraph, following)
    return Tree(tuple(builder.sections), tuple(builder.blocks))


def _paragraphs(text: str, start: int, end: int) -> list[_Paragraph]:
    """Group lines: a mark opens a paragraph; so does a line after a blank one, unless a sentence runs on."""
    groups: list[list[Line]] = []
    for line in lines(text, start, end):
        if not groups or _opens(groups[-1], line):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [_paragraph(group) for group in groups]


def _opens(group: list[Line], line: Line) -> bool:
    """Whether a line begins a new paragraph after the given one."""
    before = group[-1].bare
    if _mark(line.bare):
        return line.after_blank or not _WANTS_NUMBER.search(before)
    if line.after_blank:
        return bool(_ENDS.search(before)) or not line.bare[:1].islower()
    return bool(_ENDS.search(before)) and _mark(group[0].bare) is None and not line.bare[:1].islower()


def _mark(bare: str) -> _Mark | None:
    """The mark that a line begins with."""
    for level, pattern in _MARKS:
        if match := pattern.match(bare):
            label = match[1] or match[2]
            return _Mark(level, label, level.depth(label), match.end())
    return None


def _paragraph(group: list[Line]) -> _Paragraph:
    mark = _mark(group[0].bare)
    bare = " ".join(line.bare for line in group)
    words = " ".join(bare[mark.length if mark else 0 :].replace("**", "").split())
    return _Paragraph(group[0].start, group[-1].end, words, mark)


class _Builder:
    """Takes paragraphs in order and keeps the chain of open sections, innermost last."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.blocks: list[Block] = []
        self._open: list[int] = []
        self._lead_ins: dict[int | None, tuple[int, int] | None] = {}
        self._assigns = False
        self._region = -1

    def begin_region(self) -> None:
        """Forget what is open."""
        self._open.clear()
        self._lead_ins.clear()
        self._region += 1

    def add(self, paragraph: _Paragraph, following: _Paragraph | None) -> None:
        """Place one paragraph; ``following`` tells whether it announces something."""
        if paragraph.mark:
            is_heading = _is_heading(paragraph, following)
            self._open_section(paragraph, paragraph.mark, is_heading)
        elif self._names_last(paragraph):
            is_heading = True
            last = self._open[-1]
            self.sections[last] = replace(self.sections[last], title=paragraph.words)
        else:
            is_heading = paragraph.leads_in and following is not None and paragraph.is_short
            self._close_for(paragraph)
            self._lead_ins[self._innermost] = (paragraph.start, paragraph.end) if paragraph.leads_in else None
        self.blocks.append(Block(paragraph.start, paragraph.end, self._innermost, is_heading, self._region))
        for index in self._open:
            self.sections[index] = replace(self.sections[index], end=paragraph.end)

    @property
    def _innermost(self) -> int | None:
        return self._open[-1] if self._open else None

    def _open_section(self, paragraph: _Paragraph, mark: _Mark, is_heading: bool) -> None:
        """A marked paragraph opens a section below the nearest open one that may contain it."""
        while self._open and self.sections[self._open[-1]].depth >= mark.depth:
            self._open.pop()
        parent = self._innermost
        lead_in = self._lead_ins.get(parent) if mark.depth >= Level.CLAUSE.rank else None
        title = paragraph.words if is_heading else _spoken_title(paragraph.words)
        title = title.rstrip(":. ") if title else None
        self._open.append(len(self.sections))
        self.sections.append(
            Section(mark.level, mark.label, title or None, paragraph.start, paragraph.end, parent, lead_in)
        )
        self._assigns = paragraph.words.startswith("Giao ")

    def _names_last(self, paragraph: _Paragraph) -> bool:
        """``Chương I`` on one line has its title on the next."""
        last = self.sections[self._open[-1]] if self._open else None
        return bool(last and not last.title and self.blocks[-1].is_heading and paragraph.words.isupper())

    def _close_for(self, paragraph: _Paragraph) -> None:
        """Close what a paragraph without a mark cannot belong to.

        The closing words ("Trên đây là ...", "... thực hiện./.") belong to no section. A paragraph after a list
        belongs to what the list hangs on, but one after "- Giao Phòng X ..." goes on with that assignment.
        """
        if _CLOSES.search(paragraph.words) and self.blocks and not self.blocks[-1].is_heading:
            self._open.clear()
        while self._open and self.sections[self._open[-1]].level.is_bullet and not self._assigns:
            self._open.pop()


def _is_heading(paragraph: _Paragraph, following: _Paragraph | None) -> bool:
    """Whether an item only announces what stands below it: a lead-in, or a few words that end no sentence."""
    if following is None or following.depth <= paragraph.depth:
        return False
    if paragraph.leads_in or not paragraph.words:
        return True
    is_bullet = paragraph.mark is not None and paragraph.mark.level.is_bullet
    return paragraph.is_short and not is_bullet and not _ENDS.search(paragraph.words)


def _spoken_title(words: str) -> str | None:
    """The words before the colon of "Giao Phòng Nghiệp vụ chủ trì ...: Khẩn trương ..."."""
    head, colon, _ = words.partition(": ")
    return head if colon and len(head.split()) <= _LONGEST_TITLE else None
