"""A deadline is taken with what belongs to it, and days that places are named after are none."""

from __future__ import annotations

import pytest

from indexer.deadlines import bounds


@pytest.mark.parametrize(
    ("words", "found", "whole"),
    [
        ("đăng ký, hạn chót 17h00 thứ Sáu.", "17h00 thứ Sáu", "hạn chót 17h00 thứ Sáu"),
        ("lấy mẫu vào khung giờ từ 3h00 đến 6h00.", "từ 3h00 đến 6h00", "vào khung giờ từ 3h00 đến 6h00"),
        ("đo vào 11h-14h, 19h-23h hằng ngày.", "vào 11h-14h", "vào 11h-14h, 19h-23h hằng ngày"),
        ("họp vào thứ Năm tuần thứ 3 hàng tháng.", "vào thứ Năm tuần thứ 3", "vào thứ Năm tuần thứ 3 hàng tháng"),
        ("đăng mỗi tuần ít nhất 03 tin, bài.", "mỗi tuần", "mỗi tuần ít nhất 03 tin, bài"),
        ("diễn tập 01 lần trong tháng 12.", "trong tháng 12", "01 lần trong tháng 12"),
        ("báo cáo 6 tháng trước ngày 15/6.", "6 tháng trước ngày 15/6", "trước ngày 15/6"),
        ("gửi trước ngày 15/6 hằng tháng báo cáo.", "trước ngày 15/6", "trước ngày 15/6"),  # another thing to do
        ("trực hằng ngày, kể cả ngày Tết.", "hằng ngày, kể cả ngày Tết", "hằng ngày"),
        ("gửi trước ngày 15/6.", "trước ngày 15/6", "trước ngày 15/6"),
        ("gửi hằng ngày qua phần mềm.", "hằng ngày qua phần mềm", "hằng ngày"),
        ("báo trong 10 phút nếu mất điện.", "trong 10 phút nếu mất điện", "trong 10 phút"),
        ("họp vào ngày 07/6/2026 (Chủ nhật).", "vào ngày 07/6/2026", "vào ngày 07/6/2026 (Chủ nhật)"),
        ("đón vào tuần 39 (22 – 26/9).", "vào tuần 39 (22 – 26/9", "vào tuần 39 (22 – 26/9)"),
        ("trực các ngày 15/02 và 16/02.", "ngày 15/02 và 16/02", "các ngày 15/02 và 16/02"),
        ("Định kỳ thứ Năm hằng tuần gửi.", "thứ Năm hằng tuần", "Định kỳ thứ Năm hằng tuần"),
        ("trực vào từ 6 giờ 30.", "vào từ 6 giờ 30", "từ 6 giờ 30"),
        ("lập phương án trình ngày 12/3.", "trình ngày 12/3", "ngày 12/3"),
        ("hộ mới (trước 20/10/2025);", "trước 20/10/2025)", "trước 20/10/2025"),
    ],
)
def test_a_deadline_has_all_that_belongs_to_it(words, found, whole):
    start = words.index(found)
    assert words[slice(*bounds.whole(words, start, start + len(found)))] == whole


@pytest.mark.parametrize(
    ("words", "dotted"),
    [
        ("phân luồng tại đường 30 tháng 4 khi ngập", "phân luồng tại đường ·········· khi ngập"),
        ("tại công viên 30/4.", "tại công viên ····."),
        ("tại cầu 12/8/2024", "tại cầu 12/8/2024"),  # a date, not a name
        ("cắt giảm chi thường xuyên", "cắt giảm ················"),
        ("trước ngày 30/4", "trước ngày 30/4"),
    ],
)
def test_what_bears_the_name_of_a_day_is_not_read(words, dotted):
    assert bounds.without_names(words) == dotted
