"""A disk that is full, or may not be written: a clear error, and the old state answers."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexer.errors import IndexUnwritable
from indexer.index.archive_index import ArchiveIndex
from indexer.index.checking import check
from indexer.index.clearance import EVERYTHING
from indexer.index.mending import repair
from indexer.index.writer import IndexWriter
from indexer.pipeline import mirror
from search_api.engine import Request
from search_api.service import Service
from tests.soak.small import SmallModel

PLAIN = "Số liệu tháng này tăng so với cùng kỳ năm trước, tập trung ở các huyện miền núi."
WORDS = "Giao các đơn vị rà soát số liệu và báo cáo trước ngày 15 hằng tháng. "
NEEDED = 2_300_000
"""Bytes that are too few for what is added."""


def pytest_generate_tests(metafunc):
    if "leaving" in metafunc.fixturenames:
        is_long = metafunc.config.getoption("--soak")
        metafunc.parametrize("leaving", range(0, NEEDED, 100_000) if is_long else [0, 200_000, 1_000_000])


@pytest.fixture
def disk(tmp_path):
    """A disk of 16 MB that can be remounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "none", folder], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("only root may mount a small disk here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def archive(tmp_path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for n in range(5):
        (folder / f"{n}.txt").write_text(f"Văn bản số {n}. {WORDS}", encoding="utf-8")
    return folder


def index_of(archive, disk):
    mirror([archive], disk / "index", SmallModel)
    return disk / "index"


def files(folder):
    with ArchiveIndex.open(folder) as index:
        assert index.lexical.keys.tolist() == index.vectors.keys.tolist()
        return [entry.file for entry in index.catalog.entries()]


@contextmanager
def read_only(disk):
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)


def fill(disk, leaving):
    """Leave so many bytes of the disk."""
    with (disk / "ballast").open("wb") as ballast:
        free = shutil.disk_usage(disk).free - leaving
        ballast.write(b"\0" * max(free, 0))


def test_a_full_disk_is_told_and_the_old_state_answers(leaving, archive, disk):
    index = index_of(archive, disk)
    service = Service(index, SmallModel())
    before = files(index)
    for n in range(5, 30):
        (archive / f"{n}.txt").write_text(
            "\n\n".join(f"Văn bản {n}, đoạn {k}: {PLAIN}" for k in range(200)), encoding="utf-8"
        )
    fill(disk, leaving)
    with pytest.raises(IndexUnwritable, match="đĩa đã đầy") as told:
        index_of(archive, disk)
    assert str(index) in told.value.message
    assert set(before) <= set(files(index))
    assert service.engine(EVERYTHING).search(Request("báo cáo")).hits

    (disk / "ballast").unlink()
    subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True)
    index_of(archive, disk)
    assert len(files(index)) == 30
    assert check(index) == []


def test_a_disk_that_may_only_be_read_is_told_and_answers(archive, disk):
    index = index_of(archive, disk)
    before = files(index)
    (archive / "5.txt").write_text("Mới.", encoding="utf-8")
    with read_only(disk):
        for change in (lambda: index_of(archive, disk), lambda: repair(index)):
            with pytest.raises(IndexUnwritable, match="đĩa chỉ cho đọc"):
                change()
        assert files(index) == before
        assert check(index) == []
        assert Service(index, SmallModel()).engine(EVERYTHING).search(Request("báo cáo")).hits
    index_of(archive, disk)
    assert len(files(index)) == 6


def test_what_is_late_on_a_disk_that_may_only_be_read_is_derived_aside(archive, disk, monkeypatch):
    index = index_of(archive, disk)
    with IndexWriter.open(index, SmallModel) as writer:
        monkeypatch.setattr(writer, "derive", lambda: None)
        writer.write([], ["0.txt"])
    with read_only(disk):
        assert files(index) == ["1.txt", "2.txt", "3.txt", "4.txt"]
