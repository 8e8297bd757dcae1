"""Words that mean about the same: what people say, and what directives write.

Each line is one group: a question that says the first is also asked with the others. It is general knowledge of
the language of administration and health, for any archive of this domain; what it finds counts less than the
question's own words (``Weights.expansion``).
"""

from __future__ import annotations

_GROUPS = """
nhà thương = bệnh viện
trạm xá = trạm y tế
tuyến xã = y tế cơ sở = trạm y tế
tuyến dưới = y tế cơ sở
nơi khám bệnh = cơ sở khám chữa bệnh = cơ sở khám bệnh chữa bệnh
phòng khám tư = cơ sở y tế tư nhân = y tế tư nhân
bệnh viện tư = y tế tư nhân = tư nhân
bệnh viện công = công lập
bác sĩ = y bác sĩ = nhân viên y tế = cán bộ y tế
người bệnh = bệnh nhân
nhân viên = cán bộ = công chức viên chức = người lao động
người làm ngành y = nhân viên y tế = cán bộ y tế
người dân = nhân dân
sếp = lãnh đạo = thủ trưởng
người đứng đầu = thủ trưởng = lãnh đạo
công ty = doanh nghiệp
chuyên gia giỏi = trình độ chuyên môn cao
bác sĩ giỏi = trình độ chuyên môn cao = nhân lực chất lượng cao
người giỏi = nhân lực cao = trình độ chuyên môn cao
giữ chân = thu hút = đãi ngộ
chiêu mộ = tuyển dụng = thu hút
tuyển người = tuyển dụng
thuê ngoài = thuê dịch vụ
mướn = thuê
khoản tiền = kinh phí = nguồn vốn
chi phí = kinh phí
tiền lương = chế độ đãi ngộ = tiền công
lương thưởng = chế độ đãi ngộ = chính sách hỗ trợ
trợ cấp = hỗ trợ = chế độ đãi ngộ
phụ cấp = chế độ đãi ngộ
chi tiêu phung phí = lãng phí
tiết kiệm = tránh lãng phí
ăn chia = lợi ích nhóm
hối lộ = tham nhũng = tiêu cực
minh bạch = công khai
thành thật = trung thực
đúng sự thật = trung thực = khách quan
mua sắm = đấu thầu = mua thuốc
mời thầu = đấu thầu
máy móc = trang thiết bị = thiết bị
đồ dùng y tế = vật tư y tế
hết thuốc = thiếu thuốc
chích ngừa = tiêm chủng = tiêm vắc xin
tiêm phòng = tiêm chủng = tiêm vắc xin
vaccine = vắc xin
covid = covid 19 = phòng chống dịch
xây bệnh viện = xây dựng cơ sở hạ tầng = đầu tư xây dựng
sửa chữa = cải tạo = nâng cấp
xuống cấp = sửa chữa cải tạo
tòa nhà = trụ sở = cơ sở hạ tầng
nhà cửa = cơ sở vật chất = cơ sở hạ tầng
bản đồ phân bố = quy hoạch mạng lưới
phân bố bệnh viện = mạng lưới y tế
thành phố lâu bền = phát triển bền vững đô thị
mở rộng thành phố = phát triển đô thị = quy hoạch đô thị
buổi họp = hội nghị = cuộc họp
cuộc họp = hội nghị
nhìn lại = sơ kết = đánh giá
tổng kết = sơ kết = báo cáo
bản tổng kết = báo cáo
rút kinh nghiệm = bài học kinh nghiệm
giấy mời = thư mời
thiệp mời = thư mời
người tham dự = thành phần = đại biểu
ai dự = thành phần = đại biểu
khách mời = đại biểu = thành phần
phóng viên = báo = đài phát thanh truyền hình
nhà đài = đài phát thanh truyền hình
báo chí = phương tiện thông tin đại chúng
phát biểu = tham luận = báo cáo tham luận
trình bày = báo cáo tham luận
chương trình buổi họp = chương trình
ở đâu = địa điểm = trụ sở
chỗ nào = địa điểm
nơi nào = địa điểm
tổ chức ở = địa điểm
ngày nào = thời gian = ngày
khi nào = thời gian = thời hạn = ngày
bao giờ = thời gian = thời hạn = ngày
lúc nào = thời gian
thứ mấy = thời gian = ngày = thứ
mấy giờ = thời gian
chậm nhất = trước ngày = thời hạn
hạn chót = trước ngày = thời hạn
bao lâu = định kỳ = thời hạn
mấy lần = định kỳ
thường kỳ = định kỳ
mỗi năm = hằng năm = hàng năm
mỗi tháng = hàng tháng = hằng tháng
ai lo = giao = chủ trì
ai làm = giao = chủ trì = phối hợp
ai chịu trách nhiệm = chủ trì = giao
ai phụ trách = chủ trì = phụ trách
đơn vị nào = giao = chủ trì
cơ quan nào = chủ trì = giao
phòng nào = giao phòng = chủ trì
làm cùng = phối hợp
cùng làm = phối hợp
gom = tổng hợp
thu thập = tổng hợp
kết hợp = lồng ghép
trình lên = báo cáo = tham mưu
xin ý kiến = đề xuất = tham mưu
góp ý = kiến nghị = đề xuất
hối thúc = đôn đốc = đẩy nhanh
đốc thúc = đôn đốc = đẩy nhanh
thúc đẩy = đẩy nhanh = đẩy mạnh
làm nhanh = khẩn trương
gấp = khẩn trương
trở ngại = khó khăn vướng mắc
trục trặc = vướng mắc
gỡ khó = tháo gỡ khó khăn
sai phạm = vi phạm = thiếu sót
yếu kém = tồn tại hạn chế
kiểm tra = thanh tra = giám sát
soi xét = thanh tra = kiểm tra
quá tải = áp lực công việc
bớt việc = giảm áp lực công việc
chia việc = phân công
phân chia = phân công = phân bổ
giấy khen = khen thưởng = biểu dương
phổ biến = quán triệt = tuyên truyền
quảng bá = tuyên truyền
vận động = tuyên truyền
cho mọi người biết = tuyên truyền phổ biến
học hỏi = học tập trao đổi kinh nghiệm
đi học = tham quan học tập = đào tạo
dạy = đào tạo = tập huấn
lớp học = đào tạo tập huấn
tập dượt = diễn tập
thực tập = diễn tập
mục đích = mục tiêu
chỉ tiêu = mục tiêu
làm sao = giải pháp
cách làm = giải pháp
số hóa = chuyển đổi số
tin học hóa = ứng dụng công nghệ thông tin
vi tính = công nghệ thông tin = tin học
máy tính = công nghệ thông tin
tin học = công nghệ thông tin
phần mềm = hệ thống thông tin = ứng dụng
qua mạng = trực tuyến = từ xa = môi trường mạng
online = trực tuyến
trên mạng = trực tuyến = môi trường mạng
internet = mạng = trực tuyến
khám qua mạng = khám chữa bệnh từ xa
bác sĩ từ xa = tư vấn khám chữa bệnh từ xa
hội chẩn qua mạng = hội chẩn từ xa
sổ khám bệnh = hồ sơ sức khỏe
hồ sơ giấy = bệnh án giấy
sổ sức khỏe = hồ sơ sức khỏe điện tử
bệnh án = hồ sơ bệnh án
chụp phim = ảnh chụp = thay phim
in phim = thay phim
x quang = ảnh chụp = phim
quẹt thẻ = thanh toán không dùng tiền mặt
chuyển khoản = thanh toán không dùng tiền mặt
trả tiền qua điện thoại = thanh toán bằng thiết bị di động
điện thoại = thiết bị di động
viện phí = thanh toán viện phí
tin tặc = an toàn thông tin = tấn công mạng
hacker = an toàn thông tin
bị tấn công = sự cố mất an toàn thông tin = ứng cứu sự cố
virus máy tính = mã độc
diệt virus = phòng chống mã độc
lộ dữ liệu = an toàn thông tin = bảo mật
bảo mật = an toàn thông tin
mất dữ liệu = sao lưu dữ liệu
cất dữ liệu = sao lưu dữ liệu
số liệu = dữ liệu
kho dữ liệu = cơ sở dữ liệu
trí tuệ nhân tạo = máy học
máy gợi ý = hỗ trợ ra quyết định
cách chữa bệnh = phác đồ điều trị
chữa bệnh = điều trị = khám chữa bệnh
giấy tờ = hồ sơ = thủ tục hành chính
thủ tục = thủ tục hành chính
bớt thủ tục = cải cách hành chính
dịch vụ mạng = dịch vụ công trực tuyến
sơ đồ = thiết kế = kiến trúc
học sinh = trường học
người già = người cao tuổi
cụ già = người cao tuổi
bệnh lâu năm = bệnh mạn tính
bệnh kinh niên = bệnh mạn tính
tiểu đường = bệnh mạn tính
đi nghiên cứu = nghiên cứu khoa học
sáng kiến = nghiên cứu = đề tài
nước ngoài = quốc tế
tập đoàn = doanh nghiệp
tư nhân góp vốn = xã hội hóa
góp tiền = xã hội hóa = huy động nguồn tài chính
vay mượn = huy động nguồn tài chính
căn cứ = cơ sở pháp lý
lý do = căn cứ = mục đích
"""

GROUPS: tuple[tuple[str, ...], ...] = tuple(
    tuple(word.strip() for word in line.split("=")) for line in _GROUPS.strip().splitlines()
)
"""Phrases in lower case, without punctuation; the first of a group is what a question says."""
