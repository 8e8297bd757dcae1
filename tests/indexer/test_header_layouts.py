"""Letterheads and signatures of every layout, made up and small, as the readers of files hand them over."""

from __future__ import annotations

import pytest

from indexer import header
from indexer.domain import PartialDate

COLUMNS = """\
UBND TỈNH ĐỒNG NAI
SỞ Y TẾ
Số: 1234/SYT-NVY
V/v tăng cường phòng, chống
dịch sốt xuất huyết

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đồng Nai, ngày 05 tháng 3 năm 2024

Kính gửi: Trung tâm Y tế các huyện, thành phố.

Thực hiện Công văn số 99/BYT-DP, Sở Y tế đề nghị các đơn vị triển khai.

Nơi nhận:
- Như trên;
- UBND tỉnh (b/c);
- Lưu: VT, NVY.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

BS. CKII. Lê Quang Trung
"""
ALTERNATING = """\
UBND TỈNH ĐỒNG NAI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ Y TẾ
Độc lập - Tự do - Hạnh phúc
Số: 1234/SYT-NVY
Đồng Nai, ngày 05 tháng 3 năm 2024
V/v tăng cường phòng, chống
dịch sốt xuất huyết

Kính gửi:
- Sở Tài chính;
- Trung tâm Y tế các huyện,
thành phố.

Sở Y tế đề nghị các đơn vị triển khai.
"""
MERGED = """\
UBND TỈNH ĐỒNG NAI          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ Y TẾ                Độc lập - Tự do - Hạnh phúc
_______                _____________________
Số:231/SYT-NVY        Đồng Nai, ngày     tháng 3 năm 2024
V/v tăng cường phòng, chống
dịch sốt xuất huyết

Kính gửi: Các bệnh viện

Sở Y tế đề nghị các đơn vị triển khai.

Nơi nhận:                          KT. GIÁM ĐỐC
- Như trên;                        PHÓ GIÁM ĐỐC
- Ban Giám đốc;
- Lưu: VT.                         Lê Quang Trung
"""
SCANNED = """\
UỶ BAN NHÂN DÂN CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH ĐỒNG NAI Độc lập - Tự đo - Hạnh phúc
. _______ .
Sô: 231/KH-UBND Đồng Nai, ngày 28 tháng 10 năm 2022

KÊ HOẠCH
Tổ chức Hội nghị Sơ kết

Căn cứ Quyết định số 2348/QĐ-TTg;

Nơi nhận: TM. ỦY BAN NHÂN DÂN
- Thường trực Tỉnh ủy; KT. CHỦ TỊCH
- Các sở, ban, ngành; PHÓ CHỦ TỊCH
- Lưu: VT, KGVX. Nguyễn Sơn Hùng
"""
PARTY = """\
TỈNH ỦY ĐỒNG NAI                 ĐẢNG CỘNG SẢN VIỆT NAM
BAN TUYÊN GIÁO                   Biên Hòa, ngày 15 tháng 6 năm 2024
*
Số 45-HD/BTGTU

HƯỚNG DẪN
tuyên truyền đại hội đảng bộ các cấp
-----

Thực hiện Chỉ thị số 35-CT/TW, Ban Tuyên giáo hướng dẫn như sau:

1. Mục đích

Nơi nhận:
- Các huyện ủy,
- Lưu Ban Tuyên giáo.

K/T TRƯỞNG BAN
PHÓ TRƯỞNG BAN

Trần Văn Minh
"""
CONCLUSION = """\
ĐẢNG BỘ TỈNH ĐỒNG NAI
ĐẢNG ỦY XÃ LONG PHƯỚC
*
Số 12-KL/ĐU

ĐẢNG CỘNG SẢN VIỆT NAM
Long Phước, ngày 02 tháng 8 năm 2025

KẾT LUẬN
CỦA BAN THƯỜNG VỤ ĐẢNG ỦY
về công tác quốc phòng

Ban Thường vụ thống nhất một số nội dung.

T/M BAN THƯỜNG VỤ
BÍ THƯ

Lê Thị Hoa

Nơi nhận:
- Thường trực Tỉnh ủy (b/c),
- Lưu VP.
"""
CELL = """\
ĐẢNG ỦY SỞ Y TẾ
CHI BỘ VĂN PHÒNG
*
Số 03-NQ/CB
ĐẢNG CỘNG SẢN VIỆT NAM
Đồng Nai, ngày 01 tháng 4 năm 2024
NGHỊ QUYẾT
Họp chi bộ tháng 4 năm 2024
-----
I. Đánh giá kết quả
"""
JOINT = """\
BỘ Y TẾ - BỘ TÀI CHÍNH
Số: 15/2015/TTLT-BYT-BTC
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 30 tháng 6 năm 2015
THÔNG TƯ LIÊN TỊCH
Hướng dẫn thực hiện chế độ phụ cấp
Căn cứ Luật Khám bệnh, chữa bệnh;
"""
TELEGRAM = """\
THỦ TƯỚNG CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
HỎA TỐC
Số: 68/CĐ-TTg Hà Nội, ngày 18 tháng 7 năm 2024

CÔNG ĐIỆN
Về việc ứng phó mưa lũ

THỦ TƯỚNG CHÍNH PHỦ điện:
- Bộ trưởng Bộ Y tế;
- Chủ tịch Ủy ban nhân dân các tỉnh.

Hiện nay mưa lớn diễn biến phức tạp.
"""
INVITATION = """\
SỞ Y TẾ ĐỒNG NAI
BỆNH VIỆN ĐA KHOA
THỐNG NHẤT
Số: 77/GM-BVTN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đồng Nai, ngày 9 tháng 5 năm 2024

GIẤY MỜI
Họp giao ban tháng 5

Bệnh viện trân trọng kính mời: Các khoa, phòng.

TL. GIÁM ĐỐC
TRƯỞNG PHÒNG HÀNH CHÍNH

Nguyễn Thị Mai
"""
COUNCIL = """\
HỘI ĐỒNG NHÂN DÂN
TỈNH ĐỒNG NAI
Số: 20/2023/NQ-HĐND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đồng Nai, ngày 29 tháng 9 năm 2023

NGHỊ QUYẾT
Quy định mức chi hỗ trợ

HỘI ĐỒNG NHÂN DÂN TỈNH ĐỒNG NAI
KHÓA X, KỲ HỌP THỨ 12

Căn cứ Luật Tổ chức chính quyền địa phương;

CHỦ TỊCH

Thái Bảo
"""
COMMUNE = """\
MẬT
THƯỢNG KHẨN
ỦY BAN NHÂN DÂN
XÃ LONG PHƯỚC
Số: /TTr-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Long Phước, ngày 30/6/2026

TỜ TRÌNH
Về việc bổ sung kinh phí

Kính gửi: Ủy ban nhân dân tỉnh Đồng Nai

Tài liệu này không phải bí mật; độ mật do Ủy ban nhân dân xã đề xuất.

Q. CHỦ TỊCH

Võ Văn Bình
"""
PAGE = """\
Trang chủ
Văn bản pháp luật
Đăng nhập
Người ký: CỔNG THÔNG TIN ĐIỆN TỬ
Thời gian ký: 29.06.2026 16:54:47 +07:00
(6
CHÍNH PHỦ&nbsp;&nbsp;&nbsp;CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
&nbsp;&nbsp;&nbsp;Độc lập - Tự do - Hạnh phúc
Số: 66.22/2026/NQ-CP&nbsp;&nbsp;Hà Nội, ngày 09 tháng 7 năm 2026
### NGHỊ QUYẾT
Về phát triển công dân số
Chính phủ ban hành Nghị quyết về phát triển công dân số.
"""
TABLE = """\
| | |
|---|---|
| SỞ NỘI VỤ<br>Số: 204/QĐ-SNV | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Cần Thơ, ngày 11 tháng 6 năm 2026 |

QUYẾT ĐỊNH

Về việc tiếp nhận viên chức
phòng Y tế

GIÁM ĐỐC SỞ NỘI VỤ

Căn cứ Luật Viên chức;

QUYẾT ĐỊNH:

Điều 1. Tiếp nhận bà B.
"""
LABELS = """\
THÔNG TIN VĂN BẢN

| Mục | Nội dung |
|---|---|
| Số hiệu | 125/2026/NĐ-CP |
| Loại văn bản | Nghị định |
| Cơ quan ban hành | Chính phủ |
| Người ký | Lê Thành Long |
| Ngày ban hành | 06/04/2026 |
| Trích yếu | Quy định về khoa học |

Điều 1. Phạm vi
"""
LOST = """\
Bộ trưởng Bộ Y tế ban hành Thông tư quy định về giám sát.

Điều 1. Phạm vi
Thông tư này quy định về giám sát.

PHỤ LỤC I
(Kèm theo Thông tư số 15/2026/TT-BYT ngày 17 tháng 5 năm 2026 của Bộ Y tế)
"""
REPORT = """\
SỞ Y TẾ TỈNH ĐỒNG NAI
Số: 99/BC-SYT
BÁO CÁO
Kết quả công tác 6 tháng
đầu năm 2024
(Kèm theo Công văn số 1/SYT)
Phần thứ nhất
KẾT QUẢ
"""
SIGNED_ALONE = """\
BỘ Y TẾ
BỆNH VIỆN BẠCH MAI
Số: 4455/BM-TCCB
Hà Nội, ngày 3 tháng 2 năm 2025
Kính gửi: PGS.TS. Nguyễn Văn A, Bệnh viện K
Bệnh viện Bạch Mai trân trọng cảm ơn.
GIÁM ĐỐC

PGS.TS. Đào Xuân Cơ
"""
TOGETHER = """\
Số: 100/LN-SYT-STC
HƯỚNG DẪN LIÊN NGÀNH
Về thanh toán

KT. GIÁM ĐỐC SỞ TÀI CHÍNH          KT. GIÁM ĐỐC SỞ Y TẾ
PHÓ GIÁM ĐỐC                       PHÓ GIÁM ĐỐC

Trương Chí Trung                   Nguyễn Viết Tiến
"""
MINUTES = """\
TRẠM Y TẾ XÃ LONG PHƯỚC
Số: 05/BB-TYT

BIÊN BẢN
Họp giao ban tuần 12

Hôm nay, ngày 5 tháng 3 năm 2024, tại trạm y tế.

THƯ KÝ          CHỦ TỌA

Nguyễn Thị A     Trần Văn Ba
"""
BARE = """\
UBND TINH DONG NAI
SO Y TE
So: 12/QD-SYT
CONG HOA XA HOI CHU NGHIA VIET NAM
Dong Nai, ngay 5 thang 3 nam 2024

QUYET DINH
Ve viec bo nhiem

Can cu Luat Vien chuc;
"""
HEALTH = {"issuer": "Sở Y tế", "parent_issuer": "Ủy ban nhân dân tỉnh Đồng Nai", "kind": "Công văn"}
LETTER = {"number": "1234/SYT-NVY", "symbol": "SYT-NVY", "subject": "tăng cường phòng, chống dịch sốt xuất huyết",
          "place": "Đồng Nai", "date": PartialDate(2024, 3, 5)}  # fmt: skip
LAYOUTS = [
    ("left column, then right", COLUMNS, HEALTH | LETTER),
    (
        "copies, then the signature; degrees are no name",
        COLUMNS,
        {
            "authority": "KT. GIÁM ĐỐC",
            "position": "PHÓ GIÁM ĐỐC",
            "signer": "Lê Quang Trung",
            "recipients": ("Trung tâm Y tế các huyện, thành phố", "UBND tỉnh (b/c)"),
        },
    ),
    ("lines of both columns in turn", ALTERNATING, HEALTH | LETTER),
    (
        "an addressee over two lines",
        ALTERNATING,
        {"recipients": ("Sở Tài chính", "Trung tâm Y tế các huyện, thành phố")},
    ),
    ("columns on one line", MERGED, HEALTH | LETTER | {"number": "231/SYT-NVY", "date": PartialDate(2024, 3)}),
    (
        "copies beside the signature",
        MERGED,
        {
            "recipients": ("Các bệnh viện", "Ban Giám đốc"),
            "signer": "Lê Quang Trung",
            "authority": "KT. GIÁM ĐỐC",
            "position": "PHÓ GIÁM ĐỐC",
        },
    ),
    (
        "small errors of a scan",
        SCANNED,
        {
            "issuer": "Ủy ban nhân dân tỉnh Đồng Nai",
            "parent_issuer": None,
            "number": "231/KH-UBND",
            "date": PartialDate(2022, 10, 28),
            "kind": "Kế hoạch",
            "subject": "Tổ chức Hội nghị Sơ kết",
        },
    ),
    (
        "a signature beside the items of the list",
        SCANNED,
        {
            "authority": "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH",
            "position": "PHÓ CHỦ TỊCH",
            "signer": "Nguyễn Sơn Hùng",
            "recipients": ("Thường trực Tỉnh ủy", "Các sở, ban, ngành"),
        },
    ),
    (
        "a Party board",
        PARTY,
        {
            "issuer": "Ban Tuyên giáo",
            "parent_issuer": "Tỉnh ủy Đồng Nai",
            "number": "45-HD/BTGTU",
            "symbol": "HD/BTGTU",
            "kind": "Hướng dẫn",
            "subject": "tuyên truyền đại hội đảng bộ các cấp",
            "place": "Biên Hòa",
            "authority": "K/T TRƯỞNG BAN",
            "position": "PHÓ TRƯỞNG BAN",
            "signer": "Trần Văn Minh",
            "recipients": ("Các huyện ủy",),
        },
    ),
    (
        "a commune's Party committee",
        CONCLUSION,
        {
            "issuer": "Đảng ủy xã Long Phước",
            "parent_issuer": "Đảng bộ tỉnh Đồng Nai",
            "number": "12-KL/ĐU",
            "kind": "Kết luận",
            "subject": "CỦA BAN THƯỜNG VỤ ĐẢNG ỦY về công tác quốc phòng",
            "date": PartialDate(2025, 8, 2),
            "authority": "T/M BAN THƯỜNG VỤ",
            "position": "BÍ THƯ",
            "signer": "Lê Thị Hoa",
            "recipients": ("Thường trực Tỉnh ủy (b/c)",),
        },
    ),
    (
        "a Party cell",
        CELL,
        {
            "issuer": "Chi bộ Văn phòng",
            "parent_issuer": "Đảng ủy Sở Y tế",
            "number": "03-NQ/CB",
            "kind": "Nghị quyết",
            "subject": "Họp chi bộ tháng 4 năm 2024",
        },
    ),
    (
        "two ministries together",
        JOINT,
        {
            "issuer": "Bộ Y tế - Bộ Tài chính",
            "parent_issuer": None,
            "number": "15/2015/TTLT-BYT-BTC",
            "symbol": "TTLT-BYT-BTC",
            "kind": "Thông tư liên tịch",
            "subject": "Hướng dẫn thực hiện chế độ phụ cấp",
        },
    ),
    (
        "a telegram and whom it goes to",
        TELEGRAM,
        {
            "issuer": "Thủ tướng Chính phủ",
            "urgency": "HỎA TỐC",
            "kind": "Công điện",
            "subject": "Về việc ứng phó mưa lũ",
            "recipients": ("Bộ trưởng Bộ Y tế", "Chủ tịch Ủy ban nhân dân các tỉnh"),
        },
    ),
    (
        "a hospital's name over two lines",
        INVITATION,
        {
            "issuer": "Bệnh viện Đa khoa Thống Nhất",
            "parent_issuer": "Sở Y tế Đồng Nai",
            "kind": "Giấy mời",
            "subject": "Họp giao ban tháng 5",
            "authority": "TL. GIÁM ĐỐC",
            "position": "TRƯỞNG PHÒNG HÀNH CHÍNH",
            "signer": "Nguyễn Thị Mai",
        },
    ),
    (
        "a people's council",
        COUNCIL,
        {
            "issuer": "Hội đồng nhân dân tỉnh Đồng Nai",
            "parent_issuer": None,
            "number": "20/2023/NQ-HĐND",
            "symbol": "NQ-HĐND",
            "subject": "Quy định mức chi hỗ trợ",
            "position": "CHỦ TỊCH",
            "signer": "Thái Bảo",
        },
    ),
    (
        "a commune, stamped, without a count",
        COMMUNE,
        {
            "issuer": "Ủy ban nhân dân xã Long Phước",
            "number": None,
            "symbol": "TTr-UBND",
            "kind": "Tờ trình",
            "date": PartialDate(2026, 6, 30),
            "urgency": "THƯỢNG KHẨN",
            "confidentiality": "MẬT",
            "recipients": ("Ủy ban nhân dân tỉnh Đồng Nai",),
            "authority": "Q. CHỦ TỊCH",
            "position": "CHỦ TỊCH",
            "signer": "Võ Văn Bình",
        },
    ),
    (
        "a web page's lines above the letterhead",
        PAGE,
        {
            "issuer": "Chính phủ",
            "parent_issuer": None,
            "number": "66.22/2026/NQ-CP",
            "date": PartialDate(2026, 7, 9),
            "kind": "Nghị quyết",
            "subject": "Về phát triển công dân số",
            "signer": None,
        },
    ),
    (
        "a letterhead as a table",
        TABLE,
        {
            "issuer": "Sở Nội vụ",
            "number": "204/QĐ-SNV",
            "place": "Cần Thơ",
            "date": PartialDate(2026, 6, 11),
            "subject": "Về việc tiếp nhận viên chức phòng Y tế",
        },
    ),
    (
        "a page's own table of facts",
        LABELS,
        {
            "number": "125/2026/NĐ-CP",
            "kind": "Nghị định",
            "issuer": "Chính phủ",
            "signer": "Lê Thành Long",
            "date": PartialDate(2026, 4, 6),
            "subject": "Quy định về khoa học",
            "inferred": (),
        },
    ),
    ("a subject above a caption", REPORT, {"subject": "Kết quả công tác 6 tháng đầu năm 2024"}),
    (
        "one addressee, and the body on the next line",
        SIGNED_ALONE,
        {"recipients": ("PGS.TS. Nguyễn Văn A, Bệnh viện K",), "signer": "Đào Xuân Cơ", "position": "GIÁM ĐỐC"},
    ),
    (
        "two offices by their symbol; the first of two signatures",
        TOGETHER,
        {"issuer": "Sở Y tế - Sở Tài chính", "signer": "Trương Chí Trung", "inferred": ("issuer",)},
    ),
    ("the chair signs minutes", MINUTES, {"signer": "Trần Văn Ba", "position": "CHỦ TỌA", "authority": None}),
    (
        "a text without diacritics",
        BARE,
        {"kind": "Quyết định", "date": PartialDate(2024, 3, 5), "place": "Dong Nai", "issuer": "So Y te"},
    ),
    (
        "what an appendix says of its directive",
        LOST,
        {
            "number": "15/2026/TT-BYT",
            "kind": "Thông tư",
            "issuer": "Bộ Y tế",
            "date": PartialDate(2026, 5, 17),
            "inferred": ("number", "symbol", "kind", "issuer", "date"),
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in LAYOUTS], ids=[row[0] for row in LAYOUTS])
def test_fields_of_each_layout(text, expected):
    found = header.parse(text).header
    assert {name: getattr(found, name) for name in expected} == expected


SENTENCE = "Sở Y tế đề nghị các đơn vị triển khai."
FORM = "PHỤ LỤC\nBiểu mẫu\n\nNơi nhận:\n- Sở A;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn B"
NOTE = "Lưu ý: " + "bản dưới đây đã được nhận dạng từ ảnh và chưa ai đọc lại; " * 3
BODIES = [
    ("between letterhead and signature", COLUMNS, [f"Thực hiện Công văn số 99/BYT-DP, {SENTENCE}"]),
    ("above a signature that stands beside the copies", MERGED, [SENTENCE]),
    ("above copies below the signature", CONCLUSION, ["Ban Thường vụ thống nhất một số nội dung."]),
    ("without a signature", CELL, ["I. Đánh giá kết quả"]),
    ("below whom a telegram goes to", TELEGRAM, ["Hiện nay mưa lớn diễn biến phức tạp."]),
    ("without a web page's lines", PAGE, ["Chính phủ ban hành Nghị quyết về phát triển công dân số."]),
    (
        "with who enacts it",
        COUNCIL,
        [COUNCIL[COUNCIL.rindex("HỘI ĐỒNG NHÂN DÂN TỈNH") : COUNCIL.index("\n\nCHỦ TỊCH")]],
    ),
    ("with a page's own table", LABELS, [LABELS.strip()]),
    ("whole where there is no header", LOST, [LOST.strip()]),
    ("from the first part on", REPORT, ["(Kèm theo Công văn số 1/SYT)\nPhần thứ nhất\nKẾT QUẢ"]),
    ("between addressee and signature", SIGNED_ALONE, ["Bệnh viện Bạch Mai trân trọng cảm ơn."]),
    ("with an appendix and its form", f"{SCANNED}\n{FORM}\n", ["Căn cứ Quyết định số 2348/QĐ-TTg;", FORM]),
    ("with a long line above the letterhead", f"{NOTE}\n{MERGED}", [NOTE.strip(), SENTENCE]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES])
def test_the_body_loses_nothing(text, expected):
    assert [text[start:end].strip() for start, end in header.parse(text).body] == expected


SUBJECTS = [
    ("to the empty line", "Về việc A\nvà B\n\nNội dung.", "Về việc A và B"),
    ("to the rule drawn below", "Về việc A\n______\nTrong năm qua có nhiều việc.", "Về việc A"),
    ("over a short line that could begin a body", "Kỷ niệm\nNgày Thầy thuốc và A", "Kỷ niệm Ngày Thầy thuốc và A"),
    (
        "over empty lines where a line hangs",
        "Thực hiện Kế hoạch số 2 ngày\n\n16/11/2023 của UBND\n\nNội dung.",
        "Thực hiện Kế hoạch số 2 ngày 16/11/2023 của UBND",
    ),
    (
        "over empty lines in capitals",
        "ĐỀ ÁN Y TẾ\n\nTRÊN ĐỊA BÀN TỈNH\n\nGIAI ĐOẠN 2022 – 2025\n\nMỤC TIÊU\n\nNội dung.",
        "ĐỀ ÁN Y TẾ TRÊN ĐỊA BÀN TỈNH GIAI ĐOẠN 2022 – 2025",
    ),
    (
        "over a line that begins like a sentence without diacritics",
        "Sửa đổi Thông tư của Bộ trưởng Bộ\nTài chính quy định chế độ của người được giao tiếp dân\n\nNội dung.",
        "Sửa đổi Thông tư của Bộ trưởng Bộ Tài chính quy định chế độ của người được giao tiếp dân",
    ),
    ("over an empty line within a sentence", "Về việc A\n\nvà B\n\nNội dung.", "Về việc A và B"),
    (
        "to what it is based on",
        "Thực hiện Nghị quyết số 5\nvề A\nCăn cứ Luật B;",
        "Thực hiện Nghị quyết số 5 về A",
    ),
    ("to who enacts it", "Về việc A\nSở Y tế ban hành Kế hoạch như sau.", "Về việc A"),
    ("to a sentence that announces something", "Về việc A\nSở Y tế yêu cầu các đơn vị:", "Về việc A"),
    ("to its full stop", "Về việc A.\nCác đơn vị báo cáo.", "Về việc A"),
    ("to a line much longer", "Về việc A\n" + "Các đơn vị báo cáo số liệu " * 6, "Về việc A"),
    ("none where the body begins at once", "Căn cứ Luật B;\n\nNội dung.", None),
    ("none where a sentence begins at once", "Các đơn vị báo cáo số liệu như sau:\n\n1. Một", None),
    ("none where it was left blank", "Về việc ...............5......\n\nNội dung.", None),
]


@pytest.mark.parametrize(("below", "subject"), [row[1:] for row in SUBJECTS], ids=[row[0] for row in SUBJECTS])
def test_a_subject_under_its_kind_ends_before_the_body(below, subject):
    assert header.parse(f"Số: 5/KH-SYT\n\nKẾ HOẠCH\n{below}\n").header.subject == subject


STAMPS = [
    ("HỎA TỐC", "HỎA TỐC", None),
    ("HOẢ TỐC HẸN GIỜ 8 giờ ngày 20/7", "HOẢ TỐC HẸN GIỜ 8 giờ ngày 20/7", None),
    ("KHẨN", "KHẨN", None),
    ("Hỏa tốc", "Hỏa tốc", None),
    ("khẩn", None, None),
    ("[ TỐI MẬT ]", None, "TỐI MẬT"),
    ("TUYỆT MẬT", None, "TUYỆT MẬT"),
    ("Bảo vệ bí MẬT nhà nước", None, None),
    ("mật", None, None),
    ("CƠ MẬT VIỆN", None, None),
]


@pytest.mark.parametrize(("line", "urgency", "confidentiality"), STAMPS, ids=[row[0] for row in STAMPS])
def test_a_stamp_stands_alone_and_begins_with_a_capital(line, urgency, confidentiality):
    found = header.parse(f"{line}\n{MERGED}").header
    assert (found.urgency, found.confidentiality) == (urgency, confidentiality)


NUMBERS = [
    ("Số: 231 /KH-UBND", "231/KH-UBND", "KH-UBND"),
    ("Số : 05/2024/QĐ-UBND", "05/2024/QĐ-UBND", "QĐ-UBND"),
    ("Số 06-NQ/TW", "06-NQ/TW", "NQ/TW"),
    ("Só: 231/KH - UBND", "231/KH-UBND", "KH-UBND"),
    ("Số:      /SYT-KHTC", None, "SYT-KHTC"),
    ("Số: ..... /QĐ-UBND-HC", None, "QĐ-UBND-HC"),
    ("Số: 66.22/2026/NQ-CP", "66.22/2026/NQ-CP", "NQ-CP"),
    ("Số: 12/QĐ-UBND Cần Thơ, ngày 2 tháng 3 năm 2024", "12/QĐ-UBND", "QĐ-UBND"),
    ("Số: 41/KH-THCS.LHP", "41/KH-THCS.LHP", "KH-THCS.LHP"),
    ("Số 2, Nguyễn Văn Tri, Biên Hòa", None, None),
    ("Số: 12/3", None, None),
]


@pytest.mark.parametrize(("line", "number", "symbol"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_a_number_is_taken_as_it_stands(line, number, symbol):
    found = header.parse(f"{line}\n\nKẾ HOẠCH\nVề việc A\n\nNội dung.").header
    assert (found.number, found.symbol) == (number, symbol)


DATES = [
    ("Đồng Nai, ngày 28 tháng 10 năm 2022", "Đồng Nai", PartialDate(2022, 10, 28)),
    ("Đồng Nai, ngày    tháng 11 năm 2023", "Đồng Nai", PartialDate(2023, 11)),
    ("Sa Đéc, ngày ... tháng … năm 2023", "Sa Đéc", PartialDate(2023)),
    ("Thành phố Hồ Chí Minh, ngày 5 tháng 3 năm 2024", "Thành phố Hồ Chí Minh", PartialDate(2024, 3, 5)),
    ("TP. Hồ Chí Minh, ngày 30/6/2026", "TP. Hồ Chí Minh", PartialDate(2026, 6, 30)),
    ("Bà Rịa - Vũng Tàu, ngay 5 thang 3 nãm 2024", "Bà Rịa - Vũng Tàu", PartialDate(2024, 3, 5)),
    ("Phú Yên, 16 giờ 30 phút ngày 03 tháng 11 năm 2016", "Phú Yên", PartialDate(2016, 11, 3)),
    ("Bảo Yên, hồi 21 giờ 30 phút, ngày 09 tháng 9 năm 2024", "Bảo Yên", PartialDate(2024, 9, 9)),
    ("Đồng Nai, ngày 31 tháng 02 năm 2024", "Đồng Nai", PartialDate(2024, 2)),
    ("Đồng Nai, ngày 3O tháng 6 năm 2026", None, PartialDate()),
    ("...., ngày … tháng … năm ……", None, PartialDate()),
    ("Có hiệu lực từ ngày 5 tháng 3 năm 2024", None, PartialDate()),
]


@pytest.mark.parametrize(("line", "place", "date"), DATES, ids=[row[0] for row in DATES])
def test_a_date_is_taken_as_far_as_it_is_filled_in(line, place, date):
    found = header.parse(f"Số: 5/KH-UBND\n{line}\n\nKẾ HOẠCH\nVề việc A\n\nNội dung.").header
    assert (found.place, found.date) == (place, date)


@pytest.mark.parametrize("text", [row[1] for row in LAYOUTS], ids=[row[0] for row in LAYOUTS])
def test_each_field_says_how_surely_and_where_it_was_read(text):
    found = header.parse(text).header
    known = {name for name in FIELDS if getattr(found, name) not in (None, (), PartialDate())}
    assert set(found.confidence) == known
    assert set(found.spans) == known - set(found.inferred)
    assert all(0 < value <= (0.8 if name in found.inferred else 1) for name, value in found.confidence.items())
    for name in set(found.spans) & {
        "number",
        "symbol",
        "place",
        "signer",
        "subject",
        "urgency",
        "confidentiality",
    }:
        start, end = found.spans[name]
        stated, value = "".join(text[start:end].split()), "".join(getattr(found, name).split())
        assert stated == value, name


FIELDS = ("number", "symbol", "kind", "subject", "issuer", "parent_issuer", "place", "date", "signer", "position",
          "authority", "recipients", "urgency", "confidentiality")  # fmt: skip


BROKEN_NAMES = [
    ("a phrase", "BỘ NÔNG NGHIỆP VÀ MÔI\nTRƯỜNG", "Bộ Nông nghiệp và Môi trường", None),
    ("one whose end opens a name too", "BỘ QUỐC\nPHÒNG", "Bộ Quốc phòng", None),
    ("without diacritics", "BO TAI NGUYEN VA MOI\nTRUONG", "Bo Tai nguyen va Moi truong", None),
    (
        "a kind of hospital",
        "BỘ Y TẾ\nBỆNH VIỆN ĐA KHOA\nTRUNG ƯƠNG HUẾ",
        "Bệnh viện Đa khoa Trung ương Huế",
        "Bộ Y tế",
    ),
    (
        "a kind of hospital cut in two",
        "BỘ Y TẾ\nBỆNH VIỆN ĐA\nKHOA HẠ LONG",
        "Bệnh viện Đa khoa Hạ Long",
        "Bộ Y tế",
    ),
    ("a place whose end opens a name", "SỞ Y TẾ HẢI\nPHÒNG", "Sở Y tế Hải Phòng", None),
    ("a school's name without diacritics", "TRUONG THCS LE HONG\nPHONG", "Truong THCS Le Hong Phong", None),
    ("a ward that sounds like a plan", "TRẠM Y TẾ\nPHƯỜNG AN HẢI", "Trạm Y tế phường An Hải", None),
    (
        "a federation of federations",
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nLIÊN ĐOÀN LAO ĐỘNG TỈNH BẮC NINH",
        "Liên đoàn Lao động tỉnh Bắc Ninh",
        "Tổng Liên đoàn Lao động Việt Nam",
    ),
    ("a brigade", "QUÂN KHU 4\nLỮ ĐOÀN 414", "Lữ đoàn 414", "Quân khu 4"),
    ("a park", "TỔNG CỤC LÂM NGHIỆP\nVƯỜN QUỐC GIA YOK ĐÔN", "Vườn quốc gia Yok Đôn", "Tổng cục Lâm nghiệp"),
    ("whole names stay two", "TỈNH ỦY\nBAN TỔ CHỨC", "Ban Tổ chức", "Tỉnh ủy"),
    ("a school is an office", "SỞ Y TẾ\nTRƯỜNG CAO ĐẲNG Y TẾ", "Trường Cao đẳng Y tế", "Sở Y tế"),
]


@pytest.mark.parametrize(
    ("lines", "issuer", "parent"), [row[1:] for row in BROKEN_NAMES], ids=[row[0] for row in BROKEN_NAMES]
)
def test_a_narrow_letterhead_breaks_names(lines, issuer, parent):
    text = f"{lines}\nSố: 12/KH-ABC\n\nĐộc lập - Tự do - Hạnh phúc\n\nKẾ HOẠCH\nTriển khai\n\nNội dung."
    found = header.parse(text).header
    assert (found.issuer, found.parent_issuer) == (issuer, parent)


def test_a_recipient_may_go_on_with_a_capital():
    names = "- Ban Tuyên giáo và Dân vận\nTrung ương (b/c),\n- Các sở: Tài chính,\nKế hoạch và\nĐầu tư;"
    copies = f"Nơi nhận:\n{names}\n- Lưu: VT."
    found = header.parse(
        f"Số: 12/KH-ABC\n\nKẾ HOẠCH\nTriển khai\n\nNội dung.\n\n{copies}\n\nGIÁM ĐỐC\n\nTrần Văn Bình"
    ).header
    assert found.recipients == (
        "Ban Tuyên giáo và Dân vận Trung ương (b/c)",
        "Các sở: Tài chính, Kế hoạch và Đầu tư",
    )


CUT_DATES = [
    "ngày 05 tháng 3 năm\n2024",
    "ngày 05 tháng 3\nnăm 2024",
    "ngày 05 tháng\n3 năm 2024",
    "ngày 05\ntháng 3 năm 2024",
]


@pytest.mark.parametrize("date", CUT_DATES)
@pytest.mark.parametrize("beside", ["", "Số: 12/KH-ABC          "])
def test_a_narrow_column_cuts_a_date(date, beside):
    text = f"SỞ Y TẾ\n{NATION}\nSố: 12/KH-ABC\n{beside}Biên Hòa, {date}\n\nKẾ HOẠCH\nTriển khai\n\nNội dung."
    found = header.parse(text).header
    assert (found.place, found.date, found.subject) == ("Biên Hòa", PartialDate(2024, 3, 5), "Triển khai")


def test_a_date_at_the_end_of_a_subject_is_of_it():
    head = "Số: 12/TB-BV\nBiên Hòa, ngày 05 tháng 3 năm 2024"
    found = header.parse(f"{head}\n\nTHÔNG BÁO\nKết luận tại buổi họp\nngày 04/3/2024\n\nNội dung.").header
    assert (found.subject, found.date) == ("Kết luận tại buổi họp ngày 04/3/2024", PartialDate(2024, 3, 5))


def test_addressees_and_copies_go_on_over_lines():
    to = "- UBND các huyện;\n\n- Cục Đường bộ, Cục Hàng không, Cục\nĐường sắt, Cục Hàng hải;\n\n- Sở Y tế."
    copies = "Nơi nhận:\n\n- UBND các tỉnh, thành phố:\nCần Thơ, An Giang,\nCà Mau;\n\n- Lưu: VT."
    text = f"Số: 12/BXD-VT\nV/v A\n\nKính gửi:\n\n{to}\n\nNội dung.\n\n{copies}\n\nGIÁM ĐỐC\n\nTrần Văn Bình"
    assert header.parse(text).header.recipients == (
        "UBND các huyện", "Cục Đường bộ, Cục Hàng không, Cục Đường sắt, Cục Hàng hải", "Sở Y tế",
        "UBND các tỉnh, thành phố: Cần Thơ, An Giang, Cà Mau",
    )  # fmt: skip


def test_a_paragraph_below_an_addressee_on_its_line_is_none():
    grounds = "Thực hiện Công văn số 19/SYT-NVD của Sở Y tế;"
    found = header.parse(f"Số: 12/TTYT-DVT\nV/v A\n\nKính gửi: Các khoa, phòng.\n\n{grounds}\n\nNội dung.").header
    assert found.recipients == ("Các khoa, phòng",)


def test_initials_beside_the_kept_copy_sign_for_nobody():
    copies = "Nơi nhận:\n- Bộ Tham mưu;\n- Lưu: VT, TM. H85."
    text = f"Số: 12/KH-BCH\n\nKẾ HOẠCH\nTriển khai\n\nNội dung.\n\n{copies}\n\nCHỈ HUY TRƯỞNG\n\nTrần Văn Bình"
    found = header.parse(text).header
    assert (found.authority, found.position, found.signer) == (None, "CHỈ HUY TRƯỞNG", "Trần Văn Bình")


def test_a_tab_parts_the_columns_of_a_letterhead():
    lines = f"ỦY BAN NHÂN DÂN\t{NATION}\nTHỊ XÃ TÂN CHÂU\tĐộc lập - Tự do - Hạnh phúc"
    found = header.parse(
        f"{lines}\nSố: 2/TB-UBND\tTân Châu, ngày 13 tháng 8 năm 2024\n\nTHÔNG BÁO\nA\n\nB."
    ).header
    assert found.issuer == "Ủy ban nhân dân thị xã Tân Châu"


def test_a_title_cut_before_its_last_syllable_is_one():
    titles = "KT. CHỈ HUY TRƯỞNG\nPHÓ CHỈ HUY TRƯỞNG - THAM MƯU\nTRƯỞNG"
    text = (
        f"Số: 12/KH-BCH\n\nKẾ HOẠCH\nTriển khai\n\nNội dung.\n\nNơi nhận:\n- Lưu: VT.\n\n{titles}\n\nTrần Văn Bình"
    )
    found = header.parse(text).header
    assert found.authority == "KT. CHỈ HUY TRƯỞNG"
    assert (found.position, found.signer) == ("PHÓ CHỈ HUY TRƯỞNG - THAM MƯU TRƯỞNG", "Trần Văn Bình")


NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
CITY = ("Ủy ban nhân dân thành phố Thanh Hóa", None)
PROVINCE = ("Ủy ban nhân dân tỉnh Đồng Nai", None)
TITLES = [
    (
        "its end on a line of its own",
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\n\nTHÀNH PHỐ THANH HÓA",
        CITY,
    ),
    (
        "its end beside the issuer's",
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nTHÀNH PHỐ THANH HÓA VIỆT NAM",
        CITY,
    ),
    (
        "its end after a line of the issuer",
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI\nTHÀNH PHỐ THANH HÓA\nCHỦ NGHĨA VIỆT NAM",
        CITY,
    ),
    (
        "its beginning beside the issuer",
        "ỦY BAN NHÂN DÂN CỘNG HÒA\nTỈNH ĐỒNG NAI XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        PROVINCE,
    ),
    (
        "a word of it left in the other column",
        "ỦY BAN NHÂN DÂN CỘNG\nTỈNH ĐỒNG NAI\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        PROVINCE,
    ),
    ("letters misread", "ỦY BAN NHÂN DÂN GỘNG HOA XÃ HỌI CHÚ NGHTA VlỆT NAM\nTỈNH ĐỒNG NAI", PROVINCE),
    ("spaces lost", "ỦY BAN NHÂN DÂN CỘNGHÒA XÃHỘI CHỦNGHĨA VIỆTNAM\nTỈNH ĐỒNG NAI", PROVINCE),
    ("the motto misread", "ỦY BAN NHÂN DÂN\nTỈNH ĐỒNG NAI Đôc lâp - Tư do - Hạnh phủo", PROVINCE),
    ("the motto broken", "ỦY BAN NHÂN DÂN\nTỈNH ĐỒNG NAI Độc lập - Tự do -\nHạnh phúc", PROVINCE),
    (
        "the Party's name broken",
        "TỈNH ỦY ĐỒNG NAI ĐẢNG CỘNG SẢN\nBAN TUYÊN GIÁO VIỆT NAM",
        ("Ban Tuyên giáo", "Tỉnh ủy Đồng Nai"),
    ),
    (
        "an issuer of Việt Nam keeps its own",
        "NGÂN HÀNG NHÀ NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM VIỆT NAM",
        ("Ngân hàng Nhà nước Việt Nam", None),
    ),
    ("an insurance", f"BẢO HIỂM XÃ HỘI\nVIỆT NAM\n{NATION}", ("Bảo hiểm xã hội Việt Nam", None)),
    ("an estate", f"HIỆP HỘI BẤT ĐỘNG SẢN VIỆT NAM\n{NATION}", ("Hiệp Hội Bất Động Sản Việt Nam", None)),
    ("the Party in the police", "ĐẢNG ỦY CÔNG AN TỈNH\nĐẢNG CỘNG SẢN VIỆT NAM", ("Đảng ủy Công an tỉnh", None)),
    ("a ward", f"ỦY BAN NHÂN DÂN\nPHƯỜNG CỘNG HÒA\n{NATION}", ("Ủy ban nhân dân phường Cộng Hòa", None)),
    (
        "a ward beside the motto",
        f"ỦY BAN NHÂN DÂN {NATION}\nPHƯỜNG ĐỘC LẬP Độc lập - Tự do - Hạnh phúc",
        ("Ủy ban nhân dân phường Độc Lập", None),
    ),
]


@pytest.mark.parametrize(("lines", "named"), [row[1:] for row in TITLES], ids=[row[0] for row in TITLES])
def test_the_national_title_names_no_office(lines, named):
    text = f"{lines}\nSố: 12/KH-ABC\nBiên Hòa, ngày 05 tháng 3 năm 2024\n\nKẾ HOẠCH\nTriển khai\n\nNội dung."
    found = header.parse(text).header
    assert (found.issuer, found.parent_issuer) == named
    assert (found.number, found.place, found.subject) == ("12/KH-ABC", "Biên Hòa", "Triển khai")


BESIDE = [
    ("a place after the motto", "Số: 12/KH-ABC Đôc lâp - Tự do - Hanh phúc Biên Hòa, ngày 05 tháng 3 năm 2024"),
    ("a place after its end", "Độc lập - Tự do -\nSố: 12/KH-ABC\nHạnh phúc Biên Hòa, ngày 05 tháng 3 năm 2024"),
    (
        "a place after the title's end",
        f"{NATION[:-8]}\nSố: 12/KH-ABC\nVIỆT NAM Biên Hòa, ngày 05 tháng 3 năm 2024",
    ),
    (
        "a number before the title",
        f"Số: 12/KH-ABC -{NATION.replace('Ộ', 'O')}\nBiên Hòa, ngày 05 tháng 3 năm 2024",
    ),
]


@pytest.mark.parametrize("lines", [row[1] for row in BESIDE], ids=[row[0] for row in BESIDE])
def test_the_national_title_is_no_part_of_a_place_or_a_number(lines):
    found = header.parse(f"SỞ Y TẾ\n{lines}\n\nKẾ HOẠCH\nTriển khai\n\nNội dung.").header
    assert (found.issuer, found.number, found.place) == ("Sở Y tế", "12/KH-ABC", "Biên Hòa")
    assert found.date == PartialDate(2024, 3, 5)


def test_a_subject_in_capitals_ends_above_the_office_that_enacts():
    text = "Số: 84/2012/QĐ-UBND\n\nQUYẾT ĐỊNH\nVỀ VIỆC A\nỦY BAN NHÂN DÂN TỈNH B\nCăn cứ Luật C;\nĐiều 1. D."
    assert header.parse(text).header.subject == "VỀ VIỆC A"


def test_a_subject_stands_below_whose_decision_it_is():
    text = "Số: 29/2002/QĐ-UB\n\nQUYẾT ĐỊNH CỦA UBND TỈNH B\n\nV/v phê duyệt A.\n\nCăn cứ Luật C;\nĐiều 1. D."
    assert header.parse(text).header.subject == "phê duyệt A"


def test_a_subject_goes_on_in_small_letters_however_long_the_line():
    whose, about = "CỦA BAN THƯỜNG VỤ TỈNH ỦY", f"về giáo dục dân tộc, {'trường nội trú, ' * 9}đến năm 2030"
    for between in ("\n", "\n\n"):
        text = f"Số 96-KL/TU\n\nKẾT LUẬN\n{whose}{between}{about}\n\n-----\n\nTại phiên họp ngày 06/11/2025."
        assert header.parse(text).header.subject == f"{whose} {about}"
