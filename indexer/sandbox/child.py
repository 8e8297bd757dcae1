"""One process that reads files, seen from the indexer: it is asked, waited for, ended and started again."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from indexer.errors import FileRefused
from indexer.parsed import Parsed
from indexer.sandbox.bounds import Bounds
from indexer.sandbox.parcel import unpack

Outcome = tuple[Path, Parsed | FileRefused]
"""A file, and what it says or why it is refused."""

_CONVERSION = 240
"""Seconds more for files that are converted together: two calls of LibreOffice."""
_LONGEST = 256 << 20
"""Bytes of an answer."""
_GRACE = 3
"""Seconds that a process has to end what it started."""


class Child:
    """A process within bounds. It is started when it is first asked, or before by :meth:`start`."""

    def __init__(self, bounds: Bounds) -> None:
        """Nothing is started yet."""
        self._bounds = bounds
        self._process: subprocess.Popen[bytes] | None = None
        self._read = b""
        self._is_closed = False

    def start(self) -> None:
        """Start the process, unless it runs."""
        if self._process is None:
            self._read = b""
            command = [sys.executable, "-m", "indexer.sandbox.process", str(self._bounds.memory)]
            paths = [str(Path(__file__).parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
                start_new_session=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )  # fmt: skip

    def read(self, paths: Sequence[Path]) -> Iterator[Outcome]:
        """What each file says, or why it is refused, in order; nothing more once the child is closed."""
        rest = list(paths)
        while rest and not self._is_closed:
            self.start()
            conversion = _CONVERSION if len(rest) > 1 else 0
            self._ask(rest)
            while rest and self._process and not self._is_closed:
                path = rest.pop(0)
                yield path, self._answer(self._bounds.time_for(path) + conversion)

    def close(self) -> None:
        """End the process, whatever it does; what it was asked is not answered."""
        self._is_closed = True
        self._end()

    def _ask(self, paths: Sequence[Path]) -> None:
        assert self._process and self._process.stdin  # noqa: S101 - started with pipes
        names = json.dumps([os.fsencode(path).hex() for path in paths])
        with suppress(BrokenPipeError):  # then there will be no answer either
            self._process.stdin.write(names.encode() + b"\n")

    def _answer(self, seconds: float) -> Parsed | FileRefused:
        """One file's; a process that gives none is ended."""
        try:
            code, _, content = self._line(seconds).decode().partition("\t")
            return FileRefused(code, content) if code else unpack(content)
        except TimeoutError:
            refusal = FileRefused("too_slow", f"Đọc tệp này lâu hơn {seconds:.0f} giây; đã dừng.")
        except EOFError:
            refusal = FileRefused("crashed", "Tệp làm hỏng chương trình đọc (có thể do cố ý hoặc thiếu bộ nhớ).")
        except (ValueError, TypeError, KeyError) as error:
            refusal = FileRefused("broken_file", f"Không nhận được nội dung tệp ({type(error).__name__}).")
        self._end()
        return refusal

    def _line(self, seconds: float) -> bytes:
        """The next line of the process.

        Raises:
            TimeoutError: it did not come in time.
            EOFError: the process has ended, or says too much.
        """
        assert self._process and self._process.stdout  # noqa: S101 - started with pipes
        stdout = self._process.stdout
        parts, deadline = [self._read], time.monotonic() + seconds
        size = len(self._read)
        while b"\n" not in parts[-1]:
            ready, _, _ = select.select([stdout], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError
            part = os.read(stdout.fileno(), 1 << 20)
            size += len(part)
            if not part or size > _LONGEST:
                raise EOFError
            parts.append(part)
        line, _, self._read = b"".join(parts).partition(b"\n")
        return line

    def _end(self) -> None:
        """Ask the process to end, so that it ends what it started; then make it."""
        process, self._process = self._process, None
        if process is None:
            return
        for end in (process.terminate, process.kill):
            end()
            with suppress(subprocess.TimeoutExpired):
                process.wait(_GRACE)
                break
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
