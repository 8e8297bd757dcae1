"""The tables of the catalog."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from indexer.errors import IndexMismatch
from indexer.text import NORMALISER_VERSION

FORMAT = 6
"""Of the tables below; an index of another format has to be made again."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    file TEXT PRIMARY KEY, path TEXT NOT NULL, hash TEXT NOT NULL, bytes INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL, refused_code TEXT, refused_reason TEXT,
    labels TEXT NOT NULL -- of access, as indexer/access.py joins them
) WITHOUT ROWID;
CREATE TABLE directives (
    id TEXT PRIMARY KEY, file TEXT NOT NULL UNIQUE REFERENCES files ON DELETE CASCADE, format TEXT NOT NULL,
    header TEXT NOT NULL, pages TEXT NOT NULL, notes TEXT NOT NULL, lines TEXT NOT NULL,
    text TEXT NOT NULL -- last, as rows are read up to what is asked
) WITHOUT ROWID;
CREATE TABLE heads ( -- the tokens of headers: away from the texts, as those of many are read at once
    directive TEXT PRIMARY KEY REFERENCES directives ON DELETE CASCADE, tokens BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE sections (
    directive TEXT NOT NULL REFERENCES directives ON DELETE CASCADE, position INTEGER NOT NULL,
    level TEXT NOT NULL, label TEXT NOT NULL, title TEXT, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    parent INTEGER, lead_in_start INTEGER, lead_in_end INTEGER,
    PRIMARY KEY (directive, position)
) WITHOUT ROWID;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, directive TEXT NOT NULL REFERENCES directives ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    tokens BLOB NOT NULL, -- as the model has them; read for many passages at once
    text TEXT NOT NULL, section_path TEXT NOT NULL,
    place TEXT NOT NULL, context TEXT NOT NULL, page INTEGER, ocr_confidence REAL,
    shown BLOB NOT NULL, vector BLOB NOT NULL
);
CREATE INDEX passages_by_shown ON passages (shown);
CREATE TABLE gone (key INTEGER PRIMARY KEY, version INTEGER NOT NULL); -- passages, by the commit that removed them
CREATE INDEX gone_since ON gone (version);
CREATE TRIGGER passage_goes AFTER DELETE ON passages BEGIN
    INSERT INTO gone SELECT old.id, value + 1 FROM meta WHERE key = 'version';
END;
CREATE TABLE definitions (
    passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE, short TEXT NOT NULL, long TEXT NOT NULL
);
CREATE INDEX definitions_of_passage ON definitions (passage);
CREATE TABLE assignments (
    directive TEXT NOT NULL REFERENCES directives ON DELETE CASCADE, position INTEGER NOT NULL,
    assignees TEXT NOT NULL, role TEXT NOT NULL, partners TEXT NOT NULL, task TEXT NOT NULL, deadline TEXT,
    due TEXT NOT NULL, section INTEGER, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    lead_in_start INTEGER, lead_in_end INTEGER,
    PRIMARY KEY (directive, position)
) WITHOUT ROWID;
CREATE TABLE citations (
    directive TEXT NOT NULL REFERENCES directives ON DELETE CASCADE, position INTEGER NOT NULL,
    number TEXT, kind TEXT, date TEXT NOT NULL, issuer TEXT, relation TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, title TEXT,
    PRIMARY KEY (directive, position)
) WITHOUT ROWID;
"""

INDEXES = """
CREATE INDEX IF NOT EXISTS directives_listed ON directives (file, id, format, header);
CREATE INDEX IF NOT EXISTS passages_placed ON passages (directive, start, "end");
CREATE INDEX IF NOT EXISTS citations_related ON citations (relation);
CREATE INDEX IF NOT EXISTS files_labelled ON files (labels, refused_code);
DROP INDEX IF EXISTS passages_of_directive;
"""
"""What is read of all directives at once stands together, away from texts and vectors. An index made before these
gets them when it is next written; until then it answers as well, only later.
"""

ENTRIES = "SELECT id, file, format, header FROM directives"
"""Directives as they are listed; a condition may follow."""

ENTRIES_BY = f"{ENTRIES} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - text of our own
"""Those of some ids, a list in JSON."""

PASSAGES = """
SELECT p.id, p.directive, p.start, p."end", p.text, p.section_path, p.place, p.context, p.page, p.ocr_confidence
FROM passages p
"""
"""Passages; a condition may follow. Not joined with their directives, whose rows hold whole texts."""

RUNS = """
SELECT directive, first, last, (
    SELECT count(*) FROM passages p WHERE p.directive = r.directive AND p.start < r.body AND p."end" <= r.body
) FROM (
    SELECT p.directive, min(p.id) AS first, max(p.id) AS last,
        (SELECT min(start) FROM sections s WHERE s.directive = p.directive) AS body
    FROM passages p {} GROUP BY p.directive
) r
"""
"""First and last key of each directive's passages, and how many stand before its first section."""

ASSIGNED = """
SELECT p.id, a.assignees FROM assignments a
CROSS JOIN passages p ON p.directive = a.directive AND p.start < a."end" AND a.start < p."end" {} ORDER BY p.id
"""
"""The passages that hold words of each task, and who is to do it. Tasks come first, which SQLite would not do by
itself: there are fewer.
"""

RELATED = """
SELECT * FROM citations WHERE relation IN (SELECT value FROM json_each(?)) ORDER BY directive, position
"""
"""The references of some relations, a list in JSON."""

LATER = "WHERE p.directive IN (SELECT directive FROM passages WHERE id > ?)"
"""A condition on the passages of both: of directives with keys after one; all keys of a directive are, or none."""

LABELS = """
SELECT labels FROM (SELECT DISTINCT labels FROM files) l
WHERE EXISTS (SELECT 1 FROM files f JOIN directives d ON d.file = f.file WHERE f.labels = l.labels) ORDER BY labels
"""
"""The different labels that directives are under."""

UNDER = "(SELECT f.labels FROM directives d JOIN files f ON f.file = d.file WHERE d.id = p.directive) = ?"
"""A condition on passages: those of directives under some labels; asked of each, not of all directives."""


def require_format(meta: Mapping[str, str], path: Path) -> None:
    """Check that what a catalog says of itself fits the tables above.

    Raises:
        IndexMismatch: it was made by another format or normaliser.
    """
    made = int(meta.get("format", 0)), int(meta.get("normaliser", 0))
    if made != (FORMAT, NORMALISER_VERSION):
        raise IndexMismatch(
            f"Chỉ mục {path.parent} thuộc phiên bản {made}, chương trình này cần "
            f"{(FORMAT, NORMALISER_VERSION)}; hãy chạy lại: tracuu index THƯ_MỤC_VĂN_BẢN --rebuild."
        )
