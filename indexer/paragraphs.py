"""The lines of a body as paragraphs, marked items and rows of tables: what the tree of sections is built from.

A line that begins with a mark (``III.``, ``Điều 5.``, ``2.1.``, ``đ)``, ``-``, ``PHỤ LỤC I``) opens a paragraph.
Other lines go on with the paragraph above (hard line wraps, page breaks), or begin a new one. A row of a table
(cells joined by `` | ``, see :mod:`indexer.reading`) is a paragraph of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from indexer.domain import Level, Span
from indexer.item_marks import QUOTES, Mark, mark_of
from indexer.lines import PAGE_NUMBER, Line, lines
from indexer.names import actors

ENDS = re.compile(r"[.;:!?…”\"]$")
"""What ends a sentence, or a line that nothing goes on with."""

_WANTS_NUMBER = re.compile(r"\b(?:[Đđ]iều|[Kk]hoản|[Mm]ục|[Ss]ố|ngày|tháng|năm|và|hoặc)$|,$")
_LAST_WORD = 6
"""Characters that such a word has at most, with what parts it from the one before."""

_UNQUOTES = re.compile(r"[”\"]\s*[.;,]?$")
_ENACTED_WITH = re.compile(r"^\(\s*(?:[Bb]an hành\s+)?[Kk]èm\s+theo\b")
_RULE = re.compile(r"^[|\s:-]+$")
_SHORT_TITLE = 15
_WIDEST = 130
"""Characters that a line of A4 holds at most: a text with a longer one has its paragraphs on one line each."""

_FEW, _MOSTLY = 3, 0.9
"""Marked lines at least, of which so many stand below an empty line, where all paragraphs do."""

_LONGEST_OFFICE = 100
LONGEST_TITLE = 40
"""Syllables. A mark's paragraph is a heading up to this length where nothing ends its sentence; so are the words
before a colon.
"""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together. ``words`` is what stands after the mark, single-spaced, no Markdown marks.

    ``quotes`` tells whether it begins with an opening quotation mark, ``unquotes`` whether it ends with a closing
    one. A row of a table has the span of that table's column heads in ``heads``; of the heads themselves it is
    their own.
    """

    start: int
    end: int
    words: str
    mark: Mark | None = None
    quotes: bool = False
    unquotes: bool = False
    heads: Span | None = None

    @property
    def depth(self) -> float:
        """Of the mark; a paragraph without one stands below every mark."""
        return self.mark.level.depth(self.mark.label) if self.mark else float("inf")

    @property
    def leads_in(self) -> bool:
        """Whether it announces a list."""
        return self.words.endswith(":")

    @property
    def is_short(self) -> bool:
        """Whether it is short enough for a heading."""
        return len(self.words.split()) <= LONGEST_TITLE

    def is_title_of(self, following: Paragraph) -> bool:
        """Whether it names, without a mark or a colon, what the list says that begins after it."""
        begins = following.mark is not None and following.mark.is_first
        return (
            self.mark is None
            and begins
            and len(self.words.split()) <= _SHORT_TITLE
            and not ENDS.search(self.words)
        )

    def announces(self, following: Paragraph | None) -> bool:
        """Whether it hands on to what follows, which stands below it."""
        if following is None:
            return False
        return following.depth > self.depth or self.begins_list(following)

    def begins_list(self, following: Paragraph) -> bool:
        """Whether a list of another style begins after it, whatever its rank: ``* Khoa A:``, ``- ...``."""
        mine, other = self.mark, following.mark
        if not mine or not other or not mine.style or not other.style or not other.is_first:
            return False
        is_title = self.is_short and not mine.level.is_bullet and not ENDS.search(self.words)
        return mine.style != other.style and (self.leads_in or is_title)

    @property
    def is_heads(self) -> bool:
        """Whether it is the row of a table's column heads."""
        return self.heads == (self.start, self.end)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a text is set: ``is_wrapped`` into lines of a page's width; ``is_parted`` by empty lines between its
    paragraphs, as readers of PDF give it.
    """

    is_wrapped: bool
    is_parted: bool

    @classmethod
    def of(cls, rows: list[Line]) -> _Layout:
        """As its lines tell, those that bear a mark above all: each begins a paragraph."""
        is_wrapped = not any(len(line.bare) > _WIDEST for line in rows)
        marked = [line.after_blank for line in rows if mark_of(line.bare)] if is_wrapped else []
        return cls(is_wrapped, len(marked) >= _FEW and sum(marked) >= _MOSTLY * len(marked))


def paragraphs(text: str, start: int, end: int) -> list[Paragraph]:
    """The paragraphs of a span of text, in order; together they hold every line of it."""
    found: list[Paragraph] = []
    every = list(_with_tables(lines(text, start, end)))
    layout = _Layout.of([line for line, is_row in every if not is_row])
    for is_table, group in groupby(every, key=lambda pair: pair[1]):
        rows = [line for line, _ in group]
        found += _table(rows) if is_table else [_paragraph(some) for some in _grouped(rows, layout)]
    return _with_attached(found)


def _with_tables(rows: list[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line, and whether it is a row of a table: two or more lines of cells after one another."""
    cells = [_is_row(line.bare) for line in rows]
    for i, line in enumerate(rows):
        yield line, cells[i] and (cells[max(i - 1, 0) : i] == [True] or cells[i + 1 : i + 2] == [True])


def _is_row(bare: str) -> bool:
    return " | " in bare or (bare.startswith("|") and bare.endswith("|") and len(bare) > 1)


def _table(rows: list[Line]) -> Iterator[Paragraph]:
    """The first row holds the column heads; the rule that Markdown draws below them belongs to it."""
    ruled = len(rows) > 1 and bool(_RULE.match(rows[1].bare))
    heads = (rows[0].start, rows[1].end if ruled else rows[0].end)
    yield Paragraph(*heads, _words(rows[0].bare), heads=heads)
    for row in rows[2 if ruled else 1 :]:
        yield Paragraph(row.start, row.end, _words(row.bare), heads=heads)


def _grouped(rows: list[Line], layout: _Layout) -> list[list[Line]]:
    """Group lines: a mark opens a paragraph; so does a line after a blank one, unless a sentence runs on, and a
    line after a full stop in a text that is not wrapped.
    """
    groups: list[list[Line]] = []
    for line, following in zip_longest(rows, rows[1:]):
        if groups and following and _numbers_page(groups[-1], line, following, layout):
            groups[-1].append(replace(line, bare=""))
        elif not groups or _opens(groups[-1], line, layout):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _opens(group: list[Line], line: Line, layout: _Layout) -> bool:
    """Whether a line begins a new paragraph after the given one."""
    before = group[-1].bare
    if _ENACTED_WITH.match(line.bare):
        return True
    if mark := mark_of(line.bare):
        return line.after_blank or mark.level.rank <= Level.CHAPTER.rank or not _wants_number(before, mark, line)
    is_ended = ENDS.search(before) is not None
    if line.after_blank:
        return is_ended or not _runs_on(before, line)
    if (is_ended or before.isupper()) and _is_office(line.bare):
        return True
    may_end = not layout.is_wrapped or not (layout.is_parted or mark_of(group[0].bare))
    return is_ended and may_end and not line.bare[:1].islower()


def _is_office(bare: str) -> bool:
    """Whether a line is the name of an office and nothing else: the heading of what it has to do."""
    return len(bare) <= _LONGEST_OFFICE and not ENDS.search(bare) and actors.is_whole(bare)


def _numbers_page(group: list[Line], line: Line, following: Line, layout: _Layout) -> bool:
    """Whether a line is the number of a page that ends in the midst of a sentence."""
    is_apart = line.after_blank and following.after_blank and re.fullmatch(PAGE_NUMBER, line.bare) is not None
    return (
        is_apart
        and not (_opens(group, following, layout) or ENDS.search(group[-1].bare))
        and following.bare[0].islower()
    )


def _runs_on(before: str, line: Line) -> bool:
    """Whether a line after an empty one goes on with a sentence: in small letters, or with a number after so many
    words that they are no title.
    """
    first = line.bare[:1]
    return first.islower() or (first.isdigit() and len(before.split()) > _SHORT_TITLE and not before.isupper())


def _wants_number(before: str, mark: Mark, line: Line) -> bool:
    """Whether a line breaks off before a number, so that the mark on the next is none: ``theo Điều`` / ``12.``"""
    if before.isupper() and mark.level is Level.ARTICLE:
        return False  # a title may end with a stray comma
    is_letter = mark.label.isalpha() and mark.label.islower()
    if is_letter or (mark.level.is_bullet and not line.bare[mark.length :].lstrip()[:1].isdigit()):
        return False  # trước 01 ngày / - Tổ chức
    return _WANTS_NUMBER.search(before, max(len(before) - _LAST_WORD, 0)) is not None


def _paragraph(group: list[Line]) -> Paragraph:
    mark = mark_of(group[0].bare)
    bare = " ".join(line.bare for line in group)
    return Paragraph(
        group[0].start,
        group[-1].end,
        _words(bare[mark.length if mark else 0 :]),
        mark,
        quotes=bool(QUOTES.match(bare)),
        unquotes=_unquotes(bare),
    )


def _unquotes(bare: str) -> bool:
    """Whether a paragraph ends a quotation: the one that it opens itself, or one that was open before it."""
    opens = bool(QUOTES.match(bare))
    marks = bare.count('"')
    still_open = bare.count("“") - bare.count("”") + (marks % 2 if opens else -(marks % 2))
    return bool(_UNQUOTES.search(bare)) and still_open < opens


def _words(bare: str) -> str:
    return " ".join(bare.replace("**", "").split())


def _with_attached(found: list[Paragraph]) -> list[Paragraph]:
    """Mark the titles of attached documents: ``QUY CHẾ ...`` above "(Ban hành kèm theo Quyết định số ...)"."""
    for i, (paragraph, before) in enumerate(zip_longest(found, [None, *found])):
        if paragraph is None or before is None or not _ENACTED_WITH.match(paragraph.words):
            continue
        first = i
        while first and found[first - 1].words.isupper() and found[first - 1].mark is None and i - first < 4:
            first -= 1
        below_mark = first and found[first - 1].mark is not None and found[first - 1].depth < 0
        if first < i and not below_mark:
            found[first] = replace(found[first], mark=Mark(Level.APPENDIX, "", 0))
    return found
