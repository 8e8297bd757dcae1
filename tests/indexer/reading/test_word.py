"""Word files: paragraphs and tables in the order of the page."""

from __future__ import annotations

import unicodedata

import docx
import pytest

from indexer.errors import FileRefused
from indexer.reading import read


@pytest.fixture
def document(tmp_path):
    """A new document; ``text_of`` saves and reads it."""
    new = docx.Document()

    def text_of() -> str:
        new.save(tmp_path / "a.docx")
        return read(tmp_path / "a.docx").text

    new.text_of = text_of
    return new


def test_paragraphs_and_tables_in_order(document):
    document.add_paragraph("Kế hoạch")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ["Việc", "Hạn", "Mua", "05/2024"], strict=True
    ):
        cell.text = text
    document.add_paragraph("Hết./.")
    assert document.text_of() == "Kế hoạch\n\nViệc | Hạn\n\nMua | 05/2024\n\nHết./."


def test_a_merged_cell_is_read_once(document):
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Tiêu đề"
    table.cell(1, 0).text, table.cell(1, 1).text, table.cell(1, 2).text = "a", "b", "c"
    assert document.text_of() == "Tiêu đề\n\na | b | c"


def test_a_cell_merged_downwards_is_read_once(document):
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Sở Y tế"
    table.cell(0, 1).text, table.cell(1, 1).text = "việc một", "việc hai"
    assert document.text_of().count("Sở Y tế") == 1


def test_a_letterhead_laid_out_as_a_table_is_read_column_by_column(document):
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "UBND TỈNH ĐỒNG NAI\nSỞ Y TẾ"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    assert document.text_of() == (
        "UBND TỈNH ĐỒNG NAI\nSỞ Y TẾ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    )


def test_a_table_in_a_cell_is_read_too(document):
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Ngoài"
    cell.add_table(1, 1).cell(0, 0).text = "Trong"
    assert document.text_of() == "Ngoài\nTrong"


def test_letters_are_composed(document):
    document.add_paragraph(unicodedata.normalize("NFD", "Đấu thầu"))
    assert document.text_of() == "Đấu thầu"


def test_a_document_without_words_is_refused(document):
    document.add_paragraph(" . ")
    with pytest.raises(FileRefused) as refused:
        document.text_of()
    assert refused.value.code == "no_text"


def test_the_decree_as_its_office_saved_it(shared):
    text = read(shared / "samples" / "30_2020_ND_CP.docx").text
    assert "NGHỊ ĐỊNH" in text
    assert "Điều 1. Phạm vi điều chỉnh" in text
