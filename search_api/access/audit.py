"""The audit log: who asked or opened what, when, from where, and how it ended. JSON lines, mode 600, rotated by
size.

A line is written when the answer is complete, for every request but those of static files and of ``/healthz``. The
words of a login are never in it.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from indexer.errors import ServerError

LARGEST = 16 * 1024 * 1024
"""Bytes of one file."""

KEPT = 30
"""Files besides the newest."""

LONGEST = 4_000
"""Bytes of a body that are kept."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Event:
    """One request. ``user`` and ``way`` are None where nobody was known; ``opened`` is the file of the archive
    that the address names by its id, where the reader may see it.
    """

    time: str
    user: str | None
    way: str | None
    address: str
    method: str
    path: str
    asked: dict[str, Any]
    opened: str | None
    status: int
    ms: int


class Audit:
    """The file, opened for each line, so that it may be moved away at any time."""

    def __init__(self, path: Path) -> None:
        """Write nothing yet."""
        self._file = _File(path, maxBytes=LARGEST, backupCount=KEPT, delay=True)

    def require(self) -> None:
        """Check that lines can be written.

        Raises:
            ServerError: they cannot.
        """
        try:
            self._file._open().close()
        except OSError as error:
            path = self._file.baseFilename
            raise ServerError(f"Không ghi được nhật ký truy cập {path}: {error.strerror}.", path=path) from error

    def write(self, event: Event) -> None:
        """Add a line; where it cannot be written, the log of the server says so and nobody waits."""
        line = json.dumps(asdict(event), ensure_ascii=False)
        self._file.handle(logging.LogRecord("audit", logging.INFO, "", 0, line, None, None))
        self._file.close()


class _File(RotatingFileHandler):
    """Readable by nobody else."""

    def _open(self) -> TextIOWrapper:
        file = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        os.fchmod(file, 0o600)
        return os.fdopen(file, "a", encoding="utf-8")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name that logging calls
        del record
        _LOG.error("the audit log cannot be written", exc_info=True)
