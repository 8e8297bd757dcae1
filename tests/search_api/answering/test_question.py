"""What a question asks for, with and without diacritics."""

import pytest

from indexer.text import folded
from search_api.answering import office
from search_api.answering.kinds import Detail, Fact, Want
from search_api.answering.question import read
from search_api.query import understand

ASKED = [
    ("Hội nghị sơ kết tổ chức khi nào?", [Want.DATE]),
    ("hoi nghi so ket to chuc khi nao", [Want.DATE]),
    ("hội nghị diễn ra bao giờ và ở đâu", [Want.DATE, Want.PLACE]),
    ("họp ngày mấy", [Want.DATE]),
    ("họp bữa nào, nhằm thứ mấy", [Want.DATE]),
    ("hội nghị rơi vào ngày nào", [Want.DATE]),
    ("làm việc này nhằm mục đích gì", [Want.WHY]),
    ("chung nao mo so ket", [Want.DATE]),
    ("chừng nào phải xong", [Want.DEADLINE]),
    ("tiền mở cuộc họp móc từ túi nào", [Want.SOURCE]),
    ("nên dùng khoản nào trước", [Want.SOURCE]),
    ("văn phòng nào lo việc này", [Want.WHO]),
    ("phải nâng lên bậc mấy", [Want.COUNT]),
    ("trạm xá theo dõi dựa vào tài liệu nào", [Want.DOCUMENT]),
    ("làm theo thông tư mấy", [Want.DOCUMENT]),
    ("hạn cuối gửi bài tham luận là ngày nào", [Want.DEADLINE]),
    ("phai nop bao cao truoc ngay nao", [Want.DEADLINE]),
    ("đến khi nào phải xong", [Want.DEADLINE]),
    ("bao lâu báo cáo một lần", [Want.DEADLINE]),
    ("thay thế bệnh án giấy vào năm nào", [Want.PERIOD]),
    ("địa điểm tổ chức hội nghị", [Want.PLACE]),
    ("xây mới bao nhiêu trạm y tế", [Want.COUNT]),
    ("co may tram y te duoc sua chua", [Want.COUNT]),
    ("tỷ lệ dân số có hồ sơ sức khỏe là bao nhiêu phần trăm", [Want.PERCENT]),
    ("kinh phí hội nghị là bao nhiêu tiền", [Want.MONEY]),
    ("số điện thoại của Sở Y tế", [Want.PHONE]),
    ("đơn vị nào chủ trì", [Want.WHO]),
    ("ai tham mưu về đấu thầu", [Want.WHO]),
    ("quản lý sức khỏe học sinh theo văn bản nào", [Want.DOCUMENT]),
    ("Sở Tài chính phải làm gì", [Want.TASK]),
    ("nhiem vu cua phong kinh te la gi", [Want.TASK]),
    ("theo quyết định số mấy, ngày nào", [Want.DOCUMENT]),
    ("mấy huyện nào phải viết bài", [Want.WHO]),
    ("trong kinh phí dành bao nhiêu % cho an toàn thông tin", [Want.PERCENT]),
    ("dự toán giao bằng quyết định số mấy", [Want.DOCUMENT]),
    ("họp ở trụ sở nào, số nhà bao nhiêu", [Want.PLACE]),
    ("vì sao phải giảm áp lực", [Want.WHY]),
    ("triển khai như thế nào", [Want.HOW]),
    ("ba trụ cột là gì", [Want.WHAT]),
    ("chuyển đổi số hết mấy tiền", [Want.MONEY]),
    ("mỗi nhà đóng tiền rác bao nhiêu theo kết luận của huyện ủy", [Want.MONEY]),
    ("cá nuôi trên sông Tiền chết mất bao nhiêu tấn", [Want.COUNT]),
    ("đợt rét chết hết bao nhiêu trâu bò", [Want.COUNT]),
    ("muốn hỏi chuyện nhập học thì gọi số mấy", [Want.PHONE]),
    ("xã phải báo trước mấy bữa", [Want.DEADLINE]),
    ("ai làm trưởng đoàn kiểm tra", [Want.PERSON]),
    ("trả thẻ của mấy cháu nhỏ cho ai", [Want.WHO]),
    ("giai ngan duoc may %", [Want.PERCENT]),
    ("mục tiêu thu nhập bao nhiêu một năm", [Want.MONEY]),
    ("chôn bỏ hết nhiêu con heo", [Want.COUNT]),
    ("moi nha duoc cho may chuc trieu", [Want.MONEY]),
    ("xuất khẩu được mấy đô", [Want.MONEY]),
    ("công an tỉnh đứng thứ mấy cả nước", [Want.COUNT]),
    ("gọi đường dây nóng mấy vụ", [Want.COUNT]),
    ("đường dây nóng số mấy", [Want.PHONE]),
    ("chỗ nào in tờ rơi", [Want.WHO]),
    ("chợ tạm dời về chỗ nào", [Want.PLACE]),
    ("trả lương trễ nhứt ngày nào", [Want.DEADLINE]),
    ("mấy ngày đầu tháng ai trực", [Want.WHO]),
    ("bán được bao nhiêu thuốc hết hạn", [Want.COUNT]),
    ("nhà người chết ở thôn nào", [Want.WHO]),
    ("nhận chứng từ rút dự toán tới ngày mấy", [Want.DATE]),
    ("giao sếp nào lo, bữa nào trình ký", [Want.WHO]),
    ("công an xã làm việc chi", [Want.TASK]),
    ("đấu thầu thuốc", []),
    ("máy móc, máy tính của trạm", []),
]

FACTS = [
    ("Ai ký Kế hoạch 231/KH-UBND?", Fact.SIGNER),
    ("ke hoach 231 do ai ky", Fact.SIGNER),
    ("Kế hoạch 231/KH-UBND ban hành ngày nào", Fact.DATE),
    ("kế hoạch chuyển đổi số của Sa Đéc số bao nhiêu", Fact.NUMBER),
    ("cơ quan nào ban hành kế hoạch này", Fact.ISSUER),
    ("công văn này gửi cho ai", Fact.RECIPIENTS),
    ("chức vụ của người ký", Fact.POSITION),
    ("Vị lãnh đạo nào đã đặt bút ký kế hoạch 231", Fact.SIGNER),
    ("ai bên Sở ký công văn này", Fact.SIGNER),
    ("kế hoạch 231 đề ngày tháng mấy", Fact.DATE),
]


@pytest.mark.parametrize(("text", "wants"), ASKED, ids=[text for text, _ in ASKED])
def test_what_is_asked_for(text: str, wants: list[Want]) -> None:
    found = list(read(understand(text)).wants)
    assert found[: len(wants)] == wants
    assert bool(found) == bool(wants)


@pytest.mark.parametrize(("text", "fact"), FACTS, ids=[text for text, _ in FACTS])
def test_what_is_asked_of_a_directive_as_such(text: str, fact: Fact) -> None:
    assert read(understand(text)).facts[:1] == (fact,)


def test_the_number_of_a_telephone_is_none_of_a_directive() -> None:
    assert read(understand("số đt của trung tâm là số mấy")).facts == ()


@pytest.mark.parametrize("text", ["ai cho tiểu thương ký giấy hứa", "ai lo dien tap chua chay cho ky tuc xa"])
def test_who_has_others_sign_signs_nothing(text: str) -> None:
    assert read(understand(text)).facts == ()


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("tổ chức vào ngày nào", {Detail.DAY}),
        ("làm từ ngày nào đến ngày nào", {Detail.DAY, Detail.SPAN}),
        ("chờ khám bao lâu", {Detail.LENGTH}),
        ("tong cong het bao nhieu tien", {Detail.TOTAL}),
        ("báo cáo gửi về phòng nào", {Detail.TO_WHOM}),
        ("đồng chí nào chủ trì", {Detail.PERSON, Detail.LEAD}),
        ("trả thẻ trong mấy ngày", {Detail.LENGTH}),
        ("mấy ngày đầu tháng", set()),
        ("rốt cuộc bắt được mấy vụ", {Detail.RESULT}),
        ("kiem nghiem banh co may mau khong dat", {Detail.RESULT}),
        ("đã khởi công bao nhiêu trạm", {Detail.RESULT}),
        ("công an có tìm ra thủ phạm chưa", {Detail.RESULT}),
        ("đặt mục tiêu quyên được bao nhiêu", set()),
        ("phải bắt được mấy vụ", set()),
        ("gồm những nội dung gì", {Detail.ALL}),
    ],
)
def test_what_is_asked_more_exactly(text: str, details: set[Detail]) -> None:
    assert read(understand(text)).details == details


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("xây được mấy cái nhà", {"cái", "nhà", "hộ"}),
        ("quét bao nhiêu cuốn sổ hộ tịch", {"cuốn", "sổ"}),
        ("chết mấy con trâu", {"con", "trâu"}),
        ("cháy mất bao nhiêu héc ta", {"héc", "ha"}),
        ("co may noi ban thuoc khong don", {"noi", "co so", "don vi"}),
        ("nước lên mức mấy mét", {"mức", "mét", "m", "m2"}),
        ("thu nhập bao nhiêu một năm", set()),
    ],
)
def test_what_is_counted_and_what_it_may_be_called(text: str, counted: set[str]) -> None:
    assert set(read(understand(text)).counted) == counted


@pytest.mark.parametrize(
    ("text", "kind"),
    [("thực hiện quyết định số mấy", "quyet dinh"), ("theo ke hoach nao", "ke hoach"), ("văn bản nào", "")],
)
def test_the_kind_of_directive_that_is_asked_for(text: str, kind: str) -> None:
    assert read(understand(text)).directive == kind


def test_the_number_of_what_is_replaced_is_none_of_the_directive() -> None:
    assert read(understand("công điện của tỉnh thay thế công điện số mấy")).facts == ()
    assert read(understand("công điện của tỉnh về bão số mấy")).facts == (Fact.NUMBER,)


@pytest.mark.parametrize("text", ["hai nhà thầu làm cầu tên là gì", "nha thau lam cau ten la chi"])
def test_who_is_asked_for_by_name_is_of_a_sort(text: str) -> None:
    assert folded(read(understand(text)).sort) == "nha thau"


def test_a_sort_of_office_is_known_by_its_short_form() -> None:
    assert read(understand("giao BV nào dạy phác đồ")).sort == "bệnh viện"


@pytest.mark.parametrize("text", ["hội thi lần thứ III", "hoi thi lan thu 3", "hội thi lần thứ 3 ở đâu"])
def test_a_number_that_tells_which_is_known_by_the_word_before(text: str) -> None:
    (figure,) = read(understand(text)).figures
    assert (figure.key, folded(figure.before)) == ("3", "thu")


def test_the_words_that_ask_are_not_looked_for() -> None:
    question = read(understand("Hội nghị sơ kết tổ chức khi nào và ở đâu?"))
    assert " ".join(word.key for word in question.words if not word.is_weak).startswith("hội nghị sơ kết")
    assert {"nào", "khi", "đâu"} & {word.key for word in question.words} == set()


def test_a_number_is_read_with_its_kind_and_date() -> None:
    question = read(understand("văn bản số 13520/UBND-KTNS ngày 02/11/2021 nói gì về trạm y tế"))
    assert [word.key for word in question.words if not word.is_weak][-3:] == ["trạm", "y", "tế"]
    assert question.days == ()
    assert question.heads_number


def test_a_directive_told_by_another_does_not_head_the_question() -> None:
    assert not read(understand("công văn triển khai Kế hoạch số 269/KH-UBND do ai ký")).heads_number


@pytest.mark.parametrize(
    ("text", "figures", "days"),
    [
        ("tổng kết 10 năm đề án", ("10",), ()),
        ("công văn tháng 1/2024 giao ai", (), ()),
        ("chuyên gia về cách mạng 4.0", (), ()),
        ("họp ngày 4/11/2022 ở đâu", (), ("4/11/2022",)),
        ("hai tháng 7, 8 năm 2025 trễ bao nhiêu hồ sơ", (), ()),
        ("trẻ vào lớp 1 và cấp 3", (), ()),
        ("hành vi phạm quy", (), ()),
        ("sửa Thông tư 39/2016 xong chưa", (), ()),
    ],
)
def test_numbers_of_dates_are_no_figures(text: str, figures: tuple[str, ...], days: tuple[str, ...]) -> None:
    question = read(understand(text))
    assert (tuple(figure.key for figure in question.figures), question.days) == (figures, days)


def test_years_and_days_are_kept() -> None:
    question = read(understand("năm 2025 tỷ lệ là bao nhiêu, trước ngày 02/11/2022"))
    assert (question.years, question.days) == (("2025",), ("02/11/2022",))


NAMED = [
    ("Sở Tài chính phải làm gì", ("Sở Tài chính",)),
    ("phong ke hoach tai chinh co nhiem vu gi", ("phong ke hoach tai chinh",)),
    ("nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu", ("Phòng Nghiệp vụ",)),
    ("TTYT làm gì", ("TTYT",)),
    ("đấu thầu thuốc", ()),
    ("hoi nghi so ket y te co so to chuc o dau", ()),
    ("Hội nghị lần thứ mấy của Đảng bộ tỉnh Đồng Nai", ()),
    ("theo quyết định Sở Y tế phải làm gì", ("Sở Y tế",)),
    ("can cu quyet dinh so may", ()),
    ("Ở BV huyện Thanh Ba phòng nào xếp lịch", ("BV huyện Thanh Ba",)),
    ("người nghèo nằm viện ở Sơn La được gì", ()),
    ("Bộ Y tế giao viện nào điều máy phun", ()),
    ("kế hoạch về y tế cơ sở, số hiệu của nó là gì", ()),
]


@pytest.mark.parametrize(("text", "names"), NAMED, ids=[text for text, _ in NAMED])
def test_offices_that_are_named(text: str, names: tuple[str, ...]) -> None:
    question = read(understand(text))
    assert question.offices == names


@pytest.mark.parametrize(
    ("name", "assignee", "is_same"),
    [
        ("Phòng KHTC", "Phòng Kế hoạch - Tài chính", True),
        ("phong nghiep vu", "Phòng Nghiệp vụ Sở Y tế", True),
        ("UBND huyện Trảng Bom", "UBND các huyện: Tân Phú, Long Thành, Trảng Bom", True),
        ("Công an tỉnh", "Sở Y tế", False),
        ("Sở Nội vụ", "Sở Tài chính", False),
    ],
)
def test_whose_task_it_is(name: str, assignee: str, is_same: bool) -> None:
    assert office.is_among(name, [assignee]) is is_same


@pytest.mark.parametrize(
    ("text", "without", "offices", "years"),
    [
        ("năm 2024 Sở Tài chính phải làm gì", (), ("Sở Tài chính",), ("2024",)),
        ("năm 2024 Sở Tài chính phải làm gì", ("Sở Tài chính",), (), ("2024",)),
        ("năm 2024 Sở Tài chính phải làm gì", ("năm 2024",), ("Sở Tài chính",), ()),
        ("nam 2024 so tai chinh phai lam gi", ("Sở Tài chính", "2024"), (), ()),
        ("TTYT phải làm gì", ("Trung tâm Y tế",), (), ()),
        ("TTYT phải làm gì", ("Sở Y tế",), ("TTYT",), ()),
    ],
)
def test_what_was_taken_away_is_not_asked_for(
    text: str, without: tuple[str, ...], offices: tuple[str, ...], years: tuple[str, ...]
) -> None:
    question = read(understand(text, without=without))
    assert (question.offices, question.years) == (offices, years)
