"""The words that a duty begins with: what an office is told to do (``rà soát``) or how (``khẩn trương``).

They end the name of the office before them, and tell an item that gives a task from one that states something.
Collected from the items and duties of codified law, decrees and directives.
"""

from __future__ import annotations

import re
from itertools import islice

_AROUND = """
đều, có, chịu, phải, cần, sẽ, đã, đang, được, không, là, bị, theo, để, nhằm, về, tại, trong, trước, cùng, như,
sau, nếu, chưa, vẫn chưa, khi, do, mà, gồm, vẫn, cũng, từ, đến, thì, nhưng, luôn, ra, vào, lên, cho, nghiêm, sớm
"""
"""Words of grammar that stand where a duty begins: ``sẽ``, ``phải``; they do nothing by themselves."""

_ALONE = """
trình, lập, gửi, nộp, làm, lấy, mở, mua, cử, giao, thu, chi, đưa, nắm, ký, chuyển, rút, dành, giúp, nhận, gắn,
coi, xóa, xoá, cắm, treo, thuê, xin, viết, quét, dọn, rải, duyệt, tẩy, dạy, ghi, kẻ, đo, đếm, khám, tuyển, chọn,
mang, trồng, nuôi, bắt, diệt, thả, vớt, nạo, xây, sửa, sơn, chụp, họp, đón, miễn, giãn, hoãn, pha, giữ, tăng,
giảm, hạ, nâng, kéo, đẩy, trả, tránh, phun, chốt, khoán, cắt, ngừng, dừng, mời, bám, tặng, trao, rà, lùi, dựng,
kê, đắp, soạn, phá, tìm, bỏ, rút, nhập, nêu, chờ, đổ, hủy, huỷ, tháo, hỏi, đọc, lắp, xả, dời, dồn, dán, gỡ,
siết, dỡ, nhường, dập, chôn, ôn, lấp, gom, rót, bóc, dẹp, rửa, nạp, nhổ, hót, tưới, cấy, gieo, giăng, sắm, tiễn,
vẽ, ngăn, nhắc, tiêm, ghép, chở, góp, tới, nghe, gặp, đốt, trích, thăm, mượn, xếp, khép, bật, tắt, quay, bốc,
đổi, nối, dùng, gác, soát, hái, bón, tỉa, chặt, chằng, neo, lọc, tính, viếng, chạy, lau, nấu, trông, canh,
photo, chấm, quấn, khiêng, gánh, ngâm, đuổi, chèo, xích, gõ, thay, vá, dặm, rào, bịt, soi, nhặt, chia, cấm,
thắp, buộc, đeo, hút, lo, lĩnh, cài, kêu, đốn, thâu, hốt, xịt, trám, múc, phủ, bẫy, bứng, che
"""
_UNLESS = """
kiểm / lâm, sát, toán, ngư, định, nghiệm, soát, dịch, thử; dẫn / đến, tới, đầu, chứng, xuất; đăng / kiểm, bộ,
bạ; in / ấn; phát / thanh, triển, ngôn, sinh; xét / nghiệm; gọi / chung, là, tắt; xuống / cấp; đặt / tại, trụ;
đào / tạo; đánh / bắt; đóng / trên, tại, ở, quân, chân; lưu / trú, niệm, ý, trữ, lượng, động, vực, thông, học;
đi / lại, qua, lên; kể / từ, cả, trên; cân / bằng, nặng, não, đối, nhắc, đo; nổ / súng, lớn, mìn; ứng / dụng,
viên, cử, phó, trực, xử, tuyển, cứu, trước; lo / ngại, lắng, âu; mặc / dù, định, nhiên; khơi / nguồn; gói /
thầu, hỗ trợ, cấp, số, mua, cước, tín dụng; cứu / hộ, nạn, thương, hỏa, trợ; ngay / cả; chỉ / tiêu, số, huy,
dẫn, giới, báo, thị, định, tay; bán / trú, lẻ, buôn, hàng; nhấn / mạnh
"""
"""Words that something is done by alone, unless one of those after the stroke follows."""

_COMPOUND = """
chủ trì, phối hợp, kêu gọi, tiếp tục, chủ động, khẩn trương, kịp thời, thường xuyên, nghiêm túc, định kỳ, tập
trung, tăng cường, đẩy mạnh, thiết lập, áp dụng, đẩy nhanh, tham mưu, triển khai, thực hiện, xây dựng, ban hành,
rà soát, báo cáo, tổng hợp, hướng dẫn, kiểm tra, đôn đốc, giám sát, theo dõi, chỉ đạo, bố trí, cân đối, thẩm
định, phê duyệt, công bố, cung cấp, cập nhật, đánh giá, đề xuất, nghiên cứu, quy định, quán triệt, tuyên truyền,
phổ biến, vận động, giới thiệu, bảo đảm, đảm bảo, hỗ trợ, tạo điều kiện, quan tâm, quản lý, sử dụng, thông báo,
hoàn thành, hoàn thiện, căn cứ, trên cơ sở, trực tiếp, xem xét, xử lý, giải quyết, tiếp nhận, chuẩn bị, đăng ký,
kê khai, phân công, yêu cầu, đề nghị, lãnh đạo, nâng cao, phát huy, phát động, duy trì, khắc phục, thống kê,
kiện toàn, thành lập, sắp xếp, quyết định, lồng ghép, huy động, ưu tiên, tiến hành, tham gia, khảo sát, lựa
chọn, điều chỉnh, sửa đổi, bổ sung, công khai, lưu trữ, bảo quản, vận hành, kết nối, chia sẻ, đầu tư, phát
triển, bảo vệ, thanh tra, đào tạo, bồi dưỡng, tập huấn, chấp hành, tuân thủ, đề cao, thẩm tra, đồng thời, xác
định, nhanh chóng, thống nhất, đề ra, phân bổ, phân loại, chấn chỉnh, phòng ngừa, ngăn chặn, tháo gỡ, có thể,
trao đổi, liên hệ, điều tra, truy quét, thanh toán, quyết toán, thanh lý, biên soạn, soạn thảo, quảng bá, kiểm
điểm, phân tích, thu thập, xác minh, xác nhận, trả lời, giải trình, tiếp thu, hoàn trả, thu hồi, đàm phán, tuần
tra, kiểm soát, cấp phát, chi trả, thiết kế, khai thác, giảng dạy, điều phối, đăng tải, chuyển đổi, liên kết,
đặt hàng, đối chiếu, ứng phó, thí điểm, chăm sóc, bàn giao, phục vụ, vận chuyển, tổng kết, sơ kết, đề cử, bình
xét, xét chọn, tôn vinh, biểu dương, khen thưởng, khuyến khích, động viên, đấu tranh, trấn áp, phát hiện, tố
giác, truy cứu, khởi tố, truy tố, xét xử, cảnh báo, nhắc nhở, niêm yết, phản ánh, kiến nghị, phản hồi, giải đáp,
tiếp xúc, tiếp công dân, đối thoại, lắng nghe, học tập, nêu gương, giữ gìn, giữ vững, củng cố, đổi mới, cải
cách, cải thiện, cải tiến, cải tạo, nâng cấp, sửa chữa, bảo trì, bảo dưỡng, duy tu, tu sửa, nạo vét, khơi thông,
gia cố, thi công, nghiệm thu, đấu thầu, đấu giá, mua sắm, trang bị, lắp đặt, bảo hành, kiểm kê, hạch toán, giải
ngân, tạm ứng, cấp kinh phí, tiết kiệm, cắt giảm, tinh giản, luân chuyển, điều động, bổ nhiệm, miễn nhiệm, tuyển
dụng, tuyển chọn, tuyển sinh, biệt phái, xếp loại, chấm điểm, công nhận, tích hợp, số hóa, số hoá, tích cực, tận
dụng, tranh thủ, khuyến cáo, cam kết, ký kết, phối kết hợp, tham vấn, góp ý, lấy ý kiến, cho ý kiến, thỏa thuận,
thoả thuận, chấp thuận, chấp nhận, cho phép, từ chối, đình chỉ, tạm dừng, chấm dứt, bãi bỏ, thay thế, hủy bỏ,
huỷ bỏ, tịch thu, xử phạt, xử lí, ngăn ngừa, phòng tránh, khống chế, dập dịch, khoanh vùng, cách ly, giám định,
điều trị, thu dung, phân luồng, tiêm chủng, tiêm phòng, tiêu hủy, tiêu độc, khử khuẩn, khử trùng, phun thuốc,
diệt lăng quăng, chôn lấp, thu gom, phân vùng, khoanh định, giải phóng, giải tỏa, giải toả, di dời, tái định cư,
đền bù, bồi thường, đo đạc, cấp giấy, thẩm duyệt, ứng trực, túc trực, canh gác, phân cấp, ủy quyền, uỷ quyền, đề
bạt, quy tụ, tập hợp, tiếp cận, khai báo, khai trương, khánh thành, thử nghiệm, nhân rộng, thúc đẩy, đẩy lùi,
hạn chế, nghiêm cấm, tận tình, đón tiếp, đưa đón, tiếp đón, gặp mặt, thăm hỏi, tri ân, tưởng niệm, kỷ niệm, mít
tinh, diễu hành, trang trí, treo cờ, cổ động, phát sóng, đưa tin, phản biện, thẩm mỹ, lan tỏa, lan toả, ứng
dụng, khai triển, cụ thể hóa, cụ thể hoá, nắm bắt, nắm chắc, rèn luyện, kết hợp, hiệp đồng, luyện tập, diễn tập,
huấn luyện, sẵn sàng, quy đổi, khấu trừ, hoàn thuế, truy thu, thu nộp, chống thất thu, kê biên, cưỡng chế, thi
hành, ghi nhận, ghi chép, tiết giảm, san sẻ, chuyển giao, nhập khẩu, xuất khẩu, lưu giữ, bảo mật, sao lưu, mã
hóa, mã hoá, khôi phục, phục hồi, tái cơ cấu, cơ cấu lại, sáp nhập, giải thể, chia tách, tổ chức lại, gia hạn,
cấp đổi, làm việc, làm tốt, làm rõ, làm mới, nêu rõ, chỉ rõ, chỉ định, phát hành, in ấn, in sao, cấp thẻ, kích
hoạt, tạo lập, khởi tạo, khởi công, khởi động, tổng điều tra, kiểm đếm, kiểm chứng, xác thực, xác lập, nhận
diện, nhận dạng, định danh, định giá, định hướng, đúc kết, ấn định, vệ sinh môi trường, thường trực 24, vệ sinh
trường, đối sánh, làm sạch, hoàn chỉnh, hoàn tất, hạ ngầm, chỉnh lý, chỉnh trang, chỉnh sửa, ở lại, dàn dựng,
đảm nhận, đảm nhiệm, đảm trách, bình đơn, bình bệnh, hội chẩn, khám sức, khám tuyển, khám chữa, khám nghĩa, khám
sàng, sàng lọc, truy vết, lấy mẫu, xét nghiệm mẫu, dự báo, quan trắc, cảnh giới, chốt chặn, rào chắn, phân làn,
giải tán, xua đuổi, giải cứu, cứu trợ, cấp cứu người, vận hành thử, chạy thử, bảo hộ, gỡ bỏ, tháo dỡ, dỡ bỏ, di
chuyển, dịch chuyển, san lấp, trồng mới, trồng dặm, trồng cây, trồng rừng, chăm bón, tưới tiêu, tiêu úng, tiêu
nước, tiêu thoát, điều tiết, tích nước, xả lũ, vớt rác, vớt bèo, nhổ bỏ, phát quang, thả giống, tái đàn, chăn
thả, nuôi trồng, thu mua, bình ổn, dự trữ, cung ứng, phân phối, tiêu thụ, niêm phong, tạm giữ, truy tìm, cấp
phép, thu phí, thu thuế, nộp thuế, quy hoạch, cắm mốc, trích đo, đăng kiểm, đăng nhập, đồng bộ, thừa ủy quyền,
thừa uỷ quyền, thừa lệnh, đồng ý, nhất trí, nhập liệu, nhập dữ, tải lên, truy cập, cài đặt, tạo tài, phân quyền,
chuẩn hóa, chuẩn hoá, cá thể hóa, đơn giản hóa, đơn giản hoá, hiện đại hóa, hiện đại hoá, xã hội hóa, xã hội
hoá, đa dạng hóa, nội dung hóa, luật hóa, thể chế hóa, thể chế hoá, ngầm hóa, ngầm hoá, cứng hóa, cứng hoá, kiên
cố hóa, nhập học, xét tuyển, xét khen, xét tặng, xét duyệt, xét công, xét đề, phụ trách, ra đề, chấm thi, coi
thi, tổ chức thi, phụ đạo, bồi đắp, dạy học, dạy bù, ôn tập, kiểm định, phúc tra, hậu kiểm, tiền kiểm, tự kiểm,
tự đánh giá, phúc khảo, quy định rõ, nêu cao, làm gương, đi đầu, tiên phong, gương mẫu, phê bình, tự phê, đi cơ,
đi kiểm, đi thực, đi tuần, kỷ luật, xử lý kỷ, thi đua, tham dự, dự họp, dự sinh, dự giờ, dự hội, dự lễ, chủ tọa,
báo báo, thông tin, truyền thông, quảng cáo, vận dụng, bao quát, tăng thời, tăng thêm, tăng số, giảm thời, giảm
số, giảm thiểu, rút ngắn, kéo giảm, phấn đấu, tối ưu, bám sát, bám nắm, nắm tình, gắn trách, gắn kết, gắn biển,
dán nhãn, ghi nhãn, ghi hình, chụp ảnh, quay phim, điện thoại trực, điện thoại cho, điện thoại báo, phân lịch,
phát tờ, phát tin, phát thanh bản, phát thanh trên, đăng bài, viết bài, mở chuyên, mở lớp, mở rộng, mở đợt, mở
thầu, đóng cửa, đóng điện, cấp điện, cấp nước, cấp thuốc, xuất cấp, xuất kho, nhập kho, tiếp tế, hậu cần, ký số,
ký hợp, ký cam, ký ban, ký giao, thương thảo, hỏi đáp, tham quan, học hỏi, đúc rút, lượng hóa, lượng hoá, tính
toán, dự toán chi, khoán chi, tự chủ, tự rà, tự tổ, hoạch định, hình thành, đổi tên, chuyển nguồn, chuyển tiền,
chuyển hồ, trợ giúp, giúp đỡ, nuôi dưỡng, tiếp sức, chào mừng, hưởng ứng, tiến cử, cắt cử, huy động lực, điều
xe, điều lực, trực ban, trực chiến, trực 24, trực gác, trực cấp, chi viện, ứng cứu, bắt giữ, bóc gỡ, triệt phá,
triệt xóa, triệt xoá, vô hiệu, thu hút, kêu gọi đầu, xúc tiến, tạo nguồn, tạo chuyển, tạo sự, tạo đồng, tạo quỹ,
bảo lưu, thẩm vấn, làm thủ, làm đầu, làm công, làm cơ, nhắn tin, gọi hỏi, răn đe, giáo dục học, giáo dục người,
quán xuyến, khoanh nuôi, hiến máu, quyên góp, ủng hộ, vinh danh, trao tặng, trao giải, tặng thưởng, thăm tặng,
thắp hương, dâng hương, treo băng, treo pa, treo khẩu, dựng pa, lắp biển, kẻ vạch, sơn kẻ, vá ổ, bù vênh, thảm
nhựa, thông xe, phân tuyến, chuyển tuyến, tiếp đón người, bố phòng, thông suốt, kịp báo, dự thảo, thường trực,
kiên quyết, điều hành, dự trù, dự kiến, trích xuất, soi chiếu, kết nạp, trưng bày, tra cứu, thay mặt, sinh hoạt,
phủ sóng, xếp lịch, kết thúc, cô lập, súc rửa, phát dọn, xuống cơ, xuống địa, ở nhà, ứng trước, kiểm sát việc,
kiểm sát chặt, kiểm sát trực, chỉ huy chung, chỉ huy trực, kết nghĩa, thương lượng, gặp gỡ, nhận đỡ, thực thi,
đối phó, kiềm chế, cổ vũ, tưởng nhớ, khích lệ, bàn thảo, bàn luận, thích ứng, chuyên chở, tái thiết, tân trang,
truyền tải, xử nghiêm, tạo thuận, tạo cơ, tạo môi, tạo động, trang trải, bù đắp, gây quỹ, gánh vác, giành lại,
đảm đương, đương đầu, khơi dậy, dàn xếp, trau dồi, chặn đứng, chặn giữ, tách riêng, tạm giao, hộ đê, phục bắt,
phân phát, tiếp nối, phác họa, gây dựng, chỉ được, đầu mối, đáp ứng, thảo luận, cân nhắc, chứng minh, ổn định,
lưu ý, triệu tập, phê chuẩn, bác bỏ, tuân theo, thuyết phục, tôn trọng, loại bỏ, chú trọng, bàn bạc, đệ trình,
bồi hoàn, tích luỹ, tích lũy, đề phòng, tập kết, trục vớt, thắt chặt, tập luyện, đính chính, nới lỏng, phân
định, phân khai, phân nhóm, biểu quyết, khai mạc, bế mạc, tái hiện, tái lập, tái chế, tái tạo, biên tập, sơ chế,
sơ cứu, hội đàm, hội ý, giao ban, giao lưu, chỉnh đốn, tôn tạo, trùng tu, bảo tồn, sưu tầm, khảo nghiệm, phối
giống, thâm canh, luân canh, cài đặt, quy hoạch, giải thích, thuyết minh, trình chiếu, trình diễn, biểu diễn,
can thiệp, giám hộ, bảo lãnh, bảo toàn, cất giữ, chiêu sinh, kèm cặp, khuyến nghị, đối soát, gia tăng, tăng ca,
trợ cấp, hiệp thương, tiếp sóng, thâm nhập, trinh sát, truy bắt, truy xét, vây bắt, khám xét, tạm thu, tạm cấp,
tạm ngừng, tạm hoãn, hoàn lại, lai dắt, phúc đáp, phát biểu, đại tu, hiệu chỉnh, san tải, tuyệt đối, gấp rút,
đồng loạt, mạnh dạn, kiên trì, luân phiên, lần lượt, đích thân, quyết liệt, cương quyết, triệt để, chung tay,
hết sức, sơ tán, chia ca, chia sẻ, báo ngay, báo cho, báo về, báo với, báo tin, hợp đồng với, hòa giải xong, hòa
giải mâu, điều chuyển, xuất bản, súc xả, bắn pháo, thông qua, thanh quyết, liên thông dữ, liên thông giấy, tham
khảo, khai quật, phục dựng, sát hạch, xuất trình, điểm danh, phân ca, tổng vệ, thực tập phương, cơ động đến, tư
vấn cho, báo số, báo động, báo nhanh, kiểm dịch y, kiểm nhập, nội kiểm, tái kiểm, vãng gia, phong tỏa, phong
toả, tạm đình, định lượng, hoàn ứng, tái cấu, truy xuất, truy nguồn, hợp nhất, chăm lo, đỡ đầu, chất vấn, chắt
lọc, tiếp quỹ, truyền dữ, thí nghiệm lại, tuần đường, tống đạt, kháng nghị, ủy thác, uỷ thác, quan sát, tổng rà,
thau rửa, cày ngả, bơm tưới, bơm tiêu, bơm nước, thi đấu, che chắn, che phủ, dẫn đường, điện báo, tách thành,
khơi rãnh, áp giải, vệ sinh bể, vệ sinh khu, vệ sinh sàn, vệ sinh phòng, vệ sinh cống, xét nghiệm nhanh, xét
nghiệm tìm, chú ý, trấn an, đứng ra, cân đo, sao gửi, sao kê, sao y, sao chụp, sao lục, test nhanh, phủ bạt, bầu
bổ, xuất xe, dự phỏng, truyền trực, giáo dục bộ, xét nghiệm sàng, phân lập, khảo giá, phát cỏ, tiêm vét, hợp
đồng xe, hợp đồng thuê, cảm hóa, cảm hoá, hoà giải các, hòa giải các, thử nước, thử độ, bê tông hóa, bê tông hoá
"""
_NOUNS = """
tổng hợp, quản lý, kiểm tra, thanh tra, giám sát, đào tạo, bồi dưỡng, đầu tư, phát triển, phục vụ, bảo vệ, bảo
dưỡng, bảo trì, tư vấn, hỗ trợ, kiểm soát, kiểm định, kiểm nghiệm, điều hành, điều phối, điều độ, giám định,
thẩm định, đăng ký, đăng kiểm, vận hành, xây dựng, tuyên truyền, truyền thông, thông tin, thi đua, khen thưởng,
thống kê, tổ chức, sửa chữa, cấp cứu, xét nghiệm, phòng ngừa, huấn luyện, nghiên cứu, thiết kế, sản xuất, kinh
doanh, khai thác, chế biến, lưu trữ, thu phí, cấp nước, dịch vụ, phát hành, biên tập, chỉ huy, chỉ đạo, tiếp
nhận, dự báo, quan trắc, xúc tiến, xuất nhập, cứu hộ, cứu nạn, tuần tra, hòa giải, chuyển đổi, ứng phó, khảo
thí, thí nghiệm, phục hồi, cải cách, thực hành, hậu cần, xây lắp
"""
OWES = "có (?:(?:các |những )?nhiệm|nghĩa) vụ"
"""A pattern of how one is said to be obliged, besides ``có trách nhiệm``."""

HAVING = "mặt|chính sách|phương án|biện pháp|giải pháp|kế hoạch|văn bản"
"""What one is told to have; else ``có`` states that there is something."""

_PROPER = re.compile(
    r"tổ chức(?!,? (?:cá nhân|đơn vị|cơ quan|có liên quan|liên quan|chính trị|đảng|đoàn(?! kiểm tra| giám sát"
    r"| công tác| thanh tra| khảo sát| liên ngành| đi)|xã hội))(?!\w)"
    r"|còn(?! lại)(?!\w)|(?:h[àằ]ng|mỗi)"
    r"(?= (?:năm|tháng|quý|tuần|ngày|kỳ|đêm|giờ|vụ|buổi|giao|phiên|ca|học)(?!\w))"
    r"|trực(?! (?:thuộc|tuyến|quan))(?!\w)"
    r"|khóa(?! [IVXL\d])(?!\w)|tự(?! (?:nhiên|do)\b)(?!\w)"
    r"|cấp(?! (?:tỉnh|huyện|xã|trên|dưới|trung ương|cơ sở|ủy|uỷ|bộ|[iI]{1,3}|[1-4]))(?!\w)"
)
_WORD = re.compile(r"\w+")
_WORDS = re.compile(r"\w+(?: \w+){0,3}")


def _listed(words: str) -> frozenset[str]:
    return frozenset(" ".join(verb.split()) for verb in words.split(",") if verb.strip())


_NOUN = re.compile(rf"(?:{'|'.join(sorted(_listed(_NOUNS)))})(?!\w)", re.IGNORECASE)


def _unless(listed: str) -> str:
    """A pattern of words that are none before some others: ``đăng / kiểm, bộ``."""
    parted = (" ".join(entry.split()).split(" / ") for entry in listed.split(";"))
    return "|".join(rf"{word}(?! (?:{others.replace(', ', '|')})\b)" for word, others in parted)


_DONE = re.compile(rf"(?:{_unless(_UNLESS)})(?!\w)")
_ACTIONS, _DOUBLE, _GRAMMAR = _listed(_ALONE), _listed(_COMPOUND), _listed(_AROUND)
_SINGLE = _ACTIONS | _GRAMMAR
_FIRST = frozenset(verb.split()[0] for verb in _DOUBLE) | {"tổ", "cấp", "khóa", "tự", "còn", "hàng", "hằng", "mỗi"}


def at(words: str, offset: int = 0, only_compound: bool = False) -> bool:
    """Whether a duty begins at ``offset`` of single-spaced words in small letters.

    ``only_compound`` wants one of two syllables or more, which is never half of a noun.
    """
    found = _WORDS.match(words, offset)
    if found is None:
        return False
    first = found[0].partition(" ")[0]
    if not only_compound and (first in _SINGLE or _DONE.match(words, offset)):
        return True
    if first not in _FIRST:
        return False
    syllables = found[0].split(" ")
    is_listed = any(" ".join(syllables[:count]) in _DOUBLE for count in range(2, len(syllables) + 1))
    return is_listed or _PROPER.match(words, offset) is not None


def begins(words: str) -> bool:
    """Whether words begin with what is to be done: ``Phối hợp ...``, ``Định kỳ ...``."""
    return at(words[:1].lower() + words[1:])


def acts(words: str, offset: int) -> bool:
    """Whether what is done begins at ``offset``, and not with a word of grammar: ``gửi``, ``tổng hợp``."""
    word = _WORD.match(words, offset)
    is_one = word is not None and (word[0] in _ACTIONS or _DONE.match(words, offset) is not None)
    return is_one or at(words, offset, only_compound=True)


def first(words: str, start: int, end: int, skipped: int = 0, *, with_short: bool = False) -> int | None:
    """Where the first duty begins after a space between two offsets, but for as many spaces as are ``skipped``; of
    two syllables or more, or ``with_short`` of any; None where none does.
    """
    spaces = islice(re.compile(" ").finditer(words, start, end), skipped, None)
    ends = (space.end() for space in spaces)
    return next(
        (end for end in ends if at(words, end, only_compound=True) or (with_short and acts(words, end))), None
    )


def has_any(words: str) -> bool:
    """Whether something is to be done at all: a duty begins single-spaced words or is in them, names apart."""
    small = words[:1].lower() + words[1:]
    return at(small) or any(acts(small, word.start()) for word in _WORD.finditer(small))


def is_grammar(syllable: str) -> bool:
    """Whether a syllable in small letters only goes before what is done, and is no half of a name: ``đã``."""
    return syllable in _GRAMMAR


def is_double(words: str) -> bool:
    """Whether two syllables in small letters are one word that something is done by: ``đăng ký``, ``đào tạo``."""
    return words in _DOUBLE or _NOUN.fullmatch(words) is not None


def noun(words: str, offset: int) -> int | None:
    """Where a word ends that offices are named after and that is a duty as well: ``tổng hợp``; else None."""
    found = _NOUN.match(words, offset)
    return found.end() if found else None
