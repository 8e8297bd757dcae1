"""The words that ask, as regular expressions over exact keys ("tỷ", "ủy", one space between syllables).

They are read without diacritics where a question has none (:func:`search_api.answering.question.read`).
"""

from __future__ import annotations

import re

from indexer import numbers
from indexer.text import fold
from search_api.answering.kinds import Detail, Fact, Want

Words = tuple[str, ...]
"""Ways to say something, each as a regular expression."""

_KIND = "|".join(sorted((name.lower() for name in numbers.KINDS.values()), key=len, reverse=True))
DIRECTIVE = rf"(?:{_KIND}|công văn|văn bản|văn bản này|luật)"
"""A word for a directive."""

_OFFICES = r"""
đơn vị, cơ quan, phòng ban, phòng, sở ngành, (?<!trụ )sở, ban ngành, ban, bộ, ngành, uỷ ban, ủy ban, ubnd,
bộ phận, tổ chức, nơi, chỗ, bên, địa phương, huyện, xã, phường, tỉnh, thành phố, bệnh viện, trung tâm,
trạm, cấp, người, cá nhân, đồng chí, lãnh đạo, chức danh, đối tượng, đại biểu, vị, ông, bà, chức vụ, khoa,
tổ, nhóm, văn phòng, chi cục, cục, công ty, doanh nghiệp, nhà thầu, trường, đội, phía, thôn, ấp, làng,
khu phố, (?<!văn )(?<!kịch )bản, viện, bv, ttyt, tyt, đầu mối, lực lượng, hội, đoàn thể, cán bộ, nhân viên,
sếp
"""
_OFFICE = "(?:những |các )?(?:" + "|".join(re.split(r",\s+", _OFFICES.strip())) + ")"
_POSITION = (
    r"(?:chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|trưởng phòng|phó trưởng phòng"
    r"|trưởng (?:ban|đoàn|nhóm|thôn|ấp|bản|tiểu ban|công an)"
    r"|đội trưởng|chi cục trưởng|viện trưởng|chủ nhiệm|chánh văn phòng"
    r"|chánh thanh tra|bí thư|hiệu trưởng|cục trưởng|bộ trưởng|thủ tướng|trưởng khoa|trưởng trạm|tổ trưởng)"
)

_OTHERS = "".join(
    rf"(?<!{verb} {kind} )"
    for verb in ("thay thế", "thực hiện", "theo", "triển khai", "bãi bỏ")
    for kind in ("công điện", "công văn", "kế hoạch", "kết luận", "thông báo", "chỉ thị", "hướng dẫn")
)
"""The number of another directive is asked for: "thay thế công điện số mấy"."""

FACTS: tuple[tuple[Fact, Words], ...] = (
    (Fact.POSITION, (
        r"(?:người ký|ký).{0,40}(?:chức vụ|chức danh)(?: là| giữ)?(?: gì)?",
        r"(?:chức vụ|chức danh)(?: của)? (?:người ký|ai ký)", r"(?:giữ )?chức(?: vụ)? gì",
    )),
    (Fact.SIGNER, (
        (
            r"(?:do |bởi )?(?:ai|(?:người|đồng chí|lãnh đạo|ông bà|ông|bà|(?<!đơn )vị|sếp|bác|anh chị) "
            r"nào)(?: là)?(?: đã)?(?: người)?(?: đứng tên)? ký(?: tên| ban hành| duyệt)?"
        ),
        r"(?:được )?ký (?:tên )?(?:bởi|của) (?:ai|người nào)", r"ký .{0,60} là ai",
        r"người (?:nào )?(?:đã )?ký(?: tên| ban hành| văn bản)?(?: là ai)?", r"chữ ký (?:của )?ai",
        (
            r"(?:ai|(?:(?<!đơn )vị |đồng chí )?(?:lãnh đạo|người|(?<!đơn )vị|ông|bà|sếp|bác|anh chị) nào|"
            rf"{_POSITION} nào)(?: \S+){{0,12}} (?<!trình )ký(?! (?:kết|cam|hợp|số|giấy|túc|thuật|thi|năng|sinh|"
            r"nhận|gửi|họa|ức)(?!\S))(?: tên)?"
        ),
    )),
    (Fact.DATE, (
        (
            r"(?:được )?(?:ban hành|ký|phát hành|ra đời|công bố)(?: ban hành)?(?: vào| từ| trong)?(?: thời gian|"
            r" thời điểm)?(?: là)? (?:ngày|tháng|năm|khi|lúc|hôm|bao|thời điểm) (?:nào|mấy|giờ|bao nhiêu|tháng "
            r"năm nào|tháng nào)"
        ),
        r"ngày (?:tháng )?(?:năm )?(?:ban hành|ký)(?: \w+)?(?: là)?(?: ngày nào| khi nào)?",
        r"(?:đề|ra|ghi) ngày (?:tháng )?(?:nào|mấy|bao nhiêu)", r"có từ (?:bao giờ|khi nào)",
        r"(?:khi nào|bao giờ|ngày nào|lúc nào)(?: thì)?(?: được)? (?:ban hành|ký)(?= |$)",
    )),
    (Fact.NUMBER, (
        (
            r"(?:có |mang |là )?(?:số hiệu|số ký hiệu|ký hiệu|số văn bản)(?: là)?(?: số)?(?: gì| bao nhiêu| mấy|"
            r" nào)?"
        ),
        r"(?:có |mang |là |mã )số (?:bao nhiêu|mấy|gì|nào)",
        (
            rf"{_OTHERS}(?<!văn bản )(?<!quyết định )(?<!thông tư )(?<!nghị quyết )(?<!nghị "
            r"định )(?<!lô )(?<!gọi )số (?:bao nhiêu|mấy)$"
        ),
    )),
    (Fact.ISSUER, (
        (
            r"(?:do )?(?:cơ quan|đơn vị|nơi|cấp|bộ|sở|ai|tổ chức)(?: nào)?(?: là nơi)?(?: đã)? (?:ban hành|phát "
            r"hành)"
        ),
        r"cơ quan ban hành(?: là)?(?: ai| cơ quan nào)?", r"(?:là )?của (?:cơ quan|đơn vị) nào(?: ban hành)?$",
    )),
    (Fact.RECIPIENTS, (
        (
            r"(?:được )?(?:kính )?gửi (?:cho |đến |tới |về )?(?:ai|những ai|đâu|những nơi nào|(?:những |các )?"
            r"(?:đơn vị|cơ quan|nơi|phòng|bên) nào)"
        ),
        r"(?:kính gửi|nơi nhận)(?: của)?(?: gồm| là)?(?: những)?(?: ai| đâu)?",
    )),
    (Fact.SUBJECT, (
        r"trích yếu(?: \w+)?",
        (
            rf"(?:{_KIND}|công văn|văn bản)(?: này)?(?: nói| viết| quy định)? (?:về (?:việc |vấn đề |nội dung )?"
            r"(?:gì|nội dung gì|vấn đề gì))"
        ),
    )),
)  # fmt: skip
"""Of a directive as such; the first that matches a stretch takes it."""

_NOT_COUNTED = "để|cho|theo|của|trong|từ|vậy|và|thì|một|mỗi|ở|do|được|là|vào|khi|nếu"
"""What comes after an amount that is asked for without a noun."""

_NOTHING_COUNTED = rf"(?=$| (?:{_NOT_COUNTED}|năm)(?!\S))"

WANTS: tuple[tuple[Want, Words], ...] = (
    (Want.PHONE, (
        r"(?:số )?điện thoại(?: liên hệ)?", r"hotline", r"đường dây nóng", r"sđt", r"số đt",
        r"số (?:máy (?:bàn|lẻ|liên hệ|nhánh)|nội bộ)",
        r"gọi (?:điện )?(?:vào |cho |tới |đến |theo )?số (?:mấy|nào|bao nhiêu)",
    )),
    (Want.EMAIL, (
        r"e ?mail", r"thư điện tử", r"hộp thư", r"gmail",
    )),
    (Want.WEBSITE, (
        r"website", r"trang web", r"địa chỉ web", r"đường link", r"link",
    )),
    (Want.DEADLINE, (
        (
            r"(?:thời )?hạn (?:cuối|chót|nộp|gửi|hoàn thành|báo cáo|thực hiện|là|đến|trình)?(?: cùng)?(?: là)?"
            r"(?: (?:ngày|khi|tháng|năm) (?:nào|mấy)| bao giờ| bao lâu)?"
        ),
        r"(?:đến|trước|tới)(?: hết)? (?:khi nào|bao giờ|lúc nào|chừng nào)",
        r"(?:đến|trước)(?: hết)? (?:ngày|tháng|thời điểm|năm|quý) (?:nào|mấy|bao nhiêu)",
        (
            r"(?:chậm|trễ|muộn) (?:nhất|lắm)(?: là)?(?: vào)?(?: (?:ngày|tháng|năm|quý|thời điểm) (?:nào|"
            r"mấy)| khi nào| bao giờ| lúc nào)?"
        ),
        r"deadline", r"(?<!hết )(?<!quá )(?<!trễ )hạn$",
        (
            r"(?:trong )?(?:bao lâu|(?<!số )(?:mấy|bao nhiêu) (?:ngày|bữa|hôm)(?! (?:đầu|cuối|giữa|này|nay|qua|"
            r"tới|đó)))(?: một lần)?"
        ),
        r"mấy (?:tháng|lần) (?:một|1)?",
        r"(?:khi nào|bao giờ|ngày nào|chừng nào|bữa nào)(?= (?:thì |là )?(?:phải|cần|xong|hoàn thành|hết hạn))",
    )),
    (Want.PERIOD, (
        r"(?:vào |từ |trong )?(?:năm|giai đoạn|thời kỳ|khoảng thời gian|những năm) (?:nào|mấy|bao nhiêu)",
        r"nhiệm kỳ nào",
    )),
    (Want.DATE, (
        (
            r"(?:vào |từ |lúc |nhằm |rơi vào )?(?:khi nào|bao giờ|(?:lúc|hôm|bữa|buổi|chừng|hồi|dịp) nào|(?:bữa|"
            r"hôm|ngày|khi) mô|ngày (?:nào|mấy|bao nhiêu|tháng năm nào|tháng nào)|"
            r"(?<!lần )(?<!đứng )(?<!xếp )(?<!hạng )thứ mấy|mấy giờ|tháng (?:nào|mấy)|quý (?:nào|mấy)|thời "
            r"(?:gian|điểm) (?:nào|tổ chức|diễn ra|họp|là khi nào)|thời gian(?: và)?(?= địa điểm)|thời gian$|"
            r"ngày giờ)"
        ),
    )),
    (Want.MONEY, (
        r"bao nhiêu (?:chục |trăm )?(?:tiền|đồng|kinh phí|triệu|tỷ|vốn|ngân sách|đô)",
        r"mấy (?:chục |trăm )?(?:tiền|tỷ|triệu|đồng|đô|trăm ngàn|trăm nghìn|chục ngàn|chục nghìn)",
        rf"(?:hết|tốn|đóng|nộp|trả) bao nhiêu{_NOTHING_COUNTED}",
        (
            r"(?:tiền|phí|thù lao|giá|ngân sách|doanh thu|quyên|vận động|thu nhập)(?=(?: \S+){0,6} (?<!số )bao "
            rf"nhiêu{_NOTHING_COUNTED})"
        ),
        (
            r"(?:số tiền|mức chi|mức hỗ trợ|mức phạt|mức thưởng|tổng mức đầu tư|tổng kinh phí|tổng vốn|dự toán|"
            r"kinh phí|kp|học phí|lương|phụ cấp)(?=.{0,60} (?<!số )(?<!ngày )(?<!tháng )(?<!quý )(?:bao nhiêu|"
            r"mấy)(?! (?:phần trăm|%)))"
        ),
    )),
    (Want.SOURCE, (
        r"(?:tiền )?túi (?:nào|ai)", r"tiền (?:đâu|ở đâu)(?: ra)?", r"khoản (?:tiền |kinh phí )?nào",
        r"ai (?:trả|chi|bỏ)(?: tiền)?",
        (
            r"(?:nguồn )?(?:kinh phí|tiền|vốn|chi phí|ngân sách)(?=.{0,60} (?:từ|ở|lấy|do) (?:từ |ở )?(?:đâu|"
            r"nguồn nào|ai|quỹ nào))"
        ),
        r"(?:lấy|chi|trích|huy động)(?: ra)? (?:từ|ở) (?:nguồn nào|đâu)(?: ra)?",
        r"nguồn (?:kinh phí|vốn|tiền|nào)",
    )),
    (Want.PERCENT, (
        r"(?:bao nhiêu|mấy) (?:phần trăm|%)", r"tỷ lệ(?= .*(?:bao nhiêu|mấy|nào)|.*$)(?: bao nhiêu)?",
        r"bao nhiêu(?= (?:phần trăm))", r"phần trăm",
    )),
    (Want.COUNT, (
        r"(?:lần|đứng|xếp|hạng) thứ (?:mấy|bao nhiêu)",
        r"(?:là |có |gồm |tối thiểu |tối đa )?(?:(?<!số )bao nhiêu|số lượng)",
        (
            r"(?<!máy )(?<!số )(?<!của )(?<!cho )(?<!với )mấy(?= \w)(?! \w+(?: \w+)? (?:này|đó|kia|ấy|nào)(?!\S))"
            r"(?! (?:ngày|hôm|bữa|tuần|tháng|năm) (?:đầu|cuối|giữa|nay|qua|tới)(?!\S))"
        ),
        r"(?:mức|mức độ|bậc|cấp|cấp độ|hạng) mấy",
    )),
    (Want.DOCUMENT, (
        rf"(?:theo |tại |trong |căn cứ )?(?:những |các )?{DIRECTIVE} (?:nào|mấy|số mấy|số bao nhiêu|số nào)",
        r"(?:là |mang |có |bằng )?số (?:mấy|bao nhiêu)", r"(?:tài liệu|giấy tờ|giấy|qđ|nđ|tt|nq|kh) nào",
        r"(?:văn bản|quyết định|nghị quyết|thông tư|nghị định|luật) gì",
        r"(?:căn cứ|dựa|theo)(?: vào| trên)? (?:đâu|gì|cái gì)",
        r"(?:điều|khoản|điểm|mục)(?: khoản| mục| điểm)* nào",
    )),
    (Want.PERSON, (
        rf"{_POSITION}.{{0,60}} (?:là ai|tên (?:là )?(?:gì|chi)|là người nào)",
        rf"ai (?:là|làm|giữ chức)(?: \w+)? {_POSITION}", rf"(?:họ )?tên (?:của )?{_POSITION}",
    )),
    (Want.PLACE, (
        r"(?:trụ sở|hội trường|khách sạn|phòng họp|phố) nào", r"số nhà (?:bao nhiêu|mấy)", r"(?:ở|chỗ|nơi) mô",
        r"(?:về|đến|tới|ra|qua|vô|vào|sang|lên) (?:chỗ|nơi) nào",
        (
            r"(?:được )?(?:tổ chức |họp |diễn ra )?(?:ở|tại) (?:đâu|chỗ nào|nơi nào|địa điểm nào|địa chỉ nào|"
            r"tòa nhà nào|phòng nào|hội trường nào|khách sạn nào)"
        ),
        r"địa điểm(?: nào| ở đâu)?", r"địa chỉ(?: nào| ở đâu| cụ thể)?", r"đường (?:gì|nào)", r"tòa nhà nào",
    )),
    (Want.WHO, (
        r"do đâu (?=làm|lo|phụ trách|thực hiện|chủ trì|tổ chức)",
        rf"(?:do |cho |của |với |bởi |là |giao |về |những )*(?:ai|{_OFFICE} (?:nào|gì|mô))(?= |$)",
        r"(?:cho|của|với|do) những ai",
    )),
    (Want.TASK, (
        (
            r"(?:phải |cần |sẽ )?(?:được )?(?:giao|phân công|yêu cầu)?(?: thực hiện| phải)? ?làm (?:những )?"
            r"(?:gì|việc (?:gì|chi)|những việc gì|nhiệm vụ gì|công việc gì)"
        ),
        (
            r"(?:có |được giao |được phân công |thực hiện )?(?:những |các )?(?:nhiệm vụ|trách nhiệm|công việc|"
            r"(?<!về )việc)(?: gì| nào| là gì| cụ thể gì)"
        ),
        r"(?:được|bị) (?:giao|phân công)(?: những)? (?:gì|việc gì|nhiệm vụ gì)",
        r"giao (?:cho )?.{3,60} (?:làm )?(?:gì|nhiệm vụ gì|việc gì)", r"^(?:các )?nhiệm vụ (?:của|giao)",
        r"trách nhiệm của", r"phải làm sao",
    )),
    (Want.WHY, (
        r"vì sao", r"tại sao", r"lý do(?: gì| nào)?", r"nguyên nhân(?: gì| nào)?", r"để làm gì",
        r"nhằm(?: mục đích)? gì", r"mục đích (?:gì|là gì)",
    )),
    (Want.HOW, (
        r"(?:như )?thế nào", r"ra sao", r"bằng cách nào", r"cách nào", r"làm sao", r"bằng (?:gì|hình thức nào)",
        r"theo cách nào",
    )),
    (Want.WHAT, (
        r"(?:bao gồm |gồm |là )?(?:những |các |cái )?(?:gì|nào)(?= |$)", r"(?:từ|lấy|ở|đi) đâu", r"đâu$",
    )),
    (Want.WHETHER, (
        r"(?:hay không|hay chưa|không|chưa)$", r"^có phải", r"phải không$", r"đúng không$",
    )),
)  # fmt: skip
"""Of what directives say, the most particular first."""

_PLANNED = (
    r"mục tiêu|chỉ tiêu|phấn đấu|kế hoạch|dự kiến|dự tính|sẽ|phải|cần|tối đa|tối thiểu|ít nhất|nhiều nhất"
    r"|được phép|quy định|giao cho|hạn"
)
_GOT = (
    "làm|bắt|thu|thâu|thu hồi|nộp lại|quyên|quyên góp|gom|vận động|giải ngân|tiêu|chi|đạt|chích|tiêm|xây|khởi công"
    "|khám|tuyển|bán|bàn giao|sơ tán|trồng|phun|xử lý|phạt|tìm|kiểm tra|hoàn thành|xong"
)
_CAME_OF_IT = "|".join((
    r"rốt cuộc", r"rút cục", r"kết cục", r"xong (?:rồi|chưa)", r"rồi$", r"(?:tới|đến) giờ",
    r"(?:kết quả|kết luận|giải quyết|xử lý|xử)(?: \S+){0,14}? (?:ra sao|thế nào)",
    r"(?:phát hiện|tìm (?:ra|thấy)|lòi ra|dò ra|bắt giữ|xử phạt|tịch thu|thu giữ)(?: \S+){0,4}? (?:bao nhiêu|mấy)",
    rf"(?:{_GOT})(?: xong| lại)? được(?: \S+){{0,3}}? (?:bao nhiêu|mấy)",
    r"đã (?!khoa |nẵng |lạt |bắc |dạng |phần )(?:\S+ ){1,6}?(?:bao nhiêu|mấy)",
    r"(?:bao nhiêu|mấy) (?:\S+ ){1,5}?(?:không đạt|dương tính|đã)",
    r"có (?:tìm|bắt|đạt|làm|kiếm|thu|xong)(?: (?:ra|được))?(?: \S+)+? (?:không|chưa|hông)(?!\S)",
))  # fmt: skip

DETAILS: tuple[tuple[Detail, Words], ...] = (
    (Detail.ALL, (
        r"bao gồm", r"gồm", r"những gì", r"những nội dung", r"những ai", r"những đơn vị", r"những cơ quan",
        r"các đơn vị nào", r"những nhiệm vụ", r"những mục", r"những phần", r"thành phần", r"liệt kê",
        r"danh sách", r"nội dung gì", r"các bước", r"những bước",
    )),
    (Detail.DAY, (
        r"ngày (?:nào|mấy|bao nhiêu|tháng năm nào)",
    )),
    (Detail.HOUR, (
        r"mấy giờ", r"giờ (?:nào|mấy|bao nhiêu)",
    )),
    (Detail.YEAR, (
        r"năm (?:nào|mấy|bao nhiêu)",
    )),
    (Detail.SPAN, (
        r"từ (?:ngày|hôm|tháng|khi|lúc|bữa) (?:nào|mấy|mô) (?:đến|tới)",
    )),
    (Detail.LENGTH, (
        r"bao lâu", r"trong (?:mấy|bao nhiêu) (?:ngày|bữa|hôm|tuần|tháng|giờ|phút|tiếng)",
        r"(?:mấy|bao nhiêu) (?:ngày|bữa|hôm|tuần|tháng|giờ|phút|tiếng)(?! (?:đầu|cuối|giữa|này|nay|qua|tới|đó))",
    )),
    (Detail.TOTAL, (
        r"tổng", r"tổng cộng", r"hết", r"tốn", r"tất cả", r"cả thảy", r"bỏ ra",
    )),
    (Detail.NUMBER, (
        r"số (?:mấy|bao nhiêu|hiệu)",
    )),
    (Detail.PERSON, (
        r"(?:đồng chí|ông|bà|(?<!đơn )vị|lãnh đạo|sếp) nào",
    )),
    (Detail.LEAD, (
        r"chủ trì", r"đầu mối", r"dẫn đầu", r"phụ trách",
    )),
    (Detail.RESULT, (
        rf"^(?!.*(?<!\S)(?:{_PLANNED})(?!\S)).*?(?<!\S)(?:{_CAME_OF_IT})",
    )),
    (Detail.TO_WHOM, (
        rf"(?:cho|về|đến|tới|lên|với|qua) (?:ai|{_OFFICE} (?:nào|gì|mô))",
    )),
)  # fmt: skip
"""Of any kind."""

COUNTED = (
    r"(?<!\S)(?:(thứ|mức|độ|cấp|bậc|hạng) )?(?:bao nhiêu|mấy|số lượng)"
    r"(?: (cái|chiếc|căn|ngôi|tấm|cuốn|quyển|tờ|con|cây|bịch|cục)(?!\S))?"
    rf"(?: (?!(?:{_NOT_COUNTED})(?!\S))(\S+))?"
)
"""How many is asked for; the groups are what tells that one of several is meant, and what is counted, with the
classifier before it."""

SORT = (
    r"(?<!\S)(?<!trụ )(phòng|sở|ban|bộ|hội|huyện|xã|phường|tỉnh|bệnh viện|bv|trung tâm|trạm|văn phòng|chi cục|cục"
    r"|viện|đội|ttyt|tyt"
    r"|công ty|trường"
    r"|khoa|ngành|thành phố|doanh nghiệp|hãng|nhà thầu|thôn|(?<!văn )bản|ấp|làng|khu phố)"
    r" (?:nào|mô|(?:\S+ ){0,16}?tên (?:là )?(?:gì|chi))(?!\S)"
)
"""An office of a sort is asked for; the group is the word for the sort."""

OF_KIND = rf"(?<!\S)({_KIND}|công văn) (?:nào|mấy|số mấy|số bao nhiêu|số nào)(?!\S)"
"""A directive of a kind is asked for; the group is the kind."""

POSTS = re.compile(rf"(?<!\w)(?:{fold(_POSITION)})(?!\w)")
"""Posts, in a text without diacritics."""

MOST = re.compile(r"(?<!\w)(?:(?:cao|nhieu|lon|thap|dong|dai|gan|kem|tot|manh) nhat|dau tien|cuoi cung)(?!\w)")
"""Superlatives, in a text without diacritics: of several things one is asked for, which only they tell."""

FILLER: Words = (
    r"(?:xin |hãy |làm ơn )?cho (?:tôi |em |mình )?(?:hỏi|biết)", r"xin hỏi", r"vui lòng", r"làm ơn", r"giúp tôi",
    r"(?:dạ|thưa)(?: (?:anh chị|anh|chị|các anh chị|quý cơ quan|ông|bà))?", r"anh chị ơi", r"rứa", r"hông",
    r"nêu rõ", r"được quy định", r"quy định", r"chịu trách nhiệm(?: về)?",
)  # fmt: skip
"""Words of asking that say nothing of what about."""

_CODES = "|".join(sorted((code.lower() for code in (*numbers.KINDS, "CV", "VB")), key=len, reverse=True))
_SPOKEN = fold(rf"(?:{DIRECTIVE}|{_CODES})")
_FULL = r"\d{1,6}(?:/\d{4})?\s*[/-]\s*[^\W\d_]{1,8}(?:[-/][^\W\d_]{1,8})*(?!\w)"
_WRITTEN = r"(?:,?\s+(?:ngay\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4})?"
NUMBERED = re.compile(
    rf"(?:\b{_SPOKEN}\s+(?:so\s+)?)?(?<![\w/]){_FULL}{_WRITTEN}"
    rf"|\b{_SPOKEN}\s+(?:so\s+)?\d{{1,6}}/(?:19|20)\d\d\b(?!/)"
    rf"|\b{_SPOKEN}\s+(?:so\s+)?\d{{1,6}}\b(?!\s*[/.]\d|\s*%){_WRITTEN}"
)
"""A directive by its number, with the kind before and the date after it."""
