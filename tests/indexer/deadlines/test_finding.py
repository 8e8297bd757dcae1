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


SAID = [
    ("rà soát cứ sáu tháng một lần.", "cứ sáu tháng một lần"),
    ("ngừng đón khách khi dự báo cháy ở cấp V.", "khi dự báo cháy ở cấp V"),
    ("Định kỳ thứ Năm hằng tuần, các đơn vị gửi báo cáo.", "Định kỳ thứ Năm hằng tuần"),
    ("báo cáo trước 10h00 thứ Sáu.", "trước 10h00 thứ Sáu"),
    ("báo cáo vào 15 giờ các ngày thứ Hai, thứ Năm.", "vào 15 giờ các ngày thứ Hai, thứ Năm"),
    ("bố trí xe trong ngày thi 21/11/2023.", "trong ngày thi 21/11/2023"),
    ("chi trả xong trước ngày 20.", "trước ngày 20"),
    ("báo cáo Chủ tịch ngày 17/11.", "ngày 17/11"),
    ("gửi về Bộ không muộn hơn ngày 25/11/2023.", "không muộn hơn ngày 25/11/2023"),
    ("tổ chức gặp mặt trước 23 tháng Chạp.", "trước 23 tháng Chạp"),
    ("có mặt sau 05 phút khi có báo động.", "sau 05 phút khi có báo động"),
    ("mở chuyên mục, mỗi tháng tối thiểu 02 chuyên mục.", "mỗi tháng tối thiểu 02 chuyên mục"),
    ("gửi báo cáo trước ngày 15 và ngày 30 hằng tháng.", "trước ngày 15 và ngày 30 hằng tháng"),
    ("báo cáo vào các ngày 10, 20, 30 hằng tháng.", "vào các ngày 10, 20, 30 hằng tháng"),
    ("hoàn thành trong quý I và quý II năm 2025.", "trong quý I và quý II năm 2025"),
    ("thực hiện trong 3 tháng đầu năm 2025.", "trong 3 tháng đầu năm 2025"),
    ("tập huấn từ ngày 16 đến ngày 18/12/2023.", "từ ngày 16 đến ngày 18/12/2023"),
    ("tập huấn trong 02 ngày 16 và 17/12/2023.", "trong 02 ngày 16 và 17/12/2023"),
    ("tổ chức trong hai ngày 10 và 11 tháng 12 năm 2023.", "trong hai ngày 10 và 11 tháng 12 năm 2023"),
    ("ra quân từ nay đến hết năm 2025.", "từ nay đến hết năm 2025"),
    ("kiểm tra từ nay đến ngày 30/6/2025.", "từ nay đến ngày 30/6/2025"),
    ("thực hiện đến hết ngày 31/12/2025.", "đến hết ngày 31/12/2025"),
    ("xong trong tháng 12.", "trong tháng 12"),
    ("áp dụng trong năm học 2024-2025.", "trong năm học 2024-2025"),
    ("gửi trước 9 giờ sáng ngày 12/12/2023.", "trước 9 giờ sáng ngày 12/12/2023"),
    (
        "báo cáo chậm nhất 05 ngày sau khi kết thúc đợt kiểm tra.",
        "chậm nhất 05 ngày sau khi kết thúc đợt kiểm tra",
    ),
    (
        "báo cáo chậm nhất 05 ngày kể từ ngày kết thúc đợt kiểm tra.",
        "chậm nhất 05 ngày kể từ ngày kết thúc đợt kiểm tra",
    ),
    (
        "Thẩm định hồ sơ chậm nhất 04 giờ làm việc trước thời điểm hẹn trả.",
        "chậm nhất 04 giờ làm việc trước thời điểm hẹn trả",
    ),
    ("gửi trước ngày 10 tháng đầu quý sau.", "trước ngày 10 tháng đầu quý sau"),
    ("gửi trước ngày 05 của tháng kế tiếp.", "trước ngày 05 của tháng kế tiếp"),
    ("trình HĐND tỉnh tại kỳ họp giữa năm 2024.", "tại kỳ họp giữa năm 2024"),
    ("trình HĐND tỉnh xem xét tại kỳ họp thường lệ cuối năm 2023.", "tại kỳ họp thường lệ cuối năm 2023"),
    ("báo cáo tại giao ban thứ Sáu hằng tuần.", "tại giao ban thứ Sáu hằng tuần"),
    ("báo cáo tại cuộc họp giao ban tháng 12/2023.", "tại cuộc họp giao ban tháng 12/2023"),
    ("Thời gian hoàn thành: trước 30/6/2025.", "trước 30/6/2025"),
    ("sửa xong đường, thời hạn: 15/12/2023.", "15/12/2023"),
    ("xong trước 30/12.", "trước 30/12"),
    ("hoàn thành trong 06 tháng đầu năm 2024.", "trong 06 tháng đầu năm 2024"),
    ("báo cáo tiến độ 02 tuần/lần.", "02 tuần/lần"),
    ("báo cáo 15 ngày một lần.", "15 ngày một lần"),
    ("họp mỗi tháng một lần.", "mỗi tháng một lần"),
    ("đánh giá 6 tháng một lần.", "6 tháng một lần"),
    ("kiểm tra định kỳ 02 lần/năm.", "định kỳ 02 lần/năm"),
    ("báo cáo định kỳ hằng tháng (trước ngày 25) về Sở.", "định kỳ hằng tháng (trước ngày 25)"),
    ("báo cáo định kỳ hằng quý, năm.", "định kỳ hằng quý, năm"),
    ("báo cáo định kỳ hằng tháng, hằng quý về Sở", "định kỳ hằng tháng, hằng quý"),
    ("báo cáo khi có yêu cầu của cơ quan có thẩm quyền.", "khi có yêu cầu của cơ quan có thẩm quyền"),
    ("phổ biến ngay sau khi nhận được Công văn này.", "ngay sau khi nhận được Công văn này"),
    ("trực trong suốt mùa mưa bão.", "trong suốt mùa mưa bão"),
    ("duy trì cho đến hết năm 2026.", "cho đến hết năm 2026"),
    ("gửi trước ngày 20/6 và ngày 20/12 hằng năm.", "trước ngày 20/6 và ngày 20/12 hằng năm"),
    ("gửi trước 15/6 và 15/12 hằng năm.", "trước 15/6 và 15/12 hằng năm"),
    ("đánh giá vào cuối mỗi học kỳ.", "vào cuối mỗi học kỳ"),
    ("gửi giấy mời ít nhất 05 ngày làm việc trước ngày tổ chức.", "ít nhất 05 ngày làm việc trước ngày tổ chức"),
    ("phải xong trước khi khởi công.", "trước khi khởi công"),
    ("báo cáo hằng tuần (vào thứ Sáu).", "hằng tuần (vào thứ Sáu)"),
    ("báo cáo vào chiều thứ Sáu hàng tuần", "vào chiều thứ Sáu hàng tuần"),
    ("hỗ trợ người bệnh trong tháng đầu triển khai.", "trong tháng đầu triển khai"),
    ("khắc phục trong 10 ngày tới.", "trong 10 ngày tới"),
    ("tổ chức trong tuần từ 10 đến 15/12/2023.", "trong tuần từ 10 đến 15/12/2023"),
    ("hoàn thành trước Tết Nguyên đán Giáp Thìn 2024.", "trước Tết Nguyên đán Giáp Thìn 2024"),
    ("hoàn thành việc giải ngân trước 31/01/2024, riêng vốn ngoài nước", "trước 31/01/2024"),
    ("phấn đấu đến cuối năm 2024 hoàn thành.", "đến cuối năm 2024"),
    ("đến ngày 30/6/2024, 100% xã có trạm", "đến ngày 30/6/2024"),
    ("Hoàn thành chậm nhất vào cuối tháng 12/2023.", "chậm nhất vào cuối tháng 12/2023"),
    ("triển khai ngay từ đầu năm 2024.", "ngay từ đầu năm 2024"),
    ("bắt đầu từ quý I/2024.", "từ quý I/2024"),
    ("thực hiện từ ngày 01/12/2023 cho đến khi có chỉ đạo mới.", "từ ngày 01/12/2023 cho đến khi có chỉ đạo mới"),
    ("báo cáo trước ngày 15/12 (đối với báo cáo năm).", "trước ngày 15/12"),
    ("Trong quý I/2024, hoàn thành rà soát.", "Trong quý I/2024"),
    ("báo cáo trong 24 giờ tới", "trong 24 giờ tới"),
    ("kiểm tra hằng ngày, hằng tuần.", "hằng ngày, hằng tuần"),
    (
        "trong thời gian 15 ngày kể từ ngày ký ban hành Kế hoạch này",
        "trong thời gian 15 ngày kể từ ngày ký ban hành Kế hoạch này",
    ),
    ("sau 15 ngày kể từ ngày kết thúc năm học", "sau 15 ngày kể từ ngày kết thúc năm học"),
    ("gửi báo cáo nhanh trước 6h và 18h hằng ngày.", "trước 6h và 18h hằng ngày"),
    ("gửi báo cáo nhanh trước 7 giờ và 16 giờ hằng ngày.", "trước 7 giờ và 16 giờ hằng ngày"),
    ("hoàn thành vào năm 2025.", "vào năm 2025"),
    ("hoàn thành năm 2025.", "năm 2025"),
    ("hoàn thành dứt điểm trong năm 2024.", "trong năm 2024"),
    ("hoàn thành tiêm vắc xin đợt 2 trong tháng 11 và tháng 12 năm 2023.", "trong tháng 11 và tháng 12 năm 2023"),
    ("thực hiện trong các tháng 11, 12 năm 2023.", "trong các tháng 11, 12 năm 2023"),
    ("báo cáo trước ngày 15 tháng cuối của mỗi quý.", "trước ngày 15 tháng cuối của mỗi quý"),
    ("phối hợp khi xảy ra sự cố, thiên tai.", "khi xảy ra sự cố, thiên tai"),
    ("định kỳ mỗi năm một lần", "định kỳ mỗi năm một lần"),
    ("định kỳ 03 tháng/lần", "định kỳ 03 tháng/lần"),
    ("báo cáo 01 tuần 02 lần", "01 tuần 02 lần"),
    ("gửi báo cáo ngày trước 14 giờ 30 phút, báo cáo tuần vào thứ Năm.", "trước 14 giờ 30 phút"),
    ("trực thanh toán đến 20 giờ các ngày 29, 30 và 31/12/2023.", "đến 20 giờ các ngày 29, 30 và 31/12/2023"),
    ("kiểm tra 30 trường trong học kỳ I, chú trọng trường nhỏ", "trong học kỳ I"),
    ("kiểm tra kỷ luật; mỗi quý kiểm tra đột xuất 02 phòng.", "mỗi quý"),
    ("kiểm tra lưu trú hằng đêm.", "hằng đêm"),
    ("báo cáo định kỳ hằng tháng trước ngày 20", "định kỳ hằng tháng trước ngày 20"),
    (
        "báo cáo hằng ngày trước 14 giờ từ ngày 08/02/2024 đến hết ngày 14/02/2024 trên phần mềm",
        "hằng ngày trước 14 giờ từ ngày 08/02/2024 đến hết ngày 14/02/2024",
    ),
    ("báo cáo hằng ngày từ 15/12/2023.", "hằng ngày"),
    ("khai mạc lúc 8 giờ 00 ngày 20/12/2023.", "lúc 8 giờ 00 ngày 20/12/2023"),
    ("chốt số liệu vào cuối giờ chiều hằng ngày.", "vào cuối giờ chiều hằng ngày"),
    ("hoàn thành trước Đại hội Đảng bộ tỉnh lần thứ XVII.", "trước Đại hội Đảng bộ tỉnh lần thứ XVII"),
    ("phun khử khuẩn vào cuối buổi học thứ Sáu hằng tuần.", "vào cuối buổi học thứ Sáu hằng tuần"),
    ("ra quân vào tuần cuối mỗi tháng.", "vào tuần cuối mỗi tháng"),
    ("ra quân vào các ngày thứ Bảy trong tháng 12, 100% xã.", "vào các ngày thứ Bảy trong tháng 12"),
    ("tổ chức hiến máu dịp 22/12, thăm gia đình chính sách.", "dịp 22/12"),
    ("thí điểm 05 tuyến, sơ kết sau 6 tháng thực hiện.", "sau 6 tháng thực hiện"),
    ("lắp đặt xong trước ngày trưng bày 01 ngày, mở cửa đến 17h00 hằng ngày", "trước ngày trưng bày 01 ngày"),
]


@pytest.mark.parametrize(("words", "said"), SAID, ids=[said for _, said in SAID])
def test_a_deadline_is_read_with_its_preposition_and_all_its_days(words, said):
    assert deadlines.find(words, WRITTEN).words == said


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("trong 6 tháng đầu năm 2024", PartialDate(2024, 6)),
        ("trong 3 tháng cuối năm", PartialDate(2023, 12)),
        ("từ nay đến hết năm 2025", PartialDate(2025)),
        ("trong 02 ngày 16 và 17/12/2023", PartialDate(2023, 12, 17)),
        ("trong quý I và quý II năm 2025", PartialDate(2025, 6)),
        ("xong trước 30/12", PartialDate(2023, 12, 30)),
        ("xong trước 15/6 và 15/12 hằng năm", PartialDate()),
        ("xong trước khi học sinh đi học trở lại ngày 16/11/2023", PartialDate(2023, 11, 16)),
    ],
)
def test_several_days_are_due_on_the_last(words, due):
    assert deadlines.find(words, WRITTEN).due == due


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
        "lập phương án huy động lực lượng, sẵn sàng cơ động khi có lệnh",  # when the last of several is done
        "không cho phương tiện qua lại khi nước chảy xiết",  # what is not done
        "dẫn nước tới chân ruộng, khi thiếu nước thì bơm",  # in which case something else is
        "sửa đổi, bổ sung khi cần thiết",
        "đã xử lý 1/3 số hộ trước 1/3 số còn lại",  # a fraction
        "thường xuyên kiểm tra",  # how, not when
        "lấy ý kiến trước khi trình UBND tỉnh",  # the way of a paper
        "đầu tư từ năm 2021 đến năm 2025",  # a period of planning
        "không để dồn hồ sơ thanh toán vào cuối năm",  # when something is not to happen
        "lồng ghép nội dung bảo vệ rừng vào các giờ ngoại khóa",  # into what
        "mỗi năm học sinh được khám một lần",  # who
    ],
)
def test_other_times_are_none(words):
    assert deadlines.find(words, WRITTEN) is None


def test_an_event_is_read_with_the_day_on_which_it_happens():
    words = "sửa phòng học, xong trước khi học sinh đi học trở lại ngày 16/11/2023."
    assert deadlines.find(words, WRITTEN).words == "trước khi học sinh đi học trở lại ngày 16/11/2023"


def test_a_month_has_no_year_where_the_directive_has_none():
    assert deadlines.find("trong tháng 11") == ("trong tháng 11", PartialDate(None, 11))


@pytest.mark.parametrize(
    ("words", "said", "due"),
    [
        ("thu gom rác sau mỗi buổi thi, báo cáo trước ngày 05/12/2023", "sau mỗi buổi thi", PartialDate()),
        ("gửi dự thảo trước tháng 6/2024 để tổng hợp", "trước tháng 6/2024", PartialDate(2024, 5)),
        ("tham mưu, hằng tháng báo cáo.", "hằng tháng", PartialDate()),  # what is to be done is no part of it
        ("trực kể cả ngày nghỉ từ ngày 20/12/2024.", "từ ngày 20/12/2024", PartialDate()),
        ("cân xe tối thiểu 20 ngày/tháng.", "tối thiểu 20 ngày/tháng", PartialDate()),
        ("báo cáo trước 15/6 và 15/12 hằng năm.", "trước 15/6 và 15/12 hằng năm", PartialDate()),
        ("rà soát giấy phép cấp trước ngày 01/7/2014.", None, None),
        ("Bố trí công chức làm thủ tục kể cả ngày nghỉ, ngày lễ.", None, None),
        (
            "đăng ký chỉ tiêu, hạn chót trước ngày 05/12/2023.",
            "hạn chót trước ngày 05/12/2023",
            PartialDate(2023, 12, 5),
        ),
        ("lấy mẫu vào khung giờ từ 3h00 đến 6h00 sáng.", "vào khung giờ từ 3h00 đến 6h00 sáng", PartialDate()),
        (
            "đo nồng độ cồn vào các khung giờ 11h-14h, 19h-23h hằng ngày.",
            "vào các khung giờ 11h-14h, 19h-23h hằng ngày",
            PartialDate(),
        ),
    ],
)
def test_a_task_has_the_first_deadline_that_is_learned_or_found_by_a_rule(words, said, due):
    assert deadlines.of_task(words, WRITTEN) == (said and (said, due))


def test_a_cell_before_a_month_is_due_in_the_month_before():
    assert deadlines.cell("Trước tháng 6/2024") == ("Trước tháng 6/2024", PartialDate(2024, 5))


def test_a_cell_says_by_when_and_not_that_it_is_done():
    assert deadlines.cell("Xong trước 05/9/2024").words == "trước 05/9/2024"


def test_a_cell_of_deadlines_is_one_whole():
    assert deadlines.cell(" Tháng 12/2024 ") == ("Tháng 12/2024", PartialDate(2024, 12))
    assert deadlines.cell("Thường xuyên") == ("Thường xuyên", PartialDate())
    assert deadlines.cell(" - ") is None
