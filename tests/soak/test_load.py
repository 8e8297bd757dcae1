"""Many clients ask a server while its index is made anew under it."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import numpy as np
import pytest

FILES = 200
MARK = re.compile(r"lần thứ (\d+)")
QUESTIONS = ("giao nhiệm vụ tiêm chủng", "báo cáo kết quả", "thời hạn hoàn thành", "kinh phí tiêm chủng")


def write(archive: Path, time_of: int) -> None:
    """Every passage of the archive says which time it was written."""
    archive.mkdir(exist_ok=True)
    for n in range(FILES):
        text = f"Giao Trạm {n} báo cáo kết quả tiêm chủng, kinh phí và thời hạn hoàn thành, lần thứ {time_of}."
        (archive / f"{n}.txt").write_text(text, encoding="utf-8")


def tracuu(*words: object) -> None:
    command = [sys.executable, "-m", "search_api.cli", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(params=[0, 2], ids=["one process", "with processes"])
def served(tmp_path, request) -> Iterator[str]:
    """The address of a server over the archive as it was first written."""
    if request.param and not request.config.getoption("--soak"):
        pytest.skip("with processes only at length: make soak")
    write(tmp_path / "archive", 1)
    tracuu("index", tmp_path / "archive", "--index", tmp_path / "index")
    command = [sys.executable, "-m", "search_api.cli", "serve", "--port", "0", "--index", tmp_path / "index"]
    command += ["--processes", str(request.param)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        yield re.search(r"http://\S+?:\d+", server.stdout.readline())[0]
        server.terminate()


class Clients:
    """What clients saw: how long each answer took, of which times its passages were, and what went wrong."""

    def __init__(self, address: str, count: int) -> None:
        self._address, self._count = address, count
        self.took: list[float] = []
        self.times: Counter[int] = Counter()
        self.mixed: list[set[str]] = []
        self.errors: list[str] = []

    async def ask(self, seconds: float, other: asyncio.Future[None] | None = None) -> None:
        """For so long, and until something else is done."""
        end = time.monotonic() + seconds

        def is_over() -> bool:
            return time.monotonic() > end and (other is None or other.done())

        limits = httpx.Limits(max_connections=self._count, keepalive_expiry=10)
        async with httpx.AsyncClient(base_url=self._address, timeout=60, limits=limits) as client:
            await asyncio.gather(*(self._one(client, n, is_over) for n in range(self._count)))

    async def _one(self, client: httpx.AsyncClient, number: int, is_over: Callable[[], bool]) -> None:
        asked = number
        while not is_over():
            asked += 1
            started = time.perf_counter()
            answer = await client.post(
                "/api/search", json={"query": QUESTIONS[asked % len(QUESTIONS)], "top_k": 20}
            )
            self.took.append((time.perf_counter() - started) * 1000)
            if answer.status_code != 200:
                self.errors.append(f"{answer.status_code} {answer.text[:200]}")
                continue
            seen = {MARK.search(hit["passage"]["text"])[1] for hit in answer.json()["hits"]}
            self.mixed += [seen] if len(seen) != 1 else []
            self.times.update(map(int, seen))

    def p99(self) -> float:
        return round(float(np.percentile(self.took, 99)), 1)


async def changes(archive: Path, index: Path, other_model: Path, seconds: float) -> None:
    """Two re-indexes, then a rebuild with another model, over so many seconds."""
    for time_of, words in ((2, ()), (3, ()), (4, ("--rebuild", "--model", other_model))):
        await asyncio.sleep(seconds / 4)
        write(archive, time_of)
        await asyncio.to_thread(tracuu, "index", archive, "--index", index, *words)


def test_no_answer_fails_or_is_mixed_while_the_index_is_made_anew(served, tmp_path, other_model, many, record):
    count, seconds = many(4, 32), many(4, 60)

    async def run() -> tuple[Clients, Clients]:
        idle, busy = Clients(served, count), Clients(served, count)
        await idle.ask(seconds / 4)
        model = Path(other_model.fingerprint.name)
        work = asyncio.ensure_future(changes(tmp_path / "archive", tmp_path / "index", model, seconds))
        await busy.ask(seconds, work)
        await work
        after = Clients(served, 1)
        await after.ask(1)
        assert set(after.times) == {4}
        return idle, busy

    idle, busy = asyncio.run(run())
    record(clients=count, seconds=seconds, answers=len(busy.took), errors=len(busy.errors), mixed=len(busy.mixed),
           answers_of=dict(sorted(busy.times.items())), p50_ms=round(float(np.median(busy.took)), 1),
           p99_ms=busy.p99(), p99_idle_ms=idle.p99(), ratio=round(busy.p99() / idle.p99(), 2))  # fmt: skip
    assert busy.errors == []
    assert busy.mixed == []
    assert {1, 2, 3} <= set(busy.times)
    if many(0, 1):  # a short run says nothing of the slowest of a hundred
        assert busy.p99() < 5 * idle.p99()
