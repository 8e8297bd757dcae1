"""The block after the body: "Nơi nhận" and the signature, in either order, side by side or one below the other.

Forms attached to a directive have such blocks too; that of the directive itself comes before its appendices.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.domain import Span
from indexer.header.cells import Cell, Row, folded
from indexer.header.findings import LIKELY, STATED, Findings
from indexer.header.recipients import BULLET, recipients, span
from indexer.header.signers import AUTHORITY, bears_title, columns, is_name, is_title, rank

_COPIES = re.compile(r"^\W*noi\s+nhan\s*(?:[:.;]+\W*|$)", re.IGNORECASE)
_KEPT = re.compile(r"^\W*(?:lưu\b|L\w{1,3}\s*[:;.]\s*VT\b)", re.IGNORECASE)
_APPENDIX = re.compile(
    r"^\W*(?:(?:PHỤ LỤC|Phụ lục)(?:\s+(?:[IVXL]+|\d+|[A-Z])\b)?\s*(?:$|[.:(–-])|(?:Mẫu|MẪU)\s+(?:số\s+)?\d+)"
)
_ENDED = re.compile(r"[;.:,]$")
_LONGEST = 30
"""Words of an item of the list; what is longer is not."""

_NEAR = 8
"""Lines between a title and the name below it, or between signature and copies."""


@dataclass(frozen=True, slots=True)
class _Copies:
    """The list under "Nơi nhận": its rows, its cells, and what stood beside it."""

    first: int
    end: int
    names: tuple[Cell, ...]
    is_kept: bool


@dataclass(frozen=True, slots=True)
class _Signature:
    """Titles from the top down and the name below them."""

    first: int
    end: int
    titles: tuple[Cell, ...]
    name: Cell | None


def read(rows: list[Row], found: Findings) -> list[Span]:
    """Read copies and signature into ``found``; the offsets of the lines they take, in order."""
    copies = _copies(rows)
    signature = _signature(rows, copies)
    blocks = []
    if copies:
        blocks.append((copies.first, copies.end))
        found.add("recipients", recipients(list(copies.names)), span(list(copies.names)))
    if signature:
        blocks.append((signature.first, signature.end))
        _state(signature, found)
    return _joined(rows, sorted(blocks))


def _joined(rows: list[Row], blocks: list[tuple[int, int]]) -> list[Span]:
    """Blocks as offsets; what little stands between two of them belongs to them."""
    joined: list[tuple[int, int]] = []
    for first, end in blocks:
        between = rows[joined[-1][1] : first] if joined else []
        if joined and len(between) <= 4 and all(len(row.bare.split()) <= 6 for row in between):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((first, end))
    return [(rows[first].start, rows[end - 1].end) for first, end in joined]


def _copies(rows: list[Row]) -> _Copies | None:
    """The list of the directive itself: the first that ends with "Lưu", before any appendix if one is there."""
    candidates = [_list(rows, i) for i, row in enumerate(rows) if row.bare[:12].strip() and _is_copies(row)]
    appendix = _appendix(rows)
    own = [item for item in candidates if item.first < appendix and item.names]
    own = own or [item for item in candidates[-1:] if item.is_kept and item.end >= len(rows) - _NEAR]
    return next((item for item in own if item.is_kept), own[0] if own else None)


def _is_copies(row: Row) -> bool:
    """Whether it begins with "Nơi nhận"; most rows are told by their first letter."""
    is_likely = folded(row.bare.lstrip("*-_ ")[:1]) == "N"
    return is_likely and _COPIES.match(folded(row.bare[:40])) is not None


def _appendix(rows: list[Row]) -> int:
    """The first line of the appendices; the number of rows where there are none."""
    return next((i for i, row in enumerate(rows) if i and _APPENDIX.match(row.bare)), len(rows))


def _list(rows: list[Row], first: int) -> _Copies:
    """The list that begins at a row; titles and names between its items are passed over."""
    head = columns(rows[first])[0]
    match = _COPIES.match(folded(head.text))
    rest = head.part(match.end()) if match else head
    names = [rest] if rest.text and not is_title(rest.text) else []
    end, is_kept = first + 1, bool(re.search(r"(?:^|;\s*)Lưu\b", rest.text))
    for i in range(first + 1, len(rows)):
        row, left = rows[i], columns(rows[i])[0]
        if _is_copies(row) and not names:
            end = i + 1
        elif not is_kept and len(left.text.split()) <= _LONGEST and _is_item(row, names, i == end):
            names.append(row.upto(left.end))
            is_kept = bool(_KEPT.match(row.bare))
            end = i + 1
        elif is_kept or i - end >= 3 or not (is_title(left.text) or is_name(left.text)):
            break
    return _Copies(first, end, tuple(names), is_kept)


def _is_item(row: Row, names: list[Cell], follows: bool) -> bool:
    """Whether a row is an item of the list or goes on with its last one; scans lose bullets."""
    if BULLET.match(row.bare):
        return True
    if not follows or not names or is_title(row.bare) or is_name(row.bare) or _APPENDIX.match(row.bare):
        return False
    has_bullets = bool(BULLET.match(names[0].text))
    above = names[-1].text
    if not row.parted and (not _ENDED.search(above) or (has_bullets and above.endswith((",", ":")))):
        return True
    return row.bare.endswith(";") or row.bare[:1].islower() or (not has_bullets and not row.parted)


def _signature(rows: list[Row], copies: _Copies | None) -> _Signature | None:
    """The signature nearest to the copies, or the first that names who signs for whom, before any appendix."""
    appendix = _appendix(rows)
    candidates, i = [], 0
    if copies and copies.first > appendix:
        i, appendix = max(copies.first - _NEAR, appendix), len(rows)
    while i < appendix:
        if bears_title(rows[i]) and (signed := _signed(rows, i, copies)):
            candidates.append(signed)
            i = signed.end
        else:
            i += 1
    if copies:
        near = [item for item in candidates if _is_near(item, copies)]
        if near:
            return near[-1] if near[-1].name else near[0]
    sure = [item for item in candidates if item.name and _is_sure(item, rows, appendix)]
    return sure[0] if sure else None


def _is_near(signature: _Signature, copies: _Copies) -> bool:
    return copies.first - _NEAR <= signature.end and signature.first <= copies.end + _NEAR


def _is_sure(signature: _Signature, rows: list[Row], appendix: int) -> bool:
    """Whether titles and a name without copies are a signature: by authority, or because the text ends there."""
    return bool(AUTHORITY.match(signature.titles[0].text)) or signature.end >= appendix - 3


def _signed(rows: list[Row], first: int, copies: _Copies | None) -> _Signature | None:
    """Titles from a row on and the name below, with the items of the list beside them passed over."""
    titles: list[Cell] = []
    end, misses = first, 0
    side = _side(columns(rows[first]))
    for i in range(first, len(rows)):
        cells = _right(rows[i], side)
        for cell in cells:
            if titles and is_name(cell.text) and not is_title(cell.text):
                name = cell.part(rank(cell.text))
                return _Signature(first, i + 1, tuple(titles), name.part(0, len(name.text.rstrip(" ."))))
            if is_title(cell.text) or (i == end and titles and _continues(cell, rows[i])):
                titles.append(cell)
                end = i + 1
        misses += bool(cells) and end != i + 1
        is_listed = copies is not None and copies.first <= i < copies.end
        if _APPENDIX.match(rows[i].bare) or (misses > 5 and not is_listed) or len(rows[i].bare) > 200:
            break
    return _Signature(first, end, tuple(titles), None) if titles else None


def _right(row: Row, side: int | None) -> list[Cell]:
    """The cells of a row without an item of the list; of two signatures side by side that of one side."""
    cells = [cell for cell in columns(row) if not (BULLET.match(row.bare) and cell.start == row.start)]
    return cells[side : side + 1] if side is not None and len(cells) > side else cells


def _side(cells: list[Cell]) -> int | None:
    """Which of several signatures side by side is taken: the first, but the chair's before the clerk's."""
    if sum(is_title(cell.text) for cell in cells) < 2:
        return None
    return next((i for i, cell in enumerate(cells) if is_title(cell.text) and "THƯ KÝ" not in cell.text), None)


def _continues(cell: Cell, row: Row) -> bool:
    """Whether a line in capitals goes on with the title above it: ``GIÁM ĐỐC SỞ`` ``NÔNG NGHIỆP ...``."""
    is_long = len(cell.text.split()) > 1 or (cell.text.isalpha() and len(cell.text) > 2)
    return cell.text.isupper() and not row.parted and is_long and not is_name(cell.text)


def _state(signature: _Signature, found: Findings) -> None:
    """The last title is the signer's position; those above it, and one that says for whom, the authority."""
    titles = [[cell] for cell in signature.titles[:1]]
    for cell in signature.titles[1:]:
        if is_title(cell.text):
            titles.append([cell])
        else:
            titles[-1].append(cell)
    words = [" ".join(" ".join(cell.text for cell in cells).split()) for cells in titles]
    spans = [(cells[0].start, cells[-1].end) for cells in titles]
    acting = re.match(r"^Q\.\s*", words[-1])
    is_for = bool(AUTHORITY.match(words[-1]))
    sure = STATED if AUTHORITY.match(words[0]) else LIKELY
    if acting:
        found.state("authority", " ".join(words), (spans[0][0], spans[-1][1]))
        found.state("position", words[-1][acting.end() :], (spans[-1][0] + acting.end(), spans[-1][1]))
    elif is_for:
        found.state("authority", " ".join(words), (spans[0][0], spans[-1][1]))
    else:
        found.state(
            "authority", " ".join(words[:-1]) or None, (spans[0][0], spans[-2 if len(spans) > 1 else 0][1])
        )
        found.state("position", words[-1], spans[-1], sure)
    if signature.name:
        found.state("signer", " ".join(signature.name.text.split()), signature.name.span, sure)
