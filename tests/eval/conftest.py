from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.source import CORPUS, Archive
from indexer import embed, models
from indexer.settings import BUNDLED, Settings

DOCUMENTS = [
    {"_id": "d1", "title": "Đấu thầu thuốc", "text": "Trình tự lựa chọn nhà thầu cung cấp thuốc."},
    {"_id": "d2", "title": "", "text": "Trạm y tế xã khám bệnh, chữa bệnh ban đầu cho người dân."},
    {"_id": "d3", "title": "Sổ sức khỏe", "text": "Mỗi người dân có một hồ sơ sức khỏe điện tử."},
]
QUERIES = [
    {"_id": "q1", "text": "đấu thầu"},
    {"_id": "q2", "text": "ho so suc khoe dien tu"},
    {"_id": "q3", "text": "kế toán trưởng"},
    {"_id": "q4", "text": "không ai chấm câu này"},
]
QRELS = ["query-id\tcorpus-id\tscore", "q1\td1\t1", "q2\td3\t2", "q2\td2\t1", "q3\tgone\t1"]


def write_lines(file: Path, rows) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


@pytest.fixture
def beir_folder(tmp_path) -> Path:
    """Three documents and four queries, of which three are judged, one of them on a document that is gone."""
    folder = tmp_path / "tiny"
    write_lines(folder / "corpus.jsonl", DOCUMENTS)
    write_lines(folder / "queries.jsonl", QUERIES)
    write_lines(folder / "qrels" / "test.tsv", QRELS)
    return folder


@pytest.fixture(scope="session")
def bundled():
    return embed.load(models.find(BUNDLED, Settings()))


@pytest.fixture(scope="session")
def own(bundled):
    """The directives that ship, indexed, and the project's own questions on them."""
    with Archive(CORPUS).opened(bundled) as opened:
        yield opened
