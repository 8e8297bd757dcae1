"""What has become of the files of an archive since they were last read; none of them is opened but to tell its
bytes from what was there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from indexer.discovery import Found
from indexer.domain import directive_id
from indexer.errors import FileRefused
from indexer.index.checking import digest_of
from indexer.index.records import FileState
from indexer.index.writer import Copy
from indexer.reading.kinds import printable
from indexer.sandbox.bounds import Bounds

_MAY_PASS = {"no_ocr", "no_converter", "changing", "unreadable", "quarantined", "outside_archive", "too_large"}
"""Codes of refusals that another run may not repeat though the file is the same."""


@dataclass(slots=True)
class Sighting:
    """Files by what is to be done about them.

    ``touched`` have the same bytes at another place or time, ``copies`` those of a file that the catalog knows
    by another name or under other labels, ``changed`` have to be read, ``shut`` must or can not be; ``gone`` are
    names that are no more, among them ``moved``, whose bytes are among the copies.
    """

    unchanged: int
    touched: list[FileState]
    copies: list[Copy]
    changed: list[tuple[Found, FileState]]
    shut: list[FileState]
    gone: list[str]
    moved: list[str]


def sight(
    found: Sequence[Found], known: Mapping[str, FileState], bounds: Bounds, left: Collection[str] = ()
) -> Sighting:
    """Compare files with what is known of them; those ``left`` (paths) count as what is known, or as not there."""
    seen = Sighting(0, [], [], [], [], [], [])
    names = {item.file for item in found}
    seen.gone = sorted(known.keys() - names)
    sources = _Sources(known, seen.gone)
    for item in found:
        before = known.get(item.file)
        if str(item.path) in left:
            seen.unchanged += before is not None and before.refused is None
            continue
        state = _now(item, before, bounds)
        if not state.hash:
            seen.shut += [state] if state != before else []
        elif before and before.hash == state.hash and not (before.refused and before.refused[0] in _MAY_PASS):
            _known(seen, state, before)
        elif source := sources.of(state):
            seen.copies.append((directive_id(source), replace(state, refused=None)))
        else:
            seen.changed.append((item, state))
    seen.moved = sources.moved
    return seen


def _known(seen: Sighting, state: FileState, before: FileState) -> None:
    """A file whose bytes were read before. With other labels it is written anew, from itself: what is derived of
    it belongs to other readers.
    """
    if state.labels == before.labels:
        seen.unchanged += before.refused is None
        seen.touched += [state] if state != before else []
    elif before.refused:
        seen.shut.append(state)
    else:
        seen.copies.append((directive_id(state.file), state))


class _Sources:
    """Directives by the bytes that they were read from. What is no more is taken first, once: it has moved."""

    def __init__(self, known: Mapping[str, FileState], gone: Iterable[str]) -> None:
        self._files: dict[tuple[str, str], list[str]] = {}
        self.moved: list[str] = []
        self._gone = set(gone)
        for state in sorted(known.values(), key=lambda state: state.file in self._gone):
            if state.hash and not state.refused:
                self._files.setdefault(_bytes(state), []).append(state.file)

    def of(self, state: FileState) -> str | None:
        """The name of a known file with the same bytes and ending, which say how it is read."""
        files = self._files.get(_bytes(state), [])
        source = files[-1] if files else None
        if source and source in self._gone and source not in self.moved:
            self.moved.append(source)
            if len(files) > 1:  # the last one is kept for copies
                files.pop()
        return source


def _bytes(state: FileState) -> tuple[str, str]:
    return state.hash, PurePath(state.file).suffix.lower()


def _now(item: Found, before: FileState | None, bounds: Bounds) -> FileState:
    """The file as it is; without a hash where it must or can not be opened, and then with the reason."""
    path, size, modified = printable(item.path), 0, 0
    try:
        refusal = item.refused
        if refusal is None:
            status = item.path.stat()
            size, modified = status.st_size, status.st_mtime_ns
            refusal = bounds.refusal(size)
        if refusal is None:
            path = printable(item.path.resolve())
            if before and before.hash and (before.bytes, before.modified_ns) == (size, modified):
                return replace(before, path=path, labels=item.labels)
            refused = before.refused if before else None
            return FileState(item.file, path, digest_of(item.path), size, modified, refused, item.labels)
    except OSError as error:  # gone since it was found, or not ours to open
        refusal = FileRefused("unreadable", f"Không mở được tệp: {error.strerror or error}.")
    return FileState(item.file, path, "", size, modified, (refusal.code, refusal.message), item.labels)
