"""Processes that answer for a server: they say what it would say, and whatever ends, nobody is kept waiting."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from indexer.embed import Embedder
from indexer.pipeline import mirror
from indexer.settings import Settings
from search_api import processes
from search_api.access import users
from search_api.app import create
from search_api.service import Service

QUESTION = {"query": "nhiệm vụ về đấu thầu"}


@dataclass(frozen=True, slots=True)
class Server:
    """``tracuu serve`` with processes, over an index of its own."""

    address: str
    running: subprocess.Popen[str]
    index: Path

    @property
    def processes(self) -> list[int]:
        pid = self.running.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    @property
    def log(self) -> str:
        return (self.index / "log").read_text(encoding="utf-8")

    def get(self, path: str, **options: Any) -> httpx.Response:
        return httpx.get(f"{self.address}{path}", timeout=30, **options)

    def search(self) -> httpx.Response:
        return httpx.post(f"{self.address}/api/search", json=QUESTION, timeout=30)

    def is_whole(self) -> bool:
        return len(self.processes) == 2 and "tracuu_processes 2.0" in self.get("/metrics").text


@contextmanager
def serving(index: Path, count: int = 2, **settings: object) -> Iterator[Server]:
    given = {f"TRACUU_{name.upper()}": str(value) for name, value in settings.items()}
    words = ["serve", "--port", "0", "--processes", str(count), "--index", str(index)]
    command = [sys.executable, "-m", "search_api.cli", *words]
    with (
        (index / "log").open("w") as log,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, env={**os.environ, **given}
        ) as running,
    ):
        assert running.stdout
        found = re.search(r"http://\S+?:\d+", running.stdout.readline())
        assert found
        server = Server(found[0], running, index)
        try:
            until(lambda: server.get("/readyz").status_code != 503)
            yield server
        finally:
            for process in server.processes if running.poll() is None else ():
                os.kill(process, signal.SIGCONT)
            running.terminate()


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture(scope="module")
def shared_server(index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    own = tmp_path_factory.mktemp("own") / "index"
    shutil.copytree(index, own)
    with serving(own, at_once=2, waiting=1) as server:
        yield server


@pytest.fixture
def server(shared_server: Server) -> Server:
    """With both of its processes, whatever was done to them before."""
    until(shared_server.is_whole)
    return shared_server


@contextmanager
def stopped(server: Server) -> Iterator[list[int]]:
    """Its processes, which take what they are given and do nothing."""
    held = server.processes
    for process in held:
        os.kill(process, signal.SIGSTOP)
    try:
        yield held
    finally:
        for process in held:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGCONT)


CALLS: list[tuple[str, str, Any]] = [
    ("POST", "/api/search", QUESTION),
    ("POST", "/api/search", {**QUESTION, "mode": "lexical", "top_k": 3}),
    ("POST", "/api/search", {**QUESTION, "mode": "dense", "group_by": "directive"}),
    ("POST", "/api/search", {"query": ""}),
    ("POST", "/api/search", {"query": "??"}),
    ("POST", "/api/ask", {"question": "ai ký Kế hoạch 231/KH-UBND"}),
    ("POST", "/api/coverage", {"topics": ["chuyển đổi số", "đấu thầu"]}),
    ("POST", "/api/coverage?format=csv", {"topics": ["đấu thầu"]}),
    ("GET", "/api/suggest?q=s%E1%BB%9F", None),
    ("GET", "/api/assignments?limit=2", None),
    ("GET", "/api/directives?limit=2&offset=2", None),
    ("GET", "/api/directives/000000000000", None),
    ("GET", "/api/missing", None),
    ("GET", "/", None),
    ("GET", "/?q=%C4%91%E1%BA%A5u+th%E1%BA%A7u", None),
    ("GET", "/?q=%C4%91%E1%BA%A5u&trang=x", None),
    ("GET", "/van-ban/000000000000", None),
    ("GET", "/bao-quat?chu-de=y+t%E1%BA%BF", None),
    ("GET", "/docs", None),
    ("GET", "/favicon.ico", None),
]


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
def test_what_a_process_says_is_what_the_server_would(
    server: Server, embedder: Embedder, method: str, path: str, body: Any
) -> None:
    headers = {"Accept": "application/json" if path.startswith("/api") else "text/html", "X-Request-ID": "one"}
    with TestClient(create(Service(server.index, embedder)), base_url=server.address) as alone:
        here = alone.request(method, path, json=body, headers=headers, follow_redirects=False)
    there = httpx.request(method, server.address + path, json=body, headers=headers, timeout=30)
    assert (there.status_code, untimed(there.text)) == (here.status_code, untimed(here.text))
    assert kept(there.headers) == kept(here.headers)


def test_an_answer_told_in_events_comes_whole(server: Server, embedder: Embedder) -> None:
    given = {"json": {"question": "ai ký Kế hoạch 231/KH-UBND"}, "headers": {"Accept": "text/event-stream"}}
    with TestClient(create(Service(server.index, embedder))) as alone:
        here = alone.post("/api/ask", **given)
    there = httpx.post(f"{server.address}/api/ask", timeout=30, **given)
    assert there.headers["content-type"] == here.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert there.text == here.text
    assert there.text.startswith("event: sentence")


def untimed(text: str) -> str:
    return re.sub(r'"took_ms":[\d.]+|\d+ ms', "", text)


def kept(headers: httpx.Headers) -> dict[str, str]:
    """Without when, by whom and how long."""
    return {name: value for name, value in headers.items() if name not in {"date", "content-length"}}


def test_stages_and_lines_of_the_log_reach_the_server(server: Server) -> None:
    counted = re.compile(r'tracuu_stage_seconds_count\{stage="cite"\} (\d+)')
    before = counted.search(server.get("/metrics").text)
    answer = httpx.post(f"{server.address}/api/search", json=QUESTION, headers={"X-Request-ID": "of-a-test"})
    after = counted.search(server.get("/metrics").text)
    assert answer.headers["x-request-id"] == "of-a-test"
    assert before
    assert after
    assert int(after[1]) == int(before[1]) + 1
    assert re.search(r"request .*ms=.*request_id=of-a-test.*route=/api/search.*status=200", server.log)


def test_what_is_added_is_seen_at_once_by_every_process(
    server: Server, embedder: Embedder, corpus: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(corpus, archive)
    (archive / "mới.txt").write_text("Giao Trạm Thú y xã Bản Lầu tiêm phòng dại cho đàn chó.", encoding="utf-8")
    mirror([archive], server.index, lambda: embedder)
    question = {"query": "tiêm phòng dại cho đàn chó", "top_k": 1}
    with ThreadPoolExecutor(2) as pool:  # as many as are let in
        calls = [
            pool.submit(httpx.post, f"{server.address}/api/search", json=question, timeout=30) for _ in range(12)
        ]
        files = {call.result().json()["hits"][0]["citation"]["file"] for call in calls}
    assert files == {"mới.txt"}


def test_what_a_process_ended_over_is_asked_of_another(server: Server) -> None:
    with ThreadPoolExecutor(2) as pool:
        with stopped(server) as held:
            answers = [pool.submit(server.search) for _ in held]
            until(lambda: "tracuu_requests_in_work 2.0" in server.get("/metrics").text)
            os.kill(held[0], signal.SIGKILL)
            until(lambda: any(answer.done() for answer in answers))
        assert [answer.result().status_code for answer in answers] == [200, 200]
    until(server.is_whole)
    assert held[0] not in server.processes
    assert "a process that answers has ended" in server.log


READY = """import sys; read = sys.stdin.buffer
def take(): head = __import__("json").loads(read.readline()); read.read(head["bytes"])
take(); print('{"bytes": 0}', flush=True); take(); """
BROKEN = [
    ("it ends", "sys.exit(1)", "process_lost"),
    ("it tells no answer", "print('?', flush=True); take()", "process_lost"),
    ("it tells half an answer", "print('{\"bytes\": 9}\\n1', end='', flush=True); sys.exit(0)", "process_lost"),
    ("it never answers", "take()", "too_slow"),
]


@pytest.mark.parametrize(("does", "code"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_what_no_process_answers_is_refused(
    index: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch, does: str, code: str
) -> None:
    monkeypatch.setattr(processes, "_PROGRAM", ("-c", READY + does))
    settings = Settings(index=index, processes=2, request_seconds=2)
    with TestClient(create(Service(index, embedder), settings, processes=processes.Processes(settings))) as client:
        refused = client.post("/api/search", json=QUESTION)
        assert client.get("/healthz").status_code == 200
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, code)
    assert refused.headers["retry-after"] == "5"


def test_no_more_wait_than_may(server: Server) -> None:
    with ThreadPoolExecutor(6) as pool:
        with stopped(server):
            calls = [pool.submit(server.search) for _ in range(6)]
            until(lambda: sum(call.done() for call in calls) == 3)
        statuses = sorted(call.result().status_code for call in calls)
    assert statuses == [200, 200, 200, 429, 429, 429]


ENDS = [("asked to", signal.SIGTERM), ("killed", signal.SIGKILL)]


@pytest.mark.parametrize("sent", [row[1] for row in ENDS], ids=[row[0] for row in ENDS])
def test_when_a_server_ends_so_do_its_processes(index: Path, tmp_path: Path, sent: signal.Signals) -> None:
    shutil.copytree(index, tmp_path / "index")
    with serving(tmp_path / "index", 1) as server:
        left = server.processes
        assert len(left) == 1
        server.running.send_signal(sent)
        server.running.wait(20)
        until(lambda: not any(Path(f"/proc/{process}").exists() for process in left))


def test_readers_see_what_they_may_and_what_they_open_is_written_down(
    corpus: Path, embedder: Embedder, tmp_path: Path
) -> None:
    archive, index = tmp_path / "archive", tmp_path / "index"
    shutil.copytree(corpus, archive / "chung")
    shutil.copytree(corpus, archive / "an")
    (archive / "an" / ".access").write_text("an\n", encoding="utf-8")
    mirror([archive], index, lambda: embedder)
    users.define(index, "lãnh-đạo", (users.ALL,))
    tokens = {"an": users.add(index, "an", ()), "binh": users.add(index, "binh", ("lãnh-đạo",))}
    with serving(index, 1, audit=tmp_path / "audit.jsonl") as server:
        seen, asked_for = {}, []
        for name, token in tokens.items():
            headers = {"Authorization": f"Bearer {token}"}
            listed = server.get("/api/directives", headers=headers).json()["items"]
            seen[name] = {one["file"] for one in listed}
            asked_for.append(listed[0]["file"])
            server.get(f"/api/directives/{listed[0]['id']}", headers=headers)
        until(lambda: opened(tmp_path / "audit.jsonl") == asked_for)  # a line is written after its answer
    assert {len(files) for files in seen.values()} == {5, 10}


def opened(log: Path) -> list[str]:
    """The files that the audit log tells of."""
    lines = log.read_text(encoding="utf-8").splitlines()
    return [file for line in lines if (file := json.loads(line)["opened"])]


def test_a_process_is_not_kept_from_others_by_a_model_server(index: Path, embedder: Embedder) -> None:
    settings = Settings(index=index, llm_url="http://127.0.0.1:9", request_seconds=1, processes=0)
    none = processes.Processes(settings)
    with TestClient(create(Service(index, embedder), settings, processes=none)) as client:
        assert client.post("/api/ask", json={"question": "ai ký Kế hoạch 231/KH-UBND"}).status_code == 200
        assert client.post("/api/search", json=QUESTION).status_code == 503
        assert client.get("/readyz").status_code == 503


def test_settings_reach_a_process_as_they_are() -> None:
    settings = Settings(index=Path("/a b"), port=1, llm_url="http://x", llm_key="k", waiting=0, processes=2)
    assert Settings.from_environment({}, **processes._plain(settings)) == settings
