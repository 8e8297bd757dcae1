"""The process that opens files, so that a hostile one takes down nothing else. Run by the module ``child``.

A line of JSON comes in for each job: paths to read, in this order. A line goes out for each path: a tab and the
parcel of what was understood, or the code, a tab and the reason where the file is refused.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from indexer.errors import FileRefused
from indexer.reading import Read, opened
from indexer.sandbox import parcel
from indexer.understand import parse

_DEATH_OF_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def main() -> None:
    """Answer jobs until there are no more. The argument is the limit of memory in MB."""
    _confine(int(sys.argv[1]))
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints must not break the lines
    for line in sys.stdin:
        paths = [Path(os.fsdecode(bytes.fromhex(name))) for name in json.loads(line)]
        with opened(paths) as read:
            for path in paths:
                _send(answers, _outcome(read, path))


def _outcome(read: Read, path: Path) -> bytes:
    try:
        return b"\t" + parcel.pack(parse(read(path))).encode()
    except FileRefused as refusal:
        return _refused(refusal.code, refusal.message)
    except MemoryError:
        return _refused("too_hungry", "Đọc tệp này cần quá nhiều bộ nhớ.")
    except Exception as error:  # no text may stop the others
        kind = type(error).__name__
        return _refused("broken_file", f"Không phân tích được nội dung tệp ({kind}).")


def _refused(code: str, reason: str) -> bytes:
    return f"{code}\t{' '.join(reason.split())}".encode("utf-8", "replace")


def _send(answers: BinaryIO, line: bytes) -> None:
    rest = memoryview(line + b"\n")
    while rest:
        rest = rest[answers.write(rest) :]


def _confine(megabytes: int) -> None:
    """Take the limits on: memory for this process and those it starts, no core files, an end with the parent's.

    Asked to end, it ends by an exception, so that programs it started are ended too.
    """
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(_DEATH_OF_PARENT, signal.SIGTERM)


if __name__ == "__main__":
    main()
