"""What may be said of headers, and how well headers meet it."""

import pytest

from indexer.domain import Header, PartialDate
from search_api import facts, periods
from search_api.facts import Fact

HEADER = Header(
    kind="Kế hoạch", issuer="Ủy ban nhân dân thành phố B", parent_issuer="UBND tỉnh A", place="Cần Thơ",
    position="Phó Chủ tịch", date=PartialDate(2022, 5),
    recipients=("Bộ Y tế (để b/c)", "UBND các huyện, thành phố"),
)  # fmt: skip
HELD = [
    ("its kind", "kind", "Kế hoạch", True),
    ("another kind", "kind", "Công văn", False),
    ("its issuer", "issuer", "Ủy ban nhân dân thành phố B", True),
    ("the issuer above", "issuer", "UBND tỉnh A", True),
    ("the sort of its issuer, in a short form", "issuer", "UBND thành phố", True),
    ("another sort", "issuer", "UBND tỉnh", False),
    ("the place that its issuer is named by", "place", "B", True),
    ("the place above", "place", "A", True),
    ("the place beside its date", "place", "Cần Thơ", True),
    ("another place", "place", "Huế", False),
    ("one of those it went to", "recipients", "Bộ Y tế", True),
    ("some words of one", "recipients", "ubnd huyện", True),
    ("words of two", "recipients", "Bộ Y tế huyện", False),
    ("the signer's post", "position", "PHÓ CHỦ TỊCH", True),
]


@pytest.mark.parametrize(("field", "value", "expected"), [row[1:] for row in HELD], ids=[row[0] for row in HELD])
def test_a_fact_holds_of_a_header(field, value, expected):
    assert Fact(field, value).holds(HEADER) is expected
    assert not Fact(field, value).holds(Header())


def test_a_time_holds_of_a_date_within_it():
    (year,) = periods.find("năm 2022")
    assert Fact("date", "năm 2022", year).holds(HEADER)
    assert not Fact("date", "năm 2022", year).holds(Header(date=PartialDate(2021)))


def test_passages_of_one_directive_share_what_it_meets():
    other = Header(kind="Công văn")
    assert facts.met([Fact("kind", "Kế hoạch")], [HEADER, other, HEADER]).tolist() == [[1, 0, 1]]


def test_a_filter_may_leave_no_header_to_meet_a_fact():
    assert facts.met([Fact("kind", "Kế hoạch")], []).shape == (1, 0)
