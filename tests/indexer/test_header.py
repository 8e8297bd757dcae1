"""What a letterhead and a signature say, on the five directives and on small made-up ones."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from indexer import header
from indexer.domain import Header, PartialDate
from indexer.reading import read

SEEDS = {
    "2022-10-28_ke-hoach_231-KH-UBND_so-ket-y-te-co-so.txt": Header(
        number="231/KH-UBND",
        symbol="KH-UBND",
        kind="Kế hoạch",
        subject=(
            "Tổ chức Hội nghị Sơ kết 05 năm thực hiện Quyết định số 2348/QĐ-TTg ngày 05/12/2016 của Thủ tướng "
            "Chính phủ phê duyệt Đề án xây dựng và phát triển mạng lưới y tế cơ sở trong tình hình mới"
        ),
        issuer="Ủy ban nhân dân tỉnh Đồng Nai",
        parent_issuer=None,
        place="Đồng Nai",
        date=PartialDate(2022, 10, 28),
        signer="Nguyễn Sơn Hùng",
        position="PHÓ CHỦ TỊCH",
        authority="KT. CHỦ TỊCH",
        recipients=(
            "Thường trực Tỉnh ủy",
            "Thường trực HĐND tỉnh",
            "Chủ tịch, PCT. UBND tỉnh (VX)",
            "Các đơn vị tại Mục III",
            "Chánh, PCVP. UBND tỉnh (VX)",
        ),
        inferred=("issuer",),
    ),
    "2022_cong-van_So-Y-te_thong-bao-272-nhiem-vu-6-thang-cuoi-nam.txt": Header(
        number=None,
        symbol=None,
        kind="Công văn",
        subject=(
            "triển khai thực hiện Kết luận của Phó Chủ tịch UBND tỉnh Nguyễn Sơn Hùng tại cuộc họp đánh giá toàn "
            "diện kết quả thực hiện nhiệm vụ 06 tháng đầu năm và phương hướng, nhiệm vụ, giải pháp 06 tháng cuối "
            "năm 2022 của ngành y tế"
        ),
        issuer="Sở Y tế",
        parent_issuer="Ủy ban nhân dân tỉnh Đồng Nai",
        place=None,
        date=PartialDate(),
        signer="Lê Quang Trung",
        position="PHÓ GIÁM ĐỐC",
        authority="KT. GIÁM ĐỐC",
        recipients=(
            "Các phòng Chuyên môn Sở Y tế",
            "Thanh tra Sở Y tế",
            "Các bệnh viện tuyến tỉnh trực thuộc",
            "Trung tâm Y tế các huyện, thành phố",
            "UBND tỉnh (b/c)",
            "BGĐ Sở Y tế",
        ),
        inferred=("kind", "issuer", "parent_issuer"),
    ),
    "2023-11_cong-van_SYT-KHTC_ke-hoach-269-phat-trien-do-thi.txt": Header(
        number=None,
        symbol="SYT-KHTC",
        kind="Công văn",
        subject="triển khai thực hiện Kế hoạch số 269/KH-UBND ngày 16/11/2023 của UBND tỉnh",
        issuer="Sở Y tế",
        parent_issuer="Ủy ban nhân dân tỉnh Đồng Nai",
        place="Đồng Nai",
        date=PartialDate(2023, 11),
        signer="Lê Quang Trung",
        position="GIÁM ĐỐC",
        authority=None,
        recipients=(
            "Văn phòng, các phòng Chuyên môn, Thanh tra Sở Y tế",
            "Các đơn vị trực thuộc",
            "BGĐ SYT",
        ),
        inferred=("kind",),
    ),
    "2023_ke-hoach_UBND-Sa-Dec_chuyen-doi-so-y-te.txt": Header(
        number=None,
        symbol="KH-UBND",
        kind="Kế hoạch",
        subject=(
            "VỀ VIỆC TRIỂN KHAI THỰC HIỆN ĐỀ ÁN CHUYỂN ĐỔI SỐ Y TẾ TRÊN ĐỊA BÀN THÀNH PHỐ SA ĐÉC "
            "GIAI ĐOẠN 2022 – 2025, ĐỊNH HƯỚNG ĐẾN NĂM 2030"
        ),
        issuer="Ủy ban nhân dân thành phố Sa Đéc",
        parent_issuer=None,
        place="Sa Đéc",
        date=PartialDate(2023),
        signer="Võ Thị Bình",
        position="PHÓ CHỦ TỊCH",
        authority="TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH",
        recipients=(
            "Sở Y tế tỉnh Đồng Tháp",
            "TT/TU, TT/HĐND Thành phố",
            "CT và các PCT/UBND Thành phố",
            "UBMTTQVN và các tổ chức CT-XH Thành phố",
            "Các Phòng, ban, ngành Thành phố",
            "Lãnh đạo VP HĐND&UBND Thành phố",
        ),
        inferred=("issuer",),
    ),
    "2024-01_cong-van_SYT-KHTC_ket-luan-477-KL-TU.txt": Header(
        number=None,
        symbol="SYT-KHTC",
        kind="Công văn",
        subject=(
            "triển khai thực hiện Kết luận số 477-KL/TU ngày 12/12/2023 của Ban Chấp hành Đảng bộ tỉnh tại "
            "Hội nghị lần thứ 14"
        ),
        issuer="Sở Y tế",
        parent_issuer="Ủy ban nhân dân tỉnh Đồng Nai",
        place="Đồng Nai",
        date=PartialDate(2024, 1),
        signer="Lê Quang Trung",
        position="GIÁM ĐỐC",
        authority=None,
        recipients=(
            "Văn phòng, các phòng chuyên môn, Thanh tra Sở Y tế",
            "Các đơn vị trực thuộc",
            "UBND tỉnh (báo cáo)",
            "Ban Giám đốc SYT",
        ),
        inferred=("kind", "issuer", "parent_issuer"),
    ),
}


@pytest.mark.parametrize("name", SEEDS)
def test_every_field_of_the_five_directives(name, corpus):
    assert header.parse(read(corpus / name).text).header == SEEDS[name]


SPANS = {
    "2022-10-28_ke-hoach_231-KH-UBND_so-ket-y-te-co-so.txt": {
        "number": "231 /KH-UBND",
        "symbol": "KH-UBND",
        "place": "Đồng Nai",
        "date": "ngày 28 tháng 10 năm 2022",
        "kind": "KẾ HOẠCH",
        "authority": "KT. CHỦ TỊCH",
        "position": "PHÓ CHỦ TỊCH",
        "signer": "Nguyễn Sơn Hùng",
    },
    "2023-11_cong-van_SYT-KHTC_ke-hoach-269-phat-trien-do-thi.txt": {
        "symbol": "SYT-KHTC",
        "parent_issuer": "UBND TỈNH ĐỒNG NAI",
        "issuer": "SỞ Y TẾ",
        "date": "ngày tháng 11 năm 2023",
        "recipients": ("Văn phòng, các phòng Chuyên môn, Thanh tra Sở Y tế;\n- Các đơn vị trực thuộc"),
        "signer": "Lê Quang Trung",
    },
}


@pytest.mark.parametrize("name", SPANS)
def test_where_the_fields_of_the_five_directives_stand(name, corpus):
    text = read(corpus / name).text
    spans = header.parse(text).header.spans
    assert {field: text[slice(*spans[field])] for field in SPANS[name]} == SPANS[name]


@pytest.mark.parametrize("name", SEEDS)
def test_what_is_stated_is_surer_than_what_follows(name, corpus):
    found = header.parse(read(corpus / name).text).header
    inferred = {field: found.confidence[field] for field in found.inferred}
    assert set(found.spans) == set(found.confidence) - set(inferred)
    assert max(inferred.values(), default=0) <= min(found.confidence[field] for field in found.spans)
    assert inferred.get("issuer", 0) < 0.8


def test_the_five_directives_are_all_there(corpus):
    assert sorted(SEEDS) == sorted(path.name for path in corpus.glob("*.txt"))


BODIES = {
    "2022-10-28_ke-hoach_231-KH-UBND_so-ket-y-te-co-so.txt": ("Căn cứ Quyết định số 2348", "xem xét, chỉ đạo./."),
    "2022_cong-van_So-Y-te_thong-bao-272-nhiem-vu-6-thang-cuoi-nam.txt": (
        "Thực hiện chỉ đạo của Phó",
        "triển khai thực hiện./.",
    ),
    "2023-11_cong-van_SYT-KHTC_ke-hoach-269-phat-trien-do-thi.txt": (
        "Thực hiện Kế hoạch số 269",
        "triển khai thực hiện./.",
    ),
    "2023_ke-hoach_UBND-Sa-Dec_chuyen-doi-so-y-te.txt": (
        "Thực hiện Quyết định số 1398",
        "giải quyết kịp thời./.",
    ),
    "2024-01_cong-van_SYT-KHTC_ket-luan-477-KL-TU.txt": ("Căn cứ Kết luận số 477", "triển khai thực hiện./."),
}


@pytest.mark.parametrize("name", BODIES)
def test_the_body_lies_between_letterhead_and_signature(name, corpus):
    text = read(corpus / name).text
    ((start, end),) = header.parse(text).body
    first, last = BODIES[name]
    assert text[start:].startswith(first)
    assert text[:end].rstrip().endswith(last)


CIRCULAR = """\
BỘ TÀI CHÍNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 91/2026/TT-BTC Hà Nội, ngày 30 tháng 6 năm 2026

THÔNG TƯ
Quy định về hoá đơn

Điều 1. Phạm vi
"""
LETTER = """\
UBND TỈNH ĐỒNG NAI CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ Y TẾ Độc lập - Tự do - Hạnh phúc

Số: 12/SYT-NVY
V/v tiêm chủng
mở rộng.

Kính gửi: Sở Y tế

Thực hiện kế hoạch.
"""
PARTY = """\
TỈNH ỦY ĐỒNG NAI ĐẢNG CỘNG SẢN VIỆT NAM
Số 477-KL/TU Đồng Nai, ngày 12 tháng 12 năm 2023

KẾT LUẬN
của Ban Chấp hành Đảng bộ tỉnh

Nội dung.
"""
NOTICE = """\
Số: 5/TB-SYT

Đồng Nai, ngày {} năm 2024

THÔNG BÁO
Về việc nghỉ lễ

Nội dung.
"""
DECISION = """\
Số: 7/QĐ-UBND

QUYẾT ĐỊNH
Về việc cử cán bộ

Điều 1. Cử ông A.

Nơi nhận:
- Như Điều 3;
- Sở Nội vụ;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn A

PHỤ LỤC

1. Danh sách
"""
SIGNED_FIRST = """\
Số: 7/QĐ-UBND

QUYẾT ĐỊNH
Về việc cử cán bộ

Điều 1. Cử ông A.

TUQ. CHỦ TỊCH
GIÁM ĐỐC SỞ NỘI VỤ

Trần Thị B

Nơi nhận:
- Sở Nội vụ;
- Lưu: VT.
"""
LETTERHEADS = [
    ("the two columns are told apart", CIRCULAR, {"issuer": "Bộ Tài chính", "parent_issuer": None}),
    ("a number holds its year", CIRCULAR, {"number": "91/2026/TT-BTC", "symbol": "TT-BTC"}),
    ("place and date on the number's line", CIRCULAR, {"place": "Hà Nội", "date": PartialDate(2026, 6, 30)}),
    ("a kind and the line below it", CIRCULAR, {"kind": "Thông tư", "subject": "Quy định về hoá đơn"}),
    ("nothing had to be inferred", CIRCULAR, {"inferred": ()}),
    (
        "the issuer below its parent",
        LETTER,
        {"issuer": "Sở Y tế", "parent_issuer": "Ủy ban nhân dân tỉnh Đồng Nai"},
    ),
    ("recipients on the line", LETTER, {"recipients": ("Sở Y tế",)}),
    ("a subject over two lines", LETTER, {"subject": "tiêm chủng mở rộng"}),
    ("a letter carries no type code", LETTER, {"number": "12/SYT-NVY", "kind": "Công văn", "inferred": ("kind",)}),
    ("a Party number", PARTY, {"number": "477-KL/TU", "symbol": "KL/TU", "kind": "Kết luận"}),
    ("a Party letterhead", PARTY, {"issuer": "Tỉnh ủy Đồng Nai", "place": "Đồng Nai"}),
    (
        "the star below a Party letterhead parts nothing",
        PARTY.replace("NAM\n", "NAM\n*\n"),
        {"number": "477-KL/TU", "kind": "Kết luận", "date": PartialDate(2023, 12, 12)},
    ),
    (
        "the line drawn below a national motto parts nothing",
        CIRCULAR.replace("Hạnh phúc\n", "Hạnh phúc\n---------------\n"),
        {"number": "91/2026/TT-BTC", "kind": "Thông tư"},
    ),
    (
        "a mark that no letter carries shifts nothing",
        LETTER.replace("Số: ", "\u036aSố: ").replace("NGHĨA", "NGHĨA\u0338"),
        {"number": "12/SYT-NVY", "symbol": "SYT-NVY"},
    ),
    ("no 31 February", NOTICE.format("31 tháng 02"), {"date": PartialDate(2024, 2)}),
    ("no month 13", NOTICE.format("31 tháng 13"), {"date": PartialDate(2024)}),
    ("a date with a gap", NOTICE.format("    tháng 02"), {"date": PartialDate(2024, 2)}),
    ("an issuer from its symbol", NOTICE.format("02 tháng 02"), {"issuer": "Sở Y tế", "inferred": ("issuer",)}),
    (
        "on behalf of",
        DECISION,
        {"authority": "TM. ỦY BAN NHÂN DÂN", "position": "CHỦ TỊCH", "signer": "Nguyễn Văn A"},
    ),
    ("nobody is called Như Điều 3 or Lưu", DECISION, {"recipients": ("Sở Nội vụ",)}),
    (
        "the signature above the copies",
        SIGNED_FIRST,
        {"authority": "TUQ. CHỦ TỊCH", "position": "GIÁM ĐỐC SỞ NỘI VỤ", "signer": "Trần Thị B"},
    ),
    ("copies below the signature", SIGNED_FIRST, {"recipients": ("Sở Nội vụ",)}),
]


@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in LETTERHEADS], ids=[row[0] for row in LETTERHEADS]
)
def test_fields_of_made_up_directives(text, expected):
    found = asdict(header.parse(text).header)
    assert {name: found[name] for name in expected} == {
        name: asdict(value) if isinstance(value, PartialDate) else value for name, value in expected.items()
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CIRCULAR, ["Điều 1. Phạm vi"]),
        (LETTER, ["Thực hiện kế hoạch."]),
        (PARTY, ["Nội dung."]),
        (DECISION, ["Điều 1. Cử ông A.", "PHỤ LỤC\n\n1. Danh sách"]),
        (SIGNED_FIRST, ["Điều 1. Cử ông A."]),
    ],
    ids=["circular", "letter", "party", "decision with an appendix", "signed first"],
)
def test_the_body_and_what_is_attached(text, expected):
    assert [text[start:end].strip() for start, end in header.parse(text).body] == expected


@pytest.mark.parametrize("text", ["Cuộc họp bắt đầu lúc 8 giờ.\n\nMọi người có mặt.", "một", "I. MỞ ĐẦU\n\nMột."])
def test_a_text_without_a_header_is_all_body(text):
    layout = header.parse(text)
    assert layout.header == Header()
    assert [text[start:end] for start, end in layout.body] == [text]


@pytest.mark.parametrize("text", ["", "\n \n"], ids=["nothing", "blank lines"])
def test_an_empty_text_has_neither(text):
    layout = header.parse(text)
    assert (layout.header, layout.body) == (Header(), ())
