"""The body of a directive: its sections, and the passages that they are cut into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


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


_WORDED = (Level.APPENDIX, Level.PART, Level.CHAPTER, Level.DIVISION, Level.SUBDIVISION, Level.ARTICLE)
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
