"""Which of the offices in a letterhead issues, and which stands above it."""

from __future__ import annotations

import re

from indexer.header.cells import Cell
from indexer.header.findings import Findings
from indexer.header.offices import in_sentence

_UNION = re.compile(r"ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH")
"""What stands right in a letterhead of the Youth Union, as the Party's name does in those of the Party."""


def state(offices: list[list[Cell]], text: str, found: Findings) -> None:
    """The last name of the letterhead is the issuer, that above it its parent; of a joint directive all issue."""
    offices = [cells for cells in offices if len(offices) == 1 or not _UNION.fullmatch(cells[0].text)]
    names = [in_sentence(" ".join(cell.text for cell in cells).strip(" -–—_*"), text) for cells in offices]
    spans = [(cells[0].start, cells[-1].end) for cells in offices]
    if not names:
        return
    if _is_joint(names, found):
        found.state("issuer", " - ".join(names), (spans[0][0], spans[-1][1]))
        return
    found.state("issuer", names[-1], spans[-1])
    if len(names) > 1:
        found.state("parent_issuer", names[-2], spans[-2])


def _is_joint(names: list[str], found: Findings) -> bool:
    """Whether several offices issue together (liên tịch)."""
    words = f"{found.get('kind') or ''} {found.get('symbol') or ''}".lower()
    return len(names) > 1 and bool(
        re.search(r"liên tịch|liên ngành|phối hợp|ttlt|nqlt|(?<![^\W_])lt(?![^\W_])", words)
    )
