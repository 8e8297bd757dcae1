"""What people call an issuer by."""

import pytest

from indexer.domain import Header
from search_api import issuers

ISSUERS = [
    ("Ủy ban nhân dân tỉnh Đồng Nai", ("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân"), {"Đồng Nai"}),
    ("UBND thị xã Đông Triều", ("UBND thị xã", "UBND"), {"Đông Triều"}),
    ("Tỉnh ủy Quảng Trị", ("Tỉnh ủy",), {"Quảng Trị"}),
    ("Bệnh viện Đa khoa khu vực Cai Lậy", ("Bệnh viện Đa khoa khu vực", "Bệnh viện Đa khoa"), {"Cai Lậy"}),
    ("Sở Y tế", (), set()),
    ("Đảng ủy Sở Y tế", (), set()),
    ("Thanh tra tỉnh", (), set()),
]


@pytest.mark.parametrize(("issuer", "sorts", "places"), ISSUERS, ids=[row[0] for row in ISSUERS])
def test_sorts_and_places(issuer, sorts, places):
    assert issuers.sorts(issuer) == sorts
    assert issuers.places(Header(issuer=issuer)) == places


def test_places_of_the_office_above_and_beside_the_date():
    header = Header(issuer="Sở Y tế", parent_issuer="UBND tỉnh Đồng Nai", place="Biên Hòa")
    assert issuers.places(header) == {"Đồng Nai", "Biên Hòa"}
