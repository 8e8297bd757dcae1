"""A small archive behind its door: two users, one folder that only one of them may see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from indexer.pipeline import mirror
from indexer.settings import Settings
from search_api.access import users
from search_api.app import create
from search_api.service import Service
from tests.soak.small import Here, SmallModel

PLAN = "KẾ HOẠCH\nVề việc tiêm chủng\n\nGiao Trạm Y tế chủ trì việc tiêm chủng trước ngày 01/02/2024."
PENALTY = "QUYẾT ĐỊNH\nVề việc kỷ luật\n\nGiao Phòng Tổ chức chủ trì việc kỷ luật zeta trước ngày 01/02/2024."
FILES = {"mo/tiem-chung.txt": PLAN, "nhan-su/ky-luat.txt": PENALTY, "nhan-su/.access": "nhan-su\n"}


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("indexer.sandbox.pool.shared", lambda bounds: Here())
    for name, words in FILES.items():
        (tmp_path / "kho" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "kho" / name).write_text(words, encoding="utf-8")
    mirror([tmp_path / "kho"], tmp_path / "index", SmallModel)
    return tmp_path / "index"


@pytest.fixture
def tokens(index: Path) -> dict[str, str]:
    users.define(index, "nhan-su", ("nhan-su",))
    users.define(index, "lanh-dao", (users.ALL,))
    given = {"lan": ("nhan-su",), "minh": (), "sếp": ("lanh-dao",)}
    return {name: users.add(index, name, groups) or "" for name, groups in given.items()}


@pytest.fixture
def served(index: Path) -> Callable[..., TestClient]:
    """Opens the archive to a peer; ``settings`` are those of the server."""

    def opened(peer: str = "10.0.0.9", **settings: Any) -> TestClient:
        app = create(Service(index, SmallModel()), Settings(index=index, **settings))
        return TestClient(
            app, client=(peer, 4321), base_url="https://kho.example", raise_server_exceptions=False,
            follow_redirects=False,
        )  # fmt: skip

    return opened


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}
