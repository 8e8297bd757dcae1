"""Whether a sentence holds the kind of thing that is asked for."""

import pytest

from search_api.answering.evidence import strength
from search_api.answering.question import read
from search_api.query import understand

HELD = [
    ("hạn chót ngày nào", "Tiêm bù cho 117 trẻ, hoàn thành trước 20/3", 1.0),
    ("hạn chót ngày nào", "Hoàn thành trong quý I", 0.2),
    ("trả thẻ trong mấy ngày", "Trả thẻ trong 03 ngày", 1.0),
    ("trả thẻ trong mấy ngày", "Trả thẻ trước ngày 20/3/2024", 0.5),
    ("khởi công mấy trạm", "Khởi công 19/24 trạm", 1.0),
    ("bao nhiêu dân số có hồ sơ", "80% thủ tục ở mức độ 4", 0.0),
    ("bán được mấy triệu đô", "Giá trị xuất khẩu 276 triệu USD", 1.0),
    ("số nội bộ mấy", "Võ Minh Trí, số nội bộ 1105", 1.0),
    ("có mấy người chết", "23 người phải vào viện", 0.5),
    ("có mấy người chết", "Lũ làm chết 02 người", 1.0),
    ("co may nguoi chet", "23 người tử vong", 1.0),
    ("rốt cuộc bắt được mấy vụ", "Phấn đấu bắt 30 vụ", 0.2),
    ("rốt cuộc bắt được mấy vụ", "Đến nay đã bắt 30 vụ", 1.0),
    ("phải bắt mấy vụ", "Phấn đấu bắt 30 vụ", 1.0),
    ("thực hiện quyết định nào", "Thực hiện Quyết định số 1398/QĐ-UBND", 1.0),
    ("thực hiện quyết định nào", "Căn cứ Kế hoạch số 06/KH-SYT", 0.5),
    ("bệnh viện nào", "Bệnh viện Bạch Mai cử kíp hội chẩn", 0.7),
    ("bệnh viện nào", "Tập huấn cho các bệnh viện tuyến dưới", 0.14),
    ("ai chủ trì", "Đơn vị phối hợp: VNPT Cao Bằng", 0.2),
    ("ai làm chủ tịch hội đồng", "Ông Vũ Đình Nhã, Phó Giám đốc - Chủ tịch Hội đồng", 1.0),
    ("ai làm chủ tịch hội đồng", "Bà Phạm Thị Tươi, Phó Chủ tịch", 0.2),
]


@pytest.mark.parametrize(
    ("question", "text", "expected"), HELD, ids=[f"{asked}: {told}" for asked, told, _ in HELD]
)
def test_strength(question: str, text: str, expected: float) -> None:
    asked = read(understand(question))
    assert strength(text, asked, asked.want) == pytest.approx(expected)
