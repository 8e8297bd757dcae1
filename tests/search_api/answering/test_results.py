"""What came of things is told from what is to be done."""

import pytest

from search_api.answering import results


@pytest.mark.parametrize(
    ("text", "is_to_come"),
    [
        ("Thành lập 02 đoàn, kiểm tra 45 cơ sở sản xuất", True),
        ("Trên 95% trẻ được tiêm 01 mũi", True),
        ("Trong tháng 7, ngành đã hoàn thành 31/34 nhiệm vụ", False),
        ("Các đơn vị hoàn thành 61 công trình", False),
        ("Đến hết ngày 30/6/2024, khởi công 19/24 trạm, yêu cầu làm tiếp", False),
        ("Vận động 5.000 đơn vị máu", False),
    ],
)
def test_orders_and_aims_are_to_come(text: str, is_to_come: bool) -> None:
    assert results.are_to_come(text) is is_to_come
