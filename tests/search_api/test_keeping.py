"""The commands that make an index and keep it whole."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.index.checking import check
from indexer.index.layout import Layout
from search_api.cli import main


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs a command in an empty directory; what it says."""
    monkeypatch.chdir(tmp_path)

    def invoke(*words: object, code: int = 0) -> str:
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == code, result.output
        return result.output

    return invoke


def test_a_backup_is_restored_beside_what_is_there(run, corpus: Path) -> None:
    run("index", corpus)
    assert "5 văn bản" in run("backup", "kept.zip")
    shutil.rmtree("index")
    assert "5 văn bản" in run("restore", "kept.zip")
    assert run("check").strip() == "Chỉ mục tốt."
    Path("kept.zip").write_bytes(b"x")
    assert "kept.zip không phải bản sao lưu" in run("restore", "kept.zip", code=1)


def test_a_moved_file_is_told_as_moved(run, corpus: Path) -> None:
    shutil.copytree(corpus, "archive")
    run("index", "archive")
    first = sorted(Path("archive").glob("*.txt"))[0]
    first.rename(first.with_name("khac.txt"))
    assert "Thêm 0, cập nhật 0, chuyển chỗ 1, bỏ 0, giữ nguyên 4" in run("index", "archive")


def test_another_model_needs_a_rebuild_and_gets_it(run, corpus: Path, other_model) -> None:
    name = other_model.fingerprint.name
    run("index", corpus)
    assert "--rebuild" in run("index", corpus, "--model", name, code=1)
    assert "Thêm 5" in run("index", corpus, "--model", name, "--rebuild")
    assert json.loads(run("status", "--json"))["model"]["name"] == name
    assert "Điểm" not in run("search", "đấu thầu thuốc", "--top-k", 1)
    assert "giữ nguyên 5" in run("index", corpus)
    assert [one.number for one in Layout(Path("index")).generations()] == [2]


def test_what_is_not_sound_is_put_aside_and_told(run, corpus: Path) -> None:
    run("index", corpus)
    layout = Layout(Path("index"))
    layout.catalog.write_bytes(b"garbage")
    assert "tracuu repair" in run("check", code=1)
    assert "đã được cách ly" in run("repair", code=1)
    assert "Chưa có chỉ mục" in run("search", "y tế", code=1)
    assert "Thêm 5" in run("index", corpus)


def started(*words: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "search_api.cli", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(condition) -> None:
    deadline = time.monotonic() + 60
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert condition()


def test_ctrl_c_stops_at_a_commit_and_the_next_run_goes_on(run, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for n in range(1500):
        (archive / f"{n}.txt").write_text(f"Văn bản thứ {n} về tiêm chủng.", encoding="utf-8")
    index = tmp_path / "index"
    process = started("index", archive, "--index", index)
    wait_for(lambda: index.joinpath("current").exists() and Layout(index).current().versions()[-1:] > [0])
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Đã dừng: còn" in err
    assert out.startswith("Thêm ")
    assert check(index) == []
    report = json.loads(run("index", archive, "--index", index, "--json"))
    assert (report["directives"], report["pending"]) == (1500, 0)
    assert 0 < report["added"] < 1500


def test_a_folder_is_followed_until_ctrl_c(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "a.txt").write_text("Một.", encoding="utf-8")
    process = started("index", archive, "--index", tmp_path / "index", "--watch", "--log-format", "json")
    assert process.stdout.readline().startswith("Thêm 1,")
    time.sleep(1)
    (archive / "b.txt").write_text("Hai.", encoding="utf-8")
    assert process.stdout.readline().startswith("Thêm 1, cập nhật 0, chuyển chỗ 0, bỏ 0, giữ nguyên 1")
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=30)[1]
    assert process.returncode == 0
    logged = [json.loads(line)["event"] for line in said.splitlines() if line.startswith("{")]
    assert logged == ["committed", "indexed"] * 2
