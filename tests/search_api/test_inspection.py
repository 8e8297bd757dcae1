"""What ``tracuu inspect`` says of one file: the shape that scripts rely on, and the words that people read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from search_api.cli import main

KL_477 = "2024-01_cong-van_SYT-KHTC_ket-luan-477-KL-TU.txt"
SHAPE = {
    "": {"file", "format", "notes", "pages", "header", "sections", "passages", "assignments", "references"},
    "header": {
        "number", "symbol", "kind", "subject", "issuer", "parent_issuer", "place", "date", "signer", "position",
        "authority", "recipients", "urgency", "confidentiality", "confidence", "inferred", "spans",
    },
    "sections": {"path", "title", "start", "end", "page"},
    "passages": {"id", "section_path", "start", "end", "text", "page"},
    "assignments": {"assignees", "role", "partners", "task", "deadline", "due", "start", "end"},
    "references": {"number", "kind", "date", "issuer", "title", "relation", "start", "end"},
}  # fmt: skip


def inspect(*words: object) -> str:
    result = CliRunner().invoke(main, ["inspect", *map(str, words)])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def found(corpus: Path) -> dict:
    return json.loads(inspect(corpus / KL_477, "--json"))


def test_the_shape_is_the_one_that_scripts_rely_on(found: dict) -> None:
    assert set(found) == SHAPE[""]
    assert set(found["header"]) == SHAPE["header"]
    assert found["header"]["date"] == {"year": 2024, "month": 1, "day": None}
    for part in ("sections", "passages", "assignments", "references"):
        assert [set(item) for item in found[part]] == [SHAPE[part]] * len(found[part])
        assert found[part]


def test_a_symbol_alone_leaves_the_number_unknown(found: dict) -> None:
    assert (found["header"]["number"], found["header"]["symbol"]) == (None, "SYT-KHTC")


def test_offsets_lead_to_the_words(found: dict, corpus: Path) -> None:
    text = (corpus / KL_477).read_text(encoding="utf-8")
    assert all(text[item["start"] : item["end"]] == item["text"] for item in found["passages"])
    assert "đấu thầu" in text[found["assignments"][-1]["start"] : found["assignments"][-1]["end"]]
    first = found["references"][0]
    assert text[first["start"] : first["end"]].startswith("Kết luận số 477-KL/TU")
    start, end = found["header"]["spans"]["symbol"]
    assert "SYT-KHTC" in text[start:end]


def test_sections_are_paths_of_labels(found: dict) -> None:
    assert [item["path"] for item in found["sections"]] == [["1"], ["1", "-"], ["1", "-"], ["2"], ["3"]]


def test_a_person_reads_what_is_sure_and_what_is_not(corpus: Path) -> None:
    told = inspect(corpus / KL_477)
    for words in (
        "Số:                (không rõ)",
        "Sở Y tế  [60%, suy ra; cần xem lại]",
        "NHIỆM VỤ ĐƯỢC GIAO (5)",
        "Phòng Nghiệp vụ Sở Y tế (chủ trì; phối hợp: các đơn vị liên quan): tăng cường tham mưu",
        "căn cứ: Kết luận số 477-KL/TU ngày 12 tháng 12 năm 2023 của Ban Chấp hành Đảng bộ tỉnh",
    ):
        assert words in told


def test_nothing_is_written(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inspect(corpus / KL_477)
    assert list(tmp_path.iterdir()) == []
