"""The disk that an index lies on: what is written reaches it, what is removed is gone at once."""

from __future__ import annotations

import math
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexUnwritable

_MAGIC = b"\x93NUMPY\x01\x00"
_HEADER = re.compile(
    re.escape(_MAGIC)
    + rb"(..)\{'descr': '([<|][a-z]\d+)', 'fortran_order': False, 'shape': \(([\d, ]*)\), \} *\n",
    re.DOTALL,
)
"""What stands before each array in the format of ``np.save``: how long it is, the type, the shape."""

_LONGEST_HEADER = 256
_ALIGNED = 64
"""Bytes: where numpy begins what it saves, so that all processors read it fast."""

_REASONS = (
    (re.compile("No space left|disk is full|quota exceeded", re.IGNORECASE), "đĩa đã đầy"),
    (re.compile("Read-?only ?file ?system|readonly database", re.IGNORECASE), "đĩa chỉ cho đọc"),
    (re.compile("Permission ?denied|not permitted", re.IGNORECASE), "không có quyền ghi"),
    (re.compile("Input/output error|disk I/O error", re.IGNORECASE), "đĩa bị lỗi"),
)
"""What SQLite, FAISS and the system itself say, each in an exception of its own."""


@contextmanager
def writable(folder: Path) -> Iterator[None]:
    """Say clearly that an index cannot be written.

    Raises:
        IndexUnwritable: the disk is full, broken, or not to be written to.
    """
    try:
        yield
    except (OSError, RuntimeError, ValueError, sqlite3.Error) as error:
        reason = why_unwritable(error)
        if reason is None:
            raise
        raise IndexUnwritable(
            f"Không ghi được chỉ mục {folder}: {reason} ({error}). Những gì đã ghi trước đó vẫn nguyên và vẫn tra "
            "cứu được; hãy dọn đĩa rồi chạy lại.",
            reason=reason,
        ) from error


def why_unwritable(error: BaseException) -> str | None:
    """What keeps one from writing, in words; None where an error is of another kind."""
    return next((words for pattern, words in _REASONS if pattern.search(str(error))), None)


def save_array(path: Path, array: NDArray[Any]) -> None:
    """As ``np.save`` does, but a full disk is told by the system: numpy only says how many numbers it wrote."""
    save_arrays(path, [array])


def save_arrays(path: Path, arrays: Iterable[NDArray[Any]]) -> None:
    """Some in one file, each as ``np.save`` has it, from a multiple of 64 bytes on: to bring one file to the disk
    takes less time than many.
    """
    with path.open("wb") as file:
        for array in arrays:
            rows = np.ascontiguousarray(array)
            file.write(bytes(-file.tell() % _ALIGNED))
            np.lib.format.write_array_header_1_0(file, np.lib.format.header_data_from_array_1_0(rows))
            file.write(rows.data)


def mapped_array(path: Path) -> NDArray[Any]:
    """The one of a file, as :func:`mapped_arrays` has several."""
    (array,) = mapped_arrays(path)
    return array


def mapped_arrays(path: Path) -> list[NDArray[Any]]:
    """Those of a file, mapped into memory, not read.

    Not by numpy: it has Python's compiler read the headers, which fails where two threads of Python 3.11 do so at
    once ("AST constructor recursion depth mismatch").

    Raises:
        OSError, ValueError: it is missing or broken.
    """
    data = np.asarray(np.memmap(path, mode="r"))
    found: list[NDArray[Any]] = []
    at = 0
    while at < len(data):
        header = _HEADER.match(data[at : at + _LONGEST_HEADER].tobytes())
        if header is None:
            raise ValueError(f"{path}: no array begins at byte {at}")
        kind, shape = np.dtype(header[2].decode()), tuple(map(int, re.findall(rb"\d+", header[3])))
        start = at + len(_MAGIC) + 2 + int.from_bytes(header[1], "little")
        end = start + math.prod(shape) * kind.itemsize
        found.append(data[start:end].view(kind).reshape(shape))
        at = end + -end % _ALIGNED
    return found


def is_read_only(path: Path) -> bool:
    """Whether the disk that a file or folder lies on is mounted to be read only."""
    return bool(os.statvfs(path if path.exists() else path.parent).f_flag & os.ST_RDONLY)


def discard(path: Path) -> None:
    """Remove a file, or a folder that a reader may look at: it is gone at once, then its files are."""
    if path.is_file():
        path.unlink()
        return
    aside = path.with_name(f".gone-{path.name}-{os.getpid()}")
    with suppress(FileNotFoundError):
        path.rename(aside)
    shutil.rmtree(aside, ignore_errors=True)


def link(source: Path, target: Path) -> None:
    """Give a file that never changes another name; a copy where the disk knows no links."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def sync_all(folder: Path) -> None:
    """Bring a folder and all in it to the disk; files that have another name too are there already."""
    for path in [*folder.rglob("*"), folder]:
        if path.is_dir() or path.stat().st_nlink == 1:
            sync(path)


def sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
