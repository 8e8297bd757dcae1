"""Laws that a text names by their titles: ``Luật Đấu thầu``, ``Bộ luật Lao động``, ``luật đất đai``.

Where a title ends is not written: titles hold commas and "và" ("Luật Phòng, chống tham nhũng"), and the sentence
goes on behind them. The titles of the laws of Viet Nam are therefore listed; one that is not, a new one, is read
from its capital letter to the first word that goes on with the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.text import retone

TITLES = """
An ninh mạng; An ninh quốc gia; An toàn thực phẩm; An toàn thông tin mạng; An toàn, vệ sinh lao động; Ban hành
văn bản quy phạm pháp luật; Báo chí; Bảo hiểm tiền gửi; Bảo hiểm xã hội; Bảo hiểm y tế; Bảo vệ bí mật nhà nước;
Bảo vệ dữ liệu cá nhân; Bảo vệ môi trường; Bảo vệ quyền lợi người tiêu dùng; Bảo vệ và kiểm dịch thực vật; Bảo
vệ và phát triển rừng; Bảo vệ, chăm sóc và giáo dục trẻ em; Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân
dân; Biên giới quốc gia; Biên phòng Việt Nam; Biển Việt Nam; Bình đẳng giới; Bộ đội Biên phòng; Bưu chính; Các
công cụ chuyển nhượng; Các tổ chức tín dụng; Cán bộ, công chức; Cạnh tranh; Căn cước; Căn cước công dân; Chăn
nuôi; Chất lượng sản phẩm, hàng hóa; Chính quyền địa phương; Chứng khoán; Chuyển đổi số; Chuyển giao công nghệ;
Cảnh sát biển Việt Nam; Cảnh sát cơ động; Cảnh vệ; Công an nhân dân; Công chứng; Công đoàn; Công nghệ cao; Công
nghệ thông tin; Công nghiệp công nghệ số; Công nghiệp quốc phòng, an ninh và động viên công nghiệp; Công tác xã
hội; Cư trú; Dạy nghề; Dân quân tự vệ; Dân sự; Dân số; Dầu khí; Di sản văn hóa; Doanh nghiệp; Dữ liệu; Du lịch;
Dự trữ quốc gia; Đa dạng sinh học; Đặc xá; Đất đai; Đầu tư; Đầu tư công; Đầu tư theo phương thức đối tác công
tư; Đấu giá tài sản; Đấu thầu; Đê điều; Địa chất và khoáng sản; Điện ảnh; Điện lực; Điều ước quốc tế; Đo đạc và
bản đồ; Đo lường; Đường bộ; Đường sắt; Giám định tư pháp; Giáo dục; Giáo dục đại học; Giáo dục nghề nghiệp; Giáo
dục quốc phòng và an ninh; Giao dịch điện tử; Giao thông đường bộ; Giao thông đường thủy nội địa; Hải quan; Hàng
hải; Hàng không dân dụng Việt Nam; Hình sự; Hóa chất; Hòa giải ở cơ sở; Hiến, lấy, ghép mô, bộ phận cơ thể người
và hiến, lấy xác; Hòa giải, đối thoại tại Tòa án; Hoạt động chữ thập đỏ; Hoạt động giám sát của Quốc hội và Hội
đồng nhân dân; Hộ tịch; Hôn nhân và gia đình; Hỗ trợ doanh nghiệp nhỏ và vừa; Hợp tác xã; Kế toán; Khám bệnh,
chữa bệnh; Khí tượng thủy văn; Khiếu nại; Khiếu nại, tố cáo; Khoa học và công nghệ; Khoa học, công nghệ và đổi
mới sáng tạo; Khoáng sản; Kiểm toán độc lập; Kiểm toán nhà nước; Kiến trúc; Kinh doanh bảo hiểm; Kinh doanh bất
động sản; Lao động; Lâm nghiệp; Lực lượng dự bị động viên; Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở;
Khai thác và bảo vệ công trình thủy lợi; Lưu trữ; Lý lịch tư pháp; Luật sư; Mặt trận Tổ quốc Việt Nam; Năng
lượng nguyên tử; Ngân hàng Nhà nước Việt Nam; Ngân sách nhà nước; Nghĩa vụ quân sự; Người cao tuổi; Người khuyết
tật; Nhà giáo; Nhà ở; Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam; Người lao động
Việt Nam đi làm việc ở nước ngoài theo hợp đồng; Nuôi con nuôi; Phá sản; Phí và lệ phí; Phòng bệnh; Phòng cháy
và chữa cháy; Phòng cháy, chữa cháy và cứu nạn, cứu hộ; Phòng không nhân dân; Phòng thủ dân sự; Phòng, chống bạo
lực gia đình; Phòng, chống bệnh truyền nhiễm; Phòng, chống khủng bố; Phòng, chống ma túy; Phòng, chống mua bán
người; Phòng, chống nhiễm vi rút gây ra hội chứng suy giảm miễn dịch mắc phải ở người; Phòng, chống rửa tiền;
Phòng, chống tác hại của rượu, bia; Phòng, chống tác hại của thuốc lá; Phòng, chống tham nhũng; Phòng, chống
tham nhũng, lãng phí, tiêu cực; Phòng, chống thiên tai; Phổ biến, giáo dục pháp luật; Phục hồi, phá sản; Quản lý
ngoại thương; Quản lý nợ công; Quản lý thuế; Quản lý và đầu tư vốn nhà nước tại doanh nghiệp; Quản lý, sử dụng
tài sản công; Quản lý, sử dụng tài sản nhà nước; Quản lý, bảo vệ công trình quốc phòng và khu quân sự; Quản lý,
sử dụng vốn nhà nước đầu tư vào sản xuất, kinh doanh tại doanh nghiệp; Quản lý, sử dụng vũ khí, vật liệu nổ và
công cụ hỗ trợ; Quảng cáo; Quân nhân chuyên nghiệp, công nhân và viên chức quốc phòng; Quốc phòng; Quốc tịch
Việt Nam; Quy hoạch; Quy hoạch đô thị; Quy hoạch đô thị và nông thôn; Sĩ quan Quân đội nhân dân Việt Nam; Sở hữu
trí tuệ; Sử dụng năng lượng tiết kiệm và hiệu quả; Tạm giữ, tạm giam; Tài nguyên nước; Tài nguyên, môi trường
biển và hải đảo; Tần số vô tuyến điện; Thanh niên; Thanh tra; Thể dục, thể thao; Thi đua, khen thưởng; Thi hành
án dân sự; Thi hành án hình sự; Thi hành tạm giữ, tạm giam; Thỏa thuận quốc tế; Thống kê; Thú y; Thủ đô; Thuế
bảo vệ môi trường; Thuế giá trị gia tăng; Thuế sử dụng đất nông nghiệp; Thuế sử dụng đất phi nông nghiệp; Thuế
tài nguyên; Thuế thu nhập cá nhân; Thuế thu nhập doanh nghiệp; Thuế tiêu thụ đặc biệt; Thuế xuất khẩu, thuế nhập
khẩu; Thủy lợi; Thủy sản; Thư viện; Thương mại; Thực hành tiết kiệm, chống lãng phí; Thực hiện dân chủ ở cơ sở;
Tiếp cận thông tin; Tiếp công dân; Tiêu chuẩn và quy chuẩn kỹ thuật; Tín ngưỡng, tôn giáo; Tổ chức Chính phủ; Tổ
chức chính quyền địa phương; Tổ chức cơ quan điều tra hình sự; Tổ chức Hội đồng nhân dân và Ủy ban nhân dân; Tổ
chức Quốc hội; Tổ chức Tòa án nhân dân; Tổ chức Viện kiểm sát nhân dân; Tố cáo; Tố tụng dân sự; Tố tụng hành
chính; Tố tụng hình sự; Trách nhiệm bồi thường của Nhà nước; Trẻ em; Trật tự, an toàn giao thông đường bộ; Trí
tuệ nhân tạo; Trọng tài thương mại; Trưng cầu ý dân; Trưng mua, trưng dụng tài sản; Tư pháp người chưa thành
niên; Tương trợ tư pháp; Ưu đãi người có công với cách mạng; Viễn thông; Viên chức; Việc làm; Xây dựng; Xuất
bản; Xuất cảnh, nhập cảnh của công dân Việt Nam; Xử lý vi phạm hành chính
"""
"""Titles without their kind: laws, codes and ordinances of the National Assembly and its committee since 1990."""

_WORD = r"[^\W\d_]+"
_KNOWN = "|".join(
    r"\s+".join(re.escape(word) for word in title.split())
    for title in sorted(retone(TITLES).split(";"), key=lambda title: -len(title.strip()))
)
_STOP = (
    "năm|ngày|số|được|đã|và|về|của|này|thì|để|theo|có|tại|do|là|hoặc|trong|từ|khi|nêu|trên|phải|không|như|cho|mà|với|"
    "sau|trước|cùng|còn|gồm|vào|đến|nhằm|bằng|ở|các|hết|bị|chưa|sẽ|nếu|"
    r"quy\s+định|đối\s+với|sửa\s+đổi|bổ\s+sung|hướng\s+dẫn|hiện\s+hành|bao\s+gồm|ban\s+hành|thông\s+qua|hiệu\s+lực|"
    r"thay\s+thế|bãi\s+bỏ|áp\s+dụng|thực\s+hiện|Luật|Nghị|Bộ\s+luật|Pháp\s+lệnh|Thông\s+tư|Quyết\s+định"
)
_CAPITAL = "[A-ZĐĂÂÊÔƠƯÁÀẢÃẠẾỀỂỄỆ]"
_FREE = (
    rf"(?={_CAPITAL})(?!(?:Số|Quốc hội|NÀY)\b)(?:Phòng,\s+chống\s+)?{_WORD}"
    rf"(?:[^\S\n]*\s(?!(?:{_STOP})\b){_WORD}){{0,9}}"
)
_DATED = (
    rf"(?!(?:{_STOP}|sư)\b){_WORD}(?:(?:,(?=\s[a-zà-ỹđ])|\s+và)?\s(?!(?:{_STOP})\b){_WORD}){{1,14}}"
    r"(?=\s(?:ban\s+hành\s+)?(?:ngày|năm)\s\d)"
)
"""All up to a date: ``Luật Tổ chức HĐND và UBND ngày 26/11/2003``, ``Luật Tiết kiệm, chống lãng phí năm ...``."""

_TITLE = rf"(?:(?i:{_KNOWN})(?!\w)|{_DATED}|{_FREE})"
_CHANGED = (
    r"(?i:sửa\s+đổi,?\s+bổ\s+sung)\s+(?:một\s+số\s+điều|các\s+điều|Điều\s+\d+)\s+của\s+(?:các\s+)?"
    r"(?:Bộ\s+luật|Luật)\s+"
)
_LAW = re.compile(
    r"\b(?:(?P<kind>Bộ\s+luật|Luật|Pháp\s+lệnh)\s+"
    rf"(?:{_CHANGED}{_TITLE}(?:(?:,|\s+và)\s+Luật\s+{_TITLE})*|{_TITLE})"
    rf"|(?P<small>(?<!pháp )(?<!kỷ )(?<!quy )(?:bộ\s+)?luật|pháp\s+lệnh)\s+(?={_CAPITAL})(?i:{_KNOWN})(?!\w)"
    r"|(?P<constitution>Hiến\s+pháp)(?:\s+nước\s+Cộng\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa\s+Việt\s+Nam|(?=\s+(?:năm\s+)?\d{4})))"
)
_BEGINS = re.compile(r"[BLPHblp](?=ộ\s+luật|uật|háp\s+lệnh|iến\s+pháp)")
"""What a law's name begins with, which is looked for fast."""


class NamedLaw(NamedTuple):
    """A law by its title, as written; ``kind`` is Luật, Bộ luật, Pháp lệnh or Hiến pháp."""

    kind: str
    title: str
    start: int
    end: int


def find(text: str) -> Iterator[NamedLaw]:
    """Every law named in a text that is NFC and retoned, in order; not ``Luật này`` nor headings in capitals."""
    end = 0
    for begins in _BEGINS.finditer(text):
        match = _LAW.match(text, begins.start()) if begins.start() >= end else None
        if match is None:
            continue
        end = match.end()
        title = " ".join(match[0].split())
        kind = " ".join((match["kind"] or match["small"] or match["constitution"]).split()).capitalize()
        if not title.isupper():
            yield NamedLaw(kind, title, match.start(), match.end())
