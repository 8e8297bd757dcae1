"""The body of a directive as a tree of sections: phần, chương, mục, điều, khoản, điểm, gạch đầu dòng.

A paragraph that begins with a mark (``III.``, ``Điều 5.``, ``2.1.``, ``đ)``, ``-``) opens a section; the level of
the mark says how deep it stands. What an amending act quotes ("Điều 5 được sửa đổi như sau: “Điều 5. ...”") stands
below the item that quotes it, with quotation marks or without. An appendix holds all that follows it. Nothing is
thrown away: the blocks of a body, in order, hold all its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest

from indexer.domain import Level, Section, Span
from indexer.item_marks import Mark
from indexer.paragraphs import ENDS, LONGEST_TITLE, Paragraph, paragraphs

_CLOSES = re.compile(r"^(?:Trên đây|Nhận được)\b|\./\.$")
_ENACTS = re.compile(r"(?:như sau|sau đây)\s*:$")
_ENACTED = (Level.CHAPTER, Level.DIVISION, Level.SUBDIVISION, Level.ARTICLE)
"""Levels of which an article announces another act's."""

_ORDERS = (
    "a b c d đ e g h i k l m n o p q r s t u v x y",
    "A B C D Đ E G H",
    "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX",
)

_COUNTED = (Level.ARTICLE, Level.CLAUSE)
"""Levels whose count tells whether an item is the directive's own or still quoted."""


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
    heads: Span | None = None


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


def parse(text: str, body: tuple[tuple[int, int], ...]) -> Tree:
    """The tree of the given spans of ``text``."""
    builder = _Builder()
    for start, end in body:
        builder.begin_region()
        found = paragraphs(text, start, end)
        for paragraph, following in zip_longest(found, found[1:]):
            builder.add(paragraph, following)
    return builder.tree()


class _Builder:
    """Takes paragraphs in order and keeps the chain of open sections, innermost last."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self._styles: list[str | None] = []
        self._ends: list[int] = []
        self.blocks: list[Block] = []
        self._open: list[int] = []
        self._lead_ins: dict[int | None, Span | None] = {}
        self._titles: set[Span] = set()
        self._leads_in = False
        self._begins_list = False
        self._assigns = False
        self._region = -1
        self._has_articles = False
        self._quoting: int | None = None
        self._until_unquoted = False

    def tree(self) -> Tree:
        """All that was added; each section ends with the last block that stands in it."""
        sections = (replace(section, end=end) for section, end in zip(self.sections, self._ends, strict=True))
        return Tree(tuple(sections), tuple(self.blocks))

    def begin_region(self) -> None:
        """Forget what is open."""
        self._open.clear()
        self._lead_ins.clear()
        self._quoting, self._leads_in, self._begins_list = None, False, False
        self._has_articles = False
        self._region += 1

    def add(self, paragraph: Paragraph, following: Paragraph | None) -> None:
        """Place one paragraph; ``following`` tells whether it announces something."""
        if paragraph.heads:
            is_heading = paragraph.is_heads
            self._close_bullets()
        elif paragraph.mark and not self._is_cell(paragraph.mark):
            self._quote(paragraph, paragraph.mark)
            is_heading = _is_heading(paragraph, following)
            self._open_section(paragraph, paragraph.mark, is_heading)
        elif self._names_last(paragraph):
            is_heading = True
            last = self._open[-1]
            self.sections[last] = replace(self.sections[last], title=paragraph.words)
        else:
            is_title = following is not None and paragraph.is_title_of(following)
            is_heading = is_title or (paragraph.leads_in and following is not None and paragraph.is_short)
            self._close_for(paragraph)
            if is_title:
                self._close_headed()
                self._titles.add((paragraph.start, paragraph.end))
            leads_in = paragraph.leads_in or is_title
            self._lead_ins[self._innermost] = (paragraph.start, paragraph.end) if leads_in else None
        self._put(paragraph, is_heading)
        self._leads_in = bool(_ENACTS.search(paragraph.words))
        self._begins_list = following is not None and paragraph.begins_list(following)
        if self._until_unquoted and paragraph.unquotes:
            self._unquote()

    def _is_cell(self, mark: Mark) -> bool:
        """Whether an article after the signature, where no first one stands, is a cell of a form: "Điều 41"."""
        if mark.level is Level.ARTICLE and mark.label == "1":
            self._has_articles = True
        return mark.level is Level.ARTICLE and self._region > 0 and not self._has_articles

    def _put(self, paragraph: Paragraph, is_heading: bool) -> None:
        """Keep the block; the open sections end with it."""
        heads = None if paragraph.is_heads else paragraph.heads
        span = paragraph.start, paragraph.end
        self.blocks.append(Block(*span, self._innermost, is_heading, self._region, heads))
        for index in self._open:
            self._ends[index] = paragraph.end

    @property
    def _innermost(self) -> int | None:
        return self._open[-1] if self._open else None

    def _quote(self, paragraph: Paragraph, mark: Mark) -> None:
        """Note where a quotation begins and ends: how many of the open sections are the directive's own.

        It begins with a quotation mark, or with an article (a chapter, a division) right after "... như sau:". It
        ends with the closing mark, or where an item goes on counting outside and not inside.
        """
        if self._quoting is not None and self._counts_on(mark, self._quoting):
            self._unquote()
        if self._quoting is None and (paragraph.quotes or self._inserts(mark)):
            self._quoting, self._until_unquoted = len(self._open), paragraph.quotes

    def _unquote(self) -> None:
        """Close all that was quoted."""
        if self._quoting is not None:
            del self._open[self._quoting :]
            self._quoting = None

    def _inserts(self, mark: Mark) -> bool:
        """Whether an article, or a division of articles, is another act's: announced by an item of an article, or
        put in (28b) where the directive itself has not come to.
        """
        own = self._label(Level.ARTICLE, self._open)
        if own is None or mark.level not in _ENACTED:
            return False
        is_put_in = mark.level is Level.ARTICLE and not mark.label.isdecimal()
        return self._leads_in or (is_put_in and mark.label[:-1] != own.rstrip("abcdđe"))

    def _counts_on(self, mark: Mark, own: int) -> bool:
        """Whether an item follows the last one outside the quotation, but not the last one inside."""
        if mark.level not in _COUNTED or self._leads_in or (self._until_unquoted and mark.level is Level.CLAUSE):
            return False
        outside = self._label(mark.level, self._open[:own])
        inside = self._label(mark.level, self._open[own:])
        return (
            outside is not None and _follows(outside, mark.label) and not (inside and _follows(inside, mark.label))
        )

    def _label(self, level: Level, chain: list[int]) -> str | None:
        """Of the innermost open section of a level."""
        labels = [self.sections[index].label for index in chain if self.sections[index].level is level]
        return labels[-1] if labels else None

    def _open_section(self, paragraph: Paragraph, mark: Mark, is_heading: bool) -> None:
        """A marked paragraph opens a section below the nearest open one that may contain it."""
        depth = mark.level.depth(mark.label)
        del self._open[self._above(mark, depth) :]
        parent = self._innermost
        lead_in = self._lead_ins.get(parent) if depth >= Level.CLAUSE.rank else None
        title = paragraph.words if is_heading else _spoken_title(paragraph.words)
        title = title.rstrip(":. ") if title else None
        self._open.append(len(self.sections))
        self._styles.append(mark.style)
        span = paragraph.start, paragraph.end
        self._ends.append(paragraph.end)
        self.sections.append(Section(mark.level, mark.label, title or None, *span, parent, lead_in))
        self._assigns = paragraph.words.startswith("Giao ")

    def _above(self, mark: Mark, depth: int) -> int:
        """How many of the open sections a marked item stands below: those above the item of its list that is open,
        all of them where a list begins, and else those of a higher rank.
        """
        own = self._quoting or 0
        if (before := self._before(mark, own)) is not None:
            return before
        if self._begins_list and mark.style:
            return len(self._open)
        end = len(self._open)
        while end > own and self.sections[self._open[end - 1]].depth >= depth:
            end -= 1
        return end

    def _before(self, mark: Mark, own: int) -> int | None:
        """Where the item before a marked one, of the same list, stands among the open sections."""
        alike = [at for at in range(own, len(self._open)) if self._styles[self._open[at]] == mark.style]
        if not mark.style or not alike or (mark.is_first and not mark.level.is_bullet):
            return None
        counts_on = [at for at in alike if _follows(self.sections[self._open[at]].label, mark.label)]
        return (counts_on or alike)[-1]

    def _names_last(self, paragraph: Paragraph) -> bool:
        """``Chương I`` on one line has its title on the next."""
        last = self.sections[self._open[-1]] if self._open else None
        return bool(last and not last.title and self.blocks[-1].is_heading and paragraph.words.isupper())

    def _close_for(self, paragraph: Paragraph) -> None:
        """Close what a paragraph without a mark cannot belong to.

        The closing words ("Trên đây là ...", "... thực hiện./.") belong to no section. A paragraph after a list
        belongs to what the list hangs on, but one after "- Giao Phòng X ..." goes on with that assignment.
        Only the next one closes an appendix.
        """
        if _CLOSES.search(paragraph.words) and self.blocks and not self.blocks[-1].is_heading:
            self._open = [i for i in self._open if self.sections[i].level is Level.APPENDIX]
            self._quoting = None
        if not self._assigns:
            self._close_bullets()

    def _close_headed(self) -> None:
        """Close the lists that stand below a heading without a number: the next one ends them."""
        while self._open and self.sections[self._open[-1]].lead_in in self._titles:
            self._open.pop()

    def _close_bullets(self) -> None:
        """Close the lists that are open."""
        while self._open and self.sections[self._open[-1]].level.is_bullet:
            self._open.pop()


def _is_heading(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Whether an item only announces what stands below it: a lead-in, or a few words that end no sentence."""
    if not paragraph.announces(following):
        return False
    if paragraph.leads_in or not paragraph.words:
        return True
    is_bullet = paragraph.mark is not None and paragraph.mark.level.is_bullet
    return paragraph.is_short and not is_bullet and not ENDS.search(paragraph.words)


def _spoken_title(words: str) -> str | None:
    """The words before the colon of "Giao Phòng Nghiệp vụ chủ trì ...: Khẩn trương ..."."""
    head, colon, _ = words.partition(": ")
    is_whole = head.count("(") == head.count(")")
    return head if colon and is_whole and len(head.split()) <= LONGEST_TITLE else None


def _follows(label: str, following: str) -> bool:
    """Whether two labels come one after the other: ``5`` then ``6``, ``d`` then ``đ``, ``III`` then ``IV``."""
    if label.isdecimal() and following.isdecimal():
        return int(following) == int(label) + 1
    return any(f" {label} {following} " in f" {order} " for order in _ORDERS)
