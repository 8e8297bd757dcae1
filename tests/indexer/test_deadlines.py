"""By when: the words as written, and the last day that they name."""

from __future__ import annotations

import pytest

from indexer import deadlines
from indexer.domain import PartialDate

WRITTEN = PartialDate(2023, 11, 5)

FOUND = [
    ("Gửi về Sở Y tế trước ngày 02/11/2024 để tổng hợp", "trước ngày 02/11/2024", PartialDate(2024, 11, 2)),
    (
        "báo cáo chậm nhất ngày 15 tháng 12 năm 2023.",
        "chậm nhất ngày 15 tháng 12 năm 2023",
        PartialDate(2023, 12, 15),
    ),
    ("gửi trước 17 giờ 00 ngày 30/11/2023", "trước 17 giờ 00 ngày 30/11/2023", PartialDate(2023, 11, 30)),
    ("hoàn thành trong tháng 11", "trong tháng 11", PartialDate(2023, 11)),
    ("hoàn thành trong tháng 01", "trong tháng 01", PartialDate(2024, 1)),
    ("chậm nhất là ngày 25/12", "chậm nhất là ngày 25/12", PartialDate(2023, 12, 25)),
    ("hoàn thành trong quý II/2024.", "trong quý II/2024", PartialDate(2024, 6)),
    ("hoàn thành chuyển đổi đến năm 2025", "đến năm 2025", PartialDate(2025)),
    ("thay thế bệnh án giấy trước năm 2030", "trước năm 2030", PartialDate(2029)),
    ("xong trước tháng 6/2024", "trước tháng 6/2024", PartialDate(2024, 5)),
    ("Thời hạn hoàn thành: Quý I năm 2024.", "Quý I năm 2024", PartialDate(2024, 3)),
    ("báo cáo trước ngày 20 hằng tháng", "trước ngày 20 hằng tháng", PartialDate()),
    ("Định kỳ hàng tháng, quý, 6 tháng, năm báo cáo", "Định kỳ hàng tháng, quý, 6 tháng, năm", PartialDate()),
    ("định kỳ 06 tháng báo cáo UBND tỉnh", "định kỳ 06 tháng", PartialDate()),
    ("báo cáo kết quả hằng quý về Sở", "hằng quý", PartialDate()),
    ("Hằng năm, tổ chức đánh giá", "Hằng năm", PartialDate()),
    (
        "trả lời trong 05 ngày làm việc kể từ ngày nhận, nêu rõ",
        "trong 05 ngày làm việc kể từ ngày nhận",
        PartialDate(),
    ),
    ("báo cáo trước 15 giờ thứ Sáu hằng tuần.", "trước 15 giờ thứ Sáu hằng tuần", PartialDate()),
    ("báo cáo UBND tỉnh trước 16 giờ hằng ngày", "trước 16 giờ hằng ngày", PartialDate()),
    ("Công khai vào ngày 05 hằng tháng.", "vào ngày 05 hằng tháng", PartialDate()),
    ("gửi trước ngày 25 tháng cuối quý", "trước ngày 25 tháng cuối quý", PartialDate()),
    ("dự sinh hoạt ít nhất 02 lần/năm.", "ít nhất 02 lần/năm", PartialDate()),
    ("báo cáo ca nặng trong ngày về Sở", "trong ngày", PartialDate()),
    ("kiểm tra việc dạy thêm; thực hiện thường xuyên.", "thường xuyên", PartialDate()),
    ("trực từ tháng 01 đến tháng 4 năm 2025.", "từ tháng 01 đến tháng 4 năm 2025", PartialDate(2025, 4)),
    (
        "kiểm tra từ ngày 01/7/2024 đến ngày 31/7/2024.",
        "từ ngày 01/7/2024 đến ngày 31/7/2024",
        PartialDate(2024, 7, 31),
    ),
    ("tuyển dụng trước khi bước vào học kỳ II.", "trước khi bước vào học kỳ II", PartialDate()),
    ("Báo cáo ngay khi phát hiện điểm cháy.", "ngay khi phát hiện điểm cháy", PartialDate()),
    ("sẵn sàng cứu hộ khi có yêu cầu.", "khi có yêu cầu", PartialDate()),
    ("kiểm tra đột xuất, tối thiểu 04 cuộc/tháng.", "tối thiểu 04 cuộc/tháng", PartialDate()),
    ("báo cáo định kỳ hằng quý hoặc khi có yêu cầu.", "định kỳ hằng quý hoặc khi có yêu cầu", PartialDate()),
    ("không in phim kể từ ngày 01/12/2023.", "kể từ ngày 01/12/2023", PartialDate()),
    ("bổ sung nội dung vào chương trình từ tháng 12/2023.", "từ tháng 12/2023", PartialDate()),
    ("đưa vào chương trình từ năm học 2024 - 2025.", "từ năm học 2024 - 2025", PartialDate()),
    ("dùng hồ sơ giấy cho đến khi có thông báo mới.", "cho đến khi có thông báo mới", PartialDate()),
    ("làm sạch dữ liệu sau mỗi kỳ tuyển sinh.", "sau mỗi kỳ tuyển sinh", PartialDate()),
    ("trực tại 30 điểm khi có mưa lớn, triều cường;", "khi có mưa lớn, triều cường", PartialDate()),
    ("tăng cường tuần đường vào dịp lễ, Tết;", "vào dịp lễ, Tết", PartialDate()),
    ("sinh hoạt chuyên đề quý IV/2023.", "quý IV/2023", PartialDate(2023, 12)),
    ("(hoàn thành tháng 12/2023)", "tháng 12/2023", PartialDate(2023, 12)),
    (
        "gửi trước 17h00 thứ Sáu, ngày 24/11/2023.",
        "trước 17h00 thứ Sáu, ngày 24/11/2023",
        PartialDate(2023, 11, 24),
    ),
    ("nộp chậm nhất ngày 20 của tháng tiếp theo.", "chậm nhất ngày 20 của tháng tiếp theo", PartialDate()),
    ("thông báo trước khi xả lũ, trước ngày 01/12/2023", "trước ngày 01/12/2023", PartialDate(2023, 12, 1)),
]


@pytest.mark.parametrize(("words", "said", "due"), FOUND, ids=[said for _, said, _ in FOUND])
def test_words_of_limit_and_periods_are_deadlines(words, said, due):
    assert deadlines.find(words, WRITTEN) == (said, due)


@pytest.mark.parametrize(
    "words",
    [
        "thực hiện Kế hoạch số 269/KH-UBND ngày 16/11/2023 của UBND tỉnh",  # the date of a directive
        "phát triển đô thị đến năm 2030, tầm nhìn đến năm 2045",  # a horizon
        "đúng tiến độ theo kế hoạch hằng năm, trung hạn",  # a kind of plan
        "người nghỉ hưu trước ngày 01 tháng 01 năm 1995",  # gone by when it was written
        "trong thời gian tới",
        "cập nhật dữ liệu từ năm 2010 đến nay",
        "triển khai Luật có hiệu lực từ ngày 01/01/2024",
        "công bố giá vật liệu quý IV/2023",
        "tổ chức thực hiện sau khi được phê duyệt",
        "khi có mưa lớn, bố trí lực lượng trực",
        "thường xuyên kiểm tra",  # how, not when
        "lấy ý kiến trước khi trình UBND tỉnh",  # the way of a paper
        "đầu tư từ năm 2021 đến năm 2025",  # a period of planning
    ],
)
def test_other_times_are_none(words):
    assert deadlines.find(words, WRITTEN) is None


def test_a_month_has_no_year_where_the_directive_has_none():
    assert deadlines.find("trong tháng 11") == ("trong tháng 11", PartialDate(None, 11))


def test_a_cell_of_deadlines_is_one_whole():
    assert deadlines.cell(" Tháng 12/2024 ") == ("Tháng 12/2024", PartialDate(2024, 12))
    assert deadlines.cell("Thường xuyên") == ("Thường xuyên", PartialDate())
    assert deadlines.cell(" - ") is None
