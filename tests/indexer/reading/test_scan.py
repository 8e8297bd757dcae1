"""Scans: pages printed by LibreOffice, as a scanner at 200 dots per inch gives them, read by tesseract."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from indexer.errors import FileRefused
from indexer.reading import read, scan
from tests.indexer.reading import rendering
from tests.indexer.reading.pdf_bytes import pdf
from tests.indexer.reading.rendering import errors, needs_soffice, needs_tesseract

pytestmark = needs_tesseract
NUMBERS = re.compile(r"\d+(?:[./]\d+)*(?:/[^\W\d_]+(?:-[^\W\d_]+)*)?")
"""Counts, dates and the numbers of directives."""


@pytest.fixture(scope="session")
def letter(prints) -> Path:
    """A directive of one page, printed."""
    return prints["thư"]


@pytest.fixture(scope="session")
def picture(letter) -> Image.Image:
    """The same, scanned."""
    return rendering.picture(letter)


@needs_soffice
@pytest.mark.parametrize(("name", "most"), [("thư", 0.01), ("nhiều nơi nhận", 0.01), ("bảng", 0.03)])
def test_a_scan_reads_as_the_page_that_was_scanned(name, most, prints):
    """Letters wrong in one, at most; a table's rules are found in the picture and part its cells."""
    source, printed = read(rendering.scanned(prints[name], 1)), read(prints[name])
    assert errors(source.text, printed.text) < most
    assert source.text.count(" | ") == printed.text.count(" | ")
    assert all(page.is_ocr and page.confidence > 0.8 for page in source.pages)


@needs_soffice
def test_numbers_and_dates_are_kept(letter):
    found, printed = (NUMBERS.findall(read(path).text) for path in (rendering.scanned(letter, 1), letter))
    assert found == printed
    assert {"231/KH-SYT", "02/11/2022", "2348/QĐ-TTg"} <= set(found)


@needs_soffice
def test_only_the_pages_that_are_pictures_are_read_by_ocr(prints):
    file = prints["nhiều trang"]
    source, printed = read(rendering.scanned(file, 2)), read(file)
    assert [page.number for page in source.pages if page.is_ocr] == [2]
    assert [page.printed for page in source.pages] == [page.printed for page in printed.pages]
    page = printed.pages[1]
    assert (
        errors(source.text[source.pages[1].start : source.pages[1].end], printed.text[page.start : page.end])
        < 0.01
    )


@needs_soffice
def test_a_text_layer_that_makes_no_words_gives_way_to_the_picture(picture, letter, tmp_path):
    """Below the picture every letter is the next one in Unicode, as by a broken character map."""
    shifted = "".join(chr(ord(letter) + 1) if letter.isalpha() else letter for letter in rendering.BODY)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(shifted))
    rendering.covered(path, picture)
    source = read(path)
    assert errors(source.text, read(letter).text) < 0.01
    assert source.pages[0].is_ocr


KINDS = [("a.png", {}), ("a.jpg", {"quality": 70}), ("a.tif", {"compression": "tiff_lzw", "dpi": (200, 200)})]


@needs_soffice
@pytest.mark.parametrize(("name", "options"), KINDS, ids=[row[0] for row in KINDS])
def test_pictures_are_pages(name, options, picture, letter, tmp_path):
    picture.save(tmp_path / name, **options)
    source = read(tmp_path / name)
    assert errors(source.text, read(letter).text) < 0.01
    assert source.format == name[2:]
    assert [(page.number, page.is_ocr) for page in source.pages] == [(1, True)]


@needs_soffice
def test_a_tiff_may_hold_several_pages(picture, tmp_path):
    blank = Image.new("L", picture.size, 255)
    picture.save(tmp_path / "a.tif", save_all=True, append_images=[blank, picture], dpi=(200, 200))
    source = read(tmp_path / "a.tif")
    assert [page.number for page in source.pages] == [1, 2, 3]
    first, second, third = (source.text[page.start : page.end] for page in source.pages)
    assert first == third
    assert second == ""


@needs_soffice
@pytest.mark.parametrize("turn", [90, 180])
def test_a_page_that_lies_on_its_side_is_turned(turn, picture, letter, tmp_path):
    picture.rotate(turn, expand=True).save(tmp_path / "a.png")
    assert errors(read(tmp_path / "a.png").text, read(letter).text) < 0.01


@needs_soffice
def test_a_page_askew_is_straightened(picture):
    level = scan.skew(picture)
    for angle in (-2.5, -1.0, 1.0, 2.5):
        turned = picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
        assert scan.skew(turned) == pytest.approx(level - angle, abs=0.15)


def test_lines_stand_evenly_whatever_reaches_below_them(monkeypatch):
    """Boxes of words, as the engine gives them in points of the picture: those with descenders end lower."""
    lines = [["quý", "năm"], ["năm", "sau"], ["trong", "thời"]]
    low = {"quý": 10, "trong": 10}
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tleft\ttop\twidth\theight\tconf\ttext"
    rows = [
        f"5\t1\t1\t1\t{at}\t{100 + 90 * place}\t{100 + 60 * at}\t80\t{30 + low.get(word, 0)}\t96\t{word}"
        for at, words in enumerate(lines)
        for place, word in enumerate(words)
    ]
    rows.append("5\t1\t1\t1\t9\t100\t700\t80\t30\t96\t15-NQ/ĐÐU")
    monkeypatch.setattr(scan, "_ran", lambda *_: "\n".join([head, *rows]).encode())
    page = Image.new("L", (2000, 2800), "white")
    sheet = scan.seen([1], lambda _: (page, 250.0), has_text=False).sheets[1]
    *words, number = sheet.words
    bottoms = [word.bottom for word in words[::2]]
    assert bottoms[1] - bottoms[0] == pytest.approx(bottoms[2] - bottoms[1], abs=0.3)
    assert len({round(word.height, 3) for word in words}) == 1
    assert number.text == "15-NQ/ĐU"  # which the engine gave with its look-alike


def without_tesseract(monkeypatch, tmp_path):
    """A PATH on which there is none."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("tesseract") is None


def test_without_tesseract_a_scan_is_refused_with_what_to_install(monkeypatch, tmp_path):
    Image.new("L", (400, 400), 255).save(tmp_path / "a.png")
    without_tesseract(monkeypatch, tmp_path)
    with pytest.raises(FileRefused) as refused:
        read(tmp_path / "a.png")
    assert refused.value.code == "no_ocr"
    assert "“tesseract-ocr”" in refused.value.message
    assert "“tesseract-ocr-vie”" in refused.value.message


def test_without_tesseract_the_pages_with_text_are_read_and_the_others_named(monkeypatch, tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf("Sở Y tế báo cáo", ""))
    without_tesseract(monkeypatch, tmp_path)
    source = read(tmp_path / "a.pdf")
    assert source.text == "Sở Y tế báo cáo"
    assert [note for note in source.notes if "Trang 2 " in note and "tesseract-ocr-vie" in note]


def test_a_page_that_takes_too_long_is_named(monkeypatch, tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf("Sở Y tế báo cáo", ""))
    monkeypatch.setattr(scan, "_SECONDS", 0.001)
    source = read(tmp_path / "a.pdf")
    assert source.text == "Sở Y tế báo cáo"
    assert [note for note in source.notes if "trang 2." in note]


def test_a_page_may_take_its_processor_time_however_busy_the_machine(monkeypatch):
    monkeypatch.setattr(scan, "_SECONDS", 1)
    assert scan._ran(["sh", "-c", "sleep 2; echo done"], b"") == b"done\n"
    with pytest.raises(subprocess.CalledProcessError):
        scan._ran(["sh", "-c", "while :; do :; done"], b"")


def test_a_file_all_of_whose_pages_take_too_long_is_refused_with_that(monkeypatch, tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf("", ""))
    monkeypatch.setattr(scan, "_SECONDS", 0.001)
    with pytest.raises(FileRefused) as refused:
        read(tmp_path / "a.pdf")
    assert refused.value.code == "no_text"
    assert "chưa đọc trang 1, 2." in refused.value.message


BROKEN = [
    ("cut off", lambda path: path.write_bytes(path.read_bytes()[:2000]), "broken_file"),
    ("too large", lambda path: Image.new("1", (20_000, 20_000)).save(path), "too_large"),
]


@pytest.mark.parametrize(("spoil", "code"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_picture_that_cannot_be_read_is_refused(spoil, code, tmp_path):
    path = tmp_path / "a.png"
    Image.effect_noise((500, 500), 100).save(path)
    spoil(path)
    with pytest.raises(FileRefused) as refused:
        read(path)
    assert refused.value.code == code
