"""What one request may take: each limit is met, told in the one body, and leaves the server answering."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from indexer.embed import Embedder
from indexer.settings import Settings
from search_api.engine import Engine
from search_api.limits import Gate, Places, TooSlow
from search_api.service import Service
from tests.search_api.serving import serving

KILOBYTE = 1000
SEARCH = {"query": "y tế"}


@pytest.fixture(scope="module")
def address(index: Path, embedder: Embedder) -> Iterator[str]:
    """A server with room for two requests and one that waits, each for a second."""
    limits = Settings(body_kilobytes=2, request_seconds=1, at_once=2, waiting=1)
    with serving(Service(index, embedder), settings=limits) as address:
        yield address


@pytest.fixture
def patient(index: Path, embedder: Embedder) -> Iterator[str]:
    """Another one, in which nothing is late however slow this machine is."""
    with serving(Service(index, embedder), settings=Settings(at_once=2, waiting=1)) as address:
        yield address


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Searches take until the event is set."""
    go_on, search = threading.Event(), Engine.search

    def slow(engine: Engine, request: object) -> object:
        go_on.wait(20)
        return search(engine, request)  # type: ignore[arg-type]

    monkeypatch.setattr(Engine, "search", slow)
    yield go_on
    go_on.set()


def post(address: str, count: int) -> list[httpx.Response]:
    """So many searches at once."""
    with ThreadPoolExecutor(count) as pool:
        calls = [pool.submit(httpx.post, f"{address}/api/search", json=SEARCH, timeout=20) for _ in range(count)]
        return [call.result() for call in calls]


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def refused(response: httpx.Response, status: int, code: str) -> dict[str, object]:
    assert response.status_code == status, response.text
    assert response.headers["x-content-type-options"] == "nosniff"
    error: dict[str, object] = response.json()["error"]
    assert (set(error), error["code"]) == ({"code", "message", "details"}, code)
    return error


@pytest.mark.parametrize("is_told", [True, False], ids=["says its length", "comes in parts"])
def test_a_long_body_is_refused_whatever_it_says_of_itself(address: str, is_told: bool) -> None:
    size = 50 * KILOBYTE
    body = b" " * size if is_told else iter([b" " * KILOBYTE] * 50)
    response = httpx.post(f"{address}/api/search", content=body)
    error = refused(response, 413, "too_large")
    assert error["details"]["most"] == 2 * KILOBYTE
    assert response.headers["connection"] == "close"


def test_a_short_body_in_parts_is_read_whole(address: str) -> None:
    parts = iter([b'{"query"', b': "y t', "ế".encode(), b'"}'])
    response = httpx.post(f"{address}/api/search", content=parts, headers={"Content-Type": "application/json"})
    assert response.json()["query"] == "y tế"


def test_a_body_that_does_not_come_is_not_waited_for(address: str) -> None:
    async def drip() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(3)

    async def sent() -> httpx.Response:
        async with httpx.AsyncClient(timeout=20) as client:
            return await client.post(f"{address}/api/search", content=drip())

    refused(asyncio.run(sent()), 408, "body_late")


def test_more_than_may_wait_are_sent_away_and_the_others_answered(patient: str, held: threading.Event) -> None:
    with ThreadPoolExecutor(1) as pool, httpx.Client(base_url=patient) as metrics:
        calls = pool.submit(post, patient, 8)
        until(lambda: 'status="429"} 5.0' in metrics.get("/metrics").text)
        held.set()
        answers = calls.result()
    statuses = [answer.status_code for answer in answers]
    assert sorted(set(statuses)) == [200, 429]
    assert statuses.count(429) == 5
    for answer in answers:
        if answer.status_code == 429:
            refused(answer, 429, "too_busy")
            assert answer.headers["retry-after"] == "2"


def test_what_takes_too_long_is_told_so_and_keeps_its_place(address: str, held: threading.Event) -> None:
    late = post(address, 3)  # two in work, one that waits, each for its second
    for answer in late:
        refused(answer, 503, "too_slow")
        assert answer.headers["retry-after"] == "5"
    assert httpx.get(f"{address}/healthz").status_code == 200
    page = httpx.get(f"{address}/?q=y+t", headers={"Accept": "text/html"})
    assert (page.status_code, "chưa trả lời được" in page.text) == (503, True)
    assert "tracuu_requests_in_work 2.0" in httpx.get(f"{address}/metrics").text
    held.set()
    until(lambda: "tracuu_requests_in_work 0.0" in httpx.get(f"{address}/metrics").text)
    assert post(address, 1)[0].status_code == 200


def test_an_answer_that_has_begun_is_not_cut() -> None:
    sent: list[Message] = []

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.sleep(0.1)
        await send({"type": "http.response.body", "body": b"whole"})

    async def send(message: Message) -> None:
        sent.append(message)

    gate = Gate(slow, Places(1, 0), seconds=0.05)
    asyncio.run(gate({"type": "http", "path": "/"}, receive=send, send=send))  # type: ignore[arg-type]
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]


def test_a_client_that_takes_nothing_loses_its_place() -> None:
    places = Places(1, 0)

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def stuck(message: Message) -> None:
        await asyncio.sleep(5)

    gate = Gate(answering, places, seconds=0.05)
    with pytest.raises(TimeoutError):
        asyncio.run(gate({"type": "http", "path": "/"}, receive=stuck, send=stuck))  # type: ignore[arg-type]
    assert places.in_work == 0


def test_an_answer_that_comes_too_late_is_not_sent() -> None:
    sent: list[Message] = []

    async def late(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(0.1)
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Message) -> None:
        sent.append(message)

    async def run() -> None:
        with pytest.raises(TooSlow):
            await Gate(late, Places(1, 0), 0.01)({"type": "http", "path": "/"}, send, send)  # type: ignore[arg-type]
        await asyncio.sleep(0.2)

    asyncio.run(run())
    assert sent == []
