"""A model small enough to build in a test, and an archive small enough to read."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from indexer.text import nfc


@pytest.fixture(scope="session")
def texts_of_acts(shared) -> dict[str, str]:
    """The 89 acts by file name, NFC."""
    archive = shared / "data" / "acts.tar.xz"
    if not archive.is_file():
        pytest.skip(f"{archive} is not here")
    with tarfile.open(archive) as files:
        return {Path(m.name).name: nfc(files.extractfile(m).read().decode()) for m in files if m.isfile()}


NOTICE = """\
Số: {number}/TB-SYT

Đồng Nai, ngày 0{number} tháng 02 năm 2024

THÔNG BÁO
Về việc {subject}

1. Các đơn vị báo cáo {subject} trước ngày 15 hằng tháng, gửi về Phòng Nghiệp vụ để tổng hợp và trình lãnh đạo Sở.

2. Giao Phòng Kế hoạch Tài chính bố trí kinh phí cho {subject} trong dự toán năm, theo đúng quy định hiện hành.
"""


@pytest.fixture
def archive(tmp_path) -> Path:
    """A folder of three short directives."""
    folder = tmp_path / "archive"
    (folder / "2024").mkdir(parents=True)
    for number, (name, subject) in enumerate(
        [("a.txt", "đấu thầu thuốc"), ("b.txt", "tiêm chủng"), ("2024/c.md", "chuyển đổi số")], 1
    ):
        (folder / name).write_text(NOTICE.format(number=number, subject=subject), encoding="utf-8")
    return folder
