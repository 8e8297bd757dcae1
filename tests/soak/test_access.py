"""Nothing of a directive that a reader may not see appears anywhere, nor in what is counted or timings."""

from __future__ import annotations

import asyncio
import re
import statistics
import time
from collections import Counter
from contextlib import AsyncExitStack
from shutil import rmtree

import pytest

from indexer.pipeline import mirror
from search_api.access.door import WHOLE, is_open
from tests.search_api.access.addresses import answered
from tests.soak.calls import Alone, calls
from tests.soak.small import Here, SmallModel
from tests.soak.worlds import archive_of, closed, served, world


@pytest.fixture(autouse=True)
def _reading_here(monkeypatch):
    monkeypatch.setattr("indexer.sandbox.pool.shared", lambda bounds: Here())


@pytest.fixture(autouse=True)
def _answering_here(monkeypatch):
    """In the thread of the loop: one call is made at a time, and the way to another thread is longer than most."""

    async def run(work, *given, **_):
        return work(*given)

    monkeypatch.setattr("anyio.to_thread.run_sync", run)


class Compared:
    """What users of a world are told, beside what they may be told."""

    def __init__(self, made, folder, opened):
        """``opened``: what closes the archives of what users may be told, once each for those who share it."""
        self.made, self.folder, self.opened = made, folder, opened
        self.alone = {}
        self.statuses = Counter()
        self.routes = set()

    async def all(self, client, *, is_new):
        for user in self.made.holders:
            alone = await self._alone(self.made.visible(user))
            hidden = {mark for paper in self.made.hidden(user) for mark in paper.marks}
            for call in calls(self.made, user):
                found, expected = await call.ask(client, self.made.tokens[user]), await alone.tells(call)
                where = user, call
                if is_new or not _are_alike(call, found, expected):
                    assert found == expected, (*where, _difference(found[1], expected[1]))
                asked, text = f"{call.url} {call.body} {call.form}".casefold(), found[1].casefold()
                assert [mark for mark in hidden if mark in text and mark[:-1] not in asked] == [], where
                self.statuses[found[0]] += 1
                self.routes.add((call.method, call.route))

    async def _alone(self, papers):
        key = tuple(paper.name for paper in papers)
        if key not in self.alone:
            app = archive_of(papers, self.folder / f"alone-{len(self.alone)}")
            self.alone[key] = Alone(await self.opened.enter_async_context(served(app)))
        return self.alone[key]


def _are_alike(call, found, expected):
    """What was written again stands after what was not, so that equal scores may be told in another order."""
    if call.route in {"/", "/api/ask", "/mcp"}:  # these tell the first few
        return found[0] == expected[0]
    return (found[0], _words(found[1])) == (expected[0], _words(expected[1]))


async def _told(made, folder, *, again):
    """What is told of a world, and what nobody is told who has no token; ``again``: after other rules too."""
    async with AsyncExitStack() as opened:
        app = closed(made, folder / "index")
        client = await opened.enter_async_context(served(app))
        compared = Compared(made, folder, opened)
        await compared.all(client, is_new=True)
        if again:
            made.rule()
            mirror([made.folder], folder / "index", SmallModel)
            await compared.all(client, is_new=False)
        nobody = {(await call.ask(client))[0] for call in calls(made, "không") if not is_open(call.url)}
        assert nobody <= {303, 401}
        return compared, app


def test_users_are_told_what_an_archive_without_the_rest_tells(tmp_path, many, record):
    """In a world as it is made, and in every other one after other rules were written and taken in."""
    worlds, statuses, routes = many(3, 500), Counter(), set()
    for seed in range(worlds):
        made = world(tmp_path / str(seed) / "kho", seed)
        compared, app = asyncio.run(_told(made, tmp_path / str(seed), again=seed % 2))
        statuses += compared.statuses
        routes |= compared.routes
        rmtree(tmp_path / str(seed))
        if seed % 10 == 9 or seed == worlds - 1:
            record(worlds=seed + 1, calls=statuses.total(), statuses=dict(statuses))
    closed_ones = {(method, path) for method, path in answered(app) if not is_open(path)}
    assert closed_ones - routes == {("GET", path) for path in WHOLE}  # test_door.py has these


def _difference(found, expected):
    """Where two answers part, with the words around."""
    at = next((i for i, pair in enumerate(zip(found, expected, strict=False)) if pair[0] != pair[1]), -1)
    return found[max(0, at - 80) : at + 80], expected[max(0, at - 80) : at + 80]


def _words(text):
    """All words, but scores: in another order of rows, the last digit of a sum of floats is another."""
    return sorted(re.findall(r"\w+", re.sub(r"-?\d+\.\d+(?:e-\d+)?", "", text)))


async def _suggested(app, token, took, times):
    """Fill in how many milliseconds a user waits for suggestions to what was typed."""
    async with served(app) as client:
        for _ in range(times):
            for typed, waited in took.items():
                started = time.perf_counter()
                answer = await client.get("/api/suggest", params={"q": typed}, headers={"authorization": token})
                waited.append((time.perf_counter() - started) * 1000)
                assert answer.json() == {"items": []}


def test_suggestions_take_as_long_for_what_is_hidden_as_for_what_is_not_there(tmp_path, many, record):
    made = world(tmp_path / "kho", 3)
    app = closed(made, tmp_path / "index")
    hidden = made.hidden("không")[0].marks[0][:5]
    took = {hidden: [], "zzzzz": []}
    asyncio.run(_suggested(app, f"Bearer {made.tokens['không']}", took, many(100, 2_000)))
    there, absent = (statistics.median(waited) for waited in took.values())
    record(hidden_ms=round(there, 3), absent_ms=round(absent, 3), ratio=round(there / absent, 3))
    assert 0.5 < there / absent < 2
