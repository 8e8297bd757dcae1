"""What a file is by its first bytes: names lie. Refuses what no reader should open: passwords and zip bombs.

Word's old files are compound files ([MS-CFB]): entries of 128 bytes name the streams inside. Whether a document
has a password is a bit of its first block ([MS-DOC], 2.5.2).
"""

from __future__ import annotations

import os
import re
import struct
import zipfile
from pathlib import Path

from indexer.errors import FileRefused

NAMES = {
    ".pdf": "PDF", ".docx": "Word", ".doc": "Word 97-2003", ".rtf": "RTF", ".odt": "OpenDocument",
    ".html": "trang web HTML", ".png": "ảnh PNG", ".jpg": "ảnh JPEG", ".tif": "ảnh TIFF", ".gif": "ảnh GIF",
    ".bmp": "ảnh BMP", ".webp": "ảnh WebP", ".heic": "ảnh HEIC", ".xlsx": "bảng tính Excel",
    ".xls": "bảng tính Excel 97-2003", ".pptx": "trình chiếu PowerPoint", ".ppt": "trình chiếu PowerPoint 97-2003",
    ".zip": "tệp nén ZIP", ".rar": "tệp nén RAR", ".7z": "tệp nén 7-Zip", ".gz": "tệp nén GZIP",
    ".exe": "chương trình Windows", ".elf": "chương trình Linux", ".ole": "tệp Office cũ không phải Word",
    ".mp4": "phim MP4",
}  # fmt: skip
"""What content is called in a refusal, by the ending that its name should have."""

PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
"""Endings of pictures of paper, that are read by OCR."""

_FIRST_BYTES = tuple(
    (re.compile(first, re.DOTALL), found)
    for first, found in (
        (rb"\{\\rtf", ".rtf"), (rb".{0,1019}%PDF-", ".pdf"), (rb"\x89PNG\r\n\x1a\n", ".png"),
        (rb"\xff\xd8\xff", ".jpg"), (rb"II\*\x00|MM\x00\*", ".tif"), (rb"GIF8", ".gif"),
        (rb"BM.{4}\x00{4}", ".bmp"), (rb"RIFF.{4}WEBP", ".webp"), (rb".{4}ftyp(?:hei[cx]|mif1)", ".heic"),
        (rb".{4}ftyp", ".mp4"), (rb"Rar!\x1a\x07", ".rar"), (rb"7z\xbc\xaf\x27\x1c", ".7z"),
        (rb"\x1f\x8b\x08", ".gz"), (rb"MZ\x90\x00", ".exe"), (rb"\x7fELF", ".elf"),
    )
)  # fmt: skip
_HTML = re.compile(rb"(?:\s|<\?xml[^>]*>|<!--.*?-->)*+<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = {"WordDocument": ".doc", "Workbook": ".xls", "Book": ".xls", "PowerPoint Document": ".ppt"}
_PARTS = {"word/": ".docx", "xl/": ".xlsx", "ppt/": ".pptx"}
_ODT = b"application/vnd.oasis.opendocument.text"

LARGEST = 200 << 20
"""Bytes that a zipped document may unpack to."""
_SUSPICIOUS = 50 << 20
_RATIO = 200

_SHORT = 4096
"""Bytes below which a stream of a compound file lies in parts of sectors ([MS-CFB], 2.4)."""


def ending(path: Path) -> str | None:
    """The ending that a file's content should have, a key of ``NAMES``; None where its bytes do not tell (text).

    Raises:
        FileRefused: ``encrypted`` where it has a password, ``too_large`` for a zip bomb, ``broken_file`` for a zip
            that is cut off.
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith(_COMPOUND):
        return _compound(path)
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path)
    if _HTML.match(head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")):
        return ".html"
    return next((found for first, found in _FIRST_BYTES if first.match(head)), None)


def _compound(path: Path) -> str:
    """Find the streams by their entries, wherever the directory lies."""
    data = path.read_bytes()
    size = 1 << int.from_bytes(data[30:32], "little") if len(data) > 512 else 512
    entries = {
        name: data[at : at + 128] for name in (*_STREAMS, "EncryptedPackage") for at in _entries(data, name)
    }
    if "EncryptedPackage" in entries:
        raise _encrypted("Word")
    found = next((found for name, found in _STREAMS.items() if name in entries), ".ole")
    if found == ".doc":
        start = (int.from_bytes(entries["WordDocument"][116:120], "little") + 1) * size
        is_short = int.from_bytes(entries["WordDocument"][120:124], "little") < _SHORT
        block = _short(path) if is_short else data[start : start + 12]
        if block[:2] in (b"\xec\xa5", b"\xdc\xa5") and int.from_bytes(block[10:12], "little") & 0x100:
            raise _encrypted("Word")
    return found


def _short(path: Path) -> bytes:
    """The beginning of a document that is so short that it shares its sectors with others; nothing where it is
    broken.
    """
    import olefile

    try:
        with olefile.OleFileIO(path) as opened, opened.openstream("WordDocument") as stream:
            return bytes(stream.read(12))
    except (OSError, ValueError, IndexError, struct.error):
        return b""


def _entries(data: bytes, name: str) -> list[int]:
    """Where the directory entries of a stream begin: at a multiple of 128, with the name's length in its place."""
    spelled = name.encode("utf-16-le") + b"\x00\x00"
    length = len(spelled).to_bytes(2, "little")
    places = [found.start() for found in re.finditer(re.escape(spelled), data)]
    return [at for at in places if at % 128 == 0 and data[at + 64 : at + 66] == length]


def _zipped(path: Path) -> str:
    """Which document a zip holds, once it is known to unpack."""
    try:
        with zipfile.ZipFile(path) as archive:
            _weigh(archive, path.stat().st_size)
            names = archive.namelist()
            if "mimetype" in names and archive.read("mimetype").strip() == _ODT:
                if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                    raise _encrypted("OpenDocument")
                return ".odt"
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise FileRefused("broken_file", "Tệp hỏng: phần nén không mở được, có thể tải về chưa hết.") from error
    return next((found for part, found in _PARTS.items() if any(name.startswith(part) for name in names)), ".zip")


def _weigh(archive: zipfile.ZipFile, packed: int) -> None:
    """Refuse what would fill the memory, by what it declares and by what it holds: declarations lie too."""
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise _encrypted("ZIP")
    declared = sum(entry.file_size for entry in entries)
    real = 0 if _is_bomb(declared, packed) else _unpacked(archive, packed)
    if _is_bomb(max(declared, real), packed):
        raise FileRefused(
            "too_large",
            f"Tệp bung ra {max(declared, real) >> 20} MB, quá giới hạn {LARGEST >> 20} MB hoặc nén bất thường; "
            "hãy bỏ bớt ảnh rồi lưu lại.",
        )


def _unpacked(archive: zipfile.ZipFile, packed: int) -> int:
    """How many bytes there are, counted until they are too many."""
    total = 0
    for entry in archive.infolist():
        declared, check = entry.file_size, entry.CRC
        entry.file_size, entry.CRC = LARGEST + 1, None  # type: ignore[assignment]  # not where it says it ends
        with archive.open(entry) as stream:
            while (block := stream.read(1 << 20)) and not _is_bomb(total, packed):
                total += len(block)
        entry.file_size, entry.CRC = declared, check
    return total


def _is_bomb(size: int, packed: int) -> bool:
    return size > LARGEST or (size > _SUSPICIOUS and size > _RATIO * packed)


def _encrypted(what: str) -> FileRefused:
    return FileRefused("encrypted", f"Tệp {what} có mật khẩu; hãy lưu một bản không mật khẩu.")


def printable(path: Path) -> str:
    r"""A path as text that can be stored and shown: bytes that are no UTF-8 are written as ``\xe1``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
