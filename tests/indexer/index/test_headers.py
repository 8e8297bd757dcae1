"""Conditions on headers: met by the same as if each header was asked."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.domain import Header, PartialDate
from indexer.index.headers import DATE, Condition, Headers

HEADERS = [
    Header(kind="Kế hoạch", issuer="Sở Y tế", date=PartialDate(2022, 10, 28)),
    Header(kind="Công văn", issuer="Sở Y tế", date=PartialDate(2022, 10)),
    Header(kind="Kế hoạch", issuer=None, date=PartialDate()),
    Header(kind="Kế hoạch", issuer="Sở Y tế", date=PartialDate(2022, 10, 28)),
    Header(),
]
PLAN = Condition(("kind",), lambda header: header.kind == "Kế hoạch")
ISSUED = Condition(("issuer", "kind"), lambda header: bool(header.issuer and header.kind))
EARLY = Condition(DATE, lambda header: (header.date.latest or date.max) < date(2022, 10, 30))
CASES = {
    "none": ([], [True] * 5),
    "one": ([PLAN], [True, False, True, True, False]),
    "of two fields": ([ISSUED], [True, True, False, True, False]),
    "of a date": ([EARLY], [True, False, False, True, False]),
    "all": ([EARLY, PLAN, ISSUED], [True, False, False, True, False]),
}


@pytest.mark.parametrize(("conditions", "expected"), CASES.values(), ids=CASES)
def test_conditions_are_met_by(conditions, expected):
    assert Headers(HEADERS).meeting(conditions).tolist() == expected


def test_each_different_value_is_asked_once():
    asked = []
    headers = Headers(HEADERS)
    for _ in range(2):
        headers.meeting([Condition(("kind",), lambda header: asked.append(header.kind))])
    assert asked == ["Kế hoạch", "Công văn", None] * 2


def test_no_headers_meet_nothing():
    assert Headers([]).meeting([PLAN, EARLY]).tolist() == []
