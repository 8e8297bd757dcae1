"""A folder of files into an index that mirrors it: read, understand, cut, embed, store."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from indexer import assignments, chunk, header, references, structure
from indexer.domain import Directive, Source
from indexer.embed import Embedder
from indexer.errors import FileRefused, SourceError
from indexer.index.archive_index import IndexWriter
from indexer.index.records import FileState
from indexer.reading import Read, opened, outside_archive
from indexer.reading.kinds import printable

_BATCH = 512
"""Passages that are embedded and committed together."""

Progress = Callable[[int, int, str], None]
"""Told after each file: how many are done, of how many, and its name."""


@dataclass(slots=True)
class Report:
    """What an indexing run did. ``refused`` lists every file of the archive that is not indexed, and why."""

    version: int = 0
    added: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    refused: list[dict[str, str]] = field(default_factory=list)
    directives: int = 0
    passages: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the archive: its name there, with ``/``, where it lies, and why it must not be opened, if so."""

    file: str
    path: Path
    refused: FileRefused | None = None


def understand(file: str, source: Source, measure: chunk.Measure, limits: chunk.Limits) -> Directive:
    """A text as a directive: all that its parts say. A text that is all header is taken as body."""
    layout = header.parse(source.text)
    tree = structure.parse(source.text, layout.body or ((0, len(source.text)),))
    return Directive(
        file,
        source,
        layout.header,
        tree.sections,
        chunk.passages(source, tree, measure, limits),
        assignments.find(source.text, tree, layout.header),
        references.find(source.text, layout.header),
    )


def mirror(
    paths: Sequence[Path], index: Path, load: Callable[[], Embedder], progress: Progress = lambda *_: None
) -> Report:
    """Make the index hold exactly what the files under ``paths`` say.

    Files are known again by size and time, then by content; only those that changed are read and embedded.
    A file that cannot be read is refused with its reason and the others are indexed.

    Args:
        paths: folders and files of the archive.
        index: the index directory, made if it is not there.
        load: gives the model; called once there is something to index.
        progress: told after each file.

    Raises:
        SourceError: a path does not exist, or no file is there; nothing is changed.
        IndexMismatch: the index was made by another model; nothing is changed.
        IndexBusy: another process is writing the index.
    """
    started = time.perf_counter()
    found = discover(paths)
    with IndexWriter.open(index, embedder := load()) as writer:
        report = _Run(writer, embedder, progress).mirror(found)
    report.seconds = round(time.perf_counter() - started, 3)
    return report


def discover(paths: Sequence[Path]) -> list[Found]:
    """The files under some paths, by name: relative to the folder, or to that which all the paths have in common.

    Hidden files, Office's locks and READMEs are not of the archive.

    Raises:
        SourceError: a path does not exist, or there is no file at all.
    """
    missing = next((path for path in paths if not path.exists()), None)
    if missing:
        raise SourceError(f"Không có thư mục hay tệp {missing}.", path=str(missing))
    tops = [path.resolve() if path.is_dir() else path.resolve().parent for path in paths]
    root = Path(os.path.commonpath(tops))
    found: dict[str, Found] = {}
    for path in map(Path.resolve, paths):
        for item in sorted(path.rglob("*")) if path.is_dir() else [path]:
            relative = item.relative_to(root)
            if item.is_file() and not any(map(_is_aside, item.relative_to(path.parent).parts[1:] or [path.name])):
                file = printable(relative)
                inside = item.resolve().is_relative_to(root)
                found[file] = Found(file, item, None if inside else outside_archive())
    if not found:
        names = ", ".join(str(path) for path in paths)
        raise SourceError(f"Không có tệp nào trong {names}; chỉ mục giữ nguyên.", paths=names)
    return [found[file] for file in sorted(found)]


def _is_aside(name: str) -> bool:
    return name.startswith((".", "~$")) or name.upper().startswith("README")


class _Run:
    """One indexing run: sorts files into kept, read and removed, and commits in batches."""

    def __init__(self, writer: IndexWriter, embedder: Embedder, progress: Progress) -> None:
        self._writer = writer
        self._progress = progress
        self._measure = embedder.count_tokens
        self._limits = chunk.Limits.of(embedder.max_tokens)
        self._known = writer.catalog.files()
        self._report = Report()

    def mirror(self, found: list[Found]) -> Report:
        gone = self._known.keys() - {item.file for item in found}
        self._report.removed = sum(self._known[file].refused is None for file in gone)
        touched: list[FileState] = []
        changed: list[tuple[Found, FileState]] = []
        for item in found:
            state, known = self._seen(item), self._known.get(item.file)
            if known and known.hash == state.hash and not known.refused:
                self._report.unchanged += 1
                touched += [state] if state != known else []
                self._progress(self._report.unchanged, len(found), item.file)
            else:
                changed.append((item, state))  # what was refused may be readable by now
        self._write(changed, sorted(gone))
        if touched:
            self._writer.catalog.touch(touched)
        return self._finished()

    def _write(self, changed: list[tuple[Found, FileState]], gone: list[str]) -> None:
        """Read what changed and commit it in batches; the last one takes away what is gone."""
        batch: list[tuple[FileState, Directive | None]] = []
        unchanged = self._report.unchanged
        with opened([item.path for item, state in changed if state.hash]) as read:
            for done, (item, state) in enumerate(changed, 1):
                outcome = self._read(read, item, state)
                if outcome[0] != self._known.get(item.file):
                    batch.append(outcome)
                if sum(len(d.passages) if d else 0 for _, d in batch) >= _BATCH:
                    self._writer.write(batch)
                    batch = []
                self._progress(unchanged + done, unchanged + len(changed), item.file)
        if batch or gone:
            self._writer.write(batch, gone)

    def _seen(self, item: Found) -> FileState:
        """The file as it is now; without a hash where it cannot be opened, or must not be."""
        try:
            if item.refused is None:
                return self._state(item)
            code, reason = item.refused.code, item.refused.message
        except OSError as error:  # gone since it was found, or not ours to open
            code, reason = "unreadable", f"Không mở được tệp: {error.strerror or error}."
        return FileState(item.file, printable(item.path), "", 0, 0, (code, reason))

    def _state(self, item: Found) -> FileState:
        """The file as it is now; its bytes are hashed only where size or time differ from what is known."""
        status = item.path.stat()
        known = self._known.get(item.file)
        path = printable(item.path.resolve())
        if known and (known.bytes, known.modified_ns) == (status.st_size, status.st_mtime_ns):
            return replace(known, path=path)
        digest = hashlib.blake2b(digest_size=16)
        with item.path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
        refused = known.refused if known else None
        return FileState(item.file, path, digest.hexdigest(), status.st_size, status.st_mtime_ns, refused)

    def _read(self, read: Read, item: Found, state: FileState) -> tuple[FileState, Directive | None]:
        was_indexed = item.file in self._known and self._known[item.file].refused is None
        if not state.hash:
            self._report.removed += was_indexed
            return state, None
        try:
            directive = understand(item.file, read(item.path), self._measure, self._limits)
        except FileRefused as error:
            self._report.removed += was_indexed
            return replace(state, refused=(error.code, error.message)), None
        self._report.updated += was_indexed
        self._report.added += not was_indexed
        return replace(state, refused=None), directive

    def _finished(self) -> Report:
        catalog, counts = self._writer.catalog, self._writer.catalog.counts()
        held = {"directives": counts["directives"], "passages": counts["passages"]}
        return replace(self._report, version=catalog.version, refused=catalog.refused(), **held)
