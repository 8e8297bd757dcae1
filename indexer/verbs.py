"""The words that a duty begins with: what an office is told to do (``rà soát``) or how (``khẩn trương``).

They end the name of the office before them, and tell an item that gives a task from one that states something.
Collected from the items and duties of codified law, decrees and directives.
"""

from __future__ import annotations

import re

_ALONE = """
có, chịu, phải, cần, sẽ, đã, đang, được, không, là, bị, trình, lập, gửi, nộp, theo, để, nhằm, về, tại, trong,
trước, cùng, làm, lấy, mở, mua, cử, giao, thu, chi, đưa, nắm, hằng, hàng, sớm, ký, tự, chuyển, như, sau, nếu, khi,
do, mà, nghiêm, rút, dành, giúp, nhận, gắn, coi, xóa, xoá, cắm, treo, thuê, xin, viết, quét, dọn, rải, phun, chốt,
khoán, cắt, ngừng, dừng, mời, bám, sơ tán, tặng, trao, rà, gồm, vẫn, cũng, từ, đến, thì, nhưng, luôn
"""
_COMPOUND = """
chủ trì, phối hợp, kêu gọi, tiếp tục, chủ động, khẩn trương, kịp thời, thường xuyên, nghiêm túc, định kỳ, tập
trung, tăng cường, đẩy mạnh, thiết lập, áp dụng, đẩy nhanh, tham mưu, triển khai, thực hiện, xây dựng, ban hành, rà
soát, báo cáo, tổng hợp, hướng dẫn, kiểm tra, đôn đốc, giám sát, theo dõi, chỉ đạo, bố trí, cân đối, thẩm định, phê
duyệt, công bố, cung cấp, cập nhật, đánh giá, đề xuất, nghiên cứu, quy định, quán triệt, tuyên truyền, phổ biến,
vận động, giới thiệu, bảo đảm, đảm bảo, hỗ trợ, tạo điều kiện, quan tâm, quản lý, sử dụng, thông báo, hoàn thành,
hoàn thiện, căn cứ, trên cơ sở, trực tiếp, xem xét, xử lý, giải quyết, tiếp nhận, chuẩn bị, đăng ký, kê khai, phân
công, yêu cầu, đề nghị, lãnh đạo, nâng cao, phát huy, phát động, duy trì, khắc phục, thống kê, kiện toàn, thành
lập, sắp xếp, quyết định, lồng ghép, huy động, ưu tiên, tiến hành, tham gia, khảo sát, lựa chọn, điều chỉnh, sửa
đổi, bổ sung, công khai, lưu trữ, bảo quản, vận hành, kết nối, chia sẻ, đầu tư, phát triển, bảo vệ, thanh tra, đào
tạo, bồi dưỡng, tập huấn, chấp hành, tuân thủ, đề cao, thẩm tra, đồng thời, xác định, nhanh chóng, thống nhất, đề
ra, phân bổ, phân loại, chấn chỉnh, phòng ngừa, ngăn chặn, tháo gỡ, có thể, trao đổi, liên hệ, điều tra, truy quét,
thanh toán, quyết toán, thanh lý, biên soạn, soạn thảo, quảng bá, kiểm điểm, phân tích, thu thập, xác minh, xác
nhận, trả lời, giải trình, tiếp thu, hoàn trả, thu hồi, đàm phán, tuần tra, kiểm soát, cấp phát, chi trả, thiết kế,
khai thác, giảng dạy, điều phối, đăng tải, chuyển đổi, liên kết, đặt hàng, đối chiếu, ứng phó, thí điểm, chăm sóc,
bàn giao, phục vụ, vận chuyển, tổng kết, sơ kết, đề cử, bình xét, xét chọn, tôn vinh, biểu dương, khen thưởng,
khuyến khích, động viên, đấu tranh, trấn áp, phát hiện, tố giác, truy cứu, khởi tố, truy tố, xét xử, cảnh báo, nhắc
nhở, niêm yết, phản ánh, kiến nghị, phản hồi, giải đáp, tiếp xúc, tiếp công dân, đối thoại, lắng nghe, học tập, nêu
gương, giữ gìn, giữ vững, củng cố, đổi mới, cải cách, cải thiện, cải tiến, cải tạo, nâng cấp, sửa chữa, bảo trì,
bảo dưỡng, duy tu, tu sửa, nạo vét, khơi thông, gia cố, thi công, nghiệm thu, đấu thầu, đấu giá, mua sắm, trang bị,
lắp đặt, bảo hành, kiểm kê, hạch toán, giải ngân, tạm ứng, cấp kinh phí, tiết kiệm, cắt giảm, tinh giản, luân
chuyển, điều động, bổ nhiệm, miễn nhiệm, tuyển dụng, tuyển chọn, tuyển sinh, biệt phái, xếp loại, chấm điểm, công
nhận, tích hợp, số hóa, số hoá, tích cực, tận dụng, tranh thủ, khuyến cáo, cam kết, ký kết, phối kết hợp, tham vấn,
góp ý, lấy ý kiến, cho ý kiến, thỏa thuận, thoả thuận, chấp thuận, chấp nhận, cho phép, từ chối, đình chỉ, tạm
dừng, chấm dứt, bãi bỏ, thay thế, hủy bỏ, huỷ bỏ, tịch thu, xử phạt, xử lí, ngăn ngừa, phòng tránh, khống chế, dập
dịch, khoanh vùng, cách ly, giám định, điều trị, thu dung, phân luồng, tiêm chủng, tiêm phòng, tiêu hủy, tiêu độc,
khử khuẩn, khử trùng, phun thuốc, diệt lăng quăng, chôn lấp, thu gom, phân vùng, khoanh định, giải phóng, giải tỏa,
giải toả, di dời, tái định cư, đền bù, bồi thường, đo đạc, cấp giấy, thẩm duyệt, ứng trực, túc trực, canh gác, phân
cấp, ủy quyền, uỷ quyền, đề bạt, quy tụ, tập hợp, tiếp cận, khai báo, khai trương, khánh thành, thử nghiệm, nhân
rộng, thúc đẩy, đẩy lùi, hạn chế, nghiêm cấm, tận tình, đón tiếp, đưa đón, tiếp đón, gặp mặt, thăm hỏi, tri ân,
tưởng niệm, kỷ niệm, mít tinh, diễu hành, trang trí, treo cờ, cổ động, phát sóng, đưa tin, phản biện, thẩm mỹ, lan
tỏa, lan toả, ứng dụng, khai triển, cụ thể hóa, cụ thể hoá, nắm bắt, nắm chắc, rèn luyện, kết hợp, hiệp đồng, luyện
tập, diễn tập, huấn luyện, sẵn sàng, quy đổi, khấu trừ, hoàn thuế, truy thu, thu nộp, chống thất thu, kê biên,
cưỡng chế, thi hành, ghi nhận, ghi chép, tiết giảm, san sẻ, chuyển giao, nhập khẩu, xuất khẩu, lưu giữ, bảo mật,
sao lưu, mã hóa, mã hoá, khôi phục, phục hồi, tái cơ cấu, cơ cấu lại, sáp nhập, giải thể, chia tách, tổ chức lại,
đón, miễn, giãn, hoãn, gia hạn, cấp đổi, làm việc, làm tốt, làm rõ, làm mới, nêu rõ, chỉ rõ, chỉ định, phát hành,
in ấn, in sao, cấp thẻ, kích hoạt, tạo lập, khởi tạo, khởi công, khởi động, tổng điều tra, kiểm đếm, kiểm chứng,
xác thực, xác lập, nhận diện, nhận dạng, định danh, định giá, định hướng, đúc kết, ấn định, vệ sinh môi trường,
thường trực 24, vệ sinh trường
"""
_PROPER = re.compile(
    r"tổ chức(?!,? (?:cá nhân|đơn vị|cơ quan|có liên quan|liên quan|chính trị|đảng|đoàn|xã hội))(?!\w)"
    r"|cấp(?! (?:tỉnh|huyện|xã|trên|dưới|trung ương|cơ sở|ủy|uỷ|bộ))(?!\w)"
)
_WORDS = re.compile(r"\w+(?: \w+){0,3}")


def _listed(words: str) -> frozenset[str]:
    return frozenset(" ".join(verb.split()) for verb in words.split(",") if verb.strip())


_SINGLE, _DOUBLE = _listed(_ALONE), _listed(_COMPOUND)
_FIRST = frozenset(verb.split()[0] for verb in _DOUBLE) | {"tổ", "cấp"}


def at(words: str, offset: int = 0, only_compound: bool = False) -> bool:
    """Whether a duty begins at ``offset`` of single-spaced words in small letters.

    ``only_compound`` wants one of two syllables or more, which is never half of a noun.
    """
    found = _WORDS.match(words, offset)
    if found is None:
        return False
    first = found[0].partition(" ")[0]
    if first in _SINGLE and not only_compound:
        return True
    if first not in _FIRST:
        return False
    syllables = found[0].split(" ")
    is_listed = any(" ".join(syllables[:count]) in _DOUBLE for count in range(2, len(syllables) + 1))
    return is_listed or _PROPER.match(words, offset) is not None
