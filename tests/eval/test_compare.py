"""``python -m eval compare`` on runs small enough to be worked out by hand."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from eval.__main__ import main
from eval.metrics import NAMES
from tests.eval.conftest import write_lines


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def figures(file, ranks, mode="hybrid", texts=()):
    """A run in which each question's answer has the given rank."""
    rows = []
    for number, rank in enumerate(ranks, 1):
        scores = {name: float(bool(rank) and rank <= int(name.split("@")[1])) for name in NAMES}
        text = texts[number - 1] if texts else f"câu {number}"
        rows.append({"id": f"q{number}", "question": text, "mode": mode, "rank": rank, **scores})
    file.write_text(json.dumps({"per_query": rows}), encoding="utf-8")
    return file


@pytest.fixture
def before(tmp_path):
    return figures(tmp_path / "a.json", [1, 1, 2, 5, None])


def test_wins_ties_losses_and_the_questions_are_told(before, tmp_path):
    after = figures(tmp_path / "b.json", [1, 4, 1, 1, None])
    done = run(
        "compare", before, after, "--measure", "recall@1", "--measure", "recall@3", "--json", tmp_path / "c"
    )
    assert done.exit_code == 0, done.output
    lines = [" ".join(line.split()) for line in done.output.splitlines()]
    assert "recall@1 .400 .600 +.200 -.400 +.800 1.0000 2 2 1" in lines
    assert "q3 rank 2 → 1 recall@1 câu 3" in lines
    assert "q4 rank 5 → 1 recall@1, recall@3 câu 4" in lines
    assert "q2 rank 1 → 4 recall@1, recall@3 câu 2" in lines
    found = json.loads((tmp_path / "c").read_text(encoding="utf-8"))["hybrid"]["recall@1"]
    assert (found["gained"], found["lost"], found["ties"]) == (["q3", "q4"], ["q2"], 2)
    assert found["difference"] == pytest.approx(0.2)


@pytest.mark.parametrize(("margin", "code"), [("0", 1), ("0.1", 1), ("0.2", 0), ("0.5", 0)])
def test_a_loss_beyond_the_margin_fails(margin, code, before, tmp_path):
    worse = figures(tmp_path / "b.json", [1, 2, 2, 5, None])
    done = run("compare", before, worse, "--measure", "recall@1", "--margin", margin)
    assert done.exit_code == code, done.output
    assert ("hybrid.recall@1 fell from 0.4000 to 0.2000, by 0.2000" in done.output) == bool(code)


def test_a_loss_in_what_is_not_compared_does_not_fail(before, tmp_path):
    worse = figures(tmp_path / "b.json", [1, 2, 2, 5, None])
    assert run("compare", before, worse, "--measure", "recall@10").exit_code == 0


def test_a_run_against_itself_is_all_ties(before):
    done = run("compare", before, before)
    assert done.exit_code == 0
    assert "gained" not in done.output
    assert "lost" not in done.output


def test_two_modes_are_compared_by_name(before, tmp_path):
    other = figures(tmp_path / "b.json", [1, 1, 1, 1, 1], mode="bm25", texts=[""] * 5)
    assert "have no mode in common" in run("compare", before, other).output
    done = run("compare", before, other, "--mode", "hybrid:bm25")
    assert done.exit_code == 0, done.output
    assert "hybrid:bm25: 5 questions" in done.output
    assert run("compare", before, other, "--mode", "dense").exit_code == 1


@pytest.mark.parametrize(
    ("ranks", "texts", "words"),
    [
        ([1, 1, 1], (), "2 only in"),
        ([1] * 6, (), "1 only in"),
        ([1] * 5, ["câu 1", "câu 2", "khác", "câu 4", "câu 5"], "1 worded differently (q3)"),
    ],
)
def test_runs_over_different_questions_are_refused(ranks, texts, words, before, tmp_path):
    other = figures(tmp_path / "b.json", ranks, texts=texts)
    done = run("compare", before, other)
    assert done.exit_code == 1
    assert words in " ".join(done.output.split())
    assert "compare runs of one set" in done.output


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"per_query": []}', '{"per_query": [{"id": "q1"}]}'])
def test_what_is_no_run_is_refused(content, before, tmp_path):
    file = write_lines(tmp_path / "b.json", [content])
    for arguments in ([before, file], [file, before], [before, tmp_path / "nowhere"]):
        done = run("compare", *arguments)
        assert done.exit_code == 1
        assert done.output.startswith("Error: ")
        assert "Traceback" not in done.output
