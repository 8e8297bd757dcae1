"""``tracuu ask``, as a person or a script meets it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search_api.cli import main


@pytest.fixture
def ask(index: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("TRACUU_LLM_URL", raising=False)

    def invoke(*words: object) -> Result:
        return CliRunner().invoke(main, ["ask", *map(str, words), "--index", str(index)])

    return invoke


def test_an_answer_as_a_person_reads_it(ask) -> None:
    result = ask("hạn gửi bài tham luận về Sở Y tế là ngày nào")
    assert result.exit_code == 0, result.output
    first, *rest = result.stdout.splitlines()
    assert "02/11/2022" in result.stdout
    assert first.endswith("[1]")
    assert "[1] Điểm a khoản 4 mục III, Kế hoạch số 231/KH-UBND ngày 28 tháng 10 năm 2022" in result.stdout
    assert rest[-1].startswith("Chép nguyên văn")


def test_an_abstention_has_its_reason_and_is_no_failure(ask) -> None:
    result = ask("số điện thoại của Sở Y tế")
    assert result.exit_code == 0
    assert result.stdout.startswith("Không có câu trả lời: ")
    assert "số điện thoại" in result.stdout
    assert result.stdout.count("\n- ") == 3


def test_json_is_the_body_of_the_api(ask) -> None:
    body = json.loads(ask("Sở Tài chính phải làm gì", "--json", "--year", 2022).stdout)
    assert {"answer", "sentences", "citations", "abstained", "reason"} <= set(body)
    assert "thẩm định kinh phí" in body["answer"]


def test_a_mistake_is_one_sentence(ask) -> None:
    result = ask("???")
    assert result.exit_code == 1
    assert result.stderr.startswith("Lỗi: Câu hỏi trống")
