"""Who must do what by when. The five directives were read by hand; the other texts show one form each."""

from __future__ import annotations

import time

import pytest

from indexer import assignments, deadlines, header, structure
from indexer.domain import Assignment, Header, PartialDate, Role

LEAD, WITH, DO = Role.LEAD, Role.COORDINATE, Role.IMPLEMENT
UNITS = "các đơn vị liên quan"
KHTC = ("Văn phòng", "Phòng Nghiệp vụ, Sở Y tế", UNITS)
INVESTORS = ("Sở Kế hoạch và Đầu tư", "Ban Quản lý dự án đầu tư xây dựng tỉnh", "UBND các huyện, thành phố", UNITS)
MONTHLY = "Định kỳ hàng tháng, quý, 6 tháng, 9 tháng, năm"

SEEDS = {
    "2022-10-28_ke-hoach_231-KH-UBND_so-ket-y-te-co-so.txt": [
        ("Sở Y tế", LEAD, ("các sở, ban, ngành", "UBND các huyện, thành phố"), None, "tham mưu UBND tỉnh báo cáo"),
        ("Sở Y tế", DO, (), None, "Chuẩn bị thư mời"),
        ("Sở Y tế", DO, (), None, "Mời các đơn vị trực thuộc"),
        ("Sở Tài chính", WITH, ("Sở Y tế",), None, "thẩm định kinh phí"),
        (("Các sở, ban, ngành", UNITS), DO, (), None, "trên cơ sở kết quả"),
        (
            "UBND các huyện: Tân Phú, Long Thành, Trảng Bom",
            DO,
            (),
            "trước ngày 02/11/2022",
            "Chuẩn bị bài báo cáo",
        ),
        ("UBND các huyện, thành phố Long Khánh, Biên Hoà", DO, (), None, "Trên cơ sở báo cáo sơ kết"),
    ],
    "2022_cong-van_So-Y-te_thong-bao-272-nhiem-vu-6-thang-cuoi-nam.txt": [
        ("Phòng Kế hoạch Tài chính", LEAD, KHTC, None, "Tiếp tục rà soát các quy định"),
        ("Phòng Kế hoạch Tài chính", LEAD, KHTC, None, "Triển khai thực hiện cụ thể hoá"),
        ("Phòng Kế hoạch Tài chính", LEAD, KHTC, None, "Tổng hợp báo cáo các khó khăn"),
        ("Phòng Kế hoạch Tài chính", LEAD, KHTC, None, "Khẩn trương tham mưu trình UBND tỉnh"),
        ("Văn phòng Sở Y tế", LEAD, ("phòng chuyên môn Sở", UNITS), None, "Tổng hợp báo cáo các khó khăn"),
        ("Văn phòng Sở Y tế", LEAD, ("phòng chuyên môn Sở", UNITS), None, "Tăng cường áp dụng"),
        ("Phòng Nghiệp vụ", LEAD, (UNITS,), None, "Khẩn trương tiếp tục triển khai"),
        ("Thanh tra Sở", LEAD, (UNITS,), None, "Tổng hợp báo cáo các thiếu sót"),
        (
            (
                "các bệnh viện tuyến tỉnh",
                "Trung tâm Y tế các huyện, thành phố",
            ),
            DO,
            (),
            MONTHLY,
            MONTHLY,
        ),
    ],
    "2023-11_cong-van_SYT-KHTC_ke-hoach-269-phat-trien-do-thi.txt": [
        ("các đơn vị", DO, (), None, "căn cứ chức năng nhiệm vụ, rà soát"),
        ("Văn phòng Sở Y tế", LEAD, (UNITS,), None, "chủ động nghiên cứu, tham mưu"),
        ("Phòng Kế hoạch Tài chính, Sở Y tế", DO, INVESTORS, None, "tiếp tục tham mưu, phối hợp"),
        (
            "Phòng Kế hoạch Tài chính, Sở Y tế",
            WITH,
            ("Sở Kế hoạch và Đầu tư", "đơn vị tư vấn quy hoạch"),
            None,
            "đẩy nhanh việc xây dựng",
        ),
    ],
    "2023_ke-hoach_UBND-Sa-Dec_chuyen-doi-so-y-te.txt": [
        ("các đơn vị trực thuộc", DO, (), None, "Thành lập Tổ Công nghệ thông tin"),
        ("Trung tâm Y tế", WITH, ("Phòng Y tế",), None, "trực tiếp theo dõi, đôn đốc"),
        ("Trung tâm Y tế", LEAD, ("các cơ quan, đơn vị liên quan", "Phòng Y tế"), None, "triển khai thực hiện"),
        ("Trung tâm Y tế", WITH, ("Phòng Y tế",), None, "tổ chức triển khai, ứng dụng"),
        ("Trung tâm Y tế", DO, ("Phòng Y tế",), None, "Hướng dẫn, kiểm tra, đôn đốc"),
        ("Trung tâm Y tế", DO, ("Phòng Y tế",), None, "Tổ chức triển khai, ứng dụng"),
        ("Trung tâm Y tế", DO, ("Phòng Y tế",), None, "Báo cáo Ủy ban nhân dân Thành phố"),
        (
            "Phòng Văn hóa và Thông tin",
            LEAD,
            ("Ngành Y tế", "các phòng, ban, ngành địa phương"),
            None,
            "triển khai công tác tuyên truyền",
        ),
        ("Phòng Văn hóa và Thông tin", WITH, ("Ngành Y tế",), None, "đảm bảo về quản lý đầu tư"),
        ("Phòng Kinh tế", WITH, ("Sở Khoa học và Công nghệ",), None, "giới thiệu chuyên gia tư vấn"),
        ("Phòng Tài chính và Kế hoạch", LEAD, ("Ngành Y tế", "các ngành có liên quan"), None, "bố trí kinh phí"),
        ("Ủy ban nhân dân các xã, phường", DO, (), None, "Chủ động xây dựng Kế hoạch"),
    ],
    "2024-01_cong-van_SYT-KHTC_ket-luan-477-KL-TU.txt": [
        (
            ("Văn phòng Sở Y tế", "các phòng Chuyên môn", "Thanh tra Sở Y tế", "các đơn vị trực thuộc"),
            DO,
            (),
            None,
            "căn cứ chức năng, nhiệm vụ triển khai",
        ),
        ("Văn phòng Sở Y tế", LEAD, (UNITS,), None, "Tham mưu tăng cường thực hiện"),
        ("Văn phòng Sở Y tế", LEAD, (UNITS,), None, "Tiếp tục nghiên cứu"),
        ("Phòng Kế hoạch Tài chính Sở Y tế", LEAD, (UNITS,), None, "tăng cường tham mưu trong đầu tư"),
        ("Phòng Nghiệp vụ Sở Y tế", LEAD, (UNITS,), None, "tăng cường tham mưu tăng cường công tác đấu thầu"),
    ],
}


def found(text: str) -> tuple[Assignment, ...]:
    layout = header.parse(text)
    return assignments.find(text, structure.parse(text, layout.body), layout.header)


def said(text: str) -> list[tuple]:
    """Who, in which role, with whom, by when."""
    return [("; ".join(a.assignees), a.role, a.partners, a.deadline) for a in found(text)]


@pytest.mark.parametrize("file", SEEDS)
def test_every_assignment_of_a_directive_that_ships(corpus, file):
    given = found((corpus / file).read_text(encoding="utf-8"))
    wanted = [((who,) if isinstance(who, str) else who, *rest) for who, *rest in SEEDS[file]]
    assert [
        (a.assignees, a.role, a.partners, a.deadline, a.task[: len(row[-1])])
        for a, row in zip(given, wanted, strict=True)
    ] == wanted


def test_a_bullet_has_its_own_span_and_that_of_its_lead_in(corpus):
    text = (corpus / "2022_cong-van_So-Y-te_thong-bao-272-nhiem-vu-6-thang-cuoi-nam.txt").read_text(
        encoding="utf-8"
    )
    first, *_, last = found(text)
    assert text[first.start : first.end].startswith("- Tiếp tục rà soát")
    assert text[slice(*first.lead_in)].startswith("1. Giao Phòng Kế hoạch Tài chính chủ trì")
    assert text[last.start : last.end].startswith("5. Giao các bệnh viện")
    assert last.lead_in is None


ORDER = "Chủ tịch UBND tỉnh yêu cầu:\n\n"
PLAN = "III. TỔ CHỨC THỰC HIỆN\n\n"
FORMS = [
    ("1. Giao Sở A chủ trì, phối hợp Sở B báo cáo.", [("Sở A", LEAD, ("Sở B",), None)]),
    ("Điều 2. Giao Sở A chủ trì tham mưu, định kỳ 06 tháng báo cáo.", [("Sở A", LEAD, (), "định kỳ 06 tháng")]),
    (ORDER + "1. Công an tỉnh:\n\n- Kiểm tra chung cư trong quý II/2024.",
     [("Công an tỉnh", DO, (), "trong quý II/2024")]),
    (ORDER + "1. Sở A rà soát quy hoạch; Sở B có trách nhiệm bố trí kinh phí.",
     [("Sở A", DO, (), None), ("Sở B", DO, (), None)]),
    (ORDER + "1. Đối với Khoa Dược: Kiểm kê thuốc hằng tháng.", [("Khoa Dược", DO, (), "hằng tháng")]),
    (ORDER + "1. Về tài chính: Phòng Kế hoạch - Tài chính tham mưu dự toán.",
     [("Phòng Kế hoạch - Tài chính", DO, (), None)]),
    (PLAN + "1. Phòng Kế hoạch tổng hợp\n\n- Làm đầu mối xây dựng quy trình.",
     [("Phòng Kế hoạch tổng hợp", LEAD, (), None)]),
    ("II. Nhiệm vụ\n\nMục tiêu là xóa nhà tạm. Để đạt mục tiêu, yêu cầu các xã tập trung:\n\n1. Sở A rà soát.",
     [("Sở A", DO, (), None)]),
    (PLAN + "1. Phòng A - TTGDSK biên tập bài tuyên truyền bằng tiếng Thái, phối hợp với Phòng B phát loa.",
     [("Phòng A - TTGDSK", DO, ("Phòng B",), None)]),
    (PLAN + "1. Đảng đoàn HĐND tỉnh lãnh đạo việc giám sát.", [("Đảng đoàn HĐND tỉnh", DO, (), None)]),
    (PLAN + "1. Sở A\n\na) Nhiệm vụ chung:\n\n- Rà soát.\n\n- Tổng hợp.", [("Sở A", DO, (), None)] * 2),
    ("Giao Ban cán sự đảng UBND tỉnh lãnh đạo, chỉ đạo thực hiện đề án.",
     [("Ban cán sự đảng UBND tỉnh", DO, (), None)]),
    ("Điều 8. Trách nhiệm của Bộ Y tế\n\n1. Hướng dẫn chuyên môn.\n\n2. Phối hợp với Bộ Công an kiểm tra.",
     [("Bộ Y tế", DO, (), None), ("Bộ Y tế", WITH, ("Bộ Công an",), None)]),
    ("1. Các bộ, cơ quan ngang bộ có trách nhiệm:\n\na) Rà soát thủ tục.\n\nb) Công bố thủ tục.",
     [("Các bộ, cơ quan ngang bộ", DO, (), None)] * 2),
    ("Điều 4. Chánh Văn phòng, Giám đốc Sở A và các tổ chức, cá nhân có liên quan có trách nhiệm rà soát.",
     [("Chánh Văn phòng; Giám đốc Sở A; các tổ chức, cá nhân có liên quan", DO, (), None)]),
    ("1. Giao đồng chí Nguyễn Văn A - Phó Giám đốc Sở trực tiếp chỉ đạo.",
     [("đồng chí Nguyễn Văn A - Phó Giám đốc Sở", DO, (), None)]),
    ("1. Trường hợp cần sửa đổi, Bộ A chủ trì, phối hợp với Bộ B trình Chính phủ.",
     [("Bộ A", LEAD, ("Bộ B",), None)]),
    ("Để chủ động ứng phó với bão, Chủ tịch UBND tỉnh yêu cầu:\n\n1. Sở A thường trực 24/24 giờ.",
     [("Sở A", DO, (), None)]),  # a long lead-in directs what follows
    ("Thời gian tới, yêu cầu các cấp ủy thực hiện các nhiệm vụ sau:\n\n- Đổi mới trước ngày 03/02/2025.",
     [("các cấp ủy", DO, (), "trước ngày 03/02/2025")]),
    (ORDER + "1. Giám đốc Sở A chỉ đạo các đơn vị kiểm tra chợ.", [("Giám đốc Sở A", DO, (), None)]),
    (PLAN + "1. Sở A\n\na) Chỉ đạo UBND cấp xã:\n\n- Ký cam kết.", [("UBND cấp xã", DO, (), None)]),
    (PLAN + "1. Sở A\n\na) Là cơ quan thường trực, chủ trì, phối hợp với Sở B triển khai.",
     [("Sở A", LEAD, ("Sở B",), None)]),
    (PLAN + "1. Phòng Công chức, viên chức thuộc Sở Nội vụ\n\n- Tiếp nhận hồ sơ.",
     [("Phòng Công chức, viên chức thuộc Sở Nội vụ", DO, (), None)]),
    ("III. NỘI DUNG\n\n1. Truyền thông\n\n- Giao Phòng A làm báo cáo.\n\n2. Kiểm tra\n\nĐội B kiểm tra 25 cơ sở.",
     [("Phòng A", DO, (), None), ("Đội B", DO, (), None)]),  # a part that gives tasks has such parts beside it
    ("1. Chuẩn bị:\n\na) Giao Phòng A làm báo cáo.\n\nb) Văn phòng bố trí phòng họp.",
     [("Phòng A", DO, (), None), ("Văn phòng", DO, (), None)]),  # an order has orders beside it
    ("Thực hiện Công điện số 2/CĐ-TTg ngày 12/11/2025, Bộ A đề nghị Chủ tịch UBND các tỉnh "
     "thực hiện nhiệm vụ sau:\n\n"
     "1. Huy động nguồn lực.\n\n2. Chỉ đạo Sở B:\n\na) Báo cáo.\n\n3. Chỉ đạo Công an tỉnh kiểm tra.",
     [("Chủ tịch UBND các tỉnh", DO, (), None), ("Sở B", DO, (), None), ("Chủ tịch UBND các tỉnh", DO, (), None)]),
    ("Giám đốc yêu cầu các khoa, phòng thực hiện:\n\n1. Rà soát hồ sơ.\n\n"
     "2. Đề nghị Công đoàn Bệnh viện động viên.",
     [("các khoa, phòng", DO, (), None), ("Công đoàn Bệnh viện", DO, (), None)]),  # asked beside those ordered
    (PLAN + "1. Phòng A\n\n- Đầu mối tham mưu thành lập Tổ công tác.", [("Phòng A", LEAD, (), None)]),
    (PLAN + "1. Tổ dân phố từ số 1 đến số 32\n\n- Vận động từng hộ tự tháo dỡ.",
     [("Tổ dân phố từ số 1 đến số 32", DO, (), None)]),
    (PLAN + "1. Chế độ báo cáo: Các đơn vị gửi báo cáo trước ngày 18 hằng tháng.",
     [("Các đơn vị", DO, (), "trước ngày 18 hằng tháng")]),
    (PLAN + "1. Phòng Kế hoạch tổng hợp\n\n- Lập dự toán.\n\n"
     "2. Khoa Dược phối hợp với Phòng Kế hoạch tổng hợp báo cáo.",
     [("Phòng Kế hoạch tổng hợp", DO, (), None), ("Khoa Dược", WITH, ("Phòng Kế hoạch tổng hợp",), None)]),
    (PLAN + "1. Các cơ quan tham mưu, giúp việc Tỉnh ủy; các đảng ủy cụ thể hóa Chỉ thị.",
     [("Các cơ quan tham mưu, giúp việc Tỉnh ủy; các đảng ủy", DO, (), None)]),
]  # fmt: skip

NAMES = [
    ("Sở Thông tin và Truyền thông", "quảng bá du lịch"),
    ("Sở Thông tin và Truyền thông", "báo cáo kết quả"),  # "thông báo" is none here
    ("Sở Giáo dục và Đào tạo", "vệ sinh môi trường"),
    ("Phòng Nghiệp vụ Y", "kiểm tra"),
    ("Cục Thuế", "báo cáo số thu"),
    ("Bộ Ngoại giao", "chủ trì đàm phán"),
    ("Kho bạc Nhà nước tỉnh", "thanh toán"),
    ("Trung tâm Kiểm soát bệnh tật tỉnh", "tổng hợp"),
    ("Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh", "lập tiến độ"),
    ("Chủ tịch UBND các xã miền núi", "rà soát"),
    ("UBND các huyện: Mường La, Sông Mã", "kiểm điểm"),
    ("Các công ty lâm nghiệp, ban quản lý rừng", "làm mới đường băng"),
    ("Giám đốc Trung tâm GDNN-GDTX", "công khai"),
    ("Khoa Hồi sức tích cực - Chống độc", "duyệt phác đồ"),
    ("Trung tâm Khuyến công và Tư vấn phát triển công nghiệp", "hỗ trợ 15 cơ sở"),
    ("Trung tâm Dịch vụ tổng hợp xã", "tuyên truyền"),
    ("Cục Quản lý chất lượng", "đối sánh dữ liệu"),
    ("Cục Phòng, chống HIV/AIDS", "tập huấn"),
    ("Báo và Đài Phát thanh, truyền hình Phú Thọ", "kịp thời biểu dương"),
    ("Phòng Tuyên truyền, Báo chí - Xuất bản", "biên soạn tài liệu"),
    ("Hiệu trưởng các trường mầm non, tiểu học, trung học cơ sở", "triển khai"),
    ("Đồn Biên phòng cửa khẩu quốc tế Tịnh Biên", "tăng cường kiểm soát"),
    ("UBND các xã có rừng", "tuần tra"),
    ("Các đơn vị quản lý hạ tầng", "thu hồi dây cáp"),
    ("Các nhà thầu thi công", "bố trí nhân lực"),
    ("Thủ trưởng các đơn vị dự toán cấp I", "rà soát"),
    ("Phòng Vật tư thiết bị y tế", "hoàn thành kết nối"),
    ("Cảng vụ Hàng hải Nghệ An", "không cấp phép cho tàu rời cảng"),
    ("Phòng Đào tạo", "lập danh sách lớp"),  # "Đào tạo" is one word, whatever "tạo lập" is
    ("Phó Trưởng ban Thường trực", "giúp Trưởng ban"),
    ("Chủ tịch UBND các huyện", "dự thảo văn bản"),
    ("Tư vấn giám sát", "kiểm soát chất lượng"),
    ("Phòng Dịch tễ thú y", "đầu mối theo dõi"),
    ("Đài Khí tượng Thủy văn tỉnh", "nhận định sớm"),  # no known verb, but an office with a name
    ("Phòng Chính trị, tư tưởng", "rà soát"),
    ("Phòng Công tác đảng và công tác chính trị", "tuyên truyền"),
    ("Phòng Cảnh sát điều tra tội phạm về ma túy", "kiểm tra"),
    ("Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao", "triệt phá"),
    ("Trung đoàn Cảnh sát cơ động dự bị chiến đấu", "tuần tra"),
    ("Tổ Khoa học tự nhiên", "lồng ghép"),
    ("Tổ bảo vệ", "khóa cổng"),
    ("Tổ thu gom rác", "thực hiện thu gom"),  # the first duty says what the team is for
    ("Phòng Tổ chức bộ máy và Chính quyền địa phương", "rà soát"),
    ("Công an các xã, phường ven sông Tiền, sông Cổ Chiên", "kiểm tra"),
    ("Công an phường nơi trường đóng", "ký kết quy chế"),
    ("UBND các xã, phường và đặc khu Lý Sơn", "bố trí kinh phí"),
    ("Chủ tịch UBND các xã, phường", "hoãn các cuộc họp"),
    ("Đồng chí Phó Giám đốc phụ trách công sản", "chủ trì giao ban"),
    ("Bà Đỗ Thu Hằng", "phụ trách cơ sở vật chất, làm việc với nhà thầu"),
    ("DS. Lê Hoàng Oanh", "lập danh mục"),
    ("Xóm trưởng các xóm", "đưa giấy mời"),
    ("Nhân viên bảo vệ", "rà soát camera"),
    ("Phòng Quản lý Xuất nhập cảnh", "báo cáo"),  # "cảnh báo" is none here
    ("Hải đội Biên phòng 2", "tuần tra"),
    ("Tổ bầu cử số 5", "niêm yết danh sách"),
    ("Cán bộ thuộc diện Ban Thường vụ Tỉnh ủy quản lý", "nộp bản kê khai"),
    ("Phòng Chính trị, học vụ và sự vụ", "chủ trì rà soát"),  # unknown fields before a sure word of duty
    ("Toàn thể cán bộ, giáo viên", "rà soát"),
]


@pytest.mark.parametrize(("name", "task"), NAMES)
def test_a_name_ends_where_the_duty_begins(name, task):
    """A small syllable may be half of a name or the first of a verb."""
    (only,) = found(f"{ORDER}1. {name} {task}.")
    assert (only.assignees, only.task.startswith(task) or only.role is LEAD) == ((name,), True)


WHO = [
    ("1. Giao Sở A bố trí kinh phí; Sở B tham mưu khen thưởng.", [("Sở A", DO), ("Sở B", DO)]),
    (
        "Điều 2. Phòng A có nhiệm vụ lập sổ. Văn phòng Sở bảo đảm kinh phí.",
        [("Phòng A", DO), ("Văn phòng Sở", DO)],
    ),
    (PLAN + "1. Chi cục Thủy lợi là cơ quan thường trực, tổng hợp báo cáo.", [("Chi cục Thủy lợi", DO)]),
    (
        PLAN + "1. Tất cả các đơn vị trong vùng ảnh hưởng trực ban 24/24 giờ.",
        [("Tất cả các đơn vị trong vùng ảnh hưởng", DO)],
    ),
    ("Giao Phòng A rà soát; giao Văn phòng Sở đôn đốc thực hiện.", [("Phòng A", DO), ("Văn phòng Sở", DO)]),
    (PLAN + "1. UBND huyện\n\n- Chỉ đạo UBND xã: Quản lý chặt việc tái đàn.", [("UBND xã", DO)]),
    (PLAN + "1. Các khoa\n\n- Trưởng các khoa có mặt đầy đủ.", [("Trưởng các khoa", DO)]),
    (
        PLAN + "1. Căng tin và đơn vị cung cấp suất ăn có trách nhiệm lưu mẫu.",
        [("Căng tin; đơn vị cung cấp suất ăn", DO)],
    ),
    (PLAN + "1. UBND huyện lãnh đạo, chỉ đạo các cơ quan chuyên môn rà soát hộ nghèo.", [("UBND huyện", DO)]),
    (PLAN + "1. Ban Giám hiệu: Hiệu trưởng phụ trách chung, duyệt diễn văn.", [("Hiệu trưởng", DO)]),
    (PLAN + "1. Kế toán dự trù kinh phí; thủ quỹ tạm ứng kinh phí.", [("Kế toán", DO), ("thủ quỹ", DO)]),
    (
        PLAN + "1. Các doanh nghiệp đầu mối kinh doanh xăng dầu duy trì dự trữ.",
        [("Các doanh nghiệp đầu mối kinh doanh xăng dầu", DO)],
    ),
    (
        PLAN + "1. Sở A\n\n- Rà soát.\n\n- Riêng huyện Thái Thụy: hoàn thành nhập liệu.",
        [("Sở A", DO), ("huyện Thái Thụy", DO)],
    ),
    (
        PLAN + "1. Các đồn biên phòng: Na Cô Sa, Nậm Nhừ tuần tra biên giới.",
        [("Các đồn biên phòng: Na Cô Sa, Nậm Nhừ", DO)],
    ),
    (PLAN + "1. Các sở quán triệt nguyên tắc ưu tiên nước theo thứ tự: nước sinh hoạt.", [("Các sở", DO)]),
    (PLAN + "1. Yêu cầu các sở là chủ đầu tư lập kế hoạch; phân công lãnh đạo phụ trách dự án.", [("các sở", DO)]),
    ("Giao công chức Địa chính - Xây dựng phụ trách:\n\n+ Lập dự toán.", [("công chức Địa chính - Xây dựng", DO)]),
    (PLAN + "1. Sở A\n\nNgoài nhiệm vụ chung, có trách nhiệm tập huấn.", [("Sở A", DO)]),
    (
        PLAN
        + "1. Báo A mở chuyên trang.\n\nVề đề nghị của tỉnh Lạng Sơn xin hỗ trợ xây dựng trung tâm giao dịch hoa"
        " hồi: giao Vụ B xem xét.",
        [("Báo A", DO), ("Vụ B", DO)],
    ),
    (
        PLAN + "1. UBND xã chỉ huy chữa cháy; trường hợp vượt khả năng, đề nghị Ban Chỉ đạo huyện chi viện.",
        [("UBND xã", DO)],
    ),
    (PLAN + "1. Phòng A: rà soát hồ sơ; Phòng B: thẩm định.", [("Phòng A", DO), ("Phòng B", DO)]),
    (PLAN + "1. Đồng chí Nguyễn Văn A phụ trách rà soát hồ sơ.", [("Đồng chí Nguyễn Văn A", DO)]),
    ("III. NHIỆM VỤ\n\n1. Tuyên truyền\n\n- Phòng B\n\n+ Mở chuyên mục.", [("Phòng B", DO)]),
    ("III. NHIỆM VỤ\n\n1. Sở B thực hiện:\n\n- Cấp phép.", [("Sở B", DO)]),
    (PLAN + "1. Cán bộ thú y tiêm phòng.", [("Cán bộ thú y", DO)]),
    (PLAN + "1. Kế toán, Thủ quỹ: thanh toán kinh phí.", [("Kế toán; Thủ quỹ", DO)]),
    (
        PLAN + "Khoa A xây dựng kế hoạch. Các Trạm Y tế phối hợp với trường học rà soát.",
        [("Khoa A", DO), ("Các Trạm Y tế", WITH)],
    ),  # each sentence by its own words
    (PLAN + "1. Sở A chủ trì kiểm tra. Chỉ đạo Chi cục B:\n\n- Trực.", [("Sở A", LEAD), ("Chi cục B", DO)]),
    (
        PLAN + "1. Công ty A\n\n- Khi có cháy phải báo cáo ngay.\n\n- Khi có cháy là do sét.",
        [("Công ty A", DO)],
    ),
    (PLAN + "1. Đảng ủy xã\n\n- Lãnh đạo UBND xã xây dựng đề án.", [("Đảng ủy xã", DO)]),
    (PLAN + "1. Phòng A\n\n- Lãnh đạo UBND xã xây dựng đề án.", [("Lãnh đạo UBND xã", DO)]),
    (
        "TỈNH ỦY LÀO CAI\n*\nSố 96-KL/TU\n\nKẾT LUẬN\n\n"
        "Để thực hiện Nghị quyết, Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy thực hiện nhiệm vụ sau:\n\n1. Rà soát.",
        [("các cấp ủy", DO)],
    ),
    (
        "QUYẾT ĐỊNH\n\nChương II\nTRÁCH NHIỆM CỦA CÁC KHOA\n\nĐiều 9. Nhà thầu vệ sinh\n\nĐào tạo nhân viên.",
        [("Nhà thầu vệ sinh", DO)],
    ),
    (PLAN + "1. Tổ Văn phòng (tổ trưởng: bà A) gửi giấy mời.", [("Tổ Văn phòng", DO)]),
    (PLAN + "1. Các xã chưa đạt chuẩn khẩn trương lập đề án.", [("Các xã chưa đạt chuẩn", DO)]),
    (PLAN + "1. Các Công ty Điện lực phải:\n\n- Trực ban.", [("Các Công ty Điện lực", DO)]),
    (PLAN + "1. Trung tâm A được giao theo dõi phụ tải.", [("Trung tâm A", DO)]),
    (PLAN + "1. Phòng A chủ trì cùng Phòng B khảo sát vị trí.", [("Phòng A", LEAD)]),
    (PLAN + "1. Công an phường tổng kiểm tra nhà trọ.", [("Công an phường", DO)]),
    (PLAN + "1. Công an huyện - Cơ quan thường trực\n\n- Lập hồ sơ.", [("Công an huyện", DO)]),
    (PLAN + "1. Phòng A: yêu cầu các trường lồng ghép tuyên truyền.", [("Phòng A", DO)]),
    (PLAN + "1. Tòa án huyện: Đề nghị đẩy nhanh xét xử.", [("Tòa án huyện", DO)]),
    (PLAN + "1. Sở A rà soát.\n\nChính phủ thống nhất đánh giá: kinh tế ổn định.", [("Sở A", DO)]),
    (
        "Sở Y tế yêu cầu các đơn vị:\n\nMột là, rà soát hồ sơ.\n\nHai là, báo cáo kết quả.",
        [("các đơn vị", DO)] * 2,
    ),
    (PLAN + "1. Giáo viên Âm nhạc dàn dựng 03 tiết mục.", [("Giáo viên Âm nhạc", DO)]),
    (
        PLAN + "3. Phân công thực hiện\nCông an phường chủ trì xử lý.\nTrạm Y tế phun thuốc.",
        [("Công an phường", LEAD), ("Trạm Y tế", DO)],
    ),
    (PLAN + "2. Lực lượng tham gia: Cán bộ phường; hội viên các đoàn thể.\n\n3. Sở A rà soát.", [("Sở A", DO)]),
    (
        ORDER + "1. Giám đốc Sở A, Thủ trưởng các ban, ngành; Chủ tịch UBND các xã thực hiện các nội dung sau:\n\n"
        "a) Rà soát.",
        [("Giám đốc Sở A; Thủ trưởng các ban, ngành; Chủ tịch UBND các xã", DO)],
    ),
    (PLAN + "1. Giao Sở A chủ trì, các phòng phối hợp tổng vệ sinh.", [("Sở A", LEAD)]),
    (PLAN + "1. Sở A lập dự toán, Sở B thẩm định trước ngày 20/9/2023.", [("Sở A", DO), ("Sở B", DO)]),
    (PLAN + "1. Sở A báo cáo Sở B, Sở C tổng hợp.", [("Sở A", DO)]),  # a list of offices, no clause
    (PLAN + "1. Sở A định hướng tuyên truyền; chỉ đạo Báo B mở chuyên trang.", [("Sở A", DO)]),
    (PLAN + "1. Yêu cầu Sở A rà soát; đề nghị Báo B mở chuyên trang.", [("Sở A", DO), ("Báo B", DO)]),
    (PLAN + "1. Các sở theo chức năng, nhiệm vụ phối hợp với Sở B triển khai.", [("Các sở", WITH)]),
    (PLAN + "1. Sở A\n\n- Rà soát.\n\n2. Về báo cáo: Các đơn vị gửi kết quả.", [("Sở A", DO), ("Các đơn vị", DO)]),
    (
        PLAN + "1. Hội đồng bồi thường giải phóng mặt bằng thành phố niêm yết công khai.",
        [("Hội đồng bồi thường giải phóng mặt bằng thành phố", DO)],
    ),
    (
        PLAN + "1. Văn phòng Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn tỉnh tổng hợp.",
        [("Văn phòng Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn tỉnh", DO)],
    ),
    (
        PLAN + "1. Các doanh nghiệp thuê đất, thuê rừng:\n\n- Lắp đặt biển báo.",
        [("Các doanh nghiệp thuê đất, thuê rừng", DO)],
    ),
    (PLAN + "1. Cục Giám sát quản lý về Hải quan tổng hợp.", [("Cục Giám sát quản lý về Hải quan", DO)]),
    (
        PLAN + "1. Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh quán triệt.",
        [("Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh", DO)],
    ),
    (
        PLAN + "1. Phòng Kinh tế/Kinh tế và Hạ tầng các huyện gửi báo cáo.",
        [("Phòng Kinh tế/Kinh tế và Hạ tầng các huyện", DO)],
    ),
    ("4. Kinh phí: Phòng Kế hoạch - Tài chính hướng dẫn thủ tục.", [("Phòng Kế hoạch - Tài chính", DO)]),
    (
        PLAN + "1. Phòng Tuyên truyền - Báo chí - Xuất bản chủ trì biên tập tài liệu.",
        [("Phòng Tuyên truyền - Báo chí - Xuất bản", LEAD)],
    ),
    (
        PLAN + "1. Phòng Chính trị, tư tưởng - Giáo dục thể chất chủ trì tham mưu kế hoạch.",
        [("Phòng Chính trị, tư tưởng - Giáo dục thể chất", LEAD)],
    ),
    (
        PLAN + "1. Sở Lao động - Thương binh và Xã hội; Sở Y tế; UBND các huyện, thành phố: rà soát đối tượng.",
        [("Sở Lao động - Thương binh và Xã hội; Sở Y tế; UBND các huyện, thành phố", DO)],
    ),
    (
        PLAN + "1. Các Sở: Tài chính, Nội vụ, Y tế có trách nhiệm thẩm định hồ sơ.",
        [("Các Sở: Tài chính, Nội vụ, Y tế", DO)],
    ),
    (
        ORDER + "1. Các Sở: Công Thương, Y tế, Nông nghiệp và Môi trường tăng cường kiểm tra chợ.",
        [("Các Sở: Công Thương, Y tế, Nông nghiệp và Môi trường", DO)],
    ),
    (
        ORDER + "1. Sở Tài chính, Sở Xây dựng, Công an tỉnh và UBND thành phố Huế rà soát quy hoạch.",
        [("Sở Tài chính; Sở Xây dựng; Công an tỉnh; UBND thành phố Huế", DO)],
    ),
    (
        ORDER + "1. Ban Quản lý Khu kinh tế Vân Phong, Ban Quản lý dự án Phát triển tỉnh đẩy nhanh tiến độ.",
        [("Ban Quản lý Khu kinh tế Vân Phong; Ban Quản lý dự án Phát triển tỉnh", DO)],
    ),
    (ORDER + "1. Đội Quản lý thị trường số 3 kiểm tra, xử lý vi phạm.", [("Đội Quản lý thị trường số 3", DO)]),
    (
        ORDER + "1. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội vận động hội "
        "viên tham gia.",
        [("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh; các tổ chức chính trị - xã hội", DO)],
    ),
    (
        ORDER + "1. Hội Liên hiệp Phụ nữ, Hội Nông dân, Đoàn TNCS Hồ Chí Minh tỉnh tuyên truyền đến hội viên.",
        [("Hội Liên hiệp Phụ nữ; Hội Nông dân; Đoàn TNCS Hồ Chí Minh tỉnh", DO)],
    ),
    (
        ORDER + "1. Báo Khánh Hòa, Đài Phát thanh - Truyền hình tỉnh đăng tin, bài.",
        [("Báo Khánh Hòa; Đài Phát thanh - Truyền hình tỉnh", DO)],
    ),
    (
        ORDER + "1. Ngân hàng Chính sách xã hội chi nhánh tỉnh giải ngân kịp thời.",
        [("Ngân hàng Chính sách xã hội chi nhánh tỉnh", DO)],
    ),
    (
        ORDER
        + "1. Thủ trưởng các cơ quan, đơn vị; Chủ tịch UBND các xã, phường chịu trách nhiệm toàn diện về kết quả.",
        [("Thủ trưởng các cơ quan, đơn vị; Chủ tịch UBND các xã, phường", DO)],
    ),
    (
        ORDER + "1. Trung tâm Y tế khu vực Long Thành, Bệnh viện Đa khoa khu vực Định Quán bố trí cơ số thuốc.",
        [("Trung tâm Y tế khu vực Long Thành; Bệnh viện Đa khoa khu vực Định Quán", DO)],
    ),
    (
        ORDER + "1. Bộ Chỉ huy Quân sự tỉnh, Bộ Chỉ huy Bộ đội Biên phòng tỉnh, Công an tỉnh chuẩn bị lực lượng.",
        [("Bộ Chỉ huy Quân sự tỉnh; Bộ Chỉ huy Bộ đội Biên phòng tỉnh; Công an tỉnh", DO)],
    ),
    (
        ORDER + "1. Công ty TNHH MTV Khai thác thủy lợi Bình Thuận vận hành hồ chứa đúng quy trình.",
        [("Công ty TNHH MTV Khai thác thủy lợi Bình Thuận", DO)],
    ),
    (
        ORDER + "1. Công ty Cổ phần Cấp nước Đồng Nai kiểm tra mạng lưới.",
        [("Công ty Cổ phần Cấp nước Đồng Nai", DO)],
    ),
    (ORDER + "1. Trường Cao đẳng Y tế Đồng Nai tuyển sinh.", [("Trường Cao đẳng Y tế Đồng Nai", DO)]),
    (
        ORDER + "1. Chi cục Dân số - Kế hoạch hóa gia đình hướng dẫn chuyên môn.",
        [("Chi cục Dân số - Kế hoạch hóa gia đình", DO)],
    ),
    (ORDER + "1. Khoa Kiểm soát nhiễm khuẩn giám sát vệ sinh tay.", [("Khoa Kiểm soát nhiễm khuẩn", DO)]),
    (ORDER + "1. Phòng Vật tư - Trang thiết bị y tế lập danh mục.", [("Phòng Vật tư - Trang thiết bị y tế", DO)]),
    (ORDER + "1. Tổ công tác liên ngành kiểm tra đột xuất.", [("Tổ công tác liên ngành", DO)]),
    (
        ORDER + "1. Văn phòng Ban Chỉ đạo (Chi cục Kiểm lâm) tổng hợp, báo cáo.",
        [("Văn phòng Ban Chỉ đạo", DO)],
    ),
    (ORDER + "1. Văn phòng HĐND và UBND thành phố theo dõi, đôn đốc.", [("Văn phòng HĐND và UBND thành phố", DO)]),
    (
        "Chủ tịch UBND tỉnh giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính tham mưu trong tháng 5/2024.",
        [("Sở Nội vụ", LEAD)],
    ),
    ("1. Sở Nội vụ được giao chủ trì, phối hợp với các sở xây dựng đề án.", [("Sở Nội vụ", LEAD)]),
    ("1. Sở Nội vụ được phân công làm đầu mối tổng hợp kết quả.", [("Sở Nội vụ", LEAD)]),
    (
        "1. Xây dựng đề án vị trí việc làm do Sở Nội vụ chủ trì, phối hợp với Sở Tài chính thực hiện.",
        [("Sở Nội vụ", LEAD)],
    ),
    (
        "1. Thống nhất chủ trương đầu tư dự án. Giao Sở Xây dựng hướng dẫn thủ tục; giao UBND huyện Tân Phú "
        "giải phóng mặt bằng.",
        [("Sở Xây dựng", DO), ("UBND huyện Tân Phú", DO)],
    ),
    (
        "1. Về kinh phí: đồng ý với đề xuất của Sở Tài chính; giao Sở Tài chính tham mưu văn bản trước ngày "
        "10/5/2024.",
        [("Sở Tài chính", DO)],
    ),
    (
        PLAN + "1. Phòng Kế hoạch - Tài chính là đơn vị đầu mối, có trách nhiệm tổng hợp kết quả.",
        [("Phòng Kế hoạch - Tài chính", LEAD)],
    ),
    (PLAN + "1. Giao cho Phòng Nội vụ tham mưu khen thưởng.", [("Phòng Nội vụ", DO)]),
    (
        PLAN + "1. Phân công đồng chí Nguyễn Văn An, Phó Chủ tịch UBND huyện trực tiếp chỉ đạo.",
        [("đồng chí Nguyễn Văn An, Phó Chủ tịch UBND huyện", DO)],
    ),
    (PLAN + "1. Yêu cầu Giám đốc các bệnh viện bố trí trực.", [("Giám đốc các bệnh viện", DO)]),
    (PLAN + "1. Ủy quyền cho Giám đốc Sở Tài chính ký hợp đồng.", [("Giám đốc Sở Tài chính", DO)]),
    ("Sở Y tế đề nghị các đơn vị rà soát, gửi danh sách về Sở trước ngày 10/5/2024.", [("các đơn vị", DO)]),
    (
        "Để kịp thời tổng hợp, Sở Y tế đề nghị Trung tâm Y tế các huyện báo cáo số liệu trước ngày 10/5/2024.",
        [("Trung tâm Y tế các huyện", DO)],
    ),
    (
        "Nhận được văn bản này, đề nghị Trung tâm Y tế các huyện báo cáo số liệu trước ngày 10/5/2024.",
        [("Trung tâm Y tế các huyện", DO)],
    ),
    (PLAN + "- Sở Y tế: Chủ trì, phối hợp với Sở Tài chính lập dự toán.", [("Sở Y tế", LEAD)]),
    (PLAN + "- Đối với Sở Y tế: lập dự toán.", [("Sở Y tế", DO)]),
    (
        PLAN + "a) Sở Y tế\n\n- Chủ trì lập dự toán.\n\n- Phối hợp với Sở Tài chính thẩm định.",
        [("Sở Y tế", LEAD), ("Sở Y tế", WITH)],
    ),
    (
        PLAN + "1. Trách nhiệm của Sở Y tế:\n\na) Lập dự toán;\n\nb) Báo cáo kết quả.",
        [("Sở Y tế", DO), ("Sở Y tế", DO)],
    ),
    (PLAN + "1. Nhiệm vụ của Phòng Y tế\n\nTham mưu UBND huyện chỉ đạo.", [("Phòng Y tế", DO)]),
    (
        PLAN + "1. Lãnh đạo Sở Y tế (Phó Giám đốc phụ trách) chỉ đạo chung.",
        [("Lãnh đạo Sở Y tế", DO)],
    ),
    (
        "Yêu cầu Thủ trưởng các đơn vị thực hiện các nội dung sau:\n\n1. Rà soát quy trình.\n\n2. Giao Phòng "
        "Tổ chức cán bộ theo dõi, đôn đốc.",
        [("Thủ trưởng các đơn vị", DO), ("Phòng Tổ chức cán bộ", DO)],
    ),
    (
        "Yêu cầu Thủ trưởng các đơn vị thực hiện các nội dung sau:\n\n1. Rà soát quy trình.\n\nPhòng Tổ chức "
        "cán bộ theo dõi, đôn đốc việc thực hiện, báo cáo Giám đốc trước ngày 10/5/2024.",
        [("Thủ trưởng các đơn vị", DO), ("Phòng Tổ chức cán bộ", DO)],
    ),
    (
        ORDER + "- Riêng UBND các xã: An Hòa Tây, Bảo Thạnh gia cố 05 đập tạm.",
        [("UBND các xã: An Hòa Tây, Bảo Thạnh", DO)],
    ),
    (ORDER + "- Riêng đối với UBND huyện Ba Tri: khẩn trương gia cố đập.", [("UBND huyện Ba Tri", DO)]),
    (
        PLAN + "1. Các cơ quan, đơn vị trên cơ sở chức năng, nhiệm vụ được giao chủ động xây dựng kế hoạch trước "
        "ngày 10/5/2024.",
        [("Các cơ quan, đơn vị", DO)],
    ),
    (
        PLAN + "1. Căn cứ Kế hoạch này, các cơ quan, đơn vị xây dựng kế hoạch trước ngày 10/5/2024.",
        [("các cơ quan, đơn vị", DO)],
    ),
    (PLAN + "1. Trên cơ sở dự toán được duyệt, Sở Tài chính cấp kinh phí.", [("Sở Tài chính", DO)]),
    (PLAN + "1. Hằng năm, Sở Tài chính bố trí kinh phí.", [("Sở Tài chính", DO)]),
    (PLAN + "1. Định kỳ 6 tháng, các phòng chuyên môn báo cáo kết quả.", [("các phòng chuyên môn", DO)]),
    (
        PLAN + "1. Sở Tài chính chủ trì, phối hợp với Sở Y tế, Bảo hiểm xã hội tỉnh và các cơ quan liên quan thẩm "
        "định dự toán.",
        [("Sở Tài chính", LEAD)],
    ),
    (
        PLAN + "Sở Tài chính có trách nhiệm bố trí kinh phí; Sở Y tế có trách nhiệm quyết toán.",
        [("Sở Tài chính", DO), ("Sở Y tế", DO)],
    ),
    (
        "IV. PHÂN CÔNG NHIỆM VỤ\n\n1. Phòng A: Rà soát.\n\n2. Phòng B: Tổng hợp.",
        [("Phòng A", DO), ("Phòng B", DO)],
    ),
    (
        "V. KINH PHÍ\n\nGiao Phòng Tài chính - Kế hoạch tham mưu bố trí kinh phí.",
        [("Phòng Tài chính - Kế hoạch", DO)],
    ),
    ("1. Nội dung: Tập huấn. Đơn vị thực hiện: Phòng A. Thời gian: Quý I/2024.", [("Phòng A", DO)]),
    ("1. Tập huấn công tác lưu trữ (Phòng A chủ trì, hoàn thành trong quý I/2024).", [("Phòng A", LEAD)]),
    (
        "1. Tập huấn công tác lưu trữ.\n\n(Chủ trì: Phòng A; phối hợp: Phòng B; thời gian: Quý I/2024)",
        [("Phòng A", LEAD)],
    ),
    (
        "UBND tỉnh giao Giám đốc Sở Công Thương chịu trách nhiệm trước UBND tỉnh về tiến độ.",
        [("Giám đốc Sở Công Thương", DO)],
    ),
    ("Kết luận: Thống nhất giao Sở Công Thương làm chủ đầu tư dự án.", [("Sở Công Thương", DO)]),
    (
        PLAN + "1. Ban Tổ chức Tỉnh ủy chủ trì, phối hợp Ban Tuyên giáo Tỉnh ủy, Ban cán sự đảng UBND tỉnh tham "
        "mưu thể chế hóa.",
        [("Ban Tổ chức Tỉnh ủy", LEAD)],
    ),
    (
        PLAN + "1. Ban Thường vụ các huyện ủy, thành ủy, đảng ủy trực thuộc lãnh đạo quán triệt Chỉ thị.",
        [("Ban Thường vụ các huyện ủy, thành ủy, đảng ủy trực thuộc", DO)],
    ),
    (
        PLAN + "1. Giao Ban Tuyên giáo Huyện ủy hướng dẫn tuyên truyền; Văn phòng Huyện ủy theo dõi, tổng hợp.",
        [("Ban Tuyên giáo Huyện ủy", DO), ("Văn phòng Huyện ủy", DO)],
    ),
    (PLAN + "1. Giao Sở A chủ trì, Sở B và Sở C phối hợp tham mưu chính sách.", [("Sở A", LEAD)]),
    (
        PLAN + "1. Sở A theo dõi, đôn đốc, kiểm tra việc thực hiện Kế hoạch này; định kỳ báo cáo UBND tỉnh.",
        [("Sở A", DO)],
    ),
    (
        PLAN + "1. Hiệu trưởng các trường THPT, Giám đốc các trung tâm GDNN-GDTX chịu trách nhiệm tuyên truyền.",
        [("Hiệu trưởng các trường THPT; Giám đốc các trung tâm GDNN-GDTX", DO)],
    ),
    (
        PLAN + "1. Đối với các trường tiểu học, THCS\n\n- Rà soát cơ sở vật chất.",
        [("các trường tiểu học, THCS", DO)],
    ),
    (
        PLAN
        + "1. UBND cấp huyện\n\n1.1. Chỉ đạo Phòng Giáo dục và Đào tạo tham mưu kế hoạch.\n\n1.2. Bố trí kinh "
        "phí.",
        [("UBND cấp huyện", DO), ("UBND cấp huyện", DO)],
    ),
    ("2. Nhiệm vụ trọng tâm\n\n2.1. Đẩy mạnh cải cách (giao Sở Nội vụ chủ trì).", [("Sở Nội vụ", LEAD)]),
    ("Sở Xây dựng chịu trách nhiệm thẩm định, trình phê duyệt trước ngày 15/8/2025.", [("Sở Xây dựng", DO)]),
    (
        "Yêu cầu Sở Xây dựng khẩn trương hoàn thiện hồ sơ, báo cáo UBND tỉnh (qua Sở Tài chính) trước ngày "
        "15/8/2025.",
        [("Sở Xây dựng", DO)],
    ),
    (
        PLAN + "1. Đề nghị Viện Kiểm sát nhân dân tỉnh, Tòa án nhân dân tỉnh: phối hợp với Công an tỉnh đẩy nhanh "
        "tiến độ xét xử.",
        [("Viện Kiểm sát nhân dân tỉnh; Tòa án nhân dân tỉnh", WITH)],
    ),
    (
        PLAN + "1. Sở A (gọi chung là đơn vị)\n\n- Rà soát quy hoạch.",
        [("Sở A", DO)],
    ),
    (PLAN + "Nhóm hỗ trợ kỹ thuật cấp xã hướng dẫn người dân.", [("Nhóm hỗ trợ kỹ thuật cấp xã", DO)]),
]


@pytest.mark.parametrize(("text", "expected"), WHO, ids=[text[-60:] for text, _ in WHO])
def test_who_has_the_task_in_which_role(text, expected):
    assert [("; ".join(a.assignees), a.role) for a in found(text)] == expected


HEADINGS = [
    "Bộ phận Tiếp nhận và Trả kết quả", "TTYT huyện", "P. KHTH", "Khoa KSNK", "Nhóm chuyên môn", "Khu phố trưởng",
    "Công chức Văn phòng - Thống kê", "Bà Lê Thị B, công chức Tài chính - Kế toán", "Đ/c Nam - Trưởng phòng Y tế",
    "Trưởng các thôn, bản", "Khoa Xét nghiệm - Chẩn đoán hình ảnh", "Phòng Y tế (đầu mối)", "Ban Bảo vệ dân phố",
    "Công ty CP Môi trường và Dịch vụ đô thị", "Đội cấp cứu ngoại viện", "Các ban đảng, Văn phòng Tỉnh ủy",
    "Hội đồng thẩm định bảng giá đất", "Văn phòng Đăng ký đất đai", "Đồng chí Phó Giám đốc phụ trách nội khoa",
    "Mặt trận Tổ quốc và các đoàn thể",
]  # fmt: skip


@pytest.mark.parametrize("name", HEADINGS)
def test_a_heading_a_label_and_a_subject_name_the_same_office(name):
    said = [
        found(PLAN + f"1. {name}{rest}")
        for rest in (":\n\n- Rà soát danh sách.", ": Rà soát danh sách.", " rà soát danh sách.")
    ]
    assert len({only.assignees for (only,) in said}) == 1
    assert {only.task.lower() for (only,) in said} == {"rà soát danh sách."}


@pytest.mark.parametrize("heading", ["Trách nhiệm Phòng A", "Nhiệm vụ của Phòng A", "Trách nhiệm của Phòng A:"])
def test_whose_tasks_a_heading_says(heading):
    assert [a.assignees for a in found(PLAN + f"1. {heading}\n\n- Rà soát.\n\n- Báo cáo.")] == [("Phòng A",)] * 2


CLINIC = "UBND TỈNH LẠNG SƠN\nSỞ Y TẾ\n\nSố: 12/SYT-NVY\n\nLạng Sơn, ngày 12 tháng 5 năm 2025\n\n"
UNION = "TỈNH ĐOÀN AN GIANG\nBAN CHẤP HÀNH\n\nSố: 2-CV/TĐTN\n\nAn Giang, ngày 02 tháng 6 năm 2023\n\n"


@pytest.mark.parametrize(
    ("head", "lead_in", "name"),
    [
        (
            CLINIC,
            "Để bảo đảm an toàn người bệnh, Sở Y tế đề nghị các đơn vị khẩn trương triển khai:",
            "các đơn vị",
        ),
        (CLINIC, "Trước tình hình đó, Giám đốc Sở yêu cầu Thủ trưởng các đơn vị:", "Thủ trưởng các đơn vị"),
        (CLINIC, "Đồng chí Giám đốc yêu cầu các khoa, phòng:", "các khoa, phòng"),
        (CLINIC, "Sở Y tế thông báo và đề nghị các đơn vị:", "các đơn vị"),
        (CLINIC, "Sở Y tế trân trọng đề nghị các đơn vị phối hợp thực hiện:", "các đơn vị"),
        (CLINIC, "Trong thời gian tới, các trạm y tế cần tập trung:", "các trạm y tế"),
        (CLINIC, "I. NỘI DUNG\n\nCác trạm y tế thực hiện nghiêm các nội dung:", "Các trạm y tế"),
        (CLINIC, "Để tổ chức tốt hội nghị, các khoa thực hiện các nội dung công việc sau:", "các khoa"),
        (UNION, "Thường trực Tỉnh Đoàn đề nghị Ban Thường vụ các xã triển khai như sau:", "Ban Thường vụ các xã"),
    ],
)
def test_whom_a_lead_in_names_has_every_task_below(head, lead_in, name):
    text = f"{head}{lead_in}\n\n1. Rà soát danh sách.\n\n2. Gửi báo cáo về Văn phòng."
    assert [(a.assignees, a.task[:7]) for a in found(text)] == [((name,), "Rà soát"), ((name,), "Gửi báo")]


def test_each_heading_without_a_number_has_the_tasks_below_it():
    said = (
        "1. Phân công",
        "Phòng A",
        "a) Lập sổ.",
        "b) Trực ban.",
        "Phòng B",
        "a) Rà soát.",
        "Phòng C",
        "Báo cáo.",
    )
    text = CLINIC + "\n\n".join(said)
    assert [(a.assignees[0], a.task) for a in found(text)] == [
        ("Phòng A", "Lập sổ."), ("Phòng A", "Trực ban."), ("Phòng B", "Rà soát."), ("Phòng C", "Báo cáo."),
    ]  # fmt: skip


def test_an_office_alone_on_a_line_has_the_list_below_it():
    lines = (
        "IV. TỔ CHỨC THỰC HIỆN",
        "Trạm Y tế phường",
        "- Tập huấn.",
        "- Báo cáo.",
        "Công an phường",
        "- Tuần tra.",
    )
    text = "\n".join(lines) + "\n\nNăm 2025 phường ghi nhận 214 ca."
    assert [(a.assignees[0], a.task) for a in found(text)] == [
        ("Trạm Y tế phường", "Tập huấn."), ("Trạm Y tế phường", "Báo cáo."), ("Công an phường", "Tuần tra."),
    ]  # fmt: skip


def test_paragraphs_below_an_office_alone_on_its_line_are_its_tasks():
    lines = (
        "Để bàn giao mặt bằng, yêu cầu các đơn vị thực hiện:",
        "CÔNG AN XÃ",
        "Rà soát nhân khẩu.",
        "Lập phương án.",
        "Văn bản này thay thế Văn bản số 4.",
        "Xây dựng xong trụ sở.",
    )
    assert [(a.assignees[0], a.task) for a in found("\n\n".join(lines))] == [
        ("CÔNG AN XÃ", "Rà soát nhân khẩu."), ("CÔNG AN XÃ", "Lập phương án."),
    ]  # fmt: skip


def test_a_decision_names_its_issuer_above_its_legal_bases():
    text = (
        "QUYẾT ĐỊNH\nVề việc giao kế hoạch\n\nGIÁM ĐỐC SỞ Y TẾ\n\nCăn cứ Luật Dược.\n\nTheo đề nghị của Phòng A."
    )
    assert said(text) == []


@pytest.mark.parametrize(
    ("lead_in", "name"),
    [
        ("Đảng ủy Sở A lãnh đạo Sở A:", "Đảng ủy Sở A"),
        ("Đề nghị Ủy ban nhân dân các tỉnh chỉ đạo Sở A:", "Sở A"),
        ("Hướng dẫn Ban Công tác Mặt trận ở khu dân cư:", "Ban Công tác Mặt trận ở khu dân cư"),
        ("Các xã Lộc An, ngoài nhiệm vụ nêu tại mục 1:", "Các xã Lộc An"),
        ("Ban Trị sự Chùa Bái Đính, đề nghị:", "Ban Trị sự Chùa Bái Đính"),
        ("Bộ phận quản lý chất lượng", "Bộ phận quản lý chất lượng"),
        ("Các chủ rừng", "Các chủ rừng"),
        ("Bộ Công Thương chỉ đạo lực lượng quản lý thị trường:", "lực lượng quản lý thị trường"),
        ("Cục Thi hành án dân sự tỉnh chịu trách nhiệm:", "Cục Thi hành án dân sự tỉnh"),
        ("Phòng Văn hóa - Xã hội phụ trách hai việc:", "Phòng Văn hóa - Xã hội"),
        ("Tổ công tác có các nhiệm vụ sau:", "Tổ công tác"),
        ("Yêu cầu các cơ sở có giường sản khoa thực hiện ngay các nội dung sau:", "các cơ sở có giường sản khoa"),
        (
            "Chỉ đạo Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp tỉnh:",
            "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp tỉnh",
        ),
    ],
)
def test_whose_the_items_are_where_one_directs_another(lead_in, name):
    assert [a.assignees for a in found(f"{PLAN}1. {lead_in}\n\n- Rà soát hồ sơ.")] == [(name,)]


def test_whom_a_committee_of_the_party_leads_has_the_tasks_by_it():
    text = (
        f"{PLAN}1. Đảng ủy Ủy ban nhân dân tỉnh\n\n1.1. Lãnh đạo Ủy ban nhân dân tỉnh:\n\n- Ban hành bảng giá đất."
    )
    assert [a.assignees for a in found(text)] == [("Đảng ủy Ủy ban nhân dân tỉnh",)]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Các công ty TNHH MTV khai thác công trình thủy lợi", None),
        ("Tòa án nhân dân hai cấp", None),
        ("UBND các huyện ven biển (Giao Thủy, Hải Hậu)", "UBND các huyện ven biển"),
        ("Ban Thường vụ các huyện ủy: Ba Tơ, Sơn Hà", None),
    ],
)
def test_a_heading_names_its_offices_whole(heading, name):
    assert [a.assignees for a in found(f"{PLAN}5. {heading}\n\n- Rà soát kho.")] == [(name or heading,)]


@pytest.mark.parametrize("name", ["Phòng Hậu cần", "Ban Hỗ trợ phụ nữ phát triển kinh tế"])
def test_a_heading_is_a_name_to_its_end(name):
    assert [a.assignees for a in found(f"{PLAN}5. {name}:\n\n- Rà soát kho.")] == [(name,)]
    assert [a.assignees for a in found(f"{PLAN}5. {name}: rà soát kho.")] == [(name,)]


def test_who_does_something_and_answers_for_it_is_named_before_both():
    (one,) = found(f"{PLAN}1. Thủ trưởng các đơn vị bố trí nhân lực, chịu trách nhiệm về tiến độ.")
    assert (one.assignees, one.task[:7]) == (("Thủ trưởng các đơn vị",), "bố trí ")


def test_what_is_done_besides_other_tasks_is_the_task():
    (one,) = found(f"{PLAN}1. Bệnh viện Đa khoa tỉnh ngoài các nội dung trên, bàn giao hồ sơ bệnh án.")
    assert one.task == "bàn giao hồ sơ bệnh án."


def test_records_of_fields_follow_one_another():
    records = (
        "Đơn vị: Vụ Thanh toán\nNhiệm vụ: Giám sát hệ thống\nThời gian: trước Tết",
        "Đơn vị: Cục Thuế\nNhiệm vụ: Phối hợp với Sở A trực kỹ thuật\nThời gian: hằng ngày",
    )
    assert [(a.assignees[0], a.role, a.task, a.deadline) for a in found(PLAN + "\n\n".join(records))] == [
        ("Vụ Thanh toán", DO, "Giám sát hệ thống", "trước Tết"),
        ("Cục Thuế", WITH, "trực kỹ thuật", "hằng ngày"),
    ]


def test_what_a_lead_in_says_of_how_is_no_part_of_a_name():
    text = f"{PLAN}1. UBND các tỉnh ven biển lãnh đạo, chỉ đạo:\n\n- Rà soát tàu cá."
    assert [a.assignees for a in found(text)] == [("UBND các tỉnh ven biển",)]


@pytest.mark.parametrize("meeting", ["trực tuyến với các tỉnh vào sáng thứ Ba", "hiện trường 02 tuần/lần"])
def test_a_regular_meeting_gives_no_task(meeting):
    text = f"{PLAN}1. Cục Thủy sản:\n\n- Giao ban {meeting}."
    assert [(a.assignees, a.task[:8]) for a in found(text)] == [(("Cục Thủy sản",), "Giao ban")]


@pytest.mark.parametrize(
    "told",
    [
        "Trong quá trình triển khai, nếu có vấn đề cần trao đổi, đề nghị liên hệ đồng chí Lê Thị B.",
        "Bãi bỏ phần II Kế hoạch số 1102/KH-CAT ngày 09/8/2024 của Công an tỉnh.",
    ],
)
def test_what_is_told_below_tasks_is_none(told):
    assert len(found(f"{PLAN}1. Sở A\n\n- Rà soát kho.\n\n{told}")) == 1


@pytest.mark.parametrize("meeting", ["cuộc họp. Tham dự", "Hội nghị giao ban tháng 10. Dự họp"])
def test_a_meeting_that_was_held_is_no_task(meeting):
    assert said(f"Sáng ngày 25/5/2023, Phó Chủ tịch UBND tỉnh Lê Văn A chủ trì {meeting} có lãnh đạo Sở A.") == []
    assert said(f"Chiều nay, Phó Chủ tịch UBND tỉnh Lê Văn A chủ trì {meeting} có lãnh đạo Sở A.") == []


def test_an_article_of_a_regulation_that_an_office_heads_gives_its_tasks():
    text = "QUY CHẾ\n\nChương II\nTIẾP NHẬN\n\nĐiều 3. {}\n\n1. Ghi sổ phản ánh.\n\n2. Báo cáo Giám đốc."
    for who in ("Văn phòng Sở", "Bác sĩ điều trị"):
        assert [a.assignees for a in found(text.format(who))] == [(who,)] * 2


def test_who_is_asked_below_many_that_are_asked():
    text = (
        f"{PLAN}1. Đề nghị các cơ quan phối hợp\n\na) Đề nghị Công an tỉnh phân luồng.\n\nb) Đề nghị Sở A hỗ trợ."
    )
    assert [a.assignees[0] for a in found(text)] == ["Công an tỉnh", "Sở A"]


def test_a_unit_is_named_up_to_its_colon():
    text = f"{PLAN}1. Trung tâm giám sát, điều khiển giao thông: khai thác camera trên quốc lộ."
    assert [a.assignees for a in found(text)] == [("Trung tâm giám sát, điều khiển giao thông",)]


def test_a_case_that_a_task_opens_with_says_by_when():
    (one,) = found(f"{PLAN}1. Giám đốc các nông trường\n\n- Khi xảy ra cháy, huy động toàn bộ lực lượng.")
    assert one.deadline == "Khi xảy ra cháy"


@pytest.mark.parametrize("case", ["Trường hợp mất kết nối,", "Đối với container lưu bãi quá 90 ngày thì"])
def test_what_is_done_in_a_case_is_a_task(case):
    (one,) = found(f"{PLAN}1. Giám đốc các cảng\n\n- {case} ghi vào sổ.")
    assert one.task == f"{case} ghi vào sổ."


def test_fields_may_stand_on_lines_of_their_own():
    fields = (
        "Nội dung nhiệm vụ: Số hóa sổ hộ tịch",
        "Cơ quan chủ trì: Sở A",
        "Cơ quan phối hợp: Sở B",
        "Thời gian: 2024",
    )
    text = PLAN + "\n".join(fields)
    (one,) = found(text)
    assert (one.assignees, one.role, one.partners, one.task) == (
        ("Sở A",),
        Role.LEAD,
        ("Sở B",),
        "Số hóa sổ hộ tịch",
    )
    assert one.deadline == "2024"


def test_the_fields_of_departments_listed_are_no_tasks():
    heads = "Chánh Văn phòng UBND tỉnh, Giám đốc các sở: Xây dựng, Tài chính, Nội vụ"
    assert said(f"Điều 3. {heads} chịu trách nhiệm thi hành Quyết định này.") == []


@pytest.mark.parametrize(
    "lead_in",
    ["1. Độ tuổi 0 - 5: các trường mầm non có nhiệm vụ", "Các trường mầm non:", "1. Về phía các trường mầm non"],
)
def test_a_lead_in_may_stand_alone_or_without_its_colon(lead_in):
    text = f"III. NỘI DUNG\n\n{lead_in}\n\n- Rà soát danh sách.\n\n- Gửi báo cáo."
    assert [a.assignees[0].lower() for a in found(text)] == ["các trường mầm non"] * 2


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Tổng đài chăm sóc khách hàng", ["Tổng đài chăm sóc khách hàng", "Đội Sửa chữa", "Phòng Kỹ thuật"]),
        ("Chế độ báo cáo", ["Đội Sửa chữa", "Phòng Kỹ thuật"]),
        ("Kiểm tra đường ống", ["Đội Sửa chữa", "Phòng Kỹ thuật"]),
    ],
)
def test_a_heading_among_those_of_offices_names_one(title, expected):
    titles = enumerate((title, "Đội Sửa chữa", "Phòng Kỹ thuật"), 1)
    text = "\n\n".join(["III. PHÂN CÔNG", *(f"{at}. {one}\n\na) Trực ban.\n\nb) Lập sổ." for at, one in titles)])
    assert [a.assignees[0] for a in found(text)] == [name for name in expected for _ in range(2)]


def test_whom_the_issuer_tells_of_itself_has_no_tasks_below():
    lead_in = "Sở Y tế thực hiện các nội dung sau:"
    assert found(f"{CLINIC}{lead_in}\n\n1. Thời gian: ngày 20/5/2025.\n\n2. Địa điểm: hội trường.") == ()


PROVINCE = "ỦY BAN NHÂN DÂN\nTỈNH ĐỒNG NAI\n\nSố: 1/UBND-VX\n\n"
NORM = "NGHỊ ĐỊNH\nQuy định về hóa đơn\n\nĐiều 3. Lập hóa đơn\n\n{}\n\nĐiều 9. {}\n\n{}"


@pytest.mark.parametrize(
    ("article", "title", "last", "expected"),
    [
        ("1. Cơ quan thuế có trách nhiệm thông báo.", "Hiệu lực thi hành", "Nghị định này có hiệu lực.", []),
        ("Giao Bộ A quy định mẫu.", "Hiệu lực thi hành", "Có hiệu lực ngay.", [("Bộ A", DO, (), None)]),
        ("Lập theo mẫu.", "Trách nhiệm của Bộ A", "1. Hướng dẫn.", [("Bộ A", DO, (), None)]),
        ("Lập theo mẫu.", "Tổ chức thực hiện", "1. Bộ A chủ trì kiểm tra.", [("Bộ A", LEAD, (), None)]),
        ("Lập theo mẫu.", "Trách nhiệm của doanh nghiệp", "1. Lưu trữ hóa đơn.", []),
    ],
)
def test_norms_give_tasks_below_the_articles_on_responsibility(article, title, last, expected):
    """What anybody must do is no task of an office."""
    text = NORM.format(article, title, last)
    given = assignments.find(text, structure.parse(text, ((0, len(text)),)), Header(kind="Nghị định"))
    assert [("; ".join(a.assignees), a.role, a.partners, a.deadline) for a in given] == expected


@pytest.mark.parametrize(
    ("number", "expected"), [("573/QĐ-SYT", ["Trung tâm Y tế các huyện", "Văn phòng Sở"]), ("5/2026/QĐ-UBND", [])]
)
def test_a_regulation_gives_tasks_unless_its_number_is_that_of_an_act_of_law(number, expected):
    text = (
        "QUY ĐỊNH\n\nChương II\nCHẾ ĐỘ BÁO CÁO\n\nĐiều 3. Báo cáo định kỳ\n\n"
        "1. Trung tâm Y tế các huyện gửi báo cáo tháng.\n\n2. Văn phòng Sở có trách nhiệm tổng hợp báo cáo."
    )
    header = Header(kind="Quyết định", number=number)
    given = assignments.find(text, structure.parse(text, ((0, len(text)),)), header)
    assert [name for one in given for name in one.assignees] == expected


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("1. Đối với Ủy ban nhân dân các tỉnh có xã biên giới", "Ủy ban nhân dân các tỉnh có xã biên giới"),
        ("1. Riêng đảng ủy các xã có nghĩa trang liệt sĩ:", "đảng ủy các xã có nghĩa trang liệt sĩ"),
        ("1. Bệnh viện Đa khoa tỉnh, ngoài các nội dung tại mục 1, thực hiện thêm:", "Bệnh viện Đa khoa tỉnh"),
    ],
)
def test_a_heading_of_some_offices_names_them_whole(heading, name):
    assert [a.assignees for a in found(f"{PLAN}{heading}\n\n- Rà soát kho.")] == [(name,)]


def test_a_time_that_opens_an_item_opens_its_task():
    tasks = ["Mỗi năm mở 01 lớp.", "Mỗi tháng 02 lần tổ chức họp.", "Mỗi trạm có 01 sơ đồ."]
    text = f"{PLAN}1. Sở A\n\n- " + "\n\n- ".join(tasks)
    assert [(a.task, a.deadline) for a in found(text)] == [
        ("Mỗi năm mở 01 lớp.", "Mỗi năm"), ("Mỗi tháng 02 lần tổ chức họp.", "Mỗi tháng 02 lần")
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORMS, ids=[text[-40:] for text, _ in FORMS])
def test_each_form_of_giving_a_task(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Thời gian qua, Sở A đã chủ trì, phối hợp với các sở kiểm tra 120 cơ sở.",  # what was done
        "Ngày 08/10/2024, Giám đốc Sở chủ trì họp giao ban.",  # what happened
        "Sửa đổi Điều 5 như sau: “Bộ Y tế có trách nhiệm hướng dẫn chuyên môn.”",  # what is quoted
        "Giám đốc Sở Y tế đề nghị các đơn vị nghiêm túc triển khai thực hiện./.",  # a closing
        "Trong quá trình thực hiện nếu có vướng mắc, đề nghị các đơn vị báo cáo về Sở Y tế.",
        "I. VỊ TRÍ VÀ CHỨC NĂNG\n\n1. Sở A có trách nhiệm tham mưu cho Ủy ban nhân dân tỉnh.",  # what an office is
        "1. Dự toán do đơn vị chủ trì lập gửi Sở A.",  # a noun
        "II. MỤC TIÊU\n\n- Trung tâm Y tế triển khai bệnh án điện tử.",  # a goal
        "Điều 3. Chánh Văn phòng, Giám đốc Sở A chịu trách nhiệm thi hành Quyết định này./.",
        "Nhận được Công văn này, đề nghị các đơn vị triển khai thực hiện đầy đủ, kịp thời./.",
        "Giám đốc Sở yêu cầu các đơn vị thực hiện một số nội dung sau:",  # a lead-in to nothing
        "Mọi thông tin chi tiết xin liên hệ Phòng A, Sở Nội vụ, số điện thoại 0203.3838.686.",
        "Đề nghị đồng chí Chủ tịch UBND các tỉnh quan tâm, chỉ đạo quyết liệt./.",
        "II. ĐÁNH GIÁ\n\n1. Sở A phối hợp với Sở B tham mưu kịp thời.",
        "2. Ưu điểm\n\n- Sở A phối hợp với Sở B tham mưu kịp thời.",
        "V. KIẾN NGHỊ, ĐỀ XUẤT\n\n1. Đề nghị Bộ Tài chính bổ sung kinh phí.",
        "Kết quả:\n\n- Công an tỉnh chủ trì bắt giữ 12 đối tượng.",
        "1. Cơ sở thực tiễn\n\nSở đã phối hợp với các hợp tác xã.",  # a title that is no office
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Tổ chức, cá nhân có trách nhiệm tuân thủ.",  # the public
        PROVINCE + "UBND tỉnh đề nghị Bộ Tài chính bổ sung kinh phí.",  # a request to those above
        "Đề nghị các đồng chí sắp xếp công việc, dự họp đúng thành phần, thời gian./.",
        PLAN + "Các khoa, phòng nghiêm túc triển khai thực hiện.",
        PLAN + "Các đơn vị khẩn trương triển khai, bảo đảm đúng tiến độ yêu cầu./.",
        PLAN + "Các cơ quan, đơn vị nghiêm chỉnh chấp hành./.",
        PLAN + "Hướng dẫn này thay Hướng dẫn số 11/HD-LĐLĐ ngày 02/3/2015.",
        PLAN + "Văn phòng Sở thông báo để các đơn vị biết, thực hiện.",
        PLAN + "Nhà trường kính đề nghị UBND quận bố trí kinh phí; đề nghị Phòng A hỗ trợ sách.",
        PLAN + "Ban Thường vụ kiến nghị Bộ Tài chính bổ sung vốn.",
        PLAN + "Các đơn vị nghiêm túc thực hiện, mọi vướng mắc xin báo về Sở.",
        PLAN + "Các doanh nghiệp dịch vụ chỉ được tuyển chọn sau khi có giấy phép.",
        PLAN + "Khoa, phòng thực hiện tốt được xét thi đua.",
        PLAN + "Chủ tịch UBND huyện nào để gia súc chết rét thì phải kiểm điểm.",
        "I. VỀ KẾT QUẢ THÁNG 02\n\nPhòng Quản lý thu đã tích cực đôn đốc nợ.",
        "I. ĐÁNH GIÁ THÁNG 8\n\nKhoa Dược đã hoàn thành đấu thầu gói thuốc.",
        "TỈNH ỦY A\n\nSố 1-KL/TU\n\n" + PLAN + "Tỉnh ủy đề nghị Trung ương bố trí vốn.",
        PLAN + "Yêu cầu các khoa thực hiện nghiêm túc, có gì khó khăn báo cáo Giám đốc.",
        "Điều 2. Nhiệm vụ của Tổ A\n\n1. Thành viên Tổ A được trang bị găng tay.",
        "Yêu cầu các khoa thực hiện:\n\n- Giai đoạn 2 (từ ngày 01/9/2025): các khoa còn lại.",  # no verb
        "",
    ],
)
def test_what_assigns_nothing(text):
    assert said(text) == []


def test_what_was_done_is_no_task_of_the_office_above():
    text = PLAN + "1. Đề nghị Đoàn Sở phát động phong trào.\n\nTrong năm 2025, Sở đã tiết kiệm được 1 tỷ đồng."
    assert [a.assignees for a in found(text)] == [("Đoàn Sở",)]


def test_a_list_that_says_who_leads_and_who_supports():
    (only,) = found(PLAN + "1. Ban A (chủ trì), Ban B, các Công ty Điện lực (phối hợp): Hoàn thành thí nghiệm.")
    assert (only.assignees, only.role, only.partners) == (("Ban A",), LEAD, ("Ban B", "các Công ty Điện lực"))


@pytest.mark.parametrize(
    "is_what",
    ["\n\n- Là cơ quan thường trực,", " là bộ phận giúp việc, có trách nhiệm", " là bộ phận giúp việc của Tổ;"],
)
def test_what_an_office_is_is_no_part_of_its_task(is_what):
    assert [a.task for a in found(f"{PLAN}1. Phòng Y tế{is_what} chuẩn bị tài liệu.")] == ["chuẩn bị tài liệu."]


def test_what_an_office_does_that_answers_for_others_is_its_task():
    (one,) = found(f"{PLAN}1. Phòng Y tế là cơ quan thường trực theo dõi, đôn đốc các xã.")
    assert one.task == "theo dõi, đôn đốc các xã."


WITHIN = [
    ("giao cán bộ quản lý, kiểm kê", "Giữ gìn tài sản, giao cán bộ quản lý, kiểm kê."),
    ("chỉ đạo Sở B, Sở C phối hợp bảo vệ", "Giữ gìn tài sản, chỉ đạo Sở B, Sở C phối hợp bảo vệ."),
    ("chịu trách nhiệm kỹ thuật", "Giữ gìn tài sản, chịu trách nhiệm kỹ thuật."),
]


@pytest.mark.parametrize(("more", "task"), WITHIN)
def test_whom_an_office_has_do_something_has_no_task_of_its_own(more, task):
    (one,) = found(f"{PLAN}1. Sở A\n\n- Giữ gìn tài sản, {more}.")
    assert (one.assignees, one.task) == (("Sở A",), task)


def test_who_goes_along_and_answers_for_it_is_named_before_both():
    (one,) = found(f"{PLAN}1. Khoa Nội đi cùng đội lưu động, chịu trách nhiệm kỹ thuật.")
    assert (one.assignees, one.task) == (("Khoa Nội",), "đi cùng đội lưu động, chịu trách nhiệm kỹ thuật.")


@pytest.mark.parametrize("seat", ["Tổ trưởng", "Tổ phó thường trực", "Thành viên", "Thư ký Hội đồng"])
def test_a_seat_is_no_task(seat):
    item = f"{PLAN}1. Ông Phạm Văn Thuấn - Chủ tịch UBND xã: {seat};"
    table = (
        f"{PLAN}Danh sách.\n\nSTT | Họ và tên | Nhiệm vụ\n1 | Đặng Ngọc Thái | {seat}\n2 | Bùi Thị Sương | {seat}"
    )
    assert found(item) == found(table) == ()


def test_who_has_a_seat_has_no_task_by_it():
    assert (
        found(f"{PLAN}1. Trưởng ban: Chủ tịch UBND đặc khu.\n\n2. Các ủy viên: Trưởng Công an; Đồn trưởng.") == ()
    )


CHANGES = [
    "Kế hoạch này thay thế Kế hoạch số 2/KH-A ngày 01/02/2020.",
    "Hủy Thông báo số 90/TB-A ngày 15/5/2023 về giờ thăm nuôi.",
    "4. Kế hoạch số 22/KH-A ngày 19/10/2015 hết hiệu lực.",
]


@pytest.mark.parametrize("words", CHANGES)
def test_what_a_directive_changes_is_no_task_of_who_was_named_before(words):
    text = f"{PLAN}3. Sở A rà soát hồ sơ.\n\n{words}"
    assert [one.task for one in found(text)] == ["rà soát hồ sơ."]


def test_an_office_may_be_told_to_change_a_directive():
    text = f"{PLAN}3. Sở A\n\n- Điều chỉnh Kế hoạch số 22/KH-A cho phù hợp."
    assert [one.task for one in found(text)] == ["Điều chỉnh Kế hoạch số 22/KH-A cho phù hợp."]


def test_that_a_directive_is_to_be_carried_out_is_no_task():
    text = f"{PLAN}3. Sở A rà soát hồ sơ.\n\n4. Sở B, Sở C nghiêm chỉnh thực hiện Chỉ thị này./."
    assert [one.assignees for one in found(text)] == [("Sở A",)]


def test_whoever_it_is_has_no_task():
    assert found(f"{PLAN}Xã nào để xảy ra chậm trễ thì Chủ tịch UBND xã đó chịu trách nhiệm.") == ()


def test_a_ground_gives_no_task():
    text = "Căn cứ Thông tư số 01/2018/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ hướng dẫn thi hành;"
    assert found(f"{PLAN}1. Sở A rà soát hồ sơ.\n\n{text}") == found(f"{PLAN}1. Sở A rà soát hồ sơ.")


def test_a_task_goes_on_over_a_page_number():
    (only,) = found(PLAN + "1. Giao Sở A, Sở B: tuần tra, bảo vệ\n\n2\n\nrừng khu vực biên giới.")
    assert (only.assignees, only.task) == (("Sở A", "Sở B"), "tuần tra, bảo vệ rừng khu vực biên giới.")


def test_the_task_of_who_works_with_people_is_what_they_do():
    (only,) = found(PLAN + "1. Phòng Kinh tế phối hợp với xã nghiệm thu 3 km đường.")
    assert (only.role, only.task) == (WITH, "nghiệm thu 3 km đường.")


def test_a_deadline_that_no_rule_knows():
    task = "dọn vệ sinh sau Tết Nguyên đán"
    assert deadlines.find(task) is None
    assert [one.deadline for one in found(f"{PLAN}1. Đài xã {task}.")] == ["sau Tết Nguyên đán"]


def test_a_row_of_a_table_of_tasks():
    text = (
        "| STT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành |\n"
        "|---|---|---|---|---|\n"
        "| 1 | Xây dựng đề thi | Phòng Khảo thí | Phòng Giáo dục Trung học; các trường | Tháng 12/2024 |\n"
        "| II | Công tác khác | | | |\n"
        "| 2 | Tập huấn | Phòng Tiểu học, Văn phòng Sở | | Thường xuyên |\n"
    )
    first, second = found(text)
    assert (first.assignees, first.role, first.task) == (("Phòng Khảo thí",), LEAD, "Xây dựng đề thi")
    assert (first.partners, first.due) == (("Phòng Giáo dục Trung học", "các trường"), PartialDate(2024, 12))
    assert (second.assignees, second.deadline) == (("Phòng Tiểu học", "Văn phòng Sở"), "Thường xuyên")
    assert text[slice(*first.lead_in)].startswith("| STT |")


HEADS = [
    ("STT | Nội dung | Người phụ trách | Thời gian", DO),
    ("STT | Công việc | Đơn vị đầu mối | Kinh phí | Tiến độ", LEAD),
    ("STT | Đơn vị | Nhiệm vụ | Thời gian hoàn thành", DO),
    ("TT | Thành viên | Nội dung nhiệm vụ được phân công | Hạn", DO),
    ("STT | Bệnh viện | Nhiệm vụ | Thời hạn", DO),
    ("Thời gian | Hoạt động | Bộ phận thực hiện", DO),
    ("Vị trí | Công việc | Thời điểm", DO),
    ("Ngày | Người trực | Việc phải làm trong tua", DO),
]


@pytest.mark.parametrize(("heads", "role"), HEADS)
def test_the_columns_of_a_table_of_tasks(heads, role):
    cells = {
        "nội": "Rà soát", "công": "Rà soát", "nhiệm": "Rà soát", "hoạt": "Rà soát",
        "việc": "Rà soát", "ngày": "Quý I", "vị": "Phòng A",
        "thời": "Quý I", "hạn": "Quý I", "tiến": "Quý I",
        "người": "Phòng A", "bệnh": "Phòng A", "đơn": "Phòng A", "thành": "Phòng A", "bộ": "Phòng A",
    }  # fmt: skip
    row = " | ".join(cells.get(head.lower().split()[0], "1") for head in heads.split(" | "))
    first, _ = found(f"II. NỘI DUNG\n\nCác việc như sau.\n\n{heads}\n{row}\n{row}")
    assert (first.assignees, first.role, first.task, first.deadline) == (("Phòng A",), role, "Rà soát", "Quý I")


def test_a_column_of_units_of_measure_names_nobody():
    heads, row = "STT | Nội dung | Đơn vị tính | Số lượng", "1 | Rà soát | cái | 3"
    assert found(f"II. NỘI DUNG\n\nCác việc như sau.\n\n{heads}\n{row}\n{row}") == ()


@pytest.mark.parametrize(
    "text",
    [
        "1. Rà soát thủ tục\n\n- Cơ quan chủ trì: Sở A.\n\n- Cơ quan phối hợp: Sở B.\n\n- Thời gian: Quý II/2025.",
        "1. Rà soát thủ tục. Đơn vị chủ trì: Sở A; đơn vị phối hợp: Sở B; thời gian hoàn thành: Quý II/2025.",
        "1. Mục A\n\nRà soát thủ tục.\n\nThời gian: Quý II/2025.\n\nCơ quan chủ trì: Sở A; phối hợp: Sở B.",
        "1. Rà soát thủ tục\n\n- Cơ quan chủ trì: Sở A.\n\n- Phối hợp: Sở B.\n\n- Thời hạn trình: Quý II/2025.",
        "1. Rà soát thủ tục. Cơ quan chủ trì: Sở A; phối hợp: Sở B. Thời gian gửi dự thảo: Quý II/2025.",
    ],
)
def test_lines_that_say_who_does_the_task_above(text):
    (only,) = found(text)
    assert (only.assignees, only.role, only.partners) == (("Sở A",), LEAD, ("Sở B",))
    assert (only.task, only.deadline, only.due) == ("Rà soát thủ tục", "Quý II/2025", PartialDate(2025, 6))
    assert "Rà soát thủ tục" in text[only.start : only.end]


def test_a_report_gives_tasks_where_it_says_so():
    text = "BÁO CÁO\n\n{}\n\na) Phòng A tham mưu kế hoạch trong quý I/2024."
    found_below = [
        assignments.find(words, structure.parse(words, ((0, len(words)),)), Header(kind="Báo cáo"))
        for words in (text.format("2. Phân công thực hiện:"), text.format("2. Tình hình:"))
    ]
    assert [len(given) for given in found_below] == [1, 0]


@pytest.mark.parametrize(
    "unit",
    [
        "Sở Y tế, Sở Nội vụ và các đơn vị, ",
        "giao Sở A; ",
        "các cơ quan, đơn vị phối hợp, ",
        "“",
        "trước ngày ",
        "Sở A chủ trì. ",
    ],
)
def test_time_grows_with_the_text_alone(unit):
    """Four times the words in one paragraph take about four times as long: 200 kB a second or two."""

    def seconds(size):
        text = "1. Giao " + unit * (size // len(unit))
        tree = structure.parse(text, ((0, len(text)),))
        began = time.process_time()
        assignments.find(text, tree, Header())
        return time.process_time() - began

    assert seconds(160_000) < 8 * max(seconds(40_000), 0.1)
