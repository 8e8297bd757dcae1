"""The blank templates of Decree 30/2020/NĐ-CP, appendix III: kind and symbol are printed, all else is dots."""

from __future__ import annotations

import re

import pytest

from indexer import header
from indexer.domain import PartialDate
from indexer.reading import read

TEMPLATES = [
    ("Mẫu 1.1", "Nghị quyết", "NQ"),
    ("Mẫu 1.2", "Quyết định", "QĐ"),
    ("Mẫu 1.3", "Quyết định", "QĐ"),
    ("Mẫu 1.4", None, None),
    ("Mẫu 1.5", "Công văn", None),
    ("Mẫu 1.6", "Công điện", "CĐ"),
    ("Mẫu 1.7", "Giấy mời", "GM"),
    ("Mẫu 1.8", "Giấy giới thiệu", "GGT"),
    ("Mẫu 1.9", "Biên bản", "BB"),
    ("Mẫu 1.10", "Giấy nghỉ phép", "GNP"),
]


@pytest.fixture(scope="module")
def templates(shared):
    file = shared / "samples" / "Phuluc3.docx"
    if not file.is_file():
        pytest.skip(f"{file} is not here")
    parts = re.split(r"(?m)^(?=Mẫu \d\.\d+ - )", read(file).text)[1:]
    return {part.split(" - ")[0]: part.partition("\n")[2].split("Ghi chú:")[0] for part in parts}


@pytest.mark.parametrize(("name", "kind", "symbol"), TEMPLATES, ids=[row[0] for row in TEMPLATES])
def test_dots_are_nothing(name, kind, symbol, templates):
    found = header.parse(templates[name]).header
    assert (found.kind, found.symbol) == (kind, symbol)
    assert (found.number, found.subject, found.issuer, found.parent_issuer, found.place) == (None,) * 5
    assert (found.date, found.signer, found.recipients) == (PartialDate(), None, ())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mẫu 1.2", "Căn cứ"),
        ("Mẫu 1.2", "Điều 1"),
        ("Mẫu 1.7", "trân trọng kính mời"),
        ("Mẫu 1.9", "Thời gian bắt đầu"),
    ],
)
def test_what_is_to_be_filled_in_below_is_body(name, words, templates):
    text = templates[name]
    assert any(words in text[start:end] for start, end in header.parse(text).body)
