"""Nothing of a directive that a reader may not see appears anywhere, nor in what is counted or timings."""

from __future__ import annotations

import re
import statistics
import time
from collections import Counter

import pytest

from indexer.pipeline import mirror
from search_api.access.door import WHOLE, is_open
from tests.search_api.access.addresses import answered
from tests.soak.small import Here, SmallModel
from tests.soak.worlds import calls, closed, model, world


@pytest.fixture(autouse=True)
def _reading_here(monkeypatch):
    monkeypatch.setattr("indexer.sandbox.pool.shared", lambda bounds: Here())


class Compared:
    """What users of a world are told, beside what they may be told."""

    def __init__(self, made, folder):
        self.made, self.folder = made, folder
        self.statuses = Counter()
        self.routes = set()

    def all(self, client, name):
        for n, user in enumerate(self.made.holders):
            with model(self.made, user, self.folder / f"{name}-{n}") as alone:
                self._one(client, user, alone, is_new=name == "first")

    def _one(self, client, user, alone, *, is_new):
        """What was written again stands after what was not, so that equal scores may be told in another order."""
        hidden = {mark for paper in self.made.hidden(user) for mark in paper.marks}
        for call in calls(self.made, user):
            found, expected = call.ask(client, self.made.tokens[user]), call.ask(alone)
            where = (user, call, _difference(found[1], expected[1]))
            if is_new:
                assert found == expected, where
            elif call.route in {"/", "/api/ask", "/mcp"}:  # these tell the first few
                assert found[0] == expected[0], where
            else:
                assert (found[0], _words(found[1])) == (expected[0], _words(expected[1])), where
            asked = f"{call.url} {call.body} {call.form}".casefold()
            assert [mark for mark in hidden if mark in found[1].casefold() and mark[:-1] not in asked] == [], where
            self.statuses[found[0]] += 1
            self.routes.add((call.method, call.route))


def test_users_are_told_what_an_archive_without_the_rest_tells(tmp_path, many, record):
    """In a world as it is made, and in every other one after other rules were written and taken in."""
    worlds, statuses, routes = many(3, 500), Counter(), set()
    for seed in range(worlds):
        made = world(tmp_path / str(seed) / "kho", seed)
        compared = Compared(made, tmp_path / str(seed))
        with closed(made, tmp_path / str(seed) / "index") as client:
            compared.all(client, "first")
            if seed % 2:
                made.rule()
                mirror([made.folder], tmp_path / str(seed) / "index", SmallModel)
                compared.all(client, "then")
            nobody = {call.ask(client)[0] for call in calls(made, "không") if not is_open(call.url)}
            assert nobody <= {303, 401}
            routes |= compared.routes
        statuses += compared.statuses
        if seed % 10 == 9 or seed == worlds - 1:
            record(worlds=seed + 1, calls=statuses.total(), statuses=dict(statuses))
    closed_ones = {(method, path) for method, path in answered(client.app) if not is_open(path)}
    assert closed_ones - routes == {("GET", path) for path in WHOLE}  # test_door.py has these


def _difference(found, expected):
    """Where two answers part, with the words around."""
    at = next((i for i, pair in enumerate(zip(found, expected, strict=False)) if pair[0] != pair[1]), -1)
    return found[max(0, at - 80) : at + 80], expected[max(0, at - 80) : at + 80]


def _words(text):
    """All words, but scores: in another order of rows, the last digit of a sum of floats is another."""
    return sorted(re.findall(r"\w+", re.sub(r"-?\d+\.\d+(?:e-\d+)?", "", text)))


def test_suggestions_take_as_long_for_what_is_hidden_as_for_what_is_not_there(tmp_path, many, record):
    made = world(tmp_path / "kho", 3)
    with closed(made, tmp_path / "index") as client:
        headers = {"authorization": f"Bearer {made.tokens['không']}"}
        hidden = made.hidden("không")[0].marks[0][:5]
        took = {hidden: [], "zzzzz": []}
        for _ in range(many(100, 2_000)):
            for typed, times in took.items():
                started = time.perf_counter()
                answer = client.get("/api/suggest", params={"q": typed}, headers=headers)
                times.append(time.perf_counter() - started)
                assert answer.json() == {"items": []}
    medians = {name: statistics.median(times) * 1000 for name, times in took.items()}
    ratio = medians[hidden] / medians["zzzzz"]
    record(hidden_ms=round(medians[hidden], 3), absent_ms=round(medians["zzzzz"], 3), ratio=round(ratio, 3))
    assert 0.5 < ratio < 2
