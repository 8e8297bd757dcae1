"""TREC's formats, out and in: what another tool reads, and what this one makes of another's run."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from eval import trec
from eval.__main__ import main
from eval.dataset import DatasetError
from tests.eval.conftest import write_lines

QRELS = ["t1 0 d1 1", "t2 0 d2 1", "t2 0 d3 2", "t3 0 d9 1"]
RUN = [
    "t1 Q0 d2 1 0.5 bm25",
    "t1 Q0 d1 2 0.9 bm25",  # the score counts, not the rank
    "t2 Q0 d1 1 3 bm25",
    "t2 Q0 d3 2 2 bm25",
    "t7 Q0 d3 2 2 bm25",  # judged nowhere
]


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def files(tmp_path):
    return write_lines(tmp_path / "x.run", RUN), write_lines(tmp_path / "judged.qrels", QRELS)


def test_a_run_from_elsewhere_is_scored_by_its_scores(files):
    dataset, found = trec.score(*files)
    assert dataset.name == "judged"
    assert (found.mode, found.is_timed) == ("bm25", False)
    assert [o.rank for o in found.outcomes] == [1, 2, None]
    assert found.mean()["recall@1"] == pytest.approx(1 / 3)
    assert found.mean()["recall@3"] == pytest.approx((1 + 0.5 + 0) / 3)
    _, alternatives = trec.score(*files, alternatives=True)
    assert alternatives.mean()["recall@3"] == pytest.approx(2 / 3)


def test_equal_scores_go_by_name_descending_as_in_trec_eval(tmp_path, files):
    tied = write_lines(tmp_path / "tied.run", ["t1 Q0 d1 1 1.0 a", "t1 Q0 d5 2 1.00000000001 a"])
    assert trec.score(tied, files[1])[1].outcomes[0].ranking.names == ("d5", "d1")


def test_what_this_project_writes_scores_the_same_when_read_back(beir_folder, tmp_path):
    out = [tmp_path / name for name in ("all.run", "all.qrels", "out.json", "back.json")]
    done = run(
        "run", "--beir", beir_folder, "--modes", "hybrid", "--run", out[0], "--qrels", out[1], "--json", out[2]
    )
    assert done.exit_code == 0, done.output
    assert out[1].read_text().splitlines() == ["q1 0 d1 1", "q2 0 d3 2", "q2 0 d2 1", "q3 0 gone 1"]
    done = run("score", "--run", out[0], "--qrels", out[1], "--json", out[3])
    assert done.exit_code == 0, done.output
    there, back = (json.loads(file.read_text(encoding="utf-8"))["modes"]["hybrid"] for file in out[2:])
    assert back == {name: there[name] for name in back}
    assert "p50_ms" not in back
    assert run("compare", out[2], out[3]).exit_code == 0


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["t1 Q0 d1 1 0.5"], r"x\.run:1: expected TOPIC Q0 DOCUMENT RANK SCORE TAG"),
        (["t1 Q0 d1 1 high a"], r"x\.run:1: expected TOPIC"),
        (["t1 Q0 d1 1 nan a"], r"x\.run:1: expected TOPIC"),
        (["t1 Q0 d1 1 2 a", "t1 Q0 d1 2 1 a"], r"x\.run:2: d1 was already found for topic t1"),
        (["t8 Q0 d1 1 2 a"], "answers none of the topics"),
        ([], "answers none of the topics"),
    ],
)
def test_a_malformed_run_is_refused_with_its_line(lines, reason, files):
    write_lines(files[0], lines)
    with pytest.raises(DatasetError, match=reason):
        trec.score(*files)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [(["t1 d1 1"], r"qrels:1: expected TOPIC 0"), (["t1 0 d1 x"], r"qrels:1"), ([], "judges no topic")],
)
def test_malformed_judgements_are_refused_with_their_line(lines, reason, files):
    write_lines(files[1], lines)
    with pytest.raises(DatasetError, match=reason):
        trec.score(*files)


def test_a_score_beyond_32_bits_is_no_failure(files):
    write_lines(files[0], ["t1 Q0 d1 1 1e60 a", "t1 Q0 d2 1 -1e60 a"])
    assert trec.score(*files)[1].outcomes[0].rank == 1
