"""What a first question would wait for is made before the server says that it is ready."""

import threading
import time

import pytest
from fastapi.testclient import TestClient

from indexer.index.clearance import EVERYTHING, Clearance
from indexer.pipeline import mirror
from search_api import templates, warming
from search_api.access import users
from search_api.app import create
from search_api.service import Service


@pytest.fixture
def service(embedder, corpus, tmp_path) -> Service:
    mirror([corpus], tmp_path / "index", lambda: embedder)
    return Service(tmp_path / "index", embedder)


def readiness(client: TestClient) -> int:
    """The status of ``/readyz`` once it says yes, or after ten seconds."""
    until = time.monotonic() + 10
    while (status := client.get("/readyz").status_code) != 200 and time.monotonic() < until:
        time.sleep(0.02)
    return status


def test_a_server_is_alive_and_answers_before_it_is_ready(service, monkeypatch):
    go_on = threading.Event()
    monkeypatch.setattr(warming, "warm", lambda app: go_on.wait(10))
    app = create(service)
    warming.before_ready(app)
    with TestClient(app) as client:
        assert client.get("/healthz").status_code == 200
        early = client.get("/readyz")
        assert (early.status_code, early.json()["error"]["code"]) == (503, "warming_up")
        assert early.headers["retry-after"] == "5"
        assert client.get("/api/directives").json()["total"] == 5
        go_on.set()
        assert readiness(client) == 200


def test_what_all_questions_share_is_made(service):
    app = create(service)
    templates._TEMPLATES.env.cache.clear()
    assert not service.engine(EVERYTHING).vocabulary.is_read
    warming.warm(app)
    assert service.engine(EVERYTHING).vocabulary.is_read
    assert len(templates._TEMPLATES.env.cache) == len(templates._TEMPLATES.env.list_templates())
    assert app.openapi_schema is not None


def test_it_is_made_of_what_users_may_see(service):
    users.define(service.folder, "phòng", ("nhan-su",))
    users.add(service.folder, "an", ("phòng",))
    warming.warm(create(service))
    assert service.engine(Clearance(frozenset({"nhan-su"}))).vocabulary.is_read
    assert not service.engine(EVERYTHING).vocabulary.is_read


def test_an_index_that_cannot_be_opened_is_told_to_whoever_asks(service, monkeypatch):
    app = create(service)
    warming.before_ready(app)
    users.define(service.folder, "phòng", ())
    (service.folder / users.FILE).write_text("{", encoding="utf-8")
    with TestClient(app) as client:
        until = time.monotonic() + 10
        while not app.state.is_warm and time.monotonic() < until:
            time.sleep(0.02)
        assert client.get("/readyz").json()["error"]["code"] == "access_unreadable"
