"""Which offices a list names, one each."""

from __future__ import annotations

import pytest

from indexer.names import actors


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Khoa Nhi, khoa Nhiễm rà soát", ("Khoa Nhi", "khoa Nhiễm")),
        ("Trường THPT Lấp Vò 1, trường THPT Lấp Vò 2 rà soát", ("Trường THPT Lấp Vò 1", "trường THPT Lấp Vò 2")),
        ("Công an xã, trạm y tế xã rà soát", ("Công an xã", "trạm y tế xã")),
        ("Hạt Kiểm lâm, đồn Biên phòng Ba Sơn rà soát", ("Hạt Kiểm lâm", "đồn Biên phòng Ba Sơn")),
        ("Hội Nông dân, đoàn thanh niên xã rà soát", ("Hội Nông dân", "đoàn thanh niên xã")),
        ("Xã Hòa Tân, xã Ninh Thới rà soát", ("Xã Hòa Tân", "xã Ninh Thới")),
        ("Cục Thuế tỉnh, Bộ Chỉ huy Quân sự tỉnh rà soát", ("Cục Thuế tỉnh", "Bộ Chỉ huy Quân sự tỉnh")),
        ("BIDV Huế, Vietcombank Huế giãn nợ", ("BIDV Huế", "Vietcombank Huế")),
        ("Các Xí nghiệp Mỹ Lộc, Vụ Bản, Ý Yên rà soát", ("Các Xí nghiệp Mỹ Lộc, Vụ Bản, Ý Yên",)),
        ("Phòng Bưu chính, Viễn thông rà soát", ("Phòng Bưu chính, Viễn thông",)),
        ("Sở Tài chính, Thuế thành phố Huế rà soát", ("Sở Tài chính", "Thuế thành phố Huế")),
        ("Già làng và người uy tín vận động", ("Già làng", "người uy tín")),
        ("Ấp 1, ấp 3 và ấp 5 vận động", ("Ấp 1", "ấp 3", "ấp 5")),
        ("Hội Nông dân tỉnh, Tỉnh Đoàn đẩy mạnh", ("Hội Nông dân tỉnh", "Tỉnh Đoàn")),
        (
            "Hiệu trưởng các trường, chủ cơ sở giáo dục mầm non tư thục phân công",
            ("Hiệu trưởng các trường", "chủ cơ sở giáo dục mầm non tư thục"),
        ),
        ("Ban Chấp hành đảng bộ, chi bộ cơ sở rà soát", ("Ban Chấp hành đảng bộ, chi bộ cơ sở",)),
        (
            "Ban điều hành khu phố Phú Cường, Chánh Nghĩa rà soát",
            ("Ban điều hành khu phố Phú Cường, Chánh Nghĩa",),
        ),
        ("ông Đặng Quốc Tuấn (Tổ CNTT) lắp camera", ("ông Đặng Quốc Tuấn",)),
        ("Công an TP. Huế, UBND TX. Hương Trà rà soát", ("Công an TP. Huế", "UBND TX. Hương Trà")),
        ("CÁC SỞ, BAN, NGÀNH", ("CÁC SỞ, BAN, NGÀNH",)),
        ("Tổng phụ trách Đội phối hợp với Đoàn xã", ("Tổng phụ trách Đội",)),
        ("Trưởng phòng Bưu chính, Viễn thông rà soát", ("Trưởng phòng Bưu chính, Viễn thông",)),
        ("Trưởng thôn, buôn, tổ dân phố rà soát", ("Trưởng thôn, buôn, tổ dân phố",)),
        ("BS. Nga, BS. Tường kiểm hồ sơ", ("BS. Nga", "BS. Tường")),
        ("báo Ban Chỉ huy quân sự xử lý", None),
        ("Báo Giám đốc trong 10 phút", None),
        ("Báo bác sĩ trực", None),
        ("Báo và Đài Phát thanh tỉnh đưa tin", ("Báo và Đài Phát thanh tỉnh",)),
        ("Đảng ủy Khối Cơ quan và Doanh nghiệp tỉnh rà soát", ("Đảng ủy Khối Cơ quan và Doanh nghiệp tỉnh",)),
        ("báo, đài địa phương đưa tin", ("báo, đài địa phương",)),
        ("SỞ Y TẾ, SỞ TÀI CHÍNH", ("SỞ Y TẾ", "SỞ TÀI CHÍNH")),
        ("Ban cán sự đảng, đảng đoàn lãnh đạo", ("Ban cán sự đảng", "đảng đoàn")),
    ],
)
def test_a_list_goes_on_with_a_name_that_says_which_office_it_is(words, names):
    named = actors.read(words, 0)
    assert (named and named.names) == names


@pytest.mark.parametrize(
    "name",
    [
        "UBND xã Hòa Tân, xã Ninh Thới",
        "ỦY BAN NHÂN DÂN CÁC HUYỆN, THÀNH PHỐ NAM ĐỊNH",
        "Cấp ủy, chi bộ trực thuộc",
        "Cấp ủy, chính quyền các cấp",
        "các phòng, ban, đơn vị",
        "Các trường mầm non, trường tiểu học",
        "Huyện Thái Thụy, Kiến Xương",
        "Sở Văn hóa, Thể thao và Du lịch",
    ],
)
def test_what_an_office_is_dealt_out_over_is_one_name(name):
    assert actors.read(f"{name} rà soát", 0).names == (name,)


@pytest.mark.parametrize(
    "standing",
    [
        "(thường trực)",
        "(cơ quan thường trực Ban Chỉ đạo)",
        "- Cơ quan thường trực",
        "(PV01)",
        "(sau đây gọi là đơn vị)",
        "(12 người)",
        "(cô Út Hương)",
        "(Giao Thủy, Hải Hậu)",
    ],
)
def test_what_an_office_is_for_others_is_no_part_of_its_name(standing):
    assert actors.split(f"Sở Y tế {standing}") == ("Sở Y tế",)
