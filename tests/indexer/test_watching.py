"""What happens in a folder that is followed soon shows in the index."""

from __future__ import annotations

import shutil
import threading
import time

import pytest

from indexer.index.archive_index import ArchiveIndex
from indexer.pipeline import Way, mirror
from indexer.watching import follow, unsettled


@pytest.fixture
def followed(archive, embedder, tmp_path):
    """An archive that is followed while the test runs; gives the reports of the runs that changed something."""
    way, told = Way(), []
    mirror([archive], tmp_path / "index", lambda: embedder)
    thread = threading.Thread(
        target=follow, args=([archive], tmp_path / "index", lambda: embedder, way, told.append)
    )
    thread.start()
    time.sleep(1)
    yield told
    way.stop.set()
    thread.join(30)
    assert not thread.is_alive()


def texts(folder):
    with ArchiveIndex.open(folder) as index:
        return {entry.file: index.catalog.directive(entry.id).text for entry in index.catalog.entries()}


def wait_for(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert condition()


def test_a_burst_of_changes_is_one_run(followed, archive, tmp_path):
    (archive / "a.txt").write_text("Đã đổi.", encoding="utf-8")
    (archive / "b.txt").unlink()
    (archive / "d.txt").write_text("Mới.", encoding="utf-8")
    (archive / "2024").rename(archive / "2025")
    wait_for(lambda: followed)
    (report,) = followed
    assert (report.updated, report.removed, report.added, report.moved) == (1, 1, 1, 1)
    assert sorted(texts(tmp_path / "index")) == ["2025/c.md", "a.txt", "d.txt"]


def test_a_file_is_taken_once_it_is_whole(followed, archive, tmp_path):
    with (archive / "slow.txt").open("w", encoding="utf-8") as file:
        for n in range(12):
            file.write(f"{n}. Một dòng nữa.\n\n")
            file.flush()
            time.sleep(0.4)
    wait_for(lambda: followed)
    assert "11. Một dòng nữa." in texts(tmp_path / "index")["slow.txt"]
    assert [report.added for report in followed] == [1]


def test_a_folder_that_is_away_takes_nothing_along(followed, archive, tmp_path):
    before = texts(tmp_path / "index")
    for path in archive.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    time.sleep(4)
    assert texts(tmp_path / "index") == before
    assert followed == []


def test_a_file_that_grows_is_not_settled(archive):
    growing, still = archive / "a.txt", archive / "b.txt"

    def grow():
        time.sleep(0.3)
        growing.write_text("thêm", encoding="utf-8")

    thread = threading.Thread(target=grow)
    thread.start()
    assert unsettled([growing, still, archive / "gone.txt"]) == {growing}
    thread.join()
