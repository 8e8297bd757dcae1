"""A folder of files into an index that mirrors it: read, understand, cut, embed, store."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from indexer.access import SECRET
from indexer.discovery import Found, discover
from indexer.domain import Directive
from indexer.embed import Embedder
from indexer.errors import FileRefused, Stopped
from indexer.index.records import FileState
from indexer.index.writer import Copy, IndexWriter, Load, Put
from indexer.sandbox.bounds import Bounds
from indexer.sighting import sight
from indexer.stamps import is_stamped

if TYPE_CHECKING:
    from indexer.parsed import Parsed

_FIRST, _BATCH = 256, 4096
"""Passages that are embedded and committed together, at first and at most."""
_PACE = 3.0
"""Seconds that a commit should take: what a crash or Ctrl-C may have to wait for or lose."""

_LOG = logging.getLogger(__name__)

Progress = Callable[[int, int, str], None]
"""Told after each file that was read: how many are done, of how many, and its name."""


@dataclass(slots=True)
class Report:
    """What an indexing run did. ``refused`` lists every file of the archive that is not indexed, and why;
    ``pending`` counts the files that were still to be read when it was stopped.
    """

    version: int = 0
    added: int = 0
    updated: int = 0
    moved: int = 0
    removed: int = 0
    unchanged: int = 0
    pending: int = 0
    refused: list[dict[str, str]] = field(default_factory=list)
    directives: int = 0
    passages: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Way:
    """How a run goes: what is told of it, what stops it, what reading a file may take, and files that are left as
    the index has them (because they are still being written).
    """

    progress: Progress = lambda *_: None
    stop: Event = field(default_factory=Event)
    bounds: Bounds = field(default_factory=Bounds)
    left: Collection[Path] = ()


def mirror(paths: Sequence[Path], index: Path, load: Load, way: Way | None = None) -> Report:
    """Make the index hold exactly what the files under ``paths`` say.

    Files are known again by size and time, then by content, under whatever name; only those that changed are read,
    and only passages that are new are embedded. A file that cannot be read is refused with its reason and the
    others are indexed. Stopped, it ends after a commit; the next run goes on.

    Args:
        paths: folders and files of the archive.
        index: the index directory, made if it is not there.
        load: gives the model; called once there is something to read.
        way: how the run goes.

    Raises:
        SourceError: a path does not exist, or no file is there; nothing is changed.
        IndexMismatch: the index was made by another model; nothing is changed.
        IndexBusy: another process is writing the index.
        IndexUnwritable: the disk is full or cannot be written; what was committed before stays.
    """
    return _run(paths, lambda: IndexWriter.open(index, load), way or Way())


def rebuild(paths: Sequence[Path], index: Path, load: Load, way: Way | None = None) -> Report:
    """Make the index anew beside the one that answers, with any model, and swap it in once it is verified.

    Raises:
        SourceError, IndexBusy, IndexUnwritable: as of :func:`mirror`; nothing is changed.
        Stopped: it was stopped; nothing is changed.
    """
    way = way or Way()
    return _run(paths, lambda: IndexWriter.rebuild(index, load), way, is_whole=True)


def _run(
    paths: Sequence[Path],
    opened: Callable[[], AbstractContextManager[IndexWriter]],
    way: Way,
    is_whole: bool = False,
) -> Report:
    started = time.perf_counter()
    found = discover(paths)
    with opened() as writer:
        report = _Run(writer, way).mirror(found)
        if is_whole and report.pending:
            raise Stopped("Đã dừng; chỉ mục cũ giữ nguyên.")
    report.seconds = round(time.perf_counter() - started, 3)
    _LOG.info("indexed", extra={**asdict(report), "refused": len(report.refused)})
    return report


@dataclass(slots=True)
class _Changes:
    """What the next commit does."""

    put: list[Put] = field(default_factory=list)
    remove: Sequence[str] = ()
    copies: Sequence[Copy] = ()
    passages: int = 0


class _Cut:
    """Cuts what was understood of a file into passages of a size for a model."""

    def __init__(self, embedder: Embedder) -> None:
        from indexer.chunk import Limits

        self._measure = embedder.count_tokens
        self._limits = Limits.of(embedder.max_tokens)

    def __call__(self, file: str, outcome: Parsed | FileRefused) -> Directive:
        if isinstance(outcome, FileRefused):
            raise outcome
        if outcome.header.confidentiality or is_stamped(outcome.source.text):
            raise FileRefused(SECRET, "Văn bản đóng dấu mật (MẬT, TỐI MẬT, TUYỆT MẬT): không đưa vào chỉ mục.")
        try:
            return outcome.directive(file, self._measure, self._limits)
        except Exception as error:  # a text that no rule was made for must not stop the others
            kind = type(error).__name__
            raise FileRefused("broken_file", f"Không chia được nội dung tệp thành đoạn ({kind}).") from error


class _Run:
    """One indexing run: sorts files into kept, moved, read and removed, and commits in batches."""

    def __init__(self, writer: IndexWriter, way: Way) -> None:
        self._writer = writer
        self._way = way
        self._known = writer.catalog.files()
        self._indexed = {file for file, state in self._known.items() if state.refused is None}
        self._report = Report()
        self._batch = min(_BATCH, _FIRST)
        self._secret: list[str] = []
        """Files that were found to be secret."""

    def mirror(self, found: Sequence[Found]) -> Report:
        seen = sight(found, self._known, self._way.bounds, {str(path) for path in self._way.left})
        report = self._report
        report.unchanged, report.moved, report.pending = seen.unchanged, len(seen.moved), len(seen.changed)
        report.added -= report.moved
        changes = _Changes([], seen.moved, seen.copies)
        for state in seen.shut:
            self._put(changes, state, None)
        for _, state in seen.copies:
            self._count(state.file)
        if seen.changed:
            changes = self._read(seen.changed, changes)
        if not report.pending:  # last, as what was moved and changed may say the same as what is gone
            changes.remove = [*changes.remove, *(file for file in seen.gone if file not in seen.moved)]
            report.removed += len(self._indexed.intersection(seen.gone)) - report.moved
        if changes.put or changes.remove or changes.copies:
            self._commit(changes)
        if seen.touched:
            self._writer.catalog.touch(seen.touched)
        if self._secret and (report.removed or report.updated):  # one of these may have become so
            self._writer.erase(self._secret)
        return self._finished()

    def _read(self, changed: Sequence[tuple[Found, FileState]], changes: _Changes) -> _Changes:
        """Read files and commit them in batches, the first together with ``changes``; what is left to commit."""
        from indexer.sandbox.pool import shared

        pool = shared(self._way.bounds)
        pool.start(len(changed))
        embedder = self._writer.embedder  # loaded while they get ready; nothing is changed where it does not fit
        cut = _Cut(embedder)
        files = {item.path: state for item, state in changed}
        for done, (path, outcome) in enumerate(pool.read(list(files), self._way.stop), 1):
            state = files[path]
            try:
                self._put(changes, replace(state, refused=None), cut(state.file, outcome))
            except FileRefused as refusal:
                _LOG.info("refused", extra={"file": state.file, "code": refusal.code, "reason": refusal.message})
                self._put(changes, replace(state, refused=(refusal.code, refusal.message)), None)
            self._report.pending -= 1
            if changes.passages >= self._batch:
                self._commit(changes)
                changes = _Changes()
            self._way.progress(done, len(changed), state.file)
        return changes

    def _put(self, changes: _Changes, state: FileState, directive: Directive | None) -> None:
        """Take a file into the next commit, unless the catalog has it so."""
        if directive:
            self._count(state.file)
            changes.passages += len(directive.passages)
        else:
            self._report.removed += state.file in self._indexed
        if directive or state != self._known.get(state.file):
            changes.put.append((state, directive))
            if _is_secret(state) and not _is_secret(self._known.get(state.file)):
                self._secret.append(state.file)

    def _count(self, file: str) -> None:
        self._report.updated += file in self._indexed
        self._report.added += file not in self._indexed

    def _commit(self, changes: _Changes) -> None:
        """Commit, and take so many passages next time that it takes about ``_PACE`` seconds."""
        started = time.perf_counter()
        self._writer.write(changes.put, changes.remove, changes.copies)
        seconds = time.perf_counter() - started
        values = {"version": self._writer.catalog.version, "files": len(changes.put), "passages": changes.passages}
        _LOG.info("committed", extra={**values, "seconds": round(seconds, 3)})
        pace = _PACE / max(seconds, 0.1)
        self._batch = min(_BATCH, max(_FIRST // 4, int(self._batch * min(max(pace, 0.5), 2.0))))

    def _finished(self) -> Report:
        catalog, counts = self._writer.catalog, self._writer.catalog.counts()
        held = {"directives": counts["directives"], "passages": counts["passages"]}
        return replace(self._report, version=catalog.version, refused=catalog.refused(), **held)


def _is_secret(state: FileState | None) -> bool:
    return state is not None and state.refused is not None and state.refused[0] == SECRET
