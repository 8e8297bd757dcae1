"""What has to hold inside a catalog, and which directive breaks it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import numpy as np

from indexer.domain import passage_id


class Part(Enum):
    """Which part of an index a breach is in: it decides what can be done about it."""

    CATALOG = "catalog"
    DIRECTIVE = "directive"
    DERIVED = "derived"
    SOURCE = "source"
    ORPHAN = "orphan"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that should hold and does not, in words. ``file`` names the file that it is about: of the archive
    for a directive or a source, in the index directory for an orphan.
    """

    part: Part
    words: str
    file: str = ""


_SPANS = """
SELECT 'phần', start, "end" FROM sections WHERE directive = :id
UNION ALL SELECT 'phần', lead_in_start, lead_in_end FROM sections WHERE directive = :id AND lead_in_start NOT NULL
UNION ALL SELECT 'nhiệm vụ', start, "end" FROM assignments WHERE directive = :id
UNION ALL
SELECT 'nhiệm vụ', lead_in_start, lead_in_end FROM assignments WHERE directive = :id AND lead_in_start NOT NULL
UNION ALL SELECT 'viện dẫn', start, "end" FROM citations WHERE directive = :id
"""


def breaches(connection: sqlite3.Connection, dimension: int) -> list[Breach]:
    """What SQLite itself finds wrong with the file; in a sound one, what is wrong inside each directive."""
    try:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"{row[0]}: {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
        if found:
            return [Breach(Part.CATALOG, f"danh mục: {words}") for words in found]
        return list(_inside(connection, dimension))
    except sqlite3.DatabaseError as error:
        return [Breach(Part.CATALOG, f"danh mục: {error}")]


def _inside(connection: sqlite3.Connection, dimension: int) -> Iterator[Breach]:
    for id, file, text, pages in connection.execute("SELECT id, file, text, pages FROM directives ORDER BY file"):
        words = [
            *_altered(connection, id, text),
            *_outside(connection, id, text, pages),
            *_unlike_vectors(connection, id, dimension),
        ]
        yield from (Breach(Part.DIRECTIVE, f"danh mục: {file}: {said}", file) for said in words)


def _altered(connection: sqlite3.Connection, directive: str, text: str) -> Iterator[str]:
    """Passages that are not ``text[start:end]`` of their directive."""
    spans = 'SELECT start, "end", text FROM passages WHERE directive = ? ORDER BY start'
    for start, end, passage in connection.execute(spans, (directive,)):
        if not 0 <= start < end <= len(text) or text[start:end] != passage:
            yield f"đoạn {passage_id(directive, start, end)} không khớp chữ của văn bản"


def _outside(connection: sqlite3.Connection, directive: str, text: str, pages: str) -> Iterator[str]:
    """Spans that leave the text."""
    spans = [
        *connection.execute(_SPANS, {"id": directive}),
        *(("trang", *page[1:3]) for page in json.loads(pages)),
    ]
    for what, start, end in spans:
        if not 0 <= start <= end <= len(text):
            yield f"{what} {start}-{end} nằm ngoài văn bản ({len(text)} ký tự)"


def _unlike_vectors(connection: sqlite3.Connection, directive: str, dimension: int) -> Iterator[str]:
    for start, vector in connection.execute(
        "SELECT start, vector FROM passages WHERE directive = ? ORDER BY start", (directive,)
    ):
        if len(vector) != 4 * dimension:
            yield f"vectơ của đoạn ở {start} không đủ {dimension} chiều"
            continue
        length = float(np.linalg.norm(np.frombuffer(vector, dtype=np.float32).astype(np.float64)))
        if not np.isfinite(length):
            yield f"vectơ của đoạn ở {start} có giá trị không hữu hạn"
        elif length and abs(length - 1) > 1e-3:
            yield f"vectơ của đoạn ở {start} chưa chuẩn hoá về độ dài 1"
