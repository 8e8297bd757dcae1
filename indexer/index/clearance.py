"""What a reader may see of a catalog, and the one filter that keeps the rest from them.

The filter is a layer of temporary views named like the tables: SQLite looks for a name there first, so every
query of a connection, written or yet to be written, sees the directives that its reader may see and no others. A
table that this module does not know shows nothing.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from indexer.access import FOR_OPERATOR, NOBODY


@dataclass(frozen=True, slots=True)
class Clearance:
    """The labels that a reader holds; one that ``is_full`` holds them all.

    None of them sees what a broken rule is of (:data:`indexer.access.NOBODY`), nor files refused for reasons that
    are the operator's alone. The operator's own commands open the catalog without a clearance.
    """

    labels: frozenset[str] = frozenset()
    is_full: bool = False

    def admits(self, labels: str) -> bool:
        """Whether the reader holds every one of some labels, as :func:`indexer.access.joined` gives them."""
        wanted = labels.split()
        return NOBODY not in wanted and (self.is_full or self.labels.issuperset(wanted))


EVERYTHING = Clearance(is_full=True)
"""Of whoever may read the whole archive."""

_ADMITTED = "IN (SELECT id FROM temp.admitted)"
_SHOWN = {
    "meta": "1",
    "directives": f"id {_ADMITTED}",
    "heads": f"directive {_ADMITTED}",
    "sections": f"directive {_ADMITTED}",
    "passages": f"directive {_ADMITTED}",
    "assignments": f"directive {_ADMITTED}",
    "citations": f"directive {_ADMITTED}",
    "definitions": f"passage IN (SELECT id FROM main.passages WHERE directive {_ADMITTED})",  # noqa: S608
}
"""By table, which of its rows are shown."""


def restrict(connection: sqlite3.Connection, clearance: Clearance) -> bool:
    """Let a connection see what a clearance admits, from now on and for as long as it is open.

    Returns:
        Whether some directives are hidden.
    """
    execute = connection.execute
    execute("PRAGMA temp_store = MEMORY")
    held = [row[0] for row in execute("SELECT DISTINCT labels FROM main.files")]
    admitted = [labels for labels in held if clearance.admits(labels)]
    execute("CREATE TEMP TABLE admitted_labels (labels TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.executemany("INSERT INTO temp.admitted_labels VALUES (?)", ((labels,) for labels in admitted))
    codes = ", ".join(f"'{code}'" for code in FOR_OPERATOR)
    shown = "labels IN (SELECT labels FROM temp.admitted_labels)"
    _shadow(connection, "files", f"{shown} AND ifnull(refused_code, '') NOT IN ({codes})")
    if len(admitted) == len(held):
        return False  # every directive is seen: its tables are asked as they are
    execute("CREATE TEMP TABLE admitted (id TEXT PRIMARY KEY) WITHOUT ROWID")
    execute(
        "INSERT INTO temp.admitted SELECT d.id FROM main.directives d JOIN main.files f ON f.file = d.file"
        " WHERE f.labels IN (SELECT labels FROM temp.admitted_labels)"
    )
    tables = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    for (table,) in execute(tables).fetchall():
        if table != "files":
            _shadow(connection, table, _SHOWN.get(table, "0"))
    return True


def _shadow(connection: sqlite3.Connection, table: str, where: str) -> None:
    connection.execute(f'CREATE TEMP VIEW "{table}" AS SELECT * FROM main."{table}" WHERE {where}')  # noqa: S608
