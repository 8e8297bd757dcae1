"""Stamps of secrecy (độ mật): MẬT, TỐI MẬT, TUYỆT MẬT (Law 29/2018/QH14 on state secrets, article 8).

A stamp that is missed is worse than one that is seen where there is none, so more counts here than in a header:
any line of a text that says nothing else, and any cell of its first lines, with whatever diacritics a scan left.
"""

from __future__ import annotations

import re
from itertools import islice

from indexer.text import fold

_STAMP = re.compile(r"(?:DO MAT )?(?:(?:TUYET|TOI) )?MAT|(?i:DO MAT (?:(?:TUYET|TOI) )?MAT)")
_CELLS = re.compile(r"\s\|\s|\s{3,}|\t")
_FIRST = 40
"""Lines in which a stamp may stand beside other words: those of a letterhead."""


def is_stamped(text: str) -> bool:
    """Whether a text bears a stamp of secrecy."""
    lines = [line for line in text.splitlines() if line.strip()]
    cells = (cell for line in islice(lines, _FIRST) for cell in _CELLS.split(line))
    return any(map(is_stamp, cells)) or any(map(is_stamp, lines))


def is_stamp(words: str) -> bool:
    """Whether words are a stamp and nothing else."""
    return len(words) < 80 and bool(_STAMP.fullmatch(re.sub(r"[\W_]+", " ", fold(words)).strip()))
