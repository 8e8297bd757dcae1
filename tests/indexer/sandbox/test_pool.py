"""A file may do to its process what it likes: the others are read."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from indexer.errors import FileRefused
from indexer.reading import read
from indexer.sandbox import parcel
from indexer.sandbox.bounds import Bounds
from indexer.sandbox.pool import Pool
from indexer.understand import parse


@pytest.fixture
def pool():
    """A pool of one process, which has seconds and 1 GB."""
    made = Pool(Bounds(memory=1024, seconds=20, seconds_each=0, processes=1))
    yield made
    made.close()


def outcomes(pool, paths, stop=None):
    """The refusal of each file, or its text."""
    return {
        path.name: outcome.code if isinstance(outcome, FileRefused) else outcome.source.text
        for path, outcome in pool.read(paths, stop or threading.Event())
    }


@pytest.fixture
def good(tmp_path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text("Một văn bản.", encoding="utf-8")
    return path


def test_what_comes_back_is_what_is_read_here(corpus, pool):
    paths = sorted(corpus.glob("*.txt"))
    found = dict(pool.read(paths, threading.Event()))
    assert found == {path: parse(read(path)) for path in paths}


def test_a_parcel_holds_all_that_was_understood(corpus):
    for path in sorted(corpus.glob("*.txt")):
        parsed = parse(read(path))
        again = parcel.unpack(parcel.pack(parsed))
        assert again == parsed
        assert again.header.spans == parsed.header.spans
        assert again.header.confidence == parsed.header.confidence


def test_several_processes_answer_in_one_order(tmp_path):
    paths = [tmp_path / f"{n:02}.txt" for n in range(30)]
    for path in paths:
        path.write_text(f"Văn bản {path.name} " + "dài " * 3000 * (path.name < "05.txt"), encoding="utf-8")
    pool = Pool(Bounds(processes=3))
    assert [path for path, _ in pool.read(paths, threading.Event())] == paths
    pool.close()


@pytest.fixture
def bad(tmp_path) -> Path:
    path = tmp_path / "bad.txt"
    path.write_text("Một văn bản xấu.", encoding="utf-8")
    return path


def held_up(pool) -> int:
    """The id of the pool's process, which from now on answers nothing."""
    pool.start(1)
    (child,) = pool._children
    os.kill(child._process.pid, signal.SIGSTOP)
    return child._process.pid


def test_a_file_that_takes_too_long_is_refused(bad, good):
    pool = Pool(Bounds(seconds=5, seconds_each=0, processes=1))
    stopped = held_up(pool)
    assert outcomes(pool, [bad, good]) == {"bad.txt": "too_slow", "good.txt": "Một văn bản."}
    assert not is_running(stopped)
    pool.close()


def test_a_file_that_needs_too_much_memory_is_refused(pool, tmp_path, good):
    large = tmp_path / "large.txt"
    large.write_text("Một văn bản rất dài. \n\n" * 16_000_000, encoding="utf-8")
    assert outcomes(pool, [large, good]) == {"large.txt": "too_hungry", "good.txt": "Một văn bản."}


def test_a_file_that_kills_its_process_is_refused(pool, bad, good):
    process = held_up(pool)
    threading.Timer(1.0, lambda: os.kill(process, signal.SIGKILL)).start()
    assert outcomes(pool, [bad, good]) == {"bad.txt": "crashed", "good.txt": "Một văn bản."}


def test_a_stop_does_not_wait_for_a_file(pool, bad, good):
    process = held_up(pool)
    stop = threading.Event()
    threading.Timer(1.0, stop.set).start()
    assert outcomes(pool, [bad, good], stop) == {}
    assert not is_running(process)


def test_a_process_goes_with_the_one_that_started_it(tmp_path):
    """Killed, the indexer can end nobody: the process has to notice."""
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        pool = Pool(Bounds(processes=1))
        pool.start(1)
        os.write(write_end, str(pool._children[0]._process.pid).encode())
        time.sleep(60)
        os._exit(0)
    child = int(os.read(read_end, 20))
    time.sleep(1)
    assert Path(f"/proc/{child}").exists()
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    deadline = time.monotonic() + 20
    while is_running(child) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_running(child)


def is_running(pid: int) -> bool:
    """Whether a process is there and no mere entry that nobody has asked after."""
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
