"""Numbers of directives as they are written in texts and questions, and the keys by which they meet.

``5463/KH-UBND``, ``46/2018/TT-BYT`` and ``477-KL/TU`` name a directive in full; people also write ``kh 5463`` or
``kế hoạch số 5463``. Each spelling has a key that all of them share (``5463/kh``), the full ones a second that is
theirs alone (``5463/kh-ubnd``). The codes are those of Decree 30/2020/NĐ-CP, appendix III. A công văn has none,
and people call any directive one, or a văn bản: ``công văn 1461`` may be any of that count (``1461/``).
"""

from __future__ import annotations

import re
from functools import cache

from indexer.text import fold, folded_key

KINDS = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QyĐ": "Quy định",
    "TC": "Thông cáo", "TB": "Thông báo", "HD": "Hướng dẫn", "CTr": "Chương trình", "KH": "Kế hoạch",
    "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo", "BB": "Biên bản", "TTr": "Tờ trình",
    "HĐ": "Hợp đồng", "CĐ": "Công điện", "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền", "GM": "Giấy mời", "GGT": "Giấy giới thiệu", "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi", "PC": "Phiếu chuyển", "PB": "Phiếu báo",
    "NĐ": "Nghị định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "KL": "Kết luận",
}  # fmt: skip
"""Kinds by the code in their symbol: the decree's, then those of acts of law and of the Party."""

_CODE = r"[^\W\d_]{1,8}"
FULL = re.compile(rf"(?<![\w/])(\d{{1,6}})(?:/(\d{{4}}))?\s*[/-]\s*({_CODE}(?:[-/]{_CODE})*)(?!\w)")
"""Groups: the count, the year if it is part of the number, the symbol."""

_COUNT = re.compile(r"(?<=\s)\d{1,6}\b(?!\s*[/.]\d)")
_NO_WORD = re.compile(r"\W+")

_BEFORE = 40
"""Characters before a count that hold its kind."""


_YEAR = re.compile(r"/(?:19|20)\d\d/")


def bears_year(number: str | None) -> bool:
    """Whether a number bears a year, as those of acts of law do (Law 64/2025/QH15 on their promulgation):
    ``5/2026/QĐ-UBND``, not ``573/QĐ-SYT``.
    """
    return number is not None and _YEAR.search(number) is not None


def marks(text: str) -> list[str]:
    """By what keys each number in an NFC text may be called: its own, and that of its count alone."""
    counts = (match[1].lstrip("0") or "0" for match in FULL.finditer(text))
    return list(dict.fromkeys([*keys(text), *(f"{count}/" for count in counts)]))


def keys(text: str) -> list[str]:
    """The keys of all numbers as an NFC text calls them, in order; diacritics and case do not matter.

    Only what is found is folded: to fold whole passages takes longer than all else that indexing does with them.
    """
    found = []
    for match in FULL.finditer(text):
        count, symbol = match[1].lstrip("0") or "0", fold(match[3]).lower()
        found += [f"{count}/{symbol}", f"{count}/{re.split('[-/]', symbol)[0]}"]
    rest = FULL.sub(" ", text) if found else text
    for count in _COUNT.finditer(rest):
        before = rest[max(0, count.start() - _BEFORE) : count.start()]
        word = _NO_WORD.split(before.rstrip())[-1]
        if folded_key(word.lower()) in _last_words() and (kind := _kind_before().search(fold(before).lower())):
            found.append(f"{count[0].lstrip('0') or '0'}/{_codes()[kind[1]]}")
    return list(dict.fromkeys(found))


@cache
def _codes() -> dict[str, str]:
    """Folded code or kind -> folded code; none for what any directive may be called."""
    codes = {fold(code).lower(): fold(code).lower() for code in KINDS}
    codes |= {fold(name).lower(): fold(code).lower() for code, name in KINDS.items()}
    return codes | {"thong bao ket luan": "tb"} | dict.fromkeys(("cong van", "van ban", "cv", "vb"), "")


@cache
def _last_words() -> frozenset[str]:
    """The words that a count can follow."""
    return frozenset(words.split()[-1] for words in (*_codes(), "so"))


@cache
def _kind_before() -> re.Pattern[str]:
    """``kh 5463``, ``ke hoach so 5463``: the kind that a count follows."""
    words = "|".join(sorted((re.escape(word) for word in _codes()), key=len, reverse=True))
    return re.compile(rf"\b({words})\s+(?:so\s+)?$")
