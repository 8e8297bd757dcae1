"""Nothing of a directive that a reader may not see appears anywhere."""

from __future__ import annotations

import statistics
import time

import pytest
from starlette.routing import Mount

from search_api.access.door import OPEN, is_open
from search_api.app import create
from tests.soak.small import Here
from tests.soak.worlds import HTML, _fixed, _about, calls, closed, model, world, Paper


@pytest.fixture(autouse=True)
def _reading_here(monkeypatch):
    monkeypatch.setattr("indexer.sandbox.pool.shared", lambda bounds: Here())


def test_users_are_told_what_an_archive_without_the_rest_tells(tmp_path, many, record):
    worlds, asked, told = many(12, 500), 0, 0
    for seed in range(worlds):
        made = world(tmp_path / str(seed) / "kho", seed)
        with closed(made, tmp_path / str(seed) / "index") as client:
            for n, user in enumerate(made.holders):
                with model(made, user, tmp_path / str(seed) / f"model-{n}") as alone:
                    marks = [mark for paper in made.hidden(user) for mark in paper.marks]
                    for call in calls(made, user):
                        found, expected = call.ask(client, made.tokens[user]), call.ask(alone)
                        assert found == expected, (seed, user, call)
                        words = found[1].casefold()
                        assert call.echoes or not any(mark in words for mark in marks), (seed, user, call)
                        asked += 1
                        told += found[0] == 200
            refused = [call.ask(client)[0] for call in calls(made, "không")]
            assert set(refused) <= {303, 401, 404}, (seed, refused)
    record(worlds=worlds, calls=asked, answered=told)
