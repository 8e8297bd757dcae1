"""Text files in the encodings that offices use."""

from __future__ import annotations

import codecs
import unicodedata

import pytest

from indexer.errors import FileRefused
from indexer.reading import read
from indexer.reading.plain import decode

TEXT = "Số 05: Đấu thầu thuốc, hoà giải, Uỷ ban\nnhân dân tỉnh Đồng Nai."


def windows_1258(text: str) -> bytes:
    """Letters that the code page lacks are written as a letter and a combining tone."""
    tones = "\u0300\u0301\u0309\u0303\u0323"

    def spelled(letter: str) -> str:
        apart = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in apart if mark in tones)
        return unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in tones)) + tone

    return "".join(spelled(letter) for letter in text).encode("cp1258")


FILES = [
    ("UTF-8", TEXT.encode()),
    ("UTF-8 with a byte-order mark", codecs.BOM_UTF8 + TEXT.encode()),
    ("UTF-16, little end first", codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")),
    ("UTF-16, big end first", codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")),
    ("UTF-16 without its mark, little end first", TEXT.encode("utf-16-le")),
    ("UTF-16 without its mark, big end first", TEXT.encode("utf-16-be")),
    ("Windows-1258", windows_1258(TEXT)),
    ("decomposed letters", unicodedata.normalize("NFD", TEXT).encode()),
    ("Windows line ends", TEXT.replace("\n", "\r\n").encode()),
]


@pytest.mark.parametrize("data", [row[1] for row in FILES], ids=[row[0] for row in FILES])
def test_every_encoding_gives_the_same_text(data, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    source = read(path)
    assert (source.text, source.format, source.pages) == (TEXT, "txt", ())


TCVN3 = "Chữ TCVN3 đã chuyển sang Unicode"
VNI = "Chữ VNI đã chuyển sang Unicode"
LEGACY = [
    ("TCVN3", "Céng hoµ x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc\nSè: 05/KH-SYT, n¨m 2024", TCVN3,
     "Cộng hoà xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\nSố: 05/KH-SYT, năm 2024"),
    ("TCVN3, a line in a font of capitals", "CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM\n§éc lËp - Tù do - H¹nh phóc",
     TCVN3,
     "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
    ("VNI", "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM\nÑoäc laäp - Töï do - Haïnh phuùc\nSoá: 05, naêm 2024", VNI,
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 05, năm 2024"),
]  # fmt: skip


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
@pytest.mark.parametrize(("typed", "note", "text"), [row[1:] for row in LEGACY], ids=[row[0] for row in LEGACY])
def test_what_was_typed_in_old_fonts_is_converted_and_noted(typed, note, text, encoding, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(typed.encode(encoding))
    assert (read(path).text, read(path).notes) == (text, (note,))


DECLARED = [
    ("UTF-8 whatever is declared", "Đấu thầu".encode(), "windows-1258", "Đấu thầu"),
    ("what is declared, where it is not UTF-8", "café".encode("cp1250"), "windows-1250", "café"),
    ("a western name says nothing", windows_1258("Đấu thầu"), "iso-8859-1", "Đấu thầu"),
    ("nor does a name that does not exist", windows_1258("Đấu thầu"), "abc", "Đấu thầu"),
]


@pytest.mark.parametrize(("data", "name", "text"), [row[1:] for row in DECLARED], ids=[row[0] for row in DECLARED])
def test_a_declared_encoding_counts_where_it_can_be_true(data, name, text):
    assert unicodedata.normalize("NFC", decode(data, name)) == text


def test_a_table_pasted_with_tabs_has_bars(tmp_path):
    head, row, other = "TT\tViệc\tNơi làm", "1\tHọp\tSở Y tế", "2\tGhi\t"
    letterhead = "SỞ Y TẾ\t\tCỘNG HÒA\nSố 1\t\tĐộc lập"
    file = tmp_path / "a.txt"
    file.write_text(f"{letterhead}\n\n{head}\n{row}\n{other}\n\nHết\tlà\thết\n", encoding="utf-8")
    table = "TT | Việc | Nơi làm\n1 | Họp | Sở Y tế\n2 | Ghi | "
    assert read(file).text == f"{letterhead}\n\n{table}\n\nHết\tlà\thết\n"


@pytest.mark.parametrize("name", ["a.md", "A.MD"])
def test_markdown_is_read_as_it_is(name, tmp_path):
    path = tmp_path / name
    path.write_text("# Một\n\n**hai**", encoding="utf-8")
    assert (read(path).text, read(path).format) == ("# Một\n\n**hai**", "md")


BROKEN = [
    ("a picture", bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(range(256)) * 4),
    ("control characters", b"abc \x01\x02\x03\x04 abc"),
    ("a program", b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00\x01\x00\x00\x00" * 40),
    ("half of a UTF-16 letter", codecs.BOM_UTF16_LE + "ấ".encode("utf-16-le")[:1]),
]


@pytest.mark.parametrize("data", [row[1] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_what_is_no_text_is_refused(data, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(FileRefused) as refused:
        read(path)
    assert refused.value.code == "broken_file"
