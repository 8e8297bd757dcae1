"""One connection to the catalog's file, also where the disk cannot be written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from indexer.index.disk import is_read_only

PATIENCE = 30
"""Seconds that a writer waits for another one."""


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open a file with the write-ahead log: readers and the writer do not wait for each other.

    Every commit reaches the disk. On a disk that is mounted to be read only, the file is read as it lies.

    Raises:
        sqlite3.DatabaseError: the file cannot be opened, or is no database.
    """
    way = "mode=rwc" if create else _way(path)
    source = f"{path.absolute().as_uri()}?{way}"
    connection = sqlite3.connect(source, uri=True, isolation_level=None, check_same_thread=False, timeout=PATIENCE)
    try:
        if way.startswith("mode=rw"):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA secure_delete = ON")  # what is removed is overwritten
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _way(path: Path) -> str:
    """As SQLite's URIs say it. A log that a crash left behind is read with the file, else the file alone."""
    if not is_read_only(path):
        return "mode=rw"
    has_log = path.with_name(path.name + "-wal").exists()
    return "mode=ro" if has_log else "immutable=1"
