"""The marks that items of a body begin with: ``III.``, ``Điều 5.``, ``2.1.``, ``đ)``, ``-``, ``PHỤ LỤC I``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from indexer.domain import Level

_ROMAN = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_ORDINAL = r"(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)"
_MARKS = (
    (
        Level.APPENDIX,
        re.compile(
            r"^(?:PHỤ LỤC|Phụ lục)(?:(?:\s+(?:SỐ|số))?\s+((?:[IVXL]+|\d{1,3}|[A-Z])\b))?"
            r"(?:\s*$|\s*[.:–-]\s*|\s+(?=(?![IVXL]+\b)[^\Wa-zà-ỹđ\d_]{2,}|\())"
        ),
    ),
    (Level.PART, re.compile(r"^(?:PHẦN|Phần)\s+((?:THỨ|thứ)\s+\w+|[IVXL]+|\d+)\b[.:]?\s*")),
    (Level.CHAPTER, re.compile(r"^(?:CHƯƠNG|Chương)\s+((?:[IVXL]+|\d+)[a-zđ]?)\b[.:]?\s*")),
    (Level.SUBDIVISION, re.compile(r"^(?:TIỂU MỤC|Tiểu mục)\s+((?:[IVXL]+|\d+)[a-zđ]?)\b[.:]?\s*")),
    (Level.DIVISION, re.compile(r"^(?:MỤC|Mục)\s+((?:[IVXL]+|\d+)[a-zđ]?)(?:[.:]\s*|\s+(?=[A-ZĐÀ-Ỹ])|$)")),
    (Level.ARTICLE, re.compile(r"^(?:ĐIỀU|Điều)\s+(\d{1,4}[a-zđ]?)\s*(?:[.:]\s*|$)")),
    (Level.ROMAN, re.compile(rf"^({_ROMAN})\s*(?:[.)]|[/-](?!\d))\s*(?=\S)")),
    (
        Level.DECIMAL,
        re.compile(
            r"^(\d{1,2}(?:\.\d{1,2}){1,4})(?:(?:[.)]\s*|[-–/]\s+|\s+)(?=[^\W\d_])|[.)]\s+(?=\d[\d.,]*\s?(?:%|[^\W\d_])))"
        ),
    ),
    (
        Level.CLAUSE,
        re.compile(r"^(\d{1,3})(?:\s*[.)](?!\d)\s*(?=\S)|\s?(?:[-–/]|/-)\s+(?=[^\W\d_]))|^\((\d{1,2})\)\s+(?=\S)"),
    ),
    (Level.LETTER, re.compile(r"^([A-HĐ])(?:\s*[./)]|\s?[-–])\s+(?=\S)")),
    (
        Level.POINT,
        re.compile(
            r"^([a-zđ]\d?)\s*[)]\s*(?=\S)|^([a-hđ])(?:\.\s+(?=\S)|,\s+(?=[A-ZĐÀ-Ỹ])|[-–/]\s+(?=[^\W\d_]))|^\(([a-zđ]|[ivx]{2,5})\)\s+(?=\S)"
        ),
    ),
    (Level.PLUS, re.compile(r"^(\+)\s*(?=\S)")),
    (Level.DOT, re.compile(r"^([•●○▪■·*])\s*(?=\S)")),
    (Level.DASH, re.compile(rf"^({_ORDINAL})\s*[,:]\s*(?=\S)")),
    (Level.DASH, re.compile(r"^([-–—−])(?![-–—−]+$)\s*(?=[^\s\d]|\d[^.,]*\s)")),
)
_MAY_MARK = re.compile(
    r"[“\"]?\s*(?:[-–—−+*•●○▪■·]|\(?[^\W_]{1,7}[\d.]*\s*[.,)/–-]|\d"
    r"|(?:phụ|phần|chương|tiểu|mục|điều|thứ|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là)\b)",
    re.IGNORECASE,
)
"""What every mark begins with: most lines do not, and are spared the patterns."""

QUOTES = re.compile(r"^[“\"]\s*")

_FREE = (Level.LETTER, Level.ROMAN, Level.CLAUSE, Level.POINT, Level.DASH, Level.PLUS, Level.DOT)
"""Levels that people nest as they like: ``I.`` above ``A.`` or below it, ``*`` above ``-`` or below it."""


class Mark(NamedTuple):
    """What opens an item; ``length`` counts its characters, ``signs`` are those around its label: ``)``."""

    level: Level
    label: str
    length: int
    signs: str = ""

    @property
    def style(self) -> str | None:
        """What items of one list have in common; None for levels that always stand in the same order."""
        if self.level not in _FREE:
            return None
        return self.level.name + (self.label if self.level is Level.DOT else self.signs)

    @property
    def is_first(self) -> bool:
        """Whether a list may begin with it."""
        return self.level.is_bullet or self.label in ("1", "a", "A", "I")


@lru_cache(maxsize=64)  # a line is asked of a few times in a row
def mark_of(bare: str) -> Mark | None:
    """The mark that a line begins with, inside quotation marks too."""
    if not _MAY_MARK.match(bare):
        return None
    quoted = QUOTES.match(bare)
    for level, pattern in _MARKS:
        if match := pattern.match(bare[quoted.end() :] if quoted else bare):
            label = next((group for group in match.groups() if group), "")
            signs = match[0].replace(label, "", 1).strip()
            return Mark(level, label, match.end() + (quoted.end() if quoted else 0), signs)
    return None
