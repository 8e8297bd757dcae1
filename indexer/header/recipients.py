"""Lists of recipients: addressees (kính gửi) and copies (nơi nhận)."""

from __future__ import annotations

import re

from indexer.domain import Span
from indexer.header.cells import Cell

BULLET = re.compile(r"^[-–—−+•*~]+\s*(?=\S)")
"""What an item of such a list begins with; scans read a dash as a tilde."""

_NOBODY = re.compile(r"^(?:Như|Lưu|Trân trọng|Đề nghị)\b.*$", re.I)


def recipients(cells: list[Cell]) -> list[str]:
    """Names without bullets and end marks, one each; "Như trên" and "Lưu" name nobody.

    A line without a bullet goes on with the name above it, unless that has ended.
    """
    items: list[str] = []
    ended = re.compile(r"[;.]$" if cells and BULLET.match(cells[0].text) else r"[;.:]$")
    for cell in cells:
        words = " ".join(cell.text.split())
        if items and not BULLET.match(words) and not ended.search(items[-1]):
            items[-1] = f"{items[-1]} {words}"
        else:
            items.append(words)
    names = [part for item in items for part in re.split(r";\s+", BULLET.sub("", item))]
    bare = (BULLET.sub("", name).strip(" ;.,:*_") for name in names)
    return [name for name in bare if re.search(r"[^\W\d_]{2}", name) and not _NOBODY.match(name)]


def span(cells: list[Cell]) -> Span:
    """From the first name's first character to the last one's last."""
    bullet = BULLET.match(cells[0].text)
    return cells[0].start + (bullet.end() if bullet else 0), cells[-1].start + len(
        cells[-1].text.rstrip(" ;.,:*_")
    )
