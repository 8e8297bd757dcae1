"""Files in, NFC text out: one module a format.

:func:`read` is the only door. Whatever a file does wrong leaves here as :class:`FileRefused` with a reason,
so that one bad file never stops the others.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from indexer.domain import Source
from indexer.errors import FileRefused

_MODULES = {".txt": "plain", ".md": "plain", ".pdf": "pdf", ".docx": "word"}

FORMATS = tuple(_MODULES)
"""The file name endings that are read, in lower case."""


def read(path: Path) -> Source:
    """Read one file into NFC text and its pages.

    Raises:
        FileRefused: the format is not read, or the file is empty, broken, encrypted or holds no text.
    """
    reader = _reader(path)
    try:
        if path.stat().st_size == 0:
            raise FileRefused("empty_file", "Tệp rỗng (0 byte).")
        source = reader(path)
    except FileRefused:
        raise
    except OSError as error:
        raise FileRefused("unreadable", f"Không mở được tệp: {error.strerror or error}.") from error
    except Exception as error:  # parsers meet broken files with any exception there is
        kind = type(error).__name__
        raise FileRefused("broken_file", f"Tệp hỏng hoặc không đúng định dạng ({kind}).") from error
    if not any(character.isalnum() for character in source.text):
        raise FileRefused("no_text", "Tệp không có chữ nào; nếu là bản quét thì cần bản có lớp văn bản.")
    return source


def _reader(path: Path) -> Callable[[Path], Source]:
    """The reader for a file's ending; imported here so that only the formats in use cost anything."""
    module = _MODULES.get(path.suffix.lower())
    if module is None:
        known = ", ".join(FORMATS)
        raise FileRefused(
            "unsupported_format", f"Chưa đọc được định dạng “{path.suffix or path.name}”; hiện đọc {known}."
        )
    reader: Callable[[Path], Source] = import_module(f"indexer.reading.{module}").read
    return reader
