"""Files in, NFC text out: one module a format.

:func:`read` is the only door, and :func:`opened` the same for many files. Whatever a file does wrong leaves here
as :class:`FileRefused` with a reason, so that one bad file never stops the others. A file is what its content
says; its name decides where that says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path

from indexer.domain import Source
from indexer.errors import FileRefused
from indexer.reading import kinds
from indexer.reading.doc import FORMATS as _CONVERTED
from indexer.reading.doc import Converter

_MODULES = {
    ".txt": "plain", ".md": "plain", ".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "word",
    **dict.fromkeys(_CONVERTED, "doc"), **dict.fromkeys(kinds.PICTURES, "scan"),
}  # fmt: skip
_BARE = ("plain", "html")
"""Modules of formats that no first bytes tell."""

FORMATS = tuple(_MODULES)
"""The file name endings that are read, in lower case."""

Read = Callable[[Path], Source]
"""Reads one file, or refuses it."""


@contextmanager
def opened(paths: Sequence[Path] = ()) -> Iterator[Read]:
    """A :func:`read` for files that will be asked for in the order of ``paths``: old Word files are converted many
    at a time.
    """
    with Converter(paths) as converter:
        yield partial(_read, converter)


def read(path: Path) -> Source:
    """Read one file into NFC text and its pages.

    Raises:
        FileRefused: the format is not read, or the file is empty, broken, encrypted, too large or holds no text;
            its name is not UTF-8; it changes while it is read; or the program that would convert it is missing.
    """
    with opened() as reader:
        return reader(path)


def outside_archive() -> FileRefused:
    """The refusal of a link that leads out of the archive's folder, for whoever walks the folder."""
    return FileRefused("outside_archive", "Liên kết dẫn ra ngoài thư mục kho; hãy chép tệp vào kho.")


def _read(converter: Converter, path: Path) -> Source:
    """Read a file that stays as it is meanwhile; one that changes is read once more."""
    if kinds.printable(path) != str(path):
        shown = kinds.printable(Path(path.name))
        raise FileRefused("bad_name", f"Tên tệp “{shown}” không phải UTF-8; hãy đổi tên tệp.")
    for _ in range(2):
        before = _stamp(path)
        try:
            found: Source | FileRefused = _read_once(converter, path)
        except FileRefused as refusal:
            found = refusal
        if _stamp(path) == before:
            break
    else:
        raise FileRefused("changing", "Tệp đang được ghi trong lúc đọc; lần lập chỉ mục sau sẽ đọc lại.")
    if isinstance(found, FileRefused):
        raise found
    return found


def _stamp(path: Path) -> tuple[int, int]:
    """Size and time of change."""
    try:
        status = path.stat()
    except OSError as error:
        raise FileRefused("unreadable", f"Không mở được tệp: {error.strerror or error}.") from error
    return status.st_size, status.st_mtime_ns


def _read_once(converter: Converter, path: Path) -> Source:
    try:
        if path.stat().st_size == 0:
            raise FileRefused("empty_file", "Tệp rỗng (0 byte).")
        module = _module(path)
        reader: Read = converter.read if module == "doc" else import_module(f"indexer.reading.{module}").read
        source = reader(path)
    except FileRefused:
        raise
    except MemoryError as error:
        raise FileRefused("too_hungry", "Đọc tệp này cần quá nhiều bộ nhớ.") from error
    except OSError as error:
        raise FileRefused("unreadable", f"Không mở được tệp: {error.strerror or error}.") from error
    except Exception as error:  # parsers meet broken files with any exception there is
        kind = type(error).__name__
        raise FileRefused("broken_file", f"Tệp hỏng hoặc không đúng định dạng ({kind}).") from error
    if not any(character.isalnum() for character in source.text):
        raise FileRefused("no_text", "Tệp không có chữ nào; nếu là bản quét thì cần bản có lớp văn bản.")
    return source


def _module(path: Path) -> str:
    """The module that reads a file: by its content, else by its name.

    A picture is read only where the name says that it is one: under another name it is a mistake.
    """
    named = path.suffix.lower()
    found = kinds.ending(path)
    if found in _MODULES and (found not in kinds.PICTURES or named in kinds.PICTURES):
        return _MODULES[found]
    if named not in _MODULES:
        known = ", ".join(FORMATS)
        raise FileRefused(
            "unsupported_format", f"Chưa đọc được định dạng “{named or path.name}”; hiện đọc {known}."
        )
    if found is None and _MODULES[named] in _BARE:
        return _MODULES[named]
    content = kinds.NAMES[found] if found else "dữ liệu không rõ định dạng"
    raise FileRefused("broken_file", f"Tên tệp có đuôi {named} nhưng nội dung là {content}.")
