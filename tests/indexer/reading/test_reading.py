"""The one door for files: what is no file of ours leaves with a reason."""

from __future__ import annotations

import random

import pytest

from indexer import reading
from indexer.errors import FileRefused

REFUSED = [
    ("an empty file", "a.txt", b"", "empty_file"),
    ("an empty file of any format", "a.pdf", b"", "empty_file"),
    ("an unknown ending", "a.xyz", b"abc", "unsupported_format"),
    ("no ending", "abc", b"abc", "unsupported_format"),
    ("the old Word format", "a.doc", b"\xd0\xcf\x11\xe0", "unsupported_format"),
    ("random bytes", "a.docx", random.Random(1).randbytes(500), "broken_file"),
    ("blank lines", "a.txt", b" \n\n ", "no_text"),
    ("marks without words", "a.md", b"***\n---\n", "no_text"),
]


@pytest.mark.parametrize(("name", "data", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_file_that_cannot_be_read_is_refused(name, data, code, tmp_path):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(FileRefused) as refused:
        reading.read(tmp_path / name)
    assert refused.value.code == code
    assert refused.value.message.endswith(".")


def test_a_file_that_is_gone_is_unreadable(tmp_path):
    with pytest.raises(FileRefused) as refused:
        reading.read(tmp_path / "gone.txt")
    assert refused.value.code == "unreadable"


def test_endings_are_read_in_any_case(tmp_path):
    (tmp_path / "A.TXT").write_text("một", encoding="utf-8")
    assert reading.read(tmp_path / "A.TXT").text == "một"
    assert reading.FORMATS == (".txt", ".md", ".pdf", ".docx")
