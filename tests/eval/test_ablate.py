"""Parts of the ranking, switched off one by one."""

from __future__ import annotations

import json
from dataclasses import fields, make_dataclass

import numpy as np
import pytest
from click.testing import CliRunner

from eval import ablate
from eval.__main__ import main
from eval.ablate import PARTS, Part, parts
from eval.run import run
from indexer.index.lexical import FieldWeights
from search_api.engine import Mode
from search_api.query import Weights


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_an_engine_does_without_a_part_and_the_given_one_stays(part, own):
    engine = own[0].engine
    before = engine.weights, engine.lexical_weight, engine.index
    changed = part.without(engine)
    assert (changed.weights, changed.lexical_weight, changed.index) != before
    assert (engine.weights, engine.lexical_weight, engine.index) == before


def test_every_weight_is_measured_by_name_or_by_itself():
    numbers = {item.name for item in fields(Weights) if item.name != "fields" and item.type in ("float", "int")}
    named = {name for part in parts() for name in part.weights}
    assert named | ablate._KEPT >= numbers
    assert {name for part in parts() for name in part.fields} == {item.name for item in fields(FieldWeights)}
    assert len({part.name for part in parts()}) == len(parts())


def test_a_weight_that_is_new_is_a_part(monkeypatch):
    new = make_dataclass("Weights", [("brand_new", float, 0.3)], bases=(Weights,), frozen=True)
    monkeypatch.setattr(ablate, "Weights", new)
    assert {part.name: part.weights for part in parts()}["brand new"] == {"brand_new": 0.0}


def test_without_a_half_the_other_decides(own):
    collection, dataset = own
    without = {part.name: part for part in PARTS}
    chosen = [without["dense half"], without["lexical half"]]
    found = ablate.ablate(dataset, collection, Mode.HYBRID, chosen)
    whole = run(dataset, collection, [Mode.HYBRID])[0].mean()
    assert found.whole == pytest.approx(whole)
    for row in found.rows:
        assert row.differences["ndcg@10"] == pytest.approx(row.means["ndcg@10"] - whole["ndcg@10"])
        assert row.intervals["ndcg@10"].low <= row.differences["ndcg@10"] <= row.intervals["ndcg@10"].high
    assert found.rows[1].means["recall@1"] < found.whole["recall@1"]
    assert found.rows[1].p_values["recall@1"] < 0.05


def test_vectors_without_the_lean_are_those_of_the_passages_alone(own):
    engine = own[0].engine
    part = next(part for part in PARTS if part.name == "subject lean of vectors")
    plain = part.without(engine).index.vectors
    keys = engine.index.vectors.keys
    assert np.array_equal(np.sort(plain.keys), np.sort(keys))
    close = (plain.vectors(keys) * engine.index.vectors.vectors(keys)).sum(axis=1)
    assert np.all(close > 0.5)
    assert np.any(close < 0.999)


def test_the_table_begins_with_what_costs_most(own):
    collection, dataset = own
    nothing = Part("nothing")
    half = next(part for part in PARTS if part.name == "lexical half")
    table = ablate.ablate(dataset, collection, Mode.HYBRID, [nothing, half]).table("recall@1").splitlines()
    assert [line.split("  ")[0] for line in table[2:]] == ["all of it", "lexical half", "nothing"]
    assert table[-1].split()[-4:] == ["+.000", "+.000", "+.000", "1.0000"]


def test_the_command_works_on_any_beir_folder(beir_folder, tmp_path):
    arguments = ["ablate", "--beir", str(beir_folder), "--json", str(tmp_path / "out.json")]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    rows = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["rows"]
    assert [row["without"] for row in rows] == [part.name for part in parts()]
    assert {"without", "recall@1", "recall@3", "recall@10", "ndcg@10", "difference", "interval", "p"} == set(
        rows[0]
    )
