"""PDF files page by page, and those that cannot be read."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter

from indexer.errors import FileRefused
from indexer.reading import read
from tests.indexer.reading.pdf_bytes import pdf

FIRST = "Số: 05/KH-SYT\nKế hoạch đấu thầu thuốc, không để"
SECOND = "tình trạng thiếu vật tư y tế."


@pytest.fixture
def made(tmp_path):
    """Write bytes as a PDF file."""

    def write(data: bytes):
        path = tmp_path / "a.pdf"
        path.write_bytes(data)
        return path

    return write


def encrypted(password: str, owner: str | None = None) -> bytes:
    writer, out = PdfWriter(clone_from=io.BytesIO(pdf(FIRST))), io.BytesIO()
    writer.encrypt(password, owner, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def encrypted_by_aes() -> bytes:
    """With the dictionary of ISO 32000-2, 7.6.4 (revision 6), its keys left blank."""
    keys = b"/O <%s> /U <%s> /OE <%s> /UE <%s> /Perms <%s>" % tuple(b"00" * n for n in (48, 48, 32, 32, 16))
    filters = b"/StmF /F /StrF /F /CF << /F << /CFM /AESV3 /AuthEvent /DocOpen /Length 32 >> >>"
    dictionary = b"<< /Filter /Standard /V 5 /R 6 /Length 256 /P -4 %s %s >>" % (keys, filters)
    return pdf(FIRST).replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [<00> <00>] /Encrypt " + dictionary)


def test_pages_are_read_with_their_spans(made):
    source = read(made(pdf(FIRST, SECOND)))
    assert source.format == "pdf"
    assert [source.text[page.start : page.end].strip() for page in source.pages] == [FIRST, SECOND]
    assert [page.number for page in source.pages] == [1, 2]


def test_a_page_without_text_keeps_its_number(made):
    source = read(made(pdf(FIRST, "", SECOND)))
    assert [source.text[page.start : page.end].strip() for page in source.pages] == [FIRST, "", SECOND]


def test_letters_are_composed(made):
    assert read(made(pdf("Đấu thầu"))).text.strip() == "Đấu thầu"


def test_a_password_for_the_owner_only_does_not_stop_a_reader(made):
    assert FIRST in read(made(encrypted("", "chủ"))).text


REFUSED = [
    ("a file that ends early", pdf(FIRST, SECOND)[:-400], "broken_file"),
    ("a file that ends at once", pdf(FIRST)[:60], "broken_file"),
    ("a picture under another name", bytes.fromhex("89504e470d0a1a0a") + bytes(range(256)), "broken_file"),
    ("a password", encrypted("mật khẩu"), "encrypted"),
    ("a password of the modern kind", encrypted_by_aes(), "encrypted"),
    ("pages without a text layer", pdf("", ""), "no_text"),
]


@pytest.mark.parametrize(("data", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_cannot_be_read_is_refused_with_its_reason(data, code, made):
    with pytest.raises(FileRefused) as refused:
        read(made(data))
    assert refused.value.code == code
