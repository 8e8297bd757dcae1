"""The catalog: one SQLite file that holds all that is known; the other indexes are derived from it.

Every commit raises ``version`` by one. A reader holds one read transaction for as long as it is open, so that
all its answers come from one version, however many commits happen meanwhile.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.domain import Assignment, Directive, Passage, Reference, Relation, Source
from indexer.embed import Fingerprint
from indexer.errors import IndexBroken, NotFound
from indexer.index import rows as to
from indexer.index import soundness, storing, tables
from indexer.index.clearance import Clearance, restrict
from indexer.index.connection import PATIENCE, connect
from indexer.index.embeddings import Embeddings
from indexer.index.records import Entry, FileState, Scanned, StoredPassage
from indexer.index.runs import Run
from indexer.index.soundness import Breach
from indexer.shown import EmbeddedDirective
from indexer.text import NORMALISER_VERSION

Written = tuple[FileState, Directive | None, EmbeddedDirective | None]
"""A file's state, and its directive with what a model made of it; None and None where it was refused."""

REMEMBERED = 64
"""Commits of which the catalog knows the passages that they removed, so that what is derived can follow."""


class Catalog:
    """One connection to the file. ``create`` and ``open`` make it; use it as a context manager or close it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Use :meth:`create` or :meth:`open`."""
        self.path = path
        self.hides = False
        """Whether a clearance keeps some directives from whoever reads it."""
        self._connection = connection
        self.embeddings = Embeddings(connection, path, lambda: self.model)

    @classmethod
    def create(cls, path: Path, model: Fingerprint) -> Catalog:
        """Make an empty catalog for passages embedded by ``model``."""
        catalog = cls(path, connect(path, create=True))
        with catalog.transaction():
            catalog._connection.executescript("BEGIN;" + tables.TABLES + tables.INDEXES)
            versions = {"format": tables.FORMAT, "normaliser": NORMALISER_VERSION, "version": 0}
            meta = {**versions, "model": model.to_json()}
            catalog._connection.executemany(
                "INSERT INTO meta VALUES (?, ?)", [(k, str(v)) for k, v in meta.items()]
            )
        return catalog

    @classmethod
    def open(cls, path: Path, *, snapshot: bool = False, clearance: Clearance | None = None) -> Catalog:
        """Open an existing catalog; as a ``snapshot`` it shows one version for as long as it is open, and with a
        ``clearance`` what that admits of it; without one all, as the operator's own commands need it.

        Raises:
            IndexBroken: the file is no catalog.
            IndexMismatch: it was made by another format or normaliser.
        """
        connection = None
        try:
            catalog = cls(path, connection := connect(path))
            if snapshot:
                connection.execute("BEGIN")
            tables.require_format(catalog._meta(), path)
            if clearance:
                catalog.hides = restrict(connection, clearance)
        except sqlite3.DatabaseError as error:
            raise IndexBroken(
                f"Không đọc được danh mục {path}: {error}. Hãy chạy: tracuu repair, rồi tracuu index."
            ) from error
        else:
            connection = None
            return catalog
        finally:
            if connection:
                connection.close()

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def __enter__(self) -> Catalog:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        try:
            yield
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def add_indexes(self) -> None:
        """Those that it has not, as an older program made it."""
        self._connection.executescript(tables.INDEXES)

    @property
    def version(self) -> int:
        """Counts the commits."""
        return int(self._meta()["version"])

    @property
    def model(self) -> Fingerprint:
        """Of the model that made the vectors."""
        return Fingerprint.from_json(self._meta()["model"])

    def counts(self) -> dict[str, int]:
        """How many directives, passages and refused files there are."""
        row = self._connection.execute(
            "SELECT (SELECT count(*) FROM directives), (SELECT count(*) FROM passages),"
            " (SELECT count(*) FROM files WHERE refused_code IS NOT NULL)"
        ).fetchone()
        return dict(zip(("directives", "passages", "refused"), row, strict=True))

    def files(self) -> dict[str, FileState]:
        """Every file that was seen, by its name in the archive."""
        rows = self._connection.execute("SELECT * FROM files ORDER BY file")
        return {row[0]: FileState.of_row(row) for row in rows}

    def refused(self) -> list[dict[str, str]]:
        """Every file that is not indexed, with the code and the reason, by name."""
        rows = self._connection.execute(
            "SELECT file, refused_code, refused_reason FROM files WHERE refused_code IS NOT NULL ORDER BY file"
        )
        return [dict(zip(("file", "code", "reason"), row, strict=True)) for row in rows]

    def scanned(self) -> list[Scanned]:
        """The directives that hold passages read by OCR, by id."""
        rows = self._connection.execute(
            "SELECT directive, min(ocr_confidence), avg(ocr_confidence), count(*) FROM passages"
            " WHERE ocr_confidence IS NOT NULL GROUP BY directive ORDER BY directive"
        )
        return [Scanned(*row) for row in rows]

    def file(self, name: str) -> FileState:
        """The state of one file.

        Raises:
            NotFound: the archive has no such file.
        """
        row = self._connection.execute("SELECT * FROM files WHERE file = ?", (name,)).fetchone()
        if row is None:
            raise NotFound(f"Không có tệp “{name}” trong kho.", file=name)
        return FileState.of_row(row)

    def touch(self, states: Iterable[FileState]) -> None:
        """Keep new places and times of files whose bytes are the same; no new version."""
        with self.transaction():
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(
                "UPDATE files SET path = ?, modified_ns = ? WHERE file = ?",
                [(state.path, state.modified_ns, state.file) for state in states],
            )

    def write(
        self,
        put: Sequence[Written],
        remove: Iterable[str] = (),
    ) -> int:
        """Replace and remove files in one transaction.

        Args:
            put: for each file its state, and the directive with what a model made of it, or None where refused.
            remove: names of files that are gone.

        Returns:
            The new version.
        """
        with self.transaction():
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("DELETE FROM gone WHERE version <= ?", (self.version - REMEMBERED,))
            names = [(state.file,) for state, _, _ in put] + [(name,) for name in remove]
            self._connection.executemany("DELETE FROM files WHERE file = ?", names)
            for state, directive, embedded in put:
                storing.put_file(self._connection, state)
                if directive is not None and embedded is not None:
                    storing.put_directive(self._connection, directive, embedded)
            self._connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'version'")
            return self.version

    def entries(self) -> list[Entry]:
        """All directives, by file."""
        return [Entry.of_row(row) for row in self._connection.execute(f"{tables.ENTRIES} ORDER BY file")]

    def ids(self) -> list[str]:
        """Of all directives, in any order."""
        return [row[0] for row in self._connection.execute("SELECT id FROM directives")]

    def size(self) -> int:
        """How many directives there are."""
        return int(self._connection.execute("SELECT count(*) FROM directives").fetchone()[0])

    def entries_by(self, ids: Sequence[str]) -> list[Entry]:
        """Some directives, by id; those not held are missing."""
        return [Entry.of_row(row) for row in self._connection.execute(tables.ENTRIES_BY, (json.dumps(list(ids)),))]

    def entry(self, id: str) -> Entry:
        """One directive as listed.

        Raises:
            NotFound: there is none of this id.
        """
        row = self._connection.execute(f"{tables.ENTRIES} WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise _no_directive(id)
        return Entry.of_row(row)

    def directive(self, id: str) -> Directive:
        """One directive with all its parts.

        Raises:
            NotFound: there is none of this id.
        """
        entry = self.entry(id)
        stored = self._passages("WHERE p.directive = ? ORDER BY p.start", (id,))
        return Directive(
            entry.file,
            self.source(id),
            entry.header,
            tuple(map(to.section, self._parts("sections", id))),
            tuple(passage for _, _, passage in stored),
            tuple(map(to.assignment, self._parts("assignments", id))),
            tuple(map(to.reference, self._parts("citations", id))),
        )

    def texts(self, ids: Sequence[str]) -> dict[str, str]:
        """The whole texts of some directives, by id."""
        query = "SELECT id, text FROM directives WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self._connection.execute(query, (json.dumps(list(ids)),)))

    def source(self, id: str) -> Source:
        """The text of a directive, its pages and the places of its lines.

        Raises:
            NotFound: there is none of this id.
        """
        row = self._connection.execute(
            "SELECT text, format, pages, notes, lines FROM directives WHERE id = ?", (id,)
        ).fetchone()
        if row is None:
            raise _no_directive(id)
        return to.source(*row)

    def _parts(self, table: str, directive: str) -> Iterator[Sequence[Any]]:
        """The rows of a directive's sections, assignments or citations, without directive and position."""
        query = f"SELECT * FROM {table} WHERE directive = ? ORDER BY position"  # noqa: S608 table names of our own
        return (row[2:] for row in self._connection.execute(query, (directive,)))

    def assignments(self) -> list[tuple[str, Assignment]]:
        """Every assignment with the id of the directive that gives it, in order."""
        rows = self._connection.execute("SELECT * FROM assignments ORDER BY directive, position")
        return [(row[0], to.assignment(row[2:])) for row in rows]

    def assigned(self, after: int = 0) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The key of each passage that holds words of a task, with the names of those who are to do it; of all or
        of those ``after`` a key.
        """
        return ((key, to.names(text)) for key, text in self._after(tables.ASSIGNED, after))

    def citations(self, relations: Iterable[Relation]) -> list[tuple[str, Reference]]:
        """The references of some relations, each with the id of the directive that makes it, in order."""
        wanted = json.dumps([relation.value for relation in relations])
        return [(row[0], to.reference(row[2:])) for row in self._connection.execute(tables.RELATED, (wanted,))]

    def passages(self, entries: Mapping[int, Entry]) -> dict[int, StoredPassage]:
        """Passages by key, given the directive of each; keys not held are missing."""
        rows = self._passages("WHERE p.id IN (SELECT value FROM json_each(?))", (json.dumps(list(entries)),))
        return {key: StoredPassage(key, entries[key], passage) for key, _, passage in rows}

    def all_passages(self, after: int = 0, labels: str | None = None) -> Iterator[StoredPassage]:
        """Every passage, by key, or those with keys ``after`` one, of directives under some ``labels``."""
        under = "" if labels is None else f" AND {tables.UNDER}"
        values = (after,) if labels is None else (after, labels)
        rows = self._passages(f"WHERE p.id > ?{under} ORDER BY p.id", values)
        for directive, run in groupby(rows, key=itemgetter(1)):
            for entry in self.entries_by([directive]):
                yield from (StoredPassage(key, entry, passage) for key, _, passage in run)

    def labels(self) -> list[str]:
        """The different labels that directives are under, each as :func:`indexer.access.joined` gives them."""
        return [row[0] for row in self._connection.execute(tables.LABELS)]

    def _passages(self, where: str, values: Sequence[object]) -> Iterator[tuple[int, str, Passage]]:
        """Each with its key and the id of its directive."""
        rows = self._connection.execute(" ".join((tables.PASSAGES, where)), values)
        return ((key, directive, to.passage(row)) for key, directive, *row in rows)

    def keys_of(self, directives: Sequence[str]) -> NDArray[np.int64]:
        """Keys of all passages of some directives, ascending."""
        rows = self._connection.execute(
            "SELECT id FROM passages WHERE directive IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(directives),),
        )
        return np.asarray([row[0] for row in rows], dtype=np.int64)

    def runs(self, after: int = 0) -> Iterator[Run]:
        """Which keys the passages of each directive have, of all or of those ``after`` a key."""
        return (Run(*row) for row in self._after(tables.RUNS, after))

    def _after(self, query: str, key: int) -> Iterator[Sequence[Any]]:
        """The rows of a query that is for a condition: of passages after a key, or of all."""
        if key:
            return self._connection.execute(query.format(tables.LATER), (key,))
        return self._connection.execute(query.format(""))

    def gone(self, since: int) -> NDArray[np.int64]:
        """Keys of the passages that commits after a version removed, ascending.

        Raises:
            IndexBroken: that is longer ago than the catalog remembers.
        """
        if since < self.version - REMEMBERED:
            raise IndexBroken(f"Danh mục {self.path} không còn nhớ các thay đổi từ bản {since}.")
        rows = self._connection.execute("SELECT key FROM gone WHERE version > ? ORDER BY key", (since,))
        return np.asarray([row[0] for row in rows], dtype=np.int64)

    def definitions(self) -> dict[str, str]:
        """Each short form that passages define, with the long form given most often; of equals, the first by
        letters.
        """
        rows = self._connection.execute(
            "SELECT short, long FROM definitions GROUP BY short, long ORDER BY count(*), long DESC"
        )
        return dict(rows.fetchall())

    def flush(self) -> None:
        """Bring the log into the file, and empty it where no reader needs it; nobody is waited for."""
        self._connection.executescript("PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")

    def breaches(self) -> list[Breach]:
        """What does not hold inside the catalog."""
        return soundness.breaches(self._connection, self.model.dimension)

    def back_up(self, target: Path) -> None:
        """Copy what this connection sees into a new file, whoever writes meanwhile."""
        with closing(sqlite3.connect(target)) as copy:
            self._connection.backup(copy, pages=4096)

    def _meta(self) -> Mapping[str, str]:
        return dict(self._connection.execute("SELECT key, value FROM meta"))


def _no_directive(id: str) -> NotFound:
    return NotFound(f"Không có văn bản “{id}” trong kho.", id=id)
