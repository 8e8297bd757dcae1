"""Plain text and Markdown in the encodings that offices use: UTF-8, UTF-16, Windows-1258, TCVN3 and VNI."""

from __future__ import annotations

import codecs
from itertools import groupby
from pathlib import Path

from indexer.domain import Source
from indexer.errors import FileRefused
from indexer.reading import legacy
from indexer.text import nfc

_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16", codecs.BOM_UTF8: "utf-8-sig"}


_CELLS = 3
"""Of a row of a table at least: two are set side by side in letterheads too."""

_CONTROLS = [chr(code) for code in range(32) if chr(code) not in "\n\t\f"]


def read(path: Path) -> Source:
    """Read a text file. It has no pages.

    Raises:
        FileRefused: ``broken_file`` where the bytes are not text in any of the encodings.
    """
    text, notes = legacy.recognised(nfc(decode(path.read_bytes())))
    controls = sum(map(text.count, _CONTROLS))
    if controls > len(text) // 100:
        raise FileRefused("broken_file", "Nội dung không phải văn bản (nhiều ký tự điều khiển).")
    return Source(text=_barred(text), format=path.suffix.lower().lstrip("."), notes=notes)


def _barred(text: str) -> str:
    """Tables that were pasted with tabs between the cells, with `` | `` in place of these, as of Word files."""
    if text.count("\t") < _CELLS:
        return text
    found = []
    for tabs, group in groupby(text.split("\n"), lambda line: line.count("\t")):
        lines = list(group)
        is_table = len(lines) > 1 and tabs + 1 >= _CELLS and all(cell.strip() for cell in lines[0].split("\t"))
        found += [line.replace("\t", " | ") for line in lines] if is_table else lines
    return "\n".join(found)


def decode(data: bytes, declared: str | None = None) -> str:
    """Bytes as text, by their byte-order mark, what they declare, or the first encoding in which they make sense.

    Bytes of TCVN3 or VNI are given as letters of Latin-1, for ``legacy`` to convert. Windows-1258 comes last: it
    accepts almost any bytes.

    Raises:
        FileRefused: ``broken_file`` where none does.
    """
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    wide = _wide(data)
    if marked or wide:
        encodings = [marked or wide or ""]
    else:
        encodings = ["utf-8", *_known(declared), "latin-1" if legacy.detect(data.decode("latin-1")) else "cp1258"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused("broken_file", "Không nhận ra bảng mã của tệp; hãy lưu lại bằng UTF-8.")


def _known(declared: str | None) -> list[str]:
    """The encoding that a page declares, if there is one of that name. Western ones prove nothing: TCVN3 and VNI
    pages declare them, and so do pages in Windows-1258.
    """
    try:
        name = codecs.lookup(declared).name if declared else ""
    except LookupError:
        return []
    is_western = name in ("", "ascii", "iso8859-1", "iso8859-15", "cp1252")
    return [] if is_western or name.startswith("utf-16") else [name]


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of a Latin text is mostly 0, and no other one is."""
    sample = data[:4096]
    high, low = sample[1::2].count(0), sample[0::2].count(0)
    if len(sample) < 2 or min(high, low) > len(sample) // 100 or max(high, low) < len(sample) // 8:
        return None
    return ("utf-16-le" if high > low else "utf-16-be") if max(high, low) else None
