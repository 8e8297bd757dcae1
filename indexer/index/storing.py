"""Files and directives into the tables of the catalog."""

from __future__ import annotations

import sqlite3

from indexer.domain import Directive
from indexer.embed import Vectors, shown_of
from indexer.index import rows as to
from indexer.index.records import FileState
from indexer.offices import definitions

_INSERT_PASSAGE = """
INSERT INTO passages
    (directive, start, "end", text, section_path, place, context, page, ocr_confidence, shown, vector)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def put_file(connection: sqlite3.Connection, state: FileState) -> None:
    """A file as it was seen; there is none of its name."""
    code, reason = state.refused or (None, None)
    connection.execute(
        "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (state.file, state.path, state.hash, state.bytes, state.modified_ns, code, reason, state.labels),
    )


def put_directive(connection: sqlite3.Connection, directive: Directive, vectors: Vectors) -> None:
    """A directive of a file that is there, with one vector a passage."""
    execute = connection.execute
    execute("INSERT INTO directives VALUES (?, ?, ?, ?, ?, ?, ?, ?)", to.of_directive(directive))
    for table, parts in (
        ("sections", map(to.of_section, directive.sections)),
        ("assignments", map(to.of_assignment, directive.assignments)),
        ("citations", map(to.of_reference, directive.references)),
    ):
        for position, part in enumerate(parts):
            row = directive.id, position, *part
            execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 our own names
    for passage, shown, vector in zip(directive.passages, shown_of(directive), vectors, strict=True):
        row = (directive.id, *to.of_passage(passage), shown.digest, vector.tobytes())
        key = execute(_INSERT_PASSAGE, row).lastrowid
        defined = definitions(passage.text).items() if "(" in passage.text else ()
        connection.executemany(
            "INSERT INTO definitions VALUES (?, ?, ?)", ((key, short, long) for short, long in defined)
        )
