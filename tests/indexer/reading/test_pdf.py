"""PDF files page by page, and those that cannot be read."""

from __future__ import annotations

import io
import time

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from indexer.errors import FileRefused
from indexer.reading import read
from tests.indexer.reading.pdf_bytes import pdf

FIRST = "Số: 05/KH-SYT\n\nKế hoạch đấu thầu thuốc, không để"
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


def written(change) -> bytes:
    """A page of text, changed by pypdf."""
    writer, out = PdfWriter(clone_from=io.BytesIO(pdf(FIRST))), io.BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()


def dictionary(**entries) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def over(subtype: str, *, flags: int = 4, drawn: str | None = None, **entries):
    """Lay an annotation over the page, with a picture of the words ``drawn`` where there are any."""

    def change(writer: PdfWriter) -> None:
        box = ArrayObject(map(FloatObject, (100, 500, 400, 520)))
        item = dictionary(Subtype=NameObject(subtype), Rect=box, F=NumberObject(flags))
        item.update({NameObject(f"/{key}"): TextStringObject(value) for key, value in entries.items()})
        if drawn:
            item[NameObject("/AP")] = dictionary(N=writer._add_object(appearance(drawn)))
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(item)])
        if subtype == "/Widget":
            item[NameObject("/FT")] = NameObject("/Tx")
            form = dictionary(
                Fields=writer.pages[0]["/Annots"], DR=resources(), DA=TextStringObject("/H 12 Tf 0 g")
            )
            writer._root_object[NameObject("/AcroForm")] = form

    return change


def appearance(text: str) -> StreamObject:
    """A picture of a few words."""
    stream = StreamObject()
    stream.set_data(f"BT /H 12 Tf 2 5 Td ({text}) Tj ET".encode())
    stream.update(dictionary(Subtype=NameObject("/Form"), BBox=ArrayObject(map(NumberObject, (0, 0, 300, 20)))))
    stream[NameObject("/Resources")] = resources()
    return stream


def resources() -> DictionaryObject:
    """Helvetica by the name of /H."""
    font = dictionary(Type=NameObject("/Font"), Subtype=NameObject("/Type1"), BaseFont=NameObject("/Helvetica"))
    return dictionary(Font=dictionary(H=font))


LAID_OVER = [
    ("a stamp", over("/Stamp", drawn="CONG VAN DEN 12"), "CONG VAN DEN 12"),
    ("a typed note", over("/FreeText", drawn="Chuyen Phong 3", Contents="Chuyển"), "Chuyen Phong 3"),
    ("a note that the file does not draw", over("/FreeText", Contents="Chuyển Phòng\n3"), "Chuyển Phòng 3"),
    ("a field of a form", over("/Widget", T="so", V="231/KH", DA="/H 12 Tf 0 g"), "231/KH"),
    ("a comment in a bubble is not on the page", over("/Text", Contents="xem lại"), ""),
    ("a hidden note is not on the page", over("/FreeText", flags=2, Contents="ẩn"), ""),
]


@pytest.mark.parametrize(("change", "expected"), [row[1:] for row in LAID_OVER], ids=[row[0] for row in LAID_OVER])
def test_what_is_laid_over_a_page_is_read_where_it_stands_on_it(change, expected, made):
    text = read(made(written(change))).text
    assert text.startswith(FIRST)
    assert text.removeprefix(FIRST).split() == expected.split()


def pinned(writer: PdfWriter) -> None:
    """A file pinned to the page with a needle."""
    over("/FileAttachment")(writer)
    writer.pages[0]["/Annots"][0].get_object()[NameObject("/FS")] = dictionary(UF=TextStringObject("Phụ lục.xlsx"))


@pytest.mark.parametrize(
    "attach",
    [lambda writer: writer.add_attachment("Phụ lục.xlsx", b"PK\x03\x04"), pinned],
    ids=["listed", "pinned"],
)
def test_files_inside_are_named_and_not_opened(attach, made):
    source = read(made(written(attach)))
    assert source.text == FIRST
    assert source.notes == ("Tệp đính kèm trong PDF, không đọc: Phụ lục.xlsx.",)


def test_pages_that_print_no_number_have_the_one_that_the_file_gives(made):
    def label(writer: PdfWriter) -> None:
        writer.add_blank_page(595, 842)
        writer.set_page_label(0, 0, "/r", start=4)
        writer.set_page_label(1, 1, "/D", prefix="PL-")

    assert [page.printed for page in read(made(written(label))).pages] == ["iv", "PL-1"]


UPRIGHT = {90: (0, 1, -1, 0, 842, 0), 180: (-1, 0, 0, -1, 595, 842), 270: (0, -1, 1, 0, -247, 842)}
"""What turns letters so that they stand upright on a page that is turned."""


@pytest.mark.parametrize("turn", UPRIGHT)
def test_a_page_that_is_turned_reads_as_it_is_seen(turn, made):
    def lie(writer: PdfWriter) -> None:
        writer.pages[0].add_transformation(UPRIGHT[turn])
        writer.pages[0].rotate(turn)

    source = read(made(written(lie)))
    assert source.text == FIRST
    assert source.lines[0].box[:2] == pytest.approx((72, 62), abs=5)


def test_more_pages_than_are_read_are_refused_before_any_is_looked_at(made):
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(5000):
        writer.add_blank_page(595, 842)
    writer.write(out)
    path, start = made(out.getvalue()), time.process_time()
    with pytest.raises(FileRefused) as refused:
        read(path)
    assert refused.value.code == "too_large"
    assert "5.000 trang" in refused.value.message
    assert time.process_time() - start < 1


NUMBERS = "Số: 231/KH-UBND ngày 28/10/2022, 1.234.567,89 đồng;\n05 (năm) tháng, 12,5 %, điểm a) khoản 2.1"


def test_numbers_and_dates_are_as_written(made):
    assert read(made(pdf(NUMBERS))).text == NUMBERS


TCVN3 = (
    ("body", ".VnTime", "C\xe9ng ho\xb5 x\xb7 h\xe9i chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
    ("capitals", ".VnTimeH", "kÕ ho¹ch", "KẾ HOẠCH"),
    ("a subset of the font", "ABCDEF+.VnTime", "Sè: 231/KH-SYT", "Số: 231/KH-SYT"),
    ("a font of today", "Helvetica", "Sè: 231/KH-SYT", "Sè: 231/KH-SYT"),
)


@pytest.mark.parametrize(("font", "typed", "text"), [row[1:] for row in TCVN3], ids=[row[0] for row in TCVN3])
def test_a_page_typed_in_a_font_from_before_unicode(font, typed, text, made):
    source = read(made(pdf(typed, font=font)))
    assert source.text == text
    assert any("TCVN3" in note for note in source.notes) == (font != "Helvetica")
