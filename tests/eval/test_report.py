"""The table and the JSON of a run: what was there before stays, and what came later adds up."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from eval.floors import Floor, missed
from eval.metrics import NAMES
from eval.report import Report, Twins
from tests.eval.runs import DATASET, HYBRID, LEXICAL

REPORT = Report(DATASET, "bundled", [HYBRID, LEXICAL])


def test_a_table_has_intervals_splits_kinds_and_the_cost_of_missing_diacritics():
    lines = [" ".join(line.split()) for line in REPORT.table().splitlines()]
    assert lines[0] == "tiny: 4 questions, model bundled"
    at = lines.index("hybrid 0.500 0.750 1.000 0.765 0.688 1.0 1.0")
    assert lines[at + 1].split()[:3] == [".000–1.00", ".250–1.00", "1.00–1.00"]
    assert {"held (2)", "tune (2)", "task (2)", "undiacritised (2)"} <= set(lines)
    at = lines.index("recall@3 of 2 questions without diacritics, and of the same ones with them")
    assert lines[at + 1] == "hybrid 0.500 1.000 -.500"


def test_the_json_keeps_its_shape_and_gains_intervals():
    figures = json.loads(json.dumps(REPORT.to_dict(), allow_nan=False))
    assert {"dataset", "model", "modes", "kinds", "per_query"} <= set(figures)
    assert set(figures["modes"]["hybrid"]) == {*NAMES, "p50_ms", "p95_ms"}
    assert set(figures["modes"]["lexical"]) == set(NAMES), "a run from elsewhere took no time that is known"
    for mode in ("hybrid", "lexical"):
        for name in NAMES:
            low, high = figures["intervals"][mode][name]
            assert low <= figures["modes"][mode][name] <= high
            low, high = figures["kind_intervals"][mode]["task"][name]
            assert low <= figures["kinds"][mode]["task"][name] <= high
    assert figures["splits"]["hybrid"]["held"]["recall@1"] == 0.5
    assert figures["same_as"]["hybrid"] == {"pairs": 2, "recall": 0.5, "recall_of_others": 1.0}
    row = figures["per_query"][1]
    assert (row["id"], row["rank"], row["split"], row["same_as"]) == ("q2", 2, "tune", "q1")
    assert figures["per_query"][-1]["ms"] is None


def test_the_same_run_is_reported_the_same():
    assert REPORT.to_dict() == REPORT.to_dict()


def test_a_question_whose_other_was_not_asked_is_no_twin():
    alone = replace(HYBRID, outcomes=HYBRID.outcomes[1:])
    assert Twins.of(alone) == (1, 0.0, 1.0)
    assert Twins.of(replace(HYBRID, outcomes=HYBRID.outcomes[:1])) is None


@pytest.mark.parametrize(
    ("floor", "sentence"),
    [
        ("hybrid.recall@1=.5", None),
        ("hybrid.recall@1=.6", "hybrid.recall@1 is 0.5000, below 0.6."),
        ("held:hybrid.recall@3=.5", None),
        ("held:hybrid.recall@3=.9", "held:hybrid.recall@3 is 0.5000, below 0.9."),
        ("tune:hybrid.recall@3=1", None),
        ("dev:hybrid.recall@3=.1", "dev:hybrid.recall@3 has a floor, but no question of that split was asked."),
        ("held:dense.recall@3=.1", "held:dense.recall@3 has a floor, but that mode was not run."),
    ],
)
def test_a_floor_may_be_of_one_split(floor, sentence):
    assert missed([HYBRID, LEXICAL], [Floor.parse(floor)]) == ([sentence] if sentence else [])
