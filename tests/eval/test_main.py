"""``python -m eval`` from end to end, on a folder small enough to be worked out by hand."""

from __future__ import annotations

import json
from itertools import pairwise

import ir_measures
import pytest
from click.testing import CliRunner

from eval.__main__ import main
from tests.eval.conftest import QUERIES, write_lines

MEASURES = ["recall@1", "recall@3", "recall@10", "recall@100", "ndcg@10", "mrr@10"]


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_beir_folder_is_measured_in_every_mode(beir_folder, tmp_path):
    done = run("run", "--beir", beir_folder, "--json", tmp_path / "out.json")
    assert done.exit_code == 0, done.output
    assert "tiny: 3 questions, model bundled" in done.output
    figures = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert (figures["dataset"], figures["model"]) == ("tiny", "bundled")
    assert list(figures["modes"]) == ["hybrid", "lexical", "dense"]
    assert all(set(means) == {*MEASURES, "p50_ms", "p95_ms"} for means in figures["modes"].values())
    assert figures["modes"]["hybrid"]["mrr@10"] == pytest.approx(2 / 3), (
        "two found first, one judged on what is gone"
    )
    assert figures["modes"]["hybrid"]["recall@1"] == pytest.approx((1 + 0.5 + 0) / 3)


def test_each_question_is_reported_with_the_rank_of_its_answer(beir_folder, tmp_path):
    run("run", "--beir", beir_folder, "--modes", "hybrid", "--json", tmp_path / "out.json")
    rows = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["per_query"]
    assert [(row["id"], row["mode"], row["rank"]) for row in rows] == [
        ("q1", "hybrid", 1),
        ("q2", "hybrid", 1),
        ("q3", "hybrid", None),
    ]
    assert all({"question", "kind", *MEASURES} <= set(row) for row in rows)


def test_a_trec_run_gives_the_same_figures_to_another_reader(beir_folder, tmp_path):
    done = run("run", "--beir", beir_folder, "--run", tmp_path / "all.run", "--json", tmp_path / "out.json")
    assert done.exit_code == 0, done.output
    figures = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["modes"]
    qrels = [
        ir_measures.Qrel(*row) for row in [("q1", "d1", 1), ("q2", "d3", 2), ("q2", "d2", 1), ("q3", "gone", 1)]
    ]
    for mode in ("hybrid", "lexical", "dense"):
        file = tmp_path / f"all.{mode}.run"
        means = ir_measures.calc_aggregate([ir_measures.nDCG @ 10], qrels, ir_measures.read_trec_run(str(file)))
        assert means[ir_measures.nDCG @ 10] == pytest.approx(figures[mode]["ndcg@10"])
        assert {line.split()[5] for line in file.read_text().splitlines()} == {mode}


def test_scores_of_a_trec_run_fall_from_line_to_line(beir_folder, tmp_path):
    write_lines(beir_folder / "corpus.jsonl", [{"_id": f"d{n}", "text": "đấu thầu thuốc"} for n in range(9)])
    run("run", "--beir", beir_folder, "--modes", "lexical", "--run", tmp_path / "one.run")
    lines = [line.split() for line in (tmp_path / "one.run").read_text().splitlines() if line.startswith("q1 ")]
    scores = [float(line[4]) for line in lines]
    assert len(scores) == 9
    assert all(after < before for before, after in pairwise(scores))
    assert [line[2] for line in lines] == [f"d{n}" for n in range(9)], "equal scores in the order of the corpus"


def test_a_question_that_search_refuses_finds_nothing_and_counts(beir_folder):
    write_lines(
        beir_folder / "queries.jsonl", [QUERIES[0], {"_id": "q2", "text": "dài " * 400}, {"_id": "q3", "text": ""}]
    )
    done = run("run", "--beir", beir_folder, "--modes", "hybrid", "--min", "hybrid.recall@1=.3")
    assert done.exit_code == 0, done.output
    assert run("run", "--beir", beir_folder, "--modes", "hybrid", "--min", "hybrid.recall@1=.34").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--min", "hybrid.recall@1=.6"], "hybrid.recall@1 is 0.5000, below 0.6."),
        (
            ["--modes", "dense", "--min", "hybrid.recall@1=.1"],
            "hybrid.recall@1 has a floor, but that mode was not run.",
        ),
        (
            ["--modes", "dense", "--floors"],
            "Hybrid cannot be compared with its halves: hybrid, lexical was not run.",
        ),
    ],
)
def test_a_missed_floor_is_a_sentence_and_a_failure(arguments, sentence, beir_folder):
    done = run("run", "--beir", beir_folder, *arguments)
    assert done.exit_code == 1
    assert sentence in done.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["run", "--min", "hybrid.recall@2=.5"],
            "“hybrid.recall@2=.5” is no floor: expected [SPLIT:]MODE.MEASURE=NUMBER",
        ),
        (
            ["run", "--modes", "sparse"],
            "expected some of hybrid, lexical, dense, parted by commas, found “sparse”",
        ),
        (["run", "--beir", "x", "--split", "tune"], "--beir brings its own texts and questions"),
        (["run", "--beir", "/nowhere"], "Cannot read /nowhere/queries.jsonl: No such file or directory"),
        (["run", "--corpus", "/nowhere"], "/nowhere"),
        (["run", "--queries", "/nowhere.jsonl"], "Cannot read /nowhere.jsonl"),
        (["run", "--model", "no-such-model"], "no-such-model"),
        (["bench", "--sizes", "many"], "expected sizes such as 1k,100k,1M, parted by commas, found “many”"),
        (["bench", "--data", "/nowhere"], "/nowhere/law-articles-dev.jsonl.xz is missing"),
        (["make-law-set", "--data", "/nowhere", "--out", "x"], "law-articles-dev.jsonl.xz is missing"),
    ],
)
def test_a_mistake_is_one_sentence(arguments, sentence):
    done = run(*arguments)
    assert done.exit_code in (1, 2)
    assert sentence in " ".join(done.output.split())
    assert "Traceback" not in done.output


def test_own_questions_are_reported_by_kind():
    done = run("run", "--split", "tune", "--modes", "lexical")
    assert done.exit_code == 0, done.output
    assert "directives (tune): 135 questions" in done.output
    assert "paraphrase (44)" in done.output
