"""The words that ask, as regular expressions over exact keys ("tỷ", "ủy", one space between syllables).

They are read without diacritics where a question has none (:func:`search_api.answering.question.read`).
"""

from __future__ import annotations

import re

from indexer import numbers
from indexer.text import fold
from search_api.answering.kinds import Detail, Fact, Want

_KIND = "|".join(sorted((name.lower() for name in numbers.KINDS.values()), key=len, reverse=True))
DIRECTIVE = rf"(?:{_KIND}|công văn|văn bản|văn bản này|luật)"
"""A word for a directive."""

_OFFICE = (
    r"(?:những |các )?(?:đơn vị|cơ quan|phòng ban|phòng|sở ngành|(?<!trụ )sở|ban ngành|ban|bộ|ngành|uỷ ban"
    r"|ủy ban|ubnd"
    r"|bộ phận|tổ chức|nơi|bên|địa phương|huyện|xã|phường|tỉnh|thành phố|bệnh viện|trung tâm|trạm|cấp|người"
    r"|cá nhân|đồng chí|lãnh đạo|chức danh|đối tượng|đại biểu|vị|ông|bà|chức vụ|khoa|tổ|nhóm|văn phòng|chi cục|cục"
    r"|công ty|doanh nghiệp|trường|đội|phía|viện|bv|ttyt|tyt|đầu mối|lực lượng|hội|đoàn thể|cán bộ|nhân viên|sếp)"
)
_POSITION = (
    r"(?:chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|trưởng phòng|phó trưởng phòng"
    r"|trưởng (?:ban|đoàn|nhóm|thôn|ấp|bản|tiểu ban|công an)"
    r"|đội trưởng|chi cục trưởng|viện trưởng|chủ nhiệm|chánh văn phòng"
    r"|chánh thanh tra|bí thư|hiệu trưởng|cục trưởng|bộ trưởng|thủ tướng|trưởng khoa|trưởng trạm|tổ trưởng)"
)

FACTS: tuple[tuple[Fact, str], ...] = (
    (Fact.POSITION, r"(?:người ký|ký).{0,40}(?:chức vụ|chức danh)(?: là| giữ)?(?: gì)?|(?:chức vụ|chức danh)"
                    r"(?: của)? (?:người ký|ai ký)|chức vụ gì"),
    (Fact.SIGNER, r"(?:do |bởi )?(?:ai|(?:người|đồng chí|lãnh đạo|ông bà|ông|bà|(?<!đơn )vị|sếp|bác"
                  r"|anh chị) nào)(?: là)?(?: đã)?(?: người)?"
                  r"(?: đứng tên)? ký(?: tên| ban hành| duyệt)?|(?:được )?ký (?:tên )?(?:bởi|của) (?:ai"
                  r"|người nào)"
                  r"|ký .{0,60} là ai|người (?:nào )?(?:đã )?ký(?: tên| ban hành| văn bản)?(?: là ai)?"
                  r"|chữ ký (?:của )?ai"
                  r"|(?:ai|(?:(?<!đơn )vị |đồng chí )?(?:lãnh đạo|người|(?<!đơn )vị|ông|bà|sếp|bác|anh chị) nào"
                  rf"|{_POSITION} nào)(?: \S+){{0,12}} (?<!trình )ký"
                  r"(?! (?:kết|cam|hợp|số|giấy|túc|thuật|thi|năng|sinh|nhận|gửi|họa|ức)(?!\S))(?: tên)?"),
    (Fact.DATE, r"(?:được )?(?:ban hành|ký|phát hành|ra đời|công bố)(?: ban hành)?(?: vào| từ| trong)?"
                r"(?: thời gian| thời điểm)?(?: là)? (?:ngày|tháng|năm|khi|lúc|hôm|bao|thời điểm)"
                r" (?:nào|mấy|giờ|bao nhiêu|tháng năm nào|tháng nào)|ngày (?:tháng )?(?:năm )?(?:ban hành|ký)"
                r"(?: \w+)?(?: là)?(?: ngày nào| khi nào)?|(?:đề|ra|ghi) ngày (?:tháng )?(?:nào|mấy|bao nhiêu)"
                r"|có từ (?:bao giờ"
                r"|khi nào)"
                r"|(?:khi nào|bao giờ|ngày nào|lúc nào)(?: thì)?(?: được)? (?:ban hành|ký)(?= |$)"),
    (Fact.NUMBER, r"(?:có |mang |là )?(?:số hiệu|số ký hiệu|ký hiệu|số văn bản)(?: là)?(?: số)?(?: gì"
                  r"| bao nhiêu"
                  r"| mấy| nào)?|(?:có |mang |là |mã )số (?:bao nhiêu|mấy|gì|nào)"
                  r"|(?<!văn bản )(?<!quyết định )(?<!thông tư )"
                  r"(?<!nghị quyết )(?<!nghị định )(?<!lô )(?<!gọi )số (?:bao nhiêu|mấy)$"),
    (Fact.ISSUER, r"(?:do )?(?:cơ quan|đơn vị|nơi|cấp|bộ|sở|ai|tổ chức)(?: nào)?(?: là nơi)?(?: đã)?"
                  r" (?:ban hành|phát hành)|cơ quan ban hành(?: là)?(?: ai| cơ quan nào)?"
                  r"|(?:là )?của (?:cơ quan|đơn vị) nào(?: ban hành)?$"),
    (Fact.RECIPIENTS, r"(?:được )?(?:kính )?gửi (?:cho |đến |tới |về )?(?:ai|những ai|đâu|những nơi nào"
                      r"|(?:những |các )?(?:đơn vị|cơ quan|nơi|phòng|bên) nào)|(?:kính gửi|nơi nhận)"
                      r"(?: của)?(?: gồm| là)?(?: những)?(?: ai| đâu)?"),
    (Fact.SUBJECT, rf"trích yếu(?: \w+)?|(?:{_KIND}|công văn|văn bản)(?: này)?(?: nói| viết| quy định)?"
                   r" (?:về (?:việc |vấn đề |nội dung )?(?:gì|nội dung gì|vấn đề gì))"),
)  # fmt: skip

"""Of a directive as such; the first that matches a stretch takes it."""

_NOT_COUNTED = "để|cho|theo|của|trong|từ|vậy|và|thì|một|mỗi|ở|do|được|là|vào|khi|nếu"
"""What comes after an amount that is asked for without a noun."""

_NOTHING_COUNTED = rf"(?=$| (?:{_NOT_COUNTED}|năm)(?!\S))"

WANTS: tuple[tuple[Want, str], ...] = (
    (Want.PHONE, r"(?:số )?điện thoại(?: liên hệ)?|hotline|đường dây nóng|sđt|số đt|số máy (?:bàn|lẻ|liên hệ)"
                 r"|gọi (?:điện )?(?:vào |cho |tới |đến |theo )?số (?:mấy|nào|bao nhiêu)"),
    (Want.EMAIL, r"e ?mail|thư điện tử|hộp thư|gmail"),
    (Want.WEBSITE, r"website|trang web|địa chỉ web|đường link|link"),
    (Want.DEADLINE, r"(?:thời )?hạn (?:cuối|chót|nộp|gửi|hoàn thành|báo cáo|thực hiện|là|đến|trình)?"
                    r"(?: cùng)?(?: là)?(?: (?:ngày|khi|tháng|năm) (?:nào|mấy)| bao giờ| bao lâu)?"
                    r"|(?:đến|trước|tới)(?: hết)? (?:khi nào|bao giờ|lúc nào|chừng nào)|(?:đến|trước)(?: hết)?"
                    r" (?:ngày|tháng|thời điểm|năm|quý) (?:nào|mấy|bao nhiêu)|(?:chậm"
                    r"|muộn) nhất(?: là)?(?: vào)?"
                    r"(?: (?:ngày|tháng|năm|quý|thời điểm) (?:nào|mấy)| khi nào| bao giờ| lúc nào)?|deadline|hạn$"
                    r"|(?:trong )?(?:bao lâu|(?<!số )(?:mấy|bao nhiêu) (?:ngày|bữa|hôm))(?: một lần)?|mấy (?:tháng"
                    r"|lần) (?:một|1)?"
                    r"|(?:khi nào|bao giờ|ngày nào|chừng nào|bữa nào)(?= (?:thì |là )?(?:phải|cần|xong"
                    r"|hoàn thành|hết hạn))"),
    (Want.PERIOD, r"(?:vào |từ |trong )?(?:năm|giai đoạn|thời kỳ|khoảng thời gian|những năm) (?:nào|mấy"
                  r"|bao nhiêu)|nhiệm kỳ nào"),
    (Want.DATE, r"(?:vào |từ |lúc |nhằm |rơi vào )?(?:khi nào|bao giờ|(?:lúc|hôm|bữa|buổi|chừng|hồi|dịp) nào"
                r"|(?:bữa|hôm|ngày|khi) mô"
                r"|ngày (?:nào|mấy|bao nhiêu|tháng năm nào|tháng nào)|(?<!lần )thứ mấy|mấy giờ|tháng (?:nào"
                r"|mấy)|quý (?:nào|mấy)|thời (?:gian|điểm) (?:nào"
                r"|tổ chức"
                r"|diễn ra|họp|là khi nào)|thời gian(?: và)?(?= địa điểm)|thời gian$|ngày giờ)"),
    (Want.MONEY, r"bao nhiêu (?:tiền|đồng|kinh phí|triệu|tỷ|vốn|ngân sách)|mấy (?:tiền|tỷ|triệu|đồng)"
                 rf"|(?:hết|tốn|đóng|nộp|trả) bao nhiêu{_NOTHING_COUNTED}"
                 r"|(?:tiền|phí|thù lao|giá|ngân sách|doanh thu|quyên|vận động|thu nhập)"
                 rf"(?=(?: \S+){{0,6}} (?<!số )bao nhiêu{_NOTHING_COUNTED})"
                 r"|(?:số tiền|mức chi|mức hỗ trợ|mức phạt|mức thưởng|tổng mức đầu tư|tổng kinh phí"
                 r"|tổng vốn"
                 r"|dự toán|kinh phí|học phí|lương|phụ cấp)(?=.{0,60} (?<!số )(?<!ngày )(?<!tháng )(?<!quý )"
                 r"(?:bao nhiêu|mấy)(?! (?:phần trăm"
                 r"|%)))"),
    (Want.SOURCE, r"(?:tiền )?túi (?:nào|ai)|tiền (?:đâu|ở đâu)(?: ra)?|khoản (?:tiền |kinh phí )?nào"
                  r"|ai (?:trả|chi|bỏ)(?: tiền)?|(?:nguồn )?(?:kinh phí|tiền|vốn|chi phí"
                  r"|ngân sách)(?=.{0,60} (?:từ|ở|lấy|do) (?:từ "
                  r"|ở )?(?:đâu|nguồn"
                  r" nào|ai|quỹ nào))|(?:lấy|chi|trích|huy động)(?: ra)? (?:từ|ở) (?:nguồn nào|đâu)(?: ra)?"
                  r"|nguồn (?:kinh phí|vốn|tiền"
                  r"|nào)"),
    (Want.PERCENT, r"(?:bao nhiêu|mấy) (?:phần trăm|%)|tỷ lệ(?= .*(?:bao nhiêu|mấy|nào)|.*$)(?: bao nhiêu)?"
                   r"|bao nhiêu(?= (?:phần trăm))|phần trăm"),
    (Want.COUNT, r"lần thứ (?:mấy|bao nhiêu)|(?:là |có |gồm |tối thiểu |tối đa )?(?:(?<!số )bao nhiêu|số lượng)"
                 r"|(?<!máy )(?<!số )(?<!của )(?<!cho )(?<!với )mấy(?= \w)"
                 r"(?! \w+(?: \w+)? (?:này|đó|kia|ấy|nào)(?!\S))|(?:mức|mức độ|bậc"
                 r"|cấp|cấp độ|hạng) mấy"),
    (Want.DOCUMENT, rf"(?:theo |tại |trong |căn cứ )?(?:những |các )?{DIRECTIVE} (?:nào|mấy|số mấy|số bao nhiêu"
                    r"|số nào)|(?:là |mang |có |bằng )?số (?:mấy|bao nhiêu)|(?:tài liệu|giấy tờ|giấy|qđ|nđ|tt"
                    r"|nq|kh) nào|(?:văn bản|quyết định|nghị quyết"
                    r"|thông tư|nghị định|luật) gì|(?:căn cứ|dựa"
                    r"|theo)(?: vào| trên)? (?:đâu|gì|cái gì)|(?:điều|khoản|điểm|mục)(?: khoản"
                    r"| mục| điểm)* nào"),
    (Want.PERSON, rf"{_POSITION}.{{0,60}} (?:là ai|tên (?:là )?(?:gì|chi)|là người nào)|ai (?:là|làm"
                  rf"|giữ chức)(?: \w+)?"
                  rf" {_POSITION}|(?:họ )?tên (?:của )?{_POSITION}"),
    (Want.PLACE, r"(?:trụ sở|hội trường|khách sạn|phòng họp|phố) nào|số nhà (?:bao nhiêu|mấy)"
                 r"|(?:ở|chỗ|nơi) mô|(?:được )?(?:tổ chức |họp |diễn ra )?(?:ở|tại) (?:đâu|chỗ nào|nơi nào"
                 r"|địa điểm nào"
                 r"|địa chỉ nào"
                 r"|tòa nhà nào|phòng nào|hội trường nào|khách sạn nào)|chỗ nào|địa điểm(?: nào| ở đâu)?"
                 r"|địa chỉ(?: nào| ở đâu| cụ thể)?|đường (?:gì|nào)|tòa nhà nào"),
    (Want.WHO, rf"(?:do |cho |của |với |bởi |là |giao |về |những )*(?:ai|{_OFFICE} (?:nào|gì|mô))(?= |$)"
               r"|(?:cho|của|với|do) những ai"),
    (Want.TASK, r"(?:phải |cần |sẽ )?(?:được )?(?:giao|phân công|yêu cầu)?(?: thực hiện"
                r"| phải)? ?làm (?:những )?"
                r"(?:gì|việc (?:gì|chi)|những việc gì|nhiệm vụ gì|công việc gì)|(?:có |được giao |được phân công "
                r"|thực hiện )?"
                r"(?:những |các )?(?:nhiệm vụ|trách nhiệm|công việc|(?<!về )việc)(?: gì| nào| là gì| cụ thể gì)"
                r"|(?:được|bị) (?:giao|phân công)(?: những)? (?:gì|việc gì|nhiệm vụ gì)"
                r"|giao (?:cho )?.{3,60} (?:làm )?(?:gì|nhiệm vụ gì|việc gì)|^(?:các )?nhiệm vụ (?:của|giao)"
                r"|trách nhiệm của|phải làm sao"),
    (Want.WHY, r"vì sao|tại sao|lý do(?: gì| nào)?|nguyên nhân(?: gì| nào)?|để làm gì|nhằm(?: mục đích)? gì"
               r"|mục đích (?:gì|là gì)"),
    (Want.HOW, r"(?:như )?thế nào|ra sao|bằng cách nào|cách nào|làm sao|bằng (?:gì|hình thức nào)"
               r"|theo cách nào"),
    (Want.WHAT, r"(?:bao gồm |gồm |là )?(?:những |các |cái )?(?:gì|nào)(?= |$)|(?:từ|lấy|ở|đi) đâu|đâu$"),
    (Want.WHETHER, r"(?:hay không|hay chưa|không|chưa)$|^có phải|phải không$|đúng không$"),
)  # fmt: skip

"""Of what directives say, the most particular first."""

DETAILS: tuple[tuple[Detail, str], ...] = (
    (Detail.ALL, r"bao gồm|gồm|những gì|những nội dung|những ai|những đơn vị|những cơ quan|các đơn vị nào"
                 r"|những nhiệm vụ|những mục|những phần|thành phần|liệt kê|danh sách|nội dung gì|các bước"
                 r"|những bước"),
    (Detail.DAY, r"ngày (?:nào|mấy|bao nhiêu|tháng năm nào)"),
    (Detail.HOUR, r"mấy giờ|giờ (?:nào|mấy|bao nhiêu)"),
    (Detail.YEAR, r"năm (?:nào|mấy|bao nhiêu)"),
    (Detail.SPAN, r"từ (?:ngày|hôm|tháng|khi|lúc|bữa) (?:nào|mấy|mô) (?:đến|tới)"),
    (Detail.LENGTH, r"bao lâu|(?:mấy|bao nhiêu) (?:ngày|bữa|hôm|tuần|tháng|giờ|phút|tiếng)"),
    (Detail.TOTAL, r"tổng|tổng cộng|hết|tốn|tất cả|cả thảy|bỏ ra"),
    (Detail.NUMBER, r"số (?:mấy|bao nhiêu|hiệu)"),
    (Detail.PERSON, r"(?:đồng chí|ông|bà|(?<!đơn )vị|lãnh đạo|sếp) nào"),
    (Detail.TO_WHOM, rf"(?:cho|về|đến|tới|lên|với|qua) (?:ai|{_OFFICE} (?:nào|gì|mô))"),
)  # fmt: skip

"""Of any kind."""

COUNTED = (
    r"(?<!\S)(?:(thứ|mức|độ|cấp|bậc|hạng) )?(?:bao nhiêu|mấy|số lượng)"
    rf"(?: (?:cái|chiếc|căn|ngôi|tấm))?(?: (?!(?:{_NOT_COUNTED})(?!\S))(\S+))?"
)
"""How many is asked for; the groups are what tells that one of several is meant, and what is counted."""

SORT = (
    r"(?<!\S)(?<!trụ )(phòng|sở|ban|bộ|huyện|xã|phường|tỉnh|bệnh viện|bv|trung tâm|trạm|văn phòng|chi cục|cục"
    r"|viện|đội|ttyt|tyt"
    r"|công ty|trường"
    r"|khoa|ngành|thành phố|doanh nghiệp|hãng|nhà thầu|thôn|(?<!văn )bản|ấp|làng) (?:nào|mô)(?!\S)"
)
"""An office of a sort is asked for; the group is the word for the sort."""

POSTS = re.compile(rf"(?<!\w)(?:{fold(_POSITION)})(?!\w)")
"""Posts, in a text without diacritics."""

MOST = re.compile(r"(?<!\w)(?:(?:cao|nhieu|lon|thap|dong|dai|gan|kem|tot|manh) nhat|dau tien|cuoi cung)(?!\w)")
"""Superlatives, in a text without diacritics: of several things one is asked for, which only they tell."""

FILLER = (
    r"(?:xin |hãy |làm ơn )?cho (?:tôi |em |mình )?(?:hỏi|biết)|xin hỏi|vui lòng|làm ơn|giúp tôi|nêu rõ"
    r"|được quy định|quy định|(?:dạ|thưa)(?: (?:anh chị|anh|chị|các anh chị|quý cơ quan|ông|bà))?|anh chị ơi"
    r"|chịu trách nhiệm(?: về)?|rứa|hông"
)
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
