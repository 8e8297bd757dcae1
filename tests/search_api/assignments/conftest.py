"""An archive of tasks with deadlines of every kind, one of them in hostile words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from indexer.embed import Embedder
from indexer.pipeline import mirror
from search_api.app import create
from search_api.service import Service

TODAY = date(2026, 6, 1)

PLAN = """\
SỞ Y TẾ

Số: 15/KH-SYT

Đồng Nai, ngày 05 tháng 02 năm 2026

KẾ HOẠCH
Tiêm chủng mở rộng năm 2026

1. Giao Phòng Kế hoạch - Tài chính chủ trì, phối hợp với Phòng Nghiệp vụ
mua vắc xin, kim tiêm; bông băng trước ngày 15/3/2026.

2. Giao Phòng Nghiệp vụ tổng hợp số trẻ đã tiêm, hoàn thành trước ngày 20/6/2026.

3. Giao Trung tâm Y tế tiêm chủng cho trẻ em ở vùng sâu, vùng xa, hoàn thành trong quý III năm 2026.

4. Giao Văn phòng Sở sơ kết công tác tiêm chủng hằng quý.

5. Giao Phòng KHTC quyết toán kinh phí tiêm chủng, hoàn thành trong năm 2027.
"""
HOSTILE = """\
SỞ <script>alert(1)</script>

Số: 16/KH-SYT

Đồng Nai, ngày 06 tháng 02 năm 2026

KẾ HOẠCH
=HYPERLINK("http://x.example/"); <img src=x onerror=alert(2)>

1. Giao Phòng Nghiệp vụ kiểm tra <b onclick="alert(3)">kho</b> \u202etrước\u202c hạn; BEGIN:VALARM,
trước ngày 10/6/2026.
"""


@pytest.fixture(scope="package")
def index(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive, folder = tmp_path_factory.mktemp("archive"), tmp_path_factory.mktemp("tasks") / "index"
    (archive / "ke-hoach.txt").write_text(PLAN, encoding="utf-8")
    (archive / "<img src=x onerror=alert(4)>.txt").write_text(HOSTILE, encoding="utf-8")
    mirror([archive], folder, lambda: embedder)
    return folder


@pytest.fixture(scope="package")
def client(index: Path, embedder: Embedder) -> Iterator[TestClient]:
    with TestClient(create(Service(index, embedder)), raise_server_exceptions=False) as client:
        yield client
