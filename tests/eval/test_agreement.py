"""Two judges of the same directives agree as far as their judgements do."""

from __future__ import annotations

import json

from eval import agreement
from eval.judged import FOLDER

NAME = "m04-cong-van-phuong-ve-sinh.json"


def measured(folder, change):
    """How far the first judge agrees with himself, once something is changed."""
    data = json.loads((FOLDER / "held" / NAME).read_text(encoding="utf-8"))
    change(data)
    (folder / NAME).write_text(json.dumps(data), encoding="utf-8")
    return agreement.measure(folder)


def test_who_judges_the_same_agrees(tmp_path):
    found = measured(tmp_path, lambda data: None)
    assert {(figures.precision, figures.recall) for figures in found.values()} == {(1.0, 1.0)}


def test_another_deadline_is_no_other_role(tmp_path):
    def change(data):
        data["assignments"][0]["deadline"] = "một ngày khác"

    found = measured(tmp_path, change)
    assert found["assignments"].recall < 1.0
    assert found["roles"].recall == found["references"].recall == 1.0


def test_a_reference_less_is_one_not_found(tmp_path):
    found = measured(tmp_path, lambda data: data["references"].pop())
    assert (found["references"].precision, found["references"].recall < 1.0) == (1.0, True)


def test_the_judges_agree_on_nearly_all():
    found = agreement.measure()
    assert all(figures.precision > 0.95 and figures.recall > 0.95 for figures in found.values())
    assert len(agreement.table(found).splitlines()) == len(found) + 1
