"""Judged answers: what counts as right, and what the constants of doubt are fitted on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from eval.__main__ import main
from eval.answers import Judged, Outcome, Report, read, run
from eval.answers_fit import fit
from eval.dataset import DatasetError
from indexer.index.archive_index import ArchiveIndex
from search_api.answering import doubt
from search_api.answering.answer import Answer, Said
from search_api.engine import Engine

LINES = [
    {"id": "a", "question": "Sở Tài chính phải làm gì?", "kind": "task", "split": "tune",
     "answers": [{"file": "x.txt", "phrase": "p"}], "facts": ["thẩm định kinh phí"]},
    {"id": "b", "question": "hội nghị họp khi nào", "kind": "fact", "split": "held",
     "answers": [], "facts": [["04/11/2022", "4 tháng 11 năm 2022"], "Thứ Sáu"]},
    {"id": "c", "question": "số điện thoại của Sở Y tế", "kind": "unanswerable", "split": "tune", "answers": []},
]  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "asked.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in LINES), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def engine(index: Path, embedder) -> Iterator[Engine]:
    with Engine(ArchiveIndex.open(index), embedder) as opened:
        yield opened


def test_a_file_is_read_by_split(file: Path) -> None:
    assert [one.id for one in read(file)] == ["a", "b", "c"]
    (held,) = read(file, "held")
    assert held.facts == (("04/11/2022", "4 tháng 11 năm 2022"), ("Thứ Sáu",))
    assert [one.is_answerable for one in read(file, "tune")] == [True, False]


@pytest.mark.parametrize(
    "line",
    [{"id": "a", "question": "q", "kind": "fact"}, {"id": "a", "question": "q", "kind": "fact", "facts": "f"}],
)
def test_a_question_without_its_fact_is_refused(tmp_path: Path, line: dict) -> None:
    path = tmp_path / "asked.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(DatasetError, match=r"asked\.jsonl:1"):
        read(path)


SAID = [
    ("one wording of each fact", "Ngày 4/11/2022 (thứ sáu)", True),
    ("in another spelling", "ngày 04/11/2022, THỨ SÁU", True),
    ("half of it", "Ngày 04/11/2022", False),
    ("more digits", "ngày 104/11/2022, thứ sáu", False),
]


@pytest.mark.parametrize(("text", "is_right"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_what_says_the_facts(file: Path, text: str, is_right: bool) -> None:
    assert read(file, "held")[0].is_met_by(text) is is_right


def test_figures_count_what_was_left_and_what_was_false(file: Path) -> None:
    task, fact, nothing = read(file)
    given = Answer("q", (Said("thẩm định kinh phí", ()),))
    left = Answer("q", abstained=True)
    report = Report([Outcome(task, given, 1.0), Outcome(fact, left, 3.0), Outcome(nothing, given, 2.0)])
    assert report.to_dict()["right"] == {"fact": 0.0, "task": 1.0, "unanswerable": 0.0}
    assert report.to_dict()["precision"] == 0.5
    assert len(report.missed()) == 2
    assert [miss.split()[0] for miss in report.misses()] == ["c"]  # none of the held half


def test_questions_are_asked(engine: Engine, file: Path) -> None:
    report = Report(run(engine, read(file)))
    assert report.to_dict()["right"] == {"fact": 1.0, "task": 1.0, "unanswerable": 1.0}


def test_fitted_constants_have_the_shape_of_those_in_the_code(engine: Engine) -> None:
    said = Judged("a", "ai chuẩn bị thư mời hội nghị sơ kết", "task", "tune", (("Sở Y tế",),), frozenset())
    wrong = Judged("b", "ai nuôi cá ba sa xuất khẩu", "unanswerable", "tune", (), frozenset())
    fitted = fit([(engine, [said, wrong] * 4)])
    assert len(fitted.weights) == len(doubt.WEIGHTS)
    assert 0 < fitted.threshold < 1
    assert all(weight <= 0 for weight in fitted.weights[:-2])


def test_the_command_prints_figures(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "figures.json"
    result = CliRunner().invoke(main, ["answers", "--queries", str(file), "--floors", "--json", str(out)])
    assert result.exit_code == 0, result.output
    assert "of the answers given 1.000 are right" in result.output
    assert json.loads(out.read_text())["questions"] == 3
