"""What reading one file may take."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import FileRefused


@dataclass(frozen=True, slots=True)
class Bounds:
    """The largest file that is opened and the memory of the process that reads it, in ``megabytes``; the seconds
    that it may take, to which come ``seconds_each`` for each MB of it (a scan has many pages); how many
    ``processes`` read at the same time.
    """

    megabytes: int = 500
    memory: int = 4096
    seconds: int = 120
    seconds_each: int = 100
    processes: int = os.cpu_count() or 1

    def refusal(self, size: int) -> FileRefused | None:
        """Of a file of ``size`` bytes, where it is too large."""
        if size <= self.megabytes << 20:
            return None
        return FileRefused("too_large", f"Tệp lớn {size >> 20} MB, quá giới hạn {self.megabytes} MB.")

    def time_for(self, path: Path) -> float:
        """Seconds that a file may take."""
        with suppress(OSError):
            return self.seconds + self.seconds_each * path.stat().st_size / (1 << 20)
        return self.seconds
