"""A folder that is followed: what is added, changed or removed there is soon so in the index."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from indexer.errors import IndexBusy, SourceError
from indexer.index.writer import Load
from indexer.pipeline import Report, Way, mirror

_SETTLE = 1.0
"""Seconds that a file has to keep its size and time before it is read."""
_BURST_MS = 1600
"""Changes that come within so many milliseconds are taken together."""
_RETRY = 5.0
"""Seconds until another try, where another process writes the index or the folder is away."""

_Stamp = tuple[int, int] | None


def follow(paths: Sequence[Path], index: Path, load: Load, way: Way, tell: Callable[[Report], None]) -> None:
    """Mirror paths into an index each time that something changes there, until ``way.stop`` is set.

    A file that is still being written is left until its size and time stay the same. A folder that is away for a
    while (a share that is not mounted) changes nothing.

    Args:
        paths: as of :func:`indexer.pipeline.mirror`, and so the next three.
        index: the index directory.
        load: gives the model.
        way: how each run goes.
        tell: told of each run that changed something.
    """
    from watchfiles import watch

    changing: set[Path] = set()
    for changes in watch(
        *paths, stop_event=way.stop, debounce=_BURST_MS, rust_timeout=1000, yield_on_timeout=True
    ):
        changing |= {Path(path) for _, path in changes}
        if not changing:
            continue
        busy = unsettled(changing)
        try:
            report = mirror(paths, index, load, replace(way, left=busy))
        except (IndexBusy, SourceError):
            way.stop.wait(_RETRY)
            continue
        changing = busy
        if report.added or report.updated or report.moved or report.removed:
            tell(report)


def unsettled(paths: Iterable[Path]) -> set[Path]:
    """Those of some files that change within a moment."""
    before = {path: _stamp(path) for path in paths}
    time.sleep(_SETTLE)
    return {path for path, stamp in before.items() if _stamp(path) != stamp}


def _stamp(path: Path) -> _Stamp:
    """Size and time; None where there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
