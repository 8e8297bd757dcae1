"""The directives that a text names: which, how far they are named, and what for."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from indexer import header, references
from indexer.domain import Header, PartialDate

CORPUS = Path(__file__).parents[2] / "corpus"
SEEDS = {
    "2022-10-28_ke-hoach_231-KH-UBND_so-ket-y-te-co-so.txt": """
        mentioned 2348/QĐ-TTg; basis 2348/QĐ-TTg; basis 5463/KH-UBND; mentioned 5463/KH-UBND;
        mentioned 2348/QĐ-TTg; mentioned 5463/KH-UBND; mentioned 5463/KH-UBND; mentioned 5463/KH-UBND;
        mentioned 2348/QĐ-TTg;
        mentioned 2348/QĐ-TTg; mentioned 5463/KH-UBND; mentioned 5463/KH-UBND; mentioned 2348/QĐ-TTg;
        mentioned 5463/KH-UBND""",
    "2022_cong-van_So-Y-te_thong-bao-272-nhiem-vu-6-thang-cuoi-nam.txt": """
        carries_out 272/TB-UBND; mentioned 13520/UBND-KTNS; mentioned 1461/UBND-KTNS""",
    "2023-11_cong-van_SYT-KHTC_ke-hoach-269-phat-trien-do-thi.txt": """
        carries_out 269/KH-UBND; carries_out 269/KH-UBND; mentioned 38-CTr/TU; mentioned 06-NQ/TU;
        carries_out 269/KH-UBND; mentioned 269/KH-UBND; attached 269/KH-UBND""",
    "2023_ke-hoach_UBND-Sa-Dec_chuyen-doi-so-y-te.txt": """
        carries_out 1398/QĐ-UBND-HC; basis 06/KH-SYT; mentioned 54/2017/TT-BYT; mentioned 831/QĐ-BYT;
        mentioned 3532/QĐ-BYT; mentioned 6111/QĐ-BYT; mentioned 1588/QĐ-BYT; mentioned 13/2016/TTLT-BYT-BGDĐT;
        mentioned 54/2017/TT-BYT; mentioned 46/2018/TT-BYT; mentioned 6085/QĐ-BYT""",
    "2024-01_cong-van_SYT-KHTC_ket-luan-477-KL-TU.txt": """
        carries_out 477-KL/TU; basis 477-KL/TU; carries_out 501/UBND-THNC; mentioned 477-KL/TU;
        mentioned 1515/QĐ-SYT""",
}
DETAILS = {
    "2348/QĐ-TTg": ("Quyết định", (2016, 12, 5), "Thủ tướng Chính phủ"),
    "5463/KH-UBND": ("Kế hoạch", (2017, 6, 8), "UBND tỉnh"),
    "272/TB-UBND": ("Thông báo", (2022, 7, 8), "UBND tỉnh"),
    "13520/UBND-KTNS": ("Văn bản", (2021, 11, 2), "UBND tỉnh"),
    "269/KH-UBND": ("Kế hoạch", (2023, 11, 16), "UBND tỉnh"),
    "38-CTr/TU": ("Chương trình", (2022, 11, 23), "Tỉnh ủy"),
    "06-NQ/TU": ("Nghị quyết", (2022, 1, 24), "Bộ Chính trị"),
    "1398/QĐ-UBND-HC": ("Quyết định", (2022, 12, 20), "Ủy ban nhân dân Tỉnh Đồng Tháp"),
    "06/KH-SYT": ("Kế hoạch", (2023, 1, 12), "Sở Y tế tỉnh Đồng Tháp"),
    "13/2016/TTLT-BYT-BGDĐT": ("Thông tư liên tịch", (2016, 5, 12), "Bộ Y tế và Bộ Giáo dục và Đào tạo"),
    "6085/QĐ-BYT": ("Quyết định", (2019, 12, 30), "Bộ Y tế"),
    "477-KL/TU": ("Kết luận", (2023, 12, 12), "Ban Chấp hành Đảng bộ tỉnh"),
    "501/UBND-THNC": ("Văn bản", (2023, 1, 12), None),
    "1515/QĐ-SYT": ("Quyết định", (2023, 12, 27), "Sở Y tế"),
}
"""Kind, date and issuer of directives that the shipped archive names, where it names them most fully."""


def seed(file):
    text = (CORPUS / file).read_text(encoding="utf-8")
    return text, references.find(text, header.parse(text).header)


@pytest.mark.parametrize("file", SEEDS)
def test_references_of_the_shipped_archive(file):
    _, found = seed(file)

    assert [f"{named.relation.value} {named.number}" for named in found] == [
        row.strip() for row in SEEDS[file].split(";")
    ]


def test_kind_date_and_issuer_in_the_shipped_archive():
    found = {}
    for file in SEEDS:
        for named in seed(file)[1]:
            known = (named.kind, named.date, named.issuer)
            found[named.number] = max(found.get(named.number, known), known, key=lambda one: len(str(one)))

    assert {number: found[number] for number in DETAILS} == {
        number: (kind, PartialDate(*date), issuer) for number, (kind, date, issuer) in DETAILS.items()
    }


@pytest.mark.parametrize("file", SEEDS)
def test_spans_in_the_shipped_archive_hold_what_is_named(file):
    text, found = seed(file)

    for named in found:
        words = " ".join(text[named.start : named.end].split())
        assert named.number in words
        assert words.endswith(named.issuer or str(named.date.year or named.number))


NAMED = [
    (
        "kind, number, date, issuer",
        "theo Kế hoạch số 12/KH-UBND ngày 02/3/2024 của UBND tỉnh về y tế",
        [
            (
                "12/KH-UBND",
                "Kế hoạch",
                (2024, 3, 2),
                "UBND tỉnh",
                "Kế hoạch số 12/KH-UBND ngày 02/3/2024 của UBND tỉnh",
            )
        ],
    ),
    (
        "the issuer before the date",
        "theo Công văn số 5/SYT-NV của Sở Y tế ngày 4 tháng 5 năm 2024 về",
        [
            (
                "5/SYT-NV",
                "Công văn",
                (2024, 5, 4),
                "Sở Y tế",
                "Công văn số 5/SYT-NV của Sở Y tế ngày 4 tháng 5 năm 2024",
            )
        ],
    ),
    (
        "the issuer before the number",
        "theo Nghị quyết của HĐND tỉnh số 10/2023/NQ-HĐND",
        [("10/2023/NQ-HĐND", "Nghị quyết", (), None, "Nghị quyết của HĐND tỉnh số 10/2023/NQ-HĐND")],
    ),
    (
        "over the end of a line",
        "theo Thông tư số\n46/2018/TT-\nBYT ngày\n28/12/2018 của Bộ\ntrưởng Bộ Y tế",
        [
            (
                "46/2018/TT-BYT",
                "Thông tư",
                (2018, 12, 28),
                "Bộ trưởng Bộ Y tế",
                "Thông tư số\n46/2018/TT-\nBYT ngày\n28/12/2018 của Bộ\ntrưởng Bộ Y tế",
            )
        ],
    ),
    (
        "a new paragraph is not the issuer's",
        "theo Chỉ thị số 19/CT-UBND của UBND tỉnh\n\nKính gửi Sở Y tế",
        [("19/CT-UBND", "Chỉ thị", (), "UBND tỉnh", "Chỉ thị số 19/CT-UBND của UBND tỉnh")],
    ),
    (
        "issuers with and in and between their names",
        "Chỉ thị số 2/CT-A của Bộ Giáo dục và Đào tạo và Quyết định số 3/QĐ-A của Bộ Y tế và Bộ Nội vụ",
        [
            ("2/CT-A", "Chỉ thị", (), "Bộ Giáo dục và Đào tạo", "Chỉ thị số 2/CT-A của Bộ Giáo dục và Đào tạo"),
            ("3/QĐ-A", "Quyết định", (), "Bộ Y tế và Bộ Nội vụ", "Quyết định số 3/QĐ-A của Bộ Y tế và Bộ Nội vụ"),
        ],
    ),
    (
        "what the issuer did ends its name",
        "Nghị quyết số 37/NQ-HĐND của Hội đồng nhân dân tỉnh thông qua Đề án",
        [
            (
                "37/NQ-HĐND",
                "Nghị quyết",
                (),
                "Hội đồng nhân dân tỉnh",
                "Nghị quyết số 37/NQ-HĐND của Hội đồng nhân dân tỉnh",
            )
        ],
    ),
    (
        "a list of numbers",
        "các Quyết định số 12/QĐ-BYT, số 13/QĐ-BYT và 14/QĐ-BYT",
        [
            ("12/QĐ-BYT", "Quyết định", (), None, "Quyết định số 12/QĐ-BYT"),
            ("13/QĐ-BYT", "Quyết định", (), None, "13/QĐ-BYT"),
            ("14/QĐ-BYT", "Quyết định", (), None, "14/QĐ-BYT"),
        ],
    ),
    (
        "a Party number",
        "Chương trình hành động số 38-CTr/TU ngày 23/11/2022 của Tỉnh ủy",
        [
            (
                "38-CTr/TU",
                "Chương trình hành động",
                (2022, 11, 23),
                "Tỉnh ủy",
                "Chương trình hành động số 38-CTr/TU ngày 23/11/2022 của Tỉnh ủy",
            )
        ],
    ),
    (
        "a symbol with an ampersand",
        "Quyết định số 16/QĐ-BNN&PTNT",
        [("16/QĐ-BNN&PTNT", "Quyết định", (), None, "Quyết định số 16/QĐ-BNN&PTNT")],
    ),
    (
        "a kind with a word of its own",
        "Báo cáo thẩm tra số 33/BC-BPC và Thông báo kết luận số 12-TB/TU",
        [
            ("33/BC-BPC", "Báo cáo", (), None, "Báo cáo thẩm tra số 33/BC-BPC"),
            ("12-TB/TU", "Thông báo", (), None, "Thông báo kết luận số 12-TB/TU"),
        ],
    ),
    (
        "rules of a decree are not their own kind",
        "theo quy định của Nghị định số 30/2020/NĐ-CP",
        [("30/2020/NĐ-CP", "Nghị định", (), None, "Nghị định số 30/2020/NĐ-CP")],
    ),
    (
        "in capitals",
        "BÃI BỎ THÔNG TƯ SỐ 55/2010/TT-BTC NGÀY 16 THÁNG 4 NĂM 2010 CỦA BỘ TÀI CHÍNH",
        [
            (
                "55/2010/TT-BTC",
                "Thông tư",
                (2010, 4, 16),
                None,
                "THÔNG TƯ SỐ 55/2010/TT-BTC NGÀY 16 THÁNG 4 NĂM 2010",
            )
        ],
    ),
    (
        "symbols of a steering committee and of a school",
        "Kế hoạch số 92/KH-BCĐ389 và số 41/KH-THCS.LHP.",
        [
            ("92/KH-BCĐ389", "Kế hoạch", (), None, "Kế hoạch số 92/KH-BCĐ389"),
            ("41/KH-THCS.LHP", "Kế hoạch", (), None, "41/KH-THCS.LHP"),
        ],
    ),
    ("a count without a symbol", "Thông báo số 326 ngày 5/6/2024 của UBND tỉnh", []),
    ("a form's number", "theo Mẫu số 01/TB-CT và Phụ lục số 02/PL-ABC", []),
    ("dates and fractions", "ngày 12/11/2023, 24/7, 5/10 xã, 10/20-30", []),
    ("a letterhead", "Số: 231/KH-UBND", []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_what_is_named(text, expected):
    found = references.find(text, Header())

    assert [(one.number, one.kind, one.date, one.issuer, text[one.start : one.end]) for one in found] == [
        (number, kind, PartialDate(*date), issuer, words) for number, kind, date, issuer, words in expected
    ]


LAWS = [
    ("a law", "theo Luật Đấu thầu.", [("Luật Đấu thầu", None, ())]),
    ("with its year", "Luật Đất đai năm 2024 có", [("Luật Đất đai", None, (2024,))]),
    (
        "with its number",
        "Luật Căn cước số 26/2023/QH15 ngày 27/11/2023;",
        [("Luật Căn cước", "26/2023/QH15", (2023, 11, 27))],
    ),
    ("by its number alone", "Luật số 67/2020/QH14", [(None, "67/2020/QH14", ())]),
    (
        "a title that ends with the word for number",
        "Luật Công nghiệp công nghệ số 71/2025/QH15",
        [("Luật Công nghiệp công nghệ số", "71/2025/QH15", ())],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in LAWS], ids=[row[0] for row in LAWS])
def test_laws(text, expected):
    found = references.find(text, Header())

    assert [(one.title, one.number, one.date) for one in found] == [
        (title, number, PartialDate(*date)) for title, number, date in expected
    ]


RELATIONS = [
    ("a preamble", "Căn cứ Quyết định số 1/QĐ-A; Thông tư số 2/TT-B;", "basis basis"),
    ("each line of a preamble", "Căn cứ:\n\n- Quyết định số 1/QĐ-A;\n- Thông tư số 2/TT-B;", "basis basis"),
    ("a proposal", "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 1/TTr-SNV.", "mentioned"),
    (
        "what is named in another's title",
        "Căn cứ Kế hoạch số 1/KH-A về thực hiện Nghị quyết số 2-NQ/TW;",
        "basis mentioned",
    ),
    (
        "who amended a basis",
        "Căn cứ Luật Thú y được sửa đổi, bổ sung bởi Luật số 1/2025/QH15, Luật số 2/2025/QH15;",
        "basis mentioned mentioned",
    ),
    ("carried out", "Thực hiện Công văn số 1/UBND-A về y tế; Công văn số 2/UBND-A,", "carries_out carries_out"),
    ("an order in it", "Thực hiện ý kiến chỉ đạo của UBND TP. Biên Hòa tại Văn bản số 1/UBND-A,", "carries_out"),
    ("an order in brackets", "Thực hiện chỉ đạo của UBND tỉnh (Văn bản số 1/UBND-A),", "carries_out"),
    (
        "with another order",
        "Thực hiện Công điện số 1/CĐ-TTg và chỉ đạo của UBND tỉnh tại Công văn số 2/UBND-A,",
        "carries_out carries_out",
    ),
    ("a basis after it", "Thực hiện Công văn số 1/BYT-A; căn cứ Quyết định số 2/QĐ-A,", "carries_out basis"),
    (
        "after its purpose",
        "Để khắc phục tồn tại, triển khai thực hiện Chỉ thị số 1/CT-A, Sở yêu cầu",
        "carries_out",
    ),
    (
        "in the title of a Party programme",
        "CHƯƠNG TRÌNH HÀNH ĐỘNG\ncủa Ban Chấp hành Đảng bộ tỉnh thực hiện Nghị quyết số 1-NQ/TW",
        "carries_out",
    ),
    ("sent along", "Gửi kèm theo Công văn này là Quy trình số 1/QT-A.", "attached"),
    ("in the subject", "V/v triển khai thực hiện Nghị quyết số 1/NQ-CP", "carries_out"),
    ("according to", "Việc chi thực hiện theo Thông tư số 1/TT-BTC.", "mentioned"),
    ("received", "Sở Y tế nhận được Công văn số 1/UBND-A về việc đó.", "mentioned"),
    ("amended", "Sửa đổi, bổ sung một số điều của Nghị định số 1/NĐ-CP", "amends"),
    ("by the government", "Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 1/NĐ-CP", "amends"),
    (
        "a clause with its title",
        "1. Sửa đổi điểm d khoản 3 Điều 5 (Nguyên tắc) của Nghị định số 1/NĐ-CP như sau:",
        "amends",
    ),
    ("adjusted", "V/v điều chỉnh Kế hoạch số 1/KH-A", "amends"),
    ("corrected", "Đính chính Quyết định số 1/QĐ-A như sau", "amends"),
    (
        "what amended it",
        "Sửa đổi Nghị định số 1/NĐ-CP (được sửa đổi, bổ sung tại Nghị định số 2/NĐ-CP)",
        "amends mentioned",
    ),
    ("to be proposed", "Sở Y tế rà soát, đề xuất sửa đổi, bổ sung Điều 4 của Nghị định số 1/NĐ-CP.", "mentioned"),
    ("replaced", "Kế hoạch này thay thế Kế hoạch số 1/KH-A và Kế hoạch số 2/KH-A.", "replaces replaces"),
    ("from a day on", "Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 1/QĐ-A.", "replaces"),
    (
        "wholly and in part",
        "Thông tư này thay thế Thông tư số 1/TT-A, Thông tư số 2/TT-A và Điều 2 Thông tư số 3/TT-A.",
        "replaces replaces amends",
    ),
    ("what came with it", "Thay thế Quy chế làm việc ban hành kèm theo Quyết định số 1/QĐ-A.", "amends"),
    ("repealed", "Bãi bỏ toàn bộ Thông tư số 1/TT-A", "repeals"),
    ("withdrawn", "Thu hồi Quyết định số 1/QĐ-A của UBND huyện.", "repeals"),
    ("by numbers alone", "Bãi bỏ các Quyết định: số 1/QĐ-A, số 2/QĐ-A.", "repeals repeals"),
    ("an article", "Bãi bỏ Điều 5 Nghị định số 1/NĐ-CP.", "amends"),
    ("what stands at a place", "Điều chỉnh thời hạn nêu tại điểm b khoản 3 Mục II Thông báo số 1/TB-A.", "amends"),
    ("what is told at a place", "Bãi bỏ nội dung cho phép đổi ca tại mục 3 Thông báo số 1/TB-A.", "amends"),
    ("a division", "Thông báo này thay thế phần B của Thông báo số 1/TB-A.", "amends"),
    (
        "where it is so ruled",
        "Điều chỉnh dự toán theo quy định tại khoản 2 Điều 5 Nghị định số 1/NĐ-CP.",
        "mentioned",
    ),
    (
        "a form",
        "Mẫu báo cáo kèm theo Công văn số 1/CV-A ngày 02/4/2024 được thay bằng mẫu kèm Kế hoạch này.",
        "amends",
    ),
    ("a date", "Điểm 2 Công văn số 1/CV-A về thời hạn đăng ký được sửa thành trước ngày 15/02.", "amends"),
    (
        "accordingly",
        "điểm 4 Quy định số 2/QĐ-A, ngày 10/7/2025 được sửa đổi tương ứng.",
        "amends",
    ),
    ("by another's whole", "Thông báo này thay Thông báo số 3/TB-A ngày 30/01/2026.", "replaces"),
    ("a colon", "Mục 2 Công văn số 1/CV-A ngày 29/8/2025 được sửa đổi: mốc tính là ngày 30/9.", "amends"),
    ("anew", "Điểm 2 Công văn số 1/CV-A về sĩ số nay sửa lại: không quá 15 người.", "amends"),
    ("a plan in part", "Kế hoạch số 1/KH-A được sửa đổi về định mức công theo Kế hoạch này.", "amends"),
    ("no more applied", "Mục 3 Công văn số 1/CV-A của Văn phòng (báo cáo giấy) không áp dụng nữa.", "amends"),
    ("annulled", "Hủy Thông báo số 1/TB-A ngày 15/5/2023 về giờ thăm nuôi.", "repeals"),
    ("a hyphen after the item's number", "4- Chương trình số 1/CTr-A hết hiệu lực kể từ ngày ký.", "repeals"),
    ("in force no more", "Hướng dẫn số 1/HD-A ngày 28/8/2018 không còn hiệu lực thi hành.", "repeals"),
    ("what goes against it", "Các điểm về giờ tại Thông báo số 1/TB-A trái với Quy chế này bị bãi bỏ.", "amends"),
    (
        "by another",
        "Theo khoản 2 Nghị định số 1/NĐ-CP được sửa đổi bởi Nghị định số 2/NĐ-CP.",
        "mentioned mentioned",
    ),
    ("no longer in force", "2. Thông tư số 1/TT-A hết hiệu lực kể từ ngày Thông tư này có hiệu lực.", "repeals"),
    ("rules no longer in force", "2. Các quy định về phí tại Thông tư số 1/TT-A hết hiệu lực thi hành.", "amends"),
    (
        "a list, wholly and in part",
        "Quyết định này bãi bỏ các văn bản sau:\n1. Quyết định số 1/QĐ-A;\n2. Khoản 2 Điều 3 Chỉ thị số 2/CT-A;\n"
        "3. Quyết định số 3/QĐ-A.",
        "repeals amends repeals",
    ),
    (
        "a list over blank lines",
        "Các văn bản sau đây hết hiệu lực:\n\na) Thông tư số 1/TT-A về phí;\n\nb) Điều 3 Thông tư số 2/TT-A.",
        "repeals amends",
    ),
    (
        "the item after one that is repealed",
        "1. Bãi bỏ Quyết định số 1/QĐ-A.\n2. Quyết định số 2/QĐ-A tiếp tục có hiệu lực.",
        "repeals mentioned",
    ),
    (
        "items of one list that end their sentences",
        "Bãi bỏ các quy định sau:\n1. Điều 3 Quyết định số 1/QĐ-A.\n2. Khoản 4 Điều 3 Quyết định số 2/QĐ-A."
        "\n3. Toàn bộ Quyết định số 3/QĐ-A.",
        "amends amends repeals",
    ),
    ("a list that is about changing", "Hồ sơ sửa đổi bảng giá gồm:\na) Điều 2 Nghị định số 1/NĐ-CP;", "mentioned"),
    (
        "a list goes on after a title that names a law",
        "Căn cứ Nghị định số 1/NĐ-CP quy định chi tiết Luật Giá; Công văn số 2/BTC-A.",
        "basis mentioned basis",
    ),
    (
        "a list after a colon that says the kind for all",
        "Căn cứ các Quyết định của UBND tỉnh: Số 64/2009/QĐ-UBND ngày 05.5.2009; Số 34/2012/QĐ-UBND.",
        "basis basis",
    ),
    (
        "what changed it goes on with its kind",
        "Căn cứ Luật Giá được sửa đổi bởi Luật số 2/2024/QH15; Luật số 3/2025/QH15; Nghị định số 4/NĐ-CP;",
        "basis mentioned mentioned basis",
    ),
    ("attached", "(Đính kèm Công văn số 1/SYT-A)", "attached"),
    ("attached behind", "Kế hoạch số 1/KH-A của UBND huyện (gửi kèm).", "attached"),
    (
        "attached, a list",
        "(Gửi kèm: Dự thảo; Báo cáo số 1/BC-A về tác động; Báo cáo số 2/BC-A.)",
        "attached attached",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in RELATIONS], ids=[row[0] for row in RELATIONS])
def test_what_it_is_named_for(text, expected):
    assert " ".join(one.relation.value for one in references.find(text, Header())) == expected


OWN = [
    ("its own number", "Ban hành kèm theo Quyết định số 12/QĐ-UBND và Quyết định số 13/QĐ-UBND", ["13/QĐ-UBND"]),
    ("its own with a nought", "theo Quyết định số 012/QĐ-UBND", []),
    ("in another spelling", "theo Quyết định số 12/QD-UBND", []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in OWN], ids=[row[0] for row in OWN])
def test_a_directive_does_not_name_itself(text, expected):
    assert [one.number for one in references.find(text, Header(number="12/QĐ-UBND"))] == expected


@pytest.mark.parametrize(
    "words",
    [
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 02/3/2024 của UBND tỉnh về phòng bệnh theo Luật Phòng bệnh; ",
        "Sửa đổi, bổ sung Điều 3 của ",
        ". ",
        " \n",
    ],
)
def test_a_megabyte_takes_seconds(words):
    text = words * (1_000_000 // len(words))
    began = time.process_time()
    references.find(text, Header())

    assert time.process_time() - began < 5


@pytest.mark.parametrize("marks", [":" * 80, "1." * 60, "…/" * 40], ids=["colons", "parts of a number", "gaps"])
def test_marks_before_a_number_take_no_time(marks):
    """Found by fuzzing: such marks could be parted in two to their number ways."""
    began = time.process_time()
    references.find(f"V{marks}/v khoản {marks}x triển khai Kế hoạch số 12/KH-UBND ngày 02/3/2024", Header())
    assert time.process_time() - began < 1
