"""Files and directives into the tables of the catalog."""

from __future__ import annotations

import sqlite3

from indexer.domain import Directive
from indexer.index import rows as to
from indexer.index.records import FileState
from indexer.offices import definitions
from indexer.shown import EmbeddedDirective, shown_of

_INSERT_PASSAGE = """
INSERT INTO passages
    (directive, start, "end", text, section_path, place, context, page, ocr_confidence, shown, vector, tokens)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def put_file(connection: sqlite3.Connection, state: FileState) -> None:
    """A file as it was seen; there is none of its name."""
    code, reason = state.refused or (None, None)
    connection.execute(
        "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (state.file, state.path, state.hash, state.bytes, state.modified_ns, code, reason, state.labels),
    )


def put_directive(connection: sqlite3.Connection, directive: Directive, embedded: EmbeddedDirective) -> None:
    """A directive of a file that is there, with what a model made of its passages."""
    execute = connection.execute
    execute("INSERT INTO directives VALUES (?, ?, ?, ?, ?, ?, ?, ?)", to.of_directive(directive))
    execute("INSERT INTO heads VALUES (?, ?)", (directive.id, to.of_tokens(embedded.head)))
    for table, parts in (
        ("sections", map(to.of_section, directive.sections)),
        ("assignments", map(to.of_assignment, directive.assignments)),
        ("citations", map(to.of_reference, directive.references)),
    ):
        for position, part in enumerate(parts):
            row = directive.id, position, *part
            execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 our own names
    made = zip(directive.passages, shown_of(directive), embedded.vectors, embedded.tokens, strict=True)
    for passage, shown, vector, tokens in made:
        row = (directive.id, *to.of_passage(passage), shown.digest, vector.tobytes(), to.of_tokens(tokens))
        key = execute(_INSERT_PASSAGE, row).lastrowid
        defined = definitions(passage.text).items() if "(" in passage.text else ()
        connection.executemany(
            "INSERT INTO definitions VALUES (?, ?, ?)", ((key, short, long) for short, long in defined)
        )
