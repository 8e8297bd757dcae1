"""Plain text and Markdown: UTF-8, UTF-16 with a byte-order mark, or Windows-1258."""

from __future__ import annotations

import codecs
from pathlib import Path

from indexer.domain import Source
from indexer.errors import FileRefused
from indexer.text import nfc

_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16", codecs.BOM_UTF8: "utf-8-sig"}


def read(path: Path) -> Source:
    """Read a text file. It has no pages.

    Raises:
        FileRefused: ``broken_file`` where the bytes are not text in any of the encodings.
    """
    text = nfc(_decode(path.read_bytes()))
    controls = sum(character < " " and character not in "\n\t\f" for character in text)
    if controls > len(text) // 100:
        raise FileRefused("broken_file", "Nội dung không phải văn bản (nhiều ký tự điều khiển).")
    return Source(text=text, format=path.suffix.lower().lstrip("."))


def _decode(data: bytes) -> str:
    """Windows-1258 comes last: it accepts almost any bytes."""
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1258"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused("broken_file", "Không nhận ra bảng mã của tệp; hãy lưu lại bằng UTF-8.")
